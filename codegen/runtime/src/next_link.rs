//! Where the link to a next page leads, and whether it may be followed.
//!
//! Links may be relative to the tenant and lack the version. Whatever a link says, the request
//! for it carries the token, so a link that could lead to another origin is refused.

use http::Uri;

use super::client::{Inner, Version};
use super::encode;

/// Resolves `link` to a path with query on the client's own origin. `version` is encoded already.
pub(crate) fn resolve(client: &Inner, link: &str, version: &str) -> Result<String, &'static str> {
    if link.bytes().any(|byte| byte.is_ascii_control() || byte == b'\\') {
        return Err("the link holds control characters or backslashes");
    }
    let link = link.split('#').next().unwrap_or_default();
    let mut target = String::with_capacity(client.base.len() + link.len() + 64);
    match place_of(link) {
        Place::Absolute => target.push_str(on_own_origin(client, link)?),
        Place::Root => target.push_str(link),
        Place::Relative => {
            target.push_str(&client.base);
            if matches!(client.version_rule, Version::Path) {
                target.push('/');
                target.push_str(version);
            }
            if let Some(tenant) = &client.tenant {
                target.push('/');
                target.push_str(tenant.as_str());
            }
            target.push('/');
            target.push_str(link);
        }
        Place::Foreign => return Err("the link leads to another host or scheme"),
        Place::Nowhere => return Err("the link is empty"),
    }
    let mut target = printable(target);
    let (path, query) =
        target.split_once('?').map_or((target.as_str(), None), |(path, query)| (path, Some(query)));
    if path.split('/').any(encode::is_dots) {
        return Err("the link holds dot segments");
    }
    if let Version::Query { name, .. } = client.version_rule
        && !query.is_some_and(|query| has_option(query, name))
    {
        let separator = match query {
            None => "?",
            Some("") => "",
            Some(_) => "&",
        };
        let version = [separator, name, "=", version].concat();
        target.push_str(&version);
    }
    Ok(target)
}

enum Place {
    /// With scheme and host.
    Absolute,
    /// From the root of the origin.
    Root,
    /// From the tenant.
    Relative,
    /// Another scheme, or a host without scheme.
    Foreign,
    Nowhere,
}

fn place_of(link: &str) -> Place {
    let scheme_end = link.find([':', '/', '?']);
    match scheme_end.map(|end| (&link[..end], &link[end..])) {
        _ if link.trim().is_empty() => Place::Nowhere,
        _ if link.starts_with(' ') => Place::Foreign,
        _ if link.starts_with("//") => Place::Foreign,
        _ if link.starts_with('/') => Place::Root,
        Some((scheme, rest)) if rest.starts_with(':') => {
            let web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
            if web && rest.starts_with("://") { Place::Absolute } else { Place::Foreign }
        }
        _ => Place::Relative,
    }
}

/// Takes scheme and authority off an absolute link that leads to the client's own origin.
fn on_own_origin<'a>(client: &Inner, link: &'a str) -> Result<&'a str, &'static str> {
    const FOREIGN: &str = "the link leads to another origin";
    let after_scheme = link.find("://").map_or(link.len(), |colon| colon + 3);
    let authority_end =
        link[after_scheme..].find(['/', '?']).map_or(link.len(), |end| after_scheme + end);
    let (origin, rest) = link.split_at(authority_end);
    let origin: Uri = origin.parse().map_err(|_| FOREIGN)?;
    let authority = origin.authority().ok_or(FOREIGN)?;
    let own = &client.authority;
    let of_scheme = if client.scheme == http::uri::Scheme::HTTPS { 443 } else { 80 };
    let same = origin.scheme() == Some(&client.scheme)
        && !authority.as_str().contains('@')
        && authority.host().eq_ignore_ascii_case(own.host())
        && origin.port_u16().unwrap_or(of_scheme) == client.port();
    match (same, rest.starts_with('/')) {
        (false, _) => Err(FOREIGN),
        (true, false) => Err("the link has no path"),
        (true, true) => Ok(rest),
    }
}

fn has_option(query: &str, name: &str) -> bool {
    query.split('&').any(|option| option.split('=').next().is_some_and(|key| key == name))
}

/// Encodes the characters that a link must not hold as they are but that the service may forget to encode.
fn printable(target: String) -> String {
    const ALLOWED: &percent_encoding::AsciiSet = &percent_encoding::CONTROLS
        .add(b' ')
        .add(b'"')
        .add(b'<')
        .add(b'>')
        .add(b'`')
        .add(b'{')
        .add(b'}')
        .add(b'|')
        .add(b'^');
    match percent_encoding::utf8_percent_encode(&target, ALLOWED).into() {
        std::borrow::Cow::Borrowed(_) => target,
        std::borrow::Cow::Owned(encoded) => encoded,
    }
}
