//! `$search`, as words or put together.

use super::{QueryValue, QueryWriter};

/// What a search looks for.
///
/// Text is one clause, like `displayName:video`, and is quoted, so that no character in it can end the clause. What is
/// quoted already is an [`expression`](Self::expression).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Search {
    text: String,
    shape: Shape,
}

/// What holds a search together, for deciding where parentheses go.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Shape {
    Clause,
    And,
    Or,
    /// Text of unknown shape.
    Expression,
}

impl Search {
    /// An expression as it is sent: `"displayName:video" OR "description:prod"`.
    pub fn expression(text: impl Into<String>) -> Self {
        Self { text: text.into(), shape: Shape::Expression }
    }

    /// Both are found.
    #[must_use]
    pub fn and(self, other: impl Into<Self>) -> Self {
        self.join(Shape::And, " AND ", other.into())
    }

    /// At least one of them is found.
    #[must_use]
    pub fn or(self, other: impl Into<Self>) -> Self {
        self.join(Shape::Or, " OR ", other.into())
    }

    /// The search as it is sent, before percent-encoding.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    fn join(self, shape: Shape, word: &str, other: Self) -> Self {
        let text = [self.within(shape).as_str(), word, other.within(shape).as_str()].concat();
        Self { text, shape }
    }

    fn within(self, shape: Shape) -> String {
        if self.shape == Shape::Clause || self.shape == shape {
            self.text
        } else {
            format!("({})", self.text)
        }
    }
}

impl From<&str> for Search {
    fn from(clause: &str) -> Self {
        let escaped = clause.replace('\\', r"\\").replace('"', r#"\""#);
        Self { text: format!("\"{escaped}\""), shape: Shape::Clause }
    }
}

impl From<String> for Search {
    fn from(clause: String) -> Self {
        Self::from(clause.as_str())
    }
}

impl From<&String> for Search {
    fn from(clause: &String) -> Self {
        Self::from(clause.as_str())
    }
}

impl QueryValue for Search {
    fn write(&self, query: &mut QueryWriter<'_>) {
        query.push(&self.text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_cannot_end_itself() {
        assert_eq!(Search::from("displayName:video").as_str(), r#""displayName:video""#);
        assert_eq!(Search::from(r#"a" OR "b\"#).as_str(), r#""a\" OR \"b\\""#);
    }

    #[test]
    fn parentheses_stand_where_they_are_needed() {
        let either = Search::from("displayName:a").or("description:b");
        assert_eq!(either.as_str(), r#""displayName:a" OR "description:b""#);
        assert_eq!(
            either.and("mail:c").as_str(),
            r#"("displayName:a" OR "description:b") AND "mail:c""#
        );
        assert_eq!(Search::expression("a OR b").and("c").as_str(), r#"(a OR b) AND "c""#);
    }
}
