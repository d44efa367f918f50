//! Finds what has been renamed: what left and what came are held against each other, and what is alike enough is the same.

use std::collections::{BTreeMap, BTreeSet};

use super::aspects::Kind;
use super::names::{Names, shape};
use super::pairs::{contained, names, overlap, texts, words};
use crate::contract::{
    Body, BodySource, Definition, Entry, EnumValue, ErrorCode, File, Identifier, Member, Operation,
    Parameter, Property, QueryOption, Sent, Service, Takes,
};

/// How alike two services are.
pub(super) fn alike_services(a: &Service, b: &Service) -> f64 {
    let ids = |service: &Service| -> BTreeSet<String> {
        service.operations().map(|(_, _, it)| it.id.clone()).collect()
    };
    0.6 * overlap(&ids(a), &ids(b)) + 0.2 * texts(&a.title, &b.title) + 0.2 * texts(&a.doc, &b.doc)
}

/// Finds what has been renamed, first what others refer to.
pub(super) fn renames(base: &Service, head: &Service) -> Names {
    let mut found = Names::new(&base.name);
    let top = base.name.as_str();
    let sides = (&base.clouds[..], &head.clouds[..]);
    found.pair(Kind::Cloud, top, sides, |it| &it.name, |_, a, b| f64::from(a.url == b.url));
    let sides = (&base.errors[..], &head.errors[..]);
    let alike = |_: &Names, a: &ErrorCode, b: &ErrorCode| known(&a.name, &a.doc, &b.name, &b.doc);
    found.pair(Kind::ErrorCode, top, sides, |it| &it.name, alike);
    let sides = (&base.identifiers[..], &head.identifiers[..]);
    let alike = |_: &Names, a: &Identifier, b: &Identifier| {
        0.8 * known(&a.name, &a.doc, &b.name, &b.doc) + 0.2 * f64::from(a.example == b.example)
    };
    found.pair(Kind::Identifier, top, sides, |it| &it.name, alike);
    let sides = (&base.parameters[..], &head.parameters[..]);
    let alike = |found: &Names, a: &Parameter, b: &Parameter| {
        let new = identified(head, b).map(|name| found.top(Kind::Identifier, name));
        let known = 0.3 * texts(&a.doc, &b.doc) + 0.2 * names(&a.name, &b.name);
        known + 0.5 * f64::from(identified(base, a) == new)
    };
    found.pair(Kind::Parameter, top, sides, |it| &it.key, alike);
    let sides = (&base.options[..], &head.options[..]);
    let alike = |_: &Names, a: &QueryOption, b: &QueryOption| {
        0.3 * f64::from(a.kind.name() == b.kind.name())
            + 0.5 * texts(&a.doc, &b.doc)
            + 0.2 * names(&a.name, &b.name)
    };
    found.pair(Kind::QueryOption, top, sides, |it| &it.name, alike);
    let sides = (&base.files[..], &head.files[..]);
    let alike = |_: &Names, a: &File, b: &File| {
        let (a, b) = (contents(base, a), contents(head, b));
        if a.is_empty() || b.is_empty() { 0.0 } else { overlap(&a, &b) }
    };
    found.pair(Kind::File, top, sides, |it| &it.name, alike);
    let sides = (&base.types[..], &head.types[..]);
    found.pair(Kind::Type, top, sides, |it| &it.name, |_, a, b| alike_types(a, b));
    for new in &head.types {
        if let Some(id) = base.type_named(found.top(Kind::Type, &new.name)) {
            members(&mut found, (base, &base[id]), (head, new));
        }
    }
    operations(&mut found, base, head);
    found
}

/// How alike two things are that are known by their names and what is said of them.
fn known(a: &str, a_doc: &str, b: &str, b_doc: &str) -> f64 {
    0.5 * names(a, b) + 0.5 * texts(a_doc, b_doc)
}

/// The kind of identifier that a parameter takes.
pub(super) fn identified<'a>(service: &'a Service, parameter: &Parameter) -> Option<&'a str> {
    match parameter.takes {
        Takes::Identifier(id) => Some(&service[id].name),
        Takes::Tenant | Takes::Unknown => None,
    }
}

/// The entries and types of a file.
fn contents<'a>(service: &'a Service, file: &'a File) -> BTreeSet<&'a str> {
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
    fn members(ty: &Definition) -> BTreeSet<&str> {
        let properties = ty.properties.iter().map(|it| it.member.name.as_str());
        properties.chain(ty.values.iter().map(|it| it.name.as_str())).collect()
    }
    // A type that has grown while it was renamed is still the same.
    let common = overlap(&members(a), &members(b)) + contained(&members(a), &members(b));
    0.3 * common + 0.2 * texts(&a.doc, &b.doc) + 0.2 * names(&a.name, &b.name)
}

/// Properties and values of a type. A property that has moved to the base or from it is the same still.
fn members(
    found: &mut Names,
    (base, old): (&Service, &Definition),
    (head, new): (&Service, &Definition),
) {
    let below = format!("{}/{}", base.name, old.name);
    let inherited = |service: &Service, ty: &Definition, name: &str| {
        let mut bases = ty.base.into_iter().flat_map(|base| service.properties(base));
        bases.any(|it| it.member.name == name)
    };
    let left = old.properties.iter().filter(|it| !inherited(head, new, &it.member.name));
    let came = new.properties.iter().filter(|it| !inherited(base, old, &it.member.name));
    let (left, came): (Vec<&Property>, Vec<&Property>) = (left.collect(), came.collect());
    let alike = |found: &Names, a: &&Property, b: &&Property| {
        let is_also_read = a.aliases.contains(&b.member.name) || b.aliases.contains(&a.member.name);
        let members = || alike_members(found, (base, &a.member), (head, &b.member));
        if is_also_read { 1.0 } else { members() }
    };
    found.pair(Kind::Property, &below, (&left, &came), |it| &it.member.name, alike);
    let sides = (&old.values[..], &new.values[..]);
    let alike = |_: &Names, a: &EnumValue, b: &EnumValue| known(&a.name, &a.doc, &b.name, &b.doc);
    found.pair(Kind::Value, &below, sides, |it| &it.name, alike);
}

fn alike_members(
    found: &Names,
    (base, old): (&Service, &Member),
    (head, new): (&Service, &Member),
) -> f64 {
    let is_same =
        old.nullable == new.nullable && base.type_text(&old.ty, false) == found.ty(head, &new.ty);
    0.4 * f64::from(is_same) + 0.35 * texts(&old.doc, &new.doc) + 0.25 * names(&old.name, &new.name)
}

fn operations(found: &mut Names, base: &Service, head: &Service) {
    let top = base.name.as_str();
    let (old, new) = (traits(&Names::new(top), base), traits(found, head));
    let alike = |_: &Names, a: &Traits<'_>, b: &Traits<'_>| alike_operations(a, b);
    found.pair(Kind::Operation, top, (&old, &new), |it| &it.operation.id, alike);
    let known: BTreeMap<&str, &Traits<'_>> =
        old.iter().map(|it| (it.operation.id.as_str(), it)).collect();
    for new in &new {
        if let Some(old) = known.get(found.top(Kind::Operation, &new.operation.id)) {
            let below = format!("{top}/{}", old.operation.id);
            let alike = |found: &Names, a: &Sent, b: &Sent| {
                alike_members(found, (base, &a.member), (head, &b.member))
            };
            let sides = (old.sends(), new.sends());
            found.pair(Kind::Sent, &below, sides, |it| &it.member.name, alike);
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

impl<'a> Traits<'a> {
    fn sends(&self) -> &'a [Sent] {
        self.entry.body.as_ref().map_or(&[], |body| &body.sends)
    }
}

/// The operations of a service with what they are known by, types under the names that the base has for them.
fn traits<'a>(found: &Names, service: &'a Service) -> Vec<Traits<'a>> {
    let body = |entry: &Entry| match entry.body.as_ref() {
        None => String::new(),
        Some(Body { source: BodySource::Inline | BodySource::Unknown, sends, .. }) => {
            let names = sends.iter().map(|sent| sent.member.name.as_str());
            names.collect::<Vec<_>>().join(" ")
        }
        Some(body) => found.source(service, body),
    };
    let of = service.operations().map(|(_, entry, operation)| Traits {
        entry,
        operation,
        path: shape(&operation.template) + &operation.fragment(),
        returns: format!("{:?} {}", entry.success, found.returns(service, &entry.returns)),
        body: body(entry),
        options: entry.query.iter().map(|(id, _)| service[*id].name.as_str()).collect(),
        summary: words(&entry.summary),
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
    let resource = |id: &'_ str| id.rsplit_once('.').map(|(resource, _)| resource.to_owned());
    let (old_id, new_id) = (&old.operation.id, &new.operation.id);
    if old.operation.verb != new.operation.verb && resource(old_id) != resource(new_id) {
        return 0.0;
    }
    let rest = 0.2 * f64::from(old.returns == new.returns)
        + 0.1 * f64::from(old.body == new.body)
        + 0.1 * overlap(&old.options, &new.options)
        + 0.1 * overlap(&old.summary, &new.summary);
    // Names count for half. They take the longest to compare, and where the rest has too little they cannot help.
    const NEEDED: f64 = 0.2;
    if rest < NEEDED {
        return rest;
    }
    rest + 0.35 * names(&old.path, &new.path) + 0.15 * names(old_id, new_id)
}
