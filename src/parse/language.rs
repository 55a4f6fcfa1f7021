use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::line::{Line, LineKind};
use crate::model::Language;

/// The bytes of body text that are enough to tell a language.
const SAMPLE: usize = 600;
/// The fewest that are.
const FEWEST: usize = 20;

/// The language of the body, told from a sample out of its middle and start.
pub(super) fn of(text: &str, lines: &[Line]) -> Language {
    let body =
        |line: &&Line| matches!(line.kind, LineKind::Text | LineKind::Item | LineKind::Quote);
    let mut sample = String::new();
    for line in lines.iter().filter(body).take(400) {
        let words = line.words(text);
        // Labels and short turns tell little.
        if words.len() >= 60 || sample.is_empty() {
            sample.push_str(words.get(..words.floor_char_boundary(SAMPLE)).unwrap_or(words));
            sample.push('\n');
        }
        if sample.len() > SAMPLE {
            break;
        }
    }
    if sample.len() < FEWEST || is_unknown_script(&sample) {
        return Language::UNKNOWN;
    }
    evident(&sample).unwrap_or_else(|| detected(&sample))
}

/// The fewest words that tell a language by its small words.
const ENOUGH: usize = 20;

/// The language whose small words fill `sample` as no other's do. Much cheaper than the
/// detector, which is asked about the rest.
fn evident(sample: &str) -> Option<Language> {
    let mut counts = [0usize; 8];
    let mut n = 0;
    for word in words(sample) {
        n += 1;
        let of = SMALL_WORDS.of.get(word).copied().unwrap_or(0);
        if of != 0 {
            counts.iter_mut().enumerate().for_each(|(nth, n)| *n += usize::from(of >> nth & 1));
        }
    }
    let (best, most) = counts.iter().copied().enumerate().max_by_key(|(_, count)| *count)?;
    let others = counts.iter().enumerate().filter(|(nth, _)| *nth != best);
    let next = others.map(|(_, count)| *count).max()?;
    let clear = n >= ENOUGH && most * 5 >= n && next * 3 <= most;
    clear.then(|| SMALL_WORDS.languages.get(best).copied()).flatten()
}

/// The runs of letters in `text`; every character beyond ASCII counts as one but marks and
/// dashes.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let letter = |bytes: &[u8], at: usize| match bytes.get(at..).unwrap_or_default() {
        [0xE2, 0x80 | 0x81, _, ..] => (false, 3),
        [0xC2, 0x80..=0xBF, ..] => (false, 2),
        [byte, ..] => (*byte >= 0x80 || byte.is_ascii_alphabetic(), 1),
        [] => (false, 1),
    };
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() && !letter(bytes, at).0 {
            at += letter(bytes, at).1;
        }
        let start = at;
        while letter(bytes, at).0 {
            at += 1;
        }
        text.get(start..at).filter(|word| !word.is_empty())
    })
}

/// The word lists of `assets/languages.txt`.
struct SmallWords {
    languages: Vec<Language>,
    /// The languages a word is of, as bits.
    of: FxHashMap<&'static str, u8>,
}

static SMALL_WORDS: LazyLock<SmallWords> = LazyLock::new(|| {
    let mut lists = SmallWords { languages: Vec::new(), of: FxHashMap::default() };
    let lines = include_str!("../../assets/languages.txt").lines();
    for line in lines.filter(|line| !line.starts_with('#')).take(8) {
        let mut words = line.split_ascii_whitespace();
        let Some(language) = words.next().and_then(Language::from_tag) else { continue };
        for word in words {
            *lists.of.entry(word).or_default() |= 1 << lists.languages.len();
        }
        lists.languages.push(language);
    }
    lists
});

/// `char::is_alphabetic`, which looks long for curly marks and dashes.
fn is_letter(c: char) -> bool {
    !matches!(c, '\u{2000}'..='\u{206f}') && c.is_alphabetic()
}

/// Letters that Urdu, Persian, Pashto and Uighur have and Arabic has not, or a script
/// the detector was not taught.
fn is_unknown_script(sample: &str) -> bool {
    if sample.is_ascii() {
        return false;
    }
    let mut letters = sample.bytes().filter(u8::is_ascii_alphabetic).count();
    let mut foreign = 0usize;
    for c in sample.chars().filter(|c| !c.is_ascii() && is_letter(*c)) {
        letters += 1;
        foreign += usize::from(match c {
            'ٹ' | 'ڈ' | 'ڑ' | 'ں' | 'ے' | 'ھ' | 'ہ' | 'گ' | 'پ' | 'چ' | 'ژ' | 'ک' | 'ی' => {
                true
            }
            'і' | 'ї' | 'є' | 'ґ' | 'ў' | 'ђ' | 'ј' | 'љ' | 'њ' | 'ћ' | 'џ' => true,
            c => !is_taught(c),
        });
    }
    foreign * 12 > letters
}

/// Latin, Cyrillic, Arabic, Devanagari, Chinese, Japanese, Korean.
fn is_taught(c: char) -> bool {
    matches!(c, '\u{0}'..='\u{24f}' | '\u{400}'..='\u{4ff}' | '\u{600}'..='\u{6ff}' | '\u{900}'..='\u{97f}'
        | '\u{1e00}'..='\u{1eff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

/// The one place that names the detector.
fn detected(sample: &str) -> Language {
    use whichlang::Lang;
    let tag = match whichlang::detect_language(sample) {
        Lang::Ara => "ar",
        Lang::Cmn => "zh",
        Lang::Deu => "de",
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Hin => "hi",
        Lang::Ita => "it",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Nld => "nl",
        Lang::Por => "pt",
        Lang::Rus => "ru",
        Lang::Spa => "es",
        Lang::Swe => "sv",
        Lang::Tur => "tr",
        Lang::Vie => "vi",
    };
    Language::from_tag(tag).unwrap_or(Language::UNKNOWN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;
    use crate::parse::line::Gap;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let line = Line { span: Span::new(0, text.len()), kind: LineKind::Text, gap: Gap::Blank };
        assert_eq!(of(text, &[line]).code(), expected);
    }

    #[test]
    fn the_body_tells_the_language() {
        check("The council met on Monday and spoke about the harbour.", "en");
        check("El consejo se reunió el lunes y habló sobre el puerto de la ciudad.", "es");
        check("Der Rat hat am Montag getagt und über den Hafen der Stadt gesprochen.", "de");
        check("کونسل کا اجلاس پیر کو ہوا اور بندرگاہ کے بارے میں بات چیت کی گئی۔", "und");
        check("No.", "und");
    }

    #[track_caller]
    fn check_evident(text: &str, expected: Option<&str>) {
        assert_eq!(evident(text).map(|language| language.code().to_owned()).as_deref(), expected);
    }

    #[test]
    fn small_words_tell_what_they_can() {
        check_evident(
            "The council met on Monday and spoke about the harbour, which had been closed by the \
             storm, and said that it was to be opened again in the spring.",
            Some("en"),
        );
        check_evident(
            "El consejo habló con los vecinos del puerto en el salón, y el alcalde dijo al final \
             que el muelle y las grúas son del pueblo y el arreglo es lo más urgente.",
            Some("es"),
        );
        check_evident("The council met.", None);
        check_evident(
            "Het college kwam maandag bijeen en sprak over de haven van de stad, die door de \
             storm was gesloten en in het voorjaar weer open zal gaan.",
            None,
        );
    }
}
