//! A batch on its way: which calls go together, and which of them again.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderValue, Request, Response, StatusCode, header};

use super::{BatchFormat, BatchRule, Entry, Part, json, multipart, unreadable};
use crate::client::Inner;
use crate::draft::{Draft, Options};
use crate::echo::Sent;
use crate::engine;
use crate::error::{Error, ErrorKind};
use crate::received::Received;
use crate::retry::{self, RetryPolicy};

/// A batch on its way.
pub(super) struct Sending<'a> {
    pub(super) client: &'a Arc<Inner>,
    pub(super) rule: &'static BatchRule,
    pub(super) number: u64,
    pub(super) parts: Vec<Entry>,
    pub(super) results: Vec<Option<Result<Received, Error>>>,
    /// Whether any request has brought responses.
    pub(super) came_through: bool,
    /// Why the last request that brought none has failed.
    pub(super) failure: Option<Error>,
    pub(super) policy: RetryPolicy,
    pub(super) start: Duration,
}

impl Sending<'_> {
    /// Sends all calls, and again those that may be.
    pub(super) async fn rounds(&mut self) {
        let mut open: Vec<usize> = Vec::new();
        for index in 0..self.parts.len() {
            let Entry { request, after, .. } = &self.parts[index];
            match request {
                Err(error) => self.results[index] = Some(Err(error.clone())),
                Ok(_) if after.iter().any(|other| self.results[*other].is_some()) => {
                    let reason = "a call that it waits for cannot be sent";
                    self.fail(index, Error::new(ErrorKind::InvalidRequest, reason));
                }
                Ok(_) => open.push(index),
            }
        }
        let mut attempt = 1;
        while !open.is_empty() {
            for chunk in self.chunks(&open) {
                self.exchange(&chunk).await;
            }
            let Some(delay) = self.delay(&open, attempt) else { return };
            self.client.environment.sleep(delay).await;
            open.retain(|index| self.is_repeated(*index));
            attempt += 1;
        }
    }

    /// The calls of each request: as many as one holds, with the same version, and never apart from those they wait for.
    fn chunks(&mut self, open: &[usize]) -> Vec<Vec<usize>> {
        // The first of the calls that hang together stands for all of them.
        let mut first: BTreeMap<usize, usize> = BTreeMap::new();
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for &index in open {
            let others =
                self.parts[index].after.iter().filter_map(|other| first.get(other).copied());
            let others: Vec<usize> = others.collect();
            let root = others.iter().copied().min().unwrap_or(index);
            let mut group = groups.remove(&root).unwrap_or_default();
            for other in others.into_iter().filter(|other| *other != root) {
                group.extend(groups.remove(&other).unwrap_or_default());
            }
            group.push(index);
            first.extend(group.iter().map(|member| (*member, root)));
            groups.insert(root, group);
        }
        let mut chunks: Vec<(String, Vec<usize>)> = Vec::new();
        for mut group in groups.into_values() {
            group.sort_unstable();
            if let Some(reason) = self.misfit(&group) {
                for index in group {
                    self.fail(index, Error::new(ErrorKind::InvalidRequest, reason.clone()));
                }
                continue;
            }
            let version = &self.parts[group[0]].version;
            let room = chunks.iter_mut().find(|(other, chunk)| {
                other == version && chunk.len() + group.len() <= self.rule.most
            });
            match room {
                Some((_, chunk)) => chunk.extend(group),
                None => chunks.push((version.clone(), group)),
            }
        }
        chunks.into_iter().map(|(_, chunk)| chunk).collect()
    }

    /// Why calls that wait for each other do not go into one request.
    fn misfit(&self, group: &[usize]) -> Option<String> {
        let most = self.rule.most;
        if group.len() > most {
            return Some(format!(
                "more than {most} calls wait for each other, which is all that a request holds"
            ));
        }
        let mut versions = group.iter().map(|index| &self.parts[*index].version);
        let first = versions.next()?;
        versions
            .any(|version| version != first)
            .then(|| "calls that wait for each other ask for different versions".to_owned())
    }

    fn fail(&mut self, index: usize, error: Error) {
        let operation = self.parts[index].operation;
        self.results[index] = Some(Err(error.in_operation(operation)));
    }

    /// Sends one request and takes in what comes back.
    async fn exchange(&mut self, chunk: &[usize]) {
        let parts: Vec<Part> = chunk.iter().filter_map(|index| self.part(*index, chunk)).collect();
        let outcome = match self.request(chunk, &parts) {
            Ok(request) => {
                let (client, options) = (Arc::clone(self.client), self.options());
                engine::execute(client, &self.rule.operation, request, options).await
            }
            Err(error) => Err(error),
        };
        let outcome = outcome.and_then(|received| {
            let (head, body) = (received.response.headers(), received.response.body());
            let found = match self.rule.format {
                BatchFormat::Json => json::decode(body),
                BatchFormat::Multipart => multipart::decode(head, body, &parts),
            };
            found.map(|found| (found, received.sent))
        });
        match outcome {
            Ok((found, sent)) => {
                self.came_through = true;
                for (index, response) in found {
                    if chunk.contains(&index) {
                        self.results[index] = Some(self.result(index, response, &sent));
                    }
                }
                for index in chunk {
                    if self.results[*index].is_none() {
                        self.fail(*index, unreadable("it has nothing for this call"));
                    }
                }
            }
            // Which of the calls the service has seen is unknown: each has failed, and its own rules say what follows.
            Err(error) => {
                let error = self.hidden(error, chunk);
                for index in chunk {
                    self.fail(*index, error.clone());
                }
                self.failure = Some(error);
            }
        }
    }

    fn part(&self, index: usize, chunk: &[usize]) -> Option<Part> {
        let entry = &self.parts[index];
        let request = entry.request.as_ref().ok()?.clone();
        // What has succeeded in an earlier request needs no waiting for.
        let after = entry.after.iter().copied().filter(|other| chunk.contains(other)).collect();
        Some(Part { index, request, after })
    }

    fn request(&self, chunk: &[usize], parts: &[Part]) -> Result<Request<Bytes>, Error> {
        let version = chunk.first().map_or("", |index| self.parts[*index].version.as_str());
        let mut draft = Draft::new(self.client, &self.rule.operation, &[]);
        draft.version(version);
        let mut request = draft.build()?;
        let (kind, body) = match self.rule.format {
            BatchFormat::Json => {
                let prefix = [&self.client.base, "/", version].concat();
                let body = json::encode(parts, &prefix)
                    .map_err(|reason| Error::new(ErrorKind::InvalidRequest, reason))?;
                ("application/json".to_owned(), body)
            }
            BatchFormat::Multipart => multipart::encode(parts, &format!("{:016x}", self.number)),
        };
        let kind = HeaderValue::try_from(kind)
            .map_err(|error| Error::new(ErrorKind::InvalidRequest, error.to_string()))?;
        request.headers_mut().insert(header::CONTENT_TYPE, kind);
        *request.body_mut() = body;
        Ok(request)
    }

    /// The error of a request without what its calls have as secrets.
    fn hidden(&self, error: Error, chunk: &[usize]) -> Error {
        let entries = chunk.iter().map(|index| &self.parts[*index]);
        entries.fold(error, |error, entry| match &entry.request {
            Ok(request) => {
                let secrets = Sent::of(request, None, Some(entry.operation)).secrets();
                error.with(|parts| {
                    parts.message =
                        parts.message.take().map(|text| secrets.hide(&text).into_owned());
                })
            }
            Err(_) => error,
        })
    }

    fn options(&self) -> Options {
        Options { retry: Some(self.policy), ..Options::default() }
    }

    fn result(
        &self,
        index: usize,
        response: Response<Bytes>,
        batch: &Sent,
    ) -> Result<Received, Error> {
        let Entry { operation, request, delta, creates, .. } = &self.parts[index];
        let request = request.as_ref().map_err(Clone::clone)?;
        let sent = Sent::of(request, batch.authorization(), Some(operation));
        let received = engine::judged(self.client, operation, request, response, sent, *delta)
            .map_err(|error| error.in_operation(operation))?;
        engine::note(self.client, operation, request, &received, *creates);
        Ok(received)
    }

    /// Whether a call is to be sent again: because of its own failure, or of that of one it waits for.
    fn is_repeated(&self, index: usize) -> bool {
        let entry = &self.parts[index];
        match &self.results[index] {
            Some(Err(error)) if error.status() == Some(StatusCode::FAILED_DEPENDENCY) => {
                entry.after.iter().any(|other| self.is_repeated(*other))
            }
            Some(Err(error)) => retry::may_repeat(entry.operation, error),
            _ => false,
        }
    }

    /// How long to wait before the next round: as long as any of its calls was asked to. None if there is to be none.
    fn delay(&self, open: &[usize], attempt: u32) -> Option<Duration> {
        let again: Vec<usize> =
            open.iter().copied().filter(|index| self.is_repeated(*index)).collect();
        let environment = &self.client.environment;
        let error = |index: &usize| self.results[*index].as_ref()?.as_ref().err();
        let asked = again.iter().filter_map(|index| error(index)?.retry_after()).max();
        let elapsed = environment.elapsed().saturating_sub(self.start);
        if again.is_empty() {
            return None;
        }
        let delay = self.policy.delay(attempt, elapsed, asked, environment.random())?;
        self.client.budget.take().then_some(delay)
    }
}
