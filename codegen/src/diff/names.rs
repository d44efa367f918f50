//! What is called otherwise now.

use std::collections::BTreeMap;

use super::aspects::Kind;
use super::named::Named;
use super::pairs::renamed;
use crate::contract::{Body, BodySource, Returns, Service, Type, TypeId};

/// For everything that one side has, the name that the base has for it.
pub(super) struct Names {
    /// The service.
    pub(super) service: String,
    /// What has been renamed: of a kind, below a subject by its name in the base.
    renamed: BTreeMap<(Kind, String, String), String>,
}

impl Names {
    /// The names of the base itself.
    pub(super) fn new(service: &str) -> Self {
        Self { service: service.to_owned(), renamed: BTreeMap::new() }
    }

    /// The name that the base has for something below a subject.
    pub(super) fn of<'n>(&'n self, kind: Kind, below: &str, name: &'n str) -> &'n str {
        let key = (kind, below.to_owned(), name.to_owned());
        self.renamed.get(&key).map_or(name, String::as_str)
    }

    /// The name that the base has for something that stands in the service itself.
    pub(super) fn top<'n>(&'n self, kind: Kind, name: &'n str) -> &'n str {
        self.of(kind, &self.service, name)
    }

    /// A type, without whether it may be null.
    pub(super) fn ty(&self, service: &Service, ty: &Type) -> String {
        match ty.named() {
            Some(id) => {
                let list = if ty.is_list() { "[]" } else { "" };
                format!("{}{list}", self.top(Kind::Type, &service[id].name))
            }
            None => service.type_text(ty, false),
        }
    }

    /// What a success holds, as the spec writes it.
    pub(super) fn returns(&self, service: &Service, returns: &Returns) -> String {
        let ty = returns.ty().map_or("none".to_owned(), |ty| self.ty(service, ty));
        match returns {
            Returns::Count => "count".to_owned(),
            Returns::Bytes => "bytes".to_owned(),
            Returns::Nothing | Returns::Json(_) => ty,
            Returns::Value(_) => format!("value<{ty}>"),
            Returns::Single(_) => format!("single<{ty}>"),
            Returns::Maybe(_) => format!("maybe<{ty}>"),
            Returns::Page(_) => format!("page<{ty}>"),
            Returns::Delta(_) => format!("delta<{ty}>"),
        }
    }

    /// Where the properties of a body come from.
    pub(super) fn source(&self, service: &Service, body: &Body) -> String {
        let ty = |id: TypeId| self.top(Kind::Type, &service[id].name);
        match body.source {
            BodySource::Create(id) => format!("create<{}>", ty(id)),
            BodySource::Update(id) => format!("update<{}>", ty(id)),
            BodySource::Link => "link".to_owned(),
            BodySource::Whole(id) => ty(id).to_owned(),
            BodySource::Bytes => "bytes".to_owned(),
            BodySource::Inline | BodySource::Unknown => "properties of its own".to_owned(),
        }
    }

    /// Notes which entries have another name.
    pub(super) fn pair<'a, T: Named + 'a>(
        &mut self,
        below: &str,
        base: impl IntoIterator<Item = &'a T>,
        head: impl IntoIterator<Item = &'a T>,
        likeness: impl Fn(&Self, &T, &T) -> f64,
    ) {
        for (old, new) in renamed(base, head, |a, b| likeness(self, a, b)) {
            let key = (T::KIND, below.to_owned(), new.label().to_owned());
            self.renamed.insert(key, old.label().to_owned());
        }
    }
}

/// A path without the names of its parameters: what is sent.
pub(super) fn shape(path: &str) -> String {
    let mut inside = false;
    let outside = |c: &char| {
        let closes = *c == '}';
        inside = (inside || *c == '{') && !closes;
        !inside || *c == '{'
    };
    path.chars().filter(outside).collect()
}
