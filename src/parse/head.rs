use std::collections::HashSet;

use super::furniture::{self, ends_sentence, is_prose};
use super::label::{self, Label, Shape};
use super::line::{Line, LineKind};
use crate::ingest::Meta;
use crate::model::{Byline, Furniture, Note, NoteKind, Span};
use crate::text::date::{self, Printed, Reading};

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

/// The most lines a head may have; a page's menu is longer than any masthead.
const MOST: usize = 60;

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
    let surnames = labels.iter().take(200).filter_map(|label| surname(label.span.of(text)));
    let surnames = surnames.collect();
    let mut reader = Reader { text, head: &mut head, furniture, notes, spoken, record, surnames };
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

/// The name in capitals on line `at` when it is a heading right above one that is a date.
fn signed<'a>(text: &'a str, lines: &[Line], at: usize) -> Option<&'a str> {
    let heading = |at: usize| {
        let line = lines.get(at).filter(|line| matches!(line.kind, LineKind::Heading(_)))?;
        Some(line.words(text))
    };
    let (name, date) = (heading(at)?, heading(at + 1)?);
    let n_words = name.split_whitespace().count();
    let named = at > 0 && (2..=4).contains(&n_words) && is_person(name) && !is_institution(name);
    (named && date_line(date).is_some()).then_some(name)
}

/// The number of lines above the first that is body: a label, prose, a quotation.
fn end(text: &str, lines: &[Line], labels: &[Label], title: Option<&str>) -> usize {
    let stated = title.is_some();
    let first_label = labels.first().map_or(lines.len(), |label| label.line);
    // `Topics:` opens a list of contents, which is no part of the head.
    let lists =
        |words: &str| words.len() <= 40 && words.ends_with(':') && release_line(words).is_none();
    // What stands above the title a file states is the letterhead.
    let title = title
        .filter(|_| stated)
        .and_then(|title| lines.iter().take(FIRST).find(|line| plain(line.words(text)) == title));
    let above_title = |line: &Line| title.is_some_and(|title| line.span.end <= title.span.start);
    // Author and date below a title may be printed as large as a heading.
    let says_when_or_who = |line: &Line| {
        let at = lines.partition_point(|other| other.span.start < line.span.start);
        signed(text, lines, at).is_some() || date_line(line.words(text)).is_some()
    };
    let body = |line: &Line| match line.kind {
        LineKind::Text => is_body(line.words(text)) || lists(line.words(text)),
        LineKind::Rule | LineKind::Out | LineKind::Caption | LineKind::Heading(1) => false,
        LineKind::Heading(_) => stated && !above_title(line) && !says_when_or_who(line),
        _ => true,
    };
    let limit = first_label.min(MOST).min(lines.len());
    // A standfirst may stand between title and date.
    let above_date =
        |idx: usize| lines.get(idx + 1).is_some_and(|line| date_line(line.words(text)).is_some());
    let found = (0..limit).find(|&idx| body(&lines[idx]) && !above_date(idx));
    match found {
        Some(end) => end,
        None if limit == first_label && first_label < lines.len() => limit,
        // No body in sight: at most the first line is a title, if more follows.
        None => usize::from(lines.len() > 1 && !stated),
    }
}

/// Whether `words` can be no title, date or byline.
fn is_body(words: &str) -> bool {
    let quoted = words.starts_with(['“', '"', '«', '„']);
    (is_prose(words)
        || words.len() >= 400
        || ends_sentence(words) && words.len() >= 40
        || quoted && words.len() >= 60)
        && furniture::why(words).is_none()
        && byline(words).is_none()
        && credit(words).is_none()
        && !(words.len() < 120 && date::find(words).is_some())
}

/// What titles of releases and transcripts begin with.
const TITLES: [&str; 14] = [
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
];

struct Reader<'a, 'h> {
    text: &'a str,
    head: &'h mut Head,
    furniture: &'h mut Vec<Furniture>,
    notes: &'h mut Vec<Note>,
    /// Whether labels follow: then a bare line above them is a place.
    spoken: bool,
    /// Whether the labels are those of a record of proceedings.
    record: bool,
    /// The last words of the labels.
    surnames: HashSet<String>,
}

impl Reader<'_, '_> {
    /// Finds the title and takes every line that repeats it out of the body.
    fn title(&mut self, lines: &mut [Line], stated: bool) {
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
            let body = is_institution(words) || n_words < 2 || ends_in_menu(words);
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
            && (date_line(words).is_none() || is_dated(words))
            && !date::is_time(words)
    }

    /// Takes lines at the top that repeat the byline the format states out of the
    /// body, headings or not.
    fn stated_byline(&mut self, lines: &mut [Line]) {
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
    fn signed(&mut self, lines: &mut [Line]) {
        let found = (0..lines.len()).find_map(|at| Some((at, signed(self.text, lines, at)?)));
        let Some((at, name)) = found else { return };
        if self.head.byline.is_empty() {
            self.head.byline.push(Byline { name: plain(name), role: None });
        }
        lines[at].kind = LineKind::Out;
        self.furniture.push(furniture::entry(lines[at].span, "byline"));
    }

    /// Reads one line above the body.
    fn line(&mut self, line: &mut Line) {
        let words = line.words(self.text);
        let letterhead = matches!(line.kind, LineKind::Heading(_))
            && (is_institution(words) || date_line(words).is_some());
        if !matches!(line.kind, LineKind::Text | LineKind::Rule | LineKind::Aside) && !letterhead {
            return;
        }
        let why = if line.kind == LineKind::Rule {
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
        } else if let Some(kicker) = release_line(words) {
            self.head.kicker.extend(kicker.then(|| plain(words)));
            Some("release line")
        } else {
            self.other(words)
        };
        if let Some(why) = why {
            line.kind = LineKind::Out;
            self.furniture.push(furniture::entry(line.span, why));
        }
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
        if self.surnames.contains(&last.to_uppercase()) || label::has_title(words) {
            return Some("speaker");
        }
        if words.starts_with(['(', '[']) {
            return Some("remark");
        }
        // `by the Secretary General at the start of the meeting` goes on from the title.
        if words.starts_with(char::is_lowercase) || words.split_whitespace().count() > MOST_IN_PLACE
        {
            return Some("subtitle");
        }
        if words.contains(':') || is_part(words) {
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

/// The date a title carries: `Press conference of 9 January 2026`.
fn from_title(text: &str, head: &mut Head) {
    let title = head.title_span.map(|span| span.of(text)).or(head.title.as_deref());
    let Some(title) = title else { return };
    if let Some(Printed { span, reading: Reading::Day(day) }) = date::find(title) {
        head.published_surface = Some(span.of(title).to_owned());
        head.published = Some(day);
    }
}

/// The place in capitals that opens a report: `PORT AVEL — After nine years`.
fn dateline(words: &str) -> Option<&str> {
    let head = words.get(..words.floor_char_boundary(80))?;
    let (place, _) = head.split_once(['—', '–'])?;
    let place = place.split(['(', ',']).next()?.trim();
    let n_letters = place.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = !place.chars().any(char::is_lowercase) && place.split_whitespace().count() <= 4;
    (n_letters >= 3 && capitals).then_some(place)
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

/// What follows `headline` in `words` after a bar or dash: the site's name.
fn site_after<'a>(words: &'a str, headline: &str) -> Option<&'a str> {
    let rest = words.strip_prefix(headline)?;
    let site = rest.trim_start().strip_prefix(['|', '-', '–', '—', '·', '•'])?.trim();
    let parted = rest.starts_with(char::is_whitespace);
    (parted && !site.is_empty() && site.len() <= 60).then_some(site)
}

/// The rubrics of `Home > Politics > Article`, without the first and the last when
/// they only say where the reader stands. `None` when `words` are no breadcrumb.
fn breadcrumb(words: &str) -> Option<Vec<String>> {
    if words.len() > 200 {
        return None;
    }
    let sign =
        [" > ", " › ", " » ", " / ", " → ", " | "].into_iter().find(|s| words.contains(s))?;
    let mut parts: Vec<&str> = words.split(sign).map(str::trim).collect();
    let is_home = |part: &str| {
        let home = ["home", "inicio", "accueil", "startseite", "início", "portada", "homepage"];
        home.contains(&part.to_lowercase().as_str())
    };
    let home = parts.first().is_some_and(|first| is_home(first));
    let arrows = !matches!(sign, " / " | " | ");
    if !home && (!arrows || parts.len() < 3) || parts.iter().any(|part| part.len() > 100) {
        return None;
    }
    if home {
        parts.remove(0);
    }
    let kind = [
        "article",
        "artículo",
        "articulo",
        "artikel",
        "artigo",
        "articolo",
        "story",
        "news article",
    ];
    if parts.last().is_some_and(|last| kind.contains(&last.to_lowercase().as_str())) {
        parts.pop();
    }
    Some(parts.into_iter().filter(|part| !part.is_empty()).map(plain).collect())
}

/// Who took the picture, when `words` are a credit: `Photo by: Ana Vell`.
fn credit(words: &str) -> Option<&str> {
    if words.len() > 160 {
        return None;
    }
    let heads = [
        "Photo by:",
        "Photo by",
        "Photo credit:",
        "Photo Credit:",
        "Photo:",
        "PHOTO:",
        "Photos by",
        "Photograph:",
        "Photograph by",
        "Image by:",
        "Image credit:",
        "Image Credit:",
        "Image:",
        "Image source:",
        "Picture:",
        "Picture by",
        "Credit:",
        "Foto:",
        "Foto de",
        "Fotos:",
        "Fotografía:",
        "Imagen:",
        "Crédito:",
        "Crédit :",
        "Photo :",
        "Bild:",
        "Crédito da foto:",
    ];
    let who = heads.iter().find_map(|head| words.strip_prefix(head))?;
    let who = who.trim();
    (!who.is_empty() && !ends_sentence(who)).then_some(who)
}

/// Whether `words` only announce a release; `Some(true)` when they name its kind.
fn release_line(words: &str) -> Option<bool> {
    let folded = words.trim_matches([':', '.', ' ', '*']).to_lowercase();
    match folded.as_str() {
        "for immediate release"
        | "immediate release"
        | "para publicación inmediata"
        | "zur sofortigen veröffentlichung"
        | "pour diffusion immédiate" => Some(false),
        "release"
        | "press release"
        | "news release"
        | "media release"
        | "comunicado de prensa"
        | "comunicado"
        | "boletín de prensa"
        | "pressemitteilung"
        | "communiqué de presse"
        | "comunicato stampa"
        | "nota de prensa"
        | "nota à imprensa"
        | "readout"
        | "statement"
        | "press briefing"
        | "special briefing"
        | "fact sheet"
        | "transcript"
        | "speech"
        | "versión estenográfica" => Some(true),
        _ => None,
    }
}

/// People and date of a byline.
struct Found {
    people: Vec<Byline>,
    date: Option<Printed>,
}

/// Reads `By Ana Vell`, `Ana Vell By Ana Vell | Reporter - Fri, 03/13/2026 - 09:20`.
fn byline(words: &str) -> Option<Found> {
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
pub(super) fn is_person(words: &str) -> bool {
    let joins = ["de", "del", "la", "von", "van", "der", "di", "da", "bin", "al", "y", "of", "the"];
    let mut n = 0;
    words.split_whitespace().all(|word| {
        n += 1;
        n <= 5 && (word.starts_with(char::is_uppercase) || n > 1 && joins.contains(&word))
    }) && n > 0
        && !words.chars().any(|c| c.is_ascii_digit())
}

/// The date on a line that says little else: `Published on 9 January 2026`.
fn date_line(words: &str) -> Option<Printed> {
    if words.len() > 120 {
        return None;
    }
    let printed = date::find(words)?;
    let before = words.get(..printed.span.start)?;
    let after = words.get(printed.span.end..)?;
    let n_words =
        before.split_whitespace().chain(after.split_whitespace()).filter(|w| w.len() > 2).count();
    let placed = before.trim().is_empty() && place_after(after).is_some();
    ((n_words <= 4 || placed) && !ends_sentence(words.trim_end_matches('.'))).then_some(printed)
}

/// The place that follows a date, and perhaps a time, on its line: two words or more.
fn place_after(after: &str) -> Option<&str> {
    let at = after.find(char::is_alphabetic)?;
    let place = after.get(at..)?.trim();
    let named = |part: &str| is_person(part.trim());
    (place.contains(' ') && place.split(',').all(named)).then_some(place)
}

/// Whether a line that ends in a date says enough before it to be the title.
fn is_dated_title(words: &str) -> bool {
    let Some(printed) = date_line(words) else { return false };
    let before = words.get(..printed.span.start).unwrap_or_default();
    before.split_whitespace().filter(|word| word.len() > 3).count() >= 3
}

/// Whether `words` name an occasion and its day: `Department Press Briefing – 4 March 2031`.
fn is_dated(words: &str) -> bool {
    const OCCASIONS: [&str; 8] = [
        "briefing",
        "conference",
        "availability",
        "gaggle",
        "remarks",
        "hearing",
        "conferencia",
        "pressekonferenz",
    ];
    let folded = words.to_lowercase();
    let named = folded.split(|c: char| !c.is_alphabetic()).any(|word| OCCASIONS.contains(&word));
    named && is_dated_title(words)
}

/// Whether `words` head a part of a conference.
fn is_part(words: &str) -> bool {
    let parts = [
        "opening remarks",
        "opening statement",
        "opening statements",
        "questions and answers",
        "question and answer",
        "q&a",
        "q & a",
        "mensaje inicial",
        "preguntas y respuestas",
        "im wortlaut",
    ];
    parts.contains(&words.trim().to_lowercase().as_str())
}

/// Whether a line ends in an entry of a menu, and so is one: `The Ledger Subscribe Log in`.
fn ends_in_menu(words: &str) -> bool {
    let starts = words.rmatch_indices(' ').take(2).filter_map(|(at, _)| words.get(at + 1..));
    starts.filter_map(furniture::why).any(|why| why.name == "menu")
}

/// Whether `words` name a body that issues texts.
pub(super) fn is_institution(words: &str) -> bool {
    let bodies = [
        "presidencia",
        "secretaría",
        "gobierno",
        "ministerio",
        "office",
        "ministry",
        "department",
        "government",
        "administration",
        "embassy",
        "commission",
        "council",
        "agency",
        "bureau",
        "committee",
        "parliament",
        "senate",
        "cabinet",
        "ministère",
        "présidence",
        "ministerium",
        "bundesregierung",
        "presidência",
        "ministério",
        "presidenza",
        "ministero",
        "governo",
    ];
    let folded = words.to_lowercase();
    let first =
        folded.split_whitespace().find(|word| !matches!(*word, "the" | "la" | "el" | "u.s."));
    // `Council votes for breakwater` says what one does.
    let named = |word: &str| word.chars().count() <= 3 || word.starts_with(char::is_uppercase);
    first.is_some_and(|first| bodies.contains(&first))
        && words.split_whitespace().skip(1).all(named)
        && !words.contains(',')
        || folded == "the white house"
        || folded == "white house"
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn a_breadcrumb_gives_the_kicker() {
        assert_eq!(breadcrumb("Home > Politics & Law > Article").unwrap(), ["Politics & Law"]);
        assert_eq!(breadcrumb("Inicio › Sala de prensa").unwrap(), ["Sala de prensa"]);
        assert!(breadcrumb("Wages > prices").is_none());
        assert!(breadcrumb("Ana Vell | Reporter").is_none());
    }

    #[test]
    fn credits_and_dates_are_lines_of_their_own() {
        assert_eq!(credit("Photo by: \u{a0} Office of the Council"), Some("Office of the Council"));
        assert_eq!(credit("Photo by the pier."), None);
        assert!(date_line("Published on 9 January 2026").is_some());
        assert!(date_line("June 3, 2026, 14:20 The Residence, Port Quill").is_some());
        assert!(date_line("June 3, 2026, and then nothing more was heard of it").is_none());
        assert!(is_dated_title("Digest of the morning conference, 9 January 2026"));
        assert!(!is_dated_title("Published on 9 January 2026"));
        assert!(date_line("The pier was opened with a brass band on 9 January 2026").is_none());
    }

    #[test]
    fn a_dateline_gives_the_place() {
        assert_eq!(dateline("PORT AVEL — After nine years"), Some("PORT AVEL"));
        assert_eq!(dateline("SALTMARSH, Tessara (Wire) – It rained"), Some("SALTMARSH"));
        assert_eq!(dateline("After nine years — and a storm"), None);
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
