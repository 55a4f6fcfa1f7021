use std::sync::LazyLock;

use jiff::civil::{Date, DateTime, Time, Weekday};
use rustc_hash::FxHashMap;

use crate::model::Span;

/// A date as a document prints it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// From the weekday, when one is printed, to the time.
    pub span: Span,
    pub reading: Reading,
}

/// What a printed date says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// ISO 8601, as exact as printed: `2026-01-09` or `2026-01-09T12:41`.
    Day(String),
    /// `03/04/2026`: day and month cannot be told apart.
    Ambiguous,
    /// `31 June 2026`.
    NoSuchDay,
}

/// Text of so many bytes is looked at for a year before it is read.
const SHORT: usize = 1024;

/// The first date printed in `text`, in one of our forms in six languages.
///
/// `1:05 P.M.` alone, a month and year, and a day without a year are no dates. A
/// printed weekday or a number past twelve decides between day and month first;
/// when neither does, the reading is [`Reading::Ambiguous`].
pub fn find(text: &str) -> Option<Printed> {
    let may_be_year = |bytes: &[u8]| bytes.iter().all(u8::is_ascii_digit);
    if text.len() <= SHORT && !text.as_bytes().windows(4).any(may_be_year) {
        return None;
    }
    let tokens = tokens(text);
    (0..tokens.len()).find_map(|at| date_at(&tokens, at))
}

/// The printed date that is the whole of `text`, white space, brackets and the zone aside.
pub fn whole(text: &str) -> Option<Printed> {
    let trimmed = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | '.' | ',');
    let printed = find(text)?;
    let before = text.get(..printed.span.start)?.trim_matches(trimmed);
    let after = text.get(printed.span.end..)?.trim_matches(trimmed);
    let rests = after.is_empty() || after.len() <= 5 && is_zone(after);
    (before.is_empty() && rests).then_some(printed)
}

/// Whether `text` is a time of day and nothing else: `1:05 P.M. EST`, `14:30 Uhr`.
pub fn is_time(text: &str) -> bool {
    if !text.trim_start().starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let tokens = tokens(text);
    match clock(&tokens, 0) {
        Some((_, used)) => tokens.iter().skip(used).all(|token| match token.kind {
            Kind::Word(word) => word.len() <= 5 && is_zone(word),
            Kind::Mark(c) => matches!(c, '.' | '(' | ')'),
            Kind::Number { .. } => false,
        }),
        None => false,
    }
}

/// `EST`, `Uhr`, `hrs`, `local`.
fn is_zone(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_uppercase())
        || matches!(word, "Uhr" | "hrs" | "h" | "horas" | "local" | "time")
}

#[derive(Clone, Copy, Debug)]
struct Token<'a> {
    kind: Kind<'a>,
    span: Span,
}

#[derive(Clone, Copy, Debug)]
enum Kind<'a> {
    Number { value: u16, digits: usize },
    Word(&'a str),
    Mark(char),
}

/// More tokens than any date line needs; what follows is not looked at.
const MAX_TOKENS: usize = 64;

/// Numbers, words and single marks of `text`, white space left out.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if out.len() == MAX_TOKENS {
            break;
        }
        if c.is_whitespace() {
            continue;
        }
        let class = class(c);
        let mut end = start + c.len_utf8();
        while class != Class::Mark
            && let Some((at, next)) = chars.next_if(|&(_, next)| self::class(next) == class)
        {
            end = at + next.len_utf8();
        }
        let span = Span::new(start, end);
        let words = span.of(text);
        let kind = match class {
            Class::Mark => Kind::Mark(c),
            Class::Word => Kind::Word(words),
            Class::Digit => {
                Kind::Number { value: words.parse().unwrap_or(u16::MAX), digits: words.len() }
            }
        };
        out.push(Token { kind, span });
    }
    out
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Digit,
    Word,
    Mark,
}

fn class(c: char) -> Class {
    match c {
        '0'..='9' => Class::Digit,
        c if c.is_alphabetic() => Class::Word,
        _ => Class::Mark,
    }
}

/// Day, month and year found, and how many tokens they took.
struct Parts {
    reading: Numbers,
    used: usize,
}

enum Numbers {
    Sure {
        year: u16,
        month: u16,
        day: u16,
    },
    /// Two numbers and a year, month and day in an order to be decided.
    Either {
        first: u16,
        second: u16,
        year: u16,
    },
}

/// The date that begins at token `at`, with its weekday and time.
fn date_at(tokens: &[Token<'_>], at: usize) -> Option<Printed> {
    let (weekday, skipped) = weekday(tokens, at);
    let first = at + skipped;
    let parts = iso(tokens, first)
        .or_else(|| numeric(tokens, first))
        .or_else(|| month_first(tokens, first))
        .or_else(|| day_first(tokens, first))?;
    let end = first + parts.used;
    let (time, end) = match time_after(tokens, end) {
        Some((time, end)) => (Some(time), end),
        None => (None, end),
    };
    let span = Span::new(tokens.get(at)?.span.start, tokens.get(end - 1)?.span.end);
    Some(Printed { span, reading: read(&parts.reading, weekday, time) })
}

fn read(numbers: &Numbers, weekday: Option<Weekday>, time: Option<Time>) -> Reading {
    let date = |year: u16, month: u16, day: u16| {
        let small = |n: u16| i8::try_from(n).ok();
        Date::new(i16::try_from(year).ok()?, small(month)?, small(day)?).ok()
    };
    let day = match *numbers {
        Numbers::Sure { year, month, day } => date(year, month, day),
        Numbers::Either { first, second, year } => {
            match (date(year, first, second), date(year, second, first)) {
                (Some(a), Some(b)) if a != b => {
                    let fits = |d: Date| weekday == Some(d.weekday());
                    match (fits(a), fits(b)) {
                        (true, false) => Some(a),
                        (false, true) => Some(b),
                        _ => return Reading::Ambiguous,
                    }
                }
                (a, b) => a.or(b),
            }
        }
    };
    match (day, time) {
        (None, _) => Reading::NoSuchDay,
        (Some(day), None) => Reading::Day(day.to_string()),
        (Some(day), Some(time)) => {
            let when = DateTime::from_parts(day, time);
            Reading::Day(when.strftime("%Y-%m-%dT%H:%M").to_string())
        }
    }
}

/// The names in `assets/dates.txt`, in lower case, by what they stand for.
struct Names {
    months: FxHashMap<&'static str, u16>,
    weekdays: FxHashMap<&'static str, Weekday>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let mut names = Names { months: FxHashMap::default(), weekdays: FxHashMap::default() };
    for line in include_str!("../../assets/dates.txt").lines() {
        let mut words = line.split_whitespace();
        let what = words.next();
        let Some(n) = words.next().and_then(|n| n.parse::<i8>().ok()) else { continue };
        if what == Some("month") {
            names.months.extend(words.map(|word| (word, n.unsigned_abs().into())));
        } else if let Ok(weekday) = Weekday::from_monday_one_offset(n) {
            names.weekdays.extend(words.map(|word| (word, weekday)));
        }
    }
    names
});

fn month(token: Option<&Token<'_>>) -> Option<u16> {
    let Kind::Word(word) = token?.kind else { return None };
    NAMES.months.get(word.to_lowercase().as_str()).copied()
}

/// A weekday printed at `at`, and the tokens up to the date's own first.
fn weekday(tokens: &[Token<'_>], at: usize) -> (Option<Weekday>, usize) {
    let named = tokens.get(at).and_then(|token| match token.kind {
        Kind::Word(word) => NAMES.weekdays.get(word.to_lowercase().as_str()).copied(),
        _ => None,
    });
    if named.is_none() {
        return (None, 0);
    }
    let marks = |token: &&Token<'_>| {
        matches!(
            token.kind,
            Kind::Mark('.' | ',' | '-') | Kind::Word("feira" | "the" | "den" | "le")
        )
    };
    (named, 1 + tokens.iter().skip(at + 1).take_while(marks).take(3).count())
}

fn number(tokens: &[Token<'_>], at: usize, digits: std::ops::RangeInclusive<usize>) -> Option<u16> {
    match tokens.get(at)?.kind {
        Kind::Number { value, digits: n } if digits.contains(&n) => Some(value),
        _ => None,
    }
}

fn mark(tokens: &[Token<'_>], at: usize) -> Option<char> {
    match tokens.get(at)?.kind {
        Kind::Mark(c) => Some(c),
        _ => None,
    }
}

/// `2026-01-09`, `2026/01/09`.
fn iso(tokens: &[Token<'_>], at: usize) -> Option<Parts> {
    let year = number(tokens, at, 4..=4)?;
    let sign = mark(tokens, at + 1).filter(|c| matches!(c, '-' | '/' | '.'))?;
    let month = number(tokens, at + 2, 2..=2)?;
    mark(tokens, at + 3).filter(|&c| c == sign)?;
    let day = number(tokens, at + 4, 2..=2)?;
    Some(Parts { reading: Numbers::Sure { year, month, day }, used: 5 })
}

/// `01/09/2026`, `9-1-2026`, `09.01.2026`. Full stops are German: day first.
fn numeric(tokens: &[Token<'_>], at: usize) -> Option<Parts> {
    let first = number(tokens, at, 1..=2)?;
    let sign = mark(tokens, at + 1).filter(|c| matches!(c, '-' | '/' | '.'))?;
    let second = number(tokens, at + 2, 1..=2)?;
    mark(tokens, at + 3).filter(|&c| c == sign)?;
    let year = number(tokens, at + 4, 4..=4)?;
    let reading = match sign {
        '.' => Numbers::Sure { year, month: second, day: first },
        _ => Numbers::Either { first, second, year },
    };
    Some(Parts { reading, used: 5 })
}

/// `January 9, 2026`, `Jan. 9th 2026`.
fn month_first(tokens: &[Token<'_>], at: usize) -> Option<Parts> {
    let month = month(tokens.get(at))?;
    let mut next = at + 1;
    next += usize::from(mark(tokens, next) == Some('.'));
    let day = number(tokens, next, 1..=2)?;
    next += 1;
    next += usize::from(is_word(tokens, next, &["st", "nd", "rd", "th"]));
    next += usize::from(mark(tokens, next) == Some(','));
    let year = number(tokens, next, 4..=4)?;
    Some(Parts { reading: Numbers::Sure { year, month, day }, used: next + 1 - at })
}

/// `9 January 2026`, `9. Januar 2026`, `09 de enero de 2026`, `1er janvier 2026`.
fn day_first(tokens: &[Token<'_>], at: usize) -> Option<Parts> {
    let day = number(tokens, at, 1..=2)?;
    let mut next = at + 1;
    next += usize::from(matches!(mark(tokens, next), Some('.' | 'º' | '°')));
    next += usize::from(is_word(tokens, next, &["st", "nd", "rd", "th", "er", "º"]));
    next += usize::from(is_word(tokens, next, &["de", "of"]));
    let month = month(tokens.get(next))?;
    next += 1;
    next += usize::from(matches!(mark(tokens, next), Some('.' | ',')));
    next += usize::from(is_word(tokens, next, &["de", "del", "of"]));
    let year = number(tokens, next, 4..=4)?;
    Some(Parts { reading: Numbers::Sure { year, month, day }, used: next + 1 - at })
}

fn is_word(tokens: &[Token<'_>], at: usize, words: &[&str]) -> bool {
    matches!(tokens.get(at), Some(Token { kind: Kind::Word(word), .. })
        if words.iter().any(|w| w.eq_ignore_ascii_case(word)))
}

/// A time within a few joining tokens of `at`, and the token after it.
fn time_after(tokens: &[Token<'_>], at: usize) -> Option<(Time, usize)> {
    let joins = |token: &&Token<'_>| match token.kind {
        Kind::Mark(c) => matches!(c, ',' | '-' | '–' | '—' | '|' | '·' | '(' | '.' | 'à'),
        Kind::Word(word) => ["at", "um", "a", "las", "à", "às", "alle", "ore", "t"]
            .iter()
            .any(|w| word.to_lowercase() == *w),
        Kind::Number { .. } => false,
    };
    let start = at + tokens.iter().skip(at).take_while(joins).take(3).count();
    let (time, used) = clock(tokens, start)?;
    Some((time, start + used))
}

/// `12:41`, `1:05 P.M.`, `12h41`, `12.41 Uhr`, and the tokens it takes.
fn clock(tokens: &[Token<'_>], at: usize) -> Option<(Time, usize)> {
    let hour = number(tokens, at, 1..=2)?;
    let colon = match tokens.get(at + 1)?.kind {
        Kind::Mark(c @ (':' | '.')) => c == ':',
        Kind::Word("h" | "H") => true,
        _ => return None,
    };
    let minute = number(tokens, at + 2, 2..=2)?;
    let half = half(tokens, at + 3);
    if !colon
        && half.is_none()
        && !is_word(tokens, at + 3, &["Uhr", "GMT", "BST", "CET", "CEST", "UTC"])
    {
        return None;
    }
    let seconds = mark(tokens, at + 3) == Some(':') && number(tokens, at + 4, 2..=2).is_some();
    let used = 3 + half.map_or(usize::from(seconds) * 2, |(_, used)| used);
    let hour = match half {
        Some((Half::Before, _)) if hour == 12 => 0,
        Some((Half::After, _)) if hour < 12 => hour + 12,
        _ => hour,
    };
    let time = Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, 0, 0).ok()?;
    Some((time, used))
}

/// Before or after noon.
#[derive(Clone, Copy)]
enum Half {
    Before,
    After,
}

/// `PM`, `p.m.`, `a. m.` at `at`, and the tokens it takes.
fn half(tokens: &[Token<'_>], at: usize) -> Option<(Half, usize)> {
    let Kind::Word(word) = tokens.get(at)?.kind else { return None };
    let which = match word.as_bytes().first()?.to_ascii_lowercase() {
        b'a' => Half::Before,
        b'p' => Half::After,
        _ => return None,
    };
    if word.len() == 2 && word.to_ascii_lowercase().ends_with('m') {
        return Some((which, 1));
    }
    if word.len() != 1 || !is_word(tokens, at + 2, &["m"]) {
        return None;
    }
    Some((which, 3 + usize::from(mark(tokens, at + 3) == Some('.'))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let said = match find(text) {
            None => "-".to_owned(),
            Some(Printed { reading: Reading::Ambiguous, .. }) => "either".to_owned(),
            Some(Printed { reading: Reading::NoSuchDay, .. }) => "no such day".to_owned(),
            Some(Printed { reading: Reading::Day(day), span }) => {
                format!("{day} {}", span.of(text))
            }
        };
        assert_eq!(said, expected);
    }

    #[test]
    fn the_weekday_or_the_range_decides_the_order() {
        check("Fri, 01/09/2026 - 12:41", "2026-01-09T12:41 Fri, 01/09/2026 - 12:41");
        check("viernes 09/01/2026", "2026-01-09 viernes 09/01/2026");
        check("on 17/03/2031.", "2031-03-17 17/03/2031");
        check("5/5/2031", "2031-05-05 5/5/2031");
        check("03/04/2031", "either");
        check("Sun, 03/04/2031", "either");
        check("9.1.2026", "2026-01-09 9.1.2026");
        check("July 20, 2005, 9:05 PM", "2005-07-20T21:05 July 20, 2005, 9:05 PM");
    }

    #[test]
    fn printed_forms_of_six_languages() {
        check("Wednesday, July 20, 2005", "2005-07-20 Wednesday, July 20, 2005");
        check("Issued Jan. 4th, 2031 at 3:05 p.m.", "2031-01-04T15:05 Jan. 4th, 2031 at 3:05 p.m.");
        check("4 March 2031", "2031-03-04 4 March 2031");
        check("02 de julio de 2026", "2026-07-02 02 de julio de 2026");
        check("mar. 4 mars 2031 à 12h41", "2031-03-04T12:41 mar. 4 mars 2031 à 12h41");
        check(
            "Dienstag, den 4. März 2031, 14.30 Uhr",
            "2031-03-04T14:30 Dienstag, den 4. März 2031, 14.30",
        );
        check("terça-feira, 4 de março de 2031", "2031-03-04 terça-feira, 4 de março de 2031");
        check("martedì 4 marzo 2031", "2031-03-04 martedì 4 marzo 2031");
        check("2031-03-04", "2031-03-04 2031-03-04");
    }

    #[test]
    fn what_is_no_date() {
        check("1:05 P.M. EST", "-");
        check("March 2031", "-");
        check("on 4 March", "-");
        check("He may 12 times 2031", "-");
        check("31 June 2031", "no such day");
        check("1.6t of 12/13", "-");
    }

    #[test]
    fn a_time_alone_is_told() {
        assert!(is_time("1:05 P.M. EST"));
        assert!(is_time("12:57 P.M. CET"));
        assert!(is_time("14.30 Uhr"));
        assert!(!is_time("1:05 P.M. in the Rose Garden"));
        assert!(!is_time("12 people"));
    }
}
