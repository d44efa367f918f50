//! Types, their properties, values and variants.

use std::rc::Rc;

use super::{Aspect, Builder, Kind, Source, Subject, pascal, quoted};
use crate::contract::{
    self, Body, BodySource, Create, Definition, File, Member, Property, Returned, Support, TypeId,
    Update,
};

impl Builder<'_> {
    pub(super) fn types(&mut self) {
        for (index, definition) in self.service.types.iter().enumerate() {
            let subject = self.ty(definition);
            let created = self.created(TypeId(index));
            let properties = self.service.properties(TypeId(index));
            for property in properties.chain(self.service.references(TypeId(index))) {
                let is_own = property.member.of == Some(TypeId(index));
                let source = if is_own { Source::Own } else { Source::Inherited };
                self.property(&subject, source, &created, property);
            }
            for value in &definition.values {
                let subject = self.add(self.part(&subject, value), "yes", &value.doc);
                self.rust(&subject, value.rust.as_ref());
            }
            for variant in &definition.derived {
                let ty = &self.service[*variant];
                let name = ty.variant.as_ref().map_or(&ty.name, |given| &given.name);
                let variant = self.part_called(&subject, Kind::Variant, ".", name);
                // The same type is the same variant, whatever it is called.
                let was = self.names.top(Kind::Type, &ty.name);
                let name = format!("{}.{was}", subject.name);
                self.add(Subject { name, ..variant }, "yes", "");
            }
        }
    }

    fn ty(&mut self, definition: &Definition) -> Rc<Subject> {
        let kind = match definition.kind {
            contract::Kind::Base => "open union",
            contract::Kind::Enumeration => "open enumeration",
            contract::Kind::Object => "object type",
        };
        let about = vec![self.entry(&format!("type {}", pascal(&definition.name)))];
        let subject = Subject { about, ..self.top(definition) };
        let subject = self.add(subject, kind, &definition.doc);
        self.file(&subject, &self.service.files[definition.file]);
        self.put(&subject, Aspect::Kind, kind);
        match definition.base.map(|base| &self.service[base].name) {
            Some(base) => self.refer(&subject, Aspect::Base, Kind::Type, base),
            None => self.put(&subject, Aspect::Base, "").shown("nothing"),
        };
        if let Some(tag) = &definition.tag {
            self.put(&subject, Aspect::Tag, tag);
        }
        let odata_type = definition.odata_type.as_deref();
        self.given(&subject, Aspect::OdataType, odata_type, ["`{}`", "nothing"]);
        let fallback = definition.fallback.as_ref().map(|(name, value)| format!("{name}: {value}"));
        self.given(&subject, Aspect::Fallback, fallback.as_deref(), ["`{}`", "nothing"]);
        self.flag(&subject, Aspect::Flags, definition.flags);
        let open = if definition.open { "It may have others." } else { "" };
        self.text(&subject, "note on further properties", open);
        self.set(&subject, Aspect::Document, &definition.documents);
        self.errata(&subject, &definition.errata);
        let successor = definition.replaced_by.as_ref();
        let name = successor.map(|successor| successor.name.as_str());
        match &definition.gone {
            Some(reason) => {
                let none = format!("none: {reason}");
                self.put(&subject, Aspect::ReplacedBy, &none).shown(quoted(reason));
            }
            None => self.given(&subject, Aspect::ReplacedBy, name, ["`{}`", "none"]),
        }
        self.renamed(&subject, successor.map_or(&[][..], |successor| &successor.renamed));
        subject
    }

    /// The file that something stands in.
    pub(super) fn file(&mut self, subject: &Rc<Subject>, file: &File) {
        let shown = format!("{}.json", file.name);
        self.refer(subject, Aspect::File, Kind::File, &file.name).shown(shown);
    }

    /// Whether a property must be given decides what the methods that create objects take.
    fn property(&mut self, of: &Rc<Subject>, source: Source, created: &[String], it: &Property) {
        let Property { member, .. } = it;
        let (about, shown) = (created.to_vec(), self.service.member_type(member));
        let subject = Subject { source, about, ..self.part(of, it) };
        let subject = self.add(subject, shown, &member.doc);
        self.member(&subject, member);
        let is_demanded = it.create == Some(Create::Required);
        let exists = self.put(&subject, Aspect::Exists, "");
        exists.demanded = is_demanded && !created.is_empty();
        let origin = if source == Source::Own { "no longer comes" } else { "now comes" };
        self.put(&subject, Aspect::Origin, origin);
        self.flag(&subject, Aspect::Nullable, member.nullable);
        self.ranks(&subject, it, is_demanded);
        self.queries(&subject, it);
        // A property is spelled by its name in any case, which is told as its name.
        self.put_one(&subject, Aspect::Spelling, &member.name, "");
        for alias in &it.aliases {
            self.put_one(&subject, Aspect::Spelling, alias, "").shown(alias);
        }
    }

    /// What callers can do with a property, where one way is more than another.
    fn ranks(&mut self, subject: &Rc<Subject>, it: &Property, is_demanded: bool) {
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
                let fact = self.put(subject, aspect, how);
                (fact.rank, fact.demanded) = (rank, is_demanded && aspect == Aspect::Create);
            }
        }
    }

    /// What else queries can do with a property.
    fn queries(&mut self, subject: &Rc<Subject>, it: &Property) {
        self.flag(subject, Aspect::Search, it.search);
        self.flag(subject, Aspect::Expand, it.expand);
        let returned = match it.returned {
            None => "unless others are selected",
            Some(Returned::Select) => "where it is selected",
            Some(Returned::SelectOne) => "where it is selected of a single object",
            Some(Returned::Never) => "never",
        };
        self.put(subject, Aspect::Returned, returned);
        if let Some(kind) = it.key {
            let kind = &self.service[kind].name;
            self.refer(subject, Aspect::Key, Kind::Identifier, kind);
        }
    }

    /// What a property is wherever it stands.
    pub(super) fn member(&mut self, subject: &Rc<Subject>, member: &Member) {
        let ty = self.names.ty(self.service, &member.ty);
        self.put(subject, Aspect::Type, &ty).shown = self.service.member_type(member);
        self.flag(subject, Aspect::Secret, member.secret);
        self.rust(subject, member.rust.as_ref());
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
