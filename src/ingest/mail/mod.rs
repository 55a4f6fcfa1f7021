//! E-mail: one message, or a mailbox of many.

mod body;
mod closing;
mod forward;

use mail_parser::{Message, MessageParser, MimeHeaders, PartType};

use super::pen::Pen;
use super::{BlockKind, Document, IngestError, Media, Meta, date, html};
use crate::model::{Byline, Note, NoteKind, Span};
use body::{Brings, Wrapping};

/// Messages read from one mailbox.
const MESSAGES: usize = 100_000;

/// Attachments named in the note about them.
const NAMED: usize = 5;

/// The message in `bytes`: subject as title, sender as author or issuer, date; its
/// text, with quoted replies, signature and the list's footer as furniture.
/// Attachments are not opened; a note names them.
///
/// # Errors
///
/// [`IngestError::NoText`] when the message holds no words.
pub(super) fn document(name: &str, bytes: &[u8]) -> Result<Document, IngestError> {
    let empty = IngestError::NoText { what: "mail" };
    let message = MessageParser::default().parse(bytes).ok_or(empty)?;
    let mut document = Document::new(name, bytes, Media::Mail);
    let mut pen = Pen::default();
    match chosen(&message) {
        Some(Chosen::Html(text)) => write_html(text, &mut pen),
        Some(Chosen::Text(text, wrapping)) => {
            let brings = if is_passed_on(&message) { Brings::PassedOn } else { Brings::Answered };
            body::write(text, wrapping, brings, &mut pen);
        }
        None => {}
    }
    pen.into_document(&mut document);
    if document.text.is_empty() {
        return Err(IngestError::NoText { what: "mail" });
    }
    describe(&message, &mut document);
    forward::mark(&mut document);
    closing::mark(&mut document);
    note_attachments(&message, &mut document);
    Ok(document)
}

/// The messages of a mailbox, each a document called `name#1`, `name#2` …
///
/// # Errors
///
/// [`IngestError::NoText`] when no message holds words.
pub(super) fn mailbox(name: &str, bytes: &[u8]) -> Result<Vec<Document>, IngestError> {
    let documents: Vec<Document> = messages(bytes)
        .into_iter()
        .take(MESSAGES)
        .enumerate()
        .filter_map(|(idx, message)| document(&format!("{name}#{}", idx + 1), &message).ok())
        .map(|document| Document { media: Media::Mailbox, ..document })
        .collect();
    if documents.is_empty() { Err(IngestError::NoText { what: "mailbox" }) } else { Ok(documents) }
}

/// The bytes of each message, without its `From ` line and with `>From ` unquoted.
fn messages(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut messages: Vec<Vec<u8>> = Vec::new();
    let mut after_blank = true;
    for line in bytes.split_inclusive(|b| *b == b'\n') {
        if after_blank && line.starts_with(b"From ") {
            messages.push(Vec::new());
        } else if let Some(message) = messages.last_mut() {
            let quoted = line.iter().position(|b| *b != b'>').unwrap_or(0);
            let from = quoted > 0 && line.get(quoted..).is_some_and(|l| l.starts_with(b"From "));
            message.extend_from_slice(line.get(usize::from(from)..).unwrap_or_default());
        }
        after_blank = line.iter().all(u8::is_ascii_whitespace);
    }
    messages
}

/// The part of a message that is read.
enum Chosen<'m> {
    Text(&'m str, Wrapping),
    Html(&'m str),
}

/// HTML when it is all there is, or when it sets headings and bold words that the
/// plain text cannot; plain text otherwise, which carries no decoration.
fn chosen<'m>(message: &'m Message<'_>) -> Option<Chosen<'m>> {
    let html = message.html_bodies().find_map(|part| match &part.body {
        PartType::Html(html) => Some(html.as_ref()),
        _ => None,
    });
    let text = message.text_bodies().find_map(|part| match &part.body {
        PartType::Text(text) if !text.trim().is_empty() => Some((text.as_ref(), wrapping(part))),
        _ => None,
    });
    match (text, html) {
        (Some((text, wrapping)), None) => Some(Chosen::Text(text, wrapping)),
        (Some((text, wrapping)), Some(html)) if !is_rich(html) => {
            Some(Chosen::Text(text, wrapping))
        }
        (_, Some(html)) => Some(Chosen::Html(html)),
        (None, None) => None,
    }
}

/// Whether the subject says that an earlier message is passed on.
fn is_passed_on(message: &Message<'_>) -> bool {
    let subject = message.subject().unwrap_or_default().trim().to_lowercase();
    ["fw:", "fwd:", "wg:", "rv:", "tr:", "i:"].iter().any(|sign| subject.starts_with(sign))
}

fn is_rich(html: &str) -> bool {
    let lower = html.to_ascii_lowercase();
    let count = |tag: &str| lower.matches(tag).count();
    let bold = count("<strong") + count("<b>") + count("font-weight:bold");
    bold >= 2 || count("<h1") + count("<h2") + count("<h3") > 0
}

fn wrapping(part: &mail_parser::MessagePart<'_>) -> Wrapping {
    let kind = part.content_type();
    let has = |name: &str, value: &str| {
        kind.and_then(|kind| kind.attribute(name)).is_some_and(|v| v.eq_ignore_ascii_case(value))
    };
    match (has("format", "flowed"), has("delsp", "yes")) {
        (true, true) => Wrapping::FlowedTight,
        (true, false) => Wrapping::Flowed,
        _ => Wrapping::Unknown,
    }
}

/// Writes an HTML part; what it quotes of earlier messages is furniture, but a message it
/// passes on is not.
fn write_html(text: &str, pen: &mut Pen) {
    const QUOTES: [&str; 8] = [
        "<div class=\"gmail_quote",
        "<blockquote type=\"cite\"",
        "<blockquote class=\"gmail_quote",
        "<div id=\"divrplyfwdmsg\"",
        "<div id=\"appendonsend\"",
        "<div class=\"moz-cite-prefix\"",
        // Outlook draws a line above the head of what is answered.
        "<div style=\"border:none;border-top:solid #e1e1e1",
        "<div style=\"border:none;border-top:solid #b5c4df",
    ];
    let lower = text.to_ascii_lowercase();
    let quote = QUOTES.iter().filter_map(|sign| lower.find(sign)).min();
    let (own, quoted) = text.split_at_checked(quote.unwrap_or(text.len())).unwrap_or((text, ""));
    let passed_on = forward::begins(&html::plain_words(quoted));
    if passed_on || html::plain_words(own).trim().is_empty() {
        return html::fragment(text, pen);
    }
    html::fragment(own, pen);
    if !quoted.is_empty() {
        pen.begin(BlockKind::Furniture("quoted reply".to_owned()));
        pen.words(&html::plain_words(quoted));
        pen.end();
    }
}

/// Takes over what the header states.
fn describe(message: &Message<'_>, document: &mut Document) {
    let subject = message.subject().map(|subject| after_reply(subject.trim()));
    document.meta.title = subject.filter(|subject| !subject.is_empty()).map(str::to_owned);
    let raw = message.header_raw("Date").map(|date| date.trim().to_owned());
    let stated = message.date().filter(|date| date.is_valid());
    document.meta.published = stated.and_then(|date| date::iso(&date.to_rfc3339()));
    document.meta.published_surface = raw.filter(|_| document.meta.published.is_some());
    let Some(sender) = message.from().and_then(|from| from.first()) else { return };
    sent_by(sender.name.as_deref(), sender.address.as_deref(), &mut document.meta);
}

/// Takes over who sent a message: a person wrote it, a body issued it.
fn sent_by(name: Option<&str>, address: Option<&str>, meta: &mut Meta) {
    (meta.byline, meta.issuer) = (Vec::new(), None);
    let name = name.map(|name| in_order(name, meta));
    match name.as_deref().map(str::trim).filter(|name| !name.is_empty()) {
        Some(name) if is_person(name) => {
            meta.byline.push(Byline { name: name.to_owned(), role: None });
        }
        Some(name) => meta.issuer = Some(name.to_owned()),
        None => meta.issuer = address.map(str::to_owned),
    }
}

/// `Ana Brel` of `Brel, Ana (Press Office)`, as the address books of offices have it; what
/// stands in brackets issued the message.
fn in_order(name: &str, meta: &mut Meta) -> String {
    let (name, rest) = name.split_once('(').unwrap_or((name, ""));
    let parts: Vec<&str> = name.split(',').map(str::trim).collect();
    let ordered = match parts.as_slice() {
        [last, first] if is_person(&format!("{first} {last}")) => format!("{first} {last}"),
        _ => name.trim().to_owned(),
    };
    let body = rest.trim_end_matches([')', ' ']);
    meta.issuer = Some(body.to_owned()).filter(|body| !body.is_empty());
    ordered
}

/// A subject without `Re: ` and its kin.
fn after_reply(subject: &str) -> &str {
    const SIGNS: [&str; 8] = ["re:", "fw:", "fwd:", "aw:", "wg:", "rv:", "tr:", "sv:"];
    let mut subject = subject;
    while let Some(sign) = SIGNS
        .iter()
        .find(|s| subject.get(..s.len()).is_some_and(|start| start.eq_ignore_ascii_case(s)))
    {
        subject = subject.get(sign.len()..).unwrap_or_default().trim_start();
    }
    subject
}

/// Whether a sender's name is a person's: two to four words, none of an office.
fn is_person(name: &str) -> bool {
    const OFFICES: [&str; 40] = [
        "office",
        "press",
        "house",
        "ministry",
        "minister",
        "department",
        "news",
        "newsletter",
        "team",
        "service",
        "media",
        "government",
        "embassy",
        "secretary",
        "secretariat",
        "daily",
        "pool",
        "reports",
        "briefing",
        "bureau",
        "agency",
        "council",
        "committee",
        "commission",
        "parliament",
        "union",
        "center",
        "centre",
        "institute",
        "the",
        "of",
        "prensa",
        "gobierno",
        "ministerio",
        "oficina",
        "presidencia",
        "pressestelle",
        "bundesregierung",
        "communications",
        "alerts",
    ];
    let words: Vec<String> = name
        .split([' ', ','])
        .filter(|word| !word.is_empty())
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .collect();
    (2..=4).contains(&words.len())
        && !name.contains(|c: char| c.is_ascii_digit() || matches!(c, '@' | '|' | '/' | ':'))
        && !words.iter().any(|word| OFFICES.contains(&word.as_str()))
}

/// Says what is attached and not shown; pictures within the text are not mentioned.
fn note_attachments(message: &Message<'_>, document: &mut Document) {
    let names: Vec<String> = message
        .attachments()
        .filter(|part| part.content_id().is_none())
        .map(|part| part.attachment_name().unwrap_or("one without a name"))
        .map(|name| name.chars().filter(|c| !c.is_control()).take(80).collect())
        .collect();
    if names.is_empty() {
        return;
    }
    let mut message = match names.len() {
        1 => "one attachment is not shown: ".to_owned(),
        n => format!("{n} attachments are not shown: "),
    };
    message.push_str(&names.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", "));
    if names.len() > NAMED {
        message.push_str(", …");
    }
    let n = document.text.chars().next().map_or(0, char::len_utf8);
    document.notes.push(Note {
        kind: NoteKind::Incomplete,
        span: Span::new(0, n),
        other: None,
        message,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "From: Ana Brel <ana@example.org>\r\nTo: all@example.org\r\n\
        Subject: =?UTF-8?Q?Re:_Pool_report_=E2=80=93_3?=\r\nDate: Tue, 4 Mar 2031 10:00:05 -0500\r\n";

    fn read(rest: &str) -> Document {
        document("t", format!("{HEAD}{rest}").as_bytes()).unwrap()
    }

    #[test]
    fn the_header_gives_title_sender_and_date() {
        let document = read("\r\nThe envoy left.\r\n");
        assert_eq!(document.meta.title.as_deref(), Some("Pool report – 3"));
        assert_eq!(document.meta.byline[0].name, "Ana Brel");
        assert_eq!(document.meta.published.as_deref(), Some("2031-03-04T10:00:05-05:00"));
        assert_eq!(document.text, "The envoy left.");
        let mut meta = Meta::default();
        sent_by(Some("Brel, Ana (Press Office)"), None, &mut meta);
        assert_eq!(meta.byline[0].name, "Ana Brel");
        assert_eq!(meta.issuer.as_deref(), Some("Press Office"));
        assert!(is_person("Jo van Marr") && !is_person("Press Office") && !is_person("Vestria"));
    }

    #[test]
    fn encodings_of_parts_are_read() {
        let document = read(
            "Content-Type: text/plain; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=93Yes,=94 she said, and=\r\n went.",
        );
        assert_eq!(document.text, "“Yes,” she said, and went.");
    }

    #[test]
    fn rich_html_is_preferred_and_its_quotes_are_furniture() {
        let mixed = |html: &str| {
            format!(
                "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nplain\r\n\
                 --b\r\nContent-Type: text/html\r\n\r\n{html}\r\n--b--\r\n"
            )
        };
        assert_eq!(read(&mixed("<p>html</p>")).text, "plain");
        let rich = read(&mixed(
            "<h2>Cost</h2><p>Low.</p><div class=\"gmail_quote\">On Monday X wrote: <p>Old</p></div>",
        ));
        assert!(rich.text.starts_with("Cost\n\nLow."));
        assert!(
            matches!(&rich.blocks.last().unwrap().kind, BlockKind::Furniture(why) if why == "quoted reply")
        );
    }

    /// A release passed on, in the form `body` and of the type `kind`.
    #[track_caller]
    fn check_passed_on(kind: &str, body: &str) {
        let document = read(&format!("Content-Type: {kind}\r\n\r\n{body}"));
        let own = document.blocks.iter().filter(|b| b.kind == BlockKind::Text);
        let own: Vec<&str> = own.map(|b| b.span.of(&document.text)).collect();
        assert_eq!(own, ["FYI", "The ferry runs, said the minister."]);
        assert_eq!(document.meta.issuer.as_deref(), Some("Ministry Press Office"));
        assert!(document.meta.byline.is_empty());
        assert_eq!(document.meta.published.as_deref(), Some("2031-03-03T18:12"));
    }

    #[test]
    fn a_message_passed_on_is_the_mails_own() {
        check_passed_on(
            "text/plain",
            "FYI\r\n\r\n---------- Forwarded message ---------\r\n\
             From: Ministry Press Office <p@m.example>\r\nDate: Mon, Mar 3, 2031 at 6:12 PM\r\n\
             Subject: The ferry\r\nTo: <all@m.example>\r\n\r\n\r\nThe ferry runs, said the minister.\r\n",
        );
        check_passed_on(
            "text/html",
            "<p>FYI</p><div class=\"gmail_quote\"><div>---------- Forwarded message ---------<br>\
             From: <b>Ministry Press Office</b> &lt;p@m.example&gt;<br>Date: Mon, Mar 3, 2031 at 6:12 PM<br>\
             Subject: The ferry<br>To: &lt;all@m.example&gt;<br></div>\
             <p>The ferry runs, said the minister.</p></div>",
        );
    }

    #[test]
    fn a_message_passed_on_below_its_head_alone_is_the_mails_own() {
        let mail = "From: Desk <d@a.example>\r\nSubject: FW: The ferry\r\n\r\nFYI\r\n\r\n\
             From: Ministry Press Office <p@m.example>\r\nSent: Monday, March 3, 2031 6:12 PM\r\n\
             To: Desk\r\nSubject: The ferry\r\n\r\nThe ferry runs, said the minister.\r\n";
        let document = document("t", mail.as_bytes()).unwrap();
        let own = document.blocks.iter().filter(|b| b.kind == BlockKind::Text);
        let own: Vec<&str> = own.map(|b| b.span.of(&document.text)).collect();
        assert_eq!(own, ["FYI", "The ferry runs, said the minister."]);
        assert_eq!(document.meta.issuer.as_deref(), Some("Ministry Press Office"));
        assert_eq!(document.meta.published.as_deref(), Some("2031-03-03T18:12"));
    }

    #[test]
    fn attachments_are_named_in_a_note() {
        let document = read(
            "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSee below.\r\n\
             --b\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\n\r\nx\r\n--b--\r\n",
        );
        assert_eq!(document.text, "See below.");
        assert_eq!(document.notes[0].message, "one attachment is not shown: a.pdf");
    }

    #[test]
    fn a_mailbox_gives_its_messages() {
        let mailbox_bytes =
            format!("From a Mon\n{HEAD}\nOne.\n>From here on.\n\nFrom b Tue\n{HEAD}\nTwo.\n");
        let documents = mailbox("m", mailbox_bytes.as_bytes()).unwrap();
        let texts: Vec<&str> = documents.iter().map(|d| d.text.as_str()).collect();
        assert_eq!(texts, ["One.\n\nFrom here on.", "Two."]);
        assert_eq!(documents[1].name, "m#2");
    }

    #[test]
    fn every_prefix_reads_or_says_why() {
        let whole = format!(
            "{HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nOne “two”\r\n> three\r\n-- \r\nX\r\n--b--\r\n"
        );
        for end in 0..whole.len() {
            if let Ok(document) = document("t", &whole.as_bytes()[..end]) {
                assert!(document.blocks.iter().all(|block| block.span.fits(&document.text)));
            }
        }
        assert_eq!(document("t", b"").err(), Some(IngestError::NoText { what: "mail" }));
    }
}
