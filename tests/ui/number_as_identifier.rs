use directory_graph::azure_ad_graph::Client;

fn read(client: &Client) {
    let _ = client.groups().id(7);
}

fn main() {}
