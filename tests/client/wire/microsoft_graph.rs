//! Every operation of Microsoft Graph, called once, with what must go over the wire written out.

use directory_graph::microsoft_graph::Client;

use crate::wire::{MicrosoftGraphCase, case};

pub(crate) fn cases() -> Vec<MicrosoftGraphCase> {
    vec![
        case!(
            "domains.create",
            |c| c.domains().create("contoso.com"),
            "POST",
            "https://graph.microsoft.com/v1.0/domains",
            r#"{"id":"contoso.com"}"#
        ),
        case!(
            "domains.verify",
            |c| c.domains().id("contoso.com").verify().force_takeover(true),
            "POST",
            "https://graph.microsoft.com/beta/domains/contoso.com/verify",
            r#"{"forceTakeover":true}"#
        ),
    ]
}
