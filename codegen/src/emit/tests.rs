//! Documented examples as tests: the builder makes the documented request, and the documented response is read and
//! written again without loss.

use proc_macro2::TokenStream;
use quote::quote;

use super::examples::{self, Ways};
use super::{docs, json};
use crate::model::{Module, ResponseCheck, Test, TestRequest, TestResponse};
use crate::names::plain;

/// The tests of a module.
pub(super) fn tests(module: &Module) -> TokenStream {
    let intro =
        docs::inner(&[format!("The documented examples of [`{}`](super).", plain(&module.ident))]);
    let calls = module
        .tests
        .iter()
        .any(|test| test.response.is_some())
        .then(|| quote! { use super::calls; });
    let tests = module.tests.iter().map(test);
    quote! {
        #intro

        #calls
        use directory_graph_runtime::conformance;

        #(#tests)*
    }
}

/// ```ignore
/// /// `groups.get`: 004 / Get a group
/// #[test]
/// fn groups_get() {
///     let client = conformance::client::<super::super::Client>(None);
///     conformance::request(client.groups().id("…").get().build(), "GET", "/…", None);
///     conformance::response::<calls::GroupsGet>(200, Some(r##"…"##), conformance::Check::Whole);
/// }
/// ```
fn test(test: &Test) -> TokenStream {
    let docs = docs::outer(&[format!("`{}`: {}", test.operation, test.from)]);
    let ident = &test.ident;
    let request = test.request.as_ref().map(request);
    let response = test.response.as_ref().map(|it| response(test, it));
    quote! {
        #docs
        #[test]
        fn #ident() {
            #request
            #response
        }
    }
}

fn request(request: &TestRequest) -> TokenStream {
    let client = client(request);
    let ways = Ways {
        models: quote! { super::super::models:: },
        runtime: quote! { directory_graph_runtime:: },
    };
    let call = examples::call(&request.call, &ways);
    let (method, target) = (&request.method, &request.target);
    let body = optional_json(request.body.as_ref());
    let headers = request.headers.iter().map(|(name, value)| quote! { .header(#name, #value) });
    quote! {
        #client
        conformance::request(#call.build(), #method, #target, #body) #(#headers)*;
    }
}

fn client(request: &TestRequest) -> TokenStream {
    let tenant = match &request.tenant {
        Some(tenant) => quote! { Some(#tenant) },
        None => quote! { None },
    };
    quote! { let client = conformance::client::<super::super::Client>(#tenant); }
}

fn response(test: &Test, response: &TestResponse) -> TokenStream {
    let endpoint = &test.endpoint;
    let status = proc_macro2::Literal::u16_unsuffixed(response.status);
    let body = optional_json(response.body.as_ref());
    let check = match &response.check {
        ResponseCheck::Nothing => quote! { Nothing },
        ResponseCheck::Whole => quote! { Whole },
        ResponseCheck::Value => quote! { Value },
        ResponseCheck::OnlyItem => quote! { OnlyItem },
        ResponseCheck::Failure { code, message } => {
            let message = match message {
                Some(message) => quote! { Some(#message) },
                None => quote! { None },
            };
            return quote! {
                conformance::failure::<calls::#endpoint>(#status, #body, #code, #message);
            };
        }
    };
    quote! { conformance::response::<calls::#endpoint>(#status, #body, conformance::Check::#check); }
}

fn optional_json(value: Option<&serde_json::Value>) -> TokenStream {
    match value {
        Some(value) => {
            let text = json::text(value);
            quote! { Some(#text) }
        }
        None => quote! { None },
    }
}
