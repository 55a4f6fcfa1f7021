//! Reads a briefing from first to last paragraph and decides, passage by passage.

use super::content::{self, Content};
use super::cue::Cue;
use super::pronoun;
use super::rank::{self, Features, Keep, Task, Weights};
use super::scene::Scene;
use super::speaker::{self, Candidate, Last};
use super::turn::{self, Voice};
use crate::cast::MentionKind;
use crate::model::{Briefing, QuoteKind, Reason, Span};
use crate::text::lexicon::Class;
use crate::text::token::Shape;

/// A passage with its speaker.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    pub(super) para: usize,
    pub(super) span: Span,
    pub(super) kind: QuoteKind,
    /// Whether its closing mark is missing.
    pub(super) open: bool,
    pub(super) mention: Option<usize>,
    /// Where the speaker is named.
    pub(super) named_at: Option<Span>,
    pub(super) person: Option<usize>,
    pub(super) reason: Reason,
    pub(super) cue: Option<usize>,
    pub(super) confidence: f32,
}

pub(super) struct Reading<'a> {
    pub(super) scene: Scene<'a>,
    pub(super) statements: Vec<Statement>,
    /// Who speaks each turn of the briefing.
    pub(super) voices: Vec<Voice>,
}

/// One decision with its options, for fitting: what each would choose and why.
#[derive(Clone, Debug)]
pub struct Decision {
    pub task: Task,
    /// What is decided on: the passage, the pronoun, the cue.
    pub about: Span,
    pub options: Vec<Choice>,
}

#[derive(Clone, Debug)]
pub struct Choice {
    /// The mention or content chosen; `None` for none.
    pub span: Option<Span>,
    /// The name of whom it means.
    pub name: Option<String>,
    pub features: Features,
}

pub(super) fn read<'a>(briefing: &'a Briefing, weights: &'a Weights) -> Reading<'a> {
    walk(briefing, weights, Keep::Sum, &mut |_, _| {})
}

/// Every decision in `briefing`, in reading order, as `weights` lead through it.
pub fn decisions(briefing: &Briefing, weights: &Weights) -> Vec<Decision> {
    let mut all = Vec::new();
    walk(briefing, weights, Keep::Features, &mut |scene, event| all.push(decision(scene, event)));
    all
}

/// What is decided, as it happens.
enum Event<'a> {
    Speaker(usize, usize, &'a [Candidate]),
    Pronoun(usize, usize, &'a [(usize, Features)]),
    Content(usize, usize, &'a [Content]),
}

fn decision(scene: &Scene, event: Event) -> Decision {
    match event {
        Event::Speaker(para, at, candidates) => {
            let about = scene.words(para).span(at, at + 1);
            let options = candidates.iter().map(|c| Choice {
                span: c.mention.map(|m| scene.mention_span(scene.para_of(m), m)),
                name: c
                    .person
                    .or_else(|| c.mention.and_then(|m| scene.who[m]))
                    .map(|p| scene.name(p)),
                features: c.features.clone(),
            });
            Decision { task: Task::Speaker, about, options: options.collect() }
        }
        Event::Content(para, cue, contents) => {
            let words = scene.words(para);
            let about = scene.cues(para).get(cue).map_or(Span::default(), |c| c.span(&words));
            let options = contents.iter().map(|c| Choice {
                span: (c.to > c.from).then(|| words.span(c.from, c.to)),
                name: None,
                features: c.features.clone(),
            });
            Decision { task: Task::Content, about, options: options.collect() }
        }
        Event::Pronoun(para, number, people) => {
            let about = scene.mention_span(para, number);
            let options = people.iter().map(|(p, features)| Choice {
                span: None,
                name: Some(scene.name(*p)),
                features: features.clone(),
            });
            Decision { task: Task::Pronoun, about, options: options.collect() }
        }
    }
}

/// How likely it must be that a cue reports something before it is listed.
const LIKELY: f32 = 0.5;

struct Walk<'a> {
    scene: Scene<'a>,
    last: Option<Last>,
    /// Passages per person so far.
    n_spoken: Vec<u32>,
    statements: Vec<Statement>,
    voices: Vec<Voice>,
}

fn walk<'a>(
    briefing: &'a Briefing,
    weights: &'a Weights,
    keeps: Keep,
    seen: &mut dyn FnMut(&Scene, Event),
) -> Reading<'a> {
    let mut scene = Scene::of(briefing, weights, keeps);
    let voices = turn::voices(briefing, &mut scene);
    let n_spoken = vec![0; scene.registry.known.len()];
    let mut walk = Walk { scene, last: None, n_spoken, statements: Vec::new(), voices };
    for para in 0..walk.scene.paras.len() {
        walk.paragraph(para, seen);
    }
    Reading { scene: walk.scene, statements: walk.statements, voices: walk.voices }
}

impl Walk<'_> {
    /// Pronouns and passages in the order they stand.
    fn paragraph(&mut self, para: usize, seen: &mut dyn FnMut(&Scene, Event)) {
        if self.scene.paras[para].block && !self.scene.words(para).is_passage(0) {
            return self.block(para, seen);
        }
        let own = self.statements.len();
        let (mut mention, end) = self.scene.paras[para].mentions;
        let (from, to) = self.scene.paras[para].tokens;
        for at in 0..to - from {
            if self.scene.tokens[from + at].shape != Shape::Passage {
                continue;
            }
            while mention < end && self.scene.mentions[mention].first < at {
                self.pronoun(para, mention, seen);
                mention += 1;
            }
            self.passage(para, at, seen);
        }
        for mention in mention..end {
            self.pronoun(para, mention, seen);
        }
        self.contents(para, own, seen);
    }

    fn pronoun(&mut self, para: usize, mention: usize, seen: &mut dyn FnMut(&Scene, Event)) {
        if self.scene.mentions[mention].kind != MentionKind::Pronoun
            || self.scene.who[mention].is_some()
        {
            return;
        }
        let people = pronoun::candidates(&self.scene, self.last, &self.n_spoken, para, mention);
        seen(&self.scene, Event::Pronoun(para, mention, &people));
        if let Some((best, _)) = rank::best(people.iter().map(|(_, f)| f.score())) {
            self.scene.who[mention] = people.get(best).map(|(person, _)| *person);
        }
    }

    fn passage(&mut self, para: usize, at: usize, seen: &mut dyn FnMut(&Scene, Event)) {
        if let Some(person) = self.voice(para).filter(|_| self.own_words(para, at)) {
            let number = self.scene.paras[para].passages.0
                + self.scene.tokens[self.scene.paras[para].tokens.0 + at].entry as usize;
            if let Some(p) = self.scene.passages.get(number).copied() {
                let kind = QuoteKind::Direct;
                let said = Said { para, span: p.span, kind, open: !p.closed, end: at + 1 };
                return self.state(seen, said, None, Some(person), (Reason::Label, None, 0.8));
            }
        }
        let candidates = speaker::candidates(&self.scene, self.last, &self.n_spoken, para, at);
        seen(&self.scene, Event::Speaker(para, at, &candidates));
        let scores = candidates.iter().map(|c| c.features.score());
        let Some((best, confidence)) = rank::best(scores) else { return };
        let Some(chosen) = candidates.get(best).filter(|c| c.reason != Reason::None) else {
            return;
        };
        let number = self.scene.paras[para].passages.0
            + self.scene.tokens[self.scene.paras[para].tokens.0 + at].entry as usize;
        let Some(passage) = self.scene.passages.get(number).copied() else { return };
        let said = Said {
            para,
            span: passage.span,
            kind: QuoteKind::Direct,
            open: !passage.closed,
            end: at + 1,
        };
        self.state(
            seen,
            said,
            chosen.mention,
            chosen.person,
            (chosen.reason, chosen.cue, confidence),
        );
    }

    /// Who speaks the turn a paragraph belongs to.
    fn voice(&self, para: usize) -> Option<usize> {
        let turn = self.scene.paras[para].turn?;
        self.voices.get(turn).and_then(|v| v.person)
    }

    /// Whether the speaker of the turn quotes himself: `le dije “…”`.
    fn own_words(&self, para: usize, at: usize) -> bool {
        let sentence = self.scene.sentence(para, at);
        self.scene.cues(para).iter().any(|c| {
            let near =
                c.end <= at && at - c.end <= 4 && self.scene.sentence(para, c.at) == sentence;
            near && c.class.is(Class::FIRST_PERSON)
        })
    }

    /// Notes that a mention, or the person a heading names, said something.
    fn state(
        &mut self,
        seen: &mut dyn FnMut(&Scene, Event),
        said: Said,
        mention: Option<usize>,
        person: Option<usize>,
        (reason, cue, confidence): (Reason, Option<usize>, f32),
    ) {
        if let Some(mention) = mention {
            self.pronoun(self.scene.para_of(mention), mention, seen);
        }
        let own = |m: &usize| self.scene.mentions[*m].kind == MentionKind::First;
        let person = person
            .or_else(|| mention.and_then(|m| self.scene.who[m]))
            .or_else(|| mention.filter(own).and_then(|_| self.voice(said.para)));
        if let Some(n) = person.and_then(|p| self.n_spoken.get_mut(p)) {
            *n += 1;
        }
        let section = self.scene.paras[said.para].section;
        let named_at = match mention {
            Some(m) => Some(self.scene.mention_span(self.scene.para_of(m), m)),
            None => self.scene.headings.get(section).copied().flatten().map(|(_, span)| span),
        };
        if let Some(mention) = mention {
            let Said { para, open, end, .. } = said;
            self.last = Some(Last { para, mention, person, open, end });
        }
        let Said { para, span, kind, open, .. } = said;
        self.statements.push(Statement {
            para,
            span,
            kind,
            open,
            mention,
            named_at,
            person,
            reason,
            cue,
            confidence,
        });
    }

    /// What the cues of a paragraph report, and the passages that turn out to stand
    /// inside a paraphrase.
    fn contents(&mut self, para: usize, own: usize, seen: &mut dyn FnMut(&Scene, Event)) {
        for number in 0..self.scene.cues(para).len() {
            let cue = self.scene.cues(para)[number];
            let silent = cue.negated || cue.modal || cue.subject.is_none();
            if silent && self.scene.keeps == Keep::Sum {
                continue;
            }
            let contents = content::candidates(&self.scene, para, number);
            seen(&self.scene, Event::Content(para, number, &contents));
            if silent {
                continue;
            }
            let scores = contents.iter().map(|c| c.features.score());
            let Some((best, confidence)) = rank::some(scores) else { continue };
            let chosen = contents.get(best).filter(|_| confidence >= LIKELY);
            if let Some(Content { from, to, .. }) = chosen {
                self.report(para, own, number, (*from, *to), confidence, seen);
            }
        }
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
        let marked = (from..to).any(|at| words.is_passage(at));
        let span = words.span(from, to);
        let Some((local, _)) = self.scene.cues(para)[number].subject else { return };
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
        let mut mention = self.scene.paras[para].mentions.0 + local;
        let mut reason = Reason::SameSentence;
        if marked {
            let direct = self.statements[own..]
                .iter()
                .position(|s| inside(s) && s.kind == QuoteKind::Direct);
            if let Some(said) = direct.map(|at| self.statements[own + at].clone())
                && let Some(better) = said.mention
            {
                mention = better;
                reason = said.reason;
            }
            let keep = |s: &Statement| {
                !(s.para == para && s.kind == QuoteKind::Direct && span.covers(s.span))
            };
            let tail: Vec<Statement> = self.statements.drain(own..).filter(keep).collect();
            self.statements.extend(tail);
        }
        self.pronoun(self.scene.para_of(mention), mention, seen);
        let kind = if marked { QuoteKind::Mixed } else { QuoteKind::Indirect };
        self.statements.push(Statement {
            para,
            span,
            kind,
            open: false,
            mention: Some(mention),
            named_at: Some(self.scene.mention_span(self.scene.para_of(mention), mention)),
            person: self.scene.who[mention],
            reason,
            cue: Some(self.scene.paras[para].cues.0 + number),
            confidence,
        });
    }

    /// A paragraph of a blockquote: said by whom the paragraph before introduces, or by
    /// whoever spoke the block before.
    fn block(&mut self, para: usize, seen: &mut dyn FnMut(&Scene, Event)) {
        let span = self.scene.paras[para].span;
        let said = Said {
            para,
            span,
            kind: QuoteKind::Block,
            open: false,
            end: self.scene.words(para).len(),
        };
        let before = para.checked_sub(1);
        if before.is_some_and(|b| self.scene.paras[b].block) {
            let Some(Statement { mention, person, cue, confidence, .. }) =
                self.statements.last().cloned()
            else {
                return;
            };
            return self.state(seen, said, mention, person, (Reason::Carried, cue, confidence));
        }
        let Some(before) = before else { return };
        let from = self.scene.paras[before].mentions.0;
        let spoken = |c: &&Cue| c.class.is(Class::SAY) && !c.negated;
        let cue = self
            .scene
            .cues(before)
            .iter()
            .enumerate()
            .rev()
            .find(|(_, c)| spoken(c) && c.subject.is_some());
        let found = cue
            .and_then(|(at, c)| Some((self.scene.paras[before].cues.0 + at, from + c.subject?.0)));
        match found {
            Some((cue, mention)) => self.state(
                seen,
                said,
                Some(mention),
                None,
                (Reason::PreviousParagraph, Some(cue), 0.85),
            ),
            None => {
                let section = self.scene.paras[para].section;
                let named = self.scene.headings.get(section).copied().flatten();
                if let Some((person, _)) = named {
                    self.state(seen, said, None, Some(person), (Reason::Title, None, 0.8));
                }
            }
        }
    }
}

/// Words and where they stand, before anyone is found to have said them.
struct Said {
    para: usize,
    span: Span,
    kind: QuoteKind,
    open: bool,
    /// The token behind them.
    end: usize,
}
