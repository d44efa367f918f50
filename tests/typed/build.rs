//! Writes what of the spec this program compiles: a call of each operation, as the sample that documentation and export
//! show, and the emitted tests, which stand in the library's source but use nothing of it that is not public.

use std::fmt::Write;
use std::path::PathBuf;
use std::{env, fs, io};

use codegen::model::Api;
use codegen::names::plain;
use codegen::samples::Samples;

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=../../api-spec");
    let sources = tests::spec();
    let read = codegen::read(&sources)
        .map_err(|mistakes| io::Error::other(mistakes.render_human(&sources, false)))?;
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("calls.rs"), calls(&read.model)?)?;
    fs::write(out.join("emitted.rs"), emitted(&read.model))
}

fn calls(api: &Api) -> io::Result<String> {
    let samples = Samples::of(api);
    let mut calls = String::from("&[\n");
    for service in &api.services {
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
    Ok(calls)
}

/// The modules of the library that have tests, with their public items, where the tests look for them.
fn emitted(api: &Api) -> String {
    let folder = tests::root().join("generated/src/api");
    let mut text = String::new();
    for service in &api.services {
        let service_name = &service.name;
        let _ = writeln!(text, "mod {service_name} {{\nuse directory_graph::{service_name}::*;");
        for module in service.modules.iter().filter(|module| !module.tests.is_empty()) {
            let name = &module.ident;
            let path = folder.join(service_name).join(plain(name)).join("tests.rs");
            let _ = writeln!(
                text,
                "mod {name} {{\nuse directory_graph::{service_name}::{name}::*;\n#[path = {path:?}]\nmod tests;\n}}",
            );
        }
        text.push_str("}\n");
    }
    text
}
