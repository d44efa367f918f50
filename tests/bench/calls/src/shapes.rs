//! Models as a user would derive them: the same properties as ours, closed, so that what they do not name is skipped.
//!
//! Dates stay text, as in ours. `S` is the type of text: `String` for models that own it, `&str` for the floor.

#![allow(dead_code, reason = "reading is what is measured, whoever looks at the values")]

use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
pub(crate) struct Page<T> {
    pub(crate) value: Vec<T>,
    #[serde(rename = "odata.nextLink")]
    pub(crate) next_link: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Group<S> {
    pub(crate) object_type: Option<S>,
    pub(crate) object_id: Option<S>,
    pub(crate) deletion_timestamp: Option<S>,
    pub(crate) description: Option<S>,
    pub(crate) dir_sync_enabled: Option<bool>,
    pub(crate) display_name: Option<S>,
    pub(crate) last_dir_sync_time: Option<S>,
    pub(crate) mail: Option<S>,
    pub(crate) mail_nickname: Option<S>,
    pub(crate) mail_enabled: Option<bool>,
    pub(crate) on_premises_domain_name: Option<S>,
    pub(crate) on_premises_net_bios_name: Option<S>,
    pub(crate) on_premises_sam_account_name: Option<S>,
    pub(crate) on_premises_security_identifier: Option<S>,
    #[serde(default)]
    pub(crate) provisioning_errors: Vec<ProvisioningError<S>>,
    #[serde(default)]
    pub(crate) proxy_addresses: Vec<S>,
    pub(crate) security_enabled: Option<bool>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ProvisioningError<S> {
    pub(crate) error_detail: Option<S>,
    pub(crate) resolved: Option<bool>,
    pub(crate) service: Option<S>,
    pub(crate) timestamp: Option<S>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Application<S> {
    pub(crate) object_type: Option<S>,
    pub(crate) object_id: Option<S>,
    pub(crate) deletion_timestamp: Option<S>,
    #[serde(default)]
    pub(crate) add_ins: Vec<AddIn<S>>,
    pub(crate) allow_act_as_for_all_clients: Option<bool>,
    pub(crate) app_branding: Option<AppBranding<S>>,
    pub(crate) app_category: Option<S>,
    pub(crate) app_data: Option<S>,
    pub(crate) app_id: Option<S>,
    pub(crate) app_metadata: Option<AppMetadata<S>>,
    #[serde(default)]
    pub(crate) app_roles: Vec<AppRole<S>>,
    pub(crate) available_to_other_tenants: Option<bool>,
    pub(crate) display_name: Option<S>,
    pub(crate) encrypted_msi_application_secret: Option<S>,
    pub(crate) error_url: Option<S>,
    pub(crate) group_membership_claims: Option<S>,
    pub(crate) homepage: Option<S>,
    #[serde(default)]
    pub(crate) identifier_uris: Vec<S>,
    #[serde(default)]
    pub(crate) key_credentials: Vec<KeyCredential<S>>,
    #[serde(default)]
    pub(crate) known_client_applications: Vec<S>,
    pub(crate) logo_url: Option<S>,
    pub(crate) logout_url: Option<S>,
    pub(crate) oauth2_allow_implicit_flow: Option<bool>,
    pub(crate) oauth2_allow_url_path_matching: Option<bool>,
    #[serde(default)]
    pub(crate) oauth2_permissions: Vec<OAuth2Permission<S>>,
    pub(crate) oauth2_require_post_response: Option<bool>,
    #[serde(default)]
    pub(crate) password_credentials: Vec<PasswordCredential<S>>,
    pub(crate) public_client: Option<bool>,
    pub(crate) record_consent_conditions: Option<S>,
    #[serde(default)]
    pub(crate) reply_urls: Vec<S>,
    #[serde(default)]
    pub(crate) required_resource_access: Vec<RequiredResourceAccess<S>>,
    pub(crate) saml_metadata_url: Option<S>,
    pub(crate) supports_convergence: Option<bool>,
    pub(crate) token_encryption_key_id: Option<S>,
    pub(crate) accept_mapped_claims: Option<bool>,
    pub(crate) informational_urls: Option<InformationalUrl<S>>,
    pub(crate) is_device_only_auth_supported: Option<bool>,
    pub(crate) oauth2_allow_id_token_implicit_flow: Option<bool>,
    pub(crate) optional_claims: Option<OptionalClaims<S>>,
    #[serde(default)]
    pub(crate) org_restrictions: Vec<S>,
    pub(crate) parental_control_settings: Option<ParentalControlSettings<S>>,
    pub(crate) publisher_domain: Option<S>,
    pub(crate) sign_in_audience: Option<S>,
    pub(crate) allow_guests_sign_in: Option<bool>,
    pub(crate) allow_passthrough_users: Option<bool>,
    pub(crate) app_logo_url: Option<S>,
    #[serde(default)]
    pub(crate) app_permissions: Vec<S>,
    #[serde(default)]
    pub(crate) pre_authorized_applications: Vec<PreAuthorizedApplication<S>>,
    pub(crate) www_homepage: Option<S>,
    #[serde(rename = "logo@odata.mediaEditLink")]
    pub(crate) logo_edit_link: Option<S>,
    #[serde(rename = "logo@odata.mediaContentType")]
    pub(crate) logo_content_type: Option<S>,
    #[serde(rename = "mainLogo@odata.mediaEditLink")]
    pub(crate) main_logo_edit_link: Option<S>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AddIn<S> {
    pub(crate) id: Option<S>,
    pub(crate) r#type: Option<S>,
    #[serde(default)]
    pub(crate) properties: Vec<KeyValue<S>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct KeyValue<S> {
    pub(crate) key: Option<S>,
    pub(crate) value: Option<S>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AppBranding<S> {
    pub(crate) font_color: Option<S>,
    pub(crate) logo_background_color: Option<S>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AppMetadata<S> {
    pub(crate) version: Option<i32>,
    #[serde(default)]
    pub(crate) data: Vec<AppMetadataEntry<S>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AppMetadataEntry<S> {
    pub(crate) key: Option<S>,
    pub(crate) value: Option<S>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AppRole<S> {
    #[serde(default)]
    pub(crate) allowed_member_types: Vec<S>,
    pub(crate) description: Option<S>,
    pub(crate) display_name: Option<S>,
    pub(crate) id: Option<S>,
    pub(crate) is_enabled: Option<bool>,
    pub(crate) value: Option<S>,
    pub(crate) lang: Option<S>,
    pub(crate) origin: Option<S>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct KeyCredential<S> {
    pub(crate) custom_key_identifier: Option<S>,
    pub(crate) end_date: Option<S>,
    pub(crate) key_id: Option<S>,
    pub(crate) start_date: Option<S>,
    pub(crate) r#type: Option<KeyType>,
    pub(crate) usage: Option<KeyUsage>,
    pub(crate) value: Option<S>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OAuth2Permission<S> {
    pub(crate) admin_consent_description: Option<S>,
    pub(crate) admin_consent_display_name: Option<S>,
    pub(crate) id: Option<S>,
    pub(crate) is_enabled: Option<bool>,
    pub(crate) r#type: Option<OAuth2PermissionType>,
    pub(crate) user_consent_description: Option<S>,
    pub(crate) user_consent_display_name: Option<S>,
    pub(crate) value: Option<S>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PasswordCredential<S> {
    pub(crate) custom_key_identifier: Option<S>,
    pub(crate) end_date: Option<S>,
    pub(crate) key_id: Option<S>,
    pub(crate) start_date: Option<S>,
    pub(crate) value: Option<S>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RequiredResourceAccess<S> {
    pub(crate) resource_app_id: Option<S>,
    #[serde(default)]
    pub(crate) resource_access: Vec<ResourceAccess<S>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ResourceAccess<S> {
    pub(crate) id: Option<S>,
    pub(crate) r#type: Option<ResourceAccessType>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct InformationalUrl<S> {
    pub(crate) terms_of_service: Option<S>,
    pub(crate) support: Option<S>,
    pub(crate) privacy: Option<S>,
    pub(crate) marketing: Option<S>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OptionalClaims<S> {
    #[serde(default)]
    pub(crate) id_token: Vec<OptionalClaim<S>>,
    #[serde(default)]
    pub(crate) access_token: Vec<OptionalClaim<S>>,
    #[serde(default)]
    pub(crate) saml_token: Vec<OptionalClaim<S>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OptionalClaim<S> {
    pub(crate) name: Option<S>,
    pub(crate) source: Option<S>,
    pub(crate) essential: Option<bool>,
    pub(crate) additional_properties: Option<Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ParentalControlSettings<S> {
    #[serde(default)]
    pub(crate) countries_blocked_for_minors: Vec<S>,
    pub(crate) legal_age_group_rule: Option<S>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PreAuthorizedApplication<S> {
    pub(crate) app_id: Option<S>,
    #[serde(default)]
    pub(crate) permissions: Vec<PreAuthorizedApplicationPermission<S>>,
    #[serde(default)]
    pub(crate) extensions: Vec<PreAuthorizedApplicationExtension<S>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PreAuthorizedApplicationPermission<S> {
    pub(crate) direct_access_grant: Option<bool>,
    #[serde(default)]
    pub(crate) access_grants: Vec<S>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PreAuthorizedApplicationExtension<S> {
    #[serde(default)]
    pub(crate) conditions: Vec<S>,
}

#[derive(Deserialize)]
pub(crate) enum KeyType {
    AsymmetricX509Cert,
    Symmetric,
    X509CertAndPassword,
    Password,
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
pub(crate) enum KeyUsage {
    Verify,
    Sign,
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
pub(crate) enum OAuth2PermissionType {
    User,
    Admin,
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
pub(crate) enum ResourceAccessType {
    Scope,
    Role,
    #[serde(other)]
    Other,
}
