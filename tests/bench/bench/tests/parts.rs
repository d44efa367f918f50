//! A part that fails does not lose the others.

use anyhow::{Result, bail};
use bench::measure::{Part, each};

#[test]
fn a_part_that_fails_does_not_keep_the_others_from_their_turn() {
    let mut seen = Vec::new();
    let measure = |part| -> Result<()> {
        seen.push(part);
        match part {
            Part::Builds => bail!("a peer is missing"),
            Part::Cold => bail!("no clone"),
            _ => Ok(()),
        }
    };
    let outcome = each(&[Part::Builds, Part::Calls, Part::Cold, Part::Graph], measure);
    assert_eq!(
        outcome.unwrap_err().to_string(),
        "builds cannot be measured: a peer is missing\ncold cannot be measured: no clone"
    );
    assert_eq!(seen, [Part::Builds, Part::Calls, Part::Cold, Part::Graph]);
}
