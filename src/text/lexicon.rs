//! The words that tell who speaks, one data file per language, compiled in.
//!
//! A file's sections become the bits of [`Class`]; a word in several sections has
//! several bits. Words are folded to lower case for ASCII and Latin-1 letters, and a
//! typographic apostrophe counts as a straight one.

use std::sync::OnceLock;

use crate::model::Language;

/// What a word can be, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Class(u64);

macro_rules! classes {
    ($($name:ident = $section:literal),* $(,)?) => {
        /// The sections in the order of their bits.
        const SECTIONS: &[&str] = &[$($section),*];
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "only counts the bits")]
        enum Bit { $($name),* }
        impl Class {
            $(pub const $name: Class = Class(1 << Bit::$name as u64);)*
        }
    };
}

classes! {
    SAY = "say", REPORT = "report", HOLD = "hold", NOTION = "notion", NEGATION = "negation",
    REFUSE = "refuse", MODAL = "modal", AUXILIARY = "auxiliary", HE = "he", SHE = "she", THEY = "they", FIRST = "first",
    OTHER_PRONOUN = "other-pronoun", OBJECT_PRONOUN = "object-pronoun",
    POSSESSIVE = "possessive", ARTICLE = "article", DEFINITE = "definite",
    PREPOSITION = "preposition", OF = "of", TO = "to", BY = "by", AND = "and", BUT = "but",
    THAT = "that", WHO = "who", SUBORDINATE = "subordinate", AS = "as", SOURCE = "source",
    ADVERB = "adverb", CALENDAR = "calendar", ORDINAL = "ordinal",
    CARDINAL = "cardinal", MR = "mr", MRS = "mrs", TITLE = "title", OFFICE = "office",
    ROLE = "role", GROUP = "group", DOCUMENT = "document", ORGANISATION = "organisation",
    PLACE = "place", COMMON = "common", FORENAME_SHE = "forename-she",
    FORENAME_HE = "forename-he", ABBREVIATION = "abbreviation", SUFFIX = "suffix", LINK = "link",
    CLITIC = "clitic", IT = "it", NAMING = "naming",
    HE_ARTICLE = "he-article", SHE_ARTICLE = "she-article", ENCLITIC = "enclitic",
    BASE = "form b", PRESENT = "form s", PAST = "form p", PARTICIPLE = "form n",
    GERUND = "form g", FIRST_PERSON = "form i", BOTH = "both", VIEW = "view", REALM = "realm", WE = "we",
}

impl Class {
    pub const NONE: Class = Class(0);
    /// A verb that can be a cue.
    pub const CUE: Class = Class::SAY.or(Class::REPORT);
    /// A noun that can speak.
    pub const NOUN: Class = Class::OFFICE.or(Class::ROLE).or(Class::GROUP).or(Class::DOCUMENT);
    pub const PRONOUN: Class = Class::HE.or(Class::SHE).or(Class::THEY).or(Class::FIRST);
    pub const FORENAME: Class = Class::FORENAME_HE.or(Class::FORENAME_SHE);

    pub const fn or(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }

    /// Whether the two sets share a member.
    pub const fn is(self, other: Class) -> bool {
        self.0 & other.0 != 0
    }

    const fn of_form(letter: char) -> Class {
        match letter {
            'b' => Class::BASE,
            's' => Class::PRESENT,
            'p' => Class::PAST,
            'n' => Class::PARTICIPLE,
            'g' => Class::GERUND,
            'i' => Class::FIRST_PERSON,
            _ => Class::NONE,
        }
    }
}

/// One word of a lexicon.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entry {
    hash: u64,
    pub class: Class,
    /// A hash of the base form, the same in every build; 0 for what is no verb.
    pub lemma: u32,
    /// The value of a number word.
    pub value: u16,
    sort: u8,
}

/// What a word does in its sentence: the first of these it is decides.
const SORTS: [Class; 17] = [
    Class::SAY,
    Class::REPORT,
    Class::HE.or(Class::SHE),
    Class::THAT,
    Class::SOURCE,
    Class::AS,
    Class::AND,
    Class::WHO,
    Class::ARTICLE.or(Class::POSSESSIVE),
    Class::TO,
    Class::OF,
    Class::PREPOSITION,
    Class::AUXILIARY.or(Class::MODAL),
    Class::SUBORDINATE,
    Class::PRONOUN,
    Class::NOUN,
    Class::ADVERB,
];

impl Entry {
    /// A number for the word that is the same in every build; 0 for no word.
    pub fn key(&self) -> u32 {
        (self.hash ^ (self.hash >> 32)) as u32
    }
}

/// The words of one language, found by hash in constant time.
pub struct Lexicon {
    entries: Vec<Entry>,
    /// Open addressing: indices into `entries`, 0 for an empty place.
    slots: Box<[u16; SLOTS]>,
}

/// Places of the table: a power of two, four times the words of the largest language.
const SLOTS: usize = 1 << 14;

/// The endings of a class of verbs, each with its forms.
type Inflection<'a> = (&'a str, Vec<(&'a str, Class)>);

/// The empty string's hash; see [`step`].
pub const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// Adds one byte to an FNV-1a hash.
#[inline]
pub const fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ byte as u64).wrapping_mul(0x0000_0100_0000_01b3)
}

/// The folded hash of a word: the same for `Élan` and `élan`, `don’t` and `don't`.
pub fn hash(word: &str) -> u64 {
    let bytes = word.as_bytes();
    let mut hash = SEED;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at).filter(|byte| byte.is_ascii()) {
        hash = step(hash, byte.to_ascii_lowercase());
        at += 1;
    }
    while let Some(&byte) = bytes.get(at) {
        let (folded, n) = fold(byte, bytes.get(at + 1).copied(), bytes.get(at + 2).copied());
        hash = step(hash, folded);
        if n == 2 {
            hash = step(hash, bytes.get(at + 1).map_or(0, |b| fold_second(byte, *b)));
        }
        at += n;
    }
    hash
}

/// The byte that stands for what begins with `byte`, and how many bytes it takes.
#[inline]
fn fold(byte: u8, second: Option<u8>, third: Option<u8>) -> (u8, usize) {
    match byte {
        b'A'..=b'Z' => (byte | 0x20, 1),
        0xC3 => (byte, if second.is_some() { 2 } else { 1 }),
        0xE2 if second == Some(0x80) && matches!(third, Some(0x98 | 0x99)) => (b'\'', 3),
        _ => (byte, 1),
    }
}

/// The second byte of a Latin-1 letter, in lower case.
#[inline]
const fn fold_second(first: u8, byte: u8) -> u8 {
    if first == 0xC3 && byte >= 0x80 && byte <= 0x9E && byte != 0x97 { byte + 0x20 } else { byte }
}

impl Lexicon {
    /// The lexicon of `language`, English for those without one. Built at first use.
    pub fn of(language: Language) -> &'static Lexicon {
        static BUILT: [OnceLock<Lexicon>; 6] = [const { OnceLock::new() }; 6];
        let (at, source) = match language {
            Language::SPANISH => (1, include_str!("../../assets/lang/es.txt")),
            Language::FRENCH => (2, include_str!("../../assets/lang/fr.txt")),
            Language::GERMAN => (3, include_str!("../../assets/lang/de.txt")),
            Language::PORTUGUESE => (4, include_str!("../../assets/lang/pt.txt")),
            Language::ITALIAN => (5, include_str!("../../assets/lang/it.txt")),
            _ => (0, include_str!("../../assets/lang/en.txt")),
        };
        BUILT[at].get_or_init(|| Lexicon::read(source))
    }

    /// Reads a data file; what it cannot understand it leaves out.
    fn read(source: &str) -> Lexicon {
        let mut lexicon = Lexicon { entries: vec![Entry::default()], slots: Box::new([0; SLOTS]) };
        let mut inflections: Vec<Inflection> = Vec::new();
        let mut section = "";
        let mut bit = None;
        for line in source.lines().map(str::trim_ascii) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                section = name;
                bit = SECTIONS.iter().position(|s| *s == section);
            } else if section == "classes" {
                let Some((name, endings)) = parted(line, b':') else { continue };
                inflections.push((name, forms(endings).collect()));
            } else if let Some(bit) = bit {
                lexicon.read_words(line, Class(1 << bit), &inflections);
            }
        }
        for entry in &mut lexicon.entries {
            let first = SORTS.iter().position(|sort| entry.class.is(*sort));
            entry.sort = first.map_or(0, |at| at as u8 + 1);
        }
        lexicon
    }

    fn read_words(&mut self, line: &str, class: Class, inflections: &[Inflection]) {
        if let Some((lemma, rest)) = parted(line, b':').filter(|(_, rest)| rest.starts_with(' ')) {
            let lemma = hash(lemma) as u32;
            for (word, form) in forms(rest) {
                self.add(hash(word), class.or(form), lemma, 0);
            }
            return;
        }
        for word in line.split_ascii_whitespace() {
            if let Some((stem, name)) = parted(word, b'/') {
                let Some((_, endings)) = inflections.iter().find(|(n, _)| *n == name) else {
                    continue;
                };
                let stem_hash = hash(stem);
                for (ending, form) in endings {
                    let whole = ending.bytes().fold(stem_hash, step);
                    self.add(whole, class.or(*form), stem_hash as u32, 0);
                }
            } else if let Some((word, value)) = parted(word, b'=') {
                self.add(hash(word), class, 0, value.parse().unwrap_or(0));
            } else {
                self.add(hash(word), class, 0, 0);
            }
        }
    }

    fn add(&mut self, hash: u64, class: Class, lemma: u32, value: u16) {
        let slot = self.slot(hash);
        let at = self.slots.get(slot).copied().unwrap_or(0) as usize;
        // One slot in four at most is filled, so a search stays short.
        if at == 0 && self.entries.len() * 4 > self.slots.len() * 3 {
            return;
        }
        if at == 0 {
            if let Some(place) = self.slots.get_mut(slot) {
                *place = self.entries.len() as u16;
            }
            self.entries.push(Entry { hash, class, lemma, value, sort: 0 });
        } else if let Some(entry) = self.entries.get_mut(at) {
            entry.class = entry.class.or(class);
            entry.lemma = if entry.lemma == 0 { lemma } else { entry.lemma };
            entry.value = entry.value.max(value);
        }
    }

    /// The place of `hash`, or the empty one where it would go.
    #[inline]
    fn slot(&self, hash: u64) -> usize {
        let mut slot = (hash ^ (hash >> 32)) as usize % SLOTS;
        loop {
            let at = self.slots[slot] as usize;
            if at == 0 || self.entries.get(at).is_some_and(|e| e.hash == hash) {
                return slot;
            }
            slot = (slot + 1) % SLOTS;
        }
    }

    /// The number of the word with this hash; 0 when it is not listed.
    #[inline]
    pub fn find(&self, hash: u64) -> u16 {
        self.slots[self.slot(hash)]
    }

    #[inline]
    pub fn entry(&self, number: u16) -> Entry {
        self.entries.get(number as usize).copied().unwrap_or_default()
    }

    /// What the word does in its sentence, as a small number: 1 for a verb of saying, 2 for
    /// one of reporting, `he` or `she`, `that`, a source, `as`, `and`, `who`, an article,
    /// `to`, `of`, a preposition, an auxiliary, a subordinator, a pronoun, 16 for a noun, 17
    /// for an adverb; 0 for others.
    #[inline]
    pub fn sort(&self, number: u16) -> u8 {
        self.entries.get(number as usize).map_or(0, |e| e.sort)
    }

    #[inline]
    pub fn class(&self, number: u16) -> Class {
        self.entries.get(number as usize).map_or(Class::NONE, |e| e.class)
    }
}

/// `ending=form …` as pairs; an ending without a form keeps none.
fn forms(list: &str) -> impl Iterator<Item = (&str, Class)> {
    list.split_ascii_whitespace().map(|pair| match parted(pair, b'=') {
        Some((ending, form)) => {
            (ending, form.chars().fold(Class::NONE, |c, l| c.or(Class::of_form(l))))
        }
        None => (pair, Class::NONE),
    })
}

/// What stands before and after the first `mark`.
fn parted(words: &str, mark: u8) -> Option<(&str, &str)> {
    let at = words.bytes().position(|byte| byte == mark)?;
    Some((words.get(..at)?, words.get(at + 1..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(language: Language, word: &str, class: Class) {
        let lexicon = Lexicon::of(language);
        assert!(lexicon.class(lexicon.find(hash(word))).is(class), "`{word}`");
    }

    #[track_caller]
    fn check_not(language: Language, word: &str, class: Class) {
        let lexicon = Lexicon::of(language);
        assert!(!lexicon.class(lexicon.find(hash(word))).is(class), "`{word}`");
    }

    #[test]
    fn verbs_are_found_in_every_form() {
        for word in ["say", "says", "said", "saying", "noted", "noting", "replies", "Told"] {
            check(Language::ENGLISH, word, Class::SAY);
        }
        check_not(Language::ENGLISH, "noteed", Class::SAY);
        check_not(Language::ENGLISH, "table", Class::CUE);
    }

    #[test]
    fn accents_and_apostrophes_fold() {
        assert_eq!(hash("ÉL"), hash("él"));
        assert_eq!(hash("don’t"), hash("don't"));
        assert_ne!(hash("el"), hash("él"));
    }

    #[test]
    fn every_language_has_a_verb_of_saying() {
        for (language, verb) in [
            (Language::ENGLISH, "said"),
            (Language::SPANISH, "señaló"),
            (Language::FRENCH, "déclaré"),
            (Language::GERMAN, "sagte"),
            (Language::PORTUGUESE, "afirmou"),
            (Language::ITALIAN, "detto"),
        ] {
            check(language, verb, Class::SAY);
        }
    }

    #[test]
    fn no_section_is_unknown() {
        for source in [
            include_str!("../../assets/lang/en.txt"),
            include_str!("../../assets/lang/es.txt"),
            include_str!("../../assets/lang/fr.txt"),
            include_str!("../../assets/lang/de.txt"),
            include_str!("../../assets/lang/pt.txt"),
            include_str!("../../assets/lang/it.txt"),
        ] {
            for line in source.lines().filter(|l| l.starts_with('[')) {
                let name = line.trim_matches(['[', ']']);
                assert!(name == "classes" || SECTIONS.contains(&name), "`{name}`");
            }
        }
    }
}
