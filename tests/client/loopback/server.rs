//! A server for HTTP/1.1 on this machine, small enough to respond wrongly on purpose.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

/// What came in.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    pub(crate) method: String,
    /// Path and query.
    pub(crate) target: String,
    headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Received {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(header, _)| header == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// What goes out.
#[derive(Clone)]
pub(crate) enum Reply {
    /// A whole response.
    Whole(Vec<u8>),
    /// The beginning of a response, after which the connection ends.
    Broken(Vec<u8>),
    /// A response of announced or endless length whose body goes on until the client has enough.
    Endless(Vec<u8>),
    /// Nothing, until the client gives up.
    Silence,
}

impl Reply {
    pub(crate) fn status(status: &str) -> Self {
        Self::with(status, &[], "")
    }

    pub(crate) fn json(status: &str, body: &str) -> Self {
        Self::with(status, &[("content-type", "application/json")], body)
    }

    pub(crate) fn with(status: &str, headers: &[(&str, &str)], body: &str) -> Self {
        let mut text = format!("HTTP/1.1 {status}\r\n");
        for (name, value) in headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        // These two have no body and must not announce one.
        if !status.starts_with("204") && !status.starts_with("304") {
            text.push_str(&format!("content-length: {}\r\n", body.len()));
        }
        Self::Whole(format!("{text}\r\n{body}").into_bytes())
    }
}

type Handler = dyn Fn(&Received) -> Reply + Send + Sync;

/// A running server. Dropping it ends its connections and its threads.
pub(crate) struct Server {
    shared: Arc<Shared>,
    accepting: Option<JoinHandle<()>>,
}

struct Shared {
    address: SocketAddr,
    handler: Box<Handler>,
    received: Mutex<Vec<Received>>,
    connections: Mutex<Vec<TcpStream>>,
    sent: AtomicU64,
    ends: AtomicBool,
}

impl Server {
    pub(crate) fn start(handler: impl Fn(&Received) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let shared = Arc::new(Shared {
            address: listener.local_addr().expect("the listener is bound"),
            handler: Box::new(handler),
            received: Mutex::default(),
            connections: Mutex::default(),
            sent: AtomicU64::new(0),
            ends: AtomicBool::new(false),
        });
        let accepting = {
            let shared = Arc::clone(&shared);
            std::thread::spawn(move || accept(&listener, &shared))
        };
        Self { shared, accepting: Some(accepting) }
    }

    /// A server that gives these responses one after the other, and 500 after the last.
    pub(crate) fn script(replies: Vec<Reply>) -> Self {
        let replies = Mutex::new(replies.into_iter());
        Self::start(move |_| {
            let next = replies.lock().expect("no test has panicked").next();
            next.unwrap_or_else(|| Reply::status("500 Script Is Over"))
        })
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.shared.address)
    }

    pub(crate) fn port(&self) -> u16 {
        self.shared.address.port()
    }

    pub(crate) fn received(&self) -> Vec<Received> {
        self.shared.received.lock().expect("no test has panicked").clone()
    }

    /// Methods and targets of what came in.
    pub(crate) fn requests(&self) -> Vec<String> {
        let received = self.received();
        let lines =
            received.iter().map(|received| format!("{} {}", received.method, received.target));
        lines.collect()
    }

    /// Bytes of bodies that clients took from endless responses.
    pub(crate) fn sent(&self) -> u64 {
        self.shared.sent.load(Ordering::SeqCst)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.ends.store(true, Ordering::SeqCst);
        if let Ok(connections) = self.shared.connections.lock() {
            for connection in connections.iter() {
                let _ = connection.shutdown(Shutdown::Both);
            }
        }
        // Wakes the thread that waits for connections.
        let _ = TcpStream::connect(self.shared.address);
        if let Some(accepting) = self.accepting.take() {
            let _ = accepting.join();
        }
    }
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    let mut threads = Vec::new();
    for stream in listener.incoming().map_while(Result::ok) {
        if shared.ends.load(Ordering::SeqCst) {
            break;
        }
        if let (Ok(copy), Ok(mut connections)) = (stream.try_clone(), shared.connections.lock()) {
            connections.push(copy);
        }
        let shared = Arc::clone(shared);
        threads.push(std::thread::spawn(move || serve(&stream, &shared)));
    }
    for thread in threads {
        let _ = thread.join();
    }
}

/// Serves the requests of a connection until either side ends it.
fn serve(stream: &TcpStream, shared: &Shared) {
    let mut reader = BufReader::new(stream);
    let mut writer = stream;
    while let Some(received) = read(&mut reader) {
        shared.received.lock().expect("no test has panicked").push(received.clone());
        let goes_on = match (shared.handler)(&received) {
            Reply::Whole(response) => writer.write_all(&response).is_ok(),
            Reply::Broken(beginning) => {
                let _ = writer.write_all(&beginning);
                false
            }
            Reply::Endless(head) => {
                let piece = [b' '; 16 * 1024];
                let _ = writer.write_all(&head);
                while writer.write_all(&piece).is_ok() {
                    shared.sent.fetch_add(piece.len() as u64, Ordering::SeqCst);
                }
                false
            }
            Reply::Silence => {
                // Nothing more comes, so this waits until the client closes the connection.
                let _ = reader.read(&mut [0]);
                false
            }
        };
        if !goes_on {
            break;
        }
    }
    let _ = stream.shutdown(Shutdown::Both);
}

fn read(reader: &mut impl BufRead) -> Option<Received> {
    let first = line(reader)?;
    let mut words = first.split(' ').map(str::to_owned);
    let (method, target) = (words.next()?, words.next()?);
    let mut headers = Vec::new();
    loop {
        let line = line(reader)?;
        if line.is_empty() {
            break;
        }
        let (name, value) = line.split_once(':')?;
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let length = headers
        .iter()
        .find(|(name, _)| name == "content-length")
        .and_then(|(_, length)| length.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut body).ok()?;
    let body = String::from_utf8(body).ok()?;
    Some(Received { method, target, headers, body })
}

/// A line without its end; none at the end of the connection.
fn line(reader: &mut impl BufRead) -> Option<String> {
    let mut line = String::new();
    let read = reader.read_line(&mut line).ok()?;
    (read > 0).then(|| line.trim_end().to_owned())
}
