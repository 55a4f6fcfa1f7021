use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::whole::forename_gender;
use super::{Mention, MentionKind};
use crate::model::{Gender, PersonKind};
use crate::text::lexicon::{Class, hash};
use crate::text::token::{Shape, Words};

/// Somebody the text names, whether or not a quote is theirs.
#[derive(Clone, Debug)]
pub struct Known {
    /// Folded hashes of the name's words, in order.
    words: Vec<u64>,
    /// The fullest name, title left out, white space folded.
    pub name: String,
    /// Title or office as printed, before or behind the name.
    pub title: Option<String>,
    pub gender: Option<Gender>,
    pub kind: PersonKind,
    /// Every distinct form, first seen first; not more than `FORMS`.
    pub forms: Vec<String>,
    form_hashes: Vec<u64>,
    pub n_mentions: usize,
    /// How many of them have an article before the bare name: `the Callan Strait`.
    n_articled: usize,
    begins: Begins,
    /// The order number of the latest mention.
    pub last_seen: usize,
    /// Whether a label gives the full name, so that no mention makes it longer.
    settled: bool,
}

/// What a name begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Begins {
    Forename,
    /// A word that begins no person's name: `Second Reading`.
    Common,
    Unlisted,
}

impl Begins {
    fn of(words: &Words, at: usize) -> Begins {
        match () {
            () if words.is(at, Class::FORENAME) => Begins::Forename,
            () if words.is(at, Class::COMMON.or(Class::ORDINAL)) => Begins::Common,
            () => Begins::Unlisted,
        }
    }
}

impl Known {
    /// Whether the text shows that this is a person: a full name, a title, a gender.
    /// A lone capitalised word may be a place.
    pub fn is_surely_somebody(&self) -> bool {
        self.kind == PersonKind::Person
            && (self.words.len() > 1 || self.title.is_some() || self.gender.is_some())
            && !self.is_thing()
    }

    /// Whether the text shows that this is no person, though it is called like one.
    pub fn is_thing(&self) -> bool {
        let articled = self.n_articled * 2 > self.n_mentions;
        // `the Bill` is nobody called Bill.
        let lone = self.words.len() == 1 && self.title.is_none();
        let person = self.title.is_some() || self.gender.is_some();
        lone && articled
            || !person
                && (self.begins == Begins::Common || self.begins == Begins::Unlisted && articled)
    }
}

/// How many forms of one name are kept.
const FORMS: usize = 12;
/// How many people may share a word of their names before later ones stand apart.
const NAMESAKES: usize = 16;
/// The longest name compared, in words.
const LONGEST: usize = 12;

/// A hasher for keys that are hashes.
#[derive(Default)]
struct Same(u64);

impl Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }
    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

type ByHash<T> = HashMap<u64, T, BuildHasherDefault<Same>>;

/// Who holds an office, and of what place or body when the text says so.
#[derive(Clone, Copy)]
struct Holder {
    who: u32,
    place: Option<u64>,
}

/// Everybody a briefing names, found by any word of the name.
#[derive(Default)]
pub struct Registry {
    pub known: Vec<Known>,
    by_word: ByHash<Vec<u32>>,
    by_office: ByHash<Holder>,
    /// Offices with their place or body: `the Florida senator`, `the mayor of Springfield`.
    by_full_office: ByHash<u32>,
}

impl Registry {
    /// First reading: learns the full names, so that a surname in the headline finds
    /// the name in the second paragraph.
    pub fn learn(&mut self, words: &Words, mention: &Mention) {
        if mention.name.1 > mention.name.0 + 1 {
            self.resolve(words, mention, 0);
        }
    }

    /// Who `mention` is, in reading order `at`; a name not met before is added.
    ///
    /// Descriptions resolve only as `the` + office of somebody named with it.
    pub fn resolve(&mut self, words: &Words, mention: &Mention, at: usize) -> Option<usize> {
        match mention.kind {
            MentionKind::Name | MentionKind::Organisation => self.seen(words, mention, at),
            MentionKind::Nominal => self.office(words, mention),
            _ => None,
        }
    }

    /// Who bears the name of `mention`, a new person when nobody does, with what it tells.
    fn seen(&mut self, words: &Words, mention: &Mention, at: usize) -> Option<usize> {
        let name = Hashed::of(words, mention);
        let who = self.named(words, mention, name.words())?;
        self.see(words, mention, name.words(), who, at);
        Some(who)
    }

    fn named(&mut self, words: &Words, mention: &Mention, hashes: &[u64]) -> Option<usize> {
        if hashes.is_empty() {
            return None;
        }
        if let Some(who) = self.find(hashes, mention) {
            return Some(who);
        }
        let who = self.known.len();
        for hash in hashes {
            let bearers = self.by_word.entry(*hash).or_default();
            if bearers.len() < NAMESAKES && bearers.last() != Some(&(who as u32)) {
                bearers.push(who as u32);
            }
        }
        self.known.push(Known {
            words: hashes.to_vec(),
            name: printed(words, mention.name.0, mention.name.1),
            title: None,
            gender: mention.gender,
            kind: kind(mention),
            forms: Vec::new(),
            form_hashes: Vec::new(),
            n_mentions: 0,
            n_articled: 0,
            begins: Begins::of(words, mention.name.0),
            last_seen: 0,
            settled: false,
        });
        Some(who)
    }

    /// Who bears `name`, a new person when nobody does.
    pub fn enrol(&mut self, words: &Words, mention: &Mention) -> Option<usize> {
        self.seen(words, mention, 0)
    }

    /// Keeps the full name a label gives for `who`, `as_written` it is to be shown. What the
    /// prose puts before it, and the forms it has so, are no part of it: in a language where
    /// every noun has a capital, `Wahlbetrüger Ulf Rode` looks like one name.
    pub fn settle(
        &mut self,
        words: &Words,
        mention: &Mention,
        who: usize,
        as_written: impl Fn(&str) -> String,
    ) {
        let name = Hashed::of(words, mention);
        let Some(known) = self.known.get_mut(who).filter(|known| !known.settled) else { return };
        known.settled = true;
        if known.words.len() > name.words().len() {
            let surname = words.text(mention.name.1 - 1).to_lowercase();
            let long = std::mem::replace(
                &mut known.name,
                as_written(&printed(words, mention.name.0, mention.name.1)),
            );
            known.words = name.words().to_vec();
            known.forms.retain(|f| !f.contains(&long) && f.to_lowercase().contains(&surname));
        }
    }

    /// Takes the name of `who` as full, as a byline has it: no `Ann Lee Day` of the text is
    /// a longer one.
    pub fn confirm(&mut self, who: usize) {
        if let Some(known) = self.known.get_mut(who) {
            known.settled = true;
        }
    }

    /// Keeps `title` for somebody who has none yet, or only a part of it: `Advisor` of
    /// `National Security Advisor`.
    pub fn describe(&mut self, who: usize, title: Option<String>) {
        let (Some(title), Some(known)) = (title, self.known.get_mut(who)) else { return };
        if known.title.as_deref().is_none_or(|part| completes(&title, part)) {
            known.title = Some(title);
        }
    }

    /// Who holds the office at token `head`.
    pub fn holder(&self, words: &Words, head: usize) -> Option<usize> {
        self.by_office.get(&office_key(words, head)).map(|holder| holder.who as usize)
    }

    /// Who bears `name` among those known.
    pub fn known_as(&self, words: &Words, mention: &Mention) -> Option<usize> {
        let name = Hashed::of(words, mention);
        let hashes = name.words();
        if hashes.is_empty() { None } else { self.find(hashes, mention) }
    }

    fn find(&self, hashes: &[u64], mention: &Mention) -> Option<usize> {
        let (first, last) = (hashes.first()?, hashes.last()?);
        let mut best: Option<(u8, usize, usize)> = None;
        for key in [last, first] {
            for who in self.by_word.get(key).into_iter().flatten().map(|who| *who as usize) {
                let Some(known) = self.known.get(who) else { continue };
                let fit = fit(known, hashes, mention);
                let rank = (fit, known.last_seen, who);
                if fit > 0 && best.is_none_or(|b| (b.0, b.1) < (rank.0, rank.1)) {
                    best = Some(rank);
                }
            }
            if first == last {
                break;
            }
        }
        best.map(|(_, _, who)| who)
    }

    /// Keeps what this mention tells about `who`.
    fn see(&mut self, words: &Words, mention: &Mention, hashes: &[u64], who: usize, at: usize) {
        let office = office_at(words, mention);
        let whole = words.span(mention.first, mention.end).of(words.text);
        let Some(known) = self.known.get_mut(who) else { return };
        let longer = hashes.len() > known.words.len();
        if longer && known.settled {
            return;
        }
        if longer && mention.kind == MentionKind::Name {
            for hash in hashes {
                let bearers = self.by_word.entry(*hash).or_default();
                if bearers.len() < NAMESAKES && !bearers.contains(&(who as u32)) {
                    bearers.push(who as u32);
                }
            }
            known.words = hashes.to_vec();
            known.name = printed(words, mention.name.0, mention.name.1);
        }
        known.gender =
            known.gender.or(mention.gender).or_else(|| forename_gender(words, mention.name.0));
        // Most mentions say no more than the one before.
        let said = words.span(mention.first, mention.name.0).len();
        if known.title.as_ref().is_none_or(|title| title.len() < said)
            && let Some(title) = title(words, mention)
            && known.title.as_deref().is_none_or(|part| completes(&title, part))
        {
            known.title = Some(title);
        }
        if at > 0 {
            let name = mention.name.0;
            let articled = name > 0 && words.is(name - 1, Class::ARTICLE);
            known.n_articled += usize::from(articled);
            known.n_mentions += 1;
            known.last_seen = at;
        }
        if known.forms.len() < FORMS {
            let form = hash(whole);
            if !known.form_hashes.contains(&form) {
                known.forms.push(folded(whole));
                known.form_hashes.push(form);
            }
        }
        if let Some(head) = office {
            self.install(words, mention, head, who, at);
        }
    }

    /// Keeps that `who` holds the office at token `head`. In the first reading, `at` 0,
    /// the first holder stays; later the latest named is meant.
    fn install(&mut self, words: &Words, mention: &Mention, head: usize, who: usize, at: usize) {
        let key = office_key(words, head);
        let place = place_of(words, mention, head);
        let now = Holder { who: who as u32, place };
        let holder = self.by_office.entry(key).or_insert(now);
        if at > 0 {
            let place = place.or(holder.place.filter(|_| holder.who == now.who));
            *holder = Holder { place, ..now };
        }
        if let Some(place) = place {
            self.by_full_office.insert(key ^ place.rotate_left(1), who as u32);
        }
    }

    /// The holder of the office a description names, when one was named with it.
    fn office(&self, words: &Words, mention: &Mention) -> Option<usize> {
        let head = mention.head?;
        let definite = words.is(mention.first, Class::DEFINITE) || words.is_name_like(head);
        // `a president` and `the president of Freedonia` are not yet anybody.
        if !words.is(head, Class::OFFICE) || !definite || words.is(mention.first, Class::POSSESSIVE)
        {
            return None;
        }
        let own = office_key(words, head);
        let meant = || Some(u64::from(words.lemma(head))).filter(|lemma| *lemma != 0);
        // `el mandatario` is the president where nobody else was called so.
        let key = match self.by_office.contains_key(&own) {
            true => own,
            false => meant().unwrap_or(own),
        };
        let place = place_of(words, mention, head);
        let full = place.and_then(|place| self.by_full_office.get(&(key ^ place.rotate_left(1))));
        let who = full.map(|who| *who as usize).or_else(|| {
            let holder = self.by_office.get(&key)?;
            // The mayor of another town.
            let other = matches!((place, holder.place), (Some(a), Some(b)) if a != b);
            (!other).then_some(holder.who as usize)
        })?;
        let fits = self.known.get(who).is_some_and(|known| !opposed(known, mention));
        fits.then_some(who)
    }

    /// Says that `who` holds the office the description `of` names, its complement ending
    /// at token `end`: `the mayor of Springfield, Lee`.
    pub fn appoint(&mut self, words: &Words, of: &Mention, end: usize, who: usize) {
        let Some(head) = of.head.filter(|head| words.is(*head, Class::OFFICE.or(Class::ROLE)))
        else {
            return;
        };
        if let Some(known) = self.known.get_mut(who) {
            let from = if words.is(of.first, Class::ARTICLE) { of.first + 1 } else { of.first };
            if known.title.is_none() {
                known.title = Some(printed(words, from, end));
            }
            known.gender = known.gender.or(of.gender);
        }
        if words.is(head, Class::OFFICE) {
            self.install(words, of, head, who, 1);
        }
    }
}

/// The word of a mention's title that names an office: `Governor`, `Gov.`.
fn office_at(words: &Words, mention: &Mention) -> Option<usize> {
    let office = mention.head.filter(|head| words.is(*head, Class::OFFICE));
    let short = |at: &usize| words.is(*at, Class::TITLE) && words.lemma(*at) != 0;
    office.or_else(|| (mention.first..mention.name.0).rev().find(short))
}

/// The place or body of an office: `Florida Sen. Lee`, `Sen. Lee of Florida`, `the
/// minister of the Interior`.
fn place_of(words: &Words, mention: &Mention, head: usize) -> Option<u64> {
    let modified = head > mention.first && words.is_name_like(head - 1);
    if modified && !words.is(head - 1, Class::ARTICLE.or(Class::POSSESSIVE)) {
        return Some(words.hash(head - 1));
    }
    let of = |at: usize| {
        let place = at + 1 + usize::from(words.is(at + 1, Class::ARTICLE));
        let joined = words.is(at, Class::OF) && words.is_name_like(place);
        joined.then(|| words.hash(place))
    };
    of(head + 1 + usize::from(limits(words, head + 1))).or_else(|| of(mention.end))
}

/// Whether the word behind an office makes it another: `presidente municipal`.
fn limits(words: &Words, at: usize) -> bool {
    let word = words.text(at);
    words.get(at).is_some_and(|t| t.shape == Shape::Lower)
        && words.class(at) == Class::NONE
        && ["al", "ivo", "iva", "ico", "ica"].iter().any(|end| word.ends_with(end))
}

/// An office as a key: `vice president` and `presidente municipal` are others than
/// `president`, and `Gov.` is the same as `governor`.
fn office_key(words: &Words, head: usize) -> u64 {
    let vice = head > 0 && words.text(head - 1).eq_ignore_ascii_case("vice");
    let short = words.is(head, Class::TITLE) && words.lemma(head) != 0;
    let word = if short { words.lemma(head) } else { words.hash(head) as u32 };
    let limit = if limits(words, head + 1) { words.hash(head + 1) << 1 } else { 0 };
    u64::from(word) ^ u64::from(vice) ^ limit
}

fn printed(words: &Words, from: usize, to: usize) -> String {
    folded(words.span(from, to).of(words.text))
}

/// `text` with every run of white space as one blank.
fn folded(text: &str) -> String {
    let bytes = text.as_bytes();
    // The first byte of a no-break space stands before other letters, too.
    let other = |byte: &u8| matches!(byte, b'\n' | b'\r' | b'\t' | 0xC2);
    let mut blank = false;
    let uneven = |byte: &u8| other(byte) || std::mem::replace(&mut blank, *byte == b' ') && blank;
    if !bytes.iter().any(uneven) {
        return text.to_owned();
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn kind(mention: &Mention) -> PersonKind {
    match mention.kind {
        MentionKind::Organisation => PersonKind::Organisation,
        _ => PersonKind::Person,
    }
}

/// The words of a name as folded hashes, without `Jr.` and commas.
struct Hashed {
    hashes: [u64; LONGEST],
    n: usize,
}

impl Hashed {
    fn of(words: &Words, mention: &Mention) -> Hashed {
        let mut name = Hashed { hashes: [0; LONGEST], n: 0 };
        let counts = (mention.name.0..mention.name.1)
            .filter(|at| words.get(*at).is_some_and(|t| t.is_word()))
            .filter(|at| !words.is(*at, Class::SUFFIX));
        for (place, at) in name.hashes.iter_mut().zip(counts) {
            *place = words.hash(at);
            name.n += 1;
        }
        name
    }

    fn words(&self) -> &[u64] {
        self.hashes.get(..self.n).unwrap_or_default()
    }
}

/// The words before the name, without article: `Foreign minister`.
fn title(words: &Words, mention: &Mention) -> Option<String> {
    if mention.kind != MentionKind::Name || mention.first >= mention.name.0 {
        return None;
    }
    let skip = words.is(mention.first, Class::ARTICLE.or(Class::POSSESSIVE));
    let first = mention.first + usize::from(skip);
    // `Hoffnung von Frau Rode`: what stands before the courtesy is no office.
    let courtesy = (first..mention.name.0).rev().find(|at| {
        words.is(*at, Class::MR.or(Class::MRS))
            || words.is(*at, Class::TITLE) && !words.is(*at, Class::OFFICE) && words.lemma(*at) == 0
    });
    let office = Class::OFFICE.or(Class::ROLE);
    let first = courtesy
        .filter(|courtesy| !(first..*courtesy).any(|at| words.is(at, office)))
        .unwrap_or(first);
    // `Frau Dr.` is no office, nor is `Mr.`.
    let plain = first < mention.name.0
        && (first..mention.name.0).all(|at| {
            words.is(at, Class::TITLE.or(Class::MR).or(Class::MRS))
                && !words.is(at, Class::OFFICE)
                && (words.lemma(at) == 0 || mention.name.0 == first + 1)
        });
    // `Presidenta de México, Ana Paz`: the comma is nobody's office.
    let end = mention.name.0 - usize::from(words.is_mark(mention.name.0.saturating_sub(1), b','));
    (first < end && !plain).then(|| printed(words, first, end))
}

/// Whether `title` is the whole of what `part` is the end or the beginning of: `Secretary
/// of State`, `Special Envoy`. A deputy's or a former office is another.
fn completes(title: &str, part: &str) -> bool {
    const OTHERS: [&str; 14] = [
        "vice",
        "deputy",
        "former",
        "ex",
        "then",
        "acting",
        "assistant",
        "under",
        "associate",
        "mr",
        "madam",
        "mrs",
        "ms",
        "fellow",
    ];
    let behind = title.strip_prefix(part).is_some_and(|rest| rest.starts_with(' '));
    let before = title.strip_suffix(part).filter(|rest| rest.ends_with(' '));
    let same = |word: &str| {
        let word = word.to_lowercase();
        let first = word.split(['-', '.']).next().unwrap_or_default();
        !OTHERS.contains(&first) && word.chars().all(|c| c.is_alphabetic() || c == '-')
    };
    behind || before.is_some_and(|rest| rest.split_whitespace().all(same))
}

/// How well a name fits somebody: 0 not at all, 5 word for word.
fn fit(known: &Known, hashes: &[u64], mention: &Mention) -> u8 {
    let body = mention.kind == MentionKind::Organisation;
    if known.words == hashes {
        return if opposed(known, mention) { 0 } else { 5 };
    }
    let is_body = known.kind == PersonKind::Organisation;
    if body != is_body {
        return 0;
    }
    if body {
        return u8::from(hashes.len() == 1 && known.words.last() == hashes.last()) * 2;
    }
    if opposed(known, mention) {
        return 0;
    }
    if let [only] = hashes {
        return match known.words.iter().position(|w| w == only) {
            Some(at) if at + 1 == known.words.len() => 4,
            Some(0) if known.words.len() > 1 && mention.first == mention.name.0 => 1,
            Some(at) if at > 0 => 2,
            _ => 0,
        };
    }
    let holds = |long: &[u64], short: &[u64]| long.windows(short.len()).any(|w| w == short);
    let ends_meet = known.words.first() == hashes.first() && known.words.last() == hashes.last();
    if ends_meet && known.words.len() > 1 {
        return 4;
    }
    // A name of one word grows to a full one when the surname is the same.
    match known.words.len() {
        1 if known.words.last() == hashes.last() => 3,
        1 => 0,
        n if n > hashes.len() && holds(&known.words, hashes) => 3,
        n if n < hashes.len() && holds(hashes, &known.words) => 3,
        _ => 0,
    }
}

fn opposed(known: &Known, mention: &Mention) -> bool {
    matches!((known.gender, mention.gender), (Some(a), Some(b)) if a != b)
}

#[cfg(test)]
mod tests {
    use super::completes;

    #[test]
    fn a_title_is_completed_but_not_changed() {
        assert!(completes("National Security Advisor", "Advisor"));
        assert!(completes("Secretary of State", "Secretary"));
        assert!(completes("Foreign Minister", "Minister"));
        for other in ["Vice President", "then-Vice President", "Mr. President", "Vicepresident"] {
            assert!(!completes(other, "President"), "{other}");
        }
    }
}
