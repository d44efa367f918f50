//! Where a service is found.

use super::Scope;
use super::node::{Node, Object};
use crate::spec::Cloud;

const SCHEME: &str = "https://";

impl Scope<'_> {
    /// The service in the clouds that pass, one of which is chosen by a variable.
    pub(super) fn server(&self, passes: impl Fn(&str) -> bool) -> Object {
        let clouds = self.service.clouds.iter();
        // Resolve has found every address to be the scheme and a host.
        let host = |cloud: &'_ Cloud| cloud.url.trim_start_matches(SCHEME).to_owned();
        let clouds: Vec<(&str, String, &str)> = clouds
            .filter(|(name, _)| passes(name))
            .map(|(name, cloud)| (name, host(cloud), cloud.doc.as_str()))
            .collect();
        // Clouds may share a host.
        let mut hosts: Vec<&str> = Vec::new();
        for (_, host, _) in &clouds {
            if !hosts.contains(&host.as_str()) {
                hosts.push(host);
            }
        }
        let line = |(name, host, doc): &(&str, String, &str)| format!("- `{host}` ({name}): {doc}");
        let lines: Vec<String> = clouds.iter().map(line).collect();
        let cloud = Object::new()
            .with("enum", hosts.iter().copied().collect::<Node>())
            .with("default", hosts.first().copied().unwrap_or_default())
            .with(
                "description",
                format!("The host in each cloud:\n\n{}", lines.join("\n")),
            );
        Object::new()
            .with("url", format!("{SCHEME}{{cloud}}"))
            .with("description", self.service.title.as_str())
            .with("variables", Object::new().with("cloud", cloud))
    }
}
