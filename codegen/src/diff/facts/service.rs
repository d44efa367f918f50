//! What the service's own file says, and which files there are.

use super::{Aspect, Builder, Kind, New, Source, Subject, code, pascal};
use crate::contract::{OptionKind, Takes};
use crate::names;
use crate::surface::Topic;

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
        let name = New::value(&service.name).about([self.service_topic()]);
        self.put(&whole, Aspect::Name, name);
        self.text(&whole, "title", &service.title);
        self.text(&whole, "documentation", &service.doc);
        self.errata(&whole, &service.errata);
        let versions = &service.version;
        let parameter = |name: &str| format!("as `{name}`");
        let query = New::optional(versions.query.as_ref(), parameter, "in the path");
        self.put(&whole, Aspect::VersionParameter, query);
        let default = New::optional(versions.default.as_ref(), code, "none");
        self.put(&whole, Aspect::DefaultVersion, default);
        let known = whole.below("versions");
        self.set(&known, Aspect::Version, &versions.known);
        self.put(&known, Aspect::Order, New::value(versions.known.join("\n")));
        for scope in &service.scopes {
            let scopes = whole.below("scopes");
            self.put(&scopes, Aspect::Scope, New::value(scope).element(scope));
        }
        let into = |name: &str| format!("into `{name}`");
        let links = New::optional(service.link_collection.as_ref(), into, "nowhere");
        self.put(&whole, Aspect::LinkCollection, links);
        let tenant = [Topic::Tenant(service.name.clone())];
        self.flag(&whole, Aspect::Tenant, service.tenant().is_some(), &tenant);
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
            let about = [Topic::Cloud(self.service.name.clone(), cloud.name.clone())];
            let exists = New::value("").shown(&cloud.url).about(about.clone());
            self.put(&subject, Aspect::Exists, exists);
            let name = New::value(&cloud.name).about(about);
            self.put(&subject, Aspect::Name, name);
            self.put(&subject, Aspect::Url, New::value(&cloud.url));
            self.text(&subject, "documentation", &cloud.doc);
        }
        if let Some(first) = self.service.clouds.first() {
            let now = self.names.of(Kind::Cloud, "", &first.name);
            let default = New::value(now).shown(&first.name);
            self.put(&whole.below("clouds"), Aspect::DefaultCloud, default);
        }
    }

    fn error_codes(&mut self) {
        for error in &self.service.errors {
            let subject = self.subject(Kind::ErrorCode, "errors/", &error.name);
            let about = vec![Topic::Code(error.name.clone())];
            let exists = New::value("yes").about(about.clone());
            self.put(&subject, Aspect::Exists, exists);
            let name = New::value(&error.name).about(about.clone());
            self.put(&subject, Aspect::Name, name);
            let status = error.status.map(|status| status.to_string());
            let with = |status: &str| format!("status {status}");
            let status = New::optional(status.as_ref(), with, "no status of its own");
            self.put(&subject, Aspect::Status, status);
            self.rust(&subject, error.rust.as_ref(), about);
            self.text(&subject, "documentation", &error.doc);
        }
    }

    fn identifiers(&mut self) {
        for identifier in &self.service.identifiers {
            let subject = self.subject(Kind::Identifier, "identifiers/", &identifier.name);
            let service = self.service.name.clone();
            let about = [Topic::Identifier(service, pascal(&identifier.name))];
            let exists = New::value("yes").about(about.clone());
            self.put(&subject, Aspect::Exists, exists);
            let name = New::value(&identifier.name).about(about);
            self.put(&subject, Aspect::Name, name);
            self.text(&subject, "documentation", &identifier.doc);
            self.text(&subject, "example", &identifier.example);
        }
    }

    /// Parameters come and go with the operations that have them.
    fn parameters(&mut self) {
        for (index, parameter) in self.service.parameters.iter().enumerate() {
            let subject = self.subject(Kind::Parameter, "path/", &parameter.name);
            self.put(&subject, Aspect::Exists, New::default());
            self.put(&subject, Aspect::Name, New::value(&parameter.name));
            let (now, shown) = match parameter.takes {
                Takes::Identifier(id) => {
                    let name = &self.service[id].name;
                    let now = self.names.of(Kind::Identifier, "", name);
                    (now.to_owned(), format!("of the kind `{name}`"))
                }
                Takes::Tenant | Takes::Unknown => (String::new(), "the client's own".to_owned()),
            };
            let has = |operation: &crate::contract::Operation| {
                let mut parameters = operation.path.iter().filter_map(|it| it.parameter());
                parameters.any(|id| id.0 == index)
            };
            let takers = self.service.operations().filter(|(_, _, it)| has(it));
            let takers = takers.map(|(_, _, it)| self.operation_topic(&it.id));
            let kind = New::value(now).shown(shown).about(takers);
            self.put(&subject, Aspect::Identifier, kind);
            self.text(&subject, "documentation", &parameter.doc);
        }
    }

    /// Query options come and go with the operations that take them.
    fn options(&mut self) {
        for (index, option) in self.service.options.iter().enumerate() {
            let subject = self.subject(Kind::QueryOption, "query/", &option.name);
            let takes =
                |entry: &crate::contract::Entry| entry.query.iter().any(|(id, _)| id.0 == index);
            let takers = self.service.operations().filter(|(_, it, _)| takes(it));
            let about: Vec<Topic> = takers
                .map(|(_, _, it)| self.part_topic(&it.id, &option.name))
                .collect();
            self.put(&subject, Aspect::Exists, New::default());
            let name = New::value(&option.name).about(about.clone());
            self.put(&subject, Aspect::Name, name);
            let kind = New::value(option.kind.name()).shown(takes_what(option.kind));
            self.put(&subject, Aspect::Kind, kind.about(about.clone()));
            if let OptionKind::Number { min, max } = option.kind {
                let range = match (min, max) {
                    (None, None) => "any number".to_owned(),
                    (min, None) => format!("numbers from {}", min.unwrap_or(0)),
                    (min, Some(max)) => format!("numbers from {} to {max}", min.unwrap_or(0)),
                };
                for (aspect, bound) in [
                    (Aspect::Min, min.unwrap_or(0)),
                    (Aspect::Max, max.unwrap_or(u32::MAX)),
                ] {
                    // As wide as the largest, so that the greater number is the greater text.
                    let bound = New::value(format!("{bound:010}")).shown(&range);
                    self.put(&subject, aspect, bound);
                }
            }
            self.rust(&subject, option.rust.as_ref(), about);
            self.text(&subject, "documentation", &option.doc);
        }
    }

    /// The files of the service, each an emitted module.
    fn files(&mut self) {
        for (index, file) in self.service.files.iter().enumerate() {
            let mut subject = self.subject(Kind::File, "", &file.name);
            subject.key += ".json";
            subject.shown += ".json";
            let module = names::snake(&file.name).map(|ident| names::plain(&ident));
            let about = Topic::File(self.service.name.clone(), module.unwrap_or_default());
            let exists = New::value("yes").about([about.clone()]);
            self.put(&subject, Aspect::Exists, exists);
            let operations = file.entries.iter().flat_map(|entry| &entry.operations);
            let operations = operations.map(|it| self.operation_topic(&it.id));
            let types = self.service.types.iter().filter(|it| it.file == index);
            let types = types.map(|it| self.type_topic(&it.name));
            let about = [about].into_iter().chain(operations).chain(types);
            let name = New::value(&file.name)
                .shown(format!("{}.json", file.name))
                .about(about);
            self.put(&subject, Aspect::Name, name);
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
