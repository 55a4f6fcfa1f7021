//! Pages fetched by the built binary from a server on loopback.
#![allow(clippy::unwrap_used)]

mod support;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use support::Run;

const PAGE: &str = "<html><head><title>Harbour plans</title></head><body><article>\
    <h1>Harbour plans</h1><p>President Ana Ruiz spoke at noon about the harbour, the road \
    and the ferries, and took questions from the press for an hour.</p>\
    <p>“The port opens in May,” Ruiz said.</p></article></body></html>";

/// What the server answers to a path and the request's headers in lower case.
type Answer = fn(&str, &str) -> Vec<u8>;

struct Server {
    port: u16,
    heard: Arc<Mutex<Vec<String>>>,
}

/// Something bytes go both ways on.
trait Line: Read + Write {}
impl<T: Read + Write> Line for T {}

impl Server {
    fn start(answer: Answer) -> Server {
        Server::over(answer, |stream| Box::new(stream))
    }

    fn over(answer: Answer, wrap: impl Fn(TcpStream) -> Box<dyn Line> + Send + 'static) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&heard);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                serve(wrap(stream), answer, &log);
            }
        });
        Server { port, heard }
    }

    fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap().clone()
    }
}

/// Answers one request and hangs up a moment later, as busy servers do; a client that goes
/// away early is none of the server's business.
fn serve(line: Box<dyn Line>, answer: Answer, log: &Mutex<Vec<String>>) {
    let mut line = BufReader::new(line);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if line.read_line(&mut head).unwrap_or(0) == 0 {
            return;
        }
    }
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    log.lock().unwrap().push(head.clone());
    let _ = line.get_mut().write_all(&answer(&path, &head.to_lowercase()));
    let _ = line.get_mut().flush();
    std::thread::sleep(std::time::Duration::from_millis(20));
}

fn ok(headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n{headers}\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

fn status(line: &str) -> Vec<u8> {
    format!("HTTP/1.1 {line}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").into_bytes()
}

/// A run whose copies are kept in `dir` alone.
fn onrecord(dir: &tempfile::TempDir, args: &[&str]) -> Run {
    Run::new(args.iter().copied()).env("XDG_CACHE_HOME", dir.path()).env("NO_PROXY", "*")
}

#[test]
fn a_page_is_fetched_named_and_revalidated() {
    let server = Server::start(|_, head| match head.contains("if-none-match: \"v1\"") {
        true => status("304 Not Modified"),
        false => ok("etag: \"v1\"\r\ncontent-type: text/html\r\n", PAGE.as_bytes()),
    });
    let dir = tempfile::tempdir().unwrap();
    let url = server.url("/plans");
    onrecord(&dir, &[&url]).run().code(0).stderr("").says("The port opens in May").says(&url);
    onrecord(&dir, &[&url]).run().code(0).stderr("").says("The port opens in May");
    onrecord(&dir, &["--refresh", &url]).run().code(0).says("The port opens in May");
    let heard = server.heard();
    let asks = |at: usize, part: &str| heard[at].to_lowercase().contains(part);
    assert_eq!(heard.len(), 3);
    assert!(asks(0, concat!("user-agent: onrecord/", env!("CARGO_PKG_VERSION"))), "{heard:?}");
    assert!(!asks(0, "if-none-match") && asks(1, "if-none-match") && !asks(2, "if-none-match"));
}

#[test]
fn a_copy_opens_when_the_site_is_gone_and_says_so() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start(|_, head| match head.contains("if-modified-since") {
        true => status("503 Service Unavailable"),
        false => ok("last-modified: Fri, 09 Jan 2026 12:41:00 GMT\r\n", PAGE.as_bytes()),
    });
    let url = server.url("/");
    onrecord(&dir, &[&url]).run().code(0);
    let run = onrecord(&dir, &[&url]).run();
    run.code(0).says("The port opens in May");
    assert!(run.stderr.contains("the site has a fault (status 503); this is the copy of 20"));
    let gone = { TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port() };
    let run = onrecord(&dir, &[&format!("http://127.0.0.1:{gone}/")]).run();
    run.code(2).stdout("");
    assert!(run.stderr.contains("no connection: "), "{}", run.stderr);
    assert_eq!(run.stderr.lines().count(), 2);
}

#[test]
fn a_copy_opens_without_a_network() {
    // Answers once, and hangs up on whoever comes back.
    let server = Server::start(|_, head| match head.contains("if-none-match") {
        true => Vec::new(),
        false => ok("etag: \"v1\"\r\n", PAGE.as_bytes()),
    });
    let dir = tempfile::tempdir().unwrap();
    onrecord(&dir, &[&server.url("/")]).run().code(0).stderr("");
    let run = onrecord(&dir, &[&server.url("/")]).run();
    run.code(0).says("The port opens in May");
    assert!(run.stderr.contains("no connection: "), "{}", run.stderr);
    assert!(run.stderr.contains("; this is the copy of 20"), "{}", run.stderr);
    // What is gone for good is no longer shown as if it were there.
    let gone = Server::start(|_, head| match head.contains("if-none-match") {
        true => status("410 Gone"),
        false => ok("etag: \"v1\"\r\n", PAGE.as_bytes()),
    });
    onrecord(&dir, &[&gone.url("/")]).run().code(0);
    onrecord(&dir, &[&gone.url("/")]).run().code(2).stdout("");
}

#[test]
fn redirects_are_followed_and_loops_are_not() {
    let server = Server::start(|path, _| match path {
        "/plans" => ok("", PAGE.as_bytes()),
        "/old" => b"HTTP/1.1 301 x\r\nlocation: /plans\r\ncontent-length: 0\r\n\r\n".to_vec(),
        "/file" => {
            b"HTTP/1.1 302 x\r\nlocation: file:///etc/passwd\r\ncontent-length: 0\r\n\r\n".to_vec()
        }
        _ => b"HTTP/1.1 302 x\r\nlocation: /loop\r\ncontent-length: 0\r\n\r\n".to_vec(),
    });
    let dir = tempfile::tempdir().unwrap();
    onrecord(&dir, &[&server.url("/old")]).run().code(0).says("The port opens in May");
    let run = onrecord(&dir, &[&server.url("/loop")]).run();
    run.code(2);
    assert!(run.stderr.contains("it leads on and on"), "{}", run.stderr);
    let run = onrecord(&dir, &[&server.url("/file")]).run();
    run.code(2).stdout("");
    assert!(run.stderr.contains("only http and https"), "{}", run.stderr);
}

/// The complaint a status gets.
#[track_caller]
fn check_status(answer: Answer, complaint: &str) {
    let server = Server::start(answer);
    let dir = tempfile::tempdir().unwrap();
    let run = onrecord(&dir, &["export", "-f", "text", &server.url("/x")]).run();
    run.code(2).stdout("");
    assert!(run.stderr.contains(complaint), "{}", run.stderr);
    assert!(run.stderr.contains("\nhint: "), "{}", run.stderr);
}

#[test]
fn every_refusal_is_said_in_words() {
    check_status(|_, _| status("403 Forbidden"), "the site does not give it out (status 403)");
    check_status(|_, _| status("404 Not Found"), "there is no such page (status 404)");
    check_status(|_, _| status("500 Oh"), "the site has a fault (status 500)");
    check_status(
        |_, _| b"HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\n".to_vec(),
        "more than 64 MiB",
    );
    check_status(|_, _| b"no HTTP at all\r\n\r\n".to_vec(), "no connection: ");
    check_status(|_, _| ok("", b""), "the file is empty");
    let dir = tempfile::tempdir().unwrap();
    let run = onrecord(&dir, &["ftp://a.invalid/x"]).run();
    run.code(2);
    assert!(run.stderr.contains("only http and https addresses are fetched"), "{}", run.stderr);
}

/// `body` packed as browsers are sent it.
fn gzipped(body: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(body).unwrap();
    packer.finish().unwrap()
}

/// `<p>Harbour plans, packed with care.</p>` as the reference encoder packs it.
const BROTLI: &[u8] = b"\x1b\x26\x00\x88\x8d\x94\x6e\xde\xc8\x08\x95\xde\x3c\x61\x63\x70\
    \xda\xc5\xa7\x4c\x4e\x0b\x32\x48\x27\xaa\x48\x20\x22\xad\x8a\x92\x8a\x55\x23\x8b\x91\
    \xe1\x14\xa5\x9c\x07\x1c";

#[test]
fn the_servers_encoding_and_packing_are_undone() {
    let server = Server::start(|path, _| {
        match path {
        "/latin" => ok(
            "content-type: text/html; charset=iso-8859-1\r\n",
            b"<html><body><p>Los se\xf1ores hablaron de caf\xe9 y de az\xfacar en el puerto.</p></body></html>",
        ),
        "/br" => ok("content-encoding: br\r\n", BROTLI),
        _ => ok("content-encoding: gzip\r\n", &gzipped(b"Harbour plans, packed.\n")),
    }
    });
    let dir = tempfile::tempdir().unwrap();
    onrecord(&dir, &[&server.url("/latin")]).run().code(0).says("señores hablaron de café");
    onrecord(&dir, &[&server.url("/gz")]).run().code(0).says("Harbour plans, packed.");
    onrecord(&dir, &[&server.url("/br")]).run().code(0).says("Harbour plans, packed with care.");
}

#[test]
fn a_page_without_end_is_left() {
    // Said no length; and small until it is unpacked.
    check_status(
        |_, _| [b"HTTP/1.1 200 OK\r\n\r\n".to_vec(), vec![b'x'; 65 << 20]].concat(),
        "more than 64 MiB",
    );
    check_status(
        |_, _| ok("content-encoding: gzip\r\n", &gzipped(&vec![b'x'; 65 << 20])),
        "more than 64 MiB",
    );
}

/// A server with a certificate that nobody has signed but itself, and that certificate.
fn secure_server(answer: Answer) -> (Server, String) {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = rustls::pki_types::PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .unwrap();
    let config = Arc::new(config);
    let server = Server::over(answer, move |stream| {
        let session = rustls::ServerConnection::new(Arc::clone(&config)).unwrap();
        Box::new(rustls::StreamOwned::new(session, stream))
    });
    (server, made.cert.pem())
}

#[test]
fn a_secure_page_needs_a_certificate_that_is_trusted() {
    let (server, pem) = secure_server(|path, _| match path {
        "/down" => b"HTTP/1.1 302 x\r\nlocation: http://127.0.0.1:9/x\r\ncontent-length: 0\r\n\r\n"
            .to_vec(),
        _ => ok("", PAGE.as_bytes()),
    });
    let dir = tempfile::tempdir().unwrap();
    let roots = dir.path().join("roots.pem");
    std::fs::write(&roots, pem).unwrap();
    let url = format!("https://localhost:{}/", server.port);
    let run = onrecord(&dir, &[&url]).run();
    run.code(2).stdout("");
    assert!(run.stderr.contains("no secure connection: "), "{}", run.stderr);
    let trusting = |url: &str| onrecord(&dir, &[url]).env("SSL_CERT_FILE", &roots).run();
    trusting(&url).code(0).stderr("").says("The port opens in May");
    let run = trusting(&format!("{url}down"));
    run.code(2);
    assert!(run.stderr.contains("it leads from https to http"), "{}", run.stderr);
}

#[test]
fn a_document_cannot_make_it_fetch() {
    let server = Server::start(|_, _| ok("", b"never"));
    let url = server.url("/secret");
    let dir = tempfile::tempdir().unwrap();
    let page = format!(
        "<html><head><link rel=stylesheet href='{url}'><meta http-equiv=refresh content='0;url={url}'>\
         </head><body><img src='{url}'><iframe src='{url}'></iframe>{PAGE}<p>{url}</p></body></html>"
    );
    let feed = format!(
        "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY x SYSTEM '{url}'>]><rss version='2.0'><channel>\
         <title>T</title><item><title>&x; a</title><link>{url}</link><description>Words here.</description>\
         </item></channel></rss>"
    );
    for (name, text) in [("a.html", &page), ("b.rss", &feed), ("c.txt", &url)] {
        std::fs::write(dir.path().join(name), text).unwrap();
    }
    for form in ["json", "text", "md"] {
        onrecord(&dir, &["export", "-f", form, "a.html", "b.rss", "c.txt"]).dir(dir.path()).run();
    }
    assert!(server.heard().is_empty(), "{:?}", server.heard());
}
