//! How one emitted file names what stands in another.

use proc_macro2::TokenStream;
use quote::quote;

use crate::names::Ident;

/// The way from a file to what its functions name.
#[derive(Default)]
pub(crate) struct Ways {
    /// To the models of the service.
    pub(crate) models: TokenStream,
    /// To the service's own module.
    pub(crate) service: TokenStream,
    /// To the resources of the module.
    pub(crate) resources: TokenStream,
    /// To the calls of the module.
    pub(crate) calls: TokenStream,
    /// To the models that the module itself has.
    pub(crate) own: TokenStream,
}

impl Ways {
    /// The ways from the models of a module.
    pub(super) fn of_models() -> Self {
        Self { service: quote! { super::super:: }, ..Self::default() }
    }

    /// The ways from outside to what a module and its service have.
    pub(crate) fn from_outside(service: &Ident, module: &Ident) -> Self {
        Self {
            models: quote! { #service::models:: },
            service: quote! { #service:: },
            resources: quote! { #service::#module:: },
            calls: quote! { #service::#module::calls:: },
            own: quote! { #service::#module::models:: },
        }
    }
}
