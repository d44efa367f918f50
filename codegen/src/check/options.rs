//! The query options of a service.

use super::{Context, given};
use crate::contract::{Builtin, OptionKind, QueryOption, Service, Type};
use crate::diagnostics::{At, Place, catalogue};
use crate::spec;

pub(super) fn options(
    context: &mut Context<'_>,
    at: &At<'_>,
    service: &spec::Service,
) -> Vec<QueryOption> {
    let mut option = |(name, option): (&str, &spec::QueryOption)| {
        let entry = at.key(name);
        let (min, max) = (option.min, option.max);
        let kind = match option.kind {
            spec::QueryKind::String => OptionKind::Text,
            spec::QueryKind::Integer => OptionKind::Number { min, max },
            spec::QueryKind::Boolean => OptionKind::Flag,
            spec::QueryKind::Filter => OptionKind::Filter,
            spec::QueryKind::OrderBy => OptionKind::OrderBy,
            spec::QueryKind::Select => OptionKind::Select,
            spec::QueryKind::Expand => OptionKind::Expand,
            spec::QueryKind::Search => OptionKind::Search,
            spec::QueryKind::Count => OptionKind::Count,
            spec::QueryKind::Json => OptionKind::Json,
        };
        if let (OptionKind::Number { .. }, Some(min), Some(max)) = (kind, min, max)
            && min > max
        {
            context.report(catalogue::empty_bounds(entry.key("max").place(), min, max));
        }
        if !matches!(kind, OptionKind::Number { .. }) && (min, max) != (None, None) {
            context.report(catalogue::useless_bounds(entry.place(), name));
        }
        check_query_name(context, &entry.key_place(), name);
        if option.advanced && service.advanced.is_none() {
            context
                .report_unsaid(catalogue::no_advanced_queries(entry.key("advanced").key_place()));
        }
        QueryOption {
            at: entry.key_place(),
            name: name.to_owned(),
            rust: given(option.rust.as_ref(), &entry, "rust"),
            kind,
            of: Type::Builtin(Builtin::Any),
            advanced: option.advanced,
            doc: option.doc.clone(),
        }
    };
    service.query.iter().map(&mut option).collect()
}

/// The types of the options that take JSON, when all types are known.
pub(super) fn types(
    context: &mut Context<'_>,
    at: &At<'_>,
    spec: &spec::Service,
    service: &mut Service,
) {
    for ((name, option), made) in spec.query.iter().zip(&mut service.options) {
        let entry = at.key(name);
        let at = entry.key("of");
        let Some(of) = &option.of else { continue };
        if made.kind != OptionKind::Json {
            context.report(catalogue::useless_of(at.key_place(), name));
            continue;
        }
        let (ty, is_nullable) = context.resolve(of, &at);
        context.no_reference(&ty, &at);
        if is_nullable {
            context.report(catalogue::nullable_option(at.place(), name));
        }
        made.of = ty;
    }
}

/// Reports a name that no option has in an address.
pub(super) fn check_query_name(context: &mut Context<'_>, place: &Place, name: &str) {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '$' | '@' | '-' | '_' | '.');
    if !name.chars().all(fits) {
        context.report(catalogue::bad_query_name(place.clone(), name));
    }
}
