//! A name's parts: title, name proper, suffix, and what it names.

use super::extent::{acronym, leads_to_field};
use super::{Mention, MentionKind};
use crate::model::Gender;
use crate::text::lexicon::Class;
use crate::text::token::{Shape, Words};

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

/// Over what the office before token `at` is for, up to the name it stands before.
fn over_realm(words: &Words, at: usize, stop: usize) -> usize {
    if !words.is(at, Class::REALM) {
        return at;
    }
    let person = Class::FORENAME.or(Class::TITLE).or(Class::MR).or(Class::MRS);
    (at..stop).find(|k| words.is(*k, person)).unwrap_or(stop)
}
