//! Examples and errata, at their entries or in files of their own.

use serde_json::{Map, Value, json};

use super::section_mut;

/// The files that stand beside others, by what their one section is called.
const BESIDE: [&str; 2] = ["examples", "errata"];

/// Puts what a file says beside another to the entries there.
pub(super) fn join(file: &mut Value, section: &str, beside: &Value) {
    for list in ["operations", "types"] {
        for (name, entry) in section_mut(file, list).into_iter().flatten() {
            if let (Value::Object(entry), Some(items)) = (entry, beside[section].get(name)) {
                entry.insert(section.to_owned(), items.clone());
            }
        }
    }
}

/// A file and those beside it, by name.
pub(super) fn split(stem: String, mut file: Value) -> Vec<(String, Value)> {
    let mut files = Vec::new();
    for section in BESIDE {
        let mut beside = Map::new();
        for list in ["operations", "types"] {
            for (name, entry) in section_mut(&mut file, list).into_iter().flatten() {
                let items = entry.as_object_mut().and_then(|entry| entry.remove(section));
                beside.extend(items.map(|items| (name.clone(), items)));
            }
        }
        if !beside.is_empty() {
            let content = json!({ "$schema": file["$schema"], (section): beside });
            files.push((format!("{stem}.{section}"), content));
        }
    }
    files.push((stem, file));
    files
}
