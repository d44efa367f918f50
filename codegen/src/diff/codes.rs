//! Every kind of change: the one table that a verdict comes from.
//!
//! A kind has the level that such a change matters at least, the rule behind it, and the differences of facts that are one,
//! each with what is said of it: `{old}` and `{new}` stand for what the two sides show, `{element}` for which of several
//! facts it is.

use super::Level;
use super::aspects::{Aspect, Event, Kind};

/// A kind of change.
#[derive(Debug)]
pub struct Code {
    /// Its name, which stays what it is.
    pub id: &'static str,
    /// How much such a change matters at least. What it does to the Rust API can raise that, never lower it.
    pub level: Level,
    /// Why it has this level.
    pub rule: &'static str,
    /// The differences that are one.
    differences: &'static [Difference],
}

#[derive(Debug)]
struct Difference {
    kind: Kind,
    aspect: Aspect,
    event: Event,
    sentence: &'static str,
}

impl Code {
    /// The kind that the same change is when the two specs are swapped.
    pub fn mirror(&self) -> &'static Code {
        let Some(Difference { kind, aspect, event, .. }) = self.differences.first() else {
            unreachable!("every kind is a difference of something");
        };
        match find(*kind, *aspect, event.mirrored()) {
            Some((mirror, _)) => mirror,
            None => unreachable!("what comes can go"),
        }
    }

    /// Whether it is nothing but an effect on the Rust API.
    pub(super) fn is_about_rust(&self) -> bool {
        self.differences.iter().any(|it| it.kind == Kind::Rust)
    }
}

/// The kind of change that a difference is, and what is said of it; none if another difference tells it.
pub(super) fn find(
    kind: Kind,
    aspect: Aspect,
    event: Event,
) -> Option<(&'static Code, &'static str)> {
    let is_one = |it: &&Difference| {
        (it.kind == kind || it.kind == Kind::Any) && it.aspect == aspect && it.event == event
    };
    CODES.iter().find_map(|code| {
        let difference = code.differences.iter().find(is_one)?;
        Some((code, difference.sentence))
    })
}

macro_rules! codes {
    ($(
        $level:ident $id:literal: $rule:literal
        $(| $kind:ident $aspect:ident $event:ident $sentence:literal)*
    )*) => {
        /// Every kind of change.
        pub static CODES: &[Code] = &[$(Code {
            id: $id,
            level: Level::$level,
            rule: $rule,
            differences: &[$(Difference {
                kind: Kind::$kind,
                aspect: Aspect::$aspect,
                event: codes!($event),
                sentence: $sentence,
            }),*],
        }),*];
    };
    (added) => { Event::Added };
    (removed) => { Event::Removed };
    (changed) => { Event::Changed };
    (more) => { Event::More };
    (less) => { Event::Less };
}

codes! {
    Minor "service-added": "A new module and client disturb nobody."
        | Service Exists added "the service is new, with {new}"
    Major "service-removed": "The client that callers use is gone."
        | Service Exists removed "the service is gone, with {old}"
    Major "service-renamed": "Every path into the module is another."
        | Service Name changed "the service is now called `{new}`"
    Patch "file-added": "Files are modules: a new one disturbs nobody."
        | File Exists added "the file is new"
    Patch "file-removed": "Files are modules: what they held may have moved, and its effect decides."
        | File Exists removed "the file is gone"
    Patch "file-renamed": "Files are modules: the effect on paths decides."
        | File Name changed "the file is now called `{new}`"
    Major "version-parameter-changed": "The same call must send the same request within a major version."
        | Service VersionParameter changed "the version stood {old} and stands {new}"
    Major "default-version-changed": "The same call must ask for the same version of the service within a major version."
        | Service DefaultVersion changed "calls asked for version {old} and ask for {new}"
    Patch "version-added": "Which versions a service knows is documentation; calls ask for the one that they asked for before."
        | Service Version added "the version {new} is new"
    Patch "version-removed": "Which versions a service knows is documentation; calls ask for the one that they asked for before."
        | Service Version removed "the version {old} is gone"
    Patch "versions-reordered": "Which versions a service knows is documentation; calls ask for the one that they asked for before."
        | Service Order changed "the versions are in another order of age"
    Minor "cloud-added": "The enumeration of clouds is open: a new variant disturbs nobody."
        | Cloud Exists added "the cloud at {new} is new"
    Major "cloud-removed": "Callers that name the cloud no longer compile."
        | Cloud Exists removed "the cloud at {old} is gone"
    Major "cloud-renamed": "Callers that name the cloud no longer compile."
        | Cloud Name changed "the cloud is now called `{new}`"
    Major "cloud-url-changed": "Requests and tokens go to another host."
        | Cloud Url changed "the cloud was at {old} and is at {new}"
    Major "default-cloud-changed": "Requests and tokens go to another host unless callers say otherwise."
        | Service DefaultCloud changed "clients used the cloud `{old}` by default and use `{new}`"
    Major "scope-added": "Tokens are asked for other rights, which somebody has to grant."
        | Service Scope added "tokens are asked for the scope `{new}` too"
    Major "scope-removed": "Tokens are asked for other rights, which somebody has to grant."
        | Service Scope removed "tokens are no longer asked for the scope `{old}`"
    Major "link-collection-changed": "The same call must send the same request within a major version."
        | Service LinkCollection changed "links pointed {old} and point {new}"
    Patch "error-code-added": "The enumeration of error codes is open and shared by all services: its effect decides."
        | ErrorCode Exists added "the error code is documented"
    Patch "error-code-removed": "The enumeration of error codes is open and shared by all services: its effect decides."
        | ErrorCode Exists removed "the error code is no longer documented"
    Major "error-code-renamed": "The code that callers look for is no longer recognised."
        | ErrorCode Name changed "the error code is now called `{new}`"
    Patch "error-status-changed": "The status that comes with a code is documentation."
        | ErrorCode Status changed "it came with {old} and comes with {new}"
    Minor "identifier-added": "A new type disturbs nobody."
        | Identifier Exists added "the kind of identifier is new"
    Major "identifier-removed": "Callers that name the type no longer compile."
        | Identifier Exists removed "the kind of identifier is gone"
    Major "identifier-renamed": "Callers that name the type no longer compile."
        | Identifier Name changed "the kind of identifier is now called `{new}`"
    Major "tenant-added": "Clients are built with another argument."
        | Service Tenant added "clients are now made for a tenant"
    Major "tenant-removed": "Clients are built with another argument."
        | Service Tenant removed "clients are no longer made for a tenant"
    Patch "path-parameter-renamed": "The names of arguments and of parameters in templates bind nobody."
        | Parameter Name changed "the parameter is now called `{new}`"
    Patch "path-parameter-changed": "What kind of identifier a parameter takes shows in signatures: its effect decides."
        | Parameter Identifier changed "the parameter was {old} and is {new}"
    Major "query-option-renamed": "The same call must send the same request within a major version."
        | QueryOption Name changed "the query option is now called `{new}`"
    Major "query-option-type-changed": "The setter takes another type."
        | QueryOption Kind changed "the query option took {old} and takes {new}"
    Major "bounds-narrowed": "Numbers that were sent are now refused before anything is sent."
        | QueryOption Min more "took {old} and takes {new}"
        | QueryOption Max less "took {old} and takes {new}"
    Minor "bounds-widened": "More numbers are allowed."
        | QueryOption Min less "took {old} and takes {new}"
        | QueryOption Max more "took {old} and takes {new}"
    Patch "rust-name-changed": "A name that is given for Rust shows only there: its effect decides."
        | ErrorCode Rust changed "the name in Rust was {old} and is {new}"
        | QueryOption Rust changed "the name in Rust was {old} and is {new}"
        | Property Rust changed "the name in Rust was {old} and is {new}"
        | Sent Rust changed "the name in Rust was {old} and is {new}"
        | Value Rust changed "the name in Rust was {old} and is {new}"
    Minor "operation-added": "A new method disturbs nobody."
        | Operation Exists added "{new} is new"
    Major "operation-removed": "Callers of the method no longer compile."
        | Operation Exists removed "{old} is gone"
    Major "operation-renamed": "Callers find the method elsewhere."
        | Operation Name changed "the operation is now called `{new}`"
    Patch "operation-moved": "Files are modules: the effect on paths decides."
        | Operation File changed "the operation stood in `{old}` and stands in `{new}`"
    Major "method-changed": "The same call must send the same request within a major version."
        | Operation Method changed "the method was {old} and is {new}"
    Major "path-changed": "The same call must send the same request within a major version."
        | Operation Path changed "the path was `{old}` and is `{new}`"
    Patch "parameter-changed": "What a path is made with shows in signatures: its effect decides."
        | Operation Parameters changed "the parameters were those of `{old}` and are those of `{new}`"
    Major "operation-version-changed": "The same call must ask for the same version of the service within a major version."
        | Operation Version changed "calls asked for {old} and ask for {new}"
    Patch "since-changed": "Since when the service has an operation is documentation."
        | Operation Since changed "existed from {old} on and exists from {new} on"
    Major "idempotency-added": "A request may now reach the service twice where it reached it once."
        | Operation Idempotent added "the request is now repeated when it is not known whether the service has acted on it"
    Minor "idempotency-removed": "Failures that were retried now reach the caller, who can retry."
        | Operation Idempotent removed "the request is no longer repeated when it is not known whether the service has acted on it"
    Minor "query-added": "A new setter disturbs nobody."
        | Operation Query added "the operation now takes the query option"
    Major "query-removed": "Callers of the setter no longer compile."
        | Operation Query removed "the operation no longer takes the query option"
    Minor "body-added": "What can be sent is optional, or else its effect decides."
        | Operation Body added "the request now has a body"
    Major "body-removed": "What callers send can no longer be sent."
        | Operation Body removed "the request no longer has a body"
    Patch "body-changed": "Another way to say what is sent changes nothing; what is sent, and the effect on names, decide."
        | Operation BodySource changed "the body was `{old}` and is `{new}`"
    Major "body-becomes-optional": "The same call must send the same request within a major version."
        | Operation BodyOptional more "a body without properties is now left out"
    Major "body-becomes-required": "The same call must send the same request within a major version."
        | Operation BodyOptional less "a body without properties is now sent as `{}`"
    Minor "body-property-added": "A new setter disturbs nobody; a property that must be sent is major, since every caller has to give it."
        | Sent Exists added "the property is new: it {new} be sent"
    Major "body-property-removed": "Callers that give the property no longer compile."
        | Sent Exists removed "the property can no longer be sent"
    Major "body-property-renamed": "Callers that give the property no longer compile, and it is sent under another name."
        | Sent Name changed "the property is now called `{new}`"
    Patch "body-property-type-changed": "Some types of the spec are one in Rust: the effect decides."
        | Sent Type changed "the type was `{old}` and is `{new}`"
    Major "body-property-becomes-required": "Every caller has to give the property."
        | Sent Required added "the property can be sent and now must be"
    Minor "body-property-becomes-optional": "Nobody has to give the property; that it is given in another place is for its effect to say."
        | Sent Required removed "the property had to be sent and now can be"
    Minor "body-property-becomes-nullable": "A new way to clear it disturbs nobody."
        | Sent Clearable added "null can now be sent"
    Major "body-property-becomes-non-null": "Callers that clear it no longer compile."
        | Sent Clearable removed "null can no longer be sent"
    Minor "status-added": "What was a failure is now a success."
        | Operation Success added "status {new} is now a success"
    Major "status-removed": "What was a success is now a failure."
        | Operation Success removed "status {old} is no longer a success"
    Patch "response-changed": "Some types of the spec are one in Rust: the effect decides."
        | Operation Returns changed "the response was `{old}` and is `{new}`"
    Major "paging-added": "Callers get another type, and further pages to ask for."
        | Operation Returns more "the response was `{old}` and is `{new}`"
    Major "paging-removed": "Callers get another type, and no way to ask for further pages."
        | Operation Returns less "the response was `{old}` and is `{new}`"
    Patch "rule-added": "Rules are kept by the service and told by documentation."
        | Operation Rule added "the rule {new} is new"
    Patch "rule-removed": "Rules are kept by the service and told by documentation."
        | Operation Rule removed "the rule {old} is gone"
    Patch "permission-added": "Permissions are checked by the service and told by documentation."
        | Operation PermissionsSaid added "who may call it is now said"
        | Operation Permission added "the permission {new} is new"
        | Service ConsentSaid added "what users may consent to is now said"
        | Service Consent added "users may consent to {new}"
    Patch "permission-removed": "Permissions are checked by the service and told by documentation."
        | Operation PermissionsSaid removed "who may call it is no longer said"
        | Operation Permission removed "the permission {old} is gone"
        | Service ConsentSaid removed "what users may consent to is no longer said"
        | Service Consent removed "users may no longer consent to {old}"
    Patch "replaced-by-changed": "Successors are documentation."
        | Operation ReplacedBy changed "the successor was {old} and is {new}"
    Minor "type-added": "A new type disturbs nobody."
        | Type Exists added "the {new} is new"
    Major "type-removed": "Callers that name the type no longer compile."
        | Type Exists removed "the {old} is gone"
    Major "type-renamed": "Callers that name the type no longer compile."
        | Type Name changed "the type is now called `{new}`"
    Patch "type-moved": "Files are modules: the effect on paths decides."
        | Type File changed "the type stood in `{old}` and stands in `{new}`"
    Major "type-kind-changed": "Structs, enumerations and unions are used in different ways."
        | Type Kind changed "was an {old} and is an {new}"
    Patch "base-changed": "What a type has from its base, and which union holds it, is told as its effect."
        | Type Base changed "was based on {old} and is based on {new}"
    Major "discriminator-changed": "Objects are told apart by another property: the same response is read as something else."
        | Type Tag changed "its types were told apart by `{old}` and are told apart by `{new}`"
    Major "odata-type-changed": "Objects go by another name on the wire: the same response is read as something else."
        | Type OdataType changed "its name on the wire was {old} and is {new}"
    Minor "property-added": "Structs of models grow: literals of them end in `..Default::default()`. One that must be given on creation is major, since every caller has to give it."
        | Property Exists added "the property is new: `{new}`"
    Major "property-removed": "Callers that name the field no longer compile."
        | Property Exists removed "the property is gone"
    Major "property-renamed": "Callers that name the field no longer compile, or it is read and sent under another name."
        | Property Name changed "the property is now called `{new}`"
    Patch "property-moved": "The type has the property still; that other types of the base have it too, or no longer, is a change of its own."
        | Property Origin changed "the property {new} from the base"
    Patch "property-type-changed": "Some types of the spec are one in Rust: the effect decides."
        | Property Type changed "the type was `{old}` and is `{new}`"
    Patch "property-becomes-nullable": "Every property may be absent, so fields are optional already."
        | Property Nullable added "the service may now respond with null"
    Patch "property-becomes-non-null": "Every property may be absent, so fields are optional already."
        | Property Nullable removed "the service no longer responds with null"
    Minor "create-added": "A new setter disturbs nobody; a property that must be given is major, since every caller has to give it."
        | Property Create added "{new} now be given on creation"
    Major "create-removed": "Callers that give the property no longer compile."
        | Property Create removed "can no longer be given on creation"
    Major "becomes-required": "Every caller has to give the property."
        | Property Create more "could be given on creation and now must be"
    Minor "becomes-optional": "Nobody has to give the property; that it is given in another place is for its effect to say."
        | Property Create less "had to be given on creation and now can be"
    Minor "update-added": "A new setter disturbs nobody."
        | Property Update added "can now be {new}"
    Major "update-removed": "Callers of the setter no longer compile."
        | Property Update removed "can no longer be changed"
    Minor "clear-added": "A new way to clear it disturbs nobody."
        | Property Update more "can now be cleared"
    Major "clear-removed": "Callers that clear it no longer compile."
        | Property Update less "can no longer be cleared"
    Minor "filter-added": "A new function disturbs nobody."
        | Property Filter added "lists can now be filtered by it"
    Major "filter-removed": "Filters that name the property no longer compile."
        | Property Filter removed "lists can no longer be filtered by it"
    Minor "sort-added": "A new way to sort disturbs nobody; that a function returns another type is for its effect to say."
        | Property Sort added "lists can now be sorted by it"
    Major "sort-removed": "Orders that name the property no longer compile."
        | Property Sort removed "lists can no longer be sorted by it"
    Patch "secret-added": "What logs and `Debug` show is no promise."
        | Property Secret added "the value is now kept out of logs"
        | Sent Secret added "the value is now kept out of logs"
    Patch "secret-removed": "What logs and `Debug` show is no promise; look twice all the same."
        | Property Secret removed "the value now shows up in logs"
        | Sent Secret removed "the value now shows up in logs"
    Minor "alias-added": "What was kept as unknown is now read."
        | Property Spelling added "is now read as `{new}` too"
    Major "alias-removed": "What was read is now kept as unknown."
        | Property Spelling removed "is no longer read as `{old}`"
    Minor "value-added": "Enumerations are open: a new variant disturbs nobody."
        | Value Exists added "the value is new"
    Major "value-removed": "Callers that name the variant no longer compile."
        | Value Exists removed "the value is no longer known"
    Major "value-renamed": "The value is read and sent under another name."
        | Value Name changed "the value is now `{new}`"
    Minor "variant-added": "Unions are open: a new variant disturbs nobody."
        | Variant Exists added "the union now holds the type"
    Major "variant-removed": "Callers that name the variant no longer compile."
        | Variant Exists removed "the union no longer holds the type"
    Major "variant-renamed": "Callers that name the variant no longer compile."
        | Variant Name changed "the variant is now called `{new}`"
    Patch "documentation-changed": "Texts bind nobody."
        | Any Text added "the {element} is new: {new}"
        | Any Text removed "the {element} is gone: {old}"
        | Any Text changed "the {element} was {old} and is {new}"
        | Operation Order changed "the permissions {new} stand in another order"
    Patch "source-added": "Where something is described binds nobody."
        | Type Document added "the place in the documents {new} is new"
        | Operation Document added "the place in the documents {new} is new"
        | Operation Source added "the source {new} is new"
    Patch "source-removed": "Where something is described binds nobody."
        | Type Document removed "the place in the documents {old} is gone"
        | Operation Document removed "the place in the documents {old} is gone"
        | Operation Source removed "the source {old} is gone"
    Patch "erratum-added": "What the documents got wrong binds nobody; what the spec says instead is a change of its own."
        | Service Erratum added "a contradiction in the documents is noted"
        | Type Erratum added "a contradiction in the documents is noted"
        | Operation Erratum added "a contradiction in the documents is noted"
    Patch "erratum-removed": "What the documents got wrong binds nobody; what the spec says instead is a change of its own."
        | Service Erratum removed "the documents are no longer said to contradict themselves"
        | Type Erratum removed "the documents are no longer said to contradict themselves"
        | Operation Erratum removed "the documents are no longer said to contradict themselves"
    Patch "erratum-changed": "What the documents got wrong binds nobody; what the spec says instead is a change of its own."
        | Service Erratum changed "the erratum says something else"
        | Type Erratum changed "the erratum says something else"
        | Operation Erratum changed "the erratum says something else"
    Patch "example-added": "Examples are tests and documentation."
        | Operation Example added "an example from {new} is new"
    Patch "example-removed": "Examples are tests and documentation."
        | Operation Example removed "the example from {old} is gone"
    Patch "example-changed": "Examples are tests and documentation."
        | Operation Example changed "the example from {old} is another"
    Minor "rust-item-added": "A new item disturbs nobody."
        | Rust Exists added "`{new}` is new"
    Major "rust-item-removed": "Callers that name the item no longer compile."
        | Rust Exists removed "`{old}` is gone"
    Major "rust-item-changed": "Callers of the item may no longer compile."
        | Rust Exists changed "was `{old}` and is `{new}`"
}
