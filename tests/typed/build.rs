//! Writes a call of each operation as Rust: the sample that documentation and export show.

use std::fmt::Write;
use std::path::PathBuf;
use std::{env, fs, io};

use codegen::samples::Samples;

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=../../api-spec");
    let sources = tests::spec();
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
