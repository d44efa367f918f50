//! The responses that are read: pages made of the documents' examples, as the spec has them.

use serde_json::{Value, json};

use crate::json::Json;

const GROUPS: &str = include_str!("../../../../api-spec/azure_ad_graph/groups.examples.json");
const APPLICATIONS: &str =
    include_str!("../../../../api-spec/azure_ad_graph/applications.examples.json");

/// The name of a property that a tenant has added to its directory.
const EXTENSION: &str = "extension_ab603c56068041afb2f6832e2a17e237_costCenter";

/// The documented response of an operation.
fn documented(examples: &str, operation: &str) -> Json {
    let examples: Json = serde_json::from_str(examples).expect("the spec is JSON");
    let example = ["examples", operation, "0", "response", "body"];
    examples.at(&example).clone()
}

/// The page of groups that the documents show.
pub(crate) fn documented_groups() -> String {
    text(&documented(GROUPS, "groups.list"))
}

/// A page of groups: the documented ones over and over, with names and identifiers of their own, some from an
/// on-premises directory and some with properties that no model knows.
pub(crate) fn groups(count: usize) -> String {
    let mut page = documented(GROUPS, "groups.list");
    let examples = page.at(&["value"]).items().to_vec();
    let groups = (0..count).zip(examples.iter().cycle());
    fill(&mut page, groups.map(|(number, example)| group(number, example)).collect());
    text(&page)
}

fn group(number: usize, example: &Json) -> Json {
    let mut group = example.clone();
    group.set("objectId", guid(number));
    group.set("displayName", format!("Marketing {number}"));
    group.set("mailNickname", guid(number + 1_000_000));
    if number.is_multiple_of(3) {
        let mail = format!("marketing{number}@contoso.com");
        group.set("dirSyncEnabled", true);
        group.set("lastDirSyncTime", "2018-10-11T18:11:49Z");
        group.set("mail", mail.as_str());
        group.set("onPremisesSecurityIdentifier", format!("S-1-5-21-1234567890-{number}"));
        group.set(
            "proxyAddresses",
            json!([format!("SMTP:{mail}"), format!("smtp:m{number}@contoso.com")]),
        );
    }
    if number.is_multiple_of(4) {
        group.set(EXTENSION, format!("cost center {number}"));
    }
    if number.is_multiple_of(10) {
        group.set("theme", Value::Null);
        group.set("resourceBehaviorOptions", json!(["HideGroupInOutlook"]));
    }
    group
}

/// A page of applications: the documented one over and over, with names and identifiers of its own, some with URLs,
/// permissions and a password, and some with properties that no model knows.
pub(crate) fn applications(count: usize) -> String {
    let mut example = documented(APPLICATIONS, "applications.get");
    let Json::Object(properties) = &mut example else {
        panic!("an application is an object");
    };
    let (_, metadata) = properties.remove(0);
    let mut page = Json::Object(vec![("odata.metadata".to_owned(), metadata)]);
    fill(&mut page, (0..count).map(|number| application(number, &example)).collect());
    text(&page)
}

fn application(number: usize, example: &Json) -> Json {
    let mut application = example.clone();
    application.set("objectId", guid(number));
    application.set("appId", guid(number + 1_000_000));
    application.set("displayName", format!("Test App {number}"));
    if number.is_multiple_of(2) {
        application.set("homepage", format!("https://app{number}.contoso.com"));
        application.set("identifierUris", json!([format!("https://contoso.com/app{number}")]));
        application.set("replyUrls", json!([format!("https://app{number}.contoso.com/signed-in")]));
        application.set("requiredResourceAccess", json!([required_access()]));
    }
    if number.is_multiple_of(4) {
        application.set("oauth2Permissions", json!([permission(number)]));
        application.set("passwordCredentials", json!([password(number)]));
        application.set(EXTENSION, format!("cost center {number}"));
    }
    application
}

/// What an application needs of the directory itself: to sign users in and to read their profiles.
fn required_access() -> Value {
    json!({
        "resourceAppId": "00000002-0000-0000-c000-000000000000",
        "resourceAccess": [{"id": "311a71cc-e848-46a1-bdf8-97ff7156d8e6", "type": "Scope"}],
    })
}

fn permission(number: usize) -> Value {
    json!({
        "adminConsentDescription": "Allow the application to act for the signed-in user.",
        "adminConsentDisplayName": format!("Access Test App {number}"),
        "id": guid(number + 2_000_000),
        "isEnabled": true,
        "type": "User",
        "userConsentDescription": "Allow the application to act for you.",
        "userConsentDisplayName": format!("Access Test App {number}"),
        "value": "user_impersonation",
    })
}

fn password(number: usize) -> Value {
    json!({
        "customKeyIdentifier": null,
        "endDate": "2018-10-11T07:00:00Z",
        "keyId": guid(number + 3_000_000),
        "startDate": "2017-10-11T07:00:00Z",
        "value": null,
    })
}

/// Sets the items of a page, which stand behind everything else that it says.
fn fill(page: &mut Json, items: Vec<Json>) {
    let Json::Object(properties) = page else {
        panic!("a page is an object");
    };
    properties.retain(|(name, _)| name != "value");
    properties.push(("value".to_owned(), Json::List(items)));
}

fn guid(number: usize) -> String {
    // A large odd factor, so that neighbours do not look alike.
    let mixed = (number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    format!("{:08x}-{:04x}-4000-8000-{:012x}", mixed >> 32, mixed & 0xffff, number)
}

fn text(json: &Json) -> String {
    serde_json::to_string(json).expect("JSON can be written")
}
