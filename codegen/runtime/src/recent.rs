//! What a client has made a short while ago, which its service may not find yet.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::{Method, Request};

use super::operation::{Operation, Segment};

/// The objects that were made within some time.
#[derive(Debug)]
pub(crate) struct Recent {
    /// For how long an object counts as new.
    window: Duration,
    made: Mutex<Vec<Made>>,
}

#[derive(Debug)]
struct Made {
    id: String,
    at: Duration,
}

impl Recent {
    pub(crate) fn new(window: Duration) -> Self {
        Self { window, made: Mutex::default() }
    }

    /// Takes note of the object that a request has made, if any, or has deleted.
    pub(crate) fn note(
        &self,
        operation: &Operation,
        request: &Request<Bytes>,
        created: Option<String>,
        now: Duration,
    ) {
        if operation.method == Method::DELETE
            && ends_in_object(operation)
            && let Some(last) = names(request.uri().path()).last()
        {
            self.made().retain(|made| !last.iter().any(|name| name.eq_ignore_ascii_case(&made.id)));
        }
        if let Some(id) = created {
            let mut made = self.made();
            made.retain(|other| self.is_new(other, now) && other.id != id);
            made.push(Made { id, at: now });
        }
    }

    /// For how long a request that found nothing may still be repeated; none if it is about nothing new. The message is the
    /// service's, which names what was not found.
    pub(crate) fn left(
        &self,
        request: &Request<Bytes>,
        message: Option<&str>,
        now: Duration,
    ) -> Option<Duration> {
        let asked = Asked::of(request, message.unwrap_or_default());
        let made = self.made();
        let about = made.iter().filter(|it| self.is_new(it, now) && asked.is_about(&it.id));
        about.map(|it| it.at.saturating_add(self.window).saturating_sub(now)).max()
    }

    fn is_new(&self, made: &Made, now: Duration) -> bool {
        now < made.at.saturating_add(self.window)
    }

    fn made(&self) -> MutexGuard<'_, Vec<Made>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What of a request may be an object that is not found.
struct Asked {
    /// What each segment of the path may name.
    path: Vec<Vec<String>>,
    body: String,
    message: String,
}

impl Asked {
    fn of(request: &Request<Bytes>, message: &str) -> Self {
        let body = String::from_utf8_lossy(request.body()).to_ascii_lowercase();
        let path = names(request.uri().path());
        Self { path, body, message: message.to_ascii_lowercase() }
    }

    /// Whether this object is what was not found. The path's own object is; of others that the request names, only the
    /// service can tell which one it is.
    fn is_about(&self, id: &str) -> bool {
        let is_it = |names: &Vec<String>| names.iter().any(|it| it.eq_ignore_ascii_case(id));
        if self.path.last().is_some_and(is_it) {
            return true;
        }
        let id = id.to_ascii_lowercase();
        let is_named = self.message.contains(&id);
        match self.path.iter().any(is_it) {
            true => is_named || self.message.is_empty(),
            false => is_named && self.body.contains(&id),
        }
    }
}

/// What the segments of a path may name: each as it is, and the value in its parentheses.
fn names(path: &str) -> Vec<Vec<String>> {
    let decoded =
        |text: &str| percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned();
    let segments = path.split('/').map(decoded);
    segments
        .map(|segment| {
            let inside = segment.strip_suffix("')").and_then(|it| it.split_once("('"));
            let inside = inside.map(|(_, value)| value.replace("''", "'"));
            std::iter::once(segment.clone()).chain(inside).collect()
        })
        .collect()
}

/// Whether the last segment selects an object rather than a link to one.
fn ends_in_object(operation: &Operation) -> bool {
    let is_link = |it: &Segment| matches!(it, Segment::Literal(text) if text.starts_with('$'));
    let is_value =
        |it: &&Segment| matches!(it, Segment::Value | Segment::Key(_) | Segment::Arguments(..));
    operation.path.last().filter(is_value).is_some() && !operation.path.iter().any(is_link)
}
