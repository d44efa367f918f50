//! Parameters in paths and queries.

use heck::ToPascalCase;
use serde_json::Value;

use super::Scope;
use super::operation::Documented;
use crate::contract::{Example, ExampleRequest, OptionKind, Parameter, QueryOption, Takes};
use crate::json::{Object, object};

impl Scope<'_> {
    /// The parameters of an operation: those with examples in full, the others by reference to a component.
    pub(super) fn parameters(
        &self,
        documented: &Documented<'_>,
        components: &mut Object,
    ) -> Vec<Object> {
        let Documented { entry, operation, .. } = documented;
        let of_requests = |value: &dyn Fn(&Example, &ExampleRequest) -> Option<Value>| {
            documented.examples(|example| value(example, example.request.as_ref()?))
        };
        let mut parameters = Vec::new();
        for id in operation.path.iter().filter_map(|it| it.parameter()) {
            let parameter = &self.service[id];
            let examples = of_requests(&|_, request| {
                let (_, value) = request.path.iter().find(|(name, _)| *name == parameter.name)?;
                Some(value.as_str().into())
            });
            let described = self.path_parameter(parameter);
            parameters.push(self.parameter(described, "path", examples, components));
        }
        if let Some(name) = &self.service.version.query {
            let examples = of_requests(&|example, _| example.version.as_deref().map(Value::from));
            let mut parameter = version_parameter(name, &operation.versions);
            if operation.versions == self.all_versions() {
                parameter = self.parameter((name, parameter), "query", examples, components);
            } else {
                parameter.put_any("examples", examples);
            }
            parameters.push(parameter);
        }
        for (id, _) in &entry.query {
            let examples = of_requests(&|_, request| {
                let (_, value) = request.query.iter().find(|(option, _)| option == id)?;
                Some(value.clone())
            });
            let option = &self.service[*id];
            let described = (&option.name, query_parameter(option));
            parameters.push(self.parameter(described, "query", examples, components));
        }
        parameters
    }

    fn parameter(
        &self,
        (name, mut parameter): (&String, Object),
        place: &str,
        examples: Object,
        components: &mut Object,
    ) -> Object {
        if !examples.is_empty() {
            parameter.put("examples", examples);
            return parameter;
        }
        // The last part of a component's name: `QueryTop`.
        let component = format!("{place} {name}").to_pascal_case();
        if !components.contains(&self.component(&component)) {
            components.put(self.component(&component), parameter);
        }
        self.reference("parameters", &component)
    }

    fn path_parameter<'p>(&self, parameter: &'p Parameter) -> (&'p String, Object) {
        let schema = match parameter.takes {
            Takes::Identifier(kind) => {
                self.reference("schemas", &self.free_name(&self.service[kind].name))
            }
            Takes::Tenant | Takes::Unknown => {
                object! { "type": "string", "minLength": 1u32, "default": "myorganization" }
            }
        };
        let described = object! {
            "name": &parameter.name,
            "in": "path",
            "description": &parameter.doc,
            "required": true,
            "schema": schema,
        };
        (&parameter.name, described)
    }

    /// The versions of an operation that exists in all of them.
    fn all_versions(&self) -> Vec<String> {
        let version = &self.service.version;
        let others = version.known.iter().filter(|known| Some(*known) != version.default.as_ref());
        version.default.iter().chain(others).cloned().collect()
    }
}

fn version_parameter(name: &str, versions: &[String]) -> Object {
    object! {
        "name": name,
        "in": "query",
        "description": "The version of the API that the call is meant for.",
        "required": true,
        "schema": object! {
            "type": "string",
            "enum": versions.to_vec(),
            "default"?: versions.first(),
        },
    }
}

fn query_parameter(option: &QueryOption) -> Object {
    let schema = match option.kind {
        OptionKind::Number { min, max } => {
            object! { "type": "integer", "minimum"?: min, "maximum"?: max }
        }
        OptionKind::Flag => object! { "type": "boolean" },
        OptionKind::Text | OptionKind::Filter | OptionKind::OrderBy => object! { "type": "string" },
    };
    object! {
        "name": &option.name,
        "in": "query",
        "description": &option.doc,
        "required": false,
        "schema": schema,
    }
}
