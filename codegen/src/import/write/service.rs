//! The service's own file: what a maintainer has written there stays, what the import knows is made anew.

use heck::ToTitleCase;

use super::Writer;
use crate::import::csdl::{Metadata, RootKind};
use crate::import::naming;
use crate::import::paths::{Does, Found, Part};
use crate::json::{Node, Object, object};
use crate::names::ScopeKind;

/// What Microsoft's metadata does not say of Microsoft Graph.
const MICROSOFT_GRAPH: &str = include_str!("../microsoft_graph.json");

/// The query options, how each is taken, and what it does.
const QUERY: &[(&str, &str, bool, &str)] = &[
    (
        "$select",
        "select",
        false,
        "The properties that come back, instead of those that come by default.",
    ),
    (
        "$filter",
        "filter",
        false,
        "Only the objects that meet a condition, like `startswith(displayName,'A')`.",
    ),
    ("$search", "search", true, "Only the objects that hold words."),
    ("$orderby", "orderBy", false, "The order of the objects."),
    ("$top", "integer", false, "How many objects a page holds."),
    ("$skip", "integer", false, "How many objects are left out at the beginning."),
    ("$expand", "expand", false, "Related objects that come inside each object."),
    ("$count", "count", true, "Whether the first page tells how many objects there are in all."),
];

/// Where the file comes from.
pub(in crate::import) struct Imported {
    /// The digest of the metadata.
    pub(in crate::import) digest: String,
    pub(in crate::import) select: Vec<String>,
    pub(in crate::import) depth: Option<u32>,
}

/// What a maintainer has written, or what is known of the vendor.
#[derive(Debug)]
pub(in crate::import) struct Base {
    keys: Vec<(String, Node)>,
    version: Option<String>,
}

/// The keys that an import makes anew.
const OWN: &[&str] = &["identifiers", "path", "casts", "query", "permissionSets", "imported"];

impl Base {
    /// The file as it is, if there is one.
    pub(in crate::import) fn new(metadata: &Metadata, name: &str, file: Option<Object>) -> Self {
        let known = || match metadata.namespace.as_str() {
            "microsoft.graph" => Object::read(MICROSOFT_GRAPH),
            _ => None,
        };
        let plain = || {
            object! {
                "title": name.to_title_case(),
                "doc": "Imported from the service's metadata.",
                "version": object! { "known": vec!["v1.0"] },
                "clouds": object! { "Default": object! {
                    "url": "https://example.org", "doc": "Where the service is; the metadata does not say it.",
                } },
                "scopes": vec!["https://example.org/.default"],
            }
        };
        let keys = file.or_else(known).unwrap_or_else(plain).into_entries();
        let version = keys.iter().find(|(key, _)| key == "version").map(|(_, value)| value);
        let version = version.filter(|it| it.get("query").is_none());
        let version = version.and_then(|it| it.get("known")?.first()?.as_text());
        Self {
            version,
            keys: keys.into_iter().filter(|(key, _)| !OWN.contains(&key.as_str())).collect(),
        }
    }

    /// What each path begins with.
    pub(in crate::import) fn prefix(&self) -> String {
        self.version.as_ref().map_or(String::new(), |version| format!("/{version}"))
    }

    fn get(&self, key: &str) -> Option<&Node> {
        self.keys.iter().find(|(it, _)| it == key).map(|(_, value)| value)
    }

    /// Whether calls can say what an option needs.
    pub(in crate::import) fn has_option(&self, name: &str) -> bool {
        QUERY.iter().any(|(it, ..)| *it == name)
    }

    /// The collection that links lead into, and the parameter that selects an item of it.
    fn links(&self) -> Option<(String, String)> {
        let to = self.get("link")?.get("to")?.as_text()?;
        let mut parts = to.rsplit('/');
        let parameter = parts.next()?.strip_prefix('{')?.strip_suffix('}')?.to_owned();
        Some((parts.next()?.to_owned(), parameter))
    }

    /// The type of the objects that links lead to.
    pub(in crate::import) fn link_type<'m>(&self, metadata: &'m Metadata) -> Option<&'m str> {
        let (collection, _) = self.links()?;
        let mut roots = metadata.roots.iter();
        let root = roots.find(|it| it.kind == RootKind::Set && it.name == collection)?;
        Some(&root.target)
    }
}

impl Writer<'_> {
    /// The set of permissions of an operation, by its name.
    pub(super) fn permissions_of(&mut self, found: &Found) -> Option<String> {
        let path: String = found.path.iter().map(|part| format!("/{}", plain(part))).collect();
        let set = self.permissions.of(found.method, &path).filter(|it| !it.is_empty())?;
        let text = Node::from(set.clone()).text();
        let sets = &self.used.permission_sets;
        let same = sets.iter().find(|(_, it)| Node::from((*it).clone()).text() == text);
        if let Some((name, _)) = same {
            return Some(name.clone());
        }
        let least = ["delegated", "application", "personal"]
            .iter()
            .find_map(|key| set.get(key)?.first()?.as_text());
        let least = least.unwrap_or_default().replace(' ', "-");
        let numbered = (2..).map(|number| format!("{least}-{number}"));
        let name =
            std::iter::once(least.clone()).chain(numbered).find(|it| !sets.contains_key(it))?;
        self.used.permission_sets.insert(name.clone(), set);
        Some(name)
    }

    /// The text of `service.json`.
    pub(super) fn service(&mut self, imported: &Imported) -> String {
        let is_link = |does: &Does| {
            matches!(does, Does::Links(..) | Does::Add(_) | Does::Set(_) | Does::Remove)
        };
        let has_links = self.chosen.iter().any(|it| is_link(&it.does));
        let mut first = None;
        if let Some((_, parameter)) = self.base.links().filter(|_| has_links)
            && let Some(ty) = self.base.link_type(self.metadata)
            && let Some(kind) = self.naming.identifier(ty)
        {
            self.used.identifiers.entry(kind.clone()).or_insert_with(|| Some(ty.to_owned()));
            let doc = format!("The key of a `{}`.", self.naming.ty(ty));
            self.used.parameters.entry(parameter).or_insert((kind.clone(), doc));
            first = Some(kind);
        }
        let mut file = Object::default();
        for (key, value) in &self.base.keys {
            match key.as_str() {
                "link" if !has_links => {}
                "advanced" if !self.used.options.contains("$count") => {
                    let parts = value.clone().into_object().into_entries();
                    file.put(
                        key,
                        parts.into_iter().filter(|(key, _)| key != "count").collect::<Object>(),
                    );
                }
                _ => file.put(key, value.clone()),
            }
        }
        file.put_any("identifiers", self.identifiers(first));
        let parameter = |(name, (kind, doc)): (&String, &(String, String))| {
            (name.clone(), object! { "identifier": kind, "doc": doc })
        };
        file.put_any("path", self.used.parameters.iter().map(parameter).collect::<Object>());
        file.put_any("casts", self.used.casts.clone().into_iter().collect::<Object>());
        file.put_any("query", self.options());
        file.put_any(
            "permissionSets",
            std::mem::take(&mut self.used.permission_sets).into_iter().collect::<Object>(),
        );
        let mut from =
            object! { "digest": imported.digest.as_str(), "select": imported.select.clone() };
        if let Some(depth) = imported.depth {
            from.put("depth", depth);
        }
        file.put("imported", from);
        Node::from(file).text()
    }

    /// The kinds of identifiers. What links lead to comes first, which is how they know it.
    fn identifiers(&self, first: Option<String>) -> Object {
        let used = &self.used.identifiers;
        let mut names: Vec<&String> = used.keys().collect();
        names.sort_by_key(|name| Some(*name) != first.as_ref());
        let entry = |name: &String| {
            let doc = match used.get(name) {
                Some(Some(ty)) => {
                    format!("The key of a `{}`, or of a kind of it.", self.naming.ty(ty))
                }
                _ => "A value that a function takes, as text.".to_owned(),
            };
            (name.clone(), object! { "doc": doc, "example": "1" })
        };
        names.into_iter().map(entry).collect()
    }

    fn options(&self) -> Object {
        let used = QUERY.iter().filter(|(name, ..)| self.used.options.contains(name));
        let is_advanced = self.base.get("advanced").is_some();
        let entry = |(name, kind, advanced, doc): &(&str, &str, bool, &str)| {
            let rust = (*name == "$orderby").then_some("order_by");
            let mut entry = object! { "rust" ?: rust, "type": *kind };
            if *advanced && is_advanced {
                entry.put("advanced", true);
            }
            entry.put("doc", *doc);
            ((*name).to_owned(), entry)
        };
        // The names of the other options come first, so that these keep out of their way.
        let others = QUERY.iter().map(|(name, ..)| name.trim_start_matches('$'));
        let options = self.used.aliases.values().map(|option| option.trim_start_matches('@'));
        let rust = naming::members(ScopeKind::Setters, others.chain(["order_by"]).chain(options));
        let rust = rust.into_iter().skip(QUERY.len() + 1);
        let aliases = self.used.aliases.iter().zip(rust).map(|(((argument, ty), option), rust)| {
            let entry = object! {
                "rust" ?: rust,
                "type": "json",
                "of" ?: (ty != "any").then_some(ty.as_str()),
                "doc": format!("The argument `{argument}`."),
            };
            (option.clone(), entry)
        });
        used.map(entry).chain(aliases).collect()
    }
}

/// A part as lists of permissions write it.
fn plain(part: &Part) -> String {
    match part {
        Part::Text(text) | Part::Cast(text) => text.clone(),
        Part::Key(_) => "{id}".to_owned(),
        Part::Alternate(set, _, names) => {
            let names: Vec<String> = names.iter().map(|name| format!("{name}={{value}}")).collect();
            format!("{set}({})", names.join(","))
        }
        Part::Call(name, arguments) if arguments.is_empty() => name.clone(),
        Part::Call(name, arguments) => {
            let names: Vec<String> =
                arguments.iter().map(|(name, _)| format!("{name}={{value}}")).collect();
            format!("{name}({})", names.join(","))
        }
    }
}
