//! Every object of Azure AD Graph: its type, and its properties by what they hold.

use super::json::Shape;

pub(crate) static APPLICATION: Shape = Shape {
    service: "azure_ad_graph", name: "Application",
    odata_type: Some("Microsoft.DirectoryServices.Application"),
    texts: &[
        "objectType", "objectId", "appCategory", "appData", "appId", "displayName", "encryptedMsiApplicationSecret",
        "errorUrl", "groupMembershipClaims", "homepage", "logoUrl", "logoutUrl", "recordConsentConditions",
        "samlMetadataUrl", "tokenEncryptionKeyId", "publisherDomain", "signInAudience", "appLogoUrl", "wwwHomepage",
        "logo@odata.mediaEditLink", "logo@odata.mediaContentType", "mainLogo@odata.mediaEditLink",
    ],
    dates: &["deletionTimestamp"],
    flags: &[
        "allowActAsForAllClients", "availableToOtherTenants", "oauth2AllowImplicitFlow",
        "oauth2AllowUrlPathMatching", "oauth2RequirePostResponse", "publicClient", "supportsConvergence",
        "acceptMappedClaims", "isDeviceOnlyAuthSupported", "oauth2AllowIdTokenImplicitFlow", "allowGuestsSignIn",
        "allowPassthroughUsers",
    ],
    lists: &["identifierUris", "knownClientApplications", "replyUrls", "orgRestrictions", "appPermissions"],
    objects: &[
        ("appBranding", &APP_BRANDING), ("appMetadata", &APP_METADATA), ("informationalUrls", &INFORMATIONAL_URL),
        ("optionalClaims", &OPTIONAL_CLAIMS), ("parentalControlSettings", &PARENTAL_CONTROL_SETTINGS),
    ],
    object_lists: &[
        ("addIns", &ADD_IN), ("appRoles", &APP_ROLE), ("keyCredentials", &KEY_CREDENTIAL),
        ("oauth2Permissions", &OAUTH2_PERMISSION), ("passwordCredentials", &PASSWORD_CREDENTIAL),
        ("requiredResourceAccess", &REQUIRED_RESOURCE_ACCESS),
        ("preAuthorizedApplications", &PRE_AUTHORIZED_APPLICATION),
    ],
    ..Shape::EMPTY
};

pub(crate) static ADD_IN: Shape = Shape {
    service: "azure_ad_graph", name: "AddIn",
    texts: &["id", "type"],
    object_lists: &[("properties", &KEY_VALUE)],
    ..Shape::EMPTY
};

pub(crate) static KEY_VALUE: Shape = Shape {
    service: "azure_ad_graph", name: "KeyValue",
    texts: &["key", "value"],
    ..Shape::EMPTY
};

pub(crate) static APP_BRANDING: Shape = Shape {
    service: "azure_ad_graph", name: "AppBranding",
    texts: &["fontColor", "logoBackgroundColor"],
    ..Shape::EMPTY
};

pub(crate) static APP_METADATA: Shape = Shape {
    service: "azure_ad_graph", name: "AppMetadata",
    numbers: &["version"],
    object_lists: &[("data", &APP_METADATA_ENTRY)],
    ..Shape::EMPTY
};

pub(crate) static APP_METADATA_ENTRY: Shape = Shape {
    service: "azure_ad_graph", name: "AppMetadataEntry",
    texts: &["key", "value"],
    ..Shape::EMPTY
};

pub(crate) static APP_ROLE: Shape = Shape {
    service: "azure_ad_graph", name: "AppRole",
    texts: &["description", "displayName", "id", "value", "lang", "origin"],
    flags: &["isEnabled"],
    lists: &["allowedMemberTypes"],
    ..Shape::EMPTY
};

pub(crate) static OAUTH2_PERMISSION: Shape = Shape {
    service: "azure_ad_graph", name: "OAuth2Permission",
    texts: &[
        "adminConsentDescription", "adminConsentDisplayName", "id", "type", "userConsentDescription",
        "userConsentDisplayName", "value",
    ],
    flags: &["isEnabled"],
    ..Shape::EMPTY
};

pub(crate) static REQUIRED_RESOURCE_ACCESS: Shape = Shape {
    service: "azure_ad_graph", name: "RequiredResourceAccess",
    texts: &["resourceAppId"],
    object_lists: &[("resourceAccess", &RESOURCE_ACCESS)],
    ..Shape::EMPTY
};

pub(crate) static RESOURCE_ACCESS: Shape = Shape {
    service: "azure_ad_graph", name: "ResourceAccess",
    texts: &["id", "type"],
    ..Shape::EMPTY
};

pub(crate) static INFORMATIONAL_URL: Shape = Shape {
    service: "azure_ad_graph", name: "InformationalUrl",
    texts: &["termsOfService", "support", "privacy", "marketing"],
    ..Shape::EMPTY
};

pub(crate) static OPTIONAL_CLAIMS: Shape = Shape {
    service: "azure_ad_graph", name: "OptionalClaims",
    object_lists: &[("idToken", &OPTIONAL_CLAIM), ("accessToken", &OPTIONAL_CLAIM), ("samlToken", &OPTIONAL_CLAIM)],
    ..Shape::EMPTY
};

pub(crate) static OPTIONAL_CLAIM: Shape = Shape {
    service: "azure_ad_graph", name: "OptionalClaim",
    texts: &["name", "source"],
    flags: &["essential"],
    anything: &["additionalProperties"],
    ..Shape::EMPTY
};

pub(crate) static PARENTAL_CONTROL_SETTINGS: Shape = Shape {
    service: "azure_ad_graph", name: "ParentalControlSettings",
    texts: &["legalAgeGroupRule"],
    lists: &["countriesBlockedForMinors"],
    ..Shape::EMPTY
};

pub(crate) static PRE_AUTHORIZED_APPLICATION: Shape = Shape {
    service: "azure_ad_graph", name: "PreAuthorizedApplication",
    texts: &["appId"],
    object_lists: &[
        ("permissions", &PRE_AUTHORIZED_APPLICATION_PERMISSION),
        ("extensions", &PRE_AUTHORIZED_APPLICATION_EXTENSION),
    ],
    ..Shape::EMPTY
};

pub(crate) static PRE_AUTHORIZED_APPLICATION_PERMISSION: Shape = Shape {
    service: "azure_ad_graph", name: "PreAuthorizedApplicationPermission",
    flags: &["directAccessGrant"],
    lists: &["accessGrants"],
    ..Shape::EMPTY
};

pub(crate) static PRE_AUTHORIZED_APPLICATION_EXTENSION: Shape = Shape {
    service: "azure_ad_graph", name: "PreAuthorizedApplicationExtension",
    lists: &["conditions"],
    ..Shape::EMPTY
};

pub(crate) static KEY_CREDENTIAL: Shape = Shape {
    service: "azure_ad_graph", name: "KeyCredential",
    texts: &["customKeyIdentifier", "keyId", "type", "usage", "value"],
    dates: &["endDate", "startDate"],
    ..Shape::EMPTY
};

pub(crate) static PASSWORD_CREDENTIAL: Shape = Shape {
    service: "azure_ad_graph", name: "PasswordCredential",
    texts: &["customKeyIdentifier", "keyId", "value"],
    dates: &["endDate", "startDate"],
    ..Shape::EMPTY
};

pub(crate) static ADD_KEY_RESULT: Shape = Shape {
    service: "azure_ad_graph", name: "AddKeyResult",
    texts: &["proof"],
    objects: &[("keyCredential", &KEY_CREDENTIAL), ("passwordCredential", &PASSWORD_CREDENTIAL)],
    ..Shape::EMPTY
};

pub(crate) static CONTACT: Shape = Shape {
    service: "azure_ad_graph", name: "Contact",
    odata_type: Some("Microsoft.DirectoryServices.Contact"),
    texts: &[
        "objectType", "objectId", "city", "companyName", "country", "department", "displayName",
        "facsimileTelephoneNumber", "givenName", "jobTitle", "mail", "mailNickname", "mobile",
        "physicalDeliveryOfficeName", "postalCode", "sipProxyAddress", "state", "streetAddress", "surname",
        "telephoneNumber", "thumbnailPhoto@odata.mediaEditLink",
    ],
    dates: &["deletionTimestamp", "lastDirSyncTime"],
    flags: &["dirSyncEnabled"],
    lists: &["proxyAddresses"],
    object_lists: &[("provisioningErrors", &PROVISIONING_ERROR)],
    ..Shape::EMPTY
};

pub(crate) static EXTENSION_PROPERTY: Shape = Shape {
    service: "azure_ad_graph", name: "ExtensionProperty",
    odata_type: Some("Microsoft.DirectoryServices.ExtensionProperty"),
    texts: &["objectType", "objectId", "appDisplayName", "name", "dataType"],
    dates: &["deletionTimestamp"],
    flags: &["isSyncedFromOnPremises"],
    lists: &["targetObjects"],
    ..Shape::EMPTY
};

pub(crate) static DIRECTORY_LINK_CHANGE: Shape = Shape {
    service: "azure_ad_graph", name: "DirectoryLinkChange",
    odata_type: Some("Microsoft.DirectoryServices.DirectoryLinkChange"),
    texts: &[
        "objectType", "objectId", "associationType", "sourceObjectId", "sourceObjectType", "sourceObjectUri",
        "targetObjectId", "targetObjectType", "targetObjectUri",
    ],
    dates: &["deletionTimestamp"],
    flags: &["aad.isDeleted"],
    ..Shape::EMPTY
};

pub(crate) static PROVISIONING_ERROR: Shape = Shape {
    service: "azure_ad_graph", name: "ProvisioningError",
    texts: &["errorDetail", "service"],
    dates: &["timestamp"],
    flags: &["resolved"],
    aliases: &[("serviceInstance", "service")],
    ..Shape::EMPTY
};

pub(crate) static DOMAIN: Shape = Shape {
    service: "azure_ad_graph", name: "Domain",
    texts: &["authenticationType", "availabilityStatus", "name"],
    flags: &["isAdminManaged", "isDefault", "isInitial", "isRoot", "isVerified", "isDefaultForCloudRedirections"],
    numbers: &["passwordValidityPeriodInDays", "passwordNotificationWindowInDays"],
    lists: &["supportedServices"],
    anything: &["forceDeleteState", "state"],
    aliases: &[("adminManaged", "isAdminManaged"), ("AdminManaged", "isAdminManaged")],
    ..Shape::EMPTY
};

pub(crate) static DOMAIN_DNS_TXT_RECORD: Shape = Shape {
    service: "azure_ad_graph", name: "DomainDnsTxtRecord",
    odata_type: Some("Microsoft.DirectoryServices.DomainDnsTxtRecord"),
    texts: &["dnsRecordId", "label", "recordType", "supportedService", "text"],
    flags: &["isOptional"],
    numbers: &["ttl"],
    aliases: &[("supportedServices", "supportedService")],
    ..Shape::EMPTY
};

pub(crate) static DOMAIN_DNS_MX_RECORD: Shape = Shape {
    service: "azure_ad_graph", name: "DomainDnsMxRecord",
    odata_type: Some("Microsoft.DirectoryServices.DomainDnsMxRecord"),
    texts: &["dnsRecordId", "label", "recordType", "supportedService", "mailExchange"],
    flags: &["isOptional"],
    numbers: &["ttl", "preference"],
    aliases: &[("supportedServices", "supportedService")],
    ..Shape::EMPTY
};

pub(crate) static DOMAIN_DNS_CNAME_RECORD: Shape = Shape {
    service: "azure_ad_graph", name: "DomainDnsCnameRecord",
    odata_type: Some("Microsoft.DirectoryServices.DomainDnsCnameRecord"),
    texts: &["dnsRecordId", "label", "recordType", "supportedService", "canonicalName"],
    flags: &["isOptional"],
    numbers: &["ttl"],
    aliases: &[("supportedServices", "supportedService")],
    ..Shape::EMPTY
};

pub(crate) static DOMAIN_DNS_SRV_RECORD: Shape = Shape {
    service: "azure_ad_graph", name: "DomainDnsSrvRecord",
    odata_type: Some("Microsoft.DirectoryServices.DomainDnsSrvRecord"),
    texts: &["dnsRecordId", "label", "recordType", "supportedService", "nameTarget", "protocol", "service"],
    flags: &["isOptional"],
    numbers: &["ttl", "port", "priority", "weight"],
    aliases: &[("supportedServices", "supportedService"), ("Service", "service")],
    ..Shape::EMPTY
};

pub(crate) static DOMAIN_DNS_UNAVAILABLE_RECORD: Shape = Shape {
    service: "azure_ad_graph", name: "DomainDnsUnavailableRecord",
    odata_type: Some("Microsoft.DirectoryServices.DomainDnsUnavailableRecord"),
    texts: &["dnsRecordId", "label", "recordType", "supportedService", "description"],
    flags: &["isOptional"],
    numbers: &["ttl"],
    aliases: &[("supportedServices", "supportedService")],
    ..Shape::EMPTY
};

pub(crate) static GROUP: Shape = Shape {
    service: "azure_ad_graph", name: "Group",
    odata_type: Some("Microsoft.DirectoryServices.Group"),
    texts: &[
        "objectType", "objectId", "description", "displayName", "mail", "mailNickname", "onPremisesDomainName",
        "onPremisesNetBiosName", "onPremisesSamAccountName", "onPremisesSecurityIdentifier",
    ],
    dates: &["deletionTimestamp", "lastDirSyncTime"],
    flags: &["dirSyncEnabled", "mailEnabled", "securityEnabled"],
    lists: &["proxyAddresses"],
    object_lists: &[("provisioningErrors", &PROVISIONING_ERROR)],
    ..Shape::EMPTY
};

pub(crate) static SERVICE_PRINCIPAL: Shape = Shape {
    service: "azure_ad_graph", name: "ServicePrincipal",
    odata_type: Some("Microsoft.DirectoryServices.ServicePrincipal"),
    texts: &[
        "objectType", "objectId", "appDisplayName", "appId", "appOwnerTenantId", "displayName", "errorUrl",
        "homepage", "logoutUrl", "preferredTokenSigningKeyThumbprint", "publisherName", "samlMetadataUrl",
        "servicePrincipalType", "signInAudience", "tokenEncryptionKeyId",
    ],
    dates: &["deletionTimestamp"],
    flags: &["accountEnabled", "appRoleAssignmentRequired"],
    lists: &["alternativeNames", "replyUrls", "servicePrincipalNames", "tags"],
    objects: &[("informationalUrls", &INFORMATIONAL_URL)],
    object_lists: &[
        ("addIns", &ADD_IN), ("appRoles", &APP_ROLE), ("keyCredentials", &KEY_CREDENTIAL),
        ("oauth2Permissions", &OAUTH2_PERMISSION), ("passwordCredentials", &PASSWORD_CREDENTIAL),
    ],
    ..Shape::EMPTY
};

pub(crate) static SUBSCRIBED_SKU: Shape = Shape {
    service: "azure_ad_graph", name: "SubscribedSku",
    texts: &["objectId", "capabilityStatus", "skuId", "skuPartNumber", "appliesTo"],
    numbers: &["consumedUnits"],
    anything: &["accountId", "accountName", "subscriptionIds"],
    objects: &[("prepaidUnits", &LICENSE_UNITS_DETAIL)],
    object_lists: &[("servicePlans", &SERVICE_PLAN_INFO)],
    ..Shape::EMPTY
};

pub(crate) static LICENSE_UNITS_DETAIL: Shape = Shape {
    service: "azure_ad_graph", name: "LicenseUnitsDetail",
    numbers: &["enabled", "suspended", "warning", "lockedOut"],
    ..Shape::EMPTY
};

pub(crate) static SERVICE_PLAN_INFO: Shape = Shape {
    service: "azure_ad_graph", name: "ServicePlanInfo",
    texts: &["servicePlanId", "servicePlanName", "provisioningStatus", "appliesTo"],
    ..Shape::EMPTY
};

pub(crate) static USER: Shape = Shape {
    service: "azure_ad_graph", name: "User",
    odata_type: Some("Microsoft.DirectoryServices.User"),
    texts: &[
        "objectType", "objectId", "ageGroup", "city", "companyName", "consentProvidedForMinor", "country",
        "creationType", "department", "displayName", "employeeId", "facsimileTelephoneNumber", "givenName",
        "immutableId", "jobTitle", "legalAgeGroupClassification", "mail", "mailNickname", "mobile",
        "onPremisesDistinguishedName", "onPremisesSecurityIdentifier", "passwordPolicies",
        "physicalDeliveryOfficeName", "postalCode", "preferredLanguage", "sipProxyAddress", "state",
        "streetAddress", "surname", "telephoneNumber", "usageLocation", "userPrincipalName", "userState",
        "userStateChangedOn", "userType", "thumbnailPhoto@odata.mediaContentType",
        "thumbnailPhoto@odata.mediaEditLink",
    ],
    dates: &["deletionTimestamp", "createdDateTime", "lastDirSyncTime", "refreshTokensValidFromDateTime"],
    flags: &["accountEnabled", "dirSyncEnabled", "isCompromised", "showInAddressList"],
    lists: &["otherMails", "proxyAddresses"],
    objects: &[("passwordProfile", &PASSWORD_PROFILE)],
    object_lists: &[
        ("alternativeSecurityIds", &ALTERNATIVE_SECURITY_ID), ("assignedLicenses", &ASSIGNED_LICENSE),
        ("assignedPlans", &ASSIGNED_PLAN), ("provisionedPlans", &PROVISIONED_PLAN),
        ("provisioningErrors", &PROVISIONING_ERROR), ("signInNames", &SIGN_IN_NAME),
        ("userIdentities", &USER_IDENTITY),
    ],
    ..Shape::EMPTY
};

pub(crate) static ASSIGNED_LICENSE: Shape = Shape {
    service: "azure_ad_graph", name: "AssignedLicense",
    texts: &["skuId"],
    lists: &["disabledPlans"],
    ..Shape::EMPTY
};

pub(crate) static ASSIGNED_PLAN: Shape = Shape {
    service: "azure_ad_graph", name: "AssignedPlan",
    texts: &["capabilityStatus", "service", "servicePlanId"],
    dates: &["assignedTimestamp"],
    ..Shape::EMPTY
};

pub(crate) static PROVISIONED_PLAN: Shape = Shape {
    service: "azure_ad_graph", name: "ProvisionedPlan",
    texts: &["capabilityStatus", "provisioningStatus", "service"],
    ..Shape::EMPTY
};

pub(crate) static PASSWORD_PROFILE: Shape = Shape {
    service: "azure_ad_graph", name: "PasswordProfile",
    texts: &["password"],
    flags: &["forceChangePasswordNextLogin", "enforceChangePasswordPolicy"],
    ..Shape::EMPTY
};

pub(crate) static SIGN_IN_NAME: Shape = Shape {
    service: "azure_ad_graph", name: "SignInName",
    texts: &["type", "value"],
    ..Shape::EMPTY
};

pub(crate) static USER_IDENTITY: Shape = Shape {
    service: "azure_ad_graph", name: "UserIdentity",
    texts: &["issuer", "issuerUserId"],
    ..Shape::EMPTY
};

pub(crate) static ALTERNATIVE_SECURITY_ID: Shape = Shape {
    service: "azure_ad_graph", name: "AlternativeSecurityId",
    texts: &["identityProvider", "key"],
    numbers: &["type"],
    ..Shape::EMPTY
};

/// All of them.
pub(crate) static ALL: &[&Shape] = &[
    &APPLICATION, &ADD_IN, &KEY_VALUE, &APP_BRANDING, &APP_METADATA, &APP_METADATA_ENTRY, &APP_ROLE,
    &OAUTH2_PERMISSION, &REQUIRED_RESOURCE_ACCESS, &RESOURCE_ACCESS, &INFORMATIONAL_URL, &OPTIONAL_CLAIMS,
    &OPTIONAL_CLAIM, &PARENTAL_CONTROL_SETTINGS, &PRE_AUTHORIZED_APPLICATION,
    &PRE_AUTHORIZED_APPLICATION_PERMISSION, &PRE_AUTHORIZED_APPLICATION_EXTENSION, &KEY_CREDENTIAL,
    &PASSWORD_CREDENTIAL, &ADD_KEY_RESULT, &CONTACT, &EXTENSION_PROPERTY, &DIRECTORY_LINK_CHANGE, &PROVISIONING_ERROR, &DOMAIN,
    &DOMAIN_DNS_TXT_RECORD, &DOMAIN_DNS_MX_RECORD, &DOMAIN_DNS_CNAME_RECORD, &DOMAIN_DNS_SRV_RECORD,
    &DOMAIN_DNS_UNAVAILABLE_RECORD, &GROUP, &SERVICE_PRINCIPAL, &SUBSCRIBED_SKU, &LICENSE_UNITS_DETAIL,
    &SERVICE_PLAN_INFO, &USER, &ASSIGNED_LICENSE, &ASSIGNED_PLAN, &PROVISIONED_PLAN, &PASSWORD_PROFILE,
    &SIGN_IN_NAME, &USER_IDENTITY, &ALTERNATIVE_SECURITY_ID,
];
