//! A tenant of your own, over HTTP.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, io};

use codegen::SourceFile;
use directory_graph_fake::{FakeTenant, serve};
use lexopt::prelude::{Long, Short, ValueExt};
use tokio::net::TcpListener;

const USAGE: &str = "\
A tenant of your own: Azure AD Graph and Microsoft Graph on one port.

Usage: directory-graph-fake [--host 127.0.0.1] [--port 0] [--spec DIR] [--seed FILE] [--loose] [--faults FILE]

  --host ADDRESS  where to listen; this machine alone unless told otherwise
  --port PORT     0, the default, takes any that is free
  --spec DIR      the services to serve, instead of those that are built in
  --seed FILE     JSON with the objects that there are at first
  --loose         forgive what the services would refuse
  --faults FILE   JSON with what is to go wrong

The first line of the output is `listening on http://127.0.0.1:PORT`.";

struct Options {
    address: SocketAddr,
    spec: Option<PathBuf>,
    seed: Option<PathBuf>,
    faults: Option<PathBuf>,
    loose: bool,
}

fn main() -> ExitCode {
    let options = match options() {
        Ok(Some(options)) => options,
        Ok(None) => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        Err(error) => {
            eprintln!("error: {error}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match run(options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The options; none if only help is wanted.
fn options() -> Result<Option<Options>, lexopt::Error> {
    let (mut host, mut port) = (IpAddr::V4(Ipv4Addr::LOCALHOST), 0);
    let (mut spec, mut seed, mut faults, mut loose) = (None, None, None, false);
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("host") => host = arguments.value()?.parse()?,
            Long("port") => port = arguments.value()?.parse()?,
            Long("spec") => spec = Some(arguments.value()?.into()),
            Long("seed") => seed = Some(arguments.value()?.into()),
            Long("faults") => faults = Some(arguments.value()?.into()),
            Long("loose") => loose = true,
            Long("help") | Short('h') => return Ok(None),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Some(Options { address: SocketAddr::new(host, port), spec, seed, faults, loose }))
}

fn run(options: Options) -> Result<(), String> {
    let tenant = tenant(&options)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| error.to_string())?;
    let served = runtime.block_on(async {
        let listener = TcpListener::bind(options.address).await?;
        println!("listening on http://{}", listener.local_addr()?);
        tokio::select! {
            served = serve(tenant, listener) => served.map(|_| ()),
            told = stopped() => told,
        }
    });
    // Open connections are not waited for.
    runtime.shutdown_background();
    served.map_err(|error| error.to_string())
}

/// Ends when the program is told to stop.
async fn stopped() -> io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate())?;
        tokio::select! {
            _ = terminate.recv() => Ok(()),
            interrupted = tokio::signal::ctrl_c() => interrupted,
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}

fn tenant(options: &Options) -> Result<FakeTenant, String> {
    let tenant = match &options.spec {
        Some(spec) => FakeTenant::of_spec(&sources(spec)?)?,
        None => FakeTenant::new(),
    };
    let tenant = if options.loose { tenant.loose() } else { tenant };
    if let Some(path) = &options.seed {
        tenant.seed(&json(path)?).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    if let Some(path) = &options.faults {
        tenant.set_faults(&json(path)?).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(tenant)
}

fn json(path: &Path) -> Result<serde_json::Value, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))
}

/// The files of a spec: every `*.json` in each of its folders.
fn sources(spec: &Path) -> Result<Vec<SourceFile>, String> {
    let failed = |path: &Path, error: io::Error| format!("{}: {error}", path.display());
    let sorted = |folder: &Path| -> Result<Vec<PathBuf>, String> {
        let entries = fs::read_dir(folder).map_err(|error| failed(folder, error))?;
        let paths: io::Result<Vec<PathBuf>> = entries.map(|entry| Ok(entry?.path())).collect();
        let mut paths = paths.map_err(|error| failed(folder, error))?;
        paths.sort();
        Ok(paths)
    };
    let mut sources = Vec::new();
    for folder in sorted(spec)?.into_iter().filter(|path| path.is_dir()) {
        for file in sorted(&folder)? {
            if file.extension().is_some_and(|extension| extension == "json") {
                let text = fs::read_to_string(&file).map_err(|error| failed(&file, error))?;
                let inside = file.strip_prefix(spec).unwrap_or(&file);
                let path = format!("spec/{}", inside.to_string_lossy().replace('\\', "/"));
                sources.push(SourceFile { path, text });
            }
        }
    }
    Ok(sources)
}
