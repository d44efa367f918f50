//! What of the metadata is wanted: patterns over methods and paths, and names of types.

use super::csdl::Metadata;
use super::near;
use crate::SourceFile;
use crate::diagnostics::{Diagnostics, Place, catalogue};

/// The methods that a pattern may name.
const METHODS: &[&str] = &["GET", "POST", "PUT", "PATCH", "DELETE"];

/// All patterns.
#[derive(Debug)]
pub(super) struct Selection {
    patterns: Vec<Pattern>,
    /// The patterns as they are written, without those of comments.
    pub(super) texts: Vec<String>,
}

#[derive(Debug)]
struct Pattern {
    place: Place,
    text: String,
    without: bool,
    what: What,
}

#[derive(Debug)]
enum What {
    /// A type by its full name.
    Type(String),
    /// Operations: the method, if one is said, and the parts of the path.
    Path(Option<String>, Vec<String>),
}

/// A part of a path as patterns see it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Seen {
    /// A parameter.
    Value,
    /// Fixed text, and the names of what stands in parentheses after it.
    Text(String, Vec<String>),
    /// An item by another key: the collection, and the names of the key.
    Item(String, Vec<String>),
}

impl Selection {
    /// Reads patterns, one a line; what follows `#` is a comment. They are the source at 1.
    pub(super) fn read(source: &SourceFile) -> Result<Self, Diagnostics> {
        let (mut patterns, mut mistakes) = (Vec::new(), Diagnostics::new());
        let mut at = 0;
        for line in source.text.split_inclusive('\n') {
            let text = line.split('#').next().unwrap_or_default().trim();
            let start = at + line.find(text).unwrap_or(0);
            at += line.len();
            if text.is_empty() {
                continue;
            }
            let place = Place::bytes(1, start..start + text.len());
            match what(text.strip_prefix('!').unwrap_or(text).trim()) {
                Ok(what) => patterns.push(Pattern {
                    place,
                    text: text.to_owned(),
                    without: text.starts_with('!'),
                    what,
                }),
                Err(problem) => mistakes.push(catalogue::bad_pattern(place, text, problem)),
            }
        }
        if mistakes.is_empty() && patterns.iter().all(|pattern| pattern.without) {
            mistakes.push(catalogue::nothing_selected(Place::bytes(1, 0..source.text.len())));
        }
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        let texts = patterns.iter().map(|pattern| pattern.text.clone()).collect();
        Ok(Self { patterns, texts })
    }

    /// The pattern by which an operation is in, if it is: the first that fits, unless one with `!` fits too.
    pub(super) fn operation(&self, method: &str, path: &[Seen]) -> Option<usize> {
        let fits = |pattern: &&Pattern| match &pattern.what {
            What::Type(_) => false,
            What::Path(wanted, parts) => {
                wanted.as_ref().is_none_or(|it| it == method) && matches(parts, path)
            }
        };
        let mut without = self.patterns.iter().filter(|it| it.without);
        if without.any(|pattern| fits(&pattern)) {
            return None;
        }
        self.patterns.iter().position(|pattern| !pattern.without && fits(&pattern))
    }

    /// The patterns of paths that let something in, part by part.
    fn paths(&self) -> impl Iterator<Item = &[String]> {
        self.patterns.iter().filter(|pattern| !pattern.without).filter_map(|pattern| match &pattern
            .what
        {
            What::Path(_, parts) => Some(parts.as_slice()),
            What::Type(_) => None,
        })
    }

    /// Whether a pattern may fit something below a path.
    pub(super) fn goes_below(&self, path: &[Seen]) -> bool {
        self.paths().any(|parts| {
            let (said, rest) = spelled_out(parts);
            let begins = said.iter().zip(path).all(|(part, seen)| fits(part, seen));
            begins && (rest || said.len() > path.len())
        })
    }

    /// Whether a pattern spells a path out, or one that begins with it.
    pub(super) fn leads_to(&self, path: &[Seen]) -> bool {
        self.paths().any(|parts| {
            let (said, _) = spelled_out(parts);
            said.len() >= path.len() && said.iter().zip(path).all(|(part, seen)| fits(part, seen))
        })
    }

    /// Whether a pattern spells out more than a path.
    pub(super) fn goes_on_from(&self, path: &[Seen]) -> bool {
        self.paths().any(|parts| {
            let (said, rest) = spelled_out(parts);
            (said.len() > path.len() || rest && said.len() == path.len())
                && said.iter().zip(path).all(|(part, seen)| fits(part, seen))
        })
    }

    /// Whether a path is what a pattern spells out before `**`.
    pub(super) fn ends_at(&self, path: &[Seen]) -> bool {
        self.paths().any(|parts| {
            let (said, rest) = spelled_out(parts);
            rest && said.len() == path.len()
                && said.iter().zip(path).all(|(part, seen)| fits(part, seen))
        })
    }

    /// A pattern as it is written.
    pub(super) fn text(&self, pattern: usize) -> &str {
        self.patterns.get(pattern).map_or("", |it| &it.text)
    }

    /// The types that are named, and where.
    pub(super) fn types(&self) -> impl Iterator<Item = (usize, &str, &Place)> {
        self.patterns.iter().enumerate().filter_map(|(index, pattern)| match &pattern.what {
            What::Type(name) => Some((index, name.as_str(), &pattern.place)),
            What::Path(..) => None,
        })
    }

    /// Whether a pattern is `**`, which is everything.
    pub(super) fn is_everything(&self) -> bool {
        let is_all =
            |what: &What| matches!(what, What::Path(None, parts) if parts.as_slice() == ["**"]);
        self.patterns.iter().any(|pattern| !pattern.without && is_all(&pattern.what))
    }

    /// Reports patterns that fit nothing.
    pub(super) fn unused(&self, used: &[bool], metadata: &Metadata) -> Diagnostics {
        let mut mistakes = Diagnostics::new();
        for (pattern, is_used) in self.patterns.iter().zip(used) {
            let What::Path(_, parts) = &pattern.what else { continue };
            if !is_used && !pattern.without {
                let mistake = catalogue::unused_pattern(pattern.place.clone(), &pattern.text);
                mistakes.push(match near::unknown_part(metadata, parts) {
                    Some((part, known)) => mistake.did_you_mean(part, known),
                    None => mistake,
                });
            }
        }
        mistakes
    }

    /// How many patterns there are.
    pub(super) fn len(&self) -> usize {
        self.patterns.len()
    }
}

fn what(text: &str) -> Result<What, String> {
    let (method, path) = match text.split_once(' ') {
        Some((method, path)) if METHODS.contains(&method) => (Some(method.to_owned()), path.trim()),
        Some((method, _)) => return Err(format!("`{method}` is no method")),
        None => (None, text),
    };
    if method.is_none() && !path.contains(['/', '*', '{']) && path.contains('.') {
        return Ok(What::Type(path.to_owned()));
    }
    let path = path.strip_prefix('/').unwrap_or(path);
    let parts: Vec<String> = path.split('/').map(str::to_owned).collect();
    if parts.iter().any(String::is_empty) {
        return Err("a part of the path is empty".to_owned());
    }
    if path.contains(char::is_whitespace) {
        return Err("a path has no spaces".to_owned());
    }
    Ok(What::Path(method, parts))
}

/// The parts before `**`, and whether there is one.
fn spelled_out(parts: &[String]) -> (&[String], bool) {
    match parts.iter().position(|part| part == "**") {
        Some(at) => (&parts[..at], true),
        None => (parts, false),
    }
}

/// Whether a path fits: `**` is any number of parts, `*` one, `{…}` a parameter.
fn matches(parts: &[String], path: &[Seen]) -> bool {
    // Where the last `**` stood, and how much of the path it has taken.
    let (mut part, mut at, mut star) = (0, 0, None);
    while at < path.len() {
        match parts.get(part) {
            Some(text) if text == "**" => {
                star = Some((part, at));
                part += 1;
            }
            Some(text) if fits(text, &path[at]) && is_said(&parts[part..], &path[at]) => {
                part += 1;
                at += 1;
            }
            _ => match star {
                Some((before, taken)) => {
                    star = Some((before, taken + 1));
                    (part, at) = (before + 1, taken + 1);
                }
                None => return false,
            },
        }
    }
    parts[part..].iter().all(|text| text == "**")
}

/// Whether a part means an item by another key, if it stands for one: by its name, unless everything below is meant.
fn is_said(parts: &[String], seen: &Seen) -> bool {
    let is_item = matches!(seen, Seen::Item(..));
    !is_item
        || parts[0] == "*"
        || parts[0].contains('(')
        || parts.get(1).is_some_and(|it| it == "**")
}

/// Names of types in paths may go without the first part of their namespace, as `graph.user`.
fn fits(part: &str, seen: &Seen) -> bool {
    match seen {
        Seen::Value => part == "*" || part.starts_with('{'),
        Seen::Text(name, arguments) | Seen::Item(name, arguments) => {
            let (wanted, inside) = match part.split_once('(') {
                Some((wanted, inside)) => (wanted, Some(inside.trim_end_matches(')'))),
                None => (part, None),
            };
            let is_named = wanted == "*"
                || wanted == name
                || (wanted.contains('.')
                    && name.strip_suffix(wanted).is_some_and(|it| it.ends_with('.')));
            let same = |inside: &str| {
                let wanted = inside.split(',').filter(|it| !it.is_empty());
                let wanted = wanted.map(|it| it.split('=').next().unwrap_or_default().trim());
                wanted.eq(arguments.iter().map(String::as_str))
            };
            is_named && inside.is_none_or(same)
        }
    }
}
