//! Reading a spec out of git, without touching the working tree.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use codegen::SourceFile;

use crate::sources;

/// Whether the repository around a spec's folder knows a revision.
///
/// # Errors
///
/// No git, or no repository.
pub fn exists(revision: &str, spec: &Path) -> Result<bool> {
    git(spec, ["rev-parse", "--git-dir"])?;
    let tree = format!("{revision}^{{tree}}");
    let verify = ["rev-parse", "--verify", "--quiet", "--end-of-options", &tree];
    Ok(git(spec, verify).is_ok())
}

/// The files of a spec as a revision has them, sorted; none if the revision has no such folder.
///
/// # Errors
///
/// No git, no repository, or a folder inside a service's folder.
pub fn read(revision: &str, spec: &Path) -> Result<Vec<SourceFile>> {
    let name = name(spec)?;
    let tree = format!("{revision}^{{tree}}");
    let listed = git(spec, ["ls-tree", "-r", "-z", &tree, "--", &format!("{name}/")])?;
    let listed = String::from_utf8(listed).context("git lists a path that is not UTF-8")?;
    let mut files = Vec::new();
    for entry in listed.split_terminator('\0') {
        let (facts, path) =
            entry.split_once('\t').with_context(|| format!("git lists `{entry}`"))?;
        let mut facts = facts.split(' ');
        let (mode, object) = (facts.next().unwrap_or_default(), facts.nth(1));
        let inside: Vec<&str> = path.split('/').skip(1).collect();
        // Links and submodules are no files; hidden files are nobody's business.
        if !mode.starts_with("100") || inside.iter().any(|part| part.starts_with('.')) {
            continue;
        }
        match inside.as_slice() {
            [_, file] if file.ends_with(".json") => {
                let text = git(spec, ["cat-file", "blob", object.unwrap_or_default()])?;
                let text = sources::text(text);
                let path = format!("{revision}:{path}");
                files.push(SourceFile { path, text });
            }
            [_, _, _, ..] => bail!(
                "{revision}:{path} lies in a folder inside the folder of a service; spec files stand directly in it"
            ),
            _ => {}
        }
    }
    Ok(files)
}

fn name(spec: &Path) -> Result<&str> {
    spec.file_name()
        .and_then(OsStr::to_str)
        .with_context(|| format!("{} is no folder inside a repository", spec.display()))
}

/// What git says, run beside the spec's folder, which itself may be gone by now.
fn git<'a>(spec: &Path, arguments: impl IntoIterator<Item = &'a str>) -> Result<Vec<u8>> {
    let beside =
        spec.parent().with_context(|| format!("{} has no folder around it", spec.display()))?;
    let output = Command::new("git")
        .arg("-C")
        .arg(beside)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .context("cannot run git")?;
    if !output.status.success() {
        bail!("git: {}", String::from_utf8_lossy(&output.stderr).trim_end());
    }
    Ok(output.stdout)
}
