//! Every object of Microsoft Graph, like [`shapes`](super::shapes).

use super::json::Shape;

/// Another object inside an object, whose kind is not known.
static DIRECTORY_OBJECT: Shape = Shape { texts: &["id"], ..Shape::EMPTY };

static PROVISIONING_ERROR_OF_SOME_KIND: Shape =
    Shape { texts: &["serviceInstance"], ..Shape::EMPTY };

pub(crate) static MICROSOFT_GRAPH_ADD_IN: Shape = Shape {
    service: "microsoft_graph",
    name: "AddIn",
    texts: &["id", "type"],
    object_lists: &[("properties", &MICROSOFT_GRAPH_KEY_VALUE)],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_API_APPLICATION: Shape = Shape {
    service: "microsoft_graph",
    name: "ApiApplication",
    flags: &["acceptMappedClaims"],
    numbers: &["requestedAccessTokenVersion"],
    lists: &["knownClientApplications"],
    object_lists: &[
        ("oauth2PermissionScopes", &MICROSOFT_GRAPH_PERMISSION_SCOPE),
        ("preAuthorizedApplications", &MICROSOFT_GRAPH_PRE_AUTHORIZED_APPLICATION),
    ],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_APP_ROLE: Shape = Shape {
    service: "microsoft_graph",
    name: "AppRole",
    texts: &["description", "displayName", "id", "origin", "value"],
    flags: &["isEnabled"],
    lists: &["allowedMemberTypes"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_APP_ROLE_ASSIGNMENT: Shape = Shape {
    service: "microsoft_graph",
    name: "AppRoleAssignment",
    odata_type: Some("microsoft.graph.appRoleAssignment"),
    texts: &[
        "id",
        "appRoleId",
        "principalDisplayName",
        "principalId",
        "principalType",
        "resourceDisplayName",
        "resourceId",
    ],
    dates: &["deletedDateTime", "createdDateTime"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_APPLICATION: Shape = Shape {
    service: "microsoft_graph",
    name: "Application",
    odata_type: Some("microsoft.graph.application"),
    texts: &[
        "id",
        "appId",
        "applicationTemplateId",
        "createdByAppId",
        "defaultRedirectUri",
        "description",
        "disabledByMicrosoftStatus",
        "displayName",
        "groupMembershipClaims",
        "nativeAuthenticationApisEnabled",
        "notes",
        "publisherDomain",
        "samlMetadataUrl",
        "serviceManagementReference",
        "signInAudience",
        "tokenEncryptionKeyId",
        "uniqueName",
    ],
    dates: &["deletedDateTime", "createdDateTime"],
    flags: &[
        "isDeviceOnlyAuthSupported",
        "isDisabled",
        "isFallbackPublicClient",
        "oauth2RequirePostResponse",
    ],
    lists: &["identifierUris", "managerApplications", "tags"],
    objects: &[
        ("api", &MICROSOFT_GRAPH_API_APPLICATION),
        ("authenticationBehaviors", &MICROSOFT_GRAPH_AUTHENTICATION_BEHAVIORS),
        ("certification", &MICROSOFT_GRAPH_CERTIFICATION),
        ("info", &MICROSOFT_GRAPH_INFORMATIONAL_URL),
        ("optionalClaims", &MICROSOFT_GRAPH_OPTIONAL_CLAIMS),
        ("parentalControlSettings", &MICROSOFT_GRAPH_PARENTAL_CONTROL_SETTINGS),
        ("publicClient", &MICROSOFT_GRAPH_PUBLIC_CLIENT_APPLICATION),
        ("requestSignatureVerification", &MICROSOFT_GRAPH_REQUEST_SIGNATURE_VERIFICATION),
        (
            "servicePrincipalLockConfiguration",
            &MICROSOFT_GRAPH_SERVICE_PRINCIPAL_LOCK_CONFIGURATION,
        ),
        ("spa", &MICROSOFT_GRAPH_SPA_APPLICATION),
        ("verifiedPublisher", &MICROSOFT_GRAPH_VERIFIED_PUBLISHER),
        ("web", &MICROSOFT_GRAPH_WEB_APPLICATION),
        ("createdOnBehalfOf", &DIRECTORY_OBJECT),
    ],
    object_lists: &[
        ("addIns", &MICROSOFT_GRAPH_ADD_IN),
        ("appRoles", &MICROSOFT_GRAPH_APP_ROLE),
        ("keyCredentials", &MICROSOFT_GRAPH_KEY_CREDENTIAL),
        ("passwordCredentials", &MICROSOFT_GRAPH_PASSWORD_CREDENTIAL),
        ("requiredResourceAccess", &MICROSOFT_GRAPH_REQUIRED_RESOURCE_ACCESS),
        ("extensionProperties", &MICROSOFT_GRAPH_EXTENSION_PROPERTY),
        ("owners", &DIRECTORY_OBJECT),
    ],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_ASSIGNED_LABEL: Shape = Shape {
    service: "microsoft_graph",
    name: "AssignedLabel",
    texts: &["displayName", "labelId"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_ASSIGNED_LICENSE: Shape = Shape {
    service: "microsoft_graph",
    name: "AssignedLicense",
    texts: &["skuId"],
    lists: &["disabledPlans"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_ASSIGNED_PLAN: Shape = Shape {
    service: "microsoft_graph",
    name: "AssignedPlan",
    texts: &["capabilityStatus", "service", "servicePlanId"],
    dates: &["assignedDateTime"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_AUTHENTICATION_BEHAVIORS: Shape = Shape {
    service: "microsoft_graph",
    name: "AuthenticationBehaviors",
    flags: &[
        "blockAzureADGraphAccess",
        "removeUnverifiedEmailClaim",
        "requireClientServicePrincipal",
    ],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_AUTHORIZATION_INFO: Shape = Shape {
    service: "microsoft_graph",
    name: "AuthorizationInfo",
    lists: &["certificateUserIds"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_CERTIFICATION: Shape = Shape {
    service: "microsoft_graph",
    name: "Certification",
    texts: &["certificationDetailsUrl"],
    dates: &["certificationExpirationDateTime", "lastCertificationDateTime"],
    flags: &["isCertifiedByMicrosoft", "isPublisherAttested"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_CUSTOM_SECURITY_ATTRIBUTE_VALUE: Shape = Shape {
    service: "microsoft_graph",
    name: "CustomSecurityAttributeValue",
    texts: &["@odata.type"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_DOMAIN: Shape = Shape {
    service: "microsoft_graph",
    name: "Domain",
    texts: &["id", "authenticationType", "availabilityStatus", "name", "manufacturer", "model"],
    flags: &["isAdminManaged", "isDefault", "isInitial", "isRoot", "isVerified"],
    numbers: &["passwordNotificationWindowInDays", "passwordValidityPeriodInDays"],
    lists: &["supportedServices"],
    objects: &[("state", &MICROSOFT_GRAPH_DOMAIN_STATE)],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_DOMAIN_DNS_CNAME_RECORD: Shape = Shape {
    service: "microsoft_graph",
    name: "DomainDnsCnameRecord",
    odata_type: Some("microsoft.graph.domainDnsCnameRecord"),
    texts: &["id", "label", "recordType", "supportedService", "canonicalName"],
    flags: &["isOptional"],
    numbers: &["ttl"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_DOMAIN_DNS_MX_RECORD: Shape = Shape {
    service: "microsoft_graph",
    name: "DomainDnsMxRecord",
    odata_type: Some("microsoft.graph.domainDnsMxRecord"),
    texts: &["id", "label", "recordType", "supportedService", "mailExchange"],
    flags: &["isOptional"],
    numbers: &["ttl", "preference"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_DOMAIN_DNS_SRV_RECORD: Shape = Shape {
    service: "microsoft_graph",
    name: "DomainDnsSrvRecord",
    odata_type: Some("microsoft.graph.domainDnsSrvRecord"),
    texts: &["id", "label", "recordType", "supportedService", "nameTarget", "protocol", "service"],
    flags: &["isOptional"],
    numbers: &["ttl", "port", "priority", "weight"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_DOMAIN_DNS_TXT_RECORD: Shape = Shape {
    service: "microsoft_graph",
    name: "DomainDnsTxtRecord",
    odata_type: Some("microsoft.graph.domainDnsTxtRecord"),
    texts: &["id", "label", "recordType", "supportedService", "text"],
    flags: &["isOptional"],
    numbers: &["ttl"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_DOMAIN_DNS_UNAVAILABLE_RECORD: Shape = Shape {
    service: "microsoft_graph",
    name: "DomainDnsUnavailableRecord",
    odata_type: Some("microsoft.graph.domainDnsUnavailableRecord"),
    texts: &["id", "label", "recordType", "supportedService", "description"],
    flags: &["isOptional"],
    numbers: &["ttl"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_DOMAIN_STATE: Shape = Shape {
    service: "microsoft_graph",
    name: "DomainState",
    texts: &["operation", "status"],
    dates: &["lastActionDateTime"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_EMPLOYEE_ORG_DATA: Shape = Shape {
    service: "microsoft_graph",
    name: "EmployeeOrgData",
    texts: &["costCenter", "division"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_EXTENSION_PROPERTY: Shape = Shape {
    service: "microsoft_graph",
    name: "ExtensionProperty",
    odata_type: Some("microsoft.graph.extensionProperty"),
    texts: &["id", "appDisplayName", "dataType", "name"],
    dates: &["deletedDateTime"],
    flags: &["isMultiValued", "isSyncedFromOnPremises"],
    lists: &["targetObjects"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_GROUP: Shape = Shape {
    service: "microsoft_graph",
    name: "Group",
    odata_type: Some("microsoft.graph.group"),
    texts: &[
        "id",
        "accessType",
        "classification",
        "description",
        "displayName",
        "mail",
        "mailNickname",
        "membershipRule",
        "membershipRuleProcessingState",
        "onPremisesDomainName",
        "onPremisesNetBiosName",
        "onPremisesSamAccountName",
        "onPremisesSecurityIdentifier",
        "organizationId",
        "preferredDataLocation",
        "preferredLanguage",
        "securityIdentifier",
        "theme",
        "uniqueName",
        "visibility",
    ],
    dates: &[
        "deletedDateTime",
        "createdDateTime",
        "expirationDateTime",
        "onPremisesLastSyncDateTime",
        "renewedDateTime",
    ],
    flags: &[
        "allowExternalSenders",
        "autoSubscribeNewMembers",
        "hasMembersWithLicenseErrors",
        "hideFromAddressLists",
        "hideFromOutlookClients",
        "isArchived",
        "isAssignableToRole",
        "isFavorite",
        "isManagementRestricted",
        "isSubscribedByMail",
        "mailEnabled",
        "onPremisesSyncEnabled",
        "securityEnabled",
        "welcomeMessageEnabled",
    ],
    numbers: &["unseenConversationsCount", "unseenCount", "unseenMessagesCount"],
    lists: &[
        "groupTypes",
        "infoCatalogs",
        "proxyAddresses",
        "resourceBehaviorOptions",
        "resourceProvisioningOptions",
        "creationOptions",
    ],
    objects: &[
        ("licenseProcessingState", &MICROSOFT_GRAPH_LICENSE_PROCESSING_STATE),
        ("onPremisesExtensionAttributes", &MICROSOFT_GRAPH_ON_PREMISES_EXTENSION_ATTRIBUTES),
        ("createdOnBehalfOf", &DIRECTORY_OBJECT),
    ],
    object_lists: &[
        ("assignedLabels", &MICROSOFT_GRAPH_ASSIGNED_LABEL),
        ("assignedLicenses", &MICROSOFT_GRAPH_ASSIGNED_LICENSE),
        ("onPremisesProvisioningErrors", &MICROSOFT_GRAPH_ON_PREMISES_PROVISIONING_ERROR),
        ("serviceProvisioningErrors", &PROVISIONING_ERROR_OF_SOME_KIND),
        ("appRoleAssignments", &MICROSOFT_GRAPH_APP_ROLE_ASSIGNMENT),
        ("memberOf", &DIRECTORY_OBJECT),
        ("members", &DIRECTORY_OBJECT),
        ("owners", &DIRECTORY_OBJECT),
        ("transitiveMemberOf", &DIRECTORY_OBJECT),
        ("transitiveMembers", &DIRECTORY_OBJECT),
        ("members@delta", &DIRECTORY_OBJECT),
    ],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_IMPLICIT_GRANT_SETTINGS: Shape = Shape {
    service: "microsoft_graph",
    name: "ImplicitGrantSettings",
    flags: &["enableAccessTokenIssuance", "enableIdTokenIssuance"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_INFORMATIONAL_URL: Shape = Shape {
    service: "microsoft_graph",
    name: "InformationalUrl",
    texts: &["logoUrl", "marketingUrl", "privacyStatementUrl", "supportUrl", "termsOfServiceUrl"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_KEY_CREDENTIAL: Shape = Shape {
    service: "microsoft_graph",
    name: "KeyCredential",
    texts: &["customKeyIdentifier", "displayName", "key", "keyId", "type", "usage"],
    dates: &["endDateTime", "startDateTime"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_KEY_VALUE: Shape = Shape {
    service: "microsoft_graph",
    name: "KeyValue",
    texts: &["key", "value"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_LICENSE_ASSIGNMENT_STATE: Shape = Shape {
    service: "microsoft_graph",
    name: "LicenseAssignmentState",
    texts: &["assignedByGroup", "error", "skuId", "state"],
    dates: &["lastUpdatedDateTime"],
    lists: &["disabledPlans"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_LICENSE_DETAILS: Shape = Shape {
    service: "microsoft_graph",
    name: "LicenseDetails",
    texts: &["id", "skuId", "skuPartNumber"],
    object_lists: &[("servicePlans", &MICROSOFT_GRAPH_SERVICE_PLAN_INFO)],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_LICENSE_PROCESSING_STATE: Shape = Shape {
    service: "microsoft_graph",
    name: "LicenseProcessingState",
    texts: &["state"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_LICENSE_UNITS_DETAIL: Shape = Shape {
    service: "microsoft_graph",
    name: "LicenseUnitsDetail",
    numbers: &["enabled", "lockedOut", "suspended", "warning"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_MAILBOX_SETTINGS: Shape = Shape {
    service: "microsoft_graph",
    name: "MailboxSettings",
    texts: &[
        "archiveFolder",
        "dateFormat",
        "delegateMeetingMessageDeliveryOptions",
        "timeFormat",
        "timeZone",
        "userPurpose",
    ],
    anything: &["automaticRepliesSetting", "language", "workingHours"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_OBJECT_IDENTITY: Shape = Shape {
    service: "microsoft_graph",
    name: "ObjectIdentity",
    texts: &["issuer", "issuerAssignedId", "signInType"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_ON_PREMISES_EXTENSION_ATTRIBUTES: Shape = Shape {
    service: "microsoft_graph",
    name: "OnPremisesExtensionAttributes",
    texts: &[
        "extensionAttribute1",
        "extensionAttribute2",
        "extensionAttribute3",
        "extensionAttribute4",
        "extensionAttribute5",
        "extensionAttribute6",
        "extensionAttribute7",
        "extensionAttribute8",
        "extensionAttribute9",
        "extensionAttribute10",
        "extensionAttribute11",
        "extensionAttribute12",
        "extensionAttribute13",
        "extensionAttribute14",
        "extensionAttribute15",
    ],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_ON_PREMISES_PROVISIONING_ERROR: Shape = Shape {
    service: "microsoft_graph",
    name: "OnPremisesProvisioningError",
    texts: &["category", "propertyCausingError", "value"],
    dates: &["occurredDateTime"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_OPTIONAL_CLAIM: Shape = Shape {
    service: "microsoft_graph",
    name: "OptionalClaim",
    texts: &["name", "source"],
    flags: &["essential"],
    lists: &["additionalProperties"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_OPTIONAL_CLAIMS: Shape = Shape {
    service: "microsoft_graph",
    name: "OptionalClaims",
    object_lists: &[
        ("accessToken", &MICROSOFT_GRAPH_OPTIONAL_CLAIM),
        ("idToken", &MICROSOFT_GRAPH_OPTIONAL_CLAIM),
        ("saml2Token", &MICROSOFT_GRAPH_OPTIONAL_CLAIM),
    ],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_ORG_CONTACT: Shape = Shape {
    service: "microsoft_graph",
    name: "OrgContact",
    odata_type: Some("microsoft.graph.orgContact"),
    texts: &[
        "id",
        "companyName",
        "department",
        "displayName",
        "givenName",
        "jobTitle",
        "mail",
        "mailNickname",
        "surname",
    ],
    dates: &["deletedDateTime", "onPremisesLastSyncDateTime"],
    flags: &["onPremisesSyncEnabled"],
    lists: &["proxyAddresses"],
    objects: &[("manager", &DIRECTORY_OBJECT)],
    object_lists: &[
        ("addresses", &MICROSOFT_GRAPH_PHYSICAL_OFFICE_ADDRESS),
        ("onPremisesProvisioningErrors", &MICROSOFT_GRAPH_ON_PREMISES_PROVISIONING_ERROR),
        ("phones", &MICROSOFT_GRAPH_PHONE),
        ("serviceProvisioningErrors", &PROVISIONING_ERROR_OF_SOME_KIND),
        ("directReports", &DIRECTORY_OBJECT),
        ("memberOf", &DIRECTORY_OBJECT),
        ("transitiveMemberOf", &DIRECTORY_OBJECT),
    ],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_PARENTAL_CONTROL_SETTINGS: Shape = Shape {
    service: "microsoft_graph",
    name: "ParentalControlSettings",
    texts: &["legalAgeGroupRule"],
    lists: &["countriesBlockedForMinors"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_PASSWORD_CREDENTIAL: Shape = Shape {
    service: "microsoft_graph",
    name: "PasswordCredential",
    texts: &["customKeyIdentifier", "displayName", "hint", "keyId", "secretText"],
    dates: &["endDateTime", "startDateTime"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_PASSWORD_PROFILE: Shape = Shape {
    service: "microsoft_graph",
    name: "PasswordProfile",
    texts: &["password"],
    flags: &["forceChangePasswordNextSignIn", "forceChangePasswordNextSignInWithMfa"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_PERMISSION_SCOPE: Shape = Shape {
    service: "microsoft_graph",
    name: "PermissionScope",
    texts: &[
        "adminConsentDescription",
        "adminConsentDisplayName",
        "id",
        "origin",
        "type",
        "userConsentDescription",
        "userConsentDisplayName",
        "value",
    ],
    flags: &["isEnabled"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_PHONE: Shape = Shape {
    service: "microsoft_graph",
    name: "Phone",
    texts: &["language", "number", "region", "type"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_PHYSICAL_OFFICE_ADDRESS: Shape = Shape {
    service: "microsoft_graph",
    name: "PhysicalOfficeAddress",
    texts: &["city", "countryOrRegion", "officeLocation", "postalCode", "state", "street"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_PRE_AUTHORIZED_APPLICATION: Shape = Shape {
    service: "microsoft_graph",
    name: "PreAuthorizedApplication",
    texts: &["appId"],
    lists: &["delegatedPermissionIds"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_PROVISIONED_PLAN: Shape = Shape {
    service: "microsoft_graph",
    name: "ProvisionedPlan",
    texts: &["capabilityStatus", "provisioningStatus", "service"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_PUBLIC_CLIENT_APPLICATION: Shape = Shape {
    service: "microsoft_graph",
    name: "PublicClientApplication",
    lists: &["redirectUris"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_REDIRECT_URI_SETTINGS: Shape = Shape {
    service: "microsoft_graph",
    name: "RedirectUriSettings",
    texts: &["uri"],
    numbers: &["index"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_REQUEST_SIGNATURE_VERIFICATION: Shape = Shape {
    service: "microsoft_graph",
    name: "RequestSignatureVerification",
    texts: &["allowedWeakAlgorithms"],
    flags: &["isSignedRequestRequired"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_REQUIRED_RESOURCE_ACCESS: Shape = Shape {
    service: "microsoft_graph",
    name: "RequiredResourceAccess",
    texts: &["resourceAppId"],
    object_lists: &[("resourceAccess", &MICROSOFT_GRAPH_RESOURCE_ACCESS)],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_RESOURCE_ACCESS: Shape = Shape {
    service: "microsoft_graph",
    name: "ResourceAccess",
    texts: &["id", "type"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_RESOURCE_SPECIFIC_PERMISSION: Shape = Shape {
    service: "microsoft_graph",
    name: "ResourceSpecificPermission",
    texts: &["description", "displayName", "id", "value"],
    flags: &["isEnabled"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_SAML_SINGLE_SIGN_ON_SETTINGS: Shape = Shape {
    service: "microsoft_graph",
    name: "SamlSingleSignOnSettings",
    texts: &["relayState"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_SERVICE_PLAN_INFO: Shape = Shape {
    service: "microsoft_graph",
    name: "ServicePlanInfo",
    texts: &["appliesTo", "provisioningStatus", "servicePlanId", "servicePlanName"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_SERVICE_PRINCIPAL: Shape = Shape {
    service: "microsoft_graph",
    name: "ServicePrincipal",
    odata_type: Some("microsoft.graph.servicePrincipal"),
    texts: &[
        "id",
        "appDescription",
        "appDisplayName",
        "appId",
        "applicationTemplateId",
        "appOwnerOrganizationId",
        "createdByAppId",
        "description",
        "disabledByMicrosoftStatus",
        "displayName",
        "homepage",
        "loginUrl",
        "logoutUrl",
        "notes",
        "preferredSingleSignOnMode",
        "preferredTokenSigningKeyThumbprint",
        "servicePrincipalType",
        "signInAudience",
        "tokenEncryptionKeyId",
        "publisherName",
    ],
    dates: &["deletedDateTime"],
    flags: &["accountEnabled", "appRoleAssignmentRequired", "isDisabled"],
    lists: &[
        "alternativeNames",
        "notificationEmailAddresses",
        "replyUrls",
        "servicePrincipalNames",
        "tags",
    ],
    anything: &["endpoints"],
    objects: &[
        ("customSecurityAttributes", &MICROSOFT_GRAPH_CUSTOM_SECURITY_ATTRIBUTE_VALUE),
        ("info", &MICROSOFT_GRAPH_INFORMATIONAL_URL),
        ("samlSingleSignOnSettings", &MICROSOFT_GRAPH_SAML_SINGLE_SIGN_ON_SETTINGS),
        ("verifiedPublisher", &MICROSOFT_GRAPH_VERIFIED_PUBLISHER),
    ],
    object_lists: &[
        ("addIns", &MICROSOFT_GRAPH_ADD_IN),
        ("appRoles", &MICROSOFT_GRAPH_APP_ROLE),
        ("keyCredentials", &MICROSOFT_GRAPH_KEY_CREDENTIAL),
        ("oauth2PermissionScopes", &MICROSOFT_GRAPH_PERMISSION_SCOPE),
        ("passwordCredentials", &MICROSOFT_GRAPH_PASSWORD_CREDENTIAL),
        ("resourceSpecificApplicationPermissions", &MICROSOFT_GRAPH_RESOURCE_SPECIFIC_PERMISSION),
        ("appRoleAssignedTo", &MICROSOFT_GRAPH_APP_ROLE_ASSIGNMENT),
        ("appRoleAssignments", &MICROSOFT_GRAPH_APP_ROLE_ASSIGNMENT),
        ("createdObjects", &DIRECTORY_OBJECT),
        ("memberOf", &DIRECTORY_OBJECT),
        ("ownedObjects", &DIRECTORY_OBJECT),
        ("owners", &DIRECTORY_OBJECT),
        ("transitiveMemberOf", &DIRECTORY_OBJECT),
    ],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_SERVICE_PRINCIPAL_LOCK_CONFIGURATION: Shape = Shape {
    service: "microsoft_graph",
    name: "ServicePrincipalLockConfiguration",
    flags: &[
        "allProperties",
        "credentialsWithUsageSign",
        "credentialsWithUsageVerify",
        "isEnabled",
        "tokenEncryptionKeyId",
    ],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_SERVICE_PROVISIONING_XML_ERROR: Shape = Shape {
    service: "microsoft_graph",
    name: "ServiceProvisioningXmlError",
    odata_type: Some("microsoft.graph.serviceProvisioningXmlError"),
    texts: &["serviceInstance", "errorDetail"],
    dates: &["createdDateTime"],
    flags: &["isResolved"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_SIGN_IN_ACTIVITY: Shape = Shape {
    service: "microsoft_graph",
    name: "SignInActivity",
    texts: &[
        "lastNonInteractiveSignInRequestId",
        "lastSignInRequestId",
        "lastSuccessfulSignInRequestId",
    ],
    dates: &[
        "lastNonInteractiveSignInDateTime",
        "lastSignInDateTime",
        "lastSuccessfulSignInDateTime",
    ],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_SPA_APPLICATION: Shape = Shape {
    service: "microsoft_graph",
    name: "SpaApplication",
    lists: &["redirectUris"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_SUBSCRIBED_SKU: Shape = Shape {
    service: "microsoft_graph",
    name: "SubscribedSku",
    texts: &[
        "id",
        "accountId",
        "accountName",
        "appliesTo",
        "capabilityStatus",
        "skuId",
        "skuPartNumber",
    ],
    numbers: &["consumedUnits"],
    lists: &["subscriptionIds"],
    objects: &[("prepaidUnits", &MICROSOFT_GRAPH_LICENSE_UNITS_DETAIL)],
    object_lists: &[("servicePlans", &MICROSOFT_GRAPH_SERVICE_PLAN_INFO)],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_USER: Shape = Shape {
    service: "microsoft_graph",
    name: "User",
    odata_type: Some("microsoft.graph.user"),
    texts: &[
        "id",
        "aboutMe",
        "ageGroup",
        "city",
        "companyName",
        "consentProvidedForMinor",
        "country",
        "creationType",
        "department",
        "displayName",
        "employeeId",
        "employeeType",
        "externalUserState",
        "faxNumber",
        "givenName",
        "identityParentId",
        "jobTitle",
        "legalAgeGroupClassification",
        "mail",
        "mailNickname",
        "mobilePhone",
        "mySite",
        "officeLocation",
        "onPremisesDistinguishedName",
        "onPremisesDomainName",
        "onPremisesImmutableId",
        "onPremisesSamAccountName",
        "onPremisesSecurityIdentifier",
        "onPremisesUserPrincipalName",
        "passwordPolicies",
        "postalCode",
        "preferredDataLocation",
        "preferredLanguage",
        "preferredName",
        "securityIdentifier",
        "state",
        "streetAddress",
        "surname",
        "usageLocation",
        "userPrincipalName",
        "userType",
    ],
    dates: &[
        "deletedDateTime",
        "birthday",
        "createdDateTime",
        "employeeHireDate",
        "employeeLeaveDateTime",
        "externalUserStateChangeDateTime",
        "hireDate",
        "lastPasswordChangeDateTime",
        "onPremisesLastSyncDateTime",
        "signInSessionsValidFromDateTime",
    ],
    flags: &[
        "accountEnabled",
        "isManagementRestricted",
        "isResourceAccount",
        "onPremisesSyncEnabled",
        "showInAddressList",
    ],
    numbers: &["deviceEnrollmentLimit"],
    lists: &[
        "businessPhones",
        "imAddresses",
        "interests",
        "otherMails",
        "pastProjects",
        "proxyAddresses",
        "responsibilities",
        "schools",
        "skills",
    ],
    objects: &[
        ("authorizationInfo", &MICROSOFT_GRAPH_AUTHORIZATION_INFO),
        ("customSecurityAttributes", &MICROSOFT_GRAPH_CUSTOM_SECURITY_ATTRIBUTE_VALUE),
        ("employeeOrgData", &MICROSOFT_GRAPH_EMPLOYEE_ORG_DATA),
        ("mailboxSettings", &MICROSOFT_GRAPH_MAILBOX_SETTINGS),
        ("onPremisesExtensionAttributes", &MICROSOFT_GRAPH_ON_PREMISES_EXTENSION_ATTRIBUTES),
        ("passwordProfile", &MICROSOFT_GRAPH_PASSWORD_PROFILE),
        ("print", &MICROSOFT_GRAPH_USER_PRINT),
        ("signInActivity", &MICROSOFT_GRAPH_SIGN_IN_ACTIVITY),
        ("manager", &DIRECTORY_OBJECT),
    ],
    object_lists: &[
        ("assignedLicenses", &MICROSOFT_GRAPH_ASSIGNED_LICENSE),
        ("assignedPlans", &MICROSOFT_GRAPH_ASSIGNED_PLAN),
        ("identities", &MICROSOFT_GRAPH_OBJECT_IDENTITY),
        ("licenseAssignmentStates", &MICROSOFT_GRAPH_LICENSE_ASSIGNMENT_STATE),
        ("onPremisesProvisioningErrors", &MICROSOFT_GRAPH_ON_PREMISES_PROVISIONING_ERROR),
        ("provisionedPlans", &MICROSOFT_GRAPH_PROVISIONED_PLAN),
        ("serviceProvisioningErrors", &PROVISIONING_ERROR_OF_SOME_KIND),
        ("createdObjects", &DIRECTORY_OBJECT),
        ("directReports", &DIRECTORY_OBJECT),
        ("memberOf", &DIRECTORY_OBJECT),
        ("ownedDevices", &DIRECTORY_OBJECT),
        ("ownedObjects", &DIRECTORY_OBJECT),
        ("registeredDevices", &DIRECTORY_OBJECT),
        ("sponsors", &DIRECTORY_OBJECT),
        ("transitiveMemberOf", &DIRECTORY_OBJECT),
    ],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_USER_PRINT: Shape = Shape {
    service: "microsoft_graph",
    name: "UserPrint",
    texts: &["@odata.type"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_VERIFIED_PUBLISHER: Shape = Shape {
    service: "microsoft_graph",
    name: "VerifiedPublisher",
    texts: &["displayName", "verifiedPublisherId"],
    dates: &["addedDateTime"],
    ..Shape::EMPTY
};

pub(crate) static MICROSOFT_GRAPH_WEB_APPLICATION: Shape = Shape {
    service: "microsoft_graph",
    name: "WebApplication",
    texts: &["homePageUrl", "logoutUrl"],
    lists: &["redirectUris"],
    objects: &[("implicitGrantSettings", &MICROSOFT_GRAPH_IMPLICIT_GRANT_SETTINGS)],
    object_lists: &[("redirectUriSettings", &MICROSOFT_GRAPH_REDIRECT_URI_SETTINGS)],
    ..Shape::EMPTY
};

/// All of them.
pub(crate) static ALL: &[&Shape] = &[
    &MICROSOFT_GRAPH_ADD_IN,
    &MICROSOFT_GRAPH_API_APPLICATION,
    &MICROSOFT_GRAPH_APP_ROLE,
    &MICROSOFT_GRAPH_APP_ROLE_ASSIGNMENT,
    &MICROSOFT_GRAPH_APPLICATION,
    &MICROSOFT_GRAPH_ASSIGNED_LABEL,
    &MICROSOFT_GRAPH_ASSIGNED_LICENSE,
    &MICROSOFT_GRAPH_ASSIGNED_PLAN,
    &MICROSOFT_GRAPH_AUTHENTICATION_BEHAVIORS,
    &MICROSOFT_GRAPH_AUTHORIZATION_INFO,
    &MICROSOFT_GRAPH_CERTIFICATION,
    &MICROSOFT_GRAPH_CUSTOM_SECURITY_ATTRIBUTE_VALUE,
    &MICROSOFT_GRAPH_DOMAIN,
    &MICROSOFT_GRAPH_DOMAIN_DNS_CNAME_RECORD,
    &MICROSOFT_GRAPH_DOMAIN_DNS_MX_RECORD,
    &MICROSOFT_GRAPH_DOMAIN_DNS_SRV_RECORD,
    &MICROSOFT_GRAPH_DOMAIN_DNS_TXT_RECORD,
    &MICROSOFT_GRAPH_DOMAIN_DNS_UNAVAILABLE_RECORD,
    &MICROSOFT_GRAPH_DOMAIN_STATE,
    &MICROSOFT_GRAPH_EMPLOYEE_ORG_DATA,
    &MICROSOFT_GRAPH_EXTENSION_PROPERTY,
    &MICROSOFT_GRAPH_GROUP,
    &MICROSOFT_GRAPH_IMPLICIT_GRANT_SETTINGS,
    &MICROSOFT_GRAPH_INFORMATIONAL_URL,
    &MICROSOFT_GRAPH_KEY_CREDENTIAL,
    &MICROSOFT_GRAPH_KEY_VALUE,
    &MICROSOFT_GRAPH_LICENSE_ASSIGNMENT_STATE,
    &MICROSOFT_GRAPH_LICENSE_DETAILS,
    &MICROSOFT_GRAPH_LICENSE_PROCESSING_STATE,
    &MICROSOFT_GRAPH_LICENSE_UNITS_DETAIL,
    &MICROSOFT_GRAPH_MAILBOX_SETTINGS,
    &MICROSOFT_GRAPH_OBJECT_IDENTITY,
    &MICROSOFT_GRAPH_ON_PREMISES_EXTENSION_ATTRIBUTES,
    &MICROSOFT_GRAPH_ON_PREMISES_PROVISIONING_ERROR,
    &MICROSOFT_GRAPH_OPTIONAL_CLAIM,
    &MICROSOFT_GRAPH_OPTIONAL_CLAIMS,
    &MICROSOFT_GRAPH_ORG_CONTACT,
    &MICROSOFT_GRAPH_PARENTAL_CONTROL_SETTINGS,
    &MICROSOFT_GRAPH_PASSWORD_CREDENTIAL,
    &MICROSOFT_GRAPH_PASSWORD_PROFILE,
    &MICROSOFT_GRAPH_PERMISSION_SCOPE,
    &MICROSOFT_GRAPH_PHONE,
    &MICROSOFT_GRAPH_PHYSICAL_OFFICE_ADDRESS,
    &MICROSOFT_GRAPH_PRE_AUTHORIZED_APPLICATION,
    &MICROSOFT_GRAPH_PROVISIONED_PLAN,
    &MICROSOFT_GRAPH_PUBLIC_CLIENT_APPLICATION,
    &MICROSOFT_GRAPH_REDIRECT_URI_SETTINGS,
    &MICROSOFT_GRAPH_REQUEST_SIGNATURE_VERIFICATION,
    &MICROSOFT_GRAPH_REQUIRED_RESOURCE_ACCESS,
    &MICROSOFT_GRAPH_RESOURCE_ACCESS,
    &MICROSOFT_GRAPH_RESOURCE_SPECIFIC_PERMISSION,
    &MICROSOFT_GRAPH_SAML_SINGLE_SIGN_ON_SETTINGS,
    &MICROSOFT_GRAPH_SERVICE_PLAN_INFO,
    &MICROSOFT_GRAPH_SERVICE_PRINCIPAL,
    &MICROSOFT_GRAPH_SERVICE_PRINCIPAL_LOCK_CONFIGURATION,
    &MICROSOFT_GRAPH_SERVICE_PROVISIONING_XML_ERROR,
    &MICROSOFT_GRAPH_SIGN_IN_ACTIVITY,
    &MICROSOFT_GRAPH_SPA_APPLICATION,
    &MICROSOFT_GRAPH_SUBSCRIBED_SKU,
    &MICROSOFT_GRAPH_USER,
    &MICROSOFT_GRAPH_USER_PRINT,
    &MICROSOFT_GRAPH_VERIFIED_PUBLISHER,
    &MICROSOFT_GRAPH_WEB_APPLICATION,
];
