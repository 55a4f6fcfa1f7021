use crate::model::Span;
use crate::text::scan;

/// Words between two quotation marks, or from one to the paragraph's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The words with their marks.
    pub span: Span,
    /// The words alone.
    pub inner: Span,
    /// Whether it stands inside the passage before it.
    pub nested: bool,
    /// Whether its closing mark is there.
    pub closed: bool,
    /// Whether the outer marks are single ones: ‘ ’ or ' '.
    pub single: bool,
}

/// The passages of one paragraph in order, each nested one after the one it is in.
///
/// Takes “ ” " « » „ “ ‹ › ‘ ’ ' `` '' in any mixture and any imbalance: a mark that
/// closes nothing is left out, one that nothing closes runs to the paragraph's end. A
/// mark between two letters is an apostrophe. Linear in the paragraph's length.
pub fn passages(text: &str, paragraph: Span, into: &mut Vec<Passage>) {
    let (bytes, end) = (text.as_bytes(), paragraph.end);
    let mut marks = Scan { text, bytes, end, outer: None, inner: None, nested: Vec::new(), into };
    let mut at = paragraph.start;
    while let Some(rest) = bytes.get(at..end).filter(|rest| !rest.is_empty()) {
        let Some(next) = scan::find(rest, FIRST) else { break };
        at = marks.mark(at + next);
    }
    marks.finish();
}

/// The bytes a mark may begin with.
const FIRST: [u8; 5] = [b'"', b'\'', b'`', 0xC2, 0xE2];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// “ or ``.
    Curly,
    /// " or ''.
    Straight,
    /// „
    Low,
    /// «
    Guillemet,
    /// » that opens, closed by «.
    Reversed,
    Single,
}

#[derive(Clone, Copy)]
struct Open {
    at: usize,
    inner: usize,
    kind: Kind,
}

struct Scan<'a> {
    text: &'a str,
    bytes: &'a [u8],
    end: usize,
    outer: Option<Open>,
    inner: Option<Open>,
    /// Passages inside the outer one, which comes before them in the list.
    nested: Vec<Passage>,
    into: &'a mut Vec<Passage>,
}

impl Scan<'_> {
    /// Takes the mark that may begin at `at`; the place to go on from.
    fn mark(&mut self, at: usize) -> usize {
        let two = self.bytes.get(at..at + 2).unwrap_or_default();
        let three = self.bytes.get(at..at + 3).unwrap_or_default();
        match (two, three) {
            (b"``", _) => self.open(at, 2, Kind::Curly),
            (b"''", _) => self.straight(at, 2),
            (_, [0xE2, 0x80, last]) => match last {
                0x9C => self.left_double(at),
                0x9D | 0x9F => self.close(at, 3, &[Kind::Curly, Kind::Straight, Kind::Low]),
                0x9E => self.open(at, 3, Kind::Low),
                0x98 | 0x9B => self.left_single(at, 3),
                0x99 => self.right_single(at, 3),
                0xB9 => self.left_single(at, 3),
                0xBA => self.right_single(at, 3),
                _ => {}
            },
            ([0xC2, 0xAB], _) => self.guillemet_left(at),
            ([0xC2, 0xBB], _) => self.guillemet_right(at),
            ([b'"', ..], _) => self.straight(at, 1),
            ([b'\'' | b'`', ..], _) => self.plain_single(at),
            _ if self.bytes.get(at) == Some(&b'"') => self.straight(at, 1),
            _ if self.bytes.get(at) == Some(&b'\'') => self.right_single(at, 1),
            _ => {}
        }
        let first = self.bytes.get(at).copied().unwrap_or(0);
        match (two, first) {
            (b"``" | b"''", _) => at + 2,
            (_, 0xC2) => at + 2,
            (_, 0xE2) => at + 3,
            _ => at + 1,
        }
    }

    fn before(&self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back().filter(|c| *c != '\n')
    }

    fn after(&self, at: usize) -> Option<char> {
        self.text.get(at..self.end)?.chars().next()
    }

    fn open(&mut self, at: usize, n: usize, kind: Kind) {
        let open = Open { at, inner: at + n, kind };
        match (self.outer, self.inner) {
            (None, _) => self.outer = Some(open),
            // A single mark that opened and met another was an apostrophe.
            (Some(outer), _) if outer.kind == Kind::Single && kind == Kind::Single => {
                self.outer = Some(open);
                self.nested.clear();
            }
            (Some(outer), None) if nests(outer.kind, kind) => self.inner = Some(open),
            _ => {}
        }
    }

    fn close(&mut self, at: usize, n: usize, kinds: &[Kind]) {
        if let Some(open) = self.inner.take_if(|open| kinds.contains(&open.kind)) {
            let passage = self.passage(open, at, at + n);
            self.nested.extend(passage.map(|p| Passage { nested: true, ..p }));
        } else if let Some(open) = self.outer.take_if(|open| kinds.contains(&open.kind)) {
            let passage = self.passage(open, at, at + n);
            self.put(passage);
        }
    }

    /// What stands between a mark and `inner_end`, unless it has no words.
    fn passage(&self, open: Open, inner_end: usize, end: usize) -> Option<Passage> {
        let inner = Span::new(open.inner, inner_end);
        let has_words = inner.of(self.text).chars().any(char::is_alphanumeric);
        let single = open.kind == Kind::Single;
        let span = Span::new(open.at, end);
        has_words.then_some(Passage { span, inner, nested: false, closed: inner_end < end, single })
    }

    /// Lists an outer passage and those inside; a nested mark nothing closed was none.
    fn put(&mut self, passage: Option<Passage>) {
        self.inner = None;
        if let Some(passage) = passage {
            self.into.push(passage);
            self.into.append(&mut self.nested);
        }
        self.nested.clear();
    }

    fn finish(&mut self) {
        if let Some(open) = self.outer.take().filter(|open| open.kind != Kind::Single) {
            let passage = self.passage(open, self.end, self.end);
            self.put(passage);
        }
    }

    fn left_double(&mut self, at: usize) {
        if self.outer.is_some_and(|open| open.kind == Kind::Low) {
            self.close(at, 3, &[Kind::Low]);
        } else {
            self.open(at, 3, Kind::Curly);
        }
    }

    fn straight(&mut self, at: usize, n: usize) {
        if self.outer.is_some_and(|o| matches!(o.kind, Kind::Curly | Kind::Straight | Kind::Low)) {
            return self.close(at, n, &[Kind::Curly, Kind::Straight, Kind::Low]);
        }
        if self.inner.is_some_and(|open| open.kind == Kind::Straight) {
            return self.close(at, n, &[Kind::Straight]);
        }
        let before_blank = self.before(at).is_none_or(char::is_whitespace);
        let after_blank = self.after(at + n).is_none_or(char::is_whitespace);
        if before_blank || !after_blank {
            self.open(at, n, Kind::Straight);
        }
    }

    fn guillemet_left(&mut self, at: usize) {
        if self.outer.is_some_and(|open| open.kind == Kind::Reversed) {
            self.close(at, 2, &[Kind::Reversed]);
        } else {
            self.open(at, 2, Kind::Guillemet);
        }
    }

    fn guillemet_right(&mut self, at: usize) {
        let opens = self.outer.is_none()
            && self.before(at).is_none_or(char::is_whitespace)
            && self.after(at + 2).is_some_and(char::is_alphanumeric);
        if opens {
            self.open(at, 2, Kind::Reversed);
        } else {
            self.close(at, 2, &[Kind::Guillemet]);
        }
    }

    fn left_single(&mut self, at: usize, n: usize) {
        let inside_word = self.before(at).is_some_and(char::is_alphanumeric);
        if !inside_word && self.after(at + n).is_some_and(|c| !c.is_whitespace()) {
            self.open(at, n, Kind::Single);
        }
    }

    /// ' or `: opens after a blank, otherwise may close.
    fn plain_single(&mut self, at: usize) {
        let opens = self
            .before(at)
            .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '"' | '“' | '—'))
            && self.after(at + 1).is_some_and(char::is_alphabetic);
        if opens { self.open(at, 1, Kind::Single) } else { self.right_single(at, 1) }
    }

    fn right_single(&mut self, at: usize, n: usize) {
        let ends_word = self.after(at + n).is_none_or(|c| !c.is_alphanumeric());
        let after_blank = self.before(at).is_none_or(char::is_whitespace);
        if !ends_word || after_blank {
            return;
        }
        // `the workers’ rights’`: a plural's apostrophe has a word right behind it.
        let plural = self.before(at) == Some('s')
            && self.after(at + n) == Some(' ')
            && self.text.get(at + n..self.end).is_some_and(closes_later);
        if !plural {
            self.close(at, n, &[Kind::Single]);
        }
    }
}

/// Whether a single mark that closes stands in `rest` within a line's reach, before
/// another one opens.
fn closes_later(rest: &str) -> bool {
    let mut before = ' ';
    let mut chars = rest.chars().take(120).peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        if matches!(c, '\u{2018}' | '"' | '“' | '”') {
            return false;
        }
        if matches!(c, '\u{2019}' | '\'') && !before.is_whitespace() && !next.is_alphanumeric() {
            return true;
        }
        before = c;
    }
    false
}

/// Whether a passage in `inner` marks can stand inside one in `outer` marks.
fn nests(outer: Kind, inner: Kind) -> bool {
    matches!(
        (outer, inner),
        (Kind::Guillemet | Kind::Reversed | Kind::Single, Kind::Curly | Kind::Straight)
            | (Kind::Guillemet, Kind::Low)
            | (
                Kind::Curly | Kind::Straight | Kind::Low | Kind::Guillemet | Kind::Reversed,
                Kind::Single
            )
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The passages of `text` with their marks, `/` between, `>` before nested ones.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut found = Vec::new();
        passages(text, Span::new(0, text.len()), &mut found);
        let shown: Vec<String> = found
            .iter()
            .map(|p| format!("{}{}", if p.nested { ">" } else { "" }, p.inner.of(text)))
            .collect();
        assert_eq!(shown.join("/"), expected, "{text}");
    }

    #[test]
    fn every_kind_of_mark() {
        check("He said “one” and \"two\".", "one/two");
        check("Dijo «uno» y „dos“ y »drei«.", "uno/dos/drei");
        check("The ``one'' and ''two''.", "one/two");
        check("She said ‘one’ and 'two'.", "one/two");
    }

    #[test]
    fn apostrophes_are_no_marks() {
        check("Ann’s aides’ car isn't theirs.", "");
        check("the '90s weren't the workers' best", "");
        check("“It’s Ann’s ‘big’ day.”", "It’s Ann’s ‘big’ day./>big");
    }

    #[test]
    fn nested_passages_follow_theirs() {
        check("«Dijo “no” y ya».", "Dijo “no” y ya/>no");
        check("‘He said “no” twice,’ she said", "He said “no” twice,/>no");
    }

    #[test]
    fn imbalance_is_tolerated() {
        check("One” two “three", "three");
        check("6'2\" tall and \"tall\"", "tall");
        check("“one “two” three", "one “two");
        check("“”", "");
    }
}
