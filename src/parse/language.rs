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
    detected(&sample)
}

/// Letters that Urdu, Persian, Pashto and Uighur have and Arabic has not, or a script
/// the detector was not taught.
fn is_unknown_script(sample: &str) -> bool {
    if sample.is_ascii() {
        return false;
    }
    let (mut letters, mut foreign) = (0usize, 0usize);
    for c in sample.chars().filter(|c| c.is_alphabetic()) {
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
}
