//! Operations: how they are asked for, what they send, what comes back, and what is said about them.

use super::{Aspect, Builder, Kind, New, Source, Subject, code};
use crate::contract::{
    Body, BodySource, Entry, Example, ExampleRequest, ExampleResponse, Operation, Permissions, Sent,
};
use crate::diff::renames::shape;
use crate::surface::Topic;

impl Builder<'_> {
    pub(super) fn operations(&mut self) {
        for (index, file) in self.service.files.iter().enumerate() {
            for entry in &file.entries {
                for (number, operation) in entry.operations.iter().enumerate() {
                    let subject = self.subject(Kind::Operation, "", &operation.id);
                    self.request(&subject, index, entry, operation);
                    self.query(&subject, entry, operation);
                    self.body(&subject, entry, operation);
                    self.response(&subject, entry, operation);
                    self.about_operation(&subject, entry, operation);
                    self.permissions(&subject, entry.permissions.as_ref());
                    for example in entry.examples_of(number) {
                        self.example(&subject, example);
                    }
                }
            }
        }
    }

    /// How it is asked for.
    fn request(&mut self, subject: &Subject, file: usize, entry: &Entry, operation: &Operation) {
        let about = || [self.operation_topic(&operation.id)];
        let line = format!("{} {}", entry.method, operation.template);
        let exists = New::value("").shown(code(&line)).about(about());
        let name = New::value(&operation.id).about(about());
        let moved = self.file(file).about(about());
        let path = New::value(shape(&operation.template));
        let path = path.shown(&operation.template).about(about());
        let parameters = operation.path.iter().filter_map(|it| it.parameter());
        let parameters: Vec<&str> = parameters
            .map(|id| self.names.of(Kind::Parameter, "", &self.service[id].name))
            .collect();
        let parameters = New::value(parameters.join(" "));
        let parameters = parameters.shown(&operation.template).about(about());
        self.put(subject, Aspect::Exists, exists);
        self.put(subject, Aspect::Name, name);
        self.put(subject, Aspect::File, moved);
        self.put(subject, Aspect::Method, New::value(&entry.method));
        self.put(subject, Aspect::Path, path);
        self.put(subject, Aspect::Parameters, parameters);
        let version = |version: &str| format!("version `{version}`");
        let default = "the service's default version";
        let asked = New::optional(entry.version.as_ref(), version, default);
        self.put(subject, Aspect::Version, asked);
        let since = New::optional(entry.since.as_ref(), version, "the first version");
        self.put(subject, Aspect::Since, since);
        self.flag(subject, Aspect::Idempotent, entry.idempotent, &[]);
    }

    fn query(&mut self, subject: &Subject, entry: &Entry, operation: &Operation) {
        for (id, _) in &entry.query {
            let name = &self.service[*id].name;
            let now = self.names.of(Kind::QueryOption, "", name);
            let below = Subject {
                key: format!("{}/{now}", subject.key),
                shown: format!("{}/{name}", subject.shown),
                parent: Some((subject.kind, subject.key.clone())),
                ..subject.clone()
            };
            let about = [self.part_topic(&operation.id, name)];
            self.flag(&below, Aspect::Query, true, &about);
        }
    }

    fn body(&mut self, subject: &Subject, entry: &Entry, operation: &Operation) {
        let Some(body) = &entry.body else { return };
        let about = [self.body_topic(&operation.id)];
        self.flag(subject, Aspect::Body, true, &about);
        let (value, shown) = self.body_source(body);
        let source = New::value(value).shown(shown).about(about);
        self.put(subject, Aspect::BodySource, source);
        let optional = if body.optional { "2" } else { "1" };
        self.put(subject, Aspect::BodyOptional, New::value(optional));
        for sent in &body.sends {
            self.sent(subject, body, &operation.id, sent);
        }
    }

    /// Where the properties come from, by the head's names and by this side's.
    fn body_source(&self, body: &Body) -> (String, String) {
        let of = |verb: &str, id: crate::contract::TypeId| {
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

    fn sent(&mut self, of: &Subject, body: &Body, operation: &str, sent: &Sent) {
        let member = &sent.member;
        let mut subject = self.part(of, Kind::Sent, '/', &member.name);
        subject.source = match body.source {
            BodySource::Inline => Source::Own,
            _ => Source::OfType,
        };
        let about = [
            self.part_topic(operation, &member.name),
            self.body_topic(operation),
        ];
        let how = if sent.required { "must" } else { "can" };
        let exists = New {
            demanded: sent.required,
            ..New::value("").shown(how).about(about.clone())
        };
        self.put(&subject, Aspect::Exists, exists);
        let name = New::value(&member.name).about(about.clone());
        self.put(&subject, Aspect::Name, name);
        let (now, _) = self.type_names(&member.ty);
        let ty = New::value(now).shown(self.service.member_type(member));
        self.put(&subject, Aspect::Type, ty.about(about.clone()));
        self.flag(&subject, Aspect::Required, sent.required, &about);
        self.flag(&subject, Aspect::Clearable, sent.clearable, &about);
        self.flag(&subject, Aspect::Secret, member.secret, &[]);
        self.rust(&subject, member.rust.as_ref(), about.to_vec());
        self.text(&subject, "documentation", &member.doc);
    }

    /// What comes back. Filters and orders depend on the listed type.
    fn response(&mut self, subject: &Subject, entry: &Entry, operation: &Operation) {
        for status in &entry.success {
            let status = status.to_string();
            let new = New::default().shown(&status).element(&status);
            self.put(subject, Aspect::Success, new);
        }
        let (value, shown) = self.returns_names(&entry.returns);
        let service = self.service.name.clone();
        let response = Topic::Response(service, operation.id.clone());
        let options = entry.query.iter().map(|(id, _)| &self.service[*id].name);
        let options = options.map(|name| self.part_topic(&operation.id, name));
        let about = [response].into_iter().chain(options);
        let returns = New::value(value).shown(shown).about(about);
        self.put(subject, Aspect::Returns, returns);
    }

    /// What only readers notice.
    fn about_operation(&mut self, subject: &Subject, entry: &Entry, operation: &Operation) {
        self.text(subject, "summary", &entry.summary);
        self.text(
            subject,
            "documentation",
            entry.doc.as_deref().unwrap_or_default(),
        );
        self.set(subject, Aspect::Rule, &entry.rules);
        self.set(subject, Aspect::Document, &entry.documents);
        let successor = New::optional(operation.replaced_by.as_ref(), code, "none");
        self.put(subject, Aspect::ReplacedBy, successor);
        self.errata(subject, &entry.errata);
    }

    fn permissions(&mut self, subject: &Subject, permissions: Option<&Permissions>) {
        let Some(permissions) = permissions else {
            return;
        };
        self.flag(subject, Aspect::PermissionsSaid, true, &[]);
        let lists = [
            ("for work or school accounts", &permissions.delegated),
            ("for personal accounts", &permissions.personal),
            ("for apps of their own", &permissions.application),
            ("of a role", &permissions.roles),
            ("in the cloud", &permissions.clouds),
        ];
        for (whom, list) in lists {
            for name in list {
                let shown = format!("{whom} {}", crate::diff::report::quoted(name));
                let element = format!("{whom} {name}");
                let new = New::default().shown(shown).element(&element);
                self.put(subject, Aspect::Permission, new);
            }
            let order = New::value(list.join("\n")).shown(whom).element(whom);
            self.put(subject, Aspect::Order, order);
        }
    }

    fn example(&mut self, subject: &Subject, example: &Example) {
        let request = example.request.as_ref().map(|it| self.example_request(it));
        let response = example.response.as_ref();
        let response = response.map(|ExampleResponse { status, body }| (status, body));
        let text = format!("{:?}\n{request:?}\n{response:?}", example.version);
        let element = format!("{}\n{text}", example.from);
        let shown = crate::diff::report::quoted(&example.from);
        let new = New::value("").shown(shown).element(&element);
        self.put(&subject.below("examples"), Aspect::Example, new);
    }

    fn example_request(&self, request: &ExampleRequest) -> String {
        let ExampleRequest {
            target,
            path,
            query,
            body,
        } = request;
        let mut path = path.clone();
        path.sort();
        let query = query
            .iter()
            .map(|(id, value)| (&self.service[*id].name, value.to_string()));
        let mut query: Vec<_> = query.collect();
        query.sort();
        format!("{target:?} {path:?} {query:?} {body:?}")
    }
}
