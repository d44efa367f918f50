//! Domains: how they are verified, what they are for, and what stands in the way of their end.

use serde_json::{Map, Value, json};

use crate::call::{Call, Change, Reply};
use crate::refusal::{Reason, Refusal};
use crate::store::{Id, Object, State};

/// What callers may have a domain used for, and the record that it needs then: its kind, the label before the name of
/// the domain, and its properties.
const SERVICES: &[(&str, &str)] = &[
    ("Email", "DomainDnsMxRecord"),
    ("OfficeCommunicationsOnline", "DomainDnsSrvRecord"),
    ("Yammer", "DomainDnsCnameRecord"),
];
/// How many objects a domain that is deleted by force may be referred to by.
const MOST_REFERENCES: usize = 1_000;

/// What the tenant's domains forbid.
pub(super) fn rule(state: &State, change: Change<'_>) -> Result<(), Refusal> {
    match change {
        Change::Update(id, given) => match state.object(id) {
            Some(domain) if &*domain.kind == "Domain" => update(domain, given),
            _ => Ok(()),
        },
        Change::Delete(id) => match state.object(id) {
            Some(domain) if &*domain.kind == "Domain" => deletable(state, id, domain),
            _ => Ok(()),
        },
        _ => Ok(()),
    }
}

fn update(domain: &Object, given: &Map<String, Value>) -> Result<(), Refusal> {
    if !is(domain, "isVerified") {
        return Err(Refusal::bad_request("Only a verified domain can be changed."));
    }
    if given.get("isDefault") == Some(&Value::Bool(false)) && is(domain, "isDefault") {
        let message = "Another domain has to be made the default one.";
        return Err(Refusal::bad_request(message).on("isDefault"));
    }
    let services = given.get("supportedServices").and_then(Value::as_array).into_iter().flatten();
    let odd =
        services.filter_map(Value::as_str).find(|name| SERVICES.iter().all(|(own, _)| own != name));
    match odd {
        Some(odd) => {
            let message = format!("The service '{odd}' cannot be set.");
            Err(Refusal::bad_request(message).on("supportedServices"))
        }
        None => Ok(()),
    }
}

fn deletable(state: &State, id: &Id, domain: &Object) -> Result<(), Refusal> {
    let message = if is(domain, "isInitial") {
        "The initial domain cannot be deleted."
    } else if is(domain, "isDefault") {
        "The default domain cannot be deleted."
    } else if state.of_kind("Domain").any(|other| is_below(other, id)) {
        "The domain cannot be deleted while it has sub-domains."
    } else if !referring(state, id).is_empty() {
        "The domain cannot be deleted while objects refer to it."
    } else {
        return Ok(());
    };
    Err(Refusal::bad_request(message))
}

/// What follows from a change of a domain.
pub(super) fn effect(state: &mut State, change: Change<'_>) {
    let Change::Update(id, given) = change else { return };
    if state.object(id).is_none_or(|domain| &*domain.kind != "Domain") {
        return;
    }
    if given.get("isDefault") == Some(&Value::Bool(true)) {
        let others: Vec<Id> =
            state.of_kind("Domain").filter(|other| *other != id).cloned().collect();
        others.iter().for_each(|other| set(state, other, "isDefault", json!(false)));
    }
    if let Some(Value::Array(services)) = given.get("supportedServices") {
        for record in state.related("serviceConfigurationRecords", id) {
            state.remove(&record);
        }
        for (service, kind) in SERVICES.iter().filter(|(name, _)| services.contains(&json!(name))) {
            service_record(state, id, service, kind);
        }
    }
}

/// A domain that was just made, with the records that prove who owns it.
pub(super) fn made(state: &mut State, id: &Id) -> Vec<(&'static str, Value)> {
    let verified =
        state.of_kind("Domain").any(|other| is_below(id, other) && is_verified(state, other));
    let number = state.random() % 100_000_000;
    let text = format!("MS=ms{number:08}");
    let target = format!("ms{number:08}.msv1.invalid");
    let txt = json!({ "recordType": "Txt", "text": text });
    let mx = json!({ "recordType": "Mx", "mailExchange": target, "preference": 32767 });
    record(state, id, "verificationDnsRecords", "DomainDnsTxtRecord", "", Value::Null, txt);
    record(state, id, "verificationDnsRecords", "DomainDnsMxRecord", "", Value::Null, mx);
    vec![
        ("authenticationType", json!("Managed")),
        ("isAdminManaged", json!(true)),
        ("isDefault", json!(false)),
        ("isInitial", json!(false)),
        ("isRoot", json!(!verified)),
        ("isVerified", json!(verified)),
        ("supportedServices", json!([])),
    ]
}

fn service_record(state: &mut State, id: &Id, service: &str, kind: &str) {
    let (label, properties) = match kind {
        "DomainDnsMxRecord" => {
            let host = format!("{}.mail.protection.outlook.com", id.replace('.', "-"));
            ("", json!({ "recordType": "Mx", "mailExchange": host, "preference": 0 }))
        }
        "DomainDnsSrvRecord" => (
            "_sip._tls.",
            json!({
                "recordType": "Srv", "nameTarget": "sipdir.online.lync.com", "port": 443, "priority": 100,
                "protocol": "_tls", "service": "_sip", "weight": 1,
            }),
        ),
        _ => ("yammer.", json!({ "recordType": "CName", "canonicalName": "domains.yammer.com" })),
    };
    record(state, id, "serviceConfigurationRecords", kind, label, json!(service), properties);
}

fn record(
    state: &mut State,
    domain: &Id,
    relation: &str,
    kind: &str,
    label: &str,
    service: Value,
    properties: Value,
) {
    let Value::Object(mut properties) = properties else { return };
    properties.insert("isOptional".into(), json!(false));
    properties.insert("label".into(), json!(format!("{label}{domain}")));
    properties.insert("supportedService".into(), service);
    properties.insert("ttl".into(), json!(3600));
    let id = state.new_id();
    let record = state.insert(&id, Object { kind: kind.into(), properties, deleted: None });
    state.link(relation, domain, &record);
}

/// `domains.verify`: looks for a record in the zone that the test has planted under `dns:{domain}`, which holds texts and
/// mail hosts. `taken:{domain}` says that a tenant without an administrator has the domain.
pub(super) fn verify(call: &mut Call<'_>) -> Result<Reply, Refusal> {
    let id = call.target()?;
    if is_verified(call.state, &id) {
        return Err(Refusal::bad_request("The domain is verified already."));
    }
    let planted = call.state.notes.get(&format!("dns:{id}")).and_then(Value::as_array);
    let planted = planted.cloned().unwrap_or_default();
    let records = call.state.related("verificationDnsRecords", &id);
    let is_found = records.iter().filter_map(|record| call.state.object(record)).any(|record| {
        let wanted =
            record.properties.get("text").or_else(|| record.properties.get("mailExchange"));
        wanted.is_some_and(|wanted| planted.contains(wanted))
    });
    let is_taken = call.state.notes.get(&format!("taken:{id}")) == Some(&Value::Bool(true));
    if is_found && is_taken && call.flag("forceTakeover") != Some(true) {
        let message =
            "Another tenant, which nobody manages, has the domain; `forceTakeover` takes it over.";
        return Err(Refusal::bad_request(message));
    }
    if is_found {
        set(call.state, &id, "isVerified", json!(true));
    }
    let Some(domain) = call.state.object(&id) else { return Err(Refusal::not_found(&id)) };
    let mut shown = domain.properties.clone();
    let status = match (is_found, is_taken) {
        (false, _) => Value::Null,
        (true, false) => json!("AvailableImmediately"),
        (true, true) => json!("EmailVerifiedDomainTakeoverScheduled"),
    };
    shown.insert("availabilityStatus".into(), status);
    shown.insert("id".into(), json!(&*id));
    Ok(Reply::Value(Value::Object(shown)))
}

/// `domains.promote`
pub(super) fn promote(call: &mut Call<'_>) -> Result<Reply, Refusal> {
    let id = call.target()?;
    let domain = call.state.object(&id).ok_or_else(|| Refusal::not_found(&id))?;
    let is_below = call.state.of_kind("Domain").any(|other| is_below(&id, other));
    if !is(domain, "isVerified") || is(domain, "isRoot") || !is_below {
        return Err(Refusal::bad_request("Only a verified sub-domain can be made a root domain."));
    }
    set(call.state, &id, "isRoot", json!(true));
    Ok(Reply::Value(json!(true)))
}

/// `domains.rootDomain.get`
pub(super) fn root(call: &mut Call<'_>) -> Result<Reply, Refusal> {
    let id = call.target()?;
    let above = |other: &&Id| is_below(&id, other);
    let root = match call.state.object(&id) {
        Some(domain) if is(domain, "isRoot") => None,
        _ => call.state.of_kind("Domain").filter(above).min_by_key(|other| other.len()).cloned(),
    };
    Ok(Reply::Object(root.unwrap_or(id)))
}

/// `domains.domainNameReferences.list`
pub(super) fn references(call: &mut Call<'_>) -> Result<Reply, Refusal> {
    Ok(Reply::Objects(referring(call.state, &call.target()?)))
}

/// `domains.forceDelete`. The service goes on after it has responded; here all is done at once.
pub(super) fn force_delete(call: &mut Call<'_>) -> Result<Reply, Refusal> {
    let id = call.target()?;
    let domain = call.state.object(&id).ok_or_else(|| Refusal::not_found(&id))?;
    if is(domain, "isInitial") || is(domain, "isDefault") {
        return Err(Refusal::bad_request("The initial and the default domain cannot be deleted."));
    }
    let referring = referring(call.state, &id);
    if referring.len() > MOST_REFERENCES && !call.loose {
        let message = format!("More than {MOST_REFERENCES} objects refer to the domain.");
        return Err(Refusal::new(Reason::BadRequest, message));
    }
    let is_shared = |other: &Id| {
        let audience = call.state.object(other).and_then(|other| other.text("signInAudience"));
        audience.is_some_and(|audience| audience == "AzureADMultipleOrgs")
    };
    if referring.iter().any(is_shared) && !call.loose {
        let message = "An application that several tenants use refers to the domain.";
        return Err(Refusal::bad_request(message));
    }
    let initial = call
        .state
        .of_kind("Domain")
        .find(|other| call.state.object(other).is_some_and(|other| is(other, "isInitial")));
    let initial = initial.cloned().unwrap_or_else(|| Id::from("invalid"));
    let disables = call.flag("disableUserAccounts") != Some(false);
    for other in &referring {
        rename(call.state, other, &id, &initial, disables);
    }
    call.state.remove(&id);
    Ok(Reply::Nothing)
}

/// Puts another domain in the names of an object.
fn rename(state: &mut State, id: &Id, from: &str, to: &str, disables: bool) {
    let is_user = state.object(id).is_some_and(|object| &*object.kind == "User");
    let Some(properties) = state.change(id) else { return };
    for name in NAMES {
        match properties.get_mut(*name) {
            Some(Value::String(text)) if names(text, from) => *text = text.replace(from, to),
            Some(Value::Array(items)) => {
                for item in items {
                    if let Value::String(text) = item
                        && names(text, from)
                    {
                        *text = text.replace(from, to);
                    }
                }
            }
            _ => {}
        }
    }
    if is_user && disables {
        properties.insert("accountEnabled".into(), json!(false));
    }
}

/// Properties in which the name of a domain can stand.
const NAMES: &[&str] = &["identifierUris", "mail", "proxyAddresses", "userPrincipalName"];

/// The objects in whose names a domain stands.
fn referring(state: &State, domain: &str) -> Vec<Id> {
    let kinds = ["User", "Group", "Application"];
    let all = kinds.iter().flat_map(|kind| state.of_kind(kind));
    let refers = |id: &&Id| {
        let Some(object) = state.object(id) else { return false };
        NAMES.iter().any(|name| match object.properties.get(*name) {
            Some(Value::String(text)) => names(text, domain),
            Some(Value::Array(items)) => {
                items.iter().filter_map(Value::as_str).any(|text| names(text, domain))
            }
            _ => false,
        })
    };
    all.filter(refers).cloned().collect()
}

/// Whether an address is in a domain.
fn names(text: &str, domain: &str) -> bool {
    let host = match text.split_once("://") {
        Some((_, rest)) => rest.split(['/', ':']).next(),
        None => text.rsplit_once('@').map(|(_, host)| host),
    };
    host.is_some_and(|host| host.eq_ignore_ascii_case(domain))
}

/// The domain that new names are in.
pub(super) fn default(state: &State) -> Option<Id> {
    let mut domains = state.of_kind("Domain");
    domains.find(|id| state.object(id).is_some_and(|domain| is(domain, "isDefault"))).cloned()
}

/// Whether the tenant has proved that it owns a domain.
pub(super) fn is_verified(state: &State, domain: &str) -> bool {
    let mut domains = state.of_kind("Domain").filter(|id| id.eq_ignore_ascii_case(domain));
    domains.any(|id| state.object(id).is_some_and(|domain| is(domain, "isVerified")))
}

/// Refuses what is no name of a domain.
pub(super) fn name(given: &Map<String, Value>) -> Result<(), Refusal> {
    let name = given.get("id").and_then(Value::as_str).unwrap_or_default();
    let is_label = |label: &str| {
        let fits = |next: char| next.is_ascii_alphanumeric() || next == '-';
        (1..=63).contains(&label.len())
            && label.chars().all(fits)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let is_name = name.len() <= 253 && name.contains('.') && name.split('.').all(is_label);
    if is_name && !name.ends_with(".onmicrosoft.com") {
        return Ok(());
    }
    Err(Refusal::bad_request(format!("'{name}' is no domain that can be added.")).on("id"))
}

fn is(object: &Object, flag: &str) -> bool {
    object.properties.get(flag) == Some(&Value::Bool(true))
}

fn is_below(name: &str, other: &str) -> bool {
    name.strip_suffix(other).is_some_and(|rest| rest.ends_with('.'))
}

fn set(state: &mut State, id: &str, name: &str, value: Value) {
    if let Some(properties) = state.change(id) {
        properties.insert(name.into(), value);
    }
}
