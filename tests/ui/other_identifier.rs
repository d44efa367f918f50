use directory_graph::azure_ad_graph::{AppId, Client, ObjectId};

fn read(client: &Client, app: AppId, object: ObjectId) {
    let _ = client.applications().id(app);
    let _ = client.domains().id(object);
}

fn main() {}
