//! What the entries of a spec go by.

use super::aspects::Kind;
use crate::contract::{
    Cloud, Definition, EnumValue, ErrorCode, File, Header, Identifier, Parameter, Property,
    QueryOption, Sent, Service,
};

/// An entry of a spec that may have been renamed.
pub(super) trait Named {
    const KIND: Kind;
    /// What stands between the name of what it is a part of and its own.
    const SEPARATOR: &'static str;
    fn label(&self) -> &str;
    fn doc(&self) -> &str;
}

macro_rules! named {
    ($($Entry:ty: $Kind:ident $separator:literal $($name:ident).+, $($doc:ident).+;)+) => {$(
        impl Named for $Entry {
            const KIND: Kind = Kind::$Kind;
            const SEPARATOR: &'static str = $separator;

            fn label(&self) -> &str {
                &self.$($name).+
            }

            fn doc(&self) -> &str {
                &self.$($doc).+
            }
        }
    )+};
}

pub(super) use named;

named! {
    Service: Service "" name, doc;
    Cloud: Cloud "/clouds/" name, doc;
    ErrorCode: ErrorCode "/errors/" name, doc;
    Identifier: Identifier "/identifiers/" name, doc;
    Parameter: Parameter "/path/" key, doc;
    QueryOption: QueryOption "/query/" name, doc;
    Header: Header "/headers/" name, doc;
    File: File "/" name, doc;
    Definition: Type "/" name, doc;
    Property: Property "." member.name, member.doc;
    EnumValue: Value "." name, doc;
    Sent: Sent "/" member.name, member.doc;
}
