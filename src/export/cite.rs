//! A quote with everything that proves it: speaker, place, date, source, terms.

use serde_json::{Map, Value, json};

use super::say::{self, Folded as _};
use crate::model::{Briefing, Person, Quote, QuoteKind, Span};

/// The forms a citation comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Words, then one line that names speaker, briefing and source.
    Plain,
    /// A blockquote with its attribution below.
    Markdown,
    /// A sentence as a news agency writes it.
    Ap,
    Bibtex,
    CslJson,
}

impl Form {
    pub const ALL: [Form; 5] = [Form::Plain, Form::Markdown, Form::Ap, Form::Bibtex, Form::CslJson];

    /// The name in menus and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Form::Plain => "plain",
            Form::Markdown => "markdown",
            Form::Ap => "ap",
            Form::Bibtex => "bibtex",
            Form::CslJson => "csl-json",
        }
    }
}

/// Quote number `quote_idx` of `briefing` in `form`, with a final newline; empty when
/// there is no such quote.
///
/// Every form carries the words on one line, speaker, title, issuer, date, address,
/// the quote's id, and the terms the source sets (`on background`). An indirect quote
/// is called a paraphrase, since its words are the reporter's. The words keep whatever
/// control characters the source holds: whoever prints them to a terminal marks them.
pub fn cite(briefing: &Briefing, quote_idx: usize, form: Form) -> String {
    let Some(quote) = briefing.quotes.get(quote_idx) else { return String::new() };
    Cited::of(briefing, quote).set(form)
}

/// The words of `span`, printed as `words`, in `form`: tied to the speaker of the quote
/// that most of them belong to, else to the briefing alone.
pub fn cite_words(briefing: &Briefing, span: Span, words: &str, form: Form) -> String {
    let quote = opt_quote_of(briefing, span);
    let person = quote.and_then(|quote| say::person(briefing, quote));
    let words = words.folded();
    // What is taken out of a text stands in marks, as far as it has none.
    let marked = say::bare(&words) != words;
    let reported = quote.is_some_and(|quote| quote.kind == QuoteKind::Indirect);
    let words = if marked || reported { words } else { format!("“{words}”") };
    Cited { briefing, quote, words, person }.set(form)
}

/// The quote that more than half of `span` belongs to; of a turn and a quote inside it
/// the shorter one, which says more about who spoke.
fn opt_quote_of(briefing: &Briefing, span: Span) -> Option<&Quote> {
    let shared = |quote: &&Quote| {
        quote.span.end.min(span.end).saturating_sub(quote.span.start.max(span.start))
    };
    let quotes = briefing.quotes.iter().filter(|quote| quote.span.overlaps(span));
    quotes
        .max_by_key(|quote| (shared(quote), std::cmp::Reverse(quote.span.len())))
        .filter(|quote| shared(quote) * 2 > span.len())
}

/// The words of `span` as a Markdown blockquote with their source below, whether they
/// are somebody's quote, a part of one, or the reporter's prose.
///
/// `words` are what is printed: they may be older than the text.
pub fn cite_passage(briefing: &Briefing, span: Span, words: &str) -> String {
    if let Some(quote) = opt_quote_of(briefing, span) {
        let person = say::person(briefing, quote);
        return Cited { briefing, quote: Some(quote), words: words.folded(), person }.markdown();
    }
    let line = say::markdown(&origin(briefing).join(", "));
    format!("> {}\n>\n> — {}\n", say::markdown(words), linked(briefing, line))
}

/// Headline, publisher, date and address, as far as they are known.
fn origin(b: &Briefing) -> Vec<String> {
    let publisher = b.issuer.as_deref().or_else(|| b.byline.first().map(|line| line.name.as_str()));
    let address = b.source.url.as_deref().unwrap_or(&b.source.name);
    let parts = [
        b.title.as_deref().map(|title| format!("“{}”", title.folded())),
        publisher.map(str::to_owned),
        b.published.as_deref().map(|date| say::date(date).unwrap_or_else(|| date.to_owned())),
        Some(address.folded()),
    ];
    parts.into_iter().flatten().collect()
}

/// `line` as a link to the source, when that has a web address.
fn linked(briefing: &Briefing, line: String) -> String {
    match &briefing.source.url {
        Some(url) if say::is_web(url) => format!("[{line}](<{}>)", say::url(url)),
        _ => line,
    }
}

/// What a citation says, before it is set.
struct Cited<'a> {
    briefing: &'a Briefing,
    /// `None` for words that are nobody's quote.
    quote: Option<&'a Quote>,
    /// On one line, with the marks the source printed.
    words: String,
    person: Option<&'a Person>,
}

impl<'a> Cited<'a> {
    fn of(briefing: &'a Briefing, quote: &'a Quote) -> Cited<'a> {
        let words = quote.span.of(&briefing.text).folded();
        Cited { briefing, quote: Some(quote), words, person: say::person(briefing, quote) }
    }

    fn set(&self, form: Form) -> String {
        match form {
            Form::Plain => self.plain(),
            Form::Markdown => self.markdown(),
            Form::Ap => self.ap(),
            Form::Bibtex => self.bibtex(),
            Form::CslJson => self.csl_json(),
        }
    }

    fn id(&self) -> &str {
        self.quote.map_or("", |quote| quote.id.as_str())
    }

    fn plain(&self) -> String {
        format!("{}\n— {}\n", self.marked(), self.source_line(&self.speaker_and_title()))
    }

    fn markdown(&self) -> String {
        let line = linked(self.briefing, say::markdown(&self.source_line("")));
        if self.quote.is_none() {
            return format!("> {}\n>\n> — {line}\n", say::markdown(&self.words));
        }
        let speaker = say::markdown(&self.speaker_and_title());
        format!("> {}\n>\n> — **{speaker}**. {line}\n", say::markdown(&self.marked()))
    }

    fn ap(&self) -> String {
        let speaker = self.person.map_or_else(
            || self.surface().unwrap_or("an unidentified speaker").folded(),
            |person| match &person.title {
                Some(title) => format!("{} {}", title.folded(), person.name.folded()),
                None => person.name.folded(),
            },
        );
        let date = self.briefing.published.as_deref().and_then(say::ap_date);
        let place = [self.publisher().map(str::to_owned), date, self.address()];
        let sentence = match self.quote.map(|quote| quote.kind) {
            None => format!("“{},”", say::bare(&self.words).trim_end_matches(['.', ','])),
            Some(QuoteKind::Indirect | QuoteKind::Mixed) => {
                format!("{speaker} (paraphrase): {}", self.words)
            }
            Some(_) => {
                format!("“{},” {speaker} said", say::bare(&self.words).trim_end_matches(['.', ',']))
            }
        };
        let place = place.into_iter().flatten().collect::<Vec<_>>().join(", ");
        let terms = self.terms().map(|terms| format!(" ({terms})")).unwrap_or_default();
        let comma = if self.quote.is_some() { "," } else { "" };
        let by =
            if place.is_empty() { String::new() } else { format!("{comma} according to {place}") };
        let id = self.quote.map_or(String::new(), |quote| format!(" [{}]", quote.id));
        format!("{}{terms}{by}{id}.\n", sentence.trim_end_matches('.'))
    }

    fn bibtex(&self) -> String {
        let b = self.briefing;
        let mut fields =
            vec![("title", b.title.as_deref().map(|t| format!("{{{}}}", say::tex(t))))];
        let authors: Vec<String> = b.byline.iter().map(|line| say::tex(&line.name)).collect();
        fields.push(("author", (!authors.is_empty()).then(|| authors.join(" and "))));
        fields.push(("publisher", b.issuer.as_deref().map(say::tex)));
        let date = b.published.as_deref().and_then(say::date_parts);
        fields.push(("year", date.map(|(year, ..)| format!("{year}"))));
        fields.push(("month", date.and_then(|(_, month, _)| Some(format!("{}", month?)))));
        fields.push(("day", date.and_then(|(_, _, day)| Some(format!("{}", day?)))));
        fields.push(("url", self.url().map(|url| say::tex_url(&url))));
        fields.push(("howpublished", self.file().map(|name| say::tex(&name))));
        fields.push(("note", Some(say::tex(&self.note()))));
        let mut out = format!("@misc{{{},\n", self.key());
        for (name, value) in fields {
            if let Some(value) = value {
                out.push_str(&format!("  {name} = {{{value}}},\n"));
            }
        }
        out + "}\n"
    }

    fn csl_json(&self) -> String {
        let b = self.briefing;
        let authors: Vec<Value> =
            b.byline.iter().map(|line| json!({ "literal": line.name.folded() })).collect();
        let date = b.published.as_deref().and_then(say::date_parts).map(|(year, month, day)| {
            let parts: Vec<u16> = [Some(year), month, day].into_iter().flatten().collect();
            json!({ "date-parts": [parts] })
        });
        let mut item = Map::new();
        item.insert("id".into(), self.key().into());
        item.insert("type".into(), "article".into());
        let mut put = |name: &str, value: Option<Value>| {
            if let Some(value) = value {
                item.insert(name.into(), value);
            }
        };
        put("title", b.title.as_deref().map(|t| t.folded().into()));
        put("author", (!authors.is_empty()).then_some(Value::Array(authors)));
        put("container-title", b.issuer.as_deref().map(|t| t.folded().into()));
        put("issued", date);
        put("URL", self.url().map(Value::from));
        put("source", self.file().map(Value::from));
        put("note", Some(self.note().into()));
        let mut out = serde_json::to_string_pretty(&[Value::Object(item)]).unwrap_or_default();
        out.push('\n');
        out
    }

    /// The words, called a paraphrase when they are one.
    fn marked(&self) -> String {
        match self.quote.map(|quote| quote.kind) {
            Some(QuoteKind::Indirect) => format!("{} (paraphrase)", self.words),
            Some(QuoteKind::Block | QuoteKind::Turn) if say::bare(&self.words) == self.words => {
                format!("“{}”", self.words)
            }
            _ => self.words.clone(),
        }
    }

    /// Everything after the speaker: headline, publisher, date, address, id, terms.
    fn source_line(&self, first: &str) -> String {
        let mut parts = origin(self.briefing);
        parts.extend(self.quote.map(|quote| quote.id.clone()));
        if !first.is_empty() {
            parts.insert(0, first.to_owned());
        }
        let line = parts.join(", ");
        match self.terms() {
            Some(terms) => format!("{line} ({terms})"),
            None => line,
        }
    }

    /// `Ana Ruiz, President`; the mention as printed when nobody is resolved.
    fn speaker_and_title(&self) -> String {
        if self.quote.is_none() {
            return String::new();
        }
        let Some(person) = self.person else {
            return self.surface().unwrap_or("Unidentified speaker").folded();
        };
        let name = person.name.folded();
        let more = person.title.as_deref().or(person.outlet.as_deref());
        match more {
            Some(more) => format!("{name}, {}", more.folded()),
            None => name,
        }
    }

    /// What BibTeX and CSL have no field for: the quote itself.
    fn note(&self) -> String {
        let mut note = match self.quote {
            Some(quote) => {
                format!("{}: {}, {}", self.speaker_and_title(), self.marked(), quote.id)
            }
            None => self.words.clone(),
        };
        if let Some(terms) = self.terms() {
            note.push_str(&format!(" ({terms})"));
        }
        note
    }

    fn surface(&self) -> Option<&'a str> {
        say::surface(self.briefing, self.quote?)
    }

    /// The publisher, or the writer where none is named.
    fn publisher(&self) -> Option<&'a str> {
        let b = self.briefing;
        b.issuer.as_deref().or_else(|| b.byline.first().map(|line| line.name.as_str()))
    }

    fn terms(&self) -> Option<String> {
        self.briefing.terms.as_deref().map(|terms| terms.folded())
    }

    fn url(&self) -> Option<String> {
        self.briefing.source.url.as_deref().map(|url| url.folded())
    }

    /// The file's name, where there is no address to go to.
    fn file(&self) -> Option<String> {
        self.briefing.source.url.is_none().then(|| self.briefing.source.name.folded())
    }

    fn address(&self) -> Option<String> {
        self.url().or_else(|| self.file())
    }

    /// A citation key: writer or publisher, year, quote id.
    fn key(&self) -> String {
        let name = self.publisher().or(self.briefing.title.as_deref()).unwrap_or("onrecord");
        let year = self.briefing.published.as_deref().and_then(|date| date.get(..4)).unwrap_or("");
        let name = name.split_whitespace().next_back().unwrap_or(name);
        let letters =
            |text: &str| -> String { text.chars().filter(char::is_ascii_alphanumeric).collect() };
        format!("{}{year}{}", letters(name).to_ascii_lowercase(), letters(self.id()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::fixture;

    /// The first quote of the fixture in `form`.
    #[track_caller]
    fn check(form: Form, expected: &str) {
        assert_eq!(cite(&fixture::briefing(), 0, form), expected);
    }

    #[test]
    fn plain_names_everything_in_one_line() {
        check(
            Form::Plain,
            "“The port opens in May.”\n— Ana Ruiz, President, “Harbour plans”, The Valdoran, \
             9 January 2026, https://example.org/a, q1 (on background)\n",
        );
    }

    #[test]
    fn markdown_is_a_blockquote_with_a_link() {
        check(
            Form::Markdown,
            "> “The port opens in May.”\n>\n> — **Ana Ruiz, President**. [“Harbour plans”, The \
             Valdoran, 9 January 2026, https://example.org/a, q1 (on background)](<https://example.org/a>)\n",
        );
    }

    #[test]
    fn a_passage_is_cited_by_its_quote_or_by_the_page() {
        let briefing = fixture::briefing();
        let passage = |words: &str| {
            let start = briefing.text.find(words).unwrap();
            cite_passage(&briefing, Span::new(start, start + words.len()), words)
        };
        let quote = passage("opens in May");
        assert!(quote.starts_with("> opens in May\n>\n> — **Ana Ruiz, President**. ["), "{quote}");
        assert!(quote.contains("q1 (on background)](<https://example.org/a>)"), "{quote}");
        assert_eq!(
            passage("Ruiz spoke"),
            "> Ruiz spoke\n>\n> — [“Harbour plans”, The Valdoran, 9 January 2026, \
             https://example.org/a](<https://example.org/a>)\n"
        );
    }

    #[test]
    fn selected_words_are_cited_in_every_form() {
        let briefing = fixture::briefing();
        let cited = |words: &str, form| {
            let start = briefing.text.find(words).unwrap();
            cite_words(&briefing, Span::new(start, start + words.len()), words, form)
        };
        let source = "“Harbour plans”, The Valdoran, 9 January 2026, https://example.org/a";
        assert_eq!(
            cited("opens in May", Form::Plain),
            format!("“opens in May”\n— Ana Ruiz, President, {source}, q1 (on background)\n")
        );
        let prose = format!("“Ruiz spoke”\n— {source} (on background)\n");
        assert_eq!(cited("Ruiz spoke", Form::Plain), prose);
        assert_eq!(
            cited("Ruiz spoke", Form::Ap),
            "“Ruiz spoke,” (on background) according to The Valdoran, Jan. 9, 2026, \
             https://example.org/a.\n"
        );
        assert!(
            cited("Ruiz spoke", Form::Bibtex).contains("note = {“Ruiz spoke” (on background)}")
        );
        assert!(cited("Ruiz spoke", Form::CslJson).contains("“Ruiz spoke” (on background)"));
    }

    #[test]
    fn ap_is_a_sentence() {
        check(
            Form::Ap,
            "“The port opens in May,” President Ana Ruiz said (on background), according to The \
             Valdoran, Jan. 9, 2026, https://example.org/a [q1].\n",
        );
    }

    #[test]
    fn bibtex_escapes_and_keeps_the_terms() {
        check(
            Form::Bibtex,
            "@misc{valdoran2026q1,\n  title = {{Harbour plans}},\n  author = {Lia Moreno},\n  \
             publisher = {The Valdoran},\n  year = {2026},\n  month = {1},\n  day = {9},\n  \
             url = {https://example.org/a},\n  note = {Ana Ruiz, President: “The port opens in \
             May.”, q1 (on background)},\n}\n",
        );
    }

    #[test]
    fn csl_json_is_an_array_of_one() {
        let text = cite(&fixture::briefing(), 0, Form::CslJson);
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value[0]["issued"]["date-parts"], json!([[2026, 1, 9]]));
        assert_eq!(value[0]["author"][0]["literal"], "Lia Moreno");
        assert!(value[0]["note"].as_str().unwrap().ends_with("(on background)"));
    }

    #[test]
    fn no_speaker_is_said_so() {
        let mut briefing = fixture::briefing();
        briefing.quotes[0].speaker = None;
        assert!(cite(&briefing, 0, Form::Plain).contains("— Unidentified speaker, “Harbour"));
        assert!(cite(&briefing, 0, Form::Ap).contains("an unidentified speaker said"));
    }

    #[test]
    fn a_paraphrase_is_called_one() {
        let mut briefing = fixture::briefing();
        briefing.quotes[0].kind = QuoteKind::Indirect;
        assert!(cite(&briefing, 0, Form::Plain).contains("(paraphrase)"));
        assert!(cite(&briefing, 0, Form::Ap).starts_with("President Ana Ruiz (paraphrase): "));
    }

    #[test]
    fn no_such_quote_is_nothing() {
        assert_eq!(cite(&fixture::briefing(), 9, Form::Plain), "");
    }
}
