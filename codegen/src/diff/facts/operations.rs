//! Operations: how they are asked for, what they send, what comes back, and what is said about them.

use std::collections::BTreeMap;

use super::{Aspect, Builder, Kind, Source, pattern, quoted, shape};
use crate::contract::{
    Body, BodySource, Entry, Example, Operation, Permissions, Replacement, Returns, Sent, Until,
    together,
};

impl Builder<'_> {
    pub(super) fn operations(&mut self) {
        for (file, entry, operation) in self.service.operations() {
            let id = self.request(entry, operation);
            self.file(id, file);
            if let Some(body) = &entry.body {
                self.body(id, body);
            }
            self.response(id, entry);
            self.about_operation(id, entry, operation);
            self.examples(id, entry, operation);
        }
    }

    /// How it is asked for.
    fn request(&mut self, entry: &Entry, operation: &Operation) -> usize {
        let Operation { id: name, template, verb, .. } = operation;
        let line = format!("`{} {template}`", entry.method);
        let doc = entry.doc.as_deref().unwrap_or_default();
        let id = self.add(self.whole, Kind::Operation, name, &line, doc);
        // What differs in both is another operation, whatever else they have in common.
        let resource = name.strip_suffix(verb).unwrap_or_default();
        for part in [resource, verb] {
            self.put_one(id, Aspect::PartOfName, part);
        }
        self.put(id, Aspect::Method, &entry.method);
        self.put(id, Aspect::Path, &shape(template)).shown(template);
        self.put(id, Aspect::Fragment, &operation.fragment());
        let parameters = operation.parameters().map(|it| &self.service[it].key);
        self.put(id, Aspect::Parameters, "").shown(template).names =
            parameters.map(|key| (Kind::Parameter, key.clone())).collect();
        let asked = ["version `{}`", "the service's default version"];
        self.given(id, Aspect::Version, entry.version.as_deref(), asked);
        let since = ["version `{}`", "the first version"];
        self.given(id, Aspect::Since, entry.since.as_deref(), since);
        self.rust(id, entry.request.as_ref());
        self.flag(id, Aspect::Idempotent, entry.idempotent);
        match &entry.until {
            None => {}
            Some(Until::Gone) => drop(self.put(id, Aspect::Until, "the object is gone")),
            Some(Until::Has(properties)) => {
                let said = properties.iter().map(|(name, value)| format!("`{name}: {value}`"));
                let said = said.collect::<Vec<_>>().join(" and ");
                self.put(id, Aspect::Until, &format!("the object has {said}"));
            }
        }
        self.flag(id, Aspect::Advanced, entry.advanced);
        for (option, _) in &entry.query {
            let name = &self.service[*option].name;
            let option = self.below(id, name);
            self.goes_by(option, Kind::QueryOption, name);
            self.flag(option, Aspect::Query, true);
        }
        for (header, _) in &entry.headers {
            let header = self.below(id, &self.service[*header].name);
            self.flag(header, Aspect::Header, true);
        }
        id
    }

    fn body(&mut self, operation: usize, body: &Body) {
        self.flag(operation, Aspect::Body, true);
        let (source, ty) = match body.source {
            BodySource::Create(id) => ("create<{}>", Some(id)),
            BodySource::Update(id) => ("update<{}>", Some(id)),
            BodySource::Whole(id) => ("{}", Some(id)),
            BodySource::Link => ("link", None),
            BodySource::Bytes => ("bytes", None),
            BodySource::Inline | BodySource::Unknown => ("properties of its own", None),
        };
        let ty = ty.map(|id| self.service[id].name.as_str());
        self.put(operation, Aspect::BodySource, source).names(Kind::Type, ty);
        let optional = if body.optional { "yes" } else { "no" };
        self.put(operation, Aspect::BodyOptional, optional).rank = body.optional.into();
        for Sent { member, required, clearable } in &body.sends {
            let how = if *required { "must" } else { "can" };
            let id = self.add(operation, Kind::Sent, &member.name, how, &member.doc);
            if body.source != BodySource::Inline {
                self.facts[id].source = Source::OfType;
            }
            self.put(id, Aspect::Exists, "").demanded = *required;
            self.member(id, member);
            self.flag(id, Aspect::Required, *required);
            self.flag(id, Aspect::Clearable, *clearable);
        }
    }

    /// What comes back. Filters and orders depend on the listed type.
    fn response(&mut self, id: usize, entry: &Entry) {
        for status in &entry.success {
            let status = status.to_string();
            self.put_one(id, Aspect::Success, &status).shown(&status);
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
        let own = &self.facts[id].own;
        let options: Vec<String> = options.map(|name| format!("{own}/{name}")).collect();
        let fact = self.facts[id].put(Aspect::Returns, "", &said).names(Kind::Type, name);
        fact.rank = returns.is_paged().into();
        fact.about = options;
    }

    /// What only readers notice.
    fn about_operation(&mut self, id: usize, entry: &Entry, operation: &Operation) {
        self.text(id, "summary", &entry.summary);
        self.set(id, Aspect::Rule, &entry.rules);
        self.set(id, Aspect::Document, &entry.documents);
        self.set(id, Aspect::Source, entry.source.as_slice());
        self.successor(id, operation);
        self.errata(id, &entry.errata);
        if let Some(permissions) = &operation.permissions {
            self.permissions(id, permissions);
        }
    }

    /// What took its place, and what is called otherwise there.
    fn successor(&mut self, id: usize, operation: &Operation) {
        let (value, shown) = match &operation.replaced_by {
            None => (String::new(), "none".to_owned()),
            Some(Replacement::Nothing(reason)) => (format!("none: {reason}"), quoted(reason)),
            Some(Replacement::Request(request)) => (request.clone(), format!("`{request}`")),
            Some(Replacement::Operation(successor)) => {
                (successor.id.clone(), format!("`{}`", successor.request))
            }
        };
        self.put(id, Aspect::ReplacedBy, &value).shown(shown);
        let Some(Replacement::Operation(successor)) = &operation.replaced_by else {
            return;
        };
        self.text(id, "difference", successor.differs.as_deref().unwrap_or_default());
        self.renamed(id, &successor.renamed);
        for (name, to) in &successor.parameters {
            self.facts[id].put(Aspect::Renamed, name, to).shown(format!("`{to}`"));
        }
        for (name, value) in &successor.query {
            let element = format!("{name}={value}");
            self.put_one(id, Aspect::SuccessorQuery, &element).shown(format!("`{element}`"));
        }
    }

    /// What is called otherwise in the service's successor.
    pub(super) fn renamed(&mut self, id: usize, renamed: &[(String, Option<String>)]) {
        for (name, to) in renamed {
            let to = to.as_ref().map_or("gone".to_owned(), |to| format!("`{to}`"));
            self.facts[id].put(Aspect::Renamed, name, &to);
        }
    }

    fn permissions(&mut self, id: usize, permissions: &Permissions) {
        self.flag(id, Aspect::PermissionsSaid, true);
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
                self.put_one(id, Aspect::Permission, &element).shown(shown);
            }
            self.facts[id].put(Aspect::Order, whom, &list.join("\n")).shown(whom);
        }
    }

    /// Examples are known by where they are from: those from one place are one fact, which says everything that they say.
    fn examples(&mut self, id: usize, entry: &Entry, operation: &Operation) {
        let mut places: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for example in entry.examples_of(operation) {
            places.entry(&example.from).or_default().push(self.example(example));
        }
        let below = self.below(id, "examples");
        for (from, mut said) in places {
            said.sort();
            let example = self.facts[below].put(Aspect::Example, from, &said.join("\n"));
            example.shown(quoted(from)).rank = u32::try_from(said.len()).unwrap_or(u32::MAX);
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
