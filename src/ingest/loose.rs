//! Markdown as transcripts have it, made what Markdown means.

/// `text` with the indents that are not Markdown's taken away.
///
/// Transcripts indent a turn's first line by no-break spaces or by five blanks, which
/// Markdown would show as code, and fill empty lines with no-break spaces, which it
/// would take for text. Inside lists indents count and stay.
pub(super) fn flush_left(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut list = List::Outside;
    let mut fenced = false;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start();
        let indent = line.get(..line.len() - bare.len()).unwrap_or_default();
        fenced ^= bare.starts_with("```") && !indent.starts_with("    ");
        if fenced {
            out.push_str(line);
            continue;
        }
        list = list.after(indent, bare);
        let foreign = !indent.is_ascii();
        if bare.is_empty() {
            out.push('\n');
        } else if foreign || list == List::Outside {
            out.push_str(bare);
        } else {
            out.push_str(line);
        }
    }
    out
}

/// `text` with the blanks inside `** bold: **` moved outside, where Markdown wants
/// them, and bold set as `<b>` where a letter beside a mark would keep the stars from
/// counting (`**Name:**Yes`). Paragraphs whose stars do not pair stay.
pub(super) fn tight_bold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for paragraph in text.split_inclusive("\n\n") {
        let pieces: Vec<&str> = paragraph.split("**").collect();
        if pieces.len() < 3 || pieces.len().is_multiple_of(2) || paragraph.contains('`') {
            out.push_str(paragraph);
            continue;
        }
        for (i, piece) in pieces.iter().enumerate() {
            let next = pieces.get(i + 1).copied().unwrap_or_default();
            match i % 2 {
                1 => bold(piece, next, &mut out),
                _ => out.push_str(piece),
            }
        }
    }
    out
}

/// Writes `piece`, which stood between stars, as bold before `next`.
fn bold(piece: &str, next: &str, out: &mut String) {
    let (before, bare, after) = parted(piece);
    if bare.is_empty() {
        return out.extend(["**", piece, "**"]);
    }
    out.push_str(before);
    let mark = |c: Option<char>| c.is_some_and(|c| !c.is_alphanumeric() && !c.is_whitespace());
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let opens = mark(bare.chars().next()) && letter(out.chars().next_back());
    let closes = mark(bare.chars().next_back()) && after.is_empty() && letter(next.chars().next());
    match opens || closes {
        true => out.extend(["<b>", bare, "</b>"]),
        false => out.extend(["**", bare, "**"]),
    }
    out.push_str(after);
}

/// White space, written as a reference too, before and after the words of `piece`.
fn parted(piece: &str) -> (&str, &str, &str) {
    const BLANK: &str = "&nbsp;";
    let mut bare = piece.trim();
    while let Some(rest) = bare.strip_suffix(BLANK) {
        bare = rest.trim_end();
    }
    while let Some(rest) = bare.strip_prefix(BLANK) {
        bare = rest.trim_start();
    }
    let (before, after) = match bare {
        "" => ("", ""),
        bare => piece.split_once(bare).unwrap_or_default(),
    };
    (before, bare, after)
}

/// Whether the line stands in a list, where indents have a meaning.
#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    Outside,
    Inside,
    /// A blank line in a list: the next line decides.
    Doubtful,
}

impl List {
    fn after(self, indent: &str, bare: &str) -> List {
        if bare.is_empty() {
            return if self == List::Outside { self } else { List::Doubtful };
        }
        if is_item(bare) && (indent.len() < 4 || self != List::Outside) {
            return List::Inside;
        }
        match self {
            List::Doubtful if indent.is_empty() || !indent.is_ascii() => List::Outside,
            List::Doubtful => List::Inside,
            list => list,
        }
    }
}

/// `- `, `* `, `+ `, `1. `, `2) ` at the start of a line.
fn is_item(bare: &str) -> bool {
    let rest = match bare.trim_start_matches(|c: char| c.is_ascii_digit()) {
        rest if rest.len() == bare.len() => rest.strip_prefix(['-', '*', '+']),
        rest if bare.len() - rest.len() <= 9 => rest.strip_prefix(['.', ')']),
        _ => None,
    };
    rest.is_some_and(|rest| rest.starts_with([' ', '\t', '\n']))
}
