//! A server on this machine that responds to every request with the same page. As little of HTTP/1.1 as keeps connections
//! alive, on a thread of its own, so that what the clients cost can be told from what it costs.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::mpsc;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What every request must hold: the operation, its version and the token.
const ASKED: [&str; 3] = ["GET /myorganization/groups?", "api-version=1.6", "Bearer "];

/// Starts a server that lives as long as the process; gives its address.
pub(crate) fn start(body: &str) -> SocketAddr {
    let response: Arc<[u8]> = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json; odata=minimalmetadata; charset=utf-8\r\n\
         request-id: 14a4ad4d-1b5c-4c63-a1a0-4a1b3a5a5b5c\r\ndate: Thu, 11 Oct 2018 18:11:49 GMT\r\n\
         cache-control: no-cache\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
    .into();
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || {
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_io().build().expect("a runtime");
        runtime.block_on(async move {
            let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
            tell.send(listener.local_addr().expect("an address")).expect("somebody waits");
            while let Ok((stream, _)) = listener.accept().await {
                let response = Arc::clone(&response);
                // A client that goes away ends the connection, nothing else.
                tokio::spawn(async move { serve(stream, &response).await.ok() });
            }
        });
    });
    told.recv().expect("the server starts")
}

async fn serve(mut stream: TcpStream, response: &[u8]) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut received = Vec::with_capacity(4096);
    while stream.read_buf(&mut received).await? > 0 {
        if received.ends_with(b"\r\n\r\n") {
            let request = String::from_utf8_lossy(&received);
            let as_asked = ASKED.iter().all(|part| request.contains(part));
            let refusal = b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n".as_slice();
            stream.write_all(if as_asked { response } else { refusal }).await?;
            received.clear();
        }
    }
    Ok(())
}
