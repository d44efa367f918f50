//! Every kind of change: the one table that a verdict comes from.
//!
//! A rule says how much what falls under it matters at least. Below it stand the differences that do: the name of the
//! change, what differs and how, and what is said of it: `{old}` and `{new}` stand for what the two sides show,
//! `{element}` for which of several facts it is.

use super::Level;
use super::aspects::{Aspect, Event, Kind};

/// A kind of change. Several rows have one name where different facts are the same to readers.
#[derive(Debug)]
pub struct Code {
    /// Its name, which stays what it is.
    pub id: &'static str,
    /// How much such a change matters at least. What it does to the Rust API can raise that, never lower it.
    pub level: Level,
    /// Why it has this level.
    pub rule: &'static str,
    pub(super) kind: Kind,
    aspect: Aspect,
    event: Event,
    /// What is said of it.
    pub(super) sentence: &'static str,
}

/// The kind of change that a difference is; none if another difference tells it.
pub(super) fn find(kind: Kind, aspect: Aspect, event: Event) -> Option<&'static Code> {
    let of_kind = |it: &Code| it.kind == kind || it.kind == Kind::Any;
    CODES.iter().find(|it| of_kind(it) && it.aspect == aspect && it.event == event)
}

macro_rules! codes {
    ($(
        $level:ident $rule:literal:
        $($id:literal $kind:ident $aspect:ident $event:ident $sentence:literal)+
    )*) => {
        /// Every kind of change.
        pub static CODES: &[Code] = &[$($(Code {
            id: $id, level: Level::$level, rule: $rule, sentence: $sentence,
            kind: Kind::$kind, aspect: Aspect::$aspect, event: Event::$event,
        },)+)*];
    };
}

codes! {
    Minor "What is new disturbs nobody.":
        "service-added" Service Exists Added "the service is new, with {new}"
        "delta-added" Service Delta Added "changes are now told by {new}"
        "identifier-added" Identifier Exists Added "the kind of identifier is new"
        "type-added" Type Exists Added "the {new} is new"
        "operation-added" Operation Exists Added "{new} is new"
        "includes-added" Identifier Includes Added "{new} is now taken for it too"
        "until-added" Operation Until Added "it can now be waited for: it is done once {new}"
        "key-added" Property Key Added "it is now the object's key, of the kind {new}"
        "query-added" Operation Query Added "the operation now takes the query option"
        "header-added" Operation Header Added "the operation now takes the header"
        "update-added" Property Update Added "can now be {new}"
        "body-property-becomes-nullable" Sent Clearable Added "null can now be sent"
        "clear-added" Property Update More "can now be cleared"
        "filter-added" Property Filter Added "lists can now be filtered by it"
        "expand-added" Property Expand Added "it now comes along where it is asked for"
        "rust-item-added" Rust Exists Added "`{new}` is new"
    Major "Callers that use it no longer compile.":
        "service-removed" Service Exists Removed "the service is gone, with {old}"
        "service-renamed" Service Name Changed "the service is now called `{new}`"
        "cloud-removed" Cloud Exists Removed "the cloud at {old} is gone"
        "cloud-renamed" Cloud Name Changed "the cloud is now called `{new}`"
        "identifier-removed" Identifier Exists Removed "the kind of identifier is gone"
        "identifier-renamed" Identifier Name Changed "the kind of identifier is now called `{new}`"
        "type-removed" Type Exists Removed "the {old} is gone"
        "type-renamed" Type Name Changed "the type is now called `{new}`"
        "operation-removed" Operation Exists Removed "{old} is gone"
        "includes-removed" Identifier Includes Removed "{old} is no longer taken for it"
        "until-removed" Operation Until Removed "it can no longer be waited for"
        "key-removed" Property Key Removed "it is no longer the object's key"
        "operation-renamed" Operation Name Changed "the operation is now called `{new}`"
        "query-removed" Operation Query Removed "the operation no longer takes the query option"
        "header-removed" Operation Header Removed "the operation no longer takes the header"
        "update-removed" Property Update Removed "can no longer be changed"
        "body-removed" Operation Body Removed "the request no longer has a body"
        "body-property-removed" Sent Exists Removed "the property can no longer be sent"
        "create-removed" Property Create Removed "can no longer be given on creation"
        "body-property-becomes-non-null" Sent Clearable Removed "null can no longer be sent"
        "clear-removed" Property Update Less "can no longer be cleared"
        "property-removed" Property Exists Removed "the property is gone"
        "filter-removed" Property Filter Removed "lists can no longer be filtered by it"
        "expand-removed" Property Expand Removed "it can no longer be asked for"
        "sort-removed" Property Sort Removed "lists can no longer be sorted by it"
        "value-removed" Value Exists Removed "the value is no longer known"
        "variant-removed" Variant Exists Removed "the union no longer holds the type"
        "variant-renamed" Variant Name Changed "the variant is now called `{new}`"
        "rust-item-removed" Rust Exists Removed "`{old}` is gone"
    Patch "Files are modules: the effect on paths decides.":
        "file-added" File Exists Added "the file is new"
        "file-removed" File Exists Removed "the file is gone"
        "file-renamed" File Name Changed "the file is now called `{new}`"
        "operation-moved" Operation File Changed "the operation stood in `{old}` and stands in `{new}`"
        "type-moved" Type File Changed "the type stood in `{old}` and stands in `{new}`"
    Major "The same call must send the same request within a major version.":
        "version-parameter-changed" Service VersionParameter Changed "the version stood {old} and stands {new}"
        "link-changed" Service Link Changed "links were {old} and are {new}"
        "literals-changed" Service Literals Changed "filters wrote literals of OData {old} and write those of OData {new}"
        "advanced-changed" Service Advanced Changed "advanced queries were asked for by {old} and are asked for by {new}"
        "delta-changed" Service Delta Changed "changes were told by {old} and are told by {new}"
        "delta-removed" Service Delta Removed "changes are no longer told by {old}"
        "advanced-added" QueryOption Advanced Added "the query option now takes an advanced query"
        "advanced-added" Operation Advanced Added "the operation now takes an advanced query"
        "advanced-added" Property Filter Less "lists could be filtered by it {old} and now can {new}"
        "advanced-added" Property Sort Less "lists could be sorted by it {old} and now can {new}"
        "advanced-removed" QueryOption Advanced Removed "the query option no longer takes an advanced query"
        "advanced-removed" Operation Advanced Removed "the operation no longer takes an advanced query"
        "advanced-removed" Property Filter More "lists could be filtered by it {old} and now can {new}"
        "advanced-removed" Property Sort More "lists could be sorted by it {old} and now can {new}"
        "query-option-renamed" QueryOption Name Changed "the query option is now called `{new}`"
        "until-changed" Operation Until Changed "it was done once {old} and is done once {new}"
        "method-changed" Operation Method Changed "the method was {old} and is {new}"
        "path-changed" Operation Path Changed "the path was `{old}` and is `{new}`"
        "body-becomes-optional" Operation BodyOptional More "a body without properties is now left out"
        "body-becomes-required" Operation BodyOptional Less "a body without properties is now sent as `{}`"
        "default-version-changed" Service DefaultVersion Changed "calls asked for version {old} and ask for {new}"
        "operation-version-changed" Operation Version Changed "calls asked for {old} and ask for {new}"
    Patch "Which versions a service knows is documentation; calls ask for the one that they asked for before.":
        "version-added" Service Version Added "the version {new} is new"
        "version-removed" Service Version Removed "the version {old} is gone"
        "versions-reordered" Service Order Changed "the versions are in another order of age"
    Minor "Enumerations and unions are open: a new variant disturbs nobody.":
        "cloud-added" Cloud Exists Added "the cloud at {new} is new"
        "value-added" Value Exists Added "the value is new"
        "variant-added" Variant Exists Added "the union now holds the type"
    Major "Requests and tokens go to another host.":
        "cloud-url-changed" Cloud Url Changed "the cloud was at {old} and is at {new}"
        "default-cloud-changed" Service DefaultCloud Changed "clients used the cloud `{old}` by default and use `{new}`"
    Major "Tokens are asked for other rights, which somebody has to grant.":
        "scope-added" Service Scope Added "tokens are asked for the scope `{new}` too"
        "scope-removed" Service Scope Removed "tokens are no longer asked for the scope `{old}`"
    Patch "The enumeration of error codes is open and shared by all services: its effect decides.":
        "error-code-added" ErrorCode Exists Added "the error code is documented"
        "error-code-removed" ErrorCode Exists Removed "the error code is no longer documented"
    Major "The same failure is of another kind.":
        "resync-added" ErrorCode Resync Added "a list of changes now has to be read from its start"
        "resync-removed" ErrorCode Resync Removed "a list of changes no longer has to be read from its start"
    Major "The code that callers look for is no longer recognised.":
        "error-code-renamed" ErrorCode Name Changed "the error code is now called `{new}`"
    Patch "Documentation binds nobody.":
        "error-status-changed" ErrorCode Status Changed "it came with {old} and comes with {new}"
        "since-changed" Operation Since Changed "existed from {old} on and exists from {new} on"
        "replaced-by-changed" Any ReplacedBy Changed "the successor was {old} and is {new}"
        "replaced-by-changed" Any Renamed Added "the successor's name of `{element}` is now said: {new}"
        "replaced-by-changed" Any Renamed Removed "the successor's name of `{element}` is no longer said: {old}"
        "replaced-by-changed" Any Renamed Changed "the successor's name of `{element}` was {old} and is {new}"
        "replaced-by-changed" Operation SuccessorQuery Added "the successor is called with {new}"
        "replaced-by-changed" Operation SuccessorQuery Removed "the successor is no longer called with {old}"
        "documentation-changed" Any Text Added "the {element} is new: {new}"
        "documentation-changed" Any Text Removed "the {element} is gone: {old}"
        "documentation-changed" Any Text Changed "the {element} was {old} and is {new}"
        "documentation-changed" Operation Order Changed "the permissions {new} stand in another order"
        "source-added" Any Document Added "the place in the documents {new} is new"
        "source-added" Operation Source Added "the source {new} is new"
        "source-removed" Any Document Removed "the place in the documents {old} is gone"
        "source-removed" Operation Source Removed "the source {old} is gone"
    Major "Clients are built with another argument.":
        "tenant-added" Service Tenant Added "clients are now made for a tenant"
        "tenant-removed" Service Tenant Removed "clients are no longer made for a tenant"
    Patch "The names of arguments and of parameters in templates bind nobody.":
        "path-parameter-renamed" Parameter Name Changed "the parameter is now called `{new}`"
    Patch "It shows in signatures: its effect decides.":
        "path-parameter-changed" Parameter Identifier Changed "the parameter was {old} and is {new}"
        "rust-name-changed" Any Rust Changed "the name in Rust was {old} and is {new}"
        "parameter-changed" Operation Parameters Changed "the parameters were those of `{old}` and are those of `{new}`"
    Major "The setter takes another type.":
        "query-option-type-changed" QueryOption Kind Changed "the query option took {old} and takes {new}"
    Major "Numbers that were sent are now refused before anything is sent.":
        "bounds-narrowed" QueryOption Min More "took {old} and takes {new}"
        "bounds-narrowed" QueryOption Max Less "took {old} and takes {new}"
    Minor "More numbers are allowed.":
        "bounds-widened" QueryOption Min Less "took {old} and takes {new}"
        "bounds-widened" QueryOption Max More "took {old} and takes {new}"
    Major "A request may now reach the service twice where it reached it once.":
        "idempotency-added" Operation Idempotent Added "the request is now repeated when it is not known whether the service has acted on it"
    Minor "Failures that were retried now reach the caller, who can retry.":
        "idempotency-removed" Operation Idempotent Removed "the request is no longer repeated when it is not known whether the service has acted on it"
    Minor "What can be sent is optional, or else its effect decides.":
        "body-added" Operation Body Added "the request now has a body"
    Patch "Another way to say what is sent changes nothing; what is sent, and the effect on names, decide.":
        "body-changed" Operation BodySource Changed "the body was `{old}` and is `{new}`"
    Minor "A new setter disturbs nobody; a property that must be sent is major, since every caller has to give it.":
        "body-property-added" Sent Exists Added "the property is new: it {new} be sent"
    Major "Callers that give the property no longer compile, and it is sent under another name.":
        "body-property-renamed" Sent Name Changed "the property is now called `{new}`"
    Patch "Some types of the spec are one in Rust: the effect decides.":
        "body-property-type-changed" Sent Type Changed "the type was `{old}` and is `{new}`"
        "response-changed" Operation Returns Changed "the response was `{old}` and is `{new}`"
        "property-type-changed" Property Type Changed "the type was `{old}` and is `{new}`"
    Major "Every caller has to give the property.":
        "body-property-becomes-required" Sent Required Added "the property can be sent and now must be"
        "becomes-required" Property Create More "could be given on creation and now must be"
    Minor "Nobody has to give the property; that it is given in another place is for its effect to say.":
        "body-property-becomes-optional" Sent Required Removed "the property had to be sent and now can be"
        "becomes-optional" Property Create Less "had to be given on creation and now can be"
    Minor "What was a failure is now a success.":
        "status-added" Operation Success Added "status {new} is now a success"
    Major "What was a success is now a failure.":
        "status-removed" Operation Success Removed "status {old} is no longer a success"
    Major "Callers get another type.":
        "paging-added" Operation Returns More "the response was `{old}` and is `{new}`"
        "paging-removed" Operation Returns Less "the response was `{old}` and is `{new}`"
        "key-changed" Property Key Changed "it was a key of the kind {old} and is one of the kind {new}"
    Patch "Rules are kept by the service and told by documentation.":
        "rule-added" Operation Rule Added "the rule {new} is new"
        "rule-removed" Operation Rule Removed "the rule {old} is gone"
    Patch "Permissions are checked by the service and told by documentation.":
        "permission-added" Operation PermissionsSaid Added "who may call it is now said"
        "permission-added" Operation Permission Added "the permission {new} is new"
        "permission-added" Service ConsentSaid Added "what users may consent to is now said"
        "permission-added" Service Consent Added "users may consent to {new}"
        "permission-removed" Operation PermissionsSaid Removed "who may call it is no longer said"
        "permission-removed" Operation Permission Removed "the permission {old} is gone"
        "permission-removed" Service ConsentSaid Removed "what users may consent to is no longer said"
        "permission-removed" Service Consent Removed "users may no longer consent to {old}"
    Major "Structs, enumerations and unions are used in different ways.":
        "type-kind-changed" Type Kind Changed "was an {old} and is an {new}"
    Patch "What a type has from its base, and which union holds it, is told as its effect.":
        "base-changed" Type Base Changed "was based on {old} and is based on {new}"
    Major "The type is read and written in another way.":
        "flags-added" Type Flags Added "several values may now stand together"
        "flags-removed" Type Flags Removed "values no longer stand together"
    Major "Objects that do not name their type are told apart in another way: the same response is read as something else.":
        "fallback-changed" Type Fallback Changed "without a tag it was known by {old} and is known by {new}"
    Major "Objects are told apart by another property: the same response is read as something else.":
        "discriminator-changed" Type Tag Changed "its types were told apart by `{old}` and are told apart by `{new}`"
    Major "Objects go by another name on the wire: the same response is read as something else.":
        "odata-type-changed" Type OdataType Changed "its name on the wire was {old} and is {new}"
    Minor "Structs of models grow: literals of them end in `..Default::default()`. One that must be given on creation is major, since every caller has to give it.":
        "property-added" Property Exists Added "the property is new: `{new}`"
    Major "Callers that name the field no longer compile, or it is read and sent under another name.":
        "property-renamed" Property Name Changed "the property is now called `{new}`"
    Patch "The type has the property still; that other types of the base have it too, or no longer, is a change of its own.":
        "property-moved" Property Origin Changed "the property {new} from the base"
    Patch "Every property may be absent, so fields are optional already.":
        "property-becomes-nullable" Property Nullable Added "the service may now respond with null"
        "property-becomes-non-null" Property Nullable Removed "the service no longer responds with null"
    Minor "A new setter disturbs nobody; a property that must be given is major, since every caller has to give it.":
        "create-added" Property Create Added "{new} now be given on creation"
    Minor "A new way to sort disturbs nobody; that a function returns another type is for its effect to say.":
        "sort-added" Property Sort Added "lists can now be sorted by it"
    Patch "What is searched for is text: which properties can be is documentation.":
        "search-added" Property Search Added "lists can now be searched for words in it"
        "search-removed" Property Search Removed "lists can no longer be searched for words in it"
    Patch "Every property may be absent: when one comes back is documentation.":
        "returned-changed" Property Returned Changed "it came back {old} and comes back {new}"
    Patch "What logs and `Debug` show is no promise.":
        "secret-added" Any Secret Added "the value is now kept out of logs"
    Patch "What logs and `Debug` show is no promise; look twice all the same.":
        "secret-removed" Any Secret Removed "the value now shows up in logs"
    Minor "What was kept as unknown is now read.":
        "alias-added" Property Spelling Added "is now read as `{new}` too"
    Major "What was read is now kept as unknown.":
        "alias-removed" Property Spelling Removed "is no longer read as `{old}`"
    Major "The value is read and sent under another name.":
        "value-renamed" Value Name Changed "the value is now `{new}`"
    Patch "What the documents got wrong binds nobody; what the spec says instead is a change of its own.":
        "erratum-added" Any Erratum Added "a contradiction in the documents is noted"
        "erratum-removed" Any Erratum Removed "the documents are no longer said to contradict themselves"
        "erratum-changed" Any Erratum Changed "the erratum says something else"
    Patch "Examples are tests and documentation.":
        "example-added" Operation Example Added "an example from {new} is new"
        "example-added" Operation Example More "an example from {new} is new"
        "example-removed" Operation Example Removed "the example from {old} is gone"
        "example-removed" Operation Example Less "the example from {old} is gone"
        "example-changed" Operation Example Changed "the example from {old} is another"
    Major "Callers of the item may no longer compile.":
        "rust-item-changed" Rust Exists Changed "was `{old}` and is `{new}`"
}
