//! Keeps the current token, and gets the next one once for all calls that need it.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use http::HeaderValue;

use super::credential::{Credential, CredentialError, Kind, Token, TokenRequest};
use super::error::{Error, ErrorKind};
use super::sync::Gate;

/// How long before its end a token is replaced: clocks differ, and a call takes time.
const MARGIN: Duration = Duration::from_secs(120);

pub(crate) struct TokenCache {
    kind: Kind,
    scopes: Vec<String>,
    state: Mutex<State>,
    refreshing: Gate,
}

#[derive(Default)]
struct State {
    current: Option<Current>,
    /// Counts refreshes, so that whoever waited for one knows that it is over.
    refreshes: u64,
    /// Why the last refresh failed.
    failure: Option<CredentialError>,
}

impl State {
    /// The token, if it lasts for `margin` from now.
    fn lasting(&self, now: impl FnOnce() -> SystemTime, margin: Duration) -> Option<Authorization> {
        let current = self.current.as_ref()?;
        // A token without an end needs no clock.
        let lasts = current
            .expires_at
            .is_none_or(|end| now().checked_add(margin).is_some_and(|soon| soon < end));
        lasts.then(|| Authorization {
            header: Some(current.header.clone()),
            refresh: self.refreshes,
        })
    }
}

#[derive(Clone)]
struct Current {
    header: HeaderValue,
    expires_at: Option<SystemTime>,
}

/// The header that a request gets, and the refresh that it comes from.
pub(crate) struct Authorization {
    pub(crate) header: Option<HeaderValue>,
    pub(crate) refresh: u64,
}

impl TokenCache {
    pub(crate) fn new(credential: Credential, scopes: Vec<String>) -> Result<Self, Error> {
        let current = match &credential.0 {
            Kind::Static(token) => Some(Current {
                header: bearer(token).map_err(failed)?,
                expires_at: None,
            }),
            Kind::None | Kind::Provider(_) => None,
        };
        let state = Mutex::new(State {
            current,
            ..State::default()
        });
        Ok(Self {
            kind: credential.0,
            scopes,
            state,
            refreshing: Gate::default(),
        })
    }

    /// The current token, unless it is about to expire.
    pub(crate) fn current(&self, now: impl FnOnce() -> SystemTime) -> Option<Authorization> {
        match self.kind {
            Kind::None => Some(Authorization {
                header: None,
                refresh: 0,
            }),
            Kind::Static(_) | Kind::Provider(_) => self.state().lasting(now, MARGIN),
        }
    }

    /// A new token. Calls that ask at the same time share the answer.
    pub(crate) async fn refreshed(&self, now: SystemTime) -> Result<Authorization, Error> {
        let Kind::Provider(provider) = &self.kind else {
            return Err(failed(CredentialError::new("there is no token provider")));
        };
        let seen = self.state().refreshes;
        let pass = self.refreshing.enter().await;
        if let Some(authorization) = self.current(|| now) {
            return Ok(authorization);
        }
        if let Some(shared) = self.since(seen, now) {
            return shared;
        }
        let refreshed = provider
            .token(TokenRequest {
                scopes: &self.scopes,
            })
            .await
            .and_then(current_of);
        let outcome = self.keep(refreshed, now);
        drop(pass);
        outcome
    }

    /// What came of a refresh that somebody else has made since the one that the caller knows: their token is ours,
    /// and so is their failure.
    fn since(&self, seen: u64, now: SystemTime) -> Option<Result<Authorization, Error>> {
        let state = self.state();
        if state.refreshes == seen {
            return None;
        }
        let token = state.lasting(|| now, Duration::ZERO).map(Ok);
        token.or_else(|| state.failure.clone().map(|failure| Err(failed(failure))))
    }

    fn keep(
        &self,
        refreshed: Result<Current, CredentialError>,
        now: SystemTime,
    ) -> Result<Authorization, Error> {
        let mut state = self.state();
        state.refreshes += 1;
        match refreshed {
            Ok(current) => {
                let header = Some(current.header.clone());
                state.failure = None;
                state.current = Some(current);
                Ok(Authorization {
                    header,
                    refresh: state.refreshes,
                })
            }
            Err(failure) => {
                state.failure = Some(failure.clone());
                // A token that is only about to expire is better than none.
                state
                    .lasting(|| now, Duration::ZERO)
                    .ok_or_else(|| failed(failure))
            }
        }
    }

    /// Forgets the token of `refresh` after the service has refused it. Says whether another one may be had.
    pub(crate) fn invalidate(&self, refresh: u64) -> bool {
        if !matches!(self.kind, Kind::Provider(_)) {
            return false;
        }
        let mut state = self.state();
        if state.refreshes == refresh {
            state.current = None;
        }
        true
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn current_of(token: Token) -> Result<Current, CredentialError> {
    Ok(Current {
        header: bearer(token.secret())?,
        expires_at: token.expiry(),
    })
}

fn bearer(token: &str) -> Result<HeaderValue, CredentialError> {
    if token.is_empty() {
        return Err(CredentialError::new("the token is empty"));
    }
    let mut header = HeaderValue::try_from(format!("Bearer {token}"))
        .map_err(|_| CredentialError::new("the token holds characters that no header can hold"))?;
    header.set_sensitive(true);
    Ok(header)
}

fn failed(error: CredentialError) -> Error {
    Error::new(ErrorKind::Credential, error.to_string())
        .with(|parts| parts.source = Some(error.into_source()))
}
