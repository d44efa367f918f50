//! progenitor as a library, the way a build script uses it.

use anyhow::{Context, Result};
use openapiv3::OpenAPI;
use progenitor::{GenerationSettings, Generator, InterfaceStyle};

/// The client as text. Without `builder`, the arguments of its methods are positional, as progenitor does by itself.
pub(crate) fn generate(spec: &OpenAPI, builder: bool) -> Result<String> {
    let mut settings = GenerationSettings::new();
    if builder {
        settings.with_interface(InterfaceStyle::Builder);
    }
    let tokens = Generator::new(&settings)
        .generate_tokens(spec)
        .context("progenitor does not take the document")?;
    let file = syn::parse2(tokens).context("what progenitor has made is no Rust")?;
    Ok(prettyplease::unparse(&file))
}
