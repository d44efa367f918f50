//! A page of a list.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use bytes::Bytes;
use serde::de::{
    Deserialize, DeserializeOwned, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor,
};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::bounds::Bounds;
use super::decode::{Decode, DecodeError, decode_with};
use super::quiet::Quietly;
use super::wire::{Key, KeySeed, LastKey, Names, type_name};
use super::{Change, Continuation, DeltaToken, Extra};

/// A page of a list: its items, and the link to the next page if there is one.
#[derive(Clone, Debug, PartialEq)]
pub struct Page<T> {
    /// The items of this page.
    pub value: Vec<T>,
    /// The link to the next page, as the service gave it.
    pub next_link: Option<String>,
    /// The link to later changes. Only the last page of a list of changes has it.
    pub delta_link: Option<String>,
    /// How many items there are on all pages, if the service was asked to count them. Only the first page says so.
    pub count: Option<u64>,
    /// What else the page says, such as `odata.metadata`.
    pub extra: Extra,
}

impl<T> Page<T> {
    /// Where to go on reading, if there is more. Can be saved as text.
    pub fn continuation(&self) -> Option<Continuation> {
        self.next_link.as_deref().map(Continuation::from)
    }
}

impl<T> Page<Change<T>> {
    /// Finds the links that a list of changes has under names of its own. They are written as they came, beside the page.
    pub(crate) fn find_links(&mut self, next: Option<&str>, delta: &str) {
        let link = |name: &str| self.extra.get(name)?.as_str().map(str::to_owned);
        let link = |name| link(name).filter(|link| !link.is_empty());
        let (next, delta) = (next.and_then(link), link(delta));
        if self.next_link.is_none() && next.is_some() {
            self.next_link = next;
            self.extra.omitted.insert(LINK);
        }
        if delta.is_some() {
            self.delta_link = delta;
            self.extra.omitted.insert(DELTA);
        }
    }

    /// What the next call asks from, if this is the last page.
    pub fn token(&self) -> Option<DeltaToken> {
        self.delta_link.as_deref().map(DeltaToken::from)
    }
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Self {
            value: Vec::new(),
            next_link: None,
            delta_link: None,
            count: None,
            extra: Extra::default(),
        }
    }
}

impl<T> Deref for Page<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.value
    }
}

impl<T> IntoIterator for Page<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.value.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Page<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.value.iter()
    }
}

impl<T: DeserializeOwned + Send + 'static> Decode for Page<T> {
    type Output = Self;

    fn decode(body: &Bytes, bounds: Bounds) -> Result<Self, DecodeError> {
        let items = ItemsSeed {
            room: body.len() / size_of::<T>().max(1),
            most: bounds.items,
            marker: PhantomData,
        };
        decode_with(body, bounds, PageSeed(items))
    }
}

const FIELDS: &[&str] =
    &["value", "odata.nextLink", "@odata.nextLink", "nextLink", "@odata.count", "odata.count"];

/// The place of the link among the fields, whatever its spelling.
const LINK: usize = 1;

/// The place of the number of items.
const COUNT: usize = 4;

/// The place of the link to later changes, behind the fields.
const DELTA: usize = FIELDS.len();

/// How the link, or the number of items, was spelled.
fn spelling(extra: &Extra, place: usize) -> &'static str {
    let mut spelled = extra.spellings().iter();
    FIELDS[spelled.find(|it| (**it < COUNT) == (place < COUNT)).copied().unwrap_or(place)]
}

/// Notes how it is spelled, if not as usual.
fn spell(extra: &mut Extra, spelling: usize, usual: usize) {
    if spelling != usual {
        extra.spell(spelling);
    }
}

impl<T: Serialize> Serialize for Page<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry(FIELDS[0], &self.value)?;
        let name = spelling(&self.extra, LINK);
        // A link that was found under another name is written as it came.
        let is_kept = |link: &String, place| {
            let mut beside = self.extra.iter();
            self.extra.omitted.contains(place) && beside.any(|(_, value)| value == link.as_str())
        };
        let next_link = self.next_link.as_ref().filter(|link| !is_kept(link, LINK));
        if let Some(link) = next_link {
            map.serialize_entry(name, link)?;
        }
        if let Some(link) = self.delta_link.as_ref().filter(|link| !is_kept(link, DELTA)) {
            map.serialize_entry("@odata.deltaLink", link)?;
        }
        // One that came as text is written as it came.
        let count = spelling(&self.extra, COUNT);
        if self.count.is_some() && !self.extra.contains_key(count) {
            map.serialize_entry(count, &self.count)?;
        }
        for (other, value) in self.extra.iter() {
            if other != FIELDS[0] && !(next_link.is_some() && other == name) {
                map.serialize_entry(other, value)?;
            }
        }
        map.end()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Page<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let items = ItemsSeed { room: 0, most: usize::MAX, marker: PhantomData };
        PageSeed(items).deserialize(deserializer)
    }
}

/// Reads a page.
struct PageSeed<T>(ItemsSeed<T>);

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for PageSeed<T> {
    type Value = Page<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Page<T>, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for PageSeed<T> {
    type Value = Page<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a page: an object with a `value` that is a list")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Page<T>, A::Error> {
        let names = Names { fields: FIELDS, aliases: &[], has_type: false };
        let mut last = LastKey::none();
        let (mut items, mut beside) = (None, Page::<()>::default());
        while let Some(()) = map.next_key_seed(KeySeed::new(&names, 0, &mut last))? {
            match last.key {
                Key::Field(0) => items = Some(map.next_value_seed(Quietly(self.0))?),
                _ => read_beside(&mut beside, &mut last, &mut map)?,
            }
        }
        let value = items.ok_or_else(|| serde::de::Error::missing_field("value"))?;
        let Page { value: _, next_link, delta_link, count, extra } = beside;
        Ok(Page { value, next_link, delta_link, count, extra })
    }
}

/// Reads what stands beside the items, which pages of all types have alike.
fn read_beside<'de, A: MapAccess<'de>>(
    page: &mut Page<()>,
    last: &mut LastKey<'de>,
    map: &mut A,
) -> Result<(), A::Error> {
    match last.key {
        Key::Field(spelling) if spelling >= COUNT => {
            let value: serde_json::Value = map.next_value()?;
            let count = value.as_u64().or_else(|| value.as_str()?.parse().ok());
            let is_first = page.count.is_none() && count.is_some();
            if is_first {
                page.count = count;
                spell(&mut page.extra, spelling, COUNT);
            }
            if !(is_first && value.is_u64()) {
                page.extra.insert(FIELDS[spelling], value);
            }
        }
        Key::Field(spelling) => {
            match map.next_value_seed(Quietly(PhantomData::<Option<String>>))? {
                Some(link) if !link.is_empty() && page.next_link.is_none() => {
                    page.next_link = Some(link);
                    spell(&mut page.extra, spelling, LINK);
                }
                other => _ = page.extra.insert(FIELDS[spelling], other),
            }
        }
        Key::Unknown => {
            let value: serde_json::Value = map.next_value()?;
            page.extra.insert(std::mem::take(&mut last.name), value);
        }
        Key::Type(annotation) => {
            let value: serde_json::Value = map.next_value()?;
            page.extra.insert(type_name(annotation), value);
        }
        Key::Alias(_) => unreachable!("a page has no aliases"),
    }
    Ok(())
}

/// Reads the items of a page.
struct ItemsSeed<T> {
    /// For how many items to make room at first. As many as take up the room of the text are a good guess, and do no
    /// harm if it is wrong.
    room: usize,
    /// How many items there may be.
    most: usize,
    marker: PhantomData<T>,
}

impl<T> Clone for ItemsSeed<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for ItemsSeed<T> {}

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for ItemsSeed<T> {
    type Value = Vec<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vec<T>, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for ItemsSeed<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sequence")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<T>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            if items.is_empty() {
                items.reserve_exact(self.room);
            }
            if items.len() == self.most {
                return Err(serde::de::Error::custom(format_args!(
                    "the page has more than {} items; `max_page_items` sets the limit",
                    self.most
                )));
            }
            items.push(item);
        }
        if items.len() < items.capacity() / 2 {
            items.shrink_to_fit();
        }
        Ok(items)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_spelling_of_the_next_link_is_read() {
        for name in ["odata.nextLink", "@odata.nextLink", "nextLink"] {
            let json = format!(
                r#"{{"odata.metadata":"m","{name}":"users?$skiptoken=X'1'","value":[1,2]}}"#
            );
            let page: Page<u8> = serde_json::from_str(&json).unwrap();
            assert_eq!(page.next_link.as_deref(), Some("users?$skiptoken=X'1'"), "{name}");
            assert_eq!(page.value, [1, 2]);
            assert_eq!(page.extra.names().collect::<Vec<_>>(), ["odata.metadata"]);
            let again: serde_json::Value = serde_json::to_value(&page).unwrap();
            assert_eq!(again, serde_json::from_str::<serde_json::Value>(&json).unwrap());
        }
    }

    #[test]
    fn the_number_of_all_items_is_read() {
        for (json, count) in [
            (r#"{"@odata.count":3,"value":[1]}"#, Some(3)),
            (r#"{"odata.count":"3","nextLink":"n","value":[1]}"#, Some(3)),
            (r#"{"odata.count":3,"value":[1]}"#, Some(3)),
            (r#"{"@odata.count":"many","value":[1]}"#, None),
            (r#"{"@odata.count":null,"value":[1]}"#, None),
            (r#"{"value":[1]}"#, None),
        ] {
            let page: Page<u8> = serde_json::from_str(json).unwrap();
            assert_eq!(page.count, count, "{json}");
            let again: serde_json::Value = serde_json::to_value(&page).unwrap();
            assert_eq!(again, serde_json::from_str::<serde_json::Value>(json).unwrap());
        }
    }

    #[test]
    fn a_page_keeps_its_type() {
        for json in [
            r#"{"value":[1],"odata.type":"Collection(Edm.Int32)"}"#,
            r##"{"value":[1],"@odata.type":"#Collection(Int32)","odata.type":null}"##,
        ] {
            let page: Page<u8> = serde_json::from_str(json).unwrap();
            let again: serde_json::Value = serde_json::to_value(&page).unwrap();
            assert_eq!(again, serde_json::from_str::<serde_json::Value>(json).unwrap());
        }
    }

    #[test]
    fn what_is_there_twice_is_written_once() {
        let json = r#"{"value":[1],"odata.nextLink":null,"odata.nextLink":""}"#;
        let page: Page<u8> = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&page).unwrap(), r#"{"value":[1],"odata.nextLink":""}"#);
        let json = r#"{"value":[1],"odata.nextLink":"a","odata.nextLink":"b"}"#;
        let page: Page<u8> = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&page).unwrap(), r#"{"value":[1],"odata.nextLink":"a"}"#);
    }

    #[test]
    fn several_spellings_are_all_written_again() {
        for (json, link, count) in [
            (r#"{"value":[],"odata.nextLink":"a","nextLink":"b"}"#, Some("a"), None),
            (r#"{"value":[],"odata.nextLink":"a","nextLink":"a"}"#, Some("a"), None),
            (r#"{"value":[],"odata.nextLink":"a","other":"a"}"#, Some("a"), None),
            (r#"{"value":[],"nextLink":"a","odata.nextLink":"b"}"#, Some("a"), None),
            (r#"{"value":[],"odata.nextLink":"a","nextLink":null}"#, Some("a"), None),
            (r#"{"value":[],"nextLink":null,"@odata.nextLink":"a"}"#, Some("a"), None),
            (r#"{"value":[],"nextLink":"","@odata.nextLink":"a"}"#, Some("a"), None),
            (r#"{"value":[],"odata.nextLink":null,"nextLink":null}"#, None, None),
            (r#"{"value":[],"@odata.count":5,"odata.count":null}"#, None, Some(5)),
            (r#"{"value":[],"@odata.count":5,"odata.count":6}"#, None, Some(5)),
            (r#"{"value":[],"odata.count":5,"@odata.count":"6"}"#, None, Some(5)),
            (r#"{"value":[],"@odata.count":"5","odata.count":5}"#, None, Some(5)),
            (r#"{"value":[],"@odata.count":"many","odata.count":5}"#, None, Some(5)),
        ] {
            let page: Page<u8> = serde_json::from_str(json).unwrap();
            assert_eq!((page.next_link.as_deref(), page.count), (link, count), "{json}");
            let again: serde_json::Value = serde_json::to_value(&page).unwrap();
            assert_eq!(again, serde_json::from_str::<serde_json::Value>(json).unwrap());
        }
    }

    #[test]
    fn the_last_page_has_no_link() {
        for json in [
            r#"{"value":[]}"#,
            r#"{"odata.nextLink":null,"value":[]}"#,
            r#"{"odata.nextLink":"","value":[]}"#,
        ] {
            let page = serde_json::from_str::<Page<u8>>(json).unwrap();
            assert!(page.continuation().is_none(), "{json}");
            assert!(page.value.is_empty(), "{json}");
            let again: serde_json::Value = serde_json::to_value(&page).unwrap();
            assert_eq!(again, serde_json::from_str::<serde_json::Value>(json).unwrap());
        }
        assert!(serde_json::from_str::<Page<u8>>("{}").is_err());
        assert!(serde_json::from_str::<Page<u8>>("[]").is_err());
    }
}
