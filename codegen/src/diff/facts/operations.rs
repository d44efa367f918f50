//! Operations: how they are asked for, what they send, what comes back, and what is said about them.

use std::collections::BTreeMap;

use super::{Aspect, Builder, Kind, Source, pattern, quoted, shape};
use crate::contract::{
    Body, BodySource, Entry, Example, Operation, Permissions, Replacement, Returns, Sent, Until,
    together,
};

impl Builder<'_, '_> {
    pub(super) fn operations(&mut self) {
        for (file, entry, operation) in self.service.operations() {
            let line = format!("`{} {}`", entry.method, operation.template);
            let doc = entry.doc.as_deref().unwrap_or_default();
            let mut part = self.add(Kind::Operation, &operation.id, &line, doc);
            part.file(file);
            part.request(entry, operation);
            if let Some(body) = &entry.body {
                part.body(body);
            }
            part.response(entry, operation);
            // The rest is what only readers notice.
            part.text("summary", &entry.summary);
            part.set(Aspect::Rule, &entry.rules);
            part.set(Aspect::Document, &entry.documents);
            part.set(Aspect::Source, entry.source.as_slice());
            part.successor(operation);
            part.errata(&entry.errata);
            if let Some(permissions) = &operation.permissions {
                part.permissions(permissions);
            }
            part.examples(entry, operation);
        }
    }

    /// How it is asked for.
    fn request(&mut self, entry: &Entry, operation: &Operation) {
        let service = self.service;
        let Operation { id, template, verb, .. } = operation;
        // What differs in both is another operation, whatever else they have in common.
        for part in [id.strip_suffix(verb).unwrap_or_default(), verb] {
            self.one(Aspect::PartOfName, part, "");
        }
        self.put(Aspect::Method, &entry.method);
        self.put(Aspect::Path, &shape(template)).shown(template);
        self.put(Aspect::Fragment, &operation.fragment());
        let named = operation.parameters().map(|it| (Kind::Parameter, service[it].key.clone()));
        self.put(Aspect::Parameters, "").shown(template).names = named.collect();
        let asked = ["version `{}`", "the service's default version"];
        self.given(Aspect::Version, entry.version.as_ref(), asked);
        self.given(Aspect::Since, entry.since.as_ref(), ["version `{}`", "the first version"]);
        self.rust(entry.request.as_ref());
        self.flag(Aspect::Idempotent, entry.idempotent);
        match &entry.until {
            None => {}
            Some(Until::Gone) => drop(self.put(Aspect::Until, "the object is gone")),
            Some(Until::Has(properties)) => {
                let said = properties.iter().map(|(name, value)| format!("`{name}: {value}`"));
                let said = said.collect::<Vec<_>>().join(" and ");
                self.put(Aspect::Until, &format!("the object has {said}"));
            }
        }
        self.flag(Aspect::Advanced, entry.advanced);
        for (option, _) in &entry.query {
            let name = &service[*option].name;
            let mut option = self.below(name);
            option.goes_by(Kind::QueryOption, name);
            option.flag(Aspect::Query, true);
        }
        for (header, _) in &entry.headers {
            self.below(&service[*header].name).flag(Aspect::Header, true);
        }
    }

    fn body(&mut self, body: &Body) {
        self.flag(Aspect::Body, true);
        let (source, ty) = match body.source {
            BodySource::Create(id) => ("create<{}>", Some(id)),
            BodySource::Update(id) => ("update<{}>", Some(id)),
            BodySource::Whole(id) => ("{}", Some(id)),
            BodySource::Link => ("link", None),
            BodySource::Bytes => ("bytes", None),
            BodySource::Inline | BodySource::Unknown => ("properties of its own", None),
        };
        let ty = ty.map(|id| self.service[id].name.as_str());
        self.put(Aspect::BodySource, source).names(Kind::Type, ty);
        let optional = if body.optional { "yes" } else { "no" };
        self.put(Aspect::BodyOptional, optional).rank = body.optional.into();
        for Sent { member, required, clearable } in &body.sends {
            let how = if *required { "must" } else { "can" };
            let mut part = self.add(Kind::Sent, &member.name, how, &member.doc);
            if body.source != BodySource::Inline {
                part.subject().source = Source::OfType;
            }
            part.put(Aspect::Exists, "").demanded = *required;
            part.member(member);
            part.flag(Aspect::Required, *required);
            part.flag(Aspect::Clearable, *clearable);
        }
    }

    /// What comes back. Filters and orders depend on the listed type.
    fn response(&mut self, entry: &Entry, operation: &Operation) {
        for status in &entry.success {
            let status = status.to_string();
            self.one(Aspect::Success, &status, &status);
        }
        let returns = &entry.returns;
        let ty = returns.ty().map(|ty| pattern(self.service, ty));
        let (ty, name) = ty.unwrap_or(("none".to_owned(), None));
        let said = match returns {
            Returns::Count => "count".to_owned(),
            Returns::Bytes => "bytes".to_owned(),
            Returns::Nothing | Returns::Json(_) => ty,
            Returns::Value(_) => format!("value<{ty}>"),
            Returns::Single(_) => format!("single<{ty}>"),
            Returns::Maybe(_) => format!("maybe<{ty}>"),
            Returns::Page(_) => format!("page<{ty}>"),
            Returns::Delta(_) => format!("delta<{ty}>"),
        };
        let options = entry.query.iter().map(|(option, _)| &self.service[*option].name);
        let about = options.map(|name| self.entry(&format!("{}/{name}", operation.id))).collect();
        let fact = self.put(Aspect::Returns, &said).names(Kind::Type, name);
        (fact.rank, fact.about) = (returns.is_paged().into(), about);
    }

    /// What took its place, and what is called otherwise there.
    fn successor(&mut self, operation: &Operation) {
        let shown = ["`{}`", "none"];
        match &operation.replaced_by {
            None => self.given(Aspect::ReplacedBy, None::<&str>, shown),
            Some(Replacement::Nothing(reason)) => self.without_successor(reason),
            Some(Replacement::Request(it)) => self.given(Aspect::ReplacedBy, Some(it), shown),
            Some(Replacement::Operation(successor)) => {
                let request = format!("`{}`", successor.request);
                self.put(Aspect::ReplacedBy, &successor.id).shown(request);
                self.text("difference", successor.differs.as_deref().unwrap_or_default());
                self.renamed(&successor.renamed);
                for (name, to) in &successor.parameters {
                    self.subject().put(Aspect::Renamed, name, to).shown(format!("`{to}`"));
                }
                for (name, value) in &successor.query {
                    let element = format!("{name}={value}");
                    self.one(Aspect::SuccessorQuery, &element, format!("`{element}`"));
                }
            }
        }
    }

    pub(super) fn without_successor(&mut self, reason: &str) {
        self.put(Aspect::ReplacedBy, &format!("none: {reason}")).shown(quoted(reason));
    }

    /// What is called otherwise in the service's successor.
    pub(super) fn renamed(&mut self, renamed: &[(String, Option<String>)]) {
        for (name, to) in renamed {
            let to = to.as_ref().map_or("gone".to_owned(), |to| format!("`{to}`"));
            self.subject().put(Aspect::Renamed, name, &to);
        }
    }

    fn permissions(&mut self, permissions: &Permissions) {
        self.flag(Aspect::PermissionsSaid, true);
        for (whom, list) in [
            ("for work or school accounts", together(&permissions.delegated)),
            ("for personal accounts", together(&permissions.personal)),
            ("for apps of their own", together(&permissions.application)),
            ("of a role", permissions.roles.clone()),
            ("in the cloud", permissions.clouds.clone()),
        ] {
            for name in &list {
                let element = format!("{whom} {name}");
                self.one(Aspect::Permission, &element, format!("{whom} {}", quoted(name)));
            }
            self.subject().put(Aspect::Order, whom, &list.join("\n")).shown(whom);
        }
    }

    /// Examples are known by where they are from: those from one place are one fact, which says everything that they say.
    fn examples(&mut self, entry: &Entry, operation: &Operation) {
        let mut places: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for example in entry.examples_of(operation) {
            places.entry(&example.from).or_default().push(self.example(example));
        }
        let mut below = self.below("examples");
        for (from, mut said) in places {
            said.sort();
            let example = below.subject().put(Aspect::Example, from, &said.join("\n"));
            example.shown(quoted(from)).rank = u32::try_from(said.len()).unwrap_or(u32::MAX);
        }
    }

    fn example(&self, example: &Example) -> String {
        let service = self.service;
        let request = example.request.as_ref().map(|it| {
            let path: BTreeMap<_, _> = it.path.iter().cloned().collect();
            let query = it.query.iter().map(|(id, value)| (&service[*id].name, value));
            let headers = it.headers.iter().map(|(id, value)| (&service[*id].name, value));
            let (query, headers) = (BTreeMap::from_iter(query), BTreeMap::from_iter(headers));
            (&it.target, path, query, headers, &it.body)
        });
        let response = example.response.as_ref().map(|it| (it.status, &it.body));
        format!("{:?}\n{request:?}\n{response:?}", example.version)
    }
}
