//! Reported speech: where the content of a cue begins and ends, if it has any.

use std::ops::Range;

use super::clause::{self, WHOLE};
use super::cue::{Cue, Link};
use super::rank::{Features, Keep, Task, Weigher, bucket};
use super::scene::{NEAR, Scene};
use super::speaker::kind;
use crate::cast::MentionKind;
use crate::model::Kind;
use crate::text::lexicon::Class;
use crate::text::token::{Shape, Words};

/// Tokens `from..to` that may be what a cue reports; empty for nothing.
#[derive(Clone, Debug)]
pub(super) struct Content {
    pub(super) from: usize,
    pub(super) to: usize,
    /// Where it goes on behind its cue: `Taxes, he said, fall`.
    pub(super) rest: Option<(usize, usize)>,
    pub(super) features: Features,
}

/// How much less likely it is that a verb of saying reports nothing where the document
/// is there to tell what was said, than in the news the weights were fitted on.
const DIGEST: f32 = -1.5;
/// How much less likely `according to` reports nothing: what no candidate fitted was
/// counted as nothing.
const SOURCED: f32 = -1.5;
/// How much likelier a content there goes on to the end of its sentence.
const TO_THE_END: f32 = 1.5;
/// How much likelier what follows a verb of saying and `that` is its content, where the
/// words or the passive were seldom fitted.
const THAT: f32 = 1.5;

impl Content {
    /// Its pieces as ranges of tokens, in order.
    pub(super) fn pieces(&self) -> impl Iterator<Item = (usize, usize)> {
        let first = (self.from < self.to).then_some((self.from, self.to));
        first.into_iter().chain(self.rest)
    }

    /// Whether the two share at least four fifths of their tokens: one is as good as the
    /// other.
    pub(super) fn agrees(&self, other: &Content) -> bool {
        let shared = |a: (usize, usize), b: (usize, usize)| {
            let both = a.1.min(b.1).saturating_sub(a.0.max(b.0));
            5 * both >= 4 * (a.1.max(b.1) - a.0.min(b.0))
        };
        let rest = match (self.rest, other.rest) {
            (Some(a), Some(b)) => shared(a, b),
            (a, b) => a == b,
        };
        rest && shared((self.from, self.to), (other.from, other.to))
    }
}

/// What cue `number` of paragraph `para` may report, nothing first, in the place of what
/// is in `found`.
///
/// `inside` tells whether the cue stands inside what another reports.
pub(super) fn candidates(
    scene: &Scene,
    para: usize,
    number: usize,
    inside: bool,
    found: &mut Vec<Content>,
) {
    found.clear();
    let words = scene.words(para);
    let Some(cue) = scene.reporters(para).get(number).copied() else { return };
    let sentence = scene.sentence(para, cue.at);
    let ends = &scene.paras[para].sentences;
    let start = sentence.checked_sub(1).map_or(0, |s| ends[s] as usize);
    let end = ends.get(sentence).map_or(words.len(), |e| *e as usize);
    let about = About {
        inside: u32::from(inside),
        ..About::of(scene, &words, para, cue, number, (start, end))
    };
    found.push(about.nothing());
    about.behind(found);
    about.before(found);
}

struct About<'a> {
    scene: &'a Scene<'a>,
    words: &'a Words<'a>,
    para: usize,
    cue: Cue,
    number: usize,
    start: usize,
    end: usize,
    /// Form and class of the cue as one number.
    form: u32,
    link: u32,
    subject_kind: u32,
    /// How much of the sentence stands before the cue and its subject, and whether a
    /// comma parts it from them.
    left: u32,
    /// Whether the cue stands inside what another reports.
    inside: u32,
    /// The word before the subject: `as Lee said`.
    lead: u32,
}

/// A place a content may begin at: what stands there is the same wherever it ends.
struct Begun<'a> {
    from: usize,
    /// How it stands to the cue.
    how: u32,
    /// What kind of word stands before it and at it, and whether a clause begins with it.
    before: u32,
    first: u32,
    clause: u32,
    /// What speaks for it so far.
    said: Weigher<'a>,
}

/// The first two words behind such a place that may be finite verbs, and passages.
struct Held {
    verbs: [usize; 2],
    passages: [usize; 2],
}

/// The first two tokens within `range` that are as asked; past all for those missing.
fn two(range: Range<usize>, is: impl Fn(usize) -> bool) -> [usize; 2] {
    let mut found = range.filter(|k| is(*k));
    [(); 2].map(|()| found.next().unwrap_or(usize::MAX))
}

/// How far a source may stretch before what it says, in tokens.
const REACH: usize = 40;
/// The longest content, in tokens.
const LONGEST: usize = 120;
/// How far behind a content the verb of whoever speaks next may stand, in tokens.
const TURN: usize = 12;
/// How far into a content verbs are counted, in tokens.
const VERBS: usize = 60;
/// By how much the end of a content can make up for what its beginning lacks.
const HOPE: f32 = 2.5;

/// Form and class of `cue` as one number.
fn form(cue: &Cue) -> u32 {
    let form = [Class::GERUND, Class::PRESENT, Class::BASE, Class::PAST]
        .iter()
        .position(|f| cue.class.is(*f))
        .unwrap_or(4) as u32;
    form + 8 * u32::from(cue.class.is(Class::SAY))
        + 16 * u32::from(cue.passive)
        + 32 * u32::from(cue.infinitive)
}

/// Whether a verb of saying, from its form.
fn form_side(form: u32) -> u32 {
    form & 8
}

impl<'a> About<'a> {
    fn of(
        scene: &'a Scene<'a>,
        words: &'a Words<'a>,
        para: usize,
        cue: Cue,
        number: usize,
        (start, end): (usize, usize),
    ) -> About<'a> {
        let mentions = scene.mentions(para);
        let subject = cue.subject.and_then(|(m, _)| mentions.get(m));
        let head = subject.map_or(cue.first, |m| m.first.min(cue.first)).max(start);
        About {
            scene,
            words,
            para,
            cue,
            number,
            start,
            end,
            form: form(&cue),
            link: cue.subject.map_or(15, |(_, link)| link as u32),
            subject_kind: subject.map_or(15, |m| m.kind as u32),
            left: 2 * bucket(head - start).min(7)
                + u32::from(head > start && words.is_mark(head - 1, b',')),
            inside: 0,
            lead: if head > start { words.key(head - 1) } else { 1 },
        }
    }

    /// The noun that heads the subject, or what kind of name it is.
    fn subject_key(&self) -> u32 {
        let mentions = self.scene.mentions(self.para);
        let Some(m) = self.cue.subject.and_then(|(m, _)| mentions.get(m)) else { return 0 };
        m.head.map_or(m.kind as u32 + 1, |head| self.words.key(head))
    }

    /// Whether the sentence has passages, and whether the subject is known by name.
    fn spoken(&self) -> u32 {
        // A sentence may be a megabyte long; what matters is near.
        let near =
            self.start.max(self.cue.at.saturating_sub(NEAR))..self.end.min(self.cue.at + NEAR);
        let marked = near.into_iter().any(|k| self.words.is_passage(k));
        let from = self.scene.paras[self.para].mentions.0;
        let named = self.cue.subject.is_some_and(|(m, _)| self.scene.who[from + m].is_some());
        u32::from(marked) + 2 * u32::from(named)
    }

    /// Whether the subject is more than one: a singular one has no verb in base form.
    fn many(&self) -> u32 {
        let mentions = self.scene.mentions(self.para);
        let Some(m) = self.cue.subject.and_then(|(m, _)| mentions.get(m)) else { return 2 };
        match m.kind {
            MentionKind::They | MentionKind::First => 1,
            MentionKind::Nominal => {
                let head = m.head.unwrap_or(m.end.saturating_sub(1));
                u32::from(self.words.text(head).ends_with('s'))
            }
            _ => 0,
        }
    }

    /// The number of the first verb that reports behind the cue.
    fn next(&self) -> usize {
        self.scene.cues(self.para).partition_point(|c| c.at <= self.cue.at)
    }

    /// What the cues before and behind are in the sentence: inside a report another verb
    /// seldom counts.
    fn neighbours(&self) -> (u32, u32) {
        let cues = self.scene.cues(self.para);
        let here = |c: &&Cue| c.at >= self.start && c.at < self.end;
        let side = |c: &Cue| {
            let same = c.subject.map(|(m, _)| m) == self.cue.subject.map(|(m, _)| m);
            1 + u32::from(c.class.is(Class::SAY))
                + 2 * u32::from(same)
                + 4 * u32::from(c.class.is(Class::SOURCE))
        };
        let next = self.next();
        let before =
            cues.get(..next).unwrap_or_default().iter().rev().find(|c| c.at != self.cue.at);
        let before = before.filter(here);
        let behind = cues.get(next).filter(here);
        let parted = |c: &Cue| {
            (c.end..self.cue.first).find_map(|k| match () {
                () if self.words.is(k, Class::THAT) => Some(8),
                () if self.words.is_mark(k, b',') => Some(16),
                () if self.words.is(k, Class::AND) => Some(24),
                () => None,
            })
        };
        let before = before.map_or(0, |c| {
            side(c)
                + parted(c).unwrap_or(0)
                + 32 * bucket(self.cue.first.saturating_sub(c.end)).min(8)
        });
        (
            before,
            behind.map_or(0, |c| side(c) + 8 * bucket(c.first.saturating_sub(self.cue.end)).min(8)),
        )
    }

    fn nothing(&self) -> Content {
        let mut f = self.scene.weigher(Task::Content);
        let next = kind(self.words, self.cue.end);
        f.add(1, &[]);
        f.add(2, &[self.cue.lemma]);
        f.add(3, &[self.cue.lemma, self.form]);
        f.add(4, &[self.form, self.link]);
        f.add(5, &[self.link, self.subject_kind]);
        f.add(6, &[next, self.form]);
        f.add(7, &[next, self.cue.lemma]);
        f.add(8, &[u32::from(self.cue.modal), u32::from(self.cue.negated), self.form & 8]);
        f.add(9, &[bucket(self.end - self.cue.end.min(self.end))]);
        f.add(
            10,
            &[if self.cue.first > 0 { kind(self.words, self.cue.first - 1) } else { 0 }, self.form],
        );
        f.add(11, &[u32::from(self.cue.first == self.start)]);
        f.add(12, &[self.words.key(self.cue.end), self.form]);
        f.add(13, &[self.words.key(self.cue.end), self.cue.lemma]);
        f.add(14, &[self.subject_key(), self.link]);
        f.add(15, &[self.words.key(self.cue.first.wrapping_sub(1)), self.form]);
        f.add(16, &[self.cue.lemma, self.link, self.form & 8]);
        f.add(17, &[self.spoken(), self.form & 8]);
        f.add(18, &[self.cue.lemma, self.subject_kind]);
        let group = u32::from(self.cue.first < self.cue.at);
        f.add(50, &[self.form, self.subject_kind, self.link, group + 2 * self.many()]);
        f.add(51, &[self.cue.lemma, group + 2 * self.many()]);
        let (before, behind) = self.neighbours();
        f.add(70, &[self.inside, self.form]);
        f.add(71, &[self.inside, self.cue.lemma]);
        f.add(72, &[self.inside, before]);
        f.add(73, &[self.lead, self.form & 8]);
        f.add(74, &[self.lead, self.cue.lemma]);
        f.add(52, &[before, self.form & 8]);
        f.add(53, &[before, self.cue.lemma]);
        f.add(54, &[behind, self.form]);
        f.add(55, &[next, kind(self.words, self.cue.end + 1), self.form & 8]);
        f.add(56, &[self.left, self.form & 8]);
        f.add(57, &[self.words.key(self.cue.end), self.words.key(self.cue.end + 1)]);
        if self.scene.kind == Kind::Digest
            && self.cue.class.is(Class::SAY)
            && self.cue.subject.is_some()
        {
            f.prior(DIGEST);
        }
        if self.cue.class.is(Class::SOURCE) {
            f.prior(SOURCED);
        }
        Content { from: 0, to: 0, rest: None, features: f.done() }
    }

    /// Contents behind the cue: `that …`, a bare clause, an infinitive, an object.
    fn behind(&self, found: &mut Vec<Content>) {
        let mut ends = Vec::new();
        for (from, how) in self.starts() {
            if from >= self.end || self.words.get(from).is_none() {
                continue;
            }
            let opening = self.opening(from, how);
            let hopeless = found
                .first()
                .is_some_and(|nothing| opening.said.score() + HOPE < nothing.features.score());
            if hopeless && self.scene.keeps == Keep::Sum {
                continue;
            }
            let held = self.held(from);
            clause::ends(self.words, from, self.end, &mut ends);
            let some = ends.iter().filter(|(to, _)| *to > from);
            found.extend(some.map(|(to, stop)| self.weigh(&opening, &held, *to, *stop)));
        }
    }

    /// Where a content behind the cue may begin, and what stands between.
    fn starts(&self) -> Vec<(usize, u32)> {
        let words = self.words;
        let mentions = self.scene.mentions(self.para);
        let subject = self.cue.subject.and_then(|(m, link)| Some((mentions.get(m)?, link)));
        if let Some((m, Link::Right | Link::Source)) = subject
            && m.first >= self.cue.end
        {
            let end = self.behind_name(m.end);
            let mut starts = vec![(end + usize::from(words.is_mark(end, b',')), 3)];
            // `According to a poll of voters in May, …`
            let commas = (m.end + 1..(m.end + REACH).min(self.end))
                .filter(|k| self.cue.first == self.start && words.is_mark(*k, b','));
            starts.extend(commas.take(3).map(|k| (self.behind_name(k) + 1, 9)));
            return starts;
        }
        let mut starts = Vec::with_capacity(4);
        let object = self.object(self.cue.end);
        // `said: …` has its content behind the colon.
        if object == self.cue.end || !words.is_mark(self.cue.end, b':') {
            starts.push((self.cue.end, 0));
        }
        if object > self.cue.end {
            starts.push((object, 1));
        }
        let particle = words.is(self.cue.end, Class::PREPOSITION) && object != self.cue.end + 1;
        if particle && !words.is(self.cue.end, Class::THAT) {
            starts.push((self.cue.end + 1, 7));
        }
        // A later cue has its own `that`.
        let cues = self.scene.cues(self.para);
        let rival = cues.get(self.next()).map_or(self.end, |c| c.first);
        let limit = (self.cue.end + 16).min(self.end).min(rival.max(self.cue.end));
        let new = |k: &usize| *k != object && !(particle && *k == self.cue.end + 1);
        let mut behind = (self.cue.end + 1..limit).filter(new);
        if let Some(that) = behind.clone().find(|k| words.is(*k, Class::THAT)) {
            starts.push((that, 2));
        } else if let Some(ask) =
            behind.find(|k| words.is(*k, Class::SUBORDINATE.or(Class::TO)) && *k < self.cue.end + 8)
        {
            starts.push((ask, 8));
        }
        starts
    }

    /// The token behind the subject that ends at `end`, its name included: `according to
    /// the mayor, Lee,`.
    fn behind_name(&self, end: usize) -> usize {
        let from = self.scene.paras[self.para].mentions.0;
        let mentions = self.scene.mentions(self.para);
        let who = self.cue.subject.and_then(|(m, _)| self.scene.who[from + m]);
        let next = mentions.partition_point(|m| m.first <= end);
        let name = mentions.get(next).filter(|m| m.first == end + 1 && m.kind == MentionKind::Name);
        let same = who.is_some() && self.scene.who.get(from + next).copied().flatten() == who;
        name.filter(|_| same).map_or(end, |m| m.end)
    }

    /// Over `reporters`, `Fox News on Monday`, `, he`: where an object or time ends.
    fn object(&self, from: usize) -> usize {
        let mentions = self.scene.mentions(self.para);
        let mut at = from;
        for _ in 0..4 {
            let here = mentions.partition_point(|m| m.end <= at);
            let mut near = mentions.iter().skip(here).take(8);
            let plain = |k| {
                matches!(k, MentionKind::Name | MentionKind::Organisation | MentionKind::Nominal)
            };
            let mention = near.find(|m| m.first == at && plain(m.kind));
            // Before a verb it is the subject of what is reported.
            let finite = Class::AUXILIARY.or(Class::MODAL).or(Class::PAST).or(Class::PRESENT);
            let object = mention
                .filter(|m| !self.words.is(m.end, finite) || self.words.is(m.end, Class::CALENDAR));
            if let Some(m) = object.filter(|_| at > from || self.words.is(self.cue.at, Class::SAY))
            {
                at = m.end;
            } else if self.words.is(at, Class::OBJECT_PRONOUN)
                || self.words.is(at, Class::CALENDAR)
                || self.words.is(at, Class::ADVERB)
            {
                at += 1;
            } else if self.words.is(at, Class::PREPOSITION) && at > self.cue.at {
                let stop = (at + 1..(at + 7).min(self.end)).find(|k| {
                    self.words.is(*k, Class::THAT)
                        || self.words.get(*k).is_some_and(|t| t.shape == Shape::Punctuation)
                });
                match stop {
                    Some(stop) => at = stop,
                    None => break,
                }
            } else if self.words.is_mark(at, b',') || self.words.is_mark(at, b':') {
                at += 1;
            } else {
                break;
            }
        }
        at.min(self.end)
    }

    /// Contents before the cue: `…, Lee said`.
    fn before(&self, found: &mut Vec<Content>) {
        let mentions = self.scene.mentions(self.para);
        let subject = self.cue.subject.and_then(|(m, _)| mentions.get(m));
        let head = match subject {
            Some(m) if m.end <= self.cue.first => m.first,
            _ => self.cue.first,
        };
        // So much before a verb is a list, and what it reports stands nearer.
        if head <= self.start || head - self.start > LONGEST {
            return;
        }
        let mut to = head;
        while to > self.start
            && self.words.get(to - 1).is_some_and(|t| t.shape == Shape::Punctuation)
        {
            to -= 1;
        }
        let comma = u32::from(to < head);
        if comma == 0
            && !self.words.is_passage(head - 1)
            && !self.words.is(self.cue.at, Class::SOURCE)
        {
            return;
        }
        let rest = self.rest();
        let mut add = |from: usize, how: u32| {
            found.push(self.whole(from, to, how, comma));
            found.extend(rest.map(|rest| self.parted((from, to), rest, how, comma)));
        };
        add(self.start, 4);
        let cut = (self.start..to.min(self.start + 12)).find(|k| self.words.is_mark(*k, b','));
        if let Some(cut) = cut.filter(|c| *c + 1 < to) {
            add(cut + 1, 5);
        }
        if self.words.is(self.start, Class::AND.or(Class::BUT)) && self.start + 1 < to {
            add(self.start + 1, 6);
        }
    }

    /// What of the sentence stands behind the cue and its subject.
    fn rest(&self) -> Option<(usize, usize)> {
        let from = self.behind_tag();
        let from = from + usize::from(self.tag_closes());
        let to = clause::last(self.words, from, self.end).min(from + LONGEST);
        (to > from + 1 || to > from && self.words.is_passage(from)).then_some((from, to))
    }

    /// The token behind the cue, or behind its subject where that follows the cue.
    fn behind_tag(&self) -> usize {
        let mentions = self.scene.mentions(self.para);
        match self.cue.subject.and_then(|(m, _)| mentions.get(m)) {
            Some(m) if m.first >= self.cue.end => m.end,
            _ => self.cue.end,
        }
    }

    /// Whether a comma or dash closes `, he said,`.
    fn tag_closes(&self) -> bool {
        let at = self.behind_tag();
        self.words.is_mark(at, b',') || self.words.is_mark(at, b'-')
    }

    /// A content before the cue that goes on behind it.
    fn parted(
        &self,
        (from, to): (usize, usize),
        rest: (usize, usize),
        how: u32,
        stop: u32,
    ) -> Content {
        let words = self.words;
        let how = how + 10;
        let mut f = self.opening(from, how).said;
        let closes = u32::from(self.tag_closes()) + 2 * stop;
        let next = kind(words, rest.0);
        f.add(60, &[closes, how]);
        f.add(61, &[closes, next]);
        f.add(62, &[closes, self.cue.lemma]);
        f.add(63, &[closes, bucket(rest.1 - rest.0), bucket(to - from)]);
        f.add(64, &[closes, self.form, self.link]);
        f.add(65, &[closes, words.key(rest.0)]);
        f.add(
            66,
            &[u32::from(words.is_passage(from)), u32::from(words.is_passage(rest.0)), closes],
        );
        f.add(67, &[closes, words.key(from), kind(words, from)]);
        Content { from, to, rest: Some(rest), features: f.done() }
    }

    fn whole(&self, from: usize, to: usize, how: u32, stop: u32) -> Content {
        self.weigh(&self.opening(from, how), &self.held(from), to, stop)
    }

    /// What speaks for a content that begins at `from`, wherever it ends.
    fn opening(&self, from: usize, how: u32) -> Begun<'_> {
        let words = self.words;
        let first = kind(words, from);
        let before = if from > 0 { kind(words, from - 1) } else { 0 };
        let (form, lemma) = (self.form, self.cue.lemma);
        let mut f = self.scene.weigher(Task::Content);
        f.add(21, &[how, first, form]);
        f.add(22, &[how, first, lemma]);
        f.add(26, &[how, lemma]);
        f.add(27, &[how, form, self.link]);
        f.add(31, &[how, self.subject_kind, form & 8]);
        let denied = u32::from(self.cue.modal) + 2 * u32::from(self.cue.negated);
        f.add(34, &[how, denied, form & 8]);
        f.add(35, &[how, before, first]);
        f.add(40, &[how, words.key(from), form & 8]);
        // `anunció el lunes que …`: the time or listener before `que` was not fitted either.
        let near = matches!(how, 0 | 3) || !self.scene.fitted && matches!(how, 1 | 2);
        let that = near && words.is(from, Class::THAT);
        let rare = !self.scene.fitted || self.cue.passive;
        if that && rare && self.cue.class.is(Class::SAY) {
            f.prior(THAT);
        }
        f.add(41, &[words.key(from), lemma]);
        f.add(75, &[self.lead, how, form & 8]);
        let clause = clause::begins(words, from);
        f.add(77, &[how, clause, form & 8]);
        f.add(78, &[clause, lemma]);
        f.add(79, &[how, clause, first]);
        f.add(76, &[self.inside, how]);
        Begun { from, how, before, first, clause, said: f }
    }

    /// What the tokens from `from` on hold that counts up to each end.
    fn held(&self, from: usize) -> Held {
        let words = self.words;
        Held {
            verbs: two(from..self.end.min(from + VERBS), |k| {
                words.is(k, Class::AUXILIARY.or(Class::MODAL)) || words.ends_like(k, b'd')
            }),
            passages: two(from..self.end.min(from + NEAR), |k| words.is_passage(k)),
        }
    }

    fn weigh(&self, begun: &Begun<'_>, held: &Held, to: usize, stop: u32) -> Content {
        let words = self.words;
        let Begun { from, how, before, first, .. } = *begun;
        let mut f = begun.said.clone();
        let length = bucket(to - from);
        let whole = u32::from(stop == WHOLE || stop == 1);
        let lemma = self.cue.lemma;
        let near = from.max(to.saturating_sub(NEAR))..to;
        let before_end = |two: [usize; 2]| two.iter().filter(|k| **k < to).count() as u32;
        let verbs = before_end(held.verbs);
        let marked = match near.start == from {
            true => before_end(held.passages),
            false => near.clone().filter(|k| words.is_passage(*k)).take(2).count() as u32,
        };
        f.add(20, &[how, stop]);
        f.add(23, &[how, length]);
        f.add(24, &[stop, kind(words, to)]);
        f.add(25, &[stop, length, how]);
        f.add(28, &[how, marked, length.min(4)]);
        f.add(29, &[stop, self.n_cues(from + 1, to).min(3)]);
        f.add(30, &[how, verbs, length.min(7)]);
        f.add(32, &[stop, first]);
        f.add(33, &[stop.min(1), lemma]);
        f.add(36, &[marked, first, stop.min(1)]);
        let alone = u32::from(to == from + 1 && marked == 1);
        f.add(37, &[alone, how, before]);
        let inner_end = match marked {
            0 => 9,
            _ => near.rev().find(|k| words.is_passage(*k)).map_or(9, |k| u32::from(k + 1 == to)),
        };
        f.add(38, &[inner_end, stop, marked]);
        f.add(39, &[how, u32::from(self.number == 0), stop.min(1)]);
        f.add(42, &[stop, words.key(to), words.key(to + 1)]);
        f.add(43, &[stop.min(1), bucket(self.end.saturating_sub(to)), length.min(7)]);
        f.add(44, &[how, lemma, stop.min(1)]);
        f.add(45, &[stop, self.n_cues(to + 1, self.end).min(2)]);
        let name = u32::from(words.is_name_like(to + 1));
        f.add(46, &[stop, name, u32::from(words.is(to + 1, Class::PRONOUN))]);
        f.add(47, &[how, words.key(to.wrapping_sub(1))]);
        if self.scene.kind == Kind::Digest && whole == 1 && self.cue.class.is(Class::SAY) {
            f.prior(TO_THE_END);
        }
        f.add(48, &[how, self.left, whole, form_side(self.form)]);
        f.add(58, &[stop, kind(words, to + 1)]);
        f.add(59, &[stop.min(1), kind(words, to + 1), kind(words, to + 2)]);
        let tense = Class::PAST.or(Class::PRESENT);
        let next = words.class(to + 1);
        f.add(
            68,
            &[
                stop,
                u32::from(next.is(tense)),
                u32::from(next.is(Class::PAST)) + 2 * u32::from(self.cue.class.is(Class::PAST)),
                u32::from(next.is(Class::GERUND)),
            ],
        );
        f.add(69, &[how, stop, lemma]);
        let (clause, cue) = (clause::begins(words, to), self.cue_behind(to));
        f.add(80, &[stop, clause, self.form & 7]);
        f.add(81, &[stop.min(1), clause, begun.clause]);
        f.add(82, &[stop, cue]);
        f.add(83, &[stop.min(1), cue, clause]);
        if (4..=6).contains(&how) {
            let rest = self.rest().map_or(0, |(a, b)| bucket(b - a));
            f.add(49, &[u32::from(self.tag_closes()), rest, stop]);
        }
        Content { from, to, rest: None, features: f.done() }
    }

    /// What the next cue near behind token `to` is: whether it has a subject of its own that
    /// begins there, and whether it is a verb of saying.
    fn cue_behind(&self, to: usize) -> u32 {
        let cues = self.scene.cues(self.para);
        let next = cues.get(cues.partition_point(|c| c.at < to));
        let near = next.filter(|c| c.at < to + TURN && c.at < self.end);
        near.map_or(0, |c| {
            let m = c.subject.and_then(|(m, _)| self.scene.mentions(self.para).get(m));
            let own = m.is_some_and(|m| (to..to + 3).contains(&m.first));
            1 + u32::from(own) + 2 * u32::from(c.class.is(Class::SAY))
        })
    }

    /// How many cues stand at tokens `from..to`.
    fn n_cues(&self, from: usize, to: usize) -> u32 {
        let cues = self.scene.cues(self.para);
        let first = cues.partition_point(|c| c.at < from);
        cues.iter().skip(first).take(3).take_while(|c| c.at < to).count() as u32
    }
}
