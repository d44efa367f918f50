//! What a model does not know but must not lose.

use std::fmt;

use serde_json::{Map, Value};

/// Properties of a response that the model does not name, such as directory extension attributes, and those that it names
/// whose values are of another type: `"mailEnabled": "yes"` leaves `mail_enabled` empty and is here.
///
/// They are written back when the model is. `Debug` shows their names only, because a value may be private.
///
/// Numbers keep their value: whole ones from -2^63 to 2^64 - 1 as they are, all others as the nearest `f64`, of which the
/// shortest text is written that means the same number. Of more digits than that the rest is lost, unless the
/// application enables the feature `arbitrary_precision` of `serde_json`, which keeps the text of numbers and makes
/// reading slower for everything in the application; this crate leaves that choice alone.
#[derive(Clone, Default)]
pub struct Extra {
    /// Properties that came as `null`, by their place in the model.
    pub(crate) null: Bits,
    /// Properties that a response lacked. A model that was made by hand lacks none: the service writes every list, empty
    /// or not, and so does such a model.
    pub(crate) omitted: Bits,
    /// How the model's own type name was spelled, if it came along.
    pub(crate) type_key: Option<TypeKey>,
    more: Option<Box<More>>,
}

#[derive(Clone, Default)]
struct More {
    properties: Properties,
    /// Places in the model's aliases of the spellings that were read.
    spellings: Vec<usize>,
    /// Numbers as they came, by the place of the property that would write them in another way.
    numbers: Vec<(usize, Value)>,
}

/// Properties by their names, in the order of the names.
#[derive(Clone)]
enum Properties {
    /// Few of them: smaller and sooner made than a map.
    Few(Vec<(String, Value)>),
    Many(Map<String, Value>),
}

/// How many properties are few.
const FEW: usize = 16;

impl Default for Properties {
    fn default() -> Self {
        Self::Few(Vec::new())
    }
}

impl Properties {
    fn get(&self, name: &str) -> Option<&Value> {
        match self {
            Self::Few(few) => place(few, name).ok().map(|place| &few[place].1),
            Self::Many(many) => many.get(name),
        }
    }

    fn insert(&mut self, name: String, value: Value) -> Option<Value> {
        let few = match self {
            Self::Few(few) => few,
            Self::Many(many) => return many.insert(name, value),
        };
        match place(few, &name) {
            Ok(place) => return Some(std::mem::replace(&mut few[place].1, value)),
            Err(place) => few.insert(place, (name, value)),
        }
        if few.len() > FEW {
            *self = Self::Many(std::mem::take(few).into_iter().collect());
        }
        None
    }

    fn remove(&mut self, name: &str) -> Option<Value> {
        match self {
            Self::Few(few) => place(few, name).ok().map(|place| few.remove(place).1),
            Self::Many(many) => many.remove(name),
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Few(few) => few.len(),
            Self::Many(many) => many.len(),
        }
    }

    fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        let (few, many) = match self {
            Self::Few(few) => (few.as_slice(), None),
            Self::Many(many) => ([].as_slice(), Some(many)),
        };
        let few = few.iter().map(|(name, value)| (name.as_str(), value));
        few.chain(many.into_iter().flatten().map(|(name, value)| (name.as_str(), value)))
    }
}

/// Where a name stands, or where it would.
fn place(few: &[(String, Value)], name: &str) -> Result<usize, usize> {
    few.binary_search_by(|(known, _)| known.as_str().cmp(name))
}

/// A set of numbers. Those below 128 take no room of their own.
#[derive(Clone, Default)]
pub(crate) struct Bits {
    few: [u64; 2],
    more: Box<[u64]>,
}

impl Bits {
    #[inline]
    pub(crate) fn contains(&self, bit: usize) -> bool {
        self.word(bit / 64) >> (bit % 64) & 1 == 1
    }

    /// Adds a number and says whether it is new.
    #[inline]
    pub(crate) fn insert(&mut self, bit: usize) -> bool {
        let word = self.word_mut(bit / 64);
        let before = *word;
        *word |= 1 << (bit % 64);
        *word != before
    }

    /// The numbers below `end` that are not in this set, and those that are in the other.
    pub(crate) fn missing(&self, other: &Self, end: usize) -> Self {
        let mut missing = Self::default();
        for word in 0..end.div_ceil(64).max(2) {
            *missing.word_mut(word) = !self.word(word) | other.word(word);
        }
        missing
    }

    #[inline]
    fn word(&self, word: usize) -> u64 {
        match self.few.get(word) {
            Some(word) => *word,
            None => self.more.get(word - 2).copied().unwrap_or(0),
        }
    }

    #[inline]
    fn word_mut(&mut self, word: usize) -> &mut u64 {
        match word {
            0 | 1 => &mut self.few[word],
            _ => grown(&mut self.more, word - 2),
        }
    }
}

#[cold]
fn grown(more: &mut Box<[u64]>, word: usize) -> &mut u64 {
    if more.len() <= word {
        let mut words = std::mem::take(more).into_vec();
        words.resize(word + 1, 0);
        *more = words.into();
    }
    &mut more[word]
}

/// The spellings of the property that names an object's type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TypeKey {
    /// `"odata.type": "Namespace.Type"`
    Plain,
    /// `"@odata.type": "Namespace.Type"`
    Annotation,
    /// `"@odata.type": "#Namespace.Type"`
    Hash,
    /// The object came without, and another property told its type.
    Absent,
}

impl TypeKey {
    /// How types are spelled where the property `tag` names them.
    pub(crate) fn of(tag: &str) -> Self {
        match tag {
            "@odata.type" => Self::Hash,
            _ => Self::Plain,
        }
    }

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Plain => "odata.type",
            Self::Annotation | Self::Hash => "@odata.type",
            Self::Absent => "",
        }
    }
}

impl Extra {
    /// The value of an unknown property.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.more.as_ref()?.properties.get(name)
    }

    /// Sets a property that the model does not name; gives back its earlier value.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Value>) -> Option<Value> {
        self.more.get_or_insert_default().properties.insert(name.into(), value.into())
    }

    /// Takes a property out.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        self.more.as_mut()?.properties.remove(name)
    }

    /// Whether there is an unknown property of that name.
    pub fn contains_key(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// All unknown properties.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.more.iter().flat_map(|more| more.properties.iter())
    }

    /// The names of all unknown properties.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.iter().map(|(name, _)| name)
    }

    /// How many unknown properties there are.
    pub fn len(&self) -> usize {
        self.more.as_ref().map_or(0, |more| more.properties.len())
    }

    /// Whether there is no unknown property.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether there is the name of a type among the unknown properties.
    pub(crate) fn names_type(&self) -> bool {
        let mut names = [TypeKey::Plain, TypeKey::Hash].into_iter();
        names.any(|key| self.get(key.name()).is_some_and(Value::is_string))
    }

    pub(crate) fn spell(&mut self, alias: usize) {
        self.more.get_or_insert_default().spellings.push(alias);
    }

    pub(crate) fn respell(&mut self, field: usize, value: Value) {
        self.more.get_or_insert_default().numbers.push((field, value));
    }

    /// A property's number or numbers as they came, if the property would write them in another way.
    pub(crate) fn respelled(&self, field: usize) -> Option<&Value> {
        let mut numbers = self.more.as_ref()?.numbers.iter();
        numbers.find(|(place, _)| *place == field).map(|(_, value)| value)
    }

    pub(crate) fn spellings(&self) -> &[usize] {
        self.more.as_ref().map_or(&[], |more| &more.spellings)
    }
}

impl<N: Into<String>> FromIterator<(N, Value)> for Extra {
    fn from_iter<I: IntoIterator<Item = (N, Value)>>(properties: I) -> Self {
        let mut extra = Self::default();
        for (name, value) in properties {
            extra.insert(name, value);
        }
        extra
    }
}

impl PartialEq for Extra {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.names()).finish()
    }
}

/// An object of a type that the model does not name, kept as JSON.
///
/// `Debug` shows the names of its properties only.
#[derive(Clone, Default, PartialEq)]
pub struct Untyped(
    /// The properties, that of the type included.
    pub Map<String, Value>,
);

impl Untyped {
    /// The type that the service gave, without a leading `#`.
    pub fn type_name(&self) -> Option<&str> {
        let text = |property: &str| self.get(property)?.as_str();
        let name = text("odata.type").or_else(|| text("@odata.type"))?;
        Some(name.strip_prefix('#').unwrap_or(name))
    }

    /// The value of a property.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }
}

impl fmt::Debug for Untyped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Untyped")
            .field("type", &self.type_name())
            .field("properties", &self.0.keys().collect::<Vec<_>>())
            .finish()
    }
}

impl serde::Serialize for Untyped {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> serde::Deserialize<'de> for Untyped {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Map::deserialize(deserializer).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_any_numbers() {
        let mut bits = Bits::default();
        let numbers = [0, 63, 64, 127, 128, 200, 1000];
        assert!(numbers.iter().all(|number| bits.insert(*number)));
        assert!(!numbers.iter().any(|number| bits.insert(*number)));
        assert!(numbers.iter().all(|number| bits.contains(*number)));
        assert!(![1, 126, 129, 199, 999, 5000].iter().any(|number| bits.contains(*number)));
        let mut kept = Bits::default();
        kept.insert(200);
        let missing = bits.missing(&kept, 201);
        assert!(missing.contains(1) && missing.contains(199) && missing.contains(200));
        assert!(!missing.contains(0) && !missing.contains(128));
    }

    #[test]
    fn many_properties_are_kept_as_few_are() {
        let mut extra = Extra::default();
        for number in (0..40).rev() {
            assert_eq!(extra.insert(format!("p{number:02}"), number), None);
        }
        assert_eq!(extra.insert("p39", "again"), Some(Value::from(39)));
        let names: Vec<_> = extra.names().map(str::to_owned).collect();
        assert_eq!(names.len(), 40);
        assert!(names.is_sorted());
        assert_eq!(extra.remove("p07"), Some(Value::from(7)));
        assert_eq!((extra.len(), extra.get("p07")), (39, None));
    }

    #[test]
    fn debug_shows_names_only() {
        let mut extra = Extra::default();
        extra.insert("extension_1_skype", "planted");
        assert_eq!(format!("{extra:?}"), r#"{"extension_1_skype"}"#);
        assert_eq!(extra.get("extension_1_skype"), Some(&Value::from("planted")));
        assert_eq!(extra.len(), 1);
    }
}
