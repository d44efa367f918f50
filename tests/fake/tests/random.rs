//! Random sequences of calls agree with a model of a few lines, and random requests always get a response.

use std::collections::{BTreeMap, BTreeSet};

use bytes::Bytes;
use directory_graph_fake::FakeTenant;
use http::Request;
use proptest::prelude::*;
use serde_json::{Value, json};

const AAD: &str = "https://graph.windows.net/contoso.com";
const GRAPH: &str = "https://graph.microsoft.com/v1.0";

fn send(tenant: &FakeTenant, method: &str, url: &str, body: Option<Value>) -> (u16, Value) {
    let request = Request::builder().method(method).uri(url).header("authorization", "Bearer any");
    let body = body.map_or_else(Bytes::new, |body| body.to_string().into());
    let response = tenant.respond(&request.body(body).unwrap()).response;
    let body = serde_json::from_slice(response.body()).unwrap_or(Value::Null);
    (response.status().as_u16(), body)
}

/// A call; numbers name groups, of which only some exist.
#[derive(Clone, Debug)]
enum Step {
    Create(usize),
    Rename(usize, u8),
    Delete(usize),
    Add(usize, usize),
    Remove(usize, usize),
    Members(usize),
    Name(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let group = 0..6_usize;
    prop_oneof![
        group.clone().prop_map(Step::Create),
        (group.clone(), any::<u8>()).prop_map(|(group, name)| Step::Rename(group, name)),
        group.clone().prop_map(Step::Delete),
        (group.clone(), group.clone()).prop_map(|(group, member)| Step::Add(group, member)),
        (group.clone(), group.clone()).prop_map(|(group, member)| Step::Remove(group, member)),
        group.clone().prop_map(Step::Members),
        group.prop_map(Step::Name),
    ]
}

/// Groups by number: identifier, name and members.
#[derive(Default)]
struct Model(BTreeMap<usize, (String, String, BTreeSet<usize>)>);

impl Model {
    fn id(&self, group: usize) -> String {
        let known = self.0.get(&group).map(|(id, _, _)| id.clone());
        known.unwrap_or_else(|| "99999999-0000-4000-8000-000000000000".into())
    }

    fn members(&self, group: usize) -> BTreeSet<String> {
        let members = self.0.get(&group).into_iter().flat_map(|(_, _, members)| members);
        members
            .filter(|member| self.0.contains_key(member))
            .map(|member| self.id(*member))
            .collect()
    }

    /// Makes the call through one of the services, and holds what comes of it against the model.
    fn make(&mut self, tenant: &FakeTenant, step: &Step, is_old: bool) {
        let url = |path: String| match is_old {
            true => format!("{AAD}/{path}?api-version=1.6"),
            false => format!("{GRAPH}/{path}"),
        };
        let links = |group: &str| match is_old {
            true => format!("groups/{group}/$links/members"),
            false => format!("groups/{group}/members/$ref"),
        };
        match step {
            Step::Create(group) => {
                if self.0.contains_key(group) {
                    return;
                }
                let body = json!({
                    "displayName": "new", "mailNickname": "new", "mailEnabled": false, "securityEnabled": true,
                });
                let (status, body) = send(tenant, "POST", &url("groups".into()), Some(body));
                assert_eq!(status, 201);
                let id = body[if is_old { "objectId" } else { "id" }].as_str().unwrap().to_owned();
                self.0.insert(*group, (id, "new".into(), BTreeSet::new()));
            }
            Step::Rename(group, name) => {
                let name = format!("name {name}");
                let body = json!({"displayName": name});
                let (status, _) =
                    send(tenant, "PATCH", &url(format!("groups/{}", self.id(*group))), Some(body));
                match self.0.get_mut(group) {
                    Some(known) => {
                        assert_eq!(status, 204);
                        known.1 = name;
                    }
                    None => assert_eq!(status, 404),
                }
            }
            Step::Delete(group) => {
                let (status, _) =
                    send(tenant, "DELETE", &url(format!("groups/{}", self.id(*group))), None);
                assert_eq!(status, if self.0.remove(group).is_some() { 204 } else { 404 });
                for (_, _, members) in self.0.values_mut() {
                    members.remove(group);
                }
            }
            Step::Add(group, member) => {
                let address = format!("{AAD}/directoryObjects/{}", self.id(*member));
                let body =
                    if is_old { json!({"url": address}) } else { json!({"@odata.id": address}) };
                let (status, _) = send(tenant, "POST", &url(links(&self.id(*group))), Some(body));
                if group == member {
                    return self.forget_unless(status, *group, *member);
                }
                let knows_member = self.0.contains_key(member);
                let expected = match self.0.get_mut(group) {
                    Some((_, _, members)) if knows_member => {
                        if members.insert(*member) {
                            204
                        } else {
                            400
                        }
                    }
                    _ => 404,
                };
                assert_eq!(status, expected);
            }
            Step::Remove(group, member) => {
                let path = match is_old {
                    true => {
                        format!("groups/{}/$links/members/{}", self.id(*group), self.id(*member))
                    }
                    false => {
                        format!("groups/{}/members/{}/$ref", self.id(*group), self.id(*member))
                    }
                };
                let (status, _) = send(tenant, "DELETE", &url(path), None);
                let was_there =
                    self.0.get_mut(group).is_some_and(|(_, _, members)| members.remove(member));
                assert_eq!(status, if was_there { 204 } else { 404 });
            }
            Step::Members(group) => {
                let (status, body) =
                    send(tenant, "GET", &url(format!("groups/{}/members", self.id(*group))), None);
                assert_eq!(status, if self.0.contains_key(group) { 200 } else { 404 });
                let id = if is_old { "objectId" } else { "id" };
                let listed = body["value"].as_array().into_iter().flatten();
                let listed: BTreeSet<String> =
                    listed.map(|it| it[id].as_str().unwrap().to_owned()).collect();
                assert_eq!(listed, self.members(*group));
            }
            Step::Name(group) => {
                let (status, body) =
                    send(tenant, "GET", &url(format!("groups/{}", self.id(*group))), None);
                match self.0.get(group) {
                    Some((_, name, _)) => assert_eq!(
                        (status, body["displayName"].as_str()),
                        (200, Some(name.as_str()))
                    ),
                    None => assert_eq!(status, 404),
                }
            }
        }
    }

    /// Whether a group can be a member of itself is not the model's business.
    fn forget_unless(&mut self, status: u16, group: usize, member: usize) {
        if let (204, Some((_, _, members))) = (status, self.0.get_mut(&group)) {
            members.insert(member);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sequences_of_calls_agree_with_the_model(steps in prop::collection::vec((step(), any::<bool>()), 1..40)) {
        let tenant = FakeTenant::new();
        let mut model = Model::default();
        for (step, is_old) in &steps {
            model.make(&tenant, step, *is_old);
        }
    }

    #[test]
    fn random_requests_are_answered_and_never_with_500(
        method in prop::sample::select(vec!["GET", "POST", "PATCH", "PUT", "DELETE"]),
        service in prop::sample::select(vec![AAD, GRAPH]),
        path in prop::collection::vec(prop::sample::select(vec![
            "groups", "users", "me", "domains", "$links", "$ref", "$count", "members", "manager", "x", "%27", "a('b')",
            "groups(appId='a')", "applications(appId='a')", "directoryObjects", "getByIds", "checkMemberGroups", "delta",
            "directory", "deletedItems", "microsoft.graph.user", "contoso.onmicrosoft.com", "verify", "%F0%9F%A6%80", "()", "$batch",
        ]), 0..6),
        query in prop::collection::vec((
            prop::sample::select(vec!["$filter", "$top", "$select", "$orderby", "$expand", "$search", "$count", "$skiptoken", "api-version", "previous-page"]),
            prop::sample::select(vec!["", "1", "1.6", "true", "displayName", "displayName%20eq%20'a'", "startswith(", "members($select=id)", "58", "X'5B5D'", "%22a:b%22"]),
        ), 0..4),
        body in prop::sample::select(vec!["", "{}", "[]", "null", "{\"displayName\":1}", "{\"url\":\"\"}", "{\"@odata.id\":\"x\"}", "{\"ids\":[]}", "{", "{\"requests\":[{}]}"]),
        loose in any::<bool>(),
    ) {
        let tenant = if loose { FakeTenant::new().loose() } else { FakeTenant::new() };
        let query: Vec<String> = query.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let url = format!("{service}/{}?{}", path.join("/"), query.join("&"));
        let request = Request::builder().method(method).uri(&url).header("authorization", "Bearer any");
        let response = tenant.respond(&request.body(Bytes::from(body)).unwrap()).response;
        prop_assert!(response.status().as_u16() < 500, "{method} {url}");
    }
}
