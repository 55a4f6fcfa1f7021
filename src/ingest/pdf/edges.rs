use std::collections::{HashMap, HashSet};

use super::flow::Leaf;
use super::layout::Line;

/// The part of a page's height, at its top and foot, where running heads stand.
const EDGE: f32 = 0.13;

/// The part of it at the foot where a number alone may stand, apart from the text:
/// LaTeX leaves wide margins.
const FOOT: f32 = 0.25;

/// Lines looked at from each edge.
const DEPTH: usize = 3;

/// Takes page numbers, running heads and feet out of `leaves`. Each head or foot is
/// given once, as first printed, in the order of the pages.
pub(super) fn strip(leaves: &mut [Leaf]) -> Vec<String> {
    let mut seen: HashMap<(String, i32), usize> = HashMap::new();
    for leaf in leaves.iter() {
        let keys: HashSet<_> = edge(leaf).into_iter().map(|at| key(&leaf.lines[at])).collect();
        for key in keys {
            *seen.entry(key).or_default() += 1;
        }
    }
    let n_leaves = leaves.len();
    let repeats = |key: &(String, i32)| {
        let n = seen.get(key).copied().unwrap_or_default();
        n >= 2 && (n * 3 >= n_leaves || n >= 4) && key.0.chars().any(char::is_alphabetic)
    };
    let mut heads: Vec<String> = Vec::new();
    let mut known: HashSet<(String, i32)> = HashSet::new();
    for leaf in leaves {
        let mut gone: HashSet<usize> = HashSet::new();
        for at in edge(leaf) {
            let key = key(&leaf.lines[at]);
            if is_number(&key.0) {
                gone.insert(at);
            } else if repeats(&key) {
                gone.insert(at);
                if known.insert(key) {
                    heads.push(leaf.lines[at].text());
                }
            }
        }
        gone.extend(folio(leaf));
        let mut at = 0;
        leaf.lines.retain(|_| {
            at += 1;
            !gone.contains(&(at - 1))
        });
    }
    heads
}

/// Indices of the lines nearest the top and the foot of a page.
fn edge(leaf: &Leaf) -> Vec<usize> {
    let mut order: Vec<usize> = (0..leaf.lines.len()).collect();
    order.sort_by(|a, b| leaf.lines[*a].y.total_cmp(&leaf.lines[*b].y));
    let top = order.iter().take(DEPTH).filter(|at| leaf.lines[**at].y < EDGE * leaf.height);
    let foot =
        order.iter().rev().take(DEPTH).filter(|at| leaf.lines[**at].y > (1.0 - EDGE) * leaf.height);
    let mut edge: Vec<usize> = top.chain(foot).copied().collect();
    edge.sort_unstable();
    edge.dedup();
    edge
}

/// The line lowest on a page when it is a page number and stands apart from the rest.
fn folio(leaf: &Leaf) -> Option<usize> {
    let mut order: Vec<usize> = (0..leaf.lines.len()).collect();
    order.sort_by(|a, b| leaf.lines[*b].y.total_cmp(&leaf.lines[*a].y));
    let line = leaf.lines.get(*order.first()?)?;
    let above = order.get(1).and_then(|at| leaf.lines.get(*at))?;
    let apart = line.y - above.y > 1.5 * line.size && line.y > (1.0 - FOOT) * leaf.height;
    (apart && is_number(&key(line).0)).then_some(order[0])
}

/// A line's letters with `#` for each number, and its height on the page, roughly.
fn key(line: &Line) -> (String, i32) {
    let mut key = String::new();
    for c in line.text().trim().chars() {
        if !c.is_numeric() {
            key.extend(c.to_lowercase());
        } else if !key.ends_with('#') {
            key.push('#');
        }
    }
    (key, (line.y / 8.0).round() as i32)
}

/// `3`, `- 3 -`, `Page 3 of 7`, `3/7`, `iv`.
fn is_number(key: &str) -> bool {
    let mut words = key.split(|c: char| !c.is_alphanumeric() && c != '#').filter(|w| !w.is_empty());
    let known = |word: &str| {
        ["#", "page", "p", "pg", "of", "seite", "página", "pagina", "de", "von", "di", "sur"]
            .contains(&word)
    };
    let roman = key.len() <= 5 && !key.is_empty() && key.bytes().all(|b| b"ivx".contains(&b));
    roman || (key.contains('#') && words.all(known))
}

#[cfg(test)]
mod tests {
    #[track_caller]
    fn check(key: &str, expected: bool) {
        assert_eq!(super::is_number(key), expected, "{key}");
    }

    #[test]
    fn page_numbers_are_told_from_words() {
        check("#", true);
        check("- # -", true);
        check("page # of #", true);
        check("iv", true);
        check("in # we went", false);
        check("page", false);
        check("march #, #", false);
    }
}
