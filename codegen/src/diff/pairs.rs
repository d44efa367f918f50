//! What has been renamed: of what left and what came, the pairs that are so alike that they are the same.

use std::collections::BTreeSet;

use super::named::Named;

/// How alike an entry that left and one that came must be to be taken for the same, from 0 to 1.
const ALIKE: f64 = 0.65;

/// How many pairs of entries are compared to find renames. Where more came and went, the spec is another one, and what was
/// renamed to what is no question that a reader could ask.
const MOST_PAIRS: usize = 40_000;

/// Entries of the base that are in the head under another name, the most alike first.
pub(super) fn renamed<'a, T: Named>(
    base: impl IntoIterator<Item = &'a T>,
    head: impl IntoIterator<Item = &'a T>,
    likeness: impl Fn(&T, &T) -> f64,
) -> Vec<(&'a T, &'a T)> {
    let (mut left, mut came) = (Vec::from_iter(base), Vec::from_iter(head));
    let names =
        |side: &[&'a T]| -> BTreeSet<&'a str> { side.iter().map(|it| it.label()).collect() };
    let (known, kept) = (names(&left), names(&came));
    left.retain(|it| !kept.contains(it.label()));
    came.retain(|it| !known.contains(it.label()));
    if left.len().saturating_mul(came.len()) > MOST_PAIRS {
        return Vec::new();
    }
    let pairs = left.iter().flat_map(|old| came.iter().map(move |new| (*old, *new)));
    let mut rated: Vec<_> = pairs.map(|(old, new)| (likeness(old, new), old, new)).collect();
    rated.retain(|(likeness, ..)| *likeness >= ALIKE);
    // Of equally alike ones the first, by name, so that both directions choose the same.
    rated.sort_by(|a, b| {
        let names = (a.1.label(), a.2.label()).cmp(&(b.1.label(), b.2.label()));
        b.0.total_cmp(&a.0).then(names)
    });
    let (mut left, mut came) = (BTreeSet::new(), BTreeSet::new());
    rated.retain(|(_, old, new)| {
        let is_free = !left.contains(old.label()) && !came.contains(new.label());
        is_free && left.insert(old.label()) && came.insert(new.label())
    });
    rated.into_iter().map(|(_, old, new)| (old, new)).collect()
}

/// How much two sets have in common, from 0 to 1.
pub(super) fn overlap<T: Ord>(a: &BTreeSet<T>, b: &BTreeSet<T>) -> f64 {
    share(a.intersection(b).count(), a.union(b).count())
}

/// How much of the smaller of two sets the other one has, from 0 to 1.
pub(super) fn contained<T: Ord>(a: &BTreeSet<T>, b: &BTreeSet<T>) -> f64 {
    share(a.intersection(b).count(), a.len().min(b.len()))
}

/// Sets have far fewer members than numbers that a float cannot hold.
fn share(common: usize, all: usize) -> f64 {
    if all == 0 { 1.0 } else { common as f64 / all as f64 }
}

/// The words of a text.
pub(super) fn words(text: &str) -> BTreeSet<String> {
    let text = text.to_lowercase();
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// How many words two texts have in common, from 0 to 1.
pub(super) fn texts(a: &str, b: &str) -> f64 {
    overlap(&words(a), &words(b))
}

/// How alike two names are, from 0 to 1; case says nothing.
pub(super) fn names(a: &str, b: &str) -> f64 {
    strsim::normalized_levenshtein(&a.to_lowercase(), &b.to_lowercase())
}
