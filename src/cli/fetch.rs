//! Pages from the web: asked for by an address on the command line and never by a
//! document.

use std::io::{IsTerminal, Read, stderr};
use std::time::{Duration, Instant};

use etcetera::BaseStrategy;
use indicatif::{ProgressBar, ProgressStyle};
use ureq::http::{Response, header};
use ureq::tls::{PemItem, RootCerts, TlsConfig};
use ureq::{Agent, Body};

use super::address;
use super::fetch_error::FetchError;
use super::out;
use crate::archive::{Page, Pages};

/// The most bytes of a page, unpacked: 64 MiB.
pub(super) const LIMIT: u64 = 64 << 20;
/// The longest a page may take, redirects and all.
pub(super) const PATIENCE: Duration = Duration::from_secs(60);
/// A page this small is here before a bar could be looked at.
const WORTH_A_BAR: u64 = 1 << 20;
const MAX_REDIRECTS: usize = 10;

/// How an address is opened when there is a copy of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Copies {
    /// The server is asked whether the copy still holds; without a network it does.
    #[default]
    Keep,
    /// The page is fetched anew.
    Refresh,
}

/// The page at `url`, from the network or from the copy kept of it.
///
/// Says on standard error when a copy is shown because the page cannot be had.
///
/// # Errors
///
/// When it cannot be had and there is no copy, or the copy is not wanted.
pub(super) fn page(url: &str, copies: Copies) -> Result<Page, FetchError> {
    let pages = etcetera::choose_base_strategy()
        .ok()
        .map(|base| Pages::new(base.cache_dir().join("onrecord").join("pages")));
    let known = pages.as_ref().filter(|_| copies == Copies::Keep).and_then(|pages| pages.get(url));
    match fetched(url, known.as_ref(), PATIENCE) {
        Ok(Fetched::New(page)) => {
            if let Some(pages) = &pages
                && let Err(error) = pages.put(&page)
            {
                out::complain(&format!("no copy kept: {error}"));
            }
            Ok(page)
        }
        Ok(Fetched::Same) => known.ok_or(FetchError::Status(304)),
        Err(error) => match known.filter(|_| error.is_passing()) {
            Some(page) => {
                let when = page.fetched.split('T').next().unwrap_or_default();
                out::complain(&format!("`{url}`: {error}; this is the copy of {when}"));
                Ok(page)
            }
            None => Err(error),
        },
    }
}

enum Fetched {
    New(Page),
    /// The copy still holds.
    Same,
}

/// Asks for `url`, redirects and all, within `patience`.
fn fetched(url: &str, known: Option<&Page>, patience: Duration) -> Result<Fetched, FetchError> {
    let agent = agent()?;
    let start = Instant::now();
    let mut at = url.to_owned();
    for _ in 0..=MAX_REDIRECTS {
        let left = patience.checked_sub(start.elapsed()).ok_or(FetchError::TimedOut)?;
        let request = agent.get(&at).config().timeout_global(Some(left)).build();
        let mut request = request.header(header::ACCEPT, "text/html, */*;q=0.8");
        if let Some(etag) = known.and_then(|page| page.etag.as_deref()) {
            request = request.header(header::IF_NONE_MATCH, etag);
        }
        if let Some(date) = known.and_then(|page| page.last_modified.as_deref()) {
            request = request.header(header::IF_MODIFIED_SINCE, date);
        }
        let response = request.call()?;
        match response.status().as_u16() {
            301 | 302 | 303 | 307 | 308 => {
                let to = text(&response, header::LOCATION).ok_or(FetchError::NoLocation)?;
                at = address::joined(&at, &to)?;
            }
            304 if known.is_some() => return Ok(Fetched::Same),
            200..=299 => return read(url, at, response).map(Fetched::New),
            status => return Err(FetchError::Status(status)),
        }
    }
    Err(FetchError::TooManyRedirects)
}

/// Follows no redirect by itself: each is looked at before it is followed. Every step has a
/// connection of its own: a server may close the last one at any moment without a word
/// (RFC 9112, 9.5), and a page that is there must not be called unreachable for it.
fn agent() -> Result<Agent, FetchError> {
    let mut tls = TlsConfig::builder();
    if let Some(path) = std::env::var_os("SSL_CERT_FILE").filter(|path| !path.is_empty()) {
        let pem = std::fs::read(path).map_err(FetchError::Certificates)?;
        let roots = ureq::tls::parse_pem(&pem).filter_map(|item| match item {
            Ok(PemItem::Certificate(certificate)) => Some(certificate),
            _ => None,
        });
        tls = tls.root_certs(RootCerts::from(roots));
    }
    let config = Agent::config_builder()
        .tls_config(tls.build())
        .user_agent(concat!("onrecord/", env!("CARGO_PKG_VERSION")))
        .http_status_as_error(false)
        .max_redirects(0)
        .max_idle_connections(0)
        .build();
    Ok(config.into())
}

fn read(url: &str, landed: String, response: Response<Body>) -> Result<Page, FetchError> {
    let mut page = Page {
        url: url.to_owned(),
        landed,
        fetched: jiff::Timestamp::now().to_string(),
        etag: text(&response, header::ETAG),
        last_modified: text(&response, header::LAST_MODIFIED),
        content_type: text(&response, header::CONTENT_TYPE),
        bytes: Vec::new(),
    };
    let length = response.body().content_length();
    if length.is_some_and(|length| length > LIMIT) {
        return Err(FetchError::TooLarge);
    }
    let bar = bar(length);
    let reader = response.into_body().into_reader();
    bar.wrap_read(reader.take(LIMIT + 1)).read_to_end(&mut page.bytes)?;
    bar.finish_and_clear();
    if page.bytes.len() as u64 > LIMIT { Err(FetchError::TooLarge) } else { Ok(page) }
}

fn text(response: &Response<Body>, name: header::HeaderName) -> Option<String> {
    response.headers().get(name)?.to_str().ok().map(str::to_owned)
}

/// A bar for a large page, when somebody looks.
fn bar(length: Option<u64>) -> ProgressBar {
    match length {
        Some(length) if length >= WORTH_A_BAR && stderr().is_terminal() => {
            let style = ProgressStyle::with_template("{bar:30} {bytes}/{total_bytes}, {eta} left");
            let bar = ProgressBar::new(length);
            if let Ok(style) = style { bar.with_style(style) } else { bar }
        }
        _ => ProgressBar::hidden(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use std::net::{TcpListener, TcpStream};

    /// What asking a server that does `serve` with every visitor ends in, in a quarter second.
    fn ask(serve: impl Fn(TcpStream) + Send + 'static) -> Result<Fetched, FetchError> {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        std::thread::spawn(move || listener.incoming().flatten().for_each(serve));
        fetched(&url, None, Duration::from_millis(250))
    }

    #[track_caller]
    fn check_timeout(serve: impl Fn(TcpStream) + Send + 'static) {
        let start = Instant::now();
        assert!(matches!(ask(serve), Err(FetchError::TimedOut)));
        assert!(start.elapsed() < Duration::from_secs(10));
    }

    #[test]
    fn a_server_that_is_silent_or_slow_is_left() {
        let kept = std::sync::Mutex::new(Vec::new());
        check_timeout(move |stream| kept.lock().unwrap().push(stream));
        check_timeout(|mut stream| {
            let head = b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n";
            let mut go_on = stream.write_all(head).is_ok();
            while go_on {
                std::thread::sleep(Duration::from_millis(20));
                go_on = stream.write_all(b"x").is_ok();
            }
        });
    }

    #[test]
    fn redirects_share_the_time() {
        check_timeout(|mut stream| {
            std::thread::sleep(Duration::from_millis(60));
            let _ =
                stream.write_all(b"HTTP/1.1 302 x\r\nlocation: /on\r\ncontent-length: 0\r\n\r\n");
        });
    }
}
