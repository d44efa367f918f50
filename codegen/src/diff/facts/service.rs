//! What the service's own file says, and which files there are.

use super::{Aspect, Builder, Kind, pascal, pattern, shape};
use crate::contract::{Advanced, Asked, Delta, Operation, OptionKind, ParameterId, Takes};

impl Builder<'_> {
    pub(super) fn service(&mut self) {
        let (service, whole) = (self.service, self.whole);
        let errors = service.errors.iter().map(|it| format!("errors/{}", it.name)).collect();
        let operations = count(service.operations().count(), "operation");
        let size = format!("{operations} and {}", count(service.types.len(), "type"));
        self.put(whole, Aspect::Exists, "").shown(size).about = errors;
        self.put(whole, Aspect::Name, &service.name);
        self.text(whole, "title", &service.title);
        self.text(whole, "documentation", &service.doc);
        self.text(whole, "authority", service.authority.as_deref().unwrap_or_default());
        self.errata(whole, &service.errata);
        let query = service.version.query.as_deref();
        self.given(whole, Aspect::VersionParameter, query, ["as `{}`", "in the path"]);
        let default = service.version.default.as_deref();
        self.given(whole, Aspect::DefaultVersion, default, ["`{}`", "none"]);
        let versions = self.below(whole, "versions");
        self.set(versions, Aspect::Version, &service.version.known);
        self.put(versions, Aspect::Order, &service.version.known.join("\n"));
        let scopes = self.below(whole, "scopes");
        for scope in &service.scopes {
            self.put_one(scopes, Aspect::Scope, scope).shown(scope);
        }
        if let Some(names) = &service.user_consent {
            let consent = self.below(whole, "userConsent");
            self.flag(consent, Aspect::ConsentSaid, true);
            self.set(consent, Aspect::Consent, names);
        }
        let successor = service.successor.as_ref().map(|successor| successor.name.as_str());
        self.given(whole, Aspect::ReplacedBy, successor, ["`{}`", "none"]);
        self.protocol(whole);
        if let Some(imported) = &service.imported {
            self.text(whole, "digest of the metadata", &imported.digest);
            self.text(whole, "selection of the metadata", &imported.select.join("\n"));
            let depth = imported.depth.map(|depth| depth.to_string());
            self.text(whole, "depth of the import", &depth.unwrap_or_default());
        }
        self.flag(whole, Aspect::Tenant, service.tenant().is_some());
        self.clouds();
        self.error_codes();
        self.identifiers();
        self.parameters();
        self.options();
        self.headers();
        self.files();
    }

    /// What the service does in a way of its own: links, advanced queries, lists of changes, batches.
    fn protocol(&mut self, whole: usize) {
        let service = self.service;
        let links = service.link.as_ref();
        let links = links.map(|link| format!("{} of {}", link.property, shape(&link.template)));
        self.given(whole, Aspect::Link, links.as_deref(), ["`{}`", "none"]);
        let version = if service.has_typed_literals { "3" } else { "4" };
        self.put(whole, Aspect::Literals, version);
        if let Some(Advanced { header, value, count }) = &service.advanced {
            let count = count.map(|id| service[id].name.as_str());
            let and = if count.is_some() { " and {}" } else { "" };
            let asked = self.put(whole, Aspect::Advanced, &format!("`{header}: {value}{and}`"));
            asked.names(Kind::QueryOption, count);
        } else {
            self.put(whole, Aspect::Advanced, "nothing");
        }
        if let Some(delta) = &service.delta {
            self.put(whole, Aspect::Delta, &told(delta));
        }
        if let Some(batch) = service.batch {
            self.text(whole, "format of batches", if batch.json { "JSON" } else { "multipart" });
            self.text(whole, "number of calls in a batch", &batch.most.to_string());
        }
    }

    fn clouds(&mut self) {
        for cloud in &self.service.clouds {
            let id = self.add(self.whole, Kind::Cloud, &cloud.name, &cloud.url, &cloud.doc);
            self.put(id, Aspect::Url, &cloud.url);
        }
        if let Some(first) = self.service.clouds.first() {
            let clouds = self.below(self.whole, "clouds");
            self.put(clouds, Aspect::DefaultCloud, "{}").names(Kind::Cloud, Some(&first.name));
        }
    }

    /// All services share one enumeration of error codes.
    fn error_codes(&mut self) {
        for error in &self.service.errors {
            let id = self.add(self.whole, Kind::ErrorCode, &error.name, "yes", &error.doc);
            self.facts[id].about = vec![format!("errors/{}", error.name)];
            let status = error.status.map(|status| status.to_string());
            let shown = ["status {}", "no status of its own"];
            self.given(id, Aspect::Status, status.as_deref(), shown);
            self.flag(id, Aspect::Resync, error.resync);
            self.rust(id, error.rust.as_ref());
        }
    }

    fn identifiers(&mut self) {
        for it in &self.service.identifiers {
            let id = self.add(self.whole, Kind::Identifier, &it.name, "yes", &it.doc);
            self.facts[id].about = vec![self.entry(&format!("identifier {}", pascal(&it.name)))];
            self.text(id, "example", &it.example);
            for kind in &it.includes {
                let kind = &self.service[*kind].name;
                let fact = self.put_one(id, Aspect::Includes, kind);
                fact.names(Kind::Identifier, Some(kind)).shown(format!("`{kind}`"));
            }
        }
    }

    /// Parameters come and go with the operations that have them.
    fn parameters(&mut self) {
        for (index, parameter) in self.service.parameters.iter().enumerate() {
            let id = self.add(self.whole, Kind::Parameter, &parameter.key, "", &parameter.doc);
            let takes = |it: &Operation| it.parameters().any(|it| it == ParameterId(index));
            let takers = self.service.operations().filter(|(_, _, it)| takes(it));
            let takers = takers.map(|(_, _, it)| self.entry(&it.id)).collect();
            let takes = match parameter.takes {
                Takes::Identifier(kind) => {
                    let kind = Some(self.service[kind].name.as_str());
                    self.put(id, Aspect::Identifier, "of the kind `{}`")
                        .names(Kind::Identifier, kind)
                }
                Takes::Tenant | Takes::Unknown => {
                    self.put(id, Aspect::Identifier, "the client's own")
                }
            };
            takes.about = takers;
        }
    }

    /// Query options come and go with the operations that take them.
    fn options(&mut self) {
        for option in &self.service.options {
            let id = self.add(self.whole, Kind::QueryOption, &option.name, "", &option.doc);
            let takes = takes_what(option.kind);
            if option.kind == OptionKind::Json {
                let (ty, name) = pattern(self.service, &option.of);
                let takes = format!("{takes} of the type `{ty}`");
                self.put(id, Aspect::Kind, &takes).names(Kind::Type, name);
            } else {
                self.put(id, Aspect::Kind, takes);
            }
            if let OptionKind::Number { .. } = option.kind {
                let (min, max) = option.kind.bounds().unwrap_or((0, u32::MAX));
                let range = match (min, max) {
                    (0, u32::MAX) => "any number".to_owned(),
                    (_, u32::MAX) => format!("numbers from {min}"),
                    _ => format!("numbers from {min} to {max}"),
                };
                for (aspect, bound) in [(Aspect::Min, min), (Aspect::Max, max)] {
                    self.put(id, aspect, &bound.to_string()).shown(&range).rank = bound;
                }
            }
            self.flag(id, Aspect::Advanced, option.advanced);
            self.rust(id, option.rust.as_ref());
        }
    }

    /// Headers come and go with the operations that take them, too.
    fn headers(&mut self) {
        for header in &self.service.headers {
            let id = self.add(self.whole, Kind::Header, &header.name, "", &header.doc);
            self.flag(id, Aspect::Secret, header.secret);
            self.rust(id, header.rust.as_ref());
        }
    }

    /// The files of the service, each an emitted module.
    fn files(&mut self) {
        for file in &self.service.files {
            let name = format!("{}.json", file.name);
            let id = self.add(self.whole, Kind::File, &name, "yes", &file.doc);
            let operations = file.entries.iter().flat_map(|entry| &entry.operations);
            let types = file.types.iter().map(|id| &self.service[*id].name);
            let held = operations.map(|it| &it.id).chain(types);
            let held = held.map(|name| self.entry(name)).collect();
            self.put(id, Aspect::Name, "").about = held;
        }
    }
}

/// How a service tells what has changed, on one line.
fn told(delta: &Delta) -> String {
    let asked = |asked: &Asked| match asked {
        Asked::Header(name, value) => format!("{name}: {value}"),
        Asked::Query(name, value) => format!("?{name}={value}"),
    };
    let named = |what: &str, name: &Option<String>| Some(format!("{what} {}", name.as_ref()?));
    let mut told = vec![delta.id.clone(), delta.delta_link.clone()];
    told.extend(named("query", &delta.query));
    told.extend(named("next link", &delta.next_link));
    told.extend(delta.removed.iter().map(|(name, reason)| format!("{name} ({reason})")));
    told.extend(named("links", &delta.links));
    told.extend([&delta.latest, &delta.minimal].map(asked));
    told.join(", ")
}

fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

fn takes_what(kind: OptionKind) -> &'static str {
    match kind {
        OptionKind::Text => "text",
        OptionKind::Number { .. } => "a number",
        OptionKind::Flag => "`true` or `false`",
        OptionKind::Filter => "a filter",
        OptionKind::OrderBy => "an order",
        OptionKind::Select => "properties to select",
        OptionKind::Expand => "properties to expand",
        OptionKind::Search => "words to search for",
        OptionKind::Count => "the wish to count",
        OptionKind::Json => "JSON",
    }
}
