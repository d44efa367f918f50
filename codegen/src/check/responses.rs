//! What comes back.

use super::Context;
use super::type_expr;
use super::written::Written;
use crate::contract::{Returns, Type};
use crate::diagnostics::{At, catalogue};

/// The statuses that mean success and what a success holds.
pub(super) fn returns(
    context: &mut Context<'_>,
    Written { at, operation, .. }: &Written<'_>,
) -> (Vec<u16>, Returns) {
    let returns = at.key("returns");
    let unknown = Returns::Json(Type::Unknown);
    if operation.returns.is_empty() {
        context.report(catalogue::no_response(returns.place()));
        return (Vec::new(), unknown);
    }
    let mut statuses = Vec::new();
    let mut first: Option<(&str, Returns)> = None;
    for (status, text) in operation.returns.iter() {
        let place = returns.key(status);
        match status.parse::<u16>() {
            // A number may be written in several ways, a status in one.
            Ok(code @ 200..=299) if status.len() == 3 => statuses.push(code),
            _ => context.report(catalogue::no_success(place.key_place(), status)),
        }
        let Some(found) = one(context, text, &place) else {
            continue;
        };
        match &first {
            None => first = Some((status, found)),
            Some((first_status, other)) if *other != found => {
                let related = returns.key(first_status).place();
                let mistake = catalogue::mixed_responses(place.place());
                context.report(mistake.related(related, "from this"));
                break;
            }
            Some(_) => {}
        }
    }
    (statuses, first.map_or(unknown, |(_, returns)| returns))
}

fn one(context: &mut Context<'_>, text: &str, at: &At<'_>) -> Option<Returns> {
    let read = type_expr::parse(text);
    let mistake = |place, problem| catalogue::malformed_response(place, text, problem);
    let expr = context.read(read, |range| at.within(range), mistake)?;
    let wrap: fn(Type) -> Returns = match (expr.name, &expr.of) {
        ("none", None) => return Some(Returns::Nothing),
        ("count", None) => return Some(Returns::Count),
        ("bytes", None) => return Some(Returns::Bytes),
        ("page", Some(_)) => Returns::Page,
        ("delta", Some(_)) => Returns::Delta,
        ("value", Some(_)) => Returns::Value,
        ("single", Some(_)) => Returns::Single,
        ("maybe", Some(_)) => Returns::Maybe,
        (name, Some(_)) => {
            context.is_incomplete = true;
            context.report(catalogue::unknown_wrapper(at.within(expr.range.clone()), name));
            return None;
        }
        (_, None) => Returns::Json,
    };
    if let Some(start) = text.find('?') {
        context.report(catalogue::nullable_response(at.within(start..start + 1)));
        return None;
    }
    let inner = expr.of.as_deref().unwrap_or(&expr);
    let ty = context.resolve_expr(inner, at);
    context.no_reference(&ty, at);
    if matches!(expr.name, "page" | "delta" | "single") && ty.is_list() {
        let place = at.within(inner.range.clone());
        context.report(catalogue::list_of_lists(place, expr.name));
        return None;
    }
    Some(wrap(ty))
}
