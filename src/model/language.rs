/// A language by its two-letter ISO 639-1 code; [`Language::UNKNOWN`] is `und`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Language([u8; 2]);

impl Language {
    pub const ENGLISH: Language = Language(*b"en");
    pub const SPANISH: Language = Language(*b"es");
    pub const FRENCH: Language = Language(*b"fr");
    pub const GERMAN: Language = Language(*b"de");
    pub const PORTUGUESE: Language = Language(*b"pt");
    pub const ITALIAN: Language = Language(*b"it");
    pub const UNKNOWN: Language = Language(*b"??");

    /// The language of a tag such as `en`, `en-US` or `es_MX`; `None` when it does
    /// not begin with two ASCII letters that stand alone.
    pub fn from_tag(tag: &str) -> Option<Language> {
        let primary = tag.trim().split(['-', '_']).next()?;
        let bytes: [u8; 2] = primary.as_bytes().try_into().ok()?;
        bytes
            .iter()
            .all(u8::is_ascii_alphabetic)
            .then(|| Language(bytes.map(|b| b.to_ascii_lowercase())))
    }

    /// The code as printed: two letters, or `und` when the language is unknown.
    pub fn code(&self) -> &str {
        if *self == Language::UNKNOWN {
            return "und";
        }
        std::str::from_utf8(&self.0).unwrap_or("und")
    }
}
