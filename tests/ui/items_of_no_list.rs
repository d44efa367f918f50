use directory_graph::azure_ad_graph::Client;

fn read(client: &Client) {
    let _ = client.groups().id("g1").get().items();
}

fn main() {}
