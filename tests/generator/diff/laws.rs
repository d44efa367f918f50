//! What holds for any two specs, tried on every row of the table.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use codegen::diff::codes::CODES;
use codegen::diff::{Change, Diff, Level};
use serde_json::Value;

use crate::diff::cases;
use crate::diff::support::{compare, edited, fixture, side, sources, surface};

/// Changes of what is sent or read that leave the Rust API as it is: the verdict may be graver than `API.txt` shows.
const ON_THE_WIRE_ONLY: &[&str] = &[
    "version-parameter-changed",
    "default-version-changed",
    "cloud-url-changed",
    "scope-added",
    "scope-removed",
    "link-changed",
    "advanced-changed",
    "literals-changed",
    "advanced-added",
    "advanced-removed",
    "until-changed",
    "resync-added",
    "resync-removed",
    "fallback-changed",
    "flags-added",
    "flags-removed",
    "bounds-narrowed",
    "bounds-widened",
    "method-changed",
    "path-changed",
    "operation-version-changed",
    "idempotency-added",
    "idempotency-removed",
    "body-becomes-optional",
    "body-becomes-required",
    "status-added",
    "status-removed",
    "discriminator-changed",
    "odata-type-changed",
    "alias-added",
    "alias-removed",
    "property-renamed",
    "value-renamed",
];

/// A row of the table and all that there is to say about it, made once for all tests.
pub(super) struct Tried {
    pub(super) case: &'static cases::Case,
    pub(super) there: Diff,
    back: Diff,
    still: Diff,
    surface: BTreeSet<String>,
}

pub(super) static TRIED: LazyLock<Vec<Tried>> = LazyLock::new(|| {
    let base = side(&fixture());
    let tried = |case: &'static cases::Case| {
        let head = side(&edited(case.edits));
        let compare = codegen::diff::diff;
        let (there, back, still) =
            (compare(&base, &head), compare(&head, &base), compare(&head, &head));
        Tried { case, there, back, still, surface: surface(&head) }
    };
    cases::all().map(tried).collect()
});

#[test]
fn a_spec_does_not_differ_from_itself() {
    let base = fixture();
    for diff in TRIED.iter().map(|tried| &tried.still).chain([&compare(&base, &base)]) {
        assert!(diff.verdict().is_none() && diff.changes.is_empty(), "{}", diff.render_human());
    }
}

#[test]
fn the_order_of_the_text_says_nothing() {
    let base = fixture();
    let mut reversed = sources(&base);
    for source in &mut reversed {
        source.text = backwards(&serde_json::from_str(&source.text).unwrap(), "");
    }
    reversed.reverse();
    assert_ne!(sources(&base)[0].text, reversed[2].text);
    let head = codegen::read(&reversed)
        .unwrap_or_else(|mistakes| panic!("{}", mistakes.render_human(&reversed, false)));
    let diff = codegen::diff::diff(&side(&base), &head);
    assert_eq!(diff.verdict(), None, "{}", diff.render_human());
}

/// JSON with the entries of its objects backwards, apart from those whose first is special: the default cloud, and the
/// kind of identifier that links hold.
fn backwards(value: &Value, key: &str) -> String {
    match value {
        Value::Object(map) => {
            let mut entries: Vec<String> = map
                .iter()
                .map(|(key, value)| format!("{key:?}:{}", backwards(value, key)))
                .collect();
            if !matches!(key, "clouds" | "identifiers") {
                entries.reverse();
            }
            format!("{{{}}}", entries.join(","))
        }
        other => other.to_string(),
    }
}

#[test]
fn both_directions_mirror_each_other() {
    for Tried { case, there, back, .. } in TRIED.iter() {
        let expected: BTreeSet<(String, String)> = there
            .changes
            .iter()
            .map(|change| (mirrored(change.code.id), renamed(there, &change.subject)))
            .collect();
        let back: BTreeSet<(String, String)> = back
            .changes
            .iter()
            .map(|change| (change.code.id.to_owned(), change.subject.clone()))
            .collect();
        assert_eq!(expected, back, "{}", case.name);
    }
}

/// The change that one is when the two specs are swapped.
fn mirrored(code: &str) -> String {
    let swapped = [
        ("added", "removed"),
        ("required", "optional"),
        ("non-null", "nullable"),
        ("narrowed", "widened"),
    ];
    let swap = |(one, other): (&str, &str)| {
        let rest = code.strip_suffix(one)?;
        Some(format!("{rest}{other}"))
    };
    let mut both = swapped.into_iter().flat_map(|(a, b)| [(a, b), (b, a)]);
    both.find_map(swap).unwrap_or_else(|| code.to_owned())
}

/// A subject as it is called after the renames of a comparison: its name in the other direction.
fn renamed(diff: &Diff, subject: &str) -> String {
    let mut renames: Vec<(&str, String)> = diff
        .changes
        .iter()
        .filter(|change| change.code.id.ends_with("-renamed"))
        .map(new_subject)
        .collect();
    renames.sort_by_key(|(old, _)| std::cmp::Reverse(old.len()));
    let found = renames.iter().find(|(old, _)| {
        subject
            .strip_prefix(old)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '/']))
    });
    found.map_or(subject.to_owned(), |(old, new)| subject.replacen(old, new, 1))
}

fn new_subject(change: &Change) -> (&str, String) {
    let name = change.message.split('`').nth(1).unwrap();
    let separator =
        if ["value-renamed", "property-renamed", "variant-renamed"].contains(&change.code.id) {
            '.'
        } else {
            '/'
        };
    let (before, _) = change.subject.rsplit_once(separator).unwrap();
    (&change.subject, format!("{before}{separator}{name}"))
}

#[test]
fn the_verdict_agrees_with_the_surface() {
    let before = surface(&side(&fixture()));
    for Tried { case, there, back, surface: after, .. } in TRIED.iter() {
        let (removed, added) =
            (before.difference(after).count(), after.difference(&before).count());
        agrees(case.name, there, removed, added);
        agrees(case.name, back, added, removed);
    }
}

/// `removed` and `added` count the lines of `API.txt`; a line that changes is both.
fn agrees(name: &str, diff: &Diff, removed: usize, added: usize) {
    let told: usize = diff.changes.iter().map(|change| change.effects.len()).sum();
    let told_twice = diff
        .changes
        .iter()
        .flat_map(|change| &change.effects)
        .filter(|effect| effect.before.is_some() && effect.after.is_some())
        .count();
    assert_eq!(told + told_twice, removed + added, "{name}: each line is told once");
    let shown = match (removed, added) {
        (0, 0) => None,
        (0, _) => Some(Level::Minor),
        _ => Some(Level::Major),
    };
    assert!(diff.verdict() >= shown, "{name}");
    let invisible = diff
        .changes
        .iter()
        .filter(|change| change.effects.is_empty() && change.level > Level::Patch);
    for change in invisible {
        // What is not seen is either sent and read in another way, or comes along with something that is seen.
        let accompanies = removed > 0 || added > 0;
        assert!(
            accompanies || ON_THE_WIRE_ONLY.contains(&change.code.id),
            "{name}: {}",
            change.code.id
        );
    }
}

#[test]
fn every_effect_has_its_cause() {
    for Tried { case, there, back, .. } in TRIED.iter() {
        let lost = there
            .changes
            .iter()
            .chain(&back.changes)
            .find(|change| change.code.id.starts_with("rust-item-"));
        assert!(lost.is_none(), "{}: {lost:?}", case.name);
    }
}

#[test]
fn the_table_of_codes_is_sound_and_each_is_shown() {
    let ids: BTreeSet<&str> = CODES.iter().map(|code| code.id).collect();
    let rules: BTreeSet<(&str, &str)> = CODES.iter().map(|code| (code.id, code.rule)).collect();
    assert_eq!(ids.len(), rules.len(), "no code falls under two rules");
    for code in CODES {
        assert!(ids.contains(&*mirrored(code.id)), "{}", code.id);
        assert!(code.rule.ends_with('.'), "{}", code.rule);
    }
    let rows = cases::all().flat_map(|case| case.changes);
    let shown = rows.flat_map(|row| {
        let code = row.split(' ').nth(1).unwrap();
        [code.to_owned(), mirrored(code)]
    });
    let shown: BTreeSet<String> = shown.collect();
    let rest: Vec<&&str> = ids.iter().filter(|id| !shown.contains(**id)).collect();
    // Services, examples, how changes are told and what is waited for stand in tests of their own; the others tell what nothing else explains, and so far nothing needs it.
    let known = [
        "delta-changed",
        "example-changed",
        "rust-item-added",
        "rust-item-changed",
        "rust-item-removed",
        "service-added",
        "service-removed",
        "service-renamed",
        "until-changed",
    ];
    assert_eq!(rest, known.iter().collect::<Vec<_>>());
}
