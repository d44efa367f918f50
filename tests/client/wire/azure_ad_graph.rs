//! Every operation of Azure AD Graph, called once, with what must go over the wire written out.

use directory_graph::azure_ad_graph::{Client, models::*};

use crate::wire::{Case, case};

const GROUP: &str = "c7ebe5ed-b1d2-4990-88f7-892e4db2e5f3";
const MEMBER: &str = "3eb6055a-baeb-44d4-a1ea-2fee86d8891b";
const APPLICATION: &str = "00009987-f6d8-4957-a6ca-7848d986ffff";
const APP_ID: &str = "1062a13d-f7e5-4ea7-8d24-427f6ff1e5e1";
const USER: &str = "alexd@contoso.com";

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = domains();
    cases.extend(groups());
    cases.extend(group_navigation());
    cases.extend(memberships());
    cases.extend(applications());
    cases.extend(users());
    cases.extend(directory());
    cases
}

fn domains() -> Vec<Case> {
    vec![
        case!(
            "domains.list",
            |c| c.domains().list(),
            "GET",
            "https://graph.windows.net/myorganization/domains?api-version=1.6"
        ),
        case!(
            "domains.get",
            |c| c.domains().id("contoso.com").get(),
            "GET",
            "https://graph.windows.net/myorganization/domains('contoso.com')?api-version=1.6"
        ),
        case!(
            "domains.create",
            |c| c.domains().create("contoso.com"),
            "POST",
            "https://graph.windows.net/myorganization/domains?api-version=1.6",
            r#"{"name":"contoso.com"}"#
        ),
        case!(
            "domains.update",
            |c| c.domains().id("contoso.com").update().is_default(true),
            "PATCH",
            "https://graph.windows.net/myorganization/domains('contoso.com')?api-version=1.6",
            r#"{"isDefault":true}"#
        ),
        case!(
            "domains.delete",
            |c| c.domains().id("contoso.com").delete(),
            "DELETE",
            "https://graph.windows.net/myorganization/domains('contoso.com')?api-version=1.6"
        ),
        case!(
            "domains.verify",
            |c| c.domains().id("contoso.com").verify(),
            "POST",
            "https://graph.windows.net/myorganization/domains('contoso.com')/verify?api-version=1.6"
        ),
        case!(
            "domains.verificationDnsRecords.list",
            |c| c.domains().id("contoso.com").verification_dns_records().list(),
            "GET",
            "https://graph.windows.net/myorganization/domains('contoso.com')/verificationDnsRecords?api-version=1.6"
        ),
        case!(
            "domains.verificationDnsRecords.links",
            |c| c.domains().id("contoso.com").verification_dns_records().links(),
            "GET",
            "https://graph.windows.net/myorganization/domains('contoso.com')/$links/verificationDnsRecords?api-version=1.6"
        ),
        case!(
            "domains.serviceConfigurationRecords.list",
            |c| c.domains().id("contoso.com").service_configuration_records().list(),
            "GET",
            "https://graph.windows.net/myorganization/domains('contoso.com')/serviceConfigurationRecords?api-version=1.6"
        ),
        case!(
            "domains.serviceConfigurationRecords.links",
            |c| c.domains().id("contoso.com").service_configuration_records().links(),
            "GET",
            "https://graph.windows.net/myorganization/domains('contoso.com')/$links/serviceConfigurationRecords?api-version=1.6"
        ),
    ]
}

fn groups() -> Vec<Case> {
    vec![
        case!(
            "groups.list",
            |c| c.groups().list().filter("startswith(displayName,'A')").top(100),
            "GET",
            "https://graph.windows.net/myorganization/groups?api-version=1.6&$filter=startswith(displayName,'A')&$top=100"
        ),
        case!(
            "groups.get",
            |c| c.groups().id(GROUP).get(),
            "GET",
            "https://graph.windows.net/myorganization/groups/c7ebe5ed-b1d2-4990-88f7-892e4db2e5f3?api-version=1.6"
        ),
        case!(
            "groups.create",
            |c| {
                c.groups()
                    .create(GroupCreate {
                        display_name: "Example Group".into(),
                        mail_nickname: "ExampleGroup".into(),
                        mail_enabled: false,
                        security_enabled: true,
                    })
                    .description("For examples")
            },
            "POST",
            "https://graph.windows.net/myorganization/groups?api-version=1.6",
            r#"{"displayName":"Example Group","mailNickname":"ExampleGroup","mailEnabled":false,"securityEnabled":true,"description":"For examples"}"#
        ),
        case!(
            "groups.update",
            |c| c.groups().id(GROUP).update().display_name("New").clear_description(),
            "PATCH",
            "https://graph.windows.net/myorganization/groups/c7ebe5ed-b1d2-4990-88f7-892e4db2e5f3?api-version=1.6",
            r#"{"displayName":"New","description":null}"#
        ),
        case!(
            "groups.delete",
            |c| c.groups().id(GROUP).delete(),
            "DELETE",
            "https://graph.windows.net/myorganization/groups/c7ebe5ed-b1d2-4990-88f7-892e4db2e5f3?api-version=1.6"
        ),
    ]
}

fn group_navigation() -> Vec<Case> {
    vec![
        case!(
            "groups.members.list",
            |c| c.groups().id(GROUP).members().list(),
            "GET",
            "https://graph.windows.net/myorganization/groups/c7ebe5ed-b1d2-4990-88f7-892e4db2e5f3/members?api-version=1.6"
        ),
        case!(
            "groups.members.links",
            |c| c.groups().id(GROUP).members().links(),
            "GET",
            "https://graph.windows.net/myorganization/groups/c7ebe5ed-b1d2-4990-88f7-892e4db2e5f3/$links/members?api-version=1.6"
        ),
        case!(
            "groups.members.add",
            |c| c.groups().id(GROUP).members().add(MEMBER),
            "POST",
            "https://graph.windows.net/myorganization/groups/c7ebe5ed-b1d2-4990-88f7-892e4db2e5f3/$links/members?api-version=1.6",
            r#"{"url":"https://graph.windows.net/myorganization/directoryObjects/3eb6055a-baeb-44d4-a1ea-2fee86d8891b"}"#
        ),
        case!(
            "groups.members.remove",
            |c| c.groups().id(GROUP).members().remove(MEMBER),
            "DELETE",
            "https://graph.windows.net/myorganization/groups/c7ebe5ed-b1d2-4990-88f7-892e4db2e5f3/$links/members/3eb6055a-baeb-44d4-a1ea-2fee86d8891b?api-version=1.6"
        ),
        case!(
            "groups.memberOf.list",
            |c| c.groups().id(GROUP).member_of().list(),
            "GET",
            "https://graph.windows.net/myorganization/groups/c7ebe5ed-b1d2-4990-88f7-892e4db2e5f3/memberOf?api-version=1.6"
        ),
        case!(
            "groups.memberOf.links",
            |c| c.groups().id(GROUP).member_of().links(),
            "GET",
            "https://graph.windows.net/myorganization/groups/c7ebe5ed-b1d2-4990-88f7-892e4db2e5f3/$links/memberOf?api-version=1.6"
        ),
        case!(
            "groups.owners.list",
            |c| c.groups().id(GROUP).owners().list(),
            "GET",
            "https://graph.windows.net/myorganization/groups/c7ebe5ed-b1d2-4990-88f7-892e4db2e5f3/owners?api-version=1.6"
        ),
        case!(
            "groups.owners.links",
            |c| c.groups().id(GROUP).owners().links(),
            "GET",
            "https://graph.windows.net/myorganization/groups/c7ebe5ed-b1d2-4990-88f7-892e4db2e5f3/$links/owners?api-version=1.6"
        ),
        case!(
            "groups.owners.add",
            |c| c.groups().id(GROUP).owners().add(MEMBER),
            "POST",
            "https://graph.windows.net/myorganization/groups/c7ebe5ed-b1d2-4990-88f7-892e4db2e5f3/$links/owners?api-version=1.6",
            r#"{"url":"https://graph.windows.net/myorganization/directoryObjects/3eb6055a-baeb-44d4-a1ea-2fee86d8891b"}"#
        ),
        case!(
            "groups.owners.remove",
            |c| c.groups().id(GROUP).owners().remove(MEMBER),
            "DELETE",
            "https://graph.windows.net/myorganization/groups/c7ebe5ed-b1d2-4990-88f7-892e4db2e5f3/$links/owners/3eb6055a-baeb-44d4-a1ea-2fee86d8891b?api-version=1.6"
        ),
        case!(
            "groups.appRoleAssignments.list",
            |c| c.groups().id(GROUP).app_role_assignments().list(),
            "GET",
            "https://graph.windows.net/myorganization/groups/c7ebe5ed-b1d2-4990-88f7-892e4db2e5f3/appRoleAssignments?api-version=1.6"
        ),
        case!(
            "groups.appRoleAssignments.links",
            |c| c.groups().id(GROUP).app_role_assignments().links(),
            "GET",
            "https://graph.windows.net/myorganization/groups/c7ebe5ed-b1d2-4990-88f7-892e4db2e5f3/$links/appRoleAssignments?api-version=1.6"
        ),
        case!(
            "groups.extensionProperties.list",
            |c| c.groups().id(GROUP).extension_properties().list(),
            "GET",
            "https://graph.windows.net/myorganization/groups/c7ebe5ed-b1d2-4990-88f7-892e4db2e5f3/extensionProperties?api-version=1.6"
        ),
        case!(
            "groups.extensionProperties.links",
            |c| c.groups().id(GROUP).extension_properties().links(),
            "GET",
            "https://graph.windows.net/myorganization/groups/c7ebe5ed-b1d2-4990-88f7-892e4db2e5f3/$links/extensionProperties?api-version=1.6"
        ),
    ]
}

fn memberships() -> Vec<Case> {
    const IDS: [&str; 1] = ["8ab3f116-1afb-44cb-8e61-6b20cb1e353c"];
    const CHECK: &str = r#"{"groupIds":["8ab3f116-1afb-44cb-8e61-6b20cb1e353c"]}"#;
    const ALL: &str = r#"{"securityEnabledOnly":false}"#;
    vec![
        case!(
            "users.checkMemberGroups",
            |c| c.users().id(USER).check_member_groups(IDS),
            "POST",
            "https://graph.windows.net/myorganization/users/alexd%40contoso.com/checkMemberGroups?api-version=1.6",
            CHECK
        ),
        case!(
            "groups.checkMemberGroups",
            |c| c.groups().id("g").check_member_groups(IDS),
            "POST",
            "https://graph.windows.net/myorganization/groups/g/checkMemberGroups?api-version=1.6",
            CHECK
        ),
        case!(
            "contacts.checkMemberGroups",
            |c| c.contacts().id("k").check_member_groups(IDS),
            "POST",
            "https://graph.windows.net/myorganization/contacts/k/checkMemberGroups?api-version=1.6",
            CHECK
        ),
        case!(
            "servicePrincipals.checkMemberGroups",
            |c| c.service_principals().id("s").check_member_groups(IDS),
            "POST",
            "https://graph.windows.net/myorganization/servicePrincipals/s/checkMemberGroups?api-version=1.6",
            CHECK
        ),
        case!(
            "me.checkMemberGroups",
            |c| c.me().check_member_groups(IDS),
            "POST",
            "https://graph.windows.net/me/checkMemberGroups?api-version=1.6",
            CHECK
        ),
        case!(
            "users.getMemberGroups",
            |c| c.users().id(USER).get_member_groups(true),
            "POST",
            "https://graph.windows.net/myorganization/users/alexd%40contoso.com/getMemberGroups?api-version=1.6",
            r#"{"securityEnabledOnly":true}"#
        ),
        case!(
            "groups.getMemberGroups",
            |c| c.groups().id("g").get_member_groups(false),
            "POST",
            "https://graph.windows.net/myorganization/groups/g/getMemberGroups?api-version=1.6",
            ALL
        ),
        case!(
            "contacts.getMemberGroups",
            |c| c.contacts().id("k").get_member_groups(false),
            "POST",
            "https://graph.windows.net/myorganization/contacts/k/getMemberGroups?api-version=1.6",
            ALL
        ),
        case!(
            "servicePrincipals.getMemberGroups",
            |c| c.service_principals().id("s").get_member_groups(false),
            "POST",
            "https://graph.windows.net/myorganization/servicePrincipals/s/getMemberGroups?api-version=1.6",
            ALL
        ),
        case!(
            "me.getMemberGroups",
            |c| c.me().get_member_groups(true),
            "POST",
            "https://graph.windows.net/me/getMemberGroups?api-version=1.6",
            r#"{"securityEnabledOnly":true}"#
        ),
        case!(
            "users.getMemberObjects",
            |c| c.users().id(USER).get_member_objects(false),
            "POST",
            "https://graph.windows.net/myorganization/users/alexd%40contoso.com/getMemberObjects?api-version=1.6",
            ALL
        ),
        case!(
            "groups.getMemberObjects",
            |c| c.groups().id("g").get_member_objects(false),
            "POST",
            "https://graph.windows.net/myorganization/groups/g/getMemberObjects?api-version=1.6",
            ALL
        ),
        case!(
            "contacts.getMemberObjects",
            |c| c.contacts().id("k").get_member_objects(false),
            "POST",
            "https://graph.windows.net/myorganization/contacts/k/getMemberObjects?api-version=1.6",
            ALL
        ),
        case!(
            "servicePrincipals.getMemberObjects",
            |c| c.service_principals().id("s").get_member_objects(false),
            "POST",
            "https://graph.windows.net/myorganization/servicePrincipals/s/getMemberObjects?api-version=1.6",
            ALL
        ),
        case!(
            "me.getMemberObjects",
            |c| c.me().get_member_objects(false),
            "POST",
            "https://graph.windows.net/me/getMemberObjects?api-version=1.6",
            ALL
        ),
    ]
}

fn applications() -> Vec<Case> {
    let key = || KeyCredential {
        r#type: Some("AsymmetricX509Cert".into()),
        usage: Some("Verify".into()),
        ..Default::default()
    };
    vec![
        case!(
            "applications.get",
            |c| c.applications().id(APPLICATION).get(),
            "GET",
            "https://graph.windows.net/myorganization/applications/00009987-f6d8-4957-a6ca-7848d986ffff?api-version=1.6"
        ),
        case!(
            "applicationsByAppId.get",
            |c| c.applications_by_app_id().id(APP_ID).get(),
            "GET",
            "https://graph.windows.net/myorganization/applicationsByAppId/1062a13d-f7e5-4ea7-8d24-427f6ff1e5e1?api-version=1.6"
        ),
        case!(
            "applications.addKey",
            |c| c
                .applications()
                .id(APPLICATION)
                .add_key(AddKey { key_credential: key(), proof: "proof-1".into() })
                .clear_password_credential(),
            "POST",
            "https://graph.windows.net/myorganization/applications/00009987-f6d8-4957-a6ca-7848d986ffff/addKey?api-version=1.6",
            r#"{"keyCredential":{"type":"AsymmetricX509Cert","usage":"Verify"},"proof":"proof-1","passwordCredential":null}"#
        ),
        case!(
            "applicationsByAppId.addKey",
            |c| {
                c.applications_by_app_id()
                    .id(APP_ID)
                    .add_key(AddKey { key_credential: key(), proof: "proof-1".into() })
                    .password_credential(PasswordCredential {
                        value: Some("MKTr0w1ytHhemMDY".into()),
                        ..Default::default()
                    })
            },
            "POST",
            "https://graph.windows.net/myorganization/applicationsByAppId/1062a13d-f7e5-4ea7-8d24-427f6ff1e5e1/addKey?api-version=1.6",
            r#"{"keyCredential":{"type":"AsymmetricX509Cert","usage":"Verify"},"proof":"proof-1","passwordCredential":{"value":"MKTr0w1ytHhemMDY"}}"#
        ),
        case!(
            "applications.removeKey",
            |c| c.applications().id(APPLICATION).remove_key(RemoveKey {
                key_id: "633b1614-b669-47c5-961e-f4a45978ffff".into(),
                proof: "proof-2".into()
            }),
            "POST",
            "https://graph.windows.net/myorganization/applications/00009987-f6d8-4957-a6ca-7848d986ffff/removeKey?api-version=1.6",
            r#"{"keyId":"633b1614-b669-47c5-961e-f4a45978ffff","proof":"proof-2"}"#
        ),
        case!(
            "applicationsByAppId.removeKey",
            |c| c.applications_by_app_id().id(APP_ID).remove_key(RemoveKey {
                key_id: "633b1614-b669-47c5-961e-f4a45978ffff".into(),
                proof: "proof-2".into()
            }),
            "POST",
            "https://graph.windows.net/myorganization/applicationsByAppId/1062a13d-f7e5-4ea7-8d24-427f6ff1e5e1/removeKey?api-version=1.6",
            r#"{"keyId":"633b1614-b669-47c5-961e-f4a45978ffff","proof":"proof-2"}"#
        ),
        case!(
            "deletedApplications.list",
            |c| c.deleted_applications().list(),
            "GET",
            "https://graph.windows.net/myorganization/deletedApplications?api-version=1.6"
        ),
        case!(
            "deletedApplications.restore",
            |c| c.deleted_applications().id("1e22de0f-0ed1-4c01-b725-a822632467e3").restore(),
            "POST",
            "https://graph.windows.net/myorganization/deletedApplications/1e22de0f-0ed1-4c01-b725-a822632467e3/restore?api-version=1.6"
        ),
        case!(
            "servicePrincipalsByAppId.objectId",
            |c| c.service_principals_by_app_id().id(APP_ID).object_id(),
            "GET",
            "https://graph.windows.net/myorganization/servicePrincipalsByAppId/1062a13d-f7e5-4ea7-8d24-427f6ff1e5e1/objectId?api-version=1.6"
        ),
    ]
}

fn users() -> Vec<Case> {
    let licenses = || AssignLicense {
        add_licenses: vec![AssignedLicense {
            sku_id: Some("6fd2c87f-b296-42f0-b197-1e91e994b900".into()),
            disabled_plans: vec!["5dbe027f-2339-4123-9542-606e4d348a72".into()],
            ..Default::default()
        }],
        remove_licenses: vec![],
    };
    let passwords = || ChangePassword {
        current_password: "Test1234!".into(),
        new_password: "Test5678!".into(),
    };
    const LICENSES: &str = r#"{"addLicenses":[{"disabledPlans":["5dbe027f-2339-4123-9542-606e4d348a72"],"skuId":"6fd2c87f-b296-42f0-b197-1e91e994b900"}],"removeLicenses":[]}"#;
    const PASSWORDS: &str = r#"{"currentPassword":"Test1234!","newPassword":"Test5678!"}"#;
    vec![
        case!(
            "users.assignLicense",
            |c| c.users().id(USER).assign_license(licenses()),
            "POST",
            "https://graph.windows.net/myorganization/users/alexd%40contoso.com/assignLicense?api-version=1.6",
            LICENSES
        ),
        case!(
            "me.assignLicense",
            |c| c.me().assign_license(licenses()),
            "POST",
            "https://graph.windows.net/me/assignLicense?api-version=1.6",
            LICENSES
        ),
        case!(
            "users.changePassword",
            |c| c.users().id(USER).change_password(passwords()),
            "POST",
            "https://graph.windows.net/myorganization/users/alexd%40contoso.com/changePassword?api-version=1.6",
            PASSWORDS
        ),
        case!(
            "me.changePassword",
            |c| c.me().change_password(passwords()),
            "POST",
            "https://graph.windows.net/me/changePassword?api-version=1.6",
            PASSWORDS
        ),
        case!(
            "subscribedSkus.list",
            |c| c.subscribed_skus().list(),
            "GET",
            "https://graph.windows.net/myorganization/subscribedSkus?api-version=1.6"
        ),
    ]
}

fn directory() -> Vec<Case> {
    vec![
        case!(
            "getAvailableExtensionProperties",
            |c| c.get_available_extension_properties().is_synced_from_on_premises(false),
            "POST",
            "https://graph.windows.net/myorganization/getAvailableExtensionProperties?api-version=1.6",
            r#"{"isSyncedFromOnPremises":false}"#
        ),
        case!(
            "getObjectsByObjectIds",
            |c| c
                .get_objects_by_object_ids(vec!["c57cdc98-0dcd-4f90-a82f-c911b288bab9".to_owned()])
                .types(["group"]),
            "POST",
            "https://graph.windows.net/myorganization/getObjectsByObjectIds?api-version=1.6",
            r#"{"objectIds":["c57cdc98-0dcd-4f90-a82f-c911b288bab9"],"types":["group"]}"#
        ),
        case!(
            "isMemberOf",
            |c| c.is_member_of(IsMemberOf { group_id: "g".into(), member_id: "m".into() }),
            "POST",
            "https://graph.windows.net/myorganization/isMemberOf?api-version=1.6",
            r#"{"groupId":"g","memberId":"m"}"#
        ),
        case!(
            "users.delta",
            |c| c.users().delta(),
            "GET",
            "https://graph.windows.net/myorganization/users?api-version=1.6&deltaLink="
        ),
        case!(
            "groups.delta",
            |c| c.groups().delta(),
            "GET",
            "https://graph.windows.net/myorganization/groups?api-version=1.6&deltaLink="
        ),
        case!(
            "contacts.delta",
            |c| c.contacts().delta(),
            "GET",
            "https://graph.windows.net/myorganization/contacts?api-version=1.6&deltaLink="
        ),
        case!(
            "directoryObjects.delta",
            |c| c.directory_objects().delta(),
            "GET",
            "https://graph.windows.net/myorganization/directoryObjects?api-version=1.6&deltaLink="
        ),
    ]
}
