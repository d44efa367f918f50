//! Paths and their operations.

use heck::ToPascalCase;

use super::node::{Node, Object};
use super::{Components, Scope, errata, examples};
use crate::model;
use crate::spec::{Example, File, Operation, Permissions, Resource};

impl Scope<'_> {
    /// Adds the service's paths, and the components that they refer to.
    pub(super) fn paths(&self, paths: &mut Object, components: &mut Components) {
        for (file, id, entry, operation) in self.operations() {
            let is_new = !paths.contains(&operation.template);
            let item = paths.entry(&operation.template);
            if is_new {
                item.put("servers", vec![self.server(|_| true)]);
            }
            item.put(
                operation.method.to_lowercase(),
                self.operation(file, id, entry, operation, components),
            );
        }
    }

    fn operation(
        &self,
        file: &File<Resource>,
        id: &str,
        entry: &Operation,
        operation: &model::Operation,
        components: &mut Components,
    ) -> Object {
        let documented = documented(entry, operation);
        // The path item has all clouds already.
        let clouds = entry
            .permissions
            .as_ref()
            .map(|it| it.clouds.as_slice())
            .filter(|clouds| !clouds.is_empty());
        let servers =
            clouds.map(|clouds| vec![self.server(|name| clouds.iter().any(|cloud| cloud == name))]);
        Object::new()
            .with("operationId", self.operation_id(&operation.id))
            .with("summary", entry.summary.as_str())
            .with_any("description", description(entry, operation))
            .with("tags", vec![self.component(&file.stem.to_pascal_case())])
            .with_some("deprecated", operation.replaced_by.as_ref().map(|_| true))
            .with_some("servers", servers)
            .with("security", self.security(entry.permissions.as_ref()))
            .with_any(
                "parameters",
                self.parameters_of(
                    &entry.query,
                    operation,
                    &documented,
                    &mut components.parameters,
                ),
            )
            .with_some(
                "requestBody",
                self.request_body(id, entry, &documented, &mut components.schemas),
            )
            .with(
                "responses",
                self.responses(entry, &documented, &mut components.schemas),
            )
            .with("x-idempotent", operation.idempotent)
            .with(
                "x-paged",
                matches!(operation.response, model::Response::Page(_)),
            )
            .with_some("x-since", entry.since.as_deref())
            .with_some("x-replaced-by", operation.replaced_by.as_deref())
            .with_some("x-permissions", entry.permissions.as_ref().map(permissions))
            .with_any("x-rules", entry.rules.clone())
            .with_any("x-documents", entry.documents.clone())
            .with_any("x-errata", errata(&entry.errata))
            .with_any("x-documented-requests", examples::requests(&documented))
    }
}

/// The examples of this one of the entry's paths.
fn documented<'a>(entry: &'a Operation, operation: &model::Operation) -> Vec<&'a Example> {
    let is_here = |example: &&Example| {
        example
            .on
            .as_ref()
            .is_none_or(|on| operation.template.starts_with(on.as_str()))
    };
    entry.examples.iter().filter(is_here).collect()
}

/// What the operation's documentation says besides its summary.
fn description(entry: &Operation, operation: &model::Operation) -> String {
    let list = |heading: &str, items: &[String]| {
        let items: Vec<String> = items.iter().map(|item| format!("- {item}")).collect();
        format!("{heading}\n\n{}", items.join("\n"))
    };
    let paragraphs = [
        entry.doc.clone(),
        (!entry.rules.is_empty()).then(|| list("Rules:", &entry.rules)),
        entry
            .since
            .as_ref()
            .map(|since| format!("Exists from version {since} on.")),
        operation
            .replaced_by
            .as_ref()
            .map(|request| format!("In Microsoft Graph: `{request}`.")),
    ];
    paragraphs
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join("\n\n")
}

fn permissions(permissions: &Permissions) -> Node {
    let object = Object::new()
        .with("delegated", permissions.delegated.clone())
        .with("personal", permissions.personal.clone())
        .with("application", permissions.application.clone())
        .with("roles", permissions.roles.clone());
    object.into()
}
