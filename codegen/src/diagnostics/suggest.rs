//! Which name may have been meant.

/// Names of more characters than this are never a slip of the pen, and comparing them would take long.
const LONGEST: usize = 100;

/// The candidate that is nearest to a name, if any is near enough to be a slip of the pen. Of equally near ones the
/// first.
pub fn suggest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = name.chars().take(LONGEST + 1).count();
    if length > LONGEST {
        return None;
    }
    let lower = name.to_lowercase();
    let limit = (length / 3).clamp(1, 4);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        // Every character too many or too few is a slip of its own.
        let other = candidate.chars().take(length + limit + 1).count();
        if candidate == name || length.abs_diff(other) > limit {
            continue;
        }
        let distance = strsim::osa_distance(&lower, &candidate.to_lowercase());
        if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Names that are shown of many.
const MOST: usize = 12;

/// Names for a message, the first of them if they are many.
pub(crate) fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    let more = names.len().saturating_sub(MOST);
    names.truncate(MOST);
    let last = match more {
        0 => names.pop().unwrap_or_else(|| "none yet".to_owned()),
        more => format!("{more} more"),
    };
    if names.is_empty() { last } else { format!("{} and {last}", names.join(", ")) }
}
