//! Whom `he` and `she` stand for.

use super::cue::Link;
use super::rank::{Features, Task, bucket};
use super::scene::Scene;
use super::speaker::Last;
use crate::cast::MentionKind;
use crate::model::PersonKind;
use crate::text::lexicon::Class;

/// Mentions looked back over, and people weighed, for one pronoun.
const BACK: usize = 60;
const PEOPLE: usize = 8;

/// The people pronoun `number` may stand for, nearest first, with features.
///
/// In a turn they are those spoken of in it or in the one before: `voice`, who speaks it,
/// is `I`.
pub(super) fn candidates(
    scene: &Scene,
    last: Option<Last>,
    n_spoken: &[u32],
    voice: Option<usize>,
    (para, number): (usize, usize),
) -> Vec<(usize, Features)> {
    let pronoun = scene.mentions[number];
    let mut found: Vec<(usize, Features)> = Vec::with_capacity(PEOPLE);
    let sentence = scene.sentence(para, pronoun.first);
    let mut at_para = para;
    let mut sentences_between = sentence;
    for other in (number.saturating_sub(BACK)..number).rev() {
        while scene.paras[at_para].mentions.0 > other {
            at_para -= 1;
            if at_para + 1 < para {
                sentences_between += scene.paras[at_para + 1].sentences.len();
            }
        }
        if is_past(scene, at_para, para) {
            break;
        }
        let m = &scene.mentions[other];
        let new = |p: &usize| Some(*p) != voice && found.iter().all(|(q, _)| q != p);
        let Some(person) = scene.who[other].filter(new) else { continue };
        let Some(known) = scene.registry.known.get(person) else { continue };
        let opposed = matches!((known.gender, pronoun.gender), (Some(a), Some(b)) if a != b);
        if known.kind != PersonKind::Person || known.is_thing() || opposed {
            continue;
        }
        // In a turn `he` may be anyone in the room; of names, only a person's will do.
        let somebody = match scene.paras[para].turn {
            Some(_) => known.title.is_some() || known.gender.is_some(),
            None => known.is_surely_somebody() || is_subject(scene, other),
        };
        if !somebody {
            continue;
        }
        let there = scene.sentence(at_para, m.first);
        let apart = if at_para == para {
            sentence - there
        } else {
            sentences_between + scene.paras[at_para].sentences.len() - there
        };
        let features = weigh(
            scene,
            last,
            n_spoken,
            Pair { para, number, at_para, other, person, apart, rank: found.len() },
        );
        found.push((person, features));
        if found.len() == PEOPLE {
            break;
        }
    }
    found
}

/// Whether paragraph `there` is of a turn too far back for a pronoun in `here`.
fn is_past(scene: &Scene, there: usize, here: usize) -> bool {
    let turn = |para: usize| scene.paras[para].turn;
    turn(here).is_some_and(|here| turn(there).is_none_or(|there| there + 1 < here))
}

/// The description that the pronoun `number` stands for where who last spoke in its
/// paragraph has no name: `Un conseiller reconnaît … « … », confie-t-il`; in English, of
/// those a turn tells of: `The hon. Gentleman said …. He said …`.
pub(super) fn described(scene: &Scene, para: usize, number: usize) -> Option<usize> {
    let from = scene.paras[para].mentions.0;
    let pronoun = scene.mentions[number];
    let (_, cues) = scene.cues_near(para, pronoun.first);
    let speaks = |other: &usize| {
        cues.iter().any(|c| {
            c.class.is(Class::SAY) && c.subject.is_some_and(|(local, _)| from + local == *other)
        })
    };
    let near = number.saturating_sub(NEAR).max(from)..number;
    let spoken = scene.paras[para].turn.is_some();
    let last = near.rev().filter(|_| !scene.fitted || spoken).find(speaks)?;
    let m = &scene.mentions[last];
    let person =
        m.head.is_some_and(|head| scene.words(para).is(head, Class::OFFICE.or(Class::ROLE)));
    let nameless = m.kind == MentionKind::Nominal && scene.who[last].is_none();
    let agrees = m.gender == pronoun.gender || scene.fitted && m.gender.is_none();
    (nameless && person && agrees).then_some(last)
}

/// How far back `it` and `they` look, in mentions.
const NEAR: usize = 16;

/// The body, paper or group that `it` or `they` stands for: who spoke last, or the
/// nearest one that a sentence of this paragraph or the one before is about.
pub(super) fn antecedent(scene: &Scene, last: Option<usize>, number: usize) -> Option<usize> {
    let para = scene.para_of(number);
    // What somebody else spoke of before is not meant.
    let turn = scene.paras[para].turn;
    let near = |other: &usize| {
        let there = scene.para_of(*other);
        there + 1 >= para && scene.paras[there].turn == turn
    };
    let said = last.filter(|l| *l < number && near(l) && stands(scene, number, *l));
    said.or_else(|| {
        (number.saturating_sub(NEAR)..number).rev().filter(near).find(|other| {
            let there = scene.para_of(*other);
            let first = *other == scene.paras[there].mentions.0
                || scene.sentence(there, scene.mentions[*other].first)
                    != scene.sentence(there, scene.mentions[*other - 1].first);
            stands(scene, number, *other) && (first || is_subject(scene, *other))
        })
    })
}

/// Whether `it` or `they` at `number` can stand for mention `other`.
fn stands(scene: &Scene, number: usize, other: usize) -> bool {
    let m = &scene.mentions[other];
    let words = scene.words(scene.para_of(other));
    let plural = m.head.is_some_and(|head| words.text(head).ends_with('s'));
    let body = m.head.is_some_and(|h| words.is(h, Class::GROUP.or(Class::DOCUMENT)));
    match (scene.mentions[number].kind, m.kind) {
        (MentionKind::It, MentionKind::Nominal) => body && !plural,
        (MentionKind::They, MentionKind::Nominal) => plural || body,
        (_, kind) => kind == MentionKind::Organisation,
    }
}

/// Whether a cue has mention `number` as its subject.
fn is_subject(scene: &Scene, number: usize) -> bool {
    scene.subjects.get(number) == Some(&true)
}

struct Pair {
    para: usize,
    number: usize,
    at_para: usize,
    other: usize,
    person: usize,
    apart: usize,
    rank: usize,
}

fn weigh(scene: &Scene, last: Option<Last>, n_spoken: &[u32], pair: Pair) -> Features {
    let mut f = scene.weigher(Task::Pronoun);
    let words = scene.words(pair.at_para);
    let m = &scene.mentions[pair.other];
    let known = &scene.registry.known[pair.person];
    let local = pair.other - scene.paras[pair.at_para].mentions.0;
    let subject = is_subject(scene, pair.other);
    let owner = words.is_mark(m.end, b's');
    let preposed = m.first > 0 && words.is(m.first - 1, Class::PREPOSITION.or(Class::TO));
    let opens = local == 0
        || scene.sentence(pair.at_para, m.first)
            != scene.sentence(pair.at_para, scene.mentions[pair.other - 1].first);
    let role =
        u32::from(subject) + 2 * u32::from(owner) + 4 * u32::from(preposed) + 8 * u32::from(opens);
    let apart = bucket(pair.apart);
    let rank = pair.rank.min(5) as u32;
    let paras = (pair.para - pair.at_para).min(4) as u32;
    let sure = u32::from(known.gender.is_some());
    let pronoun = &scene.mentions[pair.number];
    let here = scene.words(pair.para);
    let after_passage = pronoun.first > 0 && here.is_passage(pronoun.first - 1);
    let own_cue = scene.cues_near(pair.para, pronoun.first).1.iter().any(|c| {
        c.subject.is_some_and(|(i, link)| {
            i + scene.paras[pair.para].mentions.0 == pair.number && link != Link::Participle
        })
    });
    let place =
        u32::from(pronoun.first == 0) + 2 * u32::from(after_passage) + 4 * u32::from(own_cue);
    f.add(1, &[rank, sure]);
    f.add(2, &[apart, rank]);
    f.add(3, &[paras, rank]);
    f.add(4, &[role, apart.min(4)]);
    f.add(5, &[role, rank]);
    f.add(6, &[bucket(known.n_mentions), sure]);
    f.add(7, &[m.kind as u32, apart.min(4)]);
    f.add(8, &[place, apart, rank.min(2)]);
    f.add(9, &[place, role]);
    let spoke_last = last.map_or(2, |l| u32::from(l.person == Some(pair.person)));
    let since = last.map_or(9, |l| (pair.para - l.para).min(4) as u32);
    f.add(10, &[spoke_last, since, place]);
    f.add(11, &[spoke_last, since, rank]);
    f.add(12, &[n_spoken.get(pair.person).map_or(0, |n| (*n).min(4)), rank.min(2)]);
    f.add(13, &[u32::from(known.title.is_some()), u32::from(m.kind == MentionKind::Name)]);
    f.done()
}
