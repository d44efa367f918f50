//! What may have been meant by a path that leads nowhere.

use super::csdl::{Metadata, TypeRef};

/// The first part of a path, as a pattern writes it, that has no place in the metadata, and the names that do.
pub(super) fn unknown_part<'p, 'm>(
    metadata: &'m Metadata,
    parts: &'p [String],
) -> Option<(&'p str, Vec<&'m str>)> {
    let (first, rest) = parts.split_first()?;
    if !is_name(first) {
        return None;
    }
    let root = metadata.roots.iter().find(|root| root.name == *first);
    let Some(root) = root else {
        return Some((first, metadata.roots.iter().map(|root| root.name.as_str()).collect()));
    };
    let mut here = root.target.as_str();
    for part in rest {
        if part.starts_with('{') {
            continue;
        }
        if !is_name(part) {
            return None;
        }
        let mut relations = metadata.navigation(here).into_iter().map(|(_, relation)| relation);
        match relations.find(|relation| relation.name == *part) {
            Some(relation) => here = &relation.ty.name,
            None => return Some((part, names_below(metadata, here))),
        }
    }
    None
}

/// Whether a part is a name, not a sign or the name of a type.
fn is_name(part: &str) -> bool {
    part.chars().all(char::is_alphanumeric)
}

/// What paths may name after an object or a list of such.
fn names_below<'m>(metadata: &'m Metadata, ty: &str) -> Vec<&'m str> {
    let relations = metadata.navigation(ty).into_iter().map(|(_, it)| it.name.as_str());
    let properties = metadata.properties(ty).into_iter().map(|(_, it)| it.name.as_str());
    let bound = [false, true].map(|many| TypeRef { name: ty.to_owned(), many });
    let operations = bound.iter().flat_map(|ty| metadata.bound_to(ty));
    let operations =
        operations.filter_map(|index| metadata.operations[index].name.rsplit('.').next());
    relations.chain(properties).chain(operations).collect()
}
