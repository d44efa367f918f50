//! Several calls of the emitted clients in one request.

use directory_graph::azure_ad_graph::Client;
use directory_graph::{Error, ErrorCode, MockTransport, microsoft_graph};
use http::Response;
use serde_json::{Value, json};

#[tokio::test]
async fn microsoft_graph_takes_json() -> Result<(), Error> {
    let mock = MockTransport::new();
    mock.on("POST", "/v1.0/$batch").reply_json(
        200,
        json!({ "responses": [
            { "id": "1", "status": 400, "body": { "error": { "code": "Request_BadRequest", "message": "No." } } },
            { "id": "0", "status": 201, "body": { "id": "contoso.com" } },
        ]}),
    );
    let client = microsoft_graph::Client::builder().transport(mock.clone()).build()?;
    let mut batch = client.batch();
    let create = batch.add(client.domains().create("contoso.com"));
    let again = batch.add(client.domains().create("contoso.com"));
    let mut done = batch.send().await?;
    assert_eq!(done.take(create)?.id.as_deref(), Some("contoso.com"));
    assert_eq!(
        done.take(again).unwrap_err().to_string(),
        "domains.create: 400 Bad Request Request_BadRequest: No."
    );
    let sent: Value = serde_json::from_slice(mock.requests()[0].body()).unwrap();
    assert_eq!(
        sent["requests"][0],
        json!({
            "id": "0",
            "method": "POST",
            "url": "/domains",
            "headers": { "content-type": "application/json" },
            "body": { "id": "contoso.com" }
        })
    );
    Ok(())
}

#[tokio::test]
async fn azure_ad_graph_takes_text() {
    let mock = MockTransport::new();
    let body = "--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n\
                --c\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n\r\n--c--\r\n\
                --b\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\n\r\n\
                {\"odata.error\":{\"code\":\"Request_ResourceNotFound\",\"message\":{\"value\":\"Gone.\"}}}\r\n\
                --b--\r\n";
    let response = Response::builder()
        .status(202)
        .header("content-type", "multipart/mixed; boundary=b")
        .body(body.to_owned())
        .unwrap();
    mock.on("POST", "/myorganization/$batch").reply_response(response);
    let client: Client = super::client(&mock);
    let mut batch = client.batch();
    let delete = batch.add(client.groups().id("g1").delete());
    let get = batch.add(client.groups().id("g2").get());
    let mut done = batch.send().await.unwrap();
    done.take(delete).unwrap();
    let error: Error = done.take(get).unwrap_err();
    assert_eq!(error.code(), Some(&ErrorCode::ResourceNotFound));
    assert_eq!(
        mock.requests()[0].uri().to_string(),
        "https://graph.windows.net/myorganization/$batch?api-version=1.6"
    );
}
