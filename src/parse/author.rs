//! Whose words a text without labels is: a speech, a statement that says `I`.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::exchange::fold;
use super::head::{Head, is_institution, is_person};
use super::label::{self, has_title};
use super::line::{Line, LineKind};
use crate::model::{Kind, Role, Span, Turn};

/// The whole body as one turn of its author, whom the title names, or the byline of what
/// the format itself or an office there calls a speech; its label is the empty span where
/// it begins.
///
/// A speech is its author's; a statement only when it speaks in the first person, for
/// most tell of others. Where paragraphs open as labels do, several may speak.
pub(super) fn turn(
    text: &str,
    kind: Kind,
    stated: bool,
    head: &Head,
    lines: &[Line],
) -> Option<Turn> {
    let own = match kind {
        Kind::Transcript | Kind::Proceedings => true,
        Kind::Statement => lines.iter().any(|line| line.is_text() && says_i(line.words(text))),
        _ => false,
    };
    let name = own.then(|| author(head, stated)).flatten()?;
    let spoken = |line: &&Line| {
        matches!(line.kind, LineKind::Text | LineKind::Quote | LineKind::Item | LineKind::Table)
    };
    let labelled = |line: &&Line| opens_as_label(line.words(text));
    let shown = |line: &&Line| !matches!(line.kind, LineKind::Out | LineKind::Item);
    if lines.iter().filter(shown).filter(labelled).count() >= 2 {
        return None;
    }
    let speech: Vec<Span> = lines.iter().filter(spoken).map(|line| line.span).collect();
    let start = speech.first()?.start;
    Some(Turn { label: Span::new(start, start), name: Some(name), role: Role::Speaker, speech })
}

/// Whom the title names as the speaker, or the one person of the byline when the title
/// names nobody.
fn author(head: &Head, stated: bool) -> Option<String> {
    if let Some(title) = head.title.as_deref().filter(|title| by(title).is_some()) {
        return titled(title);
    }
    let [one] = head.byline.as_slice() else { return None };
    let office = one.role.as_deref().is_some_and(has_title);
    let office = office && is_person(&one.name);
    ((stated || office) && !is_institution(&one.name)).then(|| one.name.clone())
}

/// What follows the first words of `title` that lead to those whose words it holds: `remarks
/// by`, in any of our languages, or a bare `by`.
pub fn billed(title: &str) -> Option<&str> {
    let bare = || title.split_once(" by ").or_else(|| title.split_once(" By "));
    by(title).or_else(|| bare().map(|(_, billed)| billed))
}

/// Whom `title` names as giving the answers, with an office: `Interview with Minister Ana
/// Vell`, `Entretien de M. Luc Vell, ministre de la pêche`.
pub(super) fn interviewed(title: &str) -> Option<String> {
    let named = behind(title, &WORDS.with)?;
    let (words, office) = named.split_once(',').unwrap_or((named, ""));
    let ends = |word: &&str| !ends_author(word);
    let name = words.split_whitespace().take_while(ends).collect::<Vec<_>>().join(" ");
    let full = name.split_whitespace().filter(|word| word.starts_with(char::is_uppercase)).count();
    let office = has_title(&name) || has_title(office);
    (full >= 2 && office && !is_institution(&name)).then_some(name)
}

/// What follows the first words of `title` that lead to an author.
fn by(title: &str) -> Option<&str> {
    behind(title, &WORDS.by)
}

/// What follows the first of `leads` in `title`.
fn behind<'a>(title: &'a str, leads: &[&str]) -> Option<&'a str> {
    let folded = title.to_lowercase();
    let at = leads.iter().filter_map(|by| Some((folded.find(by)?, by.len())));
    let (at, len) = at.min()?;
    // Folding may change how long a letter is.
    title.get(at + len..).filter(|_| folded.len() == title.len())
}

/// `Minister Ann Lee` of `Statement by Minister Ann Lee on the ferry`; two who speak
/// together are nobody, nor is what is no person.
fn titled(title: &str) -> Option<String> {
    let named = by(title)?;
    let named = named.split([':', ';', '(', '|', '–', '—']).next()?.split(" - ").next()?;
    let (named, behind) = named.split_once(',').unwrap_or((named, ""));
    let all: Vec<&str> = named.split_whitespace().collect();
    let n = all.iter().position(|word| ends_author(word)).unwrap_or(all.len());
    let (words, rest) = all.split_at(n);
    // `Special Envoy for the Sea Ann Lee`: who it is comes behind.
    if rest.first() == Some(&"for") && words.last().is_some_and(|last| has_title(last)) {
        return None;
    }
    let both =
        |word: &str| matches!(word.to_lowercase().as_str(), "and" | "y" | "et" | "und" | "e" | "&");
    let several = words.iter().any(|word| both(word)) || has_title(behind);
    let capitals = words.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
    let name = words.join(" ");
    let bare = name.strip_prefix("the ").or(name.strip_prefix("la ")).unwrap_or(&name);
    let person = has_title(bare) || is_person(bare) && words.len() <= 3;
    (capitals >= 2 && !several && person && !is_institution(&name)).then(|| name.clone())
}

/// Whether `word` ends the names of those whom a title bills: `on`, `before`.
pub fn ends_author(word: &str) -> bool {
    WORDS.small.contains(word) || WORDS.stop.contains(word.to_lowercase().as_str())
}

/// Whether the title begins by telling whose speech follows: `Testimony of …`.
pub(super) fn is_titled(title: &str) -> bool {
    let folded = title.to_lowercase();
    WORDS.by.iter().any(|by| folded.starts_with(by)) && titled(title).is_some()
}

/// Whether a paragraph opens as a label nobody found does: `[Reporter]`, `MR. ORTA. `,
/// `Reporter – `, or with a dialogue's dash.
fn opens_as_label(words: &str) -> bool {
    let dash = ['-', '–', '—', '―', '['];
    let cut = words.find(['.', '–', '—']).unwrap_or(words.len());
    let name = words.get(..cut).unwrap_or_default().trim_end_matches([' ', '-']).trim();
    let capital = |word: &&str| {
        word.chars().any(char::is_alphabetic) && !word.chars().any(char::is_lowercase)
    };
    let shouted = words.split_whitespace().take_while(capital).count() >= 2;
    let asked = label::role(name) == Role::Asker;
    words.starts_with(dash) || shouted || asked || words.len() <= 40 && has_title(words)
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
    with: Vec<&'static str>,
    stop: FxHashSet<&'static str>,
    small: FxHashSet<&'static str>,
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
        with: lines("with").flat_map(|line| line.split('|')).collect(),
        stop: lines("stop").flat_map(|line| line.split('|')).collect(),
        small: lines("small").flat_map(|line| line.split('|')).collect(),
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
            "",
        );
        check("# Remarks by Ana Vell and Bo Orta\n\nGood day to all of you.\n", "");
        check(
            "# Discurso de la Ministra Ana Vell en el puerto\n\nBuenas tardes a todos.\n",
            "la Ministra Ana Vell",
        );
    }

    #[test]
    fn whom_the_title_leaves_open_nobody_speaks() {
        let told = |title: &str| {
            format!(
                "---\ntitle: {title}\nauthor: Bo Orta\n---\n\nI wish a good day to all of you.\n"
            )
        };
        check(&told("Remarks by Ana Vell and Cy Hale"), "");
        check(&told("Remarks by President Vell, Minister Hale"), "");
        check(&told("Remarks on the Ferry Divide Parliament"), "");
        check(&told("Press conference descends into chaos"), "");
        check(&told("Remarks of Historic Importance for the Coast of Torrin"), "");
        check(&told("Speech by Ana Vell Following a Statement by Cy Hale"), "Ana Vell");
        check(&told("Remarks by Special Envoy for the Sea Ana Vell"), "");
        check(&told("Remarks by Minister Al Hale on Ferries"), "Minister Al Hale");
        check(&told("Testimony of Minister Ana Vell before the Senate"), "Minister Ana Vell");
        check(&told("Remarks by Ana Vell - Launch of the Ferry"), "Ana Vell");
    }

    #[test]
    fn several_who_may_speak_are_not_one() {
        let remarks = |body: &str| format!("# Remarks by Minister Ana Vell\n\n{body}\n");
        check(&remarks("[Reporter] Why so?\n\n[Minister] It is so."), "");
        check(&remarks("MR. ORTA. Why so?\n\nMS. VELL. It is so."), "");
        check(&remarks("Reporter – Why so?\n\nReporter – And then?"), "");
        check(&remarks("Why so? I wonder.\n\nIt is so."), "Minister Ana Vell");
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
