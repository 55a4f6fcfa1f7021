//! What counts as evidence for words in marks inside a turn, where nobody is introduced:
//! who speaks and who is spoken to are in the room, and marks hold a name as often as
//! words.

use super::cue::{Cue, Link};
use super::scene::Scene;
use super::speaker::{Candidate, Last};
use crate::cast::MentionKind;
use crate::model::Reason;
use crate::text::lexicon::Class;
use crate::text::token::{Shape, Words};

/// How many tokens may stand between a verb and the marks it leads to.
const CLOSE: usize = 4;
/// How many may stand between the marks and a verb behind them.
const BEHIND: usize = 2;

/// A passage inside a turn.
pub(super) struct Inside {
    pub(super) para: usize,
    /// The passage's token.
    pub(super) at: usize,
    /// Who speaks the turn.
    pub(super) voice: Option<usize>,
}

impl Inside {
    /// Keeps those of `found` who may have said the passage: the subject of a verb beside
    /// it or whoever goes on. A verb in the third person is not said of oneself.
    ///
    /// Tells whether a verb leads to the passage, so that it is somebody's words.
    pub(super) fn sift(
        &self,
        scene: &Scene,
        last: Option<Last>,
        found: &mut Vec<Candidate>,
    ) -> bool {
        let verb = self.verb(scene);
        let led = verb.is_some_and(|c| c.end <= self.at && !self.is_name(scene, &c));
        let admitted = |c: &Candidate| self.admits(scene, verb.as_ref(), last, c);
        let somebody = found.iter().any(|c| c.reason != Reason::None && admitted(c));
        found.retain(|c| match c.reason {
            Reason::None => !(led && somebody),
            _ => admitted(c),
        });
        led
    }

    /// Whether the verb only gives the marked words as a name: `what we call “…”`, `se
    /// declaran “…”`.
    fn is_name(&self, scene: &Scene, verb: &Cue) -> bool {
        let words = scene.words(self.para);
        let itself = verb.end == self.at && verb.at > 0 && words.is(verb.at - 1, Class::NAMING);
        itself || verb.class.is(Class::NAMING) || words.is(verb.at, Class::NAMING)
    }

    /// The verb of saying that leads to the passage, or else the one right behind it.
    fn verb(&self, scene: &Scene) -> Option<Cue> {
        let sentence = scene.sentence(self.para, self.at);
        let (_, cues) = scene.cues_near(self.para, self.at);
        let said = cues.iter().filter(|c| {
            c.class.is(Class::SAY)
                && is_fact(scene, c)
                && scene.sentence(self.para, c.at) == sentence
        });
        let leads = |c: &&Cue| c.end <= self.at && self.at - c.end <= CLOSE;
        let follows = |c: &&Cue| c.first > self.at && c.first - self.at <= BEHIND;
        said.clone().rev().find(leads).or_else(|| said.clone().find(follows)).copied()
    }

    fn admits(&self, scene: &Scene, verb: Option<&Cue>, last: Option<Last>, c: &Candidate) -> bool {
        if verb.is_some_and(|v| v.end <= self.at && self.is_name(scene, v)) {
            return false;
        }
        let goes_on = last.filter(|_| c.reason == Reason::Carried).is_some_and(|last| {
            scene.paras[last.para].turn == scene.paras[self.para].turn
                && (verb.is_none() && self.starts(scene) || last.para == self.para)
        });
        if goes_on || self.is_introduced(scene, c) {
            return true;
        }
        let Some((verb, mention)) = verb.zip(c.mention) else { return false };
        let own = scene.mentions[mention].kind == MentionKind::First;
        if verb.class.is(Class::FIRST_PERSON) || own {
            return own;
        }
        let person = c.person.or(scene.who[mention]);
        let himself = person.is_some() && person == self.voice;
        let from = scene.paras[self.para].mentions.0;
        let subject = verb.subject.map(|(m, _)| from + m);
        let named = subject == Some(mention);
        let before = scene.para_of(mention) == self.para && scene.mentions[mention].end <= verb.at;
        // `y ayer dijo “…”`: whoever was named last is meant.
        let own = |m: usize, link| {
            matches!(link, Link::Left | Link::Over | Link::Apposition | Link::Right)
                && !is_called(scene, from + m)
        };
        let has_subject = verb.subject.is_some_and(|(m, link)| own(m, link));
        let first = scene.mentions[mention].first;
        let hangs = first > 0 && scene.words(self.para).is(first - 1, Class::OF);
        let understood =
            !scene.fitted && before && !has_subject && !hangs && !is_called(scene, mention);
        !himself && !self.is_passed_over(scene, mention) && (named || understood)
    }

    /// Whether a third person said it by a verb farther off: before it in its sentence, or
    /// at the end of the paragraph that leads to it.
    fn is_introduced(&self, scene: &Scene, c: &Candidate) -> bool {
        let Some((number, mention)) = c.cue.zip(c.mention) else { return false };
        let Some(cue) = scene.cues.get(number) else { return false };
        let para = scene.para_of(mention);
        let sentence = scene.sentence(para, cue.at);
        let leads = match c.reason {
            Reason::SameSentence => cue.end <= self.at,
            Reason::PreviousParagraph => {
                let ends = sentence + 1 >= scene.paras[para].sentences.len();
                ends && self.starts(scene) && scene.paras[para].turn == scene.paras[self.para].turn
            }
            _ => false,
        };
        let person = scene.who[mention];
        let other = person.is_none() || person != self.voice;
        let own = scene.mentions[mention].kind == MentionKind::First;
        leads
            && other
            && !own
            && is_fact(scene, cue)
            && cue.class.is(Class::SAY)
            && !cue.class.is(Class::FIRST_PERSON)
            && !is_called(scene, mention)
    }

    /// Whether the passage opens its paragraph.
    fn starts(&self, scene: &Scene) -> bool {
        let words = scene.words(self.para);
        (0..self.at).all(|k| words.get(k).is_some_and(|t| t.shape == Shape::Punctuation))
    }

    /// Whether a mention calls somebody in the room, and another is spoken of behind it.
    fn is_passed_over(&self, scene: &Scene, mention: usize) -> bool {
        let (_, to) = scene.paras[self.para].mentions;
        let other = |n: usize| {
            let m = &scene.mentions[n];
            m.end <= self.at && scene.who[n].is_some() && scene.who[n] != scene.who[mention]
        };
        is_called(scene, mention) && (mention + 1..to).any(other)
    }
}

/// Whether a verb says that words were said. `alguien podría decir “sí”` does not, but
/// English was fitted with such.
fn is_fact(scene: &Scene, cue: &Cue) -> bool {
    !cue.negated && (scene.fitted || !cue.modal)
}

/// Whether a mention calls somebody: `In that case, Madam President, …`.
fn is_called(scene: &Scene, mention: usize) -> bool {
    let words = scene.words(scene.para_of(mention));
    let m = &scene.mentions[mention];
    let bare = !words.is(m.first, Class::ARTICLE.or(Class::POSSESSIVE));
    let parted = m.first == 0 || words.get(m.first - 1).is_some_and(|t| !t.is_word());
    bare && parted && closes(&words, m.end)
}

fn closes(words: &Words, at: usize) -> bool {
    [b',', b':', b'.', b'?'].iter().any(|mark| words.is_mark(at, *mark))
}
