//! The error codes of all services: one open enumeration, since one error type serves all clients.

use proc_macro2::TokenStream;
use quote::quote;

use super::{enums, wire};
use crate::model::{Enum, EnumVariant, ErrorCode};
use crate::names::Ident;

/// ```ignore
/// //! The error codes that the services document.
///
/// /// What kind of failure the service reports.
/// pub enum ErrorCode { … }
///
/// wire::open_enums! { ErrorCode { … } }
///
/// impl runtime::ErrorCode for ErrorCode { … }
/// ```
pub(super) fn error_code(codes: &[ErrorCode]) -> TokenStream {
    let variants = codes.iter().map(|code| EnumVariant {
        wire_name: code.wire_name.clone(),
        ident: code.ident.clone(),
        docs: code.docs.clone(),
    });
    let item = Enum {
        name: String::new(),
        ident: Ident::new("ErrorCode"),
        docs: vec![
            "What kind of failure a service reports.".to_owned(),
            String::new(),
            "An open enumeration: a code that is not known here is kept as it came.".to_owned(),
        ],
        variants: variants.collect(),
    };
    let enumeration = enums::enumeration(&item);
    let wire = wire::enums(&[item]);
    quote! {
        //! The error codes that the services document.

        use directory_graph_runtime::{self as runtime, wire};

        #enumeration

        #wire

        impl runtime::ErrorCode for ErrorCode {
            fn is_known(&self) -> bool {
                !matches!(self, Self::Other(_))
            }
        }
    }
}
