//! Every operation of Microsoft Graph, called once, with what must go over the wire written out.

use directory_graph::microsoft_graph::{Client, models};

use crate::wire::{MicrosoftGraphCase, case};

pub(crate) fn cases() -> Vec<MicrosoftGraphCase> {
    vec![
        case!(
            "applications.list",
            |c| c.applications().list(),
            "GET",
            "https://graph.microsoft.com/v1.0/applications"
        ),
        case!(
            "applications.count",
            |c| c.applications().count(),
            "GET",
            "https://graph.microsoft.com/v1.0/applications/$count"
        ),
        case!(
            "applications.get",
            |c| c.applications().id("fd918e4b-c821-4efb-b50a-5eddd23afc6f").get(),
            "GET",
            "https://graph.microsoft.com/v1.0/applications/fd918e4b-c821-4efb-b50a-5eddd23afc6f"
        ),
        case!(
            "applicationsByAppId.get",
            |c| c.applications_by_app_id().id("46e6adf4-a9cf-4b60-9390-0ba6fb00bf6b").get().select(
                [
                    models::application::id(),
                    models::application::app_id(),
                    models::application::display_name(),
                    models::application::required_resource_access(),
                ]
            ),
            "GET",
            "https://graph.microsoft.com/v1.0/applications(appId='46e6adf4-a9cf-4b60-9390-0ba6fb00bf6b')?$select=id,appId,displayName,requiredResourceAccess"
        ),
        case!(
            "applications.create",
            |c| c.applications().create("Display name"),
            "POST",
            "https://graph.microsoft.com/v1.0/applications",
            r#"{"displayName":"Display name"}"#
        ),
        case!(
            "applications.update",
            |c| c
                .applications()
                .id("fd918e4b-c821-4efb-b50a-5eddd23afc6f")
                .update()
                .display_name("New display name"),
            "PATCH",
            "https://graph.microsoft.com/v1.0/applications/fd918e4b-c821-4efb-b50a-5eddd23afc6f",
            r#"{"displayName":"New display name"}"#
        ),
        case!(
            "applications.delete",
            |c| c.applications().id("fd918e4b-c821-4efb-b50a-5eddd23afc6f").delete(),
            "DELETE",
            "https://graph.microsoft.com/v1.0/applications/fd918e4b-c821-4efb-b50a-5eddd23afc6f"
        ),
        case!(
            "applications.addKey",
            |c| c
                .applications()
                .id("fd918e4b-c821-4efb-b50a-5eddd23afc6f")
                .add_key(models::AddKey {
                    key_credential: models::KeyCredential {
                        key: Some("MIIDYDCCAki...".into()),
                        r#type: Some("AsymmetricX509Cert".into()),
                        usage: Some("Verify".into()),
                        ..Default::default()
                    },
                    proof: "eyJ0eXAiOiJ...".into(),
                })
                .clear_password_credential(),
            "POST",
            "https://graph.microsoft.com/v1.0/applications/fd918e4b-c821-4efb-b50a-5eddd23afc6f/addKey",
            r#"{"keyCredential":{"key":"MIIDYDCCAki...","type":"AsymmetricX509Cert","usage":"Verify"},"passwordCredential":null,"proof":"eyJ0eXAiOiJ..."}"#
        ),
        case!(
            "applicationsByAppId.addKey",
            |c| c
                .applications_by_app_id()
                .id("46e6adf4-a9cf-4b60-9390-0ba6fb00bf6b")
                .add_key(models::AddKey {
                    key_credential: models::KeyCredential {
                        key: Some("MIIDYDCCAki...".into()),
                        r#type: Some("AsymmetricX509Cert".into()),
                        usage: Some("Verify".into()),
                        ..Default::default()
                    },
                    proof: "eyJ0eXAiOiJ...".into(),
                })
                .clear_password_credential(),
            "POST",
            "https://graph.microsoft.com/v1.0/applications(appId='46e6adf4-a9cf-4b60-9390-0ba6fb00bf6b')/addKey",
            r#"{"keyCredential":{"key":"MIIDYDCCAki...","type":"AsymmetricX509Cert","usage":"Verify"},"passwordCredential":null,"proof":"eyJ0eXAiOiJ..."}"#
        ),
        case!(
            "applications.removeKey",
            |c| c.applications().id("fd918e4b-c821-4efb-b50a-5eddd23afc6f").remove_key(
                models::RemoveKey {
                    key_id: "f0b0b335-1d71-4883-8f98-567911bfdca6".into(),
                    proof: "eyJ0eXAiOiJ...".into(),
                }
            ),
            "POST",
            "https://graph.microsoft.com/v1.0/applications/fd918e4b-c821-4efb-b50a-5eddd23afc6f/removeKey",
            r#"{"keyId":"f0b0b335-1d71-4883-8f98-567911bfdca6","proof":"eyJ0eXAiOiJ..."}"#
        ),
        case!(
            "applicationsByAppId.removeKey",
            |c| c.applications_by_app_id().id("46e6adf4-a9cf-4b60-9390-0ba6fb00bf6b").remove_key(
                models::RemoveKey {
                    key_id: "f0b0b335-1d71-4883-8f98-567911bfdca6".into(),
                    proof: "eyJ0eXAiOiJ...".into(),
                }
            ),
            "POST",
            "https://graph.microsoft.com/v1.0/applications(appId='46e6adf4-a9cf-4b60-9390-0ba6fb00bf6b')/removeKey",
            r#"{"keyId":"f0b0b335-1d71-4883-8f98-567911bfdca6","proof":"eyJ0eXAiOiJ..."}"#
        ),
        case!(
            "applications.addPassword",
            |c| c
                .applications()
                .id("fd918e4b-c821-4efb-b50a-5eddd23afc6f")
                .add_password()
                .password_credential(models::PasswordCredential {
                    display_name: Some("Password friendly name".into()),
                    ..Default::default()
                }),
            "POST",
            "https://graph.microsoft.com/v1.0/applications/fd918e4b-c821-4efb-b50a-5eddd23afc6f/addPassword",
            r#"{"passwordCredential":{"displayName":"Password friendly name"}}"#
        ),
        case!(
            "applicationsByAppId.addPassword",
            |c| c
                .applications_by_app_id()
                .id("46e6adf4-a9cf-4b60-9390-0ba6fb00bf6b")
                .add_password()
                .password_credential(models::PasswordCredential {
                    display_name: Some("Password friendly name".into()),
                    ..Default::default()
                }),
            "POST",
            "https://graph.microsoft.com/v1.0/applications(appId='46e6adf4-a9cf-4b60-9390-0ba6fb00bf6b')/addPassword",
            r#"{"passwordCredential":{"displayName":"Password friendly name"}}"#
        ),
        case!(
            "applications.removePassword",
            |c| c
                .applications()
                .id("fd918e4b-c821-4efb-b50a-5eddd23afc6f")
                .remove_password("f0b0b335-1d71-4883-8f98-567911bfdca6"),
            "POST",
            "https://graph.microsoft.com/v1.0/applications/fd918e4b-c821-4efb-b50a-5eddd23afc6f/removePassword",
            r#"{"keyId":"f0b0b335-1d71-4883-8f98-567911bfdca6"}"#
        ),
        case!(
            "applicationsByAppId.removePassword",
            |c| c
                .applications_by_app_id()
                .id("46e6adf4-a9cf-4b60-9390-0ba6fb00bf6b")
                .remove_password("f0b0b335-1d71-4883-8f98-567911bfdca6"),
            "POST",
            "https://graph.microsoft.com/v1.0/applications(appId='46e6adf4-a9cf-4b60-9390-0ba6fb00bf6b')/removePassword",
            r#"{"keyId":"f0b0b335-1d71-4883-8f98-567911bfdca6"}"#
        ),
        case!(
            "applications.extensionProperties.list",
            |c| c
                .applications()
                .id("fd918e4b-c821-4efb-b50a-5eddd23afc6f")
                .extension_properties()
                .list(),
            "GET",
            "https://graph.microsoft.com/v1.0/applications/fd918e4b-c821-4efb-b50a-5eddd23afc6f/extensionProperties"
        ),
        case!(
            "applications.extensionProperties.create",
            |c| c
                .applications()
                .id("fd918e4b-c821-4efb-b50a-5eddd23afc6f")
                .extension_properties()
                .create(models::ExtensionPropertyCreate {
                    data_type: "string".into(),
                    name: "extensionName".into(),
                    target_objects: ["Application".into()].into(),
                }),
            "POST",
            "https://graph.microsoft.com/v1.0/applications/fd918e4b-c821-4efb-b50a-5eddd23afc6f/extensionProperties",
            r#"{"dataType":"string","name":"extensionName","targetObjects":["Application"]}"#
        ),
        case!(
            "applications.extensionProperties.get",
            |c| c
                .applications()
                .id("fd918e4b-c821-4efb-b50a-5eddd23afc6f")
                .extension_properties()
                .id("1f0f15e3-925d-40f0-8fc8-9d3ad135bce0")
                .get(),
            "GET",
            "https://graph.microsoft.com/v1.0/applications/fd918e4b-c821-4efb-b50a-5eddd23afc6f/extensionProperties/1f0f15e3-925d-40f0-8fc8-9d3ad135bce0"
        ),
        case!(
            "applications.extensionProperties.delete",
            |c| c
                .applications()
                .id("fd918e4b-c821-4efb-b50a-5eddd23afc6f")
                .extension_properties()
                .id("1f0f15e3-925d-40f0-8fc8-9d3ad135bce0")
                .delete(),
            "DELETE",
            "https://graph.microsoft.com/v1.0/applications/fd918e4b-c821-4efb-b50a-5eddd23afc6f/extensionProperties/1f0f15e3-925d-40f0-8fc8-9d3ad135bce0"
        ),
        case!(
            "contacts.list",
            |c| c.contacts().list(),
            "GET",
            "https://graph.microsoft.com/v1.0/contacts"
        ),
        case!(
            "contacts.count",
            |c| c.contacts().count(),
            "GET",
            "https://graph.microsoft.com/v1.0/contacts/$count"
        ),
        case!(
            "contacts.get",
            |c| c.contacts().id("02bd9fd6-8f93-4758-87c3-1fb73740a315").get(),
            "GET",
            "https://graph.microsoft.com/v1.0/contacts/02bd9fd6-8f93-4758-87c3-1fb73740a315"
        ),
        case!(
            "contacts.memberOf.list",
            |c| c.contacts().id("02bd9fd6-8f93-4758-87c3-1fb73740a315").member_of().list(),
            "GET",
            "https://graph.microsoft.com/v1.0/contacts/02bd9fd6-8f93-4758-87c3-1fb73740a315/memberOf"
        ),
        case!(
            "directory.deletedItems.applications.list",
            |c| c.directory().deleted_items().applications().list(),
            "GET",
            "https://graph.microsoft.com/v1.0/directory/deletedItems/microsoft.graph.application"
        ),
        case!(
            "directory.deletedItems.groups.list",
            |c| c.directory().deleted_items().groups().list(),
            "GET",
            "https://graph.microsoft.com/v1.0/directory/deletedItems/microsoft.graph.group"
        ),
        case!(
            "directory.deletedItems.users.list",
            |c| c.directory().deleted_items().users().list(),
            "GET",
            "https://graph.microsoft.com/v1.0/directory/deletedItems/microsoft.graph.user"
        ),
        case!(
            "directory.deletedItems.servicePrincipals.list",
            |c| c.directory().deleted_items().service_principals().list(),
            "GET",
            "https://graph.microsoft.com/v1.0/directory/deletedItems/microsoft.graph.servicePrincipal"
        ),
        case!(
            "directory.deletedItems.get",
            |c| c.directory().deleted_items().id("02bd9fd6-8f93-4758-87c3-1fb73740a315").get(),
            "GET",
            "https://graph.microsoft.com/v1.0/directory/deletedItems/02bd9fd6-8f93-4758-87c3-1fb73740a315"
        ),
        case!(
            "directory.deletedItems.restore",
            |c| c.directory().deleted_items().id("02bd9fd6-8f93-4758-87c3-1fb73740a315").restore(),
            "POST",
            "https://graph.microsoft.com/v1.0/directory/deletedItems/02bd9fd6-8f93-4758-87c3-1fb73740a315/restore"
        ),
        case!(
            "directory.deletedItems.delete",
            |c| c.directory().deleted_items().id("02bd9fd6-8f93-4758-87c3-1fb73740a315").delete(),
            "DELETE",
            "https://graph.microsoft.com/v1.0/directory/deletedItems/02bd9fd6-8f93-4758-87c3-1fb73740a315"
        ),
        case!(
            "directoryObjects.get",
            |c| c.directory_objects().id("02bd9fd6-8f93-4758-87c3-1fb73740a315").get(),
            "GET",
            "https://graph.microsoft.com/v1.0/directoryObjects/02bd9fd6-8f93-4758-87c3-1fb73740a315"
        ),
        case!(
            "directoryObjects.delete",
            |c| c.directory_objects().id("02bd9fd6-8f93-4758-87c3-1fb73740a315").delete(),
            "DELETE",
            "https://graph.microsoft.com/v1.0/directoryObjects/02bd9fd6-8f93-4758-87c3-1fb73740a315"
        ),
        case!(
            "directoryObjects.getByIds",
            |c| c
                .directory_objects()
                .get_by_ids([
                    "84b80893-8749-40a3-97b7-68513b600544",
                    "5d6059b6-368d-45f8-91e1-8e07d485f1d0",
                ])
                .types(["user"]),
            "POST",
            "https://graph.microsoft.com/v1.0/directoryObjects/getByIds",
            r#"{"ids":["84b80893-8749-40a3-97b7-68513b600544","5d6059b6-368d-45f8-91e1-8e07d485f1d0"],"types":["user"]}"#
        ),
        case!(
            "directoryObjects.getAvailableExtensionProperties",
            |c| c
                .directory_objects()
                .get_available_extension_properties()
                .is_synced_from_on_premises(true),
            "POST",
            "https://graph.microsoft.com/v1.0/directoryObjects/getAvailableExtensionProperties",
            r#"{"isSyncedFromOnPremises":true}"#
        ),
        case!(
            "domains.list",
            |c| c.domains().list(),
            "GET",
            "https://graph.microsoft.com/v1.0/domains"
        ),
        case!(
            "domains.get",
            |c| c.domains().id("contoso.com").get(),
            "GET",
            "https://graph.microsoft.com/v1.0/domains/contoso.com"
        ),
        case!(
            "domains.create",
            |c| c.domains().create("contoso.com"),
            "POST",
            "https://graph.microsoft.com/v1.0/domains",
            r#"{"id":"contoso.com"}"#
        ),
        case!(
            "domains.update",
            |c| c
                .domains()
                .id("contoso.com")
                .update()
                .is_default(true)
                .supported_services(["Email", "OfficeCommunicationsOnline"]),
            "PATCH",
            "https://graph.microsoft.com/v1.0/domains/contoso.com",
            r#"{"isDefault":true,"supportedServices":["Email","OfficeCommunicationsOnline"]}"#
        ),
        case!(
            "domains.delete",
            |c| c.domains().id("contoso.com").delete(),
            "DELETE",
            "https://graph.microsoft.com/v1.0/domains/contoso.com"
        ),
        case!(
            "domains.verify",
            |c| c.domains().id("contoso.com").verify().force_takeover(true),
            "POST",
            "https://graph.microsoft.com/beta/domains/contoso.com/verify",
            r#"{"forceTakeover":true}"#
        ),
        case!(
            "domains.promote",
            |c| c.domains().id("contoso.com").promote(),
            "POST",
            "https://graph.microsoft.com/v1.0/domains/contoso.com/promote"
        ),
        case!(
            "domains.forceDelete",
            |c| c.domains().id("contoso.com").force_delete().disable_user_accounts(true),
            "POST",
            "https://graph.microsoft.com/v1.0/domains/contoso.com/forceDelete",
            r#"{"disableUserAccounts":true}"#
        ),
        case!(
            "domains.rootDomain.get",
            |c| c.domains().id("sub.contoso.com").root_domain().get(),
            "GET",
            "https://graph.microsoft.com/v1.0/domains/sub.contoso.com/rootDomain"
        ),
        case!(
            "domains.domainNameReferences.list",
            |c| c.domains().id("contoso.com").domain_name_references().list(),
            "GET",
            "https://graph.microsoft.com/v1.0/domains/contoso.com/domainNameReferences"
        ),
        case!(
            "domains.verificationDnsRecords.list",
            |c| c.domains().id("contoso.com").verification_dns_records().list(),
            "GET",
            "https://graph.microsoft.com/v1.0/domains/contoso.com/verificationDnsRecords"
        ),
        case!(
            "domains.serviceConfigurationRecords.list",
            |c| c.domains().id("contoso.com").service_configuration_records().list(),
            "GET",
            "https://graph.microsoft.com/v1.0/domains/contoso.com/serviceConfigurationRecords"
        ),
        case!(
            "groups.list",
            |c| c.groups().list(),
            "GET",
            "https://graph.microsoft.com/v1.0/groups"
        ),
        case!(
            "groups.count",
            |c| c.groups().count(),
            "GET",
            "https://graph.microsoft.com/v1.0/groups/$count"
        ),
        case!(
            "groups.get",
            |c| c.groups().id("b320ee12-b1cd-4cca-b648-a437be61c5cd").get(),
            "GET",
            "https://graph.microsoft.com/v1.0/groups/b320ee12-b1cd-4cca-b648-a437be61c5cd"
        ),
        case!(
            "groups.create",
            |c| c
                .groups()
                .create(models::GroupCreate {
                    display_name: "Library Assist".into(),
                    mail_enabled: true,
                    mail_nickname: "library".into(),
                    security_enabled: false,
                })
                .description("Self help community for library")
                .group_types(["Unified"]),
            "POST",
            "https://graph.microsoft.com/v1.0/groups",
            r#"{"description":"Self help community for library","displayName":"Library Assist","groupTypes":["Unified"],"mailEnabled":true,"mailNickname":"library","securityEnabled":false}"#
        ),
        case!(
            "groups.update",
            |c| c
                .groups()
                .id("02bd9fd6-8f93-4758-87c3-1fb73740a315")
                .update()
                .description("Library Assist")
                .display_name("Library Assist")
                .mail_nickname("library-help"),
            "PATCH",
            "https://graph.microsoft.com/v1.0/groups/02bd9fd6-8f93-4758-87c3-1fb73740a315",
            r#"{"description":"Library Assist","displayName":"Library Assist","mailNickname":"library-help"}"#
        ),
        case!(
            "groups.delete",
            |c| c.groups().id("02bd9fd6-8f93-4758-87c3-1fb73740a315").delete(),
            "DELETE",
            "https://graph.microsoft.com/v1.0/groups/02bd9fd6-8f93-4758-87c3-1fb73740a315"
        ),
        case!(
            "groups.members.list",
            |c| c.groups().id("02bd9fd6-8f93-4758-87c3-1fb73740a315").members().list(),
            "GET",
            "https://graph.microsoft.com/v1.0/groups/02bd9fd6-8f93-4758-87c3-1fb73740a315/members"
        ),
        case!(
            "groups.members.users.list",
            |c| c
                .groups()
                .id("02bd9fd6-8f93-4758-87c3-1fb73740a315")
                .members()
                .users()
                .list()
                .count()
                .order_by("displayName")
                .search("displayName:Pr")
                .select([models::user::display_name(), models::user::id()]),
            "GET",
            "https://graph.microsoft.com/v1.0/groups/02bd9fd6-8f93-4758-87c3-1fb73740a315/members/microsoft.graph.user?$count=true&$orderby=displayName&$search=%22displayName:Pr%22&$select=displayName,id"
        ),
        case!(
            "groups.members.groups.list",
            |c| c.groups().id("02bd9fd6-8f93-4758-87c3-1fb73740a315").members().groups().list(),
            "GET",
            "https://graph.microsoft.com/v1.0/groups/02bd9fd6-8f93-4758-87c3-1fb73740a315/members/microsoft.graph.group"
        ),
        case!(
            "groups.members.servicePrincipals.list",
            |c| c
                .groups()
                .id("02bd9fd6-8f93-4758-87c3-1fb73740a315")
                .members()
                .service_principals()
                .list(),
            "GET",
            "https://graph.microsoft.com/v1.0/groups/02bd9fd6-8f93-4758-87c3-1fb73740a315/members/microsoft.graph.servicePrincipal"
        ),
        case!(
            "groups.members.contacts.list",
            |c| c.groups().id("02bd9fd6-8f93-4758-87c3-1fb73740a315").members().contacts().list(),
            "GET",
            "https://graph.microsoft.com/v1.0/groups/02bd9fd6-8f93-4758-87c3-1fb73740a315/members/microsoft.graph.orgContact"
        ),
        case!(
            "groups.members.users.count",
            |c| c.groups().id("02bd9fd6-8f93-4758-87c3-1fb73740a315").members().users().count(),
            "GET",
            "https://graph.microsoft.com/v1.0/groups/02bd9fd6-8f93-4758-87c3-1fb73740a315/members/microsoft.graph.user/$count"
        ),
        case!(
            "groups.members.count",
            |c| c.groups().id("02bd9fd6-8f93-4758-87c3-1fb73740a315").members().count(),
            "GET",
            "https://graph.microsoft.com/v1.0/groups/02bd9fd6-8f93-4758-87c3-1fb73740a315/members/$count"
        ),
        case!(
            "groups.members.links",
            |c| c.groups().id("02bd9fd6-8f93-4758-87c3-1fb73740a315").members().links(),
            "GET",
            "https://graph.microsoft.com/v1.0/groups/02bd9fd6-8f93-4758-87c3-1fb73740a315/members/$ref"
        ),
        case!(
            "groups.members.add",
            |c| c
                .groups()
                .id("02bd9fd6-8f93-4758-87c3-1fb73740a315")
                .members()
                .add("87d349ed-44d7-43e1-9a83-5f2406dee5bd"),
            "POST",
            "https://graph.microsoft.com/v1.0/groups/02bd9fd6-8f93-4758-87c3-1fb73740a315/members/$ref",
            r#"{"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/87d349ed-44d7-43e1-9a83-5f2406dee5bd"}"#
        ),
        case!(
            "groups.members.addMany",
            |c| c.groups().id("02bd9fd6-8f93-4758-87c3-1fb73740a315").members().add_many([
                "87d349ed-44d7-43e1-9a83-5f2406dee5bd",
                "87d349ed-44d7-43e1-9a83-5f2406dee5be",
                "87d349ed-44d7-43e1-9a83-5f2406dee5bf",
            ]),
            "PATCH",
            "https://graph.microsoft.com/v1.0/groups/02bd9fd6-8f93-4758-87c3-1fb73740a315",
            r#"{"members@odata.bind":["https://graph.microsoft.com/v1.0/directoryObjects/87d349ed-44d7-43e1-9a83-5f2406dee5bd","https://graph.microsoft.com/v1.0/directoryObjects/87d349ed-44d7-43e1-9a83-5f2406dee5be","https://graph.microsoft.com/v1.0/directoryObjects/87d349ed-44d7-43e1-9a83-5f2406dee5bf"]}"#
        ),
        case!(
            "groups.members.remove",
            |c| c
                .groups()
                .id("02bd9fd6-8f93-4758-87c3-1fb73740a315")
                .members()
                .remove("87d349ed-44d7-43e1-9a83-5f2406dee5bd"),
            "DELETE",
            "https://graph.microsoft.com/v1.0/groups/02bd9fd6-8f93-4758-87c3-1fb73740a315/members/87d349ed-44d7-43e1-9a83-5f2406dee5bd/$ref"
        ),
        case!(
            "groups.transitiveMembers.list",
            |c| c.groups().id("02bd9fd6-8f93-4758-87c3-1fb73740a315").transitive_members().list(),
            "GET",
            "https://graph.microsoft.com/v1.0/groups/02bd9fd6-8f93-4758-87c3-1fb73740a315/transitiveMembers"
        ),
        case!(
            "groups.transitiveMembers.users.list",
            |c| c
                .groups()
                .id("02bd9fd6-8f93-4758-87c3-1fb73740a315")
                .transitive_members()
                .users()
                .list()
                .count()
                .order_by("displayName")
                .search("displayName:tier")
                .select([models::user::display_name(), models::user::id()]),
            "GET",
            "https://graph.microsoft.com/v1.0/groups/02bd9fd6-8f93-4758-87c3-1fb73740a315/transitiveMembers/microsoft.graph.user?$count=true&$orderby=displayName&$search=%22displayName:tier%22&$select=displayName,id"
        ),
        case!(
            "groups.transitiveMembers.groups.list",
            |c| c
                .groups()
                .id("02bd9fd6-8f93-4758-87c3-1fb73740a315")
                .transitive_members()
                .groups()
                .list()
                .count(),
            "GET",
            "https://graph.microsoft.com/v1.0/groups/02bd9fd6-8f93-4758-87c3-1fb73740a315/transitiveMembers/microsoft.graph.group?$count=true"
        ),
        case!(
            "groups.transitiveMembers.servicePrincipals.list",
            |c| c
                .groups()
                .id("02bd9fd6-8f93-4758-87c3-1fb73740a315")
                .transitive_members()
                .service_principals()
                .list(),
            "GET",
            "https://graph.microsoft.com/v1.0/groups/02bd9fd6-8f93-4758-87c3-1fb73740a315/transitiveMembers/microsoft.graph.servicePrincipal"
        ),
        case!(
            "groups.transitiveMembers.count",
            |c| c.groups().id("02bd9fd6-8f93-4758-87c3-1fb73740a315").transitive_members().count(),
            "GET",
            "https://graph.microsoft.com/v1.0/groups/02bd9fd6-8f93-4758-87c3-1fb73740a315/transitiveMembers/$count"
        ),
        case!(
            "groups.memberOf.list",
            |c| c.groups().id("02bd9fd6-8f93-4758-87c3-1fb73740a315").member_of().list(),
            "GET",
            "https://graph.microsoft.com/v1.0/groups/02bd9fd6-8f93-4758-87c3-1fb73740a315/memberOf"
        ),
        case!(
            "groups.memberOf.groups.list",
            |c| c
                .groups()
                .id("02bd9fd6-8f93-4758-87c3-1fb73740a315")
                .member_of()
                .groups()
                .list()
                .count()
                .order_by("displayName")
                .search("displayName:Video"),
            "GET",
            "https://graph.microsoft.com/v1.0/groups/02bd9fd6-8f93-4758-87c3-1fb73740a315/memberOf/microsoft.graph.group?$count=true&$orderby=displayName&$search=%22displayName:Video%22"
        ),
        case!(
            "groups.memberOf.groups.count",
            |c| c.groups().id("02bd9fd6-8f93-4758-87c3-1fb73740a315").member_of().groups().count(),
            "GET",
            "https://graph.microsoft.com/v1.0/groups/02bd9fd6-8f93-4758-87c3-1fb73740a315/memberOf/microsoft.graph.group/$count"
        ),
        case!(
            "groups.memberOf.count",
            |c| c.groups().id("02bd9fd6-8f93-4758-87c3-1fb73740a315").member_of().count(),
            "GET",
            "https://graph.microsoft.com/v1.0/groups/02bd9fd6-8f93-4758-87c3-1fb73740a315/memberOf/$count"
        ),
        case!(
            "groups.transitiveMemberOf.list",
            |c| c.groups().id("02bd9fd6-8f93-4758-87c3-1fb73740a315").transitive_member_of().list(),
            "GET",
            "https://graph.microsoft.com/v1.0/groups/02bd9fd6-8f93-4758-87c3-1fb73740a315/transitiveMemberOf"
        ),
        case!(
            "groups.transitiveMemberOf.groups.list",
            |c| c
                .groups()
                .id("02bd9fd6-8f93-4758-87c3-1fb73740a315")
                .transitive_member_of()
                .groups()
                .list()
                .count()
                .order_by("displayName")
                .search("displayName:tier")
                .select([models::group::display_name(), models::group::id(),]),
            "GET",
            "https://graph.microsoft.com/v1.0/groups/02bd9fd6-8f93-4758-87c3-1fb73740a315/transitiveMemberOf/microsoft.graph.group?$count=true&$orderby=displayName&$search=%22displayName:tier%22&$select=displayName,id"
        ),
        case!(
            "groups.transitiveMemberOf.groups.count",
            |c| c
                .groups()
                .id("02bd9fd6-8f93-4758-87c3-1fb73740a315")
                .transitive_member_of()
                .groups()
                .count(),
            "GET",
            "https://graph.microsoft.com/v1.0/groups/02bd9fd6-8f93-4758-87c3-1fb73740a315/transitiveMemberOf/microsoft.graph.group/$count"
        ),
        case!(
            "groups.transitiveMemberOf.count",
            |c| c
                .groups()
                .id("02bd9fd6-8f93-4758-87c3-1fb73740a315")
                .transitive_member_of()
                .count(),
            "GET",
            "https://graph.microsoft.com/v1.0/groups/02bd9fd6-8f93-4758-87c3-1fb73740a315/transitiveMemberOf/$count"
        ),
        case!(
            "groups.owners.list",
            |c| c.groups().id("02bd9fd6-8f93-4758-87c3-1fb73740a315").owners().list(),
            "GET",
            "https://graph.microsoft.com/v1.0/groups/02bd9fd6-8f93-4758-87c3-1fb73740a315/owners"
        ),
        case!(
            "groups.owners.links",
            |c| c.groups().id("02bd9fd6-8f93-4758-87c3-1fb73740a315").owners().links(),
            "GET",
            "https://graph.microsoft.com/v1.0/groups/02bd9fd6-8f93-4758-87c3-1fb73740a315/owners/$ref"
        ),
        case!(
            "groups.owners.add",
            |c| c
                .groups()
                .id("02bd9fd6-8f93-4758-87c3-1fb73740a315")
                .owners()
                .add("87d349ed-44d7-43e1-9a83-5f2406dee5bd"),
            "POST",
            "https://graph.microsoft.com/v1.0/groups/02bd9fd6-8f93-4758-87c3-1fb73740a315/owners/$ref",
            r#"{"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/87d349ed-44d7-43e1-9a83-5f2406dee5bd"}"#
        ),
        case!(
            "groups.owners.remove",
            |c| c
                .groups()
                .id("02bd9fd6-8f93-4758-87c3-1fb73740a315")
                .owners()
                .remove("87d349ed-44d7-43e1-9a83-5f2406dee5bd"),
            "DELETE",
            "https://graph.microsoft.com/v1.0/groups/02bd9fd6-8f93-4758-87c3-1fb73740a315/owners/87d349ed-44d7-43e1-9a83-5f2406dee5bd/$ref"
        ),
        case!(
            "groups.appRoleAssignments.list",
            |c| c.groups().id("7679d9a4-2323-44cd-b5c2-673ec88d8b12").app_role_assignments().list(),
            "GET",
            "https://graph.microsoft.com/v1.0/groups/7679d9a4-2323-44cd-b5c2-673ec88d8b12/appRoleAssignments"
        ),
        case!(
            "groups.appRoleAssignments.create",
            |c| c
                .groups()
                .id("7679d9a4-2323-44cd-b5c2-673ec88d8b12")
                .app_role_assignments()
                .create(models::AppRoleAssignmentCreate {
                    app_role_id: "00000000-0000-0000-0000-000000000000".into(),
                    principal_id: "7679d9a4-2323-44cd-b5c2-673ec88d8b12".into(),
                    resource_id: "076e8b57-bac8-49d7-9396-e3449b685055".into(),
                }),
            "POST",
            "https://graph.microsoft.com/v1.0/groups/7679d9a4-2323-44cd-b5c2-673ec88d8b12/appRoleAssignments",
            r#"{"appRoleId":"00000000-0000-0000-0000-000000000000","principalId":"7679d9a4-2323-44cd-b5c2-673ec88d8b12","resourceId":"076e8b57-bac8-49d7-9396-e3449b685055"}"#
        ),
        case!(
            "groups.appRoleAssignments.delete",
            |c| c
                .groups()
                .id("02bd9fd6-8f93-4758-87c3-1fb73740a315")
                .app_role_assignments()
                .id("41W1zT6z1U-kJxf62svfp1HFE8pMZhxDun-ThPczmJE")
                .delete(),
            "DELETE",
            "https://graph.microsoft.com/v1.0/groups/02bd9fd6-8f93-4758-87c3-1fb73740a315/appRoleAssignments/41W1zT6z1U-kJxf62svfp1HFE8pMZhxDun-ThPczmJE"
        ),
        case!(
            "groups.assignLicense",
            |c| c.groups().id("1ad75eeb-7e5a-4367-a493-9214d90d54d0").assign_license(
                models::AssignLicense {
                    add_licenses: [
                        models::AssignedLicense {
                            disabled_plans: ["11b0131d-43c8-4bbb-b2c8-e80f9a50834a".into()].into(),
                            sku_id: Some("skuId-value-1".into()),
                            ..Default::default()
                        },
                        models::AssignedLicense {
                            disabled_plans: ["a571ebcc-fqe0-4ca2-8c8c-7a284fd6c235".into()].into(),
                            sku_id: Some("skuId-value-2".into()),
                            ..Default::default()
                        },
                    ]
                    .into(),
                    remove_licenses: Vec::new(),
                }
            ),
            "POST",
            "https://graph.microsoft.com/v1.0/groups/1ad75eeb-7e5a-4367-a493-9214d90d54d0/assignLicense",
            r#"{"addLicenses":[{"disabledPlans":["11b0131d-43c8-4bbb-b2c8-e80f9a50834a"],"skuId":"skuId-value-1"},{"disabledPlans":["a571ebcc-fqe0-4ca2-8c8c-7a284fd6c235"],"skuId":"skuId-value-2"}],"removeLicenses":[]}"#
        ),
        case!(
            "groups.delta",
            |c| c.groups().delta(),
            "GET",
            "https://graph.microsoft.com/v1.0/groups/delta"
        ),
        case!(
            "users.delta",
            |c| c.users().delta(),
            "GET",
            "https://graph.microsoft.com/v1.0/users/delta"
        ),
        case!(
            "applications.delta",
            |c| c.applications().delta(),
            "GET",
            "https://graph.microsoft.com/v1.0/applications/delta"
        ),
        case!(
            "contacts.delta",
            |c| c.contacts().delta(),
            "GET",
            "https://graph.microsoft.com/v1.0/contacts/delta"
        ),
        case!(
            "directoryObjects.delta",
            |c| c.directory_objects().delta(),
            "GET",
            "https://graph.microsoft.com/v1.0/directoryObjects/delta"
        ),
        case!(
            "servicePrincipals.delta",
            |c| c.service_principals().delta(),
            "GET",
            "https://graph.microsoft.com/v1.0/servicePrincipals/delta"
        ),
        case!(
            "users.checkMemberGroups",
            |c| c
                .users()
                .id("87d349ed-44d7-43e1-9a83-5f2406dee5bd")
                .check_member_groups(["fee2c45b-915a-4a64-b130-f4eb9e75525e"]),
            "POST",
            "https://graph.microsoft.com/v1.0/users/87d349ed-44d7-43e1-9a83-5f2406dee5bd/checkMemberGroups",
            r#"{"groupIds":["fee2c45b-915a-4a64-b130-f4eb9e75525e"]}"#
        ),
        case!(
            "groups.checkMemberGroups",
            |c| c
                .groups()
                .id("02bd9fd6-8f93-4758-87c3-1fb73740a315")
                .check_member_groups(["groupIds-value"]),
            "POST",
            "https://graph.microsoft.com/v1.0/groups/02bd9fd6-8f93-4758-87c3-1fb73740a315/checkMemberGroups",
            r#"{"groupIds":["groupIds-value"]}"#
        ),
        case!(
            "contacts.checkMemberGroups",
            |c| c
                .contacts()
                .id("02bd9fd6-8f93-4758-87c3-1fb73740a315")
                .check_member_groups(["groupId-value1", "groupId-value2"]),
            "POST",
            "https://graph.microsoft.com/v1.0/contacts/02bd9fd6-8f93-4758-87c3-1fb73740a315/checkMemberGroups",
            r#"{"groupIds":["groupId-value1","groupId-value2"]}"#
        ),
        case!(
            "servicePrincipals.checkMemberGroups",
            |c| c
                .service_principals()
                .id("7408235b-7540-4850-82fe-a5f15ed019e2")
                .check_member_groups(["groupIds-value"]),
            "POST",
            "https://graph.microsoft.com/v1.0/servicePrincipals/7408235b-7540-4850-82fe-a5f15ed019e2/checkMemberGroups",
            r#"{"groupIds":["groupIds-value"]}"#
        ),
        case!(
            "directoryObjects.checkMemberGroups",
            |c| c
                .directory_objects()
                .id("02bd9fd6-8f93-4758-87c3-1fb73740a315")
                .check_member_groups([
                    "fee2c45b-915a-4a64-b130-f4eb9e75525e",
                    "4fe90ae7-065a-478b-9400-e0a0e1cbd540",
                ]),
            "POST",
            "https://graph.microsoft.com/v1.0/directoryObjects/02bd9fd6-8f93-4758-87c3-1fb73740a315/checkMemberGroups",
            r#"{"groupIds":["fee2c45b-915a-4a64-b130-f4eb9e75525e","4fe90ae7-065a-478b-9400-e0a0e1cbd540"]}"#
        ),
        case!(
            "me.checkMemberGroups",
            |c| c.me().check_member_groups(["groupIds-value"]),
            "POST",
            "https://graph.microsoft.com/v1.0/me/checkMemberGroups",
            r#"{"groupIds":["groupIds-value"]}"#
        ),
        case!(
            "users.checkMemberObjects",
            |c| c
                .users()
                .id("87d349ed-44d7-43e1-9a83-5f2406dee5bd")
                .check_member_objects(["fee2c45b-915a-4a64-b130-f4eb9e75525e"]),
            "POST",
            "https://graph.microsoft.com/v1.0/users/87d349ed-44d7-43e1-9a83-5f2406dee5bd/checkMemberObjects",
            r#"{"ids":["fee2c45b-915a-4a64-b130-f4eb9e75525e"]}"#
        ),
        case!(
            "groups.checkMemberObjects",
            |c| c.groups().id("02bd9fd6-8f93-4758-87c3-1fb73740a315").check_member_objects([
                "80a963dd-84af-4eb8-b2a6-781e444d4fb0",
                "62e90394-69f5-4237-9190-012177145e10",
                "86a64f51-3a64-4cc6-a8c8-6b8f000c0f52",
                "ac38546e-ddf3-437a-ac5c-27a94cd7a0f1",
            ]),
            "POST",
            "https://graph.microsoft.com/v1.0/groups/02bd9fd6-8f93-4758-87c3-1fb73740a315/checkMemberObjects",
            r#"{"ids":["80a963dd-84af-4eb8-b2a6-781e444d4fb0","62e90394-69f5-4237-9190-012177145e10","86a64f51-3a64-4cc6-a8c8-6b8f000c0f52","ac38546e-ddf3-437a-ac5c-27a94cd7a0f1"]}"#
        ),
        case!(
            "contacts.checkMemberObjects",
            |c| c
                .contacts()
                .id("02bd9fd6-8f93-4758-87c3-1fb73740a315")
                .check_member_objects(["fee2c45b-915a-4a64-b130-f4eb9e75525e"]),
            "POST",
            "https://graph.microsoft.com/v1.0/contacts/02bd9fd6-8f93-4758-87c3-1fb73740a315/checkMemberObjects",
            r#"{"ids":["fee2c45b-915a-4a64-b130-f4eb9e75525e"]}"#
        ),
        case!(
            "servicePrincipals.checkMemberObjects",
            |c| c
                .service_principals()
                .id("7408235b-7540-4850-82fe-a5f15ed019e2")
                .check_member_objects([
                    "80a963dd-84af-4eb8-b2a6-781e444d4fb0",
                    "62e90394-69f5-4237-9190-012177145e10",
                    "86a64f51-3a64-4cc6-a8c8-6b8f000c0f52",
                    "ac38546e-ddf3-437a-ac5c-27a94cd7a0f1",
                ]),
            "POST",
            "https://graph.microsoft.com/v1.0/servicePrincipals/7408235b-7540-4850-82fe-a5f15ed019e2/checkMemberObjects",
            r#"{"ids":["80a963dd-84af-4eb8-b2a6-781e444d4fb0","62e90394-69f5-4237-9190-012177145e10","86a64f51-3a64-4cc6-a8c8-6b8f000c0f52","ac38546e-ddf3-437a-ac5c-27a94cd7a0f1"]}"#
        ),
        case!(
            "directoryObjects.checkMemberObjects",
            |c| c
                .directory_objects()
                .id("02bd9fd6-8f93-4758-87c3-1fb73740a315")
                .check_member_objects(["fee2c45b-915a-4a64-b130-f4eb9e75525e"]),
            "POST",
            "https://graph.microsoft.com/v1.0/directoryObjects/02bd9fd6-8f93-4758-87c3-1fb73740a315/checkMemberObjects",
            r#"{"ids":["fee2c45b-915a-4a64-b130-f4eb9e75525e"]}"#
        ),
        case!(
            "me.checkMemberObjects",
            |c| c.me().check_member_objects([
                "80a963dd-84af-4eb8-b2a6-781e444d4fb0",
                "62e90394-69f5-4237-9190-012177145e10",
                "86a64f51-3a64-4cc6-a8c8-6b8f000c0f52",
                "ac38546e-ddf3-437a-ac5c-27a94cd7a0f1",
            ]),
            "POST",
            "https://graph.microsoft.com/v1.0/me/checkMemberObjects",
            r#"{"ids":["80a963dd-84af-4eb8-b2a6-781e444d4fb0","62e90394-69f5-4237-9190-012177145e10","86a64f51-3a64-4cc6-a8c8-6b8f000c0f52","ac38546e-ddf3-437a-ac5c-27a94cd7a0f1"]}"#
        ),
        case!(
            "users.getMemberGroups",
            |c| c.users().id("87d349ed-44d7-43e1-9a83-5f2406dee5bd").get_member_groups(false),
            "POST",
            "https://graph.microsoft.com/v1.0/users/87d349ed-44d7-43e1-9a83-5f2406dee5bd/getMemberGroups",
            r#"{"securityEnabledOnly":false}"#
        ),
        case!(
            "groups.getMemberGroups",
            |c| c.groups().id("02bd9fd6-8f93-4758-87c3-1fb73740a315").get_member_groups(false),
            "POST",
            "https://graph.microsoft.com/v1.0/groups/02bd9fd6-8f93-4758-87c3-1fb73740a315/getMemberGroups",
            r#"{"securityEnabledOnly":false}"#
        ),
        case!(
            "contacts.getMemberGroups",
            |c| c.contacts().id("02bd9fd6-8f93-4758-87c3-1fb73740a315").get_member_groups(false),
            "POST",
            "https://graph.microsoft.com/v1.0/contacts/02bd9fd6-8f93-4758-87c3-1fb73740a315/getMemberGroups",
            r#"{"securityEnabledOnly":false}"#
        ),
        case!(
            "servicePrincipals.getMemberGroups",
            |c| c
                .service_principals()
                .id("7408235b-7540-4850-82fe-a5f15ed019e2")
                .get_member_groups(true),
            "POST",
            "https://graph.microsoft.com/v1.0/servicePrincipals/7408235b-7540-4850-82fe-a5f15ed019e2/getMemberGroups",
            r#"{"securityEnabledOnly":true}"#
        ),
        case!(
            "directoryObjects.getMemberGroups",
            |c| c
                .directory_objects()
                .id("02bd9fd6-8f93-4758-87c3-1fb73740a315")
                .get_member_groups(true),
            "POST",
            "https://graph.microsoft.com/v1.0/directoryObjects/02bd9fd6-8f93-4758-87c3-1fb73740a315/getMemberGroups",
            r#"{"securityEnabledOnly":true}"#
        ),
        case!(
            "me.getMemberGroups",
            |c| c.me().get_member_groups(true),
            "POST",
            "https://graph.microsoft.com/v1.0/me/getMemberGroups",
            r#"{"securityEnabledOnly":true}"#
        ),
        case!(
            "users.getMemberObjects",
            |c| c.users().id("87d349ed-44d7-43e1-9a83-5f2406dee5bd").get_member_objects(false),
            "POST",
            "https://graph.microsoft.com/v1.0/users/87d349ed-44d7-43e1-9a83-5f2406dee5bd/getMemberObjects",
            r#"{"securityEnabledOnly":false}"#
        ),
        case!(
            "groups.getMemberObjects",
            |c| c.groups().id("02bd9fd6-8f93-4758-87c3-1fb73740a315").get_member_objects(false),
            "POST",
            "https://graph.microsoft.com/v1.0/groups/02bd9fd6-8f93-4758-87c3-1fb73740a315/getMemberObjects",
            r#"{"securityEnabledOnly":false}"#
        ),
        case!(
            "contacts.getMemberObjects",
            |c| c.contacts().id("02bd9fd6-8f93-4758-87c3-1fb73740a315").get_member_objects(false),
            "POST",
            "https://graph.microsoft.com/v1.0/contacts/02bd9fd6-8f93-4758-87c3-1fb73740a315/getMemberObjects",
            r#"{"securityEnabledOnly":false}"#
        ),
        case!(
            "servicePrincipals.getMemberObjects",
            |c| c
                .service_principals()
                .id("7408235b-7540-4850-82fe-a5f15ed019e2")
                .get_member_objects(true),
            "POST",
            "https://graph.microsoft.com/v1.0/servicePrincipals/7408235b-7540-4850-82fe-a5f15ed019e2/getMemberObjects",
            r#"{"securityEnabledOnly":true}"#
        ),
        case!(
            "directoryObjects.getMemberObjects",
            |c| c
                .directory_objects()
                .id("02bd9fd6-8f93-4758-87c3-1fb73740a315")
                .get_member_objects(true),
            "POST",
            "https://graph.microsoft.com/v1.0/directoryObjects/02bd9fd6-8f93-4758-87c3-1fb73740a315/getMemberObjects",
            r#"{"securityEnabledOnly":true}"#
        ),
        case!(
            "me.getMemberObjects",
            |c| c.me().get_member_objects(true),
            "POST",
            "https://graph.microsoft.com/v1.0/me/getMemberObjects",
            r#"{"securityEnabledOnly":true}"#
        ),
        case!(
            "servicePrincipals.list",
            |c| c.service_principals().list(),
            "GET",
            "https://graph.microsoft.com/v1.0/servicePrincipals"
        ),
        case!(
            "servicePrincipals.count",
            |c| c.service_principals().count(),
            "GET",
            "https://graph.microsoft.com/v1.0/servicePrincipals/$count"
        ),
        case!(
            "servicePrincipals.get",
            |c| c.service_principals().id("7408235b-7540-4850-82fe-a5f15ed019e2").get(),
            "GET",
            "https://graph.microsoft.com/v1.0/servicePrincipals/7408235b-7540-4850-82fe-a5f15ed019e2"
        ),
        case!(
            "servicePrincipalsByAppId.get",
            |c| c
                .service_principals_by_app_id()
                .id("46e6adf4-a9cf-4b60-9390-0ba6fb00bf6b")
                .get()
                .select([models::service_principal::id()]),
            "GET",
            "https://graph.microsoft.com/v1.0/servicePrincipals(appId='46e6adf4-a9cf-4b60-9390-0ba6fb00bf6b')?$select=id"
        ),
        case!(
            "servicePrincipals.create",
            |c| c.service_principals().create("46e6adf4-a9cf-4b60-9390-0ba6fb00bf6b"),
            "POST",
            "https://graph.microsoft.com/v1.0/servicePrincipals",
            r#"{"appId":"46e6adf4-a9cf-4b60-9390-0ba6fb00bf6b"}"#
        ),
        case!(
            "servicePrincipals.update",
            |c| c
                .service_principals()
                .id("7408235b-7540-4850-82fe-a5f15ed019e2")
                .update()
                .app_role_assignment_required(true),
            "PATCH",
            "https://graph.microsoft.com/v1.0/servicePrincipals/7408235b-7540-4850-82fe-a5f15ed019e2",
            r#"{"appRoleAssignmentRequired":true}"#
        ),
        case!(
            "servicePrincipals.delete",
            |c| c.service_principals().id("7408235b-7540-4850-82fe-a5f15ed019e2").delete(),
            "DELETE",
            "https://graph.microsoft.com/v1.0/servicePrincipals/7408235b-7540-4850-82fe-a5f15ed019e2"
        ),
        case!(
            "subscribedSkus.list",
            |c| c.subscribed_skus().list(),
            "GET",
            "https://graph.microsoft.com/v1.0/subscribedSkus"
        ),
        case!(
            "subscribedSkus.get",
            |c| c
                .subscribed_skus()
                .id("48a80680-7326-48cd-9935-b556b81d3a4e_c7df2760-2c81-4ef7-b578-5b5392b571df")
                .get(),
            "GET",
            "https://graph.microsoft.com/v1.0/subscribedSkus/48a80680-7326-48cd-9935-b556b81d3a4e_c7df2760-2c81-4ef7-b578-5b5392b571df"
        ),
        case!("users.list", |c| c.users().list(), "GET", "https://graph.microsoft.com/v1.0/users"),
        case!(
            "users.count",
            |c| c.users().count(),
            "GET",
            "https://graph.microsoft.com/v1.0/users/$count"
        ),
        case!(
            "users.get",
            |c| c.users().id("87d349ed-44d7-43e1-9a83-5f2406dee5bd").get(),
            "GET",
            "https://graph.microsoft.com/v1.0/users/87d349ed-44d7-43e1-9a83-5f2406dee5bd"
        ),
        case!("me.get", |c| c.me().get(), "GET", "https://graph.microsoft.com/v1.0/me"),
        case!(
            "users.create",
            |c| c.users().create(models::UserCreate {
                account_enabled: true,
                display_name: "Adele Vance".into(),
                mail_nickname: "AdeleV".into(),
                password_profile: models::PasswordProfile {
                    force_change_password_next_sign_in: Some(true),
                    password: Some("xWwvJ]6NMw+bWH-d".into()),
                    ..Default::default()
                },
                user_principal_name: "AdeleV@contoso.com".into(),
            }),
            "POST",
            "https://graph.microsoft.com/v1.0/users",
            r#"{"accountEnabled":true,"displayName":"Adele Vance","mailNickname":"AdeleV","passwordProfile":{"forceChangePasswordNextSignIn":true,"password":"xWwvJ]6NMw+bWH-d"},"userPrincipalName":"AdeleV@contoso.com"}"#
        ),
        case!(
            "users.update",
            |c| c
                .users()
                .id("87d349ed-44d7-43e1-9a83-5f2406dee5bd")
                .update()
                .department("Retail")
                .clear_mobile_phone(),
            "PATCH",
            "https://graph.microsoft.com/v1.0/users/87d349ed-44d7-43e1-9a83-5f2406dee5bd",
            r#"{"department":"Retail","mobilePhone":null}"#
        ),
        case!(
            "users.delete",
            |c| c.users().id("87d349ed-44d7-43e1-9a83-5f2406dee5bd").delete(),
            "DELETE",
            "https://graph.microsoft.com/v1.0/users/87d349ed-44d7-43e1-9a83-5f2406dee5bd"
        ),
        case!(
            "users.manager.get",
            |c| c.users().id("87d349ed-44d7-43e1-9a83-5f2406dee5bd").manager().get(),
            "GET",
            "https://graph.microsoft.com/v1.0/users/87d349ed-44d7-43e1-9a83-5f2406dee5bd/manager"
        ),
        case!(
            "me.manager.get",
            |c| c.me().manager().get(),
            "GET",
            "https://graph.microsoft.com/v1.0/me/manager"
        ),
        case!(
            "users.manager.set",
            |c| c
                .users()
                .id("87d349ed-44d7-43e1-9a83-5f2406dee5bd")
                .manager()
                .set("87d349ed-44d7-43e1-9a83-5f2406dee5bd"),
            "PUT",
            "https://graph.microsoft.com/v1.0/users/87d349ed-44d7-43e1-9a83-5f2406dee5bd/manager/$ref",
            r#"{"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/87d349ed-44d7-43e1-9a83-5f2406dee5bd"}"#
        ),
        case!(
            "users.manager.remove",
            |c| c.users().id("87d349ed-44d7-43e1-9a83-5f2406dee5bd").manager().remove(),
            "DELETE",
            "https://graph.microsoft.com/v1.0/users/87d349ed-44d7-43e1-9a83-5f2406dee5bd/manager/$ref"
        ),
        case!(
            "users.directReports.list",
            |c| c.users().id("87d349ed-44d7-43e1-9a83-5f2406dee5bd").direct_reports().list(),
            "GET",
            "https://graph.microsoft.com/v1.0/users/87d349ed-44d7-43e1-9a83-5f2406dee5bd/directReports"
        ),
        case!(
            "me.directReports.list",
            |c| c.me().direct_reports().list(),
            "GET",
            "https://graph.microsoft.com/v1.0/me/directReports"
        ),
        case!(
            "users.memberOf.list",
            |c| c.users().id("87d349ed-44d7-43e1-9a83-5f2406dee5bd").member_of().list(),
            "GET",
            "https://graph.microsoft.com/v1.0/users/87d349ed-44d7-43e1-9a83-5f2406dee5bd/memberOf"
        ),
        case!(
            "me.memberOf.list",
            |c| c.me().member_of().list(),
            "GET",
            "https://graph.microsoft.com/v1.0/me/memberOf"
        ),
        case!(
            "users.memberOf.groups.list",
            |c| c
                .users()
                .id("87d349ed-44d7-43e1-9a83-5f2406dee5bd")
                .member_of()
                .groups()
                .list()
                .count()
                .order_by("displayName")
                .search("displayName:tier")
                .select([models::group::display_name(), models::group::id(),]),
            "GET",
            "https://graph.microsoft.com/v1.0/users/87d349ed-44d7-43e1-9a83-5f2406dee5bd/memberOf/microsoft.graph.group?$count=true&$orderby=displayName&$search=%22displayName:tier%22&$select=displayName,id"
        ),
        case!(
            "me.memberOf.groups.list",
            |c| c.me().member_of().groups().list(),
            "GET",
            "https://graph.microsoft.com/v1.0/me/memberOf/microsoft.graph.group"
        ),
        case!(
            "users.memberOf.groups.count",
            |c| c.users().id("87d349ed-44d7-43e1-9a83-5f2406dee5bd").member_of().groups().count(),
            "GET",
            "https://graph.microsoft.com/v1.0/users/87d349ed-44d7-43e1-9a83-5f2406dee5bd/memberOf/microsoft.graph.group/$count"
        ),
        case!(
            "me.memberOf.groups.count",
            |c| c.me().member_of().groups().count(),
            "GET",
            "https://graph.microsoft.com/v1.0/me/memberOf/microsoft.graph.group/$count"
        ),
        case!(
            "users.memberOf.count",
            |c| c.users().id("87d349ed-44d7-43e1-9a83-5f2406dee5bd").member_of().count(),
            "GET",
            "https://graph.microsoft.com/v1.0/users/87d349ed-44d7-43e1-9a83-5f2406dee5bd/memberOf/$count"
        ),
        case!(
            "me.memberOf.count",
            |c| c.me().member_of().count(),
            "GET",
            "https://graph.microsoft.com/v1.0/me/memberOf/$count"
        ),
        case!(
            "users.transitiveMemberOf.list",
            |c| c.users().id("87d349ed-44d7-43e1-9a83-5f2406dee5bd").transitive_member_of().list(),
            "GET",
            "https://graph.microsoft.com/v1.0/users/87d349ed-44d7-43e1-9a83-5f2406dee5bd/transitiveMemberOf"
        ),
        case!(
            "me.transitiveMemberOf.list",
            |c| c.me().transitive_member_of().list(),
            "GET",
            "https://graph.microsoft.com/v1.0/me/transitiveMemberOf"
        ),
        case!(
            "users.transitiveMemberOf.groups.list",
            |c| c
                .users()
                .id("87d349ed-44d7-43e1-9a83-5f2406dee5bd")
                .transitive_member_of()
                .groups()
                .list()
                .count()
                .order_by("displayName")
                .search("displayName:tier")
                .select([models::group::display_name(), models::group::id(),]),
            "GET",
            "https://graph.microsoft.com/v1.0/users/87d349ed-44d7-43e1-9a83-5f2406dee5bd/transitiveMemberOf/microsoft.graph.group?$count=true&$orderby=displayName&$search=%22displayName:tier%22&$select=displayName,id"
        ),
        case!(
            "me.transitiveMemberOf.groups.list",
            |c| c.me().transitive_member_of().groups().list(),
            "GET",
            "https://graph.microsoft.com/v1.0/me/transitiveMemberOf/microsoft.graph.group"
        ),
        case!(
            "users.transitiveMemberOf.groups.count",
            |c| c
                .users()
                .id("87d349ed-44d7-43e1-9a83-5f2406dee5bd")
                .transitive_member_of()
                .groups()
                .count(),
            "GET",
            "https://graph.microsoft.com/v1.0/users/87d349ed-44d7-43e1-9a83-5f2406dee5bd/transitiveMemberOf/microsoft.graph.group/$count"
        ),
        case!(
            "me.transitiveMemberOf.groups.count",
            |c| c.me().transitive_member_of().groups().count(),
            "GET",
            "https://graph.microsoft.com/v1.0/me/transitiveMemberOf/microsoft.graph.group/$count"
        ),
        case!(
            "users.transitiveMemberOf.count",
            |c| c.users().id("87d349ed-44d7-43e1-9a83-5f2406dee5bd").transitive_member_of().count(),
            "GET",
            "https://graph.microsoft.com/v1.0/users/87d349ed-44d7-43e1-9a83-5f2406dee5bd/transitiveMemberOf/$count"
        ),
        case!(
            "me.transitiveMemberOf.count",
            |c| c.me().transitive_member_of().count(),
            "GET",
            "https://graph.microsoft.com/v1.0/me/transitiveMemberOf/$count"
        ),
        case!(
            "users.licenseDetails.list",
            |c| c.users().id("87d349ed-44d7-43e1-9a83-5f2406dee5bd").license_details().list(),
            "GET",
            "https://graph.microsoft.com/v1.0/users/87d349ed-44d7-43e1-9a83-5f2406dee5bd/licenseDetails"
        ),
        case!(
            "me.licenseDetails.list",
            |c| c.me().license_details().list(),
            "GET",
            "https://graph.microsoft.com/v1.0/me/licenseDetails"
        ),
        case!(
            "users.assignLicense",
            |c| c.users().id("87d349ed-44d7-43e1-9a83-5f2406dee5bd").assign_license(
                models::AssignLicense {
                    add_licenses: [models::AssignedLicense {
                        disabled_plans: ["11b0131d-43c8-4bbb-b2c8-e80f9a50834a".into()].into(),
                        sku_id: Some("45715bb8-13f9-4bf6-927f-ef96c102d394".into()),
                        ..Default::default()
                    }]
                    .into(),
                    remove_licenses: Vec::new(),
                }
            ),
            "POST",
            "https://graph.microsoft.com/v1.0/users/87d349ed-44d7-43e1-9a83-5f2406dee5bd/assignLicense",
            r#"{"addLicenses":[{"disabledPlans":["11b0131d-43c8-4bbb-b2c8-e80f9a50834a"],"skuId":"45715bb8-13f9-4bf6-927f-ef96c102d394"}],"removeLicenses":[]}"#
        ),
        case!(
            "me.assignLicense",
            |c| c.me().assign_license(models::AssignLicense {
                add_licenses: [models::AssignedLicense {
                    disabled_plans: ["11b0131d-43c8-4bbb-b2c8-e80f9a50834a".into()].into(),
                    sku_id: Some("45715bb8-13f9-4bf6-927f-ef96c102d394".into()),
                    ..Default::default()
                }]
                .into(),
                remove_licenses: ["bea13e0c-3828-4daa-a392-28af7ff61a0f".into()].into(),
            }),
            "POST",
            "https://graph.microsoft.com/v1.0/me/assignLicense",
            r#"{"addLicenses":[{"disabledPlans":["11b0131d-43c8-4bbb-b2c8-e80f9a50834a"],"skuId":"45715bb8-13f9-4bf6-927f-ef96c102d394"}],"removeLicenses":["bea13e0c-3828-4daa-a392-28af7ff61a0f"]}"#
        ),
        case!(
            "me.changePassword",
            |c| c.me().change_password(models::ChangePassword {
                current_password: "xWwvJ]6NMw+bWH-d".into(),
                new_password: "0eM85N54wFxWwvJ]".into(),
            }),
            "POST",
            "https://graph.microsoft.com/v1.0/me/changePassword",
            r#"{"currentPassword":"xWwvJ]6NMw+bWH-d","newPassword":"0eM85N54wFxWwvJ]"}"#
        ),
        case!(
            "users.changePassword",
            |c| c.users().id("87d349ed-44d7-43e1-9a83-5f2406dee5bd").change_password(
                models::ChangePassword {
                    current_password: "xWwvJ]6NMw+bWH-d".into(),
                    new_password: "0eM85N54wFxWwvJ]".into(),
                }
            ),
            "POST",
            "https://graph.microsoft.com/v1.0/users/87d349ed-44d7-43e1-9a83-5f2406dee5bd/changePassword",
            r#"{"currentPassword":"xWwvJ]6NMw+bWH-d","newPassword":"0eM85N54wFxWwvJ]"}"#
        ),
    ]
}
