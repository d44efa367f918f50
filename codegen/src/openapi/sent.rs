//! Which types callers send.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::type_expr;
use crate::spec::{Body, File, Resource, Type};

/// The types that stand in requests as a whole, so that callers set every property of theirs. Of a type that is created or
/// updated they set what is marked so, and that type is not among these.
pub(super) fn sent<'a>(
    resources: &[&'a File<Resource>],
    types: &BTreeMap<&'a str, &'a Type>,
) -> BTreeSet<&'a str> {
    let mut sent = BTreeSet::new();
    let operations = resources
        .iter()
        .flat_map(|file| file.content.operations.iter());
    for body in operations.filter_map(|(_, entry)| entry.body.as_ref()) {
        if let Body::Properties(parameters) = body {
            parameters
                .iter()
                .for_each(|(_, it)| add(&it.kind, types, &mut sent));
        }
    }
    let properties = types.values().flat_map(|it| it.properties.iter());
    for (_, property) in properties.filter(|(_, it)| it.create.is_some() || it.update.is_some()) {
        add(&property.kind, types, &mut sent);
    }
    sent
}

/// Adds the type that a text names, and what stands in it.
fn add<'a>(text: &'a str, types: &BTreeMap<&'a str, &'a Type>, sent: &mut BTreeSet<&'a str>) {
    let name = type_expr::parse(text).map_or("", |expr| expr.name);
    let Some((name, definition)) = types.get_key_value(name) else {
        return;
    };
    if !sent.insert(name) {
        return;
    }
    let kinds = types
        .iter()
        .filter(|(_, it)| it.is.as_deref() == Some(name));
    let around = definition
        .is
        .as_deref()
        .into_iter()
        .chain(kinds.map(|(name, _)| *name));
    around.for_each(|name| add(name, types, sent));
    for (_, property) in definition.properties.iter() {
        add(&property.kind, types, sent);
    }
}
