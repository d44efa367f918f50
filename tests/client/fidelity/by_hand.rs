//! Objects that are made by hand and put into a union: what is written is read as the same type again.

use directory_graph::azure_ad_graph::blocking::Client;
use directory_graph::azure_ad_graph::models::{
    Application, Contact, DirectoryObject, DomainDnsCnameRecord, DomainDnsMxRecord,
    DomainDnsRecord, DomainDnsSrvRecord, DomainDnsTxtRecord, DomainDnsUnavailableRecord,
    ExtensionProperty, Group, ServicePrincipal, User,
};
use directory_graph::{MockTransport, Tenant};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::fidelity::{json as text, shapes};
use crate::model;

/// The type that is written, after reading has given the same object again.
fn written<U>(made: impl Into<U>) -> Value
where
    U: serde::Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug,
{
    let made: U = made.into();
    let json = serde_json::to_value(&made).expect("unions are JSON");
    assert_eq!(model::<U>(&json), made);
    json["odata.type"].clone()
}

#[test]
fn a_directory_object_is_written_with_its_type() {
    for (type_name, expected) in [
        (written::<DirectoryObject>(User::default()), "User"),
        (written::<DirectoryObject>(Group::default()), "Group"),
        (written::<DirectoryObject>(Contact::default()), "Contact"),
        (written::<DirectoryObject>(Application::default()), "Application"),
        (written::<DirectoryObject>(ServicePrincipal::default()), "ServicePrincipal"),
        (written::<DirectoryObject>(ExtensionProperty::default()), "ExtensionProperty"),
    ] {
        assert_eq!(type_name, format!("Microsoft.DirectoryServices.{expected}"));
    }
}

#[test]
fn a_dns_record_is_written_with_its_type() {
    for (type_name, expected) in [
        (written::<DomainDnsRecord>(DomainDnsTxtRecord::default()), "DomainDnsTxtRecord"),
        (written::<DomainDnsRecord>(DomainDnsMxRecord::default()), "DomainDnsMxRecord"),
        (written::<DomainDnsRecord>(DomainDnsCnameRecord::default()), "DomainDnsCnameRecord"),
        (written::<DomainDnsRecord>(DomainDnsSrvRecord::default()), "DomainDnsSrvRecord"),
        (
            written::<DomainDnsRecord>(DomainDnsUnavailableRecord::default()),
            "DomainDnsUnavailableRecord",
        ),
    ] {
        assert_eq!(type_name, format!("Microsoft.DirectoryServices.{expected}"));
    }
}

#[test]
fn a_mocked_page_of_users_is_a_page_of_users() {
    let user =
        |id: &str| DirectoryObject::from(User { object_id: Some(id.into()), ..User::default() });
    let mock = MockTransport::new();
    mock.on_operation("groups.members.list")
        .reply_json(200, json!({"value": [user("u1"), user("u2"), user("u3")]}));
    let client: Client = Client::builder(Tenant::my_organization())
        .transport(mock)
        .build()
        .expect("nothing is wrong with this client");
    let members = client.groups().id("g1").members().list().call();
    let members = members.expect("the mock responds");
    let users: Vec<_> = members
        .iter()
        .filter_map(|member| match member {
            DirectoryObject::User(user) => user.object_id.as_deref(),
            _ => None,
        })
        .collect();
    assert_eq!(users, ["u1", "u2", "u3"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_user_stays_one(text in text::object(&shapes::USER)) {
        let user: User = serde_json::from_reader(text.as_bytes()).expect("any object is a user");
        // What says that it is something else is believed.
        prop_assume!(["odata.type", "@odata.type"].iter().all(|key| !user.extra.get(key).is_some_and(Value::is_string)));
        let made = DirectoryObject::from(user);
        let written = serde_json::to_value(&made).expect("unions are JSON");
        let read: DirectoryObject = model(&written);
        prop_assert!(matches!(read, DirectoryObject::User(_)), "{}", written);
    }
}
