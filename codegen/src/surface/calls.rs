//! The types that stand for operations, and the setters of their calls.

use super::signature::{self, Signature};
use super::{Item, Root, Topic};
use crate::model::{Module, Operation, Setter, SetterKind};
use crate::names::plain;

/// The operations of a module.
pub(super) fn calls(root: &Root<'_>, place: &str, module: &Module, items: &mut Vec<Item>) {
    for operation in &module.operations {
        let path = format!("{place}::calls::{}", operation.ident);
        let own = root.operation(&operation.id);
        items.push(Item::new(
            &path,
            "enum [Debug]",
            vec![own.clone(), root.topic()],
        ));
        let mut about = vec![
            Topic::Response(root.name.to_owned(), operation.id.clone()),
            own,
        ];
        about.extend(
            operation
                .response
                .ty()
                .and_then(|ty| signature::mention(root, ty)),
        );
        about.push(root.topic());
        let answer = format!(
            "<Answer = {}>",
            signature::answer(root, &operation.response)
        );
        items.push(Item::member(&path, "impl runtime::Endpoint", answer, about));
        items.extend(
            operation
                .setters
                .iter()
                .map(|setter| self::setter(root, &path, operation, setter)),
        );
    }
}

/// A setter is a method of `runtime::Call` of the operation; it is listed with the operation.
fn setter(root: &Root<'_>, path: &str, operation: &Operation, setter: &Setter) -> Item {
    let mut about = vec![
        Topic::Part(
            root.name.to_owned(),
            operation.id.clone(),
            setter.wire_name.clone(),
        ),
        root.body(&operation.id),
        root.operation(&operation.id),
    ];
    let mut argument = None;
    let mut takes = |name: &str, ty: String| argument = Some((name.to_owned(), ty));
    match &setter.kind {
        SetterKind::QueryText => takes("value", "impl AsRef<str>".to_owned()),
        SetterKind::QueryFlag => takes("value", "bool".to_owned()),
        SetterKind::QueryNumber { .. } => takes("value", "u32".to_owned()),
        SetterKind::Filter(ty) => takes(
            "filter",
            format!("impl runtime::IntoFilter<{}>", signature::ty(root, ty)),
        ),
        SetterKind::OrderBy(ty) => takes(
            "order",
            format!("impl runtime::IntoOrderBy<{}>", signature::ty(root, ty)),
        ),
        SetterKind::Property(ty) => takes("value", signature::argument(root, ty)),
        SetterKind::Clear => {}
    }
    if let SetterKind::Filter(ty) | SetterKind::OrderBy(ty) | SetterKind::Property(ty) =
        &setter.kind
    {
        about.extend(signature::mention(root, ty));
    }
    about.push(root.topic());
    let signature = Signature {
        receiver: Some("self"),
        arguments: argument.into_iter().collect(),
        returns: "Self".to_owned(),
    };
    signature.member(path, &plain(&setter.ident), about)
}
