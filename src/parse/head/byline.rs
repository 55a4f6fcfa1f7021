//! Who wrote or speaks, as the head prints it.

use super::super::furniture::{self, ends_sentence};
use super::super::label;
use super::super::line::{Line, LineKind};
use super::dated::date_line;
use super::notices::is_institution;
use super::{FIRST, Reader, plain};
use crate::model::Byline;
use crate::text::date::{self, Printed};

impl Reader<'_, '_> {
    /// Takes lines at the top that repeat the byline the format states out of the
    /// body, headings or not.
    pub(super) fn stated_byline(&mut self, lines: &mut [Line]) {
        if self.head.byline.is_empty() {
            return;
        }
        let known: Vec<String> = self
            .head
            .byline
            .iter()
            .flat_map(|by| {
                let role = by.role.as_deref().unwrap_or_default();
                [by.name.clone(), format!("{}, {role}", by.name)]
            })
            .collect();
        for line in lines.iter_mut().take(FIRST).filter(|line| line.kind != LineKind::Out) {
            if known.contains(&plain(line.words(self.text))) {
                line.kind = LineKind::Out;
                self.furniture.push(furniture::entry(line.span, "byline"));
            }
        }
    }

    /// Takes a name printed alone above the date as the byline.
    pub(super) fn signed(&mut self, lines: &mut [Line]) {
        let found = (0..lines.len()).find_map(|at| Some((at, signed(self.text, lines, at)?)));
        let Some((at, name)) = found else { return };
        if self.head.byline.is_empty() {
            self.head.byline.push(Byline { name: plain(name), role: None });
        }
        lines[at].kind = LineKind::Out;
        self.furniture.push(furniture::entry(lines[at].span, "byline"));
    }
}

/// The name in capitals on line `at` when it is a heading right above one that is a date.
pub(super) fn signed<'a>(text: &'a str, lines: &[Line], at: usize) -> Option<&'a str> {
    let heading = |at: usize| {
        let line = lines.get(at).filter(|line| matches!(line.kind, LineKind::Heading(_)))?;
        Some(line.words(text))
    };
    let (name, date) = (heading(at)?, heading(at + 1)?);
    let n_words = name.split_whitespace().count();
    let named = at > 0 && (2..=4).contains(&n_words) && is_person(name) && !is_institution(name);
    (named && date_line(date).is_some()).then_some(name)
}

/// People and date of a byline.
pub(super) struct Found {
    pub(super) people: Vec<Byline>,
    pub(super) date: Option<Printed>,
}

/// Reads `By Ana Vell`, `Ana Vell By Ana Vell | Reporter - Fri, 03/13/2026 - 09:20`.
pub(super) fn byline(words: &str) -> Option<Found> {
    if words.len() > 200 || ends_sentence(words) {
        return None;
    }
    let by = ["By ", "BY ", "by ", "Por ", "POR ", "Von ", "Par ", "Di "];
    let rest = by.iter().find_map(|by| words.strip_prefix(by)).or_else(|| {
        by.iter().find_map(|by| {
            // An avatar's caption repeats the name before the line itself.
            let at = words.match_indices(by).find_map(|(at, _)| {
                let name = words.get(..at)?.trim();
                words.get(at + by.len()..)?.trim().starts_with(name).then_some(at)
            })?;
            (at > 0).then(|| words.get(at + by.len()..)).flatten()
        })
    })?;
    let date = date::find(words);
    let shift = words.len() - rest.len();
    let until_date = date.as_ref().map_or(rest.len(), |d| d.span.start.saturating_sub(shift));
    let who =
        rest.get(..until_date)?.trim_end_matches([' ', '-', '–', '—', '|', ',', '·', '\u{a0}']);
    let who = ["Published", "Updated", "Publicado", "Posted"].iter().fold(who, |who, word| {
        who.strip_suffix(word).unwrap_or(who).trim_end_matches([' ', '|', '·', '-', ','])
    });
    let (names, role) = match who.split_once(['|', '·']).or_else(|| who.split_once(", ")) {
        Some((names, role))
            if !is_person(role.trim()) || who.contains('|') || label::has_title(role) =>
        {
            (names, Some(plain(role)))
        }
        _ => (who, None),
    };
    let people: Vec<Byline> = names
        .split(" and ")
        .flat_map(|names| names.split(" y "))
        .flat_map(|names| names.split(','))
        .map(plain)
        .filter(|name| !name.is_empty())
        .map(|name| Byline { name, role: role.clone().filter(|role| !role.is_empty()) })
        .collect();
    let named = !people.is_empty() && people.iter().all(|line| is_person(&line.name));
    named.then_some(Found { people, date })
}

/// One to five words that begin in capitals: a person or a newsroom.
pub(in crate::parse) fn is_person(words: &str) -> bool {
    let joins = ["de", "del", "la", "von", "van", "der", "di", "da", "bin", "al", "y", "of", "the"];
    let mut n = 0;
    words.split_whitespace().all(|word| {
        n += 1;
        n <= 5 && (word.starts_with(char::is_uppercase) || n > 1 && joins.contains(&word))
    }) && n > 0
        && !words.chars().any(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::date::Reading;

    #[test]
    fn a_byline_gives_name_role_and_date() {
        let found =
            byline("Ana Vell By Ana Vell | Harbour Correspondent - Fri, 03/13/2026 - 09:20")
                .unwrap();
        assert_eq!(
            found.people,
            [Byline { name: "Ana Vell".into(), role: Some("Harbour Correspondent".into()) }]
        );
        assert_eq!(found.date.unwrap().reading, Reading::Day("2026-03-13T09:20".into()));
        assert_eq!(byline("By Ana Vell and Bo Orta").unwrap().people.len(), 2);
        assert_eq!(
            byline("By Ana Vell, Staff writer for the coast").unwrap().people[0].name,
            "Ana Vell"
        );
        assert!(byline("By the harbour stood a house").is_none());
        assert!(byline("Swept away by the flood").is_none());
    }

    #[test]
    fn author_and_date_may_be_as_large_as_headings() {
        let text = "# Harbour council opens the quay\n\n# Nadia Okonjo\n\n# 13 March 2031\n\n\
                    The harbour council of Port Avel met on Tuesday to decide whether the quay should be \
                    opened to the fishing fleet, whose boats have waited.\n";
        let documents = crate::ingest::documents("t.md", text.as_bytes(), None).unwrap();
        let briefing = crate::parse::briefing(documents.into_iter().next().unwrap());
        assert_eq!(briefing.title.as_deref(), Some("Harbour council opens the quay"));
        assert_eq!(briefing.byline, [Byline { name: "Nadia Okonjo".to_owned(), role: None }]);
        assert_eq!(briefing.published.as_deref(), Some("2031-03-13"));
        assert_eq!(briefing.sections.len(), 1);
    }
}
