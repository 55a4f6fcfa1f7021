//! The words of labels: who asks, who bears an office, what is no label.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::shapes::LONGEST;
use crate::model::Role;

/// The word lists of `assets/labels.txt`.
pub(in crate::parse) struct Words {
    asker: FxHashSet<&'static str>,
    /// A label of these words only belongs to whoever answers.
    pub(in crate::parse) answer: FxHashSet<&'static str>,
    beside: FxHashSet<&'static str>,
    other: FxHashSet<&'static str>,
    pub(in crate::parse) title: FxHashSet<&'static str>,
    pub(in crate::parse) courtesy: FxHashSet<&'static str>,
    pub(in crate::parse) never: FxHashSet<&'static str>,
}

pub(in crate::parse) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let list = |key: &str| {
        include_str!("../../../assets/labels.txt")
            .lines()
            .filter_map(|line| line.strip_prefix(key)?.strip_prefix(' '))
            .flat_map(str::split_whitespace)
            .collect()
    };
    Words {
        asker: list("asker"),
        answer: list("answer"),
        beside: list("beside"),
        other: list("other"),
        title: list("title"),
        courtesy: list("courtesy"),
        never: list("never"),
    }
});

/// The words of a label in capitals, marks and numbers left out.
pub(in crate::parse) fn label_words(label: &str) -> Vec<String> {
    label
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().any(char::is_alphabetic))
        .map(str::to_uppercase)
        .collect()
}

/// Whether `words` hold a title or an office.
pub(in crate::parse) fn has_title(words: &str) -> bool {
    label_words(words).iter().any(|word| WORDS.title.contains(word.as_str()))
}

pub(in crate::parse) fn role(label: &str) -> Role {
    if label.len() > LONGEST {
        return Role::Speaker;
    }
    // `QUESTION (via interpreter)`, `Reporter (Coast Radio)`: the brackets name no other role.
    let bare = label.split(['(', '[']).next().unwrap_or(label);
    if bare.len() < label.len() && bare.contains(char::is_alphabetic) && role(bare) == Role::Asker {
        return Role::Asker;
    }
    let words = label_words(label);
    let is = |set: &FxHashSet<&str>, word: &String| set.contains(word.as_str());
    let asks = words.iter().any(|word| is(&WORDS.asker, word))
        && words.iter().all(|word| is(&WORDS.asker, word) || is(&WORDS.beside, word));
    // `PREGUNTA, ANA VELL` names the asker after the role.
    let named = words.first().is_some_and(|first| is(&WORDS.asker, first))
        && label.split(',').next().is_some_and(|head| !head.trim().contains(char::is_whitespace))
        && label.contains(',');
    // `Frage Hartung`, `Frage Dr. Hartung`; `Press` opens the names of offices too.
    let office = |word: &String| is(&WORDS.title, word) && word != "DR";
    let led = words.len() <= 3
        && words.first().is_some_and(|first| is(&WORDS.asker, first) && first != "PRESS")
        && !words.iter().any(office);
    if asks || named || led {
        Role::Asker
    } else if words.iter().any(|word| is(&WORDS.other, word)) {
        Role::Other
    } else {
        Role::Speaker
    }
}
