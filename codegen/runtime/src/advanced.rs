//! Queries that a service takes only where it is told that they are advanced ones.

/// How a call says that its query is an advanced one.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Advanced {
    /// Name of the header.
    pub header: &'static str,
    /// Value of the header.
    pub value: &'static str,
    /// Query option that filters and orders need too, with the value `true`.
    pub count: Option<&'static str>,
}

/// A part of a query that may make it an advanced one.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Part {
    /// A condition.
    Filter,
    /// An order.
    OrderBy,
    /// Anything else, for which the header is enough.
    Other,
}

/// What a call asks for that may make its query an advanced one.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Asked {
    filter: bool,
    order: bool,
    header: bool,
    count: bool,
}

impl Asked {
    /// Notes a part of the query, and whether only advanced queries have it.
    pub(crate) fn note(&mut self, part: Part, is_advanced: bool) {
        match part {
            Part::Filter => self.filter = true,
            Part::OrderBy => self.order = true,
            Part::Other => {}
        }
        self.header |= is_advanced;
        self.count |= is_advanced && part != Part::Other;
    }

    /// Whether the header is needed.
    pub(crate) fn needs_header(self) -> bool {
        self.header || self.needs_count()
    }

    /// Whether the query option is needed too.
    pub(crate) fn needs_count(self) -> bool {
        self.count || (self.filter && self.order)
    }
}
