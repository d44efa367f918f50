//! The addresses that requests may go to.

use http::Uri;
use http::uri::{Authority, Scheme};

use super::error::{Error, ErrorKind};

/// Takes an endpoint apart and refuses what a token must not be sent to.
pub(crate) fn address(
    endpoint: &str,
    without_token: bool,
) -> Result<(Scheme, Authority, String), Error> {
    let wrong =
        |reason: &str| Error::new(ErrorKind::InvalidRequest, format!("the endpoint {reason}"));
    let uri: Uri = endpoint.parse().map_err(|_| wrong("is no URL"))?;
    let parts = uri.into_parts();
    let (Some(scheme), Some(authority)) = (parts.scheme, parts.authority) else {
        return Err(wrong("lacks a scheme or a host"));
    };
    if authority.as_str().contains('@') {
        return Err(wrong("must not hold user information"));
    }
    if !has_valid_port(&authority) {
        return Err(wrong("has a port that is no number from 0 to 65535"));
    }
    let plain_is_safe = without_token || is_loopback(authority.host());
    if scheme != Scheme::HTTPS && !(scheme == Scheme::HTTP && plain_is_safe) {
        return Err(wrong(
            "must be https, because requests carry a token; plain http is for this machine only",
        ));
    }
    let base = parts
        .path_and_query
        .as_ref()
        .map_or("", |path| path.path())
        .trim_end_matches('/')
        .to_owned();
    if parts.path_and_query.is_some_and(|path| path.query().is_some()) || endpoint.contains('#') {
        return Err(wrong("must have neither query nor fragment"));
    }
    // The first clone of a parsed authority makes it shareable; the clones of later requests are then free.
    let shared = authority.clone();
    Ok((scheme, shared, base))
}

/// Whether the port, if there is one, is a number that fits. `http` takes any text for one.
pub(crate) fn has_valid_port(authority: &Authority) -> bool {
    let port = authority.as_str().rsplit('@').next().unwrap_or_default();
    let port = &port[authority.host().len()..];
    let is_number =
        |port: &str| port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok();
    port.is_empty() || port.strip_prefix(':').is_some_and(is_number)
}

pub(crate) fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost")
        || address.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}
