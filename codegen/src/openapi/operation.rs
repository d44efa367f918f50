//! Paths and their operations.

use heck::ToLowerCamelCase;
use serde_json::Value;

use super::documented::Documented;
use super::parameters::Parameters;
use super::{Components, Named, Scope};
use crate::contract::{Entry, Operation, Replacement, Service, Until, together};
use crate::json::{Node, Object, object};

impl Scope<'_> {
    /// Adds the service's paths, and the components that they refer to.
    pub(super) fn paths(&self, paths: &mut Named, components: &mut Components) {
        for (file, entry, operation) in self.service.operations() {
            let examples = entry.examples_of(operation).collect();
            let documented = Documented { file, entry, operation, examples };
            let described = self.operation(&documented, components);
            let servers = || object! { "servers": vec![self.server(|_| true)] };
            let asked = operation.templates().into_iter().next().unwrap_or_default();
            let item = paths.entry(asked + &operation.fragment(), servers);
            item.put(entry.method.to_lowercase(), described);
        }
    }

    fn operation(&self, documented: &Documented<'_>, components: &mut Components) -> Object {
        let Documented { file, entry, operation, .. } = documented;
        let permissions = operation.permissions.as_ref();
        // The path item has all clouds already.
        let clouds = permissions.map(|it| &it.clouds).filter(|clouds| !clouds.is_empty());
        let servers =
            clouds.map(|clouds| vec![self.server(|name| clouds.iter().any(|it| it == name))]);
        let permissions = permissions.map(|it| {
            object! {
                "delegated": together(&it.delegated),
                "personal": together(&it.personal),
                "application": together(&it.application),
                "roles": it.roles.clone(),
            }
        });
        let parameters = Parameters {
            scope: self,
            documented,
            components: &mut components.parameters,
            list: Vec::new(),
        };
        let id = [&self.service.name, &operation.id].map(|it| it.to_lower_camel_case()).join("_");
        object! {
            "operationId": id,
            "summary": &entry.summary,
            "description"*: description(self.service, entry, operation),
            "tags": vec![self.tag(file)],
            "deprecated"?: operation.replaced_by.as_ref().map(|_| true),
            "servers"?: servers,
            "security": self.security(operation.permissions.as_ref()),
            "parameters"*: parameters.all(),
            "requestBody"?: self.request_body(documented, &mut components.schemas),
            "responses": self.responses(documented, &mut components.schemas),
            "x-idempotent": entry.idempotent,
            "x-paged": entry.returns.is_paged(),
            "x-until"?: entry.until.as_ref().map(until),
            "x-since"?: entry.since.as_deref(),
            "x-replaced-by"?: operation.successor(),
            "x-successor"?: successor(operation),
            "x-permissions"?: permissions,
            "x-rules"*: entry.rules.clone(),
            "x-documents"*: entry.documents.clone(),
            "x-source"?: entry.source.as_deref(),
            "x-errata"*: entry.errata.iter().collect::<Node>(),
            "x-documented-requests"*: documented.requests(),
            "x-codeSamples"*: self.samples(operation),
        }
    }

    /// A documented request as code, in the form that tools show.
    fn samples(&self, operation: &Operation) -> Node {
        let sample = self.samples.get(&self.service.name, &operation.id);
        let languages = sample
            .into_iter()
            .flat_map(|sample| [("rust", "Rust", &sample.rust), ("shell", "curl", &sample.curl)]);
        languages
            .map(|(lang, label, source)| object! { "lang": lang, "label": label, "source": source })
            .collect()
    }
}

/// How it shows that the service is done.
fn until(until: &Until) -> Node {
    match until {
        Until::Gone => "gone".into(),
        Until::Has(properties) => {
            let properties = properties.iter().map(|(name, value)| (name.clone(), value.clone()));
            properties.collect::<Object>().into()
        }
    }
}

/// What the operation's documentation says besides its summary.
fn description(service: &Service, entry: &Entry, operation: &Operation) -> String {
    let rules: Vec<String> = entry.rules.iter().map(|rule| format!("- {rule}")).collect();
    let rules = (!rules.is_empty()).then(|| format!("Rules:\n\n{}", rules.join("\n")));
    let since = entry.since.as_ref();
    let since = since.map(|since| format!("Exists from version {since} on."));
    let paragraphs = [entry.doc.clone(), rules, since, service.successor_text(operation)];
    paragraphs.into_iter().flatten().collect::<Vec<_>>().join("\n\n")
}

/// The operation that took the place of another, and what is called otherwise there.
fn successor(operation: &Operation) -> Option<Object> {
    let Some(Replacement::Operation(successor)) = &operation.replaced_by else {
        return None;
    };
    let parameters = successor.parameters.iter();
    let query = successor.query.iter();
    Some(object! {
        "operation": &successor.id,
        "differs"?: successor.differs.as_deref(),
        "parameters"*: parameters.map(|(name, to)| (name.clone(), to.clone())).collect::<Object>(),
        "renamed"*: renamed(&successor.renamed),
        "query"*: query.map(|(name, value)| (name.clone(), value.clone())).collect::<Object>(),
    })
}

/// Names and what they are there; null for what is gone.
pub(super) fn renamed(renamed: &[(String, Option<String>)]) -> Object {
    renamed.iter().map(|(name, to)| (name.clone(), Value::from(to.clone()))).collect()
}
