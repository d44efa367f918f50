//! The catalogue as a page to read.

#[cfg(test)]
mod tests;

use std::fmt::Write;

use super::catalogue::{CATALOGUE, STAGES};

/// The text of `api-spec/DIAGNOSTICS.md`: every kind of mistake with its explanation and both examples.
pub fn page() -> String {
    let mut out = String::from(
        "# Mistakes in a spec\n\n\
         What `cargo xtask check` and `cargo xtask coverage` report. `cargo xtask explain CODE` shows one of these.\n\n\
         `cargo xtask regen` makes this page from `codegen/src/diagnostics/catalogue.rs`; it is not edited by hand.\n",
    );
    for (prefix, stage) in STAGES {
        let _ = write!(out, "\n## {stage}\n");
        for code in CATALOGUE.iter().filter(|code| code.id.starts_with(prefix)) {
            let plain = |it: &&str| format!("- {}\n", it.replace("{{", "{").replace("}}", "}"));
            let messages: String = code.messages.iter().map(plain).collect();
            let says = match messages.is_empty() {
                true => messages,
                false => format!("Says:\n\n{messages}\n"),
            };
            let _ = write!(
                out,
                "\n### {}: {}\n\n{}\n\n\
                 {says}Wrong:\n\n```text\n{}\n```\n\n\
                 Fixed:\n\n```text\n{}\n```\n",
                code.id, code.title, code.explanation, code.wrong, code.fixed
            );
        }
    }
    out
}
