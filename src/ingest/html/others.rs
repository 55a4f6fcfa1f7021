use dom_query::{Document as Tree, NodeRef};

/// Characters from which an article is the story a page is about, not a way to it.
const STORY: usize = 600;
/// Characters from which a heading in a page's title is no chance.
const HEADLINE: usize = 12;

/// Takes away the stories a page goes on with below its own, as papers do that load the next
/// one while the reader is in the first: the longest of them would pass for the page's text.
/// The page's own is the one headed as the page is; another is headed at the same level.
pub(super) fn drop(tree: &Tree) {
    let articles = tree.select("article");
    let articles = articles.nodes();
    if articles.len() < 2 {
        return;
    }
    let title = spelled(&tree.select_single("title").text());
    let own = articles.iter().enumerate().find_map(|(idx, article)| {
        let (level, words) = headline(article)?;
        let is_own = words.len() >= HEADLINE && title.contains(&words);
        (is_own && article.normalized_char_count() >= STORY).then_some((idx, level))
    });
    let Some((idx, level)) = own else { return };
    let is_in = |node: &NodeRef<'_>| {
        node.ancestors_it(None).any(|outer| articles.get(idx).is_some_and(|own| own.id == outer.id))
    };
    let below = articles.iter().skip(idx + 1).filter(|article| !is_in(article));
    for article in
        below.filter(|article| headline(article).is_some_and(|(other, _)| other == level))
    {
        article.remove_from_parent();
    }
}

/// The first heading in `article`: its level and how its words are spelled.
fn headline(article: &NodeRef<'_>) -> Option<(u8, String)> {
    article.descendants_it().find_map(|node| {
        let element = node.element_ref()?;
        match element.name.local.as_bytes() {
            [b'h', level @ b'1'..=b'3'] => Some((*level, spelled(&node.text()))),
            _ => None,
        }
    })
}

/// The words of `text` in small letters, signs left out.
fn spelled(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `kept` are the headings of a page of these articles left when other stories are taken
    /// away; each article is its heading and how often its sentence is said.
    #[track_caller]
    fn check(articles: &[(&str, usize)], kept: &[&str]) {
        let says = "<p>The boats of Arvo, the mayor said, stay in the harbour until May.</p>";
        let article = |(heading, n): &(&str, usize)| {
            format!("<article>{heading}{}</article>", says.repeat(*n))
        };
        let articles: String = articles.iter().map(article).collect();
        let tree =
            Tree::from(format!("<title>Ice in the harbour - Tessara Post</title>{articles}"));
        drop(&tree);
        let headings = tree.select("h1, h2, h3");
        let left: Vec<String> = headings.nodes().iter().map(|h| h.text().to_string()).collect();
        assert_eq!(left, kept);
    }

    #[test]
    fn the_next_story_is_not_the_pages() {
        check(
            &[("<h1>Ice in the Harbour</h1>", 10), ("<h1>Arvo sings again</h1>", 40)],
            &["Ice in the Harbour"],
        );
        check(
            &[
                ("<h2>Arvo sails</h2>", 1),
                ("<h2>Ice in the harbour</h2>", 10),
                ("<h2>Nets</h2>", 1),
            ],
            &["Arvo sails", "Ice in the harbour"],
        );
    }

    #[test]
    fn parts_of_a_story_and_lists_of_stories_stay() {
        let parts = [("<h1>Ice in the harbour</h1>", 10), ("<h2>Who pays</h2>", 10)];
        check(&parts, &["Ice in the harbour", "Who pays"]);
        let list = [("<h2>Ice in the harbour</h2>", 1), ("<h2>Arvo sings again</h2>", 1)];
        check(&list, &["Ice in the harbour", "Arvo sings again"]);
        let updates = [("<h2>Nine o’clock</h2>", 10), ("<h2>Eight o’clock</h2>", 10)];
        check(&updates, &["Nine o’clock", "Eight o’clock"]);
    }
}
