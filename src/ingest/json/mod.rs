//! JSON of three makers: GOV.UK's content, JSON Feed, and the program's own export.

mod feed;
mod govuk;
mod loaded;
mod own;

use serde_json::Value;

use super::html;
use super::pen::Pen;
use super::{Document, IngestError, Media, Meta, date};

/// The documents in `text`: one per line for the program's own lines, one per entry
/// for a JSON Feed, else one.
///
/// # Errors
///
/// [`IngestError::Damaged`] when it is no JSON, [`IngestError::NoText`] when nothing
/// in it is a document.
pub(super) fn documents(
    name: &str,
    bytes: &[u8],
    text: &str,
) -> Result<Vec<Document>, IngestError> {
    let mut values = Vec::new();
    for value in serde_json::Deserializer::from_str(text).into_iter::<Value>() {
        match value {
            Ok(Value::Array(items)) => values.extend(items),
            Ok(value) => values.push(value),
            // What stands before the damage was whole.
            Err(_) if !values.is_empty() => break,
            Err(error) => {
                return Err(IngestError::Damaged { what: "JSON", why: error.to_string() });
            }
        }
    }
    let one = values.len() == 1;
    let mut documents = Vec::new();
    // One document to copy: its checksum is that of the whole file.
    let blank = Document::new(name, bytes, Media::Json);
    for (idx, value) in values.iter().enumerate() {
        let name = if one { name.to_owned() } else { format!("{name}#{}", idx + 1) };
        let new = || Document { name: name.clone(), ..blank.clone() };
        if own::is_own(value) {
            documents.extend(own::document(new(), value));
        } else if govuk::is_govuk(value) {
            documents.push(govuk::document(new(), value));
        } else if feed::is_feed(value) {
            documents.extend(feed::documents(&new(), value));
        } else {
            documents.extend(other(new(), value));
        }
    }
    match documents.is_empty() {
        true => Err(IngestError::NoText { what: "JSON" }),
        false => Ok(documents),
    }
}

/// The text of the field called `key`.
fn field<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty())
}

/// The first of `keys` that is a text.
fn first<'v>(value: &'v Value, keys: &[&str]) -> Option<&'v str> {
    keys.iter().find_map(|key| field(value, key))
}

/// JSON of an unknown maker that has a body: HTML or text.
fn other(mut document: Document, value: &Value) -> Option<Document> {
    let body = first(
        value,
        &["body", "content", "content_html", "html", "text", "content_text", "article"],
    )?;
    write_body(body, &mut document);
    document.url = first(value, &["url", "link", "source_url"]).map(str::to_owned);
    let surface =
        first(value, &["published", "published_at", "date", "datePublished", "date_published"]);
    document.meta = Meta {
        title: first(value, &["title", "headline", "name"]).map(str::to_owned),
        byline: first(value, &["author", "byline"]).map(super::byline::read).unwrap_or_default(),
        published: surface.and_then(date::iso),
        published_surface: surface.map(str::to_owned),
        ..Meta::default()
    };
    Some(document)
}

/// Writes a body that is HTML when it has tags, else text.
fn write_body(body: &str, document: &mut Document) {
    let mut pen = Pen::default();
    if body.contains("</") || body.contains("<br") {
        html::fragment(body, &mut pen);
    } else {
        for paragraph in body.split('\n') {
            pen.words(paragraph);
            pen.end();
        }
    }
    pen.into_document(document);
    html::mark_furniture(document);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::BlockKind;
    use crate::model::Kind;

    fn read(text: &str) -> Vec<Document> {
        documents("t.json", b"", text).unwrap()
    }

    #[test]
    fn govuk_content_reads_as_its_page() {
        let documents = read(
            r#"{"base_path":"/government/news/fish","document_type":"press_release","locale":"en",
            "first_published_at":"2031-03-04T00:15:00.000+00:00","title":"Fish for all",
            "details":{"body":"<div class=\"govspeak\"><p>Ana Vell said:</p><blockquote><p>Fish.</p></blockquote><div class=\"contact\"><p>Press office 020 1234</p></div></div>"},
            "links":{"organisations":[{"title":"Ministry of Fish"}]}}"#,
        );
        let d = &documents[0];
        let kinds: Vec<&BlockKind> = d.blocks.iter().map(|b| &b.kind).collect();
        assert_eq!(
            kinds,
            [&BlockKind::Text, &BlockKind::Quote, &BlockKind::Furniture("contact".to_owned())]
        );
        assert_eq!(d.meta.kind, Some(Kind::Statement));
        assert_eq!(d.meta.issuer.as_deref(), Some("Ministry of Fish"));
        assert_eq!(d.meta.kicker, ["Press release"]);
        assert_eq!(d.url.as_deref(), Some("https://www.gov.uk/government/news/fish"));
    }

    #[test]
    fn a_json_feed_gives_its_entries() {
        let documents = read(
            r#"{"version":"https://jsonfeed.org/version/1.1","title":"News","items":[
            {"id":"1","url":"https://a.example/1","title":"One","content_html":"<p>Fish</p>",
             "date_published":"2031-03-04T10:00:00Z","authors":[{"name":"Ana Vell"}]},
            {"id":"2","content_text":"Chips\nand peas"}]}"#,
        );
        assert_eq!(documents.len(), 2);
        assert_eq!(documents[0].meta.title.as_deref(), Some("One"));
        assert_eq!(documents[0].meta.byline[0].name, "Ana Vell");
        assert_eq!(documents[1].text, "Chips\n\nand peas");
    }

    #[test]
    fn json_without_a_document_says_so() {
        assert_eq!(
            documents("t", b"", "{\"a\":1}").err(),
            Some(IngestError::NoText { what: "JSON" })
        );
        assert!(matches!(documents("t", b"", "{\"a\":"), Err(IngestError::Damaged { .. })));
        assert!(matches!(
            documents("t", b"", &"[".repeat(100_000)),
            Err(IngestError::Damaged { .. })
        ));
        assert_eq!(read(r#"{"title":"T","body":"Fish"}"#)[0].text, "Fish");
    }
}
