//! The order in which a type of the spec declares its keys.
//!
//! A schema lists keys by name; serde hands them over in the order of the type's fields, which is the order that the
//! reference and the canonical text use.

use serde::de::value::Error;
use serde::de::{Deserialize, Deserializer, Error as _, Visitor};

use crate::{documents, spec};

/// The keys of the type with this name; none if it is no type of the spec.
pub(crate) fn keys_of(name: &str) -> &'static [&'static str] {
    match name {
        "Advanced" => keys::<spec::Advanced>(),
        "Asked" => keys::<spec::Asked>(),
        "Batch" => keys::<spec::Batch>(),
        "Cloud" => keys::<spec::Cloud>(),
        "Delta" => keys::<spec::Delta>(),
        "Document" => keys::<documents::Document>(),
        "DocumentList" => keys::<documents::DocumentList>(),
        "ErrataFile" => keys::<spec::ErrataFile>(),
        "Erratum" => keys::<spec::Erratum>(),
        "ErrorCode" => keys::<spec::ErrorCode>(),
        "Example" => keys::<spec::Example>(),
        "ExampleRequest" => keys::<spec::ExampleRequest>(),
        "ExampleResponse" => keys::<spec::ExampleResponse>(),
        "ExamplesFile" => keys::<spec::ExamplesFile>(),
        "Header" => keys::<spec::Header>(),
        "Heading" => keys::<documents::Heading>(),
        "Identifier" => keys::<spec::Identifier>(),
        "Imported" => keys::<spec::Imported>(),
        "Link" => keys::<spec::Link>(),
        "NamedValue" => keys::<spec::NamedValue>(),
        "Operation" => keys::<spec::Operation>(),
        "Parameter" => keys::<spec::Parameter>(),
        "PathParameter" => keys::<spec::PathParameter>(),
        "Permissions" => keys::<spec::Permissions>(),
        "Property" => keys::<spec::Property>(),
        "QueryOption" => keys::<spec::QueryOption>(),
        "Request" => keys::<documents::Request>(),
        "Resource" => keys::<spec::Resource>(),
        "Service" => keys::<spec::Service>(),
        "Successor" => keys::<spec::Successor>(),
        "Type" => keys::<spec::Type>(),
        "TypeSuccessor" => keys::<spec::TypeSuccessor>(),
        "Version" => keys::<spec::Version>(),
        _ => &[],
    }
}

/// What serde asks for when it is to read this type.
fn keys<T: Deserialize<'static>>() -> &'static [&'static str] {
    let mut found: &'static [&'static str] = &[];
    let _ = T::deserialize(Asked(&mut found));
    found
}

/// Notes the keys that it is asked for and reads nothing.
struct Asked<'a>(&'a mut &'static [&'static str]);

impl<'de> Deserializer<'de> for Asked<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(Error::custom("only the keys are wanted"))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Error> {
        *self.0 = fields;
        Err(Error::custom("only the keys are wanted"))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct newtype_struct
        seq tuple tuple_struct map enum identifier ignored_any
    }
}
