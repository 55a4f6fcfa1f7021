//! The lists of `assets/floor.txt`.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

pub(super) struct Phrases {
    pub(super) filler: FxHashSet<&'static str>,
    pub(super) idle: Vec<&'static str>,
    pub(super) give: Vec<&'static str>,
    pub(super) next: Vec<&'static str>,
    pub(super) never: FxHashSet<&'static str>,
    pub(super) thank: Vec<&'static str>,
    /// What labels of further questions begin with.
    pub(super) more: Vec<&'static str>,
    pub(super) salute: Vec<&'static str>,
    /// What stands before a name the reporter gives.
    pub(super) is: FxHashSet<&'static str>,
    /// What leads from that name to the medium.
    pub(super) medium: FxHashSet<&'static str>,
    /// What takes up a question.
    pub(super) own: Vec<&'static str>,
}

pub(super) static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let lines = |key: &'static str| {
        include_str!("../../assets/floor.txt")
            .lines()
            .filter_map(move |line| line.strip_prefix(key)?.strip_prefix(' '))
    };
    let words = |key| lines(key).flat_map(str::split_whitespace).collect();
    let phrases = |key| lines(key).flat_map(|line| line.split('|')).collect();
    Phrases {
        filler: words("filler"),
        idle: phrases("idle"),
        give: phrases("give"),
        next: phrases("next"),
        never: words("never"),
        thank: phrases("thank"),
        more: phrases("more"),
        salute: phrases("salute"),
        is: words("is"),
        medium: words("medium"),
        own: phrases("own"),
    }
});

/// Whether `words` begin with `phrase` as whole words.
pub(super) fn starts_with(words: &str, phrase: &str) -> bool {
    words.strip_prefix(phrase).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Whether `phrase` stands in `words` as whole words.
pub(super) fn has(words: &str, phrase: &str) -> bool {
    words.match_indices(phrase).any(|(at, _)| {
        let before = words.get(..at).and_then(|before| before.chars().next_back());
        let after = words.get(at + phrase.len()..).and_then(|after| after.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}
