use std::collections::HashMap;

use aho_corasick::AhoCorasick;
use memchr::memmem;

use super::align::{self, Token, tokens};
use super::anchor::{Anchor, Found};
use crate::model::Span;

/// What became of each of `anchors` in `text`: the same words in the same place, else
/// the same words with the most of their old neighbours, else the stretch that is most
/// like words and neighbours together.
///
/// One pass over `text` for each anchor whose words moved and one more for all whose
/// words changed.
pub fn find(text: &str, anchors: &[&Anchor]) -> Vec<Found> {
    let mut found: Vec<Found> =
        anchors.iter().map(|anchor| opt_exact(text, anchor).unwrap_or_default()).collect();
    let lost = || anchors.iter().zip(&found).filter(|(_, f)| **f == Found::Lost);
    let unresolved: Vec<&Anchor> =
        lost().map(|(anchor, _)| *anchor).filter(|a| !a.words.trim().is_empty()).collect();
    let mut changed = changed(text, &unresolved).into_iter();
    for (anchor, found) in anchors.iter().zip(&mut found) {
        if *found == Found::Lost && !anchor.words.trim().is_empty() {
            *found = changed.next().unwrap_or_default();
        }
    }
    found
}

/// This many bytes, words and neighbours together, cannot well stand there by chance.
const TELLING: usize = 16;

/// More occurrences than this are not looked at.
const OCCURRENCES: usize = 10_000;

fn opt_exact(text: &str, anchor: &Anchor) -> Option<Found> {
    if anchor.words.is_empty() {
        return None;
    }
    let all = anchor.before.len() + anchor.after.len();
    if anchor.span.of(text) == anchor.words && neighbours(text, anchor, anchor.span) == all {
        return Some(Found::Same(anchor.span));
    }
    let occurrences = memmem::find_iter(text.as_bytes(), &anchor.words)
        .take(OCCURRENCES)
        .map(|start| Span::new(start, start + anchor.words.len()));
    let (kept, _, span) = occurrences
        .map(|span| {
            let far = span.start.abs_diff(anchor.span.start);
            (neighbours(text, anchor, span), std::cmp::Reverse(far), span)
        })
        .max_by_key(|&(kept, near, _)| (kept, near))?;
    let believed = anchor.words.len() + kept >= TELLING || kept == all;
    let place = if span == anchor.span { Found::Same(span) } else { Found::Moved(span) };
    believed.then_some(place)
}

/// How many bytes of the anchor's context stand around `span`, counted outwards.
fn neighbours(text: &str, anchor: &Anchor, span: Span) -> usize {
    let same = |a: &[u8], b: &[u8]| a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let bytes = text.as_bytes();
    let after = same(bytes.get(span.end..).unwrap_or_default(), anchor.after.as_bytes());
    let before = bytes.get(..span.start).unwrap_or_default();
    let backwards = before.iter().rev().zip(anchor.before.as_bytes().iter().rev());
    after + backwards.take_while(|(a, b)| a == b).count()
}

/// An anchor's words and neighbours as one run of words, to be laid over the text.
struct Probe {
    all: String,
    tokens: Vec<Token>,
    /// Which of the tokens are the anchor's own words.
    own: std::ops::Range<usize>,
    /// Where its words begin in `all`.
    skip: usize,
    /// Where they stood in the text.
    stood_at: usize,
}

/// Longer quotations are looked for by their two ends.
const LONG: usize = 2000;

fn changed(text: &str, anchors: &[&Anchor]) -> Vec<Found> {
    let ends: Vec<(Anchor, Option<Anchor>)> = anchors.iter().map(|a| ends(a)).collect();
    let probes: Vec<Probe> = ends
        .iter()
        .flat_map(|(head, tail)| [Some(head), tail.as_ref()])
        .flatten()
        .map(probe)
        .collect();
    let mut spans = likely(text, &probes).into_iter().zip(&probes).map(|(starts, probe)| {
        starts.into_iter().filter_map(|start| opt_aligned(text, probe, start)).max_by_key(
            |&(kept, span)| (kept, std::cmp::Reverse(span.start.abs_diff(probe.stood_at))),
        )
    });
    let mut next = || spans.next().flatten().map(|(_, span)| span);
    let of_ends = |(anchor, (_, tail)): (&&Anchor, &(Anchor, Option<Anchor>))| {
        let head = next();
        let span = match tail {
            None => head?,
            Some(_) => opt_between(head, next(), anchor.words.len())?,
        };
        Some(Found::Changed(span))
    };
    anchors.iter().zip(&ends).map(of_ends).map(Option::unwrap_or_default).collect()
}

/// From `head` to `tail`, when that is about as long as it was.
fn opt_between(head: Option<Span>, tail: Option<Span>, length: usize) -> Option<Span> {
    let span = Span::new(head?.start, tail?.end);
    (span.len() > length / 2 && span.len() < length * 2).then_some(span)
}

/// A long anchor's first and last words; a short one as it is.
fn ends(anchor: &Anchor) -> (Anchor, Option<Anchor>) {
    let words = &anchor.words;
    if words.len() <= LONG {
        return (anchor.clone(), None);
    }
    let head_end = words.floor_char_boundary(LONG / 4);
    let tail_start = words.ceil_char_boundary(words.len() - LONG / 4);
    let part = |start, end| Span::new(start, end).of(words).to_owned();
    let at = |start, end| Span::new(anchor.span.start + start, anchor.span.start + end);
    let head = Anchor {
        span: at(0, head_end),
        words: part(0, head_end),
        before: anchor.before.clone(),
        after: String::new(),
    };
    let tail = Anchor {
        span: at(tail_start, words.len()),
        words: part(tail_start, words.len()),
        before: String::new(),
        after: anchor.after.clone(),
    };
    (head, Some(tail))
}

fn probe(anchor: &Anchor) -> Probe {
    // A context that was cut inside a word begins or ends with a piece of one.
    let before = anchor.before.split_once(char::is_whitespace).map_or("", |(_, rest)| rest);
    let after = anchor.after.rsplit_once(char::is_whitespace).map_or("", |(rest, _)| rest);
    let all = format!("{before}{}{after}", anchor.words);
    let tokens = tokens(&all, Span::new(0, all.len()));
    let (start, end) = (before.len(), before.len() + anchor.words.len());
    let own = tokens.partition_point(|token| token.span.end <= start)
        ..tokens.partition_point(|token| token.span.start < end);
    Probe { all, tokens, own, skip: start, stood_at: anchor.span.start }
}

/// How many of a probe's words are looked for, the longest first.
const PIECES: usize = 12;

/// How many places are tried for one probe.
const PLACES: usize = 8;

/// Where each probe's words may begin in `text`, the likeliest first: where most of its
/// longer words stand at their right distances.
fn likely(text: &str, probes: &[Probe]) -> Vec<Vec<usize>> {
    let pieces: Vec<(usize, Span)> = probes
        .iter()
        .enumerate()
        .flat_map(|(at, p)| pieces(p).map(move |span| (at, span)))
        .collect();
    let words = pieces.iter().filter_map(|(at, span)| Some(span.of(&probes.get(*at)?.all)));
    let Ok(automaton) = AhoCorasick::builder().ascii_case_insensitive(true).build(words) else {
        return vec![Vec::new(); probes.len()];
    };
    let mut n_seen = vec![0usize; pieces.len()];
    let mut votes: HashMap<(usize, usize), usize> = HashMap::new();
    for hit in automaton.find_overlapping_iter(text) {
        let Some((piece, n_seen)) =
            pieces.get(hit.pattern().as_usize()).zip(n_seen.get_mut(hit.pattern().as_usize()))
        else {
            continue;
        };
        *n_seen += 1;
        let Some(probe) = probes.get(piece.0).filter(|_| *n_seen <= OCCURRENCES) else { continue };
        let start = (hit.start() + probe.skip).saturating_sub(piece.1.start);
        for cell in [start / CELL, (start / CELL).saturating_sub(1)] {
            *votes.entry((piece.0, cell)).or_default() += piece.1.len();
        }
    }
    best(votes, probes)
}

/// Places nearer than this many bytes vote together.
const CELL: usize = 64;

fn best(votes: HashMap<(usize, usize), usize>, probes: &[Probe]) -> Vec<Vec<usize>> {
    let mut by_probe: Vec<Vec<(usize, usize)>> = vec![Vec::new(); probes.len()];
    for ((at, cell), n) in votes {
        if let Some(list) = by_probe.get_mut(at) {
            list.push((n, cell * CELL + CELL));
        }
    }
    for (list, probe) in by_probe.iter_mut().zip(probes) {
        list.sort_by_key(|&(n, start)| {
            (std::cmp::Reverse(n), start.abs_diff(probe.stood_at), start)
        });
        list.truncate(PLACES);
    }
    by_probe.into_iter().map(|list| list.into_iter().map(|(_, start)| start).collect()).collect()
}

/// The longest words of `probe`, each with where it stands in it.
fn pieces(probe: &Probe) -> impl Iterator<Item = Span> {
    let mut spans: Vec<Span> = probe.tokens.iter().map(|token| token.span).collect();
    spans.sort_by_key(|span| (std::cmp::Reverse(span.len()), span.start));
    spans.truncate(PIECES);
    spans.into_iter()
}

/// The probe's words near `start`, with how many of its words were found there.
fn opt_aligned(text: &str, probe: &Probe, start: usize) -> Option<(usize, Span)> {
    let slack = 2 * CELL + probe.all.len() / 2;
    let from = text.ceil_char_boundary(start.saturating_sub(probe.skip + slack));
    let to = text.floor_char_boundary(start + probe.all.len() + slack);
    let there = tokens(text, Span::new(from, to));
    let pairs = align::pairs(&probe.tokens, &there);
    let n_own = pairs.iter().filter(|(i, _)| probe.own.contains(i)).count();
    let n_around = pairs.len() - n_own;
    let around = probe.tokens.len() - probe.own.len();
    let alike = n_own * 2 >= probe.own.len() && pairs.len() * 5 >= probe.tokens.len() * 3;
    let held = around >= 4 && n_around * 4 >= around * 3;
    let span = align::opt_span(&pairs, probe.own.clone(), &there)?;
    let as_long = span.len() <= 2 * probe.all.len();
    ((alike || held) && as_long).then(|| (pairs.len(), trimmed(text, span, probe)))
}

/// `span` without marks at its ends where the words looked for have none.
fn trimmed(text: &str, span: Span, probe: &Probe) -> Span {
    let words = probe.all.get(probe.skip..).unwrap_or_default();
    let mut span = span;
    if words.starts_with(char::is_alphanumeric) {
        let there = span.of(text);
        span.start += there.len() - there.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    }
    span
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TEXT: &str = "The ministry of harbours opened its books on Monday. Minister Adela Roth \
        said the port of Kessin would pay for the new lighthouse, and the fishermen would not. \
        “Nobody who lives from the sea will pay for its light,” she said. The union doubted it. \
        The minister of roads said the port of Kessin would pay for nothing at all this year.";

    /// `words` of [`TEXT`] are found in `edited` as `expected`, `-` when lost.
    #[track_caller]
    fn check(words: &str, edited: &str, expected: &str) {
        let start = TEXT.find(words).unwrap();
        let anchor = Anchor::of(TEXT, Span::new(start, start + words.len()));
        let found = find(edited, &[&anchor]);
        assert_eq!(found[0].span().map_or("-", |span| span.of(edited)), expected);
    }

    #[test]
    fn an_unchanged_text_changes_nothing() {
        let start = TEXT.find("Nobody").unwrap();
        let span = Span::new(start, start + 20);
        assert_eq!(find(TEXT, &[&Anchor::of(TEXT, span)]), [Found::Same(span)]);
    }

    #[test]
    fn words_that_moved_are_found_by_their_neighbours() {
        let edited = format!("A new first line.\n\n{}", TEXT.replace("on Monday", "yesterday"));
        check("the port of Kessin would pay", &edited, "the port of Kessin would pay");
        let anchor_at = |text: &str, n: usize| text.match_indices("Kessin").nth(n).unwrap().0;
        for n in 0..2 {
            let start = anchor_at(TEXT, n);
            let anchor = Anchor::of(TEXT, Span::new(start, start + 6));
            let there = anchor_at(&edited, n);
            assert_eq!(find(&edited, &[&anchor]), [Found::Moved(Span::new(there, there + 6))]);
        }
    }

    #[test]
    fn words_that_changed_are_found_by_the_rest() {
        let quote = "Nobody who lives from the sea will pay for its light,";
        check(
            quote,
            &TEXT.replace("will pay", "is to pay"),
            "Nobody who lives from the sea is to pay for its light,”",
        );
        check(quote, &TEXT.replace(' ', "\n  "), &format!("{}”", quote.replace(' ', "\n  ")));
        check("lighthouse", &TEXT.replace("lighthouse", "beacon"), "beacon,");
    }

    #[test]
    fn what_is_gone_is_lost() {
        check(
            "Nobody who lives from the sea will pay",
            "Another text altogether, of other things.",
            "-",
        );
        check("The union doubted it.", &TEXT.replace("The union doubted it. ", ""), "-");
        check("lighthouse", "", "-");
    }

    #[test]
    fn a_long_quotation_is_found_by_its_ends() {
        let mut words: Vec<String> = (0..900).map(|i| format!("word{}", i * 7919 % 1000)).collect();
        let text = words.join(" ");
        let anchor = Anchor::of(&text, Span::new(100, 5000));
        words[300] = "changed".to_owned();
        words[301] = "twice".to_owned();
        let edited = format!("before {}", words.join(" "));
        let found = find(&edited, &[&anchor])[0].span().unwrap();
        assert!(found.start.abs_diff(107) < 10, "{found:?}");
        assert!(found.end.abs_diff(5007) < 20, "{found:?}");
    }

    #[test]
    fn many_lookalikes_take_little_time() {
        let text = "the same line again and again, ".repeat(20_000);
        let anchor = Anchor::of("the same line once and never, ", Span::new(4, 20));
        find(&text, &[&anchor; 20]);
    }

    fn numbered(n: usize) -> Vec<String> {
        (0..n).map(|i| format!("{}w{}", ["um", "es", "ala"][i % 3], i * 37 % 500)).collect()
    }

    proptest! {
        #[test]
        fn edits_elsewhere_lose_nothing(
            edits in proptest::collection::vec((0usize..400, "[a-z ]{0,12}"), 0..12),
            start in 0usize..380,
            length in 3usize..20,
        ) {
            let words = numbered(400);
            let highlighted = words[start..start + length].join(" ");
            let text = words.join(" ");
            let at = words[..start].iter().map(|w| w.len() + 1).sum::<usize>();
            let anchor = Anchor::of(&text, Span::new(at, at + highlighted.len()));
            let mut edited = words;
            for (place, with) in edits {
                if !(start..start + length).contains(&place) {
                    edited[place] = with;
                }
            }
            let edited = edited.join(" ");
            let found = find(&edited, &[&anchor])[0].span().unwrap();
            prop_assert_eq!(found.of(&edited), highlighted);
        }

        #[test]
        fn one_changed_word_is_found_around(start in 10usize..360, length in 8usize..20, at in 1usize..6) {
            let mut words = numbered(400);
            let byte = words[..start].iter().map(|w| w.len() + 1).sum::<usize>();
            let highlighted = words[start..start + length].join(" ");
            let anchor = Anchor::of(&words.join(" "), Span::new(byte, byte + highlighted.len()));
            words[start + at] = "otherwise".to_owned();
            let expected = words[start..start + length].join(" ");
            words.insert(3, "inserted".to_owned());
            let edited = words.join(" ");
            let found = find(&edited, &[&anchor])[0];
            prop_assert_eq!(found.span().map(|span| span.of(&edited)), Some(expected.as_str()));
        }

        #[test]
        fn any_anchor_in_any_text_gives_a_span_that_fits(
            text in "\\PC{0,200}", other in "\\PC{0,200}", a in 0usize..300, b in 0usize..300,
        ) {
            let [start, end] = [a.min(b), a.max(b)].map(|at| text.floor_char_boundary(at));
            let anchor = Anchor::of(&text, Span::new(start, end));
            let point = Anchor::point(&text, a);
            for found in find(&other, &[&anchor, &point]).into_iter().chain(find(&text, &[&anchor])) {
                prop_assert!(found.span().is_none_or(|span| span.fits(&other) || span.fits(&text)));
            }
            prop_assert_eq!(find(&other, &[&anchor]).len(), 1);
        }
    }
}
