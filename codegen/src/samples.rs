//! Documented requests as code, for the OpenAPI export.

use std::collections::BTreeMap;

use crate::emit::examples;
use crate::model::Api;
use crate::request_text::curl;

/// The first documented request of each operation as code, by the names of the service and the operation.
#[derive(Debug, Default)]
pub struct Samples(BTreeMap<(String, String), Sample>);

/// A request as code.
#[derive(Debug)]
pub struct Sample {
    /// The call.
    pub rust: String,
    /// A command for a shell.
    pub curl: String,
}

impl Samples {
    /// Those of all operations that have a documented request.
    pub fn of(api: &Api) -> Self {
        let modules = api
            .services
            .iter()
            .flat_map(|service| service.modules.iter().map(move |module| (&service.name, module)));
        let samples = modules.flat_map(|(service, module)| {
            module.operations.iter().filter_map(move |operation| {
                let request = module.requests_of(operation).next()?;
                let (rust, curl) =
                    (examples::sample(operation, &request.call), curl(operation, request));
                let sample = Sample { rust: rust.join("\n"), curl: curl.join("\n") };
                Some(((service.clone(), operation.id.clone()), sample))
            })
        });
        Self(samples.collect())
    }

    /// That of an operation.
    pub fn get(&self, service: &str, operation: &str) -> Option<&Sample> {
        self.0.get(&(service.to_owned(), operation.to_owned()))
    }
}
