use super::author;
use super::head::Head;
use super::heading::{Form, Heading};
use super::house;
use super::label::{Label, Shape};
use super::line::{Line, LineKind};
use crate::model::Kind;

/// What kind of briefing a document is, when its format does not say.
///
/// Labels make a transcript; the title tells a readout and a statement; run-in
/// headings, and lists that are most of the text, make a digest.
pub(super) fn of(
    text: &str,
    url: Option<&str>,
    head: &Head,
    lines: &[Line],
    labels: &[Label],
    headings: &[Heading],
) -> Kind {
    if labels.iter().any(|label| label.shape == Shape::Record) || house::is_parliament(text, labels)
    {
        return Kind::Proceedings;
    }
    if is_spoken(lines, labels) {
        return Kind::Transcript;
    }
    let title = head.title.as_deref().unwrap_or_default().to_lowercase();
    let rubric = head.kicker.join(" ").to_lowercase();
    let said = |words: &[&str]| words.iter().any(|word| title.contains(word));
    if READOUT.iter().any(|start| title.starts_with(start)) || said(&READOUT_INSIDE) {
        return Kind::Readout;
    }
    let run_ins = headings.iter().filter(|heading| heading.form == Form::RunIn).count();
    if said(&STATEMENT) {
        return Kind::Statement;
    }
    let titled = head.title.as_deref().is_some_and(author::is_titled);
    if TRANSCRIPT.iter().any(|start| title.starts_with(start)) || titled {
        return Kind::Transcript;
    }
    if run_ins >= 2 || is_listed(text, lines, headings) {
        return Kind::Digest;
    }
    let filed = STATEMENT.iter().any(|word| rubric.contains(word));
    match filed || url.is_some_and(is_government) {
        true => Kind::Statement,
        false => Kind::Article,
    }
}

const READOUT: [&str; 4] =
    ["readout", "read-out", "lectura de la llamada", "compte rendu de l'entretien"];
const READOUT_INSIDE: [&str; 6] = [
    "’s call with",
    "'s call with",
    "’s meeting with",
    "'s meeting with",
    "llamada telefónica con",
    "’s travel to",
];
const STATEMENT: [&str; 16] = [
    "statement",
    "fact sheet",
    "factsheet",
    "declaration",
    "communiqué",
    "communique",
    "press release",
    "proclamation",
    "declaración conjunta",
    "comunicado",
    "posicionamiento",
    "déclaration",
    "erklärung",
    "declaração",
    "dichiarazione",
    "hoja informativa",
];
const TRANSCRIPT: [&str; 10] = [
    "remarks",
    "press briefing",
    "press conference",
    "press gaggle",
    "background press call",
    "speech by",
    "versión estenográfica",
    "discurso",
    "conferencia de prensa",
    "discours",
];

/// Whether labels open the text and carry it.
fn is_spoken(lines: &[Line], labels: &[Label]) -> bool {
    let Some(first) = labels.first() else { return false };
    let body = |line: &&Line| line.is_text();
    let before = lines.iter().take(first.line).filter(body).count();
    let after = lines.iter().skip(first.line).filter(body).count();
    before * 2 <= after
}

/// Whether list items are most of the text: by bytes, or by number where headings
/// part them.
fn is_listed(text: &str, lines: &[Line], headings: &[Heading]) -> bool {
    let alone = headings.iter().filter(|heading| heading.form == Form::Line).count();
    let sum = |kind: LineKind| {
        let these = lines.iter().filter(|line| line.kind == kind);
        these.fold((0, 0), |(n, bytes), line| (n + 1, bytes + line.words(text).len()))
    };
    let (n_items, item_bytes) = sum(LineKind::Item);
    let (n_texts, text_bytes) = sum(LineKind::Text);
    n_items >= 3 && (item_bytes > text_bytes || alone >= 2 && n_items > n_texts)
}

/// Whether an address is a government's: what stands there is its own statement.
fn is_government(url: &str) -> bool {
    let host = url.split("://").nth(1).unwrap_or(url).split(['/', ':']).next().unwrap_or_default();
    let ends = [
        ".gov",
        ".mil",
        ".gob.mx",
        ".gov.uk",
        ".gc.ca",
        ".gouv.fr",
        ".bund.de",
        ".europa.eu",
        ".gov.br",
        ".gob.es",
    ];
    ends.iter().any(|end| host.ends_with(end) || host.contains(&format!("{end}.")))
        || host == "www.gov.uk"
        || host == "gov.uk"
        || host == "www.bundesregierung.de"
}
