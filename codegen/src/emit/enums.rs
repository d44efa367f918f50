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
///
/// impl RecordType {
///     /// The value as the service writes it.
///     pub fn as_str(&self) -> &str {
///         match self {
///             Self::CName => "CName",
///             Self::Other(text) => text,
///         }
///     }
/// }
///
/// impl From<String> for RecordType {
///     fn from(text: String) -> Self {
///         match text.as_str() {
///             "CName" => Self::CName,
///             _ => Self::Other(text),
///         }
///     }
/// }
/// ```
pub(super) fn enumeration(item: &Enum) -> TokenStream {
    let docs = docs::outer(&item.docs);
    let ident = &item.ident;
    let variants = item.variants.iter().map(variant);
    let texts = item.variants.iter().map(text_arm);
    let known = known(&item.variants);
    quote! {
        #docs
        #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        #[non_exhaustive]
        pub enum #ident {
            #(#variants)*
            /// A value that this crate does not know, as it came.
            Other(String),
        }

        impl #ident {
            /// The value as the service writes it.
            pub fn as_str(&self) -> &str {
                match self {
                    #(#texts)*
                    Self::Other(text) => text,
                }
            }
        }

        impl From<String> for #ident {
            fn from(text: String) -> Self {
                #known
            }
        }
    }
}

/// A text as a value; a `match` with one arm would be none.
fn known(variants: &[EnumVariant]) -> TokenStream {
    if variants.is_empty() {
        return quote! { Self::Other(text) };
    }
    let values = variants.iter().map(value_arm);
    quote! {
        match text.as_str() {
            #(#values)*
            _ => Self::Other(text),
        }
    }
}

fn variant(variant: &EnumVariant) -> TokenStream {
    let docs = docs::outer(&variant.docs);
    let ident = &variant.ident;
    let alias = docs::alias(ident, &variant.wire_name);
    quote! { #docs #alias #ident, }
}

fn text_arm(variant: &EnumVariant) -> TokenStream {
    let (ident, text) = (&variant.ident, &variant.wire_name);
    quote! { Self::#ident => #text, }
}

fn value_arm(variant: &EnumVariant) -> TokenStream {
    let (ident, text) = (&variant.ident, &variant.wire_name);
    quote! { #text => Self::#ident, }
}
