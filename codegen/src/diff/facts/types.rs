//! Types, their properties, values and variants.

use super::{Aspect, Builder, Kind, Source, pascal, pattern, quoted};
use crate::contract::{
    self, Body, BodySource, Create, Definition, File, Member, Property, Returned, Support, TypeId,
    Update,
};

impl Builder<'_> {
    pub(super) fn types(&mut self) {
        for (index, definition) in self.service.types.iter().enumerate() {
            let id = self.definition(definition);
            let created = self.created(TypeId(index));
            let properties = self.service.properties(TypeId(index));
            for property in properties.chain(self.service.references(TypeId(index))) {
                let is_own = property.member.of == Some(TypeId(index));
                let source = if is_own { Source::Own } else { Source::Inherited };
                self.property(id, source, &created, property);
            }
            for value in &definition.values {
                let value_id = self.add(id, Kind::Value, &value.name, "yes", &value.doc);
                self.rust(value_id, value.rust.as_ref());
            }
            for variant in &definition.derived {
                let ty = &self.service[*variant];
                let name = ty.variant.as_ref().map_or(&ty.name, |given| &given.name);
                let variant = self.add(id, Kind::Variant, name, "yes", "");
                // The same type is the same variant, whatever it is called.
                self.goes_by(variant, Kind::Type, &ty.name);
            }
        }
    }

    fn definition(&mut self, definition: &Definition) -> usize {
        let kind = match definition.kind {
            contract::Kind::Base => "open union",
            contract::Kind::Enumeration => "open enumeration",
            contract::Kind::Object => "object type",
        };
        let id = self.add(self.whole, Kind::Type, &definition.name, kind, &definition.doc);
        self.facts[id].about = vec![self.entry(&format!("type {}", pascal(&definition.name)))];
        self.file(id, &self.service.files[definition.file]);
        self.put(id, Aspect::Kind, kind);
        match definition.base.map(|base| &self.service[base].name) {
            Some(base) => self.refer(id, Aspect::Base, Kind::Type, base),
            None => self.put(id, Aspect::Base, "nothing"),
        };
        if let Some(tag) = &definition.tag {
            self.put(id, Aspect::Tag, tag);
        }
        let odata_type = definition.odata_type.as_deref();
        self.given(id, Aspect::OdataType, odata_type, ["`{}`", "nothing"]);
        let fallback = definition.fallback.as_ref().map(|(name, value)| format!("{name}: {value}"));
        self.given(id, Aspect::Fallback, fallback.as_deref(), ["`{}`", "nothing"]);
        self.flag(id, Aspect::Flags, definition.flags);
        let open = if definition.open { "It may have others." } else { "" };
        self.text(id, "note on further properties", open);
        self.set(id, Aspect::Document, &definition.documents);
        self.errata(id, &definition.errata);
        let successor = definition.replaced_by.as_ref();
        let name = successor.map(|successor| successor.name.as_str());
        match &definition.gone {
            Some(reason) => {
                let none = format!("none: {reason}");
                self.put(id, Aspect::ReplacedBy, &none).shown(quoted(reason));
            }
            None => self.given(id, Aspect::ReplacedBy, name, ["`{}`", "none"]),
        }
        self.renamed(id, successor.map_or(&[][..], |successor| &successor.renamed));
        id
    }

    /// The file that something stands in.
    pub(super) fn file(&mut self, id: usize, file: &File) {
        let name = format!("{}.json", file.name);
        self.put(id, Aspect::File, "{}").names(Kind::File, Some(&name));
    }

    /// Whether a property must be given decides what the methods that create objects take.
    fn property(&mut self, of: usize, source: Source, created: &[String], it: &Property) {
        let Property { member, .. } = it;
        let shown = self.service.member_type(member);
        let id = self.add(of, Kind::Property, &member.name, &shown, &member.doc);
        self.facts[id].source = source;
        self.facts[id].about = created.to_vec();
        self.member(id, member);
        let is_demanded = it.create == Some(Create::Required);
        self.put(id, Aspect::Exists, "").demanded = is_demanded && !created.is_empty();
        let origin = if source == Source::Own { "no longer comes" } else { "now comes" };
        self.put(id, Aspect::Origin, origin);
        self.flag(id, Aspect::Nullable, member.nullable);
        self.ranks(id, it, is_demanded);
        self.queries(id, it);
        // A property is spelled by its name in any case, which is told as its name.
        self.put_one(id, Aspect::Spelling, &member.name);
        for alias in &it.aliases {
            self.put_one(id, Aspect::Spelling, alias).shown(alias);
        }
    }

    /// What callers can do with a property, where one way is more than another.
    fn ranks(&mut self, id: usize, it: &Property, is_demanded: bool) {
        let create = it.create.map(|create| match create {
            Create::Optional => ("can", 1),
            Create::Required => ("must", 2),
        });
        let update = it.update.map(|update| match update {
            Update::Set => ("changed", 1),
            Update::Clear => ("changed and cleared", 2),
        });
        let support = |support| match support {
            Support::Advanced => ("in advanced queries", 1),
            Support::Plain => ("in plain queries", 2),
        };
        for (aspect, how) in [
            (Aspect::Create, create),
            (Aspect::Update, update),
            (Aspect::Filter, it.filter.map(support)),
            (Aspect::Sort, it.sort.map(support)),
        ] {
            if let Some((how, rank)) = how {
                let fact = self.put(id, aspect, how);
                (fact.rank, fact.demanded) = (rank, is_demanded && aspect == Aspect::Create);
            }
        }
    }

    /// What else queries can do with a property.
    fn queries(&mut self, id: usize, it: &Property) {
        self.flag(id, Aspect::Search, it.search);
        self.flag(id, Aspect::Expand, it.expand);
        let returned = match it.returned {
            None => "unless others are selected",
            Some(Returned::Select) => "where it is selected",
            Some(Returned::SelectOne) => "where it is selected of a single object",
            Some(Returned::Never) => "never",
        };
        self.put(id, Aspect::Returned, returned);
        if let Some(kind) = it.key {
            self.refer(id, Aspect::Key, Kind::Identifier, &self.service[kind].name);
        }
    }

    /// What a property is wherever it stands.
    pub(super) fn member(&mut self, id: usize, member: &Member) {
        let (ty, name) = pattern(self.service, &member.ty);
        let fact = self.facts[id].put(Aspect::Type, "", &ty).names(Kind::Type, name);
        fact.shown = self.service.member_type(member);
        self.flag(id, Aspect::Secret, member.secret);
        self.rust(id, member.rust.as_ref());
    }

    /// The bodies of the operations that create objects with the properties of a type.
    fn created(&self, id: TypeId) -> Vec<String> {
        let is_made = |made| made == id || self.service[id].derived.contains(&made);
        let creates =
            |body: &Body| matches!(body.source, BodySource::Create(made) if is_made(made));
        let operations = self.service.operations();
        let operations =
            operations.filter(|(_, entry, _)| entry.body.as_ref().is_some_and(creates));
        operations.map(|(_, _, it)| self.entry(&format!("{}#body", it.id))).collect()
    }
}
