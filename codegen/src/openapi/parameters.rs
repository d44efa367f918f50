//! Parameters in paths and queries.

use heck::ToPascalCase;

use super::node::Object;
use super::{Scope, examples};
use crate::model;
use crate::spec::{Example, QueryKind, QueryOption};

impl Scope<'_> {
    /// The parameters of an operation: those with examples in full, the others by reference to a component.
    pub(super) fn parameters_of(
        &self,
        query: &[String],
        operation: &model::Operation,
        documented: &[&Example],
        components: &mut Object,
    ) -> Vec<Object> {
        let mut parameters = Vec::new();
        for name in names_in(&operation.template) {
            let examples = examples::of_path(documented, name);
            parameters.push(self.parameter(
                self.path_parameter(name),
                "path",
                name,
                examples,
                components,
            ));
        }
        if let Some(name) = &self.service.version.query {
            let examples = examples::of_version(documented);
            let parameter = version_parameter(name, &operation.versions);
            let is_common = operation.versions == self.all_versions();
            parameters.push(match is_common {
                true => self.parameter(parameter, "query", name, examples, components),
                false => parameter.with_any("examples", examples),
            });
        }
        for name in query {
            let Some(option) = self.service.query.get(name) else {
                continue;
            };
            let examples = examples::of_query(documented, name);
            parameters.push(self.parameter(
                query_parameter(name, option),
                "query",
                name,
                examples,
                components,
            ));
        }
        parameters
    }

    fn parameter(
        &self,
        parameter: Object,
        place: &str,
        name: &str,
        examples: Object,
        components: &mut Object,
    ) -> Object {
        if !examples.is_empty() {
            return parameter.with("examples", examples);
        }
        let component = component(place, name);
        if !components.contains(&self.component(&component)) {
            components.put(self.component(&component), parameter);
        }
        self.reference("parameters", &component)
    }

    fn path_parameter(&self, name: &str) -> Object {
        let parameter = self.service.path.get(name);
        let identifier = parameter.and_then(|it| it.identifier.as_deref());
        let schema = match identifier {
            Some(identifier) => self.reference("schemas", &self.free_name(identifier)),
            // The tenant.
            None => Object::new()
                .with("type", "string")
                .with("minLength", 1u32)
                .with("default", "myorganization"),
        };
        Object::new()
            .with("name", name)
            .with("in", "path")
            .with("description", parameter.map_or("", |it| it.doc.as_str()))
            .with("required", true)
            .with("schema", schema)
    }

    /// The versions of an operation that exists in all of them.
    fn all_versions(&self) -> Vec<String> {
        let version = &self.service.version;
        let others = version
            .known
            .iter()
            .filter(|known| Some(*known) != version.default.as_ref());
        version.default.iter().chain(others).cloned().collect()
    }
}

fn version_parameter(name: &str, versions: &[String]) -> Object {
    let schema = Object::new()
        .with("type", "string")
        .with("enum", versions.to_vec())
        .with_some("default", versions.first().map(String::as_str));
    Object::new()
        .with("name", name)
        .with("in", "query")
        .with(
            "description",
            "The version of the API that the call is meant for.",
        )
        .with("required", true)
        .with("schema", schema)
}

fn query_parameter(name: &str, option: &QueryOption) -> Object {
    let kind = match option.kind {
        QueryKind::Integer => "integer",
        QueryKind::Boolean => "boolean",
        QueryKind::String | QueryKind::Filter | QueryKind::OrderBy => "string",
    };
    let schema = Object::new()
        .with("type", kind)
        .with_some("minimum", option.min)
        .with_some("maximum", option.max);
    Object::new()
        .with("name", name)
        .with("in", "query")
        .with("description", option.doc.as_str())
        .with("required", false)
        .with("schema", schema)
}

/// The names between braces, from left to right.
fn names_in(template: &str) -> impl Iterator<Item = &str> {
    template
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split('}').next())
}

/// The last part of a component's name: `QueryTop`.
fn component(place: &str, name: &str) -> String {
    format!("{place} {name}").to_pascal_case()
}
