//! A service, and what its types and identifiers are called in Rust.

use std::collections::BTreeMap;

use super::Context;
use crate::contract::{self, OptionKind, TypeId};
use crate::model;
use crate::names::{self, Ident, Scope, ScopeKind};

/// A service, and what its types are called.
pub(super) struct Service<'a> {
    pub(super) contract: &'a contract::Service,
    pub(super) ident: Ident,
    pub(super) marker: Ident,
    /// The names of the types, by their ids.
    types: Vec<Ident>,
    /// The ids of the types, by their names.
    ids: BTreeMap<Ident, TypeId>,
    /// The query options by which operations select properties, by the id of the type.
    selects: Vec<Vec<String>>,
}

impl<'a> Service<'a> {
    /// Names the service and its types.
    pub(super) fn new(
        context: &mut Context,
        contract: &'a contract::Service,
        ident: Ident,
        marker: Ident,
    ) -> Self {
        let types = type_names(context, contract);
        let ids = types.iter().enumerate().map(|(index, name)| (name.clone(), TypeId(index)));
        let (ids, selects) = (ids.collect(), selects(contract));
        Self { contract, ident, marker, types, ids, selects }
    }

    /// The query options by which operations select properties of a type.
    pub(super) fn selected_by(&self, id: TypeId) -> &[String] {
        &self.selects[id.0]
    }

    /// What a type is called.
    pub(super) fn type_ident(&self, id: TypeId) -> &Ident {
        &self.types[id.0]
    }

    /// The type that has a name, if one has it.
    pub(super) fn type_called(&self, ident: &Ident) -> Option<&'a contract::Definition> {
        Some(&self.contract[*self.ids.get(ident)?])
    }

    /// A type as fields and arguments have it.
    pub(super) fn ty(&self, ty: &contract::Type) -> model::Type {
        use contract::Builtin;
        match ty {
            contract::Type::Builtin(builtin) => match builtin {
                // GUIDs, binary data and the like stay text: the service itself mixes spellings, and nothing may be lost.
                Builtin::String
                | Builtin::Date
                | Builtin::Time
                | Builtin::Duration
                | Builtin::Decimal
                | Builtin::Guid
                | Builtin::Binary => model::Type::String,
                Builtin::Boolean => model::Type::Bool,
                Builtin::Int32 => model::Type::I32,
                Builtin::Int64 => model::Type::I64,
                Builtin::Double => model::Type::F64,
                Builtin::DateTime => model::Type::DateTime,
                Builtin::Any => model::Type::Any,
                Builtin::ObjectLink => model::Type::ObjectLink,
                Builtin::Reference => model::Type::Reference(self.linked_by()),
            },
            contract::Type::Named(id) => model::Type::Named(self.type_ident(*id).clone()),
            contract::Type::List(item) => model::Type::List(Box::new(self.ty(item))),
            contract::Type::Unknown => model::Type::Any,
        }
    }

    /// What names the objects that links point at: the first kind of identifier.
    pub(super) fn linked_by(&self) -> Ident {
        let identifier = self.contract.identifiers.first();
        let identifier = identifier.and_then(|identifier| names::pascal(&identifier.name));
        identifier.unwrap_or_else(names::stand_in)
    }

    /// The type that stands for a kind of identifier.
    pub(super) fn identifier(&self, parameter: contract::ParameterId) -> Ident {
        match self.contract[parameter].takes {
            contract::Takes::Identifier(kind) => names::pascal(&self.contract[kind].name),
            contract::Takes::Tenant | contract::Takes::Unknown => None,
        }
        .unwrap_or_else(names::stand_in)
    }
}

fn type_names(context: &mut Context, contract: &contract::Service) -> Vec<Ident> {
    let mut scope = Scope::new(ScopeKind::Types);
    let mut idents = Vec::new();
    for definition in &contract.types {
        let at = definition.at.on_key();
        let ident = context.ident(names::pascal(&definition.name), &definition.name, &at);
        let what = || format!("the type `{}`", definition.name);
        let help = "choose another name for the type";
        let entered = context.enter(&mut scope, &ident, &at, &what, help);
        idents.push(if entered { ident } else { names::stand_in() });
    }
    idents
}

fn selects(contract: &contract::Service) -> Vec<Vec<String>> {
    let mut selects = vec![Vec::new(); contract.types.len()];
    for (_, entry, operation) in contract.operations() {
        let mut query = entry.query.iter().map(|(option, _)| &contract[*option]);
        let option = query.find(|option| option.kind == OptionKind::Select);
        let returned = entry.returns.ty().and_then(contract::Type::named);
        if let (Some(option), Some(id)) = (option, returned) {
            selects[id.0].push(format!("{}/{}", operation.id, option.name));
        }
    }
    selects
}
