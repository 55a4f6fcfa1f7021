use super::{masthead, phrases};
use crate::ingest::{Block, BlockKind, Document};
use crate::model::{Mark, Span, Style};

/// Marks blocks of `document` that are the page's, not the briefing's: lines that
/// only share, advertise, sign up or lead elsewhere.
pub(in crate::ingest) fn mark(document: &mut Document) {
    let links = Links::of(&document.marks);
    let mut verdicts: Vec<Option<&'static str>> = Vec::with_capacity(document.blocks.len());
    for block in &document.blocks {
        let words = block.span.of(&document.text);
        verdicts.push(match block.kind {
            BlockKind::Text | BlockKind::Item | BlockKind::Heading(_) => {
                phrases::find(words).or_else(|| links.verdict(block, words))
            }
            _ => None,
        });
    }
    teasers(&document.blocks, &document.text, &links, &mut verdicts);
    orphans(&document.blocks, &mut verdicts);
    masthead::judge(document, &mut verdicts);
    for (block, verdict) in document.blocks.iter_mut().zip(verdicts) {
        if let Some(why) = verdict {
            block.kind = BlockKind::Furniture(why.to_owned());
        }
    }
}

/// Bytes of each block that are links. Spans are in text order, so one pass does.
struct Links {
    spans: Vec<Span>,
}

impl Links {
    fn of(marks: &[Mark]) -> Links {
        let mut spans: Vec<Span> =
            marks.iter().filter(|m| matches!(m.style, Style::Link(_))).map(|m| m.span).collect();
        spans.sort_unstable();
        Links { spans }
    }

    /// The share of `span` that is link text, `0.0..=1.0`.
    fn share(&self, span: Span) -> f64 {
        let from = self.spans.partition_point(|link| link.end <= span.start);
        let linked: usize = self
            .spans
            .iter()
            .skip(from)
            .take_while(|link| link.start < span.end)
            .map(|link| link.end.min(span.end) - link.start.max(span.start))
            .sum();
        linked as f64 / span.len().max(1) as f64
    }

    /// Whether a short block is nothing but a way elsewhere.
    fn verdict(&self, block: &Block, words: &str) -> Option<&'static str> {
        let share = self.share(block.span);
        let ends_sentence = words.trim_end().ends_with(['.', '!', '?', '”', '"', ':']);
        let all_link = share > 0.9 && words.len() < 200;
        match block.kind {
            BlockKind::Item if all_link => Some("link list"),
            BlockKind::Text if all_link && !ends_sentence => Some("link"),
            BlockKind::Text if share > 0.5 && words.len() < 120 && !ends_sentence => Some("link"),
            _ => None,
        }
    }
}

/// Short lines at the page's end that are mostly links are teasers of other pages, and
/// headings over nothing but furniture go with it.
fn teasers(blocks: &[Block], text: &str, links: &Links, verdicts: &mut [Option<&'static str>]) {
    let mut any = false;
    for (block, verdict) in blocks.iter().zip(verdicts.iter_mut()).rev() {
        let words = block.span.of(text);
        let linked = links.share(block.span);
        match block.kind {
            _ if verdict.is_some() => any = true,
            BlockKind::Heading(_) if any => *verdict = Some("heading of teasers"),
            BlockKind::Text | BlockKind::Item if linked > 0.6 && words.len() < 200 => {
                *verdict = Some("teaser");
                any = true;
            }
            _ => break,
        }
    }
}

/// A heading that announces furniture falls with it: `Related` over dropped links.
fn orphans(blocks: &[Block], verdicts: &mut [Option<&'static str>]) {
    for i in 0..blocks.len() {
        let heading = matches!(blocks.get(i).map(|b| &b.kind), Some(BlockKind::Heading(_)));
        if heading && verdicts.get(i) == Some(&Some("related stories")) {
            let mut next = i + 1;
            while blocks.get(next).is_some_and(|b| b.kind == BlockKind::Item) {
                if let Some(verdict) = verdicts.get_mut(next) {
                    verdict.get_or_insert("related stories");
                }
                next += 1;
            }
        }
    }
}
