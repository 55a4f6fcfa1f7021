//! What stands above the body: title, byline, date, place, issuer.

mod byline;
mod dated;
mod extent;
mod notices;
mod title;

use std::collections::HashSet;

use super::furniture::{self, ends_sentence};
use super::house::is_parliament;
use super::label::{self, Label, Shape};
use super::line::{Line, LineKind};
use crate::ingest::Meta;
use crate::model::{Byline, Furniture, Note, NoteKind, Span};
use crate::text::date::{self, Printed, Reading};
pub(super) use byline::is_person;
use byline::{Found, byline};
use dated::{date_line, dateline, place_after, tells_occasion};
use extent::end;
pub(super) use notices::is_institution;
use notices::{breadcrumb, credit, is_part, listed, release_line};

/// What stands above the body, or in the format's own fields.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) title: Option<String>,
    pub(super) title_span: Option<Span>,
    pub(super) byline: Vec<Byline>,
    pub(super) published: Option<String>,
    pub(super) published_surface: Option<String>,
    pub(super) kicker: Vec<String>,
    pub(super) place: Option<String>,
    pub(super) issuer: Option<String>,
    pub(super) credits: Vec<String>,
}

impl Head {
    /// What the format's own fields say.
    pub(super) fn stated(meta: Meta) -> Head {
        Head {
            title: meta.title,
            title_span: None,
            byline: meta.byline,
            published: meta.published,
            published_surface: meta.published_surface,
            kicker: meta.kicker,
            place: meta.place,
            issuer: meta.issuer,
            credits: meta.credits,
        }
    }
}

/// The most words on a line that names a place.
const MOST_IN_PLACE: usize = 8;

/// Lines at the top in which a stated byline may be repeated.
const FIRST: usize = 8;

/// Reads the head of a document and takes its lines out of the body.
///
/// What the format states wins over what is printed; printed lines of the same kind
/// leave the body all the same.
pub(super) fn read(
    text: &str,
    lines: &mut [Line],
    labels: &[Label],
    meta: Meta,
    furniture: &mut Vec<Furniture>,
    notes: &mut Vec<Note>,
) -> Head {
    let stated = meta.title.is_some();
    let mut head = Head::stated(meta);
    let end = end(text, lines, labels, head.title.as_deref());
    let spoken = !labels.is_empty();
    let record = labels.first().is_some_and(|label| label.shape == Shape::Record);
    let parliament = is_parliament(text, labels);
    let surnames = labels.iter().take(200).filter_map(|label| surname(label.span.of(text)));
    let surnames = surnames.collect();
    let mut reader =
        Reader { text, head: &mut head, furniture, notes, spoken, record, parliament, surnames };
    reader.title(&mut lines[..end], stated);
    reader.stated_byline(lines);
    reader.signed(&mut lines[..end]);
    for line in &mut lines[..end] {
        reader.line(line);
    }
    credits(text, lines, &mut head, furniture);
    if head.published.is_none() && head.published_surface.is_none() {
        from_title(text, &mut head);
    }
    if head.place.is_none() && !spoken {
        let first = lines.iter().find(|line| line.is_text());
        head.place = first.and_then(|line| dateline(line.words(text))).map(plain);
    }
    head
}

/// The last word of the name in a label, in capitals: `PRESIDENT OF TESSARA, ANA VELL`
/// and `Ana VELL, Minister for Fish` have it on either side of the comma.
fn surname(label: &str) -> Option<String> {
    let named = label.split(',').rev().find(|part| !label::has_title(part)).unwrap_or(label);
    named.split_whitespace().next_back().map(str::to_uppercase)
}

struct Reader<'a, 'h> {
    text: &'a str,
    head: &'h mut Head,
    furniture: &'h mut Vec<Furniture>,
    notes: &'h mut Vec<Note>,
    /// Whether labels follow: then a bare line above them is a place.
    spoken: bool,
    /// Whether the labels are those of a record of proceedings.
    record: bool,
    /// Whether they are a parliament's.
    parliament: bool,
    /// The last words of the labels.
    surnames: HashSet<String>,
}

impl Reader<'_, '_> {
    /// Reads one line above the body.
    fn line(&mut self, line: &mut Line) {
        let words = line.words(self.text);
        let letterhead = matches!(line.kind, LineKind::Heading(_))
            && (is_institution(words) || date_line(words).is_some());
        // `• 4 March 2031 -`, where a page lists what it tells of itself.
        let bar = line.kind == LineKind::Item && !words.contains(char::is_alphanumeric);
        let listed_date = line.kind == LineKind::Item && date_line(words).is_some();
        let free = matches!(line.kind, LineKind::Text | LineKind::Rule | LineKind::Aside);
        if !free && !letterhead && !listed_date && !bar {
            return;
        }
        let why = if line.kind == LineKind::Rule || bar {
            Some("rule")
        } else if let Some(parts) = breadcrumb(words) {
            let title = self.head.title.clone();
            let parts = parts.into_iter().filter(|part| Some(part) != title.as_ref());
            if self.head.kicker.is_empty() {
                self.head.kicker = parts.collect();
            }
            Some("breadcrumb")
        } else if let Some(found) = byline(words) {
            self.byline(found, line.span);
            Some("byline")
        } else if words.starts_with('[') && words.ends_with(']') && words.len() <= 160 {
            if let Some(printed) = date::find(words) {
                self.date(&printed, line.span.start);
            }
            Some("record header")
        } else if let Some(printed) = date_line(words) {
            self.date(&printed, line.span.start);
            let before = words.get(..printed.span.start).unwrap_or_default();
            let after = words.get(printed.span.end..).unwrap_or_default();
            let place = before.trim().strip_suffix(',').filter(|place| is_person(place));
            if let Some(place) = place.or_else(|| place_after(after)) {
                self.head.place.get_or_insert_with(|| plain(place));
            }
            Some("date")
        } else if date::is_time(words) {
            Some("time")
        } else if let Some(what) = listed(words).filter(|_| self.spoken) {
            Some(what)
        } else if let Some(kicker) = release_line(words) {
            self.head.kicker.extend(kicker.then(|| plain(words)));
            Some("release line")
        } else if self.is_letterhead(line) {
            Some("letterhead")
        } else {
            self.other(words)
        };
        if let Some(why) = why {
            line.kind = LineKind::Out;
            self.furniture.push(furniture::entry(line.span, why));
        }
    }

    /// Whether a line of a few words stands above the title: `Coast Commission - Read-out`.
    fn is_letterhead(&self, line: &Line) -> bool {
        let words = line.words(self.text);
        let above = self.head.title_span.is_some_and(|title| line.span.end <= title.start);
        let site = self.head.issuer.as_deref() == Some(words);
        above && !site && words.len() <= 80 && !ends_sentence(words) && !is_institution(words)
    }

    /// A line of no shape: a place or an issuer above a transcript, else body.
    fn other(&mut self, words: &str) -> Option<&'static str> {
        let ends = ends_sentence(words) && !words.ends_with("D.C.");
        let bare = words.len() <= 120 && !ends && credit(words).is_none();
        if !bare || self.head.title.is_none() {
            return None;
        }
        if is_institution(words) {
            self.head.issuer.get_or_insert_with(|| plain(words));
            return Some("issuer");
        }
        if self.head.issuer.as_deref() == Some(words) {
            return Some("site name");
        }
        if !self.spoken {
            return None;
        }
        let last = words.split_whitespace().next_back().unwrap_or_default();
        if let Some(one) = self.introduced(words) {
            self.head.byline.extend(Some(one).filter(|one| !self.head.byline.contains(one)));
            return Some("speaker");
        }
        if let Some(name) = self.signed_in_full(words) {
            self.head.byline.push(Byline { name, role: None });
            return Some("speaker");
        }
        if self.surnames.contains(&last.to_uppercase()) || label::has_title(words) {
            let open = self.head.byline.last_mut().filter(|one| one.role.is_none());
            if let Some(one) = open.filter(|_| label::has_title(words) && words.len() <= 100) {
                one.role = Some(plain(words));
            }
            return Some("speaker");
        }
        if words.starts_with(['(', '[']) {
            return Some("remark");
        }
        // `by the Secretary General at the start of the meeting` goes on from the title.
        if words.starts_with(char::is_lowercase)
            || words.split_whitespace().count() > MOST_IN_PLACE
            || tells(words)
        {
            return Some("subtitle");
        }
        // In proceedings it is the heading of what follows.
        let heads = self.parliament || self.record && !words.contains(char::is_lowercase);
        if words.contains(':') || is_part(words) || heads {
            return None;
        }
        match &mut self.head.place {
            Some(place) if place.len() + words.len() < 160 => {
                place.push_str(", ");
                place.push_str(&plain(words));
            }
            Some(_) => return None,
            place => *place = Some(plain(words)),
        }
        Some("place")
    }

    /// `Ned Orlan, Department Spokesperson` above a transcript in which he speaks.
    fn introduced(&self, words: &str) -> Option<Byline> {
        let (name, role) = words.split_once(", ")?;
        let last = name.split_whitespace().next_back()?.to_uppercase();
        let whole = name.contains(' ') && is_person(name) && !label::has_title(name);
        let speaks = self.surnames.contains(&last) && label::has_title(role);
        (whole && speaks).then(|| Byline { name: plain(name), role: Some(plain(role)) })
    }

    /// `The Hon Ana Vell MP` alone above a transcript in which she speaks, without what
    /// stands before and behind the name.
    fn signed_in_full(&self, words: &str) -> Option<String> {
        const BEFORE: [&str; 6] = ["The", "Rt", "Right", "Hon", "Hon.", "Dr"];
        const BEHIND: [&str; 7] = ["MP", "MPP", "MLA", "AM", "AO", "QC", "KC"];
        let all: Vec<&str> = words.split_whitespace().collect();
        let from = all.iter().position(|word| !BEFORE.contains(word))?;
        let to = all.iter().rposition(|word| !BEHIND.contains(word))? + 1;
        let name = all.get(from..to).filter(|name| (2..=4).contains(&name.len()))?;
        let last = name.last()?.to_uppercase();
        let person = all.len() > name.len() && is_person(&name.join(" "));
        (person && self.surnames.contains(&last)).then(|| name.join(" "))
    }

    fn byline(&mut self, found: Found, span: Span) {
        if self.head.byline.is_empty() {
            self.head.byline = found.people;
        }
        if let Some(printed) = found.date {
            self.date(&printed, span.start);
        }
    }

    /// Takes a printed date over, unless the format or an earlier line gave one.
    fn date(&mut self, printed: &Printed, offset: usize) {
        if self.head.published.is_some() || self.head.published_surface.is_some() {
            return;
        }
        let span = Span::new(offset + printed.span.start, offset + printed.span.end);
        self.head.published_surface = Some(span.of(self.text).to_owned());
        let message = match &printed.reading {
            Reading::Day(day) => {
                self.head.published = Some(day.clone());
                return;
            }
            Reading::Ambiguous => "day and month of this date cannot be told apart",
            Reading::NoSuchDay => "there is no such day",
        };
        self.notes.push(Note {
            kind: NoteKind::AmbiguousDate,
            span,
            other: None,
            message: message.to_owned(),
        });
    }
}

/// Whether a line tells what follows and is no place's name: `Preguntas y respuestas a los
/// medios`, `News Transcript`.
fn tells(words: &str) -> bool {
    let mut small = words.split_whitespace().filter(|word| word.starts_with(char::is_lowercase));
    small.any(|word| word.chars().count() > 4) || tells_occasion(words)
}

/// The date a title carries: `Press conference of 9 January 2026`.
fn from_title(text: &str, head: &mut Head) {
    let title = head.title_span.map(|span| span.of(text)).or(head.title.as_deref());
    let Some(title) = title else { return };
    if let Some(Printed { span, reading: Reading::Day(day) }) = date::find(title) {
        head.published_surface = Some(span.of(title).to_owned());
        head.published = Some(day);
    }
}

/// Takes photo credits out of the body, wherever they stand.
fn credits(text: &str, lines: &mut [Line], head: &mut Head, furniture: &mut Vec<Furniture>) {
    for line in
        lines.iter_mut().filter(|line| matches!(line.kind, LineKind::Text | LineKind::Caption))
    {
        let Some(who) = credit(line.words(text)) else { continue };
        let who = plain(who);
        if !head.credits.contains(&who) {
            head.credits.push(who);
        }
        line.kind = LineKind::Out;
        furniture.push(furniture::entry(line.span, "photo credit"));
    }
}

/// `words` on one line, white space folded.
fn plain(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use crate::model::Byline;

    #[test]
    fn the_head_of_a_transcript_may_list_its_date_and_tell_what_follows() {
        let text = "Rueda de prensa en el puerto\n\nPreguntas y respuestas a los medios\n\n• 4.3.2031 -\n• |\n\n\
                    SRA. VELL: Buenos días.\n\nPREGUNTA: ¿Cuándo?\n\nSRA. VELL: Mañana.\n";
        let documents = crate::ingest::documents("t.txt", text.as_bytes(), None).unwrap();
        let briefing = crate::parse::briefing(documents.into_iter().next().unwrap());
        assert_eq!((briefing.place, briefing.published.as_deref()), (None, Some("2031-03-04")));
    }

    #[test]
    fn the_head_of_a_transcript_names_its_occasion_and_who_speaks() {
        let text = "Department Press Briefing – March 4, 2031\n\nNed Orlan, Department Spokesperson\n\n\
                    Washington, D.C.\n\nMarch 4, 2031\n\nTRANSCRIPT:\n\n1:12 p.m. EST\n\n\
                    MR ORLAN: Good afternoon. The Secretary travels on Monday.\n\nQUESTION: Where?\n\n\
                    MR ORLAN: To Varenia.\n";
        let documents = crate::ingest::documents("t.txt", text.as_bytes(), None).unwrap();
        let briefing = crate::parse::briefing(documents.into_iter().next().unwrap());
        assert_eq!(briefing.title.as_deref(), Some("Department Press Briefing – March 4, 2031"));
        assert_eq!(briefing.place.as_deref(), Some("Washington, D.C."));
        assert_eq!(briefing.published.as_deref(), Some("2031-03-04"));
        let role = Some("Department Spokesperson".to_owned());
        assert_eq!(briefing.byline, [Byline { name: "Ned Orlan".to_owned(), role }]);
        assert_eq!(briefing.sections[0].paragraphs.len(), 3);
    }
}
