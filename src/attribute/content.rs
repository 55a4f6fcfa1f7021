//! Reported speech: where the content of a cue begins and ends, if it has any.

use super::clause;
use super::cue::{Cue, Link};
use super::evidence::form;
use super::rank::{Features, Keep, Odds, bucket};
use super::scene::Scene;
use crate::cast::MentionKind;
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
        let rest = || match (self.rest, other.rest) {
            (Some(a), Some(b)) => shared(a, b),
            (a, b) => a == b,
        };
        shared((self.from, self.to), (other.from, other.to)) && rest()
    }
}

/// Lists that are filled anew for every cue.
#[derive(Default)]
pub(super) struct Room {
    /// What the cue may report, nothing first.
    pub(super) contents: Vec<Content>,
    ends: Vec<clause::End>,
    pub(super) odds: Odds,
}

/// Finds what cue `number` of paragraph `para` may report.
///
/// `inside` tells whether the cue stands inside what another reports.
pub(super) fn candidates(scene: &Scene, para: usize, number: usize, inside: bool, room: &mut Room) {
    let Room { contents: found, ends, .. } = room;
    found.clear();
    let words = scene.words(para);
    let Some(cue) = scene.reporters(para).get(number).copied() else { return };
    let sentence = scene.sentence(para, cue.at);
    let sentences = &scene.paras[para].sentences;
    let start = sentence.checked_sub(1).map_or(0, |s| sentences[s] as usize);
    let end = sentences.get(sentence).map_or(words.len(), |e| *e as usize);
    let about = About {
        inside: u32::from(inside),
        ..About::of(scene, &words, para, cue, number, (start, end))
    };
    found.push(about.nothing());
    let sure = found.iter().any(|nothing| nothing.features.score() > SURE);
    if sure && scene.keeps == Keep::Sum {
        return;
    }
    about.behind(found, ends);
    about.before(found);
}

/// A cue in its sentence.
pub(super) struct About<'a> {
    pub(super) scene: &'a Scene<'a>,
    pub(super) words: &'a Words<'a>,
    pub(super) para: usize,
    pub(super) cue: Cue,
    pub(super) number: usize,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Form and class of the cue as one number.
    pub(super) form: u32,
    pub(super) link: u32,
    pub(super) subject_kind: u32,
    /// How much of the sentence stands before the cue and its subject, and whether a
    /// comma parts it from them.
    pub(super) left: u32,
    /// Whether the cue stands inside what another reports.
    pub(super) inside: u32,
    /// The word before the subject: `as Lee said`.
    pub(super) lead: u32,
    /// Whether there are words in marks in its paragraph.
    pub(super) marked: bool,
}

/// How far a source may stretch before what it says, in tokens.
const REACH: usize = 40;
/// The longest content, in tokens.
const LONGEST: usize = 120;
/// How much must speak for nothing before nothing else is weighed: of 2 145 cues in texts for
/// fitting that it did for, 16 might have reported something all the same.
const SURE: f32 = 1.7;
/// By how much the end of a content can make up for what its beginning lacks.
const HOPE: f32 = 1.8;

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
        let passages = scene.paras[para].passages;
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
            marked: passages.0 < passages.1,
        }
    }

    /// The number of the first verb that reports behind the cue.
    pub(super) fn next(&self) -> usize {
        self.scene.cues(self.para).partition_point(|c| c.at <= self.cue.at)
    }

    /// Contents behind the cue: `that …`, a bare clause, an infinitive, an object.
    fn behind(&self, found: &mut Vec<Content>, ends: &mut Vec<clause::End>) {
        for (from, how) in self.starts().into_iter().flatten() {
            if from >= self.end || self.words.get(from).is_none() || self.leads_on(from) {
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
            clause::ends(self.words, from, self.end, ends);
            let some = ends.iter().filter(|(to, _)| *to > from);
            found.extend(some.map(|(to, stop)| self.weigh(&opening, &held, *to, *stop)));
        }
    }

    /// Whether a verb of saying at `from`, or behind its comma, has the content: `said,
    /// adding that …`, `those surveyed said …`.
    fn leads_on(&self, from: usize) -> bool {
        let at = from + usize::from(self.words.is_mark(from, b','));
        let class = self.words.class(at);
        let lower = self.words.get(at).is_some_and(|t| t.shape == Shape::Lower);
        let said = class.is(Class::SAY) && class.is(Class::PAST) && !class.is(Class::NOUN);
        lower && class.is(Class::CUE) && (said || class.is(Class::GERUND))
    }

    /// Where a content behind the cue may begin, and what stands between.
    fn starts(&self) -> [Option<(usize, u32)>; 4] {
        let words = self.words;
        let mentions = self.scene.mentions(self.para);
        let subject = self.cue.subject.and_then(|(m, link)| Some((mentions.get(m)?, link)));
        if let Some((m, Link::Right | Link::Source)) = subject
            && m.first >= self.cue.end
        {
            return self.starts_behind(m.end);
        }
        let cue_end = self.cue.end;
        let object = self.object(cue_end);
        // `said: …` has its content behind the colon.
        let bare = object == cue_end || !words.is_mark(cue_end, b':');
        let particle = words.is(cue_end, Class::PREPOSITION) && object != cue_end + 1;
        // A later cue has its own `that`.
        let cues = self.scene.cues(self.para);
        let rival = cues.get(self.next()).map_or(self.end, |c| c.first);
        let limit = (cue_end + 16).min(self.end).min(rival.max(cue_end));
        let new = |k: &usize| *k != object && !(particle && *k == cue_end + 1);
        let mut behind = (cue_end + 1..limit).filter(new);
        let relative = |k: usize| words.is(k, Class::THAT) && self.has_own_verb(k);
        let that = behind.clone().find(|k| words.is(*k, Class::THAT) && !relative(*k));
        let that = that.map(|that| (that, 2));
        let asks = |k: &usize| words.is(*k, Class::SUBORDINATE.or(Class::TO)) && *k < cue_end + 8;
        [
            bare.then_some((cue_end, 0)),
            (object > cue_end && !relative(object)).then_some((object, 1)),
            (particle && !words.is(cue_end, Class::THAT)).then_some((cue_end + 1, 7)),
            that.or_else(|| behind.find(asks).map(|ask| (ask, 8))),
        ]
    }

    /// Whether `that` is the subject of the verb right behind it, as no reported clause has
    /// it: `a deal that puts …`.
    fn has_own_verb(&self, that: usize) -> bool {
        let finite = Class::AUXILIARY.or(Class::MODAL).or(Class::PRESENT);
        let noun = Class::NOUN.or(Class::ARTICLE).or(Class::PRONOUN).or(Class::NOTION);
        self.words.is(that + 1, finite) && !self.words.is(that + 1, noun)
    }

    /// The same behind a subject that follows its cue and ends at `end`.
    fn starts_behind(&self, end: usize) -> [Option<(usize, u32)>; 4] {
        let words = self.words;
        let name = self.behind_name(end);
        // `According to a poll of voters in May, …`
        let mut commas = (end + 1..(end + REACH).min(self.end))
            .filter(|k| self.cue.first == self.start && words.is_mark(*k, b','))
            .map(|k| (self.behind_name(k) + 1, 9));
        let first = (name + usize::from(words.is_mark(name, b',')), 3);
        [Some(first), commas.next(), commas.next(), commas.next()]
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
            } else if self.is_time(at) {
                at += 2;
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

    /// Whether a time of two words begins here: `last week`.
    fn is_time(&self, at: usize) -> bool {
        let which = matches!(self.words.text(at), "last" | "this" | "next" | "late" | "early");
        which && self.words.is(at + 1, Class::CALENDAR)
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
    pub(super) fn rest(&self) -> Option<(usize, usize)> {
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
    pub(super) fn tag_closes(&self) -> bool {
        let at = self.behind_tag();
        self.words.is_mark(at, b',') || self.words.is_mark(at, b'-')
    }

    fn whole(&self, from: usize, to: usize, how: u32, stop: u32) -> Content {
        self.weigh(&self.opening(from, how), &self.held(from), to, stop)
    }
}
