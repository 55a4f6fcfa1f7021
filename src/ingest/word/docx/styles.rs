//! The styles of a DOCX file: which are headings, lists, contents, and how they look.

use std::collections::HashMap;

use super::super::super::xml::{Attributes, Visitor, visit};
use super::super::{Look, heading_level, is_contents};

/// What a paragraph or character style sets.
#[derive(Clone, Default)]
pub(super) struct StyleSheet {
    pub(super) name: String,
    based_on: Option<String>,
    level: Option<u8>,
    pub(super) listed: Option<bool>,
    bold: Option<bool>,
    italic: Option<bool>,
    hidden: Option<bool>,
}

/// The styles of a file, by identifier.
#[derive(Default)]
pub(super) struct Styles {
    sheets: HashMap<String, StyleSheet>,
    id: String,
    now: StyleSheet,
}

impl Styles {
    pub(super) fn read(text: &str) -> Styles {
        let mut styles = Styles::default();
        visit(text, &mut styles);
        styles
    }

    /// The first answer that the style called `id` and those it rests on give.
    pub(super) fn find<T>(&self, id: &str, ask: impl Fn(&StyleSheet) -> Option<T>) -> Option<T> {
        let mut id = id;
        for _ in 0..12 {
            let sheet = self.sheets.get(id)?;
            if let Some(answer) = ask(sheet) {
                return Some(answer);
            }
            id = sheet.based_on.as_deref()?;
        }
        None
    }

    pub(super) fn level(&self, id: &str) -> Option<u8> {
        self.find(id, |sheet| heading_level(&sheet.name).or(sheet.level))
            .or_else(|| heading_level(id))
    }

    pub(super) fn is_contents(&self, id: &str) -> bool {
        self.sheets.get(id).is_some_and(|sheet| is_contents(&sheet.name))
    }

    pub(super) fn look(&self, id: &str) -> Look {
        let on = |ask: fn(&StyleSheet) -> Option<bool>| self.find(id, ask).unwrap_or_default();
        Look {
            bold: on(|sheet| sheet.bold),
            italic: on(|sheet| sheet.italic),
            hidden: on(|sheet| sheet.hidden),
            ..Look::default()
        }
    }
}

/// Whether a property that stands there is on: `<b/>`, `<b val="1"/>`, not `<b val="0"/>`.
pub(super) fn is_on(attributes: &Attributes<'_>) -> bool {
    !matches!(attributes.get("val").as_deref(), Some("0" | "false" | "off" | "none"))
}

pub(super) fn outline(attributes: &Attributes<'_>) -> Option<u8> {
    let level = attributes.get("val")?.parse::<u8>().ok()?;
    (level < 9).then_some(level + 1)
}

impl Visitor for Styles {
    fn open(&mut self, name: &str, attributes: &Attributes<'_>) {
        match name {
            "style" => {
                self.id = attributes.get("styleId").unwrap_or_default();
                self.now = StyleSheet::default();
            }
            "name" => self.now.name = attributes.get("val").unwrap_or_default(),
            "basedOn" => self.now.based_on = attributes.get("val"),
            "outlineLvl" => self.now.level = outline(attributes),
            "numId" => self.now.listed = Some(attributes.get("val").as_deref() != Some("0")),
            "b" => self.now.bold = Some(is_on(attributes)),
            "i" => self.now.italic = Some(is_on(attributes)),
            "vanish" => self.now.hidden = Some(is_on(attributes)),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if name == "style" {
            self.sheets.insert(std::mem::take(&mut self.id), std::mem::take(&mut self.now));
        }
    }

    fn words(&mut self, _: &str) {}
}
