//! Parameters in paths, queries and headers.

use heck::ToPascalCase;
use serde_json::Value;

use super::Scope;
use super::operation::Documented;
use crate::contract::{
    Advanced, Asked, Example, ExampleRequest, Header, OptionKind, QueryOption, Returns, Takes,
};
use crate::json::{Object, object};

impl Scope<'_> {
    /// The parameters of an operation: those with examples in full, the others by reference to a component.
    pub(super) fn parameters(
        &self,
        documented: &Documented<'_>,
        components: &mut Object,
    ) -> Vec<Object> {
        let mut parameters = self.in_path(documented, components);
        parameters.extend(self.version(documented, components));
        parameters.extend(self.advanced(documented, components));
        parameters.extend(self.of_changes(documented));
        parameters.extend(self.in_query(documented, components));
        parameters.extend(self.in_headers(documented, components));
        parameters
    }

    fn in_path(&self, documented: &Documented<'_>, components: &mut Object) -> Vec<Object> {
        let parameters = documented.operation.parameters().map(|id| &self.service[id]);
        let described = parameters.map(|parameter| {
            let examples = of_requests(documented, |_, request| {
                let mut values = request.path.iter();
                let (_, value) = values.find(|(name, _)| *name == parameter.name)?;
                Some(value.as_str().into())
            });
            let (name, doc) = (&parameter.name, &parameter.doc);
            let described = described("path", name, doc, true, self.takes(parameter.takes));
            self.shared("path", name, described, examples, components)
        });
        described.collect()
    }

    /// The query parameter that asks for a version, if the service has one.
    fn version(&self, documented: &Documented<'_>, components: &mut Object) -> Option<Object> {
        let name = self.service.version.query.as_ref()?;
        let examples =
            of_requests(documented, |example, _| example.version.as_deref().map(Value::from));
        let doc = "The version of the API that the call is meant for.";
        let versions = &documented.operation.versions;
        let schema = object! {
            "type": "string",
            "enum": versions.clone(),
            "default"?: versions.first(),
        };
        let described = described("query", name, doc, true, schema);
        Some(if *versions == self.all_versions() {
            self.shared("query", name, described, examples, components)
        } else {
            object! { ..described, "examples"*: examples }
        })
    }

    /// The header that asks for an advanced query, if the operation may be one.
    fn advanced(&self, documented: &Documented<'_>, components: &mut Object) -> Option<Object> {
        let entry = documented.entry;
        let Advanced { header, value, .. } = self.service.advanced.as_ref()?;
        let may_be = entry.query.iter().any(|(id, _)| self.service[*id].advanced);
        let doc = "Asks for an advanced query.";
        let schema = object! { "type": "string", "const": value };
        let described = described("header", header, doc, entry.advanced, schema);
        match (entry.advanced, may_be) {
            (true, _) => Some(described),
            (false, true) => {
                Some(self.shared("header", header, described, Object::default(), components))
            }
            (false, false) => None,
        }
    }

    fn in_query(&self, documented: &Documented<'_>, components: &mut Object) -> Vec<Object> {
        let described = documented.entry.query.iter().map(|(id, _)| {
            let examples = of_requests(documented, |_, request| {
                let (_, value) = request.query.iter().find(|(option, _)| option == id)?;
                Some(value.clone())
            });
            let QueryOption { name, doc, kind, .. } = &self.service[*id];
            let described = described("query", name, doc, false, value_of(*kind));
            self.shared("query", name, described, examples, components)
        });
        described.collect()
    }

    fn in_headers(&self, documented: &Documented<'_>, components: &mut Object) -> Vec<Object> {
        let described = documented.entry.headers.iter().map(|(id, _)| {
            let examples = of_requests(documented, |_, request| {
                let (_, value) = request.headers.iter().find(|(header, _)| header == id)?;
                Some(value.as_str().into())
            });
            let Header { name, doc, secret, .. } = &self.service[*id];
            let schema = object! { "type": "string", "format"?: secret.then_some("password") };
            let described = described("header", name, doc, false, schema);
            self.shared("header", name, described, examples, components)
        });
        described.collect()
    }

    /// What lists of changes are asked for with, but for what the operation takes anyway.
    fn of_changes(&self, documented: &Documented<'_>) -> Vec<Object> {
        let Documented { entry, operation, .. } = documented;
        let (Some(delta), Returns::Delta(_)) = (&self.service.delta, &entry.returns) else {
            return Vec::new();
        };
        let own = operation.option.iter().map(|name| {
            let doc = "Where an earlier call left off; empty at first.";
            let text = object! { "type": "string" };
            object! { ..described("query", name, doc, true, text), "allowEmptyValue": true }
        });
        let asked = [
            (&delta.latest, "Asks for a link to later changes, and no changes."),
            (&delta.minimal, "Asks for nothing but the properties that have changed."),
        ];
        let is_taken = |name: &str| {
            let mut options = entry.query.iter().map(|(id, _)| &self.service[*id].name);
            let mut headers = entry.headers.iter().map(|(id, _)| &self.service[*id].name);
            options.any(|it| it == name) || headers.any(|it| it == name)
        };
        let asked = asked.into_iter().filter_map(|(asked, doc)| {
            let (place, name, value) = match asked {
                Asked::Header(name, value) => ("header", name, value),
                Asked::Query(name, value) => ("query", name, value),
            };
            let schema = object! { "type": "string", "const": value };
            (!is_taken(name)).then(|| described(place, name, doc, false, schema))
        });
        own.chain(asked).collect()
    }

    /// A parameter with its examples, or else a reference to it as a component.
    fn shared(
        &self,
        place: &str,
        name: &str,
        parameter: Object,
        examples: Object,
        components: &mut Object,
    ) -> Object {
        if !examples.is_empty() {
            return object! { ..parameter, "examples": examples };
        }
        // The last part of a component's name: `QueryTop`.
        let component = format!("{place} {name}").to_pascal_case();
        components.entry(&self.component(&component), || parameter);
        self.reference("parameters", &component)
    }

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

    /// The versions of an operation that exists in all of them.
    fn all_versions(&self) -> Vec<String> {
        let version = &self.service.version;
        let others = version.known.iter().filter(|known| Some(*known) != version.default.as_ref());
        version.default.iter().chain(others).cloned().collect()
    }
}

/// What of each documented request stands in some place.
fn of_requests(
    documented: &Documented<'_>,
    value: impl Fn(&Example, &ExampleRequest) -> Option<Value>,
) -> Object {
    documented.examples(|example| value(example, example.request.as_ref()?))
}

fn described(place: &str, name: &str, doc: &str, required: bool, schema: Object) -> Object {
    object! {
        "name": name,
        "in": place,
        "description": doc,
        "required": required,
        "schema": schema,
    }
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
        | OptionKind::Search => object! { "type": "string" },
    }
}
