use dom_query::Element;
use rustc_hash::FxHashMap;

use super::picture::{self, Shown};
use super::surroundings;

/// What the classes and ids of a page say. Each is read once: a page repeats a few dozen of
/// them over thousands of elements.
#[derive(Default)]
pub(super) struct Names {
    read: FxHashMap<String, Said>,
}

/// What one `class` or `id` says, all its words taken together.
#[derive(Clone, Copy)]
struct Said {
    boxed: Option<&'static str>,
    shown: Option<Shown>,
}

impl Names {
    /// The box of the page that the class or the id of `element` names.
    pub(super) fn boxed(&mut self, element: &Element) -> Option<&'static str> {
        let names = element.attrs.iter().filter(|attr| matches!(&*attr.name.local, "class" | "id"));
        names.into_iter().find_map(|attr| self.said(&attr.value).boxed)
    }

    /// What of a picture the class of `element` names.
    pub(super) fn shown(&mut self, element: &Element) -> Option<Shown> {
        self.said(&element.attr("class")?).shown
    }

    fn said(&mut self, name: &str) -> Said {
        if let Some(said) = self.read.get(name) {
            return *said;
        }
        let words = || name.split_ascii_whitespace();
        let said = Said {
            boxed: words().find_map(surroundings::of_name),
            shown: words().find_map(picture::of_name),
        };
        self.read.insert(name.to_owned(), said);
        said
    }
}
