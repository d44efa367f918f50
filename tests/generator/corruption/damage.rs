//! Damage to the sources of a spec.

use std::ops::Range;

use codegen::SourceFile;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Map, Value, json};

/// One thing that happens to one of the files.
#[derive(Clone, Debug)]
pub(super) struct Damage {
    file: Index,
    kind: Kind,
}

#[derive(Clone, Debug)]
enum Kind {
    /// A piece of the text goes.
    Cut(Piece),
    /// A piece of the text comes twice.
    Repeat(Piece),
    /// Two pieces of the text change places.
    Swap(Piece, Piece),
    /// Something gets into the text.
    Insert(Index, &'static str),
    /// A value goes, with its key if it has one.
    Remove(Index),
    /// A value comes to stand under another key as well.
    Copy(Index, String),
    /// A key gets another name.
    Rename(Index, String),
    /// Another value stands where one stood.
    Replace(Index, Box<Value>),
    /// Two values change places.
    Exchange(Index, Index),
    /// A value takes the place of another.
    Overwrite(Index, Index),
    /// A text changes a little.
    Misspell(Index, Index, char),
}

/// Where a piece of a text starts, and how many characters it has at most.
#[derive(Clone, Debug)]
struct Piece {
    start: Index,
    length: usize,
}

impl Piece {
    fn range(&self, text: &str) -> Range<usize> {
        let start = boundary(text, self.start.index(text.len() + 1));
        start..boundary(text, (start + self.length).min(text.len()))
    }
}

/// The nearest place before a position that is not inside a character.
fn boundary(text: &str, mut position: usize) -> usize {
    while !text.is_char_boundary(position) {
        position -= 1;
    }
    position
}

/// Damage that does not know of JSON.
pub(super) fn to_text() -> impl Strategy<Value = Vec<Damage>> {
    let piece = || {
        (any::<Index>(), prop_oneof![1usize..4, 1usize..80, 1usize..2000])
            .prop_map(|(start, length)| Piece { start, length })
    };
    let stray = prop::sample::select(STRAY);
    let kind = prop_oneof![
        piece().prop_map(Kind::Cut),
        piece().prop_map(Kind::Repeat),
        (piece(), piece()).prop_map(|(one, other)| Kind::Swap(one, other)),
        (any::<Index>(), stray).prop_map(|(at, text)| Kind::Insert(at, text)),
    ];
    several(kind)
}

/// Damage after which the files still are JSON.
pub(super) fn to_values() -> impl Strategy<Value = Vec<Damage>> {
    let name = || {
        prop_oneof![
            prop::sample::select(NAMES).prop_map(str::to_owned),
            "[a-zA-Z$@._ ]{0,12}",
            "\\PC{0,4}"
        ]
    };
    let kind = prop_oneof![
        2 => any::<Index>().prop_map(Kind::Remove),
        1 => (any::<Index>(), name()).prop_map(|(at, name)| Kind::Copy(at, name)),
        2 => (any::<Index>(), name()).prop_map(|(at, name)| Kind::Rename(at, name)),
        2 => (any::<Index>(), value(name())).prop_map(|(at, value)| Kind::Replace(at, Box::new(value))),
        1 => (any::<Index>(), any::<Index>()).prop_map(|(one, other)| Kind::Exchange(one, other)),
        3 => (any::<Index>(), any::<Index>()).prop_map(|(one, other)| Kind::Overwrite(one, other)),
        3 => (any::<Index>(), any::<Index>(), any::<char>()).prop_map(|(at, place, c)| Kind::Misspell(at, place, c)),
    ];
    several(kind)
}

fn several(kind: impl Strategy<Value = Kind>) -> impl Strategy<Value = Vec<Damage>> {
    let damage = (any::<Index>(), kind).prop_map(|(file, kind)| Damage { file, kind });
    prop::collection::vec(damage, 1..4)
}

fn value(text: impl Strategy<Value = String>) -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(|number| json!(number)),
        any::<u64>().prop_map(|number| json!(number)),
        any::<f64>().prop_map(|number| json!(number)),
        text.prop_map(Value::String),
        Just(json!([])),
        Just(json!({})),
        Just(json!(["", null, 1])),
        Just(json!({ "": {}, "type": "string", "doc": "?" })),
    ]
}

/// What may get into a text by a slip of the hand.
const STRAY: &[&str] = &[
    "\"",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\\",
    "\\u",
    "\\ud83d",
    "/*",
    "// ",
    "null",
    "-",
    "1e999",
    "0x1",
    "'",
    "\u{0}",
    "\u{feff}",
    "\r",
    "\n",
    "é",
    "🎉",
    "[[[[[[[[[[",
    "{\"a\":",
];

/// Names that mean something in the language, to Rust, or to neither.
const NAMES: &[&str] = &[
    "type",
    "self",
    "Self",
    "_",
    "",
    "Option",
    "extra",
    "send",
    "clone",
    "id",
    "models",
    "runtime",
    "other",
    "r#fn",
    "odata.type",
    "page<Thing>",
    "value<string[]>",
    "none",
    "create<Thing>",
    "Thing[]?",
    "any",
    "int64",
    "double",
    "datetime",
    "ObjectLink",
    "GET /{tenant}/things",
    "POST {on}/things",
    "DELETE /a/{thing_id}/$links/b/{thing_id}",
    "/me",
    "https://x",
    "1.0",
    "/http",
    "a.b.c",
    "..",
    "constructed",
];

/// The sources after the damage. What cannot happen to a file, like a change of a value that is not there, does not.
pub(super) fn damage(sources: &[SourceFile], damages: &[Damage]) -> Vec<SourceFile> {
    let mut sources = sources.to_vec();
    for damage in damages {
        let index = damage.file.index(sources.len());
        let text = &mut sources[index].text;
        if !apply_to_text(text, &damage.kind)
            && let Ok(mut root) = serde_json::from_str::<Value>(text)
        {
            apply_to_values(&mut root, &damage.kind);
            *text = format!("{root:#}\n");
        }
    }
    sources
}

fn apply_to_text(text: &mut String, kind: &Kind) -> bool {
    match kind {
        Kind::Cut(piece) => text.replace_range(piece.range(text), ""),
        Kind::Repeat(piece) => {
            let range = piece.range(text);
            let copy = text[range.clone()].to_owned();
            text.insert_str(range.end, &copy);
        }
        Kind::Swap(one, other) => {
            let (one, other) = (one.range(text), other.range(text));
            let (first, second) =
                if one.start <= other.start { (one, other) } else { (other, one) };
            if first.end <= second.start {
                let (former, latter) =
                    (text[first.clone()].to_owned(), text[second.clone()].to_owned());
                text.replace_range(second, &former);
                text.replace_range(first, &latter);
            }
        }
        Kind::Insert(at, stray) => text.insert_str(boundary(text, at.index(text.len() + 1)), stray),
        _ => return false,
    }
    true
}

fn apply_to_values(root: &mut Value, kind: &Kind) {
    let pointers = pointers(root);
    let pointer = |at: &Index| at.get(&pointers).clone();
    let old = |root: &Value, pointer: &str| root.pointer(pointer).cloned().unwrap_or_default();
    match kind {
        Kind::Remove(at) => change_entry(root, &pointer(at), |_, _| Vec::new()),
        Kind::Copy(at, name) => change_entry(root, &pointer(at), |key, value| {
            vec![(key, value.clone()), (name.clone(), value)]
        }),
        Kind::Rename(at, name) => {
            change_entry(root, &pointer(at), |_, value| vec![(name.clone(), value)])
        }
        Kind::Replace(at, value) => put(root, &pointer(at), (**value).clone()),
        Kind::Exchange(one, other) => {
            let (one, other) = (pointer(one), pointer(other));
            let (former, latter) = (old(root, &one), old(root, &other));
            put(root, &one, latter);
            put(root, &other, former);
        }
        Kind::Overwrite(one, other) => {
            let value = old(root, &pointer(other));
            put(root, &pointer(one), value);
        }
        Kind::Misspell(at, place, c) => {
            let texts: Vec<&String> = pointers
                .iter()
                .filter(|pointer| root.pointer(pointer).is_some_and(Value::is_string))
                .collect();
            if texts.is_empty() {
                return;
            }
            let pointer = (*at.get(&texts)).clone();
            if let Some(Value::String(text)) = root.pointer_mut(&pointer) {
                let position = boundary(text, place.index(text.len() + 1));
                text.insert(position, *c);
            }
        }
        _ => {}
    }
}

/// The way to every value, the root included.
fn pointers(root: &Value) -> Vec<String> {
    let mut pointers = Vec::new();
    let mut pending = vec![(String::new(), root)];
    while let Some((pointer, value)) = pending.pop() {
        match value {
            Value::Object(object) => pending.extend(object.iter().map(|(key, value)| {
                (format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1")), value)
            })),
            Value::Array(list) => pending.extend(
                list.iter().enumerate().map(|(index, value)| (format!("{pointer}/{index}"), value)),
            ),
            _ => {}
        }
        pointers.push(pointer);
    }
    pointers
}

fn put(root: &mut Value, pointer: &str, value: Value) {
    if let Some(place) = root.pointer_mut(pointer) {
        *place = value;
    }
}

/// Changes the entry that a value is of: what stands in its place, each with its key. Elements of lists have empty keys.
fn change_entry(
    root: &mut Value,
    pointer: &str,
    change: impl Fn(String, Value) -> Vec<(String, Value)>,
) {
    let Some((parent, step)) = pointer.rsplit_once('/') else {
        return;
    };
    match root.pointer_mut(parent) {
        Some(Value::Object(object)) => {
            let step = step.replace("~1", "/").replace("~0", "~");
            let entries = std::mem::take(object).into_iter();
            *object = entries
                .flat_map(
                    |(key, value)| {
                        if key == step { change(key, value) } else { vec![(key, value)] }
                    },
                )
                .collect::<Map<_, _>>();
        }
        Some(Value::Array(list)) => {
            let items = std::mem::take(list).into_iter().enumerate();
            *list = items
                .flat_map(|(index, value)| {
                    if index.to_string() == step {
                        change(String::new(), value)
                    } else {
                        vec![(String::new(), value)]
                    }
                })
                .map(|(_, value)| value)
                .collect();
        }
        _ => {}
    }
}
