use bytes::Bytes;
use codegen::contract::Batch;
use http::{Request, Response};

use super::*;

/// Says what it was asked. A path that ends in `missing` is not found, a DELETE has no body.
fn echo(request: Request<Bytes>) -> Response<Bytes> {
    let token = request
        .headers()
        .get("authorization")
        .map_or("none", |token| token.to_str().expect("text"));
    let text = format!(
        "{} {} {token} {}",
        request.method(),
        request.uri(),
        String::from_utf8_lossy(request.body())
    );
    let (status, body) =
        match (request.method().as_str(), request.uri().path().ends_with("missing")) {
            (_, true) => (404, json!({ "error": "none" }).to_string()),
            ("DELETE", _) => (204, String::new()),
            _ => (200, json!(text).to_string()),
        };
    let response = Response::builder().status(status).header("content-type", "application/json");
    response.body(Bytes::from(body)).expect("a response")
}

fn respond(json: bool, kind: &str, body: String) -> (u16, String) {
    let uri = "https://h/v1.0/$batch";
    let request =
        Request::post(uri).header("authorization", "Bearer t").header("content-type", kind);
    let request = request.body(Bytes::from(body)).expect("a request");
    let mut each = |parts: Vec<Request<Bytes>>| parts.into_iter().map(echo).collect();
    let response = super::super::batch::respond(&request, Batch { json, most: 3 }, &mut each);
    (response.status().as_u16(), String::from_utf8_lossy(response.body()).into_owned())
}

#[test]
fn lists_of_requests_are_done_in_their_order() {
    let body = json!({ "requests": [
        { "id": "1", "method": "GET", "url": "/groups?$filter=a eq 'b'" },
        { "id": "2", "method": "GET", "url": "groups/missing" },
        { "id": "3", "method": "POST", "url": "/groups", "dependsOn": ["2"], "body": {} },
    ] });
    let (status, text) = respond(true, "application/json", body.to_string());
    let responses: Value = serde_json::from_str(&text).expect("JSON");
    let responses = responses["responses"].as_array().expect("a list");
    let told: Vec<_> =
        responses.iter().map(|response| (&response["id"], &response["status"])).collect();
    assert_eq!(status, 200);
    assert_eq!(
        told,
        [(&json!("1"), &json!(200)), (&json!("2"), &json!(404)), (&json!("3"), &json!(424))]
    );
    assert_eq!(responses[0]["body"], "GET https://h/v1.0/groups?$filter=a%20eq%20'b' Bearer t ");
    assert_eq!(responses[1]["body"], json!({ "error": "none" }));
}

#[test]
fn lists_that_are_none_are_refused() {
    let entry = |id: &str| json!({ "id": id, "method": "GET", "url": "/a" });
    for (body, expected) in [
        (json!("x"), "The batch has no requests."),
        (json!({ "requests": [entry("1"), entry("1")] }), "Two requests have the id '1'."),
        (json!({ "requests": [{ "id": "1" }] }), "A request has no `method`."),
        (
            json!({ "requests": [entry("1"), entry("2"), entry("3"), entry("4")] }),
            "A batch has at most 3 requests.",
        ),
        (
            json!({ "requests": [{ "id": "1", "method": "GET", "url": "/a", "dependsOn": ["0"] }] }),
            "'1' depends on no request before it.",
        ),
    ] {
        let (status, text) = respond(true, "application/json", body.to_string());
        assert_eq!(status, 400);
        assert!(text.contains(expected), "{text}");
    }
}

#[test]
fn parts_and_change_sets_are_done() {
    let body = "--b\r\nContent-Type: application/http\r\n\r\nGET https://h/t/groups?api-version=1.6 HTTP/1.1\r\naccept: a\r\n\r\n\r\n\
                --b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n\
                --c\r\nContent-Type: application/http\r\n\r\nPATCH https://h/t/groups/1 HTTP/1.1\r\ncontent-type: application/json\r\n\r\n{\"a\":1}\r\n\
                --c\r\nContent-Type: application/http\r\n\r\nDELETE https://h/t/groups/2 HTTP/1.1\r\n\r\n\r\n--c--\r\n--b--\r\n";
    let (status, text) = respond(false, "multipart/mixed; boundary=b", body.to_owned());
    assert_eq!(status, 202);
    assert_eq!(
        text,
        "--batchresponse\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nHTTP/1.1 200 OK\r\n\
         content-type: application/json\r\n\r\n\"GET https://h/t/groups?api-version=1.6 Bearer t \"\r\n\
         --batchresponse\r\nContent-Type: multipart/mixed; boundary=changesetresponse_1\r\n\r\n\
         --changesetresponse_1\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nHTTP/1.1 200 OK\r\n\
         content-type: application/json\r\n\r\n\"PATCH https://h/t/groups/1 Bearer t {\\\"a\\\":1}\"\r\n\
         --changesetresponse_1\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nHTTP/1.1 204 No Content\r\n\
         content-type: application/json\r\n\r\n\r\n--changesetresponse_1--\r\n--batchresponse--\r\n"
    );
    assert_eq!(respond(false, "application/json", String::new()).0, 400);
}
