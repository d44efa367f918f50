//! Types with properties, and enumerations.

use roxmltree::Node;

use super::{Reader, tag};
use crate::diagnostics::catalogue;
use crate::import::csdl::{Enumeration, Navigation, Property, Structured, Value};

impl Reader {
    pub(super) fn structured(&mut self, namespace: &str, node: Node<'_, '_>) {
        let name = format!("{namespace}.{}", self.name(node, "Name"));
        let mut ty = Structured {
            at: tag(node),
            base: node.attribute("BaseType").map(|base| self.full(base)),
            is_abstract: self.flag(node, "Abstract", false),
            is_entity: node.tag_name().name() == "EntityType",
            has_stream: self.flag(node, "HasStream", false),
            name: name.clone(),
            ..Default::default()
        };
        self.flag(node, "OpenType", false);
        for child in node.children().filter(Node::is_element) {
            match child.tag_name().name() {
                "Key" => {
                    let refs = child.children().filter(Node::is_element);
                    ty.keys.extend(refs.map(|it| self.attribute(it, "Name").to_owned()));
                }
                "Property" => {
                    let property = Property {
                        name: self.name(child, "Name").to_owned(),
                        at: tag(child),
                        ty: self.type_ref(child, "Type"),
                        nullable: self.flag(child, "Nullable", true),
                    };
                    self.annotations(&format!("{name}/{}", property.name), child);
                    ty.properties.push(property);
                }
                "NavigationProperty" => {
                    let navigation = Navigation {
                        name: self.name(child, "Name").to_owned(),
                        at: tag(child),
                        ty: self.type_ref(child, "Type"),
                        contains: self.flag(child, "ContainsTarget", false),
                        // What else paths may do is settled when all annotations are known.
                        elsewhere: false,
                        keyed: true,
                        links: true,
                        has_paths: true,
                    };
                    self.annotations(&format!("{name}/{}", navigation.name), child);
                    ty.navigation.push(navigation);
                }
                "Annotation" => self.annotation(&name, child),
                _ => self.unknown(child),
            }
        }
        ty.alternate_keys = self.alternate_keys(&name);
        if self.metadata.structured.contains_key(&name) {
            self.mistakes.push(catalogue::defined_twice(Self::place(node), &name));
        }
        self.metadata.structured.insert(name, ty);
    }

    pub(super) fn enumeration(&mut self, namespace: &str, node: Node<'_, '_>) {
        let name = format!("{namespace}.{}", self.name(node, "Name"));
        let mut members: Vec<String> = Vec::new();
        for child in node.children().filter(Node::is_element) {
            match child.tag_name().name() {
                "Member" => {
                    let member = self.attribute(child, "Name").to_owned();
                    self.annotations(&format!("{name}/{member}"), child);
                    if !members.contains(&member) {
                        members.push(member);
                    }
                }
                "Annotation" => self.annotation(&name, child),
                _ => self.unknown(child),
            }
        }
        let flags = self.flag(node, "IsFlags", false);
        if members.is_empty() {
            // Nothing is known but that it is text.
            self.metadata.aliases.insert(name, "Edm.String".to_owned());
            return;
        }
        let known = Enumeration { name: name.clone(), flags, members };
        if self.metadata.enums.insert(name.clone(), known).is_some() {
            self.mistakes.push(catalogue::defined_twice(Self::place(node), &name));
        }
    }

    fn alternate_keys(&self, name: &str) -> Vec<Vec<String>> {
        let keys = self.metadata.annotation(name, "Org.OData.Core.V1.AlternateKeys");
        let parts = |key: &Value| -> Vec<String> {
            let refs = key.get("Key").map_or(&[][..], Value::items).iter();
            refs.filter_map(|it| it.get("Alias").or(it.get("Name"))?.text().map(str::to_owned))
                .collect()
        };
        keys.map_or(&[][..], Value::items).iter().map(parts).filter(|it| !it.is_empty()).collect()
    }
}
