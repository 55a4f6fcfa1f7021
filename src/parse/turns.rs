use super::furniture;
use super::label::{Label, Shape, opening};
use super::line::{Line, LineKind};
use crate::model::{Furniture, Span, Turn};

/// The turns that `labels` open, in order, one for each.
///
/// A turn that is nothing but words to the staff between rayas says nothing to the
/// room: they leave the body as furniture.
pub(super) fn of(
    text: &str,
    lines: &mut [Line],
    labels: &mut [Label],
    furniture: &mut Vec<Furniture>,
) -> Vec<Turn> {
    let starts: Vec<usize> = labels.iter().map(|label| label.line).collect();
    let mut turns = Vec::with_capacity(labels.len());
    for (idx, label) in labels.iter_mut().enumerate() {
        let end = starts.get(idx + 1).copied().unwrap_or(lines.len());
        let lines = lines.get_mut(label.line..end).unwrap_or_default();
        let speech = speech(text, lines, label, furniture);
        turns.push(Turn { label: label.span, name: label.name.take(), role: label.role, speech });
    }
    turns
}

/// The speech in `lines`, the first of which carries `label`.
fn speech(
    text: &str,
    lines: &mut [Line],
    label: &Label,
    furniture: &mut Vec<Furniture>,
) -> Vec<Span> {
    let mut speech = Vec::new();
    let mut n_asides = 0;
    let alone = lines.first().is_some_and(|line| stands_alone(label, line));
    for (idx, line) in lines.iter_mut().enumerate() {
        let span = match idx {
            0 => Span::new(label.speech.min(line.span.end), line.span.end).trimmed(text),
            _ => line.span,
        };
        let span = match label.shape {
            Shape::Quoted => match unmarked(text, span, idx > 0) {
                Some(inner) => inner,
                // The quoted transcript ends where no mark opens the paragraph.
                None if line.is_text() => break,
                None => continue,
            },
            _ => span,
        };
        if span.is_empty() {
            continue;
        }
        // What is printed in the Record is not spoken; who goes on has a label again.
        if idx > 0 && is_order_to_print(span.of(text)) {
            break;
        }
        match line.kind {
            _ if idx == 0 && alone => {}
            LineKind::Text | LineKind::Quote | LineKind::Item | LineKind::Table => {
                if is_aside(span.of(text)) {
                    n_asides += usize::from(is_between_rayas(span.of(text)));
                    if idx > 0 {
                        line.kind = LineKind::Aside;
                    }
                } else {
                    speech.push(span);
                }
            }
            _ => {}
        }
    }
    if speech.is_empty() && n_asides > 0 && alone {
        for line in lines.iter_mut().filter(|line| line.kind == LineKind::Aside) {
            line.kind = LineKind::Out;
            furniture.push(furniture::entry(line.span, "aside to the staff"));
        }
    }
    speech
}

/// A paragraph of a quoted transcript without its marks: the one that `opens` it, which
/// must be there, and the one that may close it.
fn unmarked(text: &str, span: Span, opens: bool) -> Option<Span> {
    let words = span.of(text);
    let start = if opens { opening(words) } else { 0 };
    let inner = words.get(start..).filter(|_| !opens || start > 0)?;
    let n = |mark: char| inner.matches(mark).count();
    let closed = match inner.chars().next_back() {
        Some('”') if n('”') > n('“') => inner.strip_suffix('”'),
        Some('"') if n('"') % 2 == 1 => inner.strip_suffix('"'),
        _ => None,
    };
    let end = closed.unwrap_or(inner).len();
    Some(Span::new(span.start + start, span.start + start + end).trimmed(text))
}

/// Whether the Record itself says that what follows was handed in: `There being no objection,
/// the letter was ordered to be printed in the Record, as follows:`
fn is_order_to_print(words: &str) -> bool {
    let folded = || words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    words.len() <= 200 && folded().contains("ordered to be printed in the record")
}

/// Whether the label has `line` for itself.
pub(super) fn stands_alone(label: &Label, line: &Line) -> bool {
    matches!(label.shape, Shape::Marked | Shape::OwnLine) || label.speech >= line.span.end
}

/// Whether `words`, a whole paragraph, are an aside: `(Laughter.)`, `[Applause]`,
/// `―Siéntense, por favor―.`
pub(super) fn is_aside(words: &str) -> bool {
    is_in_brackets(words) || is_between_rayas(words)
}

fn is_in_brackets(words: &str) -> bool {
    let words = words.trim_end_matches(['.', ' ', '\u{a0}']);
    let (open, close) = match words.chars().next() {
        Some('(') => ('(', ')'),
        Some('[') => ('[', ']'),
        _ => return false,
    };
    if !words.ends_with(close) {
        return false;
    }
    let mut depth = 0usize;
    let closed_at = words.char_indices().find_map(|(at, c)| {
        depth += usize::from(c == open);
        depth -= usize::from(c == close);
        (depth == 0).then_some(at)
    });
    closed_at.is_some_and(|at| at + 1 == words.len())
}

/// The longest aside between rayas, in bytes; dialogue opens with a raya too.
const LONGEST_ASIDE: usize = 300;

fn is_between_rayas(words: &str) -> bool {
    let words = words.trim_end_matches(['.', ' ', '\u{a0}']);
    let raya = ['―', '—', '–'];
    let Some(inside) = words.strip_prefix(raya) else { return false };
    let Some(inside) = inside.strip_suffix(raya) else { return false };
    // A raya clings to its words; a dash and a blank go on with speech that was cut short.
    words.len() <= LONGEST_ASIDE
        && !inside.starts_with(char::is_whitespace)
        && inside.chars().any(char::is_alphabetic)
        && !inside.contains(raya)
}

#[cfg(test)]
mod tests {
    #[track_caller]
    fn check(words: &str, aside: bool) {
        assert_eq!(super::is_aside(words), aside);
    }

    #[test]
    fn what_is_printed_in_the_record_is_nobodys_speech() {
        let text = "  Mr. VELL. Mr. President, I ask that the letter be printed.\n\n  There being no objection, the letter was \
                    ordered to be printed in the Record, as follows:\n\n  Dear Senator: The ferries sank.\n\n  Mr. ORTA. I object.\n";
        let document = crate::ingest::documents("t.txt", text.as_bytes(), None).unwrap().remove(0);
        let briefing = crate::parse::briefing(document);
        let said: Vec<usize> = briefing.turns.iter().map(|turn| turn.speech.len()).collect();
        assert_eq!(said, [1, 1]);
        let paragraphs = briefing.sections.iter().flat_map(|section| &section.paragraphs);
        let turns: Vec<Option<usize>> = paragraphs.map(|paragraph| paragraph.turn).collect();
        assert_eq!(turns, [Some(0), None, None, Some(1)]);
    }

    #[test]
    fn a_quoted_transcript_leaves_its_marks_and_ends_where_none_opens() {
        let text = "The mayor spoke.\n\n“VELL: Will it sail?\n\n“LEE: On “Morning Tide.”\n\n“(CROSSTALK)\n\n\
                    “It is late.\n\n“VELL: Sure?\n\n“LEE: Yes.”\n\nFollow the harbour.\n";
        let document = crate::ingest::documents("t.txt", text.as_bytes(), None).unwrap().remove(0);
        let briefing = crate::parse::briefing(document);
        let said = briefing.turns.iter().flat_map(|turn| &turn.speech).map(|span| span.of(text));
        let expected = ["Will it sail?", "On “Morning Tide.”", "It is late.", "Sure?", "Yes."];
        assert_eq!(said.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn asides_are_whole_paragraphs() {
        check("(Laughter.)", true);
        check("[Applause (long)].", true);
        check("―Siéntense, por favor―.", true);
        check("(As interpreted.)  Thank you.", false);
        check("(One.) Two. (Three.)", false);
        check("—Yes, he said —or so I heard— and left—", false);
        check("— to leave the port today —", false);
        check("—A ver, la compañera—.", true);
    }
}
