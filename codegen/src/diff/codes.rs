//! Every kind of change, with its level and the rule behind it: the one table that a verdict comes from.

use super::Level;

/// A kind of change.
#[derive(Debug)]
pub struct Code {
    /// Its name, which stays what it is.
    pub id: &'static str,
    /// How much such a change matters at least. What it does to the Rust API can raise that, never lower it.
    pub level: Level,
    /// The kind that the same change is when the two specs are swapped.
    pub mirror: &'static str,
    /// Why it has this level.
    pub rule: &'static str,
}

macro_rules! codes {
    ($($name:ident = $id:literal, $level:ident, mirrored by $mirror:literal: $rule:literal;)*) => {
        $(
            pub(super) static $name: Code = Code { id: $id, level: Level::$level, mirror: $mirror, rule: $rule };
        )*

        /// Every kind of change.
        pub static CODES: &[&Code] = &[$(&$name),*];
    };
}

/// Whether a kind of change is nothing but an effect on the Rust API.
pub(super) fn is_about_rust(code: &Code) -> bool {
    code.id.starts_with("rust-item-")
}

codes! {
    // Services.
    SERVICE_ADDED = "service-added", Minor, mirrored by "service-removed":
        "A new module and client disturb nobody.";
    SERVICE_REMOVED = "service-removed", Major, mirrored by "service-added":
        "The client that callers use is gone.";
    SERVICE_RENAMED = "service-renamed", Major, mirrored by "service-renamed":
        "Every path into the module is another.";
    FILE_ADDED = "file-added", Patch, mirrored by "file-removed":
        "Files are modules: a new one disturbs nobody.";
    FILE_REMOVED = "file-removed", Patch, mirrored by "file-added":
        "Files are modules: what they held may have moved, and its effect decides.";
    FILE_RENAMED = "file-renamed", Patch, mirrored by "file-renamed":
        "Files are modules: the effect on paths decides.";
    VERSION_PARAMETER_CHANGED = "version-parameter-changed", Major, mirrored by "version-parameter-changed":
        "The same call must send the same request within a major version.";
    DEFAULT_VERSION_CHANGED = "default-version-changed", Major, mirrored by "default-version-changed":
        "The same call must ask for the same version of the service within a major version.";
    VERSION_ADDED = "version-added", Patch, mirrored by "version-removed":
        "Which versions a service knows is documentation; calls ask for the one that they asked for before.";
    VERSION_REMOVED = "version-removed", Patch, mirrored by "version-added":
        "Which versions a service knows is documentation; calls ask for the one that they asked for before.";
    VERSIONS_REORDERED = "versions-reordered", Patch, mirrored by "versions-reordered":
        "Which versions a service knows is documentation; calls ask for the one that they asked for before.";
    CLOUD_ADDED = "cloud-added", Minor, mirrored by "cloud-removed":
        "The enumeration of clouds is open: a new variant disturbs nobody.";
    CLOUD_REMOVED = "cloud-removed", Major, mirrored by "cloud-added":
        "Callers that name the cloud no longer compile.";
    CLOUD_RENAMED = "cloud-renamed", Major, mirrored by "cloud-renamed":
        "Callers that name the cloud no longer compile.";
    CLOUD_URL_CHANGED = "cloud-url-changed", Major, mirrored by "cloud-url-changed":
        "Requests and tokens go to another host.";
    DEFAULT_CLOUD_CHANGED = "default-cloud-changed", Major, mirrored by "default-cloud-changed":
        "Requests and tokens go to another host unless callers say otherwise.";
    SCOPE_ADDED = "scope-added", Major, mirrored by "scope-removed":
        "Tokens are asked for other rights, which somebody has to grant.";
    SCOPE_REMOVED = "scope-removed", Major, mirrored by "scope-added":
        "Tokens are asked for other rights, which somebody has to grant.";
    LINK_COLLECTION_CHANGED = "link-collection-changed", Major, mirrored by "link-collection-changed":
        "The same call must send the same request within a major version.";
    ERROR_CODE_ADDED = "error-code-added", Patch, mirrored by "error-code-removed":
        "The enumeration of error codes is open and shared by all services: its effect decides.";
    ERROR_CODE_REMOVED = "error-code-removed", Patch, mirrored by "error-code-added":
        "The enumeration of error codes is open and shared by all services: its effect decides.";
    ERROR_CODE_RENAMED = "error-code-renamed", Major, mirrored by "error-code-renamed":
        "The code that callers look for is no longer recognised.";
    ERROR_STATUS_CHANGED = "error-status-changed", Patch, mirrored by "error-status-changed":
        "The status that comes with a code is documentation.";
    IDENTIFIER_ADDED = "identifier-added", Minor, mirrored by "identifier-removed":
        "A new type disturbs nobody.";
    IDENTIFIER_REMOVED = "identifier-removed", Major, mirrored by "identifier-added":
        "Callers that name the type no longer compile.";
    IDENTIFIER_RENAMED = "identifier-renamed", Major, mirrored by "identifier-renamed":
        "Callers that name the type no longer compile.";
    TENANT_ADDED = "tenant-added", Major, mirrored by "tenant-removed":
        "Clients are built with another argument.";
    TENANT_REMOVED = "tenant-removed", Major, mirrored by "tenant-added":
        "Clients are built with another argument.";
    PATH_PARAMETER_RENAMED = "path-parameter-renamed", Patch, mirrored by "path-parameter-renamed":
        "The names of arguments and of parameters in templates bind nobody.";
    PATH_PARAMETER_CHANGED = "path-parameter-changed", Patch, mirrored by "path-parameter-changed":
        "What kind of identifier a parameter takes shows in signatures: its effect decides.";
    QUERY_OPTION_RENAMED = "query-option-renamed", Major, mirrored by "query-option-renamed":
        "The same call must send the same request within a major version.";
    QUERY_OPTION_TYPE_CHANGED = "query-option-type-changed", Major, mirrored by "query-option-type-changed":
        "The setter takes another type.";
    BOUNDS_NARROWED = "bounds-narrowed", Major, mirrored by "bounds-widened":
        "Numbers that were sent are now refused before anything is sent.";
    BOUNDS_WIDENED = "bounds-widened", Minor, mirrored by "bounds-narrowed":
        "More numbers are allowed.";
    RUST_NAME_CHANGED = "rust-name-changed", Patch, mirrored by "rust-name-changed":
        "A name that is given for Rust shows only there: its effect decides.";
    // Operations.
    OPERATION_ADDED = "operation-added", Minor, mirrored by "operation-removed":
        "A new method disturbs nobody.";
    OPERATION_REMOVED = "operation-removed", Major, mirrored by "operation-added":
        "Callers of the method no longer compile.";
    OPERATION_RENAMED = "operation-renamed", Major, mirrored by "operation-renamed":
        "Callers find the method elsewhere.";
    OPERATION_MOVED = "operation-moved", Patch, mirrored by "operation-moved":
        "Files are modules: the effect on paths decides.";
    METHOD_CHANGED = "method-changed", Major, mirrored by "method-changed":
        "The same call must send the same request within a major version.";
    PATH_CHANGED = "path-changed", Major, mirrored by "path-changed":
        "The same call must send the same request within a major version.";
    PARAMETER_CHANGED = "parameter-changed", Patch, mirrored by "parameter-changed":
        "What a path is made with shows in signatures: its effect decides.";
    OPERATION_VERSION_CHANGED = "operation-version-changed", Major, mirrored by "operation-version-changed":
        "The same call must ask for the same version of the service within a major version.";
    SINCE_CHANGED = "since-changed", Patch, mirrored by "since-changed":
        "Since when the service has an operation is documentation.";
    IDEMPOTENCY_ADDED = "idempotency-added", Major, mirrored by "idempotency-removed":
        "A request may now reach the service twice where it reached it once.";
    IDEMPOTENCY_REMOVED = "idempotency-removed", Minor, mirrored by "idempotency-added":
        "Failures that were retried now reach the caller, who can retry.";
    QUERY_ADDED = "query-added", Minor, mirrored by "query-removed":
        "A new setter disturbs nobody.";
    QUERY_REMOVED = "query-removed", Major, mirrored by "query-added":
        "Callers of the setter no longer compile.";
    BODY_ADDED = "body-added", Minor, mirrored by "body-removed":
        "What can be sent is optional, or else its effect decides.";
    BODY_REMOVED = "body-removed", Major, mirrored by "body-added":
        "What callers send can no longer be sent.";
    BODY_CHANGED = "body-changed", Patch, mirrored by "body-changed":
        "Another way to say what is sent changes nothing; what is sent, and the effect on names, decide.";
    BODY_BECOMES_OPTIONAL = "body-becomes-optional", Major, mirrored by "body-becomes-required":
        "The same call must send the same request within a major version.";
    BODY_BECOMES_REQUIRED = "body-becomes-required", Major, mirrored by "body-becomes-optional":
        "The same call must send the same request within a major version.";
    BODY_PROPERTY_ADDED = "body-property-added", Minor, mirrored by "body-property-removed":
        "A new setter disturbs nobody; a property that must be sent is major, since every caller has to give it.";
    BODY_PROPERTY_REMOVED = "body-property-removed", Major, mirrored by "body-property-added":
        "Callers that give the property no longer compile.";
    BODY_PROPERTY_RENAMED = "body-property-renamed", Major, mirrored by "body-property-renamed":
        "Callers that give the property no longer compile, and it is sent under another name.";
    BODY_PROPERTY_TYPE_CHANGED = "body-property-type-changed", Patch, mirrored by "body-property-type-changed":
        "Some types of the spec are one in Rust: the effect decides.";
    BODY_PROPERTY_BECOMES_REQUIRED = "body-property-becomes-required", Major, mirrored by "body-property-becomes-optional":
        "Every caller has to give the property.";
    BODY_PROPERTY_BECOMES_OPTIONAL = "body-property-becomes-optional", Minor, mirrored by "body-property-becomes-required":
        "Nobody has to give the property; that it is given in another place is for its effect to say.";
    BODY_PROPERTY_BECOMES_NULLABLE = "body-property-becomes-nullable", Minor, mirrored by "body-property-becomes-non-null":
        "A new way to clear it disturbs nobody.";
    BODY_PROPERTY_BECOMES_NON_NULL = "body-property-becomes-non-null", Major, mirrored by "body-property-becomes-nullable":
        "Callers that clear it no longer compile.";
    STATUS_ADDED = "status-added", Minor, mirrored by "status-removed":
        "What was a failure is now a success.";
    STATUS_REMOVED = "status-removed", Major, mirrored by "status-added":
        "What was a success is now a failure.";
    RESPONSE_CHANGED = "response-changed", Patch, mirrored by "response-changed":
        "Some types of the spec are one in Rust: the effect decides.";
    PAGING_ADDED = "paging-added", Major, mirrored by "paging-removed":
        "Callers get another type, and further pages to ask for.";
    PAGING_REMOVED = "paging-removed", Major, mirrored by "paging-added":
        "Callers get another type, and no way to ask for further pages.";
    RULE_ADDED = "rule-added", Patch, mirrored by "rule-removed":
        "Rules are kept by the service and told by documentation.";
    RULE_REMOVED = "rule-removed", Patch, mirrored by "rule-added":
        "Rules are kept by the service and told by documentation.";
    PERMISSION_ADDED = "permission-added", Patch, mirrored by "permission-removed":
        "Permissions are checked by the service and told by documentation.";
    PERMISSION_REMOVED = "permission-removed", Patch, mirrored by "permission-added":
        "Permissions are checked by the service and told by documentation.";
    REPLACED_BY_CHANGED = "replaced-by-changed", Patch, mirrored by "replaced-by-changed":
        "Successors are documentation.";
    // Types.
    TYPE_ADDED = "type-added", Minor, mirrored by "type-removed":
        "A new type disturbs nobody.";
    TYPE_REMOVED = "type-removed", Major, mirrored by "type-added":
        "Callers that name the type no longer compile.";
    TYPE_RENAMED = "type-renamed", Major, mirrored by "type-renamed":
        "Callers that name the type no longer compile.";
    TYPE_MOVED = "type-moved", Patch, mirrored by "type-moved":
        "Files are modules: the effect on paths decides.";
    TYPE_KIND_CHANGED = "type-kind-changed", Major, mirrored by "type-kind-changed":
        "Structs, enumerations and unions are used in different ways.";
    BASE_CHANGED = "base-changed", Patch, mirrored by "base-changed":
        "What a type has from its base, and which union holds it, is told as its effect.";
    DISCRIMINATOR_CHANGED = "discriminator-changed", Major, mirrored by "discriminator-changed":
        "Objects are told apart by another property: the same answer is read as something else.";
    ODATA_TYPE_CHANGED = "odata-type-changed", Major, mirrored by "odata-type-changed":
        "Objects go by another name on the wire: the same answer is read as something else.";
    PROPERTY_ADDED = "property-added", Minor, mirrored by "property-removed":
        "Structs of models grow: literals of them end in `..Default::default()`. One that must be given on creation is major, since every caller has to give it.";
    PROPERTY_REMOVED = "property-removed", Major, mirrored by "property-added":
        "Callers that name the field no longer compile.";
    PROPERTY_RENAMED = "property-renamed", Major, mirrored by "property-renamed":
        "Callers that name the field no longer compile, or it is read and sent under another name.";
    PROPERTY_MOVED = "property-moved", Patch, mirrored by "property-moved":
        "The type has the property still; that other types of the base have it too, or no longer, is a change of its own.";
    PROPERTY_TYPE_CHANGED = "property-type-changed", Patch, mirrored by "property-type-changed":
        "Some types of the spec are one in Rust: the effect decides.";
    PROPERTY_BECOMES_NULLABLE = "property-becomes-nullable", Patch, mirrored by "property-becomes-non-null":
        "Every property may be absent, so fields are optional already.";
    PROPERTY_BECOMES_NON_NULL = "property-becomes-non-null", Patch, mirrored by "property-becomes-nullable":
        "Every property may be absent, so fields are optional already.";
    CREATE_ADDED = "create-added", Minor, mirrored by "create-removed":
        "A new setter disturbs nobody; a property that must be given is major, since every caller has to give it.";
    CREATE_REMOVED = "create-removed", Major, mirrored by "create-added":
        "Callers that give the property no longer compile.";
    BECOMES_REQUIRED = "becomes-required", Major, mirrored by "becomes-optional":
        "Every caller has to give the property.";
    BECOMES_OPTIONAL = "becomes-optional", Minor, mirrored by "becomes-required":
        "Nobody has to give the property; that it is given in another place is for its effect to say.";
    UPDATE_ADDED = "update-added", Minor, mirrored by "update-removed":
        "A new setter disturbs nobody.";
    UPDATE_REMOVED = "update-removed", Major, mirrored by "update-added":
        "Callers of the setter no longer compile.";
    CLEAR_ADDED = "clear-added", Minor, mirrored by "clear-removed":
        "A new way to clear it disturbs nobody.";
    CLEAR_REMOVED = "clear-removed", Major, mirrored by "clear-added":
        "Callers that clear it no longer compile.";
    FILTER_ADDED = "filter-added", Minor, mirrored by "filter-removed":
        "A new function disturbs nobody.";
    FILTER_REMOVED = "filter-removed", Major, mirrored by "filter-added":
        "Filters that name the property no longer compile.";
    SORT_ADDED = "sort-added", Minor, mirrored by "sort-removed":
        "A new way to sort disturbs nobody; that a function returns another type is for its effect to say.";
    SORT_REMOVED = "sort-removed", Major, mirrored by "sort-added":
        "Orders that name the property no longer compile.";
    SECRET_ADDED = "secret-added", Patch, mirrored by "secret-removed":
        "What logs and `Debug` show is no promise.";
    SECRET_REMOVED = "secret-removed", Patch, mirrored by "secret-added":
        "What logs and `Debug` show is no promise; look twice all the same.";
    ALIAS_ADDED = "alias-added", Minor, mirrored by "alias-removed":
        "What was kept as unknown is now read.";
    ALIAS_REMOVED = "alias-removed", Major, mirrored by "alias-added":
        "What was read is now kept as unknown.";
    VALUE_ADDED = "value-added", Minor, mirrored by "value-removed":
        "Enumerations are open: a new variant disturbs nobody.";
    VALUE_REMOVED = "value-removed", Major, mirrored by "value-added":
        "Callers that name the variant no longer compile.";
    VALUE_RENAMED = "value-renamed", Major, mirrored by "value-renamed":
        "The value is read and sent under another name.";
    VARIANT_ADDED = "variant-added", Minor, mirrored by "variant-removed":
        "Unions are open: a new variant disturbs nobody.";
    VARIANT_REMOVED = "variant-removed", Major, mirrored by "variant-added":
        "Callers that name the variant no longer compile.";
    VARIANT_RENAMED = "variant-renamed", Major, mirrored by "variant-renamed":
        "Callers that name the variant no longer compile.";
    // Everywhere.
    DOCUMENTATION_CHANGED = "documentation-changed", Patch, mirrored by "documentation-changed":
        "Texts bind nobody.";
    SOURCE_ADDED = "source-added", Patch, mirrored by "source-removed":
        "Where something is described binds nobody.";
    SOURCE_REMOVED = "source-removed", Patch, mirrored by "source-added":
        "Where something is described binds nobody.";
    ERRATUM_ADDED = "erratum-added", Patch, mirrored by "erratum-removed":
        "What the documents got wrong binds nobody; what the spec says instead is a change of its own.";
    ERRATUM_REMOVED = "erratum-removed", Patch, mirrored by "erratum-added":
        "What the documents got wrong binds nobody; what the spec says instead is a change of its own.";
    ERRATUM_CHANGED = "erratum-changed", Patch, mirrored by "erratum-changed":
        "What the documents got wrong binds nobody; what the spec says instead is a change of its own.";
    EXAMPLE_ADDED = "example-added", Patch, mirrored by "example-removed":
        "Examples are tests and documentation.";
    EXAMPLE_REMOVED = "example-removed", Patch, mirrored by "example-added":
        "Examples are tests and documentation.";
    EXAMPLE_CHANGED = "example-changed", Patch, mirrored by "example-changed":
        "Examples are tests and documentation.";
    RUST_ITEM_ADDED = "rust-item-added", Minor, mirrored by "rust-item-removed":
        "A new item disturbs nobody.";
    RUST_ITEM_REMOVED = "rust-item-removed", Major, mirrored by "rust-item-added":
        "Callers that name the item no longer compile.";
    RUST_ITEM_CHANGED = "rust-item-changed", Major, mirrored by "rust-item-changed":
        "Callers of the item may no longer compile.";
}
