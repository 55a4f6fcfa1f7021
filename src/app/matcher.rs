use regex::{Regex, RegexBuilder};

use crate::config::Case;
use crate::model::Span;
use crate::text::fold;

/// How what is typed is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pattern {
    /// As it stands.
    #[default]
    Plain,
    /// As a regular expression.
    Regex,
}

/// What a search looks for, ready to look.
#[derive(Clone, Debug)]
pub struct Matcher {
    regex: Regex,
}

impl Matcher {
    /// Looks for `typed` as it stands, without regard to accents that are not typed and
    /// to the kind of white space, apostrophes and dashes. `None` when nothing is typed.
    ///
    /// # Errors
    ///
    /// A sentence, when the pattern is no regular expression or grows too large.
    pub fn new(typed: &str, read: Pattern, case: Case) -> Result<Option<Matcher>, String> {
        if typed.trim().is_empty() {
            return Ok(None);
        }
        if read == Pattern::Regex {
            return built(typed, counts(case, || has_capital(typed))).map(Some);
        }
        let exact = counts(case, || typed.chars().any(char::is_uppercase));
        let mut pattern = String::new();
        let mut blank = false;
        for c in typed.trim_start().chars() {
            match c {
                c if c.is_whitespace() => {
                    if !blank {
                        pattern.push_str(r"[\s\u{200b}]+");
                    }
                }
                c => push_letter(&mut pattern, c, exact),
            }
            blank = c.is_whitespace();
        }
        built(&pattern, exact).map(Some)
    }

    /// Whether it occurs in `text[within]`.
    pub fn is_in(&self, text: &str, within: Span) -> bool {
        self.regex.is_match(within.of(text))
    }

    /// Where it occurs in `text[within]`, in order, without overlap.
    pub fn find(&self, text: &str, within: Span) -> Vec<Span> {
        let part = within.of(text);
        let spans = self.regex.find_iter(part).filter(|found| !found.is_empty());
        spans
            .map(|found| Span::new(within.start + found.start(), within.start + found.end()))
            .take(super::search::MOST_HITS)
            .collect()
    }
}

/// Whether case counts, for words of which `has_capital` tells.
fn counts(case: Case, has_capital: impl Fn() -> bool) -> bool {
    match case {
        Case::Smart => has_capital(),
        Case::Ignore => false,
        Case::Match => true,
    }
}

/// Whether a letter of the pattern is a capital; the one of `\W` is none.
fn has_capital(pattern: &str) -> bool {
    let mut escaped = false;
    pattern.chars().any(|c| {
        let capital = c.is_uppercase() && !escaped;
        escaped = c == '\\' && !escaped;
        capital
    })
}

fn built(pattern: &str, exact: bool) -> Result<Matcher, String> {
    let built = RegexBuilder::new(pattern).case_insensitive(!exact).multi_line(true).build();
    match built {
        Ok(regex) => Ok(Matcher { regex }),
        Err(regex::Error::CompiledTooBig(_)) => Err("the pattern is too large".to_owned()),
        Err(error) => Err(last_line(&error.to_string())),
    }
}

/// The line of a many-line message that says what is wrong.
fn last_line(message: &str) -> String {
    let line = message.lines().last().unwrap_or(message);
    line.trim_start_matches("error: ").to_owned()
}

/// Adds what `c` stands for: itself, its accented forms, its typographic kin.
fn push_letter(pattern: &mut String, c: char, exact: bool) {
    match c {
        '\'' | '’' => pattern.push_str("['’‘]"),
        '"' => pattern.push_str("[\"“”„«»]"),
        '-' => pattern.push_str("[-‐‑–—]"),
        c if c.is_ascii_alphabetic() => {
            pattern.push('[');
            pattern.push(c);
            let same_case = |other: &char| !exact || other.is_uppercase() == c.is_uppercase();
            pattern.extend(fold::accented(c.to_ascii_lowercase()).filter(same_case));
            pattern.push_str(r"][\u{300}-\u{36f}]*");
        }
        c => pattern.push_str(&regex::escape(c.encode_utf8(&mut [0; 4]))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `expected` is the hits joined by `|`.
    #[track_caller]
    fn check(typed: &str, text: &str, expected: &str) {
        let matcher = Matcher::new(typed, Pattern::Plain, Case::Smart).unwrap().unwrap();
        let hits = matcher.find(text, Span::new(0, text.len()));
        let hits: Vec<&str> = hits.iter().map(|hit| hit.of(text)).collect();
        assert_eq!(hits.join("|"), expected);
    }

    #[test]
    fn case_counts_when_a_capital_is_typed() {
        check("navy", "Navy navy NAVY", "Navy|navy|NAVY");
        check("Navy", "Navy navy NAVY", "Navy");
    }

    #[test]
    fn accents_not_typed_do_not_count() {
        check("logistica", "La logística, logi\u{301}stica.", "logística|logi\u{301}stica");
        check("Ecole", "École école", "École");
        check("é", "e é", "é");
    }

    #[test]
    fn white_space_and_marks_have_kin() {
        check("a b", "a\n b a\u{a0}b ab", "a\n b|a\u{a0}b");
        check("it's", "it’s it's", "it’s|it's");
        check("a.c", "abc a.c", "a.c");
        check("\"no\"", "“no” no", "“no”");
    }

    #[test]
    fn nothing_typed_is_no_search() {
        assert!(
            Matcher::new("", Pattern::Plain, Case::Smart).unwrap().is_none()
                && Matcher::new("  ", Pattern::Regex, Case::Smart).unwrap().is_none()
        );
    }

    #[test]
    fn regular_expressions_are_read_when_asked_for() {
        let text = "9 days, 12 Boats, a.c abc";
        let found = |typed: &str| -> Vec<&str> {
            let matcher = Matcher::new(typed, Pattern::Regex, Case::Smart).unwrap().unwrap();
            matcher.find(text, Span::new(0, text.len())).iter().map(|hit| hit.of(text)).collect()
        };
        assert_eq!(found(r"\d+ \w+"), ["9 days", "12 Boats"]);
        assert_eq!(found("boats"), ["Boats"]);
        assert_eq!(found(r"\Sboats|a.c"), ["a.c", "abc"]);
        assert!(Matcher::new("(", Pattern::Regex, Case::Smart).unwrap_err().contains("unclosed"));
    }
}
