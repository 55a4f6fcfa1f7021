//! How parts of a briefing are written out: names, dates, words on one line, and the
//! escapes of each form.

use crate::model::{Briefing, Person, Quote, Section, Span};

/// `2026-01-09T12:41` as `9 January 2026`; as exact as the source, time left out.
pub(super) fn date(iso: &str) -> Option<String> {
    let (year, month, day) = date_parts(iso)?;
    let Some(month) = month else { return Some(format!("{year}")) };
    let name = MONTHS.get(usize::from(month) - 1)?.0;
    Some(match day {
        Some(day) => format!("{day} {name} {year}"),
        None => format!("{name} {year}"),
    })
}

/// The same as the Associated Press sets it: `Jan. 9, 2026`, `March 2026`.
pub(super) fn ap_date(iso: &str) -> Option<String> {
    let (year, month, day) = date_parts(iso)?;
    let Some(month) = month else { return Some(format!("{year}")) };
    let (name, short) = MONTHS.get(usize::from(month) - 1)?;
    Some(match day {
        Some(day) => format!("{short} {day}, {year}"),
        None => format!("{name} {year}"),
    })
}

/// Year, month and day of an ISO date, as far as it goes; `None` when it is none.
pub(super) fn date_parts(iso: &str) -> Option<(u16, Option<u16>, Option<u16>)> {
    let mut parts = iso.split('T').next()?.split('-');
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let month = parts.next().and_then(|month| month.parse().ok()).filter(|m| (1..=12).contains(m));
    let day = parts.next().and_then(|day| day.parse().ok()).filter(|_| month.is_some());
    Some((year, month, day))
}

const MONTHS: [(&str, &str); 12] = [
    ("January", "Jan."),
    ("February", "Feb."),
    ("March", "March"),
    ("April", "April"),
    ("May", "May"),
    ("June", "June"),
    ("July", "July"),
    ("August", "Aug."),
    ("September", "Sept."),
    ("October", "Oct."),
    ("November", "Nov."),
    ("December", "Dec."),
];

/// The person `quote` is tied to.
pub(super) fn person<'a>(briefing: &'a Briefing, quote: &Quote) -> Option<&'a Person> {
    briefing.cast.people.get(quote.speaker.as_ref()?.person?)
}

/// The mention of the speaker as printed.
pub(super) fn surface<'a>(briefing: &'a Briefing, quote: &Quote) -> Option<&'a str> {
    Some(quote.speaker.as_ref()?.span?.of(&briefing.text))
}

/// Who said `quote`, in words: the name, the mention as printed, or that nobody knows.
pub(super) fn speaker(briefing: &Briefing, quote: &Quote) -> String {
    person(briefing, quote)
        .map(|person| person.name.as_str())
        .or_else(|| surface(briefing, quote))
        .map_or_else(|| "speaker unknown".to_owned(), str::folded)
}

/// The heading of the section `quote` stands in.
pub(super) fn topic<'a>(briefing: &'a Briefing, quote: &Quote) -> Option<&'a str> {
    briefing.sections.get(quote.section)?.heading.as_deref()
}

/// `paragraph` without the heading that runs in at its start.
pub(super) fn without_heading(section: &Section, paragraph: Span, text: &str) -> Span {
    match section.heading_span {
        Some(heading) if paragraph.covers(heading) && !section.derived => {
            let rest = Span::new(heading.end, paragraph.end);
            after(rest, text)
        }
        _ => paragraph,
    }
}

/// What follows a heading or label: `span` without the stop, colon and blanks it
/// begins with.
pub(super) fn after(span: Span, text: &str) -> Span {
    let words = span.of(text).trim_start_matches(['.', ':', ' ', '\u{a0}', '\n', '\r', '\t']);
    Span::new(span.end - words.len(), span.end)
}

pub(super) trait Folded {
    /// The same words on one line, white space folded to single blanks.
    fn folded(&self) -> String;
}

impl Folded for str {
    fn folded(&self) -> String {
        let mut out = String::with_capacity(self.len());
        for word in self.split_whitespace() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
        out
    }
}

/// `words` without the quotation marks around them, if a pair stands there.
pub(super) fn bare(words: &str) -> &str {
    const PAIRS: [(&str, &str); 8] = [
        ("“", "”"),
        ("\"", "\""),
        ("«", "»"),
        ("„", "“"),
        ("‘", "’"),
        ("``", "''"),
        ("„", "”"),
        ("»", "«"),
    ];
    PAIRS
        .iter()
        .find_map(|(open, close)| words.strip_prefix(open)?.strip_suffix(close))
        .map_or(words, str::trim)
}

/// Whether `url` is one a reader may be sent to.
pub(super) fn is_web(url: &str) -> bool {
    let scheme = url.split(':').next().unwrap_or_default();
    scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
}

/// `url` as it may stand between angle brackets or quotes: what would end it, white
/// space and controls are percent-encoded.
pub(super) fn url(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for c in url.trim().chars() {
        if c.is_control() || c.is_whitespace() || matches!(c, '<' | '>' | '"' | '\'' | '\\') {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// The page that `link` leads to, as it may stand in an escape sequence: visible ASCII
/// and no more of it than a browser takes. `None` for what is no web address.
pub fn opt_web_address(link: &str) -> Option<String> {
    if !is_web(link.trim()) {
        return None;
    }
    let mut out = String::with_capacity(link.len());
    for c in url(link).chars() {
        if c.is_ascii_graphic() {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            out.extend(c.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")));
        }
    }
    (out.len() <= LONGEST_ADDRESS).then_some(out)
}

/// Bytes of an address that terminals still take.
const LONGEST_ADDRESS: usize = 2083;

/// `text` with what Markdown would read as its own escaped, on one line.
pub(super) fn markdown(text: &str) -> String {
    markdown_spaced(&text.folded(), Place::LineStart)
}

/// Where words stand on a line of Markdown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    LineStart,
    Inside,
}

/// The same with the blanks inside a line kept; a line break is one blank.
pub(super) fn markdown_spaced(text: &str, place: Place) -> String {
    let text = unbroken(text);
    let mut out = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        let first = |n: usize| place == Place::LineStart && at <= n;
        let escape = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' | '|' | '&' => true,
            '#' | '+' | '-' | '=' => first(0),
            '.' | ')' => at > 0 && first(9) && text.bytes().take(at).all(|b| b.is_ascii_digit()),
            _ => false,
        };
        if escape {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// `text` on one line: a blank for each line break and the white space around it.
fn unbroken(text: &str) -> String {
    let mut lines = text.split('\n');
    let mut out = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        out.truncate(out.trim_end().len());
        out.push(' ');
        out.push_str(line.trim_start());
    }
    out.retain(|c| c != '\r');
    out
}

/// `text` for a BibTeX field between braces.
pub(super) fn tex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.folded().chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' => out.extend(['\\', c]),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// `url` for a BibTeX field: braces, backslashes and `%` comments cannot end it.
pub(super) fn tex_url(address: &str) -> String {
    url(address).replace('{', "%7B").replace('}', "%7D").replace('%', "\\%")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An ISO date in words and as the Associated Press has it.
    #[track_caller]
    fn check_date(iso: &str, words: &str, ap: &str) {
        assert_eq!((date(iso).as_deref(), ap_date(iso).as_deref()), (Some(words), Some(ap)));
    }

    #[test]
    fn dates_are_as_exact_as_the_source() {
        check_date("2026-01-09T12:41", "9 January 2026", "Jan. 9, 2026");
        check_date("2026-03", "March 2026", "March 2026");
        check_date("2026", "2026", "2026");
        assert_eq!(date("soon"), None);
        assert_eq!(date(""), None);
        assert_eq!(date("2026-13-40").as_deref(), Some("2026"));
    }

    #[test]
    fn marks_come_off_in_pairs_only() {
        for (words, expected) in [
            ("“Yes.”", "Yes."),
            ("« Oui »", "Oui"),
            ("“Yes.", "“Yes."),
            ("``No.''", "No."),
            ("plain", "plain"),
            ("\"", "\""),
        ] {
            assert_eq!(bare(words), expected);
        }
    }

    #[test]
    fn markdown_keeps_prose_and_escapes_marks() {
        for (text, expected) in [
            ("1. Not a list", "1\\. Not a list"),
            ("# no heading, see #4", "\\# no heading, see #4"),
            ("a *b* [c](d) <e> & f_g", "a \\*b\\* \\[c\\](d) \\<e\\> \\& f\\_g"),
            ("In 1999. Yes - no", "In 1999. Yes - no"),
        ] {
            assert_eq!(markdown(text), expected);
        }
    }

    #[test]
    fn an_address_in_an_escape_sequence_is_visible_ascii() {
        let check = |link: &str, expected: Option<&str>| {
            assert_eq!(opt_web_address(link).as_deref(), expected);
        };
        check("https://a.example/x?y=1#z", Some("https://a.example/x?y=1#z"));
        check("http://a.example/\u{1b}]0;x\u{7}", Some("http://a.example/%1B]0;x%07"));
        check("http://a.example/\u{9b}\u{202e}é", Some("http://a.example/%C2%9B%E2%80%AE%C3%A9"));
        check("javascript:alert(1)", None);
        check("/next", None);
        check(&format!("http://a.example/{}", "x".repeat(3000)), None);
    }

    #[test]
    fn addresses_cannot_break_out() {
        assert_eq!(url("https://a.example/b c>\"\n"), "https://a.example/b%20c%3E%22");
        assert!(is_web("HTTPS://a.example"));
        assert!(!is_web("javascript:alert(1)"));
        assert_eq!(tex_url("https://a.example/}x"), "https://a.example/\\%7Dx");
        assert_eq!(
            tex("50% {a} \\b"),
            "50\\% \\textbraceleft{}a\\textbraceright{} \\textbackslash{}b"
        );
    }
}
