//! What is read is written again: for every model, reading JSON and writing it gives the same JSON, but for the order.

mod by_hand;
mod hostile;
mod json;
mod microsoft_graph_shapes;
#[rustfmt::skip]
mod shapes;

use std::fmt::Debug;
use std::sync::Arc;

use directory_graph::azure_ad_graph::blocking::Client;
use directory_graph::transport::{Recorder, Replay};
use directory_graph::{MockTransport, Page, Tenant, Transport, azure_ad_graph, microsoft_graph};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use serde_json::Value;

use self::microsoft_graph_shapes::*;
use self::shapes::*;

/// What comes of a text that is read as a model.
struct Read {
    written: String,
    clone_is_equal: bool,
    shown: String,
}

/// All that has to be compiled for each model. Other kinds of input are read by one model below.
fn read<M>(text: &str) -> serde_json::Result<Read>
where
    M: serde::de::DeserializeOwned + serde::Serialize + Clone + PartialEq + Debug,
{
    let model: M = serde_json::from_reader(text.as_bytes())?;
    Ok(Read {
        written: serde_json::to_string(&model)?,
        clone_is_equal: model.clone() == model,
        shown: format!("{model:?}"),
    })
}

/// Compares what is written with what was read.
fn identity(text: &str, read: fn(&str) -> serde_json::Result<Read>) -> Result<(), TestCaseError> {
    let before: Value = serde_json::from_str(text).expect("the text is JSON");
    let failed = |error: serde_json::Error| TestCaseError::fail(format!("{error}: {text}"));
    let read = read(text).map_err(failed)?;
    let after: Value = serde_json::from_str(&read.written).map_err(failed)?;
    prop_assert_eq!(&after, &before);
    // A name that was written twice would not show in a `Value`, but in the length.
    prop_assert_eq!(read.written.len(), before.to_string().len(), "{}", read.written);
    prop_assert!(read.clone_is_equal && !read.shown.is_empty());
    Ok(())
}

/// Tries texts of a shape. `proptest!` would have all of this compiled for each model.
fn holds(shape: &'static json::Shape, read: fn(&str) -> serde_json::Result<Read>) {
    let config = Config { cases: 48, failure_persistence: None, ..Config::default() };
    let outcome = TestRunner::new(config).run(&json::object(shape), |text| identity(&text, read));
    outcome.unwrap_or_else(|error| panic!("{error}"));
}

/// A test for each model, and the same models for hostile input.
macro_rules! models {
    ($($test:ident: $model:ty, $shape:ident;)*) => {
        $(
            #[test]
            fn $test() {
                holds(&$shape, read::<$model>);
            }
        )*

        /// The shapes that have a test, each with what reads it.
        static TESTED: &[(&str, &str, hostile::Read)] = &[
            $(($shape.service, $shape.name, hostile::read::<$model>),)*
        ];

        /// The shapes, each with what counts the properties that its model does not find a place for.
        static COUNTED: &[(&json::Shape, fn(&str) -> serde_json::Result<usize>)] = &[
            $((&$shape, |text| {
                let model: $model = serde_json::from_reader(text.as_bytes())?;
                Ok(model.extra.len())
            }),)*
        ];
    };
}

models! {
    application: azure_ad_graph::models::Application, APPLICATION;
    add_in: azure_ad_graph::models::AddIn, ADD_IN;
    key_value: azure_ad_graph::models::KeyValue, KEY_VALUE;
    app_branding: azure_ad_graph::models::AppBranding, APP_BRANDING;
    app_metadata: azure_ad_graph::models::AppMetadata, APP_METADATA;
    app_metadata_entry: azure_ad_graph::models::AppMetadataEntry, APP_METADATA_ENTRY;
    app_role: azure_ad_graph::models::AppRole, APP_ROLE;
    oauth2_permission: azure_ad_graph::models::OAuth2Permission, OAUTH2_PERMISSION;
    required_resource_access: azure_ad_graph::models::RequiredResourceAccess, REQUIRED_RESOURCE_ACCESS;
    resource_access: azure_ad_graph::models::ResourceAccess, RESOURCE_ACCESS;
    informational_url: azure_ad_graph::models::InformationalUrl, INFORMATIONAL_URL;
    optional_claims: azure_ad_graph::models::OptionalClaims, OPTIONAL_CLAIMS;
    optional_claim: azure_ad_graph::models::OptionalClaim, OPTIONAL_CLAIM;
    parental_control_settings: azure_ad_graph::models::ParentalControlSettings, PARENTAL_CONTROL_SETTINGS;
    pre_authorized_application: azure_ad_graph::models::PreAuthorizedApplication, PRE_AUTHORIZED_APPLICATION;
    pre_authorized_application_permission: azure_ad_graph::models::PreAuthorizedApplicationPermission, PRE_AUTHORIZED_APPLICATION_PERMISSION;
    pre_authorized_application_extension: azure_ad_graph::models::PreAuthorizedApplicationExtension, PRE_AUTHORIZED_APPLICATION_EXTENSION;
    key_credential: azure_ad_graph::models::KeyCredential, KEY_CREDENTIAL;
    password_credential: azure_ad_graph::models::PasswordCredential, PASSWORD_CREDENTIAL;
    add_key_result: azure_ad_graph::models::AddKeyResult, ADD_KEY_RESULT;
    contact: azure_ad_graph::models::Contact, CONTACT;
    extension_property: azure_ad_graph::models::ExtensionProperty, EXTENSION_PROPERTY;
    provisioning_error: azure_ad_graph::models::ProvisioningError, PROVISIONING_ERROR;
    directory_link_change: azure_ad_graph::models::DirectoryLinkChange, DIRECTORY_LINK_CHANGE;
    domain: azure_ad_graph::models::Domain, DOMAIN;
    domain_dns_txt_record: azure_ad_graph::models::DomainDnsTxtRecord, DOMAIN_DNS_TXT_RECORD;
    domain_dns_mx_record: azure_ad_graph::models::DomainDnsMxRecord, DOMAIN_DNS_MX_RECORD;
    domain_dns_cname_record: azure_ad_graph::models::DomainDnsCnameRecord, DOMAIN_DNS_CNAME_RECORD;
    domain_dns_srv_record: azure_ad_graph::models::DomainDnsSrvRecord, DOMAIN_DNS_SRV_RECORD;
    domain_dns_unavailable_record: azure_ad_graph::models::DomainDnsUnavailableRecord, DOMAIN_DNS_UNAVAILABLE_RECORD;
    group: azure_ad_graph::models::Group, GROUP;
    service_principal: azure_ad_graph::models::ServicePrincipal, SERVICE_PRINCIPAL;
    subscribed_sku: azure_ad_graph::models::SubscribedSku, SUBSCRIBED_SKU;
    license_units_detail: azure_ad_graph::models::LicenseUnitsDetail, LICENSE_UNITS_DETAIL;
    service_plan_info: azure_ad_graph::models::ServicePlanInfo, SERVICE_PLAN_INFO;
    user: azure_ad_graph::models::User, USER;
    assigned_license: azure_ad_graph::models::AssignedLicense, ASSIGNED_LICENSE;
    assigned_plan: azure_ad_graph::models::AssignedPlan, ASSIGNED_PLAN;
    provisioned_plan: azure_ad_graph::models::ProvisionedPlan, PROVISIONED_PLAN;
    password_profile: azure_ad_graph::models::PasswordProfile, PASSWORD_PROFILE;
    sign_in_name: azure_ad_graph::models::SignInName, SIGN_IN_NAME;
    user_identity: azure_ad_graph::models::UserIdentity, USER_IDENTITY;
    alternative_security_id: azure_ad_graph::models::AlternativeSecurityId, ALTERNATIVE_SECURITY_ID;
    microsoft_graph_add_in: microsoft_graph::models::AddIn, MICROSOFT_GRAPH_ADD_IN;
    microsoft_graph_api_application: microsoft_graph::models::ApiApplication, MICROSOFT_GRAPH_API_APPLICATION;
    microsoft_graph_app_role: microsoft_graph::models::AppRole, MICROSOFT_GRAPH_APP_ROLE;
    microsoft_graph_app_role_assignment: microsoft_graph::models::AppRoleAssignment, MICROSOFT_GRAPH_APP_ROLE_ASSIGNMENT;
    microsoft_graph_application: microsoft_graph::models::Application, MICROSOFT_GRAPH_APPLICATION;
    microsoft_graph_assigned_label: microsoft_graph::models::AssignedLabel, MICROSOFT_GRAPH_ASSIGNED_LABEL;
    microsoft_graph_assigned_license: microsoft_graph::models::AssignedLicense, MICROSOFT_GRAPH_ASSIGNED_LICENSE;
    microsoft_graph_assigned_plan: microsoft_graph::models::AssignedPlan, MICROSOFT_GRAPH_ASSIGNED_PLAN;
    microsoft_graph_authentication_behaviors: microsoft_graph::models::AuthenticationBehaviors, MICROSOFT_GRAPH_AUTHENTICATION_BEHAVIORS;
    microsoft_graph_authorization_info: microsoft_graph::models::AuthorizationInfo, MICROSOFT_GRAPH_AUTHORIZATION_INFO;
    microsoft_graph_certification: microsoft_graph::models::Certification, MICROSOFT_GRAPH_CERTIFICATION;
    microsoft_graph_custom_security_attribute_value: microsoft_graph::models::CustomSecurityAttributeValue, MICROSOFT_GRAPH_CUSTOM_SECURITY_ATTRIBUTE_VALUE;
    microsoft_graph_domain: microsoft_graph::models::Domain, MICROSOFT_GRAPH_DOMAIN;
    microsoft_graph_domain_dns_cname_record: microsoft_graph::models::DomainDnsCnameRecord, MICROSOFT_GRAPH_DOMAIN_DNS_CNAME_RECORD;
    microsoft_graph_domain_dns_mx_record: microsoft_graph::models::DomainDnsMxRecord, MICROSOFT_GRAPH_DOMAIN_DNS_MX_RECORD;
    microsoft_graph_domain_dns_srv_record: microsoft_graph::models::DomainDnsSrvRecord, MICROSOFT_GRAPH_DOMAIN_DNS_SRV_RECORD;
    microsoft_graph_domain_dns_txt_record: microsoft_graph::models::DomainDnsTxtRecord, MICROSOFT_GRAPH_DOMAIN_DNS_TXT_RECORD;
    microsoft_graph_domain_dns_unavailable_record: microsoft_graph::models::DomainDnsUnavailableRecord, MICROSOFT_GRAPH_DOMAIN_DNS_UNAVAILABLE_RECORD;
    microsoft_graph_domain_state: microsoft_graph::models::DomainState, MICROSOFT_GRAPH_DOMAIN_STATE;
    microsoft_graph_employee_org_data: microsoft_graph::models::EmployeeOrgData, MICROSOFT_GRAPH_EMPLOYEE_ORG_DATA;
    microsoft_graph_extension_property: microsoft_graph::models::ExtensionProperty, MICROSOFT_GRAPH_EXTENSION_PROPERTY;
    microsoft_graph_group: microsoft_graph::models::Group, MICROSOFT_GRAPH_GROUP;
    microsoft_graph_implicit_grant_settings: microsoft_graph::models::ImplicitGrantSettings, MICROSOFT_GRAPH_IMPLICIT_GRANT_SETTINGS;
    microsoft_graph_informational_url: microsoft_graph::models::InformationalUrl, MICROSOFT_GRAPH_INFORMATIONAL_URL;
    microsoft_graph_key_credential: microsoft_graph::models::KeyCredential, MICROSOFT_GRAPH_KEY_CREDENTIAL;
    microsoft_graph_key_value: microsoft_graph::models::KeyValue, MICROSOFT_GRAPH_KEY_VALUE;
    microsoft_graph_license_assignment_state: microsoft_graph::models::LicenseAssignmentState, MICROSOFT_GRAPH_LICENSE_ASSIGNMENT_STATE;
    microsoft_graph_license_details: microsoft_graph::models::LicenseDetails, MICROSOFT_GRAPH_LICENSE_DETAILS;
    microsoft_graph_license_processing_state: microsoft_graph::models::LicenseProcessingState, MICROSOFT_GRAPH_LICENSE_PROCESSING_STATE;
    microsoft_graph_license_units_detail: microsoft_graph::models::LicenseUnitsDetail, MICROSOFT_GRAPH_LICENSE_UNITS_DETAIL;
    microsoft_graph_mailbox_settings: microsoft_graph::models::MailboxSettings, MICROSOFT_GRAPH_MAILBOX_SETTINGS;
    microsoft_graph_object_identity: microsoft_graph::models::ObjectIdentity, MICROSOFT_GRAPH_OBJECT_IDENTITY;
    microsoft_graph_on_premises_extension_attributes: microsoft_graph::models::OnPremisesExtensionAttributes, MICROSOFT_GRAPH_ON_PREMISES_EXTENSION_ATTRIBUTES;
    microsoft_graph_on_premises_provisioning_error: microsoft_graph::models::OnPremisesProvisioningError, MICROSOFT_GRAPH_ON_PREMISES_PROVISIONING_ERROR;
    microsoft_graph_optional_claim: microsoft_graph::models::OptionalClaim, MICROSOFT_GRAPH_OPTIONAL_CLAIM;
    microsoft_graph_optional_claims: microsoft_graph::models::OptionalClaims, MICROSOFT_GRAPH_OPTIONAL_CLAIMS;
    microsoft_graph_org_contact: microsoft_graph::models::OrgContact, MICROSOFT_GRAPH_ORG_CONTACT;
    microsoft_graph_parental_control_settings: microsoft_graph::models::ParentalControlSettings, MICROSOFT_GRAPH_PARENTAL_CONTROL_SETTINGS;
    microsoft_graph_password_credential: microsoft_graph::models::PasswordCredential, MICROSOFT_GRAPH_PASSWORD_CREDENTIAL;
    microsoft_graph_password_profile: microsoft_graph::models::PasswordProfile, MICROSOFT_GRAPH_PASSWORD_PROFILE;
    microsoft_graph_permission_scope: microsoft_graph::models::PermissionScope, MICROSOFT_GRAPH_PERMISSION_SCOPE;
    microsoft_graph_phone: microsoft_graph::models::Phone, MICROSOFT_GRAPH_PHONE;
    microsoft_graph_physical_office_address: microsoft_graph::models::PhysicalOfficeAddress, MICROSOFT_GRAPH_PHYSICAL_OFFICE_ADDRESS;
    microsoft_graph_pre_authorized_application: microsoft_graph::models::PreAuthorizedApplication, MICROSOFT_GRAPH_PRE_AUTHORIZED_APPLICATION;
    microsoft_graph_provisioned_plan: microsoft_graph::models::ProvisionedPlan, MICROSOFT_GRAPH_PROVISIONED_PLAN;
    microsoft_graph_public_client_application: microsoft_graph::models::PublicClientApplication, MICROSOFT_GRAPH_PUBLIC_CLIENT_APPLICATION;
    microsoft_graph_redirect_uri_settings: microsoft_graph::models::RedirectUriSettings, MICROSOFT_GRAPH_REDIRECT_URI_SETTINGS;
    microsoft_graph_request_signature_verification: microsoft_graph::models::RequestSignatureVerification, MICROSOFT_GRAPH_REQUEST_SIGNATURE_VERIFICATION;
    microsoft_graph_required_resource_access: microsoft_graph::models::RequiredResourceAccess, MICROSOFT_GRAPH_REQUIRED_RESOURCE_ACCESS;
    microsoft_graph_resource_access: microsoft_graph::models::ResourceAccess, MICROSOFT_GRAPH_RESOURCE_ACCESS;
    microsoft_graph_resource_specific_permission: microsoft_graph::models::ResourceSpecificPermission, MICROSOFT_GRAPH_RESOURCE_SPECIFIC_PERMISSION;
    microsoft_graph_saml_single_sign_on_settings: microsoft_graph::models::SamlSingleSignOnSettings, MICROSOFT_GRAPH_SAML_SINGLE_SIGN_ON_SETTINGS;
    microsoft_graph_service_plan_info: microsoft_graph::models::ServicePlanInfo, MICROSOFT_GRAPH_SERVICE_PLAN_INFO;
    microsoft_graph_service_principal: microsoft_graph::models::ServicePrincipal, MICROSOFT_GRAPH_SERVICE_PRINCIPAL;
    microsoft_graph_service_principal_lock_configuration: microsoft_graph::models::ServicePrincipalLockConfiguration, MICROSOFT_GRAPH_SERVICE_PRINCIPAL_LOCK_CONFIGURATION;
    microsoft_graph_service_provisioning_xml_error: microsoft_graph::models::ServiceProvisioningXmlError, MICROSOFT_GRAPH_SERVICE_PROVISIONING_XML_ERROR;
    microsoft_graph_sign_in_activity: microsoft_graph::models::SignInActivity, MICROSOFT_GRAPH_SIGN_IN_ACTIVITY;
    microsoft_graph_spa_application: microsoft_graph::models::SpaApplication, MICROSOFT_GRAPH_SPA_APPLICATION;
    microsoft_graph_subscribed_sku: microsoft_graph::models::SubscribedSku, MICROSOFT_GRAPH_SUBSCRIBED_SKU;
    microsoft_graph_user: microsoft_graph::models::User, MICROSOFT_GRAPH_USER;
    microsoft_graph_user_print: microsoft_graph::models::UserPrint, MICROSOFT_GRAPH_USER_PRINT;
    microsoft_graph_verified_publisher: microsoft_graph::models::VerifiedPublisher, MICROSOFT_GRAPH_VERIFIED_PUBLISHER;
    microsoft_graph_web_application: microsoft_graph::models::WebApplication, MICROSOFT_GRAPH_WEB_APPLICATION;
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_directory_object(text in directory_object()) {
        identity(&text, read::<azure_ad_graph::models::DirectoryObject>)?;
    }

    #[test]
    fn any_input(text in json::object(&shapes::GROUP)) {
        let before: Value = serde_json::from_str(&text).expect("the text is JSON");
        let read: azure_ad_graph::models::Group = serde_json::from_value(before.clone()).expect("any object is a group");
        prop_assert_eq!(serde_json::to_value(&read).expect("models are JSON"), before.clone());
        let read: azure_ad_graph::models::Group = serde_json::from_str(&text).expect("any object is a group");
        let written = serde_json::to_string(&read).expect("models are JSON");
        prop_assert_eq!(written.len(), before.to_string().len(), "{}", &written);
        prop_assert_eq!(serde_json::from_str::<Value>(&written).expect("models are JSON"), before);
    }

    #[test]
    fn any_dns_record(text in dns_record()) {
        identity(&text, read::<azure_ad_graph::models::DomainDnsRecord>)?;
    }

    #[test]
    fn any_page(
        items in vec(directory_object(), 0..4),
        beside in vec(prop_oneof![link(), count()], 0..4),
        types in vec(json::typed(&shapes::USER), 0..3),
        more in vec((any::<String>(), json::anything()), 0..3),
    ) {
        let value = ("value".to_owned(), format!("[{}]", items.join(",")));
        let entries = beside.into_iter().chain([value]).chain(types).chain(more);
        identity(&json::joined(entries), read::<Page<azure_ad_graph::models::DirectoryObject>>)?;
    }

    #[test]
    fn any_recorded_response(text in json::object(&shapes::GROUP)) {
        let (heard, replayed) = recorded(&text);
        prop_assert_eq!(&heard, &serde_json::from_str::<Value>(&text).expect("the text is JSON"));
        prop_assert_eq!(&heard, &replayed);
    }
}

#[test]
fn a_model_has_a_place_for_each_of_its_properties() {
    for (shape, unplaced) in COUNTED {
        let properties = json::plain(shape);
        let backwards: Vec<_> = properties.iter().cloned().rev().collect();
        for text in [json::joined(properties), json::joined(backwards)] {
            let unplaced = unplaced(&text).expect("any object is a model");
            assert_eq!(unplaced, 0, "{} of {}: {text}", shape.name, shape.service);
        }
    }
}

#[test]
fn the_type_of_a_directory_object_may_stand_behind_any_property() {
    for shape in [&USER, &GROUP, &CONTACT, &APPLICATION, &SERVICE_PRINCIPAL, &EXTENSION_PROPERTY] {
        let name = shape.odata_type.map(json::quoted).unwrap_or_default();
        let name = ("odata.type".to_owned(), name);
        let read = |entries: [&(String, String); 2]| {
            let text = json::joined(entries.map(Clone::clone));
            serde_json::from_reader(text.as_bytes()).expect("any object is one of the directory")
        };
        for property in &json::plain(shape) {
            let usual: azure_ad_graph::models::DirectoryObject = read([&name, property]);
            assert_eq!(read([property, &name]), usual, "{}", property.0);
        }
    }
}

/// What a recording of a response gives is what the response gave.
fn recorded(text: &str) -> (Value, Value) {
    let ask = |transport: Arc<dyn Transport>| {
        let client: Client = Client::builder(Tenant::my_organization())
            .transport(transport)
            .build()
            .expect("nothing is wrong with this client");
        let group = client.groups().id("g1").get().call();
        serde_json::to_value(group.expect("any object is a group")).expect("models are JSON")
    };
    let mock = MockTransport::new();
    mock.on_operation("groups.get").reply_json(200, text);
    let recorder = Recorder::new(mock);
    let heard = ask(Arc::new(recorder.clone()));
    let replay = Replay::from_json(&recorder.to_json()).expect("a recording can be read");
    (heard, ask(Arc::new(replay)))
}

fn directory_object() -> impl Strategy<Value = String> {
    prop_oneof![
        json::object(&shapes::USER),
        json::object(&shapes::GROUP),
        json::object(&shapes::CONTACT),
        json::object(&shapes::APPLICATION),
        json::object(&shapes::SERVICE_PRINCIPAL),
        json::object(&shapes::EXTENSION_PROPERTY),
    ]
}

fn dns_record() -> impl Strategy<Value = String> {
    prop_oneof![
        json::object(&shapes::DOMAIN_DNS_TXT_RECORD),
        json::object(&shapes::DOMAIN_DNS_MX_RECORD),
        json::object(&shapes::DOMAIN_DNS_CNAME_RECORD),
        json::object(&shapes::DOMAIN_DNS_SRV_RECORD),
        json::object(&shapes::DOMAIN_DNS_UNAVAILABLE_RECORD),
    ]
}

fn link() -> impl Strategy<Value = (String, String)> {
    let key = prop::sample::select(&["odata.nextLink", "@odata.nextLink", "nextLink"][..]);
    let link = prop::sample::select(&[r#""users?$skiptoken=X'1'""#, r#""""#, "null"][..]);
    (key, link).prop_map(|(key, link)| (key.to_owned(), link.to_owned()))
}

fn count() -> impl Strategy<Value = (String, String)> {
    let key = prop::sample::select(&["@odata.count", "odata.count"][..]);
    let count = prop::sample::select(&["7", r#""7""#, "null"][..]);
    (key, count).prop_map(|(key, count)| (key.to_owned(), count.to_owned()))
}

/// The shapes stand here as literals; this says that none is missing and none is out of date.
#[test]
fn every_model_has_a_shape_and_a_test() {
    let api = codegen::read(&tests::spec()).expect("the spec has no mistakes").model;
    let mut expected = Vec::new();
    for service in &api.services {
        for model in service.modules.iter().flat_map(|module| &module.structs) {
            let fields = model.fields.iter();
            let mut names: Vec<&str> =
                fields.clone().map(|field| field.wire_name.as_str()).collect();
            let mut aliases: Vec<(&str, &str)> = fields
                .flat_map(|field| {
                    field.aliases.iter().map(|alias| (alias.as_str(), field.wire_name.as_str()))
                })
                .collect();
            names.sort_unstable();
            aliases.sort_unstable();
            expected.push((
                service.name.as_str(),
                model.name.as_str(),
                model.odata_type.as_deref(),
                names,
                aliases,
            ));
        }
    }
    let mut shapes: Vec<_> = shapes::ALL
        .iter()
        .chain(microsoft_graph_shapes::ALL)
        .map(|shape| {
            let (mut names, mut aliases) = (shape.names(), shape.aliases.to_vec());
            names.sort_unstable();
            aliases.sort_unstable();
            (shape.service, shape.name, shape.odata_type, names, aliases)
        })
        .collect();
    expected.sort();
    shapes.sort();
    assert_eq!(shapes, expected);
    let mut tested: Vec<_> = TESTED.iter().map(|(service, name, _)| (*service, *name)).collect();
    tested.sort_unstable();
    let named: Vec<_> = shapes.iter().map(|shape| (shape.0, shape.1)).collect();
    assert_eq!(tested, named);
}
