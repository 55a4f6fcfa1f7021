//! Reads a briefing from first to last paragraph and decides, passage by passage.

use rustc_hash::FxHashMap;

use super::content::{Content, Room};
use super::cue::Cue;
use super::doubtful;
use super::joint;
use super::nested;
use super::pronoun;
use super::rank::{self, Curve, Features, Keep, Task, Weights};
use super::running;
use super::scene::Scene;
use super::speaker::{self, Candidate, Last};
use super::spoken::Inside;
use super::turn::{self, Voice};
use crate::cast::{Mention, MentionKind};
use crate::model::{Briefing, PersonKind, QuoteKind, Reason, Span};
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
    /// The two who say it together.
    pub(super) joint: Option<joint::Pair>,
    /// Whom words describe that name nobody: `a senior official`.
    pub(super) described: Option<(Span, PersonKind)>,
    pub(super) reason: Reason,
    pub(super) cue: Option<Span>,
    pub(super) confidence: f32,
    /// Speakers whom the speaker reports.
    pub(super) relayed: Vec<Span>,
    /// Whether it goes on with the statement before: `“A,” she said, “b.”`.
    pub(super) goes_on: bool,
    /// Two who could have said it, when nobody is named.
    pub(super) rivals: Option<[usize; 2]>,
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
    /// Where a content goes on behind its cue.
    pub rest: Option<Span>,
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
pub(super) enum Event<'a> {
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
                rest: None,
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
            let about = scene.reporters(para).get(cue).map_or(Span::default(), |c| c.span(&words));
            let options = contents.iter().map(|c| Choice {
                span: (c.to > c.from).then(|| words.span(c.from, c.to)),
                rest: c.rest.map(|(from, to)| words.span(from, to)),
                name: None,
                features: c.features.clone(),
            });
            Decision { task: Task::Content, about, options: options.collect() }
        }
        Event::Pronoun(para, number, people) => {
            let about = scene.mention_span(para, number);
            let options = people.iter().map(|(p, features)| Choice {
                span: None,
                rest: None,
                name: Some(scene.name(*p)),
                features: features.clone(),
            });
            Decision { task: Task::Pronoun, about, options: options.collect() }
        }
    }
}

pub(super) struct Walk<'a> {
    pub(super) scene: Scene<'a>,
    pub(super) last: Option<Last>,
    /// Passages per person so far.
    pub(super) n_spoken: Vec<u32>,
    /// The mention that an `it` or `they` stands for.
    pub(super) meant: FxHashMap<usize, usize>,
    /// How sure it is whom a pronoun stands for.
    pub(super) sure: FxHashMap<usize, f32>,
    pub(super) statements: Vec<Statement>,
    pub(super) voices: Vec<Voice>,
    pub(super) room: Room,
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
    let mut walk = Walk {
        scene,
        last: None,
        n_spoken,
        meant: FxHashMap::default(),
        sure: FxHashMap::default(),
        statements: Vec::new(),
        voices,
        room: Room::default(),
    };
    for para in 0..walk.scene.paras.len() {
        walk.paragraph(para, seen);
    }
    running::tell(&walk.scene, &mut walk.statements);
    joint::tell(&walk.scene, briefing.source.kind, &mut walk.statements);
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

    pub(super) fn pronoun(
        &mut self,
        para: usize,
        mention: usize,
        seen: &mut dyn FnMut(&Scene, Event),
    ) {
        let kind = self.scene.mentions[mention].kind;
        if matches!(kind, MentionKind::It | MentionKind::They) {
            self.meant(mention);
        }
        let settled = self.scene.who[mention].is_some() || self.meant.contains_key(&mention);
        if kind != MentionKind::Pronoun || settled {
            return;
        }
        if let Some(described) = pronoun::described(&self.scene, para, mention) {
            self.meant.insert(mention, described);
            return;
        }
        let (voice, spoken) = (self.voice(para), &self.n_spoken);
        let people = pronoun::candidates(&self.scene, self.last, spoken, voice, (para, mention));
        seen(&self.scene, Event::Pronoun(para, mention, &people));
        if let Some((best, share)) = rank::best(people.iter().map(|(_, f)| f.score())) {
            self.scene.who[mention] = people.get(best).map(|(person, _)| *person);
            self.sure.insert(mention, share);
        }
    }

    /// Settles which body, paper or group `it` or `they` stands for.
    fn meant(&mut self, mention: usize) {
        if self.meant.contains_key(&mention) || self.scene.is_addressed(mention) {
            return;
        }
        let last = self.last.map(|l| self.meant.get(&l.mention).copied().unwrap_or(l.mention));
        let found = pronoun::antecedent(&self.scene, last, mention);
        if let Some(found) = found {
            let found = self.meant.get(&found).copied().unwrap_or(found);
            self.meant.insert(mention, found);
            self.scene.who[mention] = self.scene.who[mention].or(self.scene.who[found]);
        }
    }

    fn passage(&mut self, para: usize, at: usize, seen: &mut dyn FnMut(&Scene, Event)) {
        if let Some(person) = self.voice(para).filter(|_| self.own_words(para, at)) {
            let number = self.scene.paras[para].passages.0
                + self.scene.tokens[self.scene.paras[para].tokens.0 + at].entry as usize;
            if let Some(p) = self.scene.passages.get(number).copied() {
                let kind = QuoteKind::Direct;
                let said = Said { para, span: p.span, kind, open: !p.closed, at, end: at + 1 };
                self.state(seen, said, None, Some(person), (Reason::Label, None, 0.8));
                return self.nested(para, number);
            }
        }
        let mut candidates = speaker::candidates(&self.scene, self.last, &self.n_spoken, para, at);
        let inside = Inside { para, at, voice: self.voice(para) };
        if let Some((cue, mention)) = self.omitted(para, at) {
            return self.left_out(para, at, mention, cue, seen);
        }
        let inside_turn = self.scene.paras[para].turn.is_some();
        let led = inside_turn && inside.sift(&self.scene, self.last, &mut candidates);
        seen(&self.scene, Event::Speaker(para, at, &candidates));
        let scores = candidates.iter().map(|c| c.features.score());
        let Some((best, confidence)) = rank::best(scores) else { return };
        let Some(chosen) = candidates.get(best) else { return };
        // In a speech what the source itself sets apart is quoted, whoever it is by.
        let apart = inside_turn && self.scene.paras[para].block && at == 0;
        let unknown = chosen.reason == Reason::None && !led;
        if unknown && !apart && !speaker::is_whole(&self.scene, para, at) {
            return;
        }
        // A term in marks that no verb brings is nobody's, as far as languages go that the
        // weights never saw.
        if !self.scene.fitted && chosen.cue.is_none() && speaker::is_term(&self.scene, para, at) {
            return;
        }
        let number = self.scene.paras[para].passages.0
            + self.scene.tokens[self.scene.paras[para].tokens.0 + at].entry as usize;
        let Some(passage) = self.scene.passages.get(number).copied() else { return };
        let said = Said {
            para,
            span: passage.span,
            kind: QuoteKind::Direct,
            open: !passage.closed,
            at,
            end: at + 1,
        };
        if let Some((cue, mention)) = self.introduced(para).filter(|_| unknown && apart) {
            let evidence = (Reason::PreviousParagraph, Some(cue), 0.85);
            self.state(seen, said, Some(mention), None, evidence);
            return self.nested(para, number);
        }
        let chosen = chosen.clone();
        let goes_on = self.goes_on(&said, &chosen);
        let (mention, relayed) = self.outermost(&said, &chosen);
        if let Some(mention) = mention {
            self.pronoun(self.scene.para_of(mention), mention, seen);
        }
        let right = self.right(Curve::Marked, confidence, mention);
        if chosen.reason != Reason::None && right < doubtful::LEAST {
            return self.unnamed(said, &candidates, seen);
        }
        let evidence = (chosen.reason, chosen.cue, confidence);
        self.state(seen, said, mention, chosen.person, evidence);
        if let Some(statement) = self.statements.last_mut() {
            statement.confidence = right;
            statement.goes_on = goes_on;
            statement.relayed = relayed;
        }
        self.nested(para, number);
    }

    /// Lists a passage as said by `mention`, whom the verb beside it leaves out.
    fn left_out(
        &mut self,
        para: usize,
        at: usize,
        mention: usize,
        cue: usize,
        seen: &mut dyn FnMut(&Scene, Event),
    ) {
        let number = self.scene.paras[para].passages.0
            + self.scene.tokens[self.scene.paras[para].tokens.0 + at].entry as usize;
        let Some(p) = self.scene.passages.get(number).copied() else { return };
        let kind = QuoteKind::Direct;
        let said = Said { para, span: p.span, kind, open: !p.closed, at, end: at + 1 };
        let (reason, confidence) = self.reason(para, mention);
        self.state(seen, said, Some(mention), None, (reason, Some(cue), confidence));
        self.nested(para, number);
    }

    /// Lists whole sentences that nobody may be named for, with whom it could have been.
    fn unnamed(
        &mut self,
        said: Said,
        candidates: &[Candidate],
        seen: &mut dyn FnMut(&Scene, Event),
    ) {
        if !speaker::is_whole(&self.scene, said.para, said.at) {
            return;
        }
        let person = |c: &Candidate| c.person.or_else(|| c.mention.and_then(|m| self.scene.who[m]));
        let options = candidates.iter().filter_map(|c| Some((person(c)?, c.features.score())));
        let rivals = doubtful::rivals(options);
        self.state(seen, said, None, None, (Reason::None, None, 0.0));
        if let Some(statement) = self.statements.last_mut() {
            statement.named_at = None;
            statement.rivals = rivals;
        }
    }

    /// How often a decision as sure as this one is right, whom its mention names included.
    pub(super) fn right(&self, curve: Curve, share: f32, mention: Option<usize>) -> f32 {
        let sure = mention.and_then(|m| self.sure.get(&m)).copied().unwrap_or(1.0);
        self.scene.weights.right(curve, share * sure)
    }

    /// Whether a passage goes on with the one before it in its sentence.
    fn goes_on(&self, said: &Said, chosen: &Candidate) -> bool {
        let (Some(last), Some(before)) = (self.last, self.statements.last()) else { return false };
        let same = chosen.mention == Some(last.mention)
            || chosen
                .mention
                .is_some_and(|m| self.scene.who[m].is_some() && self.scene.who[m] == last.person);
        let sentence = |at: usize| self.scene.sentence(said.para, at);
        let near = last.para == said.para
            && before.kind == QuoteKind::Direct
            && last.end < said.at
            && sentence(last.end - 1) == sentence(said.at);
        let cut = before.span.of(self.scene.text).trim_end_matches(|c: char| {
            c.is_whitespace() || matches!(c, '"' | '”' | '’' | '\'' | '»' | '“')
        });
        same && near && !cut.ends_with(['.', '?', '!'])
    }

    /// Over `Lee said Roe had told him “…”` from Roe to Lee, and Roe as one relayed.
    fn outermost(&self, said: &Said, chosen: &Candidate) -> (Option<usize>, Vec<Span>) {
        let mut mention = chosen.mention;
        let mut relayed = Vec::new();
        let from = self.scene.paras[said.para].mentions.0;
        let (_, cues) = self.scene.cues_near(said.para, said.at);
        let first = self.scene.paras[said.para].cues.0;
        let inner = chosen.cue.and_then(|c| self.scene.cues(said.para).get(c.checked_sub(first)?));
        let Some(mut inner) = inner.filter(|c| c.at < said.at).copied() else {
            return (mention, relayed);
        };
        for outer in cues.iter().rev().filter(|c| c.at < said.at) {
            let Some((local, _)) = outer.subject.filter(|_| outer.at < inner.first) else {
                continue;
            };
            if !reports(&self.scene, said.para, outer, &inner) {
                break;
            }
            relayed.extend(mention.map(|m| self.scene.mention_span(self.scene.para_of(m), m)));
            mention = Some(from + local);
            inner = *outer;
        }
        (mention, relayed)
    }

    /// Lists the statements inside passage `number` that have their own speaker.
    fn nested(&mut self, para: usize, number: usize) {
        let Some(outer) = self.statements.last().cloned() else { return };
        for found in nested::statements(&mut self.scene, number, outer.person) {
            self.statements.push(Statement {
                para,
                span: found.span,
                kind: QuoteKind::Direct,
                open: false,
                mention: None,
                named_at: found.named_at,
                person: found.person,
                joint: None,
                described: found.described,
                reason: Reason::SameSentence,
                cue: Some(found.cue),
                confidence: outer.confidence * 0.8,
                relayed: Vec::new(),
                goes_on: false,
                rivals: None,
            });
        }
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
            near && c.class.is(Class::FIRST_PERSON) && !c.class.is(Class::NAMING)
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
        let described = mention.and_then(|m| self.described(m)).filter(|_| person.is_none());
        let named_at = match mention {
            Some(m) => Some(self.named_at(m, described)),
            None => self.scene.headings.get(section).copied().flatten().and_then(|h| h.span),
        };
        // Who asks and is not named is not whom `respondió ella` means.
        let asked =
            !self.scene.fitted && person.is_none() && said.span.of(self.scene.text).ends_with('?');
        if let Some(mention) = mention.filter(|_| !asked) {
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
            joint: None,
            described,
            reason,
            cue: cue.map(|c| self.cue_span(c)),
            confidence,
            relayed: Vec::new(),
            goes_on: false,
            rivals: None,
        });
    }

    fn cue_span(&self, cue: usize) -> Span {
        let para = self.scene.paras.partition_point(|p| p.cues.1 <= cue);
        self.scene.cues[cue].span(&self.scene.words(para))
    }

    /// Where a mention stands, all that describes it included.
    pub(super) fn named_at(&self, mention: usize, described: Option<(Span, PersonKind)>) -> Span {
        let own = self.scene.mention_span(self.scene.para_of(mention), mention);
        described.map(|(span, _)| span).filter(|span| span.start == own.start).unwrap_or(own)
    }

    /// Somebody known by description only: `a senior official`, `the memo`.
    pub(super) fn described(&self, mention: usize) -> Option<(Span, PersonKind)> {
        let mention = self.meant.get(&mention).copied().unwrap_or(mention);
        let m = self.scene.mentions.get(mention)?;
        if m.kind != MentionKind::Nominal {
            return None;
        }
        let para = self.scene.para_of(mention);
        let words = self.scene.words(para);
        // `the head of the committee` is known by what he heads, `a spokesman for Lee` by
        // whom he speaks for.
        let from = self.scene.paras[para].mentions.0;
        let serves = m.head.is_some_and(|head| words.is(head, Class::ROLE.or(Class::OFFICE)));
        let of = |other: &&Mention| {
            let article = usize::from(words.is(m.end + 1, Class::ARTICLE));
            (words.is(m.end, Class::OF) || serves && words.is(m.end, Class::REALM))
                && (other.first == m.end + 1 + article || other.first == m.end + 1)
        };
        let next = |n: usize| self.scene.mentions(para).get(mention + n - from);
        let whole = next(1).filter(of);
        // `a spokesman for Lee and Roe`.
        let both = next(2).filter(|m| {
            whole.is_some_and(|w| words.is(w.end, Class::AND) && m.first == w.end + 1)
                && m.kind == MentionKind::Name
        });
        let span = words.span(m.first, both.or(whole).map_or(m.end, |other| other.end));
        Some((span, nested::kind_of(&words, m)))
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
            at: 0,
            end: self.scene.words(para).len(),
        };
        let before = para.checked_sub(1);
        if before.is_some_and(|b| self.scene.paras[b].block) {
            let last = self.statements.last().filter(|s| Some(s.para) == before).cloned();
            let Some(Statement { mention, person, cue, confidence, .. }) = last else {
                return;
            };
            self.state(seen, said, mention, person, (Reason::Carried, None, confidence));
            if let Some(statement) = self.statements.last_mut() {
                statement.cue = cue;
            }
            return;
        }
        match self.introduced(para) {
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
                if let Some(named) = named {
                    self.state(seen, said, None, Some(named.person), (Reason::Title, None, 0.8));
                }
            }
        }
    }

    /// Who leads over to what paragraph `para` quotes, in the last sentence before it: cue
    /// and mention.
    fn introduced(&self, para: usize) -> Option<(usize, usize)> {
        let before = para.checked_sub(1)?;
        let from = self.scene.paras[before].mentions.0;
        let sentences = self.scene.paras[before].sentences.len();
        let spoken = |c: &&Cue| {
            let last = self.scene.sentence(before, c.at) + 1 >= sentences;
            last && c.class.is(Class::SAY) && !c.negated
        };
        let mut cues = self.scene.cues(before).iter().enumerate().rev();
        let (at, cue) = cues.find(|(_, c)| spoken(c) && c.subject.is_some())?;
        Some((self.scene.paras[before].cues.0 + at, from + cue.subject?.0))
    }
}

/// Words and where they stand, before anyone is found to have said them.
struct Said {
    para: usize,
    span: Span,
    kind: QuoteKind,
    open: bool,
    /// Their first token and the one behind them.
    at: usize,
    end: usize,
}

/// Whether what `outer` reports is that `inner` was said: `Lee said that Roe told him`.
pub(super) fn reports(scene: &Scene, para: usize, outer: &Cue, inner: &Cue) -> bool {
    let words = scene.words(para);
    let mentions = scene.mentions(para);
    let Some((subject, _)) = inner.subject else { return false };
    let (Some(m), Some((reporter, _))) = (mentions.get(subject), outer.subject) else {
        return false;
    };
    let from = scene.paras[para].mentions.0;
    let same = reporter == subject
        || scene.who[from + subject].is_some()
            && scene.who[from + subject] == scene.who[from + reporter]
        || matches!(m.kind, MentionKind::Pronoun | MentionKind::It);
    let behind = words.is(outer.end, Class::THAT) && m.first <= outer.end + 3
        || m.first <= outer.end + 1 && m.first >= outer.end;
    outer.class.is(Class::SAY)
        && !outer.class.is(Class::GERUND)
        && !outer.infinitive
        && scene.sentence(para, outer.at) == scene.sentence(para, inner.at)
        && behind
        && !same
}
