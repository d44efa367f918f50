//! A small spec, in a folder or as text.

use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

use tempfile::TempDir;
use xtask::plan::Change;
use xtask::{Layout, Outcome, Regen};

pub(crate) const SERVICE: &str = r#"{
  "title": "T",
  "doc": "A service.",
  "version": { "query": "v", "default": "1", "known": ["1"] },
  "clouds": { "Global": { "url": "https://t.example", "doc": "The only one." } },
  "scopes": ["https://t.example/.default"]
}
"#;

pub(crate) const THINGS: &str = r#"{
  "doc": "Things.",
  "operations": {
    "things.get": {
      "http": "GET /things",
      "summary": "Gets the thing.",
      "returns": { "200": "Thing" },
      "documents": ["001 / Things"]
    }
  },
  "types": { "Thing": { "doc": "A thing.", "properties": { "name": { "type": "string", "doc": "Its name." } } } }
}
"#;

pub(crate) const EXAMPLES: &str = r#"{ "examples": { "things.get": [{ "from": "constructed", "request": {} }] } }
"#;

pub(crate) const DOCUMENTS: &str = r#"{
  "documents": {
    "001": {
      "title": "Things",
      "language": "en",
      "headings": [{ "line": 1, "heading": "Things" }],
      "requests": [{ "line": 2, "request": "GET /things", "operations": ["s:things.get"] }]
    }
  },
  "contradictions": 0,
  "notErrata": {}
}
"#;

/// A folder with a spec of one operation, and room for what is made of it.
pub(crate) struct Fixture {
    pub(crate) folder: TempDir,
}

impl Fixture {
    pub(crate) fn new() -> Self {
        let fixture = Self { folder: TempDir::new().unwrap() };
        fixture.put("spec/s/service.json", SERVICE);
        fixture.put("spec/s/things.json", THINGS);
        fixture.put("spec/s/things.examples.json", EXAMPLES);
        fixture
    }

    pub(crate) fn path(&self, inside: &str) -> PathBuf {
        self.folder.path().join(inside)
    }

    pub(crate) fn put(&self, inside: &str, text: &str) {
        let path = self.path(inside);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn text(&self, inside: &str) -> String {
        fs::read_to_string(self.path(inside)).unwrap()
    }

    pub(crate) fn task(&self) -> Regen {
        Regen {
            spec: self.path("spec"),
            out: self.path("out/api"),
            layout: Layout::Api,
            schema: Some(self.path("spec/schema.json")),
            diagnostics: Some(self.path("spec/DIAGNOSTICS.md")),
            record: Some(self.path("record")),
        }
    }

    /// Everything in the folder: paths, when each was written, and what it holds.
    pub(crate) fn snapshot(&self) -> Vec<(PathBuf, SystemTime, String)> {
        let mut files = Vec::new();
        let mut folders = vec![self.folder.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let written = fs::metadata(&path).unwrap().modified().unwrap();
                    let text = fs::read_to_string(&path).unwrap();
                    files.push((path, written, text));
                }
            }
        }
        files.sort();
        files
    }
}

/// Paths below the fixture of what was written and what was deleted.
pub(crate) fn done(fixture: &Fixture, outcome: Outcome) -> (Vec<String>, Vec<String>) {
    let Outcome::Done(summary) = outcome else { panic!("{outcome:?}") };
    let inside = |change: &Change| {
        change.path.strip_prefix(fixture.folder.path()).unwrap().display().to_string()
    };
    let (written, deleted): (Vec<_>, Vec<_>) =
        summary.changes.iter().partition(|change| change.new.is_some());
    (written.into_iter().map(inside).collect(), deleted.into_iter().map(inside).collect())
}
