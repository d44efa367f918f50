//! Reading a spec.

use std::fs;
use std::path::{Path, PathBuf};
use std::string::FromUtf8Error;

use anyhow::{Context, Result, bail};
use codegen::SourceFile;

use crate::workspace;

/// A spec file and where it is on disk.
#[derive(Clone, Debug)]
pub struct OnDisk {
    /// Where it is.
    pub path: PathBuf,
    /// What `codegen` gets to see: its text, under the spec folder's name.
    pub source: SourceFile,
}

/// The files of a spec: every `*.json` of every folder in it, sorted. Files beside the folders are not part of the spec.
///
/// # Errors
///
/// A file or folder that cannot be read, a folder inside a service's folder, or no file at all.
pub fn read(spec: &Path) -> Result<Vec<OnDisk>> {
    let name = name(spec)?;
    let mut files = Vec::new();
    for folder in entries(spec)?.into_iter().filter(|path| path.is_dir()) {
        for path in entries(&folder)? {
            if path.is_dir() {
                bail!(
                    "{} is a folder inside the folder of a service; spec files stand directly in it",
                    path.display()
                );
            }
            if path.extension().is_some_and(|extension| extension == "json") {
                files.push(on_disk(spec, &name, path)?);
            }
        }
    }
    if files.is_empty() {
        bail!("{} holds no spec: no folder with a `service.json` in it", spec.display());
    }
    Ok(files)
}

/// The list of the documents, if the spec has one: `documents.json` beside the folders of the services.
///
/// # Errors
///
/// A file that cannot be read.
pub fn documents(spec: &Path) -> Result<Option<OnDisk>> {
    let path = spec.join(workspace::DOCUMENTS);
    let exists = path.try_exists().with_context(|| format!("cannot read {}", path.display()))?;
    exists.then(|| on_disk(spec, &name(spec)?, path)).transpose()
}

/// What a spec is called: its folder's name.
fn name(spec: &Path) -> Result<String> {
    let full = fs::canonicalize(spec)
        .with_context(|| format!("cannot read the spec in {}", spec.display()))?;
    Ok(full.file_name().map_or("spec".into(), |name| name.to_string_lossy().into_owned()))
}

/// Reads a file of the spec with this name.
fn on_disk(spec: &Path, name: &str, path: PathBuf) -> Result<OnDisk> {
    let context = || format!("cannot read {}", path.display());
    // To open a pipe or a device might take for ever.
    if !fs::metadata(&path).with_context(context)?.is_file() {
        bail!("{} is neither a file nor a folder; move it away", path.display());
    }
    let bytes = fs::read(&path).with_context(context)?;
    let inside = path.strip_prefix(spec).unwrap_or(&path).to_string_lossy().replace('\\', "/");
    let source = SourceFile { path: format!("{name}/{inside}"), text: text(bytes) };
    Ok(OnDisk { path, source })
}

/// Bytes as text, with U+FFFD for what is no UTF-8. Almost all text is sound, which is found faster than what is not.
pub(crate) fn text(bytes: Vec<u8>) -> String {
    let lossy = |error: FromUtf8Error| String::from_utf8_lossy(error.as_bytes()).into_owned();
    String::from_utf8(bytes).unwrap_or_else(lossy)
}

/// The text of the files alone.
pub fn texts(files: Vec<OnDisk>) -> Vec<SourceFile> {
    files.into_iter().map(|file| file.source).collect()
}

/// What is in a folder, sorted by name; hidden files are left out.
fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let context = || format!("cannot read {}", folder.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).with_context(context)? {
        let entry = entry.with_context(context)?;
        if !entry.file_name().to_string_lossy().starts_with('.') {
            paths.push(entry.path());
        }
    }
    // Paths compare part by part, and these differ in the last one only.
    paths.sort_by(|a, b| a.as_os_str().cmp(b.as_os_str()));
    Ok(paths)
}
