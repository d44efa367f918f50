//! JSON around a known shape, as text: in any order, with unknown names, wrong kinds, nulls, odd dates.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// An object: its type, and its properties by what they hold.
pub(crate) struct Shape {
    pub(crate) service: &'static str,
    pub(crate) name: &'static str,
    pub(crate) odata_type: Option<&'static str>,
    /// Text, identifiers and enumerations.
    pub(crate) texts: &'static [&'static str],
    pub(crate) dates: &'static [&'static str],
    pub(crate) flags: &'static [&'static str],
    pub(crate) numbers: &'static [&'static str],
    /// Lists of text.
    pub(crate) lists: &'static [&'static str],
    pub(crate) anything: &'static [&'static str],
    pub(crate) objects: &'static [(&'static str, &'static Shape)],
    pub(crate) object_lists: &'static [(&'static str, &'static Shape)],
    /// Other spellings, each with the usual one.
    pub(crate) aliases: &'static [(&'static str, &'static str)],
}

impl Shape {
    pub(crate) const EMPTY: Self = Self {
        service: "",
        name: "",
        odata_type: None,
        texts: &[],
        dates: &[],
        flags: &[],
        numbers: &[],
        lists: &[],
        anything: &[],
        objects: &[],
        object_lists: &[],
        aliases: &[],
    };

    /// The names of all properties.
    pub(crate) fn names(&self) -> Vec<&'static str> {
        let plain = [self.texts, self.dates, self.flags, self.numbers, self.lists, self.anything];
        let nested = self.objects.iter().chain(self.object_lists);
        let plain = plain.into_iter().flatten().copied();
        plain.chain(nested.map(|(name, _)| *name)).collect()
    }
}

/// Values that a service might send where text belongs, as JSON.
const TEXTS: &[&str] = &[
    r#""""#,
    r#""contoso.com""#,
    r#""Managed""#,
    r#""c7ebe5ed-b1d2-4990-88f7-892e4db2e5f3""#,
    r#""\u0041\/\n\u00fc\ud83d\ude00""#,
    r#""null""#,
    // Line ends of Unicode, a direction override and a byte order mark: text like any other.
    "\"a\u{2028}b\u{2029}c\u{85}\u{202e}\u{feff}\"",
];
const DATES: &[&str] = &[
    r#""2018-10-11T18:11:49Z""#,
    r#""2018-10-11T18:11:49.1234567Z""#,
    r#""2018-10-11T18:11:49.123456789123Z""#,
    r#""2018-10-11T18:11:49+02:00""#,
    r#""2018-10-11T18:11:49""#,
    r#""2018-02-30T25:61:61Z""#,
    r#""0001-01-01T00:00:00Z""#,
    r#""9999-12-31T23:59:59.9999999Z""#,
    r#""/Date(1539281509000)/""#,
    r#""""#,
    "1539281509",
];
const NUMBERS: &[&str] = &[
    "0",
    "-0",
    "-1",
    "1.0",
    "3600",
    "2147483647",
    "2147483648",
    "-2147483649",
    "9223372036854775807",
    "18446744073709551615",
    "1e3",
    "-0.5",
    "6.25e-2",
    "80",
    "1000.0",
    "-0.0",
    "0.1",
    "-122.38341676019999",
    "2.2250738585072014e-308",
    "1.7976931348623157e308",
    "12345678901234567890",
    "123456789012345678901234567890",
    r#""17""#,
];
const NAMES: &[&str] = &[
    "extension_ab603c56068041afb2f6832e2a17e237_skypeId",
    "odata.metadata",
    "odata.etag",
    "odata.editLink",
    "thumbnailPhoto@odata.mediaEditLink",
    "@odata.context",
    "objectid",
    "ObjectId",
    "value",
    "",
    "a\"b\\c\u{0}",
    "a\u{2028}b",
    "ü",
];

fn one_of(values: &'static [&'static str]) -> BoxedStrategy<String> {
    select(values).prop_map(str::to_owned).boxed()
}

fn text() -> BoxedStrategy<String> {
    let arbitrary = any::<String>().prop_map(quoted);
    prop_oneof![one_of(TEXTS), arbitrary].boxed()
}

fn flag() -> BoxedStrategy<String> {
    one_of(&["true", "false"])
}

fn number() -> BoxedStrategy<String> {
    let float = any::<f64>().prop_map(|number| serde_json::Value::from(number).to_string());
    prop_oneof![one_of(NUMBERS), float].boxed()
}

fn list(item: BoxedStrategy<String>) -> BoxedStrategy<String> {
    vec(item, 0..3).prop_map(|items| format!("[{}]", items.join(","))).boxed()
}

pub(crate) fn quoted(text: impl AsRef<str>) -> String {
    serde_json::Value::from(text.as_ref()).to_string()
}

/// Any JSON at all.
pub(crate) fn anything() -> BoxedStrategy<String> {
    let flat = prop_oneof![one_of(&["null"]), flag(), number(), text(), one_of(DATES)];
    flat.prop_recursive(3, 12, 3, |inner| {
        let entry = (select(NAMES), inner.clone());
        let entries = vec(entry, 0..3).prop_map(|entries| {
            joined(entries.into_iter().map(|(name, value)| (name.to_owned(), value)))
        });
        prop_oneof![list(inner.boxed()), entries]
    })
    .boxed()
}

/// An object of that shape, and of that type where it says so.
pub(crate) fn object(shape: &'static Shape) -> BoxedStrategy<String> {
    entries(shape).prop_map(joined).boxed()
}

fn entries(shape: &'static Shape) -> BoxedStrategy<Vec<(String, String)>> {
    let mut known: Vec<(&str, BoxedStrategy<String>)> = Vec::new();
    let mut add = |names: &[&'static str], value: BoxedStrategy<String>| {
        known.extend(names.iter().map(|name| (*name, value.clone())));
    };
    add(shape.texts, text());
    add(shape.dates, one_of(DATES));
    add(shape.flags, flag());
    add(shape.numbers, number());
    add(shape.lists, list(text()));
    add(shape.anything, anything());
    for (name, nested) in shape.objects {
        add(&[name], object(nested));
    }
    for (name, nested) in shape.object_lists {
        add(&[name], list(object(nested)));
    }
    for (alias, name) in shape.aliases {
        let usual = known.iter().find(|(known, _)| known == name);
        known.extend(usual.map(|(_, value)| (*alias, value.clone())));
    }
    let known = any::<Index>().prop_flat_map(move |index| {
        let (name, usual) = index.get(&known).clone();
        let value = prop_oneof![6 => usual, 1 => one_of(&["null"]), 1 => anything()];
        value.prop_map(move |value| (name.to_owned(), value))
    });
    let name = prop_oneof![select(NAMES).prop_map(str::to_owned), any::<String>()];
    let entry = prop_oneof![8 => known, 2 => (name, anything()), 1 => typed(shape)];
    vec(entry, 0..12).boxed()
}

/// Each property of a shape with a value that it is meant to hold.
pub(crate) fn plain(shape: &Shape) -> Vec<(String, String)> {
    let of = |names: &'static [&'static str], value: &'static str| {
        names.iter().map(move |name| ((*name).to_owned(), value.to_owned()))
    };
    let objects = shape.objects.iter().map(|(name, _)| ((*name).to_owned(), "{}".to_owned()));
    let lists = shape.object_lists.iter().map(|(name, _)| ((*name).to_owned(), "[{}]".to_owned()));
    of(shape.texts, r#""a""#)
        .chain(of(shape.dates, DATES[0]))
        .chain(of(shape.flags, "true"))
        .chain(of(shape.numbers, "1"))
        .chain(of(shape.lists, r#"["a"]"#))
        .chain(of(shape.anything, "[{}]"))
        .chain(objects)
        .chain(lists)
        .collect()
}

/// The property that tells the type: of this shape, of another, or nonsense.
pub(crate) fn typed(shape: &'static Shape) -> BoxedStrategy<(String, String)> {
    let own = shape.odata_type.unwrap_or("Microsoft.DirectoryServices.Device");
    let value = select(vec![
        quoted(own),
        quoted(own),
        quoted(format!("#{own}")),
        quoted("Microsoft.DirectoryServices.Robot"),
        "null".to_owned(),
        "7".to_owned(),
        "{}".to_owned(),
    ]);
    let key = select(&["odata.type", "odata.type", "@odata.type"][..]);
    (key.prop_map(str::to_owned), value).boxed()
}

/// An object of these entries; of several with one name, the first.
pub(crate) fn joined(entries: impl IntoIterator<Item = (String, String)>) -> String {
    let mut names: Vec<String> = Vec::new();
    let mut parts = Vec::new();
    for (name, value) in entries {
        if !names.contains(&name) {
            parts.push(format!("{}:{value}", quoted(&name)));
            names.push(name);
        }
    }
    format!("{{{}}}", parts.join(","))
}
