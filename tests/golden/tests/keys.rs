//! From a response to the next call.

use directory_graph_runtime::{Error, ErrorKind, MockTransport};

use crate::api::ErrorCode;
use crate::api::advanced::Client;
use crate::api::advanced::models::{Group, Member, User};

fn path(client: &Client, group: &Group) -> Result<String, Error<ErrorCode>> {
    let request = client.groups().id(group.id()?).members().list().build()?;
    Ok(request.uri().path().to_owned())
}

#[test]
fn an_object_leads_to_its_calls() {
    let client = Client::builder().transport(MockTransport::new()).build().unwrap();
    let group = Group { id: Some("g1".to_owned()), ..Group::default() };
    assert_eq!(path(&client, &group).unwrap(), "/v1/groups/g1/members");
    let user = User { id: Some("u1".to_owned()), ..User::default() };
    // A user is selected by an identifier of another kind, which takes this one too.
    let request = client.users().id(user.id().unwrap()).get().build().unwrap();
    assert_eq!(request.uri().path(), "/v1/users/u1");
}

#[test]
fn a_member_of_any_kind_has_its_identifier() {
    for json in [r#"{"@odata.type":"demo.user","id":"m1"}"#, r#"{"@odata.type":"new","id":"m1"}"#] {
        let member: Member = serde_json::from_str(json).unwrap();
        assert_eq!(member.id().unwrap().as_str(), "m1");
    }
}

#[test]
fn what_is_missing_is_said() {
    let client = Client::builder().transport(MockTransport::new()).build().unwrap();
    let error = path(&client, &Group::default()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Missing);
    assert_eq!(
        error.to_string(),
        "a property is missing: `Group` came without `id`; was it left out of a selection?"
    );
}
