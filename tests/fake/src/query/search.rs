//! `$search`: words that properties hold.

use serde_json::Value;

use super::{Get, QueryError, Rules, value};

/// How deep searches may be nested.
const MOST_DEPTH: usize = 64;
/// The properties of which each word is looked at. Of the others the beginning counts.
const BY_WORD: [&str; 2] = ["displayName", "description"];

/// A search for words.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Search {
    /// All are found.
    And(Vec<Search>),
    /// At least one is found.
    Or(Vec<Search>),
    /// `"displayName:video"`
    Clause {
        /// The property.
        property: String,
        /// What it holds.
        text: String,
    },
}

impl Search {
    /// Reads a search, like `"displayName:video" OR "mail:a"`, and refuses what the rules do not allow.
    pub(crate) fn parse(text: &str, rules: Rules<'_>) -> Result<Self, QueryError> {
        let mut parser = Parser { text, at: 0, depth: 0, rules };
        let search = parser.either()?;
        if parser.rest().is_empty() {
            Ok(search)
        } else {
            Err(QueryError::malformed(parser.at, "expected `AND`, `OR` or the end"))
        }
    }

    /// Whether an object has what is looked for.
    pub(crate) fn finds(&self, object: &Get<'_, '_>) -> bool {
        match self {
            Self::And(parts) => parts.iter().all(|part| part.finds(object)),
            Self::Or(parts) => parts.iter().any(|part| part.finds(object)),
            Self::Clause { property, text } => {
                let holds = |value: &Value| {
                    value.as_str().is_some_and(|value| holds(property, value, text))
                };
                match object(property).as_deref() {
                    Some(Value::Array(items)) => items.iter().any(holds),
                    Some(value) => holds(value),
                    None => false,
                }
            }
        }
    }
}

fn holds(property: &str, value: &str, text: &str) -> bool {
    if !BY_WORD.contains(&property) {
        return value::starts_with(value, text);
    }
    let words = words(value);
    self::words(text).iter().all(|wanted| words.iter().any(|word| value::starts_with(word, wanted)))
}

/// The words of a text. Blanks and signs stand between them; digits and changes of case begin another.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut last = ' ';
    for (at, next) in text.char_indices().chain([(text.len(), ' ')]) {
        let breaks = !next.is_alphanumeric()
            || !last.is_alphanumeric()
            || next.is_numeric() != last.is_numeric()
            || (next.is_uppercase() && last.is_lowercase());
        if breaks {
            if last.is_alphanumeric() {
                words.push(&text[start..at]);
            }
            start = at;
        }
        last = next;
    }
    words
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    rules: Rules<'a>,
}

impl<'a> Parser<'a> {
    fn rest(&mut self) -> &'a str {
        let rest = self.text[self.at..].trim_start_matches(' ');
        self.at = self.text.len() - rest.len();
        rest
    }

    fn takes(&mut self, start: &str) -> bool {
        let takes = self.rest().starts_with(start);
        self.at += if takes { start.len() } else { 0 };
        takes
    }

    fn either(&mut self) -> Result<Search, QueryError> {
        self.row("OR ", Search::Or, |parser| parser.row("AND ", Search::And, Self::one))
    }

    fn row(
        &mut self,
        word: &str,
        join: fn(Vec<Search>) -> Search,
        one: fn(&mut Self) -> Result<Search, QueryError>,
    ) -> Result<Search, QueryError> {
        let mut row = vec![one(self)?];
        while self.takes(word) {
            row.push(one(self)?);
        }
        Ok(if row.len() == 1 { row.remove(0) } else { join(row) })
    }

    fn one(&mut self) -> Result<Search, QueryError> {
        if !self.takes("(") {
            return self.clause();
        }
        if self.depth == MOST_DEPTH {
            return Err(QueryError::unsupported(self.at, "a search so deep"));
        }
        self.depth += 1;
        let search = self.either()?;
        self.depth -= 1;
        if self.takes(")") {
            Ok(search)
        } else {
            Err(QueryError::malformed(self.at, "expected `)`"))
        }
    }

    fn clause(&mut self) -> Result<Search, QueryError> {
        if !self.takes("\"") {
            return Err(QueryError::malformed(self.at, "expected a clause in double quotes"));
        }
        let start = self.at;
        let mut clause = String::new();
        let mut characters = self.text[start..].char_indices();
        loop {
            match characters.next() {
                Some((_, '\\')) => clause.extend(characters.next().map(|(_, escaped)| escaped)),
                Some((length, '"')) => {
                    self.at = start + length + 1;
                    break;
                }
                Some((_, next)) => clause.push(next),
                None => return Err(QueryError::malformed(start - 1, "a quote has no end")),
            }
        }
        let Some((property, text)) = clause.split_once(':') else {
            return Err(QueryError::malformed(start, "expected a property and `:`"));
        };
        if !self.rules.property(start, property)?.search && !self.rules.loose {
            return Err(QueryError::unsupported(
                start,
                format!("a search of `{property}` is not supported"),
            ));
        }
        Ok(Search::Clause { property: property.to_owned(), text: text.to_owned() })
    }
}
