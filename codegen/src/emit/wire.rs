//! The code that reads and writes models, apart from their readable part.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use crate::model::{Enum, Field, Module, Request, Struct, Type, Union, UnionVariant};
use crate::names::Ident;

/// The wire code of a module.
pub(super) fn wire(module: &Module) -> TokenStream {
    let bodies = table("bodies", module.requests.iter().map(body).collect());
    let models = table("models", module.structs.iter().map(model).collect());
    let unions = table("unions", module.unions.iter().map(union).collect());
    let enums = enums(&module.enums);
    quote! {
        //! How the models of this module are read and written.

        use super::models::*;
        use directory_graph_runtime as runtime;

        #bodies
        #models
        #unions
        #enums
    }
}

/// All entries in one use of a macro; none if there are none.
fn table(name: &str, entries: Vec<TokenStream>) -> Option<TokenStream> {
    let name = format_ident!("{name}");
    (!entries.is_empty()).then(|| quote! { runtime::wire::#name! { #(#entries)* } })
}

/// ```ignore
/// GroupCreate {
///     display_name: "displayName";
/// }
/// ```
fn body(request: &Request) -> TokenStream {
    let ident = &request.ident;
    let fields = request.fields.iter().map(|field| pair(&field.ident, &field.wire_name));
    quote! { #ident { #(#fields)* } }
}

fn pair(ident: &Ident, text: &str) -> TokenStream {
    quote! { #ident: #text; }
}

/// ```ignore
/// Group as "Microsoft.DirectoryServices.Group" {
///     0 object_id: optional "objectId";
///     1 proxy_addresses: list "proxyAddresses" or "ProxyAddresses";
/// }
/// ```
fn model(item: &Struct) -> TokenStream {
    let ident = &item.ident;
    let tag = item.odata_type.as_ref().map(|tag| quote! { as #tag });
    let fields = item.fields.iter().enumerate().map(|(place, field)| line(place, field));
    quote! { #ident #tag { #(#fields)* } }
}

fn line(place: usize, field: &Field) -> TokenStream {
    let place = Literal::usize_unsuffixed(place);
    let Field { ident, wire_name, aliases, .. } = field;
    // The runtime tells four kinds of fields apart.
    let how = match (&field.ty, field.secret) {
        (Type::List(_), false) => quote! { list },
        (Type::List(_), true) => quote! { secrets },
        (_, false) => quote! { optional },
        (_, true) => quote! { secret },
    };
    let aliases = (!aliases.is_empty()).then(|| quote! { or #(#aliases)* });
    quote! { #place #ident: #how #wire_name #aliases; }
}

/// ```ignore
/// DomainDnsRecord: "odata.type" {
///     Txt: "Microsoft.DirectoryServices.DomainDnsTxtRecord" or "recordType" == "Txt";
/// }
/// ```
fn union(union: &Union) -> TokenStream {
    let (ident, tag) = (&union.ident, &union.tag);
    let variants = union.variants.iter().map(variant);
    quote! { #ident: #tag { #(#variants)* } }
}

fn variant(variant: &UnionVariant) -> TokenStream {
    let (ident, tag) = (&variant.ident, &variant.wire_name);
    let fallback = variant.fallback.as_ref();
    let fallback = fallback.map(|(property, value)| quote! { or #property == #value });
    quote! { #ident: #tag #fallback; }
}

/// ```ignore
/// runtime::wire::open_enums! {
///     RecordType {
///         CName: "CName";
///     }
/// }
/// ```
pub(super) fn enums(items: &[Enum]) -> Option<TokenStream> {
    let entry = |item: &Enum| {
        let ident = &item.ident;
        let variants = item.variants.iter().map(|it| pair(&it.ident, &it.wire_name));
        quote! { #ident { #(#variants)* } }
    };
    table("open_enums", items.iter().map(entry).collect())
}
