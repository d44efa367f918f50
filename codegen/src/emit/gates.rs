//! What is compiled only with some features.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::Features;

/// ```ignore
/// #[cfg(any(feature = "groups", feature = "users"))]
/// ```
pub(super) fn gate(features: &Features) -> Option<TokenStream> {
    match &features.0[..] {
        [] => None,
        [one] => Some(quote! { #[cfg(feature = #one)] }),
        several => Some(quote! { #[cfg(any(#(feature = #several),*))] }),
    }
}
