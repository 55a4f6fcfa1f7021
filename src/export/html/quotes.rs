//! The list of quotes, and the choice of whose to show.

use super::super::say::{self, Folded as _};
use super::escaped;
use super::marks::class;
use crate::model::{Briefing, Note, Quote, QuoteKind};

/// Bytes of a turn that the list shows; the whole of it stands in the text.
const TURN: usize = 300;

/// The people who are quoted, by index.
fn speakers(briefing: &Briefing) -> Vec<usize> {
    let mut quoted = vec![false; briefing.cast.people.len()];
    for person in briefing.quotes.iter().filter_map(|q| q.speaker.as_ref()?.person) {
        quoted.get_mut(person).into_iter().for_each(|quoted| *quoted = true);
    }
    (0..quoted.len()).filter(|idx| quoted.get(*idx) == Some(&true)).collect()
}

/// Rules that hide the quotes of everyone but the person chosen.
pub(super) fn filter_rules(briefing: &Briefing) -> String {
    let rule = |idx: usize| {
        format!(
            "body:has(#by{idx}:checked) aside li:not(.p{idx}){{display:none}}\
             body:has(#by{idx}:checked) main mark:not(.p{idx}){{background:none}}\n"
        )
    };
    speakers(briefing).into_iter().map(rule).collect()
}

/// The list with its filter; nothing when nobody is quoted.
pub(super) fn list(briefing: &Briefing) -> String {
    if briefing.quotes.is_empty() {
        return String::new();
    }
    let mut out = "<aside aria-label=\"Quotes\">\n<h2>Quotes</h2>\n".to_owned();
    out.push_str(&filter(briefing));
    out.push_str("<ol>\n");
    briefing.quotes.iter().for_each(|quote| out.push_str(&item(briefing, quote)));
    out + "</ol>\n</aside>\n"
}

fn filter(briefing: &Briefing) -> String {
    let speakers = speakers(briefing);
    if speakers.len() < 2 {
        return String::new();
    }
    let mut out = "<fieldset>\n<legend>Speaker</legend>\n\
        <label><input type=\"radio\" name=\"by\" id=\"all\" checked> everyone</label>\n"
        .to_owned();
    for idx in speakers {
        let name = briefing.cast.people.get(idx).map(|person| escaped(&person.name.folded()));
        out.push_str(&format!(
            "<label><input type=\"radio\" name=\"by\" id=\"by{idx}\"> {}</label>\n",
            name.unwrap_or_default()
        ));
    }
    out + "</fieldset>\n"
}

fn item(briefing: &Briefing, quote: &Quote) -> String {
    let reason = quote.speaker.as_ref().map_or("", |speaker| speaker.reason.words());
    let why = match reason {
        "" => quote.kind.name().to_owned(),
        reason => format!("{}, {reason}", quote.kind.name()),
    };
    let id = escaped(&quote.id);
    format!(
        "<li id=\"{id}\"{}><figure><blockquote>{}</blockquote><figcaption><b>{}</b> \
         <span class=\"why\">{why}</span> <a class=\"to\" href=\"#m-{id}\">in the text</a>\
         {}</figcaption></figure></li>\n",
        class(quote),
        escaped(&words(briefing, quote)),
        escaped(&say::speaker(briefing, quote)),
        briefing.doubts_on(quote.span).map(doubt).collect::<String>(),
    )
}

fn doubt(note: &Note) -> String {
    format!("<span class=\"doubt\">Doubt: {}</span>", escaped(&note.message.folded()))
}

/// The quote's words on one line, a long turn's first ones.
fn words(briefing: &Briefing, quote: &Quote) -> String {
    let words = quote.span.of(&briefing.text);
    if quote.kind != QuoteKind::Turn || words.len() <= TURN {
        return words.folded();
    }
    let start = words.get(..words.floor_char_boundary(TURN)).unwrap_or(words);
    let whole = start.rsplit_once(char::is_whitespace).map_or(start, |(whole, _)| whole);
    whole.folded() + " …"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::fixture;
    use crate::model::NoteKind;

    #[test]
    fn several_speakers_can_be_told_apart() {
        let mut briefing = fixture::briefing();
        assert!(!list(&briefing).contains("<fieldset>"), "one speaker needs no filter");
        let mut second = briefing.quotes[0].clone();
        briefing.cast.people.push(briefing.cast.people[0].clone());
        second.id = "q2".into();
        second.speaker.as_mut().unwrap().person = Some(1);
        briefing.quotes.push(second);
        let (list, rules) = (list(&briefing), filter_rules(&briefing));
        assert!(list.contains("id=\"by0\"") && list.contains("id=\"by1\""));
        assert!(rules.contains("body:has(#by1:checked) aside li:not(.p1){display:none}"));
    }

    #[test]
    fn what_is_doubted_stands_with_its_quote() {
        let mut briefing = fixture::briefing();
        let (kind, span) = (NoteKind::NumbersDisagree, briefing.quotes[0].span);
        let message = "two & three".to_owned();
        briefing.notes = vec![Note { kind, span, other: None, message }];
        let doubt = "<span class=\"doubt\">Doubt: two &amp; three</span></figcaption>";
        assert!(list(&briefing).contains(doubt));
    }

    #[test]
    fn a_long_turn_is_shown_by_its_first_words() {
        let mut briefing = fixture::briefing();
        briefing.text = "word ".repeat(100);
        briefing.quotes[0].span.start = 0;
        briefing.quotes[0].span.end = 500;
        assert_eq!(words(&briefing, &briefing.quotes[0]).len(), 499);
        briefing.quotes[0].kind = QuoteKind::Turn;
        assert_eq!(words(&briefing, &briefing.quotes[0]), "word ".repeat(60) + "…");
    }
}
