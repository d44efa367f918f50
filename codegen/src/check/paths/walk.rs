//! The way along a path, part by part: what selects, what is a segment of ids, and what the call itself takes.

use std::ops::Range;

use crate::check::Context;
use crate::check::http::{self, Argument, Part};
use crate::contract::{self, ParameterId, Placed, Segment, Service, Step, Takes};
use crate::diagnostics::{Place, catalogue, listed};

/// Where a part stands, and who is told of its mistakes.
pub(super) struct Here<'h, 'c> {
    pub(super) context: &'h mut Context<'c>,
    pub(super) place: &'h dyn Fn() -> Place,
}

/// The way along a path, part by part.
pub(super) struct Walk<'a> {
    service: &'a Service,
    pub(super) steps: Vec<Step>,
    pub(super) segments: Vec<Segment>,
    pub(super) taken: Vec<ParameterId>,
    pub(super) version: Option<String>,
    in_links: bool,
    /// How many parts are still to come.
    left: usize,
    /// Whether the path ends in `$ref`: the value before it says which link is meant.
    ends_in_ref: bool,
    verb: &'a str,
}

impl<'a> Walk<'a> {
    pub(super) fn new(
        service: &'a Service,
        parts: &[(Range<usize>, Part<'_>)],
        id: &'a str,
    ) -> Self {
        Self {
            left: parts.len(),
            ends_in_ref: parts.last().is_some_and(|(_, part)| *part == Part::Literal("$ref")),
            verb: id.rsplit('.').next().unwrap_or(id),
            service,
            steps: Vec::new(),
            segments: Vec::new(),
            taken: Vec::new(),
            version: None,
            in_links: false,
        }
    }

    /// Goes one part further.
    pub(super) fn part(&mut self, here: &mut Here<'_, '_>, part: &Part<'_>) -> Option<()> {
        self.left -= 1;
        match part {
            Part::Literal(literal) if http::is_silent(literal) => {
                self.in_links = true;
                self.segments.push(Segment::Literal((*literal).to_owned()));
            }
            Part::Literal(literal)
                if self.segments.is_empty() && self.service.version.query.is_none() =>
            {
                let known = || self.service.version.known.iter().map(String::as_str);
                if !known().any(|known| known == *literal) {
                    let mistake = catalogue::unknown_version_segment((here.place)(), literal);
                    here.context.report(mistake.did_you_mean(literal, known()));
                }
                self.version = Some((*literal).to_owned());
                self.segments.push(Segment::Version((*literal).to_owned()));
            }
            Part::Literal(literal) => {
                let name = self.called(here, literal)?;
                self.step(name, None);
                self.segments.push(Segment::Literal((*literal).to_owned()));
            }
            Part::Key(literal, name) => {
                let key = self.selecting(here, name)?;
                self.step(literal, Some(key));
                self.segments.push(Segment::Key((*literal).to_owned(), key));
            }
            Part::Arguments(literal, arguments) => self.arguments(here, literal, arguments)?,
            Part::Parameter(name) => self.value(here, name)?,
        }
        Some(())
    }

    /// A part that is a value: the tenant, the key of the collection before it, or what the call takes.
    fn value(&mut self, here: &mut Here<'_, '_>, name: &str) -> Option<()> {
        let key = self.parameter(here, name)?;
        if self.service[key].takes == Takes::Tenant {
            self.segments.push(Segment::Tenant(key));
            return Some(());
        }
        self.segments.push(Segment::Value(key));
        let is_link = self.in_links || self.ends_in_ref && self.left == 1;
        match self.steps.last_mut() {
            Some(step) if step.key.is_none() && !is_link => step.key = Some(key),
            Some(step) if step.key.is_none() && self.taken.is_empty() => self.taken.push(key),
            _ => {
                here.context.report(catalogue::selects_nothing((here.place)(), name));
                return None;
            }
        }
        Some(())
    }

    /// What ids call a literal part.
    fn called<'l>(&self, here: &mut Here<'_, '_>, literal: &'l str) -> Option<&'l str>
    where
        'a: 'l,
    {
        match self.service.cast(literal) {
            Some(name) => Some(name),
            None if literal.contains('.') => {
                let known = || self.service.casts.iter().map(|(ty, _)| ty.as_str());
                let mistake = catalogue::unknown_cast((here.place)(), literal, listed(known()));
                here.context.unknown(mistake, literal, known());
                None
            }
            // `$count` and `$value` are what is done with the rest.
            None => Some(literal.strip_prefix('$').unwrap_or(literal)),
        }
    }

    /// Another key of a collection, or the arguments of the function that the call is.
    fn arguments(
        &mut self,
        here: &mut Here<'_, '_>,
        literal: &str,
        arguments: &[Argument<'_>],
    ) -> Option<()> {
        let mut made = Vec::new();
        for argument in arguments {
            let value = match argument.value {
                Placed::Quoted(name) => Placed::Quoted(self.selecting(here, name)?),
                Placed::Plain(name) => Placed::Plain(self.selecting(here, name)?),
                Placed::Alias(name) => {
                    Placed::Alias(here.context.option(self.service, name, here.place)?)
                }
            };
            made.push(contract::Argument { name: argument.name.to_owned(), value });
        }
        let name = self.service.cast(literal).unwrap_or(literal);
        let by_key = http::by_key(name, arguments);
        let is_verb = self.left == 0 && (self.verb == name || self.verb == by_key);
        let mut parameters = made.iter().map(|argument| argument.value.parameter());
        match (&made[..], parameters.next().flatten()) {
            ([_], Some(only)) if !is_verb => self.step(&by_key, Some(only)),
            (_, first) => {
                self.step(if is_verb { self.verb } else { name }, None);
                self.taken.extend(first.into_iter().chain(parameters.flatten()));
            }
        }
        self.segments.push(Segment::Arguments(literal.to_owned(), made));
        Some(())
    }

    /// The parameter in parentheses, which is not the tenant.
    fn selecting(&self, here: &mut Here<'_, '_>, name: &str) -> Option<ParameterId> {
        let key = self.parameter(here, name)?;
        let is_tenant = self.service[key].takes == Takes::Tenant;
        if is_tenant {
            here.context.report(catalogue::tenant_as_key((here.place)(), name));
        }
        (!is_tenant).then_some(key)
    }

    pub(super) fn step(&mut self, literal: &str, key: Option<ParameterId>) {
        self.steps.push(Step { literal: literal.to_owned(), key });
    }

    fn parameter(&self, here: &mut Here<'_, '_>, name: &str) -> Option<ParameterId> {
        // One that is said to stand behind this very segment comes before one that may stand anywhere.
        let behind = self.segments.last().and_then(|segment| match segment {
            Segment::Literal(literal) => Some(literal.as_str()),
            _ => None,
        });
        let known = || self.service.parameters.iter().map(|it| it.key.as_str());
        let find = |wanted: &str| known().position(|known| known == wanted);
        let position =
            behind.and_then(|behind| find(&format!("{behind}/{name}"))).or_else(|| find(name));
        if position.is_none() {
            let mistake = catalogue::unknown_parameter((here.place)(), name, listed(known()));
            here.context.unknown(mistake, name, known());
        }
        position.map(ParameterId)
    }

    pub(super) fn literals(&self) -> Vec<&str> {
        self.steps.iter().map(|step| step.literal.as_str()).collect()
    }

    /// A parameter that comes twice: callers could not tell the two apart.
    pub(super) fn repeated(&self) -> Option<&str> {
        let keys = self.steps.iter().filter_map(|step| step.key).chain(self.taken.iter().copied());
        let parameters: Vec<&str> = keys.map(|key| self.service[key].name.as_str()).collect();
        let mut numbered = parameters.iter().enumerate();
        let repeated = numbered.find(|(index, name)| parameters[..*index].contains(name));
        repeated.map(|(_, name)| *name)
    }

    /// What the call does: the last part of the id, whose other parts must be the literals of the path. A last literal
    /// that is the verb itself is no step.
    pub(super) fn verb(&mut self, id: &str) -> Option<String> {
        let (head, verb) = id.rsplit_once('.').unwrap_or(("", id));
        let head: Vec<&str> = head.split('.').filter(|part| !part.is_empty()).collect();
        let literals = self.literals();
        let ends_in_verb =
            literals.split_last().is_some_and(|(last, before)| *last == verb && before == head)
                && self.steps.last().is_some_and(|step| step.key.is_none());
        let leads_there = literals == head;
        if ends_in_verb {
            self.steps.pop();
        }
        (ends_in_verb || leads_there).then(|| verb.to_owned())
    }
}
