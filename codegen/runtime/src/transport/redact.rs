//! Takes secrets out of JSON that is to be kept.

use serde_json::Value;

/// What stands in place of a secret.
pub(crate) const REDACTED: &str = "<redacted>";

/// Properties that are secret wherever they occur, besides those that an operation names.
const SECRETS: &[&str] = &[
    "access_token",
    "accesstoken",
    "assertion",
    "client_assertion",
    "client_secret",
    "clientsecret",
    "currentpassword",
    "id_token",
    "newpassword",
    "password",
    "proof",
    "refresh_token",
    "secret",
    "secrettext",
];

/// Replaces every secret text or number.
pub(super) fn redact(json: &mut Value, secrets: &[&str]) {
    each_secret(json, secrets, &mut |secret| *secret = Value::from(REDACTED));
}

/// Does something with every secret text or number. Lists and objects under a secret name are searched themselves:
/// responses wrap lists in a property `value`, which is also what credentials call their secret.
pub(crate) fn each_secret(json: &mut Value, secrets: &[&str], act: &mut dyn FnMut(&mut Value)) {
    match json {
        Value::Array(items) => items.iter_mut().for_each(|item| each_secret(item, secrets, act)),
        Value::Object(properties) => {
            let is_credential =
                properties.contains_key("keyId") || properties.contains_key("customKeyIdentifier");
            for (name, value) in properties {
                let secret = is_secret(name, secrets) || (is_credential && name == "value");
                match value {
                    Value::String(_) | Value::Number(_) if secret => act(value),
                    _ => each_secret(value, secrets, act),
                }
            }
        }
        _ => {}
    }
}

fn is_secret(name: &str, secrets: &[&str]) -> bool {
    secrets.contains(&name) || SECRETS.iter().any(|secret| secret.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn secrets_go_and_everything_else_stays() {
        let mut json = json!({
            "displayName": "kept",
            "passwordProfile": {"password": "planted", "forceChangePasswordNextLogin": true},
            "keyCredentials": [{"keyId": "k", "value": "planted"}, {"keyId": "k", "value": null}],
            "value": ["kept", {"Proof": "planted", "pin": 1234}],
        });
        redact(&mut json, &["pin", "value"]);
        assert_eq!(
            json,
            json!({
                "displayName": "kept",
                "passwordProfile": {"password": "<redacted>", "forceChangePasswordNextLogin": true},
                "keyCredentials": [{"keyId": "k", "value": "<redacted>"}, {"keyId": "k", "value": null}],
                "value": ["kept", {"Proof": "<redacted>", "pin": "<redacted>"}],
            })
        );
    }
}
