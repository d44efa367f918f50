//! What may be wrong with JSON.

use std::fmt;

use serde::de::{Error, Expected, Unexpected};

/// Why JSON cannot be read. One pointer, so that results stay in registers.
#[derive(Debug)]
pub(crate) struct Fault(pub(super) Box<Reason>);

#[derive(Debug)]
pub(super) enum Reason {
    /// The text is no JSON.
    Syntax,
    /// The JSON is not what was expected.
    Data { message: String, at: Option<usize> },
}

impl Fault {
    #[cold]
    pub(super) fn syntax() -> Self {
        Self(Box::new(Reason::Syntax))
    }

    /// The same with a place, if it has none.
    #[cold]
    pub(super) fn placed(mut self, place: usize) -> Self {
        if let Reason::Data { at, .. } = &mut *self.0 {
            at.get_or_insert(place);
        }
        self
    }

    /// What `serde_json` says about a piece of the text, without the place in the piece.
    #[cold]
    pub(super) fn of(error: &serde_json::Error) -> Self {
        let message = error.to_string();
        let place = message.rfind(" at line ").unwrap_or(message.len());
        Self::custom(message.get(..place).unwrap_or_default())
    }
}

impl Error for Fault {
    #[cold]
    fn custom<T: fmt::Display>(message: T) -> Self {
        let message = message.to_string();
        Self(Box::new(Reason::Data { message, at: None }))
    }

    #[cold]
    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        match found {
            Unexpected::Unit => {
                Self::custom(format_args!("invalid type: null, expected {expected}"))
            }
            _ => Self::custom(format_args!("invalid type: {found}, expected {expected}")),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Reason::Syntax => f.write_str("no JSON"),
            Reason::Data { message, .. } => f.write_str(message),
        }
    }
}

impl std::error::Error for Fault {}
