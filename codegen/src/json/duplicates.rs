//! Keys that an object has twice, and trees without a bottom.

use std::collections::BTreeMap;
use std::ops::Range;

use jsonc_parser::ast::{Object, Value};
use jsonc_parser::common::Ranged;

use crate::Diagnostics;
use crate::diagnostics::{Place, catalogue};

/// How deep values may stand in each other. Stages after this one may follow a tree by recursion.
const DEEPEST: usize = 100;

/// Reports every key that comes again. False if the tree is too deep to go on with, which is reported as well.
pub(crate) fn find(source: usize, tree: &Value<'_>, diagnostics: &mut Diagnostics) -> bool {
    let mut pending = vec![(tree, 0)];
    while let Some((value, depth)) = pending.pop() {
        if depth > DEEPEST {
            let start = value.range().start;
            let place = Place::bytes(source, start..start + 1);
            diagnostics.push(catalogue::too_deep(place));
            return false;
        }
        match value {
            Value::Object(object) => {
                find_in(source, object, diagnostics);
                pending.extend(object.properties.iter().map(|prop| (&prop.value, depth + 1)));
            }
            Value::Array(array) => {
                pending.extend(array.elements.iter().map(|element| (element, depth + 1)))
            }
            _ => {}
        }
    }
    true
}

fn find_in(source: usize, object: &Object<'_>, diagnostics: &mut Diagnostics) {
    let keys = || object.properties.iter().map(|prop| (prop.name.as_str(), prop.name.range()));
    let mut sorted: Vec<&str> = keys().map(|(key, _)| key).collect();
    sorted.sort_unstable();
    if sorted.windows(2).all(|pair| pair[0] != pair[1]) {
        return;
    }
    let mut first: BTreeMap<&str, Range<usize>> = BTreeMap::new();
    for (key, range) in keys() {
        let range = range.start..range.end;
        let Some(earlier) = first.get(key) else {
            first.insert(key, range);
            continue;
        };
        let mistake = catalogue::duplicate_key(Place::bytes(source, range), key);
        let earlier = Place::bytes(source, earlier.clone());
        diagnostics.push(mistake.related(earlier, "first defined here"));
    }
}
