use std::borrow::Cow;

use memchr::memmem;

/// Elements whose insides are for the browser alone. On a page of today they are more than
/// half of the bytes, and a tree of them is built only to be thrown away.
const SILENT: [&str; 3] = ["script", "style", "svg"];

/// `html` without scripts, styles and drawings; linked data, which is written in scripts,
/// stays. What is never closed stays as well.
pub(super) fn quiet(html: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut kept = 0;
    let mut at = 0;
    while let Some(found) = html.get(at..).and_then(|rest| memchr::memchr(b'<', rest.as_bytes())) {
        let start = at + found;
        at = start + 1;
        let Some(end) = silent(html, start) else { continue };
        if out.is_empty() {
            out.reserve(html.len() / 2);
        }
        out.push_str(html.get(kept..start).unwrap_or_default());
        (kept, at) = (end, end);
    }
    if kept == 0 {
        return Cow::Borrowed(html);
    }
    out.push_str(html.get(kept..).unwrap_or_default());
    Cow::Owned(out)
}

/// Where the silent element that begins at byte `start` ends, if one does.
fn silent(html: &str, start: usize) -> Option<usize> {
    let rest = html.get(start + 1..)?;
    let name = SILENT.iter().find(|name| {
        let (head, after) = rest.as_bytes().split_at_checked(name.len()).unwrap_or_default();
        head.eq_ignore_ascii_case(name.as_bytes())
            && after.first().is_some_and(|b| b.is_ascii_whitespace() || *b == b'>')
    })?;
    let tag = rest.get(..memchr::memchr(b'>', rest.as_bytes())?)?;
    if tag.ends_with('/') && *name == "svg" || tag.to_ascii_lowercase().contains("ld+json") {
        return None;
    }
    let mut from = tag.len();
    loop {
        let close = from + memmem::find(rest.as_bytes().get(from..)?, b"</")? + 2;
        let after = rest.as_bytes().get(close..)?;
        if after.get(..name.len())?.eq_ignore_ascii_case(name.as_bytes()) {
            return Some(start + 1 + close + memchr::memchr(b'>', after)? + 1);
        }
        from = close;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_the_browser_reads_goes() {
        let page = "<p>One<script async>if (a</b/.x) '<p>no'</script> two</p><STYLE>p{}</STYLE >\
                    <svg class=x><path/></svg>three";
        assert_eq!(quiet(page), "<p>One two</p>three");
    }

    #[test]
    fn linked_data_and_what_is_never_closed_stay() {
        for page in [
            "<script type=\"application/LD+json\">{\"a\":1}</script>x",
            "<p>One<script>two",
            "<p>One<svg/>two",
            "<scripts>one</scripts><p>é",
            "<",
            "<svg",
            "<script></",
        ] {
            assert_eq!(quiet(page), page);
        }
    }
}
