//! Properties that queries can name, as functions.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::functions;
use super::ways::Ways;
use crate::model::{Queries, QueryProperty, Returns, Uses};
use crate::names::Ident;

/// ```ignore
/// /// The properties of [`Group`] that queries can name.
/// pub mod group {
///     use directory_graph_runtime as runtime;
///
///     /// The name.
///     pub fn display_name() -> &'static runtime::Property<super::Group, String, runtime::Sortable> {
///         const { &runtime::Property::new("displayName") }
///     }
/// }
/// ```
pub(super) fn queries(of: &Ident, queries: &Queries) -> TokenStream {
    let docs = docs::outer(&[format!("The properties of [`{of}`] that queries can name.")]);
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
    let ways = Ways { own: quote! { super:: }, ..Ways::default() };
    let head = functions::head(&property.function, &ways);
    let body = body(property);
    quote! { #head { #body } }
}

/// What selects is a reference, so that properties of several types can stand in one array.
fn body(property: &QueryProperty) -> TokenStream {
    let name = &property.wire_name;
    let Returns::Property { uses, .. } = property.function.returns else { return quote! {} };
    let ty = match uses {
        Uses::Expand => return quote! { #name.into() },
        Uses::Select => quote! { Selected },
        Uses::Items => quote! { PropertyList },
        Uses::Sort => quote! { SortProperty },
        Uses::Filter | Uses::Both => quote! { Property },
    };
    let filter = property.advanced_filter.then(|| quote! { .advanced_filter() });
    let sort = property.advanced_sort.then(|| quote! { .advanced_sort() });
    quote! { const { &runtime::#ty::new(#name) #filter #sort } }
}
