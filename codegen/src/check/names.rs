//! Texts of the spec that name types or query options.

use super::Context;
use super::type_expr::{self, TypeExpr};
use crate::contract::{Builtin, OptionId, Service, Type};
use crate::diagnostics::{At, Place, catalogue, listed};

impl Context<'_> {
    /// The type of a property or of a value, and whether null may stand in its place.
    pub(super) fn resolve(&mut self, text: &str, at: &At<'_>) -> (Type, bool) {
        let read = type_expr::parse(text);
        let mistake = |place, problem| catalogue::malformed_type(place, text, problem);
        match self.read(read, |range| at.within(range), mistake) {
            Some(expr) => (self.resolve_expr(&expr, at), expr.nullable),
            None => (Type::Unknown, text.ends_with('?')),
        }
    }

    /// The same for a type that has been taken apart already.
    pub(super) fn resolve_expr(&mut self, expr: &TypeExpr<'_>, at: &At<'_>) -> Type {
        if expr.of.is_some() {
            let place = at.within(expr.range.clone());
            self.report(catalogue::misplaced_wrapper(place, expr.name));
            return Type::Unknown;
        }
        let item = match (Builtin::named(expr.name), self.types.get(expr.name)) {
            (Some(builtin), _) => Type::Builtin(builtin),
            (None, Some(id)) => Type::Named(*id),
            (None, None) => self.unknown_type(expr, at),
        };
        if expr.list { Type::List(Box::new(item)) } else { item }
    }

    /// Reports a reference where nothing is sent to the service.
    pub(super) fn no_reference(&mut self, ty: &Type, at: &At<'_>) {
        if ty.is_reference() {
            self.report(catalogue::misplaced_reference(at.place()));
        }
    }

    /// Reports a type that does not exist.
    pub(super) fn unknown_type(&mut self, expr: &TypeExpr<'_>, at: &At<'_>) -> Type {
        let builtins = || Builtin::ALL.iter().map(|builtin| builtin.name());
        let place = at.within(expr.range.clone());
        let mistake = catalogue::unknown_type(place, expr.name, listed(builtins()));
        let types: Vec<&str> = self.types.keys().copied().collect();
        self.unknown(mistake, expr.name, builtins().chain(types));
        Type::Unknown
    }

    /// The query option of a name; reports one that the service does not have.
    pub(super) fn option(
        &mut self,
        service: &Service,
        name: &str,
        place: impl FnOnce() -> Place,
    ) -> Option<OptionId> {
        let known = || service.options.iter().map(|option| option.name.as_str());
        let mistake = || catalogue::unknown_query(place(), name, listed(known()));
        self.find(name, known, mistake).map(OptionId)
    }
}
