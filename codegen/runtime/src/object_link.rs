//! Links between objects.

use std::fmt;

use percent_encoding::percent_decode_str;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

/// A link to a directory object, as `$links` and `$ref` give it.
///
/// ```
/// use directory_graph_runtime::ObjectLink;
///
/// let url = "https://graph.example/contoso.com/directoryObjects/3b06/Microsoft.DirectoryServices.User";
/// let link = ObjectLink::new(url);
/// assert_eq!(link.id(), "3b06");
/// assert_eq!(link.kind(), Some("User"));
/// assert_eq!(link.url(), url);
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ObjectLink {
    url: String,
    id: String,
    property: &'static str,
}

/// What the property with the address is called.
const PROPERTIES: [&str; 2] = ["url", "@odata.id"];

impl ObjectLink {
    /// Takes a link apart.
    pub fn new(url: impl Into<String>) -> Self {
        let url = url.into();
        let id = id_of(&url);
        Self { url, id, property: PROPERTIES[0] }
    }

    /// The identifier of the object that the link leads to; empty if the link has no path.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The type of the object without its namespace, for example `User`, if the link says so.
    pub fn kind(&self) -> Option<&str> {
        split_type(&self.url).1
    }

    /// The whole link.
    pub fn url(&self) -> &str {
        &self.url
    }
}

/// Takes the type off the end of a link: `…/{id}/Microsoft.DirectoryServices.User`.
fn split_type(url: &str) -> (&str, Option<&str>) {
    let path = url.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    match path.rsplit_once('/') {
        Some((rest, last)) if last.starts_with("Microsoft.") || last.starts_with("microsoft.") => {
            (rest, last.rsplit_once('.').map(|(_, kind)| kind))
        }
        _ => (path, None),
    }
}

fn id_of(url: &str) -> String {
    let (path, _) = split_type(url);
    let after_host = path
        .split_once("://")
        .map_or(path, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    let segment = after_host.rsplit('/').next().unwrap_or_default();
    let decoded = percent_decode_str(segment).decode_utf8_lossy();
    let key = decoded.split_once("('").and_then(|(_, rest)| rest.strip_suffix("')"));
    key.map_or_else(|| decoded.clone().into_owned(), |key| key.replace("''", "'"))
}

impl fmt::Debug for ObjectLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ObjectLink").field(&self.url).finish()
    }
}

impl fmt::Display for ObjectLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.url)
    }
}

impl From<&str> for ObjectLink {
    fn from(url: &str) -> Self {
        Self::new(url)
    }
}

impl From<String> for ObjectLink {
    fn from(url: String) -> Self {
        Self::new(url)
    }
}

impl Serialize for ObjectLink {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(self.property, &self.url)?;
        map.end()
    }
}

impl<'de> Deserialize<'de> for ObjectLink {
    /// Reads `{"url": "…"}` or `{"@odata.id": "…"}`; other properties, such as `odata.metadata`, say nothing about the link.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(LinkVisitor)
    }
}

struct LinkVisitor;

impl<'de> Visitor<'de> for LinkVisitor {
    type Value = ObjectLink;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a `url` or an `@odata.id`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ObjectLink, A::Error> {
        let mut link = None;
        while let Some(key) = map.next_key::<String>()? {
            match PROPERTIES.iter().find(|property| **property == key) {
                Some(property) => {
                    link = Some(ObjectLink {
                        property,
                        ..ObjectLink::new(map.next_value::<String>()?)
                    });
                }
                None => {
                    map.next_value::<serde::de::IgnoredAny>()?;
                }
            }
        }
        link.ok_or_else(|| serde::de::Error::missing_field("url"))
    }
}

impl super::wire::Readable for ObjectLink {
    fn from_map<'de, A: MapAccess<'de>>(map: A) -> Result<Result<Self, Value>, A::Error> {
        LinkVisitor.visit_map(map).map(Ok)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(url: &str) -> (String, Option<String>) {
        let link = ObjectLink::new(url);
        (link.id().to_owned(), link.kind().map(str::to_owned))
    }

    #[test]
    fn links_of_all_shapes_are_taken_apart() {
        let user = Some("User".to_owned());
        assert_eq!(
            parts("https://h/t/directoryObjects/3b06/Microsoft.DirectoryServices.User"),
            ("3b06".into(), user.clone())
        );
        assert_eq!(
            parts("https://h/t/directoryObjects/3b06/Microsoft.WindowsAzure.ActiveDirectory.User"),
            ("3b06".into(), user)
        );
        assert_eq!(parts("https://h/t/directoryObjects/3b06"), ("3b06".into(), None));
        assert_eq!(
            parts("https://h/t/directoryObjects('3b06')?api-version=1.6"),
            ("3b06".into(), None)
        );
        assert_eq!(
            parts("https://h/t/users/alex%40contoso.com/"),
            ("alex@contoso.com".into(), None)
        );
        assert_eq!(parts("https://h/t/users('o''brien%40x')"), ("o'brien@x".into(), None));
        assert_eq!(parts("directoryObjects/3b06"), ("3b06".into(), None));
        assert_eq!(parts("https://h"), (String::new(), None));
        assert_eq!(parts(""), (String::new(), None));
    }

    #[test]
    fn a_link_is_read_with_and_without_metadata() {
        let json =
            r#"{"odata.metadata":"https://h/$metadata","url":"https://h/t/directoryObjects/3b06"}"#;
        let link: ObjectLink = serde_json::from_str(json).unwrap();
        assert_eq!(link.id(), "3b06");
        assert_eq!(
            serde_json::to_string(&link).unwrap(),
            r#"{"url":"https://h/t/directoryObjects/3b06"}"#
        );
        assert!(serde_json::from_str::<ObjectLink>("{}").is_err());
    }

    #[test]
    fn an_address_is_read_and_written_under_its_own_name() {
        for text in [
            r#"{"url":"https://h/t/objects/3b06"}"#,
            r#"{"@odata.id":"https://h/v2/t/objects/3b06"}"#,
        ] {
            let link: ObjectLink = serde_json::from_str(text).expect("a link");
            assert_eq!(link.id(), "3b06");
            assert_eq!(serde_json::to_string(&link).expect("links are JSON"), text);
        }
    }
}
