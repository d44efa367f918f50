//! Keeps the current token, and gets the next one once for all calls that need it.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use http::HeaderValue;

use super::credential::{Credential, CredentialError, Kind, Token, TokenRequest};
use super::error::{Error, ErrorKind};
use super::retry::RetryBudget;
use super::sync::Gate;

/// How long before its end a token is replaced: clocks differ, and a call takes time.
const MARGIN: Duration = Duration::from_secs(120);
/// How long a call that has a token yet waits for the next one.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a token that lasts is used before the provider is asked again, if it gave no other.
const PAUSE: Duration = Duration::from_secs(30);
/// How many refused tokens are replaced one after the other; successes give replacements back, see [`RetryBudget`].
const REPLACEMENTS: u32 = 3;
/// How long after the last replacement there is another one in any case, so that a client does recover.
const RECOVERY: Duration = Duration::from_secs(60);

pub(crate) struct TokenCache {
    kind: Kind,
    scopes: Vec<String>,
    state: Mutex<State>,
    refreshing: Gate,
    replacements: RetryBudget,
}

#[derive(Default)]
struct State {
    current: Option<Current>,
    /// Counts refreshes, so that whoever waited for one knows that it is over.
    refreshes: u64,
    /// Why the last refresh failed.
    failure: Option<CredentialError>,
    /// When a refused token was last forgotten, as the environment's elapsed time.
    replaced: Duration,
}

impl State {
    /// The token, if nobody need ask for the next one.
    fn fresh(&self, now: impl FnOnce() -> SystemTime) -> Option<Authorization> {
        self.until(|current| current.replace_at, now)
    }

    /// The token, if it is not over.
    fn lasting(&self, now: SystemTime) -> Option<Authorization> {
        self.until(|current| current.expires_at, || now)
    }

    fn until(
        &self,
        end: impl FnOnce(&Current) -> Option<SystemTime>,
        now: impl FnOnce() -> SystemTime,
    ) -> Option<Authorization> {
        let current = self.current.as_ref()?;
        // A token without an end needs no clock.
        let good = end(current).is_none_or(|end| now() < end);
        good.then(|| Authorization {
            header: Some(current.header.clone()),
            refresh: self.refreshes,
        })
    }

    /// The token that has to do since there was no other. If it lasts, the provider is left alone for a while.
    fn makeshift(&mut self, now: SystemTime) -> Option<Authorization> {
        let authorization = self.lasting(now)?;
        if let Some(current) = &mut self.current {
            let pause = now.checked_add(PAUSE);
            current.replace_at = [pause, current.expires_at].into_iter().flatten().min();
        }
        Some(authorization)
    }
}

#[derive(Clone)]
struct Current {
    header: HeaderValue,
    expires_at: Option<SystemTime>,
    /// When to ask for the next one; not after `expires_at`.
    replace_at: Option<SystemTime>,
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
                replace_at: None,
            }),
            Kind::None | Kind::Provider(_) => None,
        };
        let state = Mutex::new(State { current, ..State::default() });
        Ok(Self {
            kind: credential.0,
            scopes,
            state,
            refreshing: Gate::default(),
            replacements: RetryBudget::new(REPLACEMENTS),
        })
    }

    /// The current token, unless it is about to expire.
    pub(crate) fn current(&self, now: impl FnOnce() -> SystemTime) -> Option<Authorization> {
        match self.kind {
            Kind::None => Some(Authorization { header: None, refresh: 0 }),
            Kind::Static(_) | Kind::Provider(_) => self.state().fresh(now),
        }
    }

    /// How long to wait for the next token while there is one that lasts: not until it is over, either.
    pub(crate) fn patience(&self, now: SystemTime) -> Option<Duration> {
        let state = self.state();
        state.lasting(now)?;
        let end = state.current.as_ref()?.expires_at?;
        let left = end.duration_since(now).unwrap_or_default();
        Some(PATIENCE.min(left / 2))
    }

    /// A new token. Calls that ask at the same time share it.
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
        let refreshed =
            provider.any_token(TokenRequest::new(&self.scopes)).await.and_then(current_of);
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
        let token = state.lasting(now).map(Ok);
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
                Ok(Authorization { header, refresh: state.refreshes })
            }
            Err(failure) => {
                state.failure = Some(failure.clone());
                // A token that is only about to expire is better than none.
                state.makeshift(now).ok_or_else(|| failed(failure))
            }
        }
    }

    /// What is to be done when a refresh took too long.
    pub(crate) fn give_up(&self, now: SystemTime) -> Result<Authorization, Error> {
        let mut state = self.state();
        // Somebody else may have had more luck.
        let token = state.fresh(|| now).or_else(|| state.makeshift(now));
        token.ok_or_else(|| failed(CredentialError::new("the token provider took too long")))
    }

    /// Forgets the token of `refresh` after the service has refused it. Says whether another one may be had: not if
    /// those before were refused as well.
    pub(crate) fn refuse(&self, refresh: u64, elapsed: Duration) -> bool {
        if !matches!(self.kind, Kind::Provider(_)) {
            return false;
        }
        let mut state = self.state();
        if state.refreshes != refresh || state.current.is_none() {
            // Somebody else has forgotten it already.
            return true;
        }
        let recovers = elapsed.saturating_sub(state.replaced) >= RECOVERY;
        if !self.replacements.take() && !recovers {
            return false;
        }
        state.current = None;
        state.replaced = elapsed;
        true
    }

    /// Notes that the service has taken a token.
    pub(crate) fn accept(&self) {
        self.replacements.earn();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn current_of(token: Token) -> Result<Current, CredentialError> {
    let expires_at = token.expiry();
    Ok(Current {
        header: bearer(token.secret())?,
        expires_at,
        replace_at: expires_at.map(|end| end.checked_sub(MARGIN).unwrap_or(end)),
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
