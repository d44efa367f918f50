//! Paths and their operations.

use heck::ToLowerCamelCase;

use super::{Documented, Named, Scope};
use crate::contract::{File, Replacement, Until, together};
use crate::json::{Node, Object, object};
use crate::samples::Sample;

impl Scope<'_> {
    /// Adds the service's paths, and the components that they refer to.
    pub(super) fn paths(&self, paths: &mut Named) {
        let others: Vec<String> = paths.0.keys().cloned().collect();
        for (file, entry, operation) in self.service.operations() {
            let names = (1..).map(|number| format!("example{number}"));
            let examples = names.zip(entry.examples_of(operation)).collect();
            let documented = Documented { scope: self, entry, operation, examples };
            let asked = operation.templates().into_iter().next().unwrap_or_default();
            let servers = || object! { "servers": vec![self.server(&[])] };
            let path = asked + &operation.fragment();
            // Another service may have it, whose paths are sorted. Like every fragment, this one is never sent.
            let taken = others.binary_search(&path).is_ok();
            let mark = if taken { format!("#{}", self.service.name) } else { String::new() };
            let item = paths.entry(path + &mark, servers);
            item.put(entry.method.to_lowercase(), documented.operation(file));
        }
    }
}

impl Documented<'_> {
    fn operation(&self, file: &File) -> Object {
        let Self { scope, entry, operation, .. } = self;
        let service = scope.service;
        let permissions = operation.permissions.as_ref();
        // The path item has all clouds already.
        let clouds = permissions.map(|it| &it.clouds).filter(|clouds| !clouds.is_empty());
        let permissions = permissions.map(|it| {
            object! {
                "delegated": together(&it.delegated),
                "personal": together(&it.personal),
                "application": together(&it.application),
                "roles": it.roles.clone(),
            }
        });
        let until = entry.until.as_ref().map(|until| match until {
            Until::Gone => Node::from("gone"),
            Until::Has(properties) => Object::from_iter(properties.clone()).into(),
        });
        let successor = match &operation.replaced_by {
            Some(Replacement::Operation(it)) => Some(object! {
                "operation": &it.id,
                "differs"?: it.differs.as_deref(),
                "parameters"*: Object::from_iter(it.parameters.clone()),
                "renamed"*: Object::from_iter(it.renamed.clone()),
                "query"*: Object::from_iter(it.query.clone()),
            }),
            _ => None,
        };
        let samples =
            scope.samples.get(&service.name, &operation.id).map(|Sample { rust, curl }| {
                let shell = object! { "lang": "shell", "label": "curl", "source": curl };
                vec![object! { "lang": "rust", "label": "Rust", "source": rust }, shell]
            });
        let id = [&service.name, &operation.id].map(|it| it.to_lower_camel_case()).join("_");
        object! {
            "operationId": id,
            "summary": &entry.summary,
            "description"*: self.description(),
            "tags": vec![scope.tag(file)],
            "deprecated"*: operation.replaced_by.is_some(),
            "servers"?: clouds.map(|clouds| vec![scope.server(clouds)]),
            "security": scope.security(operation.permissions.as_ref()),
            "parameters"*: self.parameters(),
            "requestBody"?: self.request_body(),
            "responses": self.responses(),
            "x-idempotent": entry.idempotent,
            "x-paged": entry.returns.is_paged(),
            "x-until"?: until,
            "x-since"?: entry.since.as_deref(),
            "x-replaced-by"?: operation.successor(),
            "x-successor"?: successor,
            "x-permissions"?: permissions,
            "x-rules"*: entry.rules.clone(),
            "x-documents"*: entry.documents.clone(),
            "x-source"?: entry.source.as_deref(),
            "x-errata"*: entry.errata.iter().collect::<Node>(),
            "x-documented-requests"*: self.requests(),
            "x-codeSamples"?: samples,
        }
    }

    /// What the operation's documentation says besides its summary.
    fn description(&self) -> String {
        let Self { scope, entry, operation, .. } = self;
        let rules: String = entry.rules.iter().map(|rule| format!("\n- {rule}")).collect();
        let rules = (!rules.is_empty()).then(|| format!("Rules:\n{rules}"));
        let since = entry.since.as_ref().map(|it| format!("Exists from version {it} on."));
        let successor = scope.service.successor_text(operation);
        let paragraphs = [entry.doc.clone(), rules, since, successor];
        paragraphs.into_iter().flatten().collect::<Vec<_>>().join("\n\n")
    }
}
