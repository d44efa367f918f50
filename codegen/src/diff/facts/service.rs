//! What the service's own file says, and which files there are.

use std::rc::Rc;

use super::{Aspect, Builder, Kind, Subject, code, pascal};
use crate::contract::{OptionKind, ParameterId, Takes};

impl Builder<'_> {
    pub(super) fn service(&mut self) {
        let service = self.service;
        let whole = Rc::clone(&self.whole);
        let errors = service.errors.iter().map(|it| format!("errors/{}", it.name));
        let operations = count(service.operations().count(), "operation");
        let size = format!("{operations} and {}", count(service.types.len(), "type"));
        self.put(&whole, Aspect::Exists, "").shown(size).about(errors);
        self.put(&whole, Aspect::Name, &service.name);
        self.text(&whole, "title", &service.title);
        self.text(&whole, "documentation", &service.doc);
        self.text(&whole, "authority", service.authority.as_deref().unwrap_or_default());
        self.errata(&whole, &service.errata);
        let (query, default) = (&service.version.query, &service.version.default);
        let parameter = |name: &str| format!("as `{name}`");
        self.put_some(&whole, Aspect::VersionParameter, query.as_ref(), parameter, "in the path");
        self.put_some(&whole, Aspect::DefaultVersion, default.as_ref(), code, "none");
        let versions = Rc::new(whole.below("versions"));
        self.set(&versions, Aspect::Version, &service.version.known);
        self.put(&versions, Aspect::Order, service.version.known.join("\n"));
        let scopes = Rc::new(whole.below("scopes"));
        for scope in &service.scopes {
            self.put_one(&scopes, Aspect::Scope, scope, scope);
        }
        if let Some(names) = &service.user_consent {
            let consent = Rc::new(whole.below("userConsent"));
            self.flag(&consent, Aspect::ConsentSaid, true);
            self.set(&consent, Aspect::Consent, names);
        }
        let links = service.link_collection.as_ref();
        let into = |name: &str| format!("into `{name}`");
        self.put_some(&whole, Aspect::LinkCollection, links, into, "nowhere");
        self.flag(&whole, Aspect::Tenant, service.tenant().is_some());
        self.clouds();
        self.error_codes();
        self.identifiers();
        self.parameters();
        self.options();
        self.files();
    }

    fn clouds(&mut self) {
        for cloud in &self.service.clouds {
            let subject = self.top(Kind::Cloud, "/clouds/", &cloud.name);
            let subject = self.add(subject, &cloud.url);
            self.put(&subject, Aspect::Url, &cloud.url);
            self.text(&subject, "documentation", &cloud.doc);
        }
        if let Some(first) = self.service.clouds.first() {
            let was = self.names.top(Kind::Cloud, &first.name);
            let clouds = Rc::new(self.whole.below("clouds"));
            self.put(&clouds, Aspect::DefaultCloud, was).shown(&first.name);
        }
    }

    /// All services share one enumeration of error codes.
    fn error_codes(&mut self) {
        for error in &self.service.errors {
            let about = vec![format!("errors/{}", error.name)];
            let subject = self.top(Kind::ErrorCode, "/errors/", &error.name);
            let subject = self.add(Subject { about, ..subject }, "yes");
            let status = error.status.map(|status| status.to_string());
            let with = |status: &str| format!("status {status}");
            let none = "no status of its own";
            self.put_some(&subject, Aspect::Status, status.as_ref(), with, none);
            self.rust(&subject, error.rust.as_ref());
            self.text(&subject, "documentation", &error.doc);
        }
    }

    fn identifiers(&mut self) {
        for identifier in &self.service.identifiers {
            let about = vec![self.entry(&format!("identifier {}", pascal(&identifier.name)))];
            let subject = self.top(Kind::Identifier, "/identifiers/", &identifier.name);
            let subject = self.add(Subject { about, ..subject }, "yes");
            self.text(&subject, "documentation", &identifier.doc);
            self.text(&subject, "example", &identifier.example);
        }
    }

    /// Parameters come and go with the operations that have them.
    fn parameters(&mut self) {
        for (index, parameter) in self.service.parameters.iter().enumerate() {
            let subject = self.top(Kind::Parameter, "/path/", &parameter.name);
            let subject = self.add(subject, "");
            let (was, shown) = match parameter.takes {
                Takes::Identifier(id) => {
                    let name = &self.service[id].name;
                    (self.names.top(Kind::Identifier, name), format!("of the kind `{name}`"))
                }
                Takes::Tenant | Takes::Unknown => ("", "the client's own".to_owned()),
            };
            let takers = self.service.operations().filter(|(_, _, operation)| {
                let mut taken = operation.path.iter().filter_map(|it| it.parameter());
                taken.any(|id| id == ParameterId(index))
            });
            let takers: Vec<String> = takers.map(|(_, _, it)| self.entry(&it.id)).collect();
            self.put(&subject, Aspect::Identifier, was).shown(shown).about(takers);
            self.text(&subject, "documentation", &parameter.doc);
        }
    }

    /// Query options come and go with the operations that take them.
    fn options(&mut self) {
        for option in &self.service.options {
            let subject = self.top(Kind::QueryOption, "/query/", &option.name);
            let subject = self.add(subject, "");
            self.put(&subject, Aspect::Kind, option.kind.name()).shown(takes_what(option.kind));
            if let OptionKind::Number { min, max } = option.kind {
                let least = min.unwrap_or(0);
                let range = match (min, max) {
                    (None, None) => "any number".to_owned(),
                    (_, None) => format!("numbers from {least}"),
                    (_, Some(max)) => format!("numbers from {least} to {max}"),
                };
                for (aspect, bound) in
                    [(Aspect::Min, least), (Aspect::Max, max.unwrap_or(u32::MAX))]
                {
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
            let mut subject = self.top(Kind::File, "/", &file.name);
            for name in [&mut subject.name, &mut subject.own, &mut subject.label] {
                name.push_str(".json");
            }
            let subject = self.add(subject, "yes");
            let operations = file.entries.iter().flat_map(|entry| &entry.operations);
            let types = file.types.iter().map(|id| &self.service[*id].name);
            let held = operations.map(|it| &it.id).chain(types);
            let held: Vec<String> = held.map(|name| self.entry(name)).collect();
            self.put(&subject, Aspect::Name, "").about(held);
            self.text(&subject, "documentation", &file.doc);
        }
    }
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
    }
}
