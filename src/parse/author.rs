//! Whose words a text without labels is: a speech, a statement that says `I`.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::exchange::fold;
use super::head::Head;
use super::line::{Line, LineKind};
use crate::model::{Kind, Role, Span, Turn};

/// The whole body as one turn of its author, whom the byline or the title names; its
/// label is the empty span where it begins.
///
/// A speech is its author's; a statement only when it speaks in the first person, for
/// most tell of others.
pub(super) fn turn(text: &str, kind: Kind, head: &Head, lines: &[Line]) -> Option<Turn> {
    let own = match kind {
        Kind::Transcript | Kind::Proceedings => true,
        Kind::Statement => lines.iter().any(|line| line.is_text() && says_i(line.words(text))),
        _ => false,
    };
    let name = own.then(|| author(head)).flatten()?;
    let spoken = |line: &&Line| {
        matches!(line.kind, LineKind::Text | LineKind::Quote | LineKind::Item | LineKind::Table)
    };
    let speech: Vec<Span> = lines.iter().filter(spoken).map(|line| line.span).collect();
    let start = speech.first()?.start;
    Some(Turn { label: Span::new(start, start), name: Some(name), role: Role::Speaker, speech })
}

/// Whom the title names as the speaker, or the one person of the byline.
fn author(head: &Head) -> Option<String> {
    let title = head.title.as_deref().and_then(titled);
    title.or_else(|| match head.byline.as_slice() {
        [one] if head.issuer.as_ref() != Some(&one.name) => Some(one.name.clone()),
        _ => None,
    })
}

/// `Minister Ann Lee` of `Statement by Minister Ann Lee on the ferry`; two who speak
/// together are nobody.
fn titled(title: &str) -> Option<String> {
    let folded = title.to_lowercase();
    let after = |by: &&&str| folded.find(**by).map(|at| at + by.len());
    let end = WORDS.by.iter().find_map(|by| after(&by))?;
    let words: Vec<&str> = title
        .get(end..)?
        .split_whitespace()
        .take_while(|word| !WORDS.stop.contains(word.to_lowercase().as_str()))
        .collect();
    let capitals = words.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
    let both = words.iter().any(|word| matches!(*word, "and" | "y" | "et" | "und" | "e" | "&"));
    let name = words.join(" ");
    let name = name.split([':', ';', '(', '|']).next().unwrap_or_default().trim();
    (capitals >= 2 && !both).then(|| name.to_owned())
}

/// Whether a paragraph outside quotation marks speaks in the first person singular.
fn says_i(words: &str) -> bool {
    let quoted = words.contains(['"', '“', '”', '„', '«', '‹', '「']);
    let mut words = words.split_whitespace().peekable();
    !quoted && std::iter::from_fn(|| Some((words.next()?, words.peek().copied()))).any(is_i)
}

/// Whether `word` is who speaks: not the `I` of `War I. Then`, nor the `EU`.
fn is_i((word, next): (&str, Option<&str>)) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let told = match bare.chars().count() {
        1 => bare == word && next.is_some_and(|next| next.starts_with(char::is_lowercase)),
        _ => bare.chars().any(char::is_lowercase),
    };
    told && WORDS.i.contains(fold(bare).as_str())
}

/// The lists of `assets/author.txt`.
struct Words {
    by: Vec<&'static str>,
    stop: FxHashSet<&'static str>,
    i: FxHashSet<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let lines = |key: &'static str| {
        include_str!("../../assets/author.txt")
            .lines()
            .filter_map(move |line| line.strip_prefix(key)?.strip_prefix(' '))
    };
    Words {
        by: lines("by").flat_map(|line| line.split('|')).collect(),
        stop: lines("stop").flat_map(|line| line.split('|')).collect(),
        i: lines("i").flat_map(str::split_whitespace).collect(),
    }
});

#[cfg(test)]
mod tests {
    use crate::ingest;

    /// Whose turn all of `text` is.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let document = ingest::documents("t.md", text.as_bytes(), None).unwrap().remove(0);
        let briefing = super::super::briefing(document);
        let [turn] = briefing.turns.as_slice() else {
            return assert_eq!("", expected, "{:?}", briefing.turns);
        };
        assert_eq!(turn.name.as_deref().unwrap_or_default(), expected);
        let mut paragraphs = briefing.sections.iter().flat_map(|s| &s.paragraphs);
        assert!(paragraphs.all(|paragraph| paragraph.turn == Some(0)), "{briefing:?}");
    }

    #[test]
    fn a_speech_is_its_authors() {
        check(
            "# Remarks by Minister Ana Vell at the Harbour\n\nGood day to all of you.\n\n## Ferries\n\nThey run.\n",
            "Minister Ana Vell",
        );
        check(
            "---\ntitle: Speech by the sea\nauthor: Ana Vell\n---\n\nGood day to all of you.\n",
            "Ana Vell",
        );
        check("# Remarks by Ana Vell and Bo Orta\n\nGood day to all of you.\n", "");
        check(
            "# Discurso de la Ministra Ana Vell en el puerto\n\nBuenas tardes a todos.\n",
            "la Ministra Ana Vell",
        );
    }

    #[test]
    fn a_statement_is_when_it_says_i() {
        let statement =
            |body: &str| format!("# Statement from Minister Ana Vell on Ferries\n\n{body}\n");
        check(&statement("I urge all to sail."), "Minister Ana Vell");
        check(&statement("All shall sail. My thanks go to the crew."), "Minister Ana Vell");
        check(&statement("All shall sail after War I. Then I. Orta rests."), "");
        check(&statement("The minister wrote: “I urge all to sail.”"), "");
        check(&statement("> I urge all to sail.\n\nShe wrote this."), "");
        check("# Ferries sail\n\nBy Ana Vell\n\nI saw all of them sail.\n", "");
    }
}
