//! One canonical text for what a spec file says, so that a diff of two versions shows meaning only.

#[cfg(test)]
mod tests;

use jsonc_parser::ast::{ObjectProp, Value};
use serde::de::IgnoredAny;

use crate::coverage::documents::DocumentList;
use crate::parse::{FileKind, FileName, duplicates, syntax};
use crate::shape::{Record, Shape};
use crate::spec::{ErrataFile, ExamplesFile, Resource, Service};
use crate::{Diagnostics, SourceFile, json};

/// Lists and objects that fit into a line of this many characters stand on it.
const WIDTH: usize = 120;

/// The canonical text of a spec file: keys in the order of the language's reference, two spaces a level, on one line what
/// fits there. Names that the author chose keep their order, which means something; numbers keep their form.
///
/// # Errors
///
/// Mistakes in the JSON and keys that are given twice, at source 0. Other mistakes are no obstacle.
pub fn fmt(file: &SourceFile) -> Result<String, Diagnostics> {
    let shape = match FileName::of(&file.path).kind {
        FileKind::Service => Shape::of::<Service>(),
        FileKind::Resource => Shape::of::<Resource>(),
        FileKind::Examples => Shape::of::<ExamplesFile>(),
        FileKind::Errata => Shape::of::<ErrataFile>(),
    };
    fmt_as(file, &shape)
}

/// The canonical text of the list of the documents.
///
/// # Errors
///
/// As of a spec file.
pub fn fmt_documents(file: &SourceFile) -> Result<String, Diagnostics> {
    fmt_as(file, &Shape::of::<DocumentList>())
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
    let mut out = String::with_capacity(file.text.len());
    value(&tree, shape, 0, 0, &mut out);
    out.push('\n');
    Ok(out)
}

/// JSON that no type of the spec describes, in the same style; text that is no JSON stays as it is.
pub(crate) fn canonical(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    match json::read(text) {
        Ok(Some(tree)) => value(&tree, &Shape::Any, 0, 0, &mut out),
        _ => out.push_str(text),
    }
    out.push('\n');
    out
}

/// Writes a value that starts `before` characters after the indentation of its line, and after which a comma may stand.
fn value(node: &Value<'_>, shape: &Shape, level: usize, before: usize, out: &mut String) {
    let room = WIDTH.saturating_sub(2 * level + before + 1);
    let mark = out.len();
    if flat(node, shape, room, out).is_some() {
        return;
    }
    out.truncate(mark);
    let shape = chosen(shape, node);
    match node {
        Value::Array(list) => {
            out.push('[');
            for (index, element) in list.elements.iter().enumerate() {
                start_line(index, level + 1, out);
                value(element, element_shape(shape), level + 1, 0, out);
            }
            end_lines(']', level, out);
        }
        Value::Object(object) => {
            out.push('{');
            for (index, (prop, shape)) in ordered(&object.properties, shape).into_iter().enumerate()
            {
                start_line(index, level + 1, out);
                let line = out.len();
                key(prop, out);
                let before = out[line..].chars().count();
                value(&prop.value, shape, level + 1, before, out);
            }
            end_lines('}', level, out);
        }
        // A text that is wider than a line stands on one all the same.
        _ => scalar(node, out),
    }
}

fn start_line(index: usize, level: usize, out: &mut String) {
    out.push_str(if index == 0 { "\n" } else { ",\n" });
    out.extend(std::iter::repeat_n("  ", level));
}

fn end_lines(bracket: char, level: usize, out: &mut String) {
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", level));
    out.push(bracket);
}

/// Writes a value on one line; none as soon as it takes more than so many characters. Returns how many are left.
fn flat(node: &Value<'_>, shape: &Shape, room: usize, out: &mut String) -> Option<usize> {
    let shape = chosen(shape, node);
    let mut room = room;
    match node {
        Value::Array(list) => {
            room = room.checked_sub(2)?;
            out.push('[');
            for (index, element) in list.elements.iter().enumerate() {
                if index > 0 {
                    room = room.checked_sub(2)?;
                    out.push_str(", ");
                }
                room = flat(element, element_shape(shape), room, out)?;
            }
            out.push(']');
        }
        Value::Object(object) if object.properties.is_empty() => {
            room = room.checked_sub(2)?;
            out.push_str("{}");
        }
        Value::Object(object) => {
            room = room.checked_sub(4)?;
            out.push_str("{ ");
            for (index, (prop, shape)) in ordered(&object.properties, shape).into_iter().enumerate()
            {
                let mark = out.len();
                if index > 0 {
                    out.push_str(", ");
                }
                key(prop, out);
                room = room.checked_sub(out[mark..].chars().count())?;
                room = flat(&prop.value, shape, room, out)?;
            }
            out.push_str(" }");
        }
        _ => {
            let mark = out.len();
            scalar(node, out);
            room = room.checked_sub(out[mark..].chars().count())?;
        }
    }
    Some(room)
}

fn key(prop: &ObjectProp<'_>, out: &mut String) {
    out.push_str(&serde_json::Value::from(prop.name.as_str()).to_string());
    out.push_str(": ");
}

fn scalar(node: &Value<'_>, out: &mut String) {
    match node {
        Value::StringLit(text) => {
            out.push_str(&serde_json::Value::from(text.value.as_ref()).to_string())
        }
        Value::NumberLit(number) => out.push_str(number.value),
        Value::BooleanLit(boolean) => out.push_str(if boolean.value { "true" } else { "false" }),
        Value::NullKeyword(_) | Value::Array(_) | Value::Object(_) => out.push_str("null"),
    }
}

/// The shape that a value of several possible ones has.
fn chosen<'s>(shape: &'s Shape, node: &Value<'_>) -> &'s Shape {
    match shape {
        Shape::OneOf(shapes) => shapes.iter().find(|shape| shape.fits(node)).unwrap_or(&Shape::Any),
        shape => shape,
    }
}

fn element_shape(shape: &Shape) -> &Shape {
    match shape {
        Shape::List(element) => element,
        _ => &Shape::Any,
    }
}

/// The pairs of an object in canonical order, each with the shape of its value. Unknown keys come last.
fn ordered<'o, 't>(
    props: &'o [ObjectProp<'t>],
    shape: &'o Shape,
) -> Vec<(&'o ObjectProp<'t>, &'o Shape)> {
    let shaped = |record: &'o Record, prop: &'o ObjectProp<'t>| {
        let index = record.fields.iter().position(|field| field.key == prop.name.as_str());
        let shape = index.map_or(&Shape::Any, |index| &record.fields[index].shape);
        (index.unwrap_or(usize::MAX), prop, shape)
    };
    match shape {
        Shape::Record(record) => {
            let mut pairs: Vec<_> = props.iter().map(|prop| shaped(record, prop)).collect();
            pairs.sort_by_key(|(index, ..)| *index);
            pairs.into_iter().map(|(_, prop, shape)| (prop, shape)).collect()
        }
        Shape::Map(shape) => props.iter().map(|prop| (prop, &**shape)).collect(),
        _ => props.iter().map(|prop| (prop, &Shape::Any)).collect(),
    }
}
