//! A client that a build script has imported: it posts, lists, goes on to the next page, and tells errors by their codes.

use directory_graph::{Credential, RetryPolicy};
use imported::post::{Client, models};

use super::server::{Reply, Server};

fn client(server: &Server) -> Client {
    Client::builder()
        .endpoint(server.url())
        .credential(Credential::static_token("planted-token"))
        .retry(RetryPolicy::none())
        .build()
        .expect("nothing is wrong with this client")
}

#[tokio::test]
async fn a_program_sends_a_mail_and_lists_a_calendar() {
    let next = "/v1.0/me/calendar/events?$skiptoken=2";
    let server = Server::start(move |received| match received.target.as_str() {
        "/v1.0/me/sendMail" => Reply::status("202 Accepted"),
        "/v1.0/me/calendar/events?$top=1" => {
            let host = received.header("host").unwrap_or_default();
            let link = format!("http://{host}{next}");
            let page = format!(
                r#"{{"@odata.nextLink":"{link}","value":[{{"id":"1","subject":"Lunch","room":7}}]}}"#
            );
            Reply::json("200 OK", &page)
        }
        target if target == next => {
            Reply::json("200 OK", r#"{"value":[{"id":"2","importance":"urgent"}]}"#)
        }
        _ => Reply::status("404 Not Found"),
    });
    let client = client(&server);
    let to =
        models::Recipient { address: Some("alexd@contoso.com".to_owned()), ..Default::default() };
    let message = models::Message {
        subject: Some("Lunch".to_owned()),
        to_recipients: vec![to],
        ..Default::default()
    };
    client.me().send_mail(message).save_to_sent_items(false).await.expect("the mail is sent");
    let mut events = client.me().calendar().events().list().top(1).items();
    let first = events.try_next().await.expect("the first page").expect("one event");
    let second = events.try_next().await.expect("the second page").expect("one more");
    assert_eq!(events.try_next().await.expect("the end"), None);

    assert_eq!(first.subject.as_deref(), Some("Lunch"));
    assert_eq!(first.extra.get("room"), Some(&7.into()));
    assert_eq!(second.importance, Some(models::Importance::from("urgent")));
    assert_eq!(
        server.requests(),
        [
            "POST /v1.0/me/sendMail",
            "GET /v1.0/me/calendar/events?$top=1",
            "GET /v1.0/me/calendar/events?$skiptoken=2",
        ]
    );
    let sent = &server.received()[0];
    assert_eq!(sent.header("authorization"), Some("Bearer planted-token"));
    assert_eq!(
        sent.body,
        r#"{"message":{"subject":"Lunch","toRecipients":[{"address":"alexd@contoso.com"}]},"saveToSentItems":false}"#
    );
}

#[tokio::test]
async fn arguments_without_a_place_in_the_path_are_sent_in_the_query() {
    let free = r#"{"value":["2026-02-03T12:00:00Z"]}"#;
    let server = Server::script(vec![Reply::json("200 OK", free); 2]);
    let client = client(&server);
    let window = models::Window {
        hours: Some(2),
        reason: Some("tea & \"cake\"".to_owned()),
        ..Default::default()
    };
    let call = client.me().free_times("Europe/O'Berlin");
    call.clone().with(["a@b.example", "ü"]).window(window).await.expect("it responds");
    let times = call.await.expect("what is not set is null to the service");
    assert_eq!(times.len(), 1);
    assert_eq!(
        server.requests(),
        [
            "GET /v1.0/me/freeTimes(zone='Europe%2FO''Berlin',with=@with,window=@window)\
             ?@with=%5B%22a@b.example%22,%22%C3%BC%22%5D\
             &@window=%7B%22hours%22:2,%22reason%22:%22tea%20%26%20%5C%22cake%5C%22%22%7D",
            "GET /v1.0/me/freeTimes(zone='Europe%2FO''Berlin',with=@with,window=@window)",
        ]
    );
}

#[tokio::test]
async fn a_refusal_is_a_typed_error() {
    let server = Server::script(vec![
        Reply::json("201 Created", r#"{"id":"3","subject":"Tea"}"#),
        Reply::json(
            "403 Forbidden",
            r#"{"error":{"code":"ErrorAccessDenied","message":"Not yours."}}"#,
        ),
    ]);
    let client = client(&server);
    let tea = models::Event { subject: Some("Tea".to_owned()), ..Default::default() };
    let event = client.me().calendar().events().create(tea.clone()).await.expect("it is made");
    assert_eq!(event.id.as_deref(), Some("3"));
    assert_eq!(server.received()[0].body, r#"{"subject":"Tea"}"#);

    let error = client.me().calendar().events().create(tea).await.expect_err("it is refused");
    assert!(error.is_forbidden());
    assert_eq!(error.code(), Some(&imported::ErrorCode::from("ErrorAccessDenied")));
    assert_eq!(error.message(), Some("Not yours."));
}
