use saphyr::{LoadableYamlNode, Yaml};

use super::{Document, Meta, Structure};
use crate::model::{Byline, Kind, Language, Note, NoteKind, Span};
use crate::text::date::{self, Reading};

/// What stands between the fences of a file's head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Front<'a> {
    Yaml(&'a str),
    Toml(&'a str),
}

/// The front matter at the start of `text` and the rest after it; `None` when there
/// is none. Between `---` lines the first filled line must look like `key: value`,
/// so that a transcript's rules are not taken for it.
pub(super) fn split(text: &str) -> Option<(Front<'_>, &str)> {
    let text = text.trim_start_matches('\u{feff}');
    let (fence, rest) = text.split_once('\n')?;
    let fence = fence.trim_end();
    if !matches!(fence, "---" | "+++") {
        return None;
    }
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == fence || (fence == "---" && line.trim_end() == "...") {
            let (front, body) = (rest.get(..at)?, rest.get(at + line.len()..)?);
            return (front.is_empty() || front.lines().any(|l| is_key(l, fence))).then_some(
                match fence {
                    "---" => (Front::Yaml(front), body),
                    _ => (Front::Toml(front), body),
                },
            );
        }
        if at == 0 && !line.trim().is_empty() && !is_key(line, fence) && !line.starts_with('#') {
            return None;
        }
        at += line.len();
    }
    None
}

/// `key: value` or `key = value`, the key one word, not in capitals.
fn is_key(line: &str, fence: &str) -> bool {
    let mark = if fence == "---" { ':' } else { '=' };
    line.split_once(mark).is_some_and(|(key, _)| {
        let key = key.trim_end();
        !key.is_empty()
            && !key.bytes().all(|b| b.is_ascii_uppercase())
            && key.starts_with(|c: char| c.is_ascii_alphabetic() || c == '"')
            && key.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-.\"".contains(&b))
    })
}

/// Fills `document` from its front matter. What cannot be read is left out.
pub(super) fn fill(front: Front<'_>, document: &mut Document) {
    let fields = match front {
        Front::Yaml(text) => yaml(text),
        Front::Toml(text) => toml(text),
    };
    let get = |keys: &[&str]| {
        keys.iter().find_map(|key| {
            let (_, values) =
                fields.iter().find(|(k, v)| k.eq_ignore_ascii_case(key) && !v.is_empty())?;
            Some(values.clone())
        })
    };
    let one = |keys: &[&str]| get(keys).and_then(|values| values.into_iter().next());
    // Only the program's own files say everything and mean it.
    let own = one(&["onrecord"]).is_some_and(|format| format == "1");
    document.url = one(&["source_url", "canonical_url", "url", "link", "permalink"])
        .filter(|url| url.starts_with("http"));
    let date = one(&["published_time", "date", "published", "pubdate"]);
    if own {
        let doubts = get(&["doubts"]).unwrap_or_default();
        document.notes.extend(doubts.iter().filter_map(|written| opt_doubt(written)));
    }
    document.meta = Meta {
        title: one(&["title", "headline"])
            .map(|t| t.split_whitespace().collect::<Vec<_>>().join(" ")),
        byline: bylines(
            get(&["author", "authors", "byline"]).unwrap_or_default(),
            get(&["roles"]).unwrap_or_default(),
        ),
        published: date.as_deref().and_then(day),
        published_surface: one(&["printed"]).filter(|_| own).or(date),
        kicker: get(&["tags", "tag", "categories", "category", "section"]).unwrap_or_default(),
        credits: get(&["credits"]).unwrap_or_default(),
        kind: one(&["kind"]).filter(|_| own).and_then(|kind| Kind::from_name(&kind)),
        terms: one(&["terms"]).filter(|_| own),
        structure: if own { Structure::Stated } else { Structure::Guessed },
        place: one(&["place", "location"]),
        issuer: one(&["publisher", "site", "source", "issuer"]),
        language: one(&["lang", "language"]).and_then(|tag| Language::from_tag(&tag)),
    };
}

/// What was doubted about the document: `ambiguous-date: which day is meant is open`.
fn opt_doubt(written: &str) -> Option<Note> {
    let (name, message) = written.split_once(": ")?;
    let kind = NoteKind::from_name(name).filter(|kind| !kind.is_of_quote())?;
    Some(Note { kind, span: Span::default(), other: None, message: message.to_owned() })
}

/// A date in a machine's form, or printed so that only one day can be meant.
fn day(given: &str) -> Option<String> {
    let printed = || match date::whole(given)?.reading {
        Reading::Day(day) => Some(day),
        Reading::Ambiguous | Reading::NoSuchDay => None,
    };
    super::date::iso(given).or_else(printed)
}

/// The writers with their roles, `-` where a writer has none.
fn bylines(names: Vec<String>, roles: Vec<String>) -> Vec<Byline> {
    let mut roles = roles.into_iter();
    let role = |roles: &mut std::vec::IntoIter<String>| roles.next().filter(|r| r != "-");
    names.into_iter().map(|name| Byline { name, role: role(&mut roles) }).collect()
}

/// Field names with their values, one for a scalar.
type Fields = Vec<(String, Vec<String>)>;

fn yaml(text: &str) -> Fields {
    let Ok(documents) = Yaml::load_from_str(text) else { return plain_fields(text) };
    let Some(Yaml::Mapping(map)) = documents.into_iter().next() else { return Vec::new() };
    map.iter().filter_map(|(key, value)| Some((yaml_words(key)?, yaml_values(value)))).collect()
}

fn yaml_values(value: &Yaml) -> Vec<String> {
    match value {
        Yaml::Sequence(items) => items.iter().filter_map(yaml_words).collect(),
        value => yaml_words(value).into_iter().collect(),
    }
}

fn yaml_words(value: &Yaml) -> Option<String> {
    use saphyr::Scalar;
    match value {
        Yaml::Value(Scalar::String(text)) => Some(text.trim().to_owned()),
        Yaml::Value(Scalar::Integer(n)) => Some(n.to_string()),
        Yaml::Representation(text, ..) => Some(text.trim().to_owned()),
        Yaml::Mapping(map) => map.iter().find_map(|(key, value)| {
            (yaml_words(key).as_deref() == Some("name")).then(|| yaml_words(value)).flatten()
        }),
        _ => None,
    }
    .filter(|words| !words.is_empty())
}

/// `key: value` lines of YAML that is not well-formed: a title with a colon.
fn plain_fields(text: &str) -> Fields {
    text.lines()
        .filter(|line| is_key(line, "---"))
        .filter_map(|line| line.split_once(':'))
        .map(|(key, value)| {
            let value = value.trim().trim_matches(['"', '\'']).to_owned();
            (key.trim().to_owned(), if value.is_empty() { Vec::new() } else { vec![value] })
        })
        .collect()
}

fn toml(text: &str) -> Fields {
    let Ok(table) = text.parse::<toml::Table>() else { return Vec::new() };
    table
        .into_iter()
        .map(|(key, value)| match value {
            toml::Value::Array(items) => (key, items.into_iter().filter_map(toml_words).collect()),
            value => (key, toml_words(value).into_iter().collect()),
        })
        .collect()
}

fn toml_words(value: toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text.trim().to_owned()),
        toml::Value::Datetime(when) => Some(when.to_string()),
        toml::Value::Integer(n) => Some(n.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Media;

    fn filled(text: &str) -> Document {
        let mut document = Document::new("t", b"", Media::Markdown);
        fill(split(text).unwrap().0, &mut document);
        document
    }

    #[test]
    fn yaml_gives_title_date_url_and_tags() {
        let document = filled(
            "---\ndate: '2031-03-04'\npublished_time: 2031-03-04 10:00:05-05:00\n\
             source_url: https://a.example/x\ntags:\n  - remarks\ntitle: \"A long\\\n  \\ title\"\n---\nBody",
        );
        assert_eq!(document.meta.title.as_deref(), Some("A long title"));
        assert_eq!(document.meta.published.as_deref(), Some("2031-03-04T10:00:05-05:00"));
        assert_eq!(document.url.as_deref(), Some("https://a.example/x"));
        assert_eq!(document.meta.kicker, ["remarks"]);
    }

    #[test]
    fn broken_yaml_still_gives_its_plain_lines() {
        let document = filled("---\ntitle: Fish: the talks\nauthor: Ana Vell\n---\n");
        assert_eq!(document.meta.title.as_deref(), Some("Fish: the talks"));
        assert_eq!(document.meta.byline[0].name, "Ana Vell");
    }

    #[test]
    fn toml_is_read_too() {
        let document = filled("+++\ntitle = \"Fish\"\ndate = 2031-03-04\n+++\nBody");
        assert_eq!(document.meta.title.as_deref(), Some("Fish"));
        assert_eq!(document.meta.published.as_deref(), Some("2031-03-04"));
    }

    #[test]
    fn rules_of_a_transcript_are_no_front_matter() {
        assert_eq!(split("---\nPRESIDENT OF THE COUNCIL:\nGood day.\n---\n"), None);
        assert_eq!(split("---\nNo end: here"), None);
        assert_eq!(split("Title\n---\na: b\n---\n"), None);
    }
}
