//! What stands in the models of a module: requests, structs, enumerations and unions.

use super::{Items, mention};
use crate::model::{CallBody, Enum, Key, Module, Operation, Queries, Request, Struct, Type, Union};
use crate::names::{Ident, plain};

const UNION: &str =
    "#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)] #[non_exhaustive] pub enum";
const STRUCT: &str =
    "#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)] pub struct";

impl Items<'_> {
    pub(super) fn models(&mut self, module: &Module) {
        module.requests.iter().for_each(|item| self.request(item, &module.operations));
        module.structs.iter().for_each(|item| self.structure(item));
        module.enums.iter().for_each(|item| self.enumeration(item));
        module.unions.iter().for_each(|item| self.union(item));
    }

    /// Where a type or a module of the models is listed.
    fn model(&self, ident: &Ident) -> String {
        format!("{}::models::{}", self.module, plain(ident))
    }

    fn request(&mut self, item: &Request, operations: &[Operation]) {
        let path = self.model(&item.ident);
        let takes =
            |it: &&Operation| matches!(&it.call.body, CallBody::Struct(of) if *of == item.ident);
        let users: Vec<&str> = operations.iter().filter(takes).map(|it| it.id.as_str()).collect();
        let bodies = users.iter().map(|id| format!("{id}#body"));
        let common = bodies.chain(users.iter().map(|id| (*id).to_owned()));
        self.put("#[derive(Clone, Debug, PartialEq)] pub struct", &path, "", common.clone());
        for field in &item.fields {
            let parts = users.iter().map(|id| format!("{id}/{}", field.wire_name));
            let property = field.of.iter().map(|of| format!("{of}.{}", field.wire_name));
            let property = property.flat_map(|it| [format!("{it}#create"), it]);
            let about = parts.chain(property).chain(common.clone()).chain(mention(&field.ty));
            let ty = format!(": {}", self.drawn.ty(&field.ty));
            self.put("pub", format!("{path}::{}", plain(&field.ident)), &ty, about);
        }
    }

    fn structure(&mut self, item: &Struct) {
        let path = self.model(&item.ident);
        self.lookup(&path, &item.name, item.key.as_ref(), item.queries.as_ref());
        self.put(STRUCT, &path, "", [item.name.clone()]);
        self.put("pub", format!("{path}::extra"), ": runtime::Extra", [item.name.clone()]);
        for field in &item.fields {
            let of = field.of.as_deref().unwrap_or_default();
            let about = [format!("{of}.{}", field.wire_name), item.name.clone()];
            let about = about.into_iter().chain(mention(&field.ty));
            let ty = format!(": {}", self.drawn.ty(&field.ty));
            self.put("pub", format!("{path}::{}", plain(&field.ident)), &ty, about);
        }
    }

    /// What finds objects of a type: the method that gives their key, and the properties that queries can name.
    fn lookup(&mut self, path: &str, of: &str, key: Option<&Key>, queries: Option<&Queries>) {
        if let Some(Key { of: owner, wire_name, function, .. }) = key {
            let property = format!("{owner}.{wire_name}");
            self.function(path, function, [format!("{property}#key"), property, of.to_owned()]);
        }
        let Some(Queries { about, ident, properties }) = queries else { return };
        let path = self.model(ident);
        let about = || about.iter().cloned().chain([of.to_owned()]);
        let named = properties.iter().map(|it| format!("{}.{}", it.of, it.wire_name));
        let marked = named.clone().map(|it| format!("{it}#query"));
        self.put("pub mod", &path, "", marked.chain(named.clone()).chain(about()));
        for (property, it) in named.zip(properties) {
            let own = [format!("{property}#query"), property].into_iter();
            self.function(&path, &it.function, own.chain(about()));
        }
    }

    fn enumeration(&mut self, item: &Enum) {
        let path = self.model(&item.ident);
        self.open_enum(&path, Some(&item.name));
        for variant in &item.variants {
            let about = [format!("{}.{}", item.name, variant.wire_name), item.name.clone()];
            self.put("pub", format!("{path}::{}", variant.ident), "", about);
        }
    }

    fn union(&mut self, union: &Union) {
        let (path, name) = (self.model(&union.ident), &union.name);
        self.lookup(&path, name, union.key.as_ref(), union.queries.as_ref());
        self.put(UNION, &path, "", [name.clone()]);
        self.put("pub", format!("{path}::Other"), "(runtime::Untyped)", [name.clone()]);
        for variant in &union.variants {
            let about = [
                format!("{name}.{}#variant", variant.name),
                format!("type {}", variant.ty),
                name.clone(),
            ];
            let ty = self.drawn.ty(&Type::Named(variant.ty.clone())).to_owned();
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
