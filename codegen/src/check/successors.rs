//! What took the place of services, operations and types: names of another service, which is read first.

use std::collections::BTreeMap;

use super::renamings::{renamings, types};
use super::sides::{Sides, operation_named, pairs, unknown};
use super::{Context, Folder, http};
use crate::contract::{Api, Entry, Operation, Replacement, ServiceSuccessor, Successor};
use crate::diagnostics::{At, Place, catalogue};
use crate::spec;

/// Looks all successors up, once every service is known.
pub(super) fn resolve<'a>(
    context: &mut Context<'a>,
    folders: &BTreeMap<&'a str, Folder<'a>>,
    api: &mut Api,
) {
    for index in 0..api.services.len() {
        let Some((name, folder)) = folders.get_key_value(api.services[index].name.as_str()) else {
            continue;
        };
        context.folder = name;
        let there = service(context, folder, api);
        let successor = there.map(|it| &api.services[it]);
        let successor =
            successor.map(|it| ServiceSuccessor { name: it.name.clone(), title: it.title.clone() });
        api.services[index].successor = successor;
        let types = types(context, folder, &Sides::of(api, index, there, folder));
        let definitions = &mut api.services[index].types;
        for (definition, replaced_by) in definitions.iter_mut().zip(types) {
            definition.replaced_by = replaced_by;
        }
        // What types rename is known now, and is not said again by operations.
        let operations = operations(context, folder, &Sides::of(api, index, there, folder));
        let entries = api.services[index].files.iter_mut().flat_map(|file| &mut file.entries);
        let all = entries.flat_map(|entry| &mut entry.operations);
        for (operation, replaced_by) in all.zip(operations) {
            operation.replaced_by = replaced_by;
        }
    }
}

/// The service that took the place of the one at hand.
fn service(context: &mut Context<'_>, folder: &Folder<'_>, api: &Api) -> Option<usize> {
    let file = folder.service.as_ref()?.file;
    let name = file.content.successor.as_ref()?;
    let known = || api.services.iter().map(|service| service.name.as_str());
    let found = known().position(|known| known == name);
    if found.is_none() {
        let root = At::file(file.source);
        let mistake = catalogue::unknown_successor(root.key("successor").place(), name);
        context.unknown(mistake, name, known());
    }
    found
}

/// What took the place of each operation, in the order of the contract.
fn operations(
    context: &mut Context<'_>,
    folder: &Folder<'_>,
    sides: &Sides<'_>,
) -> Vec<Option<Replacement>> {
    let mut found = Vec::new();
    for (file, joined) in sides.here.files.iter().zip(&folder.resources) {
        let written = joined.file.content.operations.iter().map(|(_, operation)| operation);
        for (entry, operation) in file.entries.iter().zip(written) {
            found.extend(of_entry(context, sides, entry, operation));
        }
    }
    found
}

/// What took the place of each operation of an entry.
fn of_entry(
    context: &mut Context<'_>,
    sides: &Sides<'_>,
    entry: &Entry,
    written: &spec::Operation,
) -> Vec<Option<Replacement>> {
    let at = entry.at.key("replacedBy");
    let successors = written.replaced_by.as_ref().map_or(&[][..], spec::Successors::all);
    let place = |index| match &written.replaced_by {
        Some(spec::Successors::Several(_)) => at.index(index),
        _ => at.clone(),
    };
    for (index, successor) in successors.iter().enumerate() {
        self::written(context, written, &successors[..index], successor, &place(index));
    }
    let mut used: Vec<Vec<(&Operation, Successor)>> = vec![Vec::new(); successors.len()];
    let mut of = |operation| {
        let operation: &Operation = operation;
        let own = successors.iter().position(|it| it.on.is_some() && it.on == operation.on);
        let index = own.or_else(|| successors.iter().position(|it| it.on.is_none()));
        let (Some(index), false) = (index, context.is_in_doubt(&entry.at)) else {
            return None;
        };
        let (successor, at) = (&successors[index], place(index));
        let found = replacement(context, sides, entry, operation, successor, &at)?;
        if let Replacement::Operation(found) = &found {
            used[index].push((operation, found.clone()));
        }
        Some(found)
    };
    let found: Vec<_> = entry.operations.iter().map(&mut of).collect();
    for (index, used) in used.iter().enumerate() {
        if let Some(there) = sides.there {
            renamings(context, (sides.here, there), entry, used, &place(index));
        }
    }
    let lacks_one = found.iter().position(Option::is_none);
    if let (Some(index), Some(there)) = (lacks_one, sides.there)
        && !context.is_in_doubt(&entry.at)
        && !(context.is_in_doubt(&at) || context.is_partial())
    {
        let id = &entry.operations[index].id;
        context.report(catalogue::no_successor(entry.at.on_key(), id, &there.name));
    }
    found
}

/// Checks a successor by itself.
fn written(
    context: &mut Context<'_>,
    operation: &spec::Operation,
    before: &[spec::Successor],
    successor: &spec::Successor,
    at: &Place,
) {
    if let Some(path) = successor.on.as_ref().filter(|path| !operation.on.contains(path)) {
        let mistake = catalogue::successor_of_no_path(at.key("on"), path);
        context.report(mistake.did_you_mean(path, operation.on.iter().map(String::as_str)));
    }
    if before.iter().any(|other| other.on == successor.on) {
        context.report(catalogue::repeated_successor(at.clone()));
    }
    let said = [&successor.operation, &successor.request, &successor.reason];
    if said.into_iter().flatten().count() != 1 && !context.is_in_doubt(at) {
        context.report(catalogue::not_one_successor(at.clone()));
    }
    for (key, is_given) in [
        ("differs", successor.differs.is_some()),
        ("parameters", !successor.parameters.is_empty()),
        ("renamed", !successor.renamed.is_empty()),
        ("query", !successor.query.is_empty()),
    ] {
        if is_given && successor.operation.is_none() {
            context.report(catalogue::useless_renaming(at.key(key).on_key(), key));
        }
    }
}

/// What took the place of an operation; none if that was reported.
fn replacement(
    context: &mut Context<'_>,
    sides: &Sides<'_>,
    entry: &Entry,
    operation: &Operation,
    successor: &spec::Successor,
    at: &Place,
) -> Option<Replacement> {
    if let Some(reason) = &successor.reason {
        return Some(Replacement::Nothing(reason.clone()));
    }
    if let Some(request) = &successor.request {
        let problem = problem(request);
        if let Some(problem) = problem {
            let at = at.key("request");
            context.report(catalogue::malformed_successor(at, request, problem));
        }
        return problem.is_none().then(|| Replacement::Request(request.clone()));
    }
    let (id, at) = (successor.operation.as_ref()?, at.key("operation"));
    let Some(there) = sides.there else {
        if !(sides.is_replaced || context.poisoned.services.contains(&sides.here.name)) {
            context.report(catalogue::no_successor_service(at));
        }
        return None;
    };
    // The id is what stands before the entry's own key, a dot, and that key.
    let on = operation.id.strip_suffix(&entry.name).unwrap_or_default().trim_end_matches('.');
    let id = id.replace("{on}", on);
    let Some((entry, found)) = operation_named(there, &id) else {
        let known = there.operations().map(|(_, _, it)| it.id.as_str());
        let mistake = catalogue::unknown_successor_operation(at, &there.name, &id);
        unknown(context, there, mistake, &id, known);
        return None;
    };
    Some(Replacement::Operation(Successor {
        request: format!("{} {}", entry.method, found.template),
        id,
        differs: successor.differs.clone(),
        parameters: pairs(&successor.parameters),
        renamed: pairs(&successor.renamed),
        query: pairs(&successor.query),
    }))
}

/// Why a text is no method and path, which may hold more than paths of this language.
fn problem(text: &str) -> Option<&'static str> {
    match text.split_once(' ') {
        Some((method, _)) if !http::METHODS.contains(&method) => {
            Some("does not start with a method")
        }
        Some((_, path)) if !path.starts_with('/') => Some("has no path that starts with `/`"),
        Some((_, path)) if path.contains([' ', '?', '#']) || path.contains("//") => {
            Some("has a path that is none")
        }
        Some((_, path)) if !braces_match(path) => Some("has a brace without its other half"),
        Some(_) => None,
        None => Some("is no method, space and path"),
    }
}

fn braces_match(path: &str) -> bool {
    let mut open = false;
    path.chars().all(|c| match c {
        '{' | '}' if open == (c == '{') => false,
        '{' | '}' => {
            open = !open;
            true
        }
        _ => true,
    }) && !open
}
