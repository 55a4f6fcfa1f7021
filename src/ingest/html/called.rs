//! What elements are called is read before the reader of pages flattens the tree: of two
//! boxes in one another it keeps the outer's name alone.

use dom_query::{Document as Tree, Element, LocalName, NodeId, NodeRef};

use super::{picture, surroundings, walk};

/// The attribute that carries what an element is for the walk.
pub(super) const CALLED: &str = "data-called";
/// What words under a picture are called.
pub(super) const CAPTION: &str = "caption";

/// The element that a page calls its content, and how much prose it holds.
pub(super) struct Content {
    pub(super) id: NodeId,
    pub(super) n_prose: usize,
}

/// Writes on the elements of `tree` what their names say, takes the names off headings and
/// gives the element called content that holds most prose.
///
/// A heading's name would only count against it: `subheader` is to the reader of pages a
/// page's head.
pub(super) fn mark(tree: &Tree) -> Option<Content> {
    let root = tree.root();
    let mut reader = Reader { n_chars: root.normalized_char_count(), ..Reader::default() };
    reader.children(&root);
    for (id, called) in reader.called {
        let node = NodeRef::new(id, &tree.tree);
        match called {
            Called::Box(called) => write(&node, called),
            Called::Hidden => node.remove_from_parent(),
            _ => node.remove_attrs(&["class", "id"]),
        }
    }
    reader.best
}

/// Writes on `node` what it is called; on what is in it as well, for a `div` around one
/// paragraph is taken for the paragraph.
fn write(node: &NodeRef<'_>, called: &str) {
    node.set_attr(CALLED, called);
    let inside = node.element_children();
    if inside.iter().any(|child| child.node_name().is_some_and(|name| is_block(&name))) {
        inside.iter().for_each(|child| child.set_attr(CALLED, called));
        return;
    }
    let around = node.tree.new_element("span");
    around.set_attr(CALLED, called);
    node.tree.reparent_children_of(&node.id, Some(around.id));
    node.append_child(&around.id);
}

fn is_block(name: &str) -> bool {
    matches!(name, "p" | "div" | "section" | "ul" | "ol" | "li" | "table" | "figure" | "blockquote")
        || matches!(name.as_bytes(), [b'h', b'1'..=b'6'])
}

/// What the names of an element say of it.
#[derive(Clone, Copy)]
enum Called {
    Nothing,
    /// A box beside the text.
    Box(&'static str),
    /// Called so, but too large to be one: its prose may not be the page's.
    Large,
    /// Not shown on a screen.
    Hidden,
}

/// Characters from which a paragraph is prose, if less than a third of it are links.
const PROSE: usize = 80;

#[derive(Default)]
struct Reader {
    /// Characters of the whole page.
    n_chars: usize,
    /// Elements that are boxes or hidden, and headings, in the order of the page.
    called: Vec<(NodeId, Called)>,
    best: Option<Content>,
}

impl Reader {
    /// Reads what is in `node`; gives how much prose that is.
    fn children(&mut self, node: &NodeRef<'_>) -> usize {
        node.children_it(false).map(|child| self.node(&child)).sum()
    }

    fn node(&mut self, node: &NodeRef<'_>) -> usize {
        let Some((name, called)) = self.read(node) else { return 0 };
        let heading = matches!(&*name, "h2" | "h3" | "h4" | "h5" | "h6");
        if heading || matches!(called, Called::Box(_) | Called::Hidden) {
            self.called.push((node.id, called));
        }
        let n_prose = match &*name {
            _ if matches!(called, Called::Box(_) | Called::Hidden) => 0,
            "script" | "style" | "head" | "nav" | "footer" | "aside" | "figcaption" => 0,
            "p" => prose(node),
            _ => self.children(node),
        };
        if matches!(called, Called::Large) {
            return 0;
        }
        self.keep_best(node, n_prose);
        n_prose
    }

    /// The name of an element and what it is called.
    fn read(&self, node: &NodeRef<'_>) -> Option<(LocalName, Called)> {
        let element = node.element_ref()?;
        let called = if let Some(why) = surroundings::named(&element, node) {
            match surroundings::fits(node, self.n_chars) {
                true => Called::Box(why),
                false => Called::Large,
            }
        } else if let Some(longest) = picture::longest(&element, node, self.n_chars) {
            match node.normalized_char_count() <= longest {
                true => Called::Box(CAPTION),
                false => Called::Large,
            }
        } else if walk::is_hidden(&element) && !matches!(&*element.name.local, "html" | "body") {
            Called::Hidden
        } else {
            Called::Nothing
        };
        Some((element.name.local.clone(), called))
    }

    /// Keeps `node` if it is called content and holds more prose than any before it. What
    /// is in it came first and stays unless plainly less.
    fn keep_best(&mut self, node: &NodeRef<'_>, n_prose: usize) {
        let least = self.best.as_ref().map_or(0, |best| best.n_prose + best.n_prose / 20);
        if n_prose > least && node.element_ref().is_some_and(|element| is_content(&element)) {
            self.best = Some(Content { id: node.id, n_prose });
        }
    }
}

/// Characters of a paragraph that is prose.
fn prose(node: &NodeRef<'_>) -> usize {
    let n = node.normalized_char_count();
    if n < PROSE {
        return 0;
    }
    let links = node.descendants_it().filter(|inner| inner.has_name("a"));
    let linked: usize = links.map(|link| link.normalized_char_count()).sum();
    if 3 * linked < n { n } else { 0 }
}

/// Whether the page says that `element` is its content.
fn is_content(element: &Element) -> bool {
    match &*element.name.local {
        "article" => true,
        "div" | "section" | "main" | "td" => {
            element.attr("itemprop").is_some_and(|prop| prop.eq_ignore_ascii_case("articlebody"))
                || element.attr("class").is_some_and(|class| {
                    let mut names = class.split_ascii_whitespace();
                    names.any(|name| {
                        CONTENT.contains(&surroundings::hyphened(name).replace('-', "").as_str())
                    })
                })
        }
        _ => false,
    }
}

/// What sites call the text in a class, signs between the words left out.
const CONTENT: [&str; 14] = [
    "entry",
    "entrycontent",
    "entrybody",
    "postcontent",
    "postbody",
    "postentry",
    "post",
    "articlebody",
    "articlecontent",
    "articletext",
    "storybody",
    "storycontent",
    "hentry",
    "contentbody",
];
