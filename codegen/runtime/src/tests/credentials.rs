//! Tokens: kept, shared, replaced.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use crate::block_on::block_on;
use crate::testing::{Simulated, TestCloud, Testing, builder, start};
use crate::*;

/// Numbers the tokens that it gives out; each lasts for `lasts` seconds from the start of simulated time.
#[derive(Clone, Default)]
struct Numbered {
    count: Arc<AtomicU32>,
    lasts: Option<u64>,
    fails: bool,
    yields: bool,
}

impl TokenProvider for Numbered {
    async fn token(&self, _: TokenRequest<'_>) -> Result<Token, CredentialError> {
        let number = self.count.fetch_add(1, Ordering::Relaxed) + 1;
        if self.yields {
            tokio::task::yield_now().await;
        }
        if self.fails {
            return Err(CredentialError::new(format!("failure {number}")));
        }
        let token = Token::new(format!("token-{number}"));
        Ok(match self.lasts {
            Some(seconds) => {
                token.expires_at(start() + Duration::from_secs(seconds * u64::from(number)))
            }
            None => token,
        })
    }
}

fn client(provider: &Numbered, mock: &MockTransport, machine: &Simulated) -> Testing {
    builder()
        .credential(provider.clone())
        .transport(mock.clone())
        .environment(machine.clone())
        .build()
        .unwrap()
}

fn serving() -> MockTransport {
    let mock = MockTransport::new();
    mock.on("GET", "/myorganization/things/a").reply_json(200, "{}");
    mock
}

fn tokens(mock: &MockTransport) -> Vec<String> {
    let token = |request: &http::Request<_>| {
        request.headers()["authorization"].to_str().unwrap().replace("Bearer token-", "")
    };
    mock.requests().iter().map(token).collect()
}

#[test]
fn a_token_is_kept_until_shortly_before_its_end() {
    let (provider, mock, machine) =
        (Numbered { lasts: Some(3600), ..Numbered::default() }, serving(), Simulated::default());
    let client = client(&provider, &mock, &machine);
    for pass in [0, 3479, 0, 1, 0] {
        machine.pass(Duration::from_secs(pass));
        assert!(block_on(client.get("a").into_future()).is_ok());
    }
    assert_eq!(tokens(&mock), ["1", "1", "1", "2", "2"]);
}

#[tokio::test]
async fn calls_at_the_same_time_share_one_refresh() {
    let (provider, mock, machine) = (
        Numbered { lasts: Some(3600), yields: true, ..Numbered::default() },
        serving(),
        Simulated::endless(),
    );
    let client = client(&provider, &mock, &machine);
    assert!(client.get("a").await.is_ok());
    machine.pass(Duration::from_secs(3600));
    let calls: Vec<_> = (0..64).map(|_| tokio::spawn(client.get("a").into_future())).collect();
    for call in calls {
        assert!(call.await.unwrap().is_ok());
    }
    assert_eq!(provider.count.load(Ordering::Relaxed), 2);
    assert_eq!(mock.requests().len(), 65);
}

#[tokio::test]
async fn calls_at_the_same_time_share_a_failure() {
    let (provider, mock) =
        (Numbered { fails: true, yields: true, ..Numbered::default() }, serving());
    let client = client(&provider, &mock, &Simulated::endless());
    let calls: Vec<_> = (0..64).map(|_| tokio::spawn(client.get("a").into_future())).collect();
    for call in calls {
        assert_eq!(call.await.unwrap().unwrap_err().to_string(), "things.get: no token: failure 1");
    }
    assert_eq!(provider.count.load(Ordering::Relaxed), 1);
    // The next call tries again.
    assert_eq!(client.get("a").await.unwrap_err().to_string(), "things.get: no token: failure 2");
    assert!(mock.requests().is_empty());
}

#[tokio::test]
async fn a_dropped_call_leaves_the_refresh_to_others() {
    let (provider, mock) = (Numbered { yields: true, ..Numbered::default() }, serving());
    let client = client(&provider, &mock, &Simulated::endless());
    let first = tokio::spawn(client.get("a").into_future());
    let second = tokio::spawn(client.get("a").into_future());
    tokio::task::yield_now().await;
    first.abort();
    assert!(second.await.unwrap().is_ok());
}

#[test]
fn a_token_that_still_lasts_is_used_if_there_is_no_new_one() {
    let asked = Arc::new(AtomicU32::new(0));
    let count = Arc::clone(&asked);
    let credential = Credential::from_fn(move |_| {
        let first = count.fetch_add(1, Ordering::Relaxed) == 0;
        let token = Token::new("token-1").expires_at(start() + Duration::from_secs(3600));
        async move { if first { Ok(token) } else { Err(CredentialError::new("down")) } }
    });
    let (mock, machine) = (serving(), Simulated::default());
    let client: Testing = builder()
        .credential(credential)
        .transport(mock.clone())
        .environment(machine.clone())
        .build()
        .unwrap();
    assert!(block_on(client.get("a").into_future()).is_ok());
    machine.pass(Duration::from_secs(3599));
    assert!(block_on(client.get("a").into_future()).is_ok());
    machine.pass(Duration::from_secs(1));
    let error = block_on(client.get("a").into_future()).unwrap_err();
    assert_eq!((error.kind(), asked.load(Ordering::Relaxed)), (ErrorKind::Credential, 3));
}

/// Gives a token that lasts for an hour when it is first asked, and hangs from then on.
fn hanging(mock: &MockTransport, machine: &Simulated) -> (Testing, Arc<AtomicU32>) {
    let asked = Arc::new(AtomicU32::new(0));
    let count = Arc::clone(&asked);
    let credential = Credential::from_fn(move |_| {
        let first = count.fetch_add(1, Ordering::Relaxed) == 0;
        async move {
            if !first {
                std::future::pending::<()>().await;
            }
            Ok(Token::new("token-1").expires_at(start() + Duration::from_secs(3600)))
        }
    });
    let client = builder()
        .credential(credential)
        .transport(mock.clone())
        .environment(machine.clone())
        .build()
        .unwrap();
    (client, asked)
}

#[test]
fn a_token_that_still_lasts_is_used_if_the_provider_hangs() {
    let (mock, machine) = (serving(), Simulated::default());
    let (client, asked) = hanging(&mock, &machine);
    assert!(block_on(client.get("a").into_future()).is_ok());
    machine.pass(Duration::from_secs(3500));
    assert!(block_on(client.get("a").into_future()).is_ok());
    assert_eq!(machine.slept(), [Duration::from_secs(10)]);
    // For half a minute nobody waits for the provider again.
    machine.pass(Duration::from_secs(29));
    assert!(block_on(client.get("a").into_future()).is_ok());
    assert_eq!(asked.load(Ordering::Relaxed), 2);
    machine.pass(Duration::from_secs(1));
    assert!(block_on(client.get("a").into_future()).is_ok());
    assert_eq!(asked.load(Ordering::Relaxed), 3);
    assert_eq!(machine.slept(), [Duration::from_secs(10); 2]);
    assert_eq!(tokens(&mock), ["1"; 4]);
    machine.pass(Duration::from_secs(50));
    let error = block_on(client.get("a").into_future()).unwrap_err();
    assert_eq!(error.to_string(), "things.get: no token: the token provider took too long");
}

#[test]
fn neither_token_nor_call_runs_out_while_the_provider_hangs() {
    let (mock, machine) = (serving(), Simulated::default());
    let (client, _) = hanging(&mock, &machine);
    assert!(block_on(client.get("a").into_future()).is_ok());
    machine.pass(Duration::from_secs(3592));
    assert!(block_on(client.get("a").into_future()).is_ok());
    assert_eq!(machine.slept(), [Duration::from_secs(4)]);

    let (mock, machine) = (serving(), Simulated::default());
    let (client, _) = hanging(&mock, &machine);
    assert!(block_on(client.get("a").into_future()).is_ok());
    machine.pass(Duration::from_secs(3500));
    let call = client.get("a").with_timeout(Duration::from_secs(6));
    assert!(block_on(call.into_future()).is_ok());
    assert_eq!(machine.slept(), [Duration::from_secs(3)]);
}

#[test]
fn without_retries_a_refused_token_is_replaced_for_the_next_call() {
    let (provider, mock) = (Numbered::default(), MockTransport::new());
    mock.on_operation("things.get").reply(401).reply_json(200, "{}");
    let client = client(&provider, &mock, &Simulated::default());
    let get = || client.get("a").with_retry(RetryPolicy::none());
    assert!(block_on(get().into_future()).unwrap_err().is_unauthorized());
    assert_eq!(tokens(&mock), ["1"]);
    assert!(block_on(get().into_future()).is_ok());
    assert_eq!(tokens(&mock), ["1", "2"]);
}

#[test]
fn a_service_that_refuses_every_token_costs_few() {
    let (provider, mock, machine) =
        (Numbered::default(), MockTransport::new(), Simulated::default());
    mock.on("GET", "/myorganization/things/bad").reply(401);
    mock.on("GET", "/myorganization/things/good").reply_json(200, "{}");
    let client = client(&provider, &mock, &machine);
    let refused = |calls: u32| {
        for _ in 0..calls {
            let error = block_on(client.get("bad").into_future()).unwrap_err();
            assert!(error.is_unauthorized());
        }
        provider.count.load(Ordering::Relaxed)
    };
    // The first token, and three others in its place.
    assert_eq!(refused(20), 4);
    assert_eq!(mock.requests().len(), 23);
    // Then one a minute.
    machine.pass(Duration::from_secs(59));
    assert_eq!(refused(20), 4);
    machine.pass(Duration::from_secs(1));
    assert_eq!(refused(20), 5);
    // Ten successes are worth one as well.
    for _ in 0..10 {
        assert!(block_on(client.get("good").into_future()).is_ok());
    }
    assert_eq!(refused(20), 6);
}

#[test]
fn a_refused_token_is_replaced_once() {
    let (provider, mock) = (Numbered::default(), MockTransport::new());
    mock.on_operation("things.create").reply(401).reply_json(201, "{}");
    assert!(
        block_on(client(&provider, &mock, &Simulated::default()).create().into_future()).is_ok()
    );
    assert_eq!(tokens(&mock), ["1", "2"]);

    let (provider, mock) = (Numbered::default(), MockTransport::new());
    mock.on_operation("things.get").reply(401);
    let error = block_on(client(&provider, &mock, &Simulated::default()).get("a").into_future())
        .unwrap_err();
    assert!(error.is_unauthorized());
    assert_eq!(tokens(&mock), ["1", "2"]);
}

#[test]
fn a_fixed_token_is_not_sent_twice() {
    let mock = MockTransport::new();
    mock.on_operation("things.get").reply(401);
    let client = super::super::testing::client(&mock, &Simulated::default());
    assert!(block_on(client.get("a").into_future()).unwrap_err().is_unauthorized());
    assert_eq!(mock.requests().len(), 1);
}

#[test]
fn the_provider_is_told_what_for() {
    let scopes = |builder: ClientBuilder<Testing>| {
        let credential = Credential::from_fn(|scopes: Vec<String>| async move {
            Err(CredentialError::new(scopes.join(" ")))
        });
        let client =
            builder.credential(credential).transport(MockTransport::new()).build().unwrap();
        block_on(client.get("a").into_future()).unwrap_err().message().unwrap().to_owned()
    };
    assert_eq!(scopes(builder()), "https://graph.example/.default");
    assert_eq!(scopes(builder().cloud(TestCloud::Other)), "https://graph.other.example/.default");
    assert_eq!(scopes(builder().scopes(["a", "b"])), "a b");
}

#[test]
fn a_provider_that_hangs_is_given_up() {
    let credential = Credential::from_fn(|_| std::future::pending());
    let client: Testing = builder()
        .credential(credential)
        .transport(MockTransport::new())
        .environment(Simulated::default())
        .build()
        .unwrap();
    let error = block_on(client.get("a").into_future()).unwrap_err();
    assert_eq!(error.to_string(), "things.get: no token: the token provider took too long");
}

#[test]
fn a_token_that_no_header_can_hold_is_an_error_and_not_shown() {
    for token in ["", "planted\nplanted"] {
        let error = builder::<Async>()
            .credential(Credential::static_token(token))
            .transport(MockTransport::new())
            .build();
        let error = error.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credential);
        assert!(!format!("{error} {error:?}").contains("planted"));
    }
}

/// Writes its future's type, as those do that cannot be async functions.
struct Boxed;

impl TokenProvider for Boxed {
    #[allow(refining_impl_trait, reason = "who calls the provider need not know the type")]
    fn token<'a>(
        &'a self,
        request: TokenRequest<'a>,
    ) -> BoxFuture<'a, Result<Token, CredentialError>> {
        Box::pin(async move { Ok(Token::new(request.scopes.join(" "))) })
    }
}

#[test]
fn a_provider_can_be_asked_by_tests() {
    let scopes = ["a".to_owned(), "b".to_owned()];
    let token = block_on(Boxed.token(TokenRequest::new(&scopes))).unwrap();
    assert_eq!((token.secret(), token.expiry()), ("a b", None));
    let numbered = Numbered { lasts: Some(60), ..Numbered::default() };
    let token = block_on(numbered.token(TokenRequest::new(&[]))).unwrap();
    assert_eq!(token.secret(), "token-1");
    assert_eq!(token.expiry(), Some(start() + Duration::from_secs(60)));
    assert!(!format!("{token:?}").contains("token-1"));
}
