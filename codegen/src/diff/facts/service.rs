//! What the service's own file says, and which files there are.

use super::{Aspect, Builder, Kind, Source, Subject, code, pascal};
use crate::contract::{Entry, OptionKind, Takes};

impl Builder<'_> {
    pub(super) fn service(&mut self) {
        let service = self.service;
        let whole = Subject {
            kind: Kind::Service,
            key: String::new(),
            shown: service.name.clone(),
            parent: None,
            source: Source::Own,
        };
        self.put(&whole, Aspect::Name, &service.name);
        self.text(&whole, "title", &service.title);
        self.text(&whole, "documentation", &service.doc);
        let authority = service.authority.as_deref().unwrap_or_default();
        self.text(&whole, "authority", authority);
        self.errata(&whole, &service.errata);
        let (query, default) = (&service.version.query, &service.version.default);
        let parameter = |name: &str| format!("as `{name}`");
        self.put_some(&whole, Aspect::VersionParameter, query.as_ref(), parameter, "in the path");
        self.put_some(&whole, Aspect::DefaultVersion, default.as_ref(), code, "none");
        let versions = whole.below("versions");
        self.set(&versions, Aspect::Version, &service.version.known);
        self.put(&versions, Aspect::Order, service.version.known.join("\n"));
        for scope in &service.scopes {
            self.put_one(&whole.below("scopes"), Aspect::Scope, scope, scope);
        }
        if let Some(names) = &service.user_consent {
            let consent = whole.below("userConsent");
            self.flag(&consent, Aspect::ConsentSaid, true);
            self.set(&consent, Aspect::Consent, names);
        }
        let links = service.link_collection.as_ref();
        let into = |name: &str| format!("into `{name}`");
        self.put_some(&whole, Aspect::LinkCollection, links, into, "nowhere");
        self.flag(&whole, Aspect::Tenant, service.tenant().is_some());
        self.clouds(&whole);
        self.error_codes();
        self.identifiers();
        self.parameters();
        self.options();
        self.files();
    }

    fn clouds(&mut self, whole: &Subject) {
        for cloud in &self.service.clouds {
            let subject = self.subject(Kind::Cloud, "clouds/", &cloud.name);
            self.put(&subject, Aspect::Exists, "").shown(&cloud.url);
            self.put(&subject, Aspect::Name, &cloud.name);
            self.put(&subject, Aspect::Url, &cloud.url);
            self.text(&subject, "documentation", &cloud.doc);
        }
        if let Some(first) = self.service.clouds.first() {
            let now = self.names.of(Kind::Cloud, "", &first.name);
            self.put(&whole.below("clouds"), Aspect::DefaultCloud, now).shown(&first.name);
        }
    }

    /// All services share one enumeration of error codes.
    fn error_codes(&mut self) {
        for error in &self.service.errors {
            let subject = self.subject(Kind::ErrorCode, "errors/", &error.name);
            let about = [format!("errors/{}", error.name)];
            self.put(&subject, Aspect::Exists, "yes").about(about.clone());
            self.put(&subject, Aspect::Name, &error.name).about(about.clone());
            let status = error.status.map(|status| status.to_string());
            let with = |status: &str| format!("status {status}");
            let none = "no status of its own";
            self.put_some(&subject, Aspect::Status, status.as_ref(), with, none);
            self.rust(&subject, error.rust.as_ref()).about(about);
            self.text(&subject, "documentation", &error.doc);
        }
    }

    fn identifiers(&mut self) {
        for identifier in &self.service.identifiers {
            let subject = self.subject(Kind::Identifier, "identifiers/", &identifier.name);
            let about = [self.entry(&format!("identifier {}", pascal(&identifier.name)))];
            self.put(&subject, Aspect::Exists, "yes").about(about.clone());
            self.put(&subject, Aspect::Name, &identifier.name).about(about);
            self.text(&subject, "documentation", &identifier.doc);
            self.text(&subject, "example", &identifier.example);
        }
    }

    /// Parameters come and go with the operations that have them.
    fn parameters(&mut self) {
        for (index, parameter) in self.service.parameters.iter().enumerate() {
            let subject = self.subject(Kind::Parameter, "path/", &parameter.name);
            self.put(&subject, Aspect::Exists, "");
            self.put(&subject, Aspect::Name, &parameter.name);
            let (now, shown) = match parameter.takes {
                Takes::Identifier(id) => {
                    let name = &self.service[id].name;
                    let now = self.names.of(Kind::Identifier, "", name);
                    (now, format!("of the kind `{name}`"))
                }
                Takes::Tenant | Takes::Unknown => ("", "the client's own".to_owned()),
            };
            let operations = self.service.operations().filter(|(_, _, operation)| {
                let mut parameters = operation.path.iter().filter_map(|it| it.parameter());
                parameters.any(|id| id.0 == index)
            });
            let takers: Vec<String> = operations.map(|(_, _, it)| self.entry(&it.id)).collect();
            self.put(&subject, Aspect::Identifier, now).shown(shown).about(takers);
            self.text(&subject, "documentation", &parameter.doc);
        }
    }

    /// Query options come and go with the operations that take them.
    fn options(&mut self) {
        for option in &self.service.options {
            let subject = self.subject(Kind::QueryOption, "query/", &option.name);
            self.put(&subject, Aspect::Exists, "");
            self.put(&subject, Aspect::Name, &option.name);
            self.put(&subject, Aspect::Kind, option.kind.name()).shown(takes_what(option.kind));
            if let OptionKind::Number { min, max } = option.kind {
                let range = match (min, max) {
                    (None, None) => "any number".to_owned(),
                    (min, None) => format!("numbers from {}", min.unwrap_or(0)),
                    (min, Some(max)) => format!("numbers from {} to {max}", min.unwrap_or(0)),
                };
                let (min, max) = (min.unwrap_or(0), max.unwrap_or(u32::MAX));
                for (aspect, bound) in [(Aspect::Min, min), (Aspect::Max, max)] {
                    self.put(&subject, aspect, bound.to_string()).shown(&range).rank(bound);
                }
            }
            self.rust(&subject, option.rust.as_ref());
            self.text(&subject, "documentation", &option.doc);
        }
    }

    /// The files of the service, each an emitted module.
    fn files(&mut self) {
        for file in &self.service.files {
            let mut subject = self.subject(Kind::File, "", &file.name);
            subject.key += ".json";
            subject.shown += ".json";
            self.put(&subject, Aspect::Exists, "yes");
            let operations = file.entries.iter().flat_map(|entry: &Entry| &entry.operations);
            let types = file.types.iter().map(|id| &self.service[*id].name);
            let held = operations.map(|it| &it.id).chain(types);
            let held: Vec<String> = held.map(|name| self.entry(name)).collect();
            self.put(&subject, Aspect::Name, &file.name)
                .shown(format!("{}.json", file.name))
                .about(held);
            self.text(&subject, "documentation", &file.doc);
        }
    }
}

fn takes_what(kind: OptionKind) -> &'static str {
    match kind {
        OptionKind::Text => "text",
        OptionKind::Number { .. } => "a number",
        OptionKind::Flag => "`true` or `false`",
        OptionKind::Filter => "a filter",
        OptionKind::OrderBy => "an order",
    }
}
