//! Who may do what, if a token says so.

use directory_graph::microsoft_graph::Client;
use directory_graph::microsoft_graph::models::GroupCreate;
use directory_graph::{Error, ErrorCode, PermissionKind};
use directory_graph_fake::FakeTenant;

fn group() -> GroupCreate {
    GroupCreate {
        display_name: "A".into(),
        mail_nickname: "a".into(),
        mail_enabled: false,
        security_enabled: true,
    }
}

fn client(tenant: &FakeTenant, kind: PermissionKind, names: &[&str]) -> Client {
    tenant.permitted(kind, names.iter().copied()).microsoft_graph()
}

fn is_denied<T: std::fmt::Debug>(result: Result<T, Error>) {
    let error = result.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(403));
    assert_eq!(error.code(), Some(&ErrorCode::RequestDenied));
    assert_eq!(error.message(), Some("Insufficient privileges to complete the operation."));
}

#[tokio::test]
async fn any_one_of_the_sufficient_permissions_suffices() {
    let tenant = FakeTenant::new();
    for least in ["GroupMember.Read.All", "Group.Read.All", "Directory.ReadWrite.All"] {
        let client = client(&tenant, PermissionKind::Application, &[least]);
        assert_eq!(client.groups().list().await.unwrap().value, [], "{least}");
    }
    let reader = client(&tenant, PermissionKind::Application, &["Group.Read.All"]);
    is_denied(reader.groups().create(group()).await);
    assert_eq!(tenant.with_state(|state| state.count("Group")), 0);
    let writer = client(&tenant, PermissionKind::Application, &["User.Read.All", "Group.Create"]);
    writer.groups().create(group()).await.unwrap();
    is_denied(client(&tenant, PermissionKind::Application, &[]).groups().list().await);
}

#[tokio::test]
async fn kinds_of_permissions_are_told_apart() {
    let tenant = FakeTenant::new();
    let delegated = client(&tenant, PermissionKind::Delegated, &["User.Read"]);
    assert!(delegated.me().get().await.is_ok());
    // It takes two permissions together.
    is_denied(delegated.me().get_member_groups(false).await);
    let both = ["User.Read", "GroupMember.Read.All"];
    let delegated = client(&tenant, PermissionKind::Delegated, &both);
    assert!(delegated.me().get_member_groups(false).await.is_ok());
    // `Group.Create` is for applications only.
    is_denied(
        client(&tenant, PermissionKind::Delegated, &["Group.Create"])
            .groups()
            .create(group())
            .await,
    );
    // Nobody with a personal account reads groups.
    is_denied(client(&tenant, PermissionKind::Personal, &["Group.Read.All"]).groups().list().await);
}

#[tokio::test]
async fn what_is_not_known_is_permitted() {
    let tenant = FakeTenant::new();
    let nobody = tenant.permitted(PermissionKind::Application, [""; 0]);
    // The documents of Azure AD Graph name no permission.
    assert_eq!(nobody.azure_ad_graph().groups().list().await.unwrap().value, []);
    // A token that names no permissions is good for everything, and so is any that is forgiven.
    assert_eq!(tenant.token(), "fake");
    assert!(tenant.microsoft_graph().groups().list().await.is_ok());
    assert!(nobody.clone().loose().microsoft_graph().groups().list().await.is_ok());
}
