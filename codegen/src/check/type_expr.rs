//! The mini-language of types: `string?`, `Group[]`, `page<Group>`.

#[cfg(test)]
mod tests;

use std::ops::Range;

use super::malformed::Malformed;

/// A type as written.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct TypeExpr<'a> {
    /// The name before any `<`, `[` or `?`.
    pub(super) name: &'a str,
    /// Where the name stands in the text.
    pub(super) range: Range<usize>,
    /// What stands between `<` and `>`.
    pub(super) of: Option<Box<TypeExpr<'a>>>,
    /// Whether `[]` follows.
    pub(super) list: bool,
    /// Whether `?` follows.
    pub(super) nullable: bool,
}

/// Takes a type apart.
pub(super) fn parse(text: &str) -> Result<TypeExpr<'_>, Malformed> {
    let (expr, rest) = expression(text, 0)?;
    if rest == text.len() {
        return Ok(expr);
    }
    let tail = &text[rest..];
    let (message, help) = if tail.starts_with(['?', '[']) {
        let help = (tail == "[]" && !expr.list && expr.nullable).then(|| {
            let item = &text[..rest - 1];
            format!("write `{item}[]?` for null in place of the list; its items are never null")
        });
        ("`[]` and `?` may each come once, `?` last", help)
    } else {
        ("a type ends before this", or_null(text))
    };
    Err(Malformed { help, ..Malformed::new(rest..text.len(), message) })
}

/// What this language writes for `string | null`.
fn or_null(text: &str) -> Option<String> {
    let (one, other) = text.split_once('|')?;
    let item = match (one.trim(), other.trim()) {
        (item, "null") | ("null", item) => item,
        _ => return Some("a property has one type: write `any` where several may come".to_owned()),
    };
    let item = item.trim_end_matches('?');
    Some(format!("`?` after a type says that null may stand there: write `{item}?`"))
}

fn expression(text: &str, start: usize) -> Result<(TypeExpr<'_>, usize), Malformed> {
    let length = text[start..]
        .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
        .unwrap_or(text.len() - start);
    let mut at = start + length;
    if length == 0 {
        let end = text[start..].chars().next().map_or(start, |c| start + c.len_utf8());
        return Err(Malformed::new(start..end, "a type's name is expected here"));
    }
    let mut expr = TypeExpr {
        name: &text[start..at],
        range: start..at,
        of: None,
        list: false,
        nullable: false,
    };
    if text[at..].starts_with('<') {
        // Types nest one deep: `page<Group>`. Anything deeper would only serve to overflow the stack.
        let (of, end) = match text[at + 1..].find('<') {
            Some(second) => {
                let range = at + 1 + second..text.len();
                return Err(Malformed::new(range, "`<` may come once"));
            }
            None => expression(text, at + 1)?,
        };
        if !text[end..].starts_with('>') {
            return Err(Malformed::new(at..text.len(), "this `<` is not closed by `>`"));
        }
        expr.of = Some(Box::new(of));
        at = end + 1;
    }
    if text[at..].starts_with("[]") {
        expr.list = true;
        at += 2;
    }
    if text[at..].starts_with('?') {
        expr.nullable = true;
        at += 1;
    }
    Ok((expr, at))
}
