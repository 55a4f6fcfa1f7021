use serde_json::Value;

use super::{field, first, write_body};
use crate::ingest::{Document, Meta, byline, date};
use crate::model::{Kind, Language};

/// Whether `value` is an item of the GOV.UK content API.
pub(super) fn is_govuk(value: &Value) -> bool {
    field(value, "base_path").is_some()
        && value.get("details").is_some_and(|d| d.get("body").is_some())
}

/// A news item or speech of GOV.UK: its body is HTML, the rest metadata.
pub(super) fn document(mut document: Document, value: &Value) -> Document {
    let details = value.get("details").unwrap_or(&Value::Null);
    write_body(&body(details), &mut document);
    document.url = field(value, "base_path").map(|path| format!("https://www.gov.uk{path}"));
    let linked = |key: &str| {
        let items = value.get("links").and_then(|links| links.get(key)).and_then(Value::as_array);
        items.into_iter().flatten().filter_map(|item| field(item, "title"))
    };
    let form = field(value, "document_type").unwrap_or_default();
    let surface = first(value, &["first_published_at", "public_updated_at"]);
    document.meta = Meta {
        title: field(value, "title").map(str::to_owned),
        byline: linked("speaker").flat_map(byline::read).collect(),
        published: surface.and_then(date::iso),
        published_surface: surface.map(str::to_owned),
        kicker: Some(capitalised(form)).filter(|k| !k.is_empty()).into_iter().collect(),
        place: field(details, "location").map(str::to_owned),
        issuer: linked("organisations").next().map(str::to_owned),
        language: field(value, "locale").and_then(Language::from_tag),
        kind: kind(form),
        ..Meta::default()
    };
    document
}

/// The body, which some versions of the API give in several forms.
fn body(details: &Value) -> String {
    match details.get("body") {
        Some(Value::String(body)) => body.clone(),
        Some(Value::Array(forms)) => forms
            .iter()
            .find(|form| field(form, "content_type") == Some("text/html"))
            .or(forms.first())
            .and_then(|form| field(form, "content"))
            .unwrap_or_default()
            .to_owned(),
        _ => String::new(),
    }
}

fn kind(form: &str) -> Option<Kind> {
    match form {
        "oral_statement" | "written_statement" => Some(Kind::Proceedings),
        "speech" | "transcript" => Some(Kind::Transcript),
        "press_release"
        | "news_story"
        | "government_response"
        | "authored_article"
        | "world_news_story"
        | "news_article" => Some(Kind::Statement),
        _ => None,
    }
}

/// `press_release` as `Press release`.
fn capitalised(form: &str) -> String {
    let mut letters = form.chars();
    let first = letters.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(letters).collect::<String>().replace('_', " ")
}
