//! Emits the code for the fixtures of a crate, so that the crate can include it.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use codegen::generate;

/// A folder of specs for each crate that is built with this.
const FIXTURES: &str = match env!("CARGO_PKG_NAME").as_bytes() {
    b"golden" => "../fixtures/features",
    _ => "../fixtures/minimal",
};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed={FIXTURES}");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let sources = tests::spec_in(Path::new(FIXTURES));
    let output = match generate(&sources) {
        Ok(output) => output,
        Err(mistakes) => {
            return Err(io::Error::other(mistakes.render_human(&sources, false)));
        }
    };
    for file in output.files {
        let path = out.join("api").join(file.path);
        fs::create_dir_all(path.parent().unwrap_or(&out))?;
        fs::write(path, file.text)?;
    }
    // A module of an included file is looked for beside that file.
    let root = "#[deny(warnings)]\n#[allow(clippy::module_inception)]\npub mod api;\n";
    fs::write(out.join("root.rs"), root)
}
