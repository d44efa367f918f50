use directory_graph::azure_ad_graph::Client;

fn list(client: &Client) {
    let _ = client.groups().id("g1").get().top(5);
}

fn main() {}
