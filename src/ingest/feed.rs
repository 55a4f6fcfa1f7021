use super::html::{self, decoded};
use super::pen::Pen;
use super::xml::{Attributes, Visitor, visit};
use super::{BlockKind, Document, IngestError, Media, Meta, byline, date};
use crate::model::{Language, Note, NoteKind, Span};

/// The entries of an RSS or Atom feed, one document each, in the feed's order.
///
/// Entries are cut out before they are read, so that one that is damaged costs no
/// other; a piece of a feed without its head, one `<item>`, is read as well. Nothing
/// is fetched: an entry without content shows its summary.
///
/// # Errors
///
/// [`IngestError::Damaged`] when there is no entry.
pub(super) fn documents(
    name: &str,
    bytes: &[u8],
    text: &str,
) -> Result<Vec<Document>, IngestError> {
    let (head, entries) = entries(text);
    let mut feed = Fields::default();
    // Cut off before its entries, a head always seems damaged.
    visit(head, &mut feed);
    let blank = Document::new(name, bytes, Media::Feed);
    let documents: Vec<Document> = entries
        .iter()
        .enumerate()
        .filter_map(|(idx, entry)| {
            document(blank.entry(idx, entries.len(), entry.as_bytes()), entry, &feed)
        })
        .collect();
    if documents.is_empty() {
        return Err(IngestError::Damaged { what: "feed", why: "it has no entries".to_owned() });
    }
    Ok(documents)
}

/// What stands before the first entry, and each entry from `<item` or `<entry` to its
/// end tag or, when that is missing, to the next entry.
fn entries(text: &str) -> (&str, Vec<&str>) {
    let mut starts = Vec::new();
    let mut at = 0;
    while let Some(next) = text.get(at..).and_then(|rest| rest.find('<')) {
        let start = at + next;
        let rest = text.get(start..).unwrap_or_default();
        if rest.starts_with("<![CDATA[") {
            at = rest.find("]]>").map_or(text.len(), |end| start + end);
            continue;
        }
        if is_tag(rest, "<item") || is_tag(rest, "<entry") {
            starts.push(start);
        }
        at = start + 1;
    }
    let head = text.get(..starts.first().copied().unwrap_or(text.len())).unwrap_or_default();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let entries =
        starts.iter().zip(ends).filter_map(|(&start, end)| text.get(start..end)).collect();
    (head, entries)
}

fn is_tag(rest: &str, tag: &str) -> bool {
    rest.strip_prefix(tag).is_some_and(|rest| rest.starts_with(['>', ' ', '\n', '\t', '\r']))
}

/// One entry as a document; `None` when it has neither title nor text.
fn document(mut document: Document, entry: &str, feed: &Fields) -> Option<Document> {
    let mut fields = Fields::default();
    let damage = visit(entry, &mut fields);
    let title = Some(words(&fields.title)).filter(|title| !title.is_empty());
    let body = [&fields.content, &fields.summary].into_iter().find(|b| !b.trim().is_empty());
    let mut pen = Pen::default();
    html::fragment(body.map_or("", String::as_str), &mut pen);
    if pen.is_empty() {
        pen.begin(BlockKind::Heading(1));
        pen.words(title.as_deref()?);
    }
    pen.into_document(&mut document);
    html::mark_furniture(&mut document);
    document.url = fields.link.or(fields.guid).filter(|url| url.starts_with("http"));
    let surface = words(&fields.date);
    let mut byline: Vec<_> = fields.authors.iter().flat_map(|a| byline::read(&words(a))).collect();
    byline.dedup();
    document.meta = Meta {
        title,
        byline,
        published: date::iso(&surface),
        published_surface: Some(surface).filter(|s| !s.is_empty()),
        kicker: fields.categories.iter().map(|c| words(c)).filter(|c| !c.is_empty()).collect(),
        issuer: Some(words(&feed.title)).filter(|title| !title.is_empty()),
        language: Language::from_tag(if fields.language.is_empty() {
            &feed.language
        } else {
            &fields.language
        }),
        ..Meta::default()
    };
    if let Some(message) = damage {
        let end = Span::new(document.text.len(), document.text.len());
        document.notes.push(Note { kind: NoteKind::Incomplete, span: end, other: None, message });
    }
    Some(document)
}

/// `text` with references of both levels resolved, tags and doubled blanks gone.
fn words(text: &str) -> String {
    let text = html::plain_words(&decoded(text));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What an entry, or a feed's head, states.
#[derive(Default)]
struct Fields {
    title: String,
    link: Option<String>,
    guid: Option<String>,
    date: String,
    authors: Vec<String>,
    categories: Vec<String>,
    content: String,
    summary: String,
    language: String,
    /// Names of the elements open now.
    open: Vec<String>,
    /// Depth of an element whose markup is content itself: Atom's `type="xhtml"`.
    markup: Option<usize>,
}

/// Elements whose words matter; others stand inside them or are left out.
const KNOWN: &[&str] = &[
    "title",
    "link",
    "guid",
    "id",
    "pubDate",
    "published",
    "date",
    "issued",
    "updated",
    "modified",
    "creator",
    "author",
    "name",
    "category",
    "encoded",
    "content",
    "description",
    "summary",
    "language",
    "url",
    "email",
    "uri",
    "generator",
    "rights",
    "copyright",
    "source",
];

impl Fields {
    /// Where the words of the innermost known element go.
    fn place(&mut self) -> Option<&mut String> {
        let depth = self.markup.unwrap_or(self.open.len());
        let open = self.open.get(..depth)?;
        let at = open.iter().rposition(|name| KNOWN.contains(&name.as_str()))?;
        let name = open.get(at)?.as_str();
        let parent = at.checked_sub(1).and_then(|at| open.get(at)).map(String::as_str);
        // A picture's or a source's own title is not the entry's.
        let foreign = matches!(parent, Some("image" | "source" | "thumbnail" | "group"));
        match name {
            "title" if !foreign => Some(&mut self.title),
            "link" if !foreign => Some(self.link.get_or_insert_default()),
            "guid" | "id" if !foreign => Some(self.guid.get_or_insert_default()),
            "pubDate" | "published" | "date" | "issued" if !foreign => Some(&mut self.date),
            "updated" | "modified" if self.date.trim().is_empty() && !foreign => {
                Some(&mut self.date)
            }
            "creator" => self.authors.last_mut(),
            "author" => self.authors.last_mut(),
            "name" if parent == Some("author") => self.authors.last_mut(),
            "category" => self.categories.last_mut(),
            "encoded" | "content" => Some(&mut self.content),
            "description" | "summary" if !foreign => Some(&mut self.summary),
            "language" => Some(&mut self.language),
            _ => None,
        }
    }
}

impl Visitor for Fields {
    fn open(&mut self, name: &str, attributes: &Attributes<'_>) {
        if self.markup.is_some() {
            self.open.push(name.to_owned());
            let tag = format!("<{name}>");
            if let Some(place) = self.place() {
                place.push_str(&tag);
            }
            return;
        }
        if let Some(tag) = attributes.get("lang").filter(|_| self.language.is_empty()) {
            self.language = tag;
        }
        match name {
            "creator" | "author" => self.authors.push(String::new()),
            "category" => self.categories.push(attributes.get("term").unwrap_or_default()),
            "link" => {
                let other = attributes.get("rel").is_some_and(|rel| rel != "alternate");
                if let Some(href) = attributes.get("href").filter(|_| !other && self.link.is_none())
                {
                    self.link = Some(href);
                }
            }
            _ => {}
        }
        self.open.push(name.to_owned());
        let xhtml = attributes.get("type").is_some_and(|t| t == "xhtml");
        if xhtml && matches!(name, "content" | "summary" | "title") {
            self.markup = Some(self.open.len());
        }
    }

    fn close(&mut self, name: &str) {
        if self.markup.is_some_and(|depth| depth < self.open.len()) {
            let tag = format!("</{name}>");
            if let Some(place) = self.place() {
                place.push_str(&tag);
            }
        } else {
            self.markup = None;
        }
        self.open.pop();
    }

    fn words(&mut self, words: &str) {
        let escaped = self.markup.map(|_| words.replace('&', "&amp;").replace('<', "&lt;"));
        if let Some(place) = self.place() {
            place.push_str(escaped.as_deref().unwrap_or(words));
        }
        if let Some(link) = &mut self.link {
            *link = link.trim().to_owned();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Document> {
        documents("f.rss", b"", text).unwrap()
    }

    const RSS: &str = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Tessara &#8211; News</title>\
        <language>en-US</language><image><title>Logo</title></image>\
        <item><title>Fish &amp;amp; chips</title><link>https://a.example/1</link>\
        <dc:creator><![CDATA[Ana Vell, Envoy]]></dc:creator><pubDate>Tue, 04 Mar 2031 22:00:05 -0500</pubDate>\
        <description>Short</description><content:encoded><![CDATA[<p>One <b>two</b>.</p><p>Three <item>.</p>]]>\
        </content:encoded></item>\
        <item><title>R & D are <b>broken</title><description>Bread & butter</description></item>\
        <item><title>Last</title><description>Here &lt;p&gt;it&lt;/p&gt; is</description></item></channel></rss>";

    #[test]
    fn every_entry_is_a_document_with_its_own_head() {
        let documents = read(RSS);
        let titles: Vec<_> = documents.iter().filter_map(|d| d.meta.title.as_deref()).collect();
        assert_eq!(titles, ["Fish & chips", "R & D are broken", "Last"]);
        let first = &documents[0];
        assert_eq!(first.text, "One two.\n\nThree .");
        assert_eq!(first.name, "f.rss#1");
        assert_eq!(first.meta.published.as_deref(), Some("2031-03-04T22:00:05-05:00"));
        assert_eq!(first.meta.byline[0].name, "Ana Vell");
        assert_eq!(first.meta.issuer.as_deref(), Some("Tessara – News"));
        assert_eq!(first.url.as_deref(), Some("https://a.example/1"));
        assert!(documents[0].sha256 != documents[1].sha256, "what is kept is kept for one entry");
        assert_eq!(documents[2].text, "Here\n\nit\n\nis");
    }

    #[test]
    fn atom_with_markup_inside_reads() {
        let documents = read(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\"><title>T</title><entry><title>One</title>\
             <link rel=\"self\" href=\"https://a.example/s\"/><link href=\"https://a.example/1\"/>\
             <author><name>Ana Vell</name></author><updated>2031-03-04T10:00:00Z</updated>\
             <content type=\"xhtml\"><div><p>Fish &lt; chips</p><p>Two</p></div></content></entry></feed>",
        );
        assert_eq!(documents[0].text, "Fish < chips\n\nTwo");
        assert_eq!(documents[0].meta.language, Some(Language::ENGLISH));
        assert_eq!(documents[0].name, "f.rss");
        assert_eq!(documents[0].url.as_deref(), Some("https://a.example/1"));
        assert_eq!(documents[0].meta.byline[0].name, "Ana Vell");
        assert_eq!(documents[0].meta.published.as_deref(), Some("2031-03-04T10:00:00+00:00"));
    }

    #[test]
    fn a_piece_of_a_feed_and_every_prefix_are_read() {
        assert_eq!(
            read("<item><title>One</title><description>Two</description></item>")[0].text,
            "Two"
        );
        for (at, _) in RSS.char_indices() {
            let _ = documents("f", b"", RSS.get(..at).unwrap_or_default());
        }
        assert!(documents("f", b"", "<rss><channel></channel></rss>").is_err());
    }
}
