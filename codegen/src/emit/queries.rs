//! Filterable and sortable properties, as functions for the runtime's filters.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::functions::{self, Ways};
use crate::model::{Queries, QueryProperty, Returns, Struct, Uses};

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
    let functions = queries.properties.iter().map(function);
    quote! {
        #docs
        pub mod #ident {
            use directory_graph_runtime as runtime;

            #(#functions)*
        }
    }
}

fn function(property: &QueryProperty) -> TokenStream {
    let nowhere = Ways { models: quote! {}, service: quote! {} };
    let head = functions::head(&property.function, &nowhere);
    let constructor = constructor(&property.function.returns);
    let name = &property.wire_name;
    quote! {
        #head {
            #constructor::new(#name)
        }
    }
}

fn constructor(returns: &Returns) -> TokenStream {
    match returns {
        Returns::Property { uses: Uses::Items, .. } => quote! { runtime::PropertyList },
        Returns::Property { uses: Uses::Sort, .. } => quote! { runtime::SortProperty },
        _ => quote! { runtime::Property },
    }
}
