//! Where a service is found, and how a caller proves who it is.

use std::collections::BTreeMap;

use super::Scope;
use crate::contract::{Cloud, Permissions};
use crate::json::{Node, Object, object};

const SCHEME: &str = "https://";

impl Scope<'_> {
    /// The service in some clouds, or in all if none is named; one is chosen by a variable.
    pub(super) fn server(&self, named: &[String]) -> Object {
        let clouds = self.service.clouds.iter();
        let clouds = clouds.filter(|it| named.is_empty() || named.contains(&it.name));
        let (mut hosts, mut lines) = (Vec::new(), Vec::new());
        for Cloud { name, url, doc, .. } in clouds {
            let host = url.trim_start_matches(SCHEME);
            lines.push(format!("- `{host}` ({name}): {doc}"));
            // Clouds may share a host.
            if !hosts.contains(&host) {
                hosts.push(host);
            }
        }
        let cloud = object! {
            "enum": hosts.clone(),
            "default": hosts.first().copied().unwrap_or_default(),
            "description": format!("The host in each cloud:\n\n{}", lines.join("\n")),
        };
        object! {
            "url": format!("{SCHEME}{{cloud}}"),
            "description": &self.service.title,
            "variables": object! { "cloud": cloud },
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
        let own = self.service.scopes.iter();
        let own = own.map(|it| (it, format!("What the caller may do in {title}.")));
        let needed = self.service.operations().filter_map(|(_, _, it)| it.permissions.as_ref());
        let delegated = needed.flat_map(|it| it.delegated.iter().flatten());
        let delegated = delegated.map(|it| (it, format!("The delegated permission `{it}`.")));
        let delegated: BTreeMap<&String, String> = delegated.collect();
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
                    "scopes": own.clone().chain(delegated).collect::<Object>(),
                },
                "clientCredentials": object! { "tokenUrl": &token, "scopes": own.collect::<Object>() },
            },
        }
    }

    /// The scopes that an operation's token has: any entry of the delegated permissions, or the service's own scopes,
    /// which stand for what an application was given.
    pub(super) fn security(&self, permissions: Option<&Permissions>) -> Node {
        let of = |scopes: Vec<String>| Object::from_iter([(&self.service.name, scopes)]);
        if self.service.authority.is_none() {
            return vec![of(Vec::new())].into();
        }
        let delegated = permissions.iter().flat_map(|it| it.delegated.clone());
        let as_itself = permissions
            .is_none_or(|it| it.delegated.is_empty() || !it.application.is_empty())
            .then(|| self.service.scopes.clone());
        delegated.chain(as_itself).map(of).collect()
    }
}
