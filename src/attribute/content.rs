//! Reported speech: where the content of a cue begins and ends, if it has any.

use super::cue::{Cue, Link};
use super::rank::{Features, Task, Weigher, bucket};
use super::scene::{NEAR, Scene};
use super::speaker::kind;
use crate::cast::MentionKind;
use crate::text::lexicon::Class;
use crate::text::token::{Shape, Words};

/// Tokens `from..to` that may be what a cue reports; empty for nothing.
#[derive(Clone, Debug)]
pub(super) struct Content {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) features: Features,
}

/// How many places a content may end at are weighed.
const ENDS: usize = 6;
/// The longest content, in tokens.
const LONGEST: usize = 120;

/// What cue `number` of paragraph `para` may report, nothing first.
pub(super) fn candidates(scene: &Scene, para: usize, number: usize) -> Vec<Content> {
    let words = scene.words(para);
    let Some(cue) = scene.cues(para).get(number).copied() else { return Vec::new() };
    let sentence = scene.sentence(para, cue.at);
    let ends = &scene.paras[para].sentences;
    let start = sentence.checked_sub(1).map_or(0, |s| ends[s] as usize);
    let end = ends.get(sentence).map_or(words.len(), |e| *e as usize);
    let about = About::of(scene, &words, para, cue, number, (start, end));
    let mut found = Vec::with_capacity(3 * ENDS);
    found.push(about.nothing());
    about.behind(&mut found);
    about.before(&mut found);
    found
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
}

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
        Content { from: 0, to: 0, features: f.done() }
    }

    /// Contents behind the cue: `that …`, a bare clause, an infinitive, an object.
    fn behind(&self, found: &mut Vec<Content>) {
        let mut starts = Vec::with_capacity(3);
        let object = self.object(self.cue.end);
        // `said: …` has its content behind the colon.
        if object == self.cue.end || !self.words.is_mark(self.cue.end, b':') {
            starts.push((self.cue.end, 0));
        }
        if object > self.cue.end {
            starts.push((object, 1));
        }
        // A later cue has its own `that`.
        let cues = self.scene.cues(self.para);
        let rival = cues.get(self.number + 1).map_or(self.end, |c| c.first);
        let limit = (self.cue.end + 16).min(self.end).min(rival.max(self.cue.end));
        if let Some(that) =
            (self.cue.end + 1..limit).find(|k| self.words.is(*k, Class::THAT) && *k != object)
        {
            starts.push((that, 2));
        }
        if matches!(self.cue.subject, Some((m, Link::Right | Link::Source)) if self.scene.mentions(self.para)[m].first >= self.cue.end)
        {
            let after = self
                .cue
                .subject
                .map_or(self.cue.end, |(m, _)| self.scene.mentions(self.para)[m].end);
            starts = vec![(after + usize::from(self.words.is_mark(after, b',')), 3)];
        }
        for (from, how) in starts {
            if from >= self.end || self.words.get(from).is_none() {
                continue;
            }
            let opening = self.opening(from, how);
            for (to, stop) in self.ends(from) {
                if to > from {
                    found.push(self.weigh(opening.clone(), (from, to), how, stop));
                }
            }
        }
    }

    /// Over `reporters`, `Fox News on Monday`, `, he`: where an object or time ends.
    fn object(&self, from: usize) -> usize {
        let mentions = self.scene.mentions(self.para);
        let mut at = from;
        for _ in 0..4 {
            let here = mentions.partition_point(|m| m.end <= at);
            let mut near = mentions.iter().skip(here).take(8);
            let mention = near.find(|m| m.first == at && m.kind != MentionKind::Pronoun);
            if let Some(m) = mention.filter(|_| at > from || self.words.is(self.cue.at, Class::SAY))
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

    /// Where content from `from` may end: the sentence's end, commas, conjunctions, the
    /// next cue's group.
    fn ends(&self, from: usize) -> Vec<(usize, u32)> {
        let mut last = self.end;
        while last > from && self.words.get(last - 1).is_some_and(|t| t.shape == Shape::Punctuation)
        {
            last -= 1;
        }
        let mut ends = vec![(last.min(from + LONGEST), 0)];
        let mut depth = 0usize;
        for k in from + 1..last.min(from + LONGEST) {
            if self.words.is_mark(k, b'(') {
                depth += 1;
            } else if self.words.is_mark(k, b')') {
                depth = depth.saturating_sub(1);
            }
            let cut = match self.words.get(k) {
                Some(t)
                    if t.shape == Shape::Punctuation
                        && matches!(t.mark, b',' | b'-' | b';' | b':') =>
                {
                    100 + kind(self.words, k + 1)
                }
                Some(t) if t.shape == Shape::Passage && k + 1 < last => 300,
                Some(_) if self.words.is(k, Class::AND.or(Class::BUT)) => {
                    400 + u32::from(self.words.is(k, Class::BUT))
                }
                Some(_) if self.words.is(k, Class::SUBORDINATE.or(Class::AS)) => 500,
                _ => continue,
            };
            if depth == 0 && ends.len() <= ENDS {
                ends.push((k + usize::from(cut == 300), cut));
            }
        }
        ends
    }

    /// Contents before the cue: `…, Lee said`.
    fn before(&self, found: &mut Vec<Content>) {
        let mentions = self.scene.mentions(self.para);
        let subject = self.cue.subject.and_then(|(m, _)| mentions.get(m));
        let head = match subject {
            Some(m) if m.end <= self.cue.first => m.first,
            _ => self.cue.first,
        };
        if head <= self.start {
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
        found.push(self.whole(self.start, to, 4, comma));
        let cut = (self.start..to.min(self.start + 12)).find(|k| self.words.is_mark(*k, b','));
        if let Some(cut) = cut.filter(|c| *c + 1 < to) {
            found.push(self.whole(cut + 1, to, 5, comma));
        }
        let opening = self.words.is(self.start, Class::AND.or(Class::BUT));
        if opening && self.start + 1 < to {
            found.push(self.whole(self.start + 1, to, 6, comma));
        }
    }

    fn whole(&self, from: usize, to: usize, how: u32, stop: u32) -> Content {
        self.weigh(self.opening(from, how), (from, to), how, stop)
    }

    /// What speaks for a content that begins at `from`, wherever it ends.
    fn opening(&self, from: usize, how: u32) -> Weigher<'_> {
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
        f.add(41, &[words.key(from), lemma]);
        f
    }

    fn weigh(
        &self,
        mut f: Weigher<'_>,
        (from, to): (usize, usize),
        how: u32,
        stop: u32,
    ) -> Content {
        let words = self.words;
        let first = kind(words, from);
        let length = bucket(to - from);
        let before = if from > 0 { kind(words, from - 1) } else { 0 };
        let lemma = self.cue.lemma;
        let near = from.max(to.saturating_sub(NEAR))..to;
        let marked = near.clone().filter(|k| words.is_passage(*k)).take(2).count() as u32;
        let verbs = (from..to)
            .take(60)
            .filter(|k| {
                words.is(*k, Class::AUXILIARY.or(Class::MODAL)) || words.ends_like(*k, b'd')
            })
            .take(2)
            .count() as u32;
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
        Content { from, to, features: f.done() }
    }

    /// How many cues stand at tokens `from..to`.
    fn n_cues(&self, from: usize, to: usize) -> u32 {
        let cues = self.scene.cues(self.para);
        let first = cues.partition_point(|c| c.at < from);
        cues.iter().skip(first).take(3).take_while(|c| c.at < to).count() as u32
    }
}
