//! The code that reads and writes models, apart from their readable part.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use crate::model::{Field, Module, Request, Struct, Type, Union, UnionVariant};
use crate::names::Ident;

/// The wire code of a module.
pub(super) fn wire(module: &Module) -> TokenStream {
    let requests = module.requests.iter().map(properties);
    let structs = module.structs.iter().map(model);
    let unions = module.unions.iter().map(union);
    let models = list("models", module.structs.iter().map(|item| &item.ident).collect());
    let union_list = list("unions", module.unions.iter().map(|item| &item.ident).collect());
    let enums = list("open_enum", module.enums.iter().map(|item| &item.ident).collect());
    let uses = uses(module);
    quote! {
        //! How the models of this module are read and written.

        use super::models::*;
        #uses

        #(#requests)*
        #(#structs)*
        #(#unions)*

        #models
        #union_list
        #enums
    }
}

fn uses(module: &Module) -> TokenStream {
    let names_runtime = !(module.requests.is_empty() && module.structs.is_empty());
    let names_wire =
        !(module.structs.is_empty() && module.unions.is_empty() && module.enums.is_empty());
    match (names_runtime, names_wire) {
        (true, true) => quote! { use directory_graph_runtime::{self as runtime, wire}; },
        (true, false) => quote! { use directory_graph_runtime as runtime; },
        (false, _) => quote! { use directory_graph_runtime::wire; },
    }
}

/// ```ignore
/// wire::models!(Group, ProvisioningError);
/// ```
fn list(name: &str, idents: Vec<&Ident>) -> Option<TokenStream> {
    let name = proc_macro2::Ident::new(name, proc_macro2::Span::call_site());
    (!idents.is_empty()).then(|| quote! { wire::#name!(#(#idents),*); })
}

/// ```ignore
/// impl runtime::Properties for GroupCreate {
///     fn write(&self, object: &mut runtime::Object) {
///         object.set("displayName", &self.display_name);
///     }
/// }
/// ```
fn properties(request: &Request) -> TokenStream {
    let ident = &request.ident;
    let fields = request.fields.iter().map(property);
    quote! {
        impl runtime::Properties for #ident {
            fn write(&self, object: &mut runtime::Object) {
                #(#fields)*
            }
        }
    }
}

fn property(field: &Field) -> TokenStream {
    let (name, ident) = (&field.wire_name, &field.ident);
    quote! { object.set(#name, &self.#ident); }
}

/// ```ignore
/// impl wire::Model for Group {
///     const NAME: &'static str = "Group";
///     const TYPE: Option<&'static str> = Some("Microsoft.DirectoryServices.Group");
///     const FIELDS: &'static [&'static str] = &["objectId", "proxyAddresses"];
///
///     fn extra(&self) -> &runtime::Extra { &self.extra }
///     fn extra_mut(&mut self) -> &mut runtime::Extra { &mut self.extra }
///
///     fn read<'de, A: serde::de::MapAccess<'de>>(&mut self, field: usize, value: &mut wire::Reader<'_, 'de, A>) -> Result<(), A::Error> {
///         match field {
///             0 => value.optional(&mut self.object_id),
///             _ => value.list(&mut self.proxy_addresses),
///         }
///     }
///
///     fn write<S: serde::ser::SerializeMap>(&self, field: usize, object: &mut wire::Writer<'_, S>) -> Result<(), S::Error> {
///         match field {
///             0 => object.optional(field, &self.object_id),
///             _ => object.list(field, &self.proxy_addresses),
///         }
///     }
/// }
/// ```
fn model(item: &Struct) -> TokenStream {
    let (ident, name) = (&item.ident, &item.name);
    let tag = match &item.odata_type {
        Some(tag) => quote! { Some(#tag) },
        None => quote! { None },
    };
    let names = item.fields.iter().map(|field| &field.wire_name);
    let aliases = aliases(&item.fields);
    let (read, write) = (read(&item.fields), write(&item.fields));
    // What is not looked at has no name.
    let argument = |name, is_used: bool| format_ident!("{}", if is_used { name } else { "_" });
    let (field, value) =
        (argument("field", item.fields.len() > 1), argument("value", !item.fields.is_empty()));
    let (number, object) =
        (argument("field", !item.fields.is_empty()), argument("object", !item.fields.is_empty()));
    quote! {
        impl wire::Model for #ident {
            const NAME: &'static str = #name;
            const TYPE: Option<&'static str> = #tag;
            const FIELDS: &'static [&'static str] = &[#(#names),*];
            #aliases

            fn extra(&self) -> &runtime::Extra {
                &self.extra
            }

            fn extra_mut(&mut self) -> &mut runtime::Extra {
                &mut self.extra
            }

            fn read<'de, A: serde::de::MapAccess<'de>>(&mut self, #field: usize, #value: &mut wire::Reader<'_, 'de, A>) -> Result<(), A::Error> {
                #read
            }

            fn write<S: serde::ser::SerializeMap>(&self, #number: usize, #object: &mut wire::Writer<'_, S>) -> Result<(), S::Error> {
                #write
            }
        }
    }
}

fn aliases(fields: &[Field]) -> Option<TokenStream> {
    let pairs: Vec<TokenStream> = fields
        .iter()
        .enumerate()
        .flat_map(|(index, field)| field.aliases.iter().map(move |alias| (index, alias)))
        .map(|(index, alias)| {
            let index = Literal::usize_unsuffixed(index);
            quote! { (#alias, #index) }
        })
        .collect();
    (!pairs.is_empty())
        .then(|| quote! { const ALIASES: &'static [(&'static str, usize)] = &[#(#pairs),*]; })
}

/// What reads a field.
fn read(fields: &[Field]) -> TokenStream {
    by_number(fields, |field| {
        let (ident, method) = (&field.ident, method(&field.ty));
        quote! { value.#method(&mut self.#ident) }
    })
}

/// What writes a field. One call an arm is checked faster than as many statements that may each return.
fn write(fields: &[Field]) -> TokenStream {
    by_number(fields, |field| {
        let (ident, method) = (&field.ident, method(&field.ty));
        quote! { object.#method(field, &self.#ident) }
    })
}

/// An expression for each field, told apart by the field's number; a `match` with one arm would be none.
fn by_number(fields: &[Field], expression: impl Fn(&Field) -> TokenStream) -> TokenStream {
    match fields {
        [] => return quote! { Ok(()) },
        [field] => return expression(field),
        _ => {}
    }
    let arms = fields.iter().enumerate().map(|(index, field)| {
        let expression = expression(field);
        if index + 1 == fields.len() {
            quote! { _ => #expression, }
        } else {
            let index = Literal::usize_unsuffixed(index);
            quote! { #index => #expression, }
        }
    });
    quote! { match field { #(#arms)* } }
}

/// The runtime tells two kinds of fields apart.
fn method(ty: &Type) -> TokenStream {
    match ty {
        Type::List(_) => quote! { list },
        _ => quote! { optional },
    }
}

/// ```ignore
/// impl wire::Union for DirectoryObject {
///     const NAME: &'static str = "DirectoryObject";
///     const TAG: &'static str = "odata.type";
///
///     fn read<'de, A: serde::de::MapAccess<'de>>(tag: &str, object: wire::Rest<'de, A>) -> Result<Self, A::Error> {
///         match tag {
///             "Microsoft.DirectoryServices.Group" => object.model().map(|object| Self::Group(Box::new(object))),
///             _ => object.other().map(Self::Other),
///         }
///     }
///
///     fn write<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
///         match self {
///             Self::Group(object) => Self::write_model(object.as_ref(), serializer),
///             Self::Other(object) => serde::Serialize::serialize(object, serializer),
///         }
///     }
/// }
/// ```
fn union(union: &Union) -> TokenStream {
    let ident = &union.ident;
    let name = union.ident.to_string();
    let tag = &union.tag;
    let fallback = fallback(union);
    let reads = union.variants.iter().map(read_variant);
    let writes = union.variants.iter().map(write_variant);
    quote! {
        impl wire::Union for #ident {
            const NAME: &'static str = #name;
            const TAG: &'static str = #tag;
            #fallback

            fn read<'de, A: serde::de::MapAccess<'de>>(tag: &str, object: wire::Rest<'de, A>) -> Result<Self, A::Error> {
                match tag {
                    #(#reads)*
                    _ => object.other().map(Self::Other),
                }
            }

            fn write<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    #(#writes)*
                    Self::Other(object) => serde::Serialize::serialize(object, serializer),
                }
            }
        }
    }
}

/// ```ignore
/// const FALLBACK: &'static [(&'static str, &'static str, &'static str)] = &[("recordType", "Txt", "…")];
/// ```
fn fallback(union: &Union) -> Option<TokenStream> {
    let named = union.variants.iter().filter_map(|variant| {
        let (property, value) = variant.fallback.as_ref()?;
        let name = &variant.wire_name;
        Some(quote! { (#property, #value, #name) })
    });
    let named: Vec<TokenStream> = named.collect();
    (!named.is_empty()).then(|| {
        quote! {
            const FALLBACK: &'static [(&'static str, &'static str, &'static str)] = &[#(#named),*];
        }
    })
}

fn read_variant(variant: &UnionVariant) -> TokenStream {
    let (ident, tag) = (&variant.ident, &variant.wire_name);
    quote! { #tag => object.model().map(|object| Self::#ident(Box::new(object))), }
}

fn write_variant(variant: &UnionVariant) -> TokenStream {
    let ident = &variant.ident;
    quote! { Self::#ident(object) => Self::write_model(object.as_ref(), serializer), }
}
