//! Pictures of the report's tables, made from the tables themselves, so that no picture says anything else.

mod bars;
mod curves;
mod tables;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use self::tables::Table;

/// The folder of the pictures, from the repository's root.
pub const FOLDER: &str = "tests/bench/plots";

/// A picture of some columns of one table.
struct Plot {
    file: &'static str,
    title: &'static str,
    /// The part of the report with the table.
    part: &'static str,
    /// The table has this column.
    values: &'static str,
    kind: Kind,
}

enum Kind {
    /// Lines over the number of operations, which the first column has; the second one has their names.
    Curves { unit: &'static str },
    /// A bar a row of each table that begins with this column, and the tables one below the other.
    Bars,
}

const PLOTS: [Plot; 4] = [
    Plot {
        file: "generation-time.svg",
        title: "Generation: CPU seconds",
        part: "generation",
        values: "CPU s",
        kind: Kind::Curves { unit: "s" },
    },
    Plot {
        file: "generation-memory.svg",
        title: "Generation: peak memory in MiB",
        part: "generation",
        values: "peak MiB",
        kind: Kind::Curves { unit: "MiB" },
    },
    Plot {
        file: "check-time.svg",
        title: "cargo check of the crate alone: CPU seconds",
        part: "builds",
        values: "`cargo check`, CPU s",
        kind: Kind::Curves { unit: "s" },
    },
    Plot {
        file: "calls.svg",
        title: "Calls a second",
        part: "calls",
        values: "calls a second",
        kind: Kind::Bars,
    },
];

/// Draws all pictures of a report: the names of their files, and what is in them.
///
/// # Errors
///
/// A report without one of the tables, or a cell that should be a number and is none.
pub fn draw(report: &str) -> Result<Vec<(&'static str, String)>> {
    PLOTS
        .iter()
        .map(|plot| {
            let svg =
                plot.draw(report).with_context(|| format!("{} cannot be drawn", plot.file))?;
            Ok((plot.file, svg))
        })
        .collect()
}

/// Draws all pictures of the repository's report, and writes those that are not as they were.
///
/// # Errors
///
/// What [`draw`] and writing files may fail with.
pub fn update(root: &Path, report: &str) -> Result<()> {
    let folder = root.join(FOLDER);
    fs::create_dir_all(&folder)?;
    for (file, svg) in draw(report)? {
        fs::write(folder.join(file), svg)?;
    }
    Ok(())
}

impl Plot {
    fn draw(&self, report: &str) -> Result<String> {
        let tables = tables::of(report, self.part);
        let tables: Vec<&Table> =
            tables.iter().filter(|table| table.column(self.values).is_some()).collect();
        if tables.is_empty() {
            bail!("no table of {} has a column `{}`", self.part, self.values);
        }
        match self.kind {
            Kind::Curves { unit } => {
                let [.., table] = tables[..] else { bail!("there is no table") };
                curves::draw(self.title, unit, &curves::of(table, self.values)?)
            }
            Kind::Bars => bars::draw(self.title, &bars::of(&tables, self.values)?),
        }
    }
}
