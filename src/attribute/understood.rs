//! Who is meant where a verb of saying has no subject of its own, as Spanish, Portuguese and
//! Italian leave out whom all know: `«…», añadió.`, `También reconoció que …`.

use super::cue::{Cue, Link};
use super::read::Walk;
use super::scene::Scene;
use crate::cast::{Mention, MentionKind};
use crate::model::{Language, Reason, Span};
use crate::text::lexicon::Class;
use crate::text::token::Shape;

/// How many sentences back the subject may stand.
const BACK: usize = 2;

/// What a verb ends in that several people are the subject of, in the languages that leave
/// subjects out.
fn several(language: Language) -> Option<&'static str> {
    match language {
        Language::SPANISH => Some("n"),
        Language::PORTUGUESE => Some("m"),
        Language::ITALIAN => Some("no"),
        _ => None,
    }
}

/// How sure it is who is meant, and who speaks.
const SURE: f32 = 0.85;

impl Walk<'_> {
    /// Who is not named at the verb beside passage `at`, but before or behind, with the
    /// number of the verb.
    pub(super) fn omitted(&self, para: usize, at: usize) -> Option<(usize, usize)> {
        let understood = self
            .subjectless(para, at)
            .and_then(|cue| Some((cue, self.understood(para, self.scene.cues.get(cue)?)?)));
        understood.or_else(|| self.told_behind(para, at))
    }

    /// The number of the verb without subject that stands right beside passage `at`.
    fn subjectless(&self, para: usize, at: usize) -> Option<usize> {
        let words = self.scene.words(para);
        let mark = |k: &usize| words.get(*k).is_some_and(|t| t.shape == Shape::Punctuation);
        let verb = at + 1 + (at + 1..at + 3).take_while(mark).count();
        let leads = |c: &Cue| {
            let led = words.is(c.end, Class::THAT)
                || words.is_mark(c.end, b':')
                || words.is_mark(c.end, b',');
            c.end + usize::from(led) == at
        };
        let (first, cues) = self.scene.cues_near(para, at);
        let beside = cues.iter().position(|c| c.first == verb && verb > at + 1 || leads(c))?;
        let cue = cues.get(beside)?;
        let sentence = |k: usize| self.scene.sentence(para, k);
        (leaves_out(&self.scene, para, cue) && sentence(cue.at) == sentence(at))
            .then_some(self.scene.paras[para].cues.0 + first + beside)
    }

    /// The verb that says, in the sentence behind passage `at`, who said it, with its
    /// subject: `«…». Lo ha detto il ministro.`
    fn told_behind(&self, para: usize, at: usize) -> Option<(usize, usize)> {
        several(self.scene.language)?;
        let words = self.scene.words(para);
        let stop = usize::from(words.is_mark(at + 1, b'.'));
        let so = at + 1 + stop + usize::from(words.is(at + 1 + stop, Class::ADVERB));
        let it = words.is(so, Class::ARTICLE) && words.text(so).eq_ignore_ascii_case("lo");
        let verb = so + 1 + usize::from(words.is(so + 1, Class::AUXILIARY));
        let (first, cues) = self.scene.cues_near(para, at);
        let said = |c: &Cue| c.at == verb && c.class.is(Class::SAY);
        let number = cues.iter().position(|c| it && said(c))?;
        let (subject, link) = cues.get(number)?.subject?;
        let p = &self.scene.paras[para];
        (link == Link::Right).then_some((p.cues.0 + first + number, p.mentions.0 + subject))
    }

    /// The mention `cue` leaves out: whom its own sentence up to it or the nearest of the
    /// two before is about or has speak; else who spoke last.
    pub(super) fn understood(&self, para: usize, cue: &Cue) -> Option<usize> {
        let scene = &self.scene;
        if !leaves_out(scene, para, cue) {
            return None;
        }
        let sentence = scene.sentence(para, cue.first);
        let start = scene.words(para).span(cue.first, cue.end).start;
        let spoke = self.statements.iter().rev().take_while(|s| s.para == para);
        let spoke = spoke.filter(|s| s.span.end <= start).find_map(|s| Some((s.span, s.mention?)));
        let said_in = |n: usize| spoke.filter(|(span, _)| self.holds(para, n, *span));
        let near = (sentence.saturating_sub(BACK)..=sentence).rev().find_map(|n| {
            subject_of(scene, para, n, cue.first).or_else(|| said_in(n).map(|(_, mention)| mention))
        });
        let before = || self.last.filter(|l| sentence == 0 && l.para + 1 == para);
        near.or(spoke.map(|(_, mention)| mention)).or_else(|| before().map(|l| l.mention))
    }

    /// Whether sentence `n` of a paragraph ends behind `span` and no sentence before it does.
    fn holds(&self, para: usize, n: usize, span: Span) -> bool {
        let ends = &self.scene.paras[para].sentences;
        let end = |n: usize| {
            let last = *ends.get(n)? as usize;
            Some(self.scene.words(para).span(last - 1, last).end)
        };
        let behind = end(n).is_none_or(|end| span.end <= end);
        behind && n.checked_sub(1).and_then(end).is_none_or(|end| end < span.end)
    }

    /// How `mention` is known to speak words of paragraph `para`.
    pub(super) fn reason(&self, para: usize, mention: usize) -> (Reason, f32) {
        let here = self.scene.para_of(mention) == para;
        (if here { Reason::SameParagraph } else { Reason::PreviousParagraph }, SURE)
    }
}

/// Whether `cue` says that one person spoke and leaves out who.
fn leaves_out(scene: &Scene, para: usize, cue: &Cue) -> bool {
    let Some(several) = several(scene.language) else { return false };
    let words = scene.words(para);
    let finite = cue.class.is(Class::PAST.or(Class::PRESENT))
        || cue.class.is(Class::PARTICIPLE) && cue.first < cue.at;
    let one = (cue.first..=cue.at)
        .filter(|k| *k == cue.at || words.is(*k, Class::AUXILIARY))
        .all(|k| !words.text(k).ends_with(several));
    let impersonal = cue.first > 0 && words.text(cue.at - 1).eq_ignore_ascii_case("se");
    cue.subject.is_none()
        && cue.class.is(Class::SAY)
        && !cue.class.is(Class::FIRST_PERSON.or(Class::GERUND))
        && finite
        && one
        && !(cue.passive || cue.infinitive || impersonal)
        && scene.paras[para].turn.is_none()
        && stands_free(scene, para, cue)
}

/// Whether no word beside the verb can be its subject, though it is none we know.
fn stands_free(scene: &Scene, para: usize, cue: &Cue) -> bool {
    let words = scene.words(para);
    let opens = Class::AND.or(Class::BUT).or(Class::ADVERB).or(Class::SUBORDINATE);
    let goes_on = opens.or(Class::PREPOSITION).or(Class::TO).or(Class::THAT);
    let stops = |k: usize| words.get(k).is_none_or(|t| !t.is_word() && t.shape != Shape::Number);
    let sentence = scene.sentence(para, cue.at);
    let first = cue.first == 0 || scene.sentence(para, cue.first - 1) < sentence;
    let before = first || stops(cue.first - 1) || words.is(cue.first - 1, opens);
    before && (stops(cue.end) || words.is(cue.end, goes_on))
}

/// The subject of the last verb of saying in a sentence before token `end`, or the first
/// person named in it that hangs on nothing.
fn subject_of(scene: &Scene, para: usize, sentence: usize, end: usize) -> Option<usize> {
    let from = scene.paras[para].mentions.0;
    let inside = |at: usize| at < end && scene.sentence(para, at) == sentence;
    let said = scene.cues(para).iter().rev().filter(|c| inside(c.at)).find_map(|c| c.subject);
    let first =
        || scene.mentions(para).iter().position(|m| inside(m.first) && acts(scene, para, m));
    said.map(|(local, _)| local).or_else(first).map(|local| from + local)
}

/// Whether a mention can be what a sentence is about: a person or body, no owner, none
/// that hangs on a preposition.
fn acts(scene: &Scene, para: usize, m: &Mention) -> bool {
    let words = scene.words(para);
    let somebody = match m.kind {
        MentionKind::Name | MentionKind::Organisation | MentionKind::Pronoun => true,
        MentionKind::Nominal => m
            .head
            .is_some_and(|head| words.is(head, Class::OFFICE.or(Class::ROLE).or(Class::GROUP))),
        _ => false,
    };
    let hangs = m.first > 0
        && words.is(m.first - 1, Class::PREPOSITION.or(Class::OF).or(Class::TO).or(Class::BY));
    somebody && !hangs
}
