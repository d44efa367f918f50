//! A request, taken apart: service, version, operation, values of the path, query options.

use bytes::Bytes;
use codegen::contract::{self, Batch, Returns, Service};
use http::{HeaderMap, Request};
use percent_encoding::percent_decode_str;

use crate::access::Access;
use crate::body;
use crate::page::{DELTA_TOKEN, SKIP_TOKEN, Token};
use crate::refusal::{Reason, Refusal};
use crate::routes::has_version_in_path;
use crate::world::{Route, World};

/// The token that stands for a round of no changes.
pub(crate) const LATEST: &str = "latest";
/// What tells a behaviour that only properties are wanted that have changed.
pub(crate) const MINIMAL: &str = "minimal";

/// A request whose operation is known.
#[derive(Debug)]
pub(crate) struct Asked<'w> {
    pub(crate) world: &'w World,
    pub(crate) route: &'w Route,
    pub(crate) index: usize,
    /// Scheme and host.
    pub(crate) base: String,
    /// What stands before the first segment of an operation: the tenant or the version.
    pub(crate) prefix: String,
    /// The path behind that.
    pub(crate) path: String,
    /// The values of the path.
    pub(crate) values: Vec<String>,
    /// The query options, without the version.
    pub(crate) query: Vec<(String, String)>,
    /// How many objects are before the page.
    pub(crate) skip: usize,
    pub(crate) is_advanced: bool,
    pub(crate) method: String,
    /// Whether it names the token of a page.
    pub(crate) is_further: bool,
    /// Whether the link to the next page is to lead to this one.
    pub(crate) repeats: bool,
}

/// A refusal, and the service in whose words it is told.
pub(crate) type Refused = (usize, Refusal);

/// Finds out what a request asks for.
///
/// # Errors
///
/// It has no token, or asks for what no service has.
pub(crate) fn understand<'w>(
    world: &'w World,
    request: &Request<Bytes>,
    now: u64,
    loose: bool,
) -> Result<Asked<'w>, Refused> {
    let segments = segments(request.uri().path());
    let mut query = pairs(request.uri().query().unwrap_or_default());
    let service = service(world, request, segments.first().map_or("", String::as_str));
    let refuse = |refusal| (service, refusal);
    let Some(contract) = world.api.services.get(service) else {
        return Err(refuse(Refusal::new(Reason::UnknownPath, "Nothing is served.")));
    };
    let token = authorize(request.headers()).map_err(refuse)?;
    let access = Access::of(token).filter(|_| !loose);
    let in_path = has_version_in_path(contract);
    // `me` stands in the place of the tenant.
    let has_prefix = in_path || segments.first().is_some_and(|first| first != "me");
    let (prefix, path) = segments.split_at(segments.len().min(usize::from(has_prefix)));
    let prefix = prefix.first().cloned().unwrap_or_default();
    let version = version(contract, &prefix, &query).map_err(refuse)?;
    query.retain(|(name, _)| contract.version.query.as_ref() != Some(name));
    let method = request.method().as_str();
    let page = page_token(contract, &mut query);
    let is_further = page.is_some();
    let (index, values, skip) = match page {
        Some(text) => {
            let token = further(world, service, path, &text, now).map_err(refuse)?;
            query.extend(token.query);
            (token.route, token.values, token.skip)
        }
        None => {
            let found = world.routes.find(service, method, path).map_err(refuse)?;
            (choose(world, &found.routes, &query, request.body()), found.values, 0)
        }
    };
    let route = &world.routes.all[index];
    let operation = world.operation(route);
    exists(operation, &version, path, loose).map_err(refuse)?;
    if matches!(world.entry(route).returns, Returns::Delta(_)) && !is_further {
        changes(contract, request.headers(), &mut query);
    }
    access.map_or(Ok(()), |access| access.allow(operation)).map_err(refuse)?;
    Ok(Asked {
        world,
        route,
        index,
        base: base(request),
        prefix,
        path: path.join("/"),
        values,
        query,
        skip,
        is_advanced: is_advanced(contract, request.headers()),
        method: method.to_owned(),
        is_further,
        repeats: false,
    })
}

/// The token of a further page, which must be one of the path that it is sent to.
fn further(
    world: &World,
    service: usize,
    path: &[String],
    text: &str,
    now: u64,
) -> Result<Token, Refusal> {
    let token = Token::read(text, now)?;
    let route = world.routes.all.get(token.route);
    let is_meant = |it: &&Route| it.service == service && token.is_for(&path.join("/"));
    if route.filter(is_meant).is_some() { Ok(token) } else { Err(Token::invalid()) }
}

/// Refuses an operation that the version does not have.
fn exists(
    operation: &contract::Operation,
    version: &String,
    path: &[String],
    loose: bool,
) -> Result<(), Refusal> {
    if loose || operation.versions.is_empty() || operation.versions.contains(version) {
        return Ok(());
    }
    let last = path.last().map_or("", String::as_str);
    let message = format!("Resource not found for the segment '{last}'.");
    Err(Refusal::new(Reason::UnknownPath, message))
}

/// The version that a request names, which the service must have.
fn version(
    contract: &Service,
    prefix: &str,
    query: &[(String, String)],
) -> Result<String, Refusal> {
    let version = match &contract.version.query {
        None => prefix.to_owned(),
        Some(name) => {
            let given = query.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
            let missing = || {
                let message = format!("The specified {name} is invalid. The value is missing.");
                Refusal::new(Reason::MissingVersion, message)
            };
            given.ok_or_else(missing)?
        }
    };
    if !contract.version.known.contains(&version) {
        let message = format!(
            "The specified api-version '{version}' is invalid. The value must be one of {}.",
            contract.version.known.join(", ")
        );
        return Err(Refusal::new(Reason::UnknownVersion, message));
    }
    Ok(version)
}

/// Whether a request has the header of advanced queries.
fn is_advanced(contract: &Service, headers: &HeaderMap) -> bool {
    contract.advanced.as_ref().is_some_and(|advanced| {
        let given = headers.get(&advanced.header).and_then(|value| value.to_str().ok());
        given.is_some_and(|given| given.eq_ignore_ascii_case(&advanced.value))
    })
}

/// Scheme and host that a request was sent to.
fn base(request: &Request<Bytes>) -> String {
    let authority = request.uri().authority().map(|it| it.as_str());
    let host = request.headers().get(http::header::HOST).and_then(|host| host.to_str().ok());
    let scheme = request.uri().scheme_str().unwrap_or("http");
    format!("{scheme}://{}", authority.or(host).unwrap_or("localhost"))
}

/// How the service that a request is for takes several at once.
pub(crate) fn batch(world: &World, request: &Request<Bytes>) -> Option<Batch> {
    authorize(request.headers()).ok()?;
    let segments = segments(request.uri().path());
    let service = service(world, request, segments.first().map_or("", String::as_str));
    world.api.services.get(service)?.batch
}

/// The service that a request is for: by its host, or else by its version.
fn service(world: &World, request: &Request<Bytes>, first: &str) -> usize {
    let services = world.api.services.iter();
    let host = request.uri().host().unwrap_or_default();
    let by_host = services.clone().position(|service| {
        let mut hosts = service.clouds.iter().filter_map(|cloud| cloud.url.split("://").nth(1));
        hosts.any(|it| it == host)
    });
    let by_version = || {
        services.clone().position(|service| {
            has_version_in_path(service) && service.version.known.iter().any(|it| it == first)
        })
    };
    let by_query = || services.clone().position(|service| !has_version_in_path(service));
    by_host.or_else(by_version).or_else(by_query).unwrap_or(0)
}

/// The token of a request. Any will do, but there has to be one.
fn authorize(headers: &HeaderMap) -> Result<&str, Refusal> {
    let given = headers.get(http::header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = given.and_then(|it| it.split_once(' ')).filter(|(scheme, token)| {
        scheme.eq_ignore_ascii_case("bearer") && !token.trim().is_empty()
    });
    let missing = || Refusal::new(Reason::MissingToken, "Access Token missing or malformed.");
    token.map(|(_, token)| token.trim()).ok_or_else(missing)
}

/// Of several operations of one method and path the one whose option is asked for or whose body it is.
fn choose(world: &World, routes: &[usize], query: &[(String, String)], body: &Bytes) -> usize {
    let option = |route: &usize| world.operation(&world.routes.all[*route]).option.as_deref();
    let is_asked = |name: &str| query.iter().any(|(key, _)| key == name);
    if let Some(route) = routes.iter().find(|route| option(route).is_some_and(is_asked)) {
        return *route;
    }
    let routes: Vec<usize> =
        routes.iter().copied().filter(|route| option(route).is_none()).collect();
    let first = routes.first().copied().unwrap_or(0);
    if routes.len() < 2 {
        return first;
    }
    let given = serde_json::from_slice(body).unwrap_or_default();
    let mut fitting = routes.iter().copied().filter(|route| {
        let entry = world.entry(&world.routes.all[*route]);
        body::fits(entry.body.as_ref(), &given)
    });
    fitting.next().unwrap_or(first)
}

/// Takes the token of a page, or of a round of changes, out of the query options.
fn page_token(contract: &Service, query: &mut Vec<(String, String)>) -> Option<String> {
    let of_changes = contract.delta.as_ref().and_then(|delta| delta.query.as_deref());
    let index = query.iter().position(|(name, value)| {
        let is_token =
            name == SKIP_TOKEN || name == DELTA_TOKEN || Some(name.as_str()) == of_changes;
        // Changes are asked for by an empty token, or by none but one for later.
        is_token && !value.is_empty() && !(name == DELTA_TOKEN && value == LATEST)
    })?;
    let (_, text) = query.remove(index);
    // Everything else is in the token, but the way through the pages.
    query.retain(|(name, _)| name == "previous-page");
    Some(text)
}

/// What is asked of a list of changes by headers in one service and by options in another.
fn changes(contract: &Service, headers: &HeaderMap, query: &mut Vec<(String, String)>) {
    let Some(delta) = &contract.delta else { return };
    let mut option = |asked: &contract::Asked, name: &str, value: &str| {
        let contract::Asked::Header(header, wanted) = asked else { return };
        let given = headers.get(header).and_then(|given| given.to_str().ok());
        if given
            .is_some_and(|given| given.split(',').any(|it| it.trim().eq_ignore_ascii_case(wanted)))
        {
            query.push((name.to_owned(), value.to_owned()));
        }
    };
    option(&delta.latest, DELTA_TOKEN, LATEST);
    option(&delta.minimal, MINIMAL, "");
}

/// The segments of a path, decoded.
fn segments(path: &str) -> Vec<String> {
    path.split('/').filter(|segment| !segment.is_empty()).map(decoded).collect()
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// The query options, decoded.
pub(crate) fn pairs(query: &str) -> Vec<(String, String)> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let text = |text: &str| decoded(&text.replace('+', " "));
    pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (text(name), text(value)))
        .collect()
}
