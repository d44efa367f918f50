//! Parameters in paths, queries and headers.

use heck::ToPascalCase;
use serde_json::Value;

use super::documented::Documented;
use super::types::typed;
use super::{Named, Scope, content, reference};
use crate::contract::{
    Advanced, Asked, Header, OptionKind, Parameter, QueryOption, Returns, Takes,
};
use crate::json::{Object, object};

/// Collects the parameters of an operation: those with examples in full, the others by reference to a component.
struct Parameters<'a> {
    of: &'a Documented<'a>,
    scope: &'a Scope<'a>,
    components: &'a mut Named,
    list: Vec<Object>,
}

impl Documented<'_> {
    /// All parameters of the operation.
    pub(super) fn parameters(&self, components: &mut Named) -> Vec<Object> {
        let mut all = Parameters { of: self, scope: self.scope, components, list: Vec::new() };
        all.in_path();
        all.version();
        all.advanced();
        all.of_changes();
        all.in_query();
        all.in_headers();
        all.list
    }
}

impl Parameters<'_> {
    fn in_path(&mut self) {
        for id in self.of.operation.parameters() {
            let Parameter { name, doc, takes, .. } = &self.scope.service[id];
            let examples = self.of.given(|request| given(&request.path, name));
            self.share(["path", name, doc], true, self.scope.takes(*takes), examples);
        }
    }

    /// The query parameter that asks for a version, if the service has one.
    fn version(&mut self) {
        let Some(name) = &self.scope.service.version.query else { return };
        let examples = self.of.examples(|example| {
            example.request.as_ref().and(example.version.as_deref()).map(Value::from)
        });
        let doc = "The version of the API that the call is meant for.";
        let versions = &self.of.operation.versions;
        let schema =
            object! { "type": "string", "enum": versions.clone(), "default"?: versions.first() };
        // An operation that exists in all versions asks for the default one, unless it says otherwise.
        let all = &self.scope.service.version;
        if versions.len() == all.known.len() && versions.first() == all.default.as_ref() {
            self.share(["query", name, doc], true, schema, examples);
        } else {
            let described = described(["query", name, doc], true, schema);
            self.list.push(object! { ..described, "examples"*: examples });
        }
    }

    /// The header that asks for an advanced query, if the operation may be one.
    fn advanced(&mut self) {
        let (service, entry) = (self.scope.service, self.of.entry);
        let Some(Advanced { header, value, .. }) = &service.advanced else { return };
        let doc = "Asks for an advanced query.";
        let schema = object! { "type": "string", "const": value };
        if entry.advanced {
            self.list.push(described(["header", header, doc], true, schema));
        } else if entry.query.iter().any(|(id, _)| service[*id].advanced) {
            self.share(["header", header, doc], false, schema, Object::default());
        }
    }

    fn in_query(&mut self) {
        for (id, _) in &self.of.entry.query {
            let QueryOption { name, doc, kind, of, .. } = &self.scope.service[*id];
            let examples = self.of.given(|request| given(&request.query, id));
            let schema = match kind {
                OptionKind::Number { min, max } => {
                    object! { "type": "integer", "minimum"?: *min, "maximum"?: *max }
                }
                OptionKind::Flag | OptionKind::Count => typed("boolean", false),
                OptionKind::Json => {
                    // What has a format of its own has its examples there as well.
                    let json = content("application/json", self.scope.schema(of, false), examples);
                    let named = named(["query", name, doc], false);
                    self.list.push(object! { ..named, "content": json });
                    continue;
                }
                OptionKind::Text
                | OptionKind::Filter
                | OptionKind::OrderBy
                | OptionKind::Select
                | OptionKind::Expand
                | OptionKind::Search => typed("string", false),
            };
            self.share(["query", name, doc], false, schema, examples);
        }
    }

    fn in_headers(&mut self) {
        for (id, _) in &self.of.entry.headers {
            let Header { name, doc, secret, .. } = &self.scope.service[*id];
            let examples = self.of.given(|request| given(&request.headers, id));
            let schema = object! { "type": "string", "format"?: secret.then_some("password") };
            self.share(["header", name, doc], false, schema, examples);
        }
    }

    /// What lists of changes are asked for with, but for what the operation takes anyway.
    fn of_changes(&mut self) {
        let Documented { entry, operation, .. } = self.of;
        let service = self.scope.service;
        let (Some(delta), Returns::Delta(_)) = (&service.delta, &entry.returns) else { return };
        if let Some(name) = &operation.option {
            let doc = "Where an earlier call left off; empty at first.";
            let own = described(["query", name, doc], true, typed("string", false));
            self.list.push(object! { ..own, "allowEmptyValue": true });
        }
        let options = entry.query.iter().map(|(id, _)| &service[*id].name);
        let headers = entry.headers.iter().map(|(id, _)| &service[*id].name);
        let taken: Vec<&String> = options.chain(headers).collect();
        for (asked, doc) in [
            (&delta.latest, "Asks for a link to later changes, and no changes."),
            (&delta.minimal, "Asks for nothing but the properties that have changed."),
        ] {
            let (place, name, value) = match asked {
                Asked::Header(name, value) => ("header", name, value),
                Asked::Query(name, value) => ("query", name, value),
            };
            if !taken.contains(&name) {
                let schema = object! { "type": "string", "const": value };
                self.list.push(described([place, name, doc], false, schema));
            }
        }
    }

    /// A parameter with its examples, or else a reference to it as a component.
    fn share(&mut self, names: [&str; 3], required: bool, schema: Object, examples: Object) {
        let parameter = described(names, required, schema);
        if !examples.is_empty() {
            return self.list.push(object! { ..parameter, "examples": examples });
        }
        // The last part of a component's name: `QueryTop`.
        let [place, name, _] = names;
        let component = self.scope.component(&format!("{place} {name}").to_pascal_case());
        self.list.push(reference("parameters", &component));
        self.components.entry(component, || parameter);
    }
}

impl Scope<'_> {
    fn takes(&self, takes: Takes) -> Object {
        match takes {
            Takes::Identifier(kind) => reference("schemas", &self.added(&self.service[kind].name)),
            Takes::Tenant | Takes::Unknown => {
                object! { "type": "string", "minLength": 1u32, "default": "myorganization" }
            }
        }
    }
}

/// What a request gives for something.
fn given<K: PartialEq, V: Clone + Into<Value>>(list: &[(K, V)], key: &K) -> Option<Value> {
    list.iter().find(|(given, _)| given == key).map(|(_, value)| value.clone().into())
}

fn named([place, name, doc]: [&str; 3], required: bool) -> Object {
    object! { "name": name, "in": place, "description": doc, "required": required }
}

fn described(names: [&str; 3], required: bool, schema: Object) -> Object {
    object! { ..named(names, required), "schema": schema }
}
