//! What stands in the models of a module: requests, structs, enumerations and unions.

use super::text::Part;
use super::{ENUM, Items, mention};
use crate::model::{
    CallBody, Enum, Field, Key, Module, Operation, Queries, QueryProperty, Request, Struct, Union,
};
use crate::names::{Ident, plain};

const UNION: &str =
    "#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)] #[non_exhaustive] pub enum";
const STRUCT: &str =
    "#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)] pub struct";

impl<'a> Items<'a> {
    pub(super) fn models(&mut self, module: &'a Module) {
        module.requests.iter().for_each(|item| self.request(item, &module.operations));
        module.structs.iter().for_each(|item| self.structure(item));
        module.unions.iter().for_each(|item| self.union(item));
        for item in &module.enums {
            self.enumeration(&self.model(&item.ident), item, &format!("{}.", item.name));
        }
    }

    /// Where a type or a module of the models is listed.
    fn model(&self, ident: &Ident) -> String {
        format!("{}::models::{}", self.module, plain(ident))
    }

    fn request(&mut self, item: &'a Request, operations: &[Operation]) {
        let path = self.model(&item.ident);
        let takes =
            |it: &&Operation| matches!(&it.call.body, CallBody::Struct(of) if *of == item.ident);
        let users = operations.iter().filter(takes).map(|it| &it.id);
        let common = users.clone().map(|id| format!("{id}#body")).chain(users.clone().cloned());
        self.put("#[derive(Clone, Debug, PartialEq)] pub struct", &path, "", common.clone());
        for field in &item.fields {
            let parts = users.clone().map(|id| format!("{id}/{}", field.wire_name));
            let property = field.entry.iter().flat_map(|it| [format!("{it}#create"), it.clone()]);
            self.field(&path, field, parts.chain(property).chain(common.clone()));
        }
    }

    fn structure(&mut self, item: &'a Struct) {
        let path = self.model(&item.ident);
        self.lookup(&path, &item.name, item.key.as_ref(), item.queries.as_ref());
        self.put(STRUCT, &path, "", [item.name.clone()]);
        self.put("pub", format!("{path}::extra"), ": runtime::Extra", [item.name.clone()]);
        for field in &item.fields {
            self.field(&path, field, field.entry.iter().chain([&item.name]).cloned());
        }
    }

    /// Puts a field. It comes from what its type is as well.
    fn field(&mut self, on: &str, field: &'a Field, about: impl IntoIterator<Item = String>) {
        let ty = format!(": {}", self.part(Part::Type(&field.ty)));
        let about = about.into_iter().chain(mention(&field.ty));
        self.put("pub", format!("{on}::{}", plain(&field.ident)), &ty, about);
    }

    /// What finds objects of a type: the method that gives their key, and the properties that queries can name.
    fn lookup(&mut self, path: &str, of: &str, key: Option<&'a Key>, queries: Option<&'a Queries>) {
        if let Some(Key { entry, function, .. }) = key {
            self.function(path, function, [format!("{entry}#key"), entry.clone(), of.to_owned()]);
        }
        let Some(Queries { about, ident, properties }) = queries else { return };
        let path = self.model(ident);
        let about = || about.iter().cloned().chain([of.to_owned()]);
        let marked = properties.iter().map(|it| format!("{}#query", it.entry));
        let entries = properties.iter().map(|it| it.entry.clone());
        self.put("pub mod", &path, "", marked.chain(entries).chain(about()));
        for QueryProperty { entry, function, .. } in properties {
            let own = [format!("{entry}#query"), entry.clone()].into_iter();
            self.function(&path, function, own.chain(about()));
        }
    }

    /// An open enumeration. Its values are entries, whose names begin with the same.
    pub(super) fn enumeration(&mut self, path: &str, item: &Enum, entries: &str) {
        let about = || [item.name.clone()];
        self.put(ENUM, path, "", about());
        self.put("pub", format!("{path}::Other"), "(String)", about());
        self.put("pub fn", format!("{path}::as_str"), "(&self) -> &str", about());
        self.implement("From<String>", path, about());
        for variant in &item.variants {
            let about = [format!("{entries}{}", variant.wire_name), item.name.clone()];
            self.put("pub", format!("{path}::{}", variant.ident), "", about);
        }
    }

    fn union(&mut self, union: &'a Union) {
        let (path, name) = (self.model(&union.ident), &union.name);
        self.lookup(&path, name, union.key.as_ref(), union.queries.as_ref());
        self.put(UNION, &path, "", [name.clone()]);
        self.put("pub", format!("{path}::Other"), "(runtime::Untyped)", [name.clone()]);
        for variant in &union.variants {
            let own = format!("{name}.{}#variant", variant.name);
            let about = [own, format!("type {}", variant.ty), name.clone()];
            let ty = format!("{}::models::{}", self.service, variant.ty);
            let at = format!("{path}::{}", variant.ident);
            self.put("pub", at, &format!("(Box<{ty}>)"), about.clone());
            self.implement(&format!("From<{ty}>"), &path, about);
        }
        for accessor in &union.common {
            let property = format!("{name}.{}", accessor.wire_name);
            // The key's own method takes its place.
            let about = [format!("{property}#key"), property, name.clone()];
            self.function(&path, &accessor.function, about);
        }
    }
}
