//! Types that become types of the service that took another's place, and back.

use heck::ToShoutySnakeCase;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::model::{Conversion, Conversions};
use crate::names::Ident;

/// The conversions of a service. Those that nobody uses are not compiled: hence `#[inline]`.
pub(super) fn conversions(conversions: &Conversions) -> TokenStream {
    let there = &conversions.there;
    let list = conversions.list.iter().map(|it| conversion(there, it));
    quote! {
        //! Models as those of the service that took this one's place, and back.

        use directory_graph_runtime as runtime;

        #(#list)*
    }
}

/// ```ignore
/// static GROUP: runtime::Conversion = runtime::Conversion {
///     types: ["Microsoft.DirectoryServices.Group", "microsoft.graph.group"],
///     tags: ["odata.type", "@odata.type"],
///     renamed: &[["objectId", "id"]],
///     nested: &[],
/// };
///
/// impl From<super::models::Group> for super::super::microsoft_graph::models::Group {
///     #[inline]
///     fn from(value: super::models::Group) -> Self {
///         runtime::convert(&value, &GROUP)
///     }
/// }
///
/// impl From<super::super::microsoft_graph::models::Group> for super::models::Group {
///     #[inline]
///     fn from(value: super::super::microsoft_graph::models::Group) -> Self {
///         runtime::convert_back(&value, &GROUP)
///     }
/// }
/// ```
fn conversion(module: &Ident, conversion: &Conversion) -> TokenStream {
    let Conversion { here, there, types: [(old, old_tag), (new, new_tag)], .. } = conversion;
    let name = table(here.to_string());
    let (here, there) =
        (quote! { super::models::#here }, quote! { super::super::#module::models::#there });
    let renamed = conversion.renamed.iter().map(|[name, to]| quote! { [#name, #to] });
    let nested = conversion.nested.iter().map(|(name, ty)| {
        let by = table(ty.to_string());
        quote! { (#name, &#by) }
    });
    let (forth, back) = if conversion.is_text {
        (
            quote! { runtime::convert_text(value.as_str(), &#name) },
            quote! { runtime::convert_text_back(value.as_str(), &#name) },
        )
    } else {
        (
            quote! { runtime::convert(&value, &#name) },
            quote! { runtime::convert_back(&value, &#name) },
        )
    };
    quote! {
        static #name: runtime::Conversion = runtime::Conversion {
            types: [#old, #new],
            tags: [#old_tag, #new_tag],
            renamed: &[#(#renamed),*],
            nested: &[#(#nested),*],
        };

        impl From<#here> for #there {
            #[inline]
            fn from(value: #here) -> Self {
                #forth
            }
        }

        impl From<#there> for #here {
            #[inline]
            fn from(value: #there) -> Self {
                #back
            }
        }
    }
}

/// What a type's table is called.
fn table(ty: String) -> proc_macro2::Ident {
    format_ident!("{}", ty.to_shouty_snake_case())
}
