//! A link that opens a page at given words: WICG's text fragments,
//! <https://wicg.github.io/scroll-to-text-fragment/>.

use super::say;
use crate::model::{Briefing, Span};

/// Why there is no link to follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoLink {
    #[error("this document names no web address")]
    Nowhere,
    #[error("the document's address is no web page: only http and https are opened")]
    NotWeb,
}

/// Up to this many words are named whole; longer passages by their ends.
const WHOLE: usize = 10;
/// Words of each end of a longer passage.
const END: usize = 5;
/// Words of context where the passage stands more than once.
const CONTEXT: usize = 4;

/// The source's address with a fragment that shows and marks the words of `span`.
///
/// Words that the page has more than once are told apart by those around them.
///
/// # Errors
///
/// When the document has no address of the web.
pub fn link(briefing: &Briefing, span: Span) -> Result<String, NoLink> {
    let address = briefing.source.url.as_deref().ok_or(NoLink::Nowhere)?;
    if !say::is_web(address.trim()) {
        return Err(NoLink::NotWeb);
    }
    let address = say::url(address);
    let (page, anchor) = address.split_once('#').unwrap_or((&address, ""));
    let anchor = anchor.split(":~:").next().unwrap_or_default();
    let fragment = fragment(briefing, span);
    if fragment.is_empty() {
        return Ok(address);
    }
    Ok(format!("{page}#{anchor}:~:text={fragment}"))
}

fn fragment(briefing: &Briefing, span: Span) -> String {
    let text = &briefing.text;
    let span = whole_words(text, span);
    let first = paragraph(briefing, span.start).unwrap_or(span);
    let last = paragraph(briefing, span.end.saturating_sub(1)).unwrap_or(span);
    let head = words(Span::new(span.start, span.end.min(first.end)).of(text));
    let tail = words(Span::new(span.start.max(last.start), span.end).of(text));
    if head.is_empty() {
        return String::new();
    }
    let one = first == last && head.len() <= WHOLE;
    let start: Vec<&str> = head.iter().copied().take(if one { WHOLE } else { END }).collect();
    let mut out = String::new();
    let is_twice = n_times(text, &start) > 1;
    let before = words(Span::new(first.start.min(span.start), span.start).of(text));
    if is_twice && !before.is_empty() {
        let from = before.len().saturating_sub(CONTEXT);
        out.push_str(&encoded(before.get(from..).unwrap_or_default()));
        out.push_str("-,");
    }
    out.push_str(&encoded(&start));
    if !one {
        out.push(',');
        out.push_str(&encoded(tail.get(tail.len().saturating_sub(END)..).unwrap_or_default()));
    }
    let after = words(Span::new(span.end, last.end.max(span.end)).of(text));
    if is_twice && !after.is_empty() {
        out.push_str(",-");
        out.push_str(&encoded(after.get(..CONTEXT.min(after.len())).unwrap_or_default()));
    }
    out
}

/// `span` without blanks and quotation marks at its ends, and with the whole of words it
/// begins or ends in: a browser only finds whole words.
fn whole_words(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let is_outer = |c: char| c.is_whitespace() || "“”\"«»„‘`".contains(c);
    let start = span.start + words.len() - words.trim_start_matches(is_outer).len();
    let end = span.end - (words.len() - words.trim_end_matches(is_outer).len());
    if start >= end {
        return Span::new(span.start, span.start);
    }
    let head = text.get(..start).unwrap_or_default();
    let tail = text.get(end..).unwrap_or_default();
    let starts_word = |rest: &str| rest.chars().next().is_some_and(char::is_alphanumeric);
    let ends_word = |head: &str| head.chars().next_back().is_some_and(char::is_alphanumeric);
    let inner = Span::new(start, end).of(text);
    let more = if starts_word(inner) {
        head.len() - head.trim_end_matches(char::is_alphanumeric).len()
    } else {
        0
    };
    let further = if ends_word(inner) {
        tail.len() - tail.trim_start_matches(char::is_alphanumeric).len()
    } else {
        0
    };
    Span::new(start - more, end + further)
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

/// How often these words stand one after another in `text`; 2 for more.
fn n_times(text: &str, wanted: &[&str]) -> usize {
    let Some(first) = wanted.first() else { return 0 };
    let found = memchr::memmem::find_iter(text.as_bytes(), first.as_bytes());
    let starts = found.filter(|&at| {
        let rest = text.get(at..).unwrap_or_default();
        let mut here = rest.split_whitespace();
        let n = wanted.len();
        wanted.iter().enumerate().all(|(idx, word)| {
            here.next().is_some_and(|w| w == *word || (idx + 1 == n && w.starts_with(word)))
        })
    });
    starts.take(2).count()
}

/// The paragraph that `byte` stands in.
fn paragraph(briefing: &Briefing, byte: usize) -> Option<Span> {
    let after = briefing.sections.partition_point(|section| section.span.start <= byte);
    let section = briefing.sections.get(after.checked_sub(1)?)?;
    section.paragraphs.iter().map(|p| p.span).find(|span| span.contains(byte))
}

/// `words` with a blank between them, everything but letters, digits, `.`, `_` and `~`
/// percent-encoded: a dash, a comma or an ampersand would end the directive.
fn encoded(words: &[&str]) -> String {
    let mut out = String::new();
    for byte in words.join(" ").bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'.' | b'_' | b'~' => out.push(byte as char),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::fixture;
    use crate::ingest;

    const TEXT: &str = "Plans\n\nThe port opens in May, he said. In June, the port opens again.\n\n\
                        “We have waited for the day on which ships come, and it came — at last,” \
                        she said.\n\nThe port opens in May, said the mayor.\n";

    fn briefing(url: Option<&str>) -> Briefing {
        let mut documents = ingest::documents("a.txt", TEXT.as_bytes(), None).unwrap();
        let mut briefing = crate::attribute::briefing(documents.remove(0));
        briefing.source.url = url.map(str::to_owned);
        briefing
    }

    /// The link to the first `words`, after the page's own address.
    #[track_caller]
    fn check(from: &str, to: &str, expected: &str) {
        let briefing = briefing(Some("https://example.org/a?b=c"));
        let start = briefing.text.find(from).unwrap();
        let end = start + briefing.text.get(start..).unwrap().find(to).unwrap() + to.len();
        let link = link(&briefing, Span::new(start, end)).unwrap();
        let fragment = link.strip_prefix("https://example.org/a?b=c#:~:text=").unwrap();
        assert_eq!(fragment, expected);
    }

    #[test]
    fn words_are_named_whole_or_by_their_ends() {
        check("In June", "June", "In%20June");
        check("ort opens aga", "aga", "port%20opens%20again");
        check(
            "“We have",
            "last,”",
            "We%20have%20waited%20for%20the,it%20came%20%E2%80%94%20at%20last%2C",
        );
    }

    #[test]
    fn words_that_stand_twice_are_told_apart() {
        check("port opens in May", "May", "The-,port%20opens%20in%20May,-%2C%20he%20said.%20In");
    }

    #[test]
    fn a_fragment_of_the_page_is_kept_and_an_old_one_replaced() {
        let linked = |url: &str| {
            let briefing = briefing(Some(url));
            let start = briefing.text.find("In June").unwrap();
            link(&briefing, Span::new(start, start + 7)).unwrap()
        };
        assert_eq!(linked("https://a.example/#top"), "https://a.example/#top:~:text=In%20June");
        assert_eq!(
            linked("https://a.example/#:~:text=old"),
            "https://a.example/#:~:text=In%20June"
        );
    }

    #[test]
    fn only_pages_of_the_web_are_linked() {
        let span = Span::new(0, 5);
        assert_eq!(link(&briefing(None), span), Err(NoLink::Nowhere));
        assert_eq!(link(&briefing(Some("file:///etc/passwd")), span), Err(NoLink::NotWeb));
        assert_eq!(link(&briefing(Some("javascript:x")), span), Err(NoLink::NotWeb));
        assert!(link(&fixture::briefing(), Span::default()).is_ok());
    }
}
