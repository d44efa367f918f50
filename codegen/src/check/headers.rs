//! Request headers that callers may set.

use super::written::Written;
use super::{Context, given};
use crate::contract::{self, HeaderId};
use crate::diagnostics::{At, Place, catalogue, listed};
use crate::spec;

/// Headers that the client sets itself, or HTTP for it.
const OWN: [&str; 11] = [
    "accept",
    "authorization",
    "client-request-id",
    "connection",
    "content-length",
    "content-type",
    "cookie",
    "host",
    "te",
    "transfer-encoding",
    "user-agent",
];

/// The headers of a service.
pub(super) fn headers(
    context: &mut Context<'_>,
    at: &At<'_>,
    service: &spec::Service,
) -> Vec<contract::Header> {
    let advanced = service.advanced.as_ref().map(|advanced| advanced.header.as_str());
    let mut header = |(name, header): (&str, &spec::Header)| {
        let entry = at.key(name);
        let is_own = |own: &str| own.eq_ignore_ascii_case(name);
        check_name(context, name, || entry.key_place());
        if OWN.into_iter().chain(advanced).any(is_own) {
            context.report(catalogue::own_header(entry.key_place(), name));
        }
        contract::Header {
            at: entry.key_place(),
            name: name.to_owned(),
            rust: given(header.rust.as_ref(), &entry, "rust"),
            secret: header.secret,
            doc: header.doc.clone(),
        }
    };
    service.headers.iter().map(&mut header).collect()
}

/// The headers that an operation takes.
pub(super) fn of_operation(
    context: &mut Context<'_>,
    Written { service, operation, at, .. }: &Written<'_>,
) -> Vec<(HeaderId, Place)> {
    let list = at.key("headers");
    let mut headers: Vec<(HeaderId, Place)> = Vec::new();
    for (index, name) in operation.headers.iter().enumerate() {
        let place = list.index(index).place();
        let known = || service.headers.iter().map(|header| header.name.as_str());
        let mistake = || catalogue::unknown_header(place.clone(), name, listed(known()));
        let found = context.find(name, known, mistake).map(HeaderId);
        // One that comes twice is reported with the texts.
        let new = found.filter(|id| headers.iter().all(|(other, _)| other != id));
        headers.extend(new.map(|id| (id, place)));
    }
    headers
}

/// Reports a name that no header can have.
pub(super) fn check_name(context: &mut Context<'_>, name: &str, place: impl FnOnce() -> Place) {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    if name.is_empty() || !name.bytes().all(is_letter) {
        context.report(catalogue::bad_header_name(place(), name));
    }
}

/// Reports a value that no header can have.
pub(super) fn check_value(context: &mut Context<'_>, value: &str, place: impl FnOnce() -> Place) {
    let is_shown = |byte: u8| (b' '..=b'~').contains(&byte);
    if value.is_empty() || value.trim() != value || !value.bytes().all(is_shown) {
        context.report(catalogue::bad_header_value(place(), value));
    }
}
