//! A request in the making, without the types of its operation.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::uri::{Parts, PathAndQuery};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Uri, header};

use super::client::{Inner, Version};
use super::error::{Error, ErrorKind};
use super::operation::{BodyRule, Operation, Segment};
use super::query::{QueryValue, QueryWriter};
use super::retry::RetryPolicy;
use super::{Object, encode, next_link};

/// Room for query options, so that most lists need one allocation for their target.
const QUERY_ROOM: usize = 96;
/// Headers that a request ends up with: two of its own, and those that are added when it is sent.
const HEADERS: usize = 6;

/// Everything that a call has been told so far.
#[derive(Clone)]
pub(crate) struct Draft {
    pub(crate) client: Arc<Inner>,
    pub(crate) operation: &'static Operation,
    pub(crate) options: Options,
    target: Target,
    body: Object,
    headers: Vec<(HeaderName, HeaderValue)>,
    problem: Option<Error>,
}

/// What a call wants otherwise than its client.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Options {
    pub(crate) timeout: Option<Duration>,
    pub(crate) retry: Option<RetryPolicy>,
}

impl Draft {
    pub(crate) fn new(client: &Arc<Inner>, operation: &'static Operation, values: &[&str]) -> Self {
        let (target, problem) = match Target::new(client, operation, values) {
            Ok(target) => (target, None),
            Err(reason) => (
                Target::default(),
                Some(Error::new(ErrorKind::InvalidRequest, reason)),
            ),
        };
        Self {
            client: Arc::clone(client),
            operation,
            options: Options::default(),
            target,
            body: Object::default(),
            headers: Vec::new(),
            problem,
        }
    }

    pub(crate) fn body_mut(&mut self) -> &mut Object {
        &mut self.body
    }

    /// Sets the body to a link to the object `id`.
    pub(crate) fn link(&mut self, id: &str) {
        let client = &self.client;
        let mut url = client.endpoint();
        if let (Version::Path, Some(version)) = (client.version_rule, self.target.version()) {
            url.push('/');
            url.push_str(version);
        }
        for part in [
            client.tenant.as_ref().map(|tenant| tenant.as_str()),
            client.link_collection,
        ]
        .into_iter()
        .flatten()
        {
            url.push('/');
            url.push_str(part);
        }
        url.push('/');
        match encode::segment(&mut url, id) {
            Ok(()) => self.body.set("url", &url),
            Err(refused) => self.fail(refused.reason()),
        }
    }

    /// Sets a query option; an earlier one of that name is replaced.
    pub(crate) fn query(&mut self, name: &str, value: &impl QueryValue) {
        if matches!(self.client.version_rule, Version::Query { name: version, .. } if version == name)
        {
            let mut encoded = String::new();
            value.write(&mut QueryWriter::new(&mut encoded));
            self.target.set_version(&encoded);
        } else {
            self.target.set(name, value);
        }
    }

    pub(crate) fn version(&mut self, version: &str) {
        let mut encoded = String::with_capacity(version.len());
        match encode::segment(&mut encoded, version) {
            Ok(()) => self.target.set_version(&encoded),
            Err(_) => self.fail("the version is empty or would change the path"),
        }
    }

    pub(crate) fn header(&mut self, name: &str, value: &str) {
        match super::builder::header(name, value) {
            Ok(header) => self.headers.push(header),
            Err(error) => {
                self.problem.get_or_insert(error);
            }
        }
    }

    /// Remembers the first thing that went wrong; it comes out when the request is built.
    pub(crate) fn fail(&mut self, reason: impl Into<String>) {
        self.problem
            .get_or_insert_with(|| Error::new(ErrorKind::InvalidRequest, reason));
    }

    /// Goes to a place in a list instead of the list's beginning.
    pub(crate) fn resume(&mut self, link: &str) {
        match self.follow(link) {
            Ok(target) => self.target = target,
            Err(error) => {
                self.problem.get_or_insert(error);
            }
        }
    }

    /// The target of a link to a next page.
    pub(crate) fn follow(&self, link: &str) -> Result<Target, Error> {
        let version = self.target.version().unwrap_or(self.operation.version);
        next_link::resolve(&self.client, link, version)
            .map(|link| Target::from_link(link, self.client.version_rule))
            .map_err(|reason| {
                Error::new(ErrorKind::NextLink, reason).in_operation(self.operation.id)
            })
    }

    /// The request as it will be sent, but for the token and the headers that each sending gets anew.
    pub(crate) fn build(self) -> Result<Request<Bytes>, Error> {
        let Self {
            client,
            operation,
            target,
            body,
            headers,
            problem,
            ..
        } = self;
        if let Some(problem) = problem {
            return Err(problem.in_operation(operation.id));
        }
        let wrong = |reason: String| {
            Error::new(ErrorKind::InvalidRequest, reason).in_operation(operation.id)
        };
        // A request for a place in a list reads it, even if the list began with a function.
        let method = if target.is_link {
            Method::GET
        } else {
            operation.method.clone()
        };
        let has_body = !target.is_link
            && match operation.body {
                BodyRule::None => false,
                BodyRule::Optional => !body.is_empty(),
                BodyRule::Required => true,
            };
        let mut map = HeaderMap::with_capacity(HEADERS);
        map.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
        let body = if has_body {
            map.insert(
                header::CONTENT_TYPE,
                HeaderValue::from_static("application/json"),
            );
            body.finish().map_err(wrong)?
        } else {
            Bytes::new()
        };
        for (name, value) in client.headers.iter().cloned().chain(headers) {
            map.insert(name, value);
        }
        let mut request = Request::new(body);
        *request.method_mut() = method;
        *request.uri_mut() = target
            .uri(&client)
            .map_err(|error| wrong(error.to_string()))?;
        *request.headers_mut() = map;
        Ok(request)
    }

    /// The request for a link to a next page.
    pub(crate) fn build_link(&self, link: &str) -> Result<Request<Bytes>, Error> {
        let target = self.follow(link)?;
        Self {
            target,
            body: Object::default(),
            ..self.clone()
        }
        .build()
    }

    pub(crate) fn path(&self) -> &str {
        self.target.text.split('?').next().unwrap_or_default()
    }
}

/// Path and query of a request.
#[derive(Clone, Default)]
pub(crate) struct Target {
    text: String,
    /// Where in `text` the version stands.
    version: Option<(usize, usize)>,
    is_link: bool,
}

impl Target {
    fn new(client: &Inner, operation: &Operation, values: &[&str]) -> Result<Self, &'static str> {
        let version = client.version.as_deref().unwrap_or(operation.version);
        let room = if operation.method == Method::GET || operation.paged {
            QUERY_ROOM
        } else {
            0
        };
        let mut target = Self {
            text: String::with_capacity(room + length(client, operation, values, version)),
            ..Self::default()
        };
        target.text.push_str(&client.base);
        let mut values = values.iter();
        let mut next = || {
            values
                .next()
                .copied()
                .ok_or("a value of the path is missing")
        };
        for segment in operation.path {
            target.text.push('/');
            let text = &mut target.text;
            let encoded = match *segment {
                Segment::Literal(literal) => {
                    text.push_str(literal);
                    Ok(())
                }
                Segment::Tenant => {
                    let tenant = client.tenant.as_ref().ok_or("the client has no tenant")?;
                    text.push_str(tenant.as_str());
                    Ok(())
                }
                Segment::Version => target.push_version(version),
                Segment::Value => encode::segment(text, next()?),
                Segment::Key(collection) => encode::key(text, collection, next()?),
            };
            encoded.map_err(encode::Refused::reason)?;
        }
        if let Version::Query { name, .. } = client.version_rule {
            target.text.push('?');
            target.text.push_str(name);
            target.text.push('=');
            target
                .push_version(version)
                .map_err(encode::Refused::reason)?;
        }
        Ok(target)
    }

    fn from_link(text: String, version_rule: Version) -> Self {
        let mut target = Self {
            text,
            version: None,
            is_link: true,
        };
        if let Version::Query { name, .. } = version_rule {
            target.version = target
                .find_option(name)
                .map(|(start, end)| ((start + name.len() + 1).min(end), end));
        }
        target
    }

    fn push_version(&mut self, version: &str) -> Result<(), encode::Refused> {
        let start = self.text.len();
        encode::segment(&mut self.text, version)?;
        self.version = Some((start, self.text.len()));
        Ok(())
    }

    fn version(&self) -> Option<&str> {
        self.version
            .and_then(|(start, end)| self.text.get(start..end))
    }

    /// Replaces the version, in the place where it stands.
    fn set_version(&mut self, encoded: &str) {
        if let Some((start, end)) = self.version {
            self.text.replace_range(start..end, encoded);
            self.version = Some((start, start + encoded.len()));
        }
    }

    /// Sets an option; an earlier one of that name goes.
    fn set(&mut self, name: &str, value: &impl QueryValue) {
        let name = encode::query_name(name);
        if let Some((start, end)) = self.find_option(&name) {
            let range = if self.text[end..].starts_with('&') {
                start..end + 1
            } else {
                start - 1..end
            };
            self.text.replace_range(range, "");
        }
        self.text
            .push(if self.text.contains('?') { '&' } else { '?' });
        self.text.push_str(&name);
        self.text.push('=');
        value.write(&mut QueryWriter::new(&mut self.text));
    }

    /// Where the option `name` stands, from its name to the end of its value.
    fn find_option(&self, name: &str) -> Option<(usize, usize)> {
        let mut start = self.text.find('?')? + 1;
        for option in self.text[start..].split('&') {
            let end = start + option.len();
            if option.split('=').next() == Some(name) {
                return Some((start, end));
            }
            start = end + 1;
        }
        None
    }

    fn uri(self, client: &Inner) -> Result<Uri, http::Error> {
        let mut parts = Parts::default();
        parts.scheme = Some(client.scheme.clone());
        parts.authority = Some(client.authority.clone());
        parts.path_and_query = Some(PathAndQuery::from_maybe_shared(Bytes::from(self.text))?);
        Ok(Uri::from_parts(parts)?)
    }
}

/// How long a target gets if no value needs encoding.
fn length(client: &Inner, operation: &Operation, values: &[&str], version: &str) -> usize {
    let tenant = client
        .tenant
        .as_ref()
        .map_or(0, |tenant| tenant.as_str().len());
    let segments: usize = operation
        .path
        .iter()
        .map(|segment| match segment {
            Segment::Literal(literal) => literal.len(),
            Segment::Key(collection) => collection.len() + 4,
            Segment::Tenant => tenant,
            Segment::Version => version.len(),
            Segment::Value => 0,
        })
        .sum();
    let values: usize = values.iter().map(|value| value.len()).sum();
    let query = match client.version_rule {
        Version::Query { name, .. } => name.len() + version.len() + 2,
        Version::Path => 0,
    };
    client.base.len() + segments + operation.path.len() + values + query
}
