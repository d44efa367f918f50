//! The crates that users would build: ours around a spec of any size, and progenitor's, each in a workspace of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::process;
use super::programs::Programs;
use super::specs::Spec;
use xtask::plan;

/// A crate on disk.
pub(super) struct Crate {
    pub(super) workspace: PathBuf,
    /// The package's name, which tells crates of different sizes apart in one folder of artifacts.
    pub(super) name: String,
    /// The start of the names of the library's files.
    pub(super) library: String,
    /// Where the model that is edited is defined, and the line that begins its definition.
    model: Option<(PathBuf, &'static str)>,
}

impl Crate {
    /// Gives the model another line of documentation: the smallest edit after which a compiler must look again. A crate without
    /// such a model says so.
    pub(super) fn edit(&self, number: usize) -> Result<bool> {
        let Some((model, definition)) = &self.model else { return Ok(false) };
        let text = fs::read_to_string(model)?;
        fs::write(model, edited(&text, definition, number)?)?;
        Ok(true)
    }
}

/// The text with one line of documentation more in the model.
fn edited(text: &str, definition: &str, number: usize) -> Result<String> {
    let Some((before, after)) = text.split_once(definition) else {
        bail!("the model to edit is not there");
    };
    Ok(format!("{before}{definition}\n    /// Edit {number}.{after}"))
}

/// Our crate around this spec, with its own sources and without what names operations: examples, tests.
pub(super) fn ours(root: &Path, scratch: &Path, spec: &Spec, programs: &Programs) -> Result<Crate> {
    let workspace = scratch.join(format!("ours-{}", spec.id));
    let package = workspace.join("generated");
    let name = format!("directory-graph-{}", spec.id);
    copy_package(&root.join("generated"), &package, &name)?;
    // What a path leads to inside a workspace is a member of it.
    copy_package(
        &root.join("codegen/runtime"),
        &workspace.join("codegen/runtime"),
        "directory-graph-runtime",
    )?;
    make_workspace(root, &workspace, "generated")?;
    let mut regen = Command::new(&programs.xtask);
    regen.args(["regen", "--spec"]).arg(&spec.folder);
    process::run(regen.arg("--out").arg(package.join("src/api")))?;
    let definition = "pub struct Group {";
    Ok(Crate {
        workspace,
        library: name.replace('-', "_"),
        name,
        model: Some((defining(&package, definition)?, definition)),
    })
}

/// A package of ours with its sources and the page that these include, under another name.
fn copy_package(source: &Path, package: &Path, name: &str) -> Result<()> {
    for path in plan::walk(&source.join("src"))? {
        let target = package.join(path.strip_prefix(source)?);
        fs::create_dir_all(target.parent().unwrap_or(package))?;
        fs::copy(path, target)?;
    }
    let page = source.join("README.md");
    if page.is_file() {
        fs::copy(page, package.join("README.md"))?;
    }
    let manifest = read(&source.join("Cargo.toml"))?;
    Ok(fs::write(package.join("Cargo.toml"), own_manifest(&manifest, name))?)
}

/// The client that progenitor makes, positional interface, with the dependencies that its code names.
pub(super) fn theirs(
    root: &Path,
    scratch: &Path,
    spec: &Spec,
    programs: &Programs,
) -> Result<Crate> {
    let workspace = scratch.join(format!("theirs-{}", spec.id));
    let package = workspace.join("client");
    fs::create_dir_all(package.join("src"))?;
    let name = format!("client-{}", spec.id);
    let manifest = read(&root.join("tests/bench/progenitor/Cargo.toml"))?;
    let manifest = peer_manifest(&manifest, &name).context("progenitor-peer's manifest")?;
    fs::write(package.join("Cargo.toml"), manifest)?;
    make_workspace(&root.join("tests/bench"), &workspace, "client")?;
    let mut generate = Command::new(&programs.peer);
    generate.arg("generate").arg(&spec.openapi);
    process::run(generate.arg(package.join("src/lib.rs")))?;
    let definition = "pub struct AzureAdGraphGroup {";
    Ok(Crate {
        workspace,
        library: name.replace('-', "_"),
        name,
        model: Some((defining(&package, definition)?, definition)),
    })
}

/// A client from the registry, as an application would name it: the package and its version.
pub(super) fn published(scratch: &Path, (name, version): (&str, &str)) -> Result<Crate> {
    let workspace = scratch.join(name);
    fs::create_dir_all(workspace.join("src"))?;
    fs::write(workspace.join("src/lib.rs"), "")?;
    let manifest = format!(
        "[workspace]\n\n[package]\nname = \"application\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{name} = \"={version}\"\n"
    );
    fs::write(workspace.join("Cargo.toml"), manifest)?;
    Ok(Crate { workspace, name: name.to_owned(), library: name.replace('-', "_"), model: None })
}

/// Our manifest under another name, without dependencies of tests and what stands after them.
fn own_manifest(manifest: &str, name: &str) -> String {
    let (users, _) = manifest.split_once("[dev-dependencies]").unwrap_or((manifest, ""));
    let users = users.replacen("\"directory-graph\"", &format!("\"{name}\""), 1);
    format!("{users}[lints]\nworkspace = true\n")
}

/// The manifest of the client alone, from that of the package which also has progenitor as a program.
fn peer_manifest(manifest: &str, name: &str) -> Option<String> {
    let (_, dependencies) = manifest.split_once("# Of the client that progenitor makes.\n")?;
    let (dependencies, _) = dependencies.split_once("# Of the program.\n")?;
    Some(format!(
        "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition.workspace = true\n\n[dependencies]\n{dependencies}"
    ))
}

/// A workspace with the dependencies and the lock file of another one, but with one member and the usual profiles.
fn make_workspace(like: &Path, workspace: &Path, member: &str) -> Result<()> {
    let manifest = read(&like.join("Cargo.toml"))?;
    let manifest = workspace_manifest(&manifest, member);
    fs::write(workspace.join("Cargo.toml"), manifest)?;
    fs::copy(like.join("Cargo.lock"), workspace.join("Cargo.lock"))?;
    Ok(())
}

fn workspace_manifest(manifest: &str, member: &str) -> String {
    let mut text = String::new();
    let mut skipped = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            skipped = line.starts_with("[profile");
        }
        if line.starts_with("members = ") {
            text += &format!("members = [\"{member}\"]\n");
        } else if !skipped && !line.starts_with("exclude = ") {
            text += &format!("{line}\n");
        }
    }
    text
}

/// The file with a definition.
fn defining(package: &Path, definition: &str) -> Result<PathBuf> {
    for path in plan::walk(&package.join("src"))? {
        if path.extension().is_some_and(|extension| extension == "rs")
            && read(&path)?.contains(definition)
        {
            return Ok(path);
        }
    }
    bail!("nothing in {} has `{definition}`", package.display())
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn manifests_lose_what_builds_do_not_need() {
        assert_eq!(
            own_manifest(
                "[package]\nname = \"directory-graph\"\n[dev-dependencies]\nx = \"1\"\n",
                "directory-graph-50"
            ),
            "[package]\nname = \"directory-graph-50\"\n[lints]\nworkspace = true\n"
        );
        assert_eq!(
            workspace_manifest(
                "[workspace]\nmembers = [\"a\", \"b\"]\nexclude = [\"c\"]\n[profile.dev]\nx = 1\n[workspace.lints.rust]\n",
                "m"
            ),
            "[workspace]\nmembers = [\"m\"]\n[workspace.lints.rust]\n"
        );
    }

    #[test]
    fn the_peers_manifest_has_the_dependencies_of_the_client() {
        let manifest = read(&crate::root().join("tests/bench/progenitor/Cargo.toml"));
        let manifest = peer_manifest(&manifest.unwrap(), "client-50").unwrap();
        assert!(manifest.contains("\nprogenitor-client.workspace = true\n"));
        assert!(!manifest.contains("clap"));
    }

    #[test]
    fn an_edit_gives_the_model_a_line() {
        assert_eq!(
            edited("a\npub struct A {\n    b: C,\n}\n", "pub struct A {", 7).unwrap(),
            "a\npub struct A {\n    /// Edit 7.\n    b: C,\n}\n"
        );
        assert!(edited("", "pub struct A {", 7).is_err());
    }
}
