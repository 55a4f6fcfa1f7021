use std::borrow::Cow;

use memchr::memmem;

use super::attributes;

/// Elements whose insides are for the browser alone. On a page of today they are more than
/// half of the bytes, and a tree of them is built only to be thrown away.
const SILENT: [&str; 3] = ["script", "style", "svg"];

/// `html` without scripts, styles, drawings, comments and the attributes that say nothing of
/// the text; linked data, which is written in scripts, stays. What is never closed stays as
/// well.
pub(super) fn quiet(html: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut kept = 0;
    let mut at = 0;
    let last_comment = memmem::rfind(html.as_bytes(), b"-->").unwrap_or(0);
    while let Some(found) = html.get(at..).and_then(|rest| memchr::memchr(b'<', rest.as_bytes())) {
        let start = at + found;
        if out.is_empty() {
            out.reserve(html.len() / 2);
        }
        match piece(html, start, last_comment) {
            Piece::Silent(end) => {
                out.push_str(html.get(kept..start).unwrap_or_default());
                (kept, at) = (end, end);
            }
            Piece::Data(end) => at = end,
            Piece::Other => {
                let Some((ranges, end)) = attributes::needless(html, start) else {
                    at = start + 1;
                    continue;
                };
                for range in ranges {
                    out.push_str(html.get(kept..range.start).unwrap_or_default());
                    kept = range.end;
                }
                at = end;
            }
        }
    }
    if kept == 0 {
        return Cow::Borrowed(html);
    }
    out.push_str(html.get(kept..).unwrap_or_default());
    Cow::Owned(out)
}

/// What begins at a `<`, and where it ends.
enum Piece {
    Silent(usize),
    /// A script that holds linked data.
    Data(usize),
    Other,
}

/// What begins at byte `start`; no comment ends after `last_comment`.
fn piece(html: &str, start: usize, last_comment: usize) -> Piece {
    let rest = html.get(start + 1..).unwrap_or_default();
    if rest.starts_with("!--") {
        if start > last_comment {
            return Piece::Other;
        }
        // `<!-->` is a whole comment.
        let end = rest.get(1..).and_then(|rest| memmem::find(rest.as_bytes(), b"-->"));
        return end.map_or(Piece::Other, |end| Piece::Silent(start + 2 + end + 3));
    }
    silent(rest).map_or(Piece::Other, |(end, is_data)| match is_data {
        true => Piece::Data(start + 1 + end),
        false => Piece::Silent(start + 1 + end),
    })
}

/// Where the silent element ends whose name `rest` begins with, if one does, and whether it
/// is linked data.
fn silent(rest: &str) -> Option<(usize, bool)> {
    let name = SILENT.iter().find(|name| {
        let (head, after) = rest.as_bytes().split_at_checked(name.len()).unwrap_or_default();
        head.eq_ignore_ascii_case(name.as_bytes())
            && after.first().is_some_and(|b| b.is_ascii_whitespace() || *b == b'>')
    })?;
    let tag = rest.get(..memchr::memchr(b'>', rest.as_bytes())?)?;
    if tag.ends_with('/') && *name == "svg" {
        return None;
    }
    let is_data = tag.to_ascii_lowercase().contains("ld+json");
    let mut from = tag.len();
    loop {
        let close = from + memmem::find(rest.as_bytes().get(from..)?, b"</")? + 2;
        let after = rest.as_bytes().get(close..)?;
        if after.get(..name.len())?.eq_ignore_ascii_case(name.as_bytes()) {
            return Some((close + memchr::memchr(b'>', after)? + 1, is_data));
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
        assert_eq!(quiet("<p>a<!-- <p> -->b<!-->c</p><!--"), "<p>abc</p><!--");
        for piece in ["<a", "<a b=", "<a b='", "<a\t", "<!--", "<!-", "<a b=\"'", "<a/"] {
            let run = piece.repeat(200_000);
            assert_eq!(quiet(&run), run);
        }
        assert_eq!(quiet("<p data-a=1 id=x>a<i onclick=b>c"), "<p  id=x>a<i >c");
    }

    #[test]
    fn linked_data_and_what_is_never_closed_stay() {
        for page in [
            "<script type=\"application/LD+json\">{\"a\":\"<p data-x=1><!-- -->\"}</script>x",
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
