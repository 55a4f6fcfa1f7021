//! Reporting verbs and whose they are.

use crate::cast::{Mention, MentionKind, finite_cue, is_plural};
use crate::model::Span;
use crate::text::lexicon::Class;
use crate::text::token::{Shape, Words};

/// A reporting verb, as tokens of its paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cue {
    /// The first token of the verb group: `has` of `has often said`.
    pub(super) first: usize,
    /// The verb itself.
    pub(super) at: usize,
    pub(super) end: usize,
    pub(super) lemma: u32,
    /// Whether it is a verb of saying, form and the like.
    pub(super) class: Class,
    /// The mention that says it, counted within the paragraph, and how it was found.
    pub(super) subject: Option<(usize, Link)>,
    pub(super) negated: bool,
    pub(super) modal: bool,
    pub(super) passive: bool,
    /// `to say`.
    pub(super) infinitive: bool,
}

/// How a cue's subject was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// `Lee said`.
    Left,
    /// `the mayor of Springfield said`.
    Over,
    /// `Lee, the mayor, said`.
    Apposition,
    /// `Lee, who said`.
    Relative,
    /// `Lee smiled and said`.
    Coordinate,
    /// `Lee left, saying`.
    Participle,
    /// `said Lee`.
    Right,
    /// `according to Lee`, `as quoted by Lee`.
    Source,
    /// `Lee:`.
    Colon,
    /// `Lee’s claim`, `his claim`.
    Owner,
    /// `Lee made the claim`.
    Holder,
}

/// Finds the cues of a paragraph in order, then its notions (`the claim that`) in order;
/// gives the number of the first notion. `sentences` holds the end of each sentence.
pub(super) fn cues(
    words: &Words,
    mentions: &[Mention],
    sentences: &[u32],
    into: &mut Vec<Cue>,
) -> usize {
    let own = into.len();
    let mut notions = Vec::new();
    let mut next = 0;
    let telling = Class::SOURCE.or(Class::CUE).or(Class::HOLD).or(Class::NOTION).or(Class::VIEW);
    for at in 0..words.len() {
        let class = words.class(at);
        if !class.is(telling) && !words.is_mark(at, b':') {
            continue;
        }
        while mentions.get(next).is_some_and(|m| m.end <= at) {
            next += 1;
        }
        let verb = class.is(Class::SOURCE.or(Class::CUE));
        if class.is(Class::VIEW) {
            let around = Around { words, mentions, next, sentence: start_of(sentences, at) };
            into.extend(around.view(at));
        }
        if !verb && !class.is(Class::HOLD.or(Class::NOTION)) && !words.is_mark(at, b':') {
            continue;
        }
        let around = Around { words, mentions, next, sentence: start_of(sentences, at) };
        let before = into.get(own..).unwrap_or_default();
        let found = if class.is(Class::SOURCE) {
            around.source(at)
        } else if verb {
            around.verb(at, before)
        } else if words.is_mark(at, b':') {
            around.colon(at)
        } else {
            None
        };
        match found {
            Some(cue) => into.push(cue),
            None if class.is(Class::HOLD) => {
                notions.extend(around.verb(at, before).or_else(|| around.notion(at, before)));
            }
            None => notions.extend(around.notion(at, before)),
        }
    }
    let first = into.len();
    into.append(&mut notions);
    first
}

fn start_of(sentences: &[u32], at: usize) -> usize {
    let number = sentences.partition_point(|end| *end as usize <= at);
    number.checked_sub(1).and_then(|n| sentences.get(n)).map_or(0, |end| *end as usize)
}

struct Around<'a> {
    words: &'a Words<'a>,
    mentions: &'a [Mention],
    /// The first mention that ends after the cue begins.
    next: usize,
    /// The sentence's first token.
    sentence: usize,
}

/// How many tokens a verb group reaches back.
const GROUP: usize = 8;
/// How far back a comma or clause is looked for.
const REACH: usize = 60;
/// The longest phrase between a noun and a name that hangs on it.
const PHRASE: usize = 5;

impl Around<'_> {
    fn source(&self, at: usize) -> Option<Cue> {
        let words = self.words;
        // `Per Holm` is a name.
        if at > self.sentence && words.is_name_like(at) && words.is_name_like(at + 1) {
            return None;
        }
        let first = match names_words(words, at) {
            true => self.gives_words(at)?,
            false => at,
        };
        let to = if words.is(at + 1, Class::TO) { at + 2 } else { at + 1 };
        let subject = self.starting(to).or_else(|| self.starting(to + 1))?;
        // `3 tonnes per man`: a measure.
        let measure = |m: &Mention| m.kind == MentionKind::Nominal && Some(m.first) == m.head;
        if to == at + 1
            && self.mentions.get(subject).is_some_and(measure)
            && !words.text(to).ends_with('s')
        {
            return None;
        }
        Some(Cue {
            first,
            at,
            end: to,
            lemma: 1,
            class: Class::SOURCE.or(Class::SAY),
            subject: Some((subject, Link::Source)),
            negated: false,
            modal: false,
            passive: false,
            infinitive: false,
        })
    }

    /// The token where `in the words of one former colleague` or `nach Angaben der Polizei`
    /// begins; none of `kind words about Lee`.
    fn gives_words(&self, at: usize) -> Option<usize> {
        let words = self.words;
        let of = words.is(at + 1, Class::OF) && at > 0 && words.is(at - 1, Class::DEFINITE);
        let first = match words.lexicon.compounds {
            true => at.checked_sub(1)?,
            false => at.checked_sub(2).filter(|_| of)?,
        };
        words.is(first, Class::PREPOSITION).then_some(first)
    }

    /// `Para la economista Ana Paz, «…»`: whose view opens the sentence; `„…“, so Paz`.
    fn view(&self, at: usize) -> Option<Cue> {
        let words = self.words;
        let article = usize::from(words.is(at + 1, Class::ARTICLE));
        let named = self.starting(at + 1).or_else(|| self.starting(at + 1 + article));
        let m = named.and_then(|i| self.mentions.get(i)).filter(|m| m.kind == MentionKind::Name)?;
        let said = at == self.sentence && words.is_mark(m.end, b',') && words.is_passage(m.end + 1);
        let ends = words.get(m.end).is_none_or(|t| !t.is_word());
        let tags = ends && at > 1 && words.is_mark(at - 1, b',') && words.is_passage(at - 2);
        if said || tags { self.source(at) } else { None }
    }

    /// `Lee:` before a passage or at the beginning of a sentence.
    fn colon(&self, at: usize) -> Option<Cue> {
        let (subject, m) = self.ending(at)?;
        // `On trade with Lee: “…”` names the topic, not the speaker.
        if m.first > self.sentence && self.words.is(self.sentence, Class::PREPOSITION) {
            return None;
        }
        if m.kind == MentionKind::Nominal && m.first > self.sentence || at - self.sentence > 12 {
            return None;
        }
        // `the four of Callan: they sing`, `a letter to Lee: “…”`.
        let hangs = Class::OF.or(Class::PREPOSITION).or(Class::TO);
        if m.first > self.sentence && self.words.is(m.first - 1, hangs) {
            return None;
        }
        Some(Cue {
            first: at,
            at,
            end: at + 1,
            lemma: 2,
            class: Class::SAY,
            subject: Some((subject, Link::Colon)),
            negated: false,
            modal: false,
            passive: false,
            infinitive: false,
        })
    }

    fn verb(&self, at: usize, before: &[Cue]) -> Option<Cue> {
        let words = self.words;
        let class = words.class(at);
        let token = words.get(at)?;
        let group = self.group(at);
        if token.shape != Shape::Lower
            && !(class.is(Class::SAY) && at > 0 && words.is_passage(at - 1))
            || self.is_noun(at, &group)
            || puts(words, at) && !words.is(at + 1, Class::IT)
        {
            return None;
        }
        let subject = if group.passive && !class.is(Class::NOTION) {
            self.agent(at)
        } else {
            self.right(at, class)
                .filter(|right| {
                    self.inverts(at) && self.apposed(at).is_none() && !self.acts(at, *right)
                })
                .or_else(|| self.left(&group, at, before))
                .or_else(|| self.right(at, class))
        };
        let tied = subject.is_some_and(|(_, link)| link != Link::Coordinate);
        if !tied && self.commands(at, &group) {
            return None;
        }
        Some(Cue {
            first: group.first,
            at,
            end: self.behind(at),
            lemma: words.lemma(at),
            class,
            subject,
            // `declined to say` says that nothing was said.
            negated: group.negated
                || group.infinitive && group.first > 0 && words.is(group.first - 1, Class::REFUSE),
            modal: group.modal || self.shares_modal(at, subject),
            passive: group.passive,
            infinitive: group.infinitive,
        })
    }

    /// Whether a bare verb goes on with `must` or `need to` behind its subject: `they must
    /// sail and remember that …`.
    fn shares_modal(&self, at: usize, subject: Option<(usize, Link)>) -> bool {
        let class = self.words.class(at);
        let bare = class.is(Class::BASE) && !class.is(Class::PAST.or(Class::PRESENT));
        let from = match subject {
            Some((i, Link::Coordinate)) if bare => self.mentions.get(i).map_or(at, |m| m.end),
            _ => at,
        };
        (from..at).any(|k| self.words.is(k, Class::MODAL.or(Class::TO)))
    }

    /// Whether a verb behind a comma asks the reader for something: `if you sail, remember`.
    fn commands(&self, at: usize, group: &Group) -> bool {
        let class = self.words.class(at);
        let bare = class.is(Class::BASE) && !class.is(Class::PAST.or(Class::PRESENT));
        bare && group.first == at && at > 0 && self.words.is_mark(at - 1, b',')
    }

    /// The token behind a verb, the empty object of `as Lee put it` included.
    fn behind(&self, at: usize) -> usize {
        let end = at + 1;
        let empty = self.words.is(end, Class::IT)
            && self.words.get(end + 1).is_none_or(|t| !t.is_word() && t.shape != Shape::Number);
        end + usize::from(empty)
    }

    /// Who speaks where a passive tells of somebody: `Roe was told by Lee`.
    fn agent(&self, at: usize) -> Option<(usize, Link)> {
        let by = self.words.is(at + 1, Class::BY).then_some(at + 2)?;
        self.starting(by).map(|i| (i, Link::Right))
    }

    /// `the claim that`, `is eager to`, `criticism of`.
    fn notion(&self, at: usize, before: &[Cue]) -> Option<Cue> {
        let words = self.words;
        let opens = Class::THAT.or(Class::TO).or(Class::PREPOSITION).or(Class::SUBORDINATE);
        if !words.is(at, Class::NOTION) || !words.is(at + 1, opens) || at == self.sentence {
            return None;
        }
        let group = self.group(at);
        let mut owned = at;
        while owned > self.sentence && at - owned < 3 && self.describes(owned - 1) {
            owned -= 1;
        }
        let subject = if group.first < at && !group.infinitive {
            self.left(&group, at, before)
        } else if let Some(mark) = owned.checked_sub(1).filter(|at| words.is_mark(*at, b's')) {
            self.ending(mark).map(|(i, _)| (i, Link::Owner))
        } else if owned > 0 && words.is(owned - 1, Class::POSSESSIVE) {
            self.earlier(at, before).map(|i| (i, Link::Owner))
        } else {
            self.earlier(at, before).map(|i| (i, Link::Holder))
        };
        Some(Cue {
            first: group.first,
            at,
            end: at + 1,
            lemma: words.key(at),
            class: Class::NOTION,
            subject,
            negated: group.negated,
            modal: group.modal,
            passive: false,
            infinitive: false,
        })
    }

    /// Whether the word at `at` may stand between an owner and his claim.
    fn describes(&self, at: usize) -> bool {
        let small = Class::CUE.or(Class::PREPOSITION).or(Class::POSSESSIVE).or(Class::AND);
        self.words.get(at).is_some_and(|t| t.shape == Shape::Lower) && !self.words.is(at, small)
    }

    /// `“…,” said Lee`: straight behind a passage or comma, with a name right behind.
    fn inverts(&self, at: usize) -> bool {
        at == 0
            || self.words.is_passage(at - 1)
            || self.words.is_mark(at - 1, b',')
            || self.words.is_mark(at - 1, b'-')
            || at == self.sentence
    }

    /// Whether whoever stands behind the verb at `at` has a verb of his own, and so is told
    /// of: `Lee, head of the port, said the mayor was late`.
    fn acts(&self, at: usize, (right, _): (usize, Link)) -> bool {
        let comma = at > self.sentence && self.words.is_mark(at - 1, b',');
        let own = Class::AUXILIARY.or(Class::MODAL);
        comma && self.mentions.get(right).is_some_and(|m| self.words.is(m.end, own))
    }

    /// The name explained up to the comma before a verb: what stands behind `Lee, the
    /// mayor, said` is said, and does not say.
    fn apposed(&self, at: usize) -> Option<usize> {
        let comma = at.checked_sub(1).filter(|comma| self.words.is_mark(*comma, b','))?;
        self.over_apposition(comma)
    }

    fn is_noun(&self, at: usize, group: &Group) -> bool {
        let words = self.words;
        if group.first < at || at == 0 {
            return false;
        }
        let class = words.class(at);
        let before = words.class(at - 1);
        // `the campaign says`.
        if class.is(Class::BASE) && finite_cue(words, at + 1) {
            return true;
        }
        let forms = Class::BASE.or(Class::PRESENT).or(Class::PAST).or(Class::PARTICIPLE);
        let noun_like = class.is(forms.or(Class::FIRST_PERSON));
        noun_like
            && (before.is(Class::ARTICLE.or(Class::POSSESSIVE).or(Class::PREPOSITION))
                && !before.is(Class::WHO
                    .or(Class::TO)
                    .or(Class::PRONOUN)
                    .or(Class::THAT)
                    .or(Class::OTHER_PRONOUN))
                || words.is_mark(at - 1, b's') && !class.is(Class::GERUND))
    }

    fn group(&self, at: usize) -> Group {
        let words = self.words;
        let mut group =
            Group { first: at, negated: false, modal: false, passive: false, infinitive: false };
        let mut from = at;
        let mut be = false;
        let mut saw_be = false;
        while from > self.sentence && at - from < GROUP {
            let class = words.class(from - 1);
            let token = words.get(from - 1);
            let adverb = class.is(Class::ADVERB)
                || token.is_some_and(|t| t.shape == Shape::Lower && t.ends_like(b'y'));
            let auxiliary = class.is(Class::AUXILIARY.or(Class::MODAL).or(Class::NEGATION));
            let to = class.is(Class::TO) && from == at;
            if !adverb && !auxiliary && !to {
                let Some(over) = self.over_incise(from) else { break };
                from = over;
                continue;
            }
            be |= class.is(Class::AUXILIARY);
            saw_be |= matches!(
                words.text(from - 1),
                "is" | "are" | "was" | "were" | "been" | "be" | "being"
            );
            group.negated |= class.is(Class::NEGATION);
            group.modal |= class.is(Class::MODAL);
            group.infinitive |= to;
            from -= 1;
            // An adverb alone belongs to the group only when an auxiliary or subject follows.
            group.first = from;
            if to {
                break;
            }
        }
        let class = words.class(at);
        group.passive =
            be && saw_be && class.is(Class::PAST.or(Class::PARTICIPLE)) && !class.is(Class::GERUND);
        group
    }

    /// The token behind an auxiliary that a few words between commas part from its verb,
    /// which begins at `at`: `might, in fact, say`.
    fn over_incise(&self, at: usize) -> Option<usize> {
        let words = self.words;
        let close = at.checked_sub(1).filter(|k| words.is_mark(*k, b','))?;
        let open = (close.saturating_sub(4)..close).rev().find(|k| words.is_mark(*k, b','))?;
        let before = open.checked_sub(1).filter(|k| *k >= self.sentence)?;
        words.is(before, Class::MODAL.or(Class::AUXILIARY)).then_some(open)
    }

    /// The mention that ends at token `at` or at a bracket before it, possessive owners
    /// left out.
    fn ending(&self, at: usize) -> Option<(usize, &Mention)> {
        let from = self.next.min(self.mentions.len());
        let open = self.before_bracket(at);
        // `The hon. Member for Springfield (Mr. Lee) said`.
        let title = Class::TITLE.or(Class::MR).or(Class::MRS);
        let named = self.mentions.get(..from)?.iter().enumerate().next_back().filter(|(_, m)| {
            m.first == open + 1 && m.end + 1 == at && self.words.is(m.first, title)
        });
        if open < at && named.is_some() {
            return named;
        }
        let at = open;
        self.mentions
            .get(..from)?
            .iter()
            .enumerate()
            .rev()
            .take(3)
            .find(|(_, m)| m.end == at)
            .or_else(|| {
                self.mentions.iter().enumerate().skip(from).take(1).find(|(_, m)| m.end == at)
            })
    }

    /// Where a bracket that closes right before `at` opens, or `at`.
    fn before_bracket(&self, at: usize) -> usize {
        if at == 0 || !self.words.is_mark(at - 1, b')') {
            return at;
        }
        let reach = at.saturating_sub(9).max(self.sentence);
        (reach..at).rev().find(|k| self.words.is_mark(*k, b'(')).unwrap_or(at)
    }

    fn starting(&self, at: usize) -> Option<usize> {
        let from = self.next.saturating_sub(1);
        self.mentions
            .iter()
            .enumerate()
            .skip(from)
            .take(5)
            .filter(|(_, m)| m.first <= at && at < m.end || m.first == at)
            .map(|(i, _)| i)
            .next_back()
    }

    fn left(&self, group: &Group, at: usize, before: &[Cue]) -> Option<(usize, Link)> {
        let words = self.words;
        if words.is(at, Class::GERUND) && group.first == at || group.infinitive {
            return self.governor(at, before);
        }
        let j = group.first;
        if j == self.sentence {
            return None;
        }
        if let Some((i, _)) = self.ending(j) {
            let top = self.climb(i);
            return Some((top, if top == i { Link::Left } else { Link::Over }));
        }
        let who = self.over_time(j);
        if words.is(who, Class::WHO) && !words.is(who, Class::ARTICLE)
            || words.is(j - 1, Class::THAT)
        {
            let skip = if who > 0 && words.is_mark(who - 1, b',') { who - 1 } else { who };
            return self.ending(skip).map(|(i, _)| (self.climb(i), Link::Relative));
        }
        let closes =
            words.is_mark(j - 1, b',') || words.is_mark(j - 1, b')') || words.is_mark(j - 1, b'-');
        if let Some(i) = closes.then(|| self.over_apposition(j - 1)).flatten() {
            return Some((i, Link::Apposition));
        }
        if words.is(j - 1, Class::AND.or(Class::BUT)) || words.is_mark(j - 1, b',') {
            return self.earlier(at, before).map(|i| (i, Link::Coordinate));
        }
        // `the mayor of Springfield said`, `the man in charge said`: the nearest
        // mention, when only small words part it from the verb.
        let (i, m) = self.mentions.iter().enumerate().take(self.next).next_back()?;
        let clear = m.first >= self.sentence
            && j - m.end.min(j) <= 6
            && (m.end..j).all(|k| {
                words.get(k).is_some_and(|t| t.is_word() || t.shape == Shape::Number)
                    && !words.is(k, Class::SUBORDINATE.or(Class::CUE).or(Class::AND))
            });
        clear.then(|| (self.climb(i), Link::Over))
    }

    /// The word before token `j`, over a day or month and what leads to it: `who` of `who
    /// on Thursday said`.
    fn over_time(&self, j: usize) -> usize {
        let time =
            |k: &usize| self.words.is(*k, Class::CALENDAR.or(Class::PREPOSITION).or(Class::ADVERB));
        let before = self.sentence.max(j.saturating_sub(4))..j;
        let n = before.rev().take_while(time).count();
        if n > 0 && self.words.is(j.saturating_sub(n + 1), Class::WHO) { j - n - 1 } else { j - 1 }
    }

    /// From `Springfield` in `the mayor of Springfield` to `the mayor`.
    fn climb(&self, mut i: usize) -> usize {
        for _ in 0..4 {
            let Some(m) = self.mentions.get(i) else { break };
            let Some(before) = self.before_comma(i) else { break };
            let apart = self.before_bracket(m.first.saturating_sub(1)).min(m.first);
            let (i_before, before) = before;
            let gap = m.first.saturating_sub(before.end);
            let prepositional = m.first > self.sentence
                && (1..=PHRASE).contains(&gap)
                && before.first >= self.sentence
                && (before.end..m.first).all(|k| {
                    self.words.get(k).is_some_and(|t| t.is_word() || t.shape == Shape::Number)
                })
                && (self.words.is(before.end, Class::PREPOSITION.or(Class::OF))
                    // `el presidente municipal de Tesara`.
                    || gap == 2
                        && self.words.class(before.end) == Class::NONE
                        && self.words.is(before.end + 1, Class::OF))
                && m.kind != MentionKind::Pronoun;
            // `the member for Springfield, Illinois`.
            let region = before.end == apart
                && m.first > 0
                && self.words.is_mark(m.first - 1, b',')
                && (m.first..m.end).all(|k| self.words.is(k, Class::PLACE))
                && before.first > self.sentence
                && self.words.is(before.first - 1, Class::PREPOSITION.or(Class::OF));
            let explains = before.end == apart
                && m.first > 0
                && self.words.is_mark(m.first - 1, b',')
                && before.first >= self.sentence
                && m.kind == MentionKind::Nominal
                && before.kind == MentionKind::Name
                && !self.preposed(before);
            if let Some(head) = self.spokesman(i_before, m) {
                i = head;
                continue;
            }
            if !prepositional && !explains && !region {
                break;
            }
            i = i_before;
        }
        i
    }

    /// From `Roe` in `a spokesman for Lee and Roe` to the spokesman, `before` being Lee.
    fn spokesman(&self, before: usize, m: &Mention) -> Option<usize> {
        let first = self.mentions.get(before)?;
        let head = before.checked_sub(1)?;
        let spokesman = self.mentions.get(head)?;
        let role = |at: usize| self.words.is(at, Class::ROLE);
        let joined = self.words.is(first.end, Class::AND) && first.end + 1 == m.first;
        let hangs = spokesman.end + 1 == first.first && self.words.is(spokesman.end, Class::REALM);
        (joined && hangs && spokesman.head.is_some_and(role)).then_some(head)
    }

    /// The mention before `i`, over those in a bracket before its comma.
    fn before_comma(&self, i: usize) -> Option<(usize, &Mention)> {
        let comma = self.mentions.get(i)?.first.checked_sub(1)?;
        let end =
            if self.words.is_mark(comma, b',') { self.before_bracket(comma) } else { comma + 1 };
        self.mentions.get(..i)?.iter().enumerate().rev().take(4).find(|(_, m)| m.end <= end)
    }

    /// Over `, the mayor of X and a critic of Y,` that ends at token `comma`.
    fn over_apposition(&self, comma: usize) -> Option<usize> {
        let words = self.words;
        let close = words.get(comma)?.mark;
        let open = match close {
            b')' => b'(',
            other => other,
        };
        let mut k = comma;
        let mut tries = 0;
        while k > self.sentence && comma - k < REACH {
            k -= 1;
            if !words.is_mark(k, open) {
                continue;
            }
            let end = self.before_bracket(k);
            let ending = self
                .mentions
                .iter()
                .enumerate()
                .take(self.next + 1)
                .rev()
                .find(|(_, m)| m.end <= end);
            if let Some((i, m)) = ending
                && m.end == end
                && m.first >= self.sentence
            {
                let top = self.climb(i);
                let before = self.mentions.get(top)?.first.wrapping_sub(1);
                if m.first <= self.sentence || !words.is(before, Class::PREPOSITION) {
                    return Some(top);
                }
            }
            tries += 1;
            if tries >= 4 {
                break;
            }
        }
        None
    }

    /// The subject of the latest cue before, or the sentence's first mention.
    fn earlier(&self, at: usize, before: &[Cue]) -> Option<usize> {
        let cue = before
            .iter()
            .rev()
            .take(4)
            .find(|c| c.at >= self.sentence && !c.class.is(Class::GERUND) && !c.infinitive);
        if let Some((i, _)) = cue.and_then(|c| c.subject) {
            return Some(i);
        }
        let from = self.next.saturating_sub(24);
        let here = self.mentions.get(from..self.next).unwrap_or_default();
        let free = |m: &&Mention| m.first >= self.sentence && m.end <= at && !self.preposed(m);
        here.iter().position(|m| free(&m)).map(|i| from + i)
    }

    /// Whether a mention is an owner or hangs on a preposition.
    fn preposed(&self, m: &Mention) -> bool {
        self.words.is_mark(m.end, b's')
            || m.first > self.sentence
                && self.words.is(m.first - 1, Class::PREPOSITION.or(Class::TO))
    }

    /// Whose `saying` or `to say` this is.
    fn governor(&self, at: usize, before: &[Cue]) -> Option<(usize, Link)> {
        if let Some((i, m)) = self.ending(at)
            && m.first >= self.sentence
        {
            return Some((i, Link::Left));
        }
        self.earlier(at, before).map(|i| (i, Link::Participle))
    }

    /// `a souligné`, `ha detto`: a participle behind its auxiliary.
    fn is_perfect(&self, at: usize) -> bool {
        self.words.is(at, Class::PARTICIPLE) && at > 0 && self.words.is(at - 1, Class::AUXILIARY)
    }

    /// `said Lee`, `said the mayor`.
    fn right(&self, at: usize, class: Class) -> Option<(usize, Link)> {
        let words = self.words;
        let finite = Class::PAST.or(Class::PRESENT).or(Class::BASE);
        if !class.is(Class::SAY)
            || class.is(Class::GERUND)
            || !class.is(finite) && !self.is_perfect(at)
        {
            return None;
        }
        // `told Lee` has him listen.
        if listens(words, at) {
            return None;
        }
        let mut from = at + 1;
        if words.is(from, Class::BY) {
            from += 1;
        }
        // `meinte dagegen der Richter Holm`, whose article is no part of the name.
        let behind = (from..from + 3).find(|k| !words.is(*k, Class::ADVERB)).unwrap_or(from);
        let noun = words.is(behind, Class::ARTICLE) && words.is_name_like(behind + 1);
        if words.lexicon.compounds && noun && self.inverts(at) {
            from = behind + usize::from(self.starting(behind).is_none());
        }
        let i = self.starting(from)?;
        let m = self.mentions.get(i)?;
        // `say economists`, not `say Lee`.
        let agrees = class.is(Class::PAST.or(Class::PRESENT))
            || self.is_perfect(at)
            || m.head.is_some_and(|head| is_plural(words.text(head))) && self.inverts(at);
        let usable = m.first == from && !words.is_mark(m.end, b's') && agrees;
        usable.then_some((i, Link::Right))
    }
}

/// Whether a source is a noun for what is said: `words`, `Angaben`.
fn names_words(words: &Words, at: usize) -> bool {
    is_plural(words.text(at)) || words.lexicon.compounds && words.is_name_like(at)
}

/// Whether the object of the verb at `at` is who listens: `told Lee`.
fn listens(words: &Words, at: usize) -> bool {
    matches!(words.text(at), "told" | "tells")
}

/// Whether the verb at `at` reports only with its empty object: `as Lee put it`, not `puts
/// the fleet in charge`.
fn puts(words: &Words, at: usize) -> bool {
    matches!(words.text(at), "put" | "puts" | "putting")
}

struct Group {
    first: usize,
    negated: bool,
    modal: bool,
    passive: bool,
    infinitive: bool,
}

impl Cue {
    /// The bytes of the verb with its auxiliaries.
    pub(super) fn span(&self, words: &Words) -> Span {
        words.span(self.first, self.end)
    }
}
