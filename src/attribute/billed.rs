//! Whom a title bills: `Press Briefing by Press Secretary Ann Lee and National Security
//! Advisor Bo Roe`. There every word has a capital, but the list says where names end.

use rustc_hash::FxHashSet;

use crate::cast::{Mention, MentionKind, Registry, whole_name};
use crate::model::{Role, Span, Turn};
use crate::parse::{billed, ends_author};
use crate::text::lexicon::{Class, Lexicon};
use crate::text::token::{Words, tokens};

/// Learns the people that `title` bills, each with the whole of the office; `surnames` are
/// those of the labels, with which names end. Whether there are any.
pub(super) fn learn(
    title: &str,
    surnames: &FxHashSet<String>,
    lexicon: &'static Lexicon,
    registry: &mut Registry,
) -> bool {
    let Some(list) = billed(title) else { return holder(title, lexicon, registry) };
    let mut any = false;
    for part in list.split(", ").flat_map(|part| part.split(" and ")) {
        let part = part.strip_prefix("and ").unwrap_or(part);
        let mut row = Vec::new();
        tokens(part, Span::new(0, part.len()), std::iter::empty(), lexicon, &mut row);
        let words = Words { text: part, lexicon, tokens: &row };
        let end = end(&words, surnames);
        if let Some(name) = name(&words, end)
            && let Some(person) = registry.enrol(&words, &name)
        {
            let office = words.span(0, name.name.0).of(part).split_whitespace();
            registry.describe(person, Some(office.collect::<Vec<_>>().join(" ")));
            any = true;
        }
        if end < words.len() {
            break;
        }
    }
    any || holder(title, lexicon, registry)
}

/// Learns the person at the title's end, behind the office and a comma: `Entrevista da
/// Presidenta da República, Ana Vell`.
fn holder(title: &str, lexicon: &'static Lexicon, registry: &mut Registry) -> bool {
    let Some((rest, name)) = title.rsplit_once(", ") else { return false };
    let mut row = Vec::new();
    tokens(title, Span::new(0, title.len()), std::iter::empty(), lexicon, &mut row);
    let words = Words { text: title, lexicon, tokens: &row };
    let from = row.partition_point(|token| (token.start as usize) <= rest.len());
    let before = from.saturating_sub(1);
    let office = (before.saturating_sub(OFFICE)..before).find(|at| words.is(*at, Class::OFFICE));
    let named = (2..=5).contains(&name.split_whitespace().count())
        && words.is(from, Class::FORENAME)
        && (from..row.len()).all(|at| words.is_name_like(at) || words.is(at, Class::OF));
    let Some(office) = office.filter(|_| named) else { return false };
    let mention = whole_name(&words, from, row.len());
    let Some(person) = registry.enrol(&words, &mention) else { return false };
    let title = words.span(office, from - 1).of(title).split_whitespace().collect::<Vec<_>>();
    registry.describe(person, Some(title.join(" ")));
    true
}

/// How far before the comma the office stands, in tokens.
const OFFICE: usize = 8;

/// The last words of the labels of `turns`, in capitals.
pub(super) fn surnames(text: &str, turns: &[Turn]) -> FxHashSet<String> {
    let speakers = turns.iter().filter(|turn| turn.role == Role::Speaker).take(LABELS);
    let last = |turn: &Turn| turn.label.of(text).split_whitespace().next_back();
    speakers.filter_map(last).map(str::to_uppercase).collect()
}

/// How many labels are looked at.
const LABELS: usize = 200;

/// The longest office and name, in tokens.
const LONGEST: usize = 24;

/// Where the occasion begins, behind a surname at the latest; `of` and `for` behind an
/// office go on with it: `Secretary of State`.
fn end(words: &Words, surnames: &FxHashSet<String>) -> usize {
    let office = Class::OFFICE.or(Class::ROLE).or(Class::GROUP).or(Class::ORGANISATION);
    let title = office.or(Class::TITLE);
    let named =
        |at: &usize| surnames.contains(&words.text(*at).to_uppercase()) && !words.is(*at, title);
    let stops = |at: &usize| {
        let word = words.text(*at);
        let goes_on = matches!(word, "of" | "for") && words.is(at - 1, office);
        (word == "of" || ends_author(word)) && !goes_on
            || words.get(*at).is_some_and(|t| !t.is_word() && t.mark != b'.' && t.mark != b'-')
    };
    let most = words.len().min(LONGEST);
    let occasion = (1..most).find(stops).unwrap_or(most);
    (1..occasion).find(named).map_or(occasion, |surname| surname + 1)
}

/// The name that tokens up to `end` close with, behind an office in capitals.
fn name(words: &Words, end: usize) -> Option<Mention> {
    let title = Class::OFFICE.or(Class::ROLE).or(Class::TITLE);
    let name = words.is_name_like(0).then(|| whole_name(words, 0, end))?;
    // `Advisor for Public Works Keisha Roe`: where no forename is known, a name is two words.
    let realm = (0..end).find(|at| words.is(*at, Class::REALM)).filter(|at| at + 4 <= end);
    let known = |from: usize| words.is(from, Class::FORENAME);
    let name = match realm {
        Some(realm) if name.name.0 > realm && !known(name.name.0) => {
            Mention { name: (end - 2, end), kind: MentionKind::Name, ..name }
        }
        _ => name,
    };
    let (from, to) = name.name;
    let titled = (0..from).any(|at| words.is(at, title));
    let named = name.kind == MentionKind::Name && (1..=5).contains(&(to - from));
    (titled && named && words.is_name_like(from)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;

    /// The people `title` bills: office and name.
    #[track_caller]
    fn check(title: &str, expected: &[(&str, &str)]) {
        let mut registry = Registry::default();
        let surnames = ["BEL-PARR".to_owned()].into_iter().collect();
        let any = learn(title, &surnames, Lexicon::of(Language::ENGLISH), &mut registry);
        assert_eq!(any, !expected.is_empty());
        let people =
            registry.known.iter().map(|k| (k.title.as_deref().unwrap_or("-"), k.name.as_str()));
        assert_eq!(people.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn each_of_the_billed_has_the_whole_office() {
        check(
            "Press Briefing by Press Secretary Ann Lee, Deputy Chief of Staff Bo Roe, and National \
             Security Advisor Mike Orlan",
            &[
                ("Press Secretary", "Ann Lee"),
                ("Deputy Chief of Staff", "Bo Roe"),
                ("National Security Advisor", "Mike Orlan"),
            ],
        );
        check(
            "Remarks by Vice President Roe and President Andrzej Veld of Ostravia in Joint Press Conference",
            &[("Vice President", "Roe"), ("President", "Andrzej Veld")],
        );
        check(
            "Remarks by Secretary of State Ann Lee Before Departure",
            &[("Secretary of State", "Ann Lee")],
        );
    }

    #[test]
    fn a_name_ends_where_a_label_says() {
        check(
            "Press Gaggle by Press Secretary Ann Bel-Parr En Route Saltmarsh, VT",
            &[("Press Secretary", "Ann Bel-Parr")],
        );
        check(
            "Press Briefing by Press Secretary Ann Lee and Senior Advisor for Public Outings Keezia Roe",
            &[("Press Secretary", "Ann Lee"), ("Senior Advisor for Public Outings", "Keezia Roe")],
        );
    }

    #[test]
    fn the_office_may_stand_before_a_comma() {
        check(
            "Interview with the President of Tessara, Ann Lee",
            &[("President of Tessara", "Ann Lee")],
        );
        check("Talks in Quill, Ann Arbor", &[]);
    }

    #[test]
    fn descriptions_and_other_titles_bill_nobody() {
        check("Background Press Call by a Senior Administration Official on the Ferry", &[]);
        check("President Lee Signs Decree", &[]);
        check("A House by the Sea", &[]);
    }
}
