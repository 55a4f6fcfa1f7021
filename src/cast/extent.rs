//! How far a run of capitals is one name: the small words inside it.

use super::run::LONGEST;
use crate::text::lexicon::Class;
use crate::text::token::{Shape, Words};

/// The end of the run of capitals at `at`, small words inside a name included.
pub(super) fn run_end(words: &Words, at: usize) -> usize {
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
pub(super) fn leads_to_field(words: &Words, link: usize) -> bool {
    let body = words.is(link - 1, Class::ORGANISATION)
        && words.is_name_like(link - 1)
        && !acronym(words, link - 1);
    let other = Class::FORENAME.or(Class::TITLE).or(Class::CALENDAR).or(Class::PLACE);
    body && matches!(words.text(link), "on" | "for") && !words.is(link + 1, other.or(Class::COMMON))
}

/// Whether `of` after this word goes on with a name: `Secretary of State`.
fn joins_of(words: &Words, at: usize) -> bool {
    words.is(at, Class::OFFICE.or(Class::ORGANISATION).or(Class::GROUP))
}

pub(super) fn acronym(words: &Words, at: usize) -> bool {
    words.get(at).is_some_and(|t| t.shape == Shape::Upper) && words.text(at).len() <= 6
}
