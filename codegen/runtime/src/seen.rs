//! Remembers which names were set, roughly but in one word.

/// A set of names that may say yes for a name that it does not hold, never no for one that it does.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct SeenNames(u64);

impl SeenNames {
    /// Any name may be in it.
    pub(crate) const ANY: Self = Self(u64::MAX);

    /// Adds a name. False if it was surely not there before.
    #[inline]
    pub(crate) fn insert(&mut self, name: &str) -> bool {
        let bytes = name.as_bytes();
        let at = |place: usize| usize::from(bytes.get(place).copied().unwrap_or_default());
        let last = bytes.len().wrapping_sub(1);
        let mixed = at(0) + 3 * at(last / 2) + 5 * at(last) + 7 * bytes.len();
        let bit = 1 << (mixed % 64);
        let before = self.0;
        self.0 |= bit;
        before & bit != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_was_added_is_never_forgotten() {
        let mut names = SeenNames::default();
        for name in ["$filter", "$top", "", "x"] {
            assert!(!names.insert(name), "{name}");
            assert!(names.insert(name), "{name}");
        }
        let mut any = SeenNames::ANY;
        assert!(any.insert("whatever"));
    }
}
