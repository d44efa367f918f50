//! Where tokens come from.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use super::transport::BoxFuture;

/// An access token and when it expires.
#[derive(Clone)]
pub struct Token {
    secret: String,
    expires_at: Option<SystemTime>,
}

impl Token {
    /// A token that lasts until it is refused.
    pub fn new(secret: impl Into<String>) -> Self {
        Self { secret: secret.into(), expires_at: None }
    }

    /// Says when the token expires, so that it is replaced in time.
    #[must_use]
    pub fn expires_at(mut self, time: SystemTime) -> Self {
        self.expires_at = Some(time);
        self
    }

    /// The token itself.
    pub fn secret(&self) -> &str {
        &self.secret
    }

    /// When the token expires, if that is known.
    pub fn expiry(&self) -> Option<SystemTime> {
        self.expires_at
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token")
            .field("secret", &"<redacted>")
            .field("expires_at", &self.expires_at)
            .finish()
    }
}

/// What a token is wanted for.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct TokenRequest<'a> {
    /// The permissions that the token shall carry, usually `https://…/.default`.
    pub scopes: &'a [String],
}

impl<'a> TokenRequest<'a> {
    /// A request as clients make it, for tests of providers.
    pub fn new(scopes: &'a [String]) -> Self {
        Self { scopes }
    }
}

/// Gives out tokens. The client keeps a token until shortly before it expires, and asks once however many calls need one.
///
/// ```
/// use directory_graph_runtime::{Credential, CredentialError, Token, TokenProvider, TokenRequest};
///
/// struct Vault {
///     secret: String,
/// }
///
/// impl TokenProvider for Vault {
///     async fn token(&self, request: TokenRequest<'_>) -> Result<Token, CredentialError> {
///         // Whoever gives out tokens is asked here.
///         let scope = request.scopes.first().ok_or_else(|| CredentialError::new("no scope"))?;
///         Ok(Token::new(format!("{} for {scope}", self.secret)))
///     }
/// }
///
/// // Its test:
/// let vault = Vault { secret: "s3cret".into() };
/// let scopes = ["https://graph.example/.default".to_owned()];
/// let token = futures_executor::block_on(vault.token(TokenRequest::new(&scopes)))?;
/// assert_eq!(token.secret(), "s3cret for https://graph.example/.default");
///
/// let credential = Credential::provider(vault);
/// # drop(credential);
/// # Ok::<(), CredentialError>(())
/// ```
pub trait TokenProvider: Send + Sync + 'static {
    /// Gets a token. Implementations write `async fn token(&self, request: TokenRequest<'_>)`.
    fn token<'a>(
        &'a self,
        request: TokenRequest<'a>,
    ) -> impl Future<Output = Result<Token, CredentialError>> + Send + 'a;
}

/// A [`TokenProvider`] of any type.
pub(crate) trait AnyProvider: Send + Sync {
    fn any_token<'a>(
        &'a self,
        request: TokenRequest<'a>,
    ) -> BoxFuture<'a, Result<Token, CredentialError>>;
}

impl<P: TokenProvider> AnyProvider for P {
    fn any_token<'a>(
        &'a self,
        request: TokenRequest<'a>,
    ) -> BoxFuture<'a, Result<Token, CredentialError>> {
        Box::pin(self.token(request))
    }
}

/// Why there is no token.
#[derive(Clone)]
pub struct CredentialError(Arc<dyn std::error::Error + Send + Sync>);

impl CredentialError {
    /// Wraps the reason; text will do.
    pub fn new(reason: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self(Arc::from(reason.into()))
    }

    pub(crate) fn into_source(self) -> Arc<dyn std::error::Error + Send + Sync> {
        self.0
    }
}

impl fmt::Display for CredentialError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for CredentialError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("CredentialError").field(&self.0.to_string()).finish()
    }
}

impl std::error::Error for CredentialError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source()
    }
}

/// How a client proves who calls. Every [`TokenProvider`] is a credential.
///
/// ```
/// use directory_graph_runtime::{Credential, Token};
///
/// let fixed = Credential::static_token("eyJ0…");
/// let asked = Credential::from_fn(|_scopes| async { Ok(Token::new("eyJ0…")) });
/// assert_eq!(format!("{fixed:?}"), "Credential(static)");
/// # drop(asked);
/// ```
#[derive(Clone)]
pub struct Credential(pub(crate) Kind);

#[derive(Clone)]
pub(crate) enum Kind {
    None,
    Static(Arc<str>),
    Provider(Arc<dyn AnyProvider>),
}

impl Credential {
    /// No token at all.
    pub fn none() -> Self {
        Self(Kind::None)
    }

    /// Always the same token.
    pub fn static_token<'a>(token: impl Into<Cow<'a, str>>) -> Self {
        Self(Kind::Static(token.into().into()))
    }

    /// Tokens of a provider.
    pub fn provider(provider: impl TokenProvider) -> Self {
        Self(Kind::Provider(Arc::new(provider)))
    }

    /// Tokens of an async function, which gets the scopes.
    pub fn from_fn<F, R>(function: F) -> Self
    where
        F: Fn(Vec<String>) -> R + Send + Sync + 'static,
        R: Future<Output = Result<Token, CredentialError>> + Send + 'static,
    {
        Self::provider(FromFn(function))
    }

    pub(crate) fn is_none(&self) -> bool {
        matches!(self.0, Kind::None)
    }
}

impl<P: TokenProvider> From<P> for Credential {
    fn from(provider: P) -> Self {
        Self::provider(provider)
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Kind::None => "Credential(none)",
            Kind::Static(_) => "Credential(static)",
            Kind::Provider(_) => "Credential(provider)",
        })
    }
}

struct FromFn<F>(F);

impl<F, R> TokenProvider for FromFn<F>
where
    F: Fn(Vec<String>) -> R + Send + Sync + 'static,
    R: Future<Output = Result<Token, CredentialError>> + Send + 'static,
{
    async fn token(&self, request: TokenRequest<'_>) -> Result<Token, CredentialError> {
        (self.0)(request.scopes.to_vec()).await
    }
}
