//! Targets of examples: those that are written say what the rest of the example says, the others are made of it.

use std::borrow::Cow;
use std::ops::Range;

use percent_encoding::percent_decode_str;

use crate::check::Context;
use crate::contract::{
    Argument, ExampleRequest, Operation, OptionKind, Placed, Segment, Service, Takes,
};
use crate::diagnostics::{At, catalogue};

/// What a target must hold.
pub(super) struct Expected<'a> {
    pub(super) service: &'a Service,
    pub(super) operation: &'a Operation,
    /// The version that the example asks for.
    pub(super) version: &'a str,
    pub(super) request: &'a ExampleRequest,
}

impl Expected<'_> {
    /// Compares a target with what it must hold. How values are encoded is left to the tests that are made of examples.
    pub(super) fn check(&self, context: &mut Context<'_>, target: &str, at: &At<'_>) {
        if self.is_unknown() {
            return;
        }
        if let Err((range, message)) = self.compare(target) {
            context.report(catalogue::target_mismatch(at.within(range), message));
        }
    }

    /// The target that is not written. Values that might be encoded are not taken: tests would expect of one encoder what
    /// another says.
    pub(super) fn target(&self, context: &mut Context<'_>, at: &At<'_>) -> String {
        let parameters = self.operation.parameters();
        let values = parameters.filter_map(|id| self.service.value_of(self.request, id));
        let options = self.options();
        let given = options.iter().filter(|(name, _)| self.operation.option.as_ref() != Some(name));
        let mut values = values.chain(given.map(|(_, value)| value.clone()));
        let encoded = values.find(|value| value.is_empty() || !value.bytes().all(is_unreserved));
        if let Some(value) = encoded.filter(|_| !self.is_unknown()) {
            context.report(catalogue::missing_target(at.place(), value));
        }
        let options: Vec<String> =
            options.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let query = if options.is_empty() { "" } else { "?" };
        let path = self.segments().join("/");
        format!("/{path}{query}{}", options.join("&"))
    }

    /// Whether the path has a parameter that was reported.
    fn is_unknown(&self) -> bool {
        let mut parameters = self.operation.parameters();
        parameters.any(|id| self.service[id].takes == Takes::Unknown)
    }

    fn compare(&self, target: &str) -> Result<(), (Range<usize>, String)> {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let segments = self.segments();
        let given: Vec<(Range<usize>, &str)> = pieces(path, '/', 0).skip(1).collect();
        for (index, (range, text)) in given.iter().enumerate() {
            let text = decoded(text);
            match segments.get(index) {
                Some(segment) if text == *segment => {}
                Some(segment) => {
                    let message = format!("`{text}` stands where `{segment}` belongs");
                    return Err((range.clone(), message));
                }
                None => return Err((range.clone(), format!("the path ends before `{text}`"))),
            }
        }
        if let Some(missing) = segments.get(given.len()) {
            return Err((0..path.len(), format!("the path goes on with `{missing}`")));
        }
        let options = self.options();
        let given: Vec<(Range<usize>, &str)> =
            pieces(query, '&', path.len() + 1).filter(|(_, text)| !text.is_empty()).collect();
        for (index, (range, text)) in given.iter().enumerate() {
            let (name, value) = text.split_once('=').unwrap_or((text, ""));
            let (name, value) = (decoded(name), decoded(value));
            let message = match options.get(index) {
                Some(option) if (&*name, &*value) == (&*option.0, &*option.1) => continue,
                Some((known, belongs)) => {
                    format!("`{name}={value}` stands where `{known}={belongs}` belongs")
                }
                None => format!("nothing in the example asks for `{name}={value}`"),
            };
            return Err((range.clone(), message));
        }
        match options.get(given.len()) {
            Some((name, value)) => {
                Err((0..target.len(), format!("the target lacks `{name}={value}`")))
            }
            None => Ok(()),
        }
    }

    /// The segments of the path, without encoding.
    fn segments(&self) -> Vec<String> {
        let value = |id| self.service.value_of(self.request, id).unwrap_or_default();
        let segment = |segment: &Segment| match segment {
            Segment::Tenant(id) => {
                let given = self.service.value_of(self.request, *id);
                given.unwrap_or_else(|| "myorganization".to_owned())
            }
            Segment::Version(_) => self.version.to_owned(),
            Segment::Literal(literal) => literal.clone(),
            Segment::Value(id) => value(*id),
            Segment::Key(collection, id) => {
                format!("{collection}('{}')", value(*id).replace('\'', "''"))
            }
            Segment::Arguments(name, arguments) => {
                let argument = |it: &Argument| match it.value {
                    Placed::Quoted(id) => {
                        format!("{}='{}'", it.name, value(id).replace('\'', "''"))
                    }
                    Placed::Plain(id) => format!("{}={}", it.name, value(id)),
                    Placed::Alias(id) => format!("{}={}", it.name, self.service[id].name),
                };
                let arguments: Vec<String> = arguments.iter().map(argument).collect();
                format!("{name}({})", arguments.join(","))
            }
        };
        self.operation.path.iter().map(segment).collect()
    }

    /// The options of the query in their order, without encoding.
    fn options(&self) -> Vec<(String, String)> {
        let version = self.service.version.query.iter();
        let version = version.map(|name| (name.clone(), self.version.to_owned()));
        let options = self.request.query.iter().map(|(id, value)| {
            let option = &self.service[*id];
            let text = value.as_str().filter(|_| option.kind != OptionKind::Json);
            (option.name.clone(), text.map_or_else(|| value.to_string(), str::to_owned))
        });
        let own = self.operation.option.iter().map(|name| (name.clone(), String::new()));
        version.chain(own).chain(options).collect()
    }
}

/// Whether a character of a value stands in a target as it is, wherever that is.
fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)
}

/// The pieces of a text and where each stands, from an offset on.
fn pieces(
    text: &str,
    separator: char,
    mut at: usize,
) -> impl Iterator<Item = (Range<usize>, &str)> {
    text.split(separator).map(move |piece| {
        let range = at..at + piece.len();
        at = range.end + separator.len_utf8();
        (range, piece)
    })
}

/// A text without its percent-encoding; what is no encoding stays as it is.
fn decoded(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8_lossy()
}
