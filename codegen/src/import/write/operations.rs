//! Operations as entries: ids, paths, queries, bodies and responses.

mod path;

use super::Writer;
use crate::import::csdl::{Operation, Parameter, TypeRef, Value};
use crate::import::naming;
use crate::import::paths::{Does, Found, Part};
use crate::json::{Node, Object, object};
use crate::names::ScopeKind;

/// What reads a list may be asked for, with the capability that allows it.
const OPTIONS: &[(&str, &str, &str)] = &[
    ("$select", "SelectSupport", "Supported"),
    ("$filter", "FilterRestrictions", "Filterable"),
    ("$search", "SearchRestrictions", "Searchable"),
    ("$orderby", "SortRestrictions", "Sortable"),
    ("$top", "TopSupported", ""),
    ("$skip", "SkipSupported", ""),
    ("$expand", "ExpandRestrictions", "Expandable"),
    ("$count", "CountRestrictions", "Countable"),
];

impl Writer<'_> {
    /// The id and the entry of an operation.
    pub(super) fn operation(&mut self, found: &Found) -> (String, Object) {
        let (path, steps) = self.path(found);
        let verb = self.verb(found);
        let mut id = steps.join(".");
        if let Some(verb) = verb {
            id = format!("{id}.{verb}");
        }
        let mut query: Vec<String> = self.aliases(found);
        query.extend(self.query(found).into_iter().map(str::to_owned));
        let target = match &found.does {
            Does::Call(index) => self.metadata.operations.get(*index),
            _ => None,
        };
        let doc = target.and_then(|it| self.metadata.description(&it.name)).map(super::clean);
        let doc = doc.filter(|it| !it.is_empty()).map(|doc| {
            doc + target.map(|it| self.deprecation(&it.name)).unwrap_or_default().trim_end()
        });
        let request = match &found.does {
            Does::Call(index) => self.naming.request(*index).map(str::to_owned),
            _ => None,
        };
        let rules = self.rules(found, &query);
        let permissions = self.permissions_of(found);
        let entry = object! {
            "http": format!("{} {path}", found.method),
            "summary": summary(found),
            "doc" ?: doc,
            "query" *: query,
            "body" ?: self.body(found),
            "request" ?: request,
            "returns": self.returns(found),
            "rules" *: rules,
            "permissions" ?: permissions,
        };
        (id, entry)
    }

    /// What the call does, where the last segment does not say it.
    fn verb(&self, found: &Found) -> Option<&'static str> {
        Some(match &found.does {
            Does::List(_) => "list",
            Does::Get(_) | Does::Read => "get",
            Does::Create(_) => "create",
            Does::Update(_) => "update",
            Does::Write => "put",
            Does::Delete => "delete",
            Does::Links(true, _) => "links",
            Does::Links(false, _) => "link",
            Does::Add(_) => "add",
            Does::Set(_) => "set",
            Does::Remove => "remove",
            Does::Count(_) => return None,
            Does::Call(index) => {
                // Where paths go on behind a function, its own call needs a name besides. Several arguments end a path.
                let operation = self.metadata.operations.get(*index)?;
                if operation.composable && operation.parameters.len() < 2 {
                    return Some("get");
                }
                // Ids do not say whether a collection is meant or an item of it.
                let is_twofold = matches!(found.path.iter().rev().nth(1), Some(Part::Key(_)))
                    && self.metadata.is_bound_twice(operation);
                return is_twofold.then_some("call");
            }
        })
    }

    fn query(&mut self, found: &Found) -> Vec<&'static str> {
        let is_list = match &found.does {
            Does::List(_) => true,
            Does::Get(_) => false,
            Does::Call(index) => match self.metadata.operations.get(*index) {
                Some(Operation { is_action: false, returns: Some(ty), .. }) if ty.many => {
                    if !self.metadata.structured.contains_key(&ty.name) {
                        return Vec::new();
                    }
                    true
                }
                _ => return Vec::new(),
            },
            Does::Count(_) => false,
            _ => return Vec::new(),
        };
        let is_meant = |name: &&str| match found.does {
            Does::Count(_) => matches!(*name, "$filter" | "$search"),
            _ => is_list || matches!(*name, "$select" | "$expand"),
        };
        let allows = |(_, capability, property): &&(&str, &str, &str)| {
            self.metadata.allows(&found.targets, capability, property).unwrap_or(true)
        };
        let options = OPTIONS.iter().filter(allows).map(|(name, ..)| *name).filter(is_meant);
        let options: Vec<&'static str> =
            options.filter(|name| self.base.has_option(name)).collect();
        self.used.options.extend(&options);
        options
    }

    /// What query options cannot name, and what lists cannot do without.
    fn rules(&self, found: &Found, query: &[String]) -> Vec<String> {
        const CANNOT: &[(&str, &str, &str, &str)] = &[
            ("$filter", "FilterRestrictions", "NonFilterableProperties", "filtered by"),
            ("$orderby", "SortRestrictions", "NonSortableProperties", "sorted by"),
            ("$expand", "ExpandRestrictions", "NonExpandableProperties", "expanded by"),
        ];
        let takes = |option: &str| query.iter().any(|it| it == option);
        let cannot = |(option, term, key, what): &(&str, &str, &str, &str)| {
            let said = self.metadata.capability(&found.targets, term, key)?;
            let names = said.items().iter().filter_map(Value::text);
            let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
            let is_said = takes(option) && !names.is_empty();
            is_said.then(|| format!("It cannot be {what} {}.", names.join(", ")))
        };
        let needs_filter = || {
            let needs =
                self.metadata.capability(&found.targets, "FilterRestrictions", "RequiresFilter");
            needs.and_then(Value::bool) == Some(true)
        };
        let needed = (takes("$filter") && needs_filter())
            .then(|| "It must be filtered with `$filter`.".to_owned());
        needed.into_iter().chain(CANNOT.iter().filter_map(cannot)).collect()
    }

    fn body(&self, found: &Found) -> Option<Node> {
        match &found.does {
            Does::Create(ty) | Does::Update(ty) => Some(self.ty(&one(ty)).into()),
            Does::Write => Some("bytes".into()),
            Does::Add(ty) | Does::Set(ty) => Some(self.link(ty)),
            Does::Call(index) => {
                let operation = self.metadata.operations.get(*index)?;
                (operation.is_action && !operation.parameters.is_empty())
                    .then(|| self.parameters(operation).into())
            }
            _ => None,
        }
    }

    /// A link to an object: by its identifier where the service's links lead to such objects, else by its address.
    fn link(&self, ty: &str) -> Node {
        let links = self.base.link_type(self.metadata);
        if links.is_some_and(|to| self.metadata.is_a(ty, to)) {
            return "link".into();
        }
        object! { "@odata.id": object! {
            "type": "string", "rust": "address", "required": true, "doc": "The address of the object, from `https` on.",
        } }
        .into()
    }

    fn parameters(&self, operation: &Operation) -> Object {
        let rust = naming::members(
            ScopeKind::Setters,
            operation.parameters.iter().map(|it| it.name.as_str()),
        );
        let entry = |(parameter, rust): (&Parameter, Option<String>)| {
            let is_required = naming::required(operation).any(|it| it.name == parameter.name);
            let mut entry = object! { "type": self.ty(&parameter.ty), "rust" ?: rust };
            if is_required {
                entry.put("required", true);
            }
            (parameter.name.clone(), entry)
        };
        operation.parameters.iter().zip(rust).map(entry).collect()
    }

    fn returns(&self, found: &Found) -> Object {
        match &found.does {
            Does::List(ty) => object! { "200": format!("page<{}>", self.ty(&one(ty))) },
            Does::Get(ty) => object! { "200": self.ty(&one(ty)) },
            Does::Create(ty) => object! { "201": self.ty(&one(ty)), "200": self.ty(&one(ty)) },
            Does::Update(ty) => {
                let text = format!("maybe<{}>", self.ty(&one(ty)));
                object! { "200": text.as_str(), "204": text.as_str() }
            }
            Does::Count(_) => object! { "200": "count" },
            Does::Links(true, _) => object! { "200": "page<ObjectLink>" },
            Does::Links(false, _) => object! { "200": "ObjectLink" },
            Does::Read => object! { "200": "bytes" },
            Does::Delete | Does::Remove | Does::Add(_) | Does::Set(_) | Does::Write => {
                object! { "204": "none", "200": "none" }
            }
            Does::Call(index) => {
                let operation = self.metadata.operations.get(*index);
                match operation.and_then(|it| it.returns.as_ref()) {
                    None => object! { "204": "none", "200": "none", "202": "none" },
                    Some(ty) if self.metadata.underlying(&ty.name) == "Edm.Stream" => {
                        object! { "200": "bytes" }
                    }
                    Some(ty) => {
                        let is_structured = self.metadata.structured.contains_key(&ty.name);
                        let text = match (ty.many, is_structured) {
                            (true, true) => format!("page<{}>", self.ty(&one(&ty.name))),
                            (false, true) => self.ty(ty),
                            _ => format!("value<{}>", self.ty(ty)),
                        };
                        let is_action = operation.is_some_and(|it| it.is_action);
                        object! { "200": text.as_str(), "201" ?: is_action.then_some(text.as_str()) }
                    }
                }
            }
        }
    }
}

fn one(name: &str) -> TypeRef {
    TypeRef { name: name.to_owned(), many: false }
}

/// One sentence that begins with a verb.
fn summary(found: &Found) -> String {
    let text = |part: &Part| match part {
        Part::Text(text) if text != "$ref" && text != "$count" && text != "$value" => {
            Some(text.clone())
        }
        Part::Alternate(set, ..) => Some(set.clone()),
        Part::Cast(name) | Part::Call(name, _) => {
            Some(name.rsplit('.').next().unwrap_or(name).to_owned())
        }
        _ => None,
    };
    let last = found.path.iter().rev().find_map(text).unwrap_or_default();
    let is_item = found.path.iter().any(|it| matches!(it, Part::Key(_) | Part::Alternate(..)))
        && found
            .path
            .iter()
            .rev()
            .find(|it| !matches!(it, Part::Text(text) if text.starts_with('$')))
            .is_some_and(|it| matches!(it, Part::Key(_) | Part::Alternate(..)));
    let what = if is_item { format!("an item of `{last}`") } else { format!("`{last}`") };
    match &found.does {
        Does::List(_) => format!("Lists {what}."),
        Does::Get(_) => format!("Gets {what}."),
        Does::Create(_) => format!("Creates an item of {what}."),
        Does::Update(_) => format!("Changes {what}."),
        Does::Delete => format!("Deletes {what}."),
        Does::Count(_) => format!("Counts {what}."),
        Does::Links(..) => format!("Gets the links of {what}."),
        Does::Add(_) => format!("Adds a link to {what}."),
        Does::Set(_) => format!("Sets the link of {what}."),
        Does::Remove => format!("Removes the link to {what}."),
        Does::Read => format!("Reads the stream of {what}."),
        Does::Write => format!("Writes the stream of {what}."),
        Does::Call(_) => format!("Calls {what}."),
    }
}

impl Found {
    /// The types that an operation names.
    pub(in crate::import) fn types<'a>(
        &'a self,
        metadata: &'a crate::import::csdl::Metadata,
    ) -> Vec<&'a str> {
        match &self.does {
            Does::List(ty) | Does::Get(ty) | Does::Create(ty) | Does::Update(ty) => vec![ty],
            Does::Call(index) => {
                let operation = metadata.operations.get(*index);
                let is_sent = |it: &&TypeRef| {
                    operation.is_some_and(|of| of.is_action) || !metadata.fits_path(it)
                };
                let parameters = operation.iter().flat_map(|it| &it.parameters);
                let returns = operation.iter().filter_map(|it| it.returns.as_ref());
                let all = parameters.map(|it| &it.ty).filter(is_sent).chain(returns);
                all.map(|ty| metadata.underlying(&ty.name)).collect()
            }
            _ => Vec::new(),
        }
    }
}
