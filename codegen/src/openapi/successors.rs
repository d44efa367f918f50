//! What took the place of operations and types.

use serde_json::Value;

use crate::contract::{Operation, Replacement, TypeSuccessor};
use crate::json::{Object, object};

/// The operation that took the place of another, and what is called otherwise there.
pub(super) fn operation(operation: &Operation) -> Option<Object> {
    let Some(Replacement::Operation(successor)) = &operation.replaced_by else {
        return None;
    };
    let parameters = successor.parameters.iter();
    let query = successor.query.iter();
    Some(object! {
        "operation": &successor.id,
        "differs"?: successor.differs.as_deref(),
        "parameters"*: parameters.map(|(name, to)| (name.clone(), to.clone())).collect::<Object>(),
        "renamed"*: renamed(&successor.renamed),
        "query"*: query.map(|(name, value)| (name.clone(), value.clone())).collect::<Object>(),
    })
}

/// The type that took the place of another.
pub(super) fn ty(successor: &TypeSuccessor) -> Object {
    object! { "type": &successor.name, "renamed"*: renamed(&successor.renamed) }
}

/// Names and what they are there; null for what is gone.
fn renamed(renamed: &[(String, Option<String>)]) -> Object {
    renamed.iter().map(|(name, to)| (name.clone(), Value::from(to.clone()))).collect()
}
