//! How long each stage takes.

use std::hint::black_box;
use std::time::Duration;

use codegen::emit;
use criterion::{BatchSize, Bencher, Criterion};

/// The same as in every report so far: what is compared is the generator, not the allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> anyhow::Result<()> {
    // Some rounds take seconds, so that there are few; they are all alike.
    let mut criterion = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
        .configure_from_args();
    for size in stages::SIZES {
        measure(&mut criterion, size)?;
    }
    criterion.final_summary();
    Ok(())
}

fn measure(criterion: &mut Criterion, size: usize) -> anyhow::Result<()> {
    let spec = stages::spec(size)?;
    let api = stages::lower(&spec, stages::parse(&spec))?;
    let plan = emit::plan(&api);
    let files = stages::render(&plan);

    let mut group = criterion.benchmark_group(size.to_string());
    let mut stage = |name: &str, run: &mut dyn FnMut(&mut Bencher<'_>)| {
        group.bench_function(name, run);
    };
    stage("parse", &mut |it| it.iter(|| stages::parse(&spec)));
    stage("lower", &mut |it| {
        it.iter_batched(
            || stages::parse(&spec),
            |parsed| stages::lower(&spec, parsed),
            BatchSize::PerIteration,
        );
    });
    stage("emit", &mut |it| it.iter(|| stages::emit(black_box(&plan))));
    stage("render", &mut |it| it.iter(|| stages::render(&plan)));
    // File systems are slow to make files anew where thousands have just been deleted, so that all stay until the end.
    let mut written = Vec::new();
    stage("write", &mut |it| {
        let write = |files| written.push(stages::write(files));
        it.iter_batched(|| files.clone(), write, BatchSize::PerIteration);
    });
    Ok(())
}
