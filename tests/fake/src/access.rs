//! What the token of a request permits.

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use codegen::contract::Operation;
use codegen::permissions::suffices;
use directory_graph::PermissionKind;
use serde_json::{Value, json};

use crate::refusal::{Reason, Refusal};

/// The tenant of all personal accounts.
const PERSONAL: &str = "9188040d-6c67-4c5b-b112-36a304b66dad";
/// What a client asks for that is no permission.
const NO_PERMISSIONS: &[&str] = &[".default", "email", "offline_access", "openid", "profile"];

/// The permissions of a token.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Access {
    kind: PermissionKind,
    names: BTreeSet<String>,
}

impl Access {
    pub(crate) fn new(
        kind: PermissionKind,
        names: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        Self { kind, names: names.into_iter().map(Into::into).collect() }
    }

    /// What a scope asks for: `https://graph.microsoft.com/User.Read offline_access`.
    pub(crate) fn asked(kind: PermissionKind, scope: &str) -> Self {
        let names = scope.split_whitespace().map(|it| it.rsplit('/').next().unwrap_or(it));
        Self::new(kind, names.filter(|name| !NO_PERMISSIONS.contains(name)))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The permissions that a token claims; none if it does not say, which permits everything.
    pub(crate) fn of(token: &str) -> Option<Self> {
        let claims = claims(token)?;
        if let Some(roles) = claims.get("roles").and_then(Value::as_array) {
            let names = roles.iter().filter_map(Value::as_str);
            return Some(Self::new(PermissionKind::Application, names));
        }
        let scopes = claims.get("scp")?.as_str()?.split_whitespace();
        let is_personal = claims.get("tid").and_then(Value::as_str) == Some(PERSONAL);
        let kind = if is_personal { PermissionKind::Personal } else { PermissionKind::Delegated };
        Some(Self::new(kind, scopes))
    }

    /// A token that claims them. Nobody looks at its signature.
    pub(crate) fn token(&self, tenant: &str) -> String {
        let scopes = || self.names.iter().map(String::as_str).collect::<Vec<_>>().join(" ");
        let claims = match self.kind {
            PermissionKind::Application => json!({ "tid": tenant, "roles": self.names }),
            PermissionKind::Personal => json!({ "tid": PERSONAL, "scp": scopes() }),
            _ => json!({ "tid": tenant, "scp": scopes() }),
        };
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        format!("{}.{}.fake", part(&json!({ "alg": "none", "typ": "JWT" })), part(&claims))
    }

    /// Refuses an operation that takes other permissions. Of some the spec does not know who may call them.
    pub(crate) fn allow(&self, operation: &Operation) -> Result<(), Refusal> {
        let Some(permissions) = &operation.permissions else { return Ok(()) };
        let alternatives = match self.kind {
            PermissionKind::Application => &permissions.application,
            PermissionKind::Personal => &permissions.personal,
            _ => &permissions.delegated,
        };
        if suffices(alternatives, &self.names) {
            return Ok(());
        }
        Err(Refusal::new(Reason::Denied, "Insufficient privileges to complete the operation."))
    }
}

/// What a JWT claims.
pub(crate) fn claims(token: &str) -> Option<Value> {
    let mut parts = token.split('.');
    let (_, claims, signature) = (parts.next()?, parts.next()?, parts.next()?);
    if signature.is_empty() || parts.next().is_some() {
        return None;
    }
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims.trim_end_matches('=')).ok()?).ok()
}
