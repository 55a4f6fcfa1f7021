//! The quotes of briefings as comma-separated values (RFC 4180, lines end in LF).

use std::fmt::Write as _;

use super::say;
use crate::model::{Briefing, Quote};

/// The names of the columns, as the first line.
pub fn csv_header() -> String {
    COLUMNS.join(",") + "\n"
}

const COLUMNS: [&str; 20] = [
    "source",
    "url",
    "briefing",
    "issuer",
    "published",
    "terms",
    "id",
    "kind",
    "topic",
    "speaker",
    "title",
    "outlet",
    "mention",
    "reason",
    "confidence",
    "cue",
    "continues",
    "start",
    "end",
    "words",
];

/// One line per quote of `briefing`, without the header.
///
/// Cells that a spreadsheet would take for a formula begin with an apostrophe; all else
/// is as it stands in the source, line breaks too.
pub fn csv(briefing: &Briefing) -> String {
    let mut out = String::new();
    for quote in &briefing.quotes {
        for (at, value) in values(briefing, quote).into_iter().enumerate() {
            if at > 0 {
                out.push(',');
            }
            cell(&mut out, &value);
        }
        out.push('\n');
    }
    out
}

fn values(b: &Briefing, quote: &Quote) -> [String; COLUMNS.len()] {
    let person = say::person(b, quote);
    let speaker = quote.speaker.as_ref();
    let own = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let continued = quote.continues.and_then(|idx| b.quotes.get(idx));
    [
        b.source.name.clone(),
        own(b.source.url.as_deref()),
        own(b.title.as_deref()),
        own(b.issuer.as_deref()),
        own(b.published.as_deref()),
        own(b.terms.as_deref()),
        quote.id.clone(),
        quote.kind.name().to_owned(),
        own(say::topic(b, quote)),
        own(person.map(|person| person.name.as_str())),
        own(person.and_then(|person| person.title.as_deref())),
        own(person.and_then(|person| person.outlet.as_deref())),
        own(say::surface(b, quote)),
        own(speaker.map(|speaker| speaker.reason.name())),
        speaker.map(|speaker| format!("{:.2}", speaker.confidence)).unwrap_or_default(),
        own(quote.cue.map(|cue| cue.span.of(&b.text))),
        own(continued.map(|other| other.id.as_str())),
        quote.span.start.to_string(),
        quote.span.end.to_string(),
        quote.span.of(&b.text).to_owned(),
    ]
}

/// Writes `value` so that it stays one cell and does nothing.
fn cell(out: &mut String, value: &str) {
    // OWASP's list of what Excel, LibreOffice and Google Sheets evaluate; full-width
    // forms count, since some versions normalise them.
    let formula = value.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        || value.starts_with(['\t', '\r']);
    let guard = if formula { "'" } else { "" };
    if value.contains([',', '"', '\n', '\r']) || formula {
        let _ = write!(out, "\"{guard}{}\"", value.replace('"', "\"\""));
    } else {
        out.push_str(value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::fixture;

    /// A cell as printed.
    #[track_caller]
    fn check(value: &str, expected: &str) {
        let mut out = String::new();
        cell(&mut out, value);
        assert_eq!(out, expected);
    }

    #[test]
    fn cells_stay_whole() {
        check("plain", "plain");
        check("a, b", "\"a, b\"");
        check("“a” \"b\"", "\"“a” \"\"b\"\"\"");
        check("two\r\nlines", "\"two\r\nlines\"");
        check("", "");
    }

    #[test]
    fn formulas_are_disarmed() {
        check("=cmd|' /C calc'!A0", "\"'=cmd|' /C calc'!A0\"");
        check("\n\t@SUM(A1)", "\"'\n\t@SUM(A1)\"");
        check("-5 degrees", "\"'-5 degrees\"");
        check("＝1+1", "\"'＝1+1\"");
        check("5 - 3 = 2", "5 - 3 = 2");
    }

    #[test]
    fn a_line_has_as_many_cells_as_the_header() {
        assert_eq!(
            csv(&fixture::briefing()),
            "harbour.txt,https://example.org/a,Harbour plans,The Valdoran,2026-01-09T12:41,\
             on background,q1,direct,The docks,Ana Ruiz,President,,President Ana Ruiz,\
             previous-paragraph,0.90,said,,53,81,“The port opens in May.”\n"
        );
        assert_eq!(csv_header().matches(',').count(), COLUMNS.len() - 1);
    }
}
