//! A briefing as one self-contained page: topics, text, quotes with anchors, and a
//! filter by speaker that needs no server and no script.

use super::say::{self, Folded as _};
use crate::model::{Briefing, ParagraphKind, Quote, QuoteKind, Section, Span};

/// `briefing` as an HTML page.
///
/// The page holds no script and loads nothing: its policy forbids both. Speakers are
/// chosen with radio buttons and shown by style rules, so the filter works with the
/// keyboard, from a file and in print. Every quote has an anchor, `#` and its id.
pub fn html(briefing: &Briefing) -> String {
    let title = briefing.title.as_deref().unwrap_or(&briefing.source.name);
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{}</title>\n{}<style>\n{STYLE}{}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#text\">Skip to the text</a>\n",
        escaped(briefing.language.code()),
        escaped(&title.folded()),
        meta(briefing),
        filter_rules(briefing),
    );
    out.push_str(&header(briefing, title));
    out.push_str(&topics(briefing));
    out.push_str(&body(briefing));
    out.push_str(&quotes(briefing));
    out.push_str("</body>\n</html>\n");
    out
}

const STYLE: &str = "\
body{margin:0 auto;max-width:75rem;padding:1rem;font:1rem/1.55 Georgia,serif;color:#1a1a1a;background:#fff}\n\
header,nav,main,aside{margin-bottom:2rem}h1{line-height:1.2}dl{display:grid;grid-template-columns:max-content 1fr;gap:0 1rem}\n\
dt{font-weight:bold}dd{margin:0}p{overflow-wrap:anywhere}mark{background:#fff3bf;color:inherit}mark:target,li:target{outline:3px solid #1c5d99}\n\
figcaption,.why{font-size:.9rem;color:#555}aside ol{padding-left:0;list-style:none}aside li{margin-bottom:1rem}\n\
fieldset{border:1px solid #999}fieldset label{display:inline-block;margin-right:1rem}.skip:not(:focus){position:absolute;left:-999rem}\n\
@media(min-width:64rem){body{display:grid;grid-template-columns:1fr 22rem;gap:0 2rem}header,nav{grid-column:1/-1}}\n\
@media(prefers-color-scheme:dark){body{background:#161616;color:#eee}mark{background:#4a3f00}a{color:#8ec5ff}figcaption,.why{color:#bbb}}\n\
@media print{nav,fieldset,.skip{display:none}}\n";

/// What other programs, this one too, look for in a page's head.
fn meta(b: &Briefing) -> String {
    let mut out = String::new();
    let author = b.byline.iter().map(|line| line.name.folded()).collect::<Vec<_>>().join(", ");
    for (name, value) in [
        ("author", Some(author).filter(|author| !author.is_empty())),
        ("article:published_time", b.published.clone()),
        ("og:site_name", b.issuer.clone()),
    ] {
        if let Some(value) = value {
            let key = if name.contains(':') { "property" } else { "name" };
            out.push_str(&format!("<meta {key}=\"{name}\" content=\"{}\">\n", escaped(&value)));
        }
    }
    if let Some(url) = b.source.url.as_deref().filter(|url| say::is_web(url)) {
        out.push_str(&format!("<link rel=\"canonical\" href=\"{}\">\n", escaped(&say::url(url))));
    }
    out
}

/// The people who are quoted, by index.
fn speakers(briefing: &Briefing) -> Vec<usize> {
    let quoted = |idx: &usize| {
        briefing.quotes.iter().any(|q| q.speaker.as_ref().and_then(|s| s.person) == Some(*idx))
    };
    (0..briefing.cast.people.len()).filter(quoted).collect()
}

/// Hides the quotes of everyone but the person chosen.
fn filter_rules(briefing: &Briefing) -> String {
    let rule = |idx: usize| {
        format!(
            "body:has(#by{idx}:checked) aside li:not(.p{idx}){{display:none}}\
             body:has(#by{idx}:checked) main mark:not(.p{idx}){{background:none}}\n"
        )
    };
    speakers(briefing).into_iter().map(rule).collect()
}

fn header(b: &Briefing, title: &str) -> String {
    let mut out = format!("<header>\n<h1>{}</h1>\n<dl>\n", escaped(&title.folded()));
    let byline: Vec<String> = b.byline.iter().map(|line| line.name.folded()).collect();
    let date = b.published.as_deref().map(|iso| {
        let words = say::date(iso).unwrap_or_else(|| iso.to_owned());
        format!("<time datetime=\"{}\">{}</time>", escaped(iso), escaped(&words))
    });
    let source = b.source.url.as_deref().filter(|url| say::is_web(url)).map(|url| {
        format!("<a rel=\"noreferrer\" href=\"{}\">{}</a>", escaped(&say::url(url)), escaped(url))
    });
    let text = |value: Option<&str>| value.map(|value| escaped(&value.folded()));
    for (name, value) in [
        ("By", (!byline.is_empty()).then(|| escaped(&byline.join(", ")))),
        ("Published", date),
        ("Issued by", text(b.issuer.as_deref())),
        ("Place", text(b.place.as_deref())),
        ("Terms", text(b.terms.as_deref())),
        ("Source", source.or_else(|| text(Some(&b.source.name)))),
    ] {
        if let Some(value) = value {
            out.push_str(&format!("<dt>{name}</dt><dd>{value}</dd>\n"));
        }
    }
    out + "</dl>\n</header>\n"
}

fn topics(briefing: &Briefing) -> String {
    let mut out = "<nav aria-label=\"Topics\">\n<h2>Topics</h2>\n<ol>\n".to_owned();
    for (at, section) in briefing.sections.iter().enumerate() {
        if let Some(heading) = &section.heading {
            out.push_str(&format!(
                "<li><a href=\"#t{at}\">{}</a></li>\n",
                escaped(&heading.folded())
            ));
        }
    }
    out + "</ol>\n</nav>\n"
}

fn body(briefing: &Briefing) -> String {
    let mut out = "<main id=\"text\">\n".to_owned();
    for (at, section) in briefing.sections.iter().enumerate() {
        out.push_str(&format!("<section id=\"t{at}\">\n"));
        if let Some(heading) = &section.heading {
            out.push_str(&format!("<h2>{}</h2>\n", escaped(&heading.folded())));
        }
        for paragraph in &section.paragraphs {
            let words = words_of(briefing, section, paragraph.span);
            out.push_str(&match paragraph.kind {
                ParagraphKind::Blockquote => format!("<blockquote><p>{words}</p></blockquote>\n"),
                ParagraphKind::Table => format!("<pre>{words}</pre>\n"),
                ParagraphKind::Aside => format!("<p><em>{words}</em></p>\n"),
                ParagraphKind::Text | ParagraphKind::Item => format!("<p>{words}</p>\n"),
            });
        }
        out.push_str("</section>\n");
    }
    out + "</main>\n"
}

/// A paragraph's words with the quotes that begin and end in it marked; quotes inside
/// others and the turns, which are the whole text, stay unmarked.
fn words_of(briefing: &Briefing, section: &Section, paragraph: Span) -> String {
    let span = say::without_heading(section, paragraph, &briefing.text);
    let mut at = span.start;
    let mut out = String::new();
    let first = briefing.quotes.partition_point(|quote| quote.span.start < span.start);
    for quote in briefing.quotes.iter().skip(first).take_while(|q| q.span.start < span.end) {
        if quote.kind == QuoteKind::Turn || quote.span.start < at || quote.span.end > span.end {
            continue;
        }
        out.push_str(&escaped(Span::new(at, quote.span.start).of(&briefing.text)));
        let class = class(quote);
        let words = escaped(quote.span.of(&briefing.text));
        out.push_str(&format!(
            "<mark{class}><a id=\"m-{}\"></a>{words}</mark>",
            escaped(&quote.id)
        ));
        at = quote.span.end;
    }
    out + &escaped(Span::new(at, span.end).of(&briefing.text))
}

fn class(quote: &Quote) -> String {
    let person = quote.speaker.as_ref().and_then(|speaker| speaker.person);
    person.map(|idx| format!(" class=\"p{idx}\"")).unwrap_or_default()
}

fn quotes(briefing: &Briefing) -> String {
    let mut out = "<aside aria-label=\"Quotes\">\n<h2>Quotes</h2>\n".to_owned();
    let speakers = speakers(briefing);
    if speakers.len() > 1 {
        out.push_str("<fieldset>\n<legend>Speaker</legend>\n");
        out.push_str(
            "<label><input type=\"radio\" name=\"by\" id=\"all\" checked> everyone</label>\n",
        );
        for idx in speakers {
            let name = briefing.cast.people.get(idx).map(|p| escaped(&p.name.folded()));
            out.push_str(&format!(
                "<label><input type=\"radio\" name=\"by\" id=\"by{idx}\"> {}</label>\n",
                name.unwrap_or_default()
            ));
        }
        out.push_str("</fieldset>\n");
    }
    out.push_str("<ol>\n");
    for quote in &briefing.quotes {
        let reason = quote.speaker.as_ref().map_or("", |speaker| speaker.reason.words());
        out.push_str(&format!(
            "<li id=\"{}\"{}><figure><blockquote>{}</blockquote><figcaption>{} \
             <span class=\"why\">{} {}</span> <a href=\"#t{}\">in the text</a></figcaption></figure></li>\n",
            escaped(&quote.id),
            class(quote),
            escaped(&quote.span.of(&briefing.text).folded()),
            escaped(&say::speaker(briefing, quote)),
            quote.kind.name(),
            reason,
            quote.section,
        ));
    }
    out + "</ol>\n</aside>\n"
}

/// `text` as it may stand between tags and in a quoted attribute. Control characters,
/// which HTML does not allow, become their visible marks.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in crate::text::visible::lines(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::fixture;

    #[test]
    fn the_page_has_topics_text_and_quotes() {
        let page = html(&fixture::briefing());
        for part in [
            "<html lang=\"en\">",
            "<h1>Harbour plans</h1>",
            "<li><a href=\"#t0\">The docks</a></li>",
            "<section id=\"t0\">\n<h2>The docks</h2>",
            "<mark class=\"p0\"><a id=\"m-q1\"></a>“The port opens in May.”</mark> she said.",
            "<li id=\"q1\" class=\"p0\">",
            "<dt>Terms</dt><dd>on background</dd>",
        ] {
            assert!(page.contains(part), "{part} is not in:\n{page}");
        }
        assert!(!page.contains("<fieldset>"), "one speaker needs no filter");
    }

    #[test]
    fn nothing_of_the_document_acts() {
        let mut briefing = fixture::briefing();
        let evil = "\"><script>alert('1')</script>\u{1b}";
        briefing.title = Some(evil.into());
        briefing.sections[0].heading = Some(evil.into());
        briefing.cast.people[0].name = evil.into();
        briefing.source.url = Some("javascript:alert(1)".into());
        briefing.quotes[0].id = evil.into();
        let page = html(&briefing);
        assert!(!page.contains("<script") && !page.contains('\u{1b}'));
        assert!(!page.contains("href=\"javascript") && !page.contains("alert('"));
    }

    #[test]
    fn several_speakers_can_be_told_apart() {
        let mut briefing = fixture::briefing();
        let mut second = briefing.quotes[0].clone();
        briefing.cast.people.push(briefing.cast.people[0].clone());
        second.id = "q2".into();
        second.speaker.as_mut().unwrap().person = Some(1);
        briefing.quotes.push(second);
        let page = html(&briefing);
        assert!(page.contains("id=\"by0\"") && page.contains("id=\"by1\""));
        assert!(page.contains("body:has(#by1:checked) aside li:not(.p1){display:none}"));
    }
}
