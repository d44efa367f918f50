//! What of the metadata is wanted: patterns over methods and paths, and names of types.

use super::csdl::Metadata;
use super::near;
use super::paths::Part;
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
    pub(super) fn operation(&self, method: &str, path: &[Part]) -> Option<usize> {
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

    /// Whether a pattern that lets something in agrees with a path as far as both are spelled out, and passes: how many parts
    /// it spells out, and whether `**` follows.
    fn agrees(&self, path: &[Part], passes: impl Fn(usize, bool) -> bool) -> bool {
        self.patterns.iter().filter(|pattern| !pattern.without).any(|pattern| match &pattern.what {
            What::Path(_, parts) => {
                let (said, rest) = spelled_out(parts);
                let agrees = said.iter().zip(path).all(|(said, part)| fits(said, part));
                agrees && passes(said.len(), rest)
            }
            What::Type(_) => false,
        })
    }

    /// Whether a pattern may fit something below a path.
    pub(super) fn goes_below(&self, path: &[Part]) -> bool {
        self.agrees(path, |said, rest| rest || said > path.len())
    }

    /// Whether a pattern spells a path out, or one that begins with it.
    pub(super) fn leads_to(&self, path: &[Part]) -> bool {
        self.agrees(path, |said, _| said >= path.len())
    }

    /// Whether a pattern spells out more than a path.
    pub(super) fn goes_on_from(&self, path: &[Part]) -> bool {
        self.agrees(path, |said, rest| said > path.len() || rest && said == path.len())
    }

    /// Whether a path is what a pattern spells out before `**`.
    pub(super) fn ends_at(&self, path: &[Part]) -> bool {
        self.agrees(path, |said, rest| rest && said == path.len())
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
fn matches(parts: &[String], path: &[Part]) -> bool {
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

/// Whether parts of a pattern mean an item by another key, if it is one: by its name, unless everything below is meant.
fn is_said(parts: &[String], part: &Part) -> bool {
    !matches!(part, Part::Alternate(..))
        || parts[0] == "*"
        || parts[0].contains('(')
        || parts.get(1).is_some_and(|it| it == "**")
}

/// Names of types in paths may go without the first part of their namespace, as `graph.user`.
fn fits(said: &str, part: &Part) -> bool {
    let (name, arguments): (&str, Vec<&String>) = match part {
        Part::Key(_) => return said == "*" || said.starts_with('{'),
        Part::Text(name) | Part::Cast(name) => (name, Vec::new()),
        Part::Alternate(name, _, keys) => (name, keys.iter().collect()),
        Part::Call(name, arguments) => (name, arguments.iter().map(|(name, _)| name).collect()),
    };
    let (wanted, inside) = match said.split_once('(') {
        Some((wanted, inside)) => (wanted, Some(inside.trim_end_matches(')'))),
        None => (said, None),
    };
    let is_named = wanted == "*"
        || wanted == name
        || (wanted.contains('.') && name.strip_suffix(wanted).is_some_and(|it| it.ends_with('.')));
    let same = |inside: &str| {
        let wanted = inside.split(',').filter(|it| !it.is_empty());
        let wanted = wanted.map(|it| it.split('=').next().unwrap_or_default().trim());
        wanted.eq(arguments)
    };
    is_named && inside.is_none_or(same)
}
