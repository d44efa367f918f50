//! The variants of an open enumeration, and the lines that name those values whose own names would not do.

use serde_json::Value;

use super::{Context, clash};
use crate::contract::EnumValue;
use crate::diagnostics::{Diagnostic, Place, catalogue};
use crate::names::{self, Ident, Scope, ScopeKind};

/// What the values are called, one by one.
pub(super) fn variants(context: &mut Context, values: &[EnumValue]) -> Vec<Ident> {
    let mut scope = Scope::new(ScopeKind::Variants);
    let mut idents = Vec::new();
    let mut mistakes = Vec::new();
    for value in values {
        if let Some(given) = &value.rust
            && names::pascal(&value.name).is_some_and(|made| made == given.name[..])
        {
            context.report(catalogue::moot_name(given.at.clone(), &given.name));
        }
        let (ident, mistake) = variant(&mut scope, value);
        idents.push(ident.unwrap_or_else(names::stand_in));
        mistakes.extend(mistake.map(|mistake| (value, mistake)));
    }
    // Other names are looked for when all names that are taken are known.
    let lines: Vec<Option<String>> =
        mistakes.iter().map(|(value, _)| line(&mut scope, value, values)).collect();
    for (index, (_, mistake)) in mistakes.into_iter().enumerate() {
        // The first mistake shows the lines of all, so that they can be copied at once.
        let shown = if index == 0 { &lines[..] } else { &lines[index..=index] };
        let shown: Vec<&str> = shown.iter().flatten().map(String::as_str).collect();
        let help = format!("write in `values`:\n{}", shown.join("\n"));
        context.report(if shown.is_empty() { mistake } else { mistake.help(help) });
    }
    idents
}

fn variant(scope: &mut Scope<Place>, value: &EnumValue) -> (Option<Ident>, Option<Diagnostic>) {
    let (made, at) = match &value.rust {
        Some(given) => (names::given_variant(&given.name), &given.at),
        None => (names::pascal(&value.name), &value.at),
    };
    let mistake = match (&made, &value.rust) {
        (Some(ident), _) => clash(scope, ident, at, &|| format!("the value `{}`", value.name)),
        (None, Some(given)) => {
            let form = "like `NotFound`";
            Some(catalogue::bad_rust_name(at.clone(), &given.name, form))
        }
        (None, None) => Some(catalogue::no_identifier(at.clone(), &value.name)),
    };
    (made, mistake)
}

/// The entry that gives a value a name of its own: its characters spelled out, or those of the value whose name it has, or
/// a number.
fn line(scope: &mut Scope<Place>, value: &EnumValue, values: &[EnumValue]) -> Option<String> {
    let own = names::spelled_out(&value.name)?;
    let named = names::pascal(&value.name);
    let rival = values
        .iter()
        .find(|other| named.is_some() && names::pascal(&other.name) == named)
        .filter(|rival| rival.name != value.name && rival.rust.is_none());
    let rivals = rival.and_then(|rival| Some((rival, names::spelled_out(&rival.name)?)));
    let numbered = (2..=values.len() + 1).filter_map(|number| names::numbered(&own, number));
    let mut names = std::iter::once((value, own.clone()))
        .chain(rivals)
        .chain(numbered.map(|name| (value, name)));
    let is_free = |(value, name): &(&EnumValue, Ident)| {
        Some(name) != named.as_ref() && scope.enter(name, value.at.clone()).is_ok()
    };
    let (value, name) = names.find(is_free)?;
    let is_last = values.last().is_some_and(|last| last.name == value.name);
    let comma = if is_last { "" } else { "," };
    let text = |text: &str| Value::from(text).to_string();
    let (key, rust, doc) = (text(&value.name), text(name.as_str()), text(&value.doc));
    Some(format!("{key}: {{ \"rust\": {rust}, \"doc\": {doc} }}{comma}"))
}
