//! Which verbs report nothing that may be listed.

use super::cue::Cue;
use super::opening::Opening;
use super::read::Walk;
use crate::cast::MentionKind;
use crate::model::Kind;
use crate::text::lexicon::Class;
use crate::text::token::Shape;

impl Walk<'_> {
    /// Whether a cue reports nothing that may be listed.
    pub(super) fn is_silent(&self, para: usize, cue: &Cue) -> bool {
        let subject = cue.subject.map(|(m, _)| self.scene.paras[para].mentions.0 + m);
        let within = self.scene.paras[para].turn.is_some();
        let owned = match subject {
            // What nobody is seen to report was learnt of prose in one language, and a
            // noun without owner (`in view of`) of news.
            None => {
                let news = self.scene.kind == Kind::Article || !cue.class.is(Class::NOTION);
                let known = self.scene.fitted || self.understood(para, cue).is_some();
                known && !within && news && !self.tags(para, cue)
            }
            Some(mention) if within => self.is_told(para, cue, mention),
            // What an author thinks is his text; `we` of a statement are its issuers.
            Some(mention) => {
                self.scene.mentions[mention].kind != MentionKind::First
                    || cue.class.is(Class::SAY)
                    || matches!(self.scene.kind, Kind::Statement | Kind::Readout)
            }
        };
        // `Mr. Lee` on one line, `asked the minister` on the next: whose line it is.
        let first = self.scene.words(para).get(0).is_some_and(|t| t.shape == Shape::Lower);
        let owned = owned && !(first && cue.first == 0);
        let idle = Opening::of(&self.scene, para, *cue).is_some_and(|o| !o.may_report());
        let talked_of = self.scene.fitted && self.is_talked_of(para, cue);
        cue.negated
            || cue.modal
            || talked_of
            || !owned
            || idle
            || self.hangs(para, cue)
            || self.asks(para, cue)
    }

    /// Whether who speaks a turn tells with this verb what another said: not what he says
    /// himself, nor what somebody or `they` might.
    fn is_told(&self, para: usize, cue: &Cue, mention: usize) -> bool {
        let words = self.scene.words(para);
        let m = &self.scene.mentions[mention];
        let vague = Class::ARTICLE.or(Class::OTHER_PRONOUN);
        let somebody = match m.kind {
            MentionKind::First => false,
            MentionKind::Pronoun | MentionKind::It | MentionKind::They => {
                self.scene.who[mention].is_some() || self.meant.contains_key(&mention)
            }
            MentionKind::Nominal => m.head.is_some_and(|head| !words.is(head, vague)),
            MentionKind::Name | MentionKind::Organisation => true,
        };
        cue.class.is(Class::SAY) && somebody
    }

    /// Whether a passive tells what others do with somebody, and no words of theirs: `is
    /// expected to stay`, `is known as`.
    fn is_talked_of(&self, para: usize, cue: &Cue) -> bool {
        let words = self.scene.words(para);
        let told =
            words.is(cue.end, Class::THAT.or(Class::SUBORDINATE)) && !words.is(cue.end, Class::AS);
        let nobody = cue.subject.is_none() && !told;
        cue.passive && !cue.class.is(Class::NOTION) && (words.is(cue.end, Class::TO) || nobody)
    }

    /// Whether a cue is what a question asks about: `Does he believe that …?`
    fn asks(&self, para: usize, cue: &Cue) -> bool {
        let words = self.scene.words(para);
        let subject = cue.subject.and_then(|(m, _)| self.scene.mentions(para).get(m));
        let inverted = subject.is_some_and(|m| {
            let before = m.first.checked_sub(1);
            m.end <= cue.at
                && before.is_some_and(|at| words.is(at, Class::AUXILIARY.or(Class::MODAL)))
        });
        let sentence = self.scene.sentence(para, cue.at);
        let end =
            self.scene.paras[para].sentences.get(sentence).map_or(words.len(), |e| *e as usize);
        inverted && end > 0 && words.is_mark(end - 1, b'?')
    }

    /// Whether a cue only tells what a thing was about: `a call in which they discussed`.
    fn hangs(&self, para: usize, cue: &Cue) -> bool {
        let subject = cue.subject.and_then(|(m, _)| self.scene.mentions(para).get(m));
        subject.is_some_and(|m| {
            m.kind == MentionKind::They
                && m.first > 0
                && self.scene.words(para).is(m.first - 1, Class::WHO)
        })
    }

    /// Whether a cue without subject belongs to a passage right before: `“…”, so ran`.
    fn tags(&self, para: usize, cue: &Cue) -> bool {
        let words = self.scene.words(para);
        let before = cue.first - usize::from(cue.first > 0 && words.is_mark(cue.first - 1, b','));
        cue.subject.is_none() && before > 0 && words.is_passage(before - 1)
    }
}
