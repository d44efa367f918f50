//! From a service's metadata, CSDL 4 as XML, to spec files of our own: what is selected of it and the types that come along.
//!
//! ```text
//! XML → csdl::Metadata → walk: every operation → select → closure: types → write: entries of the language → [SourceFile]
//! ```
//!
//! The files are text like any other spec: reviewed, compared with `diff`, and the only thing that is made into code.

mod closure;
mod csdl;
mod naming;
mod near;
mod paths;
mod permissions;
mod relations;
mod select;
mod walk;
mod write;
mod xml;

use crate::diagnostics::{Diagnostics, catalogue};
use crate::json::Object;
use crate::{OutputFile, SourceFile};
use closure::{Closure, Reason};
use write::{Base, Imported, Writer};

/// How many relations `**` goes along if nothing else is said.
pub const DEPTH: u32 = 3;

/// What is to be imported.
#[derive(Debug)]
pub struct Import<'a> {
    /// The metadata.
    pub metadata: &'a SourceFile,
    /// The patterns of what is wanted, one a line.
    pub selection: &'a SourceFile,
    /// Which permission allows what, as `permissions.json` of Microsoft has it.
    pub permissions: Option<&'a SourceFile>,
    /// The name of the service's folder.
    pub service: &'a str,
    /// How many relations `**` goes along, if that is not [`DEPTH`].
    pub depth: Option<u32>,
    /// The service's own file of an earlier import: what a maintainer has changed in it stays.
    pub earlier: Option<&'a SourceFile>,
}

/// What has been imported.
#[derive(Debug, Default)]
pub struct Output {
    /// The files of the service's folder, by name.
    pub files: Vec<OutputFile>,
    /// How many operations there are.
    pub operations: usize,
    /// How many types there are.
    pub types: usize,
    /// Why the type that was asked for is here, or why it is not.
    pub explanation: Vec<String>,
}

/// Imports what is selected of the metadata, and explains why a type comes along, if one is named. Places are those of the
/// metadata, of the selection and of the permissions, in this order.
///
/// # Errors
///
/// Every mistake in them.
pub fn import(task: &Import<'_>, explain: Option<&str>) -> Result<Output, Diagnostics> {
    let metadata = xml::read(&task.metadata.text)?;
    let selection = select::Selection::read(task.selection)?;
    let permissions = task.permissions.map(permissions::Permissions::read).transpose()?;
    let depth = usize::try_from(task.depth.unwrap_or(DEPTH)).unwrap_or(usize::MAX);
    let all = walk::find(&metadata, &selection, depth)?;

    let mut used = vec![false; selection.len()];
    let (mut chosen, mut named) = (Vec::new(), Vec::new());
    for found in &all {
        let Some(pattern) = selection.operation(found.method, &found.path) else { continue };
        used[pattern] = true;
        let reason = Reason::Named(format!("`{}`", selection.text(pattern)));
        named.extend(found.types(&metadata).into_iter().map(|ty| (ty, reason.clone())));
        chosen.push(found);
    }
    let mut mistakes = selection.unused(&used, &metadata);
    for (pattern, name, place) in selection.types() {
        if metadata.canonical(name).is_none() {
            let known = metadata.structured.keys().map(String::as_str);
            let mistake = catalogue::unknown_selected_type(place.clone(), name);
            mistakes.push(mistake.did_you_mean(name, known));
        }
        named.push((name, Reason::Named(format!("`{}`", selection.text(pattern)))));
    }
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    if selection.is_everything() {
        let names = metadata.structured.keys().chain(metadata.enums.keys());
        named.extend(names.map(|name| (name.as_str(), Reason::Named("`**`".to_owned()))));
    }

    let naming = naming::Naming::new(&metadata);
    let closure = Closure::new(&metadata, named);
    let earlier = task.earlier.and_then(|file| Object::read(&file.text));
    let base = Base::new(&metadata, task.service, earlier);
    let imported = Imported {
        digest: digest(&task.metadata.text),
        select: selection.texts.clone(),
        depth: task.depth,
    };
    let explanation =
        explain.map(|name| closure.explain(full(&metadata, name))).unwrap_or_default();
    let (operations, types) = (chosen.len(), closure.whole.len() + closure.shells.len());
    let writer = Writer {
        metadata: &metadata,
        naming: &naming,
        closure: &closure,
        chosen: &chosen,
        base: &base,
        permissions: &permissions.unwrap_or_default(),
        used: write::Used::default(),
    };
    let files = write::files(writer, &imported).into_iter();
    let files =
        files.map(|(name, text)| OutputFile { path: format!("{name}.json"), text }).collect();
    Ok(Output { files, operations, types, explanation })
}

/// The digest that other tools give, too.
fn digest(text: &str) -> String {
    let bytes = hmac_sha256::Hash::hash(text.as_bytes());
    let hexadecimal = bytes.iter().map(|byte| format!("{byte:02x}"));
    format!("sha256:{}", hexadecimal.collect::<String>())
}

/// A type by its full name, or by the name that it has without its namespace.
fn full<'a>(metadata: &'a csdl::Metadata, name: &'a str) -> &'a str {
    let known = || metadata.structured.keys().chain(metadata.enums.keys());
    let is_meant = |it: &&String| {
        it.rsplit('.').next().is_some_and(|simple| simple.eq_ignore_ascii_case(name)) || *it == name
    };
    known().find(is_meant).map_or(name, String::as_str)
}
