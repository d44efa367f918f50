//! Finds what has been renamed: what left and what came are held against each other, and what is alike enough is the same.

use std::collections::BTreeSet;

use super::aspects::Kind;
use super::names::{Names, shape};
use super::pairs::{contained, names, overlap, same, words};
use crate::contract::{
    self, BodySource, Definition, Entry, Operation, Property, Sent, Service, Takes,
};

/// Finds what has been renamed, first what others refer to.
pub(super) fn renames(base: &Service, head: &Service) -> Names {
    let mut found = Names::default();
    found.pair(
        Kind::Cloud,
        "",
        (&base.clouds, &head.clouds),
        |it| &it.name,
        |_, a, b| same(a.url == b.url),
    );
    found.pair(
        Kind::ErrorCode,
        "",
        (&base.errors, &head.errors),
        |it| &it.name,
        |_, a, b| 0.5 * names(&a.name, &b.name) + 0.5 * words(&a.doc, &b.doc),
    );
    found.pair(
        Kind::Identifier,
        "",
        (&base.identifiers, &head.identifiers),
        |it| &it.name,
        |_, a, b| {
            0.4 * names(&a.name, &b.name)
                + 0.4 * words(&a.doc, &b.doc)
                + 0.2 * same(a.example == b.example)
        },
    );
    parameters(&mut found, base, head);
    found.pair(
        Kind::QueryOption,
        "",
        (&base.options, &head.options),
        |it| &it.name,
        |_, a, b| {
            0.3 * same(a.kind.name() == b.kind.name())
                + 0.5 * words(&a.doc, &b.doc)
                + 0.2 * names(&a.name, &b.name)
        },
    );
    found.pair(
        Kind::File,
        "",
        (&base.files, &head.files),
        |it| &it.name,
        |_, a, b| {
            let (a, b) = (contents(base, a), contents(head, b));
            match a.is_empty() || b.is_empty() {
                true => 0.0,
                false => overlap(a, b),
            }
        },
    );
    found.pair(
        Kind::Type,
        "",
        (&base.types, &head.types),
        |it| &it.name,
        |_, a, b| alike_types(a, b),
    );
    for definition in &base.types {
        let now = found.of(Kind::Type, "", &definition.name).to_owned();
        if let Some(id) = head.type_named(&now) {
            members(&mut found, (base, definition), (head, &head[id]));
        }
    }
    operations(&mut found, base, head);
    found
}

fn parameters(found: &mut Names, base: &Service, head: &Service) {
    let kind = |service: &Service, takes| match takes {
        Takes::Identifier(id) => service[id].name.clone(),
        Takes::Tenant | Takes::Unknown => String::new(),
    };
    found.pair(
        Kind::Parameter,
        "",
        (&base.parameters, &head.parameters),
        |it| &it.name,
        |found, a, b| {
            let was = kind(base, a.takes);
            let (was, is) = (found.of(Kind::Identifier, "", &was), kind(head, b.takes));
            if was.is_empty() != is.is_empty() {
                return 0.0;
            }
            0.5 * same(was == is) + 0.3 * words(&a.doc, &b.doc) + 0.2 * names(&a.name, &b.name)
        },
    );
}

/// The entries and types of a file.
fn contents<'a>(service: &'a Service, file: &'a contract::File) -> Vec<&'a str> {
    let entries = file.entries.iter().map(|entry| entry.name.as_str());
    let types = file.types.iter().map(|id| service[*id].name.as_str());
    entries.chain(types).collect()
}

fn alike_types(a: &Definition, b: &Definition) -> f64 {
    if a.kind != b.kind {
        return 0.0;
    }
    if a.odata_type.is_some() && a.odata_type == b.odata_type {
        return 1.0;
    }
    let members = |ty: &Definition| -> Vec<String> {
        let properties = ty.properties.iter().map(|it| it.member.name.clone());
        let values = ty.values.iter().map(|it| it.name.clone());
        properties.chain(values).collect()
    };
    let (a_members, b_members) = (members(a), members(b));
    let a_members = || a_members.iter().map(String::as_str);
    let b_members = || b_members.iter().map(String::as_str);
    // A type that has grown while it was renamed is still the same.
    let common = overlap(a_members(), b_members()) + contained(a_members(), b_members());
    0.6 * 0.5 * common + 0.2 * words(&a.doc, &b.doc) + 0.2 * names(&a.name, &b.name)
}

/// Properties and values of a type. A property that has moved to the base or from it is the same still.
fn members(
    found: &mut Names,
    (base, old): (&Service, &Definition),
    (head, new): (&Service, &Definition),
) {
    let inherited = |service: &Service, ty: &Definition, name: &str| {
        let base = ty.base.map(|base| &service[base].properties);
        base.is_some_and(|base| base.iter().any(|it| it.member.name == name))
    };
    let left: Vec<&Property> =
        old.properties.iter().filter(|it| !inherited(head, new, &it.member.name)).collect();
    let came: Vec<&Property> =
        new.properties.iter().filter(|it| !inherited(base, old, &it.member.name)).collect();
    found.pair(
        Kind::Property,
        &new.name,
        (&left, &came),
        |it| &it.member.name,
        |found, a, b| {
            let also_read = |name: &String, by: &Property| by.aliases.contains(name);
            if also_read(&a.member.name, b) || also_read(&b.member.name, a) {
                return 1.0;
            }
            alike_members(found, (base, &a.member), (head, &b.member))
        },
    );
    found.pair(
        Kind::Value,
        &new.name,
        (&old.values, &new.values),
        |it| &it.name,
        |_, a, b| 0.5 * names(&a.name, &b.name) + 0.5 * words(&a.doc, &b.doc),
    );
}

fn alike_members(
    found: &Names,
    (base, old): (&Service, &contract::Member),
    (head, new): (&Service, &contract::Member),
) -> f64 {
    let is_same =
        old.nullable == new.nullable && found.ty(base, &old.ty) == head.type_text(&new.ty, false);
    0.4 * same(is_same) + 0.35 * words(&old.doc, &new.doc) + 0.25 * names(&old.name, &new.name)
}

fn operations(found: &mut Names, base: &Service, head: &Service) {
    let traits_of = |found: &Names, service| -> Vec<Traits<'_>> { traits(found, service) };
    let (old, new) = (traits_of(found, base), traits_of(&Names::default(), head));
    found.pair(
        Kind::Operation,
        "",
        (&old, &new),
        |it| &it.operation.id,
        |_, a, b| alike_operations(a, b),
    );
    let sends = |entry: &Entry| -> Vec<Sent> {
        entry.body.iter().flat_map(|body| &body.sends).cloned().collect()
    };
    for traits in &old {
        let now = found.of(Kind::Operation, "", &traits.operation.id).to_owned();
        if let Some(new) = new.iter().find(|it| it.operation.id == now) {
            found.pair(
                Kind::Sent,
                &now,
                (&sends(traits.entry), &sends(new.entry)),
                |it| &it.member.name,
                |found, a, b| alike_members(found, (base, &a.member), (head, &b.member)),
            );
        }
    }
}

/// An operation and what it is known by, made once, since every one that left is held against every one that came.
struct Traits<'a> {
    entry: &'a Entry,
    operation: &'a Operation,
    path: String,
    returns: String,
    body: String,
    options: BTreeSet<&'a str>,
    summary: BTreeSet<String>,
}

/// The operations of a service with what they are known by, types under their new names.
fn traits<'a>(found: &Names, service: &'a Service) -> Vec<Traits<'a>> {
    let ty = |id: contract::TypeId| found.of(Kind::Type, "", &service[id].name).to_owned();
    let body = |entry: &Entry| match entry.body.as_ref().map(|it| (it.source, &it.sends)) {
        None => String::new(),
        Some((BodySource::Create(id), _)) => format!("create<{}>", ty(id)),
        Some((BodySource::Update(id), _)) => format!("update<{}>", ty(id)),
        Some((BodySource::Link, _)) => "link".to_owned(),
        Some((BodySource::Inline | BodySource::Unknown, sends)) => {
            let names = sends.iter().map(|sent| sent.member.name.as_str());
            names.collect::<Vec<_>>().join(" ")
        }
    };
    let returns = |entry: &Entry| {
        let ty = entry.returns.ty().map(|ty| found.ty(service, ty));
        let wrapper = std::mem::discriminant(&entry.returns);
        format!("{:?} {wrapper:?} {ty:?}", entry.success)
    };
    let operations = service.operations();
    let of = operations.map(|(_, entry, operation)| Traits {
        entry,
        operation,
        path: shape(&operation.template),
        returns: returns(entry),
        body: body(entry),
        options: entry.query.iter().map(|(id, _)| service[*id].name.as_str()).collect(),
        summary: entry.summary.to_lowercase().split_whitespace().map(str::to_owned).collect(),
    });
    of.collect()
}

/// How alike two operations are, from 0 to 1; one that is sent like the other is the same.
fn alike_operations(old: &Traits<'_>, new: &Traits<'_>) -> f64 {
    if old.entry.method != new.entry.method {
        return 0.0;
    }
    if old.path == new.path {
        return 1.0;
    }
    // Either the resource has another name or the verb; what differs in both is another operation.
    let resource = |traits: &Traits<'_>| {
        let (resource, _) = traits.operation.id.rsplit_once('.').unwrap_or_default();
        resource.to_owned()
    };
    if old.operation.verb != new.operation.verb && resource(old) != resource(new) {
        return 0.0;
    }
    let rest = 0.2 * same(old.returns == new.returns)
        + 0.1 * same(old.body == new.body)
        + 0.1 * overlap(old.options.iter().copied(), new.options.iter().copied())
        + 0.1 * overlap(text(&old.summary), text(&new.summary));
    // Names count for half. They take the longest to compare, and where the rest has too little they cannot help.
    const NEEDED: f64 = 0.2;
    if rest < NEEDED {
        rest
    } else {
        rest + 0.35 * names(&old.path, &new.path)
            + 0.15 * names(&old.operation.id, &new.operation.id)
    }
}

fn text(words: &BTreeSet<String>) -> impl Iterator<Item = &str> {
    words.iter().map(String::as_str)
}
