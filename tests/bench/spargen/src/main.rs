//! spargen, the way a build script uses it: `spargen-program SPEC FILE`.

use std::env;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let (Some(spec), Some(file)) = (arguments.next(), arguments.next()) else {
        eprintln!("spargen-program SPEC FILE");
        return ExitCode::from(2);
    };
    spargen::generate(&spargen::Spec::new(spec).build(file)).expect_success();
    ExitCode::SUCCESS
}
