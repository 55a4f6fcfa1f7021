use super::Document;
use crate::model::Byline;

/// Bytes from the top of a text where its title and author stand.
const TOP: usize = 3000;

/// Takes over the title and the author that a file's own fields state, when the top of
/// its text prints them too: programs fill these fields with file names, the titles of
/// older documents and the names of typists.
pub(super) fn take(document: &mut Document, title: Option<&str>, author: Option<&str>) {
    let blocks: Vec<String> = document
        .blocks
        .iter()
        .take_while(|block| block.span.start < TOP)
        .map(|block| squeezed(block.span.of(&document.text)))
        .collect();
    let several = |words: &&str| words.trim().contains(' ');
    if let Some(title) = title.filter(several).filter(|title| is_whole(&blocks, &squeezed(title))) {
        document.meta.title = Some(title.trim().to_owned());
    }
    let top = blocks.concat();
    if let Some(name) = author.filter(several).filter(|name| top.contains(&squeezed(name))) {
        document.meta.byline.push(Byline { name: name.trim().to_owned(), role: None });
    }
}

/// Whether `title` is a block or a few of them together, not a part of one.
fn is_whole(blocks: &[String], title: &str) -> bool {
    (0..blocks.len()).any(|from| {
        let mut rest = title;
        for block in blocks.iter().skip(from).take(4) {
            match rest.strip_prefix(block.as_str()) {
                Some("") => return true,
                Some(left) => rest = left,
                None => return false,
            }
        }
        false
    })
}

/// Letters and figures only, in lower case, for comparing.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{Block, BlockKind, Media};
    use crate::model::Span;

    #[test]
    fn only_what_the_text_prints_is_taken() {
        let mut document = Document::new("t", b"", Media::Docx);
        document.text = "HARBOUR TALKS\n\nBy Ana Brel".to_owned();
        let block = |start, end| Block { span: Span::new(start, end), kind: BlockKind::Text };
        document.blocks = vec![block(0, 13), block(15, 26)];
        take(&mut document, Some("Harbour talks"), Some("Ana Brel"));
        assert_eq!(document.meta.title.as_deref(), Some("Harbour talks"));
        assert_eq!(document.meta.byline.len(), 1);
        take(&mut document, Some("By Ana"), None);
        take(&mut document, Some("Template of the office"), Some("user"));
        assert_eq!(document.meta.title.as_deref(), Some("Harbour talks"));
        assert_eq!(document.meta.byline.len(), 1);
    }
}
