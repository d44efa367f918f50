//! Objects are made, read, changed and removed through both services, which are two views of one tenant.

use directory_graph::azure_ad_graph::models as aad;
use directory_graph::microsoft_graph::models as ms;
use directory_graph_fake::FakeTenant;
use futures::TryStreamExt;

fn group(name: &str) -> aad::GroupCreate {
    aad::GroupCreate {
        display_name: name.into(),
        mail_nickname: name.into(),
        mail_enabled: false,
        security_enabled: true,
    }
}

#[tokio::test]
async fn a_group_made_through_one_service_is_read_through_the_other() {
    let tenant = FakeTenant::new();
    let (old, new) = (tenant.azure_ad_graph(), tenant.microsoft_graph());
    let made = old.groups().create(group("Marketing")).description("Those who sell").await.unwrap();
    let id = made.object_id.clone().unwrap();
    assert_eq!(made.display_name.as_deref(), Some("Marketing"));

    let read = new.groups().id(id.as_str()).get().await.unwrap();
    assert_eq!(read.id.as_deref(), Some(id.as_str()));
    assert_eq!(read.display_name.as_deref(), Some("Marketing"));
    assert_eq!(read.description.as_deref(), Some("Those who sell"));

    new.groups().id(id.as_str()).update().display_name("Sales").clear_description().await.unwrap();
    let read = old.groups().id(id.as_str()).get().await.unwrap();
    assert_eq!((read.display_name.as_deref(), read.description), (Some("Sales"), None));

    old.groups().id(id.as_str()).delete().await.unwrap();
    assert!(new.groups().id(id.as_str()).get().await.unwrap_err().is_not_found());
    let deleted = new.directory().deleted_items().groups().list().await.unwrap();
    assert_eq!(deleted.value.len(), 1);
}

#[tokio::test]
async fn members_are_added_listed_and_removed_through_both() {
    let tenant = FakeTenant::new();
    let (old, new) = (tenant.azure_ad_graph(), tenant.microsoft_graph());
    let outer = old.groups().create(group("Outer")).await.unwrap().object_id.unwrap();
    let inner = old.groups().create(group("Inner")).await.unwrap().object_id.unwrap();
    old.groups().id(outer.as_str()).members().add(inner.as_str()).await.unwrap();

    let again = new.groups().id(outer.as_str()).members().add(inner.as_str()).await.unwrap_err();
    assert_eq!(again.status().map(|status| status.as_u16()), Some(400));

    let members: Vec<_> =
        new.groups().id(outer.as_str()).members().list().items().try_collect().await.unwrap();
    let [ms::DirectoryObject::Group(member)] = &members[..] else { panic!("{members:?}") };
    assert_eq!(member.display_name.as_deref(), Some("Inner"));
    let links = old.groups().id(outer.as_str()).members().links().await.unwrap();
    assert_eq!(links[0].id(), inner);
    assert_eq!(links[0].kind(), Some("Group"));
    let of = new.groups().id(inner.as_str()).member_of().list().await.unwrap();
    assert_eq!(of.value.len(), 1);

    new.groups().id(outer.as_str()).members().remove(inner.as_str()).await.unwrap();
    let left = old.groups().id(outer.as_str()).members().list().await.unwrap();
    assert_eq!(left.value, []);
    let gone = new.groups().id(outer.as_str()).members().remove(inner.as_str()).await.unwrap_err();
    assert!(gone.is_not_found());
}

#[tokio::test]
async fn lists_come_in_pages() {
    let tenant = FakeTenant::new();
    let (old, new) = (tenant.azure_ad_graph(), tenant.microsoft_graph());
    for number in 0..7 {
        old.groups().create(group(&format!("G{number}"))).await.unwrap();
    }
    let page = old.groups().list().top(3).await.unwrap();
    assert_eq!(page.value.len(), 3);
    let pages: Vec<_> = old.groups().list().top(3).pages().try_collect().await.unwrap();
    assert_eq!(pages.iter().map(|page| page.value.len()).collect::<Vec<_>>(), [3, 3, 1]);
    let pages: Vec<_> = new.groups().list().top(3).pages().try_collect().await.unwrap();
    assert_eq!(pages.iter().map(|page| page.value.len()).collect::<Vec<_>>(), [3, 3, 1]);
    let found: Vec<_> =
        new.groups().list().filter("displayName eq 'g5'").items().try_collect().await.unwrap();
    assert_eq!(found[0].display_name.as_deref(), Some("G5"));
    let counted = new.groups().count().await.unwrap();
    assert_eq!(counted, 7);
}

#[tokio::test]
async fn annotations_of_properties_are_there_if_they_say_something() {
    let tenant = FakeTenant::new();
    let id = tenant.azure_ad_graph().groups().create(group("Plain")).await.unwrap().object_id;
    let path = format!("https://graph.microsoft.com/v1.0/groups/{}", id.unwrap());
    let request = http::Request::get(path).header("authorization", "Bearer any");
    let response = tenant.respond(&request.body(bytes::Bytes::new()).unwrap()).response;
    let group: serde_json::Value = serde_json::from_slice(response.body()).unwrap();
    let annotations = group.as_object().unwrap().keys().filter(|name| name.contains('@'));
    assert_eq!(annotations.collect::<Vec<_>>(), ["@odata.context"]);
}
