use super::Document;
use crate::model::Byline;

/// Letters from the top of a text where its title and author stand.
const TOP: usize = 3000;

/// Takes over the title and the author that a file's own fields state, when the top of
/// its text prints them too: programs fill these fields with file names, the titles of
/// older documents and the names of typists.
pub(super) fn take(document: &mut Document, title: Option<&str>, author: Option<&str>) {
    let top = document.text.get(..document.text.floor_char_boundary(TOP)).unwrap_or_default();
    let top = squeezed(top);
    let printed = |words: &&str| words.trim().contains(' ') && top.contains(&squeezed(words));
    if let Some(title) = title.filter(printed) {
        document.meta.title = Some(title.trim().to_owned());
    }
    if let Some(name) = author.filter(printed) {
        document.meta.byline.push(Byline { name: name.trim().to_owned(), role: None });
    }
}

/// Letters and figures only, in lower case, for comparing.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Media;

    #[test]
    fn only_what_the_text_prints_is_taken() {
        let mut document = Document::new("t", b"", Media::Docx);
        document.text = "HARBOUR TALKS\n\nBy Ana Brel".to_owned();
        take(&mut document, Some("Harbour talks"), Some("Ana Brel"));
        assert_eq!(document.meta.title.as_deref(), Some("Harbour talks"));
        assert_eq!(document.meta.byline.len(), 1);
        take(&mut document, Some("Template of the office"), Some("user"));
        assert_eq!(document.meta.title.as_deref(), Some("Harbour talks"));
        assert_eq!(document.meta.byline.len(), 1);
    }
}
