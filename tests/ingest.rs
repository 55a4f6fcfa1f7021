//! Bad input in every form: an error that says what it is, or a document with a note;
//! never a panic, never more than a moment.
#![allow(clippy::unwrap_used)]

use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use onrecord::ingest::{self, Document, IngestError};

/// What no bad input of ours may take, on the slowest machine and build.
const A_MOMENT: Duration = Duration::from_secs(20);

/// Opens `bytes`, holds every span of the result to its text, and the time to bounds.
#[track_caller]
fn open(bytes: &[u8]) -> Result<Vec<Document>, IngestError> {
    let start = Instant::now();
    let opened = ingest::documents("file", bytes, None);
    assert!(start.elapsed() < A_MOMENT, "took {:?}", start.elapsed());
    for document in opened.iter().flatten() {
        let mut end = 0;
        for block in &document.blocks {
            assert!(block.span.fits(&document.text) && !block.span.is_empty());
            assert!(block.span.start >= end, "blocks overlap");
            assert_eq!(block.span, block.span.trimmed(&document.text));
            end = block.span.end;
        }
        for mark in &document.marks {
            assert!(mark.span.fits(&document.text) && !mark.span.is_empty());
        }
        for note in &document.notes {
            assert!(note.span.fits(&document.text));
        }
    }
    opened
}

#[track_caller]
fn one(bytes: &[u8]) -> Document {
    let mut documents = open(bytes).unwrap();
    assert_eq!(documents.len(), 1);
    documents.remove(0)
}

/// The message of the error `bytes` give, with its hint.
#[track_caller]
fn refused(bytes: &[u8]) -> String {
    let error = open(bytes).unwrap_err();
    format!("{error}; {}", error.hint())
}

/// A small file of each form, invented.
const FORMS: &[(&str, &str)] = &[
    (
        "text",
        "FISH TALKS\n\nBy Ana Vell\n\n“We fish,” said Ms. Vell. «Sí», dijo.\n\nQ    Thank you.\n",
    ),
    (
        "markdown",
        "---\ntitle: 'Fish: talks'\ndate: 2031-03-04\ntags:\n- sea\n---\n# Fish\n\n**Nets and [rods](http://a.example):** “Yes.”\n\n- [On cod](http://b.example): “No\n  more.”\n\n> Quote\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n<s>said</s> \\[meant\\]\n\n\\###\n",
    ),
    (
        "html",
        "<!DOCTYPE html><html lang=en><head><title>Fish talks fail | Post</title><meta property=\"og:site_name\" content=\"Post\"><script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"Fish\"}</script></head><body><nav><a href=/>Home</a></nav><article><h1>Fish talks fail</h1><p><b>Nets.</b> “We fish,” said Ana Vell, the envoy, on Monday, after a night of talks, tea, and more talks.</p><blockquote><p>Fish &amp; chips&nbsp;&#8212; &eacute;</p></blockquote><table><tr><td>a<td>b<tr><td>c<td>d</table><ul><li>One<li>Two</ul></article></body></html>",
    ),
    (
        "hansard",
        "<housecommons><title>House</title><date format=\"2031-03-04\">4 March</date><debates><section><title>Fish</title><p>1. <member>Ms. Vell</member><membercontribution>: How many &#x2014; <col>2</col>?</membercontribution></p></section></debates></housecommons>",
    ),
    (
        "bundestag",
        "<?xml version=\"1.0\"?><!DOCTYPE dbtplenarprotokoll SYSTEM \"x.dtd\"><dbtplenarprotokoll wahlperiode=\"1\" sitzung-nr=\"2\" sitzung-datum=\"04.03.2031\"><sitzungsverlauf><tagesordnungspunkt top-id=\"Punkt 1\"><rede><p klasse=\"redner\"><redner><name><vorname>Ulf</vorname><nachname>Rode</nachname></name></redner>Ulf Rode:</p><p klasse=\"J\">Grüße.</p><kommentar>(Beifall)</kommentar></rede></tagesordnungspunkt></sitzungsverlauf></dbtplenarprotokoll>",
    ),
    (
        "akoma",
        "<akomaNtoso xmlns=\"http://x\"><debate><meta><TLCPerson eId=\"a\" showAs=\"Ana Vell\"/></meta><debateBody><debateSection><heading>Fish</heading><speech by=\"#a\"><from>Ms Vell:</from><p>Good <i>day</i>.</p></speech></debateSection></debateBody></debate></akomaNtoso>",
    ),
    (
        "rss",
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>News</title><item><title>One</title><link>http://a.example</link><pubDate>Tue, 04 Mar 2031 10:00:00 GMT</pubDate><description><![CDATA[<p>Fish</p>]]></description></item><item><title>Two &amp; three</title><description>Chips</description></item></channel></rss>",
    ),
    (
        "atom",
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>T</title><entry><title>One</title><link href=\"http://a.example\"/><updated>2031-03-04T10:00:00Z</updated><content type=\"xhtml\"><div><p>Fish</p></div></content></entry></feed>",
    ),
    (
        "json feed",
        "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"N\",\"items\":[{\"id\":\"1\",\"title\":\"One\",\"content_html\":\"<p>Fish \\u2014 é</p>\"}]}",
    ),
    (
        "govuk",
        "{\"base_path\":\"/news/fish\",\"document_type\":\"press_release\",\"title\":\"Fish\",\"details\":{\"body\":\"<p>Ana Vell said:</p><blockquote><p>Fish.</p></blockquote>\"}}",
    ),
    (
        "own",
        "{\"format\":1,\"source\":{\"name\":\"a\",\"kind\":\"article\"},\"title\":\"Fish\",\"text\":\"Fish\\n\\n“Yes,” é.\",\"sections\":[{\"heading\":\"Fish\",\"heading_span\":[0,4],\"paragraphs\":[[6,20]]}],\"furniture\":[]}",
    ),
    (
        "record",
        "<html><body><pre>\n[Congressional Record Volume 1, Number 2 (Tuesday, March 4, 2031)]\n[Senate]\n\n                                  FISH\n\n  Ms. VELL. Mr. President, ``fish\nare good.''\n\n[[Page S2]]\n\n  Next.\n                          ____________________\n</pre></body></html>",
    ),
    (
        "webvtt",
        "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\n<v Ana Vell>Good day.\n\n00:00:03.000 --> 00:00:04.000\n<v Jo Marr>Bad fish.\n",
    ),
    (
        "subrip",
        "1\n00:00:01,000 --> 00:00:02,000\nANA VELL: Good day.\n\n2\n00:00:03,000 --> 00:00:04,000\nJO MARR: Bad fish.\n",
    ),
    (
        "mail",
        "From: Ana Vell <ana@a.example>\r\nTo: press@b.example\r\nSubject: =?utf-8?q?Fish_t=C3=A1lks?=\r\nDate: Tue, 4 Mar 2031 10:00:00 +0000\r\nMessage-ID: <1@a.example>\r\n\r\n“We fish,” she said.\r\n\r\n> Old words\r\n-- \r\nAna\r\n",
    ),
];

#[test]
fn every_prefix_of_every_form_is_read_or_refused() {
    for (form, text) in FORMS {
        assert!(open(text.as_bytes()).is_ok(), "{form}");
        for end in 0..text.len() {
            let _ = open(text.as_bytes().get(..end).unwrap());
        }
    }
}

#[test]
fn every_form_survives_a_damaged_byte() {
    for (_, text) in FORMS {
        for at in (0..text.len()).step_by(3) {
            let mut bytes = text.as_bytes().to_vec();
            bytes[at] ^= 0x9f;
            let _ = open(&bytes);
        }
    }
}

#[test]
fn every_form_opens_in_other_encodings() {
    for (form, text) in FORMS {
        let utf16: Vec<u8> = [0xff, 0xfe]
            .into_iter()
            .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        let (plain, wide) = (open(text.as_bytes()).unwrap(), open(&utf16));
        // Mail is bytes by its own standard; the other forms are text.
        if *form != "mail" {
            assert_eq!(wide.unwrap()[0].text, plain[0].text, "{form}");
        }
    }
}

#[test]
fn files_that_are_no_documents_are_named_with_a_way_out() {
    assert!(refused(b"").contains("empty"));
    assert!(refused(b"\xef\xbb\xbf \r\n\t").contains("empty"));
    assert!(refused(b"\x89PNG\r\n\x1a\n\0\0").contains("PNG image"));
    assert!(refused(b"\x89PNG\r\n\x1a\n\0\0").contains("OCR"));
    assert!(refused(b"\x7fELF\x02\x01\x01\0").contains("ELF program"));
    assert!(refused(b"PK\x05\x06\0\0\0\0").contains("ZIP archive"));
    assert!(refused(b"\x1f\x8b\x08\0\0\0").contains("gzip"));
    assert!(refused(b"\0\x01\x02\x03\0\0\x04").contains("binary"));
    assert!(refused(b"{\"a\": 1}").contains("no text"));
    assert!(refused(b"<rss><channel><title>x</title></channel></rss>").contains("no entries"));
}

#[test]
fn nesting_without_end_is_read_flat() {
    let deep = |open: &str, close: &str| {
        format!(
            "<html><body><p>Before.</p>{}Fish{}</body></html>",
            open.repeat(100_000),
            close.repeat(100_000)
        )
    };
    for (tag, end) in
        [("<div>", "</div>"), ("<b><p>", ""), ("<ul><li>", "</li></ul>"), ("<table><tr><td>", "")]
    {
        assert!(one(deep(tag, end).as_bytes()).text.contains("Fish"), "{tag}");
    }
    let xml = format!("<?xml version=\"1.0\"?><doc>{}Fish", "<a>".repeat(100_000));
    assert_eq!(one(xml.as_bytes()).text, "Fish");
    let quotes = format!("---\ntitle: x\n---\n{} Fish", ">".repeat(100_000));
    assert!(one(quotes.as_bytes()).text.contains("Fish"));
    assert!(open("[".repeat(100_000).as_bytes()).is_ok());
    assert!(open(format!("{{\"a\":{}", "[".repeat(100_000)).as_bytes()).is_ok());
}

#[test]
fn long_runs_of_one_mark_take_linear_time() {
    for mark in [
        "<",
        "&",
        "<!--",
        "<![CDATA[",
        "*",
        "_",
        "**a",
        "[",
        "![",
        "](",
        "`",
        "<a href=",
        "| ",
        "> ",
        "- ",
        "\u{a0}",
        "&#",
        "<item>",
        "<b a=1><p>",
    ] {
        for head in [
            "",
            "<html><body>",
            "---\ntitle: x\n---\n",
            "<rss><channel>",
            "<?xml version=\"1.0\"?><doc>",
        ] {
            let _ = open(format!("{head}{}", mark.repeat(60_000)).as_bytes());
        }
    }
}

#[test]
fn entities_are_never_resolved() {
    let mut bomb = String::from("<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY e0 \"boom\">");
    for i in 1..40 {
        bomb.push_str(&format!("<!ENTITY e{i} \"&e{};&e{};\">", i - 1, i - 1));
    }
    bomb.push_str("<!ENTITY x SYSTEM \"file:///etc/hostname\">]>");
    let xml = one(format!("{bomb}<doc><p>Before &e39;&x;after</p></doc>").as_bytes());
    assert_eq!(xml.text, "Before after");
    let rss = format!(
        "{bomb}<rss><channel><item><title>a &e39;</title><description>b &x;c</description></item></channel></rss>"
    );
    assert_eq!(one(rss.as_bytes()).text, "b c");
}

/// A ZIP archive of `parts`, packed.
fn pack(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A DOCX, an ODT and an EPUB whose text is `text`, between the tags of each.
fn packages(text: &str) -> Vec<Vec<u8>> {
    let container = "<container><rootfiles><rootfile full-path='o.opf'/></rootfiles></container>";
    let book = "<package><manifest><item id='a' href='a.xhtml'/></manifest>\
                <spine><itemref idref='a'/></spine></package>";
    let word = format!(
        "<w:document><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"
    );
    let open = format!(
        "<office:document-content><office:body><office:text><text:p>{text}</text:p>\
         </office:text></office:body></office:document-content>"
    );
    let page = format!("<html><body><p>{text}</p></body></html>");
    vec![
        pack(&[("word/document.xml", &word)]),
        pack(&[("META-INF/manifest.xml", "<manifest/>"), ("content.xml", &open)]),
        pack(&[("META-INF/container.xml", container), ("o.opf", book), ("a.xhtml", &page)]),
    ]
}

#[test]
fn a_package_that_unpacks_to_too_much_is_refused() {
    for package in packages("The port opens in May.") {
        assert_eq!(one(&package).text, "The port opens in May.");
    }
    for bomb in packages(&"x".repeat(32 << 20)) {
        assert!(bomb.len() < 1 << 20);
        let complaint = refused(&bomb);
        assert!(complaint.contains(" unpacks to more than 1"), "{complaint}");
        assert!(complaint.ends_with("unpack it by hand and open the text"), "{complaint}");
    }
}

#[test]
fn a_package_that_is_really_a_page_opens_as_one() {
    let page = b"<!DOCTYPE html><html><head><title>Harbour plans</title></head><body><p>The port \
                 opens in May, said Ana Ruiz.</p></body></html>";
    let document = ingest::documents("plans.docx", page, None).unwrap().remove(0);
    assert_eq!(document.media, ingest::Media::Html);
    assert_eq!(document.text, "The port opens in May, said Ana Ruiz.");
}

#[test]
fn a_page_that_is_cut_gives_what_is_there() {
    let page = "<!DOCTYPE html><html><head><title>Harbour plans</title></head><body><article><p>The port opens \
                in May.</p><p>“We fish,” said Ana Ruiz on Mon";
    let document = one(page.as_bytes());
    assert_eq!(document.text, "The port opens in May.\n\n“We fish,” said Ana Ruiz on Mon");
    assert!(refused(page.get(..60).unwrap().as_bytes()).contains("no text"));
}

#[test]
fn a_pdf_that_leads_back_to_itself_ends() {
    let pdf = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
        2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R 3 0 R]/Count 3>>endobj\n\
        3 0 obj<</Type/Page/Parent 3 0 R/Contents 4 0 R/Resources 5 0 R>>endobj\n\
        4 0 obj 4 0 R endobj\n5 0 obj 5 0 R endobj\n\
        trailer<</Root 1 0 R/Prev 0>>\nstartxref\n0\n%%EOF";
    assert!(refused(pdf).contains("this PDF holds no text"));
}

/// The same page, encrypted in each of the ways there are by qpdf 11.3: with `--encrypt
/// "" owner`, but for the last, which has a user password.
#[test]
fn a_pdf_encrypted_without_a_password_opens() {
    let read = |name: &str| std::fs::read(format!("tests/locked/{name}.pdf")).unwrap();
    for name in ["rc4-40", "rc4-128", "aes-128", "aes-128-metadata", "aes-256-r5", "aes-256"] {
        let document = one(&read(name));
        let text = "The envoy of Varenia met the crews at noon. No port will close, said Ana Roe.";
        assert_eq!(document.text, text, "{name}");
        // What the file states of itself is encrypted apart.
        assert_eq!(document.meta.byline[0].name, "Ana Roe", "{name}");
    }
    assert!(refused(&read("password")).starts_with("this PDF is encrypted; open it with"));
}

#[test]
fn a_bare_ampersand_costs_no_entry() {
    let rss = "<rss><channel><title>T</title><item><title>R & D</title><description>A & B</description></item>\
        <item><title>Cut < off</title><description>Lost</item>\
        <item><title>Last</title><description>Here</description></item></channel></rss>";
    let documents = open(rss.as_bytes()).unwrap();
    let titles: Vec<_> =
        documents.iter().map(|d| d.meta.title.clone().unwrap_or_default()).collect();
    assert_eq!(titles.len(), 3, "{titles:?}");
    assert_eq!((titles[0].as_str(), titles[2].as_str()), ("R & D", "Last"));
    assert_eq!(documents[2].text, "Here");
}

#[test]
fn a_page_of_mixed_encodings_is_read_with_a_note() {
    let mut bytes =
        "<html><head><meta charset=utf-8></head><body><p>“Größe”, sagte sie. ".as_bytes().to_vec();
    bytes.extend(b"\x93Caf\xe9\x94, he said.</p></body></html>");
    let document = one(&bytes);
    assert!(document.text.contains("“Größe”") && document.text.contains("“Café”"));
    assert_eq!(document.notes.len(), 1);
}

#[test]
fn the_corpus_opens_whole() {
    let corpus = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let Ok(list) = std::fs::read_to_string(corpus.join("manifest.tsv")) else {
        eprintln!("skipped: ../shared/corpus is not here");
        return;
    };
    for line in list.lines().skip(1) {
        let name = line.split('\t').next().unwrap();
        let documents = open(&std::fs::read(corpus.join(name)).unwrap());
        for document in documents.unwrap() {
            assert!(!document.blocks.is_empty(), "{name} has no blocks");
            assert!(!document.text.contains("jQuery"), "{name} shows a script");
            assert!(!document.text.contains('\u{fffd}'), "{name} is decoded wrongly");
            if !name.ends_with(".txt") {
                assert!(document.meta.title.is_some(), "{name} has no title");
                assert!(document.meta.published.is_some(), "{name} has no date");
            }
        }
    }
}
