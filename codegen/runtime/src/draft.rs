//! A request in the making, without the types of its operation.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, header};
use serde::Serialize;

use super::advanced::{Advanced, Asked, Part};
use super::client::{Inner, Version};
use super::decode::Decode;
use super::error::{Error, ErrorKind};
use super::operation::{BodyRule, Endpoint, Operation, Segment};
use super::query::{QueryValue, QueryWriter};
use super::retry::RetryPolicy;
use super::target::{self, Target};
use super::{DeltaRule, Object, encode, next_link};

/// Headers that a request ends up with: two of its own, and those that are added when it is sent.
const HEADERS: usize = 6;

/// Everything that a call has been told so far.
#[derive(Clone)]
pub(crate) struct Draft {
    pub(crate) client: Arc<Inner>,
    pub(crate) operation: &'static Operation,
    /// None as long as it can wait: the target of a request with a body takes its room behind the body.
    target: Option<Target>,
    body: Object,
    /// Apart, because a draft is moved with each setter.
    rest: Option<Box<Rest>>,
}

/// What few calls are told.
#[derive(Clone, Default)]
struct Rest {
    options: Options,
    headers: Vec<(HeaderName, HeaderValue)>,
    problem: Option<Error>,
    asked: Asked,
    /// A body that is no JSON.
    bytes: Option<Bytes>,
}

/// What a call wants otherwise than its client.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Options {
    pub(crate) timeout: Option<Duration>,
    pub(crate) retry: Option<RetryPolicy>,
    /// How changes are told, if the call lists changes.
    pub(crate) delta: Option<&'static DeltaRule>,
    /// The property that identifies what the call creates.
    pub(crate) creates: Option<&'static str>,
}

/// What the type of an operation says of its calls, so that all are begun by one function.
#[derive(Clone, Copy)]
pub(crate) struct EndpointData {
    operation: &'static Operation,
    creates: Option<&'static str>,
    delta: Option<&'static DeltaRule>,
    is_json: bool,
}

impl EndpointData {
    pub(crate) const fn of<E: Endpoint>() -> Self {
        Self {
            operation: E::OPERATION,
            creates: E::CREATES,
            delta: E::DELTA,
            is_json: E::Response::IS_JSON,
        }
    }
}

impl Draft {
    pub(crate) fn new(client: &Arc<Inner>, operation: &'static Operation, values: &[&str]) -> Self {
        let mut draft = Self {
            client: Arc::clone(client),
            operation,
            target: None,
            body: Object::default(),
            rest: None,
        };
        // Values are here only now.
        if !values.is_empty() || operation.body == BodyRule::None {
            draft.write_target(values);
        }
        draft
    }

    pub(crate) fn begin(client: &Arc<Inner>, data: EndpointData, values: &[&str]) -> Self {
        let EndpointData { operation, creates, delta, is_json } = data;
        let mut draft = Self::new(client, operation, values);
        if creates.is_some() && client.recent.is_some() {
            draft.options_mut().creates = creates;
        }
        if let Some(rule) = delta {
            draft.options_mut().delta = Some(rule);
            if let Some(name) = rule.query {
                draft.query(name, &"");
            }
        }
        if !is_json {
            draft.header("accept", "*/*", false);
        }
        draft
    }

    fn write_target(&mut self, values: &[&str]) -> &mut Target {
        let target = Target::new(&self.client, self.operation, values);
        let target = target.unwrap_or_else(|reason| {
            self.fail(reason);
            Target::default()
        });
        self.target.insert(target)
    }

    fn target_mut(&mut self) -> &mut Target {
        match self.target {
            Some(ref mut target) => target,
            None => self.write_target(&[]),
        }
    }

    /// The version of the API that is asked for.
    pub(crate) fn version_in_use(&self) -> &str {
        let target = self.target.as_ref();
        target.and_then(Target::version).unwrap_or_else(|| self.client.version_of(self.operation))
    }

    pub(crate) fn options(&self) -> Options {
        self.rest.as_ref().map_or_else(Options::default, |rest| rest.options)
    }

    pub(crate) fn options_mut(&mut self) -> &mut Options {
        &mut self.rest.get_or_insert_default().options
    }

    pub(crate) fn body_mut(&mut self) -> &mut Object {
        &mut self.body
    }

    /// Sets the body to what is no JSON.
    pub(crate) fn bytes(&mut self, body: Bytes) {
        self.rest.get_or_insert_default().bytes = Some(body);
    }

    /// Sets the body to a link to the object `id`.
    pub(crate) fn link(&mut self, id: &str) {
        match self.client.link {
            Some(link) => self.reference(link.property, id),
            None => self.fail("the service has no links"),
        }
    }

    /// Sets a property to the address of the object `id`.
    pub(crate) fn reference(&mut self, name: &'static str, id: &str) {
        match self.address(id) {
            Ok(address) => self.body.set(name, &address),
            Err(reason) => self.fail(reason),
        }
    }

    /// Sets a property to the addresses of several objects.
    pub(crate) fn references(&mut self, name: &'static str, ids: &[impl AsRef<str>]) {
        let addresses: Result<Vec<_>, _> = ids.iter().map(|id| self.address(id.as_ref())).collect();
        match addresses {
            Ok(addresses) => self.body.set(name, &addresses),
            Err(reason) => self.fail(reason),
        }
    }

    /// The address of the object `id`.
    fn address(&self, id: &str) -> Result<String, &'static str> {
        let client = &self.client;
        let mut url = client.endpoint();
        for segment in client.link.iter().flat_map(|link| link.to) {
            url.push('/');
            match *segment {
                Segment::Literal(literal) => url.push_str(literal),
                Segment::Version => url.push_str(self.version_in_use()),
                Segment::Tenant => {
                    url.push_str(client.tenant.as_ref().map_or("", |tenant| tenant.as_str()));
                }
                Segment::Value => {
                    encode::segment(&mut url, id).map_err(encode::Refused::reason)?;
                }
                // Nothing else stands in the address of an object.
                Segment::Key(_) | Segment::Arguments(..) => {}
            }
        }
        Ok(url)
    }

    /// Sets a query option by its encoded name; an earlier one of that name is replaced.
    pub(crate) fn query(&mut self, name: &str, value: &impl QueryValue) {
        if matches!(self.client.version_rule, Version::Query { name: version, .. } if version == name)
        {
            let mut encoded = String::new();
            value.write(&mut QueryWriter::new(&mut encoded));
            self.target_mut().set_version(&encoded);
        } else {
            self.target_mut().set(name, value);
        }
    }

    /// Sets a query option to JSON.
    pub(crate) fn query_json(&mut self, name: &str, value: &(impl Serialize + ?Sized)) {
        match serde_json::to_string(value) {
            Ok(text) => self.query(name, &text),
            Err(error) => self.fail(format!("{name} cannot be written as JSON: {error}")),
        }
    }

    /// Notes a part of the query, and whether only advanced queries have it.
    pub(crate) fn asks(&mut self, part: Part, is_advanced: bool) {
        if self.client.advanced.is_some() {
            self.rest.get_or_insert_default().asked.note(part, is_advanced);
        }
    }

    pub(crate) fn version(&mut self, version: &str) {
        let mut encoded = String::with_capacity(version.len());
        match encode::segment(&mut encoded, version) {
            Ok(()) => self.target_mut().set_version(&encoded),
            Err(_) => self.fail("the version is empty or would change the path"),
        }
    }

    pub(crate) fn header(&mut self, name: &str, value: &str, is_secret: bool) {
        match super::builder::header(name, value) {
            Ok((name, mut value)) => {
                // Those that are secret by their names stay so.
                value.set_sensitive(is_secret || value.is_sensitive());
                self.rest.get_or_insert_default().headers.push((name, value));
            }
            Err(error) => self.fail_with(error),
        }
    }

    /// Remembers the first thing that went wrong; it comes out when the request is built.
    pub(crate) fn fail(&mut self, reason: impl Into<String>) {
        self.fail_with(Error::new(ErrorKind::InvalidRequest, reason));
    }

    fn fail_with(&mut self, error: Error) {
        let rest = self.rest.get_or_insert_default();
        rest.problem.get_or_insert(error);
    }

    /// Goes to a place in a list instead of the list's beginning.
    pub(crate) fn resume(&mut self, link: &str) {
        match self.follow(link) {
            Ok(target) => self.target = Some(target),
            Err(error) => self.fail_with(error),
        }
    }

    /// The target of a link to a next page.
    pub(crate) fn follow(&self, link: &str) -> Result<Target, Error> {
        next_link::resolve(&self.client, link, self.version_in_use())
            .map(|link| Target::from_link(link, self.client.version_rule))
            .map_err(|reason| Error::new(ErrorKind::NextLink, reason).in_operation(self.operation))
    }

    /// The request as it will be sent, but for the token and the headers that each sending gets anew.
    pub(crate) fn build(self) -> Result<Request<Bytes>, Error> {
        let Self { client, operation, mut target, body, rest } = self;
        let Rest { headers, problem, asked, bytes, .. } =
            rest.map(|rest| *rest).unwrap_or_default();
        if let Some(problem) = problem {
            return Err(problem.in_operation(operation));
        }
        let wrong =
            |reason: String| Error::new(ErrorKind::InvalidRequest, reason).in_operation(operation);
        // A request for a place in a list reads it, even if the list began with a function.
        let is_link = target.as_ref().is_some_and(|target| target.is_link);
        let method = if is_link { Method::GET } else { operation.method.clone() };
        let has_body = !is_link
            && match operation.body {
                BodyRule::None => false,
                BodyRule::Optional => !body.is_empty(),
                BodyRule::Required => true,
            };
        let mut map = HeaderMap::with_capacity(HEADERS);
        map.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
        let body = if has_body {
            let content_type =
                if bytes.is_some() { "application/octet-stream" } else { "application/json" };
            map.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
            body.finish().map_err(wrong)?
        } else {
            Vec::new()
        };
        if let Some(Advanced { header, value, count }) = client.advanced
            && asked.needs_header()
        {
            let (name, value) = super::builder::header(header, value)
                .map_err(|error| error.in_operation(operation))?;
            map.insert(name, value);
            // A link has it already.
            if let (true, Some(name), Some(target)) =
                (asked.needs_count() && !is_link, count, target.as_mut())
            {
                target.set_default(name, &true);
            }
        }
        let (body, target) = match target {
            Some(target) => (bytes.unwrap_or_else(|| Bytes::from(body)), Bytes::from(target.text)),
            None => behind(body, &client, operation).map_err(|reason| wrong(reason.to_owned()))?,
        };
        for (name, value) in client.headers.iter().cloned().chain(headers) {
            map.insert(name, value);
        }
        let mut request = Request::new(body);
        *request.method_mut() = method;
        *request.uri_mut() =
            target::uri(&client, target).map_err(|error| wrong(error.to_string()))?;
        *request.headers_mut() = map;
        Ok(request)
    }

    /// The request for a link to a next page.
    pub(crate) fn build_link(&self, link: &str) -> Result<Request<Bytes>, Error> {
        let target = self.follow(link)?;
        Self { target: Some(target), body: Object::default(), ..self.clone() }.build()
    }

    /// A request that reads what a link leads to.
    pub(crate) fn reading(&self, operation: &'static Operation, link: &str) -> Result<Self, Error> {
        let (target, client) = (self.follow(link)?, Arc::clone(&self.client));
        Ok(Self { client, operation, target: Some(target), body: Object::default(), rest: None })
    }

    /// The link by which the request can be made again; none if it is no read.
    pub(crate) fn link_to_itself(&self) -> Option<String> {
        let target = self.target.as_ref()?;
        (target.is_link || self.operation.method == Method::GET).then(|| target.text.clone())
    }

    pub(crate) fn path(&self) -> String {
        let mut draft = self.clone();
        let target = &draft.target_mut().text;
        target.split('?').next().unwrap_or_default().to_owned()
    }
}

/// Writes the target behind the body, so that both share memory, and takes them apart again.
fn behind(
    body: Vec<u8>,
    client: &Inner,
    operation: &Operation,
) -> Result<(Bytes, Bytes), &'static str> {
    let length = body.len();
    let text = String::from_utf8(body).map_err(|_| "the body is no text")?;
    let target = Target::behind(text, client, operation, &[])?;
    let mut both = Bytes::from(target.text);
    let body = both.split_to(length);
    Ok((body, both))
}
