//! A command line, read by a table of the commands that there are; the help is made from the same table.

mod given;

use std::ffi::OsString;
use std::fmt::Display;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use anyhow::Error;
use codegen::diagnostics::suggest;
use lexopt::{Arg, Parser};

use crate::commands::Report;
pub use given::Given;

/// A program with its commands.
#[derive(Debug)]
pub struct Program {
    /// How it is called: `cargo xtask`.
    pub name: &'static str,
    /// What it is for.
    pub about: &'static str,
    /// What it can do.
    pub commands: &'static [Command],
}

/// One command.
#[derive(Debug)]
pub struct Command {
    /// Its name.
    pub name: &'static str,
    /// What it does.
    pub about: &'static str,
    /// What it takes without `--`.
    pub places: &'static [Place],
    /// What it takes with `--`.
    pub options: &'static [Opt],
}

/// An argument that is known by its place.
#[derive(Debug)]
pub struct Place {
    /// What it is called.
    pub name: &'static str,
    /// How often it may be given.
    pub times: Times,
    /// What it means.
    pub help: &'static str,
}

/// How often an argument may be given.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Times {
    /// Exactly once.
    Once,
    /// Once or not at all.
    Perhaps,
    /// As often as wanted.
    Often,
}

/// An option.
#[derive(Debug)]
pub struct Opt {
    /// Its name, without `--`.
    pub name: &'static str,
    /// What follows it.
    pub takes: Takes,
    /// What it means.
    pub help: &'static str,
}

/// What follows an option.
#[derive(Clone, Copy, Debug)]
pub enum Takes {
    /// Nothing.
    Nothing,
    /// A value, which is called so.
    Value(&'static str),
    /// One value or several, each of which is called so; the option may come again.
    Values(&'static str),
    /// One of these words.
    Word(&'static [&'static str]),
}

/// Why a command was not run to its end.
#[derive(Debug)]
pub enum Stop {
    /// Help was asked for.
    Help(String),
    /// It was called in a way that makes no sense.
    Usage(String),
    /// It could not be done.
    Failed(Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl Program {
    /// Reads the arguments that follow the program's name.
    ///
    /// # Errors
    ///
    /// What no command takes, and the wish for help.
    pub fn read(&self, arguments: impl IntoIterator<Item = OsString>) -> Result<Given<'_>, Stop> {
        let mut parser = Parser::from_args(arguments);
        let name = match parser.next() {
            Ok(None) => return Err(Stop::Usage(self.help())),
            Ok(Some(Arg::Short('h') | Arg::Long("help"))) => return Err(Stop::Help(self.help())),
            Ok(Some(Arg::Value(name))) => name.to_string_lossy().into_owned(),
            Ok(Some(other)) => return Err(self.usage("COMMAND", other.unexpected())),
            Err(error) => return Err(self.usage("COMMAND", error)),
        };
        if name == "help" {
            return Err(Stop::Help(self.help()));
        }
        let Some(command) = self.commands.iter().find(|command| command.name == name) else {
            let near = near("", &name, self.commands.iter().map(|command| command.name));
            return Err(self.usage("COMMAND", format!("there is no command `{name}`{near}")));
        };
        Given::read(self, command, &mut parser)
    }

    fn usage(&self, line: &str, message: impl Display) -> Stop {
        let name = self.name;
        let more = line.split(' ').next().filter(|first| *first != "COMMAND");
        let more = more.map_or(String::new(), |command| format!(" {command}"));
        Stop::Usage(format!(
            "error: {message}\n\nUsage: {name} {line}\n\n`{name}{more} --help` tells more.\n"
        ))
    }

    fn help(&self) -> String {
        let rows = self.commands.iter().map(|it| (it.name.to_owned(), it.about.to_owned()));
        format!(
            "{about}\n\nUsage: {name} COMMAND\n\n{rows}\n`{name} COMMAND --help` tells more of one.\n",
            about = self.about,
            name = self.name,
            rows = columns(rows),
        )
    }
}

impl Command {
    /// The command and what it takes.
    fn line(&self) -> String {
        let places = self.places.iter().map(|it| match it.times {
            Times::Once => format!(" {}", it.name),
            Times::Perhaps => format!(" [{}]", it.name),
            Times::Often => format!(" [{}]...", it.name),
        });
        let options = self.options.iter().map(|it| format!(" [{}]", it.text()));
        self.name.to_owned() + &places.chain(options).collect::<String>()
    }

    fn help(&self, program: &Program) -> String {
        let places = self.places.iter().map(|it| (it.name.to_owned(), it.help.to_owned()));
        let options = self.options.iter().map(|it| match it.takes {
            Takes::Word(words) => (it.text(), format!("{}: {}", it.help, words.join(", "))),
            _ => (it.text(), it.help.to_owned()),
        });
        let help = ("--help".to_owned(), "Show this".to_owned());
        let rows = columns(places.chain(options).chain([help]));
        format!("{}\n\nUsage: {} {}\n\n{rows}", self.about, program.name, self.line())
    }
}

impl Opt {
    fn text(&self) -> String {
        match self.takes {
            Takes::Nothing => format!("--{}", self.name),
            Takes::Value(value) => format!("--{} {value}", self.name),
            Takes::Values(value) => format!("--{} {value}...", self.name),
            Takes::Word(_) => format!("--{} {}", self.name, self.name.to_uppercase()),
        }
    }
}

/// What may have been meant, with what stands before each of the names.
fn near<'a>(mark: &str, name: &str, names: impl Iterator<Item = &'a str>) -> String {
    suggest(name, names).map_or(String::new(), |near| format!("; did you mean `{mark}{near}`?"))
}

/// Names with what they mean beside them.
fn columns(rows: impl Iterator<Item = (String, String)>) -> String {
    let rows: Vec<(String, String)> = rows.collect();
    let width = rows.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    let line = |(name, about): &(String, String)| format!("  {name:width$}  {about}\n");
    rows.iter().map(line).collect()
}

/// Prints what a command has to say. It ends with 0 if all is well, with 1 if something is wrong or failed, and with
/// 2 if the call makes no sense.
pub fn end(outcome: Result<Report, Stop>) -> ExitCode {
    let (out, err, code) = match outcome {
        Ok(report) => (report.out, report.err, u8::from(report.failed)),
        Err(Stop::Help(text)) => (text, String::new(), 0),
        Err(Stop::Usage(text)) => (String::new(), text, 2),
        Err(Stop::Failed(error)) => (String::new(), format!("error: {error:#}\n"), 1),
    };
    match print(io::stdout().lock(), &out).and(print(io::stderr().lock(), &err)) {
        Ok(()) => ExitCode::from(code),
        Err(_) => ExitCode::FAILURE,
    }
}

/// Prints a text. A reader that has seen enough is no failure.
fn print(mut to: impl Write, text: &str) -> io::Result<()> {
    match to.write_all(text.as_bytes()).and_then(|()| to.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        printed => printed,
    }
}
