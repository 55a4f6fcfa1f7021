//! Who may speak a passage though the sentence before or another paragraph names him.

use super::rank::{Task, bucket};
use super::scene::Scene;
use super::speaker::{Candidate, Last, Setting, eligible, noun, person_features};
use crate::cast::{Mention, MentionKind};
use crate::model::Reason;
use crate::text::lexicon::Class;
use crate::text::token::Words;

/// How much likelier a passage that opens its paragraph is said by whose words the
/// paragraph before left open: each paragraph of a running quotation opens anew and only
/// the last is closed (Chicago Manual of Style, 13.32).
const RUNNING: f32 = 4.0;
/// How much likelier whoever signs below a passage is its speaker.
const SIGNED: f32 = 8.0;
/// The longest signature, in tokens.
const SIGNATURE: usize = 14;

/// The speaker of the passage before goes on.
pub(super) fn carried(
    scene: &Scene,
    s: &Setting,
    last: Option<Last>,
    n_spoken: &[u32],
    found: &mut Vec<Candidate>,
) {
    let Some(last) = last.filter(|l| s.para - l.para <= 3) else { return };
    let gap = s.para - last.para;
    let between = if gap == 0 { s.at.saturating_sub(last.end) } else { s.at };
    let mut f = scene.weigher(Task::Speaker);
    f.add(80, &[gap as u32]);
    f.add(81, &[gap as u32, u32::from(last.open), u32::from(s.starts)]);
    f.add(82, &[gap as u32, bucket(between), s.pre]);
    f.add(83, &[gap as u32, s.pre, s.post]);
    f.add(84, &[gap as u32, u32::from(s.alone), s.length.min(8)]);
    f.add(85, &[gap as u32, u32::from(s.cue_before), u32::from(s.cue_after), u32::from(s.starts)]);
    f.add(86, &[gap as u32, s.ending, u32::from(s.small), u32::from(s.starts)]);
    let mentions = scene.mentions(s.para);
    let up_to = |at: usize| mentions.partition_point(|m| m.first < at);
    let others = up_to(s.at) - if gap > 0 { 0 } else { up_to(last.end).min(up_to(s.at)) };
    let others = others.min(4) as u32;
    f.add(87, &[gap as u32, others, u32::from(s.cue_before), u32::from(s.cue_after)]);
    f.add(88, &[gap as u32, s.length.min(8)]);
    let spoken = last.person.and_then(|p| n_spoken.get(p)).map_or(9, |n| (*n).min(4));
    f.add(89, &[gap as u32, spoken]);
    // How much the paragraph before said after its last passage.
    if gap > 0 {
        let rest = scene.words(last.para).len().saturating_sub(last.end);
        f.add(90, &[gap as u32, bucket(rest), u32::from(s.starts)]);
    }
    if last.open && s.starts && gap == 1 {
        f.prior(RUNNING);
    }
    found.push(Candidate {
        mention: Some(last.mention),
        person: None,
        reason: Reason::Carried,
        cue: None,
        features: f.done(),
    });
}

/// Who signs in the next paragraph: `“…”`, then `- Ann Lee, mayor of Quill`.
pub(super) fn signed(scene: &Scene, s: &Setting) -> Option<Candidate> {
    let para = s.para + 1;
    let below = scene.paras.get(para).filter(|_| s.at + 1 == scene.words(s.para).len())?;
    let words = scene.words(para);
    let name =
        scene.mentions.get(below.mentions.0).filter(|_| below.mentions.0 < below.mentions.1)?;
    let ends = words
        .get(name.end)
        .is_none_or(|t| [b'.', b',', b'('].map(|m| t.is_mark(m)).contains(&true));
    let plain = words.len() <= SIGNATURE && (0..words.len()).all(|k| !words.is_passage(k));
    let dash = words.is_mark(0, b'-') && name.first == 1;
    let signs = name.kind == MentionKind::Name && (dash || s.alone && tells_who(&words, name));
    if !(signs && ends && plain) {
        return None;
    }
    let mut f = scene.weigher(Task::Speaker);
    f.prior(SIGNED);
    Some(Candidate {
        mention: Some(below.mentions.0),
        person: None,
        reason: Reason::Label,
        cue: None,
        features: f.done(),
    })
}

/// Whether a line is but a full name and who that is: `Ann Lee, mayor of Quill.`
fn tells_who(words: &Words, name: &Mention) -> bool {
    let verb = Class::AUXILIARY.or(Class::MODAL).or(Class::PAST).or(Class::PRESENT);
    let person = Class::OFFICE.or(Class::ROLE);
    let mut told = name.end + 1..words.len();
    // `Ann Lee, the mayor, left`: what was told ends where a small letter follows a comma.
    let acts = |k: usize| {
        words.is(k, verb) && !words.is(k, person)
            || words.is(k, Class::WHO)
            || words.is_mark(k, b':')
            || words.is_mark(k, b',') && !words.is_name_like(k + 1)
    };
    name.first == 0
        && name.name.1 > name.name.0 + 1
        && words.is_mark(name.end, b',')
        && told.clone().any(|k| words.is(k, person))
        && !told.any(acts)
}

/// Subjects of the paragraph before: its last cue's, its first and its last mention.
pub(super) fn previous(
    scene: &Scene,
    s: &Setting,
    last: Option<Last>,
    n_spoken: &[u32],
    found: &mut Vec<Candidate>,
) {
    let Some(para) = s.para.checked_sub(1) else { return };
    let before = scene.words(para);
    let p = &scene.paras[para];
    let (from, to) = p.mentions;
    if from == to || s.at > 30 {
        return;
    }
    let cue = scene
        .cues(para)
        .iter()
        .enumerate()
        .rev()
        .find_map(|(i, c)| c.subject.map(|(m, link)| (i, c, from + m, link)));
    let first_of_last = (to.saturating_sub(12).max(from)..to)
        .find(|n| scene.sentence(para, scene.mentions[*n].first) + 1 >= p.sentences.len());
    let mut picks: Vec<(usize, u32, Option<usize>)> = Vec::new();
    if let Some((i, _, m, _)) = cue {
        picks.push((m, 0, Some(p.cues.0 + i)));
    }
    for (pick, how) in [(Some(from), 1), (first_of_last, 2), (Some(to - 1), 3)] {
        if let Some(m) = pick.filter(|m| picks.iter().all(|(other, ..)| other != m)) {
            picks.push((m, how, None));
        }
    }
    let colon = u32::from(before.len().checked_sub(1).is_some_and(|k| before.is_mark(k, b':')));
    for (number, how, cue_number) in picks {
        let m = &scene.mentions[number];
        // `It rained on the old harbour office.`
        let object = m.first > 0 && before.is(m.first - 1, Class::PREPOSITION);
        let aside = how > 0 && object && m.kind == MentionKind::Nominal;
        if aside || !eligible(scene, &before, number) {
            continue;
        }
        let mut f = scene.weigher(Task::Speaker);
        let ends = scene.sentence(para, m.first) + 1 >= p.sentences.len();
        f.add(100, &[how]);
        f.add(101, &[how, u32::from(s.alone), u32::from(s.starts), colon]);
        f.add(102, &[how, s.pre, s.post]);
        f.add(103, &[how, u32::from(ends), u32::from(s.alone)]);
        f.add(104, &[how, m.kind as u32, u32::from(s.alone)]);
        f.add(112, &[how, noun(&before, m), colon]);
        f.add(105, &[how, s.length.min(8), s.ending]);
        f.add(106, &[how, u32::from(s.cue_before), u32::from(s.cue_after)]);
        f.add(107, &[how, u32::from(scene.paras[para].passages.0 < scene.paras[para].passages.1)]);
        f.add(108, &[how, bucket(scene.mentions(s.para).len()).min(4), u32::from(s.starts)]);
        if let Some((_, c, _, link)) = cue.filter(|_| how == 0) {
            f.add(109, &[u32::from(c.class.is(Class::SAY)), link as u32, u32::from(ends)]);
            f.add(110, &[c.lemma, u32::from(s.alone)]);
            f.add(111, &[bucket(before.len() - c.at.min(before.len())), colon, u32::from(s.alone)]);
        }
        person_features(scene, s, last, n_spoken, number, 8 + how, &mut f);
        found.push(Candidate {
            mention: Some(number),
            person: None,
            reason: Reason::PreviousParagraph,
            cue: cue_number,
            features: f.done(),
        });
    }
}
