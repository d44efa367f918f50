//! Where things are.

use std::env;
use std::path::{Path, PathBuf};

/// The folder of the spec, from the workspace's root.
pub const SPEC: &str = "api-spec";

/// The folder of the emitted code, from the workspace's root.
pub const OUT: &str = "generated/src/api";

/// The crate that emitted code stands on, from the workspace's root.
pub const RUNTIME: &str = "codegen/runtime";

/// The JSON Schema of spec files, from the workspace's root.
pub const SCHEMA: &str = "api-spec/schema.json";

/// The catalogue of diagnostics, from the workspace's root.
pub const DIAGNOSTICS: &str = "api-spec/DIAGNOSTICS.md";

/// The documents as data, from the spec's folder.
pub const DOCUMENTS: &str = "documents.json";

/// The workspace's root: where the package is that cargo runs, or else the nearest folder around the current one that
/// holds a spec.
pub fn root() -> PathBuf {
    let holds_spec = |dir: &&Path| dir.join(SPEC).is_dir();
    let package = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    if let Some(root) = package.as_deref().and_then(Path::parent).filter(holds_spec) {
        return root.to_owned();
    }
    let current = env::current_dir().unwrap_or_default();
    let root = current.ancestors().find(holds_spec).map(Path::to_owned);
    root.unwrap_or(current)
}

/// A path as people want to read it: from the workspace's root on if it is inside.
pub fn display(path: &Path) -> String {
    let shown = path.strip_prefix(root()).map(Path::to_owned).unwrap_or_else(|_| path.to_owned());
    shown.display().to_string().replace('\\', "/")
}
