//! Places in lists, and points in time, as a service's links name them.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

/// Makes a type of a link: text that can be saved and is shown by `Display` alone.
macro_rules! link {
    ($(#[$doc:meta])* $Link:ident) => {
        $(#[$doc])*
        ///
        /// It may hold a token that the service gave, so `Debug` does not show it; `Display` and serde do, for saving.
        #[derive(Clone, PartialEq, Eq, Hash)]
        pub struct $Link(String);

        impl $Link {
            /// The text to save: the link that the service gave.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $Link {
            fn from(link: &str) -> Self {
                Self(link.to_owned())
            }
        }

        impl From<String> for $Link {
            fn from(link: String) -> Self {
                Self(link)
            }
        }

        impl From<&Self> for $Link {
            fn from(link: &Self) -> Self {
                link.clone()
            }
        }

        impl FromStr for $Link {
            type Err = Infallible;

            fn from_str(link: &str) -> Result<Self, Infallible> {
                Ok(Self::from(link))
            }
        }

        impl serde::Serialize for $Link {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> serde::Deserialize<'de> for $Link {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer).map(Self)
            }
        }

        impl fmt::Display for $Link {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $Link {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_tuple(stringify!($Link)).finish_non_exhaustive()
            }
        }
    };
}

link! {
    /// Where to go on reading a list. Its text can be saved and parsed again.
    Continuation
}

link! {
    /// Up to where changes have been read: what the next call asks from, in another process too.
    DeltaToken
}
