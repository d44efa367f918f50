//! Services whose spec is imported from their metadata.

use std::path::Path;

use bytes::Bytes;
use codegen::SourceFile;
use codegen::import::{Import, import};
use directory_graph_fake::FakeTenant;
use http::Request;
use serde_json::{Value, json};

/// A tenant of the service that a fixture's metadata describes.
fn tenant() -> FakeTenant {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/import/shop.xml");
    let source = |path: &str, text: String| SourceFile { path: path.to_owned(), text };
    let metadata = source("shop.xml", std::fs::read_to_string(path).unwrap());
    let selection = source("--select", "**".to_owned());
    let asked = Import {
        metadata: &metadata,
        selection: &selection,
        permissions: None,
        service: "shop",
        depth: None,
        earlier: None,
    };
    let output = import(&asked, None).unwrap_or_else(|_| panic!("the fixture has mistakes"));
    let files = output.files.into_iter();
    let files: Vec<_> =
        files.map(|it| source(&format!("spec/shop/{}", it.path), it.text)).collect();
    FakeTenant::of_spec(&files).unwrap()
}

fn send(tenant: &FakeTenant, method: &str, path: &str, body: &Value) -> (u16, Value) {
    let url = format!("https://example.org/v1.0/{path}");
    let request = Request::builder().method(method).uri(url).header("authorization", "Bearer any");
    let body = if body.is_null() { Bytes::new() } else { Bytes::from(body.to_string()) };
    let response = tenant.respond(&request.body(body).unwrap()).response;
    let body = serde_json::from_slice(response.body()).unwrap_or(Value::Null);
    (response.status().as_u16(), body)
}

#[test]
fn what_is_created_is_read_listed_changed_and_deleted() {
    let tenant = tenant();
    let get = |path: &str| send(&tenant, "GET", path, &Value::Null);
    let (status, made) =
        send(&tenant, "POST", "shops", &json!({ "code": "a1", "opened": "2026-01-01" }));
    assert_eq!((status, &made["code"], &made["closes"]), (201, &json!("a1"), &Value::Null));
    let id = made["id"].as_str().unwrap();
    send(&tenant, "POST", "shops", &json!({ "code": "b2" }));

    let (status, list) = get("shops?$filter=code%20eq%20'a1'");
    assert_eq!((status, list["value"].as_array().map(Vec::len)), (200, Some(1)));
    assert_eq!(list["value"][0]["id"], id);
    assert_eq!(get("shops(code='a1')").1["id"], id);
    assert_eq!(get("shops").1["value"].as_array().map(Vec::len), Some(2));

    let path = format!("shops/{id}");
    let (status, _) = send(&tenant, "PATCH", &path, &json!({ "opened": "2026-02-02" }));
    assert!(status < 300, "{status}");
    assert_eq!(
        (&get(&path).1["opened"], &get(&path).1["code"]),
        (&json!("2026-02-02"), &json!("a1"))
    );
    assert_eq!(send(&tenant, "DELETE", &path, &Value::Null).0, 204);
    assert_eq!(get(&path).0, 404);
}

#[test]
fn objects_are_contained_and_linked() {
    let tenant = tenant();
    let post = |path: &str, body: Value| send(&tenant, "POST", path, &body);
    let id = |made: (u16, Value)| made.1["id"].as_str().unwrap().to_owned();
    let values = |path: &str| {
        let (status, list) = send(&tenant, "GET", path, &Value::Null);
        assert_eq!(status, 200, "{path}: {list}");
        list["value"].as_array().unwrap().clone()
    };
    let shop = id(post("shops", json!({ "code": "a1" })));
    let good = id(post(&format!("shops/{shop}/goods"), json!({ "price": { "amount": 1.5 } })));
    let part = id(post(&format!("shops/{shop}/goods/{good}/parts"), json!({})));
    let goods = values(&format!("shops/{shop}/goods"));
    assert_eq!((&goods[0]["id"], &goods[0]["price"]["amount"]), (&json!(good), &json!(1.5)));
    assert_eq!(values(&format!("shops/{shop}/goods/{good}/parts"))[0]["id"], json!(part));

    let person = id(post("people", json!({ "name": "Ann" })));
    let link = json!({ "@odata.id": format!("https://example.org/v1.0/people/{person}") });
    assert_eq!(post(&format!("shops/{shop}/owners/$ref"), link), (204, Value::Null));
    let owners = values(&format!("shops/{shop}/owners"));
    assert_eq!((&owners[0]["id"], &owners[0]["name"]), (&json!(person), &json!("Ann")));

    let refused = post("shops", json!({ "code": 1 }));
    assert_eq!((refused.0, &refused.1["error"]["details"][0]["target"]), (400, &json!("code")));
}
