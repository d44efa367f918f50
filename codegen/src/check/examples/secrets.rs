//! No secret that could be somebody's may stand in an example: the spec is public, and so is what is made of it.

use serde_json::Value;

use crate::check::Context;
use crate::diagnostics::{At, catalogue};

/// How long a made-up secret may be.
const LONGEST: usize = 40;

/// Reports what looks like a live secret in a value of an example; `names` are the properties that hold secrets.
pub(super) fn check(
    context: &mut Context<'_>,
    names: &[String],
    value: &Value,
    at: &At<'_>,
    is_secret: bool,
) {
    match value {
        Value::String(text) => {
            if let Some(what) = live(text, is_secret) {
                context.report(catalogue::secret_in_example(at.place(), what));
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                check(context, names, item, &at.index(index), is_secret);
            }
        }
        Value::Object(object) => {
            for (name, value) in object {
                // `value` also holds the items of lists, so that only what stands there itself is a secret.
                let is_scalar = !(value.is_array() || value.is_object());
                check(context, names, value, &at.key(name), is_scalar && names.contains(name));
            }
        }
        _ => {}
    }
}

fn live(text: &str, is_secret: bool) -> Option<&'static str> {
    if text.contains("-----BEGIN ") {
        return Some("somebody's key");
    }
    let may_hold_token = text.contains("eyJ");
    if may_hold_token
        && text.split(|c: char| c.is_whitespace() || matches!(c, '=' | '&' | '"')).any(is_token)
    {
        return Some("somebody's token");
    }
    let is_shortened = text.ends_with("...") || text.ends_with('…');
    (is_secret && text.chars().count() > LONGEST && !is_shortened).then_some("somebody's secret")
}

/// A JSON web token in full: three parts of base64, the first of which starts like an object.
fn is_token(text: &str) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    let is_part = |part: &&str| {
        part.len() >= 10
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    text.starts_with("eyJ") && parts.len() == 3 && parts.iter().all(is_part)
}
