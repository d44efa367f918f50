//! Conditions as text.

use std::fmt;

use super::*;

/// A condition and how it is written.
pub(super) struct Written<'a>(pub(super) &'a Filter, pub(super) Dialect);

impl fmt::Display for Written<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(filter, dialect) = *self;
        match filter {
            Filter::And(parts) => row(f, parts, " and ", dialect),
            Filter::Or(parts) => row(f, parts, " or ", dialect),
            Filter::Not(part) => write!(f, "not({})", Self(part, dialect)),
            Filter::Compare(path, operator, literal) => {
                write!(f, "{} {} {}", path_text(path), word(*operator), value(literal, dialect))
            }
            Filter::In(path, literals) => {
                let literals: Vec<_> =
                    literals.iter().map(|literal| value(literal, dialect)).collect();
                write!(f, "{} in ({})", path_text(path), literals.join(","))
            }
            Filter::Call(function, path, text) => {
                let name = match function {
                    Function::StartsWith => "startswith",
                    Function::EndsWith => "endswith",
                    Function::Contains => "contains",
                };
                write!(f, "{name}({},{})", path_text(path), quoted(text))
            }
            Filter::Items { path, all, variable, condition } => {
                let name = if *all { "all" } else { "any" };
                let condition = condition.as_ref();
                let condition = condition
                    .map_or_else(String::new, |part| format!("{variable}:{}", Self(part, dialect)));
                write!(f, "{}/{name}({condition})", path_text(path))
            }
            Filter::Count(path, operator, number) => {
                write!(f, "{}/$count {} {number}", path_text(path), word(*operator))
            }
        }
    }
}

fn row(f: &mut fmt::Formatter<'_>, parts: &[Filter], word: &str, dialect: Dialect) -> fmt::Result {
    let parts: Vec<_> = parts.iter().map(|part| format!("({})", Written(part, dialect))).collect();
    f.write_str(&parts.join(word))
}

fn path_text(path: &Path) -> String {
    let names = path.variable.iter().chain(&path.names);
    names.map(String::as_str).collect::<Vec<_>>().join("/")
}

fn word(operator: Operator) -> &'static str {
    match operator {
        Operator::Equal => "eq",
        Operator::NotEqual => "ne",
        Operator::Greater => "gt",
        Operator::GreaterOrEqual => "ge",
        Operator::Less => "lt",
        Operator::LessOrEqual => "le",
    }
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn value(literal: &Literal, dialect: Dialect) -> String {
    match (literal, dialect) {
        (Literal::Null, _) => "null".to_owned(),
        (Literal::Boolean(value), _) => value.to_string(),
        (Literal::Number(number), _) => number.clone(),
        (Literal::Text(text), _) => quoted(text),
        (Literal::Guid(guid), Dialect::V4) => guid.clone(),
        (Literal::Guid(guid), Dialect::V3) => format!("guid'{guid}'"),
        (Literal::Date(date, _), Dialect::V4) => date.clone(),
        (Literal::Date(date, _), Dialect::V3) => format!("datetime'{date}'"),
    }
}
