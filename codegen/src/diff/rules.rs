//! What it means that a fact is new, gone or another: one row for each aspect of each kind of thing.

use super::codes::*;
use super::facts::{Aspect, Kind};

/// A kind of change and what is said of it; `{old}` and `{new}` stand for what the two sides show.
pub(super) type Told = (&'static Code, &'static str);

/// What the changes of a fact mean.
pub(super) enum Rule {
    /// Nothing: the fact is told with another one.
    Silent,
    /// It is told when it comes and when it goes.
    Comes(Told, Told),
    /// It is told when it is another.
    Differs(Told),
    /// It is told when it comes and goes, and when it is another.
    All(Told, Told, Told),
    /// It is told when it comes and goes, when it is more and when it is less.
    Grows {
        comes: Option<(Told, Told)>,
        more: Told,
        less: Told,
    },
    /// The body of a response, which is told as what becomes of its pages.
    Returns,
}

use Rule::{All, Comes, Differs, Grows, Silent};

/// The row of an aspect of a kind of thing.
pub(super) fn rule(kind: Kind, aspect: Aspect) -> Rule {
    match aspect {
        Aspect::Exists => exists(kind),
        Aspect::Name => name(kind),
        Aspect::Type | Aspect::Nullable | Aspect::Create | Aspect::Update => property(kind, aspect),
        Aspect::Text => texts(),
        Aspect::File => file(kind),
        Aspect::Filter => Comes(
            (&FILTER_ADDED, "lists can now be filtered by it"),
            (&FILTER_REMOVED, "lists can no longer be filtered by it"),
        ),
        Aspect::Sort => Comes(
            (&SORT_ADDED, "lists can now be sorted by it"),
            (&SORT_REMOVED, "lists can no longer be sorted by it"),
        ),
        Aspect::Secret => Comes(
            (&SECRET_ADDED, "the value is now kept out of logs"),
            (&SECRET_REMOVED, "the value now shows up in logs"),
        ),
        Aspect::Spelling => Comes(
            (&ALIAS_ADDED, "is now read as `{new}` too"),
            (&ALIAS_REMOVED, "is no longer read as `{old}`"),
        ),
        Aspect::Origin => Differs((&PROPERTY_MOVED, "the property {new} from the base")),
        Aspect::Rust => Differs((
            &RUST_NAME_CHANGED,
            "the name in Rust was {old} and is {new}",
        )),
        Aspect::Required => Comes(
            (
                &BODY_PROPERTY_BECOMES_REQUIRED,
                "the property can be sent and now must be",
            ),
            (
                &BODY_PROPERTY_BECOMES_OPTIONAL,
                "the property had to be sent and now can be",
            ),
        ),
        Aspect::Clearable => Comes(
            (&BODY_PROPERTY_BECOMES_NULLABLE, "null can now be sent"),
            (
                &BODY_PROPERTY_BECOMES_NON_NULL,
                "null can no longer be sent",
            ),
        ),
        Aspect::Document => Comes(
            (&SOURCE_ADDED, "the place in the documents {new} is new"),
            (&SOURCE_REMOVED, "the place in the documents {old} is gone"),
        ),
        Aspect::Erratum => All(
            (&ERRATUM_ADDED, "a contradiction in the documents is noted"),
            (
                &ERRATUM_REMOVED,
                "the documents are no longer said to contradict themselves",
            ),
            (&ERRATUM_CHANGED, "the erratum says something else"),
        ),
        Aspect::Kind | Aspect::Base | Aspect::Tag | Aspect::OdataType => ty(kind, aspect),
        _ if kind == Kind::Operation => operation(aspect),
        _ => service(aspect),
    }
}

fn exists(kind: Kind) -> Rule {
    match kind {
        Kind::Cloud => Comes(
            (&CLOUD_ADDED, "the cloud at {new} is new"),
            (&CLOUD_REMOVED, "the cloud at {old} is gone"),
        ),
        Kind::ErrorCode => Comes(
            (&ERROR_CODE_ADDED, "the error code is documented"),
            (
                &ERROR_CODE_REMOVED,
                "the error code is no longer documented",
            ),
        ),
        Kind::Identifier => Comes(
            (&IDENTIFIER_ADDED, "the kind of identifier is new"),
            (&IDENTIFIER_REMOVED, "the kind of identifier is gone"),
        ),
        Kind::File => Comes(
            (&FILE_ADDED, "the file is new"),
            (&FILE_REMOVED, "the file is gone"),
        ),
        Kind::Type => Comes(
            (&TYPE_ADDED, "the {new} is new"),
            (&TYPE_REMOVED, "the {old} is gone"),
        ),
        Kind::Property => Comes(
            (&PROPERTY_ADDED, "the property is new: `{new}`"),
            (&PROPERTY_REMOVED, "the property is gone"),
        ),
        Kind::Value => Comes(
            (&VALUE_ADDED, "the value is new"),
            (&VALUE_REMOVED, "the value is no longer known"),
        ),
        Kind::Variant => Comes(
            (&VARIANT_ADDED, "the union now holds the type"),
            (&VARIANT_REMOVED, "the union no longer holds the type"),
        ),
        Kind::Operation => Comes(
            (&OPERATION_ADDED, "{new} is new"),
            (&OPERATION_REMOVED, "{old} is gone"),
        ),
        Kind::Sent => Comes(
            (
                &BODY_PROPERTY_ADDED,
                "the property is new: it {new} be sent",
            ),
            (&BODY_PROPERTY_REMOVED, "the property can no longer be sent"),
        ),
        Kind::Service | Kind::Parameter | Kind::QueryOption => Silent,
    }
}

fn name(kind: Kind) -> Rule {
    Differs(match kind {
        Kind::Service => (&SERVICE_RENAMED, "the service is now called `{new}`"),
        Kind::Cloud => (&CLOUD_RENAMED, "the cloud is now called `{new}`"),
        Kind::ErrorCode => (&ERROR_CODE_RENAMED, "the error code is now called `{new}`"),
        Kind::Identifier => (
            &IDENTIFIER_RENAMED,
            "the kind of identifier is now called `{new}`",
        ),
        Kind::Parameter => (
            &PATH_PARAMETER_RENAMED,
            "the parameter is now called `{new}`",
        ),
        Kind::QueryOption => (
            &QUERY_OPTION_RENAMED,
            "the query option is now called `{new}`",
        ),
        Kind::File => (&FILE_RENAMED, "the file is now called `{new}`"),
        Kind::Type => (&TYPE_RENAMED, "the type is now called `{new}`"),
        Kind::Property => (&PROPERTY_RENAMED, "the property is now called `{new}`"),
        Kind::Value => (&VALUE_RENAMED, "the value is now `{new}`"),
        Kind::Variant => (&VARIANT_RENAMED, "the variant is now called `{new}`"),
        Kind::Operation => (&OPERATION_RENAMED, "the operation is now called `{new}`"),
        Kind::Sent => (&BODY_PROPERTY_RENAMED, "the property is now called `{new}`"),
    })
}

fn file(kind: Kind) -> Rule {
    Differs(match kind {
        Kind::Type => (
            &TYPE_MOVED,
            "the type stood in `{old}` and stands in `{new}`",
        ),
        _ => (
            &OPERATION_MOVED,
            "the operation stood in `{old}` and stands in `{new}`",
        ),
    })
}

fn texts() -> Rule {
    All(
        (&DOCUMENTATION_CHANGED, "the {element} is new: {new}"),
        (&DOCUMENTATION_CHANGED, "the {element} is gone: {old}"),
        (
            &DOCUMENTATION_CHANGED,
            "the {element} was {old} and is {new}",
        ),
    )
}

fn property(kind: Kind, aspect: Aspect) -> Rule {
    let type_changed = "the type was `{old}` and is `{new}`";
    match (kind, aspect) {
        (Kind::Sent, _) => Differs((&BODY_PROPERTY_TYPE_CHANGED, type_changed)),
        (_, Aspect::Type) => Differs((&PROPERTY_TYPE_CHANGED, type_changed)),
        (_, Aspect::Nullable) => Comes(
            (
                &PROPERTY_BECOMES_NULLABLE,
                "the service may now respond with null",
            ),
            (
                &PROPERTY_BECOMES_NON_NULL,
                "the service no longer responds with null",
            ),
        ),
        (_, Aspect::Create) => Grows {
            comes: Some((
                (&CREATE_ADDED, "{new} now be given on creation"),
                (&CREATE_REMOVED, "can no longer be given on creation"),
            )),
            more: (
                &BECOMES_REQUIRED,
                "could be given on creation and now must be",
            ),
            less: (
                &BECOMES_OPTIONAL,
                "had to be given on creation and now can be",
            ),
        },
        _ => Grows {
            comes: Some((
                (&UPDATE_ADDED, "can now be {new}"),
                (&UPDATE_REMOVED, "can no longer be changed"),
            )),
            more: (&CLEAR_ADDED, "can now be cleared"),
            less: (&CLEAR_REMOVED, "can no longer be cleared"),
        },
    }
}

fn ty(kind: Kind, aspect: Aspect) -> Rule {
    Differs(match (kind, aspect) {
        (Kind::QueryOption, _) => (
            &QUERY_OPTION_TYPE_CHANGED,
            "the query option took {old} and takes {new}",
        ),
        (_, Aspect::Kind) => (&TYPE_KIND_CHANGED, "was an {old} and is an {new}"),
        (_, Aspect::Base) => (&BASE_CHANGED, "was based on {old} and is based on {new}"),
        (_, Aspect::Tag) => (
            &DISCRIMINATOR_CHANGED,
            "its types were told apart by `{old}` and are told apart by `{new}`",
        ),
        _ => (
            &ODATA_TYPE_CHANGED,
            "its name on the wire was {old} and is {new}",
        ),
    })
}

fn operation(aspect: Aspect) -> Rule {
    match aspect {
        Aspect::Method => Differs((&METHOD_CHANGED, "the method was {old} and is {new}")),
        Aspect::Path => Differs((&PATH_CHANGED, "the path was `{old}` and is `{new}`")),
        Aspect::Parameters => Differs((
            &PARAMETER_CHANGED,
            "the parameters were those of `{old}` and are those of `{new}`",
        )),
        Aspect::Version => Differs((
            &OPERATION_VERSION_CHANGED,
            "calls asked for {old} and ask for {new}",
        )),
        Aspect::Since => Differs((
            &SINCE_CHANGED,
            "existed from {old} on and exists from {new} on",
        )),
        Aspect::Idempotent => Comes(
            (
                &IDEMPOTENCY_ADDED,
                "the request is now repeated when it is not known whether the service has acted on it",
            ),
            (
                &IDEMPOTENCY_REMOVED,
                "the request is no longer repeated when it is not known whether the service has acted on it",
            ),
        ),
        Aspect::Query => Comes(
            (&QUERY_ADDED, "the operation now takes the query option"),
            (
                &QUERY_REMOVED,
                "the operation no longer takes the query option",
            ),
        ),
        Aspect::Body => Comes(
            (&BODY_ADDED, "the request now has a body"),
            (&BODY_REMOVED, "the request no longer has a body"),
        ),
        Aspect::BodySource => Differs((&BODY_CHANGED, "the body was `{old}` and is `{new}`")),
        Aspect::BodyOptional => Grows {
            comes: None,
            more: (
                &BODY_BECOMES_OPTIONAL,
                "a body without properties is now left out",
            ),
            less: (
                &BODY_BECOMES_REQUIRED,
                "a body without properties is now sent as `{}`",
            ),
        },
        Aspect::Success => Comes(
            (&STATUS_ADDED, "status {new} is now a success"),
            (&STATUS_REMOVED, "status {old} is no longer a success"),
        ),
        Aspect::Returns => Rule::Returns,
        Aspect::Rule => Comes(
            (&RULE_ADDED, "the rule {new} is new"),
            (&RULE_REMOVED, "the rule {old} is gone"),
        ),
        Aspect::ReplacedBy => {
            Differs((&REPLACED_BY_CHANGED, "the successor was {old} and is {new}"))
        }
        Aspect::PermissionsSaid => Comes(
            (&PERMISSION_ADDED, "who may call it is now said"),
            (&PERMISSION_REMOVED, "who may call it is no longer said"),
        ),
        Aspect::Permission => Comes(
            (&PERMISSION_ADDED, "the permission {new} is new"),
            (&PERMISSION_REMOVED, "the permission {old} is gone"),
        ),
        Aspect::Order => Differs((
            &DOCUMENTATION_CHANGED,
            "the permissions {new} stand in another order",
        )),
        Aspect::Example => All(
            (&EXAMPLE_ADDED, "an example from {new} is new"),
            (&EXAMPLE_REMOVED, "the example from {old} is gone"),
            (&EXAMPLE_CHANGED, "the example from {old} is another"),
        ),
        _ => Silent,
    }
}

fn service(aspect: Aspect) -> Rule {
    let bounds = "took {old} and takes {new}";
    match aspect {
        Aspect::VersionParameter => Differs((
            &VERSION_PARAMETER_CHANGED,
            "the version stood {old} and stands {new}",
        )),
        Aspect::DefaultVersion => Differs((
            &DEFAULT_VERSION_CHANGED,
            "calls asked for version {old} and ask for {new}",
        )),
        Aspect::Version => Comes(
            (&VERSION_ADDED, "the version {new} is new"),
            (&VERSION_REMOVED, "the version {old} is gone"),
        ),
        Aspect::Order => Differs((
            &VERSIONS_REORDERED,
            "the versions are in another order of age",
        )),
        Aspect::Scope => Comes(
            (&SCOPE_ADDED, "tokens are asked for the scope `{new}` too"),
            (
                &SCOPE_REMOVED,
                "tokens are no longer asked for the scope `{old}`",
            ),
        ),
        Aspect::LinkCollection => Differs((
            &LINK_COLLECTION_CHANGED,
            "links pointed {old} and point {new}",
        )),
        Aspect::Tenant => Comes(
            (&TENANT_ADDED, "clients are now made for a tenant"),
            (&TENANT_REMOVED, "clients are no longer made for a tenant"),
        ),
        Aspect::DefaultCloud => Differs((
            &DEFAULT_CLOUD_CHANGED,
            "clients used the cloud `{old}` by default and use `{new}`",
        )),
        Aspect::Url => Differs((&CLOUD_URL_CHANGED, "the cloud was at {old} and is at {new}")),
        Aspect::Status => Differs((
            &ERROR_STATUS_CHANGED,
            "it came with {old} and comes with {new}",
        )),
        Aspect::Identifier => Differs((
            &PATH_PARAMETER_CHANGED,
            "the parameter was {old} and is {new}",
        )),
        Aspect::Min => Grows {
            comes: None,
            more: (&BOUNDS_NARROWED, bounds),
            less: (&BOUNDS_WIDENED, bounds),
        },
        Aspect::Max => Grows {
            comes: None,
            more: (&BOUNDS_WIDENED, bounds),
            less: (&BOUNDS_NARROWED, bounds),
        },
        _ => Silent,
    }
}
