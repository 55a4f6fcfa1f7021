use dom_query::{Document as Tree, NodeRef};

/// The lines between a page's headline and its text that sum the story up, which
/// readers of pages take for part of the masthead: one sentence or two, named as such
/// or a paragraph of its own.
pub(super) fn find(tree: &Tree) -> Option<String> {
    let headlines = tree.select("h1");
    headlines.nodes().iter().take(3).filter(|headline| !is_beside(headline)).find_map(below)
}

/// Elements looked at after a headline, and after the box around it.
const NEAR: usize = 4;
/// Shorter and longer texts, in bytes, are labels and bodies.
const LENGTH: std::ops::RangeInclusive<usize> = 40..=500;

fn below(headline: &NodeRef<'_>) -> Option<String> {
    let outer = headline.parent();
    let places = [Some(*headline), outer];
    places.into_iter().flatten().find_map(|place| after(&place))
}

fn after(place: &NodeRef<'_>) -> Option<String> {
    let mut next = place.next_element_sibling();
    for _ in 0..NEAR {
        let node = next?;
        if let Some(words) = summary(&node) {
            return Some(words);
        }
        next = node.next_element_sibling();
    }
    None
}

/// Whether `node` leads elsewhere or stands beside the text.
fn is_beside(node: &NodeRef<'_>) -> bool {
    let beside = |name: &str| matches!(name, "a" | "nav" | "aside" | "footer");
    node.ancestors_it(None).any(|outer| outer.node_name().is_some_and(|name| beside(&name)))
}

/// The words of `node` when it sums up.
fn summary(node: &NodeRef<'_>) -> Option<String> {
    let name = node.node_name()?;
    if !matches!(&*name, "p" | "h2" | "h3" | "div") || !is_named(node) || is_beside(node) {
        return None;
    }
    let leaf = node.descendants_it().take(12).all(|inner| {
        inner.node_name().is_none_or(|name| !matches!(&*name, "p" | "div" | "ul" | "li" | "a"))
    });
    let words = node.text().split_whitespace().collect::<Vec<_>>().join(" ");
    (leaf && LENGTH.contains(&words.len()) && words.ends_with(['.', '!', '?', '…', '”']))
        .then_some(words)
}

fn is_named(node: &NodeRef<'_>) -> bool {
    let class = node.attr_or("class", "").to_ascii_lowercase();
    class.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| NAMES.contains(&word))
}

/// What sites call such lines in a class.
const NAMES: [&str; 22] = [
    "standfirst",
    "dek",
    "deck",
    "subtitle",
    "subhead",
    "subheading",
    "subheadline",
    "intro",
    "lede",
    "lead",
    "summary",
    "bajada",
    "copete",
    "entradilla",
    "chapo",
    "kicker",
    "teaser",
    "vorspann",
    "sommario",
    "excerpt",
    "abstract",
    "tagline",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: Option<&str>) {
        assert_eq!(find(&Tree::from(html)).as_deref(), expected);
    }

    #[test]
    fn a_named_sentence_below_the_headline_sums_up() {
        let words = "The boats stay in the harbour until the ice has gone.";
        check(&format!("<h1>Ice</h1><p class='story__standfirst'>{words}</p>"), Some(words));
        check(&format!("<div><h1>Ice</h1></div><h2 class=dek>{words}</h2>"), Some(words));
        check(&format!("<h1>Ice</h1><p>{words}</p>"), None);
        check("<h1>Ice</h1><p class=intro>By Ana Vell, who sails a boat of her own</p>", None);
        check(&format!("<h1>Ice</h1><p class=intro><a href=x>{words}</a></p>"), None);
        check(&format!("<a href=x><h1>Ice</h1><p class=intro>{words}</p></a>"), None);
        check(&format!("<nav><h1>Ice</h1></nav><aside><p class=intro>{words}</p></aside>"), None);
    }
}
