//! Types, their properties, values and variants.

use super::{Aspect, Builder, Kind, Source, Subject, code, pascal};
use crate::contract::{self, BodySource, Create, Definition, Member, Property, TypeId, Update};

impl Builder<'_> {
    pub(super) fn types(&mut self) {
        for (index, definition) in self.service.types.iter().enumerate() {
            let subject = self.subject(Kind::Type, "", &definition.name);
            self.ty(&subject, definition);
            let inherited = definition.base.iter();
            let inherited = inherited.flat_map(|base| &self.service[*base].properties);
            let inherited = inherited.map(|property| (Source::Inherited, property));
            let own = definition.properties.iter();
            let own = own.map(|property| (Source::Own, property));
            for (source, property) in inherited.chain(own) {
                self.property(&subject, source, TypeId(index), property);
            }
            for value in &definition.values {
                let subject = self.part(&subject, Kind::Value, '.', &value.name);
                self.put(&subject, Aspect::Exists, "yes");
                self.put(&subject, Aspect::Name, &value.name);
                self.rust(&subject, value.rust.as_ref());
                self.text(&subject, "documentation", &value.doc);
            }
            for variant in &definition.derived {
                self.variant(&subject, &self.service[*variant]);
            }
        }
    }

    fn ty(&mut self, subject: &Subject, definition: &Definition) {
        let kind = match definition.kind {
            contract::Kind::Base => "open union",
            contract::Kind::Enumeration => "open enumeration",
            contract::Kind::Object => "object type",
        };
        let named = [self.entry(&format!("type {}", pascal(&definition.name)))];
        self.put(subject, Aspect::Exists, "").shown(kind).about(named.clone());
        self.put(subject, Aspect::Name, &definition.name).about(named.clone());
        self.file(subject, definition.file);
        self.put(subject, Aspect::Kind, kind).about(named.clone());
        let base = definition.base.map(|base| &self.service[base].name);
        let now = base.map_or("", |base| self.names.of(Kind::Type, "", base));
        self.put(subject, Aspect::Base, now)
            .shown(base.map_or("nothing".to_owned(), |base| code(base)))
            .about(named);
        if let Some(tag) = &definition.tag {
            self.put(subject, Aspect::Tag, tag);
        }
        let odata_type = definition.odata_type.as_ref();
        self.put_some(subject, Aspect::OdataType, odata_type, code, "nothing");
        self.text(subject, "documentation", &definition.doc);
        self.set(subject, Aspect::Document, &definition.documents);
        self.errata(subject, &definition.errata);
    }

    /// The file that something stands in.
    pub(super) fn file(&mut self, subject: &Subject, index: usize) {
        let name = &self.service.files[index].name;
        let now = self.names.of(Kind::File, "", name);
        self.put(subject, Aspect::File, now).shown(format!("{name}.json"));
    }

    fn property(&mut self, of: &Subject, source: Source, owner: TypeId, property: &Property) {
        let member: &Member = &property.member;
        let mut subject = self.part(of, Kind::Property, '.', &member.name);
        subject.source = source;
        let shown = self.service.member_type(member);
        // Whether it must be given decides what the methods that create objects take.
        let created = self.created(owner);
        let is_demanded = property.create == Some(Create::Required) && !created.is_empty();
        self.put(&subject, Aspect::Exists, "")
            .shown(&shown)
            .demanded(is_demanded)
            .about(created.clone());
        let origin = match source {
            Source::Own => "no longer comes",
            Source::Inherited | Source::OfType => "now comes",
        };
        self.put(&subject, Aspect::Origin, origin);
        self.put(&subject, Aspect::Name, &member.name).about(created.clone());
        let (now, _) = self.type_names(&member.ty);
        self.put(&subject, Aspect::Type, now).shown(shown).about(created.clone());
        self.flag(&subject, Aspect::Nullable, member.nullable);
        if let Some(create) = property.create {
            let (how, rank) = match create {
                Create::Optional => ("can", 1),
                Create::Required => ("must", 2),
            };
            let create = self.put(&subject, Aspect::Create, how).rank(rank);
            create.demanded(rank == 2).about(created.clone());
        }
        match property.update {
            None => {}
            Some(Update::Set) => _ = self.put(&subject, Aspect::Update, "changed").rank(1),
            Some(Update::Clear) => {
                self.put(&subject, Aspect::Update, "changed and cleared").rank(2);
            }
        }
        self.flag(&subject, Aspect::Filter, property.filter);
        self.flag(&subject, Aspect::Sort, property.sort);
        self.flag(&subject, Aspect::Secret, member.secret);
        // A property is spelled by its name in any case, which is told as its name.
        self.put_one(&subject, Aspect::Spelling, &member.name, "");
        for alias in &property.aliases {
            self.put_one(&subject, Aspect::Spelling, alias, "").shown(alias);
        }
        self.rust(&subject, member.rust.as_ref()).about(created);
        self.text(&subject, "documentation", &member.doc);
    }

    fn variant(&mut self, of: &Subject, ty: &Definition) {
        let name = ty.variant.as_ref().map_or(&ty.name, |given| &given.name);
        let now = self.names.of(Kind::Type, "", &ty.name);
        let subject = Subject {
            key: format!("{}.{now}", of.key),
            shown: format!("{}.{name}", of.shown),
            ..self.part(of, Kind::Variant, '.', name)
        };
        self.put(&subject, Aspect::Exists, "yes");
        self.put(&subject, Aspect::Name, name);
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
