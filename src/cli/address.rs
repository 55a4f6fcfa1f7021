//! Web addresses: which arguments are some, and where a redirect leads.

use super::fetch_error::FetchError;

/// Whether `argument` is an address rather than a path: it has a scheme and `://`.
pub(super) fn is_one(argument: &str) -> bool {
    scheme(argument).is_some()
}

/// The scheme of `address` in lower case.
fn scheme(address: &str) -> Option<String> {
    let (scheme, _) = address.split_once("://")?;
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    (!scheme.is_empty() && scheme.chars().all(fits)).then(|| scheme.to_ascii_lowercase())
}

/// `address` when its scheme is one that is fetched.
pub(super) fn checked(address: &str) -> Result<&str, FetchError> {
    match scheme(address).as_deref() {
        Some("http" | "https") => Ok(address),
        _ => Err(FetchError::Scheme),
    }
}

/// Where a redirect from `from` to `to` leads.
///
/// # Errors
///
/// When that is no http or https address, or goes from https to http.
pub(super) fn joined(from: &str, to: &str) -> Result<String, FetchError> {
    let to = to.split('#').next().unwrap_or_default().trim();
    let (own_scheme, rest) = from.split_once("://").ok_or(FetchError::Scheme)?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let path = rest.strip_prefix(host).unwrap_or_default();
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let address = if is_one(to) {
        to.to_owned()
    } else if let Some(rest) = to.strip_prefix("//") {
        format!("{own_scheme}://{rest}")
    } else if to.starts_with('/') {
        format!("{own_scheme}://{host}{to}")
    } else if to.starts_with('?') {
        format!("{own_scheme}://{host}{path}{to}")
    } else {
        format!("{own_scheme}://{host}{folder}/{to}")
    };
    checked(&address)?;
    let secure = |address: &str| scheme(address).as_deref() == Some("https");
    if secure(from) && !secure(&address) {
        return Err(FetchError::Downgrade);
    }
    Ok(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where `to` leads from a page deep in a site; `-` when it is refused.
    #[track_caller]
    fn check(to: &str, expected: &str) {
        let joined = joined("https://a.example/b/c?d=e", to);
        assert_eq!(joined.as_deref().unwrap_or("-"), expected);
    }

    #[test]
    fn redirects_lead_where_they_say() {
        check("https://b.example/x#y", "https://b.example/x");
        check("//b.example/x", "https://b.example/x");
        check("/x", "https://a.example/x");
        check("x", "https://a.example/b/x");
        check("?p=2", "https://a.example/b/c?p=2");
        assert_eq!(joined("http://a.example", "x").unwrap(), "http://a.example/x");
        assert_eq!(joined("http://a.example", "https://b.example").unwrap(), "https://b.example");
    }

    #[test]
    fn some_are_refused() {
        check("http://a.example/b/c", "-");
        check("file:///etc/passwd", "-");
        check("ftp://a.example", "-");
    }

    #[test]
    fn paths_are_no_addresses() {
        for path in ["notes.txt", "a/b://c", "://x", "C:\\x", "http:/x"] {
            assert!(!is_one(path), "{path}");
        }
        assert!(is_one("HTTPS://a.example") && checked("HTTPS://a.example").is_ok());
        assert!(is_one("ftp://a.example") && checked("ftp://a.example").is_err());
    }
}
