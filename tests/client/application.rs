//! What the client does to the application that it is part of: nothing.
//!
//! Cargo gives a crate all features that anyone in the tree enables, so this application's own reqwest, which has none, would
//! show what ours did to it.

use directory_graph::Tenant;
use directory_graph::azure_ad_graph::{Client, blocking};

#[test]
fn its_own_reqwest_and_cryptography_stay_as_they_are() {
    Client::builder(Tenant::my_organization()).build().unwrap();
    blocking::Client::builder(Tenant::my_organization()).build().unwrap();
    assert!(rustls::crypto::CryptoProvider::get_default().is_none());
    reqwest::Client::builder().build().unwrap();
    reqwest::Client::new();
}
