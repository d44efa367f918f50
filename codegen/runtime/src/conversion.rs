//! Values of one service as values of the one that took its place, and back.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// What has another name in the other service.
#[derive(Debug)]
pub struct Conversion {
    /// The names of an object's type, here and there; both are empty if it has none.
    pub types: [&'static str; 2],
    /// The properties that name the types.
    pub tags: [&'static str; 2],
    /// Properties, or the values of an enumeration, here and there.
    pub renamed: &'static [[&'static str; 2]],
    /// Properties whose values are converted too, by their names here.
    pub nested: &'static [(&'static str, &'static Conversion)],
}

/// Makes a value of the other service. What that does not know stays in `extra`.
pub fn convert<A: Serialize, B: DeserializeOwned + Default>(value: &A, by: &Conversion) -> B {
    made(value, |value| there(value, by))
}

/// Makes a value of the service that was there before.
pub fn convert_back<A: Serialize, B: DeserializeOwned + Default>(value: &A, by: &Conversion) -> B {
    made(value, |value| back(value, by))
}

/// A value of an enumeration as that of the other service.
pub fn convert_text<B: From<String>>(text: &str, by: &Conversion) -> B {
    B::from(renamed(text, by, 0))
}

/// A value of an enumeration as that of the service that was there before.
pub fn convert_text_back<B: From<String>>(text: &str, by: &Conversion) -> B {
    B::from(renamed(text, by, 1))
}

/// Models are JSON and read any object, so that neither step fails.
fn made<A: Serialize, B: DeserializeOwned + Default>(
    value: &A,
    change: impl FnOnce(&mut Value),
) -> B {
    let mut value = serde_json::to_value(value).unwrap_or_default();
    change(&mut value);
    serde_json::from_value(value).unwrap_or_default()
}

fn there(value: &mut Value, by: &Conversion) {
    each(value, &mut |value| {
        if let Value::Object(object) = value {
            for (name, nested) in by.nested {
                object.get_mut(*name).into_iter().for_each(|value| there(value, nested));
            }
        }
        rename(value, by, 0);
    });
}

fn back(value: &mut Value, by: &Conversion) {
    each(value, &mut |value| {
        rename(value, by, 1);
        if let Value::Object(object) = value {
            for (name, nested) in by.nested {
                object.get_mut(*name).into_iter().for_each(|value| back(value, nested));
            }
        }
    });
}

/// The value, or the items of a list.
fn each(value: &mut Value, change: &mut impl FnMut(&mut Value)) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(change),
        value => change(value),
    }
}

fn rename(value: &mut Value, by: &Conversion, from: usize) {
    let to = 1 - from;
    match value {
        Value::Object(object) => {
            retype(object, by, from);
            for names in by.renamed {
                // What stands under the new name already is not lost: the old one stays beside it.
                if !object.contains_key(names[to])
                    && let Some(value) = object.remove(names[from])
                {
                    object.insert(names[to].to_owned(), value);
                }
            }
        }
        Value::String(text) => *text = renamed(text, by, from),
        _ => {}
    }
}

fn renamed(text: &str, by: &Conversion, from: usize) -> String {
    let found = by.renamed.iter().find(|names| names[from] == text);
    found.map_or(text, |names| names[1 - from]).to_owned()
}

/// Gives an object the type's other name, if it has the type's own.
fn retype(object: &mut Map<String, Value>, by: &Conversion, from: usize) {
    let to = 1 - from;
    let named = |name: &&str| {
        let text = object.get(*name).and_then(Value::as_str);
        text.is_some_and(|text| !text.is_empty() && text.trim_start_matches('#') == by.types[from])
    };
    if let Some(tag) = ["odata.type", "@odata.type"].iter().find(|it| named(it)) {
        object.remove(*tag);
        let hash = if by.tags[to].starts_with('@') { "#" } else { "" };
        object.insert(by.tags[to].to_owned(), Value::from(format!("{hash}{}", by.types[to])));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    static PLAN: Conversion =
        Conversion { types: ["", ""], tags: ["", ""], renamed: &[["at", "dateTime"]], nested: &[] };
    static COLOR: Conversion =
        Conversion { types: ["", ""], tags: ["", ""], renamed: &[["Red", "red"]], nested: &[] };
    static THING: Conversion = Conversion {
        types: ["Old.Thing", "new.thing"],
        tags: ["odata.type", "@odata.type"],
        renamed: &[["objectId", "id"], ["plans", "allPlans"]],
        nested: &[("plans", &PLAN), ("color", &COLOR)],
    };

    #[test]
    fn names_change_and_come_back() {
        let old = json!({
            "odata.type": "Old.Thing", "objectId": "a", "plans": [{ "at": 1, "x": null }, {}],
            "color": "Red", "gone": [1]
        });
        let new: Value = convert(&old, &THING);
        assert_eq!(
            new,
            json!({
                "@odata.type": "#new.thing", "id": "a", "allPlans": [{ "dateTime": 1, "x": null }, {}],
                "color": "red", "gone": [1]
            })
        );
        assert_eq!(convert_back::<_, Value>(&new, &THING), old);
    }

    #[test]
    fn nothing_takes_the_place_of_another() {
        let old = json!({ "objectId": "a", "id": "b", "odata.type": "Other", "color": "Blue" });
        assert_eq!(convert::<_, Value>(&old, &THING), old);
    }
}
