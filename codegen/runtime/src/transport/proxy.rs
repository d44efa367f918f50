//! Which requests go through a proxy. All transports ask here, so that the environment means the same to each.

use std::net::IpAddr;

use http::Uri;
use http::uri::Scheme;

use super::{TransportError, TransportErrorKind};
use crate::address::{has_valid_port, is_loopback};

/// The variables that name a proxy; the first that is not empty counts.
const PROXY: [&str; 4] = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];
/// The variables that name what is reached without it.
const EXCEPTIONS: [&str; 2] = ["NO_PROXY", "no_proxy"];

/// The proxy of the environment and what is reached without it.
#[derive(Debug, Default)]
pub(super) struct Proxies {
    /// The proxy's URL, or the variable that holds something else.
    proxy: Option<Result<String, &'static str>>,
    exceptions: Vec<String>,
}

impl Proxies {
    /// What the environment says now.
    pub(super) fn from_environment() -> Self {
        Self::new(|name| std::env::var(name).ok())
    }

    fn new(variable: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name| Some((name, variable(name).filter(|value| !value.is_empty())?));
        let proxy = PROXY.into_iter().find_map(set);
        let exceptions = EXCEPTIONS.into_iter().find_map(set);
        Self {
            proxy: proxy.map(|(name, value)| url(&value).ok_or(name)),
            exceptions: exceptions
                .map(|(_, value)| value.split(',').map(|rule| rule.trim().to_owned()).collect())
                .unwrap_or_default(),
        }
    }

    /// Whether no request goes through a proxy.
    #[cfg(feature = "reqwest")]
    pub(super) fn is_empty(&self) -> bool {
        self.proxy.is_none()
    }

    /// The URL of the proxy that a request goes through: one for https, to another machine, and by CONNECT only. Plain
    /// http may carry a token no further than this machine, so it has no use for a proxy.
    pub(super) fn of(&self, uri: &Uri) -> Result<Option<&str>, TransportError> {
        let Some(proxy) = &self.proxy else {
            return Ok(None);
        };
        let host = uri.host().unwrap_or_default();
        let is_direct = uri.scheme() != Some(&Scheme::HTTPS)
            || is_loopback(host)
            || self.exceptions.iter().any(|rule| covers(rule, host));
        match proxy {
            _ if is_direct => Ok(None),
            Ok(url) => Ok(Some(url)),
            Err(name) => {
                let reason = format!("the proxy in {name} is no address like `http://host:port`");
                Err(TransportError::new(TransportErrorKind::Request, reason))
            }
        }
    }
}

/// The value of a variable as a URL, if it is one of an HTTP proxy.
fn url(value: &str) -> Option<String> {
    let url = if value.contains("://") { value.to_owned() } else { format!("http://{value}") };
    let uri: Uri = url.parse().ok()?;
    let is_http = matches!(uri.scheme_str(), Some("http" | "https"));
    (is_http && has_valid_port(uri.authority()?)).then_some(url)
}

/// Whether a rule of `NO_PROXY` covers a host: `*` is all, a domain is also what lies below it, an address may be one of a
/// network.
fn covers(rule: &str, host: &str) -> bool {
    let host = host.trim_start_matches('[').trim_end_matches(']');
    if let Ok(address) = host.parse() {
        return rule == "*" || network_covers(rule, address);
    }
    let domain = rule.strip_prefix('.').unwrap_or(rule);
    let above = host.len().checked_sub(domain.len());
    let ends = above.and_then(|above| Some((host.get(..above)?, host.get(above..)?)));
    rule == "*"
        || ends.is_some_and(|(below, end)| {
            end.eq_ignore_ascii_case(domain) && (below.is_empty() || below.ends_with('.'))
        }) && !domain.is_empty()
}

/// Whether `10.1.2.3` or `10.0.0.0/8` covers an address.
fn network_covers(rule: &str, address: IpAddr) -> bool {
    let (network, length) = rule.split_once('/').unwrap_or((rule, "128"));
    let (Ok(network), Ok(length)) = (network.parse::<IpAddr>(), length.parse::<u32>()) else {
        return false;
    };
    let bits = |address: IpAddr| match address {
        IpAddr::V4(address) => (u128::from(address.to_bits()) << 96, 32),
        IpAddr::V6(address) => (address.to_bits(), 128),
    };
    let ((network, whole), (address, of)) = (bits(network), bits(address));
    let ignored = 128_u32.saturating_sub(length.min(whole));
    whole == of && (network ^ address).checked_shr(ignored).unwrap_or(0) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proxies(variables: &'static [(&str, &str)]) -> Proxies {
        Proxies::new(|wanted| {
            let mut found = variables.iter().filter(|(name, _)| *name == wanted);
            found.next().map(|(_, value)| (*value).to_owned())
        })
    }

    fn of(variables: &'static [(&str, &str)], uri: &str) -> Option<String> {
        proxies(variables).of(&uri.parse().unwrap()).unwrap().map(str::to_owned)
    }

    #[test]
    fn the_first_variable_with_a_value_counts() {
        const HOST: &str = "https://graph.windows.net/x";
        assert_eq!(of(&[], HOST), None);
        assert_eq!(
            of(&[("ALL_PROXY", "a:1"), ("HTTP_PROXY", "b:2")], HOST).as_deref(),
            Some("http://a:1")
        );
        assert_eq!(
            of(&[("ALL_PROXY", "a:1"), ("https_proxy", "https://u:p@b")], HOST).as_deref(),
            Some("https://u:p@b")
        );
        assert_eq!(
            of(&[("HTTPS_PROXY", ""), ("all_proxy", "c:3")], HOST).as_deref(),
            Some("http://c:3")
        );
        assert_eq!(of(&[("HTTPS_PROXY", "c:3"), ("no_proxy", "windows.net")], HOST), None);
    }

    #[test]
    fn only_https_to_other_machines_takes_it() {
        for direct in [
            "http://graph.windows.net",
            "https://localhost",
            "https://127.0.0.2:1",
            "https://[::1]:1",
        ] {
            assert_eq!(of(&[("ALL_PROXY", "a:1")], direct), None, "{direct}");
        }
        assert!(of(&[("ALL_PROXY", "a:1")], "https://[2001:db8::1]").is_some());
    }

    #[test]
    fn what_is_no_proxy_of_http_is_an_error_where_it_would_be_used() {
        for value in ["socks5://a:1", "http://", "a:port", "a:99999", "a b"] {
            let proxies = Proxies::new(|name| (name == "ALL_PROXY").then(|| value.to_owned()));
            let error = proxies.of(&"https://graph.windows.net".parse().unwrap()).unwrap_err();
            assert_eq!(error.kind(), TransportErrorKind::Request);
            assert_eq!(
                error.to_string(),
                "the proxy in ALL_PROXY is no address like `http://host:port`"
            );
            assert!(proxies.of(&"http://localhost".parse().unwrap()).unwrap().is_none());
        }
    }

    #[test]
    fn exceptions_are_domains_addresses_and_networks() {
        for (rule, host) in [
            ("*", "a.example"),
            ("*", "10.0.0.1"),
            ("example", "example"),
            ("example", "a.EXAMPLE"),
            (".example", "example"),
            (".example", "a.b.example"),
            ("10.0.0.1", "10.0.0.1"),
            ("10.0.0.0/8", "10.255.0.1"),
            ("0.0.0.0/0", "1.2.3.4"),
            ("10.0.0.1/32", "10.0.0.1"),
            ("2001:db8::1", "[2001:db8::1]"),
            ("2001:db8::/32", "[2001:db8:ffff::1]"),
        ] {
            assert!(covers(rule, host), "{rule} {host}");
        }
        for (rule, host) in [
            ("", "example"),
            (".", "example"),
            ("ample", "example"),
            ("a.example", "example"),
            ("10.0.0.1", "10.0.0.2"),
            ("10.0.0.0/8", "11.0.0.1"),
            ("10.0.0.0/33x", "10.0.0.1"),
            ("::/0", "10.0.0.1"),
            ("10.0.0.0/8", "a10.0.0.0"),
            ("ü", "example"),
        ] {
            assert!(!covers(rule, host), "{rule} {host}");
        }
    }
}
