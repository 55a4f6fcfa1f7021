//! Attributes that say nothing of the text: for scripts, for pictures, for how a page looks.

use std::ops::Range;

/// The attributes of the start tag at byte `start` that can go, as ranges of bytes, and where
/// the tag ends. Nothing for what is no start tag, never ends or has another `<` in it outside
/// quotes: so no part of a page of unfinished tags is read twice.
pub(super) fn needless(html: &str, start: usize) -> Option<(Vec<Range<usize>>, usize)> {
    let bytes = html.as_bytes();
    let mut at = start + 1;
    bytes.get(at)?.is_ascii_alphabetic().then_some(())?;
    at = until(bytes, at, |b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>' | b'<'))?;
    let mut ranges: Vec<Range<usize>> = Vec::new();
    loop {
        at = until(bytes, at, |b| !b.is_ascii_whitespace() && b != b'/')?;
        match bytes.get(at)? {
            b'>' => return Some((ranges, at + 1)),
            b'<' => return None,
            _ => {}
        }
        let name = at;
        at = until(bytes, at + 1, |b| {
            b.is_ascii_whitespace() || matches!(b, b'/' | b'>' | b'=' | b'<')
        })?;
        let end_of_name = at;
        at = after_value(bytes, at)?;
        if is_needless(html.get(name..end_of_name)?, html.get(end_of_name..at)?) {
            ranges.push(name..at);
        }
    }
}

/// The first byte from `at` on that `stops`.
fn until(bytes: &[u8], at: usize, stops: impl Fn(u8) -> bool) -> Option<usize> {
    Some(at + bytes.get(at..)?.iter().position(|&b| stops(b))?)
}

/// Where the value ends whose `=` may follow the name that ends at `at`; `at` if none does.
fn after_value(bytes: &[u8], at: usize) -> Option<usize> {
    let sign = until(bytes, at, |b| !b.is_ascii_whitespace())?;
    if bytes.get(sign) != Some(&b'=') {
        return Some(at);
    }
    let value = until(bytes, sign + 1, |b| !b.is_ascii_whitespace())?;
    match *bytes.get(value)? {
        quote @ (b'"' | b'\'') => {
            let inside = bytes.get(value + 1..)?;
            Some(value + 1 + memchr::memchr(quote, inside)? + 1)
        }
        _ => until(bytes, value, |b| b.is_ascii_whitespace() || matches!(b, b'>' | b'<')),
    }
}

fn is_needless(name: &str, value: &str) -> bool {
    let begins =
        |with: &str| name.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with));
    match name {
        "srcset" | "sizes" | "width" | "height" | "target" | "media" | "tabindex" | "integrity" => {
            true
        }
        "style" => !["display", "visibility", "font"].iter().any(|told| value.contains(told)),
        "aria-hidden" | "aria-modal" => false,
        _ => begins("data-") || begins("aria-") || begins("on"),
    }
}

#[cfg(test)]
mod tests {
    #[track_caller]
    fn check(tag: &str, expected: &[&str]) {
        let html = format!("é{tag}");
        let found = super::needless(&html, 2).map(|(ranges, _)| ranges).unwrap_or_default();
        let found: Vec<&str> = found.into_iter().filter_map(|range| html.get(range)).collect();
        assert_eq!(found, expected, "{tag}");
    }

    #[test]
    fn what_scripts_and_looks_need_can_go() {
        check(
            "<a class=x data-id='a>b' onclick=\"go('x')\" href=y>",
            &["data-id='a>b'", "onclick=\"go('x')\""],
        );
        check("<img src=a srcset = 'b c' WIDTH alt/>", &["srcset = 'b c'"]);
        check("<p style='color:red'>", &["style='color:red'"]);
        check("<p style='display:none' aria-hidden=true>", &[]);
        check("<p data-x/data-y=1 é=2>", &["data-x", "data-y=1"]);
    }

    #[test]
    fn what_is_no_tag_or_never_ends_stays() {
        for html in [
            "</p data-x>",
            "<1 data-x>",
            "<p data-x",
            "<p data-x='>",
            "<",
            "<p data-x=",
            "<a b=<a data-x>",
        ] {
            check(html, &[]);
        }
    }
}
