//! CSDL as XML: read with places, its mistakes told, everything that names something resolved.

mod check;
mod text;
mod types;
mod values;

use std::collections::BTreeMap;
use std::ops::Range;

use roxmltree::{Document, Node, ParsingOptions};

use super::csdl::{Annotation, Metadata, Operation, Parameter, Root, RootKind, TypeRef, Value};
use crate::diagnostics::{Diagnostics, Place, catalogue};

/// The largest metadata that is read, in bytes, and the most nodes that it may have.
const MOST_BYTES: usize = 64 << 20;
const MOST_NODES: u32 = 4_000_000;

/// The namespaces of elements that are read.
const EDM: &str = "http://docs.oasis-open.org/odata/ns/edm";
const EDMX: &str = "http://docs.oasis-open.org/odata/ns/edmx";

/// Reads the metadata, which is the source at 0.
pub(super) fn read(text: &str) -> Result<Metadata, Diagnostics> {
    if text.len() > MOST_BYTES {
        return Err(catalogue::metadata_too_large(Place::bytes(0, 0..0), MOST_BYTES >> 20).into());
    }
    // The first stands for what is no UTF-8, the second comes with UTF-16 that has no mark; neither has a place in XML.
    if let Some((at, found)) = text.match_indices(['\u{fffd}', '\0']).next() {
        let place = Place::bytes(0, at..at + found.len());
        return Err(catalogue::metadata_not_utf8(place).into());
    }
    text::depth(text)?;
    let options =
        ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..Default::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| {
        use roxmltree::Error::{UnclosedRootNode, UnexpectedEndOfStream};
        let at = match error {
            // What is missing is missing at the end; the parser names the beginning.
            UnclosedRootNode | UnexpectedEndOfStream => {
                text.char_indices().last().map_or(0, |(at, _)| at)
            }
            _ => text::offset(text, error.pos()),
        };
        Diagnostics::from(catalogue::not_xml(Place::bytes(0, at..at + 1), error))
    })?;
    let mut reader = Reader {
        aliases: BTreeMap::new(),
        metadata: Metadata::default(),
        mistakes: Diagnostics::new(),
    };
    reader.document(&document);
    reader.metadata.relate();
    super::relations::settle(&mut reader.metadata);
    match reader.mistakes.is_empty() {
        true => Ok(reader.metadata),
        false => Err(reader.mistakes),
    }
}

struct Reader {
    /// What schemas are called for short.
    aliases: BTreeMap<String, String>,
    metadata: Metadata,
    mistakes: Diagnostics,
}

/// The start tag of an element; all of it where it holds nothing.
fn tag(node: Node<'_, '_>) -> Range<usize> {
    let range = node.range();
    let text = &node.document().input_text()[range.clone()];
    range.start..range.start + text.find('>').map_or(text.len(), |end| end + 1)
}

impl Reader {
    fn place(node: Node<'_, '_>) -> Place {
        Place::bytes(0, tag(node))
    }

    fn unknown(&mut self, node: Node<'_, '_>) {
        let name = node.tag_name().name();
        self.mistakes.push(catalogue::unknown_element(Self::place(node), name));
    }

    /// An attribute that must be there.
    fn attribute<'a>(&mut self, node: Node<'a, '_>, name: &str) -> &'a str {
        let found = node.attribute(name).filter(|value| !value.trim().is_empty());
        if found.is_none() {
            let element = node.tag_name().name();
            self.mistakes.push(catalogue::missing_attribute(Self::place(node), element, name));
        }
        found.unwrap_or_default()
    }

    /// A name in an attribute, one that can stand in a path.
    fn name<'a>(&mut self, node: Node<'a, '_>, name: &str) -> &'a str {
        let value = self.attribute(node, name);
        let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
        if !value.chars().all(fits) {
            self.mistakes.push(catalogue::bad_name(Self::place(node), value));
            return "";
        }
        value
    }

    fn flag(&mut self, node: Node<'_, '_>, name: &str, otherwise: bool) -> bool {
        match node.attribute(name) {
            None => otherwise,
            Some("true" | "1") => true,
            Some("false" | "0") => false,
            Some(other) => {
                self.mistakes.push(catalogue::bad_flag(Self::place(node), name, other));
                otherwise
            }
        }
    }

    fn document(&mut self, document: &Document<'_>) {
        let root = document.root_element();
        if root.tag_name().name() != "Edmx" || root.tag_name().namespace() != Some(EDMX) {
            let mistake = catalogue::no_metadata(Self::place(root), root.tag_name().name());
            self.mistakes.push(mistake);
            return;
        }
        let mut schemas = Vec::new();
        for node in root.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "DataServices" => schemas.extend(node.children().filter(Node::is_element)),
                "Reference" => {}
                _ => self.unknown(node),
            }
        }
        for schema in &schemas {
            if schema.tag_name().name() != "Schema" || schema.tag_name().namespace() != Some(EDM) {
                self.unknown(*schema);
                continue;
            }
            let namespace = self.name(*schema, "Namespace").to_owned();
            if self.metadata.namespace.is_empty() {
                self.metadata.namespace.clone_from(&namespace);
            }
            if let Some(alias) = schema.attribute("Alias") {
                self.aliases.insert(alias.to_owned(), namespace);
            }
        }
        for schema in schemas.iter().filter(|it| it.tag_name().name() == "Schema") {
            self.schema(*schema);
        }
        self.check();
    }

    fn schema(&mut self, schema: Node<'_, '_>) {
        let namespace = schema.attribute("Namespace").unwrap_or_default();
        for node in schema.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "EntityType" | "ComplexType" => self.structured(namespace, node),
                "EnumType" => self.enumeration(namespace, node),
                "TypeDefinition" => {
                    let name = format!("{namespace}.{}", self.name(node, "Name"));
                    let underlying = self.attribute(node, "UnderlyingType").to_owned();
                    self.metadata.aliases.insert(name, underlying);
                }
                "Action" | "Function" => self.operation(namespace, node),
                "EntityContainer" => self.container(namespace, node),
                "Annotations" => {
                    let target = self.attribute(node, "Target");
                    let target = self.full(target);
                    self.annotations(&target, node);
                }
                "Term" | "Annotation" => {}
                _ => self.unknown(node),
            }
        }
    }

    /// A name with its namespace in full: what stands before the last dot of its first part may be an alias.
    fn full(&self, name: &str) -> String {
        let (path, rest) =
            name.split_once('/').map_or((name, None), |(path, rest)| (path, Some(rest)));
        let full = match path
            .rsplit_once('.')
            .and_then(|(space, name)| Some((self.aliases.get(space)?, name)))
        {
            Some((space, name)) => format!("{space}.{name}"),
            None => path.to_owned(),
        };
        rest.map_or(full.clone(), |rest| format!("{full}/{rest}"))
    }

    fn type_ref(&mut self, node: Node<'_, '_>, attribute: &str) -> TypeRef {
        let text = self.attribute(node, attribute).trim();
        match text.strip_prefix("Collection(").and_then(|rest| rest.strip_suffix(')')) {
            Some(item) => TypeRef { name: self.full(item), many: true },
            None => TypeRef { name: self.full(text), many: false },
        }
    }

    fn operation(&mut self, namespace: &str, node: Node<'_, '_>) {
        let name = format!("{namespace}.{}", self.name(node, "Name"));
        let (mut parameters, mut returns) = (Vec::new(), None);
        for child in node.children().filter(Node::is_element) {
            match child.tag_name().name() {
                "Parameter" => {
                    let own = format!(
                        "{name}#{}/{}",
                        self.metadata.operations.len(),
                        child.attribute("Name").unwrap_or_default()
                    );
                    self.annotations(&own, child);
                    let optional = "Org.OData.Core.V1.OptionalParameter";
                    parameters.push(Parameter {
                        name: self.name(child, "Name").to_owned(),
                        at: tag(child),
                        ty: self.type_ref(child, "Type"),
                        nullable: self.flag(child, "Nullable", true),
                        optional: self.metadata.annotation(&own, optional).is_some(),
                    });
                }
                "ReturnType" => returns = Some(self.type_ref(child, "Type")),
                "Annotation" => self.annotation(&name, child),
                _ => self.unknown(child),
            }
        }
        let is_bound = self.flag(node, "IsBound", false);
        let bound = (is_bound && !parameters.is_empty()).then(|| parameters.remove(0).ty);
        let composable = self.flag(node, "IsComposable", false);
        self.metadata.operations.push(Operation {
            name,
            at: tag(node),
            is_action: node.tag_name().name() == "Action",
            bound,
            composable,
            parameters,
            returns,
        });
    }

    fn container(&mut self, namespace: &str, node: Node<'_, '_>) {
        let container = format!("{namespace}.{}", self.name(node, "Name"));
        namespace.clone_into(&mut self.metadata.namespace);
        for child in node.children().filter(Node::is_element) {
            let (kind, attribute) = match child.tag_name().name() {
                "EntitySet" => (RootKind::Set, "EntityType"),
                "Singleton" => (RootKind::Singleton, "Type"),
                "ActionImport" => (RootKind::Import, "Action"),
                "FunctionImport" => (RootKind::Import, "Function"),
                "Annotation" => continue,
                _ => {
                    self.unknown(child);
                    continue;
                }
            };
            let name = self.name(child, "Name").to_owned();
            let target = self.attribute(child, attribute);
            let target = self.full(target);
            self.annotations(&format!("{container}/{name}"), child);
            self.metadata.roots.push(Root { name, at: tag(child), target, kind });
        }
        self.metadata.container = container;
    }

    /// The annotations inside an element.
    fn annotations(&mut self, target: &str, node: Node<'_, '_>) {
        for child in node.children().filter(Node::is_element) {
            if child.tag_name().name() == "Annotation" {
                self.annotation(target, child);
            }
        }
    }

    fn annotation(&mut self, target: &str, node: Node<'_, '_>) {
        let term = self.attribute(node, "Term");
        let term = self.full(term);
        let value = values::value(node).unwrap_or(Value::Bool(true));
        self.metadata.annotate(target, Annotation { term, value });
    }
}
