//! What calls cost, beside progenitor's client and code written by hand.

fn main() {}
