//! What requests and answers hold.

use super::signature::{self, Signature};
use super::{Item, Root, Topic, service, users_of_requests};
use crate::model::{Enum, Field, Module, Queries, QueryProperty, Request, Struct, Type, Union};
use crate::names::plain;

/// The types of a module.
pub(super) fn models(root: &Root<'_>, place: &str, module: &Module, items: &mut Vec<Item>) {
    let users = users_of_requests(module);
    for request in &module.requests {
        let users = users
            .get(&request.ident.to_string())
            .map(Vec::as_slice)
            .unwrap_or_default();
        self::request(
            root,
            &format!("{place}::models::{}", request.ident),
            request,
            users,
            items,
        );
    }
    for item in &module.structs {
        structure(
            root,
            &format!("{place}::models::{}", item.ident),
            item,
            items,
        );
        if let Some(queries) = &item.queries {
            self::queries(root, &format!("{place}::models"), item, queries, items);
        }
    }
    for item in &module.enums {
        enumeration(
            root,
            &format!("{place}::models::{}", item.ident),
            item,
            items,
        );
    }
    for item in &module.unions {
        union(
            root,
            &format!("{place}::models::{}", item.ident),
            item,
            items,
        );
    }
}

fn request(root: &Root<'_>, path: &str, request: &Request, users: &[&str], items: &mut Vec<Item>) {
    let bodies = || users.iter().map(|id| root.body(id));
    let common: Vec<Topic> = bodies()
        .chain(users.iter().map(|id| root.operation(id)))
        .chain([root.topic()])
        .collect();
    items.push(Item::new(
        path,
        "struct [Clone, Debug, PartialEq]",
        common.clone(),
    ));
    for field in &request.fields {
        let parts = users.iter().map(|id| {
            Topic::Part(
                root.name.to_owned(),
                (*id).to_owned(),
                field.wire_name.clone(),
            )
        });
        let mention = signature::mention(root, &field.ty);
        let about = parts
            .chain(common[..common.len() - 1].iter().cloned())
            .chain(mention)
            .chain([root.topic()])
            .collect();
        items.push(Item::new(
            format!("{path}::{}", plain(&field.ident)),
            format!("field {}", signature::ty(root, &field.ty)),
            about,
        ));
    }
}

fn structure(root: &Root<'_>, path: &str, item: &Struct, items: &mut Vec<Item>) {
    let own = vec![root.ty(&item.ident), root.topic()];
    items.push(Item::new(
        path,
        "struct [Clone, Debug, Default, Deserialize, PartialEq, Serialize]",
        own.clone(),
    ));
    items.push(Item::new(
        format!("{path}::extra"),
        "field runtime::Extra",
        own,
    ));
    for field in &item.fields {
        let ty = signature::ty(root, &field.ty);
        let what = if field.ty.is_list() {
            format!("field {ty}")
        } else {
            format!("field Option<{ty}>")
        };
        items.push(Item::new(
            format!("{path}::{}", plain(&field.ident)),
            what,
            about_field(root, &item.ident, field),
        ));
    }
}

fn about_field(root: &Root<'_>, owner: &impl ToString, field: &Field) -> Vec<Topic> {
    let member = Topic::Member(
        root.name.to_owned(),
        owner.to_string(),
        field.wire_name.clone(),
    );
    let mention = signature::mention(root, &field.ty);
    [member, root.ty(owner)]
        .into_iter()
        .chain(mention)
        .chain([root.topic()])
        .collect()
}

fn queries(root: &Root<'_>, place: &str, item: &Struct, queries: &Queries, items: &mut Vec<Item>) {
    let path = format!("{place}::{}", plain(&queries.ident));
    let query = |property: &QueryProperty| {
        Topic::Query(
            root.name.to_owned(),
            item.ident.to_string(),
            property.wire_name.clone(),
        )
    };
    let members = queries.properties.iter().map(|property| {
        Topic::Member(
            root.name.to_owned(),
            item.ident.to_string(),
            property.wire_name.clone(),
        )
    });
    let about = queries
        .properties
        .iter()
        .map(query)
        .chain(members)
        .chain([root.ty(&item.ident), root.topic()]);
    items.push(Item::new(&path, "mod", about.collect()));
    let owner = format!("{place}::{}", item.ident);
    for property in &queries.properties {
        let returns = query_type(root, &owner, property);
        let member = Topic::Member(
            root.name.to_owned(),
            item.ident.to_string(),
            property.wire_name.clone(),
        );
        let about = vec![query(property), member, root.ty(&item.ident), root.topic()];
        let signature = Signature {
            receiver: None,
            arguments: Vec::new(),
            returns,
        };
        items.push(signature.item(format!("{path}::{}", plain(&property.ident)), about));
    }
}

/// Values of enumerations are compared as text.
fn query_type(root: &Root<'_>, owner: &str, property: &QueryProperty) -> String {
    let value = match &property.ty {
        Type::Named(_) | Type::Boxed(_) => "String".to_owned(),
        ty => signature::ty(root, ty),
    };
    match (property.many, property.filter, property.sort) {
        (true, _, _) => format!("runtime::PropertyList<{owner}, {value}>"),
        (false, true, true) => format!("runtime::Property<{owner}, {value}, runtime::Sortable>"),
        (false, true, false) => format!("runtime::Property<{owner}, {value}>"),
        (false, false, _) => format!("runtime::SortProperty<{owner}>"),
    }
}

fn enumeration(root: &Root<'_>, path: &str, item: &Enum, items: &mut Vec<Item>) {
    let own = vec![root.ty(&item.ident), root.topic()];
    items.extend(service::open_enum(path, own.clone()));
    for variant in &item.variants {
        let member = Topic::Member(
            root.name.to_owned(),
            item.ident.to_string(),
            variant.wire_name.clone(),
        );
        let about = [vec![member], own.clone()].concat();
        items.push(Item::new(
            format!("{path}::{}", variant.ident),
            "variant",
            about,
        ));
    }
}

fn union(root: &Root<'_>, path: &str, union: &Union, items: &mut Vec<Item>) {
    let own = vec![root.ty(&union.ident), root.topic()];
    items.push(Item::new(
        path,
        "#[non_exhaustive] enum [Clone, Debug, Deserialize, PartialEq, Serialize]",
        own.clone(),
    ));
    items.push(Item::new(
        format!("{path}::Other"),
        "variant(runtime::Untyped)",
        own,
    ));
    for variant in &union.variants {
        let topic = Topic::Variant(
            root.name.to_owned(),
            union.ident.to_string(),
            variant.ty.to_string(),
        );
        let about = vec![
            topic,
            root.ty(&variant.ty),
            root.ty(&union.ident),
            root.topic(),
        ];
        let ty = format!("{}::models::{}", root.path, variant.ty);
        items.push(Item::new(
            format!("{path}::{}", variant.ident),
            format!("variant(Box<{ty}>)"),
            about.clone(),
        ));
        items.push(Item::member(path, format!("impl From<{ty}>"), "", about));
    }
    for field in &union.common {
        let signature = Signature {
            receiver: Some("&self"),
            arguments: Vec::new(),
            returns: "Option<&str>".to_owned(),
        };
        items.push(signature.item(
            format!("{path}::{}", plain(&field.ident)),
            about_field(root, &union.ident, field),
        ));
    }
}
