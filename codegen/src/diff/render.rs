//! A comparison as text: for a terminal, for a pull request, for programs.

use serde::Serialize;

use super::aspects::Kind;
use super::facts::counted;
use super::{Change, Diff, Effect, Level};

/// Changes that differ in nothing but their subject, and are told at once: the first, and the subjects and effects of all.
type Group<'a> = (&'a Change, Vec<&'a str>, Vec<&'a Effect>);

impl Diff {
    /// For people at a terminal.
    pub fn render_human(&self) -> String {
        let mut out = String::new();
        for (first, subjects, effects) in groups(&self.changes) {
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
        let verdict = self.verdict_name();
        match self.reason() {
            Some(reason) => {
                out + &format!("verdict: {verdict} ({})\nbecause: {reason}\n", self.counts())
            }
            None => format!("verdict: {verdict}\n"),
        }
    }

    /// For a pull request. Patches are many and rarely read: they stay folded.
    pub fn render_markdown(&self) -> String {
        let reason = match self.reason() {
            Some(reason) => format!("{} ({})", escaped(&reason), self.counts()),
            None => "Nothing changed but perhaps the layout of the text.".to_owned(),
        };
        let mut out = format!("### Spec: **{}**\n\n{reason}\n", self.verdict_name());
        for (level, number) in self.levels() {
            let (before, after, end) = match level {
                Level::Major => ("#### Major", "", ""),
                Level::Minor => ("#### Minor", "", ""),
                Level::Patch => ("<details><summary><b>Patch</b>", "</summary>", "\n</details>\n"),
            };
            out += &format!("\n{before} ({number}){after}\n\n");
            let groups = groups(&self.changes).into_iter();
            out.extend(groups.filter(|(first, ..)| first.level == level).map(item));
            out += end;
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
        let whole = Whole { verdict: self.verdict_name(), changes: changes.collect() };
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
        parts.collect::<Vec<_>>().join(", ")
    }
}

/// A group as an item of a list in Markdown.
fn item((first, subjects, effects): Group<'_>) -> String {
    let (subjects, message) = (subjects.join("`**, **`"), escaped(&first.message));
    let mut out = format!("- `{}` **`{subjects}`**: {message}\n", first.code.id);
    if effects.is_empty() {
        return out;
    }
    let items = counted(effects.len(), "item");
    out += &format!("\n  <details><summary>{items} of the Rust API</summary>\n\n  ```diff\n");
    for line in effects.iter().flat_map(|effect| effect.lines()) {
        out += &format!("  {line}\n");
    }
    out + "  ```\n\n  </details>\n\n"
}

/// Changes put together; the order is that of the first of each group.
fn groups<'a>(changes: &'a [Change]) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let key = |it: &'a Change| (it.level, it.code.id, it.message.as_str());
    for change in changes {
        match groups.iter_mut().find(|(first, ..)| key(first) == key(change)) {
            Some((_, subjects, effects)) => {
                subjects.push(&change.subject);
                effects.extend(&change.effects);
            }
            None => groups.push((change, vec![&change.subject], change.effects.iter().collect())),
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
