//! The values of annotations.

use roxmltree::Node;

use crate::import::csdl::Value;

/// The value of an annotation or of a part of it, given by an attribute or by an element.
pub(super) fn value(node: Node<'_, '_>) -> Option<Value> {
    const TEXTS: &[&str] = &[
        "String",
        "PropertyPath",
        "NavigationPropertyPath",
        "AnnotationPath",
        "Path",
        "EnumMember",
        "Date",
        "DateTimeOffset",
        "Int",
        "Decimal",
        "Float",
        "Guid",
        "Duration",
        "TimeOfDay",
    ];
    if let Some(flag) = node.attribute("Bool") {
        return Some(Value::Bool(flag == "true"));
    }
    if let Some(text) = TEXTS.iter().find_map(|name| node.attribute(*name)) {
        return Some(Value::Text(text.to_owned()));
    }
    node.children().filter(Node::is_element).map(element).next()
}

/// A value as an element. Elements stand in each other only so deep as [`depth`](super::text::depth) has allowed.
fn element(node: Node<'_, '_>) -> Value {
    let children = || node.children().filter(Node::is_element);
    match node.tag_name().name() {
        "Bool" => Value::Bool(node.text().is_some_and(|text| text.trim() == "true")),
        "Record" => Value::Record(
            children()
                .filter(|it| it.tag_name().name() == "PropertyValue")
                .map(|it| {
                    let name = it.attribute("Property").unwrap_or_default().to_owned();
                    (name, value(it).unwrap_or(Value::Other))
                })
                .collect(),
        ),
        "Collection" => Value::Collection(children().map(element).collect()),
        "Annotation" | "If" | "Apply" | "Null" | "Cast" | "IsOf" | "LabeledElement" => Value::Other,
        _ => node.text().map_or(Value::Other, |text| Value::Text(text.trim().to_owned())),
    }
}
