use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::IngestError;
use crate::model::{Note, NoteKind, Span};
use crate::text::scan;

/// Bytes looked at to find a declaration or a pattern.
const HEAD: usize = 4096;

/// A source's text, and what had to be guessed or given up to get it.
pub(super) struct Decoded<'b> {
    /// The bytes themselves when they are UTF-8: a long page is not copied.
    pub(super) text: Cow<'b, str>,
    pub(super) notes: Vec<Note>,
}

/// The text in `bytes`, without byte order mark: by byte order mark, by the NULs of
/// UTF-16, as UTF-8 when it is, by the declaration of HTML or XML, by detection.
///
/// # Errors
///
/// [`IngestError::Empty`] when nothing but white space is there,
/// [`IngestError::Binary`] when the bytes are no text in any encoding.
pub(super) fn text(bytes: &[u8]) -> Result<Decoded<'_>, IngestError> {
    let decoded = if let Some(text) = utf32(bytes) {
        Decoded { text: text.into(), notes: Vec::new() }
    } else if let Some((encoding, n_mark)) = Encoding::for_bom(bytes) {
        decode(bytes.get(n_mark..).unwrap_or_default(), encoding)
    } else if let Some(encoding) = utf16(bytes) {
        decode(bytes, encoding)
    } else {
        if scan::find(head(bytes, 8000), [0]).is_some() {
            return Err(IngestError::Binary { what: "a binary file" });
        }
        match std::str::from_utf8(bytes) {
            Ok(text) => Decoded { text: text.into(), notes: Vec::new() },
            Err(_) => legacy(bytes),
        }
    };
    if decoded.text.trim().is_empty() {
        return Err(IngestError::Empty);
    }
    if is_noise(&decoded.text) {
        return Err(IngestError::Binary { what: "a binary file" });
    }
    Ok(decoded)
}

fn head(bytes: &[u8], n: usize) -> &[u8] {
    bytes.get(..n).unwrap_or(bytes)
}

/// UTF-32 by its byte order mark, which begins as that of UTF-16 does; numbers that are no
/// character become the sign for one.
fn utf32(bytes: &[u8]) -> Option<String> {
    let (mark, units) = bytes.split_first_chunk::<4>()?;
    let number: fn([u8; 4]) -> u32 = match mark {
        [0xff, 0xfe, 0, 0] => u32::from_le_bytes,
        [0, 0, 0xfe, 0xff] => u32::from_be_bytes,
        _ => return None,
    };
    let (units, _) = units.as_chunks::<4>();
    let read =
        |unit: &[u8; 4]| char::from_u32(number(*unit)).unwrap_or(char::REPLACEMENT_CHARACTER);
    Some(units.iter().map(read).collect())
}

/// UTF-16 without a byte order mark: NULs in every other byte and only there.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = head(bytes, HEAD);
    scan::find(head, [0])?;
    let nuls = |from: usize| head.iter().skip(from).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd) = (nuls(0), nuls(1));
    let enough = |n: usize| n > 0 && n * 20 >= head.len() / 2;
    match (even, odd) {
        (0, n) if enough(n) => Some(UTF_16LE),
        (n, 0) if enough(n) => Some(UTF_16BE),
        _ => None,
    }
}

/// Bytes that are not UTF-8 throughout.
fn legacy(bytes: &[u8]) -> Decoded<'_> {
    let declared = declared(bytes);
    if let Some(encoding) = declared.filter(|&e| e != UTF_8) {
        return decode(bytes, encoding);
    }
    if declared == Some(UTF_8) || is_mostly_utf8(bytes) {
        return mixed(bytes);
    }
    // ISO-2022-JP hides in ASCII escapes; a document of ours is never in it.
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    decode(bytes, detector.guess(None, Utf8Detection::Deny))
}

/// The encoding an HTML `<meta>` or an XML declaration names.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(head(bytes, HEAD)).to_ascii_lowercase();
    if !head.trim_start().starts_with('<') {
        return None;
    }
    ["charset=", "encoding="].iter().find_map(|key| {
        let label = head.split(key).nth(1)?.trim_start_matches(['"', '\'', ' ']);
        let label = label.split(['"', '\'', ';', '>', ' ', '/', '?']).next()?;
        Encoding::for_label(label.as_bytes())
    })
}

/// Whether so many sequences of several bytes are UTF-8 that it is no accident: text in
/// another encoding holds hardly any.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut n_good, mut n_bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        n_good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        n_bad += usize::from(!chunk.invalid().is_empty());
    }
    n_good * 2 > n_bad
}

/// UTF-8 with stray bytes of windows-1252, as pages pasted together have: each
/// stray byte reads as windows-1252, and a note counts them.
fn mixed(bytes: &[u8]) -> Decoded<'_> {
    let mut text = String::with_capacity(bytes.len());
    let mut strays: Vec<usize> = Vec::new();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            strays.push(text.len());
            let (stray, _) = WINDOWS_1252.decode_without_bom_handling(chunk.invalid());
            text.push_str(&stray);
        }
    }
    let n = strays.len();
    let message = match n {
        1 => "one byte sequence is not UTF-8 and was read as windows-1252".to_owned(),
        _ => format!("{n} byte sequences are not UTF-8 and were read as windows-1252"),
    };
    let notes = note_at(&text, strays.first().copied(), message);
    Decoded { text: text.into(), notes }
}

fn decode<'b>(bytes: &'b [u8], encoding: &'static Encoding) -> Decoded<'b> {
    let (text, lossy) = encoding.decode_without_bom_handling(bytes);
    let at = if lossy { text.find('\u{fffd}') } else { None };
    let message = format!("some bytes are not {} and stand as \u{fffd}", encoding.name());
    let notes = note_at(&text, at, message);
    Decoded { text, notes }
}

/// A note on the character at `at`.
fn note_at(text: &str, at: Option<usize>, message: String) -> Vec<Note> {
    let Some(start) = at else { return Vec::new() };
    let n = text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    let span = Span::new(start, start + n);
    vec![Note { kind: NoteKind::BadEncoding, span, other: None, message }]
}

/// Whether a tenth of the first characters are controls no text holds.
fn is_noise(text: &str) -> bool {
    // Controls, and the first bytes of C1 controls and of the replacement character.
    let suspect = |b: &u8| matches!(b, 0..=8 | 0x0b | 0x0e..=0x1f | 0x7f | 0xc2 | 0xef);
    let head = head(text.as_bytes(), 4 * HEAD);
    // No more of them than a tenth of the characters there are at least.
    let count = |chunk: &[u8]| chunk.iter().fold(0, |n, b| n + u8::from(suspect(b)));
    let n_suspect: usize = head.chunks(64).map(|chunk| usize::from(count(chunk))).sum();
    if n_suspect * 10 <= head.len() / 4 {
        return false;
    }
    let (mut n, mut n_odd) = (0usize, 0usize);
    for c in text.chars().take(HEAD) {
        n += 1;
        let odd = c == '\u{fffd}' || (c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\x0c'));
        n_odd += usize::from(odd && c != '\x1b');
    }
    n > 0 && n_odd * 10 > n
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: &str) {
        assert_eq!(text(bytes).map(|d| d.text), Ok(expected.into()));
    }

    #[test]
    fn byte_order_marks_and_nuls_tell_unicode() {
        check(b"\xef\xbb\xbfHello", "Hello");
        check(b"\xff\xfeH\0i\0", "Hi");
        check(b"\xfe\xff\0H\0i", "Hi");
        check(b"\xff\xfe\0\0H\0\0\0i\0\0\0", "Hi");
        check(b"\0\0\xfe\xff\0\0\0H\0\0\0i\xff", "Hi");
        check(b"H\0i\0 \0y\0o\0u\0", "Hi you");
        check("«Sí»".as_bytes(), "«Sí»");
    }

    #[test]
    fn declarations_and_detection_tell_the_rest() {
        check(b"<meta charset=\"iso-8859-1\"><p>caf\xe9", "<meta charset=\"iso-8859-1\"><p>café");
        check(
            b"<?xml version='1.0' encoding='windows-1251'?><p>\xcf",
            "<?xml version='1.0' encoding='windows-1251'?><p>П",
        );
        check(
            b"The minister said \x93we will go\x94 and the caf\xe9 closed for the day.",
            "The minister said “we will go” and the café closed for the day.",
        );
    }

    #[test]
    fn a_page_of_mixed_encodings_keeps_both_and_says_so() {
        let mut bytes = "“Größe” sagte er. ".repeat(3).into_bytes();
        bytes.extend(b"\x93Nein\x94");
        let decoded = text(&bytes).unwrap();
        assert!(decoded.text.ends_with("“Nein”"));
        assert_eq!(decoded.notes.len(), 1);
        assert_eq!(decoded.notes[0].span.of(&decoded.text), "“");
    }

    #[test]
    fn bytes_without_text_are_refused() {
        assert_eq!(text(b" \r\n").err(), Some(IngestError::Empty));
        assert!(matches!(text(b"\0\0\0\x01abc"), Err(IngestError::Binary { .. })));
        assert!(matches!(text(b"\x01\x02\x03\x04a"), Err(IngestError::Binary { .. })));
    }
}
