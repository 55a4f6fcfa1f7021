/// The people of a briefing, in order of first appearance as a speaker.
///
/// An index into `people` is what an [`Attribution`](super::Attribution) holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cast {
    pub people: Vec<Person>,
}

/// One speaker, whoever it is: a person, an organisation, a group.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Person {
    /// The fullest name the text gives, without title: `Claudia Sheinbaum`.
    pub name: String,
    /// Every form the text uses, as printed, first seen first.
    pub aliases: Vec<String>,
    /// Title or office as printed: `President`, `Secretary of State`.
    pub title: Option<String>,
    /// The medium a reporter asks for: `Reuters`.
    pub outlet: Option<String>,
    pub gender: Option<Gender>,
    pub kind: PersonKind,
    /// Quotes of every kind attributed to this person.
    pub n_quotes: usize,
    /// Words in those quotes, nested quotes not counted twice.
    pub n_words: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gender {
    Female,
    Male,
}

impl Gender {
    /// The letter in the JSON contract.
    pub fn letter(self) -> &'static str {
        match self {
            Gender::Female => "f",
            Gender::Male => "m",
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PersonKind {
    #[default]
    Person,
    /// A body, a paper, a document that speaks: `the White House`, `the memo`.
    Organisation,
    /// Several people at once: `the Leaders`.
    Collective,
    /// Known by description only: `a senior administration official`.
    Anonymous,
}

impl PersonKind {
    /// The name in the JSON contract.
    pub fn name(self) -> &'static str {
        match self {
            PersonKind::Person => "person",
            PersonKind::Organisation => "organisation",
            PersonKind::Collective => "collective",
            PersonKind::Anonymous => "anonymous",
        }
    }
}
