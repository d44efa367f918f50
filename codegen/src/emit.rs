//! From the model to tokens: each emitter draws one kind of item and decides nothing.

pub(crate) mod calls;
mod client;
mod conversions;
mod docs;
mod enums;
mod error_code;
pub(crate) mod examples;
pub(crate) mod functions;
mod gates;
mod json;
mod models;
mod queries;
mod resources;
mod service;
mod tests;
pub(crate) mod types;
mod unions;
pub(crate) mod ways;
mod wire;

use std::hash::{BuildHasher, Hash};

use foldhash::quality::FixedState;
use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Api, Conversions, Enum, Module, Service};
use crate::names::{Ident, plain};

/// A file that is to be drawn. Tokens cannot leave their thread, plans can, so each file is drawn where it is printed.
#[derive(Debug)]
pub struct PlannedFile<'a> {
    /// Where it goes, below the folder of the emitted code: `azure_ad_graph/groups/models.rs`.
    pub path: String,
    /// The spec file that it is made from.
    pub source: &'a str,
    /// The name of the service; empty for what all have in common.
    pub service: &'a str,
    /// A digest of all that the file is drawn from; none for those that sum up a service or all of them.
    pub digest: Option<u64>,
    content: Content<'a>,
}

/// What is in a file.
#[derive(Debug)]
enum Content<'a> {
    Root(&'a Api),
    ErrorCode(&'a Enum),
    Service(&'a Service),
    ServiceModels(&'a Service),
    Conversions(&'a Conversions),
    /// With the type that stands for the service.
    Module(&'a Ident, &'a Module),
    Calls(&'a Module),
    Models(&'a Module),
    Wire(&'a Module),
    Tests(&'a Module),
}

impl<'a> PlannedFile<'a> {
    /// Draws the file's items.
    pub fn draw(&self) -> TokenStream {
        match self.content {
            Content::Root(api) => root(api),
            Content::ErrorCode(codes) => error_code::error_code(codes),
            Content::Service(service) => service::service(service),
            Content::ServiceModels(service) => service::models(service),
            Content::Conversions(it) => conversions::conversions(it),
            Content::Module(marker, module) => module_root(marker, module),
            Content::Calls(module) => calls::calls(self.service, module),
            Content::Models(module) => models::models(module),
            Content::Wire(module) => wire::wire(module),
            Content::Tests(module) => tests::tests(module),
        }
    }
}

/// What files there are.
pub fn plan(api: &Api) -> Vec<PlannedFile<'_>> {
    let file = |path: &str, content| PlannedFile {
        path: path.to_owned(),
        source: "api-spec",
        service: "",
        digest: None,
        content,
    };
    let mut files = vec![
        file("mod.rs", Content::Root(api)),
        file("error_code.rs", Content::ErrorCode(&api.error_codes)),
    ];
    for service in &api.services {
        service_files(service, &mut files);
    }
    files
}

fn service_files<'a>(service: &'a Service, files: &mut Vec<PlannedFile<'a>>) {
    let folder = plain(&service.ident);
    let mut push = |path: String, source: &'a str, digest, content| {
        files.push(PlannedFile { path, source, service: &service.name, digest, content })
    };
    let own = |name: &str| format!("{folder}/{name}");
    push(own("mod.rs"), &service.source, None, Content::Service(service));
    push(own("models.rs"), &service.source, None, Content::ServiceModels(service));
    if let Some(conversions) = &service.conversions {
        push(own("conversions.rs"), &service.source, None, Content::Conversions(conversions));
    }
    for module in &service.modules {
        let place = format!("{folder}/{}", plain(&module.ident));
        let digest = digest(&(&service.name, &service.marker, module));
        let mut push = |name: &str, content| {
            push(format!("{place}/{name}"), &module.source, Some(digest), content);
        };
        push("mod.rs", Content::Module(&service.marker, module));
        if !module.operations.is_empty() {
            push("calls.rs", Content::Calls(module));
        }
        if module.has_types() {
            push("models.rs", Content::Models(module));
            push("wire.rs", Content::Wire(module));
        }
        if !module.tests.is_empty() {
            push("tests.rs", Content::Tests(module));
        }
    }
}

/// The digests of what modules are drawn from, in the order of the modules.
pub(crate) fn digests(plan: &[PlannedFile<'_>]) -> impl Iterator<Item = u64> {
    let of_modules = plan.iter().filter(|file| matches!(file.content, Content::Module(..)));
    of_modules.filter_map(|file| file.digest)
}

/// A digest that the same program makes of the same.
pub(crate) fn digest(it: &impl Hash) -> u64 {
    FixedState::default().hash_one(it)
}

/// ```ignore
/// //! The emitted clients, one module a service.
/// mod error_code;
/// pub mod azure_ad_graph;
///
/// pub use error_code::ErrorCode;
/// pub type Error = runtime::Error<ErrorCode>;
/// ```
fn root(api: &Api) -> TokenStream {
    let services = api.services.iter().map(|service| &service.ident);
    quote! {
        //! The emitted clients, one module a service.

        mod error_code;
        #(pub mod #services;)*

        use directory_graph_runtime as runtime;
        pub use error_code::ErrorCode;

        /// Why a call failed.
        pub type Error = runtime::Error<ErrorCode>;

        /// The items of a list, across its pages.
        pub type Items<T, M = runtime::Async> = runtime::Items<T, ErrorCode, M>;

        /// The pages of a list.
        pub type Pages<T, M = runtime::Async> = runtime::Pages<T, ErrorCode, M>;
    }
}

/// ```ignore
/// //! Groups and their members.
/// pub mod calls;
/// pub mod models;
/// mod wire;
/// #[cfg(test)]
/// mod tests;
///
/// // resources
/// ```
fn module_root(marker: &Ident, module: &Module) -> TokenStream {
    let docs = docs::inner(&module.docs);
    let calls = (!module.operations.is_empty()).then(|| quote! { pub mod calls; });
    let models = module.has_types().then(|| quote! { pub mod models; mod wire; });
    let tests = (!module.tests.is_empty()).then(|| quote! { #[cfg(test)] mod tests; });
    let resources = resources::resources(marker, module);
    quote! {
        #docs

        #calls
        #models
        #tests

        #resources
    }
}
