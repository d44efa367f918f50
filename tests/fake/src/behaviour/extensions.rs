//! Properties that applications add to the objects of the tenant.

use serde_json::{Value, json};

use crate::call::{Call, Reply};
use crate::refusal::Refusal;
use crate::store::{Id, Object, State};

/// `directoryObjects.getAvailableExtensionProperties`
pub(super) fn available(call: &mut Call<'_>) -> Result<Reply, Refusal> {
    let wanted = call.flag("isSyncedFromOnPremises");
    let is_wanted = |id: &&Id| {
        let object = call.state.object(id);
        let synced = object.and_then(|object| object.properties.get("isSyncedFromOnPremises"));
        wanted.is_none_or(|wanted| wanted == (synced == Some(&Value::Bool(true))))
    };
    Ok(Reply::Objects(call.state.of_kind("ExtensionProperty").filter(is_wanted).cloned().collect()))
}

/// `applications.extensionProperties.create`: the name that comes back holds that of the application.
pub(super) fn create(call: &mut Call<'_>) -> Result<Reply, Refusal> {
    let application = call.target()?;
    let object = call.state.object(&application).ok_or_else(|| Refusal::not_found(&application))?;
    let app_id = object.text("appId").unwrap_or_default().replace('-', "");
    let name = format!("extension_{app_id}_{}", call.text("name").unwrap_or_default());
    if call.state.find("ExtensionProperty", "name", &name).is_some() {
        return Err(Refusal::conflict("name"));
    }
    let shown = object.properties.get("displayName").cloned().unwrap_or_default();
    let id = call.state.new_id();
    let mut properties = call.body.clone();
    properties.insert("id".into(), json!(&*id));
    properties.insert("name".into(), json!(name));
    properties.insert("appDisplayName".into(), shown);
    properties.insert("isSyncedFromOnPremises".into(), json!(false));
    properties.entry("isMultiValued").or_insert(json!(false));
    let kind = "ExtensionProperty".into();
    let id = call.state.insert(&id, Object { kind, properties, deleted: None });
    call.state.link("extensionProperties", &application, &id);
    Ok(Reply::Object(id))
}

/// Whether objects of a kind can have a property of this name.
pub(crate) fn is_registered(state: &State, kind: &str, name: &str) -> bool {
    state.find("ExtensionProperty", "name", name).is_some_and(|id| {
        let targets = state.object(id).and_then(|object| object.properties.get("targetObjects"));
        let targets = targets.and_then(Value::as_array);
        targets.is_some_and(|targets| targets.iter().any(|target| target.as_str() == Some(kind)))
    })
}
