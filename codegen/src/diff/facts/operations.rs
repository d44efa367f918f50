//! Operations: how they are asked for, what they send, what comes back, and what is said about them.

use super::{Aspect, Builder, Kind, Source, Subject, code, quoted};
use crate::contract::{
    Body, BodySource, Entry, Example, ExampleResponse, Operation, Permissions, Sent, TypeId,
    together,
};
use crate::diff::names::shape;

impl Builder<'_> {
    pub(super) fn operations(&mut self) {
        for (index, file) in self.service.files.iter().enumerate() {
            for entry in &file.entries {
                for (number, operation) in entry.operations.iter().enumerate() {
                    let subject = self.subject(Kind::Operation, "", &operation.id);
                    self.file(&subject, index);
                    self.request(&subject, entry, operation);
                    if let Some(body) = &entry.body {
                        self.body(&subject, body);
                    }
                    self.response(&subject, entry);
                    self.about_operation(&subject, entry, operation);
                    for example in entry.examples_of(number) {
                        self.example(&subject, example);
                    }
                }
            }
        }
    }

    /// How it is asked for.
    fn request(&mut self, subject: &Subject, entry: &Entry, operation: &Operation) {
        let template = &operation.template;
        let line = code(&format!("{} {template}", entry.method));
        self.put(subject, Aspect::Exists, "").shown(line);
        self.put(subject, Aspect::Name, &operation.id);
        self.put(subject, Aspect::Method, &entry.method);
        self.put(subject, Aspect::Path, shape(template)).shown(template);
        let parameters = operation.path.iter().filter_map(|it| it.parameter());
        let parameters: Vec<&str> = parameters
            .map(|id| self.names.of(Kind::Parameter, "", &self.service[id].name))
            .collect();
        let parameters = parameters.join(" ");
        self.put(subject, Aspect::Parameters, parameters).shown(template);
        let version = |version: &str| format!("version `{version}`");
        let (asked, since) = (entry.version.as_ref(), entry.since.as_ref());
        let default = "the service's default version";
        self.put_some(subject, Aspect::Version, asked, version, default);
        self.put_some(subject, Aspect::Since, since, version, "the first version");
        self.flag(subject, Aspect::Idempotent, entry.idempotent);
        for (id, _) in &entry.query {
            let name = &self.service[*id].name;
            let now = self.names.of(Kind::QueryOption, "", name);
            let below = Subject { key: format!("{}/{now}", subject.key), ..subject.below(name) };
            self.flag(&below, Aspect::Query, true);
        }
    }

    fn body(&mut self, subject: &Subject, body: &Body) {
        let (rank, optional) = if body.optional { (2, "yes") } else { (1, "no") };
        self.flag(subject, Aspect::Body, true);
        let (value, shown) = self.body_source(body);
        self.put(subject, Aspect::BodySource, value).shown(shown);
        self.put(subject, Aspect::BodyOptional, optional).rank(rank);
        for sent in &body.sends {
            self.sent(subject, body, sent);
        }
    }

    /// Where the properties come from, by the head's names and by this side's.
    fn body_source(&self, body: &Body) -> (String, String) {
        let of = |verb: &str, id: TypeId| {
            let name = &self.service[id].name;
            let now = self.names.of(Kind::Type, "", name);
            (format!("{verb}<{now}>"), format!("{verb}<{name}>"))
        };
        let same = |text: &str| (text.to_owned(), text.to_owned());
        match body.source {
            BodySource::Create(id) => of("create", id),
            BodySource::Update(id) => of("update", id),
            BodySource::Link => same("link"),
            BodySource::Inline | BodySource::Unknown => same("properties of its own"),
        }
    }

    fn sent(&mut self, of: &Subject, body: &Body, sent: &Sent) {
        let member = &sent.member;
        let mut subject = self.part(of, Kind::Sent, '/', &member.name);
        subject.source = match body.source {
            BodySource::Inline => Source::Own,
            _ => Source::OfType,
        };
        let how = if sent.required { "must" } else { "can" };
        self.put(&subject, Aspect::Exists, "").shown(how).demanded(sent.required);
        self.put(&subject, Aspect::Name, &member.name);
        let (now, _) = self.type_names(&member.ty);
        let shown = self.service.member_type(member);
        self.put(&subject, Aspect::Type, now).shown(shown);
        self.flag(&subject, Aspect::Required, sent.required);
        self.flag(&subject, Aspect::Clearable, sent.clearable);
        self.flag(&subject, Aspect::Secret, member.secret);
        self.rust(&subject, member.rust.as_ref());
        self.text(&subject, "documentation", &member.doc);
    }

    /// What comes back. Filters and orders depend on the listed type.
    fn response(&mut self, subject: &Subject, entry: &Entry) {
        for status in &entry.success {
            let status = status.to_string();
            self.put_one(subject, Aspect::Success, &status, &status);
        }
        let (value, shown) = self.returns_names(&entry.returns);
        let options = entry.query.iter().map(|(id, _)| &self.service[*id].name);
        let options: Vec<String> =
            options.map(|name| format!("{}/{name}", subject.shown)).collect();
        self.put(subject, Aspect::Returns, value)
            .shown(shown)
            .rank(entry.returns.is_paged().into())
            .about(options);
    }

    /// What only readers notice.
    fn about_operation(&mut self, subject: &Subject, entry: &Entry, operation: &Operation) {
        let doc = entry.doc.as_deref().unwrap_or_default();
        self.text(subject, "summary", &entry.summary);
        self.text(subject, "documentation", doc);
        self.set(subject, Aspect::Rule, &entry.rules);
        self.set(subject, Aspect::Document, &entry.documents);
        self.set(subject, Aspect::Source, entry.source.as_slice());
        let successor = operation.replaced_by.as_ref();
        self.put_some(subject, Aspect::ReplacedBy, successor, code, "none");
        self.errata(subject, &entry.errata);
        if let Some(permissions) = &entry.permissions {
            self.permissions(subject, permissions);
        }
    }

    fn permissions(&mut self, subject: &Subject, permissions: &Permissions) {
        self.flag(subject, Aspect::PermissionsSaid, true);
        for (whom, list) in [
            ("for work or school accounts", together(&permissions.delegated)),
            ("for personal accounts", together(&permissions.personal)),
            ("for apps of their own", together(&permissions.application)),
            ("of a role", permissions.roles.clone()),
            ("in the cloud", permissions.clouds.clone()),
        ] {
            for name in &list {
                let element = format!("{whom} {name}");
                let shown = format!("{whom} {}", quoted(name));
                self.put_one(subject, Aspect::Permission, &element, "").shown(shown);
            }
            let order = list.join("\n");
            self.put_one(subject, Aspect::Order, whom, order).shown(whom);
        }
    }

    /// An example is known by everything that it says.
    fn example(&mut self, subject: &Subject, example: &Example) {
        let request = example.request.as_ref().map(|request| {
            let mut path = request.path.clone();
            path.sort();
            let query = request.query.iter();
            let query = query.map(|(id, value)| (&self.service[*id].name, value.to_string()));
            let mut query: Vec<_> = query.collect();
            query.sort();
            (&request.target, path, query, &request.body)
        });
        let response = example.response.as_ref();
        let response = response.map(|ExampleResponse { status, body }| (status, body));
        let (from, version) = (&example.from, &example.version);
        let element = format!("{from}\n{version:?}\n{request:?}\n{response:?}");
        self.put_one(&subject.below("examples"), Aspect::Example, &element, "").shown(quoted(from));
    }
}
