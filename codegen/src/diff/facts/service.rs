//! What the service's own file says, and which files there are.

use super::{Aspect, Builder, Kind, counted, pattern, shape};
use crate::contract::{Asked, Delta, File, OptionKind, ParameterId, Takes};

impl Builder<'_, '_> {
    pub(super) fn service(&mut self) {
        let service = self.service;
        let errors = service.errors.iter().map(|it| format!("errors/{}", it.name)).collect();
        let operations = counted(service.operations().count(), "operation");
        let size = format!("{operations} and {}", counted(service.types.len(), "type"));
        self.put(Aspect::Exists, "").shown(size).about = errors;
        self.put(Aspect::Name, &service.name);
        self.text("title", &service.title);
        self.text("documentation", &service.doc);
        self.text("authority", service.authority.as_deref().unwrap_or_default());
        self.errata(&service.errata);
        let version = &service.version;
        self.given(Aspect::VersionParameter, version.query.as_ref(), ["as `{}`", "in the path"]);
        self.given(Aspect::DefaultVersion, version.default.as_ref(), ["`{}`", "none"]);
        let mut versions = self.below("versions");
        versions.set(Aspect::Version, &version.known);
        versions.put(Aspect::Order, &version.known.join("\n"));
        let mut scopes = self.below("scopes");
        for scope in &service.scopes {
            scopes.one(Aspect::Scope, scope, scope);
        }
        let mut consent = self.below("userConsent");
        consent.flag(Aspect::ConsentSaid, service.user_consent.is_some());
        consent.set(Aspect::Consent, service.user_consent.as_deref().unwrap_or_default());
        let successor = service.successor.as_ref().map(|successor| &successor.name);
        self.given(Aspect::ReplacedBy, successor, ["`{}`", "none"]);
        self.protocol();
        if let Some(imported) = &service.imported {
            self.text("digest of the metadata", &imported.digest);
            self.text("selection of the metadata", &imported.select.join("\n"));
            let depth = imported.depth.map(|depth| depth.to_string());
            self.text("depth of the import", &depth.unwrap_or_default());
        }
        self.flag(Aspect::Tenant, service.tenant().is_some());
        self.clouds();
        self.error_codes();
        self.identifiers();
        self.parameters();
        self.options_and_headers();
        self.files();
    }

    /// What the service does in a way of its own: links, advanced queries, lists of changes, batches.
    fn protocol(&mut self) {
        let service = self.service;
        let link = service.link.as_ref();
        let link = link.map(|it| format!("{} of {}", it.property, shape(&it.template)));
        self.given(Aspect::Link, link, ["`{}`", "none"]);
        let version = if service.has_typed_literals { "3" } else { "4" };
        self.put(Aspect::Literals, version);
        let advanced = service.advanced.as_ref();
        let count = advanced.and_then(|it| it.count).map(|id| &*service[id].name);
        let and = if count.is_some() { " and {}" } else { "" };
        let asked = advanced.map(|it| format!("`{}: {}{and}`", it.header, it.value));
        let asked = asked.as_deref().unwrap_or("nothing");
        self.put(Aspect::Advanced, asked).names(Kind::QueryOption, count);
        if let Some(delta) = &service.delta {
            self.put(Aspect::Delta, &told(delta));
        }
        if let Some(batch) = service.batch {
            self.text("format of batches", if batch.json { "JSON" } else { "multipart" });
            self.text("number of calls in a batch", &batch.most.to_string());
        }
    }

    fn clouds(&mut self) {
        for cloud in &self.service.clouds {
            let mut part = self.add(Kind::Cloud, &cloud.name, &cloud.url, &cloud.doc);
            part.put(Aspect::Url, &cloud.url);
        }
        let first = self.service.clouds.first().map(|cloud| &*cloud.name);
        self.below("clouds").put(Aspect::DefaultCloud, "{}").names(Kind::Cloud, first);
    }

    /// All services share one enumeration of error codes.
    fn error_codes(&mut self) {
        for error in &self.service.errors {
            let mut part = self.add(Kind::ErrorCode, &error.name, "yes", &error.doc);
            part.subject().about = vec![format!("errors/{}", error.name)];
            part.given(Aspect::Status, error.status, ["status {}", "no status of its own"]);
            part.flag(Aspect::Resync, error.resync);
            part.rust(error.rust.as_ref());
        }
    }

    fn identifiers(&mut self) {
        let service = self.service;
        for it in &service.identifiers {
            let mut part = self.add(Kind::Identifier, &it.name, "yes", &it.doc);
            part.shown_in_rust("identifier", &it.name);
            part.text("example", &it.example);
            for kind in &it.includes {
                let kind = &service[*kind].name;
                let fact = part.subject().put(Aspect::Includes, kind, "`{}`");
                fact.names(Kind::Identifier, Some(kind));
            }
        }
    }

    /// Parameters come and go with the operations that have them.
    fn parameters(&mut self) {
        let service = self.service;
        for (index, parameter) in service.parameters.iter().enumerate() {
            let takers = service.operations().map(|(_, _, operation)| operation);
            let takers = takers.filter(|it| it.parameters().any(|it| it == ParameterId(index)));
            let takers = takers.map(|it| self.entry(&it.id)).collect();
            let mut part = self.add(Kind::Parameter, &parameter.key, "", &parameter.doc);
            let (takes, kind) = match parameter.takes {
                Takes::Identifier(kind) => ("of the kind `{}`", Some(&*service[kind].name)),
                Takes::Tenant | Takes::Unknown => ("the client's own", None),
            };
            part.put(Aspect::Identifier, takes).names(Kind::Identifier, kind).about = takers;
        }
    }

    /// Query options and headers come and go with the operations that take them, too.
    fn options_and_headers(&mut self) {
        let service = self.service;
        for option in &service.options {
            let mut part = self.add(Kind::QueryOption, &option.name, "", &option.doc);
            let (ty, name) = pattern(service, &option.of);
            let json = format!("JSON of the type `{ty}`");
            let takes = match option.kind {
                OptionKind::Text => "text",
                OptionKind::Number { .. } => "a number",
                OptionKind::Flag => "`true` or `false`",
                OptionKind::Filter => "a filter",
                OptionKind::OrderBy => "an order",
                OptionKind::Select => "properties to select",
                OptionKind::Expand => "properties to expand",
                OptionKind::Search => "words to search for",
                OptionKind::Count => "the wish to count",
                OptionKind::Json => &json,
            };
            part.put(Aspect::Kind, takes).names(Kind::Type, name);
            if let OptionKind::Number { min, max } = option.kind {
                let (min, max) = (min.unwrap_or(0), max.unwrap_or(u32::MAX));
                let range = match (min, max) {
                    (0, u32::MAX) => "any number".to_owned(),
                    (_, u32::MAX) => format!("numbers from {min}"),
                    _ => format!("numbers from {min} to {max}"),
                };
                for (aspect, bound) in [(Aspect::Min, min), (Aspect::Max, max)] {
                    part.put(aspect, &bound.to_string()).shown(&range).rank = bound;
                }
            }
            part.flag(Aspect::Advanced, option.advanced);
            part.rust(option.rust.as_ref());
        }
        for header in &self.service.headers {
            let mut part = self.add(Kind::Header, &header.name, "", &header.doc);
            part.flag(Aspect::Secret, header.secret);
            part.rust(header.rust.as_ref());
        }
    }

    /// The files of the service, each an emitted module.
    fn files(&mut self) {
        let service = self.service;
        for file in &service.files {
            let operations = file.entries.iter().flat_map(|entry| &entry.operations);
            let types = file.types.iter().map(|id| &service[*id].name);
            let held = operations.map(|it| &it.id).chain(types).map(|it| self.entry(it)).collect();
            let mut part = self.add(Kind::File, &file_name(file), "yes", &file.doc);
            part.put(Aspect::Name, "").about = held;
        }
    }

    /// The file that something stands in.
    pub(super) fn file(&mut self, file: &File) {
        self.put(Aspect::File, "{}").names(Kind::File, Some(&file_name(file)));
    }
}

fn file_name(file: &File) -> String {
    format!("{}.json", file.name)
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
