//! Who may call what, from the vendor's list of permissions.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::SourceFile;
use crate::diagnostics::{Diagnostics, Place, catalogue};
use crate::json::{Object, object};

/// Who may call an operation: for each scheme the permissions that suffice, the least privileged first.
type Schemes = BTreeMap<&'static str, Vec<(bool, String)>>;

/// Methods and paths, and who may call them.
#[derive(Debug, Default)]
pub(super) struct Permissions(BTreeMap<(String, String), Schemes>);

/// The schemes of the list and the keys of the language.
const SCHEMES: &[(&str, &str)] = &[
    ("DelegatedWork", "delegated"),
    ("DelegatedPersonal", "personal"),
    ("Application", "application"),
];

impl Permissions {
    /// Reads the list, which is the source at 2.
    pub(super) fn read(source: &SourceFile) -> Result<Self, Diagnostics> {
        let wrong = |problem: String| {
            Diagnostics::from(catalogue::bad_permissions(Place::bytes(2, 0..0), problem))
        };
        let value: Value =
            serde_json::from_str(&source.text).map_err(|error| wrong(error.to_string()))?;
        let Some(list) = value["permissions"].as_object() else {
            return Err(wrong("it has no object `permissions`".to_owned()));
        };
        let mut all = Self::default();
        for (name, permission) in list {
            for set in permission["pathSets"].as_array().into_iter().flatten() {
                all.add(name, set);
            }
        }
        for schemes in all.0.values_mut() {
            for names in schemes.values_mut() {
                names.sort();
                names.dedup();
            }
        }
        Ok(all)
    }

    fn add(&mut self, name: &str, set: &Value) {
        let texts = |key: &str| set[key].as_array().into_iter().flatten().filter_map(Value::as_str);
        for (path, facts) in set["paths"].as_object().into_iter().flatten() {
            let facts = facts.as_str().unwrap_or_default();
            let fact = |key: &str| {
                let mut facts = facts.split(';').filter_map(|fact| fact.split_once('='));
                facts.find(|(it, _)| *it == key).map(|(_, value)| value)
            };
            let also = fact("AlsoRequires").into_iter().flat_map(|it| it.split(','));
            let mut entries: Vec<String> =
                also.map(|also| format!("{name} and {}", also.trim())).collect();
            if entries.is_empty() {
                entries.push(name.to_owned());
            }
            for method in texts("methods") {
                let key = (method.to_owned(), normal(path));
                let schemes = self.0.entry(key).or_default();
                for scheme in texts("schemeKeys") {
                    let Some((_, ours)) = SCHEMES.iter().find(|(it, _)| *it == scheme) else {
                        continue;
                    };
                    let is_least =
                        fact("least").is_some_and(|it| it.split(',').any(|it| it.trim() == scheme));
                    let of_scheme = schemes.entry(ours).or_default();
                    of_scheme.extend(entries.iter().map(|entry| (!is_least, entry.clone())));
                }
            }
        }
    }

    /// Who may call an operation, as a set of the language, if the list knows it.
    pub(super) fn of(&self, method: &str, path: &str) -> Option<Object> {
        let schemes = self.0.get(&(method.to_owned(), normal(path)))?;
        let names = |key: &str| -> Vec<String> {
            schemes.get(key).into_iter().flatten().map(|(_, name)| name.clone()).collect()
        };
        Some(object! {
            "delegated" *: names("delegated"),
            "personal" *: names("personal"),
            "application" *: names("application"),
        })
    }
}

/// A path as both sides write it: in lower case, its parameters without names, functions without empty parentheses.
fn normal(path: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in path.chars() {
        match c {
            '{' => {
                inside = true;
                out.push_str("{}");
            }
            '}' => inside = false,
            '\'' => {}
            _ if inside => {}
            c => out.push(c.to_ascii_lowercase()),
        }
    }
    out.replace("()", "").replace("microsoft.graph.", "")
}
