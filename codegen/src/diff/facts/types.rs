//! Types, their properties, values and variants.

use std::rc::Rc;

use super::{Aspect, Builder, Kind, Source, Subject, code, pascal};
use crate::contract::{self, BodySource, Create, Definition, Member, Property, TypeId, Update};

impl Builder<'_> {
    pub(super) fn types(&mut self) {
        for (index, definition) in self.service.types.iter().enumerate() {
            let subject = self.ty(definition);
            let created = self.created(TypeId(index));
            let inherited = definition.base.iter();
            let inherited = inherited.flat_map(|base| &self.service[*base].properties);
            let inherited = inherited.map(|property| (Source::Inherited, property));
            let own = definition.properties.iter();
            let own = own.map(|property| (Source::Own, property));
            for (source, property) in inherited.chain(own) {
                self.property(&subject, source, &created, property);
            }
            for value in &definition.values {
                let subject = self.part(&subject, Kind::Value, ".", &value.name);
                let subject = self.add(subject, "yes");
                self.rust(&subject, value.rust.as_ref());
                self.text(&subject, "documentation", &value.doc);
            }
            for variant in &definition.derived {
                let ty = &self.service[*variant];
                let name = ty.variant.as_ref().map_or(&ty.name, |given| &given.name);
                let variant = self.part(&subject, Kind::Variant, ".", name);
                // The same type is the same variant, whatever it is called.
                let was = self.names.top(Kind::Type, &ty.name);
                let name = format!("{}.{was}", subject.name);
                self.add(Subject { name, ..variant }, "yes");
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
        let subject = self.top(Kind::Type, "/", &definition.name);
        let subject = self.add(Subject { about, ..subject }, kind);
        self.file(&subject, definition.file);
        self.put(&subject, Aspect::Kind, kind);
        let base = definition.base.map(|base| &self.service[base].name);
        let was = base.map_or("", |base| self.names.top(Kind::Type, base));
        let shown = base.map_or("nothing".to_owned(), |base| code(base));
        self.put(&subject, Aspect::Base, was).shown(shown);
        if let Some(tag) = &definition.tag {
            self.put(&subject, Aspect::Tag, tag);
        }
        let odata_type = definition.odata_type.as_ref();
        self.put_some(&subject, Aspect::OdataType, odata_type, code, "nothing");
        self.text(&subject, "documentation", &definition.doc);
        self.set(&subject, Aspect::Document, &definition.documents);
        self.errata(&subject, &definition.errata);
        subject
    }

    /// The file that something stands in.
    pub(super) fn file(&mut self, subject: &Rc<Subject>, index: usize) {
        let name = &self.service.files[index].name;
        let was = self.names.top(Kind::File, name);
        self.put(subject, Aspect::File, was).shown(format!("{name}.json"));
    }

    /// Whether a property must be given decides what the methods that create objects take.
    fn property(
        &mut self,
        of: &Rc<Subject>,
        source: Source,
        created: &[String],
        property: &Property,
    ) {
        let member = &property.member;
        let (ty, shown) = self.member_type(member);
        let about = created.to_vec();
        let subject = self.part(of, Kind::Property, ".", &member.name);
        let subject = self.add(Subject { source, about, ..subject }, &shown);
        let is_demanded = property.create == Some(Create::Required);
        let exists = self.put(&subject, Aspect::Exists, "");
        exists.demanded(is_demanded && !created.is_empty());
        let origin = if source == Source::Own { "no longer comes" } else { "now comes" };
        self.put(&subject, Aspect::Origin, origin);
        self.put(&subject, Aspect::Type, ty).shown(shown);
        self.flag(&subject, Aspect::Nullable, member.nullable);
        if let Some(create) = property.create {
            let (how, rank) = match create {
                Create::Optional => ("can", 1),
                Create::Required => ("must", 2),
            };
            self.put(&subject, Aspect::Create, how).rank(rank).demanded(is_demanded);
        }
        if let Some(update) = property.update {
            let (how, rank) = match update {
                Update::Set => ("changed", 1),
                Update::Clear => ("changed and cleared", 2),
            };
            self.put(&subject, Aspect::Update, how).rank(rank);
        }
        self.flag(&subject, Aspect::Filter, property.filter);
        self.flag(&subject, Aspect::Sort, property.sort);
        self.flag(&subject, Aspect::Secret, member.secret);
        // A property is spelled by its name in any case, which is told as its name.
        self.put_one(&subject, Aspect::Spelling, &member.name, "");
        for alias in &property.aliases {
            self.put_one(&subject, Aspect::Spelling, alias, "").shown(alias);
        }
        self.rust(&subject, member.rust.as_ref());
        self.text(&subject, "documentation", &member.doc);
    }

    /// What is compared and what is shown of the type of a member, which may be null by an aspect of its own.
    pub(super) fn member_type(&self, member: &Member) -> (String, String) {
        (self.names.ty(self.service, &member.ty), self.service.member_type(member))
    }

    /// The bodies of the operations that create objects with the properties of a type.
    fn created(&self, id: TypeId) -> Vec<String> {
        let creates = |source| match source {
            BodySource::Create(created) => {
                created == id || self.service[id].derived.contains(&created)
            }
            _ => false,
        };
        let operations = self.service.operations();
        operations
            .filter(|(_, entry, _)| entry.body.as_ref().is_some_and(|it| creates(it.source)))
            .map(|(_, _, operation)| self.entry(&format!("{}#body", operation.id)))
            .collect()
    }
}
