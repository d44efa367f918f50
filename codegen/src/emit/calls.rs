//! Calls: a type for each operation, what the runtime knows of it, and the setters of its optional parts.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::ways::Ways;
use super::{docs, examples, functions, types};
use crate::model::{
    Argument, BodyRule, Module, Operation, Permissions, Placed, Response, Segment, Setter,
    SetterKind, Takes, TestRequest, Until,
};
use crate::names::plain;

/// The calls of a module.
pub(super) fn calls(service: &str, module: &Module) -> TokenStream {
    let intro = docs::inner(&[format!(
        "The calls of [`{}`](super), one type an operation.",
        plain(&module.ident)
    )]);
    let models = module.operations_use_models().then(|| quote! { use super::super::models; });
    let calls = module
        .operations
        .iter()
        .map(|operation| call(service, operation, module.requests_of(operation).next()));
    let methods = methods(module);
    let idents = module.operations.iter().map(|operation| &operation.ident);
    quote! {
        #intro

        #models
        use directory_graph_runtime::{self as runtime, Endpoint as _};

        #(#calls)*

        #methods

        pub(crate) const OPERATIONS: &[&runtime::Operation] = &[#(#idents::OPERATION,)*];
    }
}

/// ```ignore
/// /// Gets a group.
/// #[must_use = "a call does nothing until it is awaited, sent or built"]
/// pub struct GroupsGet<M: runtime::Mode = runtime::Async>(pub(super) runtime::Call<runtime::AnyOperation, M>);
///
/// impl runtime::Endpoint for GroupsGet {
///     type Response = runtime::Json<models::Group>;
///     type ErrorCode = super::super::super::ErrorCode;
///     const OPERATION: &'static runtime::Operation = &runtime::Operation { … };
/// }
///
/// // setters
/// ```
fn call(service: &str, operation: &Operation, request: Option<&TestRequest>) -> TokenStream {
    let example = examples::doc_example(operation, request);
    let gap = (!example.is_empty()).then(String::new);
    let docs: Vec<String> = operation.docs.iter().cloned().chain(gap).chain(example).collect();
    let docs = docs::outer(&docs);
    let ident = &operation.ident;
    let response = response(&operation.response, &models());
    let metadata = metadata(service, operation);
    let setters = (!operation.setters.is_empty()).then(|| setters(operation));
    let creates = operation.creates.as_ref().map(|property| {
        quote! { const CREATES: Option<&'static str> = Some(#property); }
    });
    let waits = (!operation.waits.is_empty()).then(|| waits(operation));
    let lists_changes = matches!(operation.response, Response::Delta(_));
    let delta = lists_changes.then(|| {
        quote! { const DELTA: Option<&'static runtime::DeltaRule> = Some(super::super::DELTA); }
    });
    quote! {
        #docs
        #[must_use = "a call does nothing until it is awaited, sent or built"]
        pub struct #ident<M: runtime::Mode = runtime::Async>(pub(super) runtime::Call<runtime::AnyOperation, M>);

        impl runtime::Endpoint for #ident {
            type Response = #response;
            type ErrorCode = super::super::super::ErrorCode;
            const OPERATION: &'static runtime::Operation = #metadata;
            #creates
            #delta
        }

        #setters

        #waits
    }
}

/// The methods that all calls of a kind have, for all calls of the module at once.
///
/// ```ignore
/// runtime::call! {
///     super::super::super::ErrorCode;
///     GroupsGet: runtime::Json<models::Group> => models::Group;
/// }
/// runtime::list_call! {
///     super::super::super::ErrorCode;
///     GroupsList: models::Group;
/// }
/// ```
fn methods(module: &Module) -> TokenStream {
    let kinds = ["call", "list_call", "delta_call"].map(|name| {
        let calls = module.operations.iter().filter(|it| it.response.methods() == name);
        let calls: Vec<_> = calls.map(|it| (&it.ident, &it.response)).collect();
        let lines = calls.iter().map(|(ident, returned)| {
            let output = output(returned);
            let read = (!returned.is_paged()).then(|| response(returned, &models()));
            let read = read.map(|response| quote! { #response => });
            quote! { #ident: #read #output; }
        });
        let name = format_ident!("{name}");
        (!calls.is_empty()).then(|| {
            quote! {
                runtime::#name! {
                    super::super::super::ErrorCode;
                    #(#lines)*
                }
            }
        })
    });
    quote! { #(#kinds)* }
}

/// What awaiting the call gives; for a list, an item of it.
fn output(response: &Response) -> TokenStream {
    let ty = response.ty().map(|ty| types::ty_in(ty, &models()));
    match response {
        Response::Nothing => quote! { () },
        Response::Count => quote! { u64 },
        Response::Bytes => quote! { runtime::bytes::Bytes },
        Response::Maybe(_) => quote! { Option<#ty> },
        _ => quote! { #ty },
    }
}

/// ```ignore
/// &runtime::Operation { service: "azure_ad_graph", id: "groups.get", method: http::Method::GET, … }
/// ```
fn metadata(service: &str, operation: &Operation) -> TokenStream {
    let (id, template, version) = (&operation.id, &operation.template, &operation.version);
    let method = Ident::new(&operation.method, proc_macro2::Span::call_site());
    let path = operation.path.iter().map(segment);
    let idempotent = operation.idempotent;
    let body = body_rule(operation.body_rule);
    let success =
        operation.success.iter().map(|status| proc_macro2::Literal::u16_unsuffixed(*status));
    let paged = matches!(operation.response, Response::Page(_) | Response::Delta(_));
    let permissions = permissions(operation.permissions.as_ref());
    let replaced_by = match &operation.replaced_by {
        Some(request) => quote! { Some(#request) },
        None => quote! { None },
    };
    let (documents, secrets) = (&operation.documents, &operation.secrets);
    quote! {
        &runtime::Operation {
            service: #service,
            id: #id,
            method: http::Method::#method,
            template: #template,
            path: &[#(#path),*],
            version: #version,
            idempotent: #idempotent,
            body: #body,
            success: &[#(#success),*],
            paged: #paged,
            permissions: #permissions,
            replaced_by: #replaced_by,
            documents: &[#(#documents),*],
            secrets: &[#(#secrets),*],
        }
    }
}

pub(super) fn segment(segment: &Segment) -> TokenStream {
    match segment {
        Segment::Tenant => quote! { runtime::Segment::Tenant },
        Segment::Version => quote! { runtime::Segment::Version },
        Segment::Literal(text) => quote! { runtime::Segment::Literal(#text) },
        Segment::Value => quote! { runtime::Segment::Value },
        Segment::Key(collection) => quote! { runtime::Segment::Key(#collection) },
        Segment::Arguments(name, arguments) => {
            let arguments = arguments.iter().map(|(name, value)| match value {
                Placed::Quoted(()) => quote! { runtime::Argument::Quoted(#name) },
                Placed::Plain(()) => quote! { runtime::Argument::Plain(#name) },
                Placed::Alias(option) => quote! { runtime::Argument::Alias(#name, #option) },
            });
            quote! { runtime::Segment::Arguments(#name, &[#(#arguments),*]) }
        }
    }
}

fn body_rule(rule: BodyRule) -> TokenStream {
    match rule {
        BodyRule::None => quote! { runtime::BodyRule::None },
        BodyRule::Optional => quote! { runtime::BodyRule::Optional },
        BodyRule::Required => quote! { runtime::BodyRule::Required },
    }
}

fn permissions(permissions: Option<&Permissions>) -> TokenStream {
    let Some(Permissions { delegated, personal, application, roles, user_consent }) = permissions
    else {
        return quote! { runtime::Permissions::NONE };
    };
    let alternatives = |list: &[Vec<String>]| -> TokenStream {
        let list = list.iter().map(|names| quote! { &[#(#names),*] });
        quote! { &[#(#list),*] }
    };
    let (delegated, personal) = (alternatives(delegated), alternatives(personal));
    let application = alternatives(application);
    let user_consent = match user_consent {
        Some(names) => quote! { Some(&[#(#names),*]) },
        None => quote! { None },
    };
    quote! {
        &runtime::Permissions {
            delegated: #delegated,
            personal: #personal,
            application: #application,
            roles: &[#(#roles),*],
            user_consent: #user_consent,
        }
    }
}

/// What stands for a response in the types of calls, with the way to the models.
pub(crate) fn response(response: &Response, models: &TokenStream) -> TokenStream {
    let wrapper = format_ident!("{}", response.wrapper());
    let ty = response.ty().map(|ty| types::ty_in(ty, models)).into_iter();
    match response {
        Response::Delta(_) => quote! { runtime::#wrapper<#(#ty),*, Self> },
        _ => quote! { runtime::#wrapper #(<#ty>)* },
    }
}

/// The way to the models from here.
fn models() -> TokenStream {
    quote! { models:: }
}

/// ```ignore
/// impl<M: runtime::Mode> GroupsUpdate<M> {
///     /// Text about the group.
///     pub fn description(self, value: impl Into<String>) -> Self {
///         Self(self.0.property::<String>("description", &value.into()))
///     }
///     /// Sets `description` to null.
///     pub fn clear_description(self) -> Self {
///         Self(self.0.clear("description"))
///     }
///     /// Sets `description` to a value, or to null if there is none.
///     pub fn set_description(self, value: Option<String>) -> Self {
///         Self(self.0.property::<Option<String>>("description", &value))
///     }
/// }
/// ```
fn setters(operation: &Operation) -> TokenStream {
    let ident = &operation.ident;
    let setters = operation.setters.iter().map(setter);
    quote! {
        impl<M: runtime::Mode> #ident<M> {
            #(#setters)*
        }
    }
}

/// ```ignore
/// impl<M: runtime::Mode> GroupsCreate<M> {
///     /// Makes the call, and reads what it has created until it is there.
///     pub fn until_readable(self) -> runtime::Until<GroupsGet, M> {
///         self.0.typed::<GroupsCreate>().until(runtime::Condition::Readable)
///     }
/// }
/// ```
fn waits(operation: &Operation) -> TokenStream {
    let ident = &operation.ident;
    let here = here();
    let waits = operation.waits.iter().map(|wait| {
        let head = functions::head(&wait.function, &here);
        let body = match &wait.until {
            Until::Readable => quote! { .until(runtime::Condition::Readable) },
            Until::Gone => quote! { .until_gone() },
            Until::Has(properties) => {
                let properties = properties.iter().map(|(name, value)| quote! { (#name, #value) });
                quote! { .until(runtime::Condition::Has(&[#(#properties),*])) }
            }
        };
        quote! { #head { self.0.typed::<#ident>() #body } }
    });
    quote! {
        impl<M: runtime::Mode> #ident<M> {
            #(#waits)*
        }
    }
}

/// The ways from the calls of a module.
fn here() -> Ways {
    Ways { models: models(), ..Ways::of_models() }
}

fn setter(setter: &Setter) -> TokenStream {
    let here = here();
    let head = functions::head(&setter.function, &here);
    let body = setter_body(setter, &here);
    let alias = || docs::alias(&setter.function.ident, &setter.wire_name);
    let alias = if setter.is_second() { None } else { alias() };
    quote! {
        #alias
        #head {
            #body
        }
    }
}

fn setter_body(setter: &Setter, here: &Ways) -> TokenStream {
    let name = &setter.wire_name;
    match (&setter.kind, setter.function.arguments.first()) {
        (SetterKind::Query(Some((min, max))), _) => {
            let (min, max) = (
                proc_macro2::Literal::u32_unsuffixed(*min),
                proc_macro2::Literal::u32_unsuffixed(*max),
            );
            quote! { Self(self.0.query_within(#name, value, #min..=#max)) }
        }
        (SetterKind::Query(None), argument) => {
            let set = query(name, argument);
            let advanced = setter.advanced.then(|| quote! { .advanced() });
            quote! { Self(self.0 #set #advanced) }
        }
        (SetterKind::Json(ty), _) => {
            let value = types::converted(ty, &quote! { value });
            let ty = types::ty_in(ty, &here.models);
            quote! { Self(self.0.query_json::<#ty>(#name, &#value)) }
        }
        (SetterKind::Header { secret: false }, _) => {
            quote! { Self(self.0.with_header(#name, value)) }
        }
        (SetterKind::Header { secret: true }, _) => {
            quote! { Self(self.0.with_secret_header(#name, value)) }
        }
        (SetterKind::Property(ty), _) => {
            let property = types::property(name, ty, &quote! { value }, here);
            quote! { Self(self.0 #property) }
        }
        (SetterKind::Clear, _) => quote! { Self(self.0.clear(#name)) },
    }
}

/// Sets a query option; one without an argument is asked for.
fn query(name: &str, argument: Option<&Argument>) -> TokenStream {
    let Some(Argument { ident, takes }) = argument else {
        return quote! { .query(#name, true) };
    };
    match takes {
        Takes::Text => quote! { .query(#name, #ident.as_ref()) },
        Takes::Search => quote! { .query(#name, #ident.into()) },
        Takes::Filter(_) => quote! { .filter(#name, #ident) },
        Takes::OrderBy(_) => quote! { .order_by(#name, #ident) },
        Takes::Select(_) => quote! { .select(#name, #ident) },
        Takes::Expand(_) => quote! { .expand(#name, #ident) },
        _ => quote! { .query(#name, #ident) },
    }
}
