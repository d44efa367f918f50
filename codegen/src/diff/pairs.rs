//! Which entry of the base is which of the head: the one of the same name, or else one that is so alike that it has
//! been renamed.

use std::collections::BTreeSet;

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

/// Puts entries together, the names first and what is left by likeness, the most alike first.
pub(super) fn pair<'a, T>(
    base: &'a [T],
    head: &'a [T],
    name: impl Fn(&T) -> &str,
    likeness: impl Fn(&T, &T) -> f64,
) -> Pairs<'a, T> {
    let mut both: Vec<(&T, &T)> = Vec::new();
    let mut removed: Vec<&T> = Vec::new();
    for old in base {
        match head.iter().find(|new| name(new) == name(old)) {
            Some(new) => both.push((old, new)),
            None => removed.push(old),
        }
    }
    let mut added: Vec<&T> = head
        .iter()
        .filter(|new| !base.iter().any(|old| name(old) == name(new)))
        .collect();
    loop {
        let candidates = removed.iter().enumerate().flat_map(|(from, old)| {
            added
                .iter()
                .enumerate()
                .map(move |(to, new)| (from, to, *old, *new))
        });
        let rated = candidates
            .map(|(from, to, old, new)| (likeness(old, new), from, to))
            .filter(|(likeness, ..)| *likeness >= ALIKE);
        // Of equally alike ones the first, by name, so that both directions choose the same.
        let best = rated.max_by(|a, b| {
            a.0.total_cmp(&b.0).then_with(|| {
                (name(removed[b.1]), name(added[b.2])).cmp(&(name(removed[a.1]), name(added[a.2])))
            })
        });
        let Some((_, from, to)) = best else { break };
        both.push((removed.remove(from), added.remove(to)));
    }
    Pairs {
        both,
        removed,
        added,
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
    if all == 0 {
        1.0
    } else {
        common as f64 / all as f64
    }
}

/// How much of the smaller of two sets the other one has, from 0 to 1.
pub(super) fn contained<'t>(
    a: impl IntoIterator<Item = &'t str>,
    b: impl IntoIterator<Item = &'t str>,
) -> f64 {
    let (a, b): (BTreeSet<&str>, BTreeSet<&str>) =
        (a.into_iter().collect(), b.into_iter().collect());
    let least = a.len().min(b.len());
    if least == 0 {
        1.0
    } else {
        a.intersection(&b).count() as f64 / least as f64
    }
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
