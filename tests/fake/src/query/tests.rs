//! What queries say, in tables of literal text, and what no text can do.

mod conditions;
mod lists;
mod random;
mod refused;
mod written;

use serde_json::{Map, Value, json};

use super::*;

/// The properties of a group, and some that no group has.
fn property(path: &str) -> Option<Property> {
    use Kind::{Boolean, Date, Number, Object, Text};
    use Support::{Advanced, Never, Plain};
    let (kind, list, filter, sort) = match path {
        "displayName" => (Text, false, Plain, Plain),
        "mail" => (Text, false, Plain, Advanced),
        "description" => (Text, false, Advanced, Never),
        "theme" => (Text, false, Never, Never),
        "appId" => (Text, false, Plain, Never),
        "securityEnabled" => (Boolean, false, Plain, Never),
        "createdDateTime" => (Date, false, Plain, Advanced),
        "size" => (Number, false, Plain, Plain),
        "proxyAddresses" => (Text, true, Plain, Never),
        "assignedLicenses" => (Object, true, Plain, Never),
        "assignedLicenses/skuId" => (Text, false, Plain, Never),
        "assignedLicenses/disabledPlans" => (Text, true, Plain, Never),
        "web" => (Object, false, Plain, Never),
        "web/homePageUrl" => (Text, false, Plain, Plain),
        _ => return None,
    };
    let search = matches!(path, "displayName" | "description" | "mail" | "proxyAddresses");
    Some(Property { kind, list, filter, sort, search })
}

fn rules(dialect: Dialect) -> Rules<'static> {
    Rules { dialect, advanced: true, loose: false, properties: &property }
}

/// Everything is allowed, so that only what a text says counts.
fn loose() -> Rules<'static> {
    Rules { loose: true, ..rules(Dialect::V4) }
}

fn group() -> Map<String, Value> {
    let group = json!({
        "displayName": "O'Brien's Groups",
        "mail": null,
        "appId": "0F1A2B3C-0000-0000-0000-000000000001",
        "securityEnabled": true,
        "createdDateTime": "2018-10-11T18:11:49.5Z",
        "size": 3,
        "proxyAddresses": ["SMTP:main@contoso.com", "smtp:other@contoso.com"],
        "assignedLicenses": [
            { "skuId": "sku-a", "disabledPlans": [] },
            { "skuId": "sku-b", "disabledPlans": ["plan"] }
        ],
        "web": { "homePageUrl": "https://contoso.com" }
    });
    match group {
        Value::Object(group) => group,
        _ => Map::new(),
    }
}

/// What a query sees of an object.
fn of<'v>(object: &'v Map<String, Value>) -> impl Fn(&str) -> Option<Cow<'v, Value>> {
    |name| object.get(name).map(Cow::Borrowed)
}
