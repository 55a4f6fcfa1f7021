//! What speaks for the contents of a cue, as the features its rankers weigh.

use std::ops::Range;

use super::clause::{self, WHOLE};
use super::content::{About, Content};
use super::cue::Cue;
use super::rank::{Task, Weigher, bucket};
use super::scene::NEAR;
use super::speaker::kind;
use crate::cast::MentionKind;
use crate::model::Kind;
use crate::text::lexicon::Class;

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

/// A place a content may begin at: what stands there is the same wherever it ends.
pub(super) struct Begun<'a> {
    from: usize,
    /// How it stands to the cue.
    how: u32,
    /// What kind of word stands before it and at it, and whether a clause begins with it.
    before: u32,
    first: u32,
    clause: u32,
    /// What speaks for it so far.
    pub(super) said: Weigher<'a>,
}

/// The first two words behind such a place that may be finite verbs, and passages.
pub(super) struct Held {
    verbs: [usize; 2],
    passages: [usize; 2],
    /// The number of the first verb that reports behind it.
    cue: usize,
}

/// The first two tokens within `range` that are as asked; past all for those missing.
#[inline]
fn two(mut range: Range<usize>, is: impl Fn(usize) -> bool) -> [usize; 2] {
    let first = range.find(|k| is(*k));
    let second = first.and_then(|_| range.find(|k| is(*k)));
    [first.unwrap_or(usize::MAX), second.unwrap_or(usize::MAX)]
}

/// How far behind a content the verb of whoever speaks next may stand, in tokens.
const TURN: usize = 12;
/// How far into a content verbs are counted, in tokens.
const VERBS: usize = 60;

/// Form and class of `cue` as one number.
pub(super) fn form(cue: &Cue) -> u32 {
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

impl About<'_> {
    /// The noun that heads the subject, or what kind of name it is.
    fn subject_key(&self) -> u32 {
        let mentions = self.scene.mentions(self.para);
        let Some(m) = self.cue.subject.and_then(|(m, _)| mentions.get(m)) else { return 0 };
        m.head.map_or(m.kind as u32 + 1, |head| self.words.key(head))
    }

    /// Whether the sentence has passages, and whether the subject is known by name.
    fn spoken(&self) -> u32 {
        // A sentence may be a megabyte long; what matters is near.
        let mut near =
            self.start.max(self.cue.at.saturating_sub(NEAR))..self.end.min(self.cue.at + NEAR);
        let marked = self.marked && near.any(|k| self.words.is_passage(k));
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

    pub(super) fn nothing(&self) -> Content {
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

    /// A content before the cue that goes on behind it.
    pub(super) fn parted(
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

    /// What speaks for a content that begins at `from`, wherever it ends.
    pub(super) fn opening(&self, from: usize, how: u32) -> Begun<'_> {
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
    pub(super) fn held(&self, from: usize) -> Held {
        let words = self.words;
        Held {
            verbs: two(from..self.end.min(from + VERBS), |k| {
                words.is(k, Class::AUXILIARY.or(Class::MODAL)) || words.ends_like(k, b'd')
            }),
            passages: match self.marked {
                true => two(from..self.end.min(from + NEAR), |k| words.is_passage(k)),
                false => [usize::MAX; 2],
            },
            cue: self.scene.cues(self.para).partition_point(|c| c.at <= from),
        }
    }

    pub(super) fn weigh(&self, begun: &Begun<'_>, held: &Held, to: usize, stop: u32) -> Content {
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
            false if !self.marked => 0,
            false => near.clone().filter(|k| words.is_passage(*k)).take(2).count() as u32,
        };
        f.add(20, &[how, stop]);
        f.add(23, &[how, length]);
        f.add(24, &[stop, kind(words, to)]);
        f.add(25, &[stop, length, how]);
        f.add(28, &[how, marked, length.min(4)]);
        let cues = self.scene.cues(self.para);
        let next = cues.partition_point(|c| c.at < to);
        f.add(29, &[stop, next.saturating_sub(held.cue).min(3) as u32]);
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
        let rest = cues.get(next..).unwrap_or_default();
        let later = rest.iter().skip_while(|c| c.at == to).take_while(|c| c.at < self.end);
        f.add(45, &[stop, later.take(2).count() as u32]);
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
        let (clause, cue) = (clause::begins(words, to), self.cue_behind(to, rest.first()));
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

    /// What the `next` cue behind token `to` is, when it is near: whether it has a subject of
    /// its own that begins there, and whether it is a verb of saying.
    fn cue_behind(&self, to: usize, next: Option<&Cue>) -> u32 {
        let near = next.filter(|c| c.at < to + TURN && c.at < self.end);
        near.map_or(0, |c| {
            let m = c.subject.and_then(|(m, _)| self.scene.mentions(self.para).get(m));
            let own = m.is_some_and(|m| (to..to + 3).contains(&m.first));
            1 + u32::from(own) + 2 * u32::from(c.class.is(Class::SAY))
        })
    }
}
