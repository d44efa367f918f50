//! Operations: how they are asked for, what they send, what comes back, and what is said about them.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::{Aspect, Builder, Kind, Source, Subject, quoted};
use crate::contract::{
    Body, BodySource, Entry, Example, Operation, Permissions, Replacement, Sent, Until, together,
};
use crate::diff::names::shape;

impl Builder<'_> {
    pub(super) fn operations(&mut self) {
        for (file, entry, operation) in self.service.operations() {
            let subject = self.request(entry, operation);
            self.file(&subject, file);
            if let Some(body) = &entry.body {
                self.body(&subject, body);
            }
            self.response(&subject, entry);
            self.about_operation(&subject, entry, operation);
            self.examples(&subject, entry, operation);
        }
    }

    /// How it is asked for.
    fn request(&mut self, entry: &Entry, operation: &Operation) -> Rc<Subject> {
        let template = &operation.template;
        let subject = self.part_called(&self.whole, Kind::Operation, "/", &operation.id);
        let line = format!("`{} {template}`", entry.method);
        let subject = self.add(subject, line, entry.doc.as_deref().unwrap_or_default());
        self.put(&subject, Aspect::Method, &entry.method);
        self.put(&subject, Aspect::Path, &shape(template)).shown(template);
        let parameters = operation.parameters().map(|id| &self.service[id].key);
        let parameters: Vec<&str> =
            parameters.map(|name| self.names.top(Kind::Parameter, name)).collect();
        self.put(&subject, Aspect::Parameters, &parameters.join(" ")).shown(template);
        let asked = ["version `{}`", "the service's default version"];
        self.given(&subject, Aspect::Version, entry.version.as_deref(), asked);
        let since = ["version `{}`", "the first version"];
        self.given(&subject, Aspect::Since, entry.since.as_deref(), since);
        self.rust(&subject, entry.request.as_ref());
        self.flag(&subject, Aspect::Idempotent, entry.idempotent);
        if let Some(until) = &entry.until {
            let shown = match until {
                Until::Gone => "the object is gone".to_owned(),
                Until::Has(properties) => {
                    let said = properties.iter().map(|(name, value)| format!("`{name}: {value}`"));
                    format!("the object has {}", said.collect::<Vec<_>>().join(" and "))
                }
            };
            self.put(&subject, Aspect::Until, &shown).shown(&shown);
        }
        self.flag(&subject, Aspect::Advanced, entry.advanced);
        for (id, _) in &entry.query {
            let name = &self.service[*id].name;
            let was = self.names.top(Kind::QueryOption, name);
            let was = format!("{}/{was}", subject.name);
            let option = Rc::new(Subject { name: was, ..subject.below(name) });
            self.flag(&option, Aspect::Query, true);
        }
        for (id, _) in &entry.headers {
            let header = Rc::new(subject.below(&self.service[*id].name));
            self.flag(&header, Aspect::Header, true);
        }
        subject
    }

    fn body(&mut self, subject: &Rc<Subject>, body: &Body) {
        self.flag(subject, Aspect::Body, true);
        let source = self.names.source(self.service, body);
        let shown = self.own.source(self.service, body);
        self.put(subject, Aspect::BodySource, &source).shown(shown);
        let optional = if body.optional { "yes" } else { "no" };
        self.put(subject, Aspect::BodyOptional, optional).rank = body.optional.into();
        for sent in &body.sends {
            self.sent(subject, body, sent);
        }
    }

    fn sent(&mut self, of: &Rc<Subject>, body: &Body, sent: &Sent) {
        let member = &sent.member;
        let source = match body.source {
            BodySource::Inline => Source::Own,
            _ => Source::OfType,
        };
        let how = if sent.required { "must" } else { "can" };
        let subject = Subject { source, ..self.part(of, sent) };
        let subject = self.add(subject, how, &member.doc);
        self.put(&subject, Aspect::Exists, "").demanded = sent.required;
        self.member(&subject, member);
        self.flag(&subject, Aspect::Required, sent.required);
        self.flag(&subject, Aspect::Clearable, sent.clearable);
    }

    /// What comes back. Filters and orders depend on the listed type.
    fn response(&mut self, subject: &Rc<Subject>, entry: &Entry) {
        for status in &entry.success {
            let status = status.to_string();
            self.put_one(subject, Aspect::Success, &status, &status);
        }
        let returns = self.names.returns(self.service, &entry.returns);
        let shown = self.own.returns(self.service, &entry.returns);
        let options = entry.query.iter().map(|(id, _)| &self.service[*id].name);
        let options: Vec<String> = options.map(|name| format!("{}/{name}", subject.own)).collect();
        let returns = self.put(subject, Aspect::Returns, &returns).shown(shown);
        returns.rank = entry.returns.is_paged().into();
        returns.about.extend(options);
    }

    /// What only readers notice.
    fn about_operation(&mut self, subject: &Rc<Subject>, entry: &Entry, operation: &Operation) {
        self.text(subject, "summary", &entry.summary);
        self.set(subject, Aspect::Rule, &entry.rules);
        self.set(subject, Aspect::Document, &entry.documents);
        self.set(subject, Aspect::Source, entry.source.as_slice());
        self.successor(subject, operation);
        self.errata(subject, &entry.errata);
        if let Some(permissions) = &operation.permissions {
            self.permissions(subject, permissions);
        }
    }

    /// What took its place, and what is called otherwise there.
    fn successor(&mut self, subject: &Rc<Subject>, operation: &Operation) {
        let (value, shown) = match &operation.replaced_by {
            None => (String::new(), "none".to_owned()),
            Some(Replacement::Nothing(reason)) => (format!("none: {reason}"), quoted(reason)),
            Some(Replacement::Request(request)) => (request.clone(), format!("`{request}`")),
            Some(Replacement::Operation(successor)) => {
                (successor.id.clone(), format!("`{}`", successor.request))
            }
        };
        self.put(subject, Aspect::ReplacedBy, &value).shown(shown);
        let Some(Replacement::Operation(successor)) = &operation.replaced_by else {
            return;
        };
        let differs = successor.differs.as_deref().unwrap_or_default();
        self.text(subject, "difference", differs);
        self.renamed(subject, &successor.renamed);
        for (name, to) in &successor.parameters {
            self.put_one(subject, Aspect::Renamed, name, to).shown(format!("`{to}`"));
        }
        for (name, value) in &successor.query {
            let element = format!("{name}={value}");
            let shown = format!("`{element}`");
            self.put_one(subject, Aspect::SuccessorQuery, &element, "").shown(shown);
        }
    }

    /// What is called otherwise in the service's successor.
    pub(super) fn renamed(&mut self, subject: &Rc<Subject>, renamed: &[(String, Option<String>)]) {
        for (name, to) in renamed {
            let to = to.as_deref();
            let shown = to.map_or("gone".to_owned(), |to| format!("`{to}`"));
            self.put_one(subject, Aspect::Renamed, name, to.unwrap_or_default()).shown(shown);
        }
    }

    fn permissions(&mut self, subject: &Rc<Subject>, permissions: &Permissions) {
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
            self.put_one(subject, Aspect::Order, whom, &list.join("\n")).shown(whom);
        }
    }

    /// Examples are known by where they are from: those from one place are one fact, which says everything that they say.
    fn examples(&mut self, subject: &Rc<Subject>, entry: &Entry, operation: &Operation) {
        let mut places: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for example in entry.examples_of(operation) {
            places.entry(&example.from).or_default().push(self.example(example));
        }
        let below = Rc::new(subject.below("examples"));
        for (from, mut said) in places {
            said.sort();
            let number = u32::try_from(said.len()).unwrap_or(u32::MAX);
            let example = self.put_one(&below, Aspect::Example, from, &said.join("\n"));
            example.shown(quoted(from)).rank = number;
        }
    }

    fn example(&self, example: &Example) -> String {
        let request = example.request.as_ref().map(|request| {
            let path: BTreeMap<_, _> = request.path.iter().cloned().collect();
            let query = request.query.iter();
            let query: BTreeMap<_, _> =
                query.map(|(id, value)| (&self.service[*id].name, value)).collect();
            let headers = request.headers.iter();
            let headers: BTreeMap<_, _> =
                headers.map(|(id, value)| (&self.service[*id].name, value)).collect();
            (&request.target, path, query, headers, &request.body)
        });
        let response = example.response.as_ref().map(|it| (it.status, &it.body));
        format!("{:?}\n{request:?}\n{response:?}", example.version)
    }
}
