//! What an operation or a type says about the world around it: versions, clouds, documents, successors.

use super::{Context, did_you_mean, http};
use crate::diagnostics::{At, Diagnostic, catalogue};
use crate::spec;

/// Checks what an operation refers to.
pub(super) fn operation(
    context: &mut Context<'_>,
    service: &spec::Service,
    at: &At<'_>,
    operation: &spec::Operation,
) {
    documents(context, at, &operation.documents);
    versions(context, service, at, operation);
    if let Some(successor) = &operation.replaced_by {
        self::successor(context, successor, &at.key("replacedBy"));
    }
    if let Some(permissions) = &operation.permissions {
        clouds(
            context,
            service,
            &at.key("permissions").key("clouds"),
            &permissions.clouds,
        );
    }
    let examples = at.key("examples");
    for (index, example) in operation.examples.iter().enumerate() {
        let at = examples.index(index);
        if example.from != "constructed" {
            place(context, &example.from, &at.key("from"));
        }
        if let Some(version) = &example.version {
            known_version(context, service, version, &at.key("version"));
        }
        if example.request.is_none() && example.response.is_none() {
            context.mistake(
                &catalogue::EXAMPLE_MISFIT,
                at.place(),
                "the example shows neither a request nor a response",
                "shows nothing",
                None,
            );
        }
    }
}

/// Checks the places in the documents that an entry names.
pub(super) fn documents(context: &mut Context<'_>, at: &At<'_>, documents: &[String]) {
    let list = at.key("documents");
    for (index, text) in documents.iter().enumerate() {
        place(context, text, &list.index(index));
    }
}

/// Whether a text is a place in the documents, if perhaps none that a document has.
pub(crate) fn is_place(text: &str) -> bool {
    text.split_once(" / ").is_some_and(|(number, heading)| {
        let is_number = number.len() == 3 && number.bytes().all(|byte| byte.is_ascii_digit());
        is_number && !heading.is_empty() && heading.trim() == heading
    })
}

/// A place in the documents: three digits, ` / ` and a heading.
fn place(context: &mut Context<'_>, text: &str, at: &At<'_>) {
    // An empty text is reported as such.
    if !(text.trim().is_empty() || is_place(text)) {
        context.mistake(
            &catalogue::MALFORMED_PLACE,
            at.place(),
            format!("`{text}` is no place in the documents"),
            "not a number of three digits, ` / ` and a heading",
            Some("write it like `004 / Get a group`".to_owned()),
        );
    }
}

fn versions(
    context: &mut Context<'_>,
    service: &spec::Service,
    at: &At<'_>,
    operation: &spec::Operation,
) {
    let since = operation
        .since
        .as_ref()
        .filter(|since| known_version(context, service, since, &at.key("since")));
    let version = operation
        .version
        .as_ref()
        .filter(|version| known_version(context, service, version, &at.key("version")));
    if service.version.query.is_none() {
        if operation.version.is_some() {
            context.mistake(
                &catalogue::VERSION_CONFLICT,
                at.key("version").key_place(),
                "the path says the version",
                "not used",
                Some("remove it".to_owned()),
            );
        }
        return;
    }
    let asked = version.or(service.version.default.as_ref());
    let position = |version: &String| {
        service
            .version
            .known
            .iter()
            .position(|known| known == version)
    };
    if let (Some(since), Some(asked)) = (since, asked)
        && let (Some(first), Some(position)) = (position(since), position(asked))
        && position > first
    {
        let root = At::file(context.service_source);
        let default = root.key("version").key("default").place();
        let diagnostic = Diagnostic::new(
            &catalogue::VERSION_CONFLICT,
            at.key("since").place(),
            format!("calls ask for `{asked}`, which does not have the operation yet"),
        )
        .label("newer than what calls ask for")
        .help(format!("add `\"version\": \"{since}\"`"));
        context.report(if version.is_some() {
            diagnostic.related(at.key("version").place(), "asked for here")
        } else {
            diagnostic.related(default, "asked for here")
        });
    }
}

fn known_version(
    context: &mut Context<'_>,
    service: &spec::Service,
    version: &str,
    at: &At<'_>,
) -> bool {
    let known = &service.version.known;
    let is_known = known.iter().any(|known| known == version);
    if !(is_known || context.is_service_partial()) {
        context.mistake(
            &catalogue::UNKNOWN_VERSION,
            at.place(),
            format!("`{version}` is no version of the service"),
            "not in the service's `known`",
            did_you_mean(version, known.iter().map(String::as_str)),
        );
    }
    is_known
}

fn clouds(context: &mut Context<'_>, service: &spec::Service, at: &At<'_>, clouds: &[String]) {
    for (index, cloud) in clouds.iter().enumerate() {
        if service.clouds.get(cloud).is_none()
            && !cloud.trim().is_empty()
            && !context.is_poisoned(cloud)
        {
            let help = did_you_mean(cloud, service.clouds.keys());
            context.mistake(
                &catalogue::UNKNOWN_CLOUD,
                at.index(index).place(),
                format!("there is no cloud `{cloud}`"),
                "not in the service's `clouds`",
                help,
            );
        }
    }
}

/// The request that took an operation's place: a method and a path, which may hold more than paths of this language.
fn successor(context: &mut Context<'_>, text: &str, at: &At<'_>) {
    let problem = match text.split_once(' ') {
        Some((method, _)) if !http::METHODS.contains(&method) => {
            Some("does not start with a method")
        }
        Some((_, path)) if !path.starts_with('/') => Some("has no path that starts with `/`"),
        Some((_, path)) if path.contains([' ', '?', '#']) || path.contains("//") => {
            Some("has a path that is none")
        }
        Some((_, path)) if !braces_match(path) => Some("has a brace without its other half"),
        Some(_) => None,
        None => Some("is no method, space and path"),
    };
    if let Some(problem) = problem {
        context.mistake(
            &catalogue::MALFORMED_SUCCESSOR,
            at.place(),
            format!("`{text}` is no request"),
            problem,
            Some("write it like `GET /v1.0/groups/{id}`".to_owned()),
        );
    }
}

fn braces_match(path: &str) -> bool {
    let mut open = false;
    path.chars().all(|c| match c {
        '{' | '}' if open == (c == '{') => false,
        '{' | '}' => {
            open = !open;
            true
        }
        _ => true,
    }) && !open
}
