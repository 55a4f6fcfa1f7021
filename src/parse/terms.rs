use super::line::{Line, LineKind};

/// Paragraphs from either end of a transcript in which its terms are set out.
const FROM_START: usize = 12;
const FROM_END: usize = 4;

/// The terms of use a document states: `on background; embargoed until 5 p.m.`
pub(super) fn of(text: &str, title: Option<&str>, lines: &[Line]) -> Option<String> {
    let body = || lines.iter().filter(|line| matches!(line.kind, LineKind::Text | LineKind::Item));
    let n = body().count();
    let near =
        body().take(FROM_START).chain(body().skip(n.saturating_sub(FROM_END).max(FROM_START)));
    let mut terms: Vec<String> = Vec::new();
    let mut add = |term: String| {
        let kind = |term: &str| term.split_whitespace().next().map(str::to_lowercase);
        if !terms.iter().any(|known| kind(known) == kind(&term)) {
            terms.push(term);
        }
    };
    if title.is_some_and(|title| title.to_lowercase().starts_with("background ")) {
        add("on background".to_owned());
    }
    for line in near {
        stated(line.words(text), &mut add);
    }
    (!terms.is_empty()).then(|| terms.join("; "))
}

/// Phrases that are terms as they stand.
const FIXED: [(&str, &str); 8] = [
    ("on deep background", "on deep background"),
    ("on background", "on background"),
    ("on-background", "on background"),
    ("off the record", "off the record"),
    ("not for attribution", "not for attribution"),
    ("chatham house rule", "under the Chatham House Rule"),
    ("embargo hasta", ""),
    ("unter drei", "unter drei"),
];

fn stated(words: &str, add: &mut impl FnMut(String)) {
    let folded = words.to_lowercase();
    // Lower case may change lengths in other scripts; then only fixed phrases count.
    let same = folded.len() == words.len();
    for (phrase, term) in FIXED.into_iter().filter(|(_, term)| !term.is_empty()) {
        if let Some(at) = folded.find(phrase)
            && !folded
                .get(at + phrase.len()..)
                .is_some_and(|rest| rest.trim_start().starts_with("check"))
        {
            add(term.to_owned());
            break;
        }
    }
    for start in [
        "embargoed until",
        "embargoed for",
        "under embargo until",
        "embargo hasta",
        "attributable to",
    ] {
        if let Some(at) = folded.find(start).filter(|_| same) {
            add(clause(words.get(at..).unwrap_or_default()));
        }
    }
}

/// `words` up to the clause's end, on one line.
fn clause(words: &str) -> String {
    let mut end = words.len();
    for (at, c) in words.char_indices() {
        let rest = words.get(at + c.len_utf8()..).unwrap_or_default();
        let stop = matches!(c, '.' | ';' | '!' | '?')
            && (rest.is_empty()
                || rest.starts_with(|c: char| c.is_whitespace() || "”\"’)".contains(c)))
            && !words
                .get(..at)
                .is_some_and(|before| before.ends_with("p.m") || before.ends_with("a.m"));
        let turn = c == ','
            && (rest.trim_start().starts_with("and ") || rest.trim_start().starts_with("along "));
        if stop || turn || at > 160 {
            end = at;
            break;
        }
    }
    let words = words.get(..end).unwrap_or(words);
    let closed = words.matches('“').count() == words.matches('”').count();
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match (closed, line.matches('"').count() % 2) {
        (false, _) => format!("{line}”"),
        (true, 1) => format!("{line}\""),
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;
    use crate::parse::line::Gap;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let line = Line { span: Span::new(0, text.len()), kind: LineKind::Text, gap: Gap::Blank };
        assert_eq!(of(text, None, &[line]).as_deref().unwrap_or("-"), expected);
    }

    #[test]
    fn terms_are_told_in_the_source_s_words() {
        check(
            "This call is on background. It is attributable to a “senior harbour official.” And it is embargoed until 5:00 p.m. Eastern.",
            "on background; embargoed until 5:00 p.m. Eastern; attributable to a “senior harbour official”",
        );
        check("The council ran on background checks.", "-");
        check("She gave some background on the ferry.", "-");
    }
}
