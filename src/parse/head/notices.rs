//! Lines of the head that say one thing: where the page stands, who took the picture, that
//! this is a release, which body issues it.

use super::super::furniture::ends_sentence;
use super::plain;

/// The rubrics of `Home > Politics > Article`, without the first and the last when
/// they only say where the reader stands. `None` when `words` are no breadcrumb.
pub(super) fn breadcrumb(words: &str) -> Option<Vec<String>> {
    if words.len() > 200 {
        return None;
    }
    let sign =
        [" > ", " › ", " » ", " / ", " → ", " | "].into_iter().find(|s| words.contains(s))?;
    let mut parts: Vec<&str> = words.split(sign).map(str::trim).collect();
    let is_home = |part: &str| {
        let home = ["home", "inicio", "accueil", "startseite", "início", "portada", "homepage"];
        home.contains(&part.to_lowercase().as_str())
    };
    let home = parts.first().is_some_and(|first| is_home(first));
    let arrows = !matches!(sign, " / " | " | ");
    if !home && (!arrows || parts.len() < 3) || parts.iter().any(|part| part.len() > 100) {
        return None;
    }
    if home {
        parts.remove(0);
    }
    let kind = [
        "article",
        "artículo",
        "articulo",
        "artikel",
        "artigo",
        "articolo",
        "story",
        "news article",
    ];
    if parts.last().is_some_and(|last| kind.contains(&last.to_lowercase().as_str())) {
        parts.pop();
    }
    Some(parts.into_iter().filter(|part| !part.is_empty()).map(plain).collect())
}

/// Who took the picture, when `words` are a credit: `Photo by: Ana Vell`.
pub(super) fn credit(words: &str) -> Option<&str> {
    if words.len() > 160 {
        return None;
    }
    let heads = [
        "Photo by:",
        "Photo by",
        "Photo credit:",
        "Photo Credit:",
        "Photo:",
        "PHOTO:",
        "Photos by",
        "Photograph:",
        "Photograph by",
        "Image by:",
        "Image credit:",
        "Image Credit:",
        "Image:",
        "Image source:",
        "Picture:",
        "Picture by",
        "Credit:",
        "Foto:",
        "Foto de",
        "Fotos:",
        "Fotografía:",
        "Imagen:",
        "Crédito:",
        "Crédit :",
        "Photo :",
        "Bild:",
        "Crédito da foto:",
    ];
    let who = heads.iter().find_map(|head| words.strip_prefix(head))?;
    let who = who.trim();
    (!who.is_empty() && !ends_sentence(who)).then_some(who)
}

/// Whether `words` only announce a release; `Some(true)` when they name its kind.
pub(super) fn release_line(words: &str) -> Option<bool> {
    let folded = words.trim_matches([':', '.', ' ', '*']).to_lowercase();
    match folded.as_str() {
        "for immediate release"
        | "immediate release"
        | "para publicación inmediata"
        | "zur sofortigen veröffentlichung"
        | "pour diffusion immédiate" => Some(false),
        "release"
        | "press release"
        | "news release"
        | "media release"
        | "comunicado de prensa"
        | "comunicado"
        | "boletín de prensa"
        | "pressemitteilung"
        | "communiqué de presse"
        | "comunicato stampa"
        | "nota de prensa"
        | "nota à imprensa"
        | "readout"
        | "statement"
        | "press briefing"
        | "special briefing"
        | "fact sheet"
        | "transcript"
        | "speech"
        | "versión estenográfica" => Some(true),
        _ => None,
    }
}

/// What a line lists for the reader above a transcript: its subjects, or who is there.
pub(super) fn listed(words: &str) -> Option<&'static str> {
    const SUBJECTS: [&str; 14] = [
        "subject",
        "subjects",
        "topic",
        "topics",
        "themes",
        "issues",
        "themen",
        "thema",
        "tema",
        "temas",
        "sujets",
        "thèmes",
        "argomenti",
        "assuntos",
    ];
    const PRESENT: [&str; 10] = [
        "speakers",
        "participants",
        "present",
        "sprecher",
        "sprecherinnen",
        "teilnehmer",
        "teilnehmende",
        "intervenants",
        "participantes",
        "partecipanti",
    ];
    let head = words.split_once(':').filter(|(_, rest)| !rest.trim().is_empty())?.0;
    let head = head.trim().to_lowercase();
    match head.as_str() {
        head if SUBJECTS.contains(&head) => Some("subjects"),
        head if PRESENT.contains(&head) => Some("speaker"),
        _ => None,
    }
}

/// Whether `words` head a part of a conference.
pub(super) fn is_part(words: &str) -> bool {
    let parts = [
        "opening remarks",
        "opening statement",
        "opening statements",
        "introductory statement",
        "introductory remarks",
        "prepared remarks",
        "questions and answers",
        "question and answer",
        "q&a",
        "q & a",
        "mensaje inicial",
        "preguntas y respuestas",
        "im wortlaut",
    ];
    parts.contains(&words.trim().to_lowercase().as_str())
}

/// Whether `words` name a body that issues texts.
pub(in crate::parse) fn is_institution(words: &str) -> bool {
    let bodies = [
        "presidencia",
        "secretaría",
        "gobierno",
        "ministerio",
        "office",
        "ministry",
        "department",
        "government",
        "administration",
        "embassy",
        "commission",
        "council",
        "agency",
        "bureau",
        "committee",
        "parliament",
        "senate",
        "cabinet",
        "ministère",
        "présidence",
        "ministerium",
        "bundesregierung",
        "presidência",
        "ministério",
        "presidenza",
        "ministero",
        "governo",
    ];
    let folded = words.to_lowercase();
    let first =
        folded.split_whitespace().find(|word| !matches!(*word, "the" | "la" | "el" | "u.s."));
    // `Council votes for breakwater` says what one does.
    let named = |word: &str| word.chars().count() <= 3 || word.starts_with(char::is_uppercase);
    first.is_some_and(|first| bodies.contains(&first))
        && words.split_whitespace().skip(1).all(named)
        && !words.contains(',')
        || folded == "the white house"
        || folded == "white house"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_breadcrumb_gives_the_kicker() {
        assert_eq!(breadcrumb("Home > Politics & Law > Article").unwrap(), ["Politics & Law"]);
        assert_eq!(breadcrumb("Inicio › Sala de prensa").unwrap(), ["Sala de prensa"]);
        assert!(breadcrumb("Wages > prices").is_none());
        assert!(breadcrumb("Ana Vell | Reporter").is_none());
    }

    #[test]
    fn credits_are_lines_of_their_own() {
        assert_eq!(credit("Photo by: \u{a0} Office of the Council"), Some("Office of the Council"));
        assert_eq!(credit("Photo by the pier."), None);
    }
}
