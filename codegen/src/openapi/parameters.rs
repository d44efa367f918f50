//! Parameters in paths, queries and headers.

use heck::ToPascalCase;
use serde_json::Value;

use super::documented::Documented;
use super::{Named, Scope};
use crate::contract::{
    Advanced, Asked, Example, ExampleRequest, Header, OptionKind, Parameter, QueryOption, Returns,
    Takes,
};
use crate::json::{Object, object};

/// Collects the parameters of an operation: those with examples in full, the others by reference to a component.
pub(super) struct Parameters<'a> {
    pub(super) scope: &'a Scope<'a>,
    pub(super) documented: &'a Documented<'a>,
    pub(super) components: &'a mut Named,
    pub(super) list: Vec<Object>,
}

impl Parameters<'_> {
    /// All of them.
    pub(super) fn all(mut self) -> Vec<Object> {
        self.in_path();
        self.version();
        self.advanced();
        self.of_changes();
        self.in_query();
        self.in_headers();
        self.list
    }

    fn in_path(&mut self) {
        for id in self.documented.operation.parameters() {
            let Parameter { name, doc, takes, .. } = &self.scope.service[id];
            let examples = self.examples(|_, request| given(&request.path, name));
            let described = described("path", name, doc, true, self.scope.takes(*takes));
            self.share(("path", name), described, examples);
        }
    }

    /// The query parameter that asks for a version, if the service has one.
    fn version(&mut self) {
        let Some(name) = &self.scope.service.version.query else { return };
        let examples = self.examples(|example, _| example.version.as_deref().map(Value::from));
        let doc = "The version of the API that the call is meant for.";
        let versions = &self.documented.operation.versions;
        let schema = object! {
            "type": "string",
            "enum": versions.clone(),
            "default"?: versions.first(),
        };
        let described = described("query", name, doc, true, schema);
        // An operation that exists in all versions asks for the default one, unless it says otherwise.
        let all = &self.scope.service.version;
        if versions.len() == all.known.len() && versions.first() == all.default.as_ref() {
            self.share(("query", name), described, examples);
        } else {
            self.list.push(object! { ..described, "examples"*: examples });
        }
    }

    /// The header that asks for an advanced query, if the operation may be one.
    fn advanced(&mut self) {
        let (service, entry) = (self.scope.service, self.documented.entry);
        let Some(Advanced { header, value, .. }) = &service.advanced else { return };
        let doc = "Asks for an advanced query.";
        let schema = object! { "type": "string", "const": value };
        let described = described("header", header, doc, entry.advanced, schema);
        if entry.advanced {
            self.list.push(described);
        } else if entry.query.iter().any(|(id, _)| service[*id].advanced) {
            self.share(("header", header), described, Object::default());
        }
    }

    fn in_query(&mut self) {
        for (id, _) in &self.documented.entry.query {
            let QueryOption { name, doc, kind, of, .. } = &self.scope.service[*id];
            let examples = self.examples(|_, request| given(&request.query, id));
            if *kind == OptionKind::Json {
                // What has a format of its own has its examples there as well.
                let json =
                    object! { "schema": self.scope.schema(of, false), "examples"*: examples };
                self.list.push(object! {
                    "name": name, "in": "query", "description": doc, "required": false,
                    "content": object! { "application/json": json },
                });
                continue;
            }
            let described = described("query", name, doc, false, value_of(*kind));
            self.share(("query", name), described, examples);
        }
    }

    fn in_headers(&mut self) {
        for (id, _) in &self.documented.entry.headers {
            let Header { name, doc, secret, .. } = &self.scope.service[*id];
            let examples = self.examples(|_, request| given(&request.headers, id));
            let schema = object! { "type": "string", "format"?: secret.then_some("password") };
            let described = described("header", name, doc, false, schema);
            self.share(("header", name), described, examples);
        }
    }

    /// What lists of changes are asked for with, but for what the operation takes anyway.
    fn of_changes(&mut self) {
        let Documented { entry, operation, .. } = self.documented;
        let service = self.scope.service;
        let (Some(delta), Returns::Delta(_)) = (&service.delta, &entry.returns) else { return };
        if let Some(name) = &operation.option {
            let doc = "Where an earlier call left off; empty at first.";
            let own = described("query", name, doc, true, object! { "type": "string" });
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
                self.list.push(described(place, name, doc, false, schema));
            }
        }
    }

    /// What of each documented request stands in some place.
    fn examples(&self, value: impl Fn(&Example, &ExampleRequest) -> Option<Value>) -> Object {
        self.documented.examples(|example| value(example, example.request.as_ref()?))
    }

    /// A parameter with its examples, or else a reference to it as a component.
    fn share(&mut self, (place, name): (&str, &str), parameter: Object, examples: Object) {
        if !examples.is_empty() {
            return self.list.push(object! { ..parameter, "examples": examples });
        }
        // The last part of a component's name: `QueryTop`.
        let component = format!("{place} {name}").to_pascal_case();
        self.components.entry(self.scope.component(&component), || parameter);
        self.list.push(self.scope.reference("parameters", &component));
    }
}

impl Scope<'_> {
    fn takes(&self, takes: Takes) -> Object {
        match takes {
            Takes::Identifier(kind) => {
                self.reference("schemas", &self.free_name(&self.service[kind].name))
            }
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

fn described(place: &str, name: &str, doc: &str, required: bool, schema: Object) -> Object {
    object! { "name": name, "in": place, "description": doc, "required": required, "schema": schema }
}

fn value_of(kind: OptionKind) -> Object {
    match kind {
        OptionKind::Number { min, max } => {
            object! { "type": "integer", "minimum"?: min, "maximum"?: max }
        }
        OptionKind::Flag | OptionKind::Count => object! { "type": "boolean" },
        OptionKind::Text
        | OptionKind::Filter
        | OptionKind::OrderBy
        | OptionKind::Select
        | OptionKind::Expand
        | OptionKind::Search
        | OptionKind::Json => object! { "type": "string" },
    }
}
