//! Names for what has none: characters are spelled out.

use super::{Ident, given_variant, pascal, plain};

/// What the characters that make no names are called.
const CHARACTERS: &[(char, &str)] = &[
    ('!', "Not"),
    ('"', "Quote"),
    ('#', "Hash"),
    ('$', "Dollar"),
    ('%', "Percent"),
    ('&', "And"),
    ('\'', "Apostrophe"),
    ('(', "Open"),
    (')', "Close"),
    ('*', "Star"),
    ('+', "Plus"),
    (',', "Comma"),
    ('-', "Minus"),
    ('.', "Dot"),
    ('/', "Slash"),
    (':', "Colon"),
    (';', "Semicolon"),
    ('<', "Less"),
    ('=', "Equal"),
    ('>', "Greater"),
    ('?', "Question"),
    ('@', "At"),
    ('\\', "Backslash"),
    ('^', "Caret"),
    ('_', "Underscore"),
    ('`', "Backquote"),
    ('|', "Or"),
    ('~', "Tilde"),
];

/// `>=` → `GreaterEqual`, `v1.0` → `V1Dot0`, `2fa` → `Value2fa`: a variant's name as it can be given in the spec.
pub(crate) fn spelled_out(text: &str) -> Option<Ident> {
    let mut words = String::new();
    for c in text.chars() {
        match CHARACTERS.iter().find(|(character, _)| *character == c) {
            Some((_, word)) => words.extend([" ", word, " "]),
            None if c.is_ascii_alphanumeric() => words.push(c),
            None => words.push(' '),
        }
    }
    let words = words.trim_start();
    if words.starts_with(|c: char| c.is_ascii_alphabetic()) {
        givable(words)
    } else {
        givable(&format!("Value {words}"))
    }
}

/// The same name with a number after it.
pub(crate) fn numbered(name: &Ident, number: usize) -> Option<Ident> {
    let name = plain(name);
    let between = if name.ends_with(|c: char| c.is_ascii_digit()) { "No" } else { "" };
    givable(&format!("{name}{between}{number}"))
}

/// A name that stays the same when it is given: `AB` becomes `Ab`.
fn givable(text: &str) -> Option<Ident> {
    let name = pascal(&plain(&pascal(text)?))?;
    given_variant(name.as_str()).filter(|given| *given == name)
}
