//! Writes a call of each operation as Rust: the sample that documentation and export show.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use codegen::SourceFile;
use codegen::samples::Samples;

const SPEC: &str = "../../api-spec";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed={SPEC}");
    let sources = sources(Path::new(SPEC))?;
    let read = codegen::read(&sources)
        .map_err(|mistakes| io::Error::other(mistakes.render_human(&sources, false)))?;
    let samples = Samples::of(&read.model);
    let mut calls = String::from("&[\n");
    for service in &read.model.services {
        for module in &service.modules {
            for operation in &module.operations {
                let request = module.requests_of(operation).next();
                let sample = samples.get(&service.name, &operation.id);
                let name = format!("{}:{}", service.name, operation.id);
                let (Some(request), Some(sample)) = (request, sample) else {
                    return Err(io::Error::other(format!("{name} has no request")));
                };
                let body = request.body.as_ref().map(ToString::to_string).unwrap_or_default();
                // Writing to a String cannot fail.
                let _ = writeln!(
                    calls,
                    "Call {{ operation: {name:?}, target: {:?}, body: {body:?}, responds: {}, run: |tenant| Box::pin(async move {{\n\
                     let client = tenant.{}();\n{}\nOk(())\n}}) }},",
                    request.target,
                    sample.rust.contains("println!"),
                    service.name,
                    sample.rust,
                );
            }
        }
    }
    calls.push(']');
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("calls.rs"), calls)
}

/// The files of a spec: a folder for each service.
fn sources(spec: &Path) -> io::Result<Vec<SourceFile>> {
    let mut sources = Vec::new();
    for folder in entries(spec)?.into_iter().filter(|path| path.is_dir()) {
        println!("cargo::rerun-if-changed={}", folder.display());
        for path in entries(&folder)? {
            if path.extension().is_some_and(|extension| extension == "json") {
                let text = fs::read_to_string(&path)?;
                let path = path.strip_prefix(spec).unwrap_or(&path).display().to_string();
                sources.push(SourceFile { path, text });
            }
        }
    }
    Ok(sources)
}

fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}
