//! Some of a briefing's quotes as a file.

use super::json::{Lines, json};
use super::{Form, cite, csv, csv_header};
use crate::model::Briefing;

/// The forms quotes are saved in, each told from the name's ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    Markdown,
    Csv,
    Json,
    Jsonl,
    Text,
    Bibtex,
    CslJson,
}

impl Saved {
    pub const ALL: [Saved; 7] = [
        Saved::Markdown,
        Saved::Csv,
        Saved::Json,
        Saved::Jsonl,
        Saved::Text,
        Saved::Bibtex,
        Saved::CslJson,
    ];

    /// With its dot. None is the end of another that comes after it.
    pub fn ending(self) -> &'static str {
        match self {
            Saved::Markdown => ".md",
            Saved::Csv => ".csv",
            Saved::Json => ".json",
            Saved::Jsonl => ".jsonl",
            Saved::Text => ".txt",
            Saved::Bibtex => ".bib",
            Saved::CslJson => ".csl.json",
        }
    }

    /// The form that the file name `name` asks for.
    pub fn opt_of(name: &str) -> Option<Saved> {
        let name = name.to_lowercase();
        // The longest ending first: `.csl.json` is a `.json`, too.
        Saved::ALL.into_iter().rev().find(|form| name.ends_with(form.ending()))
    }

    /// All quotes of `briefing` in this form.
    pub fn of(self, briefing: &Briefing) -> String {
        let cited = |form| {
            let each = (0..briefing.quotes.len()).map(|at| cite(briefing, at, form));
            each.collect::<Vec<String>>().join("\n")
        };
        match self {
            Saved::Markdown => cited(Form::Markdown),
            Saved::Text => cited(Form::Plain),
            Saved::Bibtex => cited(Form::Bibtex),
            Saved::CslJson => array(briefing),
            Saved::Csv => csv_header() + &csv(briefing),
            Saved::Json => json(briefing, Lines::Many),
            Saved::Jsonl => json(briefing, Lines::One),
        }
    }
}

/// The quotes as one array of CSL items.
fn array(briefing: &Briefing) -> String {
    let items = (0..briefing.quotes.len()).filter_map(|at| {
        let one = cite(briefing, at, Form::CslJson);
        serde_json::from_str::<Vec<serde_json::Value>>(&one).ok()
    });
    let items: Vec<serde_json::Value> = items.flatten().collect();
    serde_json::to_string_pretty(&items).unwrap_or_default() + "\n"
}

/// `briefing` with only the quotes at these indices, which go up; what they continue or
/// stand within is kept as far as it is among them.
pub fn only(briefing: &Briefing, wanted: &[usize]) -> Briefing {
    let mut some = briefing.clone();
    let place = |old: Option<usize>| wanted.binary_search(&old?).ok();
    some.quotes = wanted
        .iter()
        .filter_map(|&at| {
            let mut quote = briefing.quotes.get(at)?.clone();
            quote.continues = place(quote.continues);
            quote.within = place(quote.within);
            Some(quote)
        })
        .collect();
    some
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::fixture;

    #[test]
    fn a_name_tells_the_form() {
        for form in Saved::ALL {
            assert_eq!(Saved::opt_of(&format!("/tmp/Quotes{}", form.ending())), Some(form));
        }
        assert_eq!(Saved::opt_of("quotes.MD"), Some(Saved::Markdown));
        assert_eq!(Saved::opt_of("quotes.docx"), None);
        assert_eq!(Saved::opt_of("quotes"), None);
    }

    #[test]
    fn every_form_holds_the_words() {
        let briefing = fixture::briefing();
        for form in Saved::ALL {
            assert!(form.of(&briefing).contains("The port opens in May"), "{form:?}");
        }
        let list: Vec<serde_json::Value> =
            serde_json::from_str(&Saved::CslJson.of(&briefing)).unwrap();
        assert_eq!(list.len(), briefing.quotes.len());
    }

    #[test]
    fn only_the_quotes_wanted_are_left() {
        let mut briefing = fixture::briefing();
        let mut second = briefing.quotes[0].clone();
        (second.id, second.continues) = ("q2".to_owned(), Some(0));
        briefing.quotes.push(second);
        let some = only(&briefing, &[1]);
        assert_eq!((some.quotes.len(), some.quotes[0].continues), (1, None));
        let both = only(&briefing, &[0, 1]);
        assert_eq!(both.quotes[1].continues, Some(0));
        assert!(only(&briefing, &[7]).quotes.is_empty());
    }
}
