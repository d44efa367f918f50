//! A migration that is rehearsed: one program in its old form and in its new one, on the same tenant, ends in the same
//! state and says the same.

use directory_graph::{Error, azure_ad_graph, microsoft_graph};
use directory_graph_fake::FakeTenant;
use serde_json::json;

const USER: &str = "3b06cb32-6f4f-46ff-9d13-7ff61f6b1a17";
const APPLICATION: &str = "5c1b6a0e-7d3f-4a53-9a50-6e7c9a4f1d20";
const PRODUCT: &str = "c7df2760-2c81-4ef7-b578-5b5392b571df";

fn tenant() -> FakeTenant {
    let tenant = FakeTenant::new();
    let seed = json!({ "microsoft_graph": {
        "users": [{ "id": USER, "displayName": "Alex", "userPrincipalName": "alex@contoso.onmicrosoft.com", "usageLocation": "DE" }],
        "groups": [{ "displayName": "Everybody", "mailNickname": "all", "mailEnabled": false, "securityEnabled": true }],
        "applications": [{ "id": APPLICATION, "appId": "46e6adf4-a9cf-4b60-9390-0ba6fb00bf6b", "displayName": "Old", "deletedDateTime": "2026-01-01T00:00:00Z" }],
        "subscribedSkus": [{ "id": "tenant_sku", "skuId": PRODUCT, "consumedUnits": 0, "prepaidUnits": { "enabled": 1 } }],
    } });
    tenant.seed(&seed).unwrap();
    tenant
}

/// What a program says.
#[derive(Debug, Default, PartialEq)]
struct Told {
    names: Vec<String>,
    is_member: bool,
    memberships: usize,
    refusal: Option<String>,
}

async fn old(client: azure_ad_graph::Client) -> Result<Told, Error> {
    use azure_ad_graph::models::{AssignLicense, AssignedLicense, GroupCreate, IsMemberOf};
    let made = client.groups().create(GroupCreate {
        display_name: "Team".into(),
        mail_nickname: "team".into(),
        mail_enabled: false,
        security_enabled: true,
    });
    let team = made.description("Made by a program").await?.object_id.unwrap_or_default();
    let found = client.groups().list().filter("startswith(displayName,'Every')").await?;
    let all = found.value[0].object_id.clone().unwrap_or_default();
    client.groups().id(all.as_str()).members().add(team.as_str()).await?;
    client.groups().id(team.as_str()).members().add(USER).await?;
    client.groups().id(team.as_str()).owners().add(USER).await?;
    client.groups().id(team.as_str()).update().display_name("Crew").clear_description().await?;
    let licence = AssignedLicense { sku_id: Some(PRODUCT.into()), ..Default::default() };
    let give = AssignLicense { add_licenses: vec![licence], remove_licenses: Vec::new() };
    client.users().id(USER).assign_license(give).await?;
    client.deleted_applications().id(APPLICATION).restore().await?;
    client.domains().create("contoso.com").await?;

    let mut told = Told::default();
    let mut groups = client.groups().list().top(1).items();
    while let Some(group) = groups.try_next().await? {
        told.names.extend(group.display_name);
    }
    let asked = IsMemberOf { group_id: all, member_id: USER.into() };
    told.is_member = client.is_member_of(asked).await?;
    told.memberships = client.users().id(USER).get_member_groups(true).await?.len();
    let last = client.groups().id(team.as_str()).owners().remove(USER).await;
    told.refusal = last.err().and_then(|error| error.message().map(str::to_owned));
    client.groups().id(team.as_str()).delete().await?;
    told.names.sort();
    Ok(told)
}

async fn new(client: microsoft_graph::Client) -> Result<Told, Error> {
    use microsoft_graph::models::{AssignLicense, AssignedLicense, GroupCreate};
    let made = client.groups().create(GroupCreate {
        display_name: "Team".into(),
        mail_nickname: "team".into(),
        mail_enabled: false,
        security_enabled: true,
    });
    let team = made.description("Made by a program").await?.id.unwrap_or_default();
    let found = client.groups().list().filter("startswith(displayName,'Every')").await?;
    let all = found.value[0].id.clone().unwrap_or_default();
    client.groups().id(all.as_str()).members().add(team.as_str()).await?;
    client.groups().id(team.as_str()).members().add(USER).await?;
    client.groups().id(team.as_str()).owners().add(USER).await?;
    client.groups().id(team.as_str()).update().display_name("Crew").clear_description().await?;
    let licence = AssignedLicense { sku_id: Some(PRODUCT.into()), ..Default::default() };
    let give = AssignLicense { add_licenses: vec![licence], remove_licenses: Vec::new() };
    client.users().id(USER).assign_license(give).await?;
    client.directory().deleted_items().id(APPLICATION).restore().await?;
    client.domains().create("contoso.com").await?;

    let mut told = Told::default();
    let mut groups = client.groups().list().top(1).items();
    while let Some(group) = groups.try_next().await? {
        told.names.extend(group.display_name);
    }
    let found = client.users().id(USER).check_member_groups([all.as_str()]).await?;
    told.is_member = found == [all];
    told.memberships = client.users().id(USER).get_member_groups(true).await?.len();
    let last = client.groups().id(team.as_str()).owners().remove(USER).await;
    told.refusal = last.err().and_then(|error| error.message().map(str::to_owned));
    client.groups().id(team.as_str()).delete().await?;
    told.names.sort();
    Ok(told)
}

#[tokio::test]
async fn both_forms_of_a_program_end_in_the_same_state() {
    let tenant = tenant();
    let before = tenant.snapshot();
    let told = old(tenant.azure_ad_graph()).await.unwrap();
    let expected = Told {
        names: vec!["Crew".into(), "Everybody".into()],
        is_member: true,
        memberships: 2,
        refusal: Some(
            "The group must have at least one owner, hence this owner cannot be removed.".into(),
        ),
    };
    assert_eq!(told, expected);
    let after = tenant.dump();
    tenant.restore(&before);
    assert_eq!(new(tenant.microsoft_graph()).await.unwrap(), expected);
    assert_eq!(tenant.dump(), after);
}
