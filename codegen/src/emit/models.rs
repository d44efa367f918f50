//! Models: the readable part, without the code that reads and writes them.

use proc_macro2::TokenStream;
use quote::quote;

use super::ways::Ways;
use super::{docs, enums, functions, queries, types, unions};
use crate::model::{Field, Key, Module, Request, Struct};
use crate::names::{Ident, plain};

/// The types of a module.
pub(super) fn models(module: &Module) -> TokenStream {
    let intro = docs::inner(&[format!(
        "What the operations of [`{}`](super) send and receive.",
        plain(&module.ident)
    )]);
    let foreign = &module.foreign_types;
    let foreign = match &foreign[..] {
        [] => None,
        [one] => Some(quote! { use super::super::models::#one; }),
        all => Some(quote! { use super::super::models::{#(#all),*}; }),
    };
    let runtime =
        module.types_use_runtime().then(|| quote! { use directory_graph_runtime as runtime; });
    let requests = module.requests.iter().map(request);
    let unions = module.unions.iter().map(unions::union);
    let structs = module.structs.iter().map(structure);
    let enums = module.enums.iter().map(enums::enumeration);
    let of_structs = module.structs.iter().map(|item| (&item.ident, &item.queries));
    let of_unions = module.unions.iter().map(|item| (&item.ident, &item.queries));
    let queries = of_unions
        .chain(of_structs)
        .filter_map(|(ident, queries)| Some(queries::queries(ident, queries.as_ref()?)));
    quote! {
        #intro

        #foreign
        #runtime

        #(#requests)*
        #(#unions)*
        #(#structs)*
        #(#enums)*
        #(#queries)*
    }
}

/// ```ignore
/// /// The properties that the request must have.
/// #[derive(Clone, Debug, PartialEq)]
/// pub struct GroupCreate {
///     pub display_name: String,
/// }
/// ```
fn request(request: &Request) -> TokenStream {
    let docs = docs::outer(&request.docs);
    let ident = &request.ident;
    // No `Default`: it would let callers forget what is required.
    let debug_derive = (!request.has_secrets()).then(|| quote! { Debug, });
    let fields = request.fields.iter().map(field);
    let debug = request.has_secrets().then(|| debug(ident, &request.fields));
    quote! {
        #docs
        #[derive(Clone, #debug_derive PartialEq)]
        pub struct #ident {
            #(#fields)*
        }

        #debug
    }
}

fn field(field: &Field) -> TokenStream {
    let docs = docs::outer(&field.docs);
    let (ident, ty) = (&field.ident, types::local(&field.ty));
    let alias = docs::alias(ident, &field.wire_name);
    quote! { #docs #alias pub #ident: #ty, }
}

/// ```ignore
/// /// A group.
/// #[derive(Clone, Default)]
/// pub struct Group {
///     pub display_name: Option<String>,
///     pub proxy_addresses: Vec<String>,
///     pub extra: runtime::Extra,
/// }
/// ```
fn structure(item: &Struct) -> TokenStream {
    let docs = docs::outer(&item.docs);
    let ident = &item.ident;
    let fields = item.fields.iter().map(field);
    let key = item.key.as_ref().map(|key| self::key(item, key));
    quote! {
        #docs
        #[derive(Clone, Default)]
        pub struct #ident {
            #(#fields)*
            /// Properties that this crate does not know.
            pub extra: runtime::Extra,
        }

        #key
    }
}

/// ```ignore
/// impl Group {
///     /// What selects the object in a path: `objectId`.
///     pub fn id(&self) -> Result<super::super::ObjectId, runtime::Error> {
///         runtime::key("Group", "objectId", self.object_id.as_deref())
///     }
/// }
/// ```
fn key(item: &Struct, key: &Key) -> TokenStream {
    let (ident, name, property, field) = (&item.ident, &item.name, &key.wire_name, &key.field);
    let head = functions::head(&key.function, &Ways::of_models());
    quote! {
        impl #ident {
            #head {
                runtime::key(#name, #property, self.#field.as_deref())
            }
        }
    }
}

/// ```ignore
/// impl std::fmt::Debug for ChangePassword {
///     fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
///         f.debug_struct("ChangePassword")
///             .field("current_password", &runtime::Redacted::of(&self.current_password))
///             .finish()
///     }
/// }
/// ```
fn debug(ident: &Ident, fields: &[Field]) -> TokenStream {
    let name = ident.to_string();
    let fields = fields.iter().map(debug_field);
    quote! {
        impl std::fmt::Debug for #ident {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(#name) #(#fields)* .finish()
            }
        }
    }
}

fn debug_field(field: &Field) -> TokenStream {
    let ident = &field.ident;
    let name = plain(ident);
    if field.secret {
        quote! { .field(#name, &runtime::Redacted::of(&self.#ident)) }
    } else {
        quote! { .field(#name, &self.#ident) }
    }
}
