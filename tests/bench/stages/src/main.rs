//! How much memory each stage takes at its peak, beyond what was there before it, as JSON: bytes by size and stage.

use anyhow::Result;
use codegen::emit;
use peak_alloc::PeakAlloc;
use serde_json::{Map, Value};

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

fn main() -> Result<()> {
    let mut sizes = Map::new();
    for size in stages::SIZES {
        sizes.insert(size.to_string(), size_of(size)?.into());
    }
    println!("{}", Value::from(sizes));
    Ok(())
}

fn size_of(operations: usize) -> Result<Map<String, Value>> {
    let mut peaks = Map::new();
    let spec = stages::spec(operations)?;
    let parsed = peak(&mut peaks, "parse", || stages::parse(&spec));
    let api = peak(&mut peaks, "lower", || stages::lower(&spec, parsed))?;
    let plan = emit::plan(&api);
    peak(&mut peaks, "emit", || stages::emit(&plan));
    let files = peak(&mut peaks, "render", || stages::render(&plan));
    peak(&mut peaks, "write", || stages::write(files))?;
    Ok(peaks)
}

fn peak<T>(peaks: &mut Map<String, Value>, stage: &str, work: impl FnOnce() -> T) -> T {
    let before = ALLOCATOR.current_usage();
    ALLOCATOR.reset_peak_usage();
    let made = work();
    let most = ALLOCATOR.peak_usage().saturating_sub(before);
    peaks.insert(stage.to_owned(), most.into());
    made
}
