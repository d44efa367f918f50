//! Filterable and sortable properties, as functions for the runtime's filters.

use proc_macro2::TokenStream;
use quote::quote;

use super::{docs, types};
use crate::model::{Queries, QueryProperty, Struct, Type};

/// ```ignore
/// /// The properties of [`Group`] that lists can be filtered or sorted by.
/// pub mod group {
///     use super::*;
///
///     /// The name.
///     pub fn display_name() -> runtime::Property<Group, String, runtime::Sortable> {
///         runtime::Property::new("displayName")
///     }
/// }
/// ```
pub(super) fn queries(item: &Struct, queries: &Queries) -> TokenStream {
    let docs = docs::outer(&[format!(
        "The properties of [`{}`] that lists can be filtered or sorted by.",
        item.ident
    )]);
    let ident = &queries.ident;
    let functions = queries.properties.iter().map(|it| function(item, it));
    quote! {
        #docs
        pub mod #ident {
            use crate::runtime;

            #(#functions)*
        }
    }
}

fn function(item: &Struct, property: &QueryProperty) -> TokenStream {
    let docs = docs::outer(&property.docs);
    let (ident, name, owner) = (&property.ident, &property.wire_name, &item.ident);
    let value = value(&property.ty);
    let (ty, constructor) = match (property.many, property.filter, property.sort) {
        (true, _, _) => (
            quote! { runtime::PropertyList<super::#owner, #value> },
            quote! { runtime::PropertyList },
        ),
        (false, true, true) => (
            quote! { runtime::Property<super::#owner, #value, runtime::Sortable> },
            quote! { runtime::Property },
        ),
        (false, true, false) => (
            quote! { runtime::Property<super::#owner, #value> },
            quote! { runtime::Property },
        ),
        (false, false, _) => (
            quote! { runtime::SortProperty<super::#owner> },
            quote! { runtime::SortProperty },
        ),
    };
    quote! {
        #docs
        pub fn #ident() -> #ty {
            #constructor::new(#name)
        }
    }
}

/// What a filter compares the property with: enumerations are text there.
fn value(ty: &Type) -> TokenStream {
    match ty {
        Type::Named(_) | Type::Boxed(_) => quote! { String },
        ty => types::local(ty),
    }
}
