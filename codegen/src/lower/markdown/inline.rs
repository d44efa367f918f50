//! What stands within a line: code, links, and text that is nothing else.

/// A line of text: what rustdoc would take for something else is escaped. Code ends on the line on which it starts.
pub(super) fn inline(text: &str, in_table: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    // What stands between these is nothing else.
    let begins = |rest: &str, (at, byte): (usize, u8)| match byte {
        b'\\' | b'`' | b'<' | b'[' => true,
        b'h' => rest[at..].starts_with("http"),
        _ => false,
    };
    while let Some(next) = rest.bytes().enumerate().position(|it| begins(rest, it)) {
        let (plain, c) = (&rest[..next], char::from(rest.as_bytes()[next]));
        out.push_str(plain);
        rest = &rest[next..];
        let (length, shown) = match c {
            '\\' => match rest[1..].chars().next() {
                Some(next) if next.is_ascii_punctuation() => (2, None),
                Some(_) => (1, Some("\\\\".to_owned())),
                None => (1, None),
            },
            '`' => match code_span(rest, in_table) {
                Some(length) => (length, None),
                None => {
                    let length = run(rest);
                    (length, Some("\\`".repeat(length)))
                }
            },
            '<' => match web_link(rest, "<", '>') {
                Some(length) => (length, None),
                None => (1, Some("\\<".to_owned())),
            },
            '[' => match named_link(rest).filter(|_| !out.ends_with('!')) {
                Some(length) => (length, None),
                None => (1, Some("\\[".to_owned())),
            },
            _ => match address(rest) {
                Some(length) => (length, Some(format!("<{}>", &rest[..length]))),
                None => (1, None),
            },
        };
        match shown {
            Some(shown) => out.push_str(&shown),
            None => out.push_str(&rest[..length]),
        }
        rest = &rest[length..];
    }
    out + rest
}

/// How many backquotes a text starts with.
fn run(text: &str) -> usize {
    text.len() - text.trim_start_matches('`').len()
}

/// The length of the code that a text starts with, if it ends; a cell of a table ends at `|` even within code.
fn code_span(text: &str, in_table: bool) -> Option<usize> {
    let length = run(text);
    let mut end = length;
    loop {
        end += text[end..].find('`')?;
        let closing = run(&text[end..]);
        if closing == length {
            let is_code = !(in_table && text[..end].contains('|'));
            return is_code.then_some(end + closing);
        }
        end += closing;
    }
}

/// The length of a link to the web between two characters, which a text starts with.
fn web_link(text: &str, open: &str, close: char) -> Option<usize> {
    let target = text.strip_prefix(open)?;
    let end = target.find(close)?;
    let (scheme, place) = target[..end].split_once("://")?;
    let fits =
        |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '(' | ')' | '\\' | '`' | '|');
    let is_web = matches!(scheme, "http" | "https") && !place.is_empty() && place.chars().all(fits);
    is_web.then_some(open.len() + end + close.len_utf8())
}

/// The length of `[text](https://…)`, which a text starts with, if it is nothing else in between.
fn named_link(text: &str) -> Option<usize> {
    let close = text.find(']')?;
    let named = &text[1..close];
    let target = web_link(&text[close + 1..], "(", ')')?;
    (inline(named, false) == named).then_some(close + 1 + target)
}

/// The length of the address that a text starts with, without the sentence's own punctuation.
fn address(text: &str) -> Option<usize> {
    let place = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let fits = |c: char| c.is_ascii_alphanumeric() || "-@:%._+~#=?&/".contains(c);
    let place = place.split(|c| !fits(c)).next()?.trim_end_matches(['.', ':', '?']);
    (!place.is_empty()).then_some(text.find("://")? + 3 + place.len())
}
