use directory_graph::azure_ad_graph::blocking::Client;

async fn read(client: &Client) {
    let _ = client.groups().id("g1").get().await;
}

fn main() {}
