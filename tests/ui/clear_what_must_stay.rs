use directory_graph::azure_ad_graph::Client;

fn clear(client: &Client) {
    let update = client.groups().id("g1").update();
    let _ = update.clear_description();
    let update = client.groups().id("g1").update();
    let _ = update.clear_display_name();
}

fn main() {}
