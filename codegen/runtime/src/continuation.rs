//! A place in a list.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

/// Where to go on reading a list. Its text can be saved and parsed again.
///
/// It may hold a token that the service gave, so `Debug` does not show it; `Display` does, for saving.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Continuation(String);

impl Continuation {
    /// The text to save: the link that the service gave.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Continuation {
    fn from(link: &str) -> Self {
        Self(link.to_owned())
    }
}

impl From<String> for Continuation {
    fn from(link: String) -> Self {
        Self(link)
    }
}

impl From<&Self> for Continuation {
    fn from(continuation: &Self) -> Self {
        continuation.clone()
    }
}

impl FromStr for Continuation {
    type Err = Infallible;

    fn from_str(link: &str) -> Result<Self, Infallible> {
        Ok(Self::from(link))
    }
}

impl fmt::Display for Continuation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Continuation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Continuation").finish_non_exhaustive()
    }
}
