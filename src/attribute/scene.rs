//! A briefing laid out for attribution: tokens, passages, mentions and cues of every
//! paragraph, and who the names are.

use super::billed;
use super::cue::{self, Cue};
use super::headed::{self, Headed};
use super::rank::{Keep, Task, Weigher, Weights};
use crate::cast::{Mention, MentionKind, Names, Registry, Surnames, mentions};
use crate::model::{Briefing, Kind, Language, ParagraphKind, Span};
use crate::quote::{Incise, Passage, part, passages};
use crate::text::lexicon::{Class, Lexicon};
use crate::text::sentence;
use crate::text::token::{Shape, Token, Words, tokens};

/// One paragraph: ranges into the lists of [`Scene`].
#[derive(Clone, Debug)]
pub(super) struct Para {
    pub(super) section: usize,
    pub(super) index: usize,
    /// Its own prose: without run-in heading, without label.
    pub(super) span: Span,
    /// Whether it is a paragraph of a blockquote.
    pub(super) block: bool,
    pub(super) turn: Option<usize>,
    pub(super) tokens: (usize, usize),
    pub(super) passages: (usize, usize),
    pub(super) mentions: (usize, usize),
    pub(super) cues: (usize, usize),
    /// Nouns and adjectives that report, behind the cues in the same list.
    pub(super) notions: (usize, usize),
    /// The first token after each sentence.
    pub(super) sentences: Vec<u32>,
}

/// How many tokens away a cue may stand to matter.
pub(super) const NEAR: usize = 200;

pub(super) struct Scene<'a> {
    pub(super) text: &'a str,
    pub(super) lexicon: &'static Lexicon,
    pub(super) paras: Vec<Para>,
    pub(super) tokens: Vec<Token>,
    pub(super) passages: Vec<Passage>,
    pub(super) mentions: Vec<Mention>,
    /// Whom each mention names; pronouns are filled in as they are met.
    pub(super) who: Vec<Option<usize>>,
    pub(super) cues: Vec<Cue>,
    /// Whether each mention is the subject of a cue.
    pub(super) subjects: Vec<bool>,
    pub(super) registry: Registry,
    /// Whom each section's heading names as its speaker.
    pub(super) headings: Vec<Option<Headed>>,
    pub(super) weights: &'a Weights,
    pub(super) keeps: Keep,
    /// Whether the text is in the language the weights were fitted on.
    pub(super) fitted: bool,
    pub(super) language: Language,
    pub(super) kind: Kind,
}

impl<'a> Scene<'a> {
    pub(super) fn of(briefing: &'a Briefing, weights: &'a Weights, keeps: Keep) -> Scene<'a> {
        let mut scene = Scene {
            text: &briefing.text,
            lexicon: Lexicon::of(briefing.language),
            paras: Vec::new(),
            tokens: Vec::with_capacity(briefing.text.len() / 5),
            passages: Vec::new(),
            mentions: Vec::new(),
            who: Vec::new(),
            cues: Vec::new(),
            subjects: Vec::new(),
            registry: Registry::default(),
            headings: Vec::new(),
            weights,
            keeps,
            fitted: briefing.language == Language::ENGLISH,
            language: briefing.language,
            kind: briefing.source.kind,
        };
        for (number, section) in briefing.sections.iter().enumerate() {
            for (index, paragraph) in section.paragraphs.iter().enumerate() {
                let span = body(briefing, section.heading_span, paragraph.span, paragraph.turn);
                scene.add(number, index, span);
                if let Some(para) = scene.paras.last_mut() {
                    para.block = paragraph.kind == ParagraphKind::Blockquote;
                    para.turn = paragraph.turn;
                }
            }
        }
        scene.free_surnames();
        scene.find_mentions();
        scene.drop_doubtful(briefing.language);
        scene.find_cues();
        scene.name_everybody(briefing);
        scene
    }

    fn add(&mut self, section: usize, index: usize, span: Span) {
        let first_passage = self.passages.len();
        passages(self.text, span, &mut self.passages);
        if let Some(incise) = incise(self.language) {
            let found = self.passages.split_off(first_passage);
            self.passages.extend(part(self.text, span, self.lexicon, incise, &found));
        }
        let first_token = self.tokens.len();
        let found = &self.passages[first_passage..];
        let outer = found
            .iter()
            .enumerate()
            .filter(|(_, p)| !p.nested)
            .map(|(at, p)| (p.span, at.min(u16::MAX as usize) as u16));
        tokens(self.text, span, outer, self.lexicon, &mut self.tokens);
        self.paras.push(Para {
            section,
            index,
            span,
            block: false,
            turn: None,
            tokens: (first_token, self.tokens.len()),
            passages: (first_passage, self.passages.len()),
            mentions: (0, 0),
            cues: (0, 0),
            notions: (0, 0),
            sentences: Vec::new(),
        });
    }

    /// Takes from the lexicon, as most surnames are unlisted, the words of the language that
    /// somebody here is called by.
    fn free_surnames(&mut self) {
        let mut surnames = Surnames::default();
        (0..self.paras.len()).for_each(|para| surnames.learn(&self.words(para)));
        for para in 0..self.paras.len() {
            let first = self.paras[para].tokens.0;
            for at in surnames.find(&self.words(para)) {
                self.tokens[first + at].entry = 0;
            }
        }
    }

    fn find_mentions(&mut self) {
        let mut found = Vec::with_capacity(self.tokens.len() / 10);
        for para in 0..self.paras.len() {
            let (first, words) = (found.len(), self.words(para));
            mentions(&words, &mut found);
            let ends = sentence::ends(&words).into_iter().map(|e| e as u32).collect();
            self.paras[para].sentences = ends;
            self.paras[para].mentions = (first, found.len());
        }
        self.mentions = found;
    }

    /// Takes out what only looks like a name, as the whole briefing shows.
    fn drop_doubtful(&mut self, language: Language) {
        let mut names = Names::of(language);
        for para in 0..self.paras.len() {
            let (from, to) = self.paras[para].mentions;
            for at in from..to {
                let mut mention = self.mentions[at];
                names.trim(&self.words(para), &mut mention);
                self.mentions[at] = mention;
            }
        }
        for para in 0..self.paras.len() {
            let words = self.words(para);
            self.mentions(para).iter().for_each(|m| names.learn(&words, m));
        }
        let mut kept = Vec::with_capacity(self.mentions.len());
        for para in 0..self.paras.len() {
            let first = kept.len();
            let words = self.words(para);
            kept.extend(self.mentions(para).iter().filter(|m| names.allow(&words, m)));
            self.paras[para].mentions = (first, kept.len());
        }
        self.mentions = kept;
    }

    fn find_cues(&mut self) {
        let mut cues = Vec::with_capacity(self.mentions.len());
        for para in 0..self.paras.len() {
            let first = cues.len();
            let sentences = &self.paras[para].sentences;
            let notions = cue::cues(&self.words(para), self.mentions(para), sentences, &mut cues);
            self.paras[para].cues = (first, notions);
            self.paras[para].notions = (notions, cues.len());
        }
        self.subjects = vec![false; self.mentions.len()];
        for p in &self.paras {
            let verbs = cues.get(p.cues.0..p.cues.1).unwrap_or_default();
            for (local, _) in verbs.iter().filter_map(|cue| cue.subject) {
                self.subjects[p.mentions.0 + local] = true;
            }
        }
        self.cues = cues;
    }

    /// Begins to weigh an option of `task`.
    pub(super) fn weigher(&self, task: Task) -> Weigher<'_> {
        self.weights.weigher(task, self.keeps)
    }

    pub(super) fn words(&self, para: usize) -> Words<'_> {
        let (from, to) = self.paras.get(para).map_or((0, 0), |p| p.tokens);
        Words {
            text: self.text,
            lexicon: self.lexicon,
            tokens: self.tokens.get(from..to).unwrap_or_default(),
        }
    }

    pub(super) fn mentions(&self, para: usize) -> &[Mention] {
        let (from, to) = self.paras.get(para).map_or((0, 0), |p| p.mentions);
        self.mentions.get(from..to).unwrap_or_default()
    }

    pub(super) fn cues(&self, para: usize) -> &[Cue] {
        let (from, to) = self.paras.get(para).map_or((0, 0), |p| p.cues);
        self.cues.get(from..to).unwrap_or_default()
    }

    /// The cues of a paragraph and the nouns and adjectives that report behind them.
    pub(super) fn reporters(&self, para: usize) -> &[Cue] {
        let (from, to) = self.paras.get(para).map_or((0, 0), |p| (p.cues.0, p.notions.1));
        self.cues.get(from..to).unwrap_or_default()
    }

    /// The cues within [`NEAR`] tokens of token `at`, and the number of the first of them
    /// in the paragraph. A paragraph may be a megabyte long; what matters is near.
    pub(super) fn cues_near(&self, para: usize, at: usize) -> (usize, &[Cue]) {
        let cues = self.cues(para);
        let from = cues.partition_point(|c| c.at + NEAR < at);
        let to = cues.partition_point(|c| c.at <= at + NEAR);
        (from, cues.get(from..to).unwrap_or_default())
    }

    /// The number of the sentence token `at` stands in.
    pub(super) fn sentence(&self, para: usize, at: usize) -> usize {
        self.paras.get(para).map_or(0, |p| p.sentences.partition_point(|end| *end as usize <= at))
    }

    /// The bytes of a mention, by its number.
    pub(super) fn mention_span(&self, para: usize, mention: usize) -> Span {
        self.mentions
            .get(mention)
            .map_or(Span::default(), |m| self.words(para).span(m.first, m.end))
    }

    /// Whether a mention is German `Sie`, which may call whoever is spoken to.
    pub(super) fn is_addressed(&self, mention: usize) -> bool {
        let words = self.words(self.para_of(mention));
        self.mentions
            .get(mention)
            .is_some_and(|m| words.is(m.first, Class::SHE) && words.is_name_like(m.first))
    }

    /// The paragraph a mention stands in.
    pub(super) fn para_of(&self, mention: usize) -> usize {
        self.paras.partition_point(|p| p.mentions.1 <= mention)
    }

    /// The fullest name of somebody known.
    pub(super) fn name(&self, person: usize) -> String {
        self.registry.known.get(person).map_or(String::new(), |k| k.name.clone())
    }

    /// Learns the people in a headline or byline, where every word may be a capital: only
    /// names with a forename or title we know. The last of them.
    fn learn_line(&self, line: &str, registry: &mut Registry) -> Option<usize> {
        let mut row = Vec::new();
        tokens(line, Span::new(0, line.len()), std::iter::empty(), self.lexicon, &mut row);
        let words = Words { text: line, lexicon: self.lexicon, tokens: &row };
        let mut found = Vec::new();
        mentions(&words, &mut found);
        let mut last = None;
        for mention in &found {
            let known = words.is(mention.name.0, Class::FORENAME) || mention.first < mention.name.0;
            if mention.kind == MentionKind::Name && known && mention.name.1 - mention.name.0 <= 6 {
                last = registry.enrol(&words, mention);
            }
        }
        last
    }

    /// Two readings: full names first, then every mention in order.
    fn name_everybody(&mut self, briefing: &Briefing) {
        let mut registry = Registry::default();
        let surnames = billed::surnames(&briefing.text, &briefing.turns);
        for line in briefing.title.iter().map(String::as_str) {
            // In a title all in capitals every word looks like a name.
            let told = line.chars().any(char::is_lowercase);
            if !billed::learn(line, &surnames, self.lexicon, &mut registry) && told {
                self.learn_line(line, &mut registry);
            }
        }
        for line in &briefing.byline {
            let role = line.role.as_deref().unwrap_or_default();
            let person = self.learn_line(&format!("{role} {}", line.name), &mut registry);
            if let Some(person) = person.filter(|p| registry.known[*p].name == line.name) {
                registry.describe(person, line.role.clone());
                if line.name.contains(' ') {
                    registry.confirm(person);
                }
            }
        }
        for para in 0..self.paras.len() {
            let words = self.words(para);
            for mention in self.mentions(para) {
                registry.learn(&words, mention);
            }
        }
        let mut who = vec![None; self.mentions.len()];
        for para in 0..self.paras.len() {
            let words = self.words(para);
            let from = self.paras[para].mentions.0;
            let here = self.mentions(para);
            for (at, mention) in here.iter().enumerate() {
                let number = from + at;
                who[number] = registry.resolve(&words, mention, number + 1);
                if mention.kind == MentionKind::Nominal
                    && let Some(before) = apposition(&words, here, at)
                    && let Some(person) = who[from + before]
                {
                    registry.appoint(&words, mention, mention.end, person);
                    who[number] = Some(person);
                }
                if let Some(before) = explained(&words, here, at)
                    && let Some(person) = who[number]
                {
                    registry.appoint(&words, &here[before], mention.first - 1, person);
                    who[from + before] = Some(person);
                }
            }
        }
        self.headings = headed::speakers(briefing, self.lexicon, &mut registry);
        self.who = who;
        self.registry = registry;
    }
}

/// How who speaks breaks into the words in `language`; English keeps its marks apart.
fn incise(language: Language) -> Option<Incise> {
    match language {
        Language::FRENCH => Some(Incise::DashesAndCommas),
        Language::SPANISH | Language::PORTUGUESE | Language::ITALIAN => Some(Incise::Dashes),
        _ => None,
    }
}

/// The name that mention `at` explains: `Ann Lee, the mayor of Springfield,`.
fn apposition(words: &Words, here: &[Mention], at: usize) -> Option<usize> {
    let mention = here.get(at)?;
    let before = at.checked_sub(1)?;
    let name = here.get(before)?;
    let comma = behind_bracket(words, name.end);
    let joined = name.kind == MentionKind::Name
        && comma + 1 == mention.first
        && words.is_mark(comma, b',')
        && words.is(mention.first, Class::ARTICLE.or(Class::POSSESSIVE).or(Class::NOUN));
    let preposed = name.first > 0 && words.is(name.first - 1, Class::PREPOSITION);
    // `Off Freedonia, the mayor said` has its comma end what stands before the subject.
    let closed = !preposed || words.get(mention.end).is_none_or(|t| !t.is_word());
    // `Lee, the mayor and Roe` would be a list.
    (joined && closed && !words.is(mention.end, Class::AND)).then_some(before)
}

/// The description that the name `at` stands behind: `Its president, Ann Lee,`, `the
/// minister of labour, Ann Lee,`. A third one would make it a list.
fn explained(words: &Words, here: &[Mention], at: usize) -> Option<usize> {
    let name = here.get(at).filter(|m| m.kind == MentionKind::Name)?;
    let comma = name.first.checked_sub(1).filter(|comma| words.is_mark(*comma, b','))?;
    // `the head of the opposition, Ann Lee`: a body is not whom the name explains.
    let person = Class::OFFICE.or(Class::ROLE);
    let held = |m: &Mention| {
        m.kind == MentionKind::Nominal && m.head.is_some_and(|head| words.is(head, person))
    };
    let before =
        (at.saturating_sub(COMPLEMENTS)..at).rev().find(|k| here.get(*k).is_some_and(held))?;
    let described = here.get(before)?;
    let one = described.head.is_some_and(|head| !words.text(head).ends_with('s'));
    let end = behind_bracket(words, name.end);
    let marked = words
        .get(end)
        .is_none_or(|t| matches!(t.mark, b',' | b'.' | b':' | b'-') || t.shape == Shape::Passage);
    let bare = described.end == comma;
    let closed = marked || bare && words.is(end, Class::SAY);
    let listed = words.is_mark(end, b',') && words.is(end + 1, Class::AND)
        || described.first > 0
            && words.is_mark(described.first - 1, b',')
            && before
                .checked_sub(1)
                .and_then(|k| here.get(k))
                .is_some_and(|m| m.kind == MentionKind::Name && m.end + 1 == described.first);
    let joined = bare || is_complement(words, described.end, comma);
    // `her mother, Ann, said`.
    let whole = name.name.1 - name.name.0 >= 2 || bare && words.is(name.name.0, Class::FORENAME);
    (one && joined && closed && !listed && whole).then_some(before)
}

/// Mentions that may stand between a description and the name behind it.
const COMPLEMENTS: usize = 4;
/// The longest complement of an office, in words.
const COMPLEMENT: usize = 9;

/// Whether `from..to` says of what somebody is the head: `of Labour and Social Affairs`, `de
/// l’opposition`.
fn is_complement(words: &Words, from: usize, to: usize) -> bool {
    let clause = Class::CUE.or(Class::AUXILIARY).or(Class::SUBORDINATE).or(Class::WHO);
    words.is(from, Class::OF.or(Class::PREPOSITION))
        && to - from <= COMPLEMENT
        && (from..to).all(|k| {
            words.get(k).is_some_and(|t| t.is_word() || t.is_mark(b'\''))
                && (!words.is(k, clause)
                    || words.is_name_like(k)
                    || words.is(k, Class::ARTICLE.or(Class::PREPOSITION).or(Class::NOUN)))
        })
}

/// The token behind a bracket that opens at `at`, or `at`: `Lee (D-Springfield), who`.
pub(super) fn behind_bracket(words: &Words, at: usize) -> usize {
    if !words.is_mark(at, b'(') {
        return at;
    }
    (at + 1..at + 9).find(|k| words.is_mark(*k, b')')).map_or(at, |k| k + 1)
}

/// What of a paragraph is its own prose: without run-in heading, without label.
fn body(briefing: &Briefing, heading: Option<Span>, paragraph: Span, turn: Option<usize>) -> Span {
    let mut span = paragraph;
    if let Some(heading) = heading.filter(|h| span.covers(*h) && h.start < span.start + 8) {
        let rest = briefing.text.get(heading.end..span.end).unwrap_or_default();
        let mark = |c: char| c.is_whitespace() || matches!(c, ':' | '.' | '*' | '_');
        span.start = span.end - rest.trim_start_matches(mark).len();
    }
    if let Some(turn) = turn.and_then(|t| briefing.turns.get(t)) {
        let at = turn.speech.partition_point(|s| s.end <= span.start);
        if let Some(speech) = turn.speech.get(at).filter(|s| span.covers(**s)) {
            return *speech;
        }
        if span.covers(turn.label) {
            span.start = turn.label.end;
        }
    }
    span
}
