//! Types, their properties, values and variants.

use super::{Aspect, Builder, Kind, New, Source, Subject, code, pascal};
use crate::contract::{self, BodySource, Create, Definition, Member, Property, TypeId, Update};
use crate::surface::Topic;

impl Builder<'_> {
    pub(super) fn types(&mut self) {
        for (index, definition) in self.service.types.iter().enumerate() {
            let subject = self.subject(Kind::Type, "", &definition.name);
            self.ty(&subject, definition);
            if let Some(base) = definition.base {
                for property in &self.service[base].properties {
                    self.property(&subject, Source::Inherited, TypeId(index), property);
                }
            }
            for property in &definition.properties {
                self.property(&subject, Source::Own, TypeId(index), property);
            }
            for value in &definition.values {
                let subject = self.part(&subject, Kind::Value, '.', &value.name);
                let about = [self.member_topic(&definition.name, &value.name)];
                let exists = New::value("yes").about(about.clone());
                self.put(&subject, Aspect::Exists, exists);
                let name = New::value(&value.name).about(about);
                self.put(&subject, Aspect::Name, name);
                self.text(&subject, "documentation", &value.doc);
            }
            for variant in &definition.derived {
                self.variant(&subject, definition, &self.service[*variant]);
            }
        }
    }

    fn ty(&mut self, subject: &Subject, definition: &Definition) {
        let about = || [self.type_topic(&definition.name)];
        let kind = match definition.kind {
            contract::Kind::Base => "open union",
            contract::Kind::Enumeration => "open enumeration",
            contract::Kind::Object => "object type",
        };
        let exists = New::value("").shown(kind).about(about());
        let (name, moved) = (
            New::value(&definition.name).about(about()),
            self.file(definition.file).about(about()),
        );
        let kind = New::value(kind).about(about());
        let base = definition.base.map(|base| &self.service[base].name);
        let now = base.map(|base| self.names.of(Kind::Type, "", base));
        let base = New::optional(base, code, "nothing");
        let base = New {
            value: now.unwrap_or_default().to_owned(),
            ..base.about(about())
        };
        self.put(subject, Aspect::Exists, exists);
        self.put(subject, Aspect::Name, name);
        self.put(subject, Aspect::File, moved);
        self.put(subject, Aspect::Kind, kind);
        self.put(subject, Aspect::Base, base);
        if let Some(tag) = &definition.tag {
            self.put(subject, Aspect::Tag, New::value(tag));
        }
        let odata_type = New::optional(definition.odata_type.as_ref(), code, "nothing");
        self.put(subject, Aspect::OdataType, odata_type);
        self.text(subject, "documentation", &definition.doc);
        self.set(subject, Aspect::Document, &definition.documents);
        self.errata(subject, &definition.errata);
    }

    /// The file that something stands in.
    pub(super) fn file(&self, index: usize) -> New<'static> {
        let name = &self.service.files[index].name;
        let now = self.names.of(Kind::File, "", name);
        New::value(now).shown(format!("{name}.json"))
    }

    fn property(&mut self, of: &Subject, source: Source, owner: TypeId, property: &Property) {
        let Member {
            name,
            ty,
            nullable,
            secret,
            ..
        } = &*property.member;
        let mut subject = self.part(of, Kind::Property, '.', name);
        subject.source = source;
        let (creators, updaters) = self.senders(owner);
        let members = self.member_topics(owner, name);
        let queries = self.query_topics(owner, name);
        let created: Vec<Topic> = creators
            .iter()
            .flat_map(|id| [self.part_topic(id, name), self.body_topic(id)])
            .collect();
        let updated: Vec<Topic> = updaters
            .iter()
            .map(|id| self.part_topic(id, name))
            .collect();
        let all = [members, queries.clone(), created.clone(), updated.clone()].concat();
        let about = || all.iter().cloned();
        let must_be_given = property.create == Some(Create::Required) && !creators.is_empty();
        let exists = New::value("").shown(self.service.member_type(&property.member));
        self.put(
            &subject,
            Aspect::Exists,
            New {
                demanded: must_be_given,
                ..exists.about(about())
            },
        );
        let origin = match source {
            Source::Own => "no longer comes",
            _ => "now comes",
        };
        self.put(&subject, Aspect::Origin, New::value(origin));
        self.put(&subject, Aspect::Name, New::value(name).about(about()));
        let (now, _) = self.type_names(ty);
        let shown = self.service.member_type(&property.member);
        let ty = New::value(now).shown(shown).about(about());
        self.put(&subject, Aspect::Type, ty);
        self.flag(&subject, Aspect::Nullable, *nullable, &[]);
        if let Some(create) = property.create {
            let (value, shown) = match create {
                Create::Optional => ("1", "can"),
                Create::Required => ("2", "must"),
            };
            let create = New {
                demanded: create == Create::Required,
                ..New::value(value).shown(shown).about(created)
            };
            self.put(&subject, Aspect::Create, create);
        }
        if let Some(update) = property.update {
            let (value, shown) = match update {
                Update::Set => ("1", "changed"),
                Update::Clear => ("2", "changed and cleared"),
            };
            let update = New::value(value).shown(shown).about(updated);
            self.put(&subject, Aspect::Update, update);
        }
        self.flag(&subject, Aspect::Filter, property.filter, &queries);
        self.flag(&subject, Aspect::Sort, property.sort, &queries);
        self.flag(&subject, Aspect::Secret, *secret, &[]);
        // A property is spelled by its name in any case, which is told as its name.
        self.put(&subject, Aspect::Spelling, New::default().element(name));
        for alias in &property.aliases {
            let spelling = New::default().shown(alias).element(alias);
            self.put(&subject, Aspect::Spelling, spelling);
        }
        self.rust(&subject, property.member.rust.as_ref(), about().collect());
        self.text(&subject, "documentation", &property.member.doc);
    }

    fn variant(&mut self, of: &Subject, union: &Definition, ty: &Definition) {
        let name = ty.variant.as_ref().map_or(&ty.name, |given| &given.name);
        let now = self.names.of(Kind::Type, "", &ty.name);
        let subject = Subject {
            kind: Kind::Variant,
            key: format!("{}.{now}", of.key),
            shown: format!("{}.{name}", of.shown),
            parent: Some((of.kind, of.key.clone())),
            source: Source::Own,
        };
        let service = self.service.name.clone();
        let about = [Topic::Variant(
            service,
            pascal(&union.name),
            pascal(&ty.name),
        )];
        let exists = New::value("yes").about(about.clone());
        self.put(&subject, Aspect::Exists, exists);
        self.put(&subject, Aspect::Name, New::value(name).about(about));
    }

    /// A type and those that are based on it: all that have its properties.
    fn owners(&self, id: TypeId) -> impl Iterator<Item = TypeId> {
        let derived = self.service[id].derived.iter().copied();
        std::iter::once(id).chain(derived)
    }

    /// The operations that send the properties of a type to create an object, and those that change one.
    fn senders(&self, id: TypeId) -> (Vec<&str>, Vec<&str>) {
        let owners: Vec<TypeId> = self.owners(id).collect();
        let ids = |is_one: &dyn Fn(BodySource) -> bool| {
            let operations = self.service.operations();
            operations
                .filter(|(_, entry, _)| entry.body.as_ref().is_some_and(|it| is_one(it.source)))
                .map(|(_, _, operation)| operation.id.as_str())
                .collect()
        };
        (
            ids(&|source| matches!(source, BodySource::Create(id) if owners.contains(&id))),
            ids(&|source| matches!(source, BodySource::Update(id) if owners.contains(&id))),
        )
    }

    fn member_topic(&self, ty: &str, member: &str) -> Topic {
        Topic::Member(self.service.name.clone(), pascal(ty), member.to_owned())
    }

    fn member_topics(&self, id: TypeId, member: &str) -> Vec<Topic> {
        let owners = self.owners(id).map(|id| &self.service[id].name);
        owners.map(|name| self.member_topic(name, member)).collect()
    }

    fn query_topics(&self, id: TypeId, member: &str) -> Vec<Topic> {
        let owners = self.owners(id).map(|id| pascal(&self.service[id].name));
        let service = || self.service.name.clone();
        let topic = |owner| Topic::Query(service(), owner, member.to_owned());
        owners.map(topic).collect()
    }
}
