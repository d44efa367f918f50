//! A request in the making, without the types of its operation.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, header};

use super::client::{Inner, Version};
use super::error::{Error, ErrorKind};
use super::operation::{BodyRule, Operation};
use super::query::{QueryValue, QueryWriter};
use super::retry::RetryPolicy;
use super::target::Target;
use super::{Object, encode, next_link};

/// Headers that a request ends up with: two of its own, and those that are added when it is sent.
const HEADERS: usize = 6;

/// Everything that a call has been told so far.
#[derive(Clone)]
pub(crate) struct Draft {
    pub(crate) client: Arc<Inner>,
    pub(crate) operation: &'static Operation,
    target: Target,
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
}

/// What a call wants otherwise than its client.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Options {
    pub(crate) timeout: Option<Duration>,
    pub(crate) retry: Option<RetryPolicy>,
}

impl Draft {
    pub(crate) fn new(client: &Arc<Inner>, operation: &'static Operation, values: &[&str]) -> Self {
        let target = Target::new(client, operation, values);
        let problem = target.as_ref().err().copied();
        let mut draft = Self {
            client: Arc::clone(client),
            operation,
            target: target.unwrap_or_default(),
            body: Object::default(),
            rest: None,
        };
        if let Some(reason) = problem {
            draft.fail(reason);
        }
        draft
    }

    pub(crate) fn options(&self) -> Options {
        self.rest
            .as_ref()
            .map_or_else(Options::default, |rest| rest.options)
    }

    pub(crate) fn options_mut(&mut self) -> &mut Options {
        &mut self.rest.get_or_insert_default().options
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

    /// Sets a query option by its encoded name; an earlier one of that name is replaced.
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
            Ok(header) => self.rest.get_or_insert_default().headers.push(header),
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
            Ok(target) => self.target = target,
            Err(error) => self.fail_with(error),
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
            rest,
        } = self;
        let Rest {
            headers, problem, ..
        } = rest.map(|rest| *rest).unwrap_or_default();
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
