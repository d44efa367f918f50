//! The paths of operations, with the parameters and the query options that hold what varies in them.

use std::collections::BTreeMap;

use heck::ToUpperCamelCase;

use super::Writer;
use crate::import::csdl::{Operation, TypeRef};
use crate::import::paths::{Found, Part};

impl Writer<'_> {
    /// The path with its parameters, and what ids call its segments.
    pub(super) fn path(&mut self, found: &Found) -> (String, Vec<String>) {
        let mut path = self.base.prefix();
        let (mut steps, mut times) = (Vec::new(), BTreeMap::new());
        for (index, part) in found.path.iter().enumerate() {
            path.push('/');
            match part {
                Part::Text(text) => {
                    path.push_str(text);
                    if text != "$ref" {
                        steps.push(text.trim_start_matches('$').to_owned());
                    }
                }
                Part::Key(ty) => {
                    let name = self.key(ty, &mut times);
                    path.push_str(&format!("{{{name}}}"));
                }
                Part::Alternate(set, ty, names) => {
                    let arguments = names.iter().map(|name| {
                        let parameter = self.argument(name, &mut times);
                        let ty = self
                            .metadata
                            .properties(ty)
                            .into_iter()
                            .find(|(_, it)| it.name == *name);
                        let quote =
                            quote(ty.map_or("Edm.String", |(_, it)| {
                                self.metadata.underlying(&it.ty.name)
                            }));
                        format!("{name}={quote}{{{parameter}}}{quote}")
                    });
                    path.push_str(&format!("{set}({})", arguments.collect::<Vec<_>>().join(",")));
                    steps.push(by_key(set, names));
                }
                Part::Cast(ty) => {
                    path.push_str(ty);
                    let name = self.naming.cast(ty);
                    steps.push(name.clone());
                    self.used.casts.insert(ty.clone(), name);
                }
                Part::Call(name, arguments) => {
                    let simple = name.rsplit('.').next().unwrap_or(name);
                    // What a resource has in any case, and what `$count` and a POST to a list are called.
                    let is_taken =
                        matches!(simple, "clone" | "into" | "tryInto" | "count" | "create");
                    let called = if is_taken { format!("{simple}Call") } else { simple.to_owned() };
                    if called != *name {
                        self.used.casts.insert(name.clone(), called.clone());
                    }
                    let is_last = index + 1 == found.path.len();
                    let (text, step) = self.called(name, &called, arguments, is_last, &mut times);
                    path.push_str(&text);
                    steps.push(step);
                }
            }
        }
        (path, steps)
    }

    /// A function as a segment, and what ids call it.
    fn called(
        &mut self,
        name: &str,
        called: &str,
        arguments: &[(String, TypeRef)],
        is_last: bool,
        times: &mut BTreeMap<String, usize>,
    ) -> (String, String) {
        if arguments.is_empty() {
            return (name.to_owned(), called.to_owned());
        }
        let mut texts = Vec::new();
        for (argument, ty) in arguments {
            if !self.metadata.fits_path(ty) {
                texts.push(format!("{argument}={}", self.alias(argument, ty)));
                continue;
            }
            let parameter = self.argument(argument, times);
            let quote = quote(self.metadata.underlying(&ty.name));
            texts.push(format!("{argument}={quote}{{{parameter}}}{quote}"));
        }
        let names: Vec<String> = arguments.iter().map(|(name, _)| name.clone()).collect();
        let is_plain =
            is_last && !self.is_overloaded(name) && !(self.is_composable(name) && names.len() == 1);
        let step = if is_plain { called.to_owned() } else { by_key(called, &names) };
        (format!("{name}({})", texts.join(",")), step)
    }

    /// The operations that a name in a path may mean.
    fn called_so(&self, name: &str) -> impl Iterator<Item = &Operation> {
        let own = format!("{}.{name}", self.metadata.namespace);
        let is_meant = move |it: &&Operation| it.name == name || it.name == own;
        self.metadata.operations.iter().filter(is_meant)
    }

    fn is_composable(&self, name: &str) -> bool {
        self.called_so(name).any(|it| it.composable)
    }

    /// Whether several functions of a name differ in their arguments.
    fn is_overloaded(&self, name: &str) -> bool {
        let arguments = |it: &Operation| -> Vec<String> {
            let parameters = it.parameters.iter().filter(|_| !it.is_action);
            parameters.map(|it| it.name.clone()).collect()
        };
        let mut arguments: Vec<Vec<String>> = self.called_so(name).map(arguments).collect();
        arguments.sort();
        arguments.dedup();
        arguments.len() > 1
    }

    /// The parameter for the key of an item; one that comes again in a path gets a number.
    fn key(&mut self, ty: &str, times: &mut BTreeMap<String, usize>) -> String {
        let name = numbered(self.naming.key(ty), times);
        let kind = self.naming.identifier(ty).unwrap_or_else(|| "Argument".to_owned());
        let selects = self.naming.ty(ty).to_owned();
        self.used.identifiers.entry(kind.clone()).or_insert_with(|| Some(ty.to_owned()));
        let doc = format!("The key of a `{selects}`.");
        self.used.parameters.entry(name.clone()).or_insert((kind, doc));
        name
    }

    fn argument(&mut self, argument: &str, times: &mut BTreeMap<String, usize>) -> String {
        let name = numbered(self.naming.argument(argument), times);
        self.used.identifiers.entry("Argument".to_owned()).or_insert(None);
        let doc = format!("The argument `{argument}`.");
        self.used.parameters.entry(name.clone()).or_insert(("Argument".to_owned(), doc));
        name
    }

    /// The query option that has an argument, since the path cannot: one for each name and type.
    fn alias(&mut self, argument: &str, ty: &TypeRef) -> String {
        let key = (argument.to_owned(), self.ty(ty));
        if let Some(option) = self.used.aliases.get(&key) {
            return option.clone();
        }
        let others = self.used.aliases.keys().filter(|(name, _)| name == argument).count();
        let number = if others == 0 { String::new() } else { (others + 1).to_string() };
        let option = format!("@{argument}{number}");
        self.used.aliases.insert(key, option.clone());
        option
    }

    /// The query options that have arguments of a path.
    pub(super) fn aliases(&mut self, found: &Found) -> Vec<String> {
        let arguments = found.path.iter().flat_map(|part| match part {
            Part::Call(_, arguments) => arguments.as_slice(),
            _ => &[],
        });
        let metadata = self.metadata;
        let others = arguments.filter(|(_, ty)| !metadata.fits_path(ty));
        others.map(|(name, ty)| self.alias(name, ty)).collect()
    }
}

/// The quotes around a value in a path: text and enumerations have them.
fn quote(ty: &str) -> &'static str {
    match ty {
        "Edm.String" | "Edm.Duration" | "Edm.Binary" => "'",
        name if name.starts_with("Edm.") => "",
        _ => "'",
    }
}

/// What ids call a collection by another key, or one of several functions of a name, as `check` does.
fn by_key(name: &str, arguments: &[String]) -> String {
    let names: Vec<String> = arguments.iter().map(|it| it.to_upper_camel_case()).collect();
    format!("{name}By{}", names.join("And"))
}

fn numbered(name: String, times: &mut BTreeMap<String, usize>) -> String {
    let times = times.entry(name.clone()).or_insert(0);
    *times += 1;
    if *times == 1 { name } else { format!("{name}{times}") }
}
