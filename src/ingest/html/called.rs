//! What elements are called is read before the reader of pages flattens the tree: of two
//! boxes in one another it keeps the outer's name alone.

use dom_query::{Document as Tree, Element, NodeData, NodeId, NodeRef};

use super::names::Names;
use super::{others, picture, surroundings, walk};

/// The attribute that carries what an element is for the walk.
pub(super) const CALLED: &str = "data-called";
/// What words under a picture are called.
pub(super) const CAPTION: &str = "caption";

/// The element that a page calls its content, and how much prose it holds.
#[derive(Clone, Copy)]
pub(super) struct Content {
    pub(super) id: NodeId,
    pub(super) n_prose: usize,
}

/// Takes other stories off `tree`, writes on its elements what their names say, takes the names
/// off headings and gives the element called content that holds most prose.
///
/// A heading's name would only count against it: `subheader` is to the reader of pages a
/// page's head.
pub(super) fn mark(tree: &Tree) -> Option<Content> {
    others::drop(tree);
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
    /// Hidden by its class, but too large for it: nobody hides most of a page.
    Shown,
}

/// Characters from which a paragraph is prose, if less than a third of it are links.
const PROSE: usize = 80;

/// What is in an element, counted in characters; menus and footers left out.
#[derive(Default)]
struct Inside {
    n_chars: usize,
    n_linked: usize,
    n_prose: usize,
    pictured: bool,
}

#[derive(Default)]
struct Reader {
    /// Characters of the whole page.
    n_chars: usize,
    names: Names,
    /// Elements that are boxes or hidden, and headings, in the order of the page.
    called: Vec<(NodeId, Called)>,
    best: Option<Content>,
}

impl Reader {
    /// Reads what is in `node`, each element once: sizes are added up from the leaves.
    fn children(&mut self, node: &NodeRef<'_>) -> Inside {
        let mut inside = Inside::default();
        for child in node.children_it(false) {
            let child = self.node(&child);
            inside.n_chars += child.n_chars;
            inside.n_linked += child.n_linked;
            inside.n_prose += child.n_prose;
            inside.pictured |= child.pictured;
        }
        inside
    }

    fn node(&mut self, node: &NodeRef<'_>) -> Inside {
        let Some(name) = node.element_ref().map(|element| element.name.local.clone()) else {
            return Inside { n_chars: n_chars(node), ..Inside::default() };
        };
        if matches!(&*name, "script" | "style" | "head" | "nav" | "footer" | "aside") {
            return Inside::default();
        }
        let (n_called, best) = (self.called.len(), self.best);
        let mut inside = self.inside(node, &name);
        let called = self.read(node, &inside);
        let boxed = matches!(called, Called::Box(_) | Called::Hidden);
        if boxed || &*name == "p" {
            // Whatever a span in a paragraph is called, it is part of a sentence.
            self.called.truncate(n_called);
        }
        match called {
            Called::Nothing | Called::Shown => self.keep_best(node, inside.n_prose),
            Called::Large => inside.n_prose = 0,
            Called::Box(_) | Called::Hidden => (self.best, inside.n_prose) = (best, 0),
        }
        let heading = matches!(&*name, "h2" | "h3" | "h4" | "h5" | "h6");
        if boxed || heading || matches!(called, Called::Shown) {
            self.called.push((node.id, called));
        }
        inside
    }

    /// Reads what is in the element `node` called `name`.
    fn inside(&mut self, node: &NodeRef<'_>, name: &str) -> Inside {
        let mut inside = self.children(node);
        match name {
            "a" => inside.n_linked = inside.n_chars,
            "img" | "picture" | "video" | "iframe" | "object" => inside.pictured = true,
            "figcaption" => inside.n_prose = 0,
            "p" if inside.n_chars < PROSE || 3 * inside.n_linked >= inside.n_chars => {}
            "p" => inside.n_prose = inside.n_chars,
            _ => {}
        }
        inside
    }

    /// What an element is called.
    fn read(&mut self, node: &NodeRef<'_>, inside: &Inside) -> Called {
        let Some(element) = node.element_ref() else { return Called::Nothing };
        let (n_chars, names) = (self.n_chars, &mut self.names);
        let longest = match surroundings::named(&element, node, inside.n_linked > 0, names) {
            Some(why) => Some((why, surroundings::longest(n_chars))),
            None => picture::longest(&element, node, inside.pictured, n_chars, names)
                .map(|longest| (CAPTION, longest)),
        };
        match longest {
            Some((why, longest)) if inside.n_chars <= longest => Called::Box(why),
            Some(_) => Called::Large,
            None if matches!(&*element.name.local, "html" | "body") => Called::Nothing,
            None if walk::is_hidden(&element) => {
                let large = inside.n_chars > surroundings::longest(n_chars);
                match large && !walk::is_unseen(&element) {
                    true => Called::Shown,
                    false => Called::Hidden,
                }
            }
            None => Called::Nothing,
        }
    }

    /// Keeps `node` if it is called content and holds more prose than any before it. What
    /// is in it came first and stays unless plainly less.
    fn keep_best(&mut self, node: &NodeRef<'_>, n_prose: usize) {
        let least = self.best.map_or(0, |best| best.n_prose + best.n_prose / 20);
        if n_prose > least && node.element_ref().is_some_and(|element| is_content(&element)) {
            self.best = Some(Content { id: node.id, n_prose });
        }
    }
}

/// Characters of a text, white space folded.
fn n_chars(node: &NodeRef<'_>) -> usize {
    node.query_or(0, |node| match &node.data {
        NodeData::Text { contents } => {
            contents.split_whitespace().map(|word| word.chars().count() + 1).sum()
        }
        _ => 0,
    })
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
