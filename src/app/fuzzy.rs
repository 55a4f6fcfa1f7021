//! Fuzzy matching of a few letters against many names. The one place that names the
//! matcher, so that another could take its place.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use memchr::memmem::Finder;

/// Folded names, ready to be matched.
pub(super) struct Index {
    names: Vec<Name>,
    matcher: SkimMatcherV2,
    /// What was typed last and which names could match it: typing on narrows.
    last: std::cell::RefCell<(String, Vec<u32>)>,
}

struct Name {
    folded: Box<str>,
    /// One bit per letter that occurs.
    letters: u64,
}

/// A name that matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Index of the name.
    pub item: usize,
    /// The chars of the folded name that matched, in order.
    pub chars: Vec<usize>,
}

/// The rank of a name in which the letters of a word only follow one another.
const FAR: u8 = 2;
/// Names scored by the matcher; those that look worse at a glance are listed after.
const SCORED: usize = 500;
/// Names listed at all.
const LISTED: usize = 2_000;

impl Index {
    /// Of names that are already folded.
    pub(super) fn new(names: impl Iterator<Item = String>) -> Index {
        let names = names.map(|folded| Name { letters: letters(&folded), folded: folded.into() });
        Index {
            names: names.collect(),
            matcher: SkimMatcherV2::default().ignore_case(),
            last: Default::default(),
        }
    }

    /// The names that hold the letters of every word of `typed` in order, words in any
    /// order; best first, ties in the order given. Nothing typed lists all.
    pub(super) fn matches(&self, typed: &str) -> Vec<Match> {
        let words: Vec<&str> = typed.split_whitespace().collect();
        if words.is_empty() {
            let all = 0..self.names.len();
            return all.map(|item| Match { item, chars: Vec::new() }).collect();
        }
        let glanced = self.glance(typed, &words);
        // The names are in order already and the ranks few: taking one rank after the other
        // is quicker than sorting.
        let of_rank = |wanted| glanced.iter().filter(move |(rank, _)| *rank == wanted);
        let ranked = (0..=FAR).flat_map(of_rank).take(LISTED);
        let mut scored: Vec<(i64, Match)> = Vec::with_capacity(LISTED.min(glanced.len()));
        for (place, &(rank, item)) in ranked.enumerate() {
            let score = if place < SCORED { self.score(item, &words) } else { None };
            let (score, chars) = score.unwrap_or((i64::MIN + 1_000 - i64::from(rank), Vec::new()));
            scored.push((score, Match { item: item as usize, chars }));
        }
        scored.sort_by_key(|(score, found)| (std::cmp::Reverse(*score), found.item));
        scored.into_iter().map(|(_, found)| found).collect()
    }

    /// The names that can match, each with a rank by cheap signs: 0 is best.
    fn glance(&self, typed: &str, words: &[&str]) -> Vec<(u8, u32)> {
        let wanted = letters(typed);
        let finders: Vec<Finder> = words.iter().map(|word| Finder::new(*word)).collect();
        let mut last = self.last.borrow_mut();
        let narrows = !last.0.is_empty() && typed.starts_with(last.0.as_str());
        let all = || (0..u32::try_from(self.names.len()).unwrap_or(u32::MAX)).collect();
        let candidates: Vec<u32> = if narrows { std::mem::take(&mut last.1) } else { all() };
        let mut glanced = Vec::new();
        for item in candidates {
            let Some(name) = self.names.get(item as usize) else { continue };
            if name.letters & wanted != wanted {
                continue;
            }
            if let Some(rank) = name.rank(words, &finders) {
                glanced.push((rank, item));
            }
        }
        *last = (typed.to_owned(), glanced.iter().map(|&(_, item)| item).collect());
        glanced
    }

    fn score(&self, item: u32, words: &[&str]) -> Option<(i64, Vec<usize>)> {
        let name = self.names.get(item as usize)?;
        let mut total = 0;
        let mut chars = Vec::new();
        for word in words {
            let (score, indices) = self.matcher.fuzzy_indices(&name.folded, word)?;
            total += score + i64::from(name.holds_word_start(word)) * 40;
            chars.extend(indices);
        }
        chars.sort_unstable();
        chars.dedup();
        Some((total, chars))
    }
}

impl Name {
    /// 0 when each word starts a word of the name, 1 when each occurs, 2 when the
    /// letters only follow one another; `None` when they do not.
    fn rank(&self, words: &[&str], finders: &[Finder]) -> Option<u8> {
        let mut worst = 0;
        for (word, finder) in words.iter().zip(finders) {
            let rank = match finder.find(self.folded.as_bytes()) {
                Some(at) if starts_word(&self.folded, at) => 0,
                Some(_) if self.holds_word_start(word) => 0,
                Some(_) => 1,
                None if follows(&self.folded, word) => FAR,
                None => return None,
            };
            worst = worst.max(rank);
        }
        Some(worst)
    }

    fn holds_word_start(&self, word: &str) -> bool {
        self.folded.match_indices(word).any(|(at, _)| starts_word(&self.folded, at))
    }
}

fn starts_word(name: &str, at: usize) -> bool {
    let before = name.get(..at).and_then(|before| before.chars().next_back());
    before.is_none_or(|c| !c.is_alphanumeric())
}

/// Whether the chars of `word` occur in `name` in this order; in a sentence, which holds
/// the letters of nearly any word, near each other.
fn follows(name: &str, word: &str) -> bool {
    let follows = |name: &str| {
        let mut chars = name.chars();
        word.chars().all(|wanted| chars.any(|c| c == wanted))
    };
    if name.len() <= HEADING {
        return follows(name);
    }
    // So many chars more than the word has, whatever its length: what a word matches, its
    // beginning matched before.
    let near = word.chars().count() + STRAYS;
    let Some(first) = word.chars().next() else { return true };
    name.match_indices(first).any(|(at, _)| {
        let rest = name.get(at..).unwrap_or_default();
        let end = rest.char_indices().nth(near).map_or(rest.len(), |(end, _)| end);
        follows(rest.get(..end).unwrap_or_default())
    })
}

/// Chars of a sentence that may stand between those that match.
const STRAYS: usize = 8;
/// Bytes of the longest name that is a heading rather than a sentence.
const HEADING: usize = 90;

fn letters(folded: &str) -> u64 {
    folded.chars().filter(|c| !c.is_whitespace()).fold(0, |bits, c| bits | 1 << (u32::from(c) % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 4] =
        ["relation with the states", "naval watch", "minimum wage", "logistica"];

    #[track_caller]
    fn check(typed: &str, expected: &[&str]) {
        let index = Index::new(NAMES.iter().map(|name| (*name).to_owned()));
        let found = index.matches(typed);
        let found: Vec<&str> = found.iter().map(|found| NAMES[found.item]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn letters_in_order_match() {
        check("nvl", &["naval watch"]);
        check("logi", &["logistica"]);
        check("lvn", &[]);
        check("", &NAMES);
    }

    #[test]
    fn words_match_in_any_order() {
        check("wage min", &["minimum wage"]);
        check("min wage", &["minimum wage"]);
        check("wage zebra", &[]);
    }

    #[test]
    fn in_a_sentence_letters_match_near_each_other() {
        let sentence = "we will open the fund for every town on the northern line and no town \
                        will wait for it longer than a year";
        let index = Index::new(std::iter::once(sentence.to_owned()));
        let mut n = |typed| index.matches(typed).len();
        assert_eq!(["fund", "fnd", "nrthrn", "year fund", "wfl"].map(&mut n), [1, 1, 1, 1, 0]);
        for typed in ["f", "fn", "fnd", "fnd ", "fnd y"] {
            assert_eq!(n(typed), 1);
        }
    }

    #[test]
    fn a_word_s_start_counts_more_than_letters_within() {
        check("wa", &["naval watch", "minimum wage", "relation with the states"]);
        check("st", &["relation with the states", "logistica"]);
    }

    #[test]
    fn typing_on_narrows_and_taking_back_widens() {
        let index = Index::new(NAMES.iter().map(|name| (*name).to_owned()));
        assert_eq!(index.matches("n").len(), 3);
        assert_eq!(index.matches("nv").len(), 1);
        assert_eq!(index.matches("n").len(), 3);
        assert_eq!(index.matches("na")[0].chars, [0, 1]);
    }
}
