//! The language of a briefing, told from its words.

use whichlang::Lang;

use crate::model::{Briefing, Language};

/// How much of the body is looked at, in bytes.
const SAMPLE: usize = 2_000;

/// The language most of the first paragraphs are in; unknown when there are too few
/// words, or a script `whichlang` was not trained on.
pub(super) fn of(briefing: &Briefing) -> Language {
    let mut sample = String::new();
    for paragraph in briefing.sections.iter().flat_map(|s| &s.paragraphs) {
        sample.push_str(paragraph.span.of(&briefing.text));
        sample.push('\n');
        if sample.len() > SAMPLE {
            sample.truncate(sample.floor_char_boundary(SAMPLE));
            break;
        }
    }
    if sample.trim().len() < 12 {
        return Language::UNKNOWN;
    }
    let code = match whichlang::detect_language(&sample) {
        Lang::Eng => "en",
        Lang::Spa => "es",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Nld => "nl",
        Lang::Swe => "sv",
        Lang::Tur => "tr",
        Lang::Vie => "vi",
        Lang::Rus => "ru",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Cmn => "zh",
        Lang::Hin => "hi",
        // Persian and Urdu are taken for Arabic, so an Arabic script settles nothing.
        Lang::Ara => return Language::UNKNOWN,
    };
    Language::from_tag(code).unwrap_or(Language::UNKNOWN)
}
