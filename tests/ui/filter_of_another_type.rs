use directory_graph::azure_ad_graph::Client;
use directory_graph::azure_ad_graph::models::application;

fn list(client: &Client) {
    let _ = client.groups().list().filter(application::display_name().eq("x"));
}

fn main() {}
