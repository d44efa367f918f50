//! A server of HTTP/1.1 on loopback that responds as a test tells it to, byte by byte.

pub(crate) mod service;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;

/// A request as it came in.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    /// The request line without the version: `GET /path?query`.
    pub(crate) line: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
    /// Which connection it came through, counted from 0.
    pub(crate) connection: usize,
}

impl Received {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(header, _)| header.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}

/// What a server writes and whether it then ends the connection.
#[derive(Clone)]
pub(crate) struct Reply {
    bytes: Vec<u8>,
    hangs_up: bool,
}

/// A response with a body of JSON.
pub(crate) fn json(status: &str, body: &str) -> Reply {
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\nrequest-id: r1\r\n\r\n"
    );
    Reply { bytes: [head.as_bytes(), body.as_bytes()].concat(), hangs_up: false }
}

/// Whatever a test likes, followed by the end of the connection.
pub(crate) fn raw(bytes: impl Into<Vec<u8>>) -> Reply {
    Reply { bytes: bytes.into(), hangs_up: true }
}

pub(crate) struct Server {
    pub(crate) endpoint: String,
    received: Mutex<Receiver<Received>>,
}

impl Server {
    /// Starts a server; `response` says what to reply.
    pub(crate) fn start(response: impl Fn(&Received) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port on loopback");
        let endpoint = format!("http://{}", listener.local_addr().expect("an address"));
        let (sender, received) = channel();
        let response: Response = Arc::new(response);
        thread::spawn(move || {
            for (connection, stream) in listener.incoming().flatten().enumerate() {
                let (response, sender) = (Arc::clone(&response), sender.clone());
                thread::spawn(move || serve(stream, connection, &response, &sender));
            }
        });
        Self { endpoint, received: Mutex::new(received) }
    }

    /// Everything that came in since this was last asked.
    pub(crate) fn received(&self) -> Vec<Received> {
        self.received.lock().expect("no test panics here").try_iter().collect()
    }
}

type Response = Arc<dyn Fn(&Received) -> Reply + Send + Sync>;

fn serve(
    mut stream: TcpStream,
    connection: usize,
    response: &Response,
    sender: &Sender<Received>,
) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    loop {
        let request = read(&mut reader, connection)?;
        let reply = response(&request);
        sender.send(request).ok()?;
        // A client that has heard enough may be gone before everything is written.
        stream.write_all(&reply.bytes).ok()?;
        if reply.hangs_up {
            return None;
        }
    }
}

fn read(reader: &mut BufReader<TcpStream>, connection: usize) -> Option<Received> {
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|length| *length > 0)?;
    let mut headers = Vec::new();
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).ok()?;
        let Some((name, value)) = header.trim_end().split_once(':') else {
            break;
        };
        headers.push((name.to_owned(), value.trim().to_owned()));
    }
    // HTTP clients differ in whether they encode quotes; servers do not care.
    let line = line.trim_end().trim_end_matches(" HTTP/1.1").replace("%27", "'");
    let mut received = Received { line, headers, body: String::new(), connection };
    let length: usize =
        received.header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    received.body = String::from_utf8(body).ok()?;
    Some(received)
}
