//! Mistakes for programs and for GitHub.

use std::fmt::Write;

use serde_json::{Value, json};

use super::span::text_of;
use super::{Diagnostics, Located};
use crate::SourceFile;

impl Diagnostics {
    /// The mistakes as one JSON array. Lines and columns count from one, columns in characters; the end is the position
    /// after the last character.
    pub fn render_json(&self, sources: &[SourceFile]) -> String {
        let list: Vec<Value> =
            self.located(sources).iter().map(|located| object(sources, located)).collect();
        format!("{:#}\n", Value::Array(list))
    }

    /// The mistakes as workflow commands that GitHub shows beside the lines.
    pub fn render_github(&self, sources: &[SourceFile]) -> String {
        let mut out = String::new();
        for located in self.located(sources) {
            let at = &located.span;
            let diagnostic = located.diagnostic;
            let mut message = diagnostic.message.clone();
            if !diagnostic.label.is_empty() {
                let _ = write!(message, "\n{}", diagnostic.label);
            }
            for (span, label) in &located.related {
                let path = text_of(sources, span.source).0;
                let _ =
                    write!(message, "\n{path}:{}:{}: {label}", span.start.line, span.start.column);
            }
            if let Some(help) = &diagnostic.help {
                let _ = write!(message, "\nhelp: {help}");
            }
            let title = format!("{}: {}", diagnostic.code.id, diagnostic.code.title);
            let _ = writeln!(
                out,
                "::error file={},line={},col={},endLine={},endColumn={},title={}::{}",
                property(text_of(sources, at.source).0),
                at.start.line,
                at.start.column,
                at.end.line,
                at.end.column,
                property(&title),
                data(&message),
            );
        }
        out
    }
}

fn object(sources: &[SourceFile], located: &Located<'_>) -> Value {
    let diagnostic = located.diagnostic;
    let at = &located.span;
    let related = located.related.iter().map(|(span, label)| {
        json!({
            "path": text_of(sources, span.source).0, "line": span.start.line, "column": span.start.column,
            "end_line": span.end.line, "end_column": span.end.column, "label": label,
        })
    });
    json!({
        "code": diagnostic.code.id, "message": diagnostic.message, "path": text_of(sources, at.source).0, "pointer": *diagnostic.place.pointer,
        "line": at.start.line, "column": at.start.column, "end_line": at.end.line, "end_column": at.end.column,
        "label": Some(&diagnostic.label).filter(|label| !label.is_empty()),
        "related": related.collect::<Vec<_>>(), "help": diagnostic.help,
    })
}

/// Text as the message of a workflow command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Text as a property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
