use serde_json::Value;

use super::field;
use crate::ingest::{Block, BlockKind, Document, Meta};
use crate::model::{Byline, Kind, Language, Span};

/// Whether `value` is a briefing the program exported.
pub(super) fn is_own(value: &Value) -> bool {
    value.get("format").and_then(Value::as_u64) == Some(1)
        && value.get("sections").is_some_and(Value::is_array)
        && value.get("text").is_some_and(Value::is_string)
}

/// An exported briefing as the document it was: the same text, its headings and
/// paragraphs as blocks, its metadata. `None` when no span fits the text.
pub(super) fn document(mut document: Document, value: &Value) -> Option<Document> {
    document.text = value.get("text")?.as_str()?.to_owned();
    let source = value.get("source").unwrap_or(&Value::Null);
    for section in list(value, "sections") {
        let level = section.get("level").and_then(Value::as_u64).unwrap_or(1).clamp(1, 6) as u8;
        let paragraphs = list(section, "paragraphs");
        let paragraphs: Vec<Span> = paragraphs.iter().filter_map(span).collect();
        let heading = section.get("heading_span").and_then(span);
        // A run-in heading is part of its paragraph and stays so.
        let own_line = heading.filter(|h| !paragraphs.iter().any(|p| p.overlaps(*h)));
        let heading = own_line.map(|span| Block { span, kind: BlockKind::Heading(level) });
        let texts = paragraphs.into_iter().map(|span| Block { span, kind: BlockKind::Text });
        document.blocks.extend(heading.into_iter().chain(texts));
    }
    for furniture in list(value, "furniture") {
        let why = field(furniture, "why").unwrap_or_default().to_owned();
        if let Some(span) = furniture.get("span").and_then(span) {
            document.blocks.push(Block { span, kind: BlockKind::Furniture(why) });
        }
    }
    in_order(&mut document);
    document.url = field(source, "url").map(str::to_owned);
    document.meta = meta(value, source);
    document.loaded = super::loaded::briefing(&document, value).map(Box::new);
    (!document.blocks.is_empty()).then_some(document)
}

/// Sorts the blocks and drops those that do not fit or overlap one before.
fn in_order(document: &mut Document) {
    document.blocks.sort_by_key(|block| block.span);
    let text = &document.text;
    let mut end = 0;
    document.blocks.retain_mut(|block| {
        let fits = block.span.fits(text) && block.span.start >= end;
        block.span = if fits { block.span.trimmed(text) } else { Span::default() };
        end = end.max(block.span.end);
        !block.span.is_empty()
    });
}

pub(super) fn meta(value: &Value, source: &Value) -> Meta {
    let words = |key: &str| field(value, key).map(str::to_owned);
    let strings = |key: &str| -> Vec<String> {
        list(value, key).iter().filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let person = |line: &Value| {
        let role = field(line, "role").map(str::to_owned);
        field(line, "name").map(|name| Byline { name: name.to_owned(), role })
    };
    Meta {
        title: words("title"),
        byline: list(value, "byline").iter().filter_map(person).collect(),
        published: words("published"),
        published_surface: words("published_surface"),
        kicker: strings("kicker"),
        place: words("place"),
        issuer: words("issuer"),
        credits: strings("credits"),
        language: field(value, "language").filter(|l| *l != "und").and_then(Language::from_tag),
        kind: field(source, "kind").and_then(Kind::from_name),
        terms: words("terms"),
        ..Meta::default()
    }
}

pub(super) fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// A span written as a pair of bytes, in order.
pub(super) fn span(value: &Value) -> Option<Span> {
    let at = |idx: usize| value.get(idx)?.as_u64().and_then(|n| usize::try_from(n).ok());
    let (start, end) = (at(0)?, at(1)?);
    (start < end).then_some(Span { start, end })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Media;

    #[test]
    fn an_export_opens_as_the_document_it_was() {
        let value = serde_json::json!({
            "format": 1, "source": {"name": "b.txt", "kind": "digest", "url": "https://a.example/"},
            "language": "en", "title": "Fish", "byline": [{"name": "Ana Vell", "role": null}],
            "published": "2031-03-04", "kicker": ["Sea"], "credits": [],
            "text": "Home\nFish\n\nNets. They mend nets.\n\nMore.",
            "sections": [{"heading": "Nets", "heading_span": [11, 15], "level": 1,
                          "paragraphs": [[11, 32], [34, 39], [900, 901]]}],
            "furniture": [{"span": [0, 4], "why": "breadcrumb"}],
        });
        assert!(is_own(&value));
        let read = document(Document::new("t", b"", Media::Json), &value).unwrap();
        let blocks: Vec<&str> = read.blocks.iter().map(|b| b.span.of(&read.text)).collect();
        assert_eq!(blocks, ["Home", "Nets. They mend nets.", "More."]);
        assert_eq!(read.meta.kind, Some(Kind::Digest));
        assert_eq!(read.meta.byline[0].name, "Ana Vell");
    }

    #[test]
    fn a_whole_export_keeps_its_quotes_and_people() {
        let text = "MS. VELL: Fish.\n\nQ No.";
        let value = serde_json::json!({
            "format": 1, "language": "en", "title": "Fish", "text": text,
            "source": {"name": "b.xml", "media": "application/xml", "kind": "proceedings",
                       "url": null, "sha256": "00"},
            "sections": [{"heading": null, "heading_span": null, "derived": false, "level": 1,
                          "span": [0, 22], "paragraphs": [[0, 15], [17, 22]]}],
            "quotes": [{"id": "q1", "span": [10, 15], "kind": "turn", "section": 0, "paragraph": 0,
                "continues": null, "within": null, "cue": null,
                "speaker": {"person": 0, "span": [0, 8], "reason": "label", "confidence": 0.99,
                            "relayed": []}}],
            "people": [{"name": "Ana Vell", "aliases": ["MS. VELL"], "gender": "f",
                        "kind": "person", "quotes": 1, "words": 1}],
            "furniture": [], "notes": [],
        });
        let read =
            |value: &Value| document(Document::new("t", b"", Media::Json), value).unwrap().loaded;
        let briefing = read(&value).unwrap();
        assert_eq!(briefing.quotes[0].span.of(&briefing.text), "Fish.");
        assert_eq!(briefing.cast.people[0].name, "Ana Vell");
        assert_eq!(briefing.turns[0].label.of(&briefing.text), "MS. VELL");
        assert_eq!(briefing.sections[0].paragraphs[0].turn, Some(0));
        assert_eq!(briefing.source.name, "b.xml");
        let mut astray = value.clone();
        astray["quotes"][0]["span"] = serde_json::json!([10, 900]);
        assert!(read(&astray).is_none());
        let mut lost = value;
        lost["quotes"][0]["section"] = serde_json::json!(7);
        assert!(read(&lost).is_none());
    }

    #[test]
    fn other_json_is_not_ours() {
        assert!(!is_own(&serde_json::json!({"format": 2, "text": "", "sections": []})));
        assert!(!is_own(&serde_json::json!({"format": 1, "text": ""})));
    }
}
