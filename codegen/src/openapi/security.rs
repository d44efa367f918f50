//! How a caller proves who it is.

use std::collections::BTreeSet;

use super::Scope;
use super::node::{Node, Object};
use crate::spec::Permissions;

impl Scope<'_> {
    /// Where tokens come from, and for what they are asked for.
    pub(super) fn security_scheme(&self) -> Object {
        let title = &self.service.title;
        let Some(authority) = &self.service.authority else {
            return Object::new()
                .with("type", "http")
                .with("scheme", "bearer")
                .with("bearerFormat", "JWT")
                .with(
                    "description",
                    format!("An OAuth 2.0 access token for {title}."),
                );
        };
        let all = || {
            let doc = format!("What the caller may do in {title}.");
            self.service
                .scopes
                .iter()
                .map(move |scope| (scope.clone(), doc.clone()))
        };
        let delegated = self.delegated().into_iter().map(|scope| {
            let doc = format!("The delegated permission `{scope}`.");
            (scope.to_owned(), doc)
        });
        let flow = |scopes: Object| {
            Object::new()
                .with("tokenUrl", format!("{authority}/oauth2/v2.0/token"))
                .with("scopes", scopes)
        };
        let on_behalf = Object::new()
            .with(
                "authorizationUrl",
                format!("{authority}/oauth2/v2.0/authorize"),
            )
            .append(flow(all().chain(delegated).collect()));
        let flows = Object::new()
            .with("authorizationCode", on_behalf)
            .with("clientCredentials", flow(all().collect()));
        let description = format!(
            "An OAuth 2.0 access token for {title}. An application that calls on its own puts its tenant in place of the last part of \
             `{authority}`, and other clouds than the first have an authority of their own."
        );
        Object::new()
            .with("type", "oauth2")
            .with("description", description)
            .with("flows", flows)
    }

    /// The scopes any of which an operation's token has: the delegated permissions one by one, and the service's own scopes,
    /// which stand for what an application was given.
    pub(super) fn security(&self, permissions: Option<&Permissions>) -> Node {
        let of = |scopes: Vec<String>| Object::new().with(self.name, scopes);
        if self.service.authority.is_none() {
            return vec![of(Vec::new())].into();
        }
        let delegated = permissions.iter().flat_map(|it| &it.delegated);
        let as_itself = permissions
            .is_none_or(|it| it.delegated.is_empty() || !it.application.is_empty())
            .then(|| of(self.service.scopes.clone()));
        delegated
            .map(|scope| of(vec![scope.clone()]))
            .chain(as_itself)
            .collect()
    }

    /// The delegated permissions that operations name.
    fn delegated(&self) -> BTreeSet<&str> {
        let entries = self
            .resources
            .iter()
            .flat_map(|file| file.content.operations.iter());
        let permissions = entries.filter_map(|(_, entry)| entry.permissions.as_ref());
        permissions
            .flat_map(|it| it.delegated.iter().map(String::as_str))
            .collect()
    }
}
