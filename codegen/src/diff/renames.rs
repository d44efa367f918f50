//! Finds what has been renamed: what left and what came are held against each other, and what is alike enough is the same.

use std::collections::{BTreeMap, BTreeSet};
use std::mem::discriminant;

use super::aspects::Kind;
use super::named::{Named, named};
use super::names::{Names, shape};
use super::pairs::{contained, names, overlap, texts, words};
use crate::contract::{
    Body, BodySource, Definition, Entry, File, Member, Operation, Parameter, Sent, Service, Takes,
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
    found.pair(top, &base.clouds, &head.clouds, |_, a, b| f64::from(a.url == b.url));
    found.pair(top, &base.errors, &head.errors, |_, a, b| known(a, b, [0.5, 0.5]));
    found.pair(top, &base.identifiers, &head.identifiers, |_, a, b| {
        known(a, b, [0.4, 0.4]) + 0.2 * f64::from(a.example == b.example)
    });
    found.pair(top, &base.parameters, &head.parameters, |found, a, b| {
        let new = identified(head, b).map(|name| found.top(Kind::Identifier, name));
        known(a, b, [0.2, 0.3]) + 0.5 * f64::from(identified(base, a) == new)
    });
    found.pair(top, &base.options, &head.options, |_, a, b| {
        known(a, b, [0.2, 0.5]) + 0.3 * f64::from(discriminant(&a.kind) == discriminant(&b.kind))
    });
    found.pair(top, &base.files, &head.files, |_, a, b| {
        let (a, b) = (contents(base, a), contents(head, b));
        if a.is_empty() || b.is_empty() { 0.0 } else { overlap(&a, &b) }
    });
    found.pair(top, &base.types, &head.types, |_, a, b| alike_types(a, b));
    for new in &head.types {
        if let Some(id) = base.type_named(found.top(Kind::Type, &new.name)) {
            members(&mut found, (base, &base[id]), (head, new));
        }
    }
    operations(&mut found, base, head);
    found
}

/// How alike two things are that are known by their names and what is said of them, and what either counts for.
fn known<T: Named>(a: &T, b: &T, [of_names, of_docs]: [f64; 2]) -> f64 {
    of_names * names(a.label(), b.label()) + of_docs * texts(a.doc(), b.doc())
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
        ty.properties.iter().map(Named::label).chain(ty.values.iter().map(Named::label)).collect()
    }
    // A type that has grown while it was renamed is still the same.
    let common = overlap(&members(a), &members(b)) + contained(&members(a), &members(b));
    0.3 * common + known(a, b, [0.2, 0.2])
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
    found.pair(&below, left, came, |found, a, b| {
        let is_also_read = a.aliases.contains(&b.member.name) || b.aliases.contains(&a.member.name);
        let members = || alike_members(found, (base, &a.member), (head, &b.member));
        if is_also_read { 1.0 } else { members() }
    });
    found.pair(&below, &old.values, &new.values, |_, a, b| known(a, b, [0.5, 0.5]));
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
    found.pair(top, &old, &new, |_, a, b| alike_operations(a, b));
    let known: BTreeMap<&str, &Traits<'_>> = old.iter().map(|it| (it.label(), it)).collect();
    for new in &new {
        if let Some(old) = known.get(found.top(Kind::Operation, new.label())) {
            let below = format!("{top}/{}", old.label());
            found.pair(&below, old.sends(), new.sends(), |found, a, b| {
                alike_members(found, (base, &a.member), (head, &b.member))
            });
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

named! {
    Traits<'_>: Operation "/" operation.id, entry.summary;
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
            sends.iter().map(Named::label).collect::<Vec<_>>().join(" ")
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
    if old.operation.verb != new.operation.verb && resource(old.label()) != resource(new.label()) {
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
    rest + 0.35 * names(&old.path, &new.path) + 0.15 * names(old.label(), new.label())
}
