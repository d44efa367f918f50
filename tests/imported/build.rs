//! Makes a client of a service's metadata while the crate is built: no spec and no emitted code to keep.

use std::path::PathBuf;
use std::{env, fs, io};

use codegen::import::{Import, import};
use codegen::{Diagnostics, SourceFile, generate};

/// What the program calls.
const SELECT: &str =
    "POST /me/sendMail\nGET /me/calendar/events\nPOST /me/calendar/events\nme/freeTimes";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=post.xml");
    let metadata =
        SourceFile { path: "post.xml".to_owned(), text: fs::read_to_string("post.xml")? };
    let selection = SourceFile { path: "SELECT".to_owned(), text: SELECT.to_owned() };
    let task = Import {
        metadata: &metadata,
        selection: &selection,
        permissions: None,
        service: "post",
        depth: None,
        earlier: None,
    };
    let imported = match import(&task, None) {
        Ok(imported) => imported,
        Err(mistakes) => return Err(failure(&mistakes, &[metadata, selection])),
    };
    let spec = imported.files.into_iter();
    let spec = spec.map(|it| SourceFile { path: format!("post/{}", it.path), text: it.text });
    let spec: Vec<SourceFile> = spec.collect();
    let emitted = generate(&spec).map_err(|mistakes| failure(&mistakes, &spec))?;
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    for file in emitted.files {
        let path = out.join("api").join(file.path);
        fs::create_dir_all(path.parent().unwrap_or(&out))?;
        fs::write(path, file.text)?;
    }
    // A module of an included file is looked for beside that file.
    let root = "#[allow(clippy::module_inception)]\nmod api;\npub use api::*;\n";
    fs::write(out.join("root.rs"), root)
}

fn failure(mistakes: &Diagnostics, sources: &[SourceFile]) -> io::Error {
    io::Error::other(mistakes.render_human(sources, false))
}
