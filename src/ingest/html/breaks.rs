use std::borrow::Cow;

/// `html` with every run of two or more `<br>` made a `<p>`.
///
/// Old pages part their paragraphs so. The reader of pages knows it too, but loses the
/// break where the run stands between inline elements.
pub(super) fn parted(html: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut kept = 0;
    let mut at = 0;
    while let Some(found) = html.get(at..).and_then(|rest| memchr::memchr(b'<', rest.as_bytes())) {
        let start = at + found;
        let (n_breaks, end) = run(html, start);
        if n_breaks >= 2 {
            out.push_str(html.get(kept..start).unwrap_or_default());
            out.push_str("<p>");
            kept = end;
        }
        at = end.max(start + 1);
    }
    if kept == 0 {
        return Cow::Borrowed(html);
    }
    out.push_str(html.get(kept..).unwrap_or_default());
    Cow::Owned(out)
}

/// How many `<br>` follow each other at `start`, and where the last one ends.
fn run(html: &str, start: usize) -> (usize, usize) {
    let (mut n, mut end) = (0, start);
    loop {
        let rest = html.get(end..).unwrap_or_default();
        let bare = after_blanks(rest);
        let Some(length) = break_tag(bare).filter(|_| n > 0 || bare.len() == rest.len()) else {
            return (n, end);
        };
        n += 1;
        end += rest.len() - bare.len() + length;
    }
}

/// The bytes of the `<br>` that `html` begins with.
fn break_tag(html: &str) -> Option<usize> {
    let bytes = html.as_bytes();
    let named = bytes.get(..3).is_some_and(|tag| tag.eq_ignore_ascii_case(b"<br"));
    let ended = matches!(bytes.get(3), Some(b'>' | b'/' | b' ' | b'\t' | b'\n'));
    let close = memchr::memchr(b'>', bytes.get(..bytes.len().min(200))?)?;
    (named && ended).then_some(close + 1)
}

fn after_blanks(html: &str) -> &str {
    let mut rest = html.trim_start();
    while let Some(after) = rest.strip_prefix("&nbsp;") {
        rest = after.trim_start();
    }
    rest
}

#[cfg(test)]
mod tests {
    #[track_caller]
    fn check(html: &str, expected: &str) {
        assert_eq!(super::parted(html), expected);
    }

    #[test]
    fn two_breaks_are_a_paragraph_and_one_is_not() {
        check("a<br><br />b", "a<p>b");
        check("a<BR>\n &nbsp;<br clear=all><br>b<br>c", "a<p>b<br>c");
        check("a<br>b<bridge><br", "a<br>b<bridge><br");
        check("a<br> <b>b</b><br>", "a<br> <b>b</b><br>");
    }
}
