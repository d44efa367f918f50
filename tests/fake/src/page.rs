//! Lists: filtered, sorted, counted, and cut into pages whose tokens expire.

use std::borrow::Cow;

use codegen::contract::{OptionKind, Type, TypeId};
use serde_json::{Value, json};

use crate::call::PAGE_TOKENS_LIVE;
use crate::json::Json;
use crate::options::Options;
use crate::refusal::{Reason, Refusal};
use crate::request::Asked;
use crate::show::Shower;
use crate::store::Id;

/// How many objects a page has unless `$top` says so.
const PAGE: usize = 100;

/// The option that names the token of a page.
pub(crate) const SKIP_TOKEN: &str = "$skiptoken";

/// The option that names the token of another round of changes.
pub(crate) const DELTA_TOKEN: &str = "$deltatoken";

/// What leads to the next page. It tells all, so that the tenant has nothing to remember.
#[derive(Debug)]
pub(crate) struct Token {
    /// Where it is good: the path that was asked, and the one that the link names.
    paths: [String; 2],
    pub(crate) route: usize,
    pub(crate) values: Vec<String>,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) skip: usize,
}

type Written = ([String; 2], usize, Vec<String>, Vec<(String, String)>, usize, u64);

impl Token {
    /// The token as text.
    fn write(asked: &Asked<'_>, onward: &str, skip: usize, now: u64) -> String {
        let is_said = |name: &str| name != "previous-page" && name != SKIP_TOKEN;
        let query: Vec<_> = asked.query.iter().filter(|(name, _)| is_said(name)).collect();
        let paths = [&asked.path, onward];
        hexadecimal(&json!([paths, asked.index, asked.values, query, skip, now]))
    }

    /// The same around a token that a behaviour has made, for one of the options.
    pub(crate) fn around(asked: &Asked<'_>, option: &str, inner: &str, now: u64) -> String {
        let mut query = asked.query.clone();
        query.retain(|(name, _)| name != SKIP_TOKEN && name != DELTA_TOKEN);
        query.push((option.to_owned(), inner.to_owned()));
        let paths = [&asked.path, &asked.path];
        hexadecimal(&json!([paths, asked.index, asked.values, query, 0, now]))
    }

    /// Reads a token that is not too old. How long those of changes are good for, their behaviour knows.
    pub(crate) fn read(text: &str, now: u64) -> Result<Self, Refusal> {
        let text = text.strip_prefix("X'").and_then(|it| it.strip_suffix('\'')).unwrap_or(text);
        let pairs = text.as_bytes().chunks(2);
        let bytes: Option<Vec<u8>> = pairs
            .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
            .collect();
        let read = bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let (paths, route, values, query, skip, issued): Written =
            read.ok_or_else(Self::invalid)?;
        let is_of_changes = query.iter().any(|(name, _)| name == DELTA_TOKEN);
        if !is_of_changes && now > issued.saturating_add(PAGE_TOKENS_LIVE.as_secs()) {
            return Err(Self::expired());
        }
        Ok(Self { paths, route, values, query, skip })
    }

    /// Whether it was issued for a path.
    pub(crate) fn is_for(&self, path: &str) -> bool {
        self.paths.iter().any(|own| own == path)
    }

    pub(crate) fn expired() -> Refusal {
        let message = "The specified page token value has expired and can no longer be included in your request.";
        Refusal::new(Reason::ExpiredPage, message)
    }

    pub(crate) fn invalid() -> Refusal {
        Refusal::bad_request("The specified page token is not valid.").on("$skiptoken")
    }
}

fn hexadecimal(json: &Value) -> String {
    json.to_string().bytes().map(|byte| format!("{byte:02X}")).collect()
}

/// One page.
#[derive(Debug, Default)]
pub(crate) struct Page<'a> {
    pub(crate) values: Vec<Json<'a>>,
    /// The objects that the values show.
    pub(crate) ids: Vec<Id>,
    /// How many there are in all, if that was asked for.
    pub(crate) count: Option<usize>,
    /// How many objects are before the next page.
    pub(crate) next: Option<usize>,
}

/// The objects that meet the conditions of the query, in its order.
pub(crate) fn chosen(shower: &Shower<'_>, mut ids: Vec<Id>) -> Vec<Id> {
    let options = shower.options;
    let state = shower.state;
    if options.filter.is_some() || options.search.is_some() {
        ids.retain(|id| {
            let Some(object) = state.any(id) else { return false };
            let get = |name: &str| shower.field(object, name);
            options.filter.as_ref().is_none_or(|filter| filter.holds(&get))
                && options.search.as_ref().is_none_or(|search| search.finds(&get))
        });
    }
    if let Some(order) = &options.order {
        ids.sort_by(|left, right| match (state.any(left), state.any(right)) {
            (Some(left), Some(right)) => order
                .compare(&|name: &str| shower.field(left, name), &|name: &str| {
                    shower.field(right, name)
                }),
            _ => std::cmp::Ordering::Equal,
        });
    }
    ids
}

/// Cuts a page out of a list.
pub(crate) fn page<'a>(
    asked: &Asked<'_>,
    shower: &Shower<'a>,
    declared: Option<TypeId>,
    ids: &[Id],
) -> Page<'a> {
    let options = shower.options;
    let size = page_size(asked, options).unwrap_or(ids.len().max(1));
    let back = if options.backwards { size * 2 } else { 0 };
    let start = asked.skip.saturating_sub(back).min(ids.len());
    let end = start.saturating_add(size).min(ids.len());
    let shown = ids[start..end].iter().map(|id| shower.show(declared, id, false));
    // Azure AD Graph gives the first page of what a filter finds, and no more.
    let goes_on = end < ids.len() && !(options.is_v3 && options.filter.is_some());
    Page {
        values: shown.collect(),
        ids: ids[start..end].to_vec(),
        count: options.count.then_some(ids.len()),
        next: goes_on.then_some(if asked.repeats { start } else { end }),
    }
}

/// How many objects a page has; none if the list has no pages.
fn page_size(asked: &Asked<'_>, options: &Options) -> Option<usize> {
    let service = asked.world.service(asked.route);
    let entry = asked.world.entry(asked.route);
    let takes_size =
        entry.query.iter().any(|(id, _)| matches!(service[*id].kind, OptionKind::Number { .. }));
    (takes_size && entry.returns.is_paged()).then_some(options.top.unwrap_or(PAGE))
}

/// What is sent for a page, with the links that lead on from it.
pub(crate) fn body<'a>(
    asked: &Asked<'_>,
    page: Page<'a>,
    context: String,
    listed: Option<&Type>,
    links: Vec<(String, String)>,
    now: u64,
) -> Json<'a> {
    let is_v3 = asked.world.service(asked.route).has_typed_literals;
    let at = if is_v3 { "odata." } else { "@odata." };
    let named = |name: &str| Cow::from(format!("{at}{name}"));
    let mut body = vec![(named(if is_v3 { "metadata" } else { "context" }), Json::text(context))];
    if let Some(count) = page.count {
        body.push((named("count"), Json::from(Value::from(count))));
    }
    if let Some(next) = page.next {
        let path = onward(asked, listed, is_v3);
        let url = link(asked, &path, &Token::write(asked, &path, next, now), is_v3);
        body.push((named("nextLink"), Json::text(url)));
    }
    body.extend(links.into_iter().map(|(name, url)| (name.into(), Json::text(url))));
    body.push(("value".into(), Json::List(page.values)));
    Json::Object(body)
}

/// The path of the next page: in OData 3 that of the type, if there is one.
fn onward(asked: &Asked<'_>, listed: Option<&Type>, is_v3: bool) -> String {
    let service = asked.world.service(asked.route);
    let listed = listed.and_then(Type::named).filter(|id| is_v3 && service[*id].base.is_some());
    match listed.and_then(|id| service[id].odata_type.as_ref()) {
        Some(tag) => format!("directoryObjects/$/{tag}"),
        None => asked.path.clone(),
    }
}

/// The address of the next page: relative to the tenant in OData 3, with all options in OData 4.
fn link(asked: &Asked<'_>, path: &str, token: &str, is_v3: bool) -> String {
    if is_v3 {
        return format!("{path}?$skiptoken=X'{token}'");
    }
    let mut link = format!("{}/{}/{path}?", asked.base, asked.prefix);
    for (name, value) in asked.query.iter().filter(|(name, _)| name != SKIP_TOKEN) {
        link.push_str(&format!("{name}={}&", encoded(value)));
    }
    link + "$skiptoken=" + token
}

pub(crate) fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}
