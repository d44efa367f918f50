//! Where in a spec something stands.

use std::fmt::Write;
use std::ops::Range;
use std::sync::Arc;

/// A place in a file of the spec, told by the way to it through the JSON.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Place {
    /// The index of the file among the sources.
    pub source: usize,
    /// The JSON pointer of the value, like `/operations/groups.list/query/0`.
    pub pointer: Arc<str>,
    /// What of it is meant.
    pub part: Part,
}

/// What is meant at a place.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Part {
    /// The key in front of the value.
    Key,
    /// The value.
    Value,
    /// A part of a text: from and to which byte of the text that the JSON string stands for.
    Within(usize, usize),
    /// Bytes of the file, whatever the pointer says: for mistakes that the JSON does not show.
    Bytes(usize, usize),
}

impl Place {
    /// The bytes of the file that a mistake is at, where no pointer leads there.
    pub fn bytes(source: usize, range: Range<usize>) -> Self {
        Self { source, pointer: Arc::default(), part: Part::Bytes(range.start, range.end) }
    }

    /// The value of a key of the object here.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        self.step(&escape(key))
    }

    /// An element of the list here.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.step(&index.to_string())
    }

    /// The key in front of the value here.
    #[must_use]
    pub fn on_key(&self) -> Self {
        Self { part: Part::Key, ..self.clone() }
    }

    fn step(&self, step: &str) -> Self {
        let pointer = [&*self.pointer, "/", step].concat().into();
        Self { source: self.source, pointer, part: Part::Value }
    }

    /// A part of the text that stands here, in bytes of that text.
    #[must_use]
    pub fn within(mut self, range: Range<usize>) -> Self {
        self.part = Part::Within(range.start, range.end);
        self
    }
}

/// The way to a value, step by step, without an allocation until a place is asked for.
///
/// ```
/// use codegen::diagnostics::At;
///
/// let file = At::file(0);
/// let operations = file.key("operations");
/// let operation = operations.key("groups.list");
/// assert_eq!(operation.key("query").index(2).place().pointer.as_ref(), "/operations/groups.list/query/2");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct At<'a> {
    parent: Option<&'a At<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Step<'a> {
    File(usize),
    Key(&'a str),
    Index(usize),
}

impl<'a> At<'a> {
    /// The whole of a file.
    pub fn file(source: usize) -> At<'a> {
        At { parent: None, step: Step::File(source) }
    }

    /// The value of a key of the object here.
    pub fn key(&'a self, key: &'a str) -> At<'a> {
        At { parent: Some(self), step: Step::Key(key) }
    }

    /// An element of the list here.
    pub fn index(&'a self, index: usize) -> At<'a> {
        At { parent: Some(self), step: Step::Index(index) }
    }

    /// The value here.
    pub fn place(&self) -> Place {
        let mut pointer = String::with_capacity(128);
        let source = self.walk(&mut pointer);
        Place { source, pointer: pointer.into(), part: Part::Value }
    }

    /// The key in front of the value here.
    pub fn key_place(&self) -> Place {
        Place { part: Part::Key, ..self.place() }
    }

    /// A part of the text here, in bytes of the text that the JSON string stands for.
    pub fn within(&self, range: Range<usize>) -> Place {
        self.place().within(range)
    }

    /// Writes the pointer, from the root on, and gives the file.
    fn walk(&self, pointer: &mut String) -> usize {
        let source = self.parent.map_or(0, |parent| parent.walk(pointer));
        match self.step {
            Step::File(source) => return source,
            Step::Key(key) => pointer.extend(["/", &*escape(key)]),
            // Writing to a String cannot fail.
            Step::Index(index) => drop(write!(pointer, "/{index}")),
        }
        source
    }
}

/// A key as it stands in a JSON pointer.
fn escape(key: &str) -> std::borrow::Cow<'_, str> {
    match key.bytes().any(|byte| matches!(byte, b'~' | b'/')) {
        true => key.replace('~', "~0").replace('/', "~1").into(),
        false => key.into(),
    }
}

/// The key that stands in a JSON pointer.
pub(crate) fn unescape(step: &str) -> std::borrow::Cow<'_, str> {
    match step.contains('~') {
        true => step.replace("~1", "/").replace("~0", "~").into(),
        false => step.into(),
    }
}
