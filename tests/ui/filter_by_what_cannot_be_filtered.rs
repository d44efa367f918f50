use directory_graph::azure_ad_graph::Client;
use directory_graph::azure_ad_graph::models::group;

fn list(client: &Client) {
    let _ = client.groups().list().filter(group::description().eq("x"));
}

fn main() {}
