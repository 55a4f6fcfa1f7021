use std::collections::{HashMap, HashSet};

use super::label::{Label, Shape, WORDS, has_title, label_words};
use crate::model::Role;

/// What the document's labels look like, taken together: how a house prints them.
pub(super) struct House<'a> {
    counts: HashMap<(&'a str, Shape), usize>,
    /// Last words of the labels that are certain, or recur.
    surnames: HashSet<&'a str>,
    /// The first letters of full names that recur: `AV` of `Ana Vell`.
    initials: HashSet<String>,
    /// Last words of the names on short lines above the first label.
    introduced: HashSet<&'a str>,
    n_certain: usize,
    /// How many are called in full and by their surname alone, all in capitals.
    n_shortened: usize,
    /// Whether labels of several open paragraphs that all stand in marks.
    quotes: bool,
    mixed: Habit,
    stopped: Habit,
    dashed: Habit,
}

/// Whether a shape that prose has as well is how this document prints its labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Habit {
    /// No.
    Prose,
    /// Names recur and carry a fair part of the lines.
    Recurring,
    /// So many lines open in the shape that one seen once is a label too.
    Dense,
}

impl<'a> House<'a> {
    /// The house of a document of `n_lines` lines with the possible labels `found`.
    pub(super) fn of(text: &'a str, found: &[Label], n_lines: usize) -> House<'a> {
        let mut counts: HashMap<(&str, Shape), usize> = HashMap::new();
        for label in found {
            *counts.entry((label.span.of(text), label.shape)).or_default() += 1;
        }
        let mixed = habit(&counts, n_lines, &[Shape::Mixed, Shape::Timed]);
        let stopped = habit(&counts, n_lines, &[Shape::Stopped]);
        let dashed = dashed_habit(&counts, found, n_lines);
        let mut house = House {
            counts,
            surnames: HashSet::new(),
            initials: HashSet::new(),
            introduced: HashSet::new(),
            n_certain: 0,
            n_shortened: 0,
            quotes: false,
            mixed,
            stopped,
            dashed,
        };
        house.n_shortened = house.n_shortened();
        house.quotes = house.quotes();
        let full = house.counts.iter().filter(|((words, _), n)| **n >= 2 && words.contains(' '));
        house.initials = full.map(|((words, _), _)| initials(words)).collect();
        for label in found {
            let certain = house.is_certain(text, label);
            house.n_certain += usize::from(certain);
            let recurs = || house.count(text, label) >= 2;
            let names = house.mixed > Habit::Prose || label.shape == Shape::Capitals;
            if certain || names && recurs() {
                // `ANA VELL, HOST` is called VELL further on.
                let parts = label.span.of(text).split(',');
                let last = parts.filter_map(|part| part.rsplit([' ', '\u{a0}', '.']).next());
                house.surnames.extend(last.filter(|word| word.len() > 2));
            }
        }
        let head = found.first().map_or("", |first| text.get(..first.span.start).unwrap_or(""));
        house.introduced = surnames_in(head);
        house
            .introduced
            .extend(listed_in(text.get(..text.floor_char_boundary(TOP)).unwrap_or(text)));
        house
    }

    /// How many in capitals are called in full and by their surname alone.
    fn n_shortened(&self) -> usize {
        let capitals = |words: &str| self.counts.contains_key(&(words, Shape::Capitals));
        let full = self.counts.keys().filter(|(_, shape)| *shape == Shape::Capitals);
        full.filter(|(words, _)| words.rsplit_once(' ').is_some_and(|(_, last)| capitals(last)))
            .count()
    }

    /// Whether three paragraphs or more that open in marks carry the labels of several.
    fn quotes(&self) -> bool {
        let quoted = || self.counts.iter().filter(|((_, shape), _)| *shape == Shape::Quoted);
        quoted().count() >= 2 && quoted().map(|(_, n)| n).sum::<usize>() >= 3
    }

    fn count(&self, text: &str, label: &Label) -> usize {
        self.counts.get(&(label.span.of(text), label.shape)).copied().unwrap_or_default()
    }

    /// Whether the label needs no other beside it.
    fn is_certain(&self, text: &str, label: &Label) -> bool {
        match label.shape {
            Shape::Marked | Shape::OwnLine | Shape::Record => true,
            Shape::Capitals => label.role != Role::Speaker || has_title(label.span.of(text)),
            Shape::Stopped => self.stopped > Habit::Prose,
            Shape::Letter | Shape::Mixed | Shape::Timed | Shape::Quoted | Shape::Dashed => false,
        }
    }

    /// Whether `label` is one.
    pub(super) fn takes(&self, text: &str, label: &Label) -> bool {
        let words = label.span.of(text);
        let count = self.count(text, label);
        match label.shape {
            Shape::Marked | Shape::Record => true,
            Shape::OwnLine => self.takes_own_line(text, label, count),
            Shape::Letter if words == "A" => {
                count >= 2 && self.counts.contains_key(&("Q", Shape::Letter))
            }
            Shape::Letter => count >= 2 || self.n_certain > 0,
            Shape::Capitals => self.takes_capitals(words, label.role, count),
            Shape::Stopped => self.stopped > Habit::Prose,
            Shape::Quoted => self.quotes && !is_never(&label_words(words)),
            Shape::Dashed => self.takes_dashed(words, label.role, count),
            Shape::Timed => count >= 2 || self.mixed > Habit::Prose,
            Shape::Mixed if label.role == Role::Asker => {
                self.mixed > Habit::Prose || self.n_certain > 0 || count >= 2
            }
            Shape::Mixed => self.takes_mixed(text, words, label.role, count),
        }
    }

    /// Names in small letters: those that recur, their bearers under a longer label,
    /// and where almost every line opens with one, any full name.
    fn takes_mixed(&self, text: &str, words: &str, role: Role, count: usize) -> bool {
        let known = || words.split([' ', '\u{a0}', ',']).any(|word| self.surnames.contains(word));
        let n_words = words.split_whitespace().count();
        match self.mixed {
            _ if is_never(&label_words(words)) => false,
            // `Anne Roe (Coast Radio)` among labels in capitals.
            Habit::Prose if is_bracketed(words) => self.n_certain >= 2,
            // `Ana Vell`, whom `AV` is further on.
            Habit::Prose => n_words >= 2 && self.is_shortened(words),
            _ if n_words == 1 && is_addressed(text, words) => true,
            // `Moderator`, `Vors. Vell`
            _ if role == Role::Other && n_words <= 3 => true,
            Habit::Recurring => {
                count >= 2
                    || n_words >= 2 && known()
                    || self.introduced.contains(words)
                    || is_office(words)
                    || is_honoured(words)
            }
            Habit::Dense => {
                count >= 2 || n_words >= 2 || self.introduced.contains(words) || is_office(words)
            }
        }
    }

    /// Names before a dash: where they recur, titles, askers and full names; where labels
    /// have another shape, questions and answers only.
    fn takes_dashed(&self, words: &str, role: Role, count: usize) -> bool {
        let asked = role == Role::Asker || is_answer(words);
        let lettered = self.counts.contains_key(&(words, Shape::Letter));
        match self.dashed {
            _ if is_never(&label_words(words)) => false,
            Habit::Prose => asked && self.n_certain > 0 || lettered && count >= 2,
            Habit::Recurring => {
                count >= 2 || asked || has_title(words) || self.introduced.contains(words)
            }
            Habit::Dense => {
                asked || has_title(words) || count >= 2 || words.split_whitespace().count() >= 2
            }
        }
    }

    /// Whether labels in capitals that recur are the first letters of `words`.
    fn is_shortened(&self, words: &str) -> bool {
        let short = initials(words);
        let mut counts = self.counts.iter();
        counts.any(|((label, shape), n)| *shape == Shape::Capitals && *n >= 2 && *label == short)
    }

    /// A name alone below a rule; where labels stand before a colon it may be a heading.
    fn takes_own_line(&self, text: &str, label: &Label, count: usize) -> bool {
        if is_never(&label_words(label.span.of(text))) {
            return false;
        }
        let before_colon = |shape: Shape| matches!(shape, Shape::Mixed | Shape::Capitals);
        let others = self.counts.iter().filter(|((_, shape), _)| before_colon(*shape));
        let heading = label.role == Role::Speaker && !has_title(label.span.of(text)) && count < 2;
        !heading || others.map(|(_, n)| n).sum::<usize>() < 3
    }

    fn takes_capitals(&self, words: &str, role: Role, count: usize) -> bool {
        let parts = label_words(words);
        if role == Role::Asker {
            return true;
        }
        if is_never(&parts) {
            return false;
        }
        let titled = has_title(words);
        let last = words.rsplit([' ', '\u{a0}', '.']).next().unwrap_or_default();
        count >= 2
            || self.n_shortened >= 2
            || titled && self.n_certain >= 2
            || self.n_certain >= 3 && parts.len() >= 2
            || titled && parts.len() >= 2 && parts.len() <= 4
            || self.n_certain >= 1 && self.surnames.contains(last)
            || self.mixed > Habit::Prose && self.initials.contains(words)
    }
}

/// Whether `labels` are those of a parliament: members by their titles, and whoever presides.
pub(super) fn is_parliament(text: &str, labels: &[Label]) -> bool {
    let words = || labels.iter().map(|label| label.span.of(text));
    let presides = |words: &str| {
        let office = ["Speaker", "President", "Chair", "Vice-President"];
        let opens = ["The ", "The Deputy ", "The Acting ", "Mr. ", "Madam ", "Mr. Deputy "];
        let bare = opens.iter().find_map(|opens| words.strip_prefix(opens));
        bare.is_some_and(|bare| office.contains(&bare.split([' ', '(']).next().unwrap_or_default()))
    };
    // `President. – `, and members with their groups: `Ana Vell (Tide). – `
    let dashed = || labels.iter().filter(|label| label.shape == Shape::Dashed);
    let dashed = || dashed().map(|label| label.span.of(text));
    let chaired = dashed().filter(|words| *words == "President").take(2).count() == 2;
    chaired && dashed().filter(|words| is_bracketed(words)).take(2).count() == 2
        || words().any(presides) && words().filter(|words| is_honoured(words)).take(3).count() == 3
}

/// The bytes at the top of a document in which the panel is listed.
const TOP: usize = 3000;

/// The surnames in a list of those who will speak and their houses: `Sprecher: Roth (AA),
/// Vell (BMF)`.
fn listed_in(top: &str) -> impl Iterator<Item = &str> {
    let lists = top.lines().filter_map(|line| Some(line.split_once(": ")?.1));
    let housed = lists.filter(|list| list.len() <= 300 && list.matches('(').count() >= 2);
    let each = housed.flat_map(|list| list.split(", "));
    each.filter_map(|one| one.split('(').next()?.split_whitespace().next_back())
}

/// The surnames of those whom short lines of `head` introduce: `Bo Orta, Deputy Governor`.
fn surnames_in(head: &str) -> HashSet<&str> {
    let lines = head.lines().filter(|line| line.len() <= 100);
    let names = lines.filter_map(|line| Some(line.split_once(", ")?.0));
    let full = names.filter(|name| (2..=4).contains(&name.split_whitespace().count()));
    full.filter_map(|name| name.split_whitespace().next_back()).filter(|n| n.len() > 2).collect()
}

/// Whether somebody in `text` calls `name` with a courtesy title: `Herr Vell, wann …`.
fn is_addressed(text: &str, name: &str) -> bool {
    let mut found = memchr::memmem::find_iter(text.as_bytes(), name).take(50);
    found.any(|at| {
        let before = text.get(..at).and_then(|before| before.strip_suffix(' '));
        let titled = before.and_then(|before| before.rsplit([' ', '\n', '\u{a0}', ',']).next());
        let after = text.get(at + name.len()..).unwrap_or_default();
        let courtesy = |title: &str| WORDS.courtesy.contains(title.to_uppercase().as_str());
        titled.map(|title| title.trim_end_matches('.')).is_some_and(courtesy)
            && !after.starts_with(char::is_alphanumeric)
    })
}

/// The first letters of the words of a name, as labels shorten it.
pub(super) fn initials(name: &str) -> String {
    name.split_whitespace().filter_map(|word| word.chars().next()).collect()
}

/// Whether a full name stands before brackets.
fn is_bracketed(words: &str) -> bool {
    let before = words.strip_suffix([')', ']']).and_then(|words| words.split_once(['(', '[']));
    before.is_some_and(|(name, _)| (2..=4).contains(&name.split_whitespace().count()))
}

/// Whether a label is an office alone: `Spokesperson`, `Secretary General`.
fn is_office(words: &str) -> bool {
    let parts = label_words(words);
    parts.len() <= 3 && parts.iter().all(|word| WORDS.title.contains(word.as_str()))
}

/// Whether a label opens as parliaments print members: `Mr. Bo Orta (Saltmarsh, Lib.)`.
fn is_honoured(words: &str) -> bool {
    let opens = [
        "Mr. ",
        "Mrs. ",
        "Ms. ",
        "Miss ",
        "Dr. ",
        "Hon. ",
        "Right Hon. ",
        "The Hon. ",
        "The Right Hon. ",
        "L’hon. ",
        "L'hon. ",
        "M. ",
        "Mme ",
        "Senator ",
        "Sen. ",
    ];
    opens.iter().any(|opens| words.starts_with(opens)) && words.split_whitespace().count() >= 2
}

fn is_never(parts: &[String]) -> bool {
    parts.iter().any(|word| WORDS.never.contains(word.as_str()))
}

/// Whether a label is no more than the word for an answer, or its first letter.
pub(super) fn is_answer(words: &str) -> bool {
    label_words(words).iter().all(|word| WORDS.answer.contains(word.as_str()))
}

/// The habit of labels before a dash. Questions that recur are sign enough; so are names
/// that recur among others with a colon.
fn dashed_habit(counts: &HashMap<(&str, Shape), usize>, found: &[Label], n_lines: usize) -> Habit {
    let dashed = || found.iter().filter(|label| label.shape == Shape::Dashed);
    let recurs = counts.iter().any(|((_, shape), n)| *shape == Shape::Dashed && *n >= 2);
    let asks = dashed().filter(|label| label.role == Role::Asker).take(2).count() == 2;
    match habit(counts, n_lines, &[Shape::Dashed]) {
        Habit::Prose if asks => Habit::Recurring,
        Habit::Prose if recurs => habit(counts, n_lines, &[Shape::Dashed, Shape::Mixed]),
        habit => habit,
    }
}

/// The habit of the labels in `shapes`, in a document of `n_lines` lines.
fn habit(counts: &HashMap<(&str, Shape), usize>, n_lines: usize, shapes: &[Shape]) -> Habit {
    let these = || counts.iter().filter(|((_, shape), _)| shapes.contains(shape));
    let recurring = || these().filter(|(_, n)| **n >= 2);
    let (n_names, n_all) = (recurring().count(), these().map(|(_, n)| n).sum::<usize>());
    let n_turns: usize = recurring().map(|(_, n)| n).sum();
    let n_honoured = these().filter(|((words, _), _)| is_honoured(words)).count();
    if (n_names >= 1 || n_honoured >= 2) && n_all >= 4 && n_all * 5 >= n_lines * 2 {
        Habit::Dense
    } else if n_names >= 2 && n_turns * 5 >= n_lines {
        Habit::Recurring
    } else {
        Habit::Prose
    }
}
