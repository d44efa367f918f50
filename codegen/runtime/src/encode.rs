//! The only place that percent-encodes: one set for segments, one for keys, one for query values.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

const UNRESERVED: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
const SEGMENT: &AsciiSet = &UNRESERVED;
const KEY: &AsciiSet = &UNRESERVED.remove(b'\'');
/// Characters that a query value may hold as they are. `&`, `=`, `+`, `#`, `%`, `?` and `;` are not among them.
const QUERY: &AsciiSet = &UNRESERVED
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b',')
    .remove(b':')
    .remove(b'/')
    .remove(b'@')
    .remove(b'!')
    .remove(b'*')
    .remove(b'$');

/// Why a value cannot stand in a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    Empty,
    Dots,
}

impl Refused {
    pub(crate) const fn reason(self) -> &'static str {
        match self {
            Self::Empty => "an identifier in the path is empty",
            Self::Dots => "an identifier in the path is `.` or `..`, which would change the path",
        }
    }
}

/// Appends `value` as exactly one path segment.
pub(crate) fn segment(out: &mut String, value: &str) -> Result<(), Refused> {
    if value.is_empty() {
        return Err(Refused::Empty);
    }
    if is_dots(value) {
        return Err(Refused::Dots);
    }
    out.extend(utf8_percent_encode(value, SEGMENT));
    Ok(())
}

/// Appends `collection('value')`, with every quote in `value` doubled.
pub(crate) fn key(out: &mut String, collection: &str, value: &str) -> Result<(), Refused> {
    out.push_str(collection);
    out.push('(');
    let done = argument(out, value, true);
    out.push(')');
    done
}

/// Appends a value that stands in parentheses: in quotes, with every quote in it doubled, or as it is.
pub(crate) fn argument(out: &mut String, value: &str, quoted: bool) -> Result<(), Refused> {
    if value.is_empty() {
        return Err(Refused::Empty);
    }
    if !quoted {
        return segment(out, value);
    }
    out.push('\'');
    for (index, part) in value.split('\'').enumerate() {
        if index > 0 {
            out.push_str("''");
        }
        out.extend(utf8_percent_encode(part, KEY));
    }
    out.push('\'');
    Ok(())
}

/// Appends `value` as part of a query value or name.
pub(crate) fn query(out: &mut String, value: &str) {
    out.extend(utf8_percent_encode(value, QUERY));
}

/// The name of a query option, or text of that kind; borrowed if nothing needs encoding.
pub(crate) fn query_name(name: &str) -> Cow<'_, str> {
    utf8_percent_encode(name, QUERY).into()
}

/// Whether `text` is one or two dots, each plain or as `%2e`: servers and proxies remove such segments.
pub(crate) fn is_dots(text: &str) -> bool {
    let mut rest = text;
    let mut dots = 0;
    while !rest.is_empty() {
        let stripped = rest
            .strip_prefix('.')
            .or_else(|| rest.strip_prefix("%2e"))
            .or_else(|| rest.strip_prefix("%2E"));
        let Some(after) = stripped else { return false };
        rest = after;
        dots += 1;
    }
    (1..=2).contains(&dots)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment_of(value: &str) -> Result<String, Refused> {
        let mut out = String::new();
        segment(&mut out, value).map(|()| out)
    }

    #[test]
    fn a_segment_keeps_only_unreserved_characters() {
        assert_eq!(segment_of("a-Z_0.9~").as_deref(), Ok("a-Z_0.9~"));
        assert_eq!(segment_of("a/b?c#d%e'f g").as_deref(), Ok("a%2Fb%3Fc%23d%25e%27f%20g"));
        assert_eq!(segment_of("t#T@x.onmicrosoft.com").as_deref(), Ok("t%23T%40x.onmicrosoft.com"));
        assert_eq!(segment_of("ü").as_deref(), Ok("%C3%BC"));
    }

    #[test]
    fn a_segment_that_would_change_the_path_is_refused() {
        assert_eq!(segment_of(""), Err(Refused::Empty));
        for dots in [".", "..", "%2e", "%2E%2e", ".%2e", "%2E."] {
            assert_eq!(segment_of(dots), Err(Refused::Dots), "{dots}");
        }
        assert_eq!(segment_of("...").as_deref(), Ok("..."));
        assert_eq!(segment_of(".a").as_deref(), Ok(".a"));
    }

    #[test]
    fn a_key_doubles_quotes_and_encodes_the_rest() {
        let mut out = String::new();
        assert_eq!(key(&mut out, "domains", "o'brien.example/x"), Ok(()));
        assert_eq!(out, "domains('o''brien.example%2Fx')");
        assert_eq!(key(&mut out, "domains", ""), Err(Refused::Empty));
    }

    #[test]
    fn a_query_value_cannot_end_itself() {
        let mut out = String::new();
        query(&mut out, "startswith(a,'x') & b=c+d#e%f;g?h");
        assert_eq!(out, "startswith(a,'x')%20%26%20b%3Dc%2Bd%23e%25f%3Bg%3Fh");
    }
}
