//! What a reported clause opens with in the languages whose prose the weights never saw:
//! there the grammar is asked, which parts `dijo que …` from any object of a verb.

use super::content::Content;
use super::cue::{Cue, Link};
use super::scene::Scene;
use crate::cast::{Mention, MentionKind};
use crate::model::Language;
use crate::text::lexicon::Class;
use crate::text::token::{Shape, Words};

/// How many words may part a verb from its `que` in a turn: `dijo también que …`.
const NEAR: usize = 2;

/// A cue in such a language, and whether it stands in a turn, where people are called,
/// plans told and names dropped with the same verbs.
pub(super) struct Opening<'a> {
    words: Words<'a>,
    cue: Cue,
    subject: Option<Mention>,
    /// Whether the subject stands for somebody of known gender.
    gendered: bool,
    turn: bool,
    language: Language,
}

impl<'a> Opening<'a> {
    /// `None` in the language the weights were fitted on.
    pub(super) fn of(scene: &'a Scene, para: usize, cue: Cue) -> Option<Opening<'a>> {
        let subject = cue.subject.and_then(|(m, _)| scene.mentions(para).get(m)).copied();
        let who = cue.subject.and_then(|(m, _)| scene.who[scene.paras[para].mentions.0 + m]);
        let gendered = who.is_some_and(|p| scene.registry.known[p].gender.is_some());
        let turn = scene.paras[para].turn.is_some();
        let words = scene.words(para);
        let language = scene.language;
        (!scene.fitted).then_some(Opening { words, cue, subject, gendered, turn, language })
    }

    /// Whether the verb can have somebody's words behind it: not `se aseguró un inmueble`,
    /// in a turn not what the speaker says of himself or to someone.
    pub(super) fn may_report(&self) -> bool {
        let cue = &self.cue;
        let impersonal = self.words.text(cue.at.wrapping_sub(1)).eq_ignore_ascii_case("se")
            && self.language != Language::FRENCH;
        let own = cue.class.is(Class::FIRST_PERSON) || cue.infinitive || cue.is_bare();
        !impersonal && !(self.turn && (own || !self.is_tied()))
    }

    /// Whether the subject is somebody in particular and stands at the verb, as in a turn
    /// it must.
    fn is_tied(&self) -> bool {
        let Some((m, (_, link))) = self.subject.zip(self.cue.subject) else { return false };
        let somebody = match m.kind {
            MentionKind::They | MentionKind::First => false,
            MentionKind::Pronoun => self.gendered,
            _ => true,
        };
        let before = m.first.checked_sub(1);
        let heads = before.is_none_or(|at| {
            self.words.get(at).is_some_and(|t| !t.is_word())
                || self.words.is(at, Class::AND.or(Class::BUT).or(Class::THAT).or(Class::ADVERB))
        });
        let tied = match link {
            Link::Left | Link::Over => heads,
            Link::Apposition | Link::Relative | Link::Right | Link::Source => true,
            _ => false,
        };
        somebody && tied
    }

    /// Whether `content` begins as a clause does that is reported.
    pub(super) fn admits(&self, content: &Content) -> bool {
        let (from, to) = (content.from, content.to);
        if to <= from {
            return true;
        }
        if to <= self.cue.first {
            let asked = Class::SUBORDINATE.or(Class::THAT);
            let inverted = self.cue.subject.is_some_and(|(_, link)| link == Link::Right);
            let word = self.words.get(from).is_some_and(|t| t.is_word());
            let whole = word && !self.words.is(from, asked) && !self.is_occasion(from, to);
            return !self.turn && inverted && self.words.is_mark(to, b',') && whole;
        }
        if self.cue.class.is(Class::SOURCE) {
            return self.is_parted(from) || self.is_verb_second(from);
        }
        self.is_clause(from) || self.is_object(from)
    }

    /// `Auf die Frage, ob er bleibe, sagte Lee`: what was asked is not what is said.
    fn is_occasion(&self, from: usize, to: usize) -> bool {
        let asks = |k| self.words.is_mark(k, b',') && self.words.is(k + 1, Class::SUBORDINATE);
        self.words.is(from, Class::PREPOSITION) && (from..to).any(asks)
    }

    /// `que …`, `para que …`, `haber …`; in German a clause behind its comma.
    fn is_clause(&self, from: usize) -> bool {
        let small = Class::OF.or(Class::TO).or(Class::PREPOSITION);
        let that = self.words.is(from, Class::THAT)
            || self.words.is(from, small) && self.words.is(from + 1, Class::THAT);
        // Farther off in talk it is a relative: `habló de la ley que todos conocen`.
        let that = that && !(self.turn && from > self.cue.end + NEAR);
        let german = self.language == Language::GERMAN;
        that || german && self.is_parted(from) || !german && self.is_infinitive(from)
    }

    /// Behind a colon or as marked words, which prose has and talk only seems to have.
    fn is_object(&self, from: usize) -> bool {
        let colon = from > 0 && self.words.is_mark(from - 1, b':');
        !self.turn && (colon || self.words.is_passage(from))
    }

    fn is_parted(&self, from: usize) -> bool {
        from > 0 && self.words.is_mark(from - 1, b',')
    }

    /// `Laut Lee fehlen Gutachten`: the verb comes right behind the source.
    fn is_verb_second(&self, from: usize) -> bool {
        let lower = self.words.get(from).is_some_and(|t| t.shape == Shape::Lower);
        let small = Class::ARTICLE.or(Class::PREPOSITION).or(Class::OF).or(Class::AND);
        self.language == Language::GERMAN && lower && !self.words.is(from, small)
    }

    /// `haber …`, `de negociar`, by its ending.
    fn is_infinitive(&self, from: usize) -> bool {
        let at = from + usize::from(self.words.is(from, Class::OF));
        let lower = self.words.get(at).is_some_and(|t| t.shape == Shape::Lower);
        let ends = ["ar", "er", "ir", "are", "ere", "ire", "arse", "erse", "irse"];
        let word = self.words.text(at);
        lower && word.len() > 3 && ends.iter().any(|end| word.ends_with(end))
    }
}

impl Cue {
    /// Whether the verb is in its base form: `recordar que …`.
    fn is_bare(&self) -> bool {
        self.class.is(Class::BASE)
            && !self.class.is(Class::PAST.or(Class::PRESENT).or(Class::PARTICIPLE))
    }
}
