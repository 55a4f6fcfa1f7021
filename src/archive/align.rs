//! Two runs of words laid side by side, to see which of them correspond.

use std::ops::Range;

use crate::model::Span;

/// A word as it stands in its text, with what it is compared by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) span: Span,
    /// Letters and digits in lower case; the signs themselves when there are none.
    key: String,
}

/// The words of `text` within `within`, split at white space and around dashes and signs
/// that are words by themselves, as in Chinese.
pub(super) fn tokens(text: &str, within: Span) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut start = None;
    for (at, c) in within.of(text).char_indices() {
        let at = within.start + at;
        let alone = c >= '\u{2e80}' || matches!(c, '–' | '—');
        if (c.is_whitespace() || alone)
            && let Some(start) = start.take()
        {
            tokens.push(token(text, Span::new(start, at)));
        }
        if alone {
            tokens.push(token(text, Span::new(at, at + c.len_utf8())));
        } else if !c.is_whitespace() && start.is_none() {
            start = Some(at);
        }
    }
    if let Some(start) = start {
        tokens.push(token(text, Span::new(start, within.end)));
    }
    tokens
}

fn token(text: &str, span: Span) -> Token {
    let word = span.of(text);
    let bare = word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    let key: String = bare.collect();
    Token { span, key: if key.is_empty() { word.to_owned() } else { key } }
}

const MATCH: i32 = 2;
const MISS: i32 = -1;

/// The pairs of indices where `ours` and `theirs` have the same word, in order, of the
/// stretch where they agree best (Smith and Waterman, 1981).
///
/// Takes time and memory in the product of the lengths: callers keep both short.
pub(super) fn pairs(ours: &[Token], theirs: &[Token]) -> Vec<(usize, usize)> {
    let width = theirs.len() + 1;
    let mut scores = vec![0i32; (ours.len() + 1) * width];
    let score =
        |scores: &[i32], i: usize, j: usize| scores.get(i * width + j).copied().unwrap_or(0);
    let mut best = (0, 0, 0);
    for (i, our) in ours.iter().enumerate() {
        for (j, their) in theirs.iter().enumerate() {
            let step = if our.key == their.key { MATCH } else { MISS };
            let here = (score(&scores, i, j) + step)
                .max(score(&scores, i, j + 1) + MISS)
                .max(score(&scores, i + 1, j) + MISS)
                .max(0);
            if let Some(slot) = scores.get_mut((i + 1) * width + j + 1) {
                *slot = here;
            }
            if here > best.0 {
                best = (here, i + 1, j + 1);
            }
        }
    }
    let (_, mut i, mut j) = best;
    let mut pairs = Vec::new();
    while i > 0 && j > 0 && score(&scores, i, j) > 0 {
        let here = score(&scores, i, j);
        let same = ours.get(i - 1).map(|t| &t.key) == theirs.get(j - 1).map(|t| &t.key);
        let step = if same { MATCH } else { MISS };
        if here == score(&scores, i - 1, j - 1) + step {
            (i, j) = (i - 1, j - 1);
            if same {
                pairs.push((i, j));
            }
        } else if here == score(&scores, i - 1, j) + MISS {
            i -= 1;
        } else {
            j -= 1;
        }
    }
    pairs.reverse();
    pairs
}

/// Where our words `ours_in` stand among `theirs`, by the pairs found: from the first to
/// the last of them, with what stands in place of those that have no pair.
///
/// `None` when no pair lies inside and the words before and after do not meet either.
pub(super) fn opt_span(
    pairs: &[(usize, usize)],
    ours_in: Range<usize>,
    theirs: &[Token],
) -> Option<Span> {
    let before = pairs.iter().rev().find(|(i, _)| *i < ours_in.start);
    let after = pairs.iter().find(|(i, _)| *i >= ours_in.end);
    let mut inside = pairs.iter().filter(|(i, _)| ours_in.contains(i));
    let (first, last) = (inside.clone().next(), inside.next_back());
    let start = match (first, before) {
        (Some(&(i, j)), _) if i == ours_in.start => j,
        (_, Some(&(_, j))) => j + 1,
        (Some(&(_, j)), None) => j,
        (None, None) => return None,
    };
    let end = match (last, after) {
        (Some(&(i, j)), _) if i + 1 == ours_in.end => j + 1,
        (_, Some(&(_, j))) => j,
        (Some(&(_, j)), None) => j + 1,
        (None, None) => return None,
    };
    let (first, last) = (theirs.get(start)?, theirs.get(end.checked_sub(1)?)?);
    (start < end).then(|| Span::new(first.span.start, last.span.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<Token> {
        tokens(text, Span::new(0, text.len()))
    }

    /// Our words are those in brackets; `expected` is what stands for them in `theirs`.
    #[track_caller]
    fn check(ours: &str, theirs: &str, expected: &str) {
        let mut words = ours.split('[');
        let (before, rest) = (words.next().unwrap(), words.next().unwrap());
        let (inside, after) = rest.split_once(']').unwrap();
        let start = all(before).len();
        let ours_in = start..start + all(inside).len();
        let (ours, found_in) = (all(&format!("{before}{inside}{after}")), all(theirs));
        let span = opt_span(&pairs(&ours, &found_in), ours_in, &found_in);
        assert_eq!(span.map_or("-", |span| span.of(theirs)), expected);
    }

    #[test]
    fn words_are_found_among_others() {
        check("a b [c d e] f g", "x y a b c d e f g z", "c d e");
        check("a b [c d e] f g", "x a b c q e f g z", "c q e");
        check("a b [c d e] f g", "a b q d e f g", "q d e");
        check("a b [c d e] f g", "a b c d q f g", "c d q");
        check("a b [c] f g", "a b new f g", "new");
        check("a b [c d e] f g", "“C  D—E.” f g", "“C  D—E.”");
    }

    #[test]
    fn words_that_are_gone_stay_gone() {
        check("a b [c d e] f g", "a b f g", "-");
        check("a b [c d e] f g", "p q r", "-");
        check("[c]", "", "-");
    }

    #[test]
    fn signs_that_are_words_are_split() {
        assert_eq!(all("日本 said é").len(), 4);
        assert_eq!(all("one—two").len(), 3);
        assert_eq!(all("  ").len(), 0);
        assert_eq!(
            all("“Yes,” — no").iter().map(|t| t.key.as_str()).collect::<Vec<_>>(),
            ["yes", "—", "no"]
        );
    }
}
