//! Where a service is found, and how a caller proves who it is.

use std::collections::BTreeSet;

use super::Scope;
use crate::contract::{Cloud, Permissions};
use crate::json::{Node, Object, object};

const SCHEME: &str = "https://";

impl Scope<'_> {
    /// The service in the clouds that pass, one of which is chosen by a variable.
    pub(super) fn server(&self, passes: impl Fn(&str) -> bool) -> Object {
        let clouds: Vec<&Cloud> =
            self.service.clouds.iter().filter(|it| passes(&it.name)).collect();
        let host = |cloud: &Cloud| cloud.url.trim_start_matches(SCHEME).to_owned();
        // Clouds may share a host.
        let mut hosts: Vec<String> = Vec::new();
        for host in clouds.iter().map(|cloud| host(cloud)) {
            if !hosts.contains(&host) {
                hosts.push(host);
            }
        }
        let line = |it: &&Cloud| format!("- `{}` ({}): {}", host(it), it.name, it.doc);
        let lines: Vec<String> = clouds.iter().map(line).collect();
        let cloud = object! {
            "default": hosts.first().cloned().unwrap_or_default(),
            "description": format!("The host in each cloud:\n\n{}", lines.join("\n")),
        };
        object! {
            "url": format!("{SCHEME}{{cloud}}"),
            "description": &self.service.title,
            "variables": object! { "cloud": object! { "enum": hosts, ..cloud } },
        }
    }

    /// Where tokens come from, and for what they are asked for.
    pub(super) fn security_scheme(&self) -> Object {
        let title = &self.service.title;
        let Some(authority) = &self.service.authority else {
            return object! {
                "type": "http",
                "scheme": "bearer",
                "bearerFormat": "JWT",
                "description": format!("An OAuth 2.0 access token for {title}."),
            };
        };
        let (may, scopes) = (format!("What the caller may do in {title}."), &self.service.scopes);
        let all: Object = scopes.iter().map(|scope| (scope, may.as_str())).collect();
        let permissions =
            self.service.operations().filter_map(|(_, _, it)| it.permissions.as_ref());
        let delegated: BTreeSet<&String> =
            permissions.flat_map(|it| it.delegated.iter().flatten()).collect();
        let delegated = delegated.into_iter();
        let delegated: Object =
            delegated.map(|it| (it, format!("The delegated permission `{it}`."))).collect();
        let token = format!("{authority}/oauth2/v2.0/token");
        let description = format!(
            "An OAuth 2.0 access token for {title}. An application that calls on its own puts its tenant in place of the last part of \
             `{authority}`, and other clouds than the first have an authority of their own."
        );
        object! {
            "type": "oauth2",
            "description": description,
            "flows": object! {
                "authorizationCode": object! {
                    "authorizationUrl": format!("{authority}/oauth2/v2.0/authorize"),
                    "tokenUrl": &token,
                    "scopes": object! { ..all.clone(), ..delegated },
                },
                "clientCredentials": object! { "tokenUrl": &token, "scopes": all },
            },
        }
    }

    /// The scopes that an operation's token has: any entry of the delegated permissions, or the service's own scopes,
    /// which stand for what an application was given.
    pub(super) fn security(&self, permissions: Option<&Permissions>) -> Node {
        let of = |scopes: Vec<String>| -> Object {
            [(self.service.name.clone(), scopes)].into_iter().collect()
        };
        if self.service.authority.is_none() {
            return vec![of(Vec::new())].into();
        }
        let delegated = permissions.iter().flat_map(|it| &it.delegated);
        let as_itself = permissions
            .is_none_or(|it| it.delegated.is_empty() || !it.application.is_empty())
            .then(|| of(self.service.scopes.clone()));
        let delegated = delegated.map(|scopes| of(scopes.clone()));
        delegated.chain(as_itself).collect()
    }
}
