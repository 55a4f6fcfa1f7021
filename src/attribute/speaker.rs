//! Who speaks a marked passage: the candidates and what speaks for each.

use super::carried::{carried, previous, signed};
use super::cue::{Cue, Link};
use super::headed::By;
use super::rank::{Features, Task, Weigher, bucket};
use super::scene::Scene;
use crate::cast::{Mention, MentionKind, introduced};
use crate::model::Reason;
use crate::text::lexicon::Class;
use crate::text::token::{Shape, Words};
use crate::text::words::count;

/// Somebody who may have spoken a passage; without mention: nobody.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) mention: Option<usize>,
    /// Somebody no mention in the text stands for: the heading's speaker.
    pub(super) person: Option<usize>,
    pub(super) reason: Reason,
    /// The cue it is the subject of, by its number.
    pub(super) cue: Option<usize>,
    pub(super) features: Features,
}

/// Who spoke last, for what comes after.
#[derive(Clone, Copy, Debug)]
pub(super) struct Last {
    pub(super) para: usize,
    pub(super) mention: usize,
    pub(super) person: Option<usize>,
    /// Whether its passage ran on to the paragraph's end without a closing mark.
    pub(super) open: bool,
    /// The token behind its passage, in its paragraph.
    pub(super) end: usize,
}

/// How much less likely whole sentences in marks are nobody's than fitting tells, which
/// saw few paragraphs that are nothing else.
const WHOLE: f32 = -3.0;
/// How much likelier marks behind `so-called` hold nobody's words.
const NAMED: f32 = 6.0;
/// How much likelier capitals that no verb of saying leads to are the name of a work.
const WORK: f32 = 8.0;
/// How much likelier a name behind a dash behind a passage is its speaker.
const SIGNED: f32 = 4.0;
/// The score of the speaker a heading names, above all but a clear cue.
const HEADING: f32 = 4.0;
/// The score of the speaker a heading is the label of.
const LABEL: f32 = 8.0;
/// The score of the speaker the title names.
const TITLE: f32 = 3.0;
/// How much likelier whoever introduces a passage (`Ann Lee, mayor: “…”`) speaks it.
const INTRODUCED: f32 = 6.0;
/// How much likelier the name right behind its verb right behind the marks is the speaker
/// (`«…», afirmó ayer Ana Paz`), where the weights saw no such verbs.
const TAGGED: f32 = 5.0;
/// From how many words on whole sentences in marks are surely somebody's.
const LONG: usize = 8;
/// From how many words on they are listed though nobody is known to have said them.
const LISTED: usize = 5;
/// The longest paragraph, in tokens, that may hold nothing but passages.
const SHORT: usize = 64;
/// Mentions looked at on either side of a passage.
const SIDE: usize = 7;

/// What surrounds a passage, in a few small numbers.
pub(super) struct Setting {
    pub(super) para: usize,
    /// The passage's token.
    pub(super) at: usize,
    pub(super) sentence: usize,
    pub(super) pre: u32,
    pub(super) post: u32,
    pub(super) ending: u32,
    pub(super) length: u32,
    /// Whether the paragraph holds nothing else but passages.
    pub(super) alone: bool,
    /// See [`is_whole`].
    pub(super) whole: bool,
    pub(super) starts: bool,
    pub(super) small: bool,
    pub(super) cue_before: bool,
    pub(super) cue_after: bool,
    pub(super) last_gap: u32,
}

/// The candidates for passage token `at` of paragraph `para`, nobody first.
pub(super) fn candidates(
    scene: &Scene,
    last: Option<Last>,
    n_spoken: &[u32],
    para: usize,
    at: usize,
) -> Vec<Candidate> {
    let words = scene.words(para);
    let setting = Setting::of(scene, &words, last, para, at);
    let mut found = Vec::with_capacity(2 * SIDE + 6);
    found.push(nobody(scene, &words, &setting));
    let (from, to) = scene.paras[para].mentions;
    let split = scene.mentions[from..to].partition_point(|m| m.first < at) + from;
    let before = split.saturating_sub(SIDE).max(from);
    for number in (before..split).rev().chain(split..(split + SIDE).min(to)) {
        let near = number < split
            || scene.sentence(para, scene.mentions[number].first) <= setting.sentence + 1;
        if near && eligible(scene, &words, number) {
            found.push(here(scene, &words, &setting, last, n_spoken, number));
        }
    }
    carried(scene, &setting, last, n_spoken, &mut found);
    previous(scene, &setting, last, n_spoken, &mut found);
    found.extend(signed(scene, &setting));
    found.extend(heading(scene, para));
    found
}

/// Whether a passage is whole sentences of some length that begin where a sentence can:
/// somebody's words even when it is not told whose.
pub(super) fn is_whole(scene: &Scene, para: usize, at: usize) -> bool {
    let inner = passage(scene, para, at).map_or("", |p| p.inner.of(scene.text));
    stands_whole(&scene.words(para), at, inner) && count(inner) >= LISTED
}

fn stands_whole(words: &Words, at: usize, inner: &str) -> bool {
    let opens = at == 0 || words.get(at - 1).is_some_and(|t| !t.is_word());
    let stopped = matches!(ending(inner), 2 | 3);
    opens && stopped && !is_small(inner)
}

/// Whether a passage is a few words in the middle of a sentence, as terms and titles are.
pub(super) fn is_term(scene: &Scene, para: usize, at: usize) -> bool {
    let words = scene.words(para);
    let inner = passage(scene, para, at).map_or("", |p| p.inner.of(scene.text));
    let led = at > 0 && (words.is_mark(at - 1, b':') || words.is(at - 1, Class::CUE));
    is_small(inner) && !led && !matches!(ending(inner), 2 | 3)
}

/// Whether the first letter is a small one.
fn is_small(inner: &str) -> bool {
    inner.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase)
}

/// The speaker named by the section's heading: `**Ann Lee** on *The Hour*`.
fn heading(scene: &Scene, para: usize) -> Option<Candidate> {
    let section = scene.paras.get(para)?.section;
    let named = (*scene.headings.get(section)?)?;
    let mut f = scene.weigher(Task::Speaker);
    f.prior(match named.by {
        By::Label => LABEL,
        By::Heading => HEADING,
        By::Title => TITLE,
    });
    Some(Candidate {
        mention: None,
        person: Some(named.person),
        reason: Reason::Title,
        cue: None,
        features: f.done(),
    })
}

/// Owners (`Lee’s`) speak only through what they own; a source in square brackets
/// (`[Letter, 3 May]`) tells where words stand, not whose they are.
pub(super) fn eligible(scene: &Scene, words: &Words, number: usize) -> bool {
    let m = &scene.mentions[number];
    let cited = m.first > 0 && words.is_mark(m.first - 1, b'[') && words.is_mark(m.end, b',');
    // `En él se afirma “…”`.
    let hangs = !scene.fitted
        && m.kind == MentionKind::Pronoun
        && m.first > 0
        && words.is(m.first - 1, Class::PREPOSITION);
    !words.is_mark(m.end, b's') && !cited && !hangs
}

impl Setting {
    fn of(scene: &Scene, words: &Words, last: Option<Last>, para: usize, at: usize) -> Setting {
        let sentence = scene.sentence(para, at);
        let passage = passage(scene, para, at);
        let inner = passage.map_or("", |p| p.inner.of(scene.text));
        let n_words = count(inner);
        let (_, cues) = scene.cues_near(para, at);
        let same = |at: usize| scene.sentence(para, at) == sentence;
        let alone = words.len() <= SHORT
            && (0..words.len()).all(|k| words.get(k).is_some_and(|t| !t.is_word()));
        let last_gap = match last {
            None => 9,
            Some(l) if l.para == para => {
                u32::from(at > l.end) + u32::from(at > l.end + 3) + u32::from(at > l.end + 8)
            }
            Some(l) => 3 + bucket(para - l.para).min(4),
        };
        Setting {
            para,
            at,
            sentence,
            pre: at.checked_sub(1).map_or(0, |k| kind(words, k)),
            post: kind(words, at + 1),
            ending: ending(inner),
            length: bucket(n_words) + u32::from(n_words >= 3) + u32::from(n_words >= 4),
            alone,
            whole: n_words >= LONG && stands_whole(words, at, inner),
            starts: at == 0,
            small: is_small(inner),
            cue_before: cues.iter().any(|c| c.at < at && same(c.at)),
            cue_after: cues.iter().any(|c| c.at > at && same(c.at)),
            last_gap,
        }
    }
}

/// The passage a token stands for.
fn passage<'a>(scene: &'a Scene, para: usize, at: usize) -> Option<&'a crate::quote::Passage> {
    let p = scene.paras.get(para)?;
    let token = scene.words(para).get(at).filter(|t| t.shape == Shape::Passage)?;
    scene.passages.get(p.passages.0 + token.entry as usize)
}

fn ending(inner: &str) -> u32 {
    match inner.trim_end().chars().next_back() {
        Some(',') => 1,
        Some('.') => 2,
        Some('?' | '!') => 3,
        Some('—' | '–' | '-' | '…') => 4,
        Some(':' | ';') => 5,
        _ => 0,
    }
}

/// What kind of word or mark stands at `at`, as a small number; 0 past the end.
#[inline]
pub(super) fn kind(words: &Words, at: usize) -> u32 {
    let Some(token) = words.get(at) else { return 0 };
    match token.shape {
        Shape::Passage => 1,
        Shape::Number => 2,
        Shape::Punctuation => 3 + u32::from(token.mark) % 64,
        _ => match (words.lexicon.sort(token.entry), token.mark) {
            (sort @ 1..=15, _) => 69 + u32::from(sort),
            _ if token.is_name_like() => 85,
            (sort @ 16.., _) => 70 + u32::from(sort),
            (_, b'y') => 87,
            (_, b'd') => 88,
            (_, b'g') => 89,
            _ => 90,
        },
    }
}

fn nobody(scene: &Scene, words: &Words, s: &Setting) -> Candidate {
    let mut f = scene.weigher(Task::Speaker);
    let passage = passage(scene, s.para, s.at);
    f.add(1, &[]);
    f.add(2, &[s.length]);
    f.add(3, &[s.length, s.ending]);
    f.add(4, &[s.pre, s.length.min(6)]);
    f.add(5, &[s.post, s.length.min(6)]);
    f.add(6, &[s.pre, s.post]);
    f.add(7, &[u32::from(s.small), s.length]);
    f.add(8, &[u32::from(s.cue_before), u32::from(s.cue_after), s.length]);
    f.add(9, &[u32::from(s.alone), u32::from(s.starts), s.ending]);
    f.add(10, &[u32::from(passage.is_some_and(|p| p.single)), s.length.min(6)]);
    f.add(11, &[s.last_gap, s.length.min(8)]);
    f.add(12, &[s.pre, u32::from(s.small), s.ending]);
    if s.at > 0 {
        f.add(13, &[words.hash(s.at - 1) as u32, s.length.min(6)]);
    }
    let title = passage.is_some_and(|p| title_case(p.inner.of(scene.text)));
    f.add(14, &[u32::from(title), s.length.min(8), u32::from(s.ending > 0)]);
    if s.whole {
        f.prior(if s.alone { WHOLE } else { WHOLE / 2.0 });
    }
    if s.at > 0 && words.is(s.at - 1, Class::NAMING) && s.length <= 6 {
        f.prior(NAMED);
    }
    let led = s.at == 0
        || words.get(s.at - 1).is_none_or(|t| !t.is_word())
        || words.is(s.at - 1, Class::SAY);
    if title && s.ending == 0 && !led {
        f.prior(WORK);
    }
    Candidate { mention: None, person: None, reason: Reason::None, cue: None, features: f.done() }
}

/// Whether most words begin with capitals, as in the name of a work.
fn title_case(inner: &str) -> bool {
    let (mut all, mut capital) = (0, 0);
    for word in inner.split_whitespace().filter(|w| w.len() > 3).take(20) {
        all += 1;
        capital += usize::from(word.chars().next().is_some_and(char::is_uppercase));
    }
    all > 1 && capital * 4 >= all * 3
}

/// A candidate whose mention stands in the passage's own paragraph.
fn here(
    scene: &Scene,
    words: &Words,
    s: &Setting,
    last: Option<Last>,
    n_spoken: &[u32],
    number: usize,
) -> Candidate {
    let m = &scene.mentions[number];
    let local = number - scene.paras[s.para].mentions.0;
    let after = m.first > s.at;
    let (gap, between) = if after {
        (m.first - s.at - 1, s.at + 1..m.first)
    } else {
        (s.at - m.end.min(s.at), m.end..s.at)
    };
    let apart = scene.sentence(s.para, m.first).abs_diff(s.sentence).min(3) as u32;
    let rivals = rivals(scene, s, number, after);
    let passages = between.clone().take(200).filter(|k| words.is_passage(*k)).count().min(3) as u32;
    let side = u32::from(after) * 4 + apart;
    let mut f = scene.weigher(Task::Speaker);
    f.add(20, &[side]);
    f.add(21, &[side, bucket(gap)]);
    f.add(22, &[side, rivals]);
    f.add(23, &[side, s.post, s.pre]);
    f.add(24, &[side, bucket(gap), s.post]);
    f.add(25, &[side, bucket(gap), s.pre]);
    f.add(26, &[side, passages, bucket(gap)]);
    f.add(27, &[side, m.kind as u32, s.length.min(6)]);
    f.add(28, &[side, kind(words, m.end), u32::from(passages > 0)]);
    f.add(29, &[side, if m.first > 0 { kind(words, m.first - 1) } else { 0 }]);
    f.add(30, &[side, s.ending, u32::from(s.starts), rivals]);
    f.add(31, &[u32::from(local == 0), side]);
    f.add(32, &[side, s.last_gap]);
    f.add(33, &[side, u32::from(s.small), bucket(gap)]);
    let colons = between.take(30).filter(|k| words.is_mark(*k, b':')).count().min(1) as u32;
    f.add(34, &[side, colons, passages, bucket(gap)]);
    let noun = noun(words, m);
    f.add(35, &[side, noun, kind(words, m.end)]);
    f.add(36, &[side, noun, rivals]);
    let signed = u32::from(signs(words, s, m));
    f.add(37, &[signed]);
    if signed > 0 {
        f.prior(SIGNED);
    }
    let opens = m.first == 0 || m.first == 1 && words.get(0).is_some_and(|t| !t.is_word());
    if opens && !words.is(0, Class::PREPOSITION) && introduced(words, m.end) == Some(s.at) {
        f.prior(INTRODUCED);
    }
    f.add(38, &[side, u32::from(opens_sentence(scene, s.para, number)), m.kind as u32]);
    person_features(scene, s, last, n_spoken, number, side, &mut f);
    let cue = cue_features(scene, words, s, number, side, &mut f);
    let cue_near = cue.and_then(|cue| scene.cues.get(cue));
    let tag = is_tag(words, s.at, cue_near, m) || leads(words, s.at, cue_near);
    if !scene.fitted && tag {
        f.prior(TAGGED);
    }
    let reason = if apart == 0 { Reason::SameSentence } else { Reason::SameParagraph };
    Candidate { mention: Some(number), person: None, reason, cue, features: f.done() }
}

/// Whether `cue` stands right behind passage `at` and mention `m` right behind it.
fn is_tag(words: &Words, at: usize, cue: Option<&Cue>, m: &Mention) -> bool {
    let mark = |k: &usize| words.get(*k).is_some_and(|t| t.shape == Shape::Punctuation);
    let verb = at + 1 + (at + 1..at + 3).take_while(mark).count();
    cue.is_some_and(|cue| {
        // `sagte die Fischerin Holm`, `dijo ayer Paz`, not `dijo a Paz`.
        let other = Class::PREPOSITION.or(Class::AND).or(Class::THAT).or(Class::CUE).or(Class::WHO);
        let plain = |k: usize| words.get(k).is_some_and(|t| t.is_word()) && !words.is(k, other);
        let near = cue.end <= m.first && m.first <= cue.end + 3;
        let behind = near && (cue.end..m.first).all(|k| plain(k) || words.is(k, Class::ARTICLE));
        cue.class.is(Class::SAY) && cue.first == verb && behind
    })
}

/// Whether nothing but its subject and a colon stands between `cue` and passage `at`:
/// `contestó la ministra: «…»`.
fn leads(words: &Words, at: usize, cue: Option<&Cue>) -> bool {
    let colon = at.checked_sub(1).filter(|k| words.is_mark(*k, b':'));
    cue.zip(colon).is_some_and(|(cue, colon)| {
        let plain =
            |k: usize| words.get(k).is_some_and(|t| t.is_word()) && !words.is(k, Class::CUE);
        cue.class.is(Class::SAY) && cue.end <= colon && (cue.end..colon).all(plain)
    })
}

/// What sort of noun heads a mention: 0 for a name or pronoun.
pub(super) fn noun(words: &Words, m: &Mention) -> u32 {
    let Some(head) = m.head.filter(|_| m.kind == MentionKind::Nominal) else { return 0 };
    let sorts = [Class::DOCUMENT, Class::GROUP, Class::OFFICE, Class::ROLE];
    sorts.iter().position(|sort| words.is(head, *sort)).map_or(5, |at| at as u32 + 1)
}

/// Whether a mention is the signature under a passage: `“…” ― Ann Lee`.
fn signs(words: &Words, s: &Setting, m: &Mention) -> bool {
    let ends = words.get(m.end).is_none_or(|t| match t.shape {
        Shape::Passage => true,
        Shape::Punctuation => matches!(t.mark, b'.' | b',' | b'(' | b'-'),
        _ => false,
    });
    m.first == s.at + 2 && words.is_mark(s.at + 1, b'-') && m.kind == MentionKind::Name && ends
}

/// Whether a mention is its sentence's first and hangs on nothing.
fn opens_sentence(scene: &Scene, para: usize, number: usize) -> bool {
    let words = scene.words(para);
    let m = &scene.mentions[number];
    let first = number == scene.paras[para].mentions.0
        || scene.sentence(para, scene.mentions[number - 1].first) != scene.sentence(para, m.first);
    first && !(m.first > 0 && words.is(m.first - 1, Class::PREPOSITION.or(Class::TO)))
}

/// Mentions between this one and the passage.
fn rivals(scene: &Scene, s: &Setting, number: usize, after: bool) -> u32 {
    let (from, to) = scene.paras[s.para].mentions;
    let split = scene.mentions[from..to].partition_point(|m| m.first < s.at) + from;
    // A mention the passage stands inside counts as far.
    let n = if after { number.checked_sub(split) } else { split.checked_sub(number + 1) };
    n.map_or(5, |n| n.min(5) as u32)
}

/// What is known of the person: spoke before, spoke last.
pub(super) fn person_features(
    scene: &Scene,
    s: &Setting,
    last: Option<Last>,
    n_spoken: &[u32],
    number: usize,
    side: u32,
    f: &mut Weigher,
) {
    let person = scene.who[number];
    let spoken = person.and_then(|p| n_spoken.get(p)).map_or(9, |n| (*n).min(3));
    let same = match last {
        _ if person.is_none() => 3,
        Some(l) if l.person == person => 1,
        Some(l) if l.mention == number => 2,
        _ => 0,
    };
    f.add(40, &[side, spoken]);
    f.add(41, &[side, same, s.last_gap]);
    f.add(42, &[same, s.last_gap, s.pre, s.post]);
    let body = person.and_then(|p| scene.registry.known.get(p)).map_or(9, |k| k.kind as u32);
    f.add(43, &[side, body]);
    if let Some(k) = person.and_then(|p| scene.registry.known.get(p)) {
        f.add(44, &[bucket(k.n_mentions), u32::from(side & 3 > 0)]);
        f.add(45, &[u32::from(k.title.is_some()), side]);
    }
}

/// The cues this mention is the subject of, the nearest to the passage.
fn cue_features(
    scene: &Scene,
    words: &Words,
    s: &Setting,
    number: usize,
    side: u32,
    f: &mut Weigher,
) -> Option<usize> {
    let p = &scene.paras[s.para];
    let local = number - p.mentions.0;
    let (first, cues) = scene.cues_near(s.para, s.at);
    let own = cues.iter().enumerate().filter(|(_, c)| c.subject.is_some_and(|(i, _)| i == local));
    let nearest = own.min_by_key(|(_, c)| c.at.abs_diff(s.at));
    let Some((at, cue)) = nearest else {
        f.add(50, &[side]);
        f.add(51, &[side, u32::from(s.cue_before), u32::from(s.cue_after)]);
        return None;
    };
    let link = cue.subject.map_or(Link::Left, |(_, link)| link) as u32;
    let after = u32::from(cue.at > s.at);
    let gap =
        if cue.at > s.at { cue.first.saturating_sub(s.at + 1) } else { s.at - cue.end.min(s.at) };
    let apart = scene.sentence(s.para, cue.at).abs_diff(s.sentence).min(3) as u32;
    let say = u32::from(cue.class.is(Class::SAY))
        + 2 * u32::from(cue.class.is(Class::GERUND))
        + 4 * u32::from(cue.passive)
        + 8 * u32::from(cue.negated);
    let others = cues
        .iter()
        .filter(|c| c.at != cue.at && (c.at > cue.at.min(s.at) && c.at < cue.at.max(s.at)))
        .count()
        .min(3) as u32;
    let passages = (cue.at.min(s.at) + 1..cue.at.max(s.at))
        .take(200)
        .filter(|k| words.is_passage(*k))
        .count()
        .min(3) as u32;
    let where_ = after * 4 + apart;
    f.add(60, &[link, where_]);
    f.add(61, &[where_, bucket(gap), say]);
    f.add(62, &[link, where_, bucket(gap)]);
    f.add(63, &[where_, cue.lemma]);
    f.add(64, &[where_, cue.lemma, u32::from(gap < 3)]);
    f.add(65, &[where_, others, u32::from(say & 1 == 1)]);
    f.add(66, &[where_, passages, bucket(gap)]);
    f.add(67, &[where_, s.pre, bucket(gap).min(4)]);
    f.add(68, &[where_, s.post, bucket(gap).min(4)]);
    f.add(69, &[where_, say, s.ending, u32::from(s.small)]);
    f.add(70, &[where_, u32::from(cue.infinitive), u32::from(cue.modal), say]);
    f.add(71, &[where_, u32::from(s.alone), link]);
    f.add(72, &[where_, link, noun(words, &scene.mentions[number])]);
    f.add(73, &[where_, cue.lemma, noun(words, &scene.mentions[number])]);
    Some(p.cues.0 + first + at)
}
