//! What an operation amounts to, read off its path, its method and its types: the path of its successor tells, where there
//! is one, so that both services mean the same objects.

use std::collections::BTreeMap;
use std::sync::Arc;

use codegen::contract::{
    Body, BodySource, Builtin, Entry, Kind, Operation, ParameterId, Replacement, Returns, Segment,
    Service, Successor, Type, TypeId,
};

use crate::behaviour;
use crate::call::Behaviour;
use crate::world::{World, body_type, returned_type};

/// What is done for an operation.
#[derive(Debug)]
pub(crate) struct Plan {
    /// The successor's operation, or the operation itself.
    pub(crate) id: String,
    /// The service that has it.
    pub(crate) at: usize,
    /// Properties of a body of its own and what they are called at home; none if they are gone.
    pub(crate) renamed: Vec<(String, Option<String>)>,
    /// How to find what the path is about.
    pub(crate) steps: Vec<Step>,
    /// Where each value of the successor's path stands among those of the operation's own.
    pub(crate) values: Vec<(String, Option<usize>)>,
    /// Only objects of this kind.
    pub(crate) cast: Option<Arc<str>>,
    pub(crate) does: Does,
    pub(crate) behaviour: Option<Behaviour>,
    /// Whether the behaviour speaks the names of the service itself.
    pub(crate) speaks_own: bool,
    /// What a behaviour gives, by its name at home.
    pub(crate) gives: Option<Arc<str>>,
    /// The property that is the response, where the successor gives the whole object.
    pub(crate) only: Option<String>,
}

/// A step towards what a path is about.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Step {
    /// The signed-in user.
    Me,
    /// A collection by its path.
    Collection(String),
    /// An object of the collection or relation by its identifier, the value at this index.
    Object(usize),
    /// An object of the collection by this property.
    ObjectBy(String, usize),
    /// What a relation leads to.
    Relation(String),
}

/// What an operation does at the end of its path.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Does {
    List,
    Count,
    Get,
    Create,
    Update,
    Delete,
    /// Adds, or sets, what a relation leads to.
    Link,
    Unlink,
    /// Adds what the body's references name.
    LinkMany,
    /// Anything else.
    Act,
}

/// The fixed segments of a path, without tenant and version.
pub(crate) fn literals(operation: &Operation) -> Vec<&str> {
    let fixed = operation.path.iter().filter_map(|segment| match segment {
        Segment::Literal(text) | Segment::Key(text, _) | Segment::Arguments(text, _) => {
            Some(text.as_str())
        }
        Segment::Tenant(_) | Segment::Version(_) | Segment::Value(_) => None,
    });
    fixed.collect()
}

/// Whether a path is about objects that were deleted.
pub(crate) fn is_of_deleted(literals: &[&str]) -> bool {
    literals.contains(&"deletedItems")
}

/// The collections of a service: paths of which objects are selected, or on which they are created or listed.
pub(crate) fn collections(service: &Service) -> BTreeMap<String, TypeId> {
    let mut found: BTreeMap<String, TypeId> = BTreeMap::new();
    let mut note = |path: &[&str], id: Option<TypeId>| {
        // A base says more than one of its types: `directoryObjects` may be any.
        if let Some(id) = id {
            let known = found.entry(path.join("/")).or_insert(id);
            if service.bases(*known).any(|base| base == id) {
                *known = id;
            }
        }
    };
    // What an option tells apart lists something else.
    let plain = service.operations().filter(|(_, _, operation)| operation.option.is_none());
    for (_, entry, operation) in plain {
        let mut path: Vec<&str> = Vec::new();
        let mut rest = operation.path.iter().peekable();
        rest.next_if(|segment| matches!(segment, Segment::Tenant(_) | Segment::Version(_)));
        while let Some(Segment::Literal(text)) =
            rest.next_if(|it| matches!(it, Segment::Literal(_)))
        {
            path.push(text);
        }
        let key = rest.next();
        if let Some(Segment::Key(text, _) | Segment::Arguments(text, _)) = key {
            path.push(text);
        }
        let whole = rest.next().is_none();
        let ty = returned_type(&entry.returns).or(body_type(entry.body.as_ref()));
        match (key, entry.method.as_str()) {
            (Some(_), "GET") if whole => note(&path, ty),
            (None, "GET") if entry.returns.is_paged() && path.len() == 1 => note(&path, ty),
            (None, "POST") if body_type(entry.body.as_ref()).is_some() => note(&path, ty),
            _ => {}
        }
    }
    found
}

/// The plan of an operation.
pub(crate) fn plan(world: &World, index: usize, entry: &Entry, operation: &Operation) -> Plan {
    let service = &world.api.services[index];
    let home = world.homes[index];
    let successor = match &operation.replaced_by {
        Some(Replacement::Operation(successor)) if home != index => Some(successor),
        _ => None,
    };
    let found = successor.and_then(|successor| {
        let mut all = world.api.services[home].operations();
        let (_, entry, named) = all.find(|(_, _, operation)| operation.id == successor.id)?;
        // Of an entry with several paths, the one that is called the same here says more.
        let same = entry.operations.iter().find(|it| it.id == operation.id);
        Some((entry, same.unwrap_or(named)))
    });
    let (at, told, told_entry) = match found {
        Some((of, operation)) => (home, operation, of),
        None => (index, operation, entry),
    };
    let teller = &world.api.services[at];
    let own: Vec<&str> = named(service, operation);
    let theirs = named(teller, told);
    let successor_told = successor.filter(|it| found.is_some() && told.id == it.id);
    let values = values(&own, &theirs, successor_told);
    let mut read = read(world, at, told);
    if values.iter().any(|(_, source)| source.is_none()) {
        read.steps.clear();
        read.is_action = true;
    }
    let does = does(entry, told_entry, operation, &read);
    if does == Does::Act {
        // What was taken for a relation or a collection is the name of the action.
        if let Some(Step::Relation(_) | Step::Collection(_)) = read.steps.last() {
            read.steps.pop();
        }
    }
    let own_behaviour = behaviour::of(&format!("{}:{}", service.name, entry.name));
    let speaks_own = own_behaviour.is_some();
    let is_behaved = speaks_own || teller.name == "microsoft_graph";
    let only = successor.and_then(|it| it.query.iter().find(|(name, _)| name == "$select"));
    Plan {
        id: told.id.clone(),
        at,
        renamed: successor.map_or_else(Vec::new, |it| it.renamed.clone()),
        steps: read.steps,
        values,
        cast: read.cast,
        does,
        behaviour: own_behaviour.or_else(|| behaviour::of(&told_entry.name)).filter(|_| is_behaved),
        speaks_own,
        gives: returned_type(&told_entry.returns).map(|ty| world.kind(at, ty)),
        only: only.and_then(|(_, value)| value.as_str().map(str::to_owned)),
    }
}

/// The values of the path that tells, each with where it stands in the operation's own: by the words of the successor, if its
/// path is the one that tells, or else at the same position.
fn values(
    own: &[&str],
    theirs: &[&str],
    successor: Option<&Successor>,
) -> Vec<(String, Option<usize>)> {
    let source = |position: usize, name: &str| match successor {
        Some(successor) => own.iter().position(|own| {
            successor.parameters.iter().any(|(from, to)| from == own && to == name)
        }),
        None => Some(position).filter(|position| *position < own.len()),
    };
    let theirs = theirs.iter().enumerate();
    theirs.map(|(position, name)| ((*name).to_owned(), source(position, name))).collect()
}

/// The names of the values in a path, in order; the tenant is none.
fn named<'a>(service: &'a Service, operation: &'a Operation) -> Vec<&'a str> {
    let segments = operation.path.iter().filter(|segment| !matches!(segment, Segment::Tenant(_)));
    let of = |id: ParameterId| service[id].name.as_str();
    let names = segments.flat_map(|segment| match segment {
        // What the query has, the path has a name for.
        Segment::Arguments(_, arguments) => {
            arguments.iter().map(|it| it.value.parameter().map_or(it.name.as_str(), of)).collect()
        }
        other => other.parameters().into_iter().map(of).collect::<Vec<_>>(),
    });
    names.collect()
}

#[derive(Default)]
struct Read {
    steps: Vec<Step>,
    cast: Option<Arc<str>>,
    is_link: bool,
    is_count: bool,
    is_action: bool,
}

/// A path as steps.
fn read(world: &World, at: usize, operation: &Operation) -> Read {
    let collections = &world.collections[at];
    let mut read = Read::default();
    let mut values = 0;
    for segment in &operation.path {
        match segment {
            Segment::Tenant(_) | Segment::Version(_) => {}
            Segment::Literal(text) => literal(world, at, text, &mut read),
            Segment::Value(_) => {
                read.steps.push(Step::Object(values));
                values += 1;
            }
            Segment::Key(text, _) => {
                literal(world, at, text, &mut read);
                read.steps.push(Step::Object(values));
                values += 1;
            }
            Segment::Arguments(text, arguments) => {
                let first = arguments.first();
                let is_key = read.steps.is_empty() && collections.contains_key(text);
                match first.filter(|_| is_key && arguments.len() == 1) {
                    Some(argument) => {
                        literal(world, at, text, &mut read);
                        read.steps.push(Step::ObjectBy(argument.name.clone(), values));
                    }
                    None => read.is_action = true,
                }
                values += arguments.len();
            }
        }
    }
    read
}

fn literal(world: &World, at: usize, text: &str, read: &mut Read) {
    let service = &world.api.services[at];
    match text {
        "$count" => read.is_count = true,
        "$ref" | "$links" => read.is_link = true,
        "me" if read.steps.is_empty() => read.steps.push(Step::Me),
        _ if service.cast(text).is_some() => {
            let tagged = service.types.iter().find(|definition| {
                let tag = definition.odata_type.as_deref().map(codegen::contract::bare_tag);
                tag == Some(text)
            });
            let id = tagged.and_then(|it| service.type_named(&it.name));
            read.cast = id.map(|id| world.kind(at, id));
        }
        _ => match read.steps.last_mut() {
            None => read.steps.push(Step::Collection(text.to_owned())),
            Some(Step::Collection(path)) if !world.collections[at].contains_key(path.as_str()) => {
                path.push('/');
                path.push_str(text);
            }
            Some(Step::Collection(_)) => read.is_action = true,
            // A relation of the one object that a relation leads to: `todo/lists`. Or a function of all of them.
            Some(Step::Relation(path)) => {
                path.push('/');
                path.push_str(text);
            }
            Some(Step::Me | Step::Object(_) | Step::ObjectBy(..)) => {
                read.steps.push(Step::Relation(text.to_owned()));
            }
        },
    }
}

fn does(entry: &Entry, told: &Entry, operation: &Operation, read: &Read) -> Does {
    let body = entry.body.as_ref();
    // Imported specs do not tell what is sent for which: the method does.
    let source = body.map(|it| it.source);
    let creates = matches!(source, Some(BodySource::Create(_) | BodySource::Whole(_)));
    let updates = matches!(source, Some(BodySource::Update(_) | BodySource::Whole(_)));
    let refers = body.is_some_and(refers);
    let is_object =
        matches!(read.steps.last(), Some(Step::Me | Step::Object(_) | Step::ObjectBy(..)));
    let is_related = matches!(read.steps.last(), Some(Step::Relation(_)));
    // The last value selects one of those that a relation leads to.
    let is_child =
        read.steps.iter().rev().nth(1).is_some_and(|step| matches!(step, Step::Relation(_)));
    let returns_object = returned_type(&told.returns).is_some();
    let is_of_one = matches!(read.steps.last(), Some(Step::Relation(path)) if path.contains('/'));
    let is_list = matches!(told.returns, Returns::Page(_));
    match entry.method.as_str() {
        _ if read.is_action || (is_of_one && !creates && !is_list) => Does::Act,
        "GET" if read.is_count => Does::Count,
        "GET" if told.returns.listed().is_some() && !is_object => Does::List,
        "GET" if returns_object && (is_object || is_related) => Does::Get,
        "POST" | "PUT" | "PATCH" if read.is_link && is_related => Does::Link,
        "DELETE" if read.is_link && (is_child || is_related) => Does::Unlink,
        "POST" | "PUT" if creates && !is_object => Does::Create,
        "PATCH" | "PUT" | "POST" if updates && is_object => Does::Update,
        "PATCH" | "POST" if refers && operation.relation.is_some() => Does::LinkMany,
        "DELETE" if is_object => Does::Delete,
        _ => Does::Act,
    }
}

/// Whether a body binds objects by their addresses.
fn refers(body: &Body) -> bool {
    body.sends.iter().any(|sent| *sent.member.ty.item() == Type::Builtin(Builtin::Reference))
}

/// Whether the response is a list of links.
pub(crate) fn lists_links(returns: &Returns) -> bool {
    returns.listed() == Some(&Type::Builtin(Builtin::ObjectLink))
}

/// The base of all types that a tag tells apart, or the type itself.
pub(crate) fn top(service: &Service, id: TypeId) -> TypeId {
    service.bases(id).filter(|base| service[*base].kind == Kind::Base).last().unwrap_or(id)
}
