//! CSDL as XML: read with places, its mistakes told, everything that names something resolved.

use std::collections::BTreeMap;
use std::ops::Range;

use roxmltree::{Document, Node, ParsingOptions};

use super::csdl::{
    Annotation, Enumeration, Metadata, Navigation, Operation, Parameter, Property, Root, RootKind,
    Structured, TypeRef, Value,
};
use crate::diagnostics::{Diagnostics, Place, catalogue};

/// The largest metadata that is read, in bytes, and the most nodes that it may have.
const MOST_BYTES: usize = 64 << 20;
const MOST_NODES: u32 = 4_000_000;
/// The deepest that elements may stand in each other. The language needs less than twenty levels.
const DEEPEST: usize = 64;

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
    depth(text)?;
    let options =
        ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..Default::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| {
        use roxmltree::Error::{UnclosedRootNode, UnexpectedEndOfStream};
        let at = match error {
            // What is missing is missing at the end; the parser names the beginning.
            UnclosedRootNode | UnexpectedEndOfStream => {
                text.char_indices().last().map_or(0, |(at, _)| at)
            }
            _ => offset(text, error.pos()),
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

/// Refuses elements that stand too deeply in each other, before anything is built of them.
fn depth(text: &str) -> Result<(), Diagnostics> {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(found) = text[at..].find('<') {
        let start = at + found;
        let rest = &text[start..];
        let skipped = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">")];
        if let Some((_, end)) = skipped.into_iter().find(|(open, _)| rest.starts_with(open)) {
            at = rest.find(end).map_or(text.len(), |found| start + found + end.len());
            continue;
        }
        let Some(end) = rest.find('>') else { break };
        if rest.starts_with("</") {
            depth = depth.saturating_sub(1);
        } else if !rest[..end].ends_with('/') {
            depth += 1;
        }
        if depth > DEEPEST {
            return Err(
                catalogue::metadata_too_deep(Place::bytes(0, start..start + end), DEEPEST).into()
            );
        }
        at = start + end + 1;
    }
    Ok(())
}

/// The byte at a row and a column, both from 1; columns count characters.
fn offset(text: &str, pos: roxmltree::TextPos) -> usize {
    let row = usize::try_from(pos.row).unwrap_or(usize::MAX).saturating_sub(1);
    let column = usize::try_from(pos.col).unwrap_or(usize::MAX).saturating_sub(1);
    let mut start = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        if index == row {
            let inside = line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
            return (start + inside).min(text.len().saturating_sub(1));
        }
        start += line.len();
    }
    text.len().saturating_sub(1)
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

    fn structured(&mut self, namespace: &str, node: Node<'_, '_>) {
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

    fn alternate_keys(&self, name: &str) -> Vec<Vec<String>> {
        let keys = self.metadata.annotation(name, "Org.OData.Core.V1.AlternateKeys");
        let parts = |key: &Value| -> Vec<String> {
            let refs = key.get("Key").map_or(&[][..], Value::items).iter();
            refs.filter_map(|it| it.get("Alias").or(it.get("Name"))?.text().map(str::to_owned))
                .collect()
        };
        keys.map_or(&[][..], Value::items).iter().map(parts).filter(|it| !it.is_empty()).collect()
    }

    fn enumeration(&mut self, namespace: &str, node: Node<'_, '_>) {
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
        let value = value(node).unwrap_or(Value::Bool(true));
        self.metadata.annotate(target, Annotation { term, value });
    }

    /// Reports names that lead nowhere and types that are based on themselves.
    fn check(&mut self) {
        let mut wanted: Vec<(Range<usize>, String)> = Vec::new();
        let mut circles: Vec<String> = Vec::new();
        let metadata = &self.metadata;
        for ty in metadata.structured.values() {
            wanted.extend(ty.base.iter().map(|base| (ty.at.clone(), base.clone())));
            wanted.extend(ty.properties.iter().map(|it| (it.at.clone(), it.ty.name.clone())));
            wanted.extend(ty.navigation.iter().map(|it| (it.at.clone(), it.ty.name.clone())));
            let is_own = |base: &&Structured| base.name == ty.name;
            if metadata
                .bases(&ty.name)
                .skip(1)
                .take(metadata.structured.len())
                .any(|it| is_own(&it))
            {
                circles.push(ty.name.clone());
            }
        }
        for operation in &metadata.operations {
            wanted
                .extend(operation.parameters.iter().map(|it| (it.at.clone(), it.ty.name.clone())));
            let others = operation.bound.iter().chain(&operation.returns);
            wanted.extend(others.map(|ty| (operation.at.clone(), ty.name.clone())));
        }
        for root in metadata.roots.iter().filter(|root| root.kind != RootKind::Import) {
            wanted.push((root.at.clone(), root.target.clone()));
        }
        for (at, name) in wanted {
            let is_known = name.starts_with("Edm.")
                || name.is_empty()
                || metadata.structured.contains_key(&name)
                || metadata.enums.contains_key(&name)
                || metadata.aliases.contains_key(&name);
            if !is_known {
                let known =
                    metadata.structured.keys().chain(metadata.enums.keys()).map(String::as_str);
                let mistake = catalogue::unknown_metadata_type(Place::bytes(0, at), &name);
                self.mistakes.push(mistake.did_you_mean(&name, known));
            }
        }
        for name in circles {
            if let Some(ty) = self.metadata.structured.get_mut(&name) {
                ty.base = None;
                let place = Place::bytes(0, ty.at.clone());
                self.mistakes.push(catalogue::metadata_base_of_itself(place, &name));
            }
        }
    }
}

/// The value of an annotation or of a part of it, given by an attribute or by an element.
fn value(node: Node<'_, '_>) -> Option<Value> {
    const TEXTS: &[&str] = &[
        "String",
        "PropertyPath",
        "NavigationPropertyPath",
        "AnnotationPath",
        "Path",
        "EnumMember",
        "Date",
        "DateTimeOffset",
        "Int",
        "Decimal",
        "Float",
        "Guid",
        "Duration",
        "TimeOfDay",
    ];
    if let Some(flag) = node.attribute("Bool") {
        return Some(Value::Bool(flag == "true"));
    }
    if let Some(text) = TEXTS.iter().find_map(|name| node.attribute(*name)) {
        return Some(Value::Text(text.to_owned()));
    }
    node.children().filter(Node::is_element).map(element).next()
}

/// A value as an element. Elements stand in each other only so deep as [`depth`] has allowed.
fn element(node: Node<'_, '_>) -> Value {
    let children = || node.children().filter(Node::is_element);
    match node.tag_name().name() {
        "Bool" => Value::Bool(node.text().is_some_and(|text| text.trim() == "true")),
        "Record" => Value::Record(
            children()
                .filter(|it| it.tag_name().name() == "PropertyValue")
                .map(|it| {
                    let name = it.attribute("Property").unwrap_or_default().to_owned();
                    (name, value(it).unwrap_or(Value::Other))
                })
                .collect(),
        ),
        "Collection" => Value::Collection(children().map(element).collect()),
        "Annotation" | "If" | "Apply" | "Null" | "Cast" | "IsOf" | "LabeledElement" => Value::Other,
        _ => node.text().map_or(Value::Other, |text| Value::Text(text.trim().to_owned())),
    }
}
