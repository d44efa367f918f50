//! Conditions from text.

use super::literal::{bare, quoted};
use super::token::{Is, Token, tokens};
use super::{
    Dialect, Filter, Function, Kind, Literal, Operator, Path, Property, QueryError, Rules, Support,
};

/// How deep conditions may be nested.
const MOST_DEPTH: usize = 64;

pub(super) fn filter(text: &str, rules: Rules<'_>) -> Result<Filter, QueryError> {
    let tokens = tokens(text)?;
    let mut parser = Parser {
        tokens: &tokens,
        next: 0,
        end: text.len(),
        depth: 0,
        variables: Vec::new(),
        rules,
    };
    let filter = parser.either()?;
    match parser.peek() {
        None => Ok(filter),
        Some(_) => Err(parser.expected("`and`, `or` or the end")),
    }
}

struct Parser<'a> {
    tokens: &'a [Token<'a>],
    next: usize,
    end: usize,
    depth: usize,
    /// What conditions around this place call items, and the path of each list.
    variables: Vec<(&'a str, String)>,
    rules: Rules<'a>,
}

/// A path, where it stands, and what it leads to.
struct Found {
    at: usize,
    path: Path,
    text: String,
    property: Property,
}

impl<'a> Parser<'a> {
    fn either(&mut self) -> Result<Filter, QueryError> {
        self.row("or", Filter::Or, |parser| parser.row("and", Filter::And, Self::one))
    }

    /// Conditions with a word between them.
    fn row(
        &mut self,
        word: &str,
        join: fn(Vec<Filter>) -> Filter,
        mut one: impl FnMut(&mut Self) -> Result<Filter, QueryError>,
    ) -> Result<Filter, QueryError> {
        let first = one(self)?;
        let mut row = vec![first];
        while self.takes_word(word) {
            row.push(one(self)?);
        }
        Ok(if row.len() == 1 { row.remove(0) } else { join(row) })
    }

    fn one(&mut self) -> Result<Filter, QueryError> {
        let at = self.at();
        if self.takes_word("not") {
            self.rules.require(at, self.since_v4(Support::Advanced), "`not`")?;
            let condition = self.deeper(Self::one)?;
            return Ok(Filter::Not(Box::new(condition)));
        }
        if self.takes(&Is::Open) {
            let condition = self.deeper(Self::either)?;
            self.expect(&Is::Close, "`)`")?;
            return Ok(condition);
        }
        match self.tokens.get(self.next..self.next + 2) {
            Some([Token { is: Is::Word(word), .. }, Token { is: Is::Open, .. }]) => self.call(word),
            _ => self.comparison(),
        }
    }

    fn deeper(
        &mut self,
        parse: impl FnOnce(&mut Self) -> Result<Filter, QueryError>,
    ) -> Result<Filter, QueryError> {
        if self.depth == MOST_DEPTH {
            return Err(QueryError::unsupported(self.at(), "a condition so deep"));
        }
        self.depth += 1;
        let condition = parse(self);
        self.depth -= 1;
        condition
    }

    /// `startswith(displayName,'A')`, perhaps compared with `true` or `false`.
    fn call(&mut self, name: &str) -> Result<Filter, QueryError> {
        let at = self.at();
        let (function, support) = match name.to_ascii_lowercase().as_str() {
            "startswith" => (Function::StartsWith, Support::Plain),
            "endswith" => (Function::EndsWith, self.since_v4(Support::Advanced)),
            "contains" => (Function::Contains, Support::Never),
            _ => return Err(QueryError::malformed(at, format!("there is no function `{name}`"))),
        };
        self.rules.require(at, support, format_args!("`{name}`"))?;
        self.next += 2;
        let found = self.path()?;
        self.filterable(&found)?;
        self.expect(&Is::Comma, "`,`")?;
        let value_at = self.at();
        let Some(Is::Quoted { prefix: "", text }) = self.take() else {
            return Err(self.expected_at(value_at, "text in quotes"));
        };
        if !matches!(found.property.kind, Kind::Text | Kind::Any) {
            return Err(kind_error(value_at, &found));
        }
        self.expect(&Is::Close, "`)`")?;
        let call = Filter::Call(function, found.path, text.clone());
        if !self.takes_word("eq") {
            return Ok(call);
        }
        match self.word() {
            Some("true") => Ok(call),
            Some("false") => Ok(Filter::Not(Box::new(call))),
            _ => Err(self.expected("`true` or `false`")),
        }
    }

    fn comparison(&mut self) -> Result<Filter, QueryError> {
        let found = self.path()?;
        if self.takes(&Is::Slash) {
            return self.items(found);
        }
        self.filterable(&found)?;
        let at = self.at();
        if self.takes_word("in") {
            self.rules.require(at, self.since_v4(Support::Plain), "`in`")?;
            return self.listed(found);
        }
        let operator = self.operator()?;
        let literal = self.literal(&found, Some(operator))?;
        Ok(Filter::Compare(found.path, operator, literal))
    }

    fn listed(&mut self, found: Found) -> Result<Filter, QueryError> {
        self.expect(&Is::Open, "`(`")?;
        let mut literals = vec![self.literal(&found, None)?];
        while self.takes(&Is::Comma) {
            literals.push(self.literal(&found, None)?);
        }
        self.expect(&Is::Close, "`)`")?;
        Ok(Filter::In(found.path, literals))
    }

    /// What follows the path of a list and a slash.
    fn items(&mut self, found: Found) -> Result<Filter, QueryError> {
        let at = self.at();
        let name = self.word().unwrap_or_default();
        self.rules.require(
            found.at,
            found.property.filter,
            format_args!("a filter by `{}`", found.text),
        )?;
        if !found.property.list && found.property.kind != Kind::Any {
            return Err(QueryError::malformed(found.at, format!("`{}` is no list", found.text)));
        }
        let all = match name.to_ascii_lowercase().as_str() {
            "$count" => {
                self.rules.require(at, self.since_v4(Support::Advanced), "`$count`")?;
                let operator = self.operator()?;
                let at = self.at();
                let number = self.word().and_then(|word| word.parse().ok());
                let number = number.ok_or_else(|| self.expected_at(at, "a number"))?;
                return Ok(Filter::Count(found.path, operator, number));
            }
            "any" => false,
            "all" => true,
            _ => return Err(self.expected_at(at, "`any`, `all` or `$count`")),
        };
        if all {
            self.rules.require(at, self.since_v4(Support::Advanced), "`all`")?;
        }
        self.expect(&Is::Open, "`(`")?;
        if !all && self.takes(&Is::Close) {
            let variable = String::new();
            return Ok(Filter::Items { path: found.path, all, variable, condition: None });
        }
        let at = self.at();
        let variable = self.word().ok_or_else(|| self.expected_at(at, "a name for the items"))?;
        self.expect(&Is::Colon, "`:`")?;
        self.variables.push((variable, found.text));
        let condition = self.deeper(Self::either);
        self.variables.pop();
        let condition = Some(Box::new(condition?));
        self.expect(&Is::Close, "`)`")?;
        Ok(Filter::Items { path: found.path, all, variable: variable.to_owned(), condition })
    }

    /// The names up to an operator, or up to what is asked of a list.
    fn path(&mut self) -> Result<Found, QueryError> {
        let at = self.at();
        let is_name =
            |word: &str| word.starts_with(|first: char| first.is_alphabetic() || first == '_');
        let first = self.word().filter(|word| is_name(word));
        let first = first.ok_or_else(|| self.expected_at(at, "a property"))?;
        let list = self.variables.iter().rev().find(|(variable, _)| *variable == first);
        let (mut path, mut text) = match list {
            Some((_, list)) => {
                (Path { variable: Some(first.to_owned()), names: Vec::new() }, list.clone())
            }
            None => (Path { variable: None, names: vec![first.to_owned()] }, first.to_owned()),
        };
        while let Some([Token { is: Is::Slash, .. }, Token { is: Is::Word(name), .. }]) =
            self.tokens.get(self.next..self.next + 2)
        {
            let asks = name.starts_with('$')
                || matches!(self.tokens.get(self.next + 2), Some(Token { is: Is::Open, .. }));
            if asks {
                break;
            }
            self.next += 2;
            path.names.push((*name).to_owned());
            text = format!("{text}/{name}");
        }
        let mut property = self.rules.property(at, &text)?;
        // What stands for an item is no list any more.
        property.list &= !path.names.is_empty();
        Ok(Found { at, path, text, property })
    }

    /// Refuses a property that has no value to compare, or by which lists cannot be filtered.
    fn filterable(&self, found: &Found) -> Result<(), QueryError> {
        if found.property.list || found.property.kind == Kind::Object {
            let message = format!("`{}` has no single value to compare", found.text);
            return Err(QueryError::malformed(found.at, message));
        }
        self.rules.require(
            found.at,
            found.property.filter,
            format_args!("a filter by `{}`", found.text),
        )
    }

    fn operator(&mut self) -> Result<Operator, QueryError> {
        let at = self.at();
        let word = self.word().unwrap_or_default().to_ascii_lowercase();
        let (operator, support) = match word.as_str() {
            "eq" => (Operator::Equal, Support::Plain),
            "ge" => (Operator::GreaterOrEqual, Support::Plain),
            "le" => (Operator::LessOrEqual, Support::Plain),
            "ne" => (Operator::NotEqual, self.since_v4(Support::Advanced)),
            "gt" => (Operator::Greater, Support::Never),
            "lt" => (Operator::Less, Support::Never),
            _ => return Err(self.expected_at(at, "an operator")),
        };
        self.rules.require(at, support, format_args!("`{word}`"))?;
        Ok(operator)
    }

    /// What Azure AD Graph does not know yet.
    fn since_v4(&self, support: Support) -> Support {
        if self.rules.dialect == Dialect::V3 { Support::Never } else { support }
    }

    /// A value for a property, of its kind.
    fn literal(
        &mut self,
        found: &Found,
        operator: Option<Operator>,
    ) -> Result<Literal, QueryError> {
        let at = self.at();
        let literal = match self.take() {
            Some(Is::Quoted { prefix, text }) => quoted(prefix, text.clone(), self.rules.dialect),
            Some(Is::Word(word)) => bare(word, self.rules.dialect),
            _ => None,
        };
        let literal = literal.ok_or_else(|| self.expected_at(at, "a value"))?;
        let fits = match (&literal, found.property.kind) {
            (_, Kind::Any) => true,
            (Literal::Null, _) => {
                self.rules.require(at, self.since_v4(Support::Advanced), "`null`")?;
                true
            }
            (Literal::Text(_) | Literal::Guid(_), kind) => kind == Kind::Text,
            (Literal::Boolean(_), kind) => kind == Kind::Boolean,
            (Literal::Number(_), kind) => kind == Kind::Number,
            (Literal::Date(..), kind) => kind == Kind::Date,
        };
        let is_ordered = !matches!(literal, Literal::Null | Literal::Boolean(_));
        let compares = matches!(operator, None | Some(Operator::Equal | Operator::NotEqual));
        if fits && (is_ordered || compares) { Ok(literal) } else { Err(kind_error(at, found)) }
    }

    fn peek(&self) -> Option<&'a Is<'a>> {
        Some(&self.tokens.get(self.next)?.is)
    }

    fn at(&self) -> usize {
        self.tokens.get(self.next).map_or(self.end, |token| token.at)
    }

    fn take(&mut self) -> Option<&'a Is<'a>> {
        let token = self.peek()?;
        self.next += 1;
        Some(token)
    }

    fn word(&mut self) -> Option<&'a str> {
        match self.peek() {
            Some(Is::Word(word)) => {
                self.next += 1;
                Some(word)
            }
            _ => None,
        }
    }

    fn takes(&mut self, is: &Is<'_>) -> bool {
        let takes = self.peek() == Some(is);
        self.next += usize::from(takes);
        takes
    }

    fn takes_word(&mut self, wanted: &str) -> bool {
        let takes =
            matches!(self.peek(), Some(Is::Word(word)) if word.eq_ignore_ascii_case(wanted));
        self.next += usize::from(takes);
        takes
    }

    fn expect(&mut self, is: &Is<'_>, what: &str) -> Result<(), QueryError> {
        if self.takes(is) { Ok(()) } else { Err(self.expected(what)) }
    }

    fn expected(&self, what: &str) -> QueryError {
        self.expected_at(self.at(), what)
    }

    fn expected_at(&self, at: usize, what: &str) -> QueryError {
        QueryError::malformed(at, format!("expected {what}"))
    }
}

fn kind_error(at: usize, found: &Found) -> QueryError {
    QueryError::malformed(at, format!("`{}` cannot be compared so", found.text))
}
