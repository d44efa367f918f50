//! Every operation of both services, called through the typed clients on the fake: prints `ok` and the operation if the
//! response was read as its model, and nothing of it was unknown.

mod calls;
/// The emitted tests, compiled here so that the library is compiled once.
#[cfg(test)]
mod emitted {
    include!(concat!(env!("OUT_DIR"), "/emitted.rs"));
}
#[path = "../fake/tests/plant.rs"]
mod plant;

use std::process::ExitCode;

use calls::{CALLS, Call};
use directory_graph_fake::FakeTenant;
use serde_json::Value;

/// What the spec does not describe as a whole, or is sent as the documents have it.
const DIFFERS: &[(&str, &str)] = &[
    (
        "azure_ad_graph:groups.appRoleAssignments.list",
        "unknown: Untyped { type: Some(\"Microsoft.DirectoryServices.AppRoleAssignment\"",
    ),
    ("microsoft_graph:applications.extensionProperties.create", "unknown: \"string\""),
];

fn main() -> ExitCode {
    let found = differing();
    for call in CALLS {
        match found.iter().find(|(operation, _)| *operation == call.operation) {
            Some((_, why)) => println!("differs {}: {why}", call.operation),
            None => println!("ok {}", call.operation),
        }
    }
    let is_known =
        found.iter().map(|(operation, why)| (*operation, why.as_str())).eq(DIFFERS.iter().copied());
    if is_known { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The operations whose responses are not read as they should be, and why.
fn differing() -> Vec<(&'static str, String)> {
    CALLS.iter().filter_map(|call| Some((call.operation, read(call).err()?))).collect()
}

/// Makes a call on a tenant that has what it is about.
fn read(call: &Call) -> Result<(), String> {
    let tenant = FakeTenant::new().loose();
    let body = serde_json::from_str(call.body).unwrap_or(Value::Null);
    plant::plant_all(&tenant, call.target.split('?').next().unwrap_or_default(), &body);
    plant::fill(&tenant);
    let told = call.run(tenant).map_err(|error| error.to_string())?;
    let unknown: Vec<&str> = told.iter().flat_map(|text| unknown(text)).collect();
    match told.len() {
        _ if !unknown.is_empty() => Err(format!("unknown: {}", unknown.join(", "))),
        0 if call.responds => Err("nothing has come".to_owned()),
        _ => Ok(()),
    }
}

/// What a `Debug` tells that has no place in the models, but for annotations, which `extra` keeps.
fn unknown(text: &str) -> impl Iterator<Item = &str> {
    let lists = text.split("extra: {").skip(1).filter_map(|rest| rest.split('}').next());
    let names = lists.flat_map(|names| names.split(", ")).filter(|name| {
        let name = name.trim_matches('"');
        !(name.is_empty() || name.starts_with("odata.") || name.starts_with("@odata."))
    });
    let values = text.split("Other(").skip(1).filter_map(|rest| rest.split(')').next());
    names.chain(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_unknown_is_noticed() {
        let told = r#"A { b: Some(Other("c")), d: [E { extra: {} }], extra: {"@odata.context", "f", "g"} }"#;
        assert_eq!(unknown(told).collect::<Vec<_>>(), [r#""f""#, r#""g""#, r#""c""#]);
        assert_eq!(unknown(r#"A { extra: {"odata.metadata"} }"#).next(), None);
    }

    #[test]
    fn responses_of_all_operations_are_read_and_wholly_known() {
        assert_eq!(CALLS.len(), 223);
        let found = differing();
        let found = found.iter().map(|(operation, why)| (*operation, why.as_str()));
        assert_eq!(found.collect::<Vec<_>>(), DIFFERS);
    }
}
