//! Which entry of the base is which of the head: the one of the same name, or else one that is so alike that it has
//! been renamed.

use std::collections::{BTreeMap, BTreeSet};

/// Entries of both sides, put together.
pub(super) struct Pairs<'a, T> {
    /// The same entry on both sides; the names differ if it has been renamed.
    pub(super) both: Vec<(&'a T, &'a T)>,
    /// Only in the base.
    pub(super) removed: Vec<&'a T>,
    /// Only in the head.
    pub(super) added: Vec<&'a T>,
}

/// How alike an entry that left and one that came must be to be taken for the same, from 0 to 1.
const ALIKE: f64 = 0.65;

/// How many pairs of entries are compared to find renames. Where more came and went, the spec is another one, and what was
/// renamed to what is no question that a reader could ask.
const MOST_PAIRS: usize = 40_000;

/// Puts entries together, the names first and what is left by likeness, the most alike first.
pub(super) fn pair<'a, T>(
    base: &'a [T],
    head: &'a [T],
    name: impl Fn(&T) -> &str,
    likeness: impl Fn(&T, &T) -> f64,
) -> Pairs<'a, T> {
    let by_name: BTreeMap<&str, &T> = head.iter().map(|new| (name(new), new)).collect();
    let known: BTreeSet<&str> = base.iter().map(&name).collect();
    let mut both: Vec<(&T, &T)> = Vec::new();
    let mut removed: Vec<Option<&T>> = Vec::new();
    for old in base {
        match by_name.get(name(old)) {
            Some(new) => both.push((old, new)),
            None => removed.push(Some(old)),
        }
    }
    let mut added: Vec<Option<&T>> =
        head.iter().filter(|new| !known.contains(name(new))).map(Some).collect();
    let mut rated = Vec::new();
    if removed.len().saturating_mul(added.len()) <= MOST_PAIRS {
        for (from, old) in removed.iter().enumerate() {
            for (to, new) in added.iter().enumerate() {
                if let (Some(old), Some(new)) = (*old, *new) {
                    rated.push((likeness(old, new), old, new, from, to));
                }
            }
        }
    }
    rated.retain(|(likeness, ..)| *likeness >= ALIKE);
    // Of equally alike ones the first, by name, so that both directions choose the same.
    rated.sort_by(|a, b| {
        let names = (name(a.1), name(a.2)).cmp(&(name(b.1), name(b.2)));
        b.0.total_cmp(&a.0).then(names)
    });
    for (_, old, new, from, to) in rated {
        if removed[from].is_some() && added[to].is_some() {
            (removed[from], added[to]) = (None, None);
            both.push((old, new));
        }
    }
    Pairs {
        both,
        removed: removed.into_iter().flatten().collect(),
        added: added.into_iter().flatten().collect(),
    }
}

/// How much two sets have in common, from 0 to 1.
pub(super) fn overlap<'t>(
    a: impl IntoIterator<Item = &'t str>,
    b: impl IntoIterator<Item = &'t str>,
) -> f64 {
    let (a, b): (BTreeSet<&str>, BTreeSet<&str>) =
        (a.into_iter().collect(), b.into_iter().collect());
    let (common, all) = (a.intersection(&b).count(), a.union(&b).count());
    // Sets have far fewer members than numbers that a float cannot hold.
    if all == 0 { 1.0 } else { common as f64 / all as f64 }
}

/// How much of the smaller of two sets the other one has, from 0 to 1.
pub(super) fn contained<'t>(
    a: impl IntoIterator<Item = &'t str>,
    b: impl IntoIterator<Item = &'t str>,
) -> f64 {
    let (a, b): (BTreeSet<&str>, BTreeSet<&str>) =
        (a.into_iter().collect(), b.into_iter().collect());
    let least = a.len().min(b.len());
    if least == 0 { 1.0 } else { a.intersection(&b).count() as f64 / least as f64 }
}

/// How many words two texts have in common, from 0 to 1.
pub(super) fn words(a: &str, b: &str) -> f64 {
    let split = |text: &str| -> Vec<String> {
        text.to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (a, b) = (split(a), split(b));
    overlap(a.iter().map(String::as_str), b.iter().map(String::as_str))
}

/// How alike two names are, from 0 to 1; case says nothing.
pub(super) fn names(a: &str, b: &str) -> f64 {
    strsim::normalized_levenshtein(&a.to_lowercase(), &b.to_lowercase())
}

/// 1 if so, 0 if not.
pub(super) fn same(condition: bool) -> f64 {
    f64::from(u8::from(condition))
}
