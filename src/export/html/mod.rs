//! A briefing as one self-contained page: topics, text, quotes with anchors, and a
//! filter by speaker that needs no server and no script.

mod marks;
mod quotes;

use super::say::{self, Folded as _};
use crate::model::{Briefing, ParagraphKind};
use marks::Marker;

/// `briefing` as an HTML page.
///
/// The page holds no script and loads nothing: its policy forbids both. Speakers are
/// chosen with radio buttons and shown by style rules, so the filter works with the
/// keyboard, from a file and in print. Every quote has an anchor, `#` and its id.
pub fn html(briefing: &Briefing) -> String {
    let title = briefing.title.as_deref().unwrap_or(&briefing.source.name);
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{}</title>\n{}<style>\n{STYLE}{}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#text\">Skip to the text</a>\n",
        escaped(briefing.language.code()),
        direction(briefing.language.code()),
        escaped(&title.folded()),
        meta(briefing),
        quotes::filter_rules(briefing),
    );
    out.push_str(&header(briefing, title));
    out.push_str(&topics(briefing));
    out.push_str(&body(briefing));
    out.push_str(&quotes::list(briefing));
    out.push_str("</body>\n</html>\n");
    out
}

/// How the page looks, on a telephone, a wide screen, in the dark and on paper.
const STYLE: &str = include_str!("../../../assets/page.css");

/// Which way lines of the language run.
fn direction(language: &str) -> &'static str {
    match language {
        "ar" | "fa" | "he" | "ps" | "ur" | "yi" => "rtl",
        _ => "ltr",
    }
}

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
        ("Source", source.or_else(|| text(b.source.name.rsplit(['/', '\\']).next()))),
    ] {
        if let Some(value) = value {
            out.push_str(&format!("<dt>{name}</dt><dd><bdi>{value}</bdi></dd>\n"));
        }
    }
    for note in b.doubts() {
        let words = escaped(&note.message.folded());
        out.push_str(&format!("<dt class=\"doubt\">Note</dt><dd>{words}</dd>\n"));
    }
    out + "</dl>\n</header>\n"
}

fn topics(briefing: &Briefing) -> String {
    if briefing.sections.iter().all(|section| section.heading.is_none()) {
        return String::new();
    }
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
    let mut marker = Marker::new(briefing);
    for (at, section) in briefing.sections.iter().enumerate() {
        out.push_str(&format!("<section id=\"t{at}\">\n"));
        if let Some(heading) = &section.heading {
            out.push_str(&format!("<h2>{}</h2>\n", escaped(&heading.folded())));
        }
        for paragraph in &section.paragraphs {
            let span = say::without_heading(section, paragraph.span, &briefing.text);
            let words = marker.marked(span);
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
    use crate::model::{Note, NoteKind, Span};

    #[test]
    fn the_page_has_topics_text_and_quotes() {
        let page = html(&fixture::briefing());
        for part in [
            "<html lang=\"en\" dir=\"ltr\">",
            "<h1>Harbour plans</h1>",
            "<li><a href=\"#t0\">The docks</a></li>",
            "<section id=\"t0\">\n<h2>The docks</h2>",
            "<mark id=\"m-q1\" class=\"p0\">“The port opens in May.”</mark> she said.",
            "<li id=\"q1\" class=\"p0\">",
            "<dt>Terms</dt><dd><bdi>on background</bdi></dd>",
        ] {
            assert!(page.contains(part), "{part} is not in:\n{page}");
        }
    }

    #[test]
    fn what_is_doubted_of_the_document_stands_in_its_head() {
        let mut briefing = fixture::briefing();
        let (kind, message) = (NoteKind::Incomplete, "cut <short>".to_owned());
        briefing.notes = vec![Note { kind, span: Span::default(), other: None, message }];
        assert!(
            html(&briefing).contains("<dt class=\"doubt\">Note</dt><dd>cut &lt;short&gt;</dd>")
        );
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
    fn every_link_of_the_page_leads_somewhere() {
        let mut documents = crate::ingest::documents(
            "sample.txt",
            include_bytes!("../../../assets/sample.txt"),
            None,
        )
        .unwrap();
        let page = html(&crate::attribute::briefing(documents.remove(0)));
        let named = |start: &str| -> Vec<String> {
            page.split(start).skip(1).map(|rest| rest.split('"').next().unwrap().into()).collect()
        };
        let (links, mut anchors) = (named("href=\"#"), named(" id=\""));
        assert!(links.len() > 10 && links.iter().all(|link| anchors.contains(link)), "{links:?}");
        let n = anchors.len();
        anchors.sort();
        anchors.dedup();
        assert_eq!(anchors.len(), n, "an anchor twice");
    }

    #[test]
    fn nothing_is_fetched_and_nothing_wider_than_its_column() {
        assert!(!STYLE.contains("url(") && !STYLE.contains("@import") && !STYLE.contains('<'));
        // An address without a break once pushed a telephone's page sideways.
        assert!(
            STYLE.contains("max-content minmax(0,1fr)") && STYLE.contains("overflow-wrap:anywhere")
        );
    }
}
