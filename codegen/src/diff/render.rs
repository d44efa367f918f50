//! A comparison as text: for a terminal, for a pull request, for programs.

use std::fmt::Write;

use serde::Serialize;

use super::{Change, Diff, Effect, Level};

/// Effects that are shown of one change before the rest is only counted.
const SHOWN: usize = 8;

/// Subjects that are named before the rest is only counted.
const NAMED: usize = 3;

/// Changes of one kind with one message, told once.
struct Group<'a> {
    first: &'a Change,
    subjects: Vec<&'a str>,
    effects: Vec<&'a Effect>,
}

impl Diff {
    /// For people at a terminal.
    pub fn render_human(&self) -> String {
        let mut out = String::new();
        for Group { first, subjects, effects } in groups(self.changes.iter()) {
            let _ = writeln!(
                out,
                "{:5}  {}  {}",
                first.level.as_str(),
                first.code.id,
                named(&subjects)
            );
            let _ = writeln!(out, "       {}", first.message);
            for effect in effects.iter().take(SHOWN) {
                for line in effect.lines() {
                    let _ = writeln!(out, "       {line}");
                }
            }
            if let Some(more) = effects.len().checked_sub(SHOWN + 1) {
                let _ = writeln!(out, "       … and {} more of the Rust API", more + 1);
            }
        }
        let _ = writeln!(out, "verdict: {}{}", self.verdict.as_str(), self.counts());
        if let Some(reason) = self.reason() {
            let _ = writeln!(out, "because: {reason}");
        }
        out
    }

    /// For a pull request.
    pub fn render_markdown(&self) -> String {
        let mut out = format!("### Spec: **{}**\n", self.verdict.as_str());
        match self.reason() {
            Some(reason) => drop(writeln!(out, "\n{}{}", escaped(&reason), self.counts())),
            None => out.push_str("\nNothing changed but perhaps the layout of the text.\n"),
        }
        for level in [Level::Major, Level::Minor, Level::Patch] {
            let changes: Vec<&Change> =
                self.changes.iter().filter(|change| change.level == level).collect();
            if !changes.is_empty() {
                level_section(&mut out, level, &changes);
            }
        }
        out
    }

    /// For programs.
    pub fn render_json(&self) -> String {
        #[derive(Serialize)]
        struct Whole<'a> {
            verdict: &'a str,
            changes: Vec<Row<'a>>,
        }
        #[derive(Serialize)]
        struct Row<'a> {
            level: &'a str,
            code: &'a str,
            subject: &'a str,
            message: String,
        }
        fn row(change: &Change) -> Row<'_> {
            Row {
                level: change.level.as_str(),
                code: change.code.id,
                subject: &change.subject,
                message: change.full_message(),
            }
        }
        let whole = Whole {
            verdict: self.verdict.as_str(),
            changes: self.changes.iter().map(row).collect(),
        };
        // Text always has a JSON form.
        serde_json::to_string_pretty(&whole).unwrap_or_default() + "\n"
    }

    /// Why the verdict is what it is: the rule behind the gravest change.
    pub fn reason(&self) -> Option<String> {
        let first = self.changes.first()?;
        let raised = first.level > first.code.level
            && first.effects.iter().any(|effect| effect.level() == first.level);
        let rule = match first.level {
            Level::Major if raised => {
                "An item of the Rust API that goes, or whose signature changes, breaks its callers."
            }
            Level::Minor if raised => "An item of the Rust API is new.",
            _ => first.code.rule,
        };
        Some(format!("{} ({} of {})", rule, first.code.id, first.subject))
    }

    fn counts(&self) -> String {
        let mut parts = Vec::new();
        for level in [Level::Major, Level::Minor, Level::Patch] {
            let count = self.changes.iter().filter(|it| it.level == level).count();
            if count > 0 {
                parts.push(format!("{count} {}", level.as_str()));
            }
        }
        match parts.is_empty() {
            true => String::new(),
            false => format!(" ({})", parts.join(", ")),
        }
    }
}

/// Patches are many and rarely read: they stay folded.
fn level_section(out: &mut String, level: Level, changes: &[&Change]) {
    let groups = groups(changes.iter().copied());
    let number = changes.len();
    let heading = match level {
        Level::Major => "Major",
        Level::Minor => "Minor",
        Level::Patch => "Patch",
    };
    if level == Level::Patch {
        let _ = write!(out, "\n<details><summary><b>{heading}</b> ({number})</summary>\n\n");
    } else {
        let _ = write!(out, "\n#### {heading} ({number})\n\n");
    }
    groups.iter().for_each(|group| item(out, group));
    if level == Level::Patch {
        out.push_str("\n</details>\n");
    }
}

fn item(out: &mut String, group: &Group<'_>) {
    let _ = writeln!(
        out,
        "- `{}` {}: {}",
        group.first.code.id,
        format_args!("**`{}`**", group.subjects.join("`**, **`")),
        escaped(&group.first.message)
    );
    if group.effects.is_empty() {
        return;
    }
    let number = match group.effects.len() {
        1 => "1 item".to_owned(),
        number => format!("{number} items"),
    };
    let _ = write!(out, "\n  <details><summary>{number} of the Rust API</summary>\n\n  ```diff\n");
    for line in group.effects.iter().flat_map(|effect| effect.lines()) {
        let _ = writeln!(out, "  {line}");
    }
    out.push_str("  ```\n\n  </details>\n\n");
}

/// Changes that differ in nothing but their subject, put together; the order is that of the first of each.
fn groups<'a>(changes: impl Iterator<Item = &'a Change>) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for change in changes {
        let key = |change: &'a Change| (change.level, change.code.id, change.message.as_str());
        let known = groups.iter().position(|it| key(it.first) == key(change));
        let index = known.unwrap_or_else(|| {
            groups.push(Group { first: change, subjects: Vec::new(), effects: Vec::new() });
            groups.len() - 1
        });
        groups[index].subjects.push(&change.subject);
        groups[index].effects.extend(&change.effects);
    }
    groups
}

fn named(subjects: &[&str]) -> String {
    let shown = subjects[..subjects.len().min(NAMED)].join(", ");
    match subjects.len().checked_sub(NAMED + 1) {
        Some(more) => format!("{shown} and {} more", more + 1),
        None => shown,
    }
}

/// Markdown that shows a text as it is: outside of code, signs that start HTML are replaced.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    let mut in_code = false;
    for c in text.chars() {
        in_code ^= c == '`';
        match c {
            '&' if !in_code => out.push_str("&amp;"),
            '<' if !in_code => out.push_str("&lt;"),
            '>' if !in_code => out.push_str("&gt;"),
            c => out.push(c),
        }
    }
    out
}
