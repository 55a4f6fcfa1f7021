//! The title among the lines of the head, and what repeats it.

use super::super::furniture::{self, ends_sentence};
use super::super::line::{Line, LineKind};
use super::byline::byline;
use super::dated::{date_line, is_dated, is_dated_title};
use super::notices::{breadcrumb, credit, is_institution, listed, release_line};
use super::{Reader, plain};
use crate::text::date;

/// What titles of releases and transcripts begin with.
const TITLES: [&str; 22] = [
    "readout",
    "statement",
    "joint statement",
    "fact sheet",
    "remarks",
    "press briefing",
    "press conference",
    "press gaggle",
    "background",
    "transcript",
    "declaración",
    "versión",
    "comunicado",
    "erklärung",
    "doorstop",
    "daily press",
    "regierungspressekonferenz",
    "pressekonferenz",
    "conférence de presse",
    "conferenza stampa",
    "conferencia de prensa",
    "entrevista coletiva",
];

impl Reader<'_, '_> {
    /// Finds the title and takes every line that repeats it out of the body.
    pub(super) fn title(&mut self, lines: &mut [Line], stated: bool) {
        if !stated {
            let dated = || lines.iter().find(|line| is_dated_title(line.words(self.text)));
            let Some(first) = self.best_title(lines).or_else(dated) else { return };
            let words = first.words(self.text);
            // The page's own title often names the site as well: the headline below
            // is the same without it.
            let others = || lines.iter().map(|line| line.words(self.text));
            let headline =
                others().find(|other| other.len() >= 12 && site_after(words, other).is_some());
            let title = headline.unwrap_or(words);
            if let Some(site) = others().find_map(|other| site_after(other, title)) {
                self.head.issuer.get_or_insert_with(|| site.to_owned());
            }
            self.head.title = Some(plain(title));
            self.goes_on(lines, &plain(title));
        }
        let Some(title) = self.head.title.clone() else { return };
        let same: Vec<usize> = (0..lines.len())
            .filter(|&idx| {
                let words = plain(lines[idx].words(self.text));
                words.eq_ignore_ascii_case(&title) || site_after(&words, &title).is_some()
            })
            .collect();
        self.menu(&mut lines[..same.first().copied().unwrap_or(0)]);
        for &idx in &same {
            let line = &mut lines[idx];
            if line.kind == LineKind::Out {
                continue;
            }
            // A speech in proceedings is headed by what the page is called after.
            if self.spoken && (self.record || matches!(line.kind, LineKind::Heading(_))) {
                line.kind = LineKind::Heading(1);
                self.head.title_span = Some(line.span);
                continue;
            }
            line.kind = LineKind::Out;
            if Some(&idx) == same.last() {
                self.head.title_span = Some(line.span);
            } else {
                self.furniture.push(furniture::entry(line.span, "page title"));
            }
        }
    }

    /// Joins to the title the line below that goes on in small letters: `Press conference` /
    /// `by Secretary Ana Vell`.
    fn goes_on(&mut self, lines: &mut [Line], title: &str) {
        let Some(at) = lines.iter().position(|line| plain(line.words(self.text)) == title) else {
            return;
        };
        let Some(next) = lines.get(at + 1).filter(|next| next.is_text()) else { return };
        let words = next.words(self.text);
        let more = words.starts_with(char::is_lowercase) && !ends_sentence(words);
        if more && title.len() + words.len() <= 200 && !ends_sentence(title) {
            self.head.title = Some(format!("{title} {}", plain(words)));
            lines[at].span.end = next.span.end;
            lines[at + 1].kind = LineKind::Out;
        }
    }

    /// Takes the entries of a menu out of the lines above the title: three or more of a word
    /// or two that tell nothing else.
    fn menu(&mut self, above: &mut [Line]) {
        let entry = |line: &&mut Line| {
            let words = line.words(self.text);
            self.could_be_title(line)
                && words.len() <= 30
                && words.split_whitespace().count() <= 3
                && !ends_sentence(words)
                && !is_institution(words)
                && self.head.issuer.as_deref() != Some(words)
        };
        let entries: Vec<&mut Line> = above.iter_mut().filter(entry).collect();
        if self.spoken || entries.len() < 3 {
            return;
        }
        for line in entries {
            line.kind = LineKind::Out;
            self.furniture.push(furniture::entry(line.span, "menu"));
        }
    }

    /// The line above the body that is most like a title; the first of the best.
    fn best_title<'l>(&self, lines: &'l [Line]) -> Option<&'l Line> {
        if let Some(marked) = lines.iter().find(|line| line.kind == LineKind::Heading(1)) {
            return Some(marked);
        }
        let candidates: Vec<&Line> =
            lines.iter().filter(|line| self.could_be_title(line)).collect();
        let score = |line: &Line| {
            let words = line.words(self.text);
            let folded = words.to_lowercase();
            let others =
                || candidates.iter().filter(|o| o.span != line.span).map(|o| o.words(self.text));
            let sited =
                others().any(|o| site_after(words, o).is_some() || site_after(o, words).is_some());
            let again = sited || Some(words) == self.said_again(&candidates);
            let named = TITLES.iter().any(|start| folded.starts_with(start)) || is_dated(words);
            let n_words = words.split_whitespace().count();
            let office = words.rsplit(' ').next().is_some_and(is_institution) && n_words <= 5;
            let body = is_institution(words) || office || n_words < 2 || ends_in_menu(words);
            // Two words are as often the name of the paper.
            i32::from(again) * 8 + i32::from(named) * 6
                - i32::from(body) * 6
                - i32::from(n_words < 3)
        };
        let best = candidates.iter().map(|line| score(line)).max()?;
        candidates.iter().find(|line| score(line) == best).copied()
    }

    /// The one line of some words that stands twice; several are a list of contents and the
    /// parts it names.
    fn said_again(&self, candidates: &[&Line]) -> Option<&str> {
        let words = |line: &&Line| Some(line.words(self.text)).filter(|w| w.contains(' '));
        let all: Vec<&str> = candidates.iter().filter_map(words).collect();
        let mut twice = all.iter().enumerate().filter(|(at, words)| all[..*at].contains(words));
        let (_, first) = twice.next()?;
        twice.all(|(_, other)| other == first).then_some(first)
    }

    fn could_be_title(&self, line: &Line) -> bool {
        let words = line.words(self.text);
        line.is_text()
            && words.len() <= 300
            && words.chars().any(char::is_alphabetic)
            && !words.starts_with('[')
            && breadcrumb(words).is_none()
            && credit(words).is_none()
            && furniture::why(words).is_none()
            && release_line(words).is_none()
            && byline(words).is_none()
            && listed(words).is_none()
            && (date_line(words).is_none() || is_dated(words))
            && !date::is_time(words)
    }
}

/// What follows `headline` in `words` after a bar or dash: the site's name.
pub(super) fn site_after<'a>(words: &'a str, headline: &str) -> Option<&'a str> {
    let rest = words.strip_prefix(headline)?;
    let site = rest.trim_start().strip_prefix(['|', '-', '–', '—', '·', '•'])?.trim();
    let parted = rest.starts_with(char::is_whitespace);
    (parted && !site.is_empty() && site.len() <= 60).then_some(site)
}

/// Whether a line ends in an entry of a menu, and so is one: `The Ledger Subscribe Log in`.
fn ends_in_menu(words: &str) -> bool {
    let starts = words.rmatch_indices(' ').take(2).filter_map(|(at, _)| words.get(at + 1..));
    starts.filter_map(furniture::why).any(|why| why.name == "menu")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The title of a page pasted as text that begins with `lines`.
    #[track_caller]
    fn check_title(lines: &[&str], expected: &str) {
        let prose = "The harbour board met on Monday and found that the new pier would cost twice \
                     what had been planned, and that nobody had asked why it was needed at all.";
        let text = format!("{}\n\n{prose}\n\n{prose}\n", lines.join("\n"));
        let documents = crate::ingest::documents("t.txt", text.as_bytes(), None).unwrap();
        let briefing = crate::parse::briefing(documents.into_iter().next().unwrap());
        assert_eq!(briefing.title.as_deref(), Some(expected));
        assert_eq!(briefing.issuer, None);
    }

    #[test]
    fn the_headline_is_told_from_the_menu_and_the_paper() {
        check_title(
            &["The Ledger Subscribe Log in", "The wall and the town"],
            "The wall and the town",
        );
        check_title(&["Port Papers", "Notes from the gallery"], "Notes from the gallery");
        check_title(
            &["Home", "Coast", "Sport", "Coast", "Council votes for pier"],
            "Council votes for pier",
        );
        check_title(
            &[
                "Live: storm over Avel",
                "Ferry stops",
                "Wind rises",
                "16:40",
                "Ferry stops",
                "Wind rises",
            ],
            "Live: storm over Avel",
        );
        check_title(&["Fish Talks", "Home", "Port Papers today", "Fish Talks"], "Fish Talks");
    }

    #[test]
    fn a_page_title_may_name_the_site() {
        assert_eq!(
            site_after("Fish and rail | Tessara Post", "Fish and rail"),
            Some("Tessara Post")
        );
        assert_eq!(site_after("Fish and rail strikes", "Fish and rail"), None);
    }
}
