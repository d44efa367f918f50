//! From places in the JSON to positions in the text.

use std::collections::BTreeMap;
use std::ops::Range;

use jsonc_parser::ast::{ObjectProp, Value};
use jsonc_parser::common::Ranged;

use super::place::{Part, Place, unescape};
use crate::SourceFile;
use crate::json;

/// A part of a file.
#[derive(Clone, Debug)]
pub(super) struct Span {
    /// The index of the file.
    pub(super) source: usize,
    /// Its bytes.
    pub(super) range: Range<usize>,
    /// The position of the first character.
    pub(super) start: Position,
    /// The position after the last character.
    pub(super) end: Position,
}

/// A position for people: line and column, both from one on; columns count characters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Position {
    pub(super) line: usize,
    pub(super) column: usize,
}

/// The files that places were asked for.
pub(super) struct Spans<'a> {
    sources: &'a [SourceFile],
    files: BTreeMap<usize, File<'a>>,
}

/// What is known of a file once a place in it was asked for.
struct File<'a> {
    text: &'a str,
    /// Where its JSON starts: after a byte order mark, which is a mistake of its own and must not hide the rest.
    mark: usize,
    tree: Option<Value<'a>>,
    /// Where its lines start.
    lines: Vec<usize>,
}

impl<'a> Spans<'a> {
    pub(super) fn new(sources: &'a [SourceFile]) -> Self {
        Self { sources, files: BTreeMap::new() }
    }

    /// Where a place is. A place that is not there is looked for where it would be: at the nearest value around it.
    pub(super) fn find(&mut self, place: &Place) -> Span {
        let text = text_of(self.sources, place.source).1;
        let file = self.files.entry(place.source).or_insert_with(|| File::new(text));
        let range = file.find(place);
        let start = floor(text, range.start);
        let end = floor(text, range.end).max(start);
        Span {
            source: place.source,
            start: file.position(start),
            end: file.position(end),
            range: start..end,
        }
    }
}

impl<'a> File<'a> {
    fn new(text: &'a str) -> Self {
        let body = text.trim_start_matches('\u{feff}');
        let line_ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self {
            text,
            mark: text.len() - body.len(),
            tree: json::read_anyhow(body),
            lines: std::iter::once(0).chain(line_ends.map(|(at, _)| at + 1)).collect(),
        }
    }

    fn find(&self, place: &Place) -> Range<usize> {
        match (&place.part, &self.tree) {
            (Part::Bytes(start, end), _) => *start..*end,
            (_, None) => 0..0,
            (_, Some(tree)) => {
                let range = find(&self.text[self.mark..], tree, place);
                range.start + self.mark..range.end + self.mark
            }
        }
    }

    fn position(&self, at: usize) -> Position {
        let line = self.lines.partition_point(|start| *start <= at);
        let start = self.lines.get(line.saturating_sub(1)).copied().unwrap_or(0);
        Position { line, column: self.text[start..at].chars().count() + 1 }
    }
}

/// The nearest position in the text that is not inside a character.
fn floor(text: &str, mut position: usize) -> usize {
    position = position.min(text.len());
    while !text.is_char_boundary(position) {
        position -= 1;
    }
    position
}

fn find(text: &str, root: &Value<'_>, place: &Place) -> Range<usize> {
    let (mut value, mut prop, mut whole) = (root, None, true);
    for step in place.pointer.split('/').skip(1) {
        match child(value, &unescape(step)) {
            Some((inner, key)) => (value, prop) = (inner, key),
            None => {
                whole = false;
                break;
            }
        }
    }
    match (&place.part, value) {
        (Part::Within(start, end), Value::StringLit(literal)) if whole => {
            let raw = &text[literal.range.start..literal.range.end];
            literal.range.start + raw_offset(raw, *start)
                ..literal.range.start + raw_offset(raw, *end)
        }
        (Part::Key, _) if whole => prop.map_or_else(|| head(text, value, prop), key_range),
        _ => head(text, value, prop),
    }
}

/// One step down: the value and, in an object, the pair that it belongs to.
fn child<'v, 't>(
    value: &'v Value<'t>,
    step: &str,
) -> Option<(&'v Value<'t>, Option<&'v ObjectProp<'t>>)> {
    match value {
        Value::Object(object) => {
            let prop = object.properties.iter().find(|prop| prop.name.as_str() == step)?;
            Some((&prop.value, Some(prop)))
        }
        Value::Array(array) => Some((array.elements.get(step.parse::<usize>().ok()?)?, None)),
        _ => None,
    }
}

/// The value, or what stands for it where it takes several lines: its key or its opening bracket.
fn head(text: &str, value: &Value<'_>, prop: Option<&ObjectProp<'_>>) -> Range<usize> {
    let range = value.range();
    match text[range.start..range.end].contains('\n') {
        false => range.start..range.end,
        true => prop.map_or(range.start..range.start + 1, key_range),
    }
}

fn key_range(prop: &ObjectProp<'_>) -> Range<usize> {
    let range = prop.name.range();
    range.start..range.end
}

/// Where in a string literal, quotes included, the given byte of the text that it stands for is written.
fn raw_offset(raw: &str, byte: usize) -> usize {
    let mut decoded = 0;
    let mut chars = raw.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if decoded >= byte {
            return at;
        }
        decoded += match c {
            '\\' => match chars.next() {
                Some((digits, 'u')) => {
                    let unit = raw
                        .get(digits + 1..digits + 5)
                        .and_then(|hex| u32::from_str_radix(hex, 16).ok());
                    chars.nth(3);
                    // Both halves of a surrogate pair count two of the four bytes.
                    unit.map_or(3, |unit| char::from_u32(unit).map_or(2, char::len_utf8))
                }
                _ => 1,
            },
            _ => c.len_utf8(),
        };
    }
    raw.len().saturating_sub(1)
}

/// The lines that a range touches, as bytes without the last line's end.
pub(super) fn lines_around(text: &str, range: Range<usize>) -> Range<usize> {
    let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[range.end..].find('\n').map_or(text.len(), |at| range.end + at);
    // A line may end in the way of Windows.
    let end = match text[range.end..end].ends_with('\r') {
        true => end - 1,
        false => end,
    };
    start..end
}

/// A file's text, for positions in it.
pub(super) fn text_of(sources: &[SourceFile], source: usize) -> (&str, &str) {
    sources.get(source).map_or(("", ""), |file| (file.path.as_str(), file.text.as_str()))
}
