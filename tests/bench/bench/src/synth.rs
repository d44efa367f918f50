//! Specs of any size for measurements, with the proportions of a real one.
//!
//! The operations of the pattern are taken over and over. The first round keeps its names; those of each further round
//! get the round's number, and so do types, files and paths, so that references stay among the entries of a round. What
//! the last round does not need is left out, since a spec must not define what nothing uses. Of several services the first
//! one is the pattern, so that all rounds are alike.

mod beside;
mod prune;
mod rename;

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use codegen::SourceFile;
use serde_json::{Map, Value};

use rename::Names;

/// A spec with this many operations after the pattern's.
///
/// # Errors
///
/// A pattern that is no spec, or that has no operations.
pub fn synth(pattern: &[SourceFile], operations: usize) -> Result<Vec<SourceFile>> {
    let mut folders: BTreeMap<String, Folder> = folders(pattern)?.into_iter().take(1).collect();
    for folder in folders.values_mut() {
        folder.files.sort_by_key(|(_, file)| !names_base(file));
    }
    ensure!(folders.values().any(|folder| folder.size() > 0), "the pattern has no operations");
    let names: BTreeMap<&str, Names> =
        folders.iter().map(|(name, folder)| (name.as_str(), Names::of(folder))).collect();
    let mut made: BTreeMap<&str, Folder> = BTreeMap::new();
    let mut left = operations;
    for round in 1.. {
        for (name, folder) in &folders {
            let mut copy = folder.clone();
            prune::foreign(&mut copy);
            prune::shorten(&mut copy, &mut left);
            prune::types(&mut copy);
            prune::flags(&mut copy);
            names[name.as_str()].rename(&mut copy, round);
            made.entry(name).or_default().extend(copy);
        }
        if left == 0 {
            break;
        }
    }
    let mut sources = Vec::new();
    for (name, mut folder) in made.into_iter().filter(|(_, folder)| folder.size() > 0) {
        prune::service(&mut folder);
        let service = ("service".to_owned(), folder.service);
        for (stem, file) in folder.files.into_iter().chain([service]) {
            for (stem, file) in beside::split(stem, file) {
                sources.push(source(name, &stem, &file)?);
            }
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(sources)
}

/// The files of one service.
#[derive(Clone, Debug, Default)]
struct Folder {
    service: Value,
    /// The resource files by name, with the examples and errata at their entries.
    files: Vec<(String, Value)>,
}

impl Folder {
    fn extend(&mut self, other: Self) {
        self.service = other.service;
        self.files.extend(other.files);
    }

    /// How many operations there are.
    fn size(&self) -> usize {
        self.files
            .iter()
            .flat_map(|(_, file)| entries(file, "operations"))
            .map(|(_, operation)| paths(operation))
            .sum()
    }
}

/// For how many paths an entry stands.
fn paths(operation: &Value) -> usize {
    operation["on"].as_array().map_or(1, Vec::len)
}

/// The entries of a section of a file.
fn entries<'v>(file: &'v Value, section: &str) -> impl Iterator<Item = (&'v String, &'v Value)> {
    file[section].as_object().into_iter().flatten()
}

fn section_mut<'v>(file: &'v mut Value, section: &str) -> Option<&'v mut Map<String, Value>> {
    file.get_mut(section)?.as_object_mut()
}

/// Whether a file defines a base type. Such a file comes first in a round, so that its operations are there as soon as
/// any type is based on it.
fn names_base(file: &Value) -> bool {
    entries(file, "types").any(|(_, ty)| ty.get("tag").is_some())
}

fn folders(pattern: &[SourceFile]) -> Result<BTreeMap<String, Folder>> {
    let mut folders: BTreeMap<String, Folder> = BTreeMap::new();
    let mut beside = Vec::new();
    for file in pattern {
        let content: Value = serde_json::from_str(&file.text)
            .with_context(|| format!("`{}` is no JSON", file.path))?;
        let mut steps = file.path.rsplit('/');
        let (Some(name), Some(folder)) = (steps.next(), steps.next()) else {
            continue;
        };
        let stem = name.trim_end_matches(".json");
        if let Some((stem, section)) = stem.rsplit_once('.') {
            beside.push((folder, stem, section, content));
            continue;
        }
        let folder = folders.entry(folder.to_owned()).or_default();
        match stem {
            "service" => folder.service = content,
            stem => folder.files.push((stem.to_owned(), content)),
        }
    }
    for (folder, stem, section, content) in beside {
        let files = folders.get_mut(folder).into_iter();
        let mut files = files.flat_map(|folder| &mut folder.files);
        if let Some((_, file)) = files.find(|(name, _)| name == stem) {
            beside::join(file, section, &content);
        }
    }
    Ok(folders)
}

/// A file as `cargo xtask fmt` would leave it.
fn source(folder: &str, stem: &str, file: &Value) -> Result<SourceFile> {
    let path = format!("spec/{folder}/{stem}.json");
    let text = file.to_string();
    let written = SourceFile { path, text };
    let text = codegen::spec::fmt::fmt(&written)
        .map_err(|_| anyhow::anyhow!("`{}` has no canonical text", written.path))?;
    Ok(SourceFile { text, ..written })
}

#[cfg(test)]
mod tests;
