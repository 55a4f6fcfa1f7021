//! PDF, read without its cross-reference table, so that damaged and cut files give
//! what they hold: bytes → objects ([`file`]) → text in its place ([`content`]) →
//! lines in reading order ([`layout`]) → paragraphs ([`flow`]).

mod cipher;
mod content;
mod edges;
mod file;
mod filter;
mod flow;
mod font;
mod glyph;
mod layout;
mod lex;
mod lock;

use super::{Document, IngestError, Media, stated};
use crate::model::{Language, Note, NoteKind, Span};
use content::Printer;
use file::File;

/// The text of a PDF: columns in reading order, running heads and page numbers left
/// out but for the first, words joined that a line's end divides, paragraphs joined
/// over pages.
///
/// Limits: 20 000 pages, 256 MiB unpacked, 64 MiB of text; what comes after them is
/// left out with a note. Text that stands on end is left out.
///
/// # Errors
///
/// [`IngestError::TooLarge`] when the limits leave no text,
/// [`IngestError::NoText`] for a scan, [`IngestError::Locked`] for a file with
/// a password, [`IngestError::Damaged`] when no page is found.
pub(super) fn document(name: &str, bytes: &[u8]) -> Result<Document, IngestError> {
    let file = File::read(bytes);
    if file.is_locked() {
        return Err(IngestError::Locked { what: "PDF" });
    }
    let pages = file.pages();
    if pages.is_empty() {
        let why = "it holds no pages; it may be cut off".to_owned();
        return Err(IngestError::Damaged { what: "PDF", why });
    }
    let mut printer = Printer::new(&file);
    let sheets = pages.iter().map(|page| {
        let sheet = printer.sheet(page);
        let height = sheet.height;
        flow::Leaf { lines: layout::lines(sheet), height }
    });
    let leaves = sheets.collect();
    let mut document = Document::new(name, bytes, Media::Pdf);
    flow::write(leaves, &mut document);
    if document.text.is_empty() {
        if file.is_over() {
            return Err(IngestError::TooLarge { what: "PDF", limit_mib: filter::TOTAL_MIB });
        }
        return Err(IngestError::NoText { what: "PDF" });
    }
    let (title, author) = (file.info(b"Title"), file.info(b"Author"));
    stated::take(&mut document, title.as_deref(), author.as_deref());
    document.meta.language = file.language().and_then(|tag| Language::from_tag(&tag));
    if printer.is_over() {
        note(
            &mut document,
            "the PDF is larger than the limits, and what comes after them is left out",
        );
    }
    if printer.n_unread * 20 > printer.n_glyphs {
        note(
            &mut document,
            "some of the PDF's fonts do not say which letters they show, and those letters are missing",
        );
    }
    Ok(document)
}

/// Notes `message` at the document's start.
fn note(document: &mut Document, message: &str) {
    let n = document.text.chars().next().map_or(0, char::len_utf8);
    let (kind, span) = (NoteKind::Incomplete, Span::new(0, n));
    document.notes.push(Note { kind, span, other: None, message: message.to_owned() });
}

#[cfg(test)]
mod tests {
    use super::super::BlockKind;
    use super::*;

    /// A PDF of one page for each of `pages`, which hold operators. `/F` is Times and
    /// `/B` its bold, both in windows-1252.
    fn pdf(pages: &[&str]) -> Vec<u8> {
        let font = "/Type/Font/Subtype/Type1/Encoding/WinAnsiEncoding";
        let kids: String = (0..pages.len()).map(|n| format!("{} 0 R ", 10 + 2 * n)).collect();
        let mut file = format!(
            "%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R/Lang(en-GB)>>endobj
2 0 obj<</Type/Pages/Kids[{kids}]/MediaBox[0 0 600 800]/Resources<</Font<</F 3 0 R/B 4 0 R>>>>>>endobj
3 0 obj<<{font}/BaseFont/Times-Roman>>endobj
4 0 obj<<{font}/BaseFont/Times-Bold>>endobj
5 0 obj<</Title(Harbour talks)/Author(admin)>>endobj\n"
        );
        for (n, page) in pages.iter().enumerate() {
            let (at, next) = (10 + 2 * n, 11 + 2 * n);
            file.push_str(&format!("{at} 0 obj<</Type/Page/Contents {next} 0 R>>endobj\n"));
            let n_bytes = page.chars().count();
            file.push_str(&format!(
                "{next} 0 obj<</Length {n_bytes}>>stream\n{page}\nendstream endobj\n"
            ));
        }
        file.push_str("trailer<</Root 1 0 R/Info 5 0 R>>\n%%EOF");
        encoding_rs::WINDOWS_1252.encode(&file).0.into_owned()
    }

    /// Lines of text from the page's place `y` down, 12 points apart.
    fn lines(y: usize, lines: &[&str]) -> String {
        let shown: String = lines.iter().map(|line| format!("({line}) Tj T* ")).collect();
        format!("BT /F 10 Tf 12 TL 1 0 0 1 50 {y} Tm {shown} ET\n")
    }

    #[track_caller]
    fn check(pages: &[&str], expected: &str) {
        assert_eq!(document("t", &pdf(pages)).unwrap().text, expected);
    }

    #[test]
    fn paragraphs_join_over_lines_and_pages_without_heads_and_numbers() {
        let head = "BT /F 8 Tf 50 770 Td (OFFICE OF THE ENVOY) Tj ET\n";
        let first = format!(
            "{head}{}BT /F 8 Tf 300 20 Td (Page 1 of 2) Tj ET",
            lines(700, &["The envoy said the coop-", "eration would go on, and that"])
        );
        let second = format!(
            "{head}{}BT /F 8 Tf 300 20 Td (Page 2 of 2) Tj ET",
            lines(700, &["“nobody is left out” of it."])
        );
        check(
            &[&first, &second],
            "OFFICE OF THE ENVOY\n\nThe envoy said the cooperation would go on, and that “nobody is left out” of it.",
        );
    }

    #[test]
    fn a_number_far_below_the_text_is_the_page_s() {
        let page =
            format!("{}BT /F 10 Tf 300 150 Td (1) Tj ET", lines(700, &["It ends", "in May."]));
        check(&[&page], "It ends in May.");
        let page = lines(700, &["It ends in", "2031"]);
        check(&[&page], "It ends in 2031");
    }

    #[test]
    fn headings_bold_words_and_what_the_file_states() {
        let page = format!(
            "BT /B 20 Tf 50 740 Td (Harbour talks) Tj ET {} BT /B 10 Tf 50 640 Td (Cost.) Tj /F 10 Tf ( It is low.) Tj ET",
            lines(700, &["The envoy spoke for an hour about the harbour and then left."])
        );
        let document = document("t", &pdf(&[&page])).unwrap();
        assert_eq!(document.meta.title.as_deref(), Some("Harbour talks"));
        assert_eq!(
            (document.meta.byline.len(), document.meta.language),
            (0, Some(Language::ENGLISH))
        );
        assert_eq!(document.blocks[0].kind, BlockKind::Heading(1));
        assert!(document.text.ends_with("\n\nCost. It is low."));
        assert_eq!(document.marks[0].span.of(&document.text), "Cost.");
    }

    #[test]
    fn a_hyphen_stays_where_the_text_shows_it() {
        let page = lines(
            700,
            &[
                "of the long-term plan, he said, a long-",
                "term plan, and a pro-",
                "gramme of the Arvo–",
                "Tessara line",
            ],
        );
        check(
            &[&page],
            "of the long-term plan, he said, a long-term plan, and a programme of the Arvo–Tessara line",
        );
    }

    #[test]
    fn items_lose_their_bullet_and_contents_are_furniture() {
        let page = format!(
            "{}BT /F 10 Tf 50 600 Td (• The ) Tj /B 10 Tf (cost) Tj /F 10 Tf ( of it) Tj ET",
            lines(700, &["Cost ........ 3", "Harbour . . . . . . 12"])
        );
        let document = document("t", &pdf(&[&page])).unwrap();
        assert_eq!(document.text, "Cost ........ 3\n\nHarbour . . . . . . 12\n\nThe cost of it");
        let kinds: Vec<BlockKind> = document.blocks.into_iter().map(|block| block.kind).collect();
        let contents = BlockKind::Furniture("contents".to_owned());
        assert_eq!(kinds, [contents.clone(), contents, BlockKind::Item]);
    }

    #[test]
    fn a_label_begins_a_paragraph_after_a_full_line() {
        let page = lines(
            700,
            &["MS. OLT: It is so, as I said at noon.", "MR. BREL: It is not so at all, no and no."],
        );
        let expected =
            "MS. OLT: It is so, as I said at noon.\n\nMR. BREL: It is not so at all, no and no.";
        check(&[&page], expected);
    }

    #[test]
    fn scans_locked_and_cut_files_say_so() {
        assert_eq!(
            document("t", &pdf(&["0 0 100 100 re f"])).err(),
            Some(IngestError::NoText { what: "PDF" })
        );
        let mut locked = pdf(&[&lines(700, &["x"])]);
        locked.extend(b"trailer<</Encrypt 9 0 R>>");
        assert_eq!(document("t", &locked).err(), Some(IngestError::Locked { what: "PDF" }));
        assert!(matches!(document("t", b"%PDF-1.7\n").err(), Some(IngestError::Damaged { .. })));
    }

    #[test]
    fn every_prefix_reads_or_says_why() {
        let page = lines(700, &["“One” (and \\(two\\)) <three>", "four"]);
        let whole = pdf(&[&page, &page]);
        for end in 0..whole.len() {
            if let Ok(document) = document("t", &whole[..end]) {
                assert!(document.blocks.iter().all(|block| block.span.fits(&document.text)));
            }
        }
    }
}
