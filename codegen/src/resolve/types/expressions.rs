//! Texts of the spec as types: every name is looked up.

use super::{BUILT_IN, Resolved, Types};
use crate::diagnostics::{At, catalogue};
use crate::model::Type;
use crate::resolve::{Context, did_you_mean, type_expr};

impl<'a> Types<'a> {
    /// What a property, a parameter or an answer is made of.
    pub(in crate::resolve) fn resolve(
        &self,
        context: &mut Context<'_>,
        text: &str,
        at: &At<'_>,
    ) -> Option<Resolved> {
        match type_expr::parse(text) {
            Ok(expr) => self.resolve_expr(context, &expr, at),
            Err(malformed) => {
                context.mistake(
                    &catalogue::MALFORMED_TYPE,
                    at.within(malformed.range),
                    format!("`{text}` is no type"),
                    malformed.message,
                    None,
                );
                None
            }
        }
    }

    /// What a property is made of, where mistakes are reported elsewhere.
    pub(in crate::resolve) fn resolve_quietly(&self, text: &str) -> Option<Resolved> {
        let expr = type_expr::parse(text)
            .ok()
            .filter(|expr| expr.of.is_none())?;
        self.resolve_name(&expr)
    }

    /// The same for a type that has been taken apart already.
    pub(in crate::resolve) fn resolve_expr(
        &self,
        context: &mut Context<'_>,
        expr: &type_expr::TypeExpr<'_>,
        at: &At<'_>,
    ) -> Option<Resolved> {
        if expr.of.is_some() {
            context.mistake(
                &catalogue::MALFORMED_TYPE,
                at.within(expr.range.clone()),
                format!("`{}<…>` cannot stand here", expr.name),
                "takes no `<…>` here",
                None,
            );
            return None;
        }
        let resolved = self.resolve_name(expr);
        if resolved.is_none() && !context.is_poisoned(expr.name) {
            let candidates = BUILT_IN.iter().copied().chain(self.names());
            context.mistake(
                &catalogue::UNKNOWN_TYPE,
                at.within(expr.range.clone()),
                format!("there is no type `{}`", expr.name),
                "not defined",
                did_you_mean(expr.name, candidates),
            );
        }
        resolved
    }

    fn resolve_name(&self, expr: &type_expr::TypeExpr<'_>) -> Option<Resolved> {
        let item = built_in(expr.name).or_else(|| {
            self.get(expr.name)
                .map(|definition| Type::Named(definition.ident.clone()))
        })?;
        let ty = if expr.list {
            Type::List(Box::new(item))
        } else {
            item
        };
        Some(Resolved {
            ty,
            nullable: expr.nullable,
        })
    }
}

/// The types that the language knows without a definition.
fn built_in(name: &str) -> Option<Type> {
    Some(match name {
        // GUIDs and binary data stay text: the service itself mixes spellings, and nothing may be lost.
        "string" | "guid" | "binary" => Type::String,
        "boolean" => Type::Bool,
        "int32" => Type::I32,
        "int64" => Type::I64,
        "double" => Type::F64,
        "datetime" => Type::DateTime,
        "any" => Type::Any,
        "ObjectLink" => Type::ObjectLink,
        _ => return None,
    })
}
