//! From the model to tokens: each emitter draws one kind of item and decides nothing.

mod calls;
mod docs;
mod enums;
mod error_code;
mod examples;
mod json;
mod models;
mod queries;
mod resources;
mod service;
mod tests;
mod types;
mod unions;
mod wire;

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Api, Module, Service};
use crate::names::plain;

/// A file before it is text.
#[derive(Debug)]
pub struct EmittedFile {
    /// Where it goes, below the folder of the emitted code: `azure_ad_graph/groups/models.rs`.
    pub path: String,
    /// The spec file that it is made from.
    pub source: String,
    /// Its items.
    pub tokens: TokenStream,
}

/// Draws everything.
pub fn emit(api: &Api) -> Vec<EmittedFile> {
    let mut files = vec![EmittedFile {
        path: "mod.rs".to_owned(),
        source: "api-spec".to_owned(),
        tokens: root(api),
    }];
    files.push(EmittedFile {
        path: "error_code.rs".to_owned(),
        source: "api-spec".to_owned(),
        tokens: error_code::error_code(&api.error_codes),
    });
    for service in &api.services {
        service_files(service, &mut files);
    }
    files
}

fn root(api: &Api) -> TokenStream {
    let services = api.services.iter().map(|service| &service.ident);
    quote! {
        //! The emitted clients, one module a service.

        mod error_code;
        #(pub mod #services;)*

        pub use error_code::ErrorCode;
    }
}

fn service_files(service: &Service, files: &mut Vec<EmittedFile>) {
    let folder = plain(&service.ident);
    let mut push = |path: String, source: &str, tokens: TokenStream| {
        files.push(EmittedFile {
            path,
            source: source.to_owned(),
            tokens,
        })
    };
    push(
        format!("{folder}/mod.rs"),
        &service.source,
        service::service(service),
    );
    push(
        format!("{folder}/models.rs"),
        &service.source,
        service::models(service),
    );
    for module in &service.modules {
        let place = format!("{folder}/{}", plain(&module.ident));
        push(
            format!("{place}/mod.rs"),
            &module.source,
            module_root(service, module),
        );
        if !module.operations.is_empty() {
            push(
                format!("{place}/calls.rs"),
                &module.source,
                calls::calls(service, module),
            );
        }
        if module.has_types() {
            push(
                format!("{place}/models.rs"),
                &module.source,
                models::models(module),
            );
            push(
                format!("{place}/wire.rs"),
                &module.source,
                wire::wire(module),
            );
        }
        if !module.tests.is_empty() {
            push(
                format!("{place}/tests.rs"),
                &module.source,
                tests::tests(module),
            );
        }
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
fn module_root(service: &Service, module: &Module) -> TokenStream {
    let docs = docs::inner(&module.docs);
    let calls = (!module.operations.is_empty()).then(|| quote! { pub mod calls; });
    let models = module
        .has_types()
        .then(|| quote! { pub mod models; mod wire; });
    let tests = (!module.tests.is_empty()).then(|| quote! { #[cfg(test)] mod tests; });
    let resources = resources::resources(service, module);
    quote! {
        #docs

        #calls
        #models
        #tests

        #resources
    }
}
