use dom_query::{Document as Tree, NodeRef};
use dom_smoothie::Article;
use serde_json::Value;

use super::entity;
use crate::ingest::byline;
use crate::ingest::{Document, date};
use crate::model::{Byline, Language};

/// What a page says of itself outside its prose.
#[derive(Default)]
pub(super) struct Stated {
    title: Option<String>,
    byline: Vec<Byline>,
    /// ISO 8601.
    published: Option<String>,
    /// The date as the page prints it.
    surface: Option<String>,
    issuer: Option<String>,
    kicker: Option<String>,
    url: Option<String>,
    language: Option<Language>,
    /// The whole text, for pages that a script draws.
    body: Option<String>,
}

impl Stated {
    /// Gives away the text of the article that linked data states, breaks and all.
    pub(super) fn body(&mut self) -> Option<String> {
        self.body.take()
    }

    /// The absolute address links are relative to.
    pub(super) fn base(&self) -> Option<String> {
        self.url.clone().filter(|url| {
            let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
            host.is_some_and(|host| !host.is_empty() && !url.contains(char::is_whitespace))
        })
    }
}

/// Reads JSON-LD, `meta`, `<time>` and the address, in this order of trust. The tree
/// is only read.
pub(super) fn read(tree: &Tree) -> Stated {
    let mut stated = Stated::default();
    let telling = Telling::of(tree);
    for script in &telling.scripts {
        if let Ok(value) = serde_json::from_str::<Value>(script.text().trim()) {
            linked_data(&value, 0, &mut stated);
        }
    }
    let said = said(&telling.metas);
    let meta = |names: &[&str]| {
        names.iter().find_map(|name| {
            let (_, content) = said.iter().find(|(said, _)| said == name)?;
            Some(content.clone())
        })
    };
    let published = [
        "article:published_time",
        "og:published_time",
        "datePublished",
        "date",
        "dc.date",
        "DC.date.issued",
        "pubdate",
        "publish-date",
        "parsely-pub-date",
        "sailthru.date",
    ];
    stated.published = stated.published.or_else(|| date::iso(&meta(&published)?));
    stated.issuer = stated.issuer.or_else(|| meta(&["og:site_name", "application-name"]));
    stated.kicker = stated.kicker.or_else(|| meta(&["article:section"]));
    let canonical = tree.select_single("link[rel='canonical']").attr("href").map(|v| v.to_string());
    stated.url =
        canonical.or_else(|| meta(&["og:url"])).or(stated.url).filter(|u| u.starts_with("http"));
    let tag = tree.select_single("html").attr("lang").map(|v| v.to_string());
    stated.language = tag.or_else(|| meta(&["language"])).and_then(|tag| Language::from_tag(&tag));
    time(&telling.times, &mut stated);
    if stated.byline.is_empty() {
        let authors = tree.select("[rel~='author'], [itemprop='author'] [itemprop='name']");
        let names: Vec<String> = authors.nodes().iter().take(4).map(|n| clean(&n.text())).collect();
        stated.byline =
            names.iter().filter(|n| n.len() < 80).flat_map(|n| byline::read(n)).collect();
        stated.byline.dedup();
    }
    stated
}

/// The elements of a page that tell of it, in order, found in one pass.
#[derive(Default)]
struct Telling<'t> {
    /// Those of linked data.
    scripts: Vec<NodeRef<'t>>,
    metas: Vec<NodeRef<'t>>,
    times: Vec<NodeRef<'t>>,
}

impl<'t> Telling<'t> {
    fn of(tree: &'t Tree) -> Telling<'t> {
        let mut telling = Telling::default();
        for node in tree.root().descendants_it() {
            let name = node.element_ref().map(|element| element.name.local.clone());
            match name.as_deref() {
                Some("script") if &*node.attr_or("type", "") == "application/ld+json" => {
                    telling.scripts.push(node);
                }
                Some("meta") => telling.metas.push(node),
                Some("time") => telling.times.push(node),
                _ => {}
            }
        }
        telling
    }
}

/// What the page's `meta` elements say, by property or name, in order; empty ones left
/// out.
fn said(metas: &[NodeRef<'_>]) -> Vec<(String, String)> {
    let mut said = Vec::new();
    for node in metas {
        let content = node.attr("content").map(|v| clean(&v)).filter(|v| !v.is_empty());
        let names = [node.attr("property"), node.attr("name")];
        for (name, content) in names.into_iter().flatten().zip(content.into_iter().cycle()) {
            said.push((name.to_string(), content));
        }
    }
    said
}

/// The first `<time>` that says the page's own date.
fn time(nodes: &[NodeRef<'_>], stated: &mut Stated) {
    let own = nodes.iter().find(|node| {
        let says = format!("{}{}", node.attr_or("class", ""), node.attr_or("itemprop", ""))
            .to_ascii_lowercase();
        node.has_attr("pubdate") || says.contains("publish") || says.contains("entry-date")
    });
    let Some(node) = own.or(nodes.first()) else { return };
    let iso = node.attr("datetime").and_then(|when| date::iso(&when));
    if stated.published.is_none() {
        stated.published = iso;
        let surface = clean(&node.text());
        stated.surface = Some(surface).filter(|s| !s.is_empty() && s.len() < 80);
    }
}

/// What a value of linked data says of an article, also inside `@graph` and arrays.
fn linked_data(value: &Value, depth: usize, stated: &mut Stated) {
    match value {
        Value::Array(items) if depth < 4 => {
            items.iter().for_each(|item| linked_data(item, depth + 1, stated));
        }
        Value::Object(fields) => {
            if let Some(graph) = fields.get("@graph").filter(|_| depth < 4) {
                linked_data(graph, depth + 1, stated);
            }
            if is_article(fields.get("@type")) {
                article(value, stated);
            }
        }
        _ => {}
    }
}

fn is_article(kind: Option<&Value>) -> bool {
    match kind {
        Some(Value::String(kind)) => {
            kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report"
        }
        Some(Value::Array(kinds)) => kinds.iter().any(|kind| is_article(Some(kind))),
        _ => false,
    }
}

fn article(value: &Value, stated: &mut Stated) {
    let words =
        |key: &str| value.get(key).and_then(Value::as_str).map(clean).filter(|v| !v.is_empty());
    stated.title = stated.title.take().or_else(|| words("headline"));
    if stated.published.is_none() {
        stated.published = words("datePublished").and_then(|when| date::iso(&when));
    }
    let body = value.get("articleBody").and_then(Value::as_str);
    stated.body = stated.body.take().or_else(|| body.map(entity::decoded));
    if stated.byline.is_empty() {
        stated.byline = value.get("author").map(authors).unwrap_or_default();
    }
    let publisher = value.get("publisher").and_then(|p| p.get("name")).and_then(Value::as_str);
    stated.issuer = stated.issuer.take().or_else(|| publisher.map(clean));
    stated.kicker = stated.kicker.take().or_else(|| words("articleSection"));
    stated.url = stated.url.take().or_else(|| words("url"));
}

fn authors(value: &Value) -> Vec<Byline> {
    match value {
        Value::Array(items) => items.iter().take(12).flat_map(authors).collect(),
        Value::String(name) => byline::read(&clean(name)),
        Value::Object(fields) => {
            let words = |key: &str| fields.get(key).and_then(Value::as_str).map(clean);
            let Some(name) = words("name").filter(|n| !n.is_empty()) else { return Vec::new() };
            let mut read = byline::read(&name);
            if let [only] = read.as_mut_slice() {
                only.role =
                    only.role.take().or_else(|| words("jobTitle").filter(|r| !r.is_empty()));
            }
            read
        }
        _ => Vec::new(),
    }
}

/// `words` with references resolved and white space folded.
fn clean(words: &str) -> String {
    entity::decoded(words).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Fills `document` from what the page states and what the reader of pages found.
pub(super) fn fill(found: Option<Article>, stated: Stated, document: &mut Document) {
    let meta = &mut document.meta;
    let (title, found_byline, found_date, site) = match found {
        Some(a) => (a.title, a.byline, a.published_time, a.site_name),
        None => Default::default(),
    };
    let title = clean(&title);
    meta.title = Some(title).filter(|t| !t.is_empty()).or(stated.title);
    meta.published = found_date.and_then(|when| date::iso(&when)).or(stated.published);
    meta.published_surface = stated.surface;
    meta.byline = stated.byline;
    if meta.byline.is_empty() {
        meta.byline = found_byline.map(|b| byline::read(&clean(&b))).unwrap_or_default();
    }
    meta.issuer = site.map(|s| clean(&s)).or(stated.issuer);
    meta.kicker = stated.kicker.into_iter().collect();
    meta.language = stated.language;
    document.url = stated.url;
}
