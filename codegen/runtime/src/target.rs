//! Path and query of a request, as one text.

use bytes::Bytes;
use http::uri::{Parts, PathAndQuery};
use http::{Method, Uri};

use super::client::{Inner, Version};
use super::encode;
use super::operation::{Argument, Operation, Segment};
use super::query::{QueryValue, QueryWriter};
use super::seen::SeenNames;

/// Room for query options, so that most lists need one allocation for their target.
const QUERY_ROOM: usize = 96;

/// Path and query of a request.
#[derive(Clone, Default)]
pub(crate) struct Target {
    pub(crate) text: String,
    /// Where in `text` the version stands.
    version: Option<(usize, usize)>,
    /// Names of the options in `text`.
    options: SeenNames,
    /// Whether the target came as a link of the service.
    pub(crate) is_link: bool,
}

impl Target {
    pub(crate) fn new(
        client: &Inner,
        operation: &Operation,
        values: &[&str],
    ) -> Result<Self, &'static str> {
        let room = if operation.method == Method::GET || operation.paged { QUERY_ROOM } else { 0 };
        let text = String::with_capacity(room + length(client, operation, values));
        Self::behind(text, client, operation, values)
    }

    /// Writes the target behind other text.
    pub(crate) fn behind(
        text: String,
        client: &Inner,
        operation: &Operation,
        values: &[&str],
    ) -> Result<Self, &'static str> {
        let version = client.version_of(operation);
        let mut target = Self { text, ..Self::default() };
        target.text.push_str(&client.base);
        let mut values = values.iter();
        let mut next = || values.next().copied().ok_or("a value of the path is missing");
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
                Segment::Arguments(name, arguments) => {
                    text.push_str(name);
                    let mut all = Ok(());
                    for (index, argument) in arguments.iter().enumerate() {
                        text.push_str(if index == 0 { "(" } else { "," });
                        text.push_str(argument.name());
                        text.push('=');
                        all = all.and(match argument {
                            Argument::Quoted(_) => encode::argument(text, next()?, true),
                            Argument::Plain(_) => encode::argument(text, next()?, false),
                            Argument::Alias(_, option) => {
                                text.push_str(option);
                                Ok(())
                            }
                        });
                    }
                    text.push(')');
                    all
                }
            };
            encoded.map_err(encode::Refused::reason)?;
        }
        if let Version::Query { name, .. } = client.version_rule {
            target.text.push('?');
            target.text.push_str(name);
            target.text.push('=');
            target.push_version(version).map_err(encode::Refused::reason)?;
        }
        Ok(target)
    }

    pub(crate) fn from_link(text: String, version_rule: Version) -> Self {
        let mut target = Self { text, version: None, options: SeenNames::ANY, is_link: true };
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

    pub(crate) fn version(&self) -> Option<&str> {
        self.version.and_then(|(start, end)| self.text.get(start..end))
    }

    /// Replaces the version, in the place where it stands.
    pub(crate) fn set_version(&mut self, encoded: &str) {
        if let Some((start, end)) = self.version {
            self.text.replace_range(start..end, encoded);
            self.version = Some((start, start + encoded.len()));
        }
    }

    /// Sets an option by its encoded name; an earlier one of that name goes.
    pub(crate) fn set(&mut self, name: &str, value: &impl QueryValue) {
        if self.options.insert(name) {
            self.remove(name);
        }
        self.text.push(if self.has_query() { '&' } else { '?' });
        self.text.push_str(name);
        self.text.push('=');
        value.write(&mut QueryWriter::new(&mut self.text));
    }

    /// Sets an option unless it is there.
    pub(crate) fn set_default(&mut self, name: &str, value: &impl QueryValue) {
        if self.find_option(name).is_none() {
            self.set(name, value);
        }
    }

    fn remove(&mut self, name: &str) {
        if let Some((start, end)) = self.find_option(name) {
            let range =
                if self.text[end..].starts_with('&') { start..end + 1 } else { start - 1..end };
            self.text.replace_range(range, "");
        }
    }

    fn has_query(&self) -> bool {
        // Where the version is an option it stands first and is never taken out.
        let by_version = self.version.is_some_and(|(start, _)| {
            self.text.as_bytes().get(start.wrapping_sub(1)) == Some(&b'=')
        });
        by_version || self.text.contains('?')
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
}

/// The URL of a target.
pub(crate) fn uri(client: &Inner, target: Bytes) -> Result<Uri, http::Error> {
    let mut parts = Parts::default();
    parts.scheme = Some(client.scheme.clone());
    parts.authority = Some(client.authority.clone());
    parts.path_and_query = Some(PathAndQuery::from_maybe_shared(target)?);
    Ok(Uri::from_parts(parts)?)
}

/// How long a target gets if no value needs encoding.
fn length(client: &Inner, operation: &Operation, values: &[&str]) -> usize {
    let version = client.version_of(operation);
    let tenant = client.tenant.as_ref().map_or(0, |tenant| tenant.as_str().len());
    let segments: usize = operation
        .path
        .iter()
        .map(|segment| match segment {
            Segment::Literal(literal) => literal.len(),
            Segment::Key(collection) => collection.len() + 4,
            Segment::Arguments(name, arguments) => {
                name.len() + arguments.iter().map(|it| it.name().len() + 4).sum::<usize>() + 1
            }
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
