//! Official XML: proceedings of parliaments, and anything else as best it reads.

mod akoma;
mod bundestag;
mod hansard;
mod other;
mod publicwhip;
mod tei;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::Document;
use super::html::{self, decoded};
use super::pen::Pen;
use crate::model::{Note, NoteKind, Span};

/// Lays out the XML in `text` by the vocabulary of its root element.
///
/// Entities a document type declares are never resolved, neither from inside nor from
/// outside the file: they are left out. Damage ends the reading with a note.
pub(super) fn lay_out(text: &str, document: &mut Document) {
    let root = root(text).unwrap_or_default();
    let mut pen = Pen::default();
    let damage = match root.as_str() {
        "html" => return html::lay_out(text, document),
        "housecommons" | "houselords" | "hansard" | "debates" | "westminsterhall"
        | "grandcommittee" => hansard::write(text, &mut pen, document),
        "publicwhip" => publicwhip::write(text, &mut pen, document),
        "dbtplenarprotokoll" => bundestag::write(text, &mut pen, document),
        "akomantoso" | "akomaNtoso" => akoma::write(text, &mut pen, document),
        "TEI" if text.contains("<u ") => tei::write(text, &mut pen, document),
        _ => other::write(text, &mut pen, document),
    };
    pen.into_document(document);
    if let Some(message) = damage {
        let end = Span::new(document.text.len(), document.text.len());
        document.notes.push(Note { kind: NoteKind::Incomplete, span: end, other: None, message });
    }
}

/// What reads a stream of elements. Names come without prefix.
pub(super) trait Visitor {
    fn open(&mut self, name: &str, attributes: &Attributes<'_>);
    fn close(&mut self, name: &str);
    fn words(&mut self, words: &str);
}

/// The attributes of an element.
pub(super) struct Attributes<'a>(&'a BytesStart<'a>);

impl Attributes<'_> {
    /// The value of the attribute called `name`, whatever its prefix.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let mut found = attributes.with_checks(false).flatten();
        found.find(|a| a.key.local_name().as_ref() == name).map(|a| decoded(&a.value))
    }
}

/// Shows `visitor` every element and word of `text`; the reason when it ends early.
pub(super) fn visit(text: &str, visitor: &mut impl Visitor) -> Option<String> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    reader.config_mut().allow_dangling_amp = true;
    let mut n_open = 0usize;
    loop {
        let at = reader.buffer_position();
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                n_open += 1;
                visitor.open(&local(&tag), &Attributes(&tag));
            }
            Ok(Event::Empty(tag)) => {
                let name = local(&tag);
                visitor.open(&name, &Attributes(&tag));
                visitor.close(&name);
            }
            Ok(Event::End(tag)) => {
                n_open = n_open.saturating_sub(1);
                visitor.close(tag.local_name().as_ref());
            }
            Ok(Event::Text(words)) => visitor.words(&words),
            Ok(Event::CData(words)) => visitor.words(&words),
            Ok(Event::GeneralRef(name)) => {
                let reference = format!("&{};", &*name);
                let resolved = decoded(&reference);
                if resolved != reference {
                    visitor.words(&resolved);
                }
            }
            Ok(Event::Eof) if n_open > 0 => {
                return Some("the XML ends before its elements do: it may be cut off".to_owned());
            }
            Ok(Event::Eof) => return None,
            Ok(_) => {}
            Err(error) => {
                return Some(format!("the XML is damaged after byte {at}: {error}"));
            }
        }
    }
}

fn local(tag: &BytesStart<'_>) -> String {
    tag.local_name().as_ref().to_owned()
}

/// The name of the first element, without prefix.
fn root(text: &str) -> Option<String> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) => return Some(local(&tag)),
            Event::Eof => return None,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{BlockKind, Media};

    fn read(text: &str) -> Document {
        let mut document = Document::new("t.xml", b"", Media::Xml);
        lay_out(text, &mut document);
        document
    }

    #[test]
    fn what_is_cut_off_says_so() {
        let notes = |text: &str| read(text).notes.iter().map(|n| n.kind).collect::<Vec<_>>();
        let whole = "<hansard><debates><p>The quay is <i>old</i>.</p></debates></hansard>";
        assert_eq!(notes(whole), []);
        for at in ["old", "</debates", "</hansard"] {
            let cut = whole.split(at).next().unwrap_or_default();
            assert_eq!(notes(cut), [NoteKind::Incomplete], "{cut}");
        }
    }

    /// The blocks of `text`, one a line: kind, name of a label, words.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let document = read(text);
        let blocks: Vec<String> = document
            .blocks
            .iter()
            .map(|block| {
                let words = block.span.of(&document.text);
                match &block.kind {
                    BlockKind::Heading(level) => format!("h{level} {words}"),
                    BlockKind::Label { name: Some(name) } => format!("label {words} = {name}"),
                    BlockKind::Label { name: None } => format!("label {words}"),
                    BlockKind::Aside => format!("aside {words}"),
                    BlockKind::Quote => format!("q {words}"),
                    _ => words.to_owned(),
                }
            })
            .collect();
        assert_eq!(blocks, expected);
    }

    #[test]
    fn hansard_gives_members_and_their_words() {
        check(
            "<housecommons><col>1</col><title>House of Tessara</title>\
             <date format=\"2031-03-04\">Tuesday 4 March 2031</date><debates><section>\
             <title>FISH</title><p>1. <member>Ms. Vell <memberconstituency>(Arvo)</memberconstituency>\
             </member><membercontribution>: How many <col>2</col>fish?<lb/>And boats?</membercontribution></p>\
             <p align=\"center\">[<i>Interruption</i>.]</p>\
             <p><member>The Minister (Mr. Jo Marr)</member><membercontribution>: I quote:\
             </membercontribution><quote>None &amp; none.</quote></p></section></debates></housecommons>",
            &[
                "h1 FISH",
                "label 1. Ms. Vell (Arvo)",
                "How many fish?",
                "And boats?",
                "aside [Interruption.]",
                "label The Minister (Mr. Jo Marr) = Mr. Jo Marr",
                "I quote:",
                "q None & none.",
            ],
        );
    }

    #[test]
    fn the_bundestag_gives_speakers_with_their_full_names() {
        let text = "<dbtplenarprotokoll wahlperiode=\"30\" sitzung-nr=\"4\" sitzung-datum=\"04.03.2031\" \
             herausgeber=\"Haus\"><vorspann><p>Inhalt</p></vorspann><sitzungsverlauf>\
             <tagesordnungspunkt top-id=\"Punkt 1\"><name>Präsidentin Ida Holm:</name><p klasse=\"J\">Bitte.</p>\
             <rede><p klasse=\"redner\"><redner><name><titel>Dr.</titel><vorname>Ulf</vorname>\
             <namenszusatz>von</namenszusatz><nachname>Rode</nachname><fraktion>X</fraktion></name></redner>\
             Dr. Ulf von Rode (X):</p><p klasse=\"J_1\">Danke.</p><kommentar>(Beifall)</kommentar></rede>\
             </tagesordnungspunkt></sitzungsverlauf></dbtplenarprotokoll>";
        check(
            text,
            &[
                "h1 Punkt 1",
                "label Präsidentin Ida Holm",
                "Bitte.",
                "label Dr. Ulf von Rode (X) = Ulf von Rode",
                "Danke.",
                "aside (Beifall)",
            ],
        );
        let meta = read(text).meta;
        assert_eq!(meta.title.as_deref(), Some("Plenarprotokoll 30/4"));
        assert_eq!(meta.published.as_deref(), Some("2031-03-04"));
    }

    #[test]
    fn akoma_ntoso_names_speakers_by_reference() {
        check(
            "<akomaNtoso><debate><meta><TLCPerson eId=\"av\" showAs=\"Ana Vell\"/></meta><debateBody>\
             <debateSection><num>3.</num><heading>Fish</heading><speech by=\"#av\"><from>Ms VELL:</from><p>Good day.</p>\
             <p>Bad fish.</p></speech><scene><p>(Laughter)</p></scene><narrative><p>The sitting rose.</p></narrative></debateSection></debateBody></debate></akomaNtoso>",
            &[
                "h1 3. Fish",
                "label Ms VELL = Ana Vell",
                "Good day.",
                "Bad fish.",
                "aside (Laughter)",
                "aside The sitting rose.",
            ],
        );
    }

    #[test]
    fn publicwhip_names_speakers_beside_their_words() {
        let text = "<publicwhip><major-heading id=\"uk.org.publicwhip/debate/2031-03-04a.1.1\">Fish\
             </major-heading><minor-heading id=\"x/2\">Nets</minor-heading>\
             <speech id=\"x/3\" speakername=\"Ana Vell\"><p>How <i>many</i>?</p><p class=\"indent\">None.</p>\
             </speech><speech id=\"x/4\" nospeaker=\"true\"><p>The House divided.</p></speech></publicwhip>";
        check(
            text,
            &[
                "h1 Fish",
                "h2 Nets",
                "label Ana Vell = Ana Vell",
                "How many?",
                "q None.",
                "aside The House divided.",
            ],
        );
        let meta = read(text).meta;
        assert_eq!(meta.title.as_deref(), Some("House of Commons, 2031-03-04"));
        assert_eq!(meta.published.as_deref(), Some("2031-03-04"));
    }

    #[test]
    fn tei_has_speakers_in_notes_and_in_the_header() {
        let text = "<TEI><teiHeader><titleStmt><title type=\"main\">Sitting of Arvo</title><title>Sub</title></titleStmt>\
             <date when=\"2035-01-01\">x</date><setting><date when=\"2031-03-04\">4.3.</date></setting>\
             <person xml:id=\"BoOrta\"><persName><forename>Bo</forename> <surname>Orta</surname></persName></person></teiHeader>\
             <text><body><div><head>Fish</head><note type=\"speaker\">Ms Ana Vell (Arvo)</note><u who=\"#AnaVell\">\
             <seg>How many?</seg><kinesic><desc>Laughter</desc></kinesic><seg>None.</seg></u><note>Bell.</note>\
             <u who=\"#BoOrta\"><seg>So.</seg></u><note>Noise.</note><u who=\"#BoOrta\"><seg>And so.</seg></u></div></body></text></TEI>";
        check(
            text,
            &[
                "h1 Fish",
                "label Ms Ana Vell (Arvo)",
                "How many?",
                "aside Laughter",
                "None.",
                "aside Bell.",
                "label Bo Orta = Bo Orta",
                "So.",
                "aside Noise.",
                "And so.",
            ],
        );
        let meta = read(text).meta;
        assert_eq!(meta.title.as_deref(), Some("Sitting of Arvo"));
        assert_eq!(meta.published.as_deref(), Some("2031-03-04"));
    }

    #[test]
    fn unknown_xml_reads_by_the_usual_names() {
        check(
            "<doc><head>Fish</head><para>One <em>two</em> three.</para><quote>Four</quote></doc>",
            &["h2 Fish", "One two three.", "q Four"],
        );
    }

    #[test]
    fn entities_are_never_resolved() {
        let mut bomb =
            String::from("<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\">");
        for i in 1..30 {
            bomb.push_str(&format!("<!ENTITY e{i} \"&e{};&e{};\">", i - 1, i - 1));
        }
        bomb.push_str(
            "<!ENTITY x SYSTEM \"file:///etc/passwd\">]><d><p>Be&e29;fore &x;&amp; after</p></d>",
        );
        check(&bomb, &["Before & after"]);
    }

    #[test]
    fn depth_and_damage_are_bounded() {
        let deep = format!("{}Fish{}", "<d>".repeat(100_000), "</d>".repeat(100_000));
        assert_eq!(read(&deep).text, "Fish");
        let cut = read("<housecommons><p><member>Ms. Vell</member><membercontribution>: Yes. <");
        assert!(cut.text.ends_with("Yes."));
        assert_eq!(cut.notes.len(), 1);
    }
}
