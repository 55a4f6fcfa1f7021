use super::{IngestError, Media};
use crate::text::scan;

/// Characters of the text looked at to tell its form.
const HEAD: usize = 8192;

/// Forms that can be told from their first bytes, before anything is decoded.
///
/// # Errors
///
/// [`IngestError::Binary`] when the bytes are a known form that is no document.
pub(super) fn bytes(bytes: &[u8]) -> Result<Option<Media>, IngestError> {
    let head = bytes.get(..1024).unwrap_or(bytes);
    let percent = scan::find(head, [b'%']).unwrap_or(head.len());
    let rest = head.get(percent..).unwrap_or_default();
    let pdf = rest.windows(5).position(|bytes| bytes == b"%PDF-").map(|at| percent + at);
    if pdf.is_some_and(|at| at == 0 || is_blank_or_noise(head, at)) {
        return Ok(Some(Media::Pdf));
    }
    if head.starts_with(b"PK\x03\x04") {
        return zipped(bytes).map(Some).ok_or(IngestError::Binary { what: "a ZIP archive" });
    }
    let magic =
        MAGIC.iter().find(|(at, magic, _)| head.get(*at..).is_some_and(|b| b.starts_with(magic)));
    match magic {
        Some((_, _, what)) => Err(IngestError::Binary { what }),
        None => Ok(None),
    }
}

/// Junk before `%PDF-` is allowed by readers; text that talks of it is not a PDF.
fn is_blank_or_noise(head: &[u8], at: usize) -> bool {
    head.get(..at).is_some_and(|before| before.iter().any(|b| *b >= 0x80 || *b == 0))
}

/// What a ZIP archive holds, told from names in its first and last bytes.
fn zipped(bytes: &[u8]) -> Option<Media> {
    let first = bytes.get(30..200.min(bytes.len())).unwrap_or_default();
    let has = |bytes: &[u8], name: &[u8]| memchr::memmem::find(bytes, name).is_some();
    if has(first, b"mimetypeapplication/epub+zip") {
        return Some(Media::Epub);
    }
    if has(first, b"mimetypeapplication/vnd.oasis.opendocument.text") {
        return Some(Media::Odt);
    }
    // The directory stands at the end; its names are not compressed.
    let directory = bytes.get(bytes.len().saturating_sub(1 << 20)..).unwrap_or_default();
    if has(directory, b"word/document") {
        Some(Media::Docx)
    } else if has(directory, b"META-INF/container.xml") {
        Some(Media::Epub)
    } else if has(directory, b"META-INF/manifest.xml") && has(directory, b"content.xml") {
        // Packed again by a program that does not know that its type must stand unpacked.
        Some(Media::Odt)
    } else {
        None
    }
}

/// Offset, first bytes and name, with article, of forms that hold no text for us.
const MAGIC: &[(usize, &[u8], &str)] = &[
    (0, b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (0, b"\xff\xd8\xff", "a JPEG image"),
    (0, b"GIF87a", "a GIF image"),
    (0, b"GIF89a", "a GIF image"),
    (8, b"WEBP", "a WebP image"),
    (0, b"II*\0", "a TIFF image"),
    (0, b"MM\0*", "a TIFF image"),
    (4, b"ftypheic", "a HEIC image"),
    (4, b"ftypavif", "an AVIF image"),
    (4, b"ftyp", "an MP4 or QuickTime recording"),
    (0, b"ID3", "an MP3 recording"),
    (0, b"OggS", "an Ogg recording"),
    (0, b"fLaC", "a FLAC recording"),
    (8, b"WAVE", "a WAV recording"),
    (0, b"\x1aE\xdf\xa3", "a Matroska or WebM recording"),
    (0, b"\x7fELF", "an ELF program"),
    (0, b"MZ\x90", "a Windows program"),
    (0, b"\xcf\xfa\xed\xfe", "a macOS program"),
    (0, b"\xca\xfe\xba\xbe", "a Java or macOS program"),
    (0, b"\0asm", "a WebAssembly program"),
    (0, b"\x1f\x8b", "a gzip archive"),
    (0, b"BZh", "a bzip2 archive"),
    (0, b"\xfd7zXZ", "an xz archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (0, b"Rar!\x1a\x07", "a RAR archive"),
    (0, b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (257, b"ustar", "a tar archive"),
    (0, b"PK\x05\x06", "an empty ZIP archive"),
    (0, b"SQLite format 3\0", "an SQLite database"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Office file (save it as DOCX)"),
    (0, b"{\\rtf", "an RTF file (save it as DOCX or text)"),
    (0, b"wOF", "a font"),
];

/// The form of decoded text. Plain when nothing speaks clearly for another; `name`
/// only breaks the tie between plain text and Markdown.
pub(super) fn text(text: &str, name: &str) -> Media {
    let head = text.get(..text.floor_char_boundary(HEAD)).unwrap_or(text);
    let head = head.trim_start();
    match head.chars().next() {
        Some('<') => tags(head),
        Some('{' | '[') => json(head, text).unwrap_or(Media::Plain),
        _ if head.starts_with("WEBVTT") => Media::WebVtt,
        _ if is_subrip(head) => Media::SubRip,
        _ if head.starts_with("From ") && is_mail(after_line(head)) => Media::Mailbox,
        _ if is_mail(head) => Media::Mail,
        _ if is_markdown(head, name) => Media::Markdown,
        _ if has_html_blocks(head) => Media::Html,
        _ => Media::Plain,
    }
}

fn after_line(text: &str) -> &str {
    text.split_once('\n').map_or("", |(_, rest)| rest)
}

/// Names of HTML elements a document or fragment may begin with.
const HTML: &[&str] = &[
    "html",
    "head",
    "body",
    "title",
    "meta",
    "link",
    "script",
    "style",
    "div",
    "p",
    "span",
    "article",
    "main",
    "section",
    "header",
    "nav",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "tbody",
    "tr",
    "td",
    "ul",
    "ol",
    "li",
    "a",
    "b",
    "i",
    "strong",
    "em",
    "br",
    "hr",
    "img",
    "blockquote",
    "center",
    "font",
    "pre",
    "figure",
    "aside",
    "form",
    "noscript",
    "base",
    "dl",
    "small",
    "u",
    "s",
    "sup",
    "iframe",
];

/// Text that begins with `<`: by its first element.
fn tags(head: &str) -> Media {
    let mut rest = head;
    let declared = rest.starts_with("<?xml");
    loop {
        rest = rest.trim_start();
        let end = if rest.starts_with("<!--") {
            "-->"
        } else if rest.starts_with("<?") || is_doctype(rest) {
            ">"
        } else {
            break;
        };
        if rest.get(..14).is_some_and(|d| d.eq_ignore_ascii_case("<!doctype html")) {
            return Media::Html;
        }
        // A document type may declare entities in brackets; only the root matters.
        let skipped = match (is_doctype(rest), rest.find('['), rest.find('>')) {
            (true, Some(open), Some(close)) if open < close => rest.split_once("]>"),
            _ => rest.split_once(end),
        };
        let Some((_, after)) = skipped else { break };
        rest = after;
    }
    let element = element(rest).unwrap_or_default();
    match element.as_str() {
        "rss" | "feed" | "rdf:rdf" | "channel" | "item" | "entry" => Media::Feed,
        "html" => Media::Html,
        name if !declared && HTML.contains(&name) => Media::Html,
        "" => Media::Plain,
        // A hyphen makes a custom element of HTML.
        name if !declared && name.contains('-') && has_html_blocks(rest) => Media::Html,
        _ if declared || is_markup(rest) => Media::Xml,
        // `<j.doe@example.org> wrote:` begins a mail's text, not a document.
        _ => Media::Plain,
    }
}

/// The name of the element whose tag `text` begins with, in lower case.
fn element(text: &str) -> Option<String> {
    let tag = text.strip_prefix('<')?;
    let n = tag.find(|c: char| !(c.is_alphanumeric() || matches!(c, ':' | '-' | '_')))?;
    let (name, rest) = tag.split_at_checked(n)?;
    rest.starts_with(['>', '/', ' ', '\t', '\n', '\r']).then(|| name.to_ascii_lowercase())
}

fn is_doctype(text: &str) -> bool {
    text.get(..9).is_some_and(|d| d.eq_ignore_ascii_case("<!doctype"))
}

/// Whether more tags follow the first, so that this is markup.
fn is_markup(text: &str) -> bool {
    text.matches("</").count() + text.matches("/>").count() >= 2
}

/// Whether the text is full of HTML blocks though it does not begin with one.
fn has_html_blocks(head: &str) -> bool {
    if scan::find(head.as_bytes(), [b'<']).is_none() {
        return false;
    }
    let lower = head.to_ascii_lowercase();
    ["</p>", "<br>", "<br/>", "<br />", "</div>", "</li>", "</h2>", "<p>"]
        .iter()
        .map(|tag| lower.matches(tag).count())
        .sum::<usize>()
        >= 3
}

/// JSON that is whole and not just a bracketed remark such as `[Laughter.]`.
fn json(head: &str, text: &str) -> Option<Media> {
    let inside = head.get(1..)?.trim_start();
    if !inside.starts_with(['"', '{', '}', '[']) || !text.trim_end().ends_with(['}', ']']) {
        return None;
    }
    let feed = head.contains("\"version\"") && head.contains("https://jsonfeed.org/version/");
    Some(if feed { Media::Feed } else { Media::Json })
}

/// A number on a line of its own, then two times with an arrow between.
fn is_subrip(head: &str) -> bool {
    let mut lines = head.lines().filter(|line| !line.trim().is_empty());
    lines.next().is_some_and(|line| line.trim().bytes().all(|b| b.is_ascii_digit()))
        && lines.next().is_some_and(|line| {
            line.contains("-->") && line.trim_start().starts_with(|c: char| c.is_ascii_digit())
        })
}

/// Header fields only a mail program writes.
const MAIL: &[&str] = &[
    "received",
    "message-id",
    "mime-version",
    "return-path",
    "delivered-to",
    "content-type",
    "dkim-signature",
    "x-mailer",
    "content-transfer-encoding",
];

/// A block of header fields with one that only mail carries, or the three that every
/// mail has. `FROM: … TO: … SUBJECT: …` of a memo is no mail: its sender has no `@`.
fn is_mail(head: &str) -> bool {
    let mut known = [false; 4];
    for line in head.lines() {
        if line.is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) && known.contains(&true) {
            continue;
        }
        let Some((field, value)) = line.split_once(':') else { return false };
        if field.is_empty() || !field.bytes().all(|b| b.is_ascii_graphic()) {
            return false;
        }
        match field.to_ascii_lowercase().as_str() {
            "from" => known[0] |= value.contains('@'),
            "subject" => known[1] = true,
            "date" => known[2] = true,
            field if MAIL.contains(&field) => known[3] = true,
            _ => {}
        }
    }
    (known[0] && known[1] && known[2]) || (known[3] && (known[0] || known[1] || known[2]))
}

/// Front matter, or marks no plain text has by chance.
fn is_markdown(head: &str, name: &str) -> bool {
    if super::front::split(head).is_some() {
        return true;
    }
    // Hardly any line has one of the bytes every mark has.
    let may_mark = |line: &&str| scan::find(line.as_bytes(), *b"#*\\]").is_some();
    let lines = head.lines().filter(may_mark);
    let score: usize = lines.map(marks).sum();
    let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    score >= if matches!(ending.as_str(), "md" | "markdown") { 1 } else { 3 }
}

/// How strongly a line speaks for Markdown.
fn marks(line: &str) -> usize {
    let line = line.trim();
    let hashes = line.bytes().take_while(|&b| b == b'#').count();
    let heading =
        (1..=6).contains(&hashes) && line.get(hashes..).is_some_and(|l| l.starts_with(' '));
    let links = line.matches("](http").count() + line.matches("](/").count();
    let bold = line.matches("**").count() / 2;
    let escapes = line.matches("\\[").count() + usize::from(line == "\\###");
    usize::from(heading) + links + bold + escapes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(given: &str, expected: Media) {
        assert_eq!(text(given, "file"), expected, "{given}");
    }

    #[test]
    fn first_tags_tell_html_xml_and_feeds() {
        check("<!DOCTYPE html><p>Hi", Media::Html);
        check("<!-- saved -->\n<HTML><body>", Media::Html);
        check("<p>Office of the Envoy</p>", Media::Html);
        check("<?xml version=\"1.0\"?><rss><channel>", Media::Feed);
        check("<item><title>One</title></item>", Media::Feed);
        check("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"c\">]><a>", Media::Xml);
        check("<housecommons><p>Hi</p><p>Ho</p></housecommons>", Media::Xml);
        check("<a.b@example.org> wrote to me", Media::Plain);
        check("<j.doe@example.org> wrote to me", Media::Plain);
        check("Foreword<p>One</p><p>Two</p><p>Three</p>", Media::Html);
        check("a < b and c > d", Media::Plain);
    }

    #[test]
    fn shapes_tell_json_captions_and_mail() {
        check("{\"format\": 1}", Media::Json);
        check("{\"version\": \"https://jsonfeed.org/version/1.1\"}", Media::Feed);
        check("[Laughter.] Thank you.", Media::Plain);
        check("[\"It is so,\" she said", Media::Plain);
        check("WEBVTT\n\n00:01.000 --> 00:02.000\nHi", Media::WebVtt);
        check("1\n00:00:01,000 --> 00:00:02,000\nHi", Media::SubRip);
        check("1\nThe first point", Media::Plain);
        check("From: a@example.org\nSubject: Pool\nDate: today\n\nHi", Media::Mail);
        check(
            "From a@example.org Mon\nFrom: a@example.org\nSubject: b\nDate: c\n\n",
            Media::Mailbox,
        );
        check("FROM: The Envoy\nTO: All\nSUBJECT: Fish\nDATE: 3 May\n\nHi", Media::Plain);
        check("From today on, everything changes.", Media::Plain);
    }

    #[test]
    fn markdown_needs_front_matter_or_strong_marks() {
        check("---\ntitle: One\n---\nHi", Media::Markdown);
        check("+++\ntitle = \"One\"\n+++\nHi", Media::Markdown);
        check("# One\n\nSee [it](http://a.example).\n\n**Two**", Media::Markdown);
        check("---\nPRESIDENTA: Buenos días.\n\n---\n", Media::Plain);
        check("We are #1 * today.", Media::Plain);
        check("# Only one", Media::Plain);
        assert_eq!(text("# Only one", "a.md"), Media::Markdown);
    }

    #[test]
    fn binary_forms_are_named() {
        let what = |given: &[u8]| bytes(given).unwrap_err().to_string();
        assert!(what(b"\x89PNG\r\n\x1a\n....").contains("PNG image"));
        assert!(what(b"\x7fELF....").contains("ELF program"));
        assert!(what(b"PK\x03\x04....").contains("ZIP archive"));
        assert_eq!(bytes(b"%PDF-1.4"), Ok(Some(Media::Pdf)));
        assert_eq!(bytes(b"About %PDF- files"), Ok(None));
        assert_eq!(bytes(b"I"), Ok(None));
    }
}
