//! Why a page could not be fetched, and the way out.

use std::io;

use super::failure::cause;
use super::fetch::{LIMIT, PATIENCE};

#[derive(Debug, thiserror::Error)]
pub(super) enum FetchError {
    #[error("only http and https addresses are fetched")]
    Scheme,
    #[error("{}", status(*.0))]
    Status(u16),
    #[error("no such host")]
    NoHost,
    #[error("no answer within {} seconds", PATIENCE.as_secs())]
    TimedOut,
    #[error("no secure connection: {0}")]
    Tls(String),
    #[error("no connection: {0}")]
    Connection(String),
    #[error("the page came damaged: {0}")]
    Damaged(String),
    #[error("the page holds more than {} MiB", LIMIT >> 20)]
    TooLarge,
    #[error("it leads on and on")]
    TooManyRedirects,
    #[error("it leads elsewhere without saying where")]
    NoLocation,
    #[error("it leads from https to http")]
    Downgrade,
    #[error("cannot read the certificates SSL_CERT_FILE names: {}", cause(.0))]
    Certificates(io::Error),
    #[error("this is no address: {0}")]
    Address(String),
}

impl FetchError {
    /// What the reader can do about it.
    pub(super) fn hint(&self) -> &'static str {
        match self {
            FetchError::Scheme | FetchError::Address(_) => "begin it with https://",
            FetchError::Status(401 | 402 | 403 | 451) => {
                "open it in a browser, save the page, and open the file"
            }
            FetchError::Status(404 | 410) => {
                "check the address; an archive of the web may still have the page"
            }
            FetchError::Status(_) | FetchError::TimedOut | FetchError::Damaged(_) => {
                "try again later"
            }
            FetchError::NoHost | FetchError::Connection(_) => {
                "check the address and the connection"
            }
            FetchError::Tls(_) | FetchError::Certificates(_) => {
                "SSL_CERT_FILE can name a file of certificates to trust"
            }
            FetchError::TooLarge => "download it and open the file",
            FetchError::TooManyRedirects | FetchError::NoLocation | FetchError::Downgrade => {
                "open it in a browser and copy the address it ends at"
            }
        }
    }

    /// Whether the fault may pass, so that a copy of the page is still good.
    pub(super) fn is_passing(&self) -> bool {
        match self {
            FetchError::NoHost | FetchError::TimedOut | FetchError::Connection(_) => true,
            FetchError::Status(status) => *status == 429 || *status >= 500,
            _ => false,
        }
    }
}

fn status(status: u16) -> String {
    match status {
        401 | 402 | 403 | 451 => format!("the site does not give it out (status {status})"),
        404 | 410 => format!("there is no such page (status {status})"),
        429 => "the site asks for fewer requests (status 429)".to_owned(),
        500..=599 => format!("the site has a fault (status {status})"),
        _ => format!("the site answers with status {status}"),
    }
}

/// What is wrong with a certificate, in words; `rustls` names its variants.
fn certificate(told: &str) -> String {
    let is = |signs: &[&str]| signs.iter().any(|sign| told.contains(sign));
    match () {
        () if is(&["UnknownIssuer", "CaUsedAsEndEntity", "SelfSigned"]) => {
            "nobody this computer trusts has signed the site's certificate".to_owned()
        }
        () if is(&["NotValidForName", "not valid for name"]) => {
            "the site's certificate is for another name".to_owned()
        }
        () if is(&["NotValidYet", "not valid yet"]) => {
            "the site's certificate is not valid yet".to_owned()
        }
        () if is(&["Expired", "expired"]) => "the site's certificate has expired".to_owned(),
        () => told.to_owned(),
    }
}

impl From<ureq::Error> for FetchError {
    fn from(error: ureq::Error) -> FetchError {
        match error {
            ureq::Error::HostNotFound => FetchError::NoHost,
            ureq::Error::Timeout(_) => FetchError::TimedOut,
            ureq::Error::Tls(what) => FetchError::Tls(certificate(what)),
            ureq::Error::Rustls(error) => FetchError::Tls(certificate(&error.to_string())),
            ureq::Error::BadUri(what) => FetchError::Address(what),
            ureq::Error::Http(error) => FetchError::Address(error.to_string()),
            ureq::Error::Io(error) => FetchError::from(error),
            other => FetchError::Connection(other.to_string()),
        }
    }
}

/// Errors of the reading side: ureq wraps its own in some of them.
impl From<io::Error> for FetchError {
    fn from(error: io::Error) -> FetchError {
        if error.kind() == io::ErrorKind::TimedOut {
            return FetchError::TimedOut;
        }
        let text = cause(&error);
        match error.get_ref().and_then(|inner| inner.downcast_ref::<ureq::Error>()) {
            Some(ureq::Error::Timeout(_)) => FetchError::TimedOut,
            Some(ureq::Error::Decompress(..)) => FetchError::Damaged(text),
            // The system's words for a name nobody has; a resolver out of reach is passing.
            _ if text.contains("lookup address") && !text.contains("emporary") => {
                FetchError::NoHost
            }
            _ if text.contains("certificate") || text.contains("handshake") => {
                FetchError::Tls(certificate(&text))
            }
            _ => FetchError::Connection(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_certificate_is_told_in_words() {
        let told = |why: &str| certificate(&format!("invalid peer certificate: {why}"));
        assert!(told("UnknownIssuer").starts_with("nobody"));
        assert!(told("Other(OtherError(CaUsedAsEndEntity))").starts_with("nobody"));
        assert!(told("certificate not valid for name \"a.example\"; …").ends_with("another name"));
        assert!(told("certificate expired: verification time 5 …").ends_with("has expired"));
        assert_eq!(certificate("received fatal alert"), "received fatal alert");
    }

    #[test]
    fn a_name_nobody_has_is_told_from_a_resolver_out_of_reach() {
        let told = |why: &str| {
            let text = format!("failed to lookup address information: {why}");
            FetchError::from(io::Error::other(text)).to_string()
        };
        assert_eq!(told("Name or service not known"), "no such host");
        assert_eq!(told("nodename nor servname provided, or not known"), "no such host");
        assert!(told("Temporary failure in name resolution").starts_with("no connection: "));
    }
}
