//! Types, their properties, values and variants.

use super::{Aspect, Builder, Kind, Source, pattern};
use crate::contract::{
    self, Body, BodySource, Create, Definition, Member, Property, Returned, Support, TypeId, Update,
};

impl<'s> Builder<'s, '_> {
    pub(super) fn types(&mut self) {
        let service = self.service;
        for (index, definition) in service.types.iter().enumerate() {
            let mut part = self.definition(definition);
            let created = part.created(TypeId(index));
            let properties = service.properties(TypeId(index));
            for property in properties.chain(service.references(TypeId(index))) {
                let is_own = property.member.of == Some(TypeId(index));
                let source = if is_own { Source::Own } else { Source::Inherited };
                part.property(source, &created, property);
            }
            for value in &definition.values {
                part.add(Kind::Value, &value.name, "yes", &value.doc).rust(value.rust.as_ref());
            }
            for variant in &definition.derived {
                let ty = &service[*variant];
                let name = ty.variant.as_ref().map_or(&ty.name, |given| &given.name);
                // The same type is the same variant, whatever it is called.
                part.add(Kind::Variant, name, "yes", "").goes_by(Kind::Type, &ty.name);
            }
        }
    }

    fn definition(&mut self, definition: &Definition) -> Builder<'s, '_> {
        let service = self.service;
        let kind = match definition.kind {
            contract::Kind::Base => "open union",
            contract::Kind::Enumeration => "open enumeration",
            contract::Kind::Object => "object type",
        };
        let mut part = self.add(Kind::Type, &definition.name, kind, &definition.doc);
        part.shown_in_rust("type", &definition.name);
        part.file(&service.files[definition.file]);
        part.put(Aspect::Kind, kind);
        let base = definition.base.map(|base| &*service[base].name);
        let based = if base.is_some() { "`{}`" } else { "nothing" };
        part.put(Aspect::Base, based).names(Kind::Type, base);
        if let Some(tag) = &definition.tag {
            part.put(Aspect::Tag, tag);
        }
        part.given(Aspect::OdataType, definition.odata_type.as_ref(), ["`{}`", "nothing"]);
        let fallback = definition.fallback.as_ref().map(|(name, value)| format!("{name}: {value}"));
        part.given(Aspect::Fallback, fallback, ["`{}`", "nothing"]);
        part.flag(Aspect::Flags, definition.flags);
        let open = if definition.open { "It may have others." } else { "" };
        part.text("note on further properties", open);
        part.set(Aspect::Document, &definition.documents);
        part.errata(&definition.errata);
        let successor = definition.replaced_by.as_ref();
        match &definition.gone {
            Some(reason) => part.without_successor(reason),
            None => part.given(Aspect::ReplacedBy, successor.map(|it| &it.name), ["`{}`", "none"]),
        }
        part.renamed(successor.map_or(&[][..], |successor| &successor.renamed));
        part
    }

    /// Whether a property must be given decides what the methods that create objects take.
    fn property(&mut self, source: Source, created: &[String], it: &Property) {
        let Property { member, .. } = it;
        let shown = self.service.member_type(member);
        let mut part = self.add(Kind::Property, &member.name, &shown, &member.doc);
        part.subject().source = source;
        part.subject().about = created.to_vec();
        part.member(member);
        let is_demanded = it.create == Some(Create::Required);
        part.put(Aspect::Exists, "").demanded = is_demanded && !created.is_empty();
        let origin = if source == Source::Own { "no longer comes" } else { "now comes" };
        part.put(Aspect::Origin, origin);
        part.flag(Aspect::Nullable, member.nullable);
        part.uses(it);
        // A property is spelled by its name in any case, which is told as its name.
        part.one(Aspect::Spelling, &member.name, "");
        for alias in &it.aliases {
            part.one(Aspect::Spelling, alias, alias);
        }
    }

    /// What callers can do with a property, first where one way is more than another.
    fn uses(&mut self, it: &Property) {
        let create = it.create.map(|it| it == Create::Required);
        let update = it.update.map(|it| it == Update::Clear);
        let [filter, sort] = [it.filter, it.sort].map(|it| Some(it? == Support::Plain));
        let queries = ["in advanced queries", "in plain queries"];
        for (aspect, is_more, [less, more]) in [
            (Aspect::Create, create, ["can", "must"]),
            (Aspect::Update, update, ["changed", "changed and cleared"]),
            (Aspect::Filter, filter, queries),
            (Aspect::Sort, sort, queries),
        ] {
            if let Some(is_more) = is_more {
                let fact = self.put(aspect, if is_more { more } else { less });
                fact.rank = is_more.into();
                fact.demanded = is_more && aspect == Aspect::Create;
            }
        }
        self.flag(Aspect::Search, it.search);
        self.flag(Aspect::Expand, it.expand);
        let returned = match it.returned {
            None => "unless others are selected",
            Some(Returned::Select) => "where it is selected",
            Some(Returned::SelectOne) => "where it is selected of a single object",
            Some(Returned::Never) => "never",
        };
        self.put(Aspect::Returned, returned);
        if let Some(kind) = it.key {
            let kind = Some(&*self.service[kind].name);
            self.put(Aspect::Key, "`{}`").names(Kind::Identifier, kind);
        }
    }

    /// What a property is wherever it stands.
    pub(super) fn member(&mut self, member: &Member) {
        let (ty, name) = pattern(self.service, &member.ty);
        let shown = self.service.member_type(member);
        self.put(Aspect::Type, &ty).names(Kind::Type, name).shown(shown);
        self.flag(Aspect::Secret, member.secret);
        self.rust(member.rust.as_ref());
    }

    /// The bodies of the operations that create objects with the properties of a type.
    fn created(&self, id: TypeId) -> Vec<String> {
        let is_made = |made| made == id || self.service[id].derived.contains(&made);
        let creates = |body: &Body| matches!(body.source, BodySource::Create(of) if is_made(of));
        let operations = self.service.operations();
        let operations = operations.filter(|(_, it, _)| it.body.as_ref().is_some_and(creates));
        operations.map(|(_, _, it)| self.entry(&format!("{}#body", it.id))).collect()
    }
}
