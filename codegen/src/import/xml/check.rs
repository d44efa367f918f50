//! What holds for the metadata as a whole.

use std::ops::Range;

use super::Reader;
use crate::diagnostics::{Place, catalogue};
use crate::import::csdl::{RootKind, Structured};

impl Reader {
    /// Reports names that lead nowhere and types that are based on themselves.
    pub(super) fn check(&mut self) {
        let mut wanted: Vec<(Range<usize>, String)> = Vec::new();
        let mut circles: Vec<String> = Vec::new();
        let metadata = &self.metadata;
        for ty in metadata.structured.values() {
            wanted.extend(ty.base.iter().map(|base| (ty.at.clone(), base.clone())));
            wanted.extend(ty.properties.iter().map(|it| (it.at.clone(), it.ty.name.clone())));
            wanted.extend(ty.navigation.iter().map(|it| (it.at.clone(), it.ty.name.clone())));
            let is_own = |base: &&Structured| base.name == ty.name;
            if metadata
                .bases(&ty.name)
                .skip(1)
                .take(metadata.structured.len())
                .any(|it| is_own(&it))
            {
                circles.push(ty.name.clone());
            }
        }
        for operation in &metadata.operations {
            wanted
                .extend(operation.parameters.iter().map(|it| (it.at.clone(), it.ty.name.clone())));
            let others = operation.bound.iter().chain(&operation.returns);
            wanted.extend(others.map(|ty| (operation.at.clone(), ty.name.clone())));
        }
        for root in metadata.roots.iter().filter(|root| root.kind != RootKind::Import) {
            wanted.push((root.at.clone(), root.target.clone()));
        }
        for (at, name) in wanted {
            let is_known = name.starts_with("Edm.")
                || name.is_empty()
                || metadata.structured.contains_key(&name)
                || metadata.enums.contains_key(&name)
                || metadata.aliases.contains_key(&name);
            if !is_known {
                let known =
                    metadata.structured.keys().chain(metadata.enums.keys()).map(String::as_str);
                let mistake = catalogue::unknown_metadata_type(Place::bytes(0, at), &name);
                self.mistakes.push(mistake.did_you_mean(&name, known));
            }
        }
        for name in circles {
            if let Some(ty) = self.metadata.structured.get_mut(&name) {
                ty.base = None;
                let place = Place::bytes(0, ty.at.clone());
                self.mistakes.push(catalogue::metadata_base_of_itself(place, &name));
            }
        }
    }
}
