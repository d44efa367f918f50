//! What a spec offers, one row an operation.

use serde::Serialize;

use crate::contract::{Api, Entry, Operation, Permissions, Service, together};

/// An operation, as lists and other tools show it.
#[derive(Debug, Serialize)]
pub struct Listed<'a> {
    /// The service's folder.
    pub service: &'a str,
    /// The operation's id.
    pub id: &'a str,
    /// The HTTP method.
    pub method: &'a str,
    /// The path's full template, from the host on.
    pub path: String,
    /// The statuses that mean success.
    pub statuses: &'a [u16],
    /// The versions that have it, first the one that its calls ask for.
    pub versions: &'a [String],
    /// Whether the response is a page of a list.
    pub paged: bool,
    /// Whether it may be repeated after an ambiguous failure.
    pub idempotent: bool,
    /// Who may call it, if the documents say so.
    pub permissions: Option<Callers<'a>>,
    /// The request that took its place.
    pub replaced_by: Option<&'a str>,
    /// What people call the service that took the place of this one.
    #[serde(skip)]
    pub successor: Option<&'a str>,
    /// Where it is described, or known from.
    pub documents: &'a [String],
}

/// Who may call an operation, each the least privileged first.
#[derive(Debug, Serialize)]
pub struct Callers<'a> {
    /// On behalf of a work or school account.
    pub delegated: Vec<String>,
    /// On behalf of a personal account.
    pub personal: Vec<String>,
    /// As an app of its own.
    pub application: Vec<String>,
    /// Directory roles that suffice.
    pub roles: &'a [String],
}

/// All operations, in the order of the spec. An operation whose versions stand in the path is in the list once for each.
pub fn list(api: &Api) -> Vec<Listed<'_>> {
    let of_service = |service| {
        let operations = Service::operations(service);
        operations.flat_map(move |(_, entry, operation)| {
            let templates = operation.templates().into_iter();
            templates.map(move |path| listed(service, entry, operation, path))
        })
    };
    api.services.iter().flat_map(of_service).collect()
}

/// The operations as one JSON array.
pub fn to_json(list: &[Listed<'_>]) -> String {
    // Text, numbers and lists always have a JSON form.
    serde_json::to_string_pretty(list).unwrap_or_default() + "\n"
}

/// The operations as Markdown: a table for each service, with the successor's request beside each operation if there is a
/// successor.
pub fn to_markdown(list: &[Listed<'_>]) -> String {
    let mut tables = Vec::new();
    for rows in list.chunk_by(|a, b| a.service == b.service) {
        let (title, rule) = match rows[0].successor {
            Some(title) => (format!(" in {title} |"), "---|"),
            None => (String::new(), ""),
        };
        let mut table = format!(
            "**`{}`**\n\n| operation | request |{title}\n|---|---|{rule}\n",
            rows[0].service
        );
        for row in rows {
            let successor = match (row.successor, row.replaced_by) {
                (None, _) => String::new(),
                (Some(_), Some(request)) => format!(" `{request}` |"),
                (Some(_), None) => " none |".to_owned(),
            };
            table += &format!("| `{}` | `{} {}` |{successor}\n", row.id, row.method, row.path);
        }
        tables.push(table);
    }
    tables.join("\n")
}

fn listed<'a>(
    service: &'a Service,
    entry: &'a Entry,
    operation: &'a Operation,
    path: String,
) -> Listed<'a> {
    Listed {
        service: &service.name,
        id: &operation.id,
        method: &entry.method,
        path,
        statuses: &entry.success,
        versions: &operation.versions,
        paged: entry.returns.is_paged(),
        idempotent: entry.idempotent,
        permissions: operation.permissions.as_ref().map(callers),
        replaced_by: operation.successor(),
        successor: service.successor.as_ref().map(|it| it.title.as_str()),
        documents: entry.described(),
    }
}

fn callers(permissions: &Permissions) -> Callers<'_> {
    Callers {
        delegated: together(&permissions.delegated),
        personal: together(&permissions.personal),
        application: together(&permissions.application),
        roles: &permissions.roles,
    }
}
