//! What the cues of a paragraph report without marks, and what of it is listed.

use super::clause;
use super::content::{self, Content, Room};
use super::cue::{Cue, Link};
use super::opening::Opening;
use super::rank::{self, Curve, Keep};
use super::read::{Event, Statement, Walk, reports};
use super::scene::Scene;
use crate::model::{QuoteKind, Reason, Span};
use crate::text::lexicon::Class;
use crate::text::token::Words;

/// How many statements of a paragraph are looked back at: one of a megabyte holds more
/// than can be compared pair by pair.
const BACK: usize = 512;

/// Behind how many words of a statement what its speaker believes is no other one.
const AGAIN: usize = 8;

impl Walk<'_> {
    /// What the cues of a paragraph report, and the passages that turn out to stand
    /// inside a paraphrase.
    pub(super) fn contents(
        &mut self,
        para: usize,
        own: usize,
        seen: &mut dyn FnMut(&Scene, Event),
    ) {
        let mut room = std::mem::take(&mut self.room);
        for number in 0..self.scene.reporters(para).len() {
            let cue = self.scene.reporters(para)[number];
            let silent = self.is_silent(para, &cue);
            if silent && self.scene.keeps == Keep::Sum {
                continue;
            }
            let inside = self.reported(own, cue, para);
            content::candidates(&self.scene, para, number, inside, &mut room);
            seen(&self.scene, Event::Content(para, number, &room.contents));
            if silent {
                continue;
            }
            let Room { contents, odds, .. } = &mut room;
            if let Some(opening) = Opening::of(&self.scene, para, cue) {
                contents.retain(|content| opening.admits(content));
            }
            let scores = contents.iter().map(|c| c.features.score());
            let agrees = |a: usize, b: usize| contents[a].agrees(&contents[b]);
            if let Some((best, confidence)) = odds.likeliest(scores, rank::LIKELY_MARKED, agrees) {
                let marked = contents[best].pieces().any(|p| self.holds_passage(para, p));
                if confidence < if marked { rank::LIKELY_MARKED } else { rank::LIKELY } {
                    continue;
                }
                if !marked && self.is_scrap(para, &contents[best]) {
                    continue;
                }
                for piece in contents[best].pieces() {
                    if !(cue.class.is(Class::SOURCE) && self.is_cut(para, piece)) {
                        self.report(para, own, number, piece, confidence, seen);
                    }
                }
            }
        }
        self.room = room;
    }

    /// Whether a content is too little to be a statement (`praised Lee`).
    fn is_scrap(&self, para: usize, content: &Content) -> bool {
        let words = self.scene.words(para);
        content.rest.is_none() && n_words(&words, (content.from, content.to)) < 3
    }

    /// Whether a piece is but the beginning of a clause: `The envoy had, in the words of Lee,
    /// “…”`.
    fn is_cut(&self, para: usize, (from, to): (usize, usize)) -> bool {
        let words = self.scene.words(para);
        to > from && words.is(to - 1, Class::AUXILIARY) && n_words(&words, (from, to)) < 4
    }

    /// Whether a cue stands inside what another reports, as far as that is listed.
    fn reported(&self, own: usize, cue: Cue, para: usize) -> bool {
        let span = cue.span(&self.scene.words(para));
        let told = self.statements[own..].iter().rev().take(8);
        told.filter(|s| s.kind != QuoteKind::Direct).any(|s| s.span.covers(span))
    }

    /// Whether words in marks that may be a statement stand at tokens `from..to`.
    fn holds_passage(&self, para: usize, (from, to): (usize, usize)) -> bool {
        let words = self.scene.words(para);
        (from..to).any(|at| words.is_passage(at) && !(at > 0 && words.is(at - 1, Class::NAMING)))
    }

    /// Whom what `outer` reports up to token `to` reports in turn: `Lee said that Roe told
    /// him`.
    fn relayed(&self, para: usize, mut outer: Cue, to: usize) -> Vec<Span> {
        let from = self.scene.paras[para].mentions.0;
        let cues = self.scene.cues(para);
        let next = cues.partition_point(|c| c.at <= outer.at);
        let mut spans = Vec::new();
        for inner in cues.iter().skip(next).take_while(|c| c.at < to) {
            let said = inner.class.is(Class::SAY);
            if let Some((local, _)) = inner.subject.filter(|_| said)
                && reports(&self.scene, para, &outer, inner)
            {
                spans.push(self.scene.mention_span(para, from + local));
                outer = *inner;
            }
        }
        spans
    }

    /// Where within tokens `from..to` another begins to speak: `…, and the unions said`.
    fn turn(&self, para: usize, (from, to): (usize, usize)) -> usize {
        let words = self.scene.words(para);
        let cues = self.scene.cues(para);
        let first = cues.partition_point(|c| c.at <= from);
        let inside = cues.iter().skip(first).take_while(|c| c.at < to);
        let other =
            inside.filter(|c| c.class.is(Class::SAY) && c.class.is(Class::PAST)).find_map(|c| {
                let m = c.subject.and_then(|(m, _)| self.scene.mentions(para).get(m))?;
                let joined = m.first > from + 1 && words.is(m.first - 1, Class::AND.or(Class::BUT));
                (joined && m.end <= c.first).then(|| m.first - 1)
            });
        other.unwrap_or(to)
    }

    /// Whether `span` is but the end of what the same speaker is listed as saying: `Lee said
    /// she believed that …`.
    fn says_again(&self, own: usize, span: Span, mention: Option<usize>) -> bool {
        let Some(who) = mention.and_then(|m| self.scene.who[m]) else { return false };
        let before = |s: &Statement| Span::new(s.span.start, span.start).of(self.scene.text);
        self.statements[own..].iter().any(|s| {
            s.kind != QuoteKind::Direct
                && s.span.covers(span)
                && s.person == Some(who)
                && before(s).split_whitespace().count() <= AGAIN
        })
    }

    /// Lists tokens `from..to` as what a cue reports, in the place of the passages inside.
    fn report(
        &mut self,
        para: usize,
        own: usize,
        number: usize,
        (from, to): (usize, usize),
        confidence: f32,
        seen: &mut dyn FnMut(&Scene, Event),
    ) {
        let words = self.scene.words(para);
        let to = clause::last(&words, from, self.turn(para, (from, to)));
        // The comma between a verb and its marks opens nobody's words.
        let parts = |at: &usize| words.is_mark(*at, b',') || words.is_mark(*at, b':');
        let from = (from..to).find(|at| !parts(at)).unwrap_or(to);
        if to <= from {
            return;
        }
        let marked = self.holds_passage(para, (from, to));
        let span = words.span(from, to);
        let subject = self.scene.reporters(para)[number].subject;
        let own = own.max(self.statements.len().saturating_sub(BACK));
        let inside = |s: &Statement| s.para == para && span.overlaps(s.span);
        if self.statements[own..].iter().any(|s| s.span == span && s.kind != QuoteKind::Direct) {
            return;
        }
        let taken = self.statements[own..]
            .iter()
            .any(|s| inside(s) && s.kind == QuoteKind::Mixed && marked);
        if marked && (taken || to - from == 1) {
            return;
        }
        let number_of = |(local, _)| self.scene.paras[para].mentions.0 + local;
        let understood = || self.understood(para, &self.scene.reporters(para)[number]);
        let mut mention = subject.map(number_of).or_else(understood);
        let mut reason = match (subject, mention) {
            (Some(_), _) => Reason::SameSentence,
            (None, Some(mention)) => self.reason(para, mention).0,
            (None, None) => Reason::None,
        };
        let mut relayed = Vec::new();
        if marked {
            let direct = self.statements[own..]
                .iter()
                .position(|s| inside(s) && s.kind == QuoteKind::Direct);
            let direct = direct.map(|at| self.statements[own + at].clone());
            // `Lee, whom they call a critic, said “…”`: the passage has its own verb.
            if direct.as_ref().is_some_and(|said| led_within(said, span)) {
                return;
            }
            if let Some(said) = direct
                && let Some(better) = said.mention
            {
                mention = Some(better);
                reason = said.reason;
                relayed = said.relayed;
            }
            let keep = |s: &Statement| {
                !(s.para == para && s.kind == QuoteKind::Direct && span.covers(s.span))
            };
            let tail: Vec<Statement> = self.statements.drain(own..).filter(keep).collect();
            self.statements.extend(tail);
        }
        if relayed.is_empty() {
            relayed = self.relayed(para, self.scene.reporters(para)[number], to);
        }
        if let Some(mention) = mention {
            self.pronoun(self.scene.para_of(mention), mention, seen);
        }
        let coordinate = matches!(subject, Some((_, Link::Coordinate)));
        if !marked && !coordinate && self.says_again(own, span, mention) {
            return;
        }
        let kind = if marked { QuoteKind::Mixed } else { QuoteKind::Indirect };
        let confidence = self.right(Curve::Reported, confidence, mention);
        let who = mention.and_then(|m| self.scene.who[m]);
        let described = mention.and_then(|m| self.described(m)).filter(|_| who.is_none());
        self.statements.push(Statement {
            para,
            span,
            kind,
            open: false,
            mention,
            named_at: mention.map(|m| self.named_at(m, described)),
            person: who,
            joint: None,
            described,
            reason,
            cue: Some(self.scene.reporters(para)[number].span(&self.scene.words(para))),
            confidence,
            relayed,
            goes_on: false,
            rivals: None,
        });
    }
}

/// How many words tokens `from..to` are.
fn n_words(words: &Words, (from, to): (usize, usize)) -> usize {
    (from..to).filter(|at| words.get(*at).is_some_and(|t| t.is_word())).count()
}

/// Whether the verb that leads to `said` stands in `span` before it.
fn led_within(said: &Statement, span: Span) -> bool {
    let leads = said.cue.is_some_and(|cue| span.covers(cue) && cue.end <= said.span.start);
    leads && said.relayed.is_empty()
}
