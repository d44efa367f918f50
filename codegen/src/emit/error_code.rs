//! The error codes of all services: one open enumeration, since one error type serves all clients.

use std::slice;

use proc_macro2::TokenStream;
use quote::quote;

use super::{enums, wire};
use crate::model::Enum;

/// ```ignore
/// //! The error codes that the services document.
///
/// /// What kind of failure the service reports.
/// pub enum ErrorCode { … }
///
/// runtime::wire::open_enums! { ErrorCode { … } }
///
/// impl runtime::ErrorCode for ErrorCode { … }
/// ```
pub(super) fn error_code(codes: &Enum) -> TokenStream {
    let enumeration = enums::enumeration(codes);
    let wire = wire::enums(slice::from_ref(codes));
    quote! {
        //! The error codes that the services document.

        use directory_graph_runtime as runtime;

        #enumeration

        #wire

        impl runtime::ErrorCode for ErrorCode {
            fn is_known(&self) -> bool {
                !matches!(self, Self::Other(_))
            }
        }
    }
}
