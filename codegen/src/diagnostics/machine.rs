//! Mistakes for programs and for GitHub.

use std::fmt::Write;

use serde_json::{Value, json};

use super::span::{Span, line_and_column, text_of};
use super::{Diagnostics, Located};
use crate::SourceFile;

impl Diagnostics {
    /// The mistakes as one JSON array. Lines and columns count from one, columns in characters; the end is the position
    /// after the last character.
    pub fn render_json(&self, sources: &[SourceFile]) -> String {
        let list: Vec<Value> = self
            .located(sources)
            .iter()
            .map(|located| object(sources, located))
            .collect();
        format!("{:#}\n", Value::Array(list))
    }

    /// The mistakes as workflow commands that GitHub shows beside the lines.
    pub fn render_github(&self, sources: &[SourceFile]) -> String {
        let mut out = String::new();
        for located in self.located(sources) {
            let at = Position::of(sources, &located.span);
            let diagnostic = located.diagnostic;
            let mut message = diagnostic.message.clone();
            if !diagnostic.label.is_empty() {
                let _ = write!(message, "\n{}", diagnostic.label);
            }
            for (span, label) in &located.related {
                let there = Position::of(sources, span);
                let _ = write!(
                    message,
                    "\n{}:{}:{}: {label}",
                    there.path, there.line, there.column
                );
            }
            if let Some(help) = &diagnostic.help {
                let _ = write!(message, "\nhelp: {help}");
            }
            let title = format!("{}: {}", diagnostic.code.id, diagnostic.code.title);
            let _ = writeln!(
                out,
                "::error file={},line={},col={},endLine={},endColumn={},title={}::{}",
                property(at.path),
                at.line,
                at.column,
                at.end_line,
                at.end_column,
                property(&title),
                data(&message),
            );
        }
        out
    }
}

fn object(sources: &[SourceFile], located: &Located<'_>) -> Value {
    let diagnostic = located.diagnostic;
    let at = Position::of(sources, &located.span);
    let related = located.related.iter().map(|(span, label)| {
        let there = Position::of(sources, span);
        json!({
            "path": there.path, "line": there.line, "column": there.column,
            "end_line": there.end_line, "end_column": there.end_column, "label": label,
        })
    });
    json!({
        "code": diagnostic.code.id, "message": diagnostic.message, "path": at.path, "pointer": diagnostic.place.pointer,
        "line": at.line, "column": at.column, "end_line": at.end_line, "end_column": at.end_column,
        "label": Some(&diagnostic.label).filter(|label| !label.is_empty()),
        "related": related.collect::<Vec<_>>(), "help": diagnostic.help,
    })
}

/// A span in lines and columns.
struct Position<'a> {
    path: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

impl<'a> Position<'a> {
    fn of(sources: &'a [SourceFile], span: &Span) -> Self {
        let (path, text) = text_of(sources, span.source);
        let (line, column) = line_and_column(text, span.range.start);
        let (end_line, end_column) = line_and_column(text, span.range.end);
        Self {
            path,
            line,
            column,
            end_line,
            end_column,
        }
    }
}

/// Text as the message of a workflow command.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Text as a property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
