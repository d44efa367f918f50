//! One canonical text for what a spec file says, so that a diff of two versions shows meaning only.

#[cfg(test)]
mod tests;

use jsonc_parser::ast::Value;
use serde::de::IgnoredAny;

use super::FileName;
use super::shape::Shape;
use crate::documents::DocumentList;
use crate::json::{Node, Object, duplicates, syntax};
use crate::{Diagnostics, SourceFile};

/// The canonical text of a spec file: keys in the order of the language's reference, two spaces a level, on one line what
/// fits there. Names that the author chose keep their order, which means something; numbers keep their form.
///
/// # Errors
///
/// Mistakes in the JSON and keys that are given twice, at source 0. Other mistakes are no obstacle.
pub fn fmt(file: &SourceFile) -> Result<String, Diagnostics> {
    fmt_as(file, &FileName::of(&file.path).kind.shape())
}

/// The canonical text of the list of the documents.
///
/// # Errors
///
/// As of a spec file.
pub fn fmt_documents(file: &SourceFile) -> Result<String, Diagnostics> {
    fmt_as(file, &Shape::of::<DocumentList>())
}

impl Object {
    /// An object as it is written, if the text is one.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let mut diagnostics = Diagnostics::new();
        let tree = syntax::tree(0, text, &mut diagnostics).filter(|_| diagnostics.is_empty())?;
        match ordered(&tree, &Shape::Any) {
            Node::Object(object) => Some(object),
            Node::Scalar(_) | Node::List(_) => None,
        }
    }
}

fn fmt_as(file: &SourceFile, shape: &Shape) -> Result<String, Diagnostics> {
    let mut diagnostics = Diagnostics::new();
    if !syntax::is_utf8(0, &file.text, &mut diagnostics) {
        return Err(diagnostics);
    }
    let text = syntax::fix(0, &file.text, &mut diagnostics);
    let tree = syntax::tree(0, &text, &mut diagnostics);
    let tree = tree.filter(|tree| duplicates::find(0, tree, &mut diagnostics));
    if diagnostics.is_empty()
        && let Err(error) = serde_json::from_str::<IgnoredAny>(&text)
    {
        diagnostics.push(syntax::rejected(0, &text, &error));
    }
    let Some(tree) = tree.filter(|_| diagnostics.is_empty()) else {
        return Err(diagnostics);
    };
    Ok(ordered(&tree, shape).text())
}

/// A value with the keys of its objects in the order of the language, unknown ones last.
fn ordered(value: &Value<'_>, shape: &Shape) -> Node {
    let shape = match shape {
        Shape::OneOf(shapes) => shapes.iter().find(|it| it.fits(value)).unwrap_or(&Shape::Any),
        shape => shape,
    };
    match value {
        Value::Object(object) => {
            let mut entries: Vec<(usize, &str, Node)> = Vec::new();
            for prop in &object.properties {
                let key = prop.name.as_str();
                let (rank, shape) = match shape {
                    Shape::Record(record) => match record.field(key) {
                        Some((rank, field)) => (rank, &field.shape),
                        None => (usize::MAX, &Shape::Any),
                    },
                    Shape::Map(shape) => (0, &**shape),
                    _ => (0, &Shape::Any),
                };
                entries.push((rank, key, ordered(&prop.value, shape)));
            }
            entries.sort_by_key(|(rank, ..)| *rank);
            Node::Object(entries.into_iter().map(|(_, key, value)| (key, value)).collect())
        }
        Value::Array(list) => {
            let shape = if let Shape::List(shape) = shape { shape } else { &Shape::Any };
            list.elements.iter().map(|element| ordered(element, shape)).collect()
        }
        Value::StringLit(text) => text.value.as_ref().into(),
        Value::NumberLit(number) => Node::Scalar(number.value.to_owned()),
        Value::BooleanLit(boolean) => boolean.value.into(),
        Value::NullKeyword(_) => serde_json::Value::Null.into(),
    }
}
