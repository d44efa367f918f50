//! A comparison as text: for a terminal, for a pull request, for programs.

use serde::Serialize;

use super::aspects::Kind;
use super::facts::counted;
use super::{Change, Diff, Effect, Level};

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
        for Group { first, subjects, effects } in groups(&self.changes) {
            let (level, code) = (first.level.as_str(), first.code.id);
            let (shown, more) = cut(&subjects, 3);
            let more = more.map(|more| format!(" and {more} more")).unwrap_or_default();
            out += &format!("{level:5}  {code}  {}{more}\n", shown.join(", "));
            out += &format!("       {}\n", first.message);
            let (shown, more) = cut(&effects, 8);
            for line in shown.iter().flat_map(|effect| effect.lines()) {
                out += &format!("       {line}\n");
            }
            if let Some(more) = more {
                out += &format!("       … and {more} more of the Rust API\n");
            }
        }
        out += &format!("verdict: {}{}\n", self.verdict_name(), self.counts());
        if let Some(reason) = self.reason() {
            out += &format!("because: {reason}\n");
        }
        out
    }

    /// For a pull request. Patches are many and rarely read: they stay folded.
    pub fn render_markdown(&self) -> String {
        let reason = match self.reason() {
            Some(reason) => escaped(&reason) + &self.counts(),
            None => "Nothing changed but perhaps the layout of the text.".to_owned(),
        };
        let mut out = format!("### Spec: **{}**\n\n{reason}\n", self.verdict_name());
        for (level, number) in self.levels() {
            let (before, after) = match level {
                Level::Major => ("#### Major", ""),
                Level::Minor => ("#### Minor", ""),
                Level::Patch => ("<details><summary><b>Patch</b>", "\n</details>\n"),
            };
            let end = if level == Level::Patch { "</summary>" } else { "" };
            out += &format!("\n{before} ({number}){end}\n\n");
            let groups = groups(&self.changes).into_iter().filter(|it| it.first.level == level);
            out.extend(groups.map(|group| group.item()));
            out += after;
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
        let changes = self.changes.iter().map(|change| Row {
            level: change.level.as_str(),
            code: change.code.id,
            subject: &change.subject,
            message: full_message(change),
        });
        let changes = changes.collect();
        let whole = Whole { verdict: self.verdict_name(), changes };
        // Text always has a JSON form.
        serde_json::to_string_pretty(&whole).unwrap_or_default() + "\n"
    }

    /// Why the verdict is what it is: the rule behind the gravest change.
    pub fn reason(&self) -> Option<String> {
        let Change { level, code, subject, effects, .. } = self.changes.first()?;
        let raised = *level > code.level && effects.iter().any(|effect| effect.level() == *level);
        let rule = match level {
            Level::Major if raised => {
                "An item of the Rust API that goes, or whose signature changes, breaks its callers."
            }
            Level::Minor if raised => "An item of the Rust API is new.",
            _ => code.rule,
        };
        Some(format!("{rule} ({} of {subject})", code.id))
    }

    /// How many changes there are of each level that has any.
    fn levels(&self) -> impl Iterator<Item = (Level, usize)> {
        let count = |level| self.changes.iter().filter(|change| change.level == level).count();
        let levels = [Level::Major, Level::Minor, Level::Patch].into_iter();
        levels.map(move |level| (level, count(level))).filter(|(_, number)| *number > 0)
    }

    fn counts(&self) -> String {
        let parts = self.levels().map(|(level, number)| format!("{number} {}", level.as_str()));
        match parts.collect::<Vec<_>>().join(", ") {
            none if none.is_empty() => none,
            parts => format!(" ({parts})"),
        }
    }
}

impl Group<'_> {
    /// It as an item of a list in Markdown.
    fn item(&self) -> String {
        let (subjects, message) = (self.subjects.join("`**, **`"), escaped(&self.first.message));
        let mut out = format!("- `{}` **`{subjects}`**: {message}\n", self.first.code.id);
        if self.effects.is_empty() {
            return out;
        }
        let items = counted(self.effects.len(), "item");
        out += &format!("\n  <details><summary>{items} of the Rust API</summary>\n\n  ```diff\n");
        for line in self.effects.iter().flat_map(|effect| effect.lines()) {
            out += &format!("  {line}\n");
        }
        out + "  ```\n\n  </details>\n\n"
    }
}

/// Changes that differ in nothing but their subject, put together; the order is that of the first of each.
fn groups<'a>(changes: &'a [Change]) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for change in changes {
        let key = |it: &'a Change| (it.level, it.code.id, it.message.as_str());
        if let Some(group) = groups.iter_mut().find(|it| key(it.first) == key(change)) {
            group.subjects.push(&change.subject);
            group.effects.extend(&change.effects);
        } else {
            let (subjects, effects) = (vec![change.subject.as_str()], change.effects.iter());
            groups.push(Group { first: change, subjects, effects: effects.collect() });
        }
    }
    groups
}

/// The message of a change and, in short, its effects.
fn full_message(change: &Change) -> String {
    if change.effects.is_empty() || change.code.kind == Kind::Rust {
        return change.message.clone();
    }
    let (shown, more) = cut(&change.effects, 3);
    let shown = shown.iter().map(|effect| format!("{} `{}`", effect.verb(), effect.name));
    let parts: Vec<String> = shown.chain(more.map(|more| format!("and {more} more"))).collect();
    format!("{}; in Rust: {}", change.message, parts.join(", "))
}

/// What is shown of a list, and how many more there are.
fn cut<T>(list: &[T], most: usize) -> (&[T], Option<usize>) {
    match list.split_at_checked(most) {
        Some((shown, rest)) if !rest.is_empty() => (shown, Some(rest.len())),
        _ => (list, None),
    }
}

/// Markdown that shows a text as it is: outside of code, signs that start HTML are replaced.
fn escaped(text: &str) -> String {
    let plain = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let parts = text.split('`').enumerate();
    let parts = parts.map(|(at, part)| if at % 2 == 0 { plain(part) } else { part.to_owned() });
    parts.collect::<Vec<_>>().join("`")
}
