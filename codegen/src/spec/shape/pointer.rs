//! Where a JSON pointer leads.

use super::{Record, Shape};
use crate::diagnostics::unescape;

impl Shape {
    /// The first step of a JSON pointer that leads to nothing that a value of this shape could hold, and the object that
    /// would have to have it as a key.
    pub(crate) fn stray_step(&self, pointer: &str) -> Option<(String, Option<&Record>)> {
        let steps = pointer.split('/').skip(1);
        let steps: Vec<String> = steps.map(|step| unescape(step).into_owned()).collect();
        self.stray(&steps)
    }

    fn stray(&self, steps: &[String]) -> Option<(String, Option<&Record>)> {
        let (step, rest) = steps.split_first()?;
        match self {
            Shape::Any => None,
            Shape::OneOf(shapes) => {
                let strays: Vec<_> = shapes.iter().map(|shape| shape.stray(steps)).collect();
                // The alternative that goes on the longest tells the most.
                let deepest =
                    |(found, _): &(String, _)| steps.iter().position(|step| step == found);
                strays.into_iter().collect::<Option<Vec<_>>>()?.into_iter().max_by_key(deepest)
            }
            Shape::Map(entry) => entry.stray(rest),
            Shape::List(element) if step.bytes().all(|byte| byte.is_ascii_digit()) => {
                element.stray(rest)
            }
            Shape::Record(record) => match record.fields.iter().find(|it| it.key == *step) {
                Some(field) => field.shape.stray(rest),
                None => Some((step.clone(), Some(record))),
            },
            _ => Some((step.clone(), None)),
        }
    }
}
