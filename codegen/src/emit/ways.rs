//! How one emitted file names what stands in another.

use proc_macro2::TokenStream;
use quote::quote;

/// The way from a file to what its functions name.
pub(super) struct Ways {
    /// To the models.
    pub(super) models: TokenStream,
    /// To the service's own module.
    pub(super) service: TokenStream,
}

impl Ways {
    /// The ways from the models of a module.
    pub(super) fn of_models() -> Self {
        Self { models: quote! {}, service: quote! { super::super:: } }
    }
}
