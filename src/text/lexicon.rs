//! The words that tell who speaks, one data file per language, compiled in as tables.
//!
//! A file's sections become the bits of [`Class`]; a word in several sections has
//! several bits. Words are folded to lower case for ASCII and Latin-1 letters, and a
//! typographic apostrophe counts as a straight one.

mod table;

use crate::model::Language;
use table::{MOST, Table};

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

    const fn of_form(letter: u8) -> Class {
        match letter {
            b'b' => Class::BASE,
            b's' => Class::PRESENT,
            b'p' => Class::PAST,
            b'n' => Class::PARTICIPLE,
            b'g' => Class::GERUND,
            b'i' => Class::FIRST_PERSON,
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
    /// What is not listed.
    const NONE: Entry = Entry { hash: 0, class: Class::NONE, lemma: 0, value: 0, sort: 0 };

    /// A number for the word that is the same in every build; 0 for no word.
    pub fn key(&self) -> u32 {
        (self.hash ^ (self.hash >> 32)) as u32
    }
}

/// The words of one language, found by hash in constant time.
pub struct Lexicon {
    /// The first stands for every word that is not listed.
    entries: &'static [Entry],
    /// Open addressing: indices into `entries`, 0 for an empty place.
    slots: &'static [u16; SLOTS],
    /// Whether nouns are written with a capital and together: `Fraktionschefin`.
    pub compounds: bool,
}

/// Places of the table: a power of two, four times the words of the largest language.
const SLOTS: usize = 1 << 14;

/// The shortest last part of a noun written together, in bytes: shorter ones end surnames,
/// as `mann` does.
const PART: usize = 6;
/// The shortest part before it.
const STEM: usize = 3;

/// The empty string's hash; see [`step`].
pub const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// Adds one byte to an FNV-1a hash.
#[inline]
pub const fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ byte as u64).wrapping_mul(0x0000_0100_0000_01b3)
}

/// The folded hash of a word: the same for `Élan` and `élan`, `don’t` and `don't`.
pub fn hash(word: &str) -> u64 {
    hash_of(word.as_bytes(), 0, word.len())
}

/// The folded hash of the bytes `from..to`.
const fn hash_of(bytes: &[u8], from: usize, to: usize) -> u64 {
    let (mut hash, mut at) = (SEED, from);
    while at < to {
        let byte = bytes[at];
        if byte < 0x80 {
            hash = step(hash, byte.to_ascii_lowercase());
            at += 1;
            continue;
        }
        let (folded, n) = fold(bytes, at, to);
        hash = step(hash, folded);
        if n == 2 {
            hash = step(hash, fold_second(bytes[at], bytes[at + 1]));
        }
        at += n;
    }
    hash
}

/// The byte that stands for what begins at `at` and is not ASCII, and how many bytes before
/// `to` it takes.
#[inline]
const fn fold(bytes: &[u8], at: usize, to: usize) -> (u8, usize) {
    match bytes[at] {
        0xC3 if at + 1 < to => (0xC3, 2),
        0xE2 if at + 2 < to && bytes[at + 1] == 0x80 && matches!(bytes[at + 2], 0x98 | 0x99) => {
            (b'\'', 3)
        }
        byte => (byte, 1),
    }
}

/// The second byte of a Latin-1 letter, in lower case.
#[inline]
const fn fold_second(first: u8, byte: u8) -> u8 {
    if first == 0xC3 && byte >= 0x80 && byte <= 0x9E && byte != 0x97 { byte + 0x20 } else { byte }
}

/// The place of `hash`, or the empty one where it would go.
#[inline]
const fn slot(entries: &[Entry], slots: &[u16; SLOTS], hash: u64) -> usize {
    let mut slot = (hash ^ (hash >> 32)) as usize % SLOTS;
    loop {
        let at = slots[slot] as usize;
        if at == 0 || at < entries.len() && entries[at].hash == hash {
            return slot;
        }
        slot = (slot + 1) % SLOTS;
    }
}

/// The lexicon of a data file, read at compile time.
macro_rules! lexicon {
    ($file:literal) => {
        lexicon!($file, false)
    };
    ($file:literal, $compounds:literal) => {{
        const WHOLE: Table<MOST> = Table::read(include_str!($file));
        static TABLE: Table<{ WHOLE.n }> = WHOLE.cut();
        Lexicon { entries: &TABLE.entries, slots: &TABLE.slots, compounds: $compounds }
    }};
}

#[allow(long_running_const_eval, reason = "a second's work, done once")]
static LEXICONS: [Lexicon; 6] = [
    lexicon!("../../assets/lang/en.txt"),
    lexicon!("../../assets/lang/es.txt"),
    lexicon!("../../assets/lang/fr.txt"),
    lexicon!("../../assets/lang/de.txt", true),
    lexicon!("../../assets/lang/pt.txt"),
    lexicon!("../../assets/lang/it.txt"),
];

impl Lexicon {
    /// The lexicon of `language`, English for those without one.
    pub fn of(language: Language) -> &'static Lexicon {
        let at = match language {
            Language::SPANISH => 1,
            Language::FRENCH => 2,
            Language::GERMAN => 3,
            Language::PORTUGUESE => 4,
            Language::ITALIAN => 5,
            _ => 0,
        };
        &LEXICONS[at]
    }

    /// The number of the word with this hash; 0 when it is not listed.
    #[inline]
    pub fn find(&self, hash: u64) -> u16 {
        self.slots[slot(self.entries, self.slots, hash)]
    }

    /// The number of the office or role that ends a noun written together, its last part
    /// behind a hyphen or six bytes or longer: `Verdana-Chef`, `Busunternehmer`. 0 for
    /// none, and in languages that write no such nouns.
    pub fn last_part(&self, word: &str) -> u16 {
        let person = Class::OFFICE.or(Class::ROLE);
        let part = |from: usize| word.get(from..).map_or(0, |part| self.find(hash(part)));
        let is_person = |number: &u16| self.class(*number).is(person);
        if !self.compounds {
            return 0;
        }
        match word.rfind('-') {
            Some(hyphen) => Some(part(hyphen + 1)).filter(is_person).unwrap_or_default(),
            None => {
                let last = (word.len() + 1).saturating_sub(PART);
                (STEM..last).map(part).find(is_person).unwrap_or_default()
            }
        }
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
