//! Mistakes in the JSON itself.

use std::borrow::Cow;
use std::ops::Range;

use jsonc_parser::ParseStringErrorKind;
use jsonc_parser::ast::Value;
use jsonc_parser::errors::{ParseError, ParseErrorKind};

use crate::Diagnostics;
use crate::diagnostics::{Diagnostic, Place, catalogue};
use crate::json;

/// Mistakes that are fixed in one file at most, so that the time for a file with nothing but commas stays bounded.
const FIXED_AT_MOST: usize = 50;

/// What stands for bytes that are no UTF-8, in a text that was made of any bytes.
const REPLACEMENT: char = '\u{fffd}';

/// Whether the text was UTF-8; reports the first place where it was not.
pub(crate) fn is_utf8(source: usize, text: &str, diagnostics: &mut Diagnostics) -> bool {
    let Some(start) = text.find(REPLACEMENT) else {
        return true;
    };
    let place = Place::bytes(source, start..start + REPLACEMENT.len_utf8());
    diagnostics.push(catalogue::not_utf8(place));
    false
}

/// Reports the mistakes that can be overwritten and returns the text without them. Every byte stays where it is, so that
/// places in the result are places in the file.
pub(crate) fn fix<'t>(source: usize, text: &'t str, diagnostics: &mut Diagnostics) -> Cow<'t, str> {
    let mut text = Cow::Borrowed(text);
    if text.starts_with('\u{feff}') {
        diagnostics.push(catalogue::byte_order_mark(Place::bytes(source, 0..3)));
        text.to_mut().replace_range(0..3, "   ");
    }
    for _ in 0..FIXED_AT_MOST {
        let Err(error) = json::read(&text) else { break };
        let range = error.range().start..error.range().end;
        let Some(replacement) = overwrite(error.kind(), &text, &range) else {
            break;
        };
        diagnostics.push(report(source, &text, &error));
        text.to_mut().replace_range(replacement.0, &replacement.1);
    }
    text
}

/// Which bytes to overwrite, and with what.
fn overwrite(
    kind: &ParseErrorKind,
    text: &str,
    range: &Range<usize>,
) -> Option<(Range<usize>, String)> {
    match kind {
        ParseErrorKind::TrailingCommasNotAllowed => Some((range.clone(), " ".repeat(range.len()))),
        ParseErrorKind::CommentsNotAllowed => {
            let blank =
                text.get(range.clone())?.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' });
            Some((range.clone(), blank.collect()))
        }
        ParseErrorKind::ExpectedComma => {
            let next = text.as_bytes().get(range.start)?;
            next.is_ascii_whitespace().then(|| (range.start..range.start + 1, ",".to_owned()))
        }
        _ => None,
    }
}

/// The tree of the text. A last mistake that could not be fixed is reported; what the text says is read all the same if
/// there is a way.
pub(crate) fn tree<'t>(
    source: usize,
    text: &'t str,
    diagnostics: &mut Diagnostics,
) -> Option<Value<'t>> {
    match json::read(text) {
        Ok(Some(tree)) => Some(tree),
        Ok(None) => {
            diagnostics.push(catalogue::empty_file(Place::bytes(source, 0..0)));
            None
        }
        Err(error) => {
            diagnostics.push(report(source, text, &error));
            json::read_anyhow(text)
        }
    }
}

/// What serde alone objects to, like a control character in a text.
pub(crate) fn rejected(source: usize, text: &str, error: &serde_json::Error) -> Diagnostic {
    let line = text
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1))
        .map(str::len)
        .sum::<usize>();
    let position = (line + error.column().saturating_sub(1)).min(text.len());
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    catalogue::rejected(Place::bytes(source, position..position + 1), message)
}

/// A mistake in the author's terms.
fn report(source: usize, text: &str, error: &ParseError) -> Diagnostic {
    use ParseErrorKind as Kind;
    let range = error.range().start..error.range().end;
    let (message, help) = match error.kind() {
        Kind::TrailingCommasNotAllowed => {
            ("no comma may stand before a closing bracket", "remove the comma")
        }
        Kind::ExpectedComma => ("a comma is missing", "put a comma between the two entries"),
        Kind::CommentsNotAllowed | Kind::UnterminatedCommentBlock => {
            ("JSON has no comments", "say it in a `doc`, or leave it out")
        }
        Kind::ExpectedColonAfterObjectKey => ("a colon is missing after the key", ""),
        Kind::ExpectedObjectValue => ("the key has no value", ""),
        Kind::ExpectedStringObjectProperty => ("the key is not in double quotes", ""),
        Kind::SingleQuotedStringsNotAllowed => ("text stands in double quotes", ""),
        Kind::MultipleRootJsonValues => {
            ("the file goes on after its end", "a closing bracket before this may be one too many")
        }
        Kind::UnexpectedCloseBrace => ("this brace closes nothing", ""),
        Kind::UnexpectedCloseBracket => ("this bracket closes nothing", ""),
        Kind::UnexpectedComma => ("there is nothing before this comma", "remove the comma"),
        Kind::UnterminatedObject => ("the object is never closed", "a `}` is missing further down"),
        Kind::UnterminatedArray => ("the list is never closed", "a `]` is missing further down"),
        Kind::BareDecimalPointNumbersNotAllowed
        | Kind::HexadecimalNumbersNotAllowed
        | Kind::NonFiniteNumbersNotAllowed
        | Kind::UnaryPlusNumbersNotAllowed
        | Kind::ExpectedDigit
        | Kind::ExpectedDigitFollowingNegativeSign
        | Kind::ExpectedPlusMinusOrDigitInNumberLiteral => {
            ("JSON does not know numbers of this form", "")
        }
        Kind::String(ParseStringErrorKind::UnterminatedStringLiteral) => {
            ("the text has no closing quote", "")
        }
        Kind::String(_) => {
            ("JSON does not know this escape", "a backslash in a text is written `\\\\`")
        }
        Kind::NestingDepthExceeded => {
            let place = Place::bytes(source, first_char(text, range.start));
            return catalogue::too_deep(place);
        }
        Kind::UnexpectedColon
        | Kind::UnexpectedToken
        | Kind::UnexpectedTokenInObject
        | Kind::UnexpectedWord => ("this does not belong here", ""),
    };
    let shown = match error.kind() {
        Kind::UnterminatedObject | Kind::UnterminatedArray => first_char(text, range.start),
        _ => first_line(text, range),
    };
    let mistake = catalogue::not_json(Place::bytes(source, shown), message);
    match help {
        "" => mistake,
        help => mistake.help(help),
    }
}

fn first_char(text: &str, start: usize) -> Range<usize> {
    let length = text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    start..start + length
}

/// The part of a range that is on its first line.
fn first_line(text: &str, range: Range<usize>) -> Range<usize> {
    let end = text
        .get(range.clone())
        .and_then(|part| part.find('\n'))
        .map_or(range.end, |at| range.start + at);
    range.start..end
}
