//! The first segment of most paths.

use std::fmt;

use super::{Error, ErrorKind};

/// The directory that a client works on: a verified domain name, an object ID, or the signed-in user's own.
///
/// ```
/// use directory_graph_runtime::Tenant;
///
/// let own = Tenant::my_organization();
/// let named = Tenant::new("contoso.com")?;
/// assert_eq!(own.as_str(), "myorganization");
/// assert_eq!(named.as_str(), "contoso.com");
/// assert!(Tenant::new("contoso.com/users").is_err());
/// # Ok::<(), directory_graph_runtime::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Tenant(Box<str>);

impl Tenant {
    /// The tenant of the signed-in user. Works with delegated tokens only.
    pub fn my_organization() -> Self {
        Self("myorganization".into())
    }

    /// A verified domain name of the tenant, or its object ID.
    ///
    /// # Errors
    ///
    /// If `name` holds anything but letters, digits, `-`, `_` and single dots between them.
    pub fn new(name: impl AsRef<str>) -> Result<Self, Error> {
        let name = name.as_ref();
        let label = |label: &str| {
            !label.is_empty()
                && label
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        };
        if name.len() <= 253 && name.split('.').all(label) {
            Ok(Self(name.into()))
        } else {
            let message = format!("{name:?} is neither a domain name nor an object ID");
            Err(Error::new(ErrorKind::InvalidRequest, message))
        }
    }

    /// The tenant as it stands in the path.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Tenant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for Tenant {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        Self::new(name)
    }
}

#[cfg(test)]
mod tests {
    use super::Tenant;

    #[test]
    fn names_that_could_leave_their_segment_are_refused() {
        for name in [
            "",
            ".",
            "..",
            "a/b",
            "a?b",
            "a#b",
            "a b",
            "a%2fb",
            "a..b",
            ".a",
            "a.",
            "ü.example",
            "a@b",
            "a\\b",
        ] {
            assert!(Tenant::new(name).is_err(), "{name}");
        }
        for name in [
            "contoso.com",
            "x.onmicrosoft.com",
            "0f1a8a20-dc2c-dd92-0000-692ebd09afd1",
            "xn--bcher-kva.example",
        ] {
            assert!(Tenant::new(name).is_ok(), "{name}");
        }
    }
}
