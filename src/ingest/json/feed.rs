use serde_json::Value;

use super::{field, first, write_body};
use crate::ingest::{Document, Media, Meta, byline, date};
use crate::model::Language;

/// Whether `value` is a JSON Feed.
pub(super) fn is_feed(value: &Value) -> bool {
    field(value, "version").is_some_and(|v| v.contains("jsonfeed.org"))
        && value.get("items").is_some()
}

/// The entries of a JSON Feed, one document each, made from `blank`.
pub(super) fn documents(blank: &Document, value: &Value) -> Vec<Document> {
    let items = value.get("items").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let entry = |(idx, item): (usize, &Value)| {
        let body = first(item, &["content_html", "content_text", "summary", "title"])?;
        let mut document = blank.entry(idx, items.len(), item.to_string().as_bytes());
        document.media = Media::Feed;
        write_body(body, &mut document);
        document.url = first(item, &["url", "external_url"]).map(str::to_owned);
        let surface = first(item, &["date_published", "date_modified"]);
        let authors = item.get("authors").and_then(Value::as_array);
        document.meta = Meta {
            title: field(item, "title").map(str::to_owned),
            byline: authors
                .into_iter()
                .flatten()
                .chain(item.get("author"))
                .filter_map(|author| field(author, "name"))
                .flat_map(byline::read)
                .collect(),
            published: surface.and_then(date::iso),
            published_surface: surface.map(str::to_owned),
            issuer: field(value, "title").map(str::to_owned),
            language: first(item, &["language"])
                .or(field(value, "language"))
                .and_then(Language::from_tag),
            ..Meta::default()
        };
        Some(document)
    };
    items.iter().enumerate().filter_map(entry).collect()
}
