//! What a type may be: an object, an enumeration, a base, or one of the types of a base.

use super::{Definition, Kind, Types};
use crate::diagnostics::{At, catalogue};
use crate::resolve::{Context, did_you_mean, entry, errata, references};

/// Reports types that are of two kinds or of none.
pub(super) fn check(context: &mut Context<'_>, types: &Types<'_>) {
    let mut definitions: Vec<_> = types.by_name.values().collect();
    // File by file: the check of errata reads each file once.
    definitions.sort_by_key(|definition| definition.file.source);
    for definition in definitions {
        let root = At::file(definition.file.source);
        let section = root.key("types");
        let at = entry(&section, definition.name);
        errata::check(
            context,
            definition.file.source,
            &["types", definition.name],
            &definition.spec.errata,
        );
        references::documents(context, &at, &definition.spec.documents);
        if !definition.spec.values.is_empty()
            && (!definition.spec.properties.is_empty() || definition.spec.tag.is_some())
        {
            context.mistake(
                &catalogue::MIXED_TYPE,
                at.key("values").key_place(),
                format!("`{}` has both values and properties", definition.name),
                "an enumeration has values only",
                None,
            );
        }
        if definition.kind == Kind::Enum && definition.spec.is.is_some() {
            context.mistake(
                &catalogue::MIXED_TYPE,
                at.key("is").key_place(),
                "an enumeration has no base".to_owned(),
                "remove this",
                None,
            );
        }
        if definition.kind == Kind::Base && definition.spec.is.is_some() {
            context.mistake(
                &catalogue::BASE_OF_BASE,
                at.key("is").key_place(),
                format!("`{}` is a base and has a base", definition.name),
                "bases nest one deep",
                None,
            );
        }
        if let Some(base) = &definition.spec.is {
            match types.by_name.get(base.as_str()) {
                Some(found) if found.kind == Kind::Base => {
                    if definition.spec.odata_type.is_none() {
                        context.mistake(
                            &catalogue::UNTAGGED_TYPE,
                            at.key_place(),
                            format!(
                                "`{}` is based on `{base}` but nothing tells it apart",
                                definition.name
                            ),
                            "needs `odataType`",
                            Some(format!(
                                "add the value of `{}` that names this type",
                                found.spec.tag.as_deref().unwrap_or_default()
                            )),
                        );
                    }
                }
                Some(_) => context.mistake(
                    &catalogue::NO_BASE,
                    at.key("is").place(),
                    format!("`{base}` is not a base"),
                    "has no `tag`",
                    Some(format!(
                        "give `{base}` a `tag`: the property that tells its types apart"
                    )),
                ),
                None if context.is_poisoned(base) => {}
                None => context.mistake(
                    &catalogue::UNKNOWN_TYPE,
                    at.key("is").place(),
                    format!("there is no type `{base}`"),
                    "not defined",
                    did_you_mean(base, types.by_name.keys().copied()),
                ),
            }
        }

        check_tags(context, types, definition, &at);
    }
}

/// Reports what only types of a base have, on other types, and bases that no type is based on.
fn check_tags(
    context: &mut Context<'_>,
    types: &Types<'_>,
    definition: &Definition<'_>,
    at: &At<'_>,
) {
    let spec = definition.spec;
    if spec.is.is_none() {
        for (key, given) in [("odataType", &spec.odata_type), ("variant", &spec.variant)] {
            if given.is_some() {
                context.mistake(
                    &catalogue::LONELY_TAG,
                    at.key(key).key_place(),
                    format!("`{}` has `{key}` but is based on nothing", definition.name),
                    "not used",
                    Some("say what it is based on with `is`, or remove this".to_owned()),
                );
            }
        }
    }
    let is_empty = types
        .based_on(definition.name)
        .all(|based| based.kind != Kind::Object);
    if definition.kind == Kind::Base && is_empty && !context.is_partial() {
        context.mistake(
            &catalogue::EMPTY_BASE,
            at.key_place(),
            format!("no type is based on `{}`", definition.name),
            "told apart by a tag, but nothing to tell",
            Some(format!(
                "add types with `\"is\": \"{}\"`, or remove the `tag`",
                definition.name
            )),
        );
    }
}
