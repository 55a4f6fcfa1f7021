use super::lead_in::lead_in;
use super::nominal::{bare_start, determiner, is_adjective, nominal};
use crate::model::Gender;
use crate::text::lexicon::Class;
use crate::text::token::{Shape, Words};

/// Words that name or stand for somebody who could speak, as a range of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    pub first: usize,
    pub end: usize,
    /// The tokens of the name proper, title left out; empty when there is no name.
    pub name: (usize, usize),
    /// The noun that heads a description or title: `president`, `aides`.
    pub head: Option<usize>,
    pub kind: MentionKind,
    /// What a pronoun or courtesy title tells.
    pub gender: Option<Gender>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MentionKind {
    /// A person's name, with or without title.
    Name,
    /// A run of capitals that names a body or place.
    Organisation,
    /// `he`, `she`.
    Pronoun,
    They,
    /// `I`, `we`.
    First,
    /// A description: `a senior official`, `the report`.
    Nominal,
    /// `it` before a verb of saying.
    It,
}

/// How a row of words is capitalised.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Sentence,
    /// Nearly every word begins with a capital, so capitals tell little.
    Title,
}

/// The longest run of capitals looked at as one name; what follows is a new run.
const LONGEST: usize = 16;
/// The longest dateline, in tokens.
const DATELINE: usize = 12;
/// How many tokens tell whether a row is a headline.
const HEADLINE: usize = 40;

/// The mentions in `words`, in order, not overlapping.
pub fn mentions(words: &Words, into: &mut Vec<Mention>) {
    let own = into.len();
    let case = case(words);
    let mut at = dateline(words).unwrap_or_default();
    if let Some(source) = lead_in(words) {
        at = source.end;
        into.push(source);
    }
    while let Some(token) = words.get(at) {
        let found =
            || pronoun(words, at).or_else(|| named(words, at, case)).or_else(|| nominal(words, at));
        let found = if token.is_word() { found() } else { None };
        match found {
            Some(mention) => {
                at = mention.end.max(at + 1);
                push(words, mention, own, into);
            }
            None => at += 1,
        }
    }
}

/// A headline's case: of its longer words, four or more, three in four are capitals, and
/// no second sentence follows.
fn case(words: &Words) -> Case {
    let (mut long, mut capital) = (0, 0);
    for at in 0..words.len().min(HEADLINE) {
        if words.is_mark(at, b'.') && at + 1 < words.len() {
            return Case::Sentence;
        }
        if words.get(at).is_some_and(|t| t.is_word() && t.span().len() > 3) {
            long += 1;
            capital += usize::from(words.is_name_like(at));
        }
    }
    if long >= 4 && capital * 4 >= long * 3 { Case::Title } else { Case::Sentence }
}

/// The end of a name at `at` in a headline: a forename and one surname, a body's name,
/// or one word before a colon, an owner's `’s` or a cue.
fn headline_end(words: &Words, at: usize) -> Option<usize> {
    let title = Class::TITLE.or(Class::OFFICE).or(Class::ROLE).or(Class::MR).or(Class::MRS);
    let verb = Class::CUE.or(Class::AUXILIARY).or(Class::MODAL);
    let small = Class::COMMON.or(Class::SUBORDINATE).or(Class::PREPOSITION).or(Class::CALENDAR);
    let mut end = at;
    while words.is(end, title) && !words.is(end, Class::FORENAME) {
        // `Secretary of the Interior Lee`.
        let of = end + 2 + usize::from(words.is(end + 2, Class::ARTICLE));
        if words.is_name_like(end + 1) {
            end += 1;
        } else if words.is(end + 1, Class::OF) && words.is_name_like(of + 1) {
            end = of + 1;
        } else {
            break;
        }
    }
    if words.is(end, Class::FORENAME) && !words.is(end, small.or(verb)) {
        end += 1;
        let initial = |at: usize| words.text(at).len() <= 2 && words.is_name_like(at + 1);
        while words.is(end, Class::LINK) || words.is_name_like(end) && initial(end) {
            end += 1;
        }
        let surname = words.is_name_like(end) && !words.is(end, small.or(verb));
        return Some(end + usize::from(surname));
    }
    let run = run_end(words, at).min(at + 5);
    let body = (at..run).rev().find(|k| words.is(*k, Class::ORGANISATION) && !words.is(*k, verb));
    if body.is_some_and(|body| (at..body).all(|k| !words.is(k, verb))) {
        return body.map(|body| body + 1);
    }
    let speaks = words.is_mark(end + 1, b':')
        || words.is_mark(end + 1, b's')
        || words.is(end + 1, Class::CUE);
    (speaks || end > at).then_some(end + 1)
}

/// Whether a description takes in the capitals before its noun: `the Florida senator`,
/// `RNC spokesman`, `Liberal leader Ann Lee`. `Lee posts` is a name and a verb.
fn takes_in(words: &Words, last: &Mention, mention: &Mention) -> bool {
    let Some(head) = mention.head else { return false };
    let described = match mention.kind {
        MentionKind::Nominal => true,
        MentionKind::Name => last.kind != MentionKind::Name && head < mention.name.0,
        _ => false,
    };
    let verb = last.kind == MentionKind::Name && words.is(head, Class::CUE);
    let capitals =
        matches!(last.kind, MentionKind::Name | MentionKind::Organisation) || is_sort(words, last);
    // `the Senate minority leader`: what the article stands for ends with the noun.
    let whole = mention.first == last.first && words.is(last.first, Class::ARTICLE);
    let unlisted = |at: usize| {
        whole && words.class(at) == Class::NONE && words.get(at).is_some_and(|t| t.is_word())
    };
    let apart = (last.end..head)
        .any(|at| !words.is(at, Class::NOUN) && !is_adjective(words, at) && !unlisted(at));
    described && capitals && mention.first < last.end && last.end <= head && !apart && !verb
}

/// Whether a mention is a body, or one of a party or people, which tells what sort the next
/// noun is: `a Liberal strategist`, `the Harbour Commission chair`.
fn is_sort(words: &Words, mention: &Mention) -> bool {
    mention.kind == MentionKind::Nominal
        && mention.head.is_some_and(|at| {
            let sort = Class::PLACE.or(Class::GROUP).or(Class::ORGANISATION);
            words.is_name_like(at) && words.is(at, sort) && !is_plural(words.text(at))
        })
}

/// Adds `mention`, joined with a description right before it: `campaign manager` +
/// `Ann Lee`.
fn push(words: &Words, mut mention: Mention, own: usize, into: &mut Vec<Mention>) {
    if let Some(last) = into.get(own..).and_then(<[Mention]>::last)
        && takes_in(words, last, &mention)
    {
        mention.first = mention.first.min(last.first);
        into.pop();
        return push(words, mention, own, into);
    }
    if let Some(last) = into.get_mut(own..).and_then(<[Mention]>::last_mut) {
        let adjacent = last.end == mention.first && last.kind == MentionKind::Nominal;
        if adjacent && mention.kind == MentionKind::Name {
            mention.first = last.first;
            mention.head = mention.head.or(last.head);
            *last = mention;
            return;
        }
        // `Lee’s spokesman` holds `Lee`; any other overlap ends where the last one did.
        if mention.first < last.end {
            let owned = mention.first <= last.name.0
                && words.is_mark(last.end, b's')
                && mention.end - last.first <= LONGEST;
            mention.first =
                if owned { mention.first.min(last.first) } else { last.end.min(mention.end) };
        }
    }
    if mention.first < mention.end && words.get(mention.first).is_some() {
        into.push(mention);
    }
}

fn pronoun(words: &Words, at: usize) -> Option<Mention> {
    let class = words.class(at);
    if class.is(Class::IT) {
        let verb = at + 1 + usize::from(words.is(at + 1, Class::ADVERB));
        let kind = MentionKind::It;
        let it = Mention { first: at, end: at + 1, name: (at, at), head: None, kind, gender: None };
        return finite_cue(words, verb).then_some(it);
    }
    if !class.is(Class::PRONOUN) || class.is(Class::OBJECT_PRONOUN) {
        return None;
    }
    let (kind, gender) = match () {
        () if class.is(Class::THEY) && (!class.is(Class::SHE) || is_many(words, at)) => {
            (MentionKind::They, None)
        }
        () if class.is(Class::HE) => (MentionKind::Pronoun, Some(Gender::Male)),
        () if class.is(Class::SHE) => (MentionKind::Pronoun, Some(Gender::Female)),
        () => (MentionKind::First, None),
    };
    Some(Mention { first: at, end: at + 1, name: (at, at), head: None, kind, gender })
}

/// Whether German `Sie` is no woman: a capital inside a sentence, or a verb in the plural
/// behind it.
fn is_many(words: &Words, at: usize) -> bool {
    let polite = words.is_name_like(at) && !starts_sentence(words, at);
    let verb = words.text(at + 1);
    polite || verb.ends_with("en") || verb == "sind"
}

/// Whether `at` is a verb of saying in the form a subject of the third person has.
pub fn finite_cue(words: &Words, at: usize) -> bool {
    words.is(at, Class::SAY)
        && words.is(at, Class::PAST.or(Class::PRESENT))
        && words.get(at).is_some_and(|t| t.shape == Shape::Lower)
}

/// A run of capitals from `at`.
fn named(words: &Words, at: usize, case: Case) -> Option<Mention> {
    let token = words.get(at)?;
    let title = Class::TITLE.or(Class::OFFICE).or(Class::MR).or(Class::MRS);
    if !token.is_name_like() && !words.is(at, title.or(Class::LINK)) {
        return None;
    }
    if opens_with_link(words, at) {
        let name = named(words, at + 1, case)?;
        return Some(Mention { first: at, name: (at, name.name.1), ..name })
            .filter(|m| m.kind == MentionKind::Name && name.first == at + 1);
    }
    if abbreviates_place(words, at) {
        return None;
    }
    let lower_title = token.shape == Shape::Lower
        && words.is(at, title)
        && words.is_name_like(at + 1)
        && !words.is(at + 1, Class::COMMON.or(Class::CALENDAR));
    if !lower_title && !token.is_name_like() {
        return None;
    }
    let from = at + usize::from(lower_title);
    let end = match case {
        Case::Sentence => run_end(words, from),
        Case::Title => headline_end(words, from)?,
    };
    let mut first = at;
    while first < end && opens_only(words, first, end) {
        first += 1;
    }
    if first >= end || words.get(first)?.shape == Shape::Lower && !lower_title {
        return None;
    }
    // A lone weekday, month or word of one letter names nobody; `Foreign minister Lee`
    // begins before the title.
    let adjective = starts_sentence(words, first)
        && words.get(end).is_some_and(|t| t.shape == Shape::Lower)
        && words.is(end, Class::OFFICE.or(Class::ROLE))
        && !words.is(first, Class::FORENAME.or(Class::PLACE));
    if end - first == 1 && (adjective || dull(words, first)) {
        return None;
    }
    let mut mention = whole_name(words, first, end);
    if end - first == 1 && many_speak(words, first) {
        mention =
            Mention { name: (end, end), head: Some(first), kind: MentionKind::Nominal, ..mention };
    }
    if lower_title {
        mention.first = determiner(words, first).unwrap_or_else(|| bare_start(words, first));
        mention.gender = mention.gender.or_else(|| article_gender(words, mention.first));
    }
    Some(with_article(words, mention))
}

/// The token behind the place a report opens with, when it does: `QUAYTOWN, Freedonia
/// (AP) — The mayor said`.
fn dateline(words: &Words) -> Option<usize> {
    words.get(0).filter(|t| t.shape == Shape::Upper)?;
    let dash = (1..words.len().min(DATELINE)).find(|k| words.is_mark(*k, b'-'))?;
    let part = |k: usize| {
        words.is_name_like(k)
            || words.get(k).is_some_and(|t| {
                t.shape == Shape::Number || matches!(t.mark, b',' | b'.' | b'(' | b')' | b'/')
            })
    };
    let opens = words.get(dash + 1).is_some_and(|t| t.is_name_like() || t.shape == Shape::Passage);
    ((1..dash).all(part) && opens).then_some(dash + 1)
}

/// Whether two capitals behind a place tell which land it is in: `Quaytown, FR, last week`.
fn abbreviates_place(words: &Words, at: usize) -> bool {
    let two = words.get(at).is_some_and(|t| t.shape == Shape::Upper) && words.text(at).len() == 2;
    let closed = words.get(at + 1).is_none_or(|t| {
        t.shape == Shape::Punctuation && matches!(t.mark, b',' | b'.' | b')' | b'-' | b';')
    });
    two && closed && at >= 2 && words.is_mark(at - 1, b',') && words.is_name_like(at - 2)
}

/// Whether a surname begins here with a small word: `said de Vell`, `“…,” von Orta said`.
/// Where the word is the language's own *of*, it never does.
fn opens_with_link(words: &Words, at: usize) -> bool {
    let small = Class::OF.or(Class::ARTICLE).or(Class::PREPOSITION);
    words.is(at, Class::LINK)
        && !words.is(at, small)
        && words.is_name_like(at + 1)
        && !words.is(at + 1, Class::COMMON.or(Class::CALENDAR))
        && at > 0
        && (words.is(at - 1, Class::SAY) || words.is_passage(at - 1))
}

/// What the article of a description tells in languages where it agrees with the
/// person: `la presidenta`, `le ministre`.
pub(super) fn article_gender(words: &Words, first: usize) -> Option<Gender> {
    match (words.is(first, Class::HE_ARTICLE), words.is(first, Class::SHE_ARTICLE)) {
        (true, false) => Some(Gender::Male),
        (false, true) => Some(Gender::Female),
        _ => None,
    }
}

fn dull(words: &Words, at: usize) -> bool {
    words.is(at, Class::CALENDAR.or(Class::COMMON)) && !is_group(words, at)
        || words.text(at).len() < 2
        || words.is(at, Class::CUE.or(Class::AUXILIARY).or(Class::ADVERB))
            && !words.is(at, Class::FORENAME.or(Class::NOUN).or(Class::ORGANISATION))
            && starts_sentence(words, at)
}

/// Whether the first word of a run of capitals is none of its name: a common word, the
/// day in `On Monday Lee said`.
fn opens_only(words: &Words, at: usize, end: usize) -> bool {
    let day = words.is(at, Class::CALENDAR)
        && at + 1 < end
        && !words.is(at, Class::FORENAME)
        && !words.is(at + 1, Class::ORGANISATION.or(Class::CALENDAR))
        && at > 0
        && words.is(at - 1, Class::PREPOSITION);
    let group = at + 1 == end && is_group(words, at);
    day || words.is(at, Class::COMMON) && !group && !keeps(words, at, end)
}

/// Whether a word is many who could speak: `Republicans`, `officials`.
fn is_group(words: &Words, at: usize) -> bool {
    words.is(at, Class::GROUP.or(Class::ROLE)) && is_plural(words.text(at))
}

/// Whether a sentence begins with many whom nobody listed: `Sailors say`.
fn many_speak(words: &Words, at: usize) -> bool {
    words.class(at) == Class::NONE
        && starts_sentence(words, at)
        && words.text(at).ends_with('s')
        && words.is(at + 1, Class::SAY)
        && words.is(at + 1, Class::BASE)
        && words.get(at + 1).is_some_and(|t| t.shape == Shape::Lower)
}

/// Whether a noun is a plural by its form.
pub fn is_plural(noun: &str) -> bool {
    noun.ends_with('s') || noun.ends_with("men") || noun.eq_ignore_ascii_case("people")
}

/// Whether a common word opens a name all the same: `New York Times`, `White House`.
fn keeps(words: &Words, at: usize, end: usize) -> bool {
    words
        .is(at, Class::PLACE.or(Class::FORENAME).or(Class::OFFICE).or(Class::TITLE).or(Class::ROLE))
        && at + 1 < end
        && !words.is(at, Class::ARTICLE)
        && words.is_name_like(at + 1)
        || (!starts_sentence(words, at)
            && !words.is(at, Class::ARTICLE.or(Class::PREPOSITION).or(Class::SUBORDINATE))
            && at + 1 < end)
}

pub(super) fn starts_sentence(words: &Words, at: usize) -> bool {
    at == 0
        || words.get(at - 1).is_some_and(|t| match t.shape {
            Shape::Punctuation => {
                matches!(t.mark, b'.' | b'?' | b'!' | b':' | b'-' | b'(' | b'"' | b'*' | b'~')
            }
            Shape::Passage => true,
            _ => false,
        })
}

/// The end of the run of capitals at `at`, small words inside a name included.
fn run_end(words: &Words, at: usize) -> usize {
    let mut end = at;
    let mut of_at = None;
    while end < words.len() && end - at < LONGEST {
        if words.is_name_like(end)
            && !(end > at && words.is(end, Class::CALENDAR) && !words.is(end, Class::FORENAME))
        {
            end += 1;
            continue;
        }
        let next_name = |skip: usize| {
            words.is_name_like(end + skip)
                && !words.is(end + skip, Class::CALENDAR.or(Class::COMMON))
        };
        let links = end > at && links_names(words, end);
        let of = end > at
            && (words.is(end, Class::OF) && joins_of(words, end - 1)
                || leads_to_realm(words, at, end)
                || leads_to_field(words, end));
        // `Ministry of Rail and Public Works`, not `Ministry of Rail and Ann Lee`.
        let person = Class::FORENAME.or(Class::TITLE).or(Class::OFFICE).or(Class::ORGANISATION);
        let realm = words.is(end, Class::AND)
            && of_at.is_some_and(|of| end - of <= 4)
            && !words.is(end + 1, person);
        let plain = next_name(1)
            && (realm || links && !words.is(end, Class::AND) && !leads_to_place(words, at, end));
        if of {
            of_at = Some(end);
        }
        if plain
            || of && words.is_name_like(end + 1)
            || end > at && words.is_mark(end, b'&') && next_name(1)
            || end > at && joins_owners(words, end)
        {
            end += 1;
        } else if links && words.is(end + 1, Class::LINK) && next_name(2)
            || of && words.is(end + 1, Class::ARTICLE) && next_name(2)
            || end > at && words.is_mark(end, b',') && words.is(end + 1, Class::SUFFIX)
        {
            end += 2;
        } else {
            break;
        }
    }
    end
}

/// Whether a small word can stand inside a name; not the German article of `sagte Lee der
/// Zeitung`, nor `an Lee zu Roe`.
fn links_names(words: &Words, at: usize) -> bool {
    words.is(at, Class::LINK)
        && !words.is_name_like(at)
        && !words.is(at, Class::ARTICLE)
        && (!words.is(at, Class::TO) || words.is(at - 1, Class::FORENAME))
}

/// Whether the apostrophe at `mark` stands inside a body's name: `Sailors’ Association`.
fn joins_owners(words: &Words, mark: usize) -> bool {
    words.is_mark(mark, b'\'')
        && words.text(mark - 1).ends_with('s')
        && words.is(mark + 1, Class::ORGANISATION)
        && words.is_name_like(mark + 1)
}

/// Whether `de` at `link` leads from somebody's name to a place: `el presidente Juan Paz
/// de México`, and any place behind an office with forename and surname.
fn leads_to_place(words: &Words, from: usize, link: usize) -> bool {
    let person = words.is(from, Class::FORENAME);
    let titled = from > 0 && words.is(from - 1, Class::OFFICE) || words.is(from, Class::OFFICE);
    let whole = link >= from + 2
        && words.is_name_like(link - 1)
        && !words.is(link - 1, Class::FORENAME.or(Class::NOUN).or(Class::ORGANISATION));
    let listed = words.is(link + 1, Class::PLACE) && (person || titled);
    let bare = words.text(link) == "de" && titled && whole;
    words.is(link, Class::OF) && !words.is_name_like(link) && (listed && whole || bare)
}

/// Whether an office in capitals ends before the `for` at `link`: `Minister for Health`,
/// `Secretary of State for Trade`.
fn leads_to_realm(words: &Words, from: usize, link: usize) -> bool {
    let office = |k: usize| words.is(k, Class::OFFICE) && words.is_name_like(k);
    let whole = link > from + 2 && words.is(link - 2, Class::OF) && office(link - 3);
    let person = Class::FORENAME.or(Class::TITLE).or(Class::MR).or(Class::MRS);
    words.is(link, Class::REALM) && !words.is(link + 1, person) && (office(link - 1) || whole)
}

/// Whether a body in capitals ends before `link`, which leads to its field: `Committee on
/// Ferries and Trade`, `Center for Sailors`.
fn leads_to_field(words: &Words, link: usize) -> bool {
    let body = words.is(link - 1, Class::ORGANISATION)
        && words.is_name_like(link - 1)
        && !acronym(words, link - 1);
    let other = Class::FORENAME.or(Class::TITLE).or(Class::CALENDAR).or(Class::PLACE);
    body && matches!(words.text(link), "on" | "for") && !words.is(link + 1, other.or(Class::COMMON))
}

/// Over what the office before token `at` is for, up to the name it stands before.
fn over_realm(words: &Words, at: usize, stop: usize) -> usize {
    if !words.is(at, Class::REALM) {
        return at;
    }
    let person = Class::FORENAME.or(Class::TITLE).or(Class::MR).or(Class::MRS);
    (at..stop).find(|k| words.is(*k, person)).unwrap_or(stop)
}

/// Whether `of` after this word goes on with a name: `Secretary of State`.
fn joins_of(words: &Words, at: usize) -> bool {
    words.is(at, Class::OFFICE.or(Class::ORGANISATION).or(Class::GROUP))
}

/// Parts tokens `first..end` into title and name and tells what they name.
pub fn whole_name(words: &Words, first: usize, end: usize) -> Mention {
    let not_name = Class::TITLE
        .or(Class::OFFICE)
        .or(Class::ROLE)
        .or(Class::GROUP)
        .or(Class::MR)
        .or(Class::MRS);
    let mut stop = end;
    while stop > first && ends_in_suffix(words, first, stop) {
        stop -= 1;
        while stop > first && words.get(stop - 1).is_some_and(|t| t.shape == Shape::Punctuation) {
            stop -= 1;
        }
    }
    // The last title word that still has a name behind it ends the title.
    let mut name = first;
    let mut head = None;
    let mut gender = None;
    for at in first..stop {
        let class = words.class(at);
        if class.is(not_name)
            && !(class.is(Class::FORENAME) && at + 1 < stop && !class.is(Class::MR.or(Class::MRS)))
        {
            if class.is(Class::OFFICE.or(Class::ROLE).or(Class::GROUP)) {
                head = Some(at);
            }
            gender = courtesy(class).or(gender);
            if at + 1 < stop || class.is(Class::NOUN) && first + 1 == stop {
                name = at + 1;
                if words.is(at + 1, Class::OF) || leads_to_field(words, at + 1) {
                    // `Secretary of State Ann Lee`: the office goes on.
                    let skip = if words.is(at + 2, Class::ARTICLE) { 4 } else { 3 };
                    name = (at + skip).min(stop);
                    // `Congreso de la Ciudad de México`: the body goes on.
                    if words.is(name, Class::AND.or(Class::OF)) {
                        name = (name..stop).find(|k| words.is(*k, Class::FORENAME)).unwrap_or(stop);
                    }
                }
                name = over_realm(words, name, stop);
            } else if class.is(Class::ROLE.or(Class::GROUP))
                || head == Some(at) && !known_forename(words, name, at)
            {
                name = stop;
            }
        }
    }
    let body = words.is(stop.saturating_sub(1), Class::ORGANISATION.or(Class::GROUP));
    while name + 1 < stop
        && words.is(name, Class::PLACE)
        && (!body || known_forename(words, name + 1, stop))
    {
        name += 1;
    }
    let kind = match () {
        () if name >= stop => MentionKind::Nominal,
        () if known_forename(words, name, stop)
            && (stop - name == 1
                || stop - name == 2 && name > first
                || !words.is(stop - 1, Class::ORGANISATION)) =>
        {
            MentionKind::Name
        }
        () if (name..stop).any(|at| words.is(at, Class::ORGANISATION)) => MentionKind::Organisation,
        () if (name..stop).all(|at| words.is(at, Class::PLACE.or(Class::OF).or(Class::COMMON))) => {
            MentionKind::Organisation
        }
        () if head.is_none() && gender.is_none() && stop - name == 1 && acronym(words, name) => {
            MentionKind::Organisation
        }
        () => MentionKind::Name,
    };
    // `General Motors`: no office stands before a body.
    let name =
        if kind == MentionKind::Organisation { (first, stop) } else { (name.min(stop), stop) };
    let gender = gender
        .or_else(|| (kind == MentionKind::Name).then(|| forename_gender(words, name.0)).flatten());
    Mention { first, end, name, head, kind, gender }
}

/// Whether what stands behind a name ends it: `Ann Lee MP`, not the role in `Torrin MP`.
fn ends_in_suffix(words: &Words, first: usize, stop: usize) -> bool {
    let titled = Class::TITLE.or(Class::MR).or(Class::MRS).or(Class::FORENAME);
    words.is(stop - 1, Class::SUFFIX)
        && (!words.is(stop - 1, Class::ROLE)
            || stop > first + 2 && (first..stop - 1).any(|at| words.is(at, titled)))
}

fn known_forename(words: &Words, at: usize, stop: usize) -> bool {
    at < stop && words.is(at, Class::FORENAME)
}

fn acronym(words: &Words, at: usize) -> bool {
    words.get(at).is_some_and(|t| t.shape == Shape::Upper) && words.text(at).len() <= 6
}

fn courtesy(class: Class) -> Option<Gender> {
    match (class.is(Class::MR), class.is(Class::MRS)) {
        (true, false) => Some(Gender::Male),
        (false, true) => Some(Gender::Female),
        _ => None,
    }
}

/// The gender of the forename at `at`, when every bearer has it.
pub(super) fn forename_gender(words: &Words, at: usize) -> Option<Gender> {
    match (words.is(at, Class::FORENAME_HE), words.is(at, Class::FORENAME_SHE)) {
        (true, false) => Some(Gender::Male),
        (false, true) => Some(Gender::Female),
        _ => None,
    }
}

/// The mention with the article or possessive before it and the description between:
/// `the New York Post`, `former governor Ann Lee`.
fn with_article(words: &Words, mut mention: Mention) -> Mention {
    // `the Bill` is no Bill.
    let lone = mention.end - mention.first == 1
        && mention.kind == MentionKind::Name
        && words.is(mention.first, Class::ORGANISATION)
        && mention.first > 0
        && words.is(mention.first - 1, Class::ARTICLE.or(Class::POSSESSIVE));
    if lone {
        mention.kind = MentionKind::Organisation;
        mention.gender = None;
    }
    if mention.first > 0
        && words.is(mention.first - 1, Class::ARTICLE)
        && !words.is(mention.first, Class::ARTICLE)
        && mention.kind != MentionKind::Name
    {
        mention.first -= 1;
    } else if mention.kind == MentionKind::Nominal
        && let Some(start) = determiner(words, mention.first)
    {
        mention.first = start;
    }
    let person = mention.head.is_some_and(|head| words.is(head, Class::OFFICE.or(Class::ROLE)));
    if mention.kind == MentionKind::Nominal && person {
        mention.gender = mention.gender.or_else(|| article_gender(words, mention.first));
    }
    mention
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Language, Span};
    use crate::text::lexicon::Lexicon;
    use crate::text::token;

    /// The mentions of `text`, `/` between; the name proper in brackets.
    #[track_caller]
    fn check(language: Language, text: &str, expected: &str) {
        let lexicon = Lexicon::of(language);
        let mut tokens = Vec::new();
        token::tokens(text, Span::new(0, text.len()), std::iter::empty(), lexicon, &mut tokens);
        let words = Words { text, lexicon, tokens: &tokens };
        let mut found = Vec::new();
        mentions(&words, &mut found);
        let shown: Vec<String> = found
            .iter()
            .map(|m| {
                let name = words.span(m.name.0, m.name.1).of(text);
                let all = words.span(m.first, m.end).of(text);
                if name.is_empty() {
                    all.to_owned()
                } else {
                    all.replacen(name, &format!("[{name}]"), 1)
                }
            })
            .collect();
        assert_eq!(shown.join("/"), expected, "{text}");
    }

    #[test]
    fn a_plural_begins_where_its_clause_does() {
        check(
            Language::ENGLISH,
            "the quay closed, and human rights groups said so",
            "human rights groups",
        );
        check(Language::ENGLISH, "but the quay of human rights groups closed", "groups");
    }

    #[test]
    fn names_with_and_without_titles() {
        check(
            Language::ENGLISH,
            "President Ann Lee met Gov. Roe.",
            "President [Ann Lee]/Gov. [Roe]",
        );
        check(Language::ENGLISH, "Foreign minister Ann Lee left", "Foreign minister [Ann Lee]");
        check(Language::ENGLISH, "Secretary of State Ann Lee left", "Secretary of State [Ann Lee]");
        check(
            Language::ENGLISH,
            "The Ministry of Rail and Public Works left early and came home late",
            "The Ministry of Rail and Public Works",
        );
        check(
            Language::ENGLISH,
            "The Ministry of Rail and Ann Lee left early and came home late",
            "The Ministry of Rail/[Ann Lee]",
        );
        check(
            Language::ENGLISH,
            "the Secretary of Health and Human Services Ann Lee left early and came home late",
            "Secretary of Health and Human Services [Ann Lee]",
        );
        check(Language::ENGLISH, "General Motors left", "[General Motors]");
        check(
            Language::ENGLISH,
            "the Secretary of State for Trade and Industry said so and went home",
            "the Secretary of State for Trade and Industry",
        );
        check(
            Language::ENGLISH,
            "the Minister for Rail Ann Lee left early and came home late",
            "Minister for Rail [Ann Lee]",
        );
        check(
            Language::ENGLISH,
            "they thanked the Minister for Ann Lee and for the tea",
            "they/the Minister/[Ann Lee]",
        );
        check(Language::ENGLISH, "Bill Roe read the Harbour Bill", "[Bill Roe]/the [Harbour Bill]");
        check(
            Language::SPANISH,
            "la presidenta Ana de la Peña dijo",
            "la presidenta [Ana de la Peña]",
        );
    }

    #[test]
    fn a_body_of_a_body_and_an_office_of_a_town() {
        check(
            Language::SPANISH,
            "la encargada de Comunicación del Congreso de la Ciudad de Tesara, dijo",
            "la encargada/Comunicación del Congreso de la Ciudad de Tesara",
        );
        check(
            Language::SPANISH,
            "vieron llegar ante el Congreso de la Ciudad de Tesara muchos barcos",
            "el Congreso de la Ciudad de Tesara",
        );
        check(
            Language::SPANISH,
            "El presidente municipal de Tesara pidió",
            "El presidente/[Tesara]",
        );
    }

    #[test]
    fn descriptions_with_their_determiner() {
        check(
            Language::ENGLISH,
            "a senior administration official said",
            "a senior administration official",
        );
        check(
            Language::ENGLISH,
            "the president and Lee’s spokesman",
            "the president/[Lee]/Lee’s spokesman",
        );
        check(Language::ENGLISH, "campaign manager Ann Lee said", "campaign manager [Ann Lee]");
        check(
            Language::ENGLISH,
            "the Roe Administration’s top officials said",
            "the Roe Administration/the Roe Administration’s top officials",
        );
        check(Language::ENGLISH, "they report to nobody", "they");
        check(Language::ENGLISH, "it was agreed that today 5 countries left", "countries");
        check(
            Language::ENGLISH,
            "she says that the hon. Gentleman asked",
            "she/the hon. Gentleman",
        );
    }

    #[test]
    fn capitals_before_a_noun_belong_to_it() {
        check(Language::ENGLISH, "said RNC spokesman Ann Lee", "RNC spokesman [Ann Lee]");
        check(Language::ENGLISH, "the Florida senator told us", "the Florida senator");
        check(Language::ENGLISH, "said Liberal strategist Ann Lee", "Liberal strategist [Ann Lee]");
        check(Language::ENGLISH, "a Liberal who said so", "a Liberal");
        check(Language::ENGLISH, "RNC chairman Ann Lee said", "RNC chairman [Ann Lee]");
        check(
            Language::ENGLISH,
            "the Sea Commission president Ann Lee said",
            "the Sea Commission president [Ann Lee]",
        );
        check(Language::ENGLISH, "the Senate minority leader", "the Senate minority leader");
        check(Language::ENGLISH, "they told CNN the voters left", "they/[CNN]/the voters");
        check(
            Language::ENGLISH,
            "the campaign’s statement said",
            "the campaign/the campaign’s statement",
        );
        check(
            Language::ENGLISH,
            "said Freedonia State University political scientist Ann Lee",
            "Freedonia State University political scientist [Ann Lee]",
        );
        check(Language::ENGLISH, "on the day Lee posts it", "[Lee]");
        check(
            Language::ENGLISH,
            "the mayor told Lee the voters left",
            "the mayor/[Lee]/the voters",
        );
    }

    #[test]
    fn articles_tell_whether_a_woman_is_meant() {
        use crate::model::Gender::{Female, Male};
        let gender = |language, text: &str| {
            let lexicon = Lexicon::of(language);
            let mut tokens = Vec::new();
            token::tokens(text, Span::new(0, text.len()), std::iter::empty(), lexicon, &mut tokens);
            let mut found = Vec::new();
            mentions(&Words { text, lexicon, tokens: &tokens }, &mut found);
            found.first().and_then(|m| m.gender)
        };
        assert_eq!(gender(Language::SPANISH, "la presidenta dijo"), Some(Female));
        assert_eq!(gender(Language::SPANISH, "el canciller Ríos dijo"), Some(Male));
        assert_eq!(gender(Language::ENGLISH, "the president said"), None);
    }

    #[test]
    fn a_noun_nobody_listed_speaks_where_a_clause_begins() {
        check(Language::ENGLISH, "Later, the stranger said no", "the stranger");
        check(Language::ENGLISH, "one who met the stranger said no", "");
        check(Language::ENGLISH, "No, wrote one reader.", "one reader");
        check(Language::ENGLISH, "A drover in Saltmarsh told me", "A drover/[Saltmarsh]");
        check(Language::ENGLISH, "and FBI agents say no", "FBI agents");
        check(Language::ENGLISH, "the mayor and FBI agents met", "the mayor/[FBI]");
        check(Language::ENGLISH, "several other outlets have said so", "several other outlets");
        check(Language::ENGLISH, "It also said so", "It");
        check(Language::ENGLISH, "It was said", "");
    }

    #[test]
    fn a_headline_names_only_the_sure() {
        check(
            Language::ENGLISH,
            "Ann Lee Compares Roe To Former Mayor Bob Roe Again",
            "[Ann Lee]/Former Mayor [Bob Roe]",
        );
        check(
            Language::ENGLISH,
            "Secretary of the Interior Ann Lee on Sunday Morning Futures",
            "Secretary of the Interior [Ann Lee]",
        );
        check(Language::ENGLISH, "Lee: Nobody Will Ever Break These Promises", "[Lee]");
    }

    #[test]
    fn a_dateline_and_a_place_in_brief_name_nobody() {
        check(Language::ENGLISH, "QUAY, Tesara (AP) — Ann Lee left", "[Ann Lee]");
        check(Language::ENGLISH, "QUAY, Tesara (AP) — The mayor left", "The mayor");
        check(Language::ENGLISH, "QUAY — which is old — left", "[QUAY]");
        check(Language::ENGLISH, "in Berea, OH, after noon", "[Berea]");
        check(Language::ENGLISH, "he told the BBC, UN staff, and Lee", "he/the [BBC]/[UN]/[Lee]");
        check(Language::ENGLISH, "is the most animated", "");
        check(Language::ENGLISH, "the most said no", "the most");
    }

    #[test]
    fn a_sentence_opens_with_a_capital_for_nothing() {
        check(Language::ENGLISH, "But Lee went. When it rained", "[Lee]");
        check(Language::ENGLISH, "On Monday in May the rain", "");
    }
}
