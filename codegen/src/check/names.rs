//! Types by their names, and texts of the spec that name them.

use std::collections::BTreeMap;

use super::Context;
use super::type_expr::{self, TypeExpr};
use crate::contract::{Builtin, Type, TypeId};
use crate::diagnostics::{At, catalogue, listed};

/// The types of a service by name.
#[derive(Default)]
pub(super) struct Names<'a>(BTreeMap<&'a str, TypeId>);

impl<'a> Names<'a> {
    /// The type of a property or of a value, and whether null may stand in its place.
    pub(super) fn resolve(
        &self,
        context: &mut Context<'_>,
        text: &str,
        at: &At<'_>,
    ) -> (Type, bool) {
        let read = type_expr::parse(text);
        let mistake = |place, problem| catalogue::malformed_type(place, text, problem);
        match context.read(read, |range| at.within(range), mistake) {
            Some(expr) => (self.resolve_expr(context, &expr, at), expr.nullable),
            None => (Type::Unknown, text.ends_with('?')),
        }
    }

    /// The same for a type that has been taken apart already.
    pub(super) fn resolve_expr(
        &self,
        context: &mut Context<'_>,
        expr: &TypeExpr<'_>,
        at: &At<'_>,
    ) -> Type {
        if expr.of.is_some() {
            let place = at.within(expr.range.clone());
            context.report(catalogue::misplaced_wrapper(place, expr.name));
            return Type::Unknown;
        }
        let builtin = Builtin::named(expr.name).map(Type::Builtin);
        let item = builtin.or_else(|| self.get(expr.name).map(Type::Named));
        let item = item.unwrap_or_else(|| self.unknown(context, expr, at));
        if expr.list { Type::List(Box::new(item)) } else { item }
    }

    /// Reports a type that does not exist.
    pub(super) fn unknown(
        &self,
        context: &mut Context<'_>,
        expr: &TypeExpr<'_>,
        at: &At<'_>,
    ) -> Type {
        let builtins = || Builtin::ALL.iter().map(|builtin| builtin.name());
        let place = at.within(expr.range.clone());
        let mistake = catalogue::unknown_type(place, expr.name, listed(builtins()));
        context.unknown(mistake, expr.name, builtins().chain(self.0.keys().copied()));
        Type::Unknown
    }

    /// The type of a name.
    pub(super) fn get(&self, name: &str) -> Option<TypeId> {
        self.0.get(name).copied()
    }

    /// The names of all types.
    pub(super) fn all(&self) -> impl Iterator<Item = &'a str> {
        self.0.keys().copied()
    }

    /// All types, in the order of their names.
    pub(super) fn ids(&self) -> impl Iterator<Item = TypeId> {
        self.0.values().copied()
    }

    /// Gives a type its name.
    pub(super) fn put(&mut self, name: &'a str, id: TypeId) {
        self.0.insert(name, id);
    }
}
