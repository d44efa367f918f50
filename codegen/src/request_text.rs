//! Documented requests as text: as they are sent, and as a command for a shell.

use heck::ToShoutySnakeCase;
use serde_json::Value;

use crate::json::Node;
use crate::model::{Operation, TestRequest};

/// Around the name of a variable that stands for a secret; documented text has no such character.
const MARK: char = '\u{e000}';

/// A request as it is sent, with the lines of its body.
pub(crate) fn http(request: &TestRequest) -> Vec<String> {
    let mut lines = vec![format!("{} {}", request.method, request.target)];
    lines.extend(request.headers.iter().map(|(name, value)| format!("{name}: {value}")));
    if let Some(body) = &request.body {
        lines.push(String::new());
        lines.extend(json(body.clone()).lines().map(str::to_owned));
    }
    lines
}

/// A request as a command for a shell. The token is `$TOKEN`, and secrets are variables too.
pub(crate) fn curl(operation: &Operation, request: &TestRequest) -> Vec<String> {
    let method = match request.method.as_str() {
        "GET" => String::new(),
        method => format!("-X {method} "),
    };
    let mut parts =
        vec![format!("curl {method}{}", quoted(&format!("{}{}", request.host, request.target)))];
    parts.push("-H \"Authorization: Bearer $TOKEN\"".to_owned());
    let header =
        |(name, value): &(String, String)| format!("-H {}", quoted(&format!("{name}: {value}")));
    parts.extend(request.headers.iter().map(header));
    match &request.body {
        Some(body) => {
            let mut body = body.clone();
            hide(&mut body, &operation.secrets);
            parts.push("-H 'Content-Type: application/json'".to_owned());
            parts.push(format!("-d {}", with_variables(&quoted(&json(body)))));
        }
        None if request.method != "GET" && request.method != "DELETE" => {
            parts.push("-H 'Content-Length: 0'".to_owned());
        }
        None => {}
    }
    parts.join(" \\\n  ").lines().map(str::to_owned).collect()
}

fn json(value: Value) -> String {
    Node::from(value).text().trim_end().to_owned()
}

/// Puts variables in the place of secrets.
fn hide(value: &mut Value, secrets: &[String]) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| hide(item, secrets)),
        Value::Object(object) => {
            for (name, value) in object {
                match value {
                    Value::String(text) if secrets.contains(name) => {
                        *text = format!("{MARK}{}{MARK}", name.to_shouty_snake_case());
                    }
                    value => hide(value, secrets),
                }
            }
        }
        _ => {}
    }
}

/// A text as one word of a shell.
fn quoted(text: &str) -> String {
    if !text.contains('\'') {
        return format!("'{text}'");
    }
    let mut quoted = String::from("\"");
    for c in text.chars() {
        if matches!(c, '"' | '$' | '`' | '\\') {
            quoted.push('\\');
        }
        quoted.push(c);
    }
    quoted + "\""
}

/// A quoted text with the marked names as variables, which between single quotes stand outside of them.
fn with_variables(quoted: &str) -> String {
    let (before, after) = match quoted.starts_with('\'') {
        true => ("'\"$", "\"'"),
        false => ("$", ""),
    };
    let parts = quoted.split(MARK).enumerate();
    parts
        .map(|(index, part)| match index % 2 {
            1 => format!("{before}{part}{after}"),
            _ => part.to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_shell() {
        assert_eq!(quoted("/groups?$top=1"), "'/groups?$top=1'");
        assert_eq!(quoted("/domains('a')?$top=1"), r#""/domains('a')?\$top=1""#);
        assert_eq!(quoted(r#"{"a": "it's \n"}"#), r#""{\"a\": \"it's \\n\"}""#);
    }

    #[test]
    fn secrets_are_variables() {
        let mut body = serde_json::json!({
            "displayName": "A", "passwords": [{ "secretText": "s3cret", "hint": "s3c" }]
        });
        hide(&mut body, &["secretText".to_owned()]);
        assert_eq!(
            with_variables(&quoted(&json(body.clone()))),
            r#"'{ "displayName": "A", "passwords": [{ "hint": "s3c", "secretText": "'"$SECRET_TEXT"'" }] }'"#
        );
        body["displayName"] = "it's".into();
        assert!(
            with_variables(&quoted(&json(body))).contains(r#"\"secretText\": \"$SECRET_TEXT\""#)
        );
    }
}
