//! From an object that came to the next call.

use super::{Error, ErrorKind};

/// What selects an object in a path: the value of its key.
#[doc(hidden)]
pub fn key<K: for<'a> From<&'a str>>(
    of: &str,
    property: &str,
    value: Option<&str>,
) -> Result<K, Error> {
    let missing = || {
        let message = format!("`{of}` came without `{property}`; was it left out of a selection?");
        Error::new(ErrorKind::Missing, message)
    };
    value.filter(|value| !value.is_empty()).map(K::from).ok_or_else(missing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_without_its_key_says_what_is_missing() {
        let id: String = key("Group", "objectId", Some("g1")).unwrap();
        assert_eq!(id, "g1");
        for value in [None, Some("")] {
            let error = key::<String>("Group", "objectId", value).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Missing);
            assert_eq!(
                error.to_string(),
                "a property is missing: `Group` came without `objectId`; was it left out of a selection?"
            );
        }
    }
}
