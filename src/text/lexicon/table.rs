//! Data files as tables, read when the program is compiled: at its start there is nothing
//! left to do, and only the pages of the table that are looked at take memory.
//!
//! Compile-time code knows no iterators, so this walks bytes by number.

use super::{Class, Entry, SECTIONS, SLOTS, SORTS, hash_of, step};

/// The most words a language may have: one place in four stays empty, so a search is short.
pub(super) const MOST: usize = SLOTS / 4 * 3;
/// The most classes of verbs a file has.
const INFLECTIONS: usize = 32;

/// The words of a data file, `entries[0]` for those not listed, and where each is found.
pub(super) struct Table<const N: usize> {
    pub(super) entries: [Entry; N],
    pub(super) slots: [u16; SLOTS],
    pub(super) n: usize,
}

/// The bytes `from..to` of a data file.
#[derive(Clone, Copy)]
struct Range {
    from: usize,
    to: usize,
}

/// What the lines of a section are.
#[derive(Clone, Copy)]
enum Section {
    Unknown,
    /// Endings of verbs.
    Inflections,
    Words(Class),
}

impl Section {
    const fn of(bytes: &[u8], name: Range) -> Section {
        if name.is(bytes, b"classes") {
            return Section::Inflections;
        }
        let mut bit = 0;
        while bit < SECTIONS.len() {
            if name.is(bytes, SECTIONS[bit].as_bytes()) {
                return Section::Words(Class(1 << bit));
            }
            bit += 1;
        }
        Section::Unknown
    }
}

impl Range {
    /// The place of the first `byte`, or the end.
    const fn find(self, bytes: &[u8], byte: u8) -> usize {
        let mut at = self.from;
        while at < self.to && bytes[at] != byte {
            at += 1;
        }
        at
    }

    const fn is_empty(self) -> bool {
        self.from >= self.to
    }

    /// Without blanks around.
    const fn trimmed(mut self, bytes: &[u8]) -> Range {
        while !self.is_empty() && bytes[self.from].is_ascii_whitespace() {
            self.from += 1;
        }
        while !self.is_empty() && bytes[self.to - 1].is_ascii_whitespace() {
            self.to -= 1;
        }
        self
    }

    /// The first word and what stands behind it; an empty word behind the last.
    const fn word(self, bytes: &[u8]) -> (Range, Range) {
        let rest = self.trimmed(bytes);
        let mut end = rest.from;
        while end < rest.to && !bytes[end].is_ascii_whitespace() {
            end += 1;
        }
        (Range { from: rest.from, to: end }, Range { from: end, to: rest.to })
    }

    /// Whether `words` stand there.
    const fn is(self, bytes: &[u8], words: &[u8]) -> bool {
        self.equals(bytes, Range { from: 0, to: words.len() }, words)
    }

    /// Whether the same stands there as at `other` of `others`.
    const fn equals(self, bytes: &[u8], other: Range, others: &[u8]) -> bool {
        let n = self.to - self.from;
        let mut at = 0;
        while at < n && other.from + at < other.to {
            if bytes[self.from + at] != others[other.from + at] {
                return false;
            }
            at += 1;
        }
        at == n && other.from + at == other.to
    }

    /// The number it is; 0 for none.
    const fn number(self, bytes: &[u8]) -> u16 {
        let (mut value, mut at) = (0, self.from);
        while at < self.to && bytes[at].is_ascii_digit() {
            value = value * 10 + (bytes[at] - b'0') as u16;
            at += 1;
        }
        value
    }

    /// The forms its letters stand for.
    const fn forms(self, bytes: &[u8]) -> Class {
        let (mut class, mut at) = (Class::NONE, self.from);
        while at < self.to {
            class = class.or(Class::of_form(bytes[at]));
            at += 1;
        }
        class
    }
}

impl<const N: usize> Table<N> {
    /// Reads a data file; what it cannot understand it leaves out.
    pub(super) const fn read(source: &str) -> Table<N> {
        let bytes = source.as_bytes();
        let mut table = Table { entries: [Entry::NONE; N], slots: [0; SLOTS], n: 1 };
        let mut inflections = [Range { from: 0, to: 0 }; INFLECTIONS];
        let (mut n_inflections, mut section, mut at) = (0, Section::Unknown, 0);
        while at < bytes.len() {
            let end = Range { from: at, to: bytes.len() }.find(bytes, b'\n');
            let line = Range { from: at, to: end }.trimmed(bytes);
            at = end + 1;
            if line.is_empty() || bytes[line.from] == b'#' {
                continue;
            }
            if bytes[line.from] == b'[' {
                section = Section::of(bytes, Range { from: line.from + 1, to: line.to - 1 });
                continue;
            }
            match section {
                Section::Unknown => {}
                Section::Inflections => {
                    inflections[n_inflections] = line;
                    n_inflections += 1;
                }
                Section::Words(class) => table.line(bytes, line, class, &inflections),
            }
        }
        table.sort();
        table
    }

    /// Adds the words of one line.
    const fn line(&mut self, bytes: &[u8], line: Range, class: Class, inflections: &[Range]) {
        let colon = line.find(bytes, b':');
        if colon + 1 < line.to && bytes[colon + 1] == b' ' {
            let lemma = hash_of(bytes, line.from, colon) as u32;
            return self.forms(bytes, Range { from: colon + 1, to: line.to }, class, lemma);
        }
        let (mut word, mut rest) = line.word(bytes);
        while !word.is_empty() {
            let (slash, equals) = (word.find(bytes, b'/'), word.find(bytes, b'='));
            if slash < word.to {
                let name = Range { from: slash + 1, to: word.to };
                self.inflected(
                    bytes,
                    Range { from: word.from, to: slash },
                    name,
                    class,
                    inflections,
                );
            } else {
                let value = Range { from: equals + 1, to: word.to }.number(bytes);
                self.add(hash_of(bytes, word.from, equals), class, 0, value);
            }
            (word, rest) = rest.word(bytes);
        }
    }

    /// Adds `word=form …`; a word without a form has none.
    const fn forms(&mut self, bytes: &[u8], list: Range, class: Class, lemma: u32) {
        let (mut pair, mut rest) = list.word(bytes);
        while !pair.is_empty() {
            let equals = pair.find(bytes, b'=');
            let form = Range { from: equals + 1, to: pair.to }.forms(bytes);
            self.add(hash_of(bytes, pair.from, equals), class.or(form), lemma, 0);
            (pair, rest) = rest.word(bytes);
        }
    }

    /// Adds `stem` with each ending of the class of verbs called `name`.
    const fn inflected(
        &mut self,
        bytes: &[u8],
        stem: Range,
        name: Range,
        class: Class,
        inflections: &[Range],
    ) {
        let stem = hash_of(bytes, stem.from, stem.to);
        let mut of = 0;
        while of < inflections.len() {
            let line = inflections[of];
            let colon = line.find(bytes, b':');
            of += 1;
            if !(Range { from: line.from, to: colon }).equals(bytes, name, bytes) {
                continue;
            }
            let (mut pair, mut rest) = Range { from: colon + 1, to: line.to }.word(bytes);
            while !pair.is_empty() {
                let equals = pair.find(bytes, b'=');
                let (mut hash, mut at) = (stem, pair.from);
                while at < equals {
                    hash = step(hash, bytes[at]);
                    at += 1;
                }
                let form = Range { from: equals + 1, to: pair.to }.forms(bytes);
                self.add(hash, class.or(form), stem as u32, 0);
                (pair, rest) = rest.word(bytes);
            }
            return;
        }
    }

    const fn add(&mut self, hash: u64, class: Class, lemma: u32, value: u16) {
        let slot = super::slot(&self.entries, &self.slots, hash);
        let at = self.slots[slot] as usize;
        if at == 0 {
            self.slots[slot] = self.n as u16;
            self.entries[self.n] = Entry { hash, class, lemma, value, sort: 0 };
            self.n += 1;
            return;
        }
        let entry = &mut self.entries[at];
        entry.class = entry.class.or(class);
        if entry.lemma == 0 {
            entry.lemma = lemma;
        }
        if entry.value < value {
            entry.value = value;
        }
    }

    /// Tells what each word does in its sentence.
    const fn sort(&mut self) {
        let mut at = 1;
        while at < self.n {
            let mut first = 0;
            while first < SORTS.len() && !self.entries[at].class.is(SORTS[first]) {
                first += 1;
            }
            self.entries[at].sort = if first < SORTS.len() { first as u8 + 1 } else { 0 };
            at += 1;
        }
    }

    /// The first `M` entries, all that are filled.
    pub(super) const fn cut<const M: usize>(&self) -> Table<M> {
        let mut entries = [Entry::NONE; M];
        let mut at = 0;
        while at < M {
            entries[at] = self.entries[at];
            at += 1;
        }
        Table { entries, slots: self.slots, n: M }
    }
}
