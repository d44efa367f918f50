//! From a method and a path to an operation.

use std::collections::BTreeMap;

use codegen::contract::{Segment, Service};

use crate::refusal::{Reason, Refusal};
use crate::world::{Route, World};

/// All routes of all services, as trees of segments.
#[derive(Debug, Default)]
pub(crate) struct Routes {
    pub(crate) all: Vec<Route>,
    trees: Vec<Node>,
}

#[derive(Debug, Default)]
struct Node {
    fixed: BTreeMap<String, Node>,
    value: Option<Box<Node>>,
    /// The last segments: operations by method, several where a relation tells them apart.
    ends: Vec<(String, usize)>,
}

/// What a path leads to.
#[derive(Debug)]
pub(crate) struct Found {
    /// The operations of this method and path: more than one only where the body tells them apart.
    pub(crate) routes: Vec<usize>,
    /// The values in the path.
    pub(crate) values: Vec<String>,
}

impl Routes {
    pub(crate) fn new(world: &World) -> Self {
        let all = world.plans();
        let mut trees: Vec<Node> = world.api.services.iter().map(|_| Node::default()).collect();
        for (index, route) in all.iter().enumerate() {
            let operation = world.operation(route);
            let method = &world.entry(route).method;
            let Some(tree) = trees.get_mut(route.service) else { continue };
            let mut node = tree;
            for segment in &operation.path {
                node = match segment {
                    Segment::Tenant(_) | Segment::Version(_) => node,
                    Segment::Literal(text) => node.fixed.entry(text.clone()).or_default(),
                    Segment::Value(_) => node.value.get_or_insert_default(),
                    // A key in parentheses is the same as one in a segment of its own.
                    Segment::Key(text, _) => {
                        node.fixed.entry(text.clone()).or_default().value.get_or_insert_default()
                    }
                    Segment::Arguments(text, arguments) => {
                        let names: Vec<&str> =
                            arguments.iter().map(|it| it.name.as_str()).collect();
                        let mut node = node.fixed.entry(named(text, &names)).or_default();
                        for _ in arguments {
                            node = node.value.get_or_insert_default();
                        }
                        node
                    }
                };
            }
            node.ends.push((method.clone(), index));
        }
        Self { all, trees }
    }

    /// The operations of a method and a path, which begins behind version and tenant.
    ///
    /// # Errors
    ///
    /// There is no such path, or not for the method.
    pub(crate) fn find(
        &self,
        service: usize,
        method: &str,
        path: &[String],
    ) -> Result<Found, Refusal> {
        let unknown = |segment: &str| {
            let message = format!("Resource not found for the segment '{segment}'.");
            Refusal::new(Reason::UnknownPath, message)
        };
        let last = path.last().map_or("", String::as_str);
        let tree = self.trees.get(service).ok_or_else(|| unknown(last))?;
        let parts: Vec<Part> = path.iter().flat_map(|segment| parts(segment)).collect();
        let mut values = Vec::new();
        let node = tree.walk(&parts, &mut values).ok_or_else(|| unknown(last))?;
        let routes: Vec<usize> =
            node.ends.iter().filter(|(of, _)| of == method).map(|(_, route)| *route).collect();
        if routes.is_empty() {
            let message = "Specified HTTP method is not allowed for the request target.";
            return Err(Refusal::new(Reason::MethodNotAllowed, message));
        }
        Ok(Found { routes, values })
    }
}

impl Node {
    /// What is behind a fixed segment. Casts have a short form, in which clients send them.
    fn fixed(&self, text: &str) -> Option<&Self> {
        let long = || text.starts_with("graph.").then(|| format!("microsoft.{text}"));
        self.fixed.get(text).or_else(|| self.fixed.get(&long()?))
    }

    /// The node at the end of the parts, if it has operations. Fixed text goes before a value.
    fn walk<'n>(&'n self, parts: &[Part], values: &mut Vec<String>) -> Option<&'n Node> {
        let Some((part, rest)) = parts.split_first() else {
            return (!self.ends.is_empty()).then_some(self);
        };
        let length = values.len();
        if let Part::Text(text) = part {
            if let Some(found) = self.fixed(text).and_then(|node| node.walk(rest, values)) {
                return Some(found);
            }
            values.truncate(length);
        }
        let (Part::Text(text) | Part::Value(text)) = part;
        values.push(text.clone());
        let found = self.value.as_ref().and_then(|node| node.walk(rest, values));
        if found.is_none() {
            values.truncate(length);
        }
        found
    }
}

/// A segment, or a value in its parentheses.
#[derive(Debug)]
enum Part {
    Text(String),
    Value(String),
}

fn parts(segment: &str) -> Vec<Part> {
    let whole = || vec![Part::Text(segment.to_owned())];
    let Some((name, inside)) = segment.strip_suffix(')').and_then(|it| it.split_once('(')) else {
        return whole();
    };
    if name.is_empty() {
        return whole();
    }
    if let Some(value) = unquoted(inside) {
        return vec![Part::Text(name.to_owned()), Part::Value(value)];
    }
    let pairs: Vec<(&str, &str)> =
        split(inside).into_iter().filter_map(|pair| pair.split_once('=')).collect();
    if pairs.is_empty() {
        return vec![Part::Text(name.to_owned()), Part::Value(inside.to_owned())];
    }
    let names: Vec<&str> = pairs.iter().map(|(name, _)| name.trim()).collect();
    let values = pairs.iter().map(|(_, value)| {
        let value = value.trim();
        Part::Value(unquoted(value).unwrap_or_else(|| value.to_owned()))
    });
    std::iter::once(Part::Text(named(name, &names))).chain(values).collect()
}

/// Splits at commas outside of quotes.
fn split(text: &str) -> Vec<&str> {
    let mut quoted = false;
    text.split(|character| {
        quoted ^= character == '\'';
        character == ',' && !quoted
    })
    .collect()
}

fn unquoted(text: &str) -> Option<String> {
    let inner = text.strip_prefix('\'')?.strip_suffix('\'')?;
    // A single quote inside would be the end of the first of several values.
    (!inner.replace("''", "").contains('\'')).then(|| inner.replace("''", "'"))
}

fn named(text: &str, names: &[&str]) -> String {
    format!("{text}({})", names.join(","))
}

/// Whether the version stands in the path of a service.
pub(crate) fn has_version_in_path(service: &Service) -> bool {
    service.version.query.is_none()
}
