//! What types are called where they are shown.

use std::any::type_name;

/// The name of a type without its path and its arguments.
pub(crate) fn name_of<T>() -> &'static str {
    let path = type_name::<T>().split('<').next().unwrap_or_default();
    path.rsplit("::").next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::name_of;

    #[test]
    fn a_name_has_neither_path_nor_arguments() {
        assert_eq!(name_of::<String>(), "String");
        assert_eq!(name_of::<Vec<Cell<u8>>>(), "Vec");
    }
}
