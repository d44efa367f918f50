//! Makes progenitor's client of the workspace's own spec.

#[path = "src/adapt.rs"]
mod adapt;
#[path = "src/generate.rs"]
mod generate;

use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, Result, anyhow};
use codegen::SourceFile;
use codegen::samples::Samples;

fn main() -> Result<()> {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../api-spec");
    println!("cargo::rerun-if-changed={}", spec.display());
    let api = codegen::read(&sources(&spec)?).map_err(|_| anyhow!("the spec has mistakes"))?;
    let text = codegen::openapi::openapi(&api.contract, &Samples::default());
    let adapted = adapt::document(&serde_json::from_str(&text)?);
    let code = generate::generate(&serde_json::from_value(adapted)?, false)?;
    let out = PathBuf::from(env::var_os("OUT_DIR").context("cargo names the folder")?);
    Ok(fs::write(out.join("client.rs"), code)?)
}

/// The files of the spec: every `*.json` of every folder in it.
fn sources(spec: &Path) -> Result<Vec<SourceFile>> {
    let mut files = Vec::new();
    for folder in entries(spec)?.iter().filter(|path| path.is_dir()) {
        for path in entries(folder)? {
            files.push(SourceFile {
                text: fs::read_to_string(&path)?,
                path: path.display().to_string(),
            });
        }
    }
    Ok(files)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut paths =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}
