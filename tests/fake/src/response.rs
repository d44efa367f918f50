//! From a request that is understood to what is sent back.

use bytes::Bytes;
use codegen::contract::{BodySource, Builtin, Entry, Returns, Type, TypeId};
use http::{Request, StatusCode};
use serde_json::{Map, Value, json};

use crate::behaviour;
use crate::body;
use crate::call::{Call, Reply};
use crate::changes;
use crate::generic;
use crate::json::Json;
use crate::options::Options;
use crate::page;
use crate::plan;
use crate::refusal::Refusal;
use crate::request::Asked;
use crate::sample;
use crate::show::Shower;
use crate::store::{Id, State};
use crate::target::{self, Target};
use crate::world::returned_type;

/// What is sent back besides headers that all responses have.
#[derive(Debug)]
pub(crate) struct Sent {
    pub(crate) status: u16,
    pub(crate) body: Content,
    /// Where a created object is found.
    pub(crate) location: Option<String>,
}

/// A body.
#[derive(Debug)]
pub(crate) enum Content {
    Nothing,
    Json(Bytes),
    Text(String),
}

/// Does what a request asks for.
///
/// # Errors
///
/// What the service would refuse.
pub(crate) fn respond(
    asked: &Asked<'_>,
    state: &mut State,
    request: &Request<Bytes>,
    loose: bool,
) -> Result<Sent, Refusal> {
    let world = asked.world;
    let entry = world.entry(asked.route);
    let plan = &asked.route.plan;
    let listed = returned_type(&entry.returns);
    let options = Options::read(asked, listed, loose)?;
    let given = given(entry, request.body(), loose)?;
    let link = link(asked, entry, &given, loose)?;
    let contract = world.service(asked.route);
    match entry.body.as_ref().filter(|_| !loose).map(|body| (body, body.source)) {
        None | Some((_, BodySource::Link | BodySource::Bytes)) => {}
        Some((_, BodySource::Whole(id))) => body::check_whole(contract, id, &given)?,
        Some((body, _)) => {
            let registered = |kind: TypeId, name: &str| {
                let kind = world.kind(asked.route.service, kind);
                behaviour::extensions::is_registered(state, &kind, name)
            };
            body::check(contract, body, &given, &registered)?;
        }
    }
    let found = target::resolve(asked, state)?;
    let reply = match plan.behaviour {
        Some(behaviour) => {
            let mut call = call(asked, state, given, &found, loose);
            behaviour(&mut call)?
        }
        None => generic::run(asked, state, &found, given, link, loose)?,
    };
    Ok(send(asked, state, &options, reply))
}

/// What a behaviour gets.
fn call<'a>(
    asked: &'a Asked<'_>,
    state: &'a mut State,
    given: Map<String, Value>,
    found: &Target,
    loose: bool,
) -> Call<'a> {
    let plan = &asked.route.plan;
    let arguments = plan
        .values
        .iter()
        .filter_map(|(name, source)| Some((name.clone(), asked.values.get((*source)?)?.clone())));
    let body = if plan.speaks_own { given } else { generic::at_home(asked, given) };
    Call {
        operation: &plan.id,
        target: found.object.clone().or_else(|| found.from.clone()),
        arguments: arguments.collect(),
        body,
        query: changes::at_home(asked),
        loose,
        state,
    }
}

/// The body of a request as an object.
fn given(entry: &Entry, body: &Bytes, loose: bool) -> Result<Map<String, Value>, Refusal> {
    if body.iter().all(u8::is_ascii_whitespace) || entry.body.is_none() {
        return Ok(Map::new());
    }
    match serde_json::from_slice(body) {
        Ok(Value::Object(object)) => Ok(object),
        _ if loose => Ok(Map::new()),
        Ok(_) => Err(Refusal::bad_request("The body of the request has to be a JSON object.")),
        Err(error) => {
            Err(Refusal::bad_request(format!("The body of the request is not JSON: {error}.")))
        }
    }
}

/// The object that a link in the body points at.
fn link(
    asked: &Asked<'_>,
    entry: &Entry,
    given: &Map<String, Value>,
    loose: bool,
) -> Result<Option<String>, Refusal> {
    let service = asked.world.service(asked.route);
    let is_link = entry.body.as_ref().is_some_and(|body| body.source == BodySource::Link);
    let Some(link) = service.link.as_ref().filter(|_| is_link) else { return Ok(None) };
    let url = given.get(&link.property).and_then(Value::as_str);
    if let Some(other) = given.keys().find(|name| **name != link.property && !loose) {
        let message = format!("Invalid property '{other}'.");
        return Err(Refusal::bad_request(message).on(other));
    }
    let Some(url) = url else {
        let message = format!("A value is required for property '{}'.", link.property);
        return Err(Refusal::bad_request(message).on(&link.property));
    };
    Ok(Some(generic::referred(url)))
}

/// Puts a reply into the form that the operation returns.
fn send(asked: &Asked<'_>, state: &State, options: &Options, reply: Reply) -> Sent {
    let world = asked.world;
    let entry = world.entry(asked.route);
    let shower = Shower { world, service: asked.route.service, state, options };
    let created = match (&reply, entry.success.contains(&201)) {
        (Reply::Object(id), true) => Some(location(asked, state, id)),
        _ => None,
    };
    let body = content(asked, &shower, reply);
    let has_body = !matches!(body, Content::Nothing);
    let fits = |status: &&u16| (**status == 204) != has_body;
    let status = entry.success.iter().find(fits).or(entry.success.first());
    let default = if has_body { StatusCode::OK } else { StatusCode::NO_CONTENT };
    Sent { status: status.copied().unwrap_or(default.as_u16()), body, location: created }
}

fn content(asked: &Asked<'_>, shower: &Shower<'_>, reply: Reply) -> Content {
    let entry = asked.world.entry(asked.route);
    let service = asked.world.service(asked.route);
    let returns = &entry.returns;
    let sample = || sample::of(service, returns.ty().unwrap_or(&Type::Unknown));
    match returns {
        Returns::Nothing | Returns::Bytes => Content::Nothing,
        Returns::Count => Content::Text(match reply {
            Reply::Objects(ids) => page::chosen(shower, ids).len().to_string(),
            Reply::Value(value) => value.to_string(),
            _ => "0".to_owned(),
        }),
        Returns::Page(item) | Returns::Delta(item) => list(asked, shower, reply, item),
        Returns::Value(Type::List(item)) if !matches!(reply, Reply::Value(_) | Reply::Nothing) => {
            list(asked, shower, reply, item)
        }
        Returns::Json(ty) | Returns::Maybe(ty) | Returns::Single(ty) | Returns::Value(ty) => {
            let declared = returned_type(returns);
            let value = match reply {
                Reply::Object(id) => match declared.filter(|_| ty.named().is_some()) {
                    Some(_) => shower.show(declared, &id, true),
                    None => field(asked, shower, &id).into(),
                },
                Reply::Value(value) => own(asked, returns, value).into(),
                _ => sample().into(),
            };
            let is_bare = !matches!(returns, Returns::Value(_));
            Content::Json(one(asked, declared, value, is_bare).write())
        }
    }
}

/// What a behaviour gives, as the service has it: by other names, in a list, or as a property of something else.
fn own(asked: &Asked<'_>, returns: &Returns, value: Value) -> Value {
    let (world, service) = (asked.world, asked.route.service);
    let contract = world.service(asked.route);
    let is_home = world.homes[service] == service || asked.route.plan.speaks_own;
    let Some(ty) = returns.ty().filter(|_| !is_home) else { return value };
    let back = |ty: &Type, value: &Value| world.lenses[service].back(contract, ty, value);
    let is_given = |id: TypeId| Some(world.kind(service, id)) == asked.route.plan.gives;
    let mut around = ty.named().into_iter().filter(|id| !is_given(*id));
    let properties = around.next().into_iter().flat_map(|id| contract.properties(id));
    let inner = properties.map(|property| &property.member);
    let inner = inner.into_iter().find(|member| member.ty.named().is_some_and(is_given));
    let value = match inner {
        Some(member) => json!({ &member.name: back(&member.ty, &value) }),
        None => return back(ty, &value),
    };
    if ty.is_list() { Value::Array(vec![value]) } else { value }
}

/// The one property of an object that is the whole response.
fn field(asked: &Asked<'_>, shower: &Shower<'_>, id: &Id) -> Value {
    let name = asked.route.plan.only.as_deref().unwrap_or("id");
    let object = shower.state.any(id);
    object.and_then(|it| it.properties.get(name)).cloned().unwrap_or(Value::Null)
}

fn list(asked: &Asked<'_>, shower: &Shower<'_>, reply: Reply, item: &Type) -> Content {
    let now = shower.state.clock().as_secs();
    let declared = item.named();
    let is_links = plan::lists_links(&asked.world.entry(asked.route).returns);
    let context = context(asked, declared, false);
    let mut links = Vec::new();
    let listed = |values: Vec<Value>| {
        let values = values.into_iter().map(Json::from).collect();
        page::Page { values, ..page::Page::default() }
    };
    let page = match reply {
        Reply::Objects(ids) => {
            let ids = page::chosen(shower, ids);
            let mut page = page::page(asked, shower, declared, &ids);
            if is_links {
                page.values =
                    page.ids.iter().map(|id| object_link(asked, shower.state, id).into()).collect();
            }
            page
        }
        Reply::Changes { values, skip_token, delta_token } => {
            links = changes::links(asked, skip_token, delta_token, now);
            let is_home = asked.world.homes[asked.route.service] == asked.route.service;
            listed(if is_home { values } else { changes::own(asked, shower, values) })
        }
        Reply::Value(Value::Array(values)) => listed(values),
        Reply::Object(id) => page::page(asked, shower, declared, &[id]),
        Reply::Value(_) | Reply::Nothing => page::Page::default(),
    };
    Content::Json(page::body(asked, page, context, Some(item), links, now).write())
}

/// A single value with what says what it is.
fn one<'a>(
    asked: &Asked<'_>,
    declared: Option<TypeId>,
    value: Json<'a>,
    is_bare: bool,
) -> Json<'a> {
    let is_v3 = asked.world.service(asked.route).has_typed_literals;
    let name = if is_v3 { "odata.metadata" } else { "@odata.context" };
    let context = (name.into(), Json::text(context(asked, declared, true)));
    Json::Object(match value {
        Json::Object(mut object) if is_bare => {
            object.insert(0, context);
            object
        }
        value => vec![context, ("value".into(), value)],
    })
}

/// What a response holds, as the service's metadata has it.
fn context(asked: &Asked<'_>, declared: Option<TypeId>, one: bool) -> String {
    let world = asked.world;
    let service = world.service(asked.route);
    let base = format!("{}/{}/$metadata#", asked.base, asked.prefix);
    let entry = world.entry(asked.route);
    let Some(id) = declared else {
        let ty = entry.returns.ty().unwrap_or(&Type::Unknown);
        let name = match ty.item() {
            Type::Builtin(Builtin::Boolean) => "Edm.Boolean",
            Type::Builtin(Builtin::ObjectLink) if service.has_typed_literals => {
                let relation = asked.path.rsplit('/').next().unwrap_or_default();
                return format!("{base}directoryObjects/$links/{relation}");
            }
            Type::Builtin(Builtin::ObjectLink) => "$ref",
            _ => "Edm.String",
        };
        let is_list = ty.is_list() || entry.returns.is_paged();
        return if is_list { format!("{base}Collection({name})") } else { format!("{base}{name}") };
    };
    let top = plan::top(service, id);
    if service.has_typed_literals {
        let name = &service[top].name;
        let set = format!("{}{}s", name[..1].to_ascii_lowercase(), &name[1..]);
        let tag = service[id].odata_type.as_ref().filter(|_| id != top);
        let tag = tag.map_or(String::new(), |tag| format!("/{tag}"));
        return format!("{base}{set}{tag}{}", if one { "/@Element" } else { "" });
    }
    let set = world.collections[asked.route.service].iter().find(|(_, ty)| **ty == id);
    let entity = if one { "/$entity" } else { "" };
    let select = asked.query.iter().find(|(name, _)| name == "$select");
    let select = select.map_or(String::new(), |(_, names)| format!("({names})"));
    match set {
        Some((set, _)) => format!("{base}{set}{select}{entity}"),
        None if one => format!("{base}microsoft.graph.{}", service[id].name),
        None => format!("{base}Collection(microsoft.graph.{})", service[id].name),
    }
}

/// The address of an object.
pub(crate) fn address(asked: &Asked<'_>, state: &State, id: &str) -> String {
    let service = asked.world.service(asked.route);
    let kind = state.any(id).map(|object| &*object.kind).unwrap_or_default();
    let own = asked.world.type_of(asked.route.service, kind);
    let tag = own.and_then(|own| service[own].odata_type.as_deref());
    let tag =
        tag.filter(|_| service.has_typed_literals).map_or(String::new(), |it| format!("/{it}"));
    format!("{}/{}/directoryObjects/{}{tag}", asked.base, asked.prefix, page::encoded(id))
}

fn location(asked: &Asked<'_>, state: &State, id: &str) -> String {
    if asked.world.service(asked.route).has_typed_literals {
        return address(asked, state, id);
    }
    format!("{}/{}/{}/{}", asked.base, asked.prefix, asked.path, page::encoded(id))
}

fn object_link(asked: &Asked<'_>, state: &State, id: &Id) -> Value {
    let service = asked.world.service(asked.route);
    let property = service.link.as_ref().map_or("url", |link| link.property.as_str());
    let link = [(property.to_owned(), Value::from(address(asked, state, id)))];
    Value::Object(link.into_iter().collect())
}
