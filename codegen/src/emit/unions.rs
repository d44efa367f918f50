//! Unions: one enum for objects of several types.

use proc_macro2::TokenStream;
use quote::quote;

use super::ways::Ways;
use super::{docs, functions};
use crate::model::{Key, Union, UnionAccessor, UnionVariant};
use crate::names::Ident;

/// ```ignore
/// /// Any object of the directory.
/// #[derive(Clone, Debug, PartialEq)]
/// #[non_exhaustive]
/// pub enum DirectoryObject {
///     /// `Microsoft.DirectoryServices.Group`
///     Group(Box<Group>),
///     /// An object of a type that this crate does not know, as it came.
///     Other(runtime::Untyped),
/// }
///
/// impl DirectoryObject {
///     /// The object's ID.
///     pub fn object_id(&self) -> Option<&str> { … }
/// }
/// ```
pub(super) fn union(union: &Union) -> TokenStream {
    let docs = docs::outer(&union.docs);
    let ident = &union.ident;
    let variants = union.variants.iter().map(variant);
    let conversions = union.variants.iter().map(|variant| conversion(union, variant));
    let has_methods = union.key.is_some() || !union.common.is_empty();
    let accessors = has_methods.then(|| accessors(union));
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #ident {
            #(#variants)*
            /// An object of a type that this crate does not know, as it came.
            Other(runtime::Untyped),
        }

        #accessors

        #(#conversions)*
    }
}

fn variant(variant: &UnionVariant) -> TokenStream {
    let docs = docs::outer(&variant.docs);
    let (ident, ty) = (&variant.ident, &variant.ty);
    quote! { #docs #ident(Box<#ty>), }
}

/// ```ignore
/// impl From<Group> for DirectoryObject {
///     fn from(object: Group) -> Self { Self::Group(Box::new(object)) }
/// }
/// ```
fn conversion(union: &Union, variant: &UnionVariant) -> TokenStream {
    let (union, ident, ty) = (&union.ident, &variant.ident, &variant.ty);
    quote! {
        impl From<#ty> for #union {
            fn from(object: #ty) -> Self {
                Self::#ident(Box::new(object))
            }
        }
    }
}

fn accessors(union: &Union) -> TokenStream {
    let ident = &union.ident;
    let accessors = union.common.iter().map(|it| accessor(union, it));
    let key = union.key.as_ref().map(|it| key(union, it));
    quote! {
        impl #ident {
            #key
            #(#accessors)*
        }
    }
}

/// ```ignore
/// /// What selects the object in a path: `objectId`.
/// pub fn id(&self) -> Result<super::super::ObjectId, runtime::Error> { … }
/// ```
fn key(union: &Union, key: &Key) -> TokenStream {
    let head = functions::head(&key.function, &Ways::of_models());
    let (name, property) = (&union.name, &key.wire_name);
    let arms = union.variants.iter().map(|variant| {
        let variant = &variant.ident;
        quote! { Self::#variant(object) => object.id(), }
    });
    quote! {
        #head {
            match self {
                #(#arms)*
                Self::Other(object) => {
                    let value = object.get(#property).and_then(serde_json::Value::as_str);
                    runtime::key(#name, #property, value)
                }
            }
        }
    }
}

fn accessor(union: &Union, accessor: &UnionAccessor) -> TokenStream {
    let head = functions::head(&accessor.function, &Ways::default());
    let name = &accessor.wire_name;
    let arms = union.variants.iter().map(|variant| accessor_arm(variant, &accessor.field));
    quote! {
        #head {
            match self {
                #(#arms)*
                Self::Other(object) => object.get(#name).and_then(serde_json::Value::as_str),
            }
        }
    }
}

fn accessor_arm(variant: &UnionVariant, field: &Ident) -> TokenStream {
    let variant = &variant.ident;
    quote! { Self::#variant(object) => object.#field.as_deref(), }
}
