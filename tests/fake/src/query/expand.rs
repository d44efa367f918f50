//! `$select` and `$expand`: which properties and which related objects come back.

use super::QueryError;

/// Related objects that come along.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Expand {
    /// The relation.
    pub(crate) name: String,
    /// Where that stands in the text, in bytes from its start.
    pub(crate) position: usize,
    /// The properties that come of each object; none if nothing is said about it.
    pub(crate) select: Option<Vec<String>>,
}

/// Reads a list of properties, like `id,displayName`.
pub(crate) fn selects(text: &str) -> Result<Vec<String>, QueryError> {
    let mut at = 0;
    text.split(',')
        .map(|part| {
            let name = name(part, at)?;
            at += part.len() + 1;
            Ok(name.to_owned())
        })
        .collect()
}

/// Reads a list of relations, like `owners,members($select=id)`.
pub(crate) fn expands(text: &str) -> Result<Vec<Expand>, QueryError> {
    let mut expands = Vec::new();
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let length = rest.find([',', '(']).unwrap_or(rest.len());
        let position = at + rest.len() - rest.trim_start_matches(' ').len();
        let mut expand =
            Expand { name: name(&rest[..length], at)?.to_owned(), position, select: None };
        at += length;
        if text[at..].starts_with('(') {
            let end = text[at..].find(')');
            let end = at + end.ok_or_else(|| QueryError::malformed(at, "expected `)`"))?;
            expand.select = Some(options(&text[at + 1..end], at + 1)?);
            at = end + 1;
        }
        expands.push(expand);
        let rest = text[at..].trim_start_matches(' ');
        at = text.len() - rest.len();
        match rest.chars().next() {
            None => return Ok(expands),
            Some(',') => at += 1,
            Some(_) => return Err(QueryError::malformed(at, "expected `,`")),
        }
    }
}

/// What stands in the parentheses of a relation.
fn options(text: &str, at: usize) -> Result<Vec<String>, QueryError> {
    let trimmed = text.trim_start_matches(' ');
    let at = at + text.len() - trimmed.len();
    let Some(list) = trimmed.strip_prefix("$select=") else {
        return Err(QueryError::unsupported(
            at,
            "another option than `$select` is not supported here",
        ));
    };
    if let Some(end) = list.find(';') {
        let at = at + "$select=".len() + end;
        return Err(QueryError::unsupported(
            at,
            "another option than `$select` is not supported here",
        ));
    }
    selects(list)
        .map_err(|error| QueryError { position: at + "$select=".len() + error.position, ..error })
}

fn name(part: &str, at: usize) -> Result<&str, QueryError> {
    let at = at + part.len() - part.trim_start_matches(' ').len();
    let name = part.trim_matches(' ');
    let is_name = |next: char| next.is_alphanumeric() || "_.-/@$*".contains(next);
    match name.find(|next| !is_name(next)) {
        None if name.is_empty() => Err(QueryError::malformed(at, "expected a name")),
        None => Ok(name),
        Some(odd) => Err(QueryError::malformed(at + odd, "unexpected character")),
    }
}
