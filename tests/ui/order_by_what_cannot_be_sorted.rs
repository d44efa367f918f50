use directory_graph::azure_ad_graph::models::group;

fn main() {
    let _ = group::mail().ascending();
}
