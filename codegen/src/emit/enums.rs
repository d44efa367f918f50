//! Open enumerations.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use crate::model::{Enum, EnumVariant};

/// ```ignore
/// /// The kind of a record.
/// #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
/// #[non_exhaustive]
/// pub enum RecordType {
///     /// An alias.
///     CName,
///     /// A value that this crate does not know, as it came.
///     Other(String),
/// }
/// ```
pub(super) fn enumeration(item: &Enum) -> TokenStream {
    let docs = docs::outer(&item.docs);
    let ident = &item.ident;
    let variants = item.variants.iter().map(variant);
    quote! {
        #docs
        #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        #[non_exhaustive]
        pub enum #ident {
            #(#variants)*
            /// A value that this crate does not know, as it came.
            Other(String),
        }
    }
}

fn variant(variant: &EnumVariant) -> TokenStream {
    let docs = docs::outer(&variant.docs);
    let ident = &variant.ident;
    let alias = docs::alias(ident, &variant.wire_name);
    quote! { #docs #alias #ident, }
}
