//! A theme's file: what it says goes over the theme it is based on.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::colour::{self, Colour};
use super::fault::{Fault, Faults, Trouble, nearest, one_of};
use super::read::{in_order, type_name};
use super::style::{MODIFIERS, Style};
use super::theme::{Role, Theme};

/// The name of the theme that the file in `source` is based on.
pub(super) fn opt_base(source: &str) -> Option<String> {
    let (table, _) = DeTable::parse_recoverable(source);
    match table.get_ref().get("base")?.get_ref() {
        DeValue::String(name) => Some(name.clone().into_owned()),
        _ => None,
    }
}

/// `theme` with what the file called `name` says in `source`, and what is wrong there.
pub(super) fn read_over(mut theme: Theme, name: &str, source: &str) -> (Theme, Vec<Trouble>) {
    let mut faults = Faults::of(name, source);
    let (table, errors) = DeTable::parse_recoverable(source);
    if errors.is_empty() {
        let mut reader = ThemeReader { theme: &mut theme, faults: &mut faults, source };
        reader.root(table.get_ref());
    }
    for error in errors {
        let fault = Fault::Syntax { message: error.message().to_owned() };
        faults.add(fault, error.span().unwrap_or(0..0), None);
    }
    (theme, faults.into_troubles())
}

struct ThemeReader<'a> {
    theme: &'a mut Theme,
    faults: &'a mut Faults,
    source: &'a str,
}

impl ThemeReader<'_> {
    fn root(&mut self, table: &DeTable) {
        for (name, value) in in_order(table) {
            match (name.get_ref().as_ref(), value.get_ref()) {
                ("base", DeValue::String(base)) => self.base(base, value.span()),
                ("base", _) => self.wrong_type("base", "the name of a theme", value),
                ("people", _) => self.theme.people = self.colours("people", value),
                ("highlights", _) => self.theme.highlights = self.colours("highlights", value),
                ("roles", DeValue::Table(roles)) => self.roles(roles),
                ("roles", _) => self.wrong_type("roles", "a table, `[roles]`", value),
                (unknown, _) => {
                    let known = ["base", "people", "highlights", "roles"];
                    let help = Role::NAMES
                        .contains(&unknown)
                        .then(|| format!("`{unknown}` stands in `[roles]`"));
                    let help =
                        help.or_else(|| nearest(unknown, known)).or_else(|| Some(one_of(&known)));
                    let fault = Fault::UnknownSetting { name: unknown.to_owned() };
                    self.faults.add(fault, name.span(), help);
                }
            }
        }
    }

    fn base(&mut self, base: &str, at: Range<usize>) {
        if Theme::opt_source(base).is_none() {
            let help = nearest(base, Theme::NAMES).unwrap_or_else(|| one_of(&Theme::NAMES));
            self.faults.add(Fault::UnknownTheme { found: base.to_owned() }, at, Some(help));
        }
    }

    fn roles(&mut self, roles: &DeTable) {
        for (name, value) in in_order(roles) {
            let Some(idx) = Role::NAMES.iter().position(|role| *role == name.get_ref().as_ref())
            else {
                let help = nearest(name.get_ref(), Role::NAMES.iter().copied())
                    .unwrap_or_else(|| one_of(Role::NAMES));
                let fault = Fault::UnknownRole { found: name.get_ref().clone().into_owned() };
                self.faults.add(fault, name.span(), Some(help));
                continue;
            };
            let DeValue::String(written) = value.get_ref() else {
                self.wrong_type(name.get_ref(), "a style, `\"bold red on black\"`", value);
                continue;
            };
            let style = self.style(written, value.span());
            if let (Some(slot), Some(style)) = (self.theme.styles.get_mut(idx), style) {
                *slot = style;
            }
        }
    }

    fn style(&mut self, written: &str, at: Range<usize>) -> Option<Style> {
        let (word, found) = match Style::parse(written) {
            Ok(style) => return Some(style),
            Err(wrong) => wrong,
        };
        let help = match found {
            "on" => "`on` stands before one colour, that of the background".to_owned(),
            _ if Colour::opt_parse(found).is_some() => {
                "a second colour needs `on` before it and is that of the background".to_owned()
            }
            _ => nearest(found, MODIFIERS.into_iter().chain(colour::names()))
                .unwrap_or_else(spelling),
        };
        let fault = Fault::UnknownStyle { found: found.to_owned() };
        let place = self.inside(written, word, at);
        self.faults.add(fault, place, Some(help));
        None
    }

    /// A list of colours, without the wrong ones.
    fn colours(&mut self, name: &str, value: &Spanned<DeValue>) -> Vec<Colour> {
        let DeValue::Array(list) = value.get_ref() else {
            self.wrong_type(name, "a list of colours", value);
            return Vec::new();
        };
        let mut colours = Vec::new();
        for item in list.iter() {
            let DeValue::String(written) = item.get_ref() else {
                self.wrong_type(name, "a list of colours in quotes", item);
                continue;
            };
            match Colour::opt_parse(written) {
                Some(colour) => colours.push(colour),
                None => {
                    let help = nearest(written, colour::names()).unwrap_or_else(spelling);
                    let fault = Fault::UnknownStyle { found: written.clone().into_owned() };
                    self.faults.add(fault, item.span(), Some(help));
                }
            }
        }
        colours
    }

    /// Where `word` of the string at `at` stands in the file; the whole string when it
    /// is written with escapes.
    fn inside(&self, written: &str, word: Range<usize>, at: Range<usize>) -> Range<usize> {
        let quoted = self.source.get(at.clone()).unwrap_or_default();
        match quoted.find(written) {
            Some(skip) => at.start + skip + word.start..at.start + skip + word.end,
            None => at,
        }
    }

    fn wrong_type(&mut self, name: &str, wanted: &str, value: &Spanned<DeValue>) {
        let fault = Fault::WrongType {
            name: name.to_owned(),
            wanted: wanted.to_owned(),
            found: type_name(value.get_ref()),
        };
        self.faults.add(fault, value.span(), None);
    }
}

fn spelling() -> String {
    "colours are written `#rrggbb`, `0` to `255`, `red`, `bright-red` or `default`".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_theme_changes_only_what_it_says() {
        let source = "base = \"light\"\n[roles]\nheading = \"bold #123456\"\nhit = \"ugly\"\n";
        let (theme, troubles) = Theme::read("mine.toml", source);
        let light = Theme::opt_named("light").unwrap();
        assert_eq!(troubles.len(), 1);
        assert_eq!(theme.style(Role::Heading).front, Some(Colour::Rgb(0x12, 0x34, 0x56)));
        assert_eq!(theme.style(Role::Hit), light.style(Role::Hit));
        assert_eq!(theme.person(0), light.person(0));
    }
}
