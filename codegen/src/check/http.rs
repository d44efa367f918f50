//! The HTTP line: `PATCH /{tenant}/groups/{object_id}`.

use std::ops::Range;

/// A method and a path as written.
#[derive(Debug, Eq, PartialEq)]
pub(super) struct HttpLine<'a> {
    pub(super) method: &'a str,
    pub(super) path: &'a str,
    /// Where the path starts in the line.
    pub(super) path_start: usize,
}

/// A part of a path between slashes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Part<'a> {
    /// `groups`
    Literal(&'a str),
    /// `{object_id}`
    Parameter(&'a str),
    /// `domains('{domain_name}')`
    Key(&'a str, &'a str),
}

/// Why a line or a path cannot be read, and where.
#[derive(Debug, Eq, PartialEq)]
pub(super) struct Malformed {
    pub(super) range: Range<usize>,
    pub(super) message: String,
    pub(super) help: Option<&'static str>,
}

/// The methods that an operation may have.
pub(super) const METHODS: &[&str] = &["GET", "POST", "PUT", "PATCH", "DELETE"];

/// Takes the line apart.
pub(super) fn line(text: &str) -> Result<HttpLine<'_>, Malformed> {
    let Some((method, path)) = text.split_once(' ') else {
        return Err(malformed(
            0..text.len(),
            "a method, a space and a path are expected",
            Some("write it like `GET /{tenant}/groups`"),
        ));
    };
    if !METHODS.contains(&method) {
        return Err(malformed(
            0..method.len(),
            format!("`{method}` is no HTTP method of this language"),
            Some("use GET, POST, PUT, PATCH or DELETE"),
        ));
    }
    Ok(HttpLine { method, path, path_start: method.len() + 1 })
}

/// Takes a path apart. Places are relative to the path.
pub(super) fn path(text: &str) -> Result<Vec<Part<'_>>, Malformed> {
    let parts = located(text)?;
    Ok(parts.into_iter().map(|(_, part)| part).collect())
}

/// The same, and where each part stands in the path.
pub(super) fn located(text: &str) -> Result<Vec<(Range<usize>, Part<'_>)>, Malformed> {
    if !text.starts_with('/') {
        return Err(malformed(0..text.len(), "a path starts with `/`", None));
    }
    let mut at = 1;
    let mut parts = Vec::new();
    for segment in text[1..].split('/') {
        let range = at..at + segment.len();
        match part(segment) {
            Ok(part) => parts.push((range, part)),
            Err((message, help)) => return Err(malformed(range, message, help)),
        }
        at += segment.len() + 1;
    }
    Ok(parts)
}

/// The id of an operation for one entry of its `on`: the entry's literal segments, then the operation's own id.
pub(super) fn concrete_id(on: &str, id: &str) -> String {
    let parts = path(on).unwrap_or_default();
    let literals = parts.iter().filter_map(|part| match part {
        Part::Literal("$links") | Part::Parameter(_) => None,
        Part::Literal(literal) | Part::Key(literal, _) => Some(*literal),
    });
    literals.chain([id]).collect::<Vec<_>>().join(".")
}

fn part(segment: &str) -> Result<Part<'_>, (String, Option<&'static str>)> {
    if segment.is_empty() {
        return Err(("this path has an empty segment".to_owned(), None));
    }
    if let Some(name) = braced(segment) {
        return if is_parameter(name) {
            Ok(Part::Parameter(name))
        } else {
            Err(bad_parameter(name))
        };
    }
    if let Some((collection, key)) =
        segment.strip_suffix("')").and_then(|rest| rest.split_once("('"))
    {
        let Some(name) = braced(key) else {
            return Err((
                format!("`{key}` is no parameter"),
                Some("write a key like `domains('{domain_name}')`"),
            ));
        };
        if !is_parameter(name) {
            return Err(bad_parameter(name));
        }
        return literal(collection).map(|collection| Part::Key(collection, name));
    }
    literal(segment).map(Part::Literal)
}

fn braced(text: &str) -> Option<&str> {
    text.strip_prefix('{')?.strip_suffix('}')
}

fn is_parameter(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

fn bad_parameter(name: &str) -> (String, Option<&'static str>) {
    (format!("`{name}` is no name for a parameter"), Some("use lower case letters, digits and `_`"))
}

/// Literal segments are written into URLs as they are, so they may hold only what needs no encoding there.
fn literal(text: &str) -> Result<&str, (String, Option<&'static str>)> {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '~' | '$');
    if !text.is_empty() && text.chars().all(fits) && text != "." && text != ".." {
        return Ok(text);
    }
    let help = if text.contains(['{', '}']) {
        Some("a parameter fills a whole segment: `{object_id}`")
    } else {
        None
    };
    Err((format!("`{text}` cannot stand in a path"), help))
}

fn malformed(
    range: Range<usize>,
    message: impl Into<String>,
    help: Option<&'static str>,
) -> Malformed {
    Malformed { range, message: message.into(), help }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_a_line_and_its_path_apart() {
        let line =
            line("GET /{tenant}/domains('{domain_name}')/$links/verificationDnsRecords").unwrap();
        assert_eq!(line.method, "GET");
        assert_eq!(
            path(line.path).unwrap(),
            [
                Part::Parameter("tenant"),
                Part::Key("domains", "domain_name"),
                Part::Literal("$links"),
                Part::Literal("verificationDnsRecords")
            ]
        );
    }

    #[test]
    fn an_id_starts_with_the_literals_of_its_path() {
        assert_eq!(
            concrete_id("/{tenant}/domains('{domain_name}')/$links/records", "check"),
            "domains.records.check"
        );
        assert_eq!(concrete_id("/me", "check"), "me.check");
        assert_eq!(concrete_id("no path", "check"), "check");
    }

    #[test]
    fn says_where_a_path_goes_wrong() {
        assert_eq!(path("groups").unwrap_err().range, 0..6);
        assert_eq!(path("/a//b").unwrap_err().range, 3..3);
        assert_eq!(path("/a/{B}").unwrap_err().range, 3..6);
        assert_eq!(path("/a/x{b}").unwrap_err().range, 3..7);
        assert_eq!(path("/a/..").unwrap_err().range, 3..5);
        assert_eq!(path("/a/d('b')").unwrap_err().range, 3..9);
        assert_eq!(line("FETCH /a").unwrap_err().range, 0..5);
    }
}
