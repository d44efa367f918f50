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
        let all = || {
            let doc = format!("What the caller may do in {title}.");
            self.service.scopes.iter().map(move |scope| (scope.clone(), doc.clone()))
        };
        let delegated = self.delegated().into_iter().map(|scope| {
            let doc = format!("The delegated permission `{scope}`.");
            (scope.to_owned(), doc)
        });
        let flow = |scopes: Object| {
            object! { "tokenUrl": format!("{authority}/oauth2/v2.0/token"), "scopes": scopes }
        };
        let on_behalf = object! {
            "authorizationUrl": format!("{authority}/oauth2/v2.0/authorize"),
            ..flow(all().chain(delegated).collect()),
        };
        let description = format!(
            "An OAuth 2.0 access token for {title}. An application that calls on its own puts its tenant in place of the last part of \
             `{authority}`, and other clouds than the first have an authority of their own."
        );
        object! {
            "type": "oauth2",
            "description": description,
            "flows": object! {
                "authorizationCode": on_behalf,
                "clientCredentials": flow(all().collect()),
            },
        }
    }

    /// The scopes any of which an operation's token has: the delegated permissions one by one, and the service's own scopes,
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
        let delegated = delegated.map(|scope| of(vec![scope.clone()]));
        delegated.chain(as_itself).collect()
    }

    /// The delegated permissions that operations name.
    fn delegated(&self) -> BTreeSet<&str> {
        let entries = self.service.files.iter().flat_map(|file| &file.entries);
        let permissions = entries.filter_map(|entry| entry.permissions.as_ref());
        permissions.flat_map(|it| it.delegated.iter().map(String::as_str)).collect()
    }
}
