//! The text of a condition, cut into tokens.

use super::QueryError;

/// A piece of a condition.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token<'a> {
    /// Where it begins.
    pub(super) at: usize,
    pub(super) is: Is<'a>,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Is<'a> {
    /// A name, a word of the language or a value without quotes.
    Word(&'a str),
    /// Text in quotes, and the word right before it: `datetime` of `datetime'…'`.
    Quoted { prefix: &'a str, text: String },
    /// `(`
    Open,
    /// `)`
    Close,
    /// `,`
    Comma,
    /// `/`
    Slash,
    /// `:`
    Colon,
}

/// Cuts a condition into tokens.
pub(super) fn tokens(text: &str) -> Result<Vec<Token<'_>>, QueryError> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].chars().next() {
        let single = match next {
            ' ' | '\t' => {
                at += 1;
                continue;
            }
            '(' => Some(Is::Open),
            ')' => Some(Is::Close),
            ',' => Some(Is::Comma),
            '/' => Some(Is::Slash),
            ':' => Some(Is::Colon),
            _ => None,
        };
        let start = at;
        let is = match single {
            Some(single) => {
                at += 1;
                single
            }
            None => {
                let word = word(&text[at..]);
                at += word.len();
                if text[at..].starts_with('\'') {
                    let (text, length) = quoted(&text[at..])
                        .ok_or_else(|| QueryError::malformed(at, "a quote has no end"))?;
                    at += length;
                    Is::Quoted { prefix: word, text }
                } else if word.is_empty() {
                    return Err(QueryError::malformed(at, format!("unexpected {next:?}")));
                } else {
                    Is::Word(word)
                }
            }
        };
        tokens.push(Token { at: start, is });
    }
    Ok(tokens)
}

/// The longest word at the start. Only values hold `:` and `+`, and those begin with a digit or a sign.
fn word(text: &str) -> &str {
    let is_value = text.starts_with(|first: char| first.is_ascii_digit() || first == '-');
    let belongs = |next: char| {
        next.is_alphanumeric() || "_.-$".contains(next) || (is_value && ":+".contains(next))
    };
    &text[..text.find(|next| !belongs(next)).unwrap_or(text.len())]
}

/// The text in the quotes at the start, in which a quote is doubled, and how long it is with them.
fn quoted(text: &str) -> Option<(String, usize)> {
    let mut value = String::new();
    let mut from = 1;
    loop {
        let end = from + text[from..].find('\'')?;
        value.push_str(&text[from..end]);
        if !text[end + 1..].starts_with('\'') {
            return Some((value, end + 1));
        }
        value.push('\'');
        from = end + 2;
    }
}
