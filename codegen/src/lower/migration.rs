//! The pages that tell how callers move to the service that took another's place.

use std::collections::BTreeSet;

use super::{conversions, docs};
use crate::contract::{
    Api, Definition, Entry, Example, File, Operation, Permissions, Replacement, Service, Successor,
    Type, TypeId, TypeSuccessor,
};
use crate::model::{Docs, Migration, Move, Shown};

/// The page of a file; none if nothing took the place of what it holds.
pub(super) fn page(api: &Api, service: &Service, file: &File) -> Option<Migration> {
    let successor = service.successor.as_ref()?;
    let there = api.services.iter().find(|it| it.name == successor.name)?;
    let pair = Pair { here: service, there, title: &successor.title, file };
    let entries = file.entries.iter();
    let operations = entries.flat_map(|entry| entry.operations.iter().map(move |it| (entry, it)));
    let moves = operations.filter_map(|(entry, operation)| pair.operation(entry, operation));
    let moves: Vec<Move> = moves.collect();
    let types = pair.types();
    let is_empty = moves.is_empty() && types.is_empty();
    (!is_empty).then(|| Migration { docs: pair.intro(&moves), moves, types })
}

/// A file of a service, and the service that took its place.
struct Pair<'a> {
    here: &'a Service,
    there: &'a Service,
    title: &'a str,
    file: &'a File,
}

impl Pair<'_> {
    fn intro(&self, moves: &[Move]) -> Docs {
        let (name, here) = (docs::code(&self.file.name), docs::line(&self.here.title));
        let what = [
            "Each operation with a documented request and the call that makes it, before and now; below them what has",
            "another name in the types.",
        ];
        let what = what.map(str::to_owned).to_vec();
        docs::paragraphs([
            vec![format!("{name}, from {here} to {}.", docs::line(self.title))],
            if moves.is_empty() { Docs::new() } else { what },
        ])
    }

    fn operation(&self, entry: &Entry, operation: &Operation) -> Option<Move> {
        let replaced_by = operation.replaced_by.as_ref()?;
        let text = match replaced_by {
            Replacement::Operation(successor) => {
                let differs = successor.differs.iter().map(|text| docs::sentence(text));
                let is = format!("Is {} in {}.", docs::code(&successor.id), self.title);
                std::iter::once(is).chain(differs).collect::<Vec<_>>().join(" ")
            }
            Replacement::Request(request) => format!("Is `{request}` in {}.", self.title),
            Replacement::Nothing(reason) => format!("Nothing took its place: {reason}"),
        };
        let heading = vec![format!("## {}", docs::code(&operation.id))];
        let shown = |service: &Service, id: &str, example: Option<&Example>| {
            let target = example?.request.as_ref()?.target.clone();
            Some(Shown { service: service.name.clone(), operation: id.to_owned(), target })
        };
        let has_request = |example: &&Example| example.request.is_some();
        let own = entry.examples_of(operation).find(has_request);
        let (after, facts) = match replaced_by {
            Replacement::Operation(successor) => {
                let mut operations = self.there.operations();
                let (_, entry_there, found) = operations.find(|it| it.2.id == successor.id)?;
                let example = self.example(entry_there, found, successor);
                let facts = self.facts(entry, successor, found.permissions.as_ref());
                (shown(self.there, &successor.id, example), facts)
            }
            Replacement::Request(_) | Replacement::Nothing(_) => (None, Docs::new()),
        };
        Some(Move {
            docs: docs::paragraphs([heading, docs::lines(&text)]),
            before: shown(self.here, &operation.id, own),
            after,
            facts,
        })
    }

    /// The first example that has the query without which a successor does not give the same, or else the first of all.
    fn example<'e>(
        &self,
        entry: &'e Entry,
        operation: &Operation,
        successor: &Successor,
    ) -> Option<&'e Example> {
        let requests = || entry.examples_of(operation).filter(|it| it.request.is_some());
        let asks = |example: &&Example| {
            let query = example.request.iter().flat_map(|request| &request.query);
            let query: Vec<_> = query.map(|(id, value)| (&self.there[*id].name, value)).collect();
            successor.query.iter().all(|(name, value)| query.contains(&(name, value)))
        };
        requests().find(asks).or_else(|| requests().next())
    }

    /// What is called otherwise, and who may call it.
    fn facts(
        &self,
        entry: &Entry,
        successor: &Successor,
        permissions: Option<&Permissions>,
    ) -> Docs {
        let parameters = successor.parameters.iter().map(|(name, to)| is(name, to));
        let renamed = successor.renamed.iter().map(|(name, to)| renamed(name, to.as_deref()));
        let query = successor.query.iter().map(|(name, value)| {
            let text = value.as_str().map(str::to_owned).unwrap_or_else(|| value.to_string());
            format!("Ask for {}.", docs::code(&format!("{name}={text}")))
        });
        let types = self.types_of(entry).into_iter().filter_map(|id| {
            let definition = &self.here[id];
            let to = docs::code(&definition.replaced_by.as_ref()?.name);
            let link = format!("[{}]({})", docs::code(&definition.name), self.place(definition));
            Some(format!("{link} is {to}."))
        });
        let names: Vec<String> = parameters.chain(renamed).chain(query).chain(types).collect();
        let names = (!names.is_empty()).then(|| format!("- {}", names.join(" ")));
        names.into_iter().chain([permission(permissions)]).collect()
    }

    /// The types of the service that an operation sends and gives.
    fn types_of(&self, entry: &Entry) -> Vec<TypeId> {
        use crate::contract::BodySource::{Bytes, Create, Inline, Link, Unknown, Update, Whole};
        let mut types: Vec<TypeId> = match entry.body.as_ref().map(|body| (body.source, body)) {
            Some((Create(id) | Update(id) | Whole(id), _)) => vec![id],
            Some((Inline, body)) => {
                body.sends.iter().filter_map(|sent| sent.member.ty.named()).collect()
            }
            Some((Link | Bytes | Unknown, _)) | None => Vec::new(),
        };
        types.extend(entry.returns.ty().and_then(Type::named));
        let mut seen = BTreeSet::new();
        types.retain(|id| seen.insert(*id));
        types
    }

    /// Where a type is shown: on this page or on another one beside it.
    fn place(&self, definition: &Definition) -> String {
        let file = &self.here.files[definition.file];
        let heading = definition.name.to_lowercase();
        match file.name == self.file.name {
            true => format!("#{heading}"),
            false => format!("{}#{heading}", file.name),
        }
    }

    fn types(&self) -> Docs {
        let types = self.file.types.iter().map(|id| (*id, &self.here[*id]));
        let (moved, gone): (Vec<_>, Vec<_>) = types.partition(|(_, it)| it.replaced_by.is_some());
        let moved = moved.into_iter().filter_map(|(id, definition)| {
            let successor = definition.replaced_by.as_ref()?;
            let heading = vec![format!("### {}", docs::code(&definition.name))];
            let is = format!("Is {} in {}.", docs::code(&successor.name), self.title);
            Some([heading, vec![is], self.table(id, successor), vec![self.conversion(id)]])
        });
        let gone = gone.iter().map(|(_, it)| {
            let reason = it.gone.as_deref().unwrap_or("no type took its place.");
            format!("- {}: {}", docs::code(&it.name), docs::line(reason))
        });
        let gone: Docs = gone.collect();
        let intro = (!gone.is_empty()).then(|| vec!["No type took the place of these:".to_owned()]);
        let content = docs::paragraphs(moved.flatten().chain(intro).chain([gone]));
        match content.is_empty() {
            true => content,
            false => docs::paragraphs([vec!["## Types".to_owned()], content]),
        }
    }

    /// Whether the type is converted, and why not.
    fn conversion(&self, id: TypeId) -> String {
        let pair = conversions::Pair { here: self.here, there: self.there };
        match pair.plan(id, &mut BTreeSet::new()) {
            Ok(plan) if plan.kept.is_empty() => "`From` converts it, and back.".to_owned(),
            Ok(plan) => {
                let kept = docs::names(&plan.kept, ", ");
                format!(
                    "`From` converts it, and back; what has no name there is kept as it is: {kept}."
                )
            }
            Err(lost) => format!("Not converted: {}.", lost.join("; ")),
        }
    }

    /// What has another name, in the bases of a type too.
    fn table(&self, id: TypeId, successor: &TypeSuccessor) -> Docs {
        let mut lines = vec!["| before | now |".to_owned(), "|---|---|".to_owned()];
        let bases = self.here.bases(id).filter_map(|base| self.here[base].replaced_by.as_ref());
        for (name, to) in bases.chain([successor]).flat_map(|it| &it.renamed) {
            let to = to.as_ref().map_or_else(|| "gone".to_owned(), |to| docs::code(to));
            lines.push(format!("| {} | {to} |", docs::code(name)));
        }
        if lines.len() > 2 { lines } else { Docs::new() }
    }
}

fn is(name: &str, to: &str) -> String {
    format!("{} is {}.", docs::code(name), docs::code(to))
}

fn renamed(name: &str, to: Option<&str>) -> String {
    match to {
        Some(to) => is(name, to),
        None => format!("There is no {}.", docs::code(name)),
    }
}

/// The least privileged permissions of an operation.
fn permission(permissions: Option<&Permissions>) -> String {
    let least = |list: &[Vec<String>]| match list.first() {
        Some(names) => docs::names(names, " and "),
        None => "not supported".to_owned(),
    };
    match permissions {
        Some(it) => {
            let (delegated, application) = (least(&it.delegated), least(&it.application));
            let least = match delegated == application {
                true => format!("{delegated}, delegated or as an app"),
                false => format!("delegated {delegated}, as an app {application}"),
            };
            format!("- Least privileged permission: {least}.")
        }
        None => "- Permissions are not documented.".to_owned(),
    }
}
