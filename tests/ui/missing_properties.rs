use directory_graph::azure_ad_graph::models::GroupCreate;

fn main() {
    let _ = GroupCreate {
        display_name: "Example Group".into(),
        mail_enabled: false,
    };
}
