//! Examples: documented requests as calls, documented responses as tests, and one call for the docs of every operation.

mod answers;
mod calls;
mod secrets;
mod target;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::operations::Site;
use super::service::Service;
use super::{Context, Folder};
use crate::diagnostics::{At, catalogue};
use crate::model::{self, ExampleCall, Test, TestRequest};
use crate::names::{self, Ident};
use crate::spec;

/// Gives the modules their tests and the operations their examples.
pub(super) fn attach(
    context: &mut Context<'_>,
    service: &Service<'_>,
    folder: &Folder<'_>,
    sites: &[Site],
    modules: &mut [model::Module],
) {
    let Some(service_ident) = names::snake(service.folder) else {
        return;
    };
    let mut files: BTreeMap<&str, &spec::File<spec::Resource>> = BTreeMap::new();
    for file in &folder.resources {
        if let Some(source) = context.sources.get(file.source) {
            files.insert(&source.path, file);
        }
    }
    let mut sites_of: BTreeMap<usize, Vec<&Site>> = BTreeMap::new();
    for site in sites {
        sites_of.entry(site.source).or_default().push(site);
    }
    for module in modules.iter_mut() {
        let mut names = BTreeSet::new();
        let Some(file) = files.get(module.source.as_str()) else {
            continue;
        };
        for site in sites_of.remove(&file.source).unwrap_or_default() {
            let Some(spec) = file.content.operations.get(&site.entry) else {
                continue;
            };
            let Some(operation) = module.operations.get(site.operation) else {
                continue;
            };
            let builder = Builder {
                service,
                service_ident: &service_ident,
                site,
                spec,
                operation,
            };
            let (tests, example) = builder.run(context, &mut names);
            module.tests.extend(tests);
            if let Some(operation) = module.operations.get_mut(site.operation) {
                operation.call.example = example;
            }
        }
        check_on(context, file);
    }
}

/// Reports examples that are for none of the operation's paths.
fn check_on(context: &mut Context<'_>, file: &spec::File<spec::Resource>) {
    let root = At::file(file.source);
    let section = root.key("operations");
    for (id, operation) in file.content.operations.iter() {
        let entry = section.key(id);
        let list = entry.key("examples");
        for (index, example) in operation.examples.iter().enumerate() {
            let Some(on) = &example.on else { continue };
            if !operation.on.contains(on) {
                context.mistake(
                    &catalogue::EXAMPLE_MISFIT,
                    list.index(index).key("on").place(),
                    format!("the operation has no path `{on}`"),
                    "not in the operation's `on`",
                    super::did_you_mean(on, operation.on.iter().map(String::as_str)),
                );
            }
        }
    }
}

struct Builder<'a> {
    service: &'a Service<'a>,
    service_ident: &'a Ident,
    site: &'a Site,
    spec: &'a spec::Operation,
    operation: &'a model::Operation,
}

impl Builder<'_> {
    fn run(
        &self,
        context: &mut Context<'_>,
        names: &mut BTreeSet<Ident>,
    ) -> (Vec<Test>, Option<ExampleCall>) {
        let root = At::file(self.site.source);
        let section = root.key("operations");
        let entry = section.key(&self.site.entry);
        let list = entry.key("examples");
        let is_first_path = self.site.on.is_none() || self.site.on.as_ref() == self.spec.on.first();
        let mut tests: Vec<Test> = Vec::new();
        let mut shown: Option<ExampleCall> = None;
        for (index, example) in self.spec.examples.iter().enumerate() {
            let is_for_here = if example.on.is_some() {
                example.on == self.site.on
            } else {
                is_first_path
            };
            if !is_for_here {
                continue;
            }
            let at = list.index(index);
            let request = example
                .request
                .as_ref()
                .and_then(|request| self.request(context, example, request, &at.key("request")));
            let response = example
                .response
                .as_ref()
                .and_then(|response| self.response(context, response, &at.key("response")));
            if shown.is_none() {
                shown = request.as_ref().map(|request| request.call.clone());
            }
            if let Some(ident) = test_name(&self.operation.id, names) {
                tests.push(Test {
                    ident,
                    operation: self.operation.id.clone(),
                    endpoint: self.operation.ident.clone(),
                    from: example.from.clone(),
                    request,
                    response,
                });
            }
        }
        let example = shown.or_else(|| self.made_up(context, &list));
        if example.is_none()
            && !context.poisoned.shortened.contains(&self.site.entry)
            && self
                .spec
                .examples
                .iter()
                .all(|example| example.request.is_none())
        {
            context.mistake(
                &catalogue::NO_EXAMPLE,
                entry.key_place(),
                format!("`{}` has no example of a request", self.site.entry),
                "needs one, for the documentation",
                Some("add `\"examples\": [{ \"from\": \"constructed\", \"request\": { \"target\": \"/…\" } }]`".to_owned()),
            );
        }
        (tests, example)
    }

    /// An example for a path that has none of its own: the request of another path, with ids of this one.
    fn made_up(&self, context: &mut Context<'_>, list: &At<'_>) -> Option<ExampleCall> {
        let (index, request) = self
            .spec
            .examples
            .iter()
            .enumerate()
            .find_map(|(index, example)| Some((index, example.request.as_ref()?)))?;
        self.call(context, request, None, &list.index(index).key("request"))
    }

    fn request(
        &self,
        context: &mut Context<'_>,
        example: &spec::Example,
        request: &spec::ExampleRequest,
        at: &At<'_>,
    ) -> Option<TestRequest> {
        let mut whole = true;
        for (name, _) in request.path.iter() {
            let known = self.service.spec.path.get(name).is_some()
                && self.operation.template.contains(&format!("{{{name}}}"));
            if !known {
                context.mistake(
                    &catalogue::EXAMPLE_MISFIT,
                    at.key("path").key(name).key_place(),
                    format!("the path has no parameter `{name}`"),
                    "not in the path",
                    None,
                );
                whole = false;
            }
        }
        let names = &self.operation.secrets;
        if let Some(body) = &request.body {
            secrets::check(context, names, &body.0, &at.key("body"), false);
        }
        let target = Value::String(request.target.clone());
        secrets::check(context, names, &target, &at.key("target"), false);
        if !request.target.starts_with('/') {
            context.mistake(
                &catalogue::EXAMPLE_MISFIT,
                at.key("target").place(),
                "a target starts with `/`",
                "not from the path on",
                None,
            );
            return None;
        }
        let tenant = self
            .service
            .spec
            .path
            .iter()
            .find(|(_, parameter)| parameter.identifier.is_none())
            .and_then(|(name, _)| request.path.get(name));
        let call = self.call(context, request, example.version.as_deref(), at)?;
        if !whole {
            return None;
        }
        self.check_target(context, example, request, &at.key("target"));
        Some(TestRequest {
            call,
            tenant: tenant.cloned(),
            method: self.operation.method.clone(),
            target: request.target.clone(),
            body: request.body.as_ref().map(|body| body.0.clone()),
        })
    }

    /// Compares the target with what the rest of the example makes of it.
    fn check_target(
        &self,
        context: &mut Context<'_>,
        example: &spec::Example,
        request: &spec::ExampleRequest,
        at: &At<'_>,
    ) {
        let is_tenant = |name: &str| {
            self.service
                .spec
                .path
                .get(name)
                .is_some_and(|parameter| parameter.identifier.is_none())
        };
        let parameters = |name: &str| {
            let tenant = is_tenant(name).then(|| "myorganization".to_owned());
            self.parameter(request, name).or(tenant)
        };
        let versions = match &self.service.spec.version.query {
            Some(name) => model::Version::Query {
                name: name.clone(),
                default: String::new(),
            },
            None => model::Version::Path,
        };
        let version = example
            .version
            .as_deref()
            .unwrap_or(&self.operation.version);
        // A version that does not exist is a mistake of its own.
        let known = &self.service.spec.version.known;
        if !known.iter().any(|known| known == version) {
            return;
        }
        let expected = target::Expected {
            template: &self.operation.template,
            parameters: &parameters,
            versions: &versions,
            version,
            query: request
                .query
                .iter()
                .map(|(name, value)| (name, &value.0))
                .collect(),
        };
        target::check(context, &request.target, &expected, at);
    }
}

/// A name for a test of an operation that no other test of the module has.
fn test_name(id: &str, taken: &mut BTreeSet<Ident>) -> Option<Ident> {
    let mut numbers =
        std::iter::once(String::new()).chain((2..).map(|number| format!(" {number}")));
    numbers.find_map(|number| match names::snake(&format!("{id}{number}")) {
        Some(ident) if !taken.insert(ident.clone()) => None,
        made => Some(made),
    })?
}
