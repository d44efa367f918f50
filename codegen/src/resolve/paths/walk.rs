//! The way along a path, part by part.

use crate::diagnostics::{Place, catalogue};
use crate::model::Segment;
use crate::names;
use crate::resolve::http::Part;
use crate::resolve::operations::Found;
use crate::resolve::resources::{Key, Step};
use crate::resolve::service::Service;
use crate::resolve::{Context, did_you_mean};

/// The way along a path.
#[derive(Default)]
pub(super) struct Walk {
    pub(super) steps: Vec<Step>,
    pub(super) segments: Vec<Segment>,
    pub(super) taken: Option<Key>,
    pub(super) version: Option<String>,
    in_links: bool,
}

impl Walk {
    /// Goes one part further.
    pub(super) fn part(
        &mut self,
        context: &mut Context<'_>,
        service: &Service<'_>,
        found: &mut Found,
        part: &Part<'_>,
        place: &Place,
    ) -> Option<()> {
        match part {
            Part::Parameter(name)
                if service
                    .spec
                    .path
                    .get(name)
                    .is_some_and(|parameter| parameter.identifier.is_none()) =>
            {
                found.parameters.insert((*name).to_owned());
                self.segments.push(Segment::Tenant);
            }
            Part::Literal("$links") => {
                self.in_links = true;
                self.segments.push(Segment::Literal("$links".to_owned()));
            }
            Part::Literal(literal)
                if self.segments.is_empty() && service.spec.version.query.is_none() =>
            {
                if !service
                    .spec
                    .version
                    .known
                    .iter()
                    .any(|known| known == literal)
                {
                    context.mistake(
                        &catalogue::UNKNOWN_VERSION,
                        place.clone(),
                        format!("`{literal}` is no version of the service"),
                        "must be a version",
                        did_you_mean(
                            literal,
                            service.spec.version.known.iter().map(String::as_str),
                        ),
                    );
                }
                self.version = Some((*literal).to_owned());
                self.segments.push(Segment::Version);
            }
            Part::Literal(literal) => {
                self.steps.push(Step {
                    literal: (*literal).to_owned(),
                    key: None,
                });
                self.segments.push(Segment::Literal((*literal).to_owned()));
            }
            Part::Key(literal, name) => {
                let key = self.key(context, service, found, name, place)?;
                self.steps.push(Step {
                    literal: (*literal).to_owned(),
                    key: Some(key),
                });
                self.segments.push(Segment::Key((*literal).to_owned()));
            }
            Part::Parameter(name) => {
                let key = self.key(context, service, found, name, place)?;
                self.segments.push(Segment::Value);
                match self.steps.last_mut() {
                    Some(step) if step.key.is_none() && !self.in_links => step.key = Some(key),
                    Some(step) if step.key.is_none() && self.taken.is_none() => {
                        self.taken = Some(key)
                    }
                    _ => {
                        context.mistake(
                            &catalogue::MALFORMED_HTTP,
                            place.clone(),
                            format!("`{{{name}}}` selects nothing"),
                            "a parameter follows a literal segment",
                            None,
                        );
                        return None;
                    }
                }
            }
        }
        Some(())
    }

    /// A parameter, or a literal that a parameter follows, that comes twice: callers could not tell the two apart.
    pub(super) fn repeated(&self) -> Option<&str> {
        let keyed = || {
            self.steps
                .iter()
                .filter_map(|step| Some((step.literal.as_str(), step.key.as_ref()?)))
        };
        let literals: Vec<&str> = keyed().map(|(literal, _)| literal).collect();
        let keys = keyed().map(|(_, key)| key).chain(&self.taken);
        let parameters: Vec<&str> = keys.map(|key| key.parameter.as_str()).collect();
        first_repeated(&literals).or_else(|| first_repeated(&parameters))
    }

    fn key(
        &self,
        context: &mut Context<'_>,
        service: &Service<'_>,
        found: &mut Found,
        name: &str,
        place: &Place,
    ) -> Option<Key> {
        let Some(parameter) = service.spec.path.get(name) else {
            found.is_incomplete = true;
            if !context.is_poisoned(name) {
                context.mistake(
                    &catalogue::UNKNOWN_PARAMETER,
                    place.clone(),
                    format!("there is no path parameter `{name}`"),
                    "not in the service's `path`",
                    did_you_mean(name, service.spec.path.keys()),
                );
            }
            return None;
        };
        found.parameters.insert(name.to_owned());
        let Some(identifier) = &parameter.identifier else {
            context.mistake(
                &catalogue::MALFORMED_HTTP,
                place.clone(),
                format!("`{name}` is the client's own and selects nothing"),
                "must stand as a segment of its own",
                None,
            );
            return None;
        };
        // An identifier that does not exist is reported where the parameter is defined.
        let identifier = names::pascal(identifier)?;
        Some(Key {
            parameter: name.to_owned(),
            identifier,
        })
    }
}

fn first_repeated<'n>(names: &[&'n str]) -> Option<&'n str> {
    let repeated = names
        .iter()
        .enumerate()
        .find(|(index, name)| names[..*index].contains(name));
    repeated.map(|(_, name)| *name)
}
