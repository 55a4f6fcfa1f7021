//! Two people who say one thing: `Lee and Roe said`, in a readout `the leaders`, in a joint
//! statement `we`.

use super::read::Statement;
use super::scene::Scene;
use crate::cast::{Mention, MentionKind};
use crate::model::{Kind, PersonKind, Span};
use crate::text::lexicon::Class;

/// Two people who speak as one, as numbers of the registry.
pub(super) type Pair = (usize, usize);

/// Whom the first sentence of a readout or statement tells of, if it is two, and its
/// paragraph.
fn of_opening(scene: &Scene, kind: Kind) -> Option<(Pair, usize)> {
    if !matches!(kind, Kind::Readout | Kind::Statement) {
        return None;
    }
    let para = scene.paras.iter().position(|p| p.mentions.0 < p.mentions.1)?;
    let from = scene.paras[para].mentions.0;
    let words = scene.words(para);
    let mut people = Vec::new();
    for (at, m) in scene.mentions(para).iter().enumerate() {
        if scene.sentence(para, m.first) > 0 {
            break;
        }
        let title = Class::TITLE.or(Class::OFFICE).or(Class::MR).or(Class::MRS);
        let titled = (m.first..m.name.0).any(|k| words.is(k, title));
        if let Some(person) = person(scene, from + at).filter(|p| titled && !people.contains(p)) {
            people.push(person);
        }
    }
    match people[..] {
        [a, b] => Some(((a, b), para)),
        _ => None,
    }
}

/// `mention` and the neighbour it is joined to, as the subject of `cue`: `Lee and Roe
/// said`, `said Lee and Roe`.
fn joined(scene: &Scene, mention: usize, cue: Option<Span>) -> Option<(usize, usize)> {
    let para = scene.para_of(mention);
    let words = scene.words(para);
    let (from, to) = scene.paras[para].mentions;
    let m = scene.mentions.get(mention)?;
    let cue = cue?;
    let tied = |a: &Mention, b: &Mention| words.is(a.end, Class::AND) && a.end + 1 == b.first;
    let parted = |at: usize| words.get(at).is_none_or(|t| !t.is_word());
    if scene.mention_span(para, mention).end <= cue.start {
        let before = mention.checked_sub(1).filter(|b| *b >= from)?;
        let other = scene.mentions.get(before)?;
        // `He met Lee and Roe said` tells of one.
        let article = other.first > 0 && words.is(other.first - 1, Class::ARTICLE);
        let first = other.first - usize::from(article);
        let joins = Class::AND.or(Class::BUT).or(Class::THAT);
        let opens = first == 0 || parted(first - 1) || words.is(first - 1, joins);
        (opens && tied(other, m)).then_some((before, mention))
    } else {
        let behind = Some(mention + 1).filter(|b| *b < to)?;
        let other = scene.mentions.get(behind)?;
        (tied(m, other) && parted(other.end)).then_some((mention, behind))
    }
}

/// Whether `mention` describes the two a readout tells of: `the leaders`, `both sides`.
fn describes_both(scene: &Scene, mention: &Mention, para: usize) -> bool {
    let words = scene.words(para);
    let Some(head) = mention.head.filter(|_| mention.kind == MentionKind::Nominal) else {
        return false;
    };
    let both = (mention.first..head).any(|k| words.is(k, Class::BOTH));
    let definite = Class::DEFINITE.or(Class::HE_ARTICLE).or(Class::SHE_ARTICLE).or(Class::BOTH);
    let small = |k| words.is(k, definite);
    (mention.first..head).all(small)
        && mention.first < head
        && words.is(head, Class::OFFICE.or(Class::ROLE))
        && (both || words.text(head).ends_with('s'))
}

/// Marks the statements that two make together.
pub(super) fn tell(scene: &Scene, kind: Kind, statements: &mut [Statement]) {
    let opening = of_opening(scene, kind);
    for at in 0..statements.len() {
        let (before, rest) = statements.split_at_mut(at);
        let Some(said) = rest.first_mut() else { continue };
        let Some(mention) = said.mention else { continue };
        let carried = before.last().filter(|b| said.cue.is_none() && b.mention == said.mention);
        if let Some(b) = carried {
            // `…,” said Lee and Roe. “…”`: who goes on are the two.
            (said.joint, said.named_at) = (b.joint, b.named_at);
            (said.person, said.described) = (b.person, b.described);
        } else if let Some((a, b)) = joined(scene, mention, said.cue) {
            name(scene, said, a, b);
        }
        let Some((pair, para)) = opening.filter(|_| said.joint.is_none()) else { continue };
        // `They` after officials are the officials.
        let others = before.last().filter(|b| b.para == said.para);
        let others = others.is_some_and(|b| b.joint.is_none() && b.person.is_none());
        let both = scene.mentions.get(mention).is_some_and(|m| match m.kind {
            MentionKind::They => (kind == Kind::Readout || para == said.para) && !others,
            MentionKind::First => {
                let words = scene.words(scene.para_of(mention));
                kind == Kind::Statement && words.is(m.first, Class::WE)
            }
            _ => describes_both(scene, m, scene.para_of(mention)),
        });
        said.joint = Some(pair).filter(|_| both);
    }
}

/// Says that mentions `a` and `b` make a statement together: two people, or two bodies or
/// countries, which are called as they are there.
fn name(scene: &Scene, said: &mut Statement, a: usize, b: usize) {
    let para = scene.para_of(a);
    let (first, last) = (scene.mention_span(para, a), scene.mention_span(para, b));
    let span = Span::new(first.start, last.end);
    let words = scene.words(para);
    // `the United States` reads like a description.
    let capital = |m: &Mention| (m.first..m.end).all(|k| words.is_name_like(k));
    let body = |m: usize| {
        scene.mentions.get(m).is_some_and(|m| m.kind == MentionKind::Organisation || capital(m))
    };
    match (person(scene, a), person(scene, b)) {
        (Some(a), Some(b)) if a != b => {
            said.joint = Some((a, b));
            said.named_at = Some(span);
        }
        (None, None) if body(a) && body(b) => {
            said.person = None;
            said.described = Some((span, PersonKind::Collective));
            said.named_at = Some(span);
        }
        _ => {}
    }
}

fn person(scene: &Scene, mention: usize) -> Option<usize> {
    let person = scene.who.get(mention).copied().flatten()?;
    let known = scene.registry.known.get(person)?;
    let somebody = scene.mentions.get(mention)?.kind == MentionKind::Name;
    (somebody && known.kind == PersonKind::Person && known.is_surely_somebody()).then_some(person)
}
