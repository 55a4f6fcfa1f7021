use jiff::ZonedDateTime;
use jiff::civil::{Date, DateTime};
use jiff::fmt::{rfc2822, strtime};

/// The ISO 8601 form, as exact as given, of a date a format states in one of the
/// machine forms: ISO 8601 with `T` or a blank, RFC 2822, seconds since 1970.
/// `None` for anything else; printed dates are `parse`'s to read.
pub(super) fn iso(given: &str) -> Option<String> {
    let given = given.trim();
    if let Some(iso) = calendar(given) {
        return Some(iso);
    }
    if let Ok(when) = rfc2822::parse(given) {
        return Some(zoned(&when));
    }
    // Feeds drop the weekday or misname the zone; jiff wants both right.
    let when = strtime::parse("%d %b %Y %H:%M:%S %z", after_weekday(given)).ok()?;
    when.to_zoned_datetime().ok().map(|when| zoned(&when))
}

fn after_weekday(given: &str) -> &str {
    match given.split_once(", ") {
        Some((day, rest)) if day.bytes().all(|b| b.is_ascii_alphabetic()) => rest,
        _ => given,
    }
}

fn zoned(when: &ZonedDateTime) -> String {
    when.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// `2031-03-04`, `2031-03-04T10:00`, `2031-03-04 10:00:05.123-05:00`, `…Z`.
fn calendar(given: &str) -> Option<String> {
    let day = given.get(..10)?;
    day.parse::<Date>().ok().filter(|_| day.as_bytes().get(4) == Some(&b'-'))?;
    let rest = given.get(10..)?;
    if rest.is_empty() {
        return Some(day.to_owned());
    }
    let time = rest.strip_prefix(['T', ' ', 't'])?.trim();
    let n_clock = time.bytes().take_while(|b| b.is_ascii_digit() || *b == b':').count();
    let clock = time.get(..n_clock)?;
    format!("{day}T{clock}").parse::<DateTime>().ok()?;
    let zone = time
        .get(n_clock..)?
        .trim_start_matches(['.', ','])
        .trim_start_matches(|c: char| c.is_ascii_digit());
    let zone = match zone.trim() {
        "" => String::new(),
        "Z" | "z" | "UTC" | "GMT" => "+00:00".to_owned(),
        zone => offset(zone)?,
    };
    Some(format!("{day}T{clock}{zone}"))
}

/// `-0500` and `-05` as `-05:00`.
fn offset(zone: &str) -> Option<String> {
    let (sign, digits) = (zone.get(..1)?, zone.get(1..)?.replace(':', ""));
    if !matches!(sign, "+" | "-") || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    match digits.len() {
        2 => Some(format!("{sign}{digits}:00")),
        4 => Some(format!("{sign}{}:{}", digits.get(..2)?, digits.get(2..)?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #[track_caller]
    fn check(given: &str, expected: &str) {
        assert_eq!(super::iso(given).as_deref().unwrap_or("-"), expected);
    }

    #[test]
    fn machine_dates_are_as_exact_as_given() {
        check("2031-03-04", "2031-03-04");
        check("2031-03-04 10:00:05-05:00", "2031-03-04T10:00:05-05:00");
        check("2031-03-04T10:00:05.123Z", "2031-03-04T10:00:05+00:00");
        check("2031-03-04T10:00+0100", "2031-03-04T10:00+01:00");
        check("Tue, 04 Mar 2031 10:00:05 +0000", "2031-03-04T10:00:05+00:00");
        check("04 Mar 2031 10:00:05 GMT", "2031-03-04T10:00:05+00:00");
    }

    #[test]
    fn printed_and_impossible_dates_are_left_alone() {
        check("04/03/2031", "-");
        check("2031-02-30", "-");
        check("March 4, 2031", "-");
        check("2031-03-04T99:00", "-");
    }
}
