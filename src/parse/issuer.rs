/// Who publishes at the host of `url`, by `assets/issuers.txt`.
pub(super) fn of(url: &str) -> Option<&'static str> {
    let host = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = host.split(['/', ':', '?', '#']).next()?.to_ascii_lowercase();
    include_str!("../../assets/issuers.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(' '))
        .filter(|(known, _)| is_below(&host, known))
        .max_by_key(|(known, _)| known.len())
        .map(|(_, name)| name)
}

/// Whether `host` is `known` or a name below it.
fn is_below(host: &str, known: &str) -> bool {
    host.strip_suffix(known).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

#[cfg(test)]
mod tests {
    #[track_caller]
    fn check(url: &str, expected: &str) {
        assert_eq!(super::of(url).unwrap_or("-"), expected);
    }

    #[test]
    fn the_longest_host_wins() {
        check("https://www.whitehouse.gov/remarks/", "The White House");
        check("https://ec.europa.eu/x", "European Commission");
        check("https://whitehouse.gov.example.org/", "-");
        check("https://mywhitehouse.gov/", "-");
    }
}
