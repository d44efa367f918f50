//! Text of others, shown so that it stays on its line and in its order.

use std::fmt;

/// Shows text with a space in place of what would break the line, steer a terminal or turn the direction of writing.
pub(crate) struct OneLine<'a>(pub(crate) &'a str);

impl fmt::Display for OneLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pieces = self.0.split(is_unruly).filter(|piece| !piece.is_empty());
        for (index, piece) in pieces.enumerate() {
            if index > 0 {
                f.write_str(" ")?;
            }
            f.write_str(piece)?;
        }
        Ok(())
    }
}

/// Control characters, the line and paragraph separators, and all that have Unicode's property `Bidi_Control`.
fn is_unruly(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{61c}'
                | '\u{200e}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2066}'..='\u{2069}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_breaks_or_turns_a_line_becomes_a_space() {
        for (text, shown) in [
            ("plain, ünï ✓ \u{200d}", "plain, ünï ✓ \u{200d}"),
            ("\r\na\r\n\r\nb\n", "a b"),
            ("a\u{1b}[31mb\u{9b}c\u{7f}d\0", "a [31mb c d"),
            ("a\u{85}b\u{2028}c\u{2029}d", "a b c d"),
            ("a\u{202e}b\u{2066}c\u{2069}d\u{200f}e\u{61c}f", "a b c d e f"),
            ("", ""),
        ] {
            assert_eq!(OneLine(text).to_string(), shown);
        }
    }
}
