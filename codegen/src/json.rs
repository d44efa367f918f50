//! JSON text: as a tree that knows where each value stands, its mistakes, and its canonical form.

pub(crate) mod duplicates;
mod entries;
mod node;
pub(crate) mod syntax;

pub use entries::Entries;
pub(crate) use node::{Node, Object, object};

use jsonc_parser::ast::Value;
use jsonc_parser::errors::ParseError;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

/// JSON and nothing more.
const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// The tree of a JSON text; none for an empty one.
pub(crate) fn read(text: &str) -> Result<Option<Value<'_>>, ParseError> {
    parse_to_ast(text, &CollectOptions::default(), &STRICT).map(|result| result.value)
}

/// The tree of a text that may have small mistakes, like a comma too many or a comment, so that what it says can be
/// checked all the same.
pub(crate) fn read_anyhow(text: &str) -> Option<Value<'_>> {
    parse_to_ast(text, &CollectOptions::default(), &ParseOptions::default()).ok()?.value
}
