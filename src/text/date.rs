//! Dates as newsrooms print them, in six languages.

use jiff::civil::{Date, Weekday};

use crate::model::Span;

/// A date found in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// From the weekday or first figure to the last figure, time included.
    pub span: Span,
    /// ISO 8601, with the time when one is printed; `None` when day and month cannot be
    /// told apart or no such day exists.
    pub iso: Option<String>,
}

const MONTHS: [&str; 12] = [
    "jan january januar janvier enero gennaio janeiro ene gen",
    "feb february februar février febrero febbraio fevereiro fév",
    "mar march märz mars marzo março mär",
    "apr april avril abril aprile abr avr",
    "may mai mayo maggio maio mag",
    "jun june juni juin junio giugno junho giu",
    "jul july juli juillet julio luglio julho lug",
    "aug august août agosto ago",
    "sep sept september septembre septiembre settembre setembro set",
    "oct october oktober octobre octubre ottobre outubro okt ott out",
    "nov november novembre noviembre novembro",
    "dec december dezember décembre diciembre dicembre dezembro dic dez",
];

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("mon monday montag lundi lunes lunedì segunda", Weekday::Monday),
    ("tue tues tuesday dienstag mardi martes martedì terça", Weekday::Tuesday),
    ("wed wednesday mittwoch mercredi miércoles mercoledì quarta", Weekday::Wednesday),
    ("thu thur thurs thursday donnerstag jeudi jueves giovedì quinta", Weekday::Thursday),
    ("fri friday freitag vendredi viernes venerdì sexta", Weekday::Friday),
    ("sat saturday samstag samedi sábado sabato", Weekday::Saturday),
    ("sun sunday sonntag dimanche domingo domenica", Weekday::Sunday),
];

/// The first date in `line`, with spans counted from `line`'s first byte.
///
/// Reads `Fri, 01/09/2026 - 12:41`, `2 July 2026`, `02 de julio de 2026`,
/// `July 20, 2005`, `2026-01-09T12:41` and their kin; a year needs four figures. Which
/// of two figures is the month is decided by the weekday, else by range, else not.
pub fn find(line: &str) -> Option<Printed> {
    let words = words(line);
    (0..words.len()).find_map(|at| {
        let (start, end, date) = iso(line, &words, at)
            .or_else(|| numeric(line, &words, at))
            .or_else(|| day_first(&words, at))
            .or_else(|| month_first(&words, at))?;
        let weekday =
            at.checked_sub(1).and_then(|b| words.get(b)).filter(|w| weekday(w.text).is_some());
        let start = weekday.map_or(start, |w| w.start);
        let (end, time) = time_after(line, end).map_or((end, None), |(end, t)| (end, Some(t)));
        let iso = date.map(|d| time.map_or_else(|| d.to_string(), |t| format!("{d}T{t}")));
        Some(Printed { span: Span::new(start, end), iso })
    })
}

struct Word<'a> {
    text: &'a str,
    start: usize,
    end: usize,
}

type Found = (usize, usize, Option<Date>);

fn words(line: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in line.char_indices().chain([(line.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push(Word {
                    text: line.get(from..at).unwrap_or_default(),
                    start: from,
                    end: at,
                });
                start = None;
            }
            _ => {}
        }
    }
    words
}

fn listed(list: &str, word: &str) -> bool {
    list.split(' ').any(|name| name == word)
}

fn month(word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    MONTHS.iter().position(|names| listed(names, &word)).map(|at| at as i8 + 1)
}

fn weekday(word: &str) -> Option<Weekday> {
    let word = word.to_lowercase();
    WEEKDAYS.iter().find(|(names, _)| listed(names, &word)).map(|(_, day)| *day)
}

fn figure(word: &Word, most: usize) -> Option<i16> {
    let digits = word.text.trim_end_matches(|c: char| c.is_alphabetic());
    let ordinal =
        matches!(word.text.get(digits.len()..)?, "" | "st" | "nd" | "rd" | "th" | "er" | "º" | "o");
    (ordinal && digits.len() <= most).then(|| digits.parse().ok())?
}

fn year(word: &Word) -> Option<i16> {
    (word.text.len() == 4).then(|| word.text.parse().ok())?.filter(|y| (1000..3000).contains(y))
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// `2026-01-09`.
fn iso(line: &str, words: &[Word], at: usize) -> Option<Found> {
    let [y, m, d] = words.get(at..at + 3)? else { return None };
    let day = d.text.split_once(['T', 't']).map_or(d.text, |(day, _)| day);
    let joined = line.get(y.end..m.start)? == "-" && line.get(m.end..d.start)? == "-";
    let day: i16 = (joined && m.text.len() == 2 && day.len() == 2).then(|| day.parse().ok())??;
    let found = date(year(y)?, m.text.parse().ok()?, day)?;
    Some((y.start, d.start + 2, Some(found)))
}

/// `01/09/2026`, `9.1.2026`.
fn numeric(line: &str, words: &[Word], at: usize) -> Option<Found> {
    let [a, b, y] = words.get(at..at + 3)? else { return None };
    let mark = line.get(a.end..b.start)?.trim();
    if !matches!(mark, "/" | "." | "-") || line.get(b.end..y.start)?.trim() != mark {
        return None;
    }
    let (first, second, year) = (figure(a, 2)?, figure(b, 2)?, year(y)?);
    let month_first = date(year, first, second);
    let day_first = date(year, second, first);
    let printed_day = at.checked_sub(1).and_then(|b| words.get(b)).and_then(|w| weekday(w.text));
    let fits = |d: &Date| printed_day.is_none_or(|day| d.weekday() == day);
    let settled = match (month_first.filter(fits), day_first.filter(fits)) {
        (Some(a), Some(b)) if a == b => Some(a),
        // In German print a full stop parts day from month, never the other way round.
        (_, Some(b)) if mark == "." => Some(b),
        (Some(_), Some(_)) | (None, None) => None,
        (a, b) => a.or(b),
    };
    Some((a.start, y.end, settled))
}

/// `2 July 2026`, `02 de julio de 2026`, `9. Januar 2026`.
fn day_first(words: &[Word], at: usize) -> Option<Found> {
    let day = words.get(at)?;
    let mut next = words.get(at + 1..)?.iter().filter(|w| !matches!(w.text, "de" | "del" | "of"));
    let (month, year_word) = (next.next()?, next.next()?);
    if year_word.start > day.end + 30 {
        return None;
    }
    let found = date(year(year_word)?, self::month(month.text)?.into(), figure(day, 2)?);
    Some((day.start, year_word.end, found))
}

/// `July 20, 2005`.
fn month_first(words: &[Word], at: usize) -> Option<Found> {
    let [m, d, y] = words.get(at..at + 3)? else { return None };
    let found = date(year(y)?, month(m.text)?.into(), figure(d, 2)?);
    (y.start <= d.end + 3).then_some((m.start, y.end, found))
}

/// The time right after byte `from`, as `hh:mm`, and where it ends.
fn time_after(line: &str, from: usize) -> Option<(usize, String)> {
    let rest = line.get(from..)?;
    let skipped = rest.trim_start_matches([' ', '\u{a0}', '-', '–', ',', 'T', '|', '·']);
    let skipped = skipped.strip_prefix("at ").unwrap_or(skipped);
    let start = from + (rest.len() - skipped.len());
    let digits = skipped.len() - skipped.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let after = skipped.get(digits..)?.strip_prefix(':')?;
    let minute = after.get(..2)?.parse::<u8>().ok().filter(|m| *m < 60)?;
    let mut hour = skipped.get(..digits)?.parse::<u8>().ok().filter(|h| *h < 24)?;
    let mut end = start + digits + 3;
    let half = line.get(end..)?.trim_start();
    let named = |names: &[&str]| names.iter().find(|n| half.starts_with(**n)).map(|n| n.len());
    if let Some(len) = named(&["PM", "pm", "P.M.", "p.m."]) {
        hour = if hour < 12 { hour + 12 } else { hour };
        end = line.len() - half.len() + len;
    } else if let Some(len) = named(&["AM", "am", "A.M.", "a.m."]) {
        hour %= 12;
        end = line.len() - half.len() + len;
    }
    Some((end, format!("{hour:02}:{minute:02}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `line` holds one date; `expected` is `surface=iso`, `surface=?`, or `-`.
    #[track_caller]
    fn check(line: &str, expected: &str) {
        let got = find(line).map_or_else(
            || "-".to_owned(),
            |d| format!("{}={}", d.span.of(line), d.iso.as_deref().unwrap_or("?")),
        );
        assert_eq!(got, expected, "{line}");
    }

    #[test]
    fn the_weekday_tells_month_from_day() {
        check("Fri, 01/09/2026 - 12:41", "Fri, 01/09/2026 - 12:41=2026-01-09T12:41");
        check("Tue, 01/09/2026", "Tue, 01/09/2026=2026-09-01");
        check("01/09/2026", "01/09/2026=?");
        check("Mon, 01/09/2026", "Mon, 01/09/2026=?");
    }

    #[test]
    fn the_range_or_the_mark_tells_too() {
        check("13/02/2026", "13/02/2026=2026-02-13");
        check("02/13/2026", "02/13/2026=2026-02-13");
        check("05/05/2026", "05/05/2026=2026-05-05");
        check("3.4.2026", "3.4.2026=2026-04-03");
        check("31/31/2026", "31/31/2026=?");
    }

    #[test]
    fn months_by_name() {
        check("Wednesday, July 20, 2005", "Wednesday, July 20, 2005=2005-07-20");
        check("del 02 de julio de 2026", "02 de julio de 2026=2026-07-02");
        check("Am 9. Januar 2026 um zehn", "9. Januar 2026=2026-01-09");
        check("1er août 2025", "1er août 2025=2025-08-01");
        check("March 3rd, 2026 at 4:05 p.m.", "March 3rd, 2026 at 4:05 p.m.=2026-03-03T16:05");
        check("2026-01-09T12:41:00Z", "2026-01-09T12:41=2026-01-09T12:41");
    }

    #[test]
    fn other_figures_are_no_dates() {
        check("1:05 P.M. EST", "-");
        check("In July 2026 exports rose", "-");
        check("pages 12-14, 2026", "-");
        check("1.6 of 2000", "-");
        check("", "-");
    }
}
