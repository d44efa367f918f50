//! What paths along each relation may do: what the annotations say, else what is known of the vendor, else what OData allows.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use super::csdl::{Metadata, Value};

/// What Microsoft's metadata does not say of the relations of Microsoft Graph.
const MICROSOFT_GRAPH: &str = include_str!("microsoft_graph_relations.json");

/// What is known of a vendor's relations, by their names: the type, `/`, the navigation property.
#[derive(Default)]
struct Known {
    /// What they lead to has its place elsewhere, although the metadata has them contain it.
    elsewhere: BTreeSet<String>,
    /// They contain what they lead to, although the metadata does not say so.
    contains: BTreeSet<String>,
    /// Those whose links can be made and removed. Where none is known, all of them can.
    links: Option<BTreeSet<String>>,
    /// Their items have no paths.
    unkeyed: BTreeSet<String>,
    /// They can be expanded, but have no paths.
    absent: BTreeSet<String>,
    /// Properties that have paths although they are values.
    values: BTreeSet<String>,
    /// The kinds to which objects can be cast.
    kinds: BTreeMap<String, Vec<String>>,
}

impl Known {
    fn of(namespace: &str) -> Self {
        let json: Json = match namespace {
            "microsoft.graph" => serde_json::from_str(MICROSOFT_GRAPH).unwrap_or_default(),
            _ => return Self::default(),
        };
        let texts = |value: &Json| -> Vec<String> {
            let texts = value.as_array().into_iter().flatten().filter_map(Json::as_str);
            texts.map(|it| format!("{namespace}.{it}")).collect()
        };
        let set = |key: &str| texts(&json[key]).into_iter().collect();
        let kinds = json["kinds"].as_object().into_iter().flatten();
        Self {
            elsewhere: set("elsewhere"),
            contains: set("contains"),
            links: Some(set("links")),
            unkeyed: set("unkeyed"),
            absent: set("absent"),
            values: set("values"),
            kinds: kinds.map(|(it, kinds)| (format!("{namespace}.{it}"), texts(kinds))).collect(),
        }
    }
}

/// Notes it where it belongs, when all annotations are known.
pub(super) fn settle(metadata: &mut Metadata) {
    let known = Known::of(&metadata.namespace);
    let mut types = std::mem::take(&mut metadata.structured);
    for ty in types.values_mut() {
        for navigation in &mut ty.navigation {
            let target = format!("{}/{}", ty.name, navigation.name);
            let (targets, term) = (std::slice::from_ref(&target), "NavigationRestrictions");
            let allows = |property| metadata.allows(targets, term, property);
            let navigability = metadata.capability(targets, term, "Navigability");
            let navigability = navigability.and_then(Value::text);
            navigation.contains |= known.contains.contains(&target);
            navigation.elsewhere = known.elsewhere.contains(&target);
            navigation.has_paths = !known.absent.contains(&target)
                && !navigability.is_some_and(|it| it.ends_with("/None"));
            navigation.keyed =
                allows("IndexableByKey").unwrap_or_else(|| !known.unkeyed.contains(&target));
            let has_links = || match &known.links {
                Some(links) => links.contains(&target),
                None => !navigation.contains,
            };
            navigation.links = allows("Referenceable").unwrap_or_else(has_links);
        }
    }
    metadata.structured = types;
    metadata.values = known.values;
    metadata.casts = known.kinds;
    metadata.casts.extend(metadata.constraints());
}
