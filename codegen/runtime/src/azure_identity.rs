//! Credentials of the `azure_identity` crate.

use std::fmt;
use std::sync::Arc;

use azure_core::credentials::TokenCredential;

use super::credential::{Credential, CredentialError, Token, TokenProvider, TokenRequest};

/// Tokens of any credential of the `azure_identity` crate, or of anything else that implements its trait.
#[derive(Clone)]
pub struct AzureCredential(Arc<dyn TokenCredential>);

impl AzureCredential {
    /// Wraps a credential.
    pub fn new(credential: Arc<dyn TokenCredential>) -> Self {
        Self(credential)
    }
}

impl TokenProvider for AzureCredential {
    async fn token(&self, request: TokenRequest<'_>) -> Result<Token, CredentialError> {
        let scopes: Vec<&str> = request.scopes.iter().map(String::as_str).collect();
        let token = self.0.get_token(&scopes, None).await.map_err(CredentialError::new)?;
        Ok(Token::new(token.token.secret()).expires_at(token.expires_on.into()))
    }
}

impl From<Arc<dyn TokenCredential>> for Credential {
    fn from(credential: Arc<dyn TokenCredential>) -> Self {
        Self::provider(AzureCredential(credential))
    }
}

impl fmt::Debug for AzureCredential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AzureCredential").finish_non_exhaustive()
    }
}
