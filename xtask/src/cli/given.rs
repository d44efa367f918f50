//! What was given to a command.

use std::ffi::{OsStr, OsString};
use std::fmt::Display;
use std::path::{Path, PathBuf};

use lexopt::{Arg, Parser};

use super::{Command, Program, Stop, Takes, Times, near};

/// What was given to a command.
#[derive(Debug)]
pub struct Given<'p> {
    program: &'p Program,
    command: &'p Command,
    places: Vec<OsString>,
    options: Vec<(&'p str, OsString)>,
}

impl<'p> Given<'p> {
    /// Reads what follows the command's name.
    pub(super) fn read(
        program: &'p Program,
        command: &'p Command,
        parser: &mut Parser,
    ) -> Result<Self, Stop> {
        let mut given = Self { program, command, places: Vec::new(), options: Vec::new() };
        while let Some(argument) = parser.next().map_err(|error| given.usage(error))? {
            match argument {
                Arg::Short('h') | Arg::Long("help") => {
                    return Err(Stop::Help(command.help(program)));
                }
                Arg::Value(value) => given.place(value)?,
                Arg::Short(name) => {
                    return Err(given.usage(format!("there is no option `-{name}`")));
                }
                Arg::Long(name) => {
                    let name = name.to_owned();
                    given.option(&name, parser)?;
                }
            }
        }
        match command.places.get(given.places.len()) {
            Some(missing) if missing.times == Times::Once => {
                Err(given.usage(format!("`{}` is missing", missing.name)))
            }
            _ => Ok(given),
        }
    }

    fn place(&mut self, value: OsString) -> Result<(), Stop> {
        let places = self.command.places;
        let is_open = places.last().is_some_and(|it| it.times == Times::Often);
        if self.places.len() >= places.len() && !is_open {
            return Err(self.usage(Arg::Value(value).unexpected()));
        }
        self.places.push(value);
        Ok(())
    }

    fn option(&mut self, name: &str, parser: &mut Parser) -> Result<(), Stop> {
        let options = self.command.options;
        let Some(option) = options.iter().find(|it| it.name == name) else {
            let near = near("--", name, options.iter().map(|it| it.name));
            return Err(self.usage(format!("there is no option `--{name}`{near}")));
        };
        if let Takes::Values(_) = option.takes {
            let values = parser.values().map_err(|error| self.usage(error))?;
            self.options.extend(values.map(|value| (option.name, value)));
            return Ok(());
        }
        if self.has(name) {
            return Err(self.usage(format!("`--{name}` is given twice")));
        }
        let value = match option.takes {
            Takes::Nothing => OsString::new(),
            _ => parser.value().map_err(|error| self.usage(error))?,
        };
        if let Takes::Word(words) = option.takes
            && !words.iter().any(|word| value == *word)
        {
            let text = value.to_string_lossy();
            let near = near("", &text, words.iter().copied());
            let words = words.join(", ");
            return Err(self.usage(format!("`--{name}` takes {words}, not `{text}`{near}")));
        }
        self.options.push((option.name, value));
        Ok(())
    }

    /// The command's name.
    pub fn command(&self) -> &str {
        self.command.name
    }

    /// The arguments that are known by their places.
    pub fn places(&self) -> impl Iterator<Item = String> {
        self.places.iter().map(|it| it.to_string_lossy().into_owned())
    }

    /// Whether an option was given.
    pub fn has(&self, name: &str) -> bool {
        self.value(name).is_some()
    }

    /// The word after an option.
    pub fn word(&self, name: &str) -> Option<&str> {
        self.value(name)?.to_str()
    }

    /// All words after an option that takes several.
    pub fn words(&self, name: &str) -> Vec<String> {
        let options = self.options.iter().filter(|(option, _)| *option == name);
        options.map(|(_, value)| value.to_string_lossy().into_owned()).collect()
    }

    /// The path after an option.
    pub fn path(&self, name: &str) -> Option<&Path> {
        self.value(name).map(Path::new)
    }

    /// The path of a folder after an option, which is not to be something else.
    ///
    /// # Errors
    ///
    /// It is a file.
    pub fn folder(&self, name: &str) -> Result<Option<PathBuf>, Stop> {
        match self.path(name) {
            Some(path) if path.exists() && !path.is_dir() => Err(self
                .usage(format!("`--{name}` takes a folder, and `{}` is a file", path.display()))),
            path => Ok(path.map(Path::to_owned)),
        }
    }

    /// The number after an option.
    ///
    /// # Errors
    ///
    /// It is no whole number, or 0.
    pub fn number(&self, name: &str) -> Result<Option<usize>, Stop> {
        let Some(value) = self.value(name) else {
            return Ok(None);
        };
        let text = value.to_string_lossy();
        match text.parse() {
            Ok(number) if number > 0 => Ok(Some(number)),
            _ => Err(self.usage(format!("`--{name}` takes a number from 1 on, not `{text}`"))),
        }
    }

    /// A mistake in how the command was called.
    pub fn usage(&self, message: impl Display) -> Stop {
        self.program.usage(&self.command.line(), message)
    }

    fn value(&self, name: &str) -> Option<&OsStr> {
        let mut options = self.options.iter();
        options.find(|(option, _)| *option == name).map(|(_, value)| value.as_os_str())
    }
}
