//! What can be typed.

use crate::export::Form;

/// A line understood. Numbers count from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Command {
    Next,
    Back,
    Read(usize),
    /// The topic whose heading these words match best.
    Jump(String),
    Topics,
    Quotes,
    Quote(usize),
    Why(usize),
    People,
    Search(String),
    Regex(String),
    /// In all documents.
    Everywhere(String),
    NextHit,
    PreviousHit,
    Only(Wanted),
    All,
    Copy(usize, Option<Form>),
    Clip(usize),
    More,
    Documents,
    Open(usize),
    Help,
    Quit,
}

/// What quotes are limited to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    Person(String),
    Topic(usize),
    Kind(String),
    Words(String),
}

/// A word that can be typed: itself, its short form, what follows it, what it does.
struct Row(&'static str, &'static str, &'static str, &'static str);

const TABLE: &[Row] = &[
    Row("", "Enter", "", "read the next topic"),
    Row("back", "b", "", "read the topic before"),
    Row("read", "r", "3", "read topic 3; the number alone does, too; also: read harbour"),
    Row("topics", "t", "", "list the topics"),
    Row("quotes", "s", "", "list the quotes"),
    Row("quote", "", "5", "quote 5 with the paragraph it stands in"),
    Row("why", "w", "5", "who said quote 5, and why the program believes so"),
    Row("people", "p", "", "list who is quoted, and how much"),
    Row("/", "", "words", "search; capitals count when typed"),
    Row("regex", "", "pattern", "search with a regular expression"),
    Row("everywhere", "e", "words", "search all documents"),
    Row("n", "", "", "read the next hit; N the one before"),
    Row(
        "only",
        "o",
        "name",
        "quotes of this person; also: only topic 3, only kind direct, only words harbour",
    ),
    Row("all", "a", "", "take off the last of these limits"),
    Row(
        "copy",
        "c",
        "5",
        "print quote 5 with its source; also: copy 5 markdown, ap, bibtex, csl-json",
    ),
    Row("clip", "", "5", "hand quote 5 to the terminal's clipboard"),
    Row("more", "m", "", "go on with a list"),
    Row("documents", "d", "", "list the documents"),
    Row("open", "", "2", "open document 2"),
    Row("help", "h", "", "this list"),
    Row("quit", "q", "", "end"),
];

/// What others call it, and what it is here.
const ALIASES: &[(&str, &str)] = &[
    ("next", ""),
    ("jump", "read"),
    ("go", "read"),
    ("topic", "read"),
    ("search", "/"),
    ("find", "/"),
    ("speaker", "only"),
    ("speakers", "people"),
    ("?", "help"),
    ("exit", "quit"),
];

/// The table, a line for each.
pub(super) fn help() -> String {
    let line = |Row(word, short, after, words): &Row| {
        let typed = [*word, *after].join(if *word == "/" { "" } else { " " });
        let typed = [typed.trim(), *short].into_iter().filter(|part| !part.is_empty());
        format!("{}: {words}\n", typed.collect::<Vec<_>>().join(", or "))
    };
    TABLE.iter().map(line).collect()
}

/// What `line` asks for.
///
/// # Errors
///
/// A sentence that says what can be typed instead.
pub(super) fn parse(line: &str) -> Result<Command, String> {
    let line = line.trim();
    if let Some(words) = line.strip_prefix('/') {
        return Ok(Command::Search(words.trim().to_owned()));
    }
    if let Ok(n) = line.parse() {
        return Ok(Command::Read(n));
    }
    let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let rest = rest.trim();
    let lower = word.to_lowercase();
    let alias = ALIASES.iter().find(|(other, _)| *other == lower);
    let lower = alias.map_or(lower, |(_, name)| (*name).to_owned());
    let row = TABLE
        .iter()
        .find(|Row(name, short, ..)| *name == lower || (!short.is_empty() && *short == lower));
    let Some(Row(name, ..)) = row else { return Err(format!("{word} is not known: type help.")) };
    let number = || {
        let first = rest.split_whitespace().next().unwrap_or_default();
        first.parse::<usize>().ok().ok_or_else(|| format!("Type a number, too: {name} 3"))
    };
    Ok(match *name {
        "" => Command::Next,
        "back" => Command::Back,
        "read" => match number() {
            Err(_) if !rest.is_empty() => Command::Jump(rest.to_owned()),
            number => Command::Read(number?),
        },
        "topics" => Command::Topics,
        "quotes" => Command::Quotes,
        "quote" => Command::Quote(number()?),
        "why" => Command::Why(number()?),
        "people" => Command::People,
        "/" => Command::Search(rest.to_owned()),
        "regex" => Command::Regex(rest.to_owned()),
        "everywhere" if rest.is_empty() => {
            return Err("Type the words, too: everywhere harbour".to_owned());
        }
        "everywhere" => Command::Everywhere(rest.to_owned()),
        "n" if word == "N" => Command::PreviousHit,
        "n" => Command::NextHit,
        "only" => Command::Only(wanted(rest)?),
        "all" => Command::All,
        "copy" => Command::Copy(number()?, form(rest)?),
        "clip" => Command::Clip(number()?),
        "more" => Command::More,
        "documents" => Command::Documents,
        "open" => Command::Open(number()?),
        "help" => Command::Help,
        _ => Command::Quit,
    })
}

fn wanted(rest: &str) -> Result<Wanted, String> {
    let (sort, value) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    Ok(match (sort, value.trim()) {
        ("", _) => return Err("Type what, too: only NAME, only topic 3".to_owned()),
        ("kind", kind) => Wanted::Kind(kind.to_lowercase()),
        ("words", words) => Wanted::Words(words.to_owned()),
        ("topic", n) => match n.parse() {
            Ok(n) => Wanted::Topic(n),
            Err(_) => return Err("Type a number, too: only topic 3".to_owned()),
        },
        _ => Wanted::Person(rest.to_owned()),
    })
}

/// The form named after the number.
fn form(rest: &str) -> Result<Option<Form>, String> {
    let Some(name) = rest.split_whitespace().nth(1) else { return Ok(None) };
    let form = Form::ALL.into_iter().find(|form| form.name() == name);
    form.map(Some).ok_or_else(|| format!("Forms are {}.", Form::ALL.map(Form::name).join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_understood() {
        let check = |line: &str, expected: Command| assert_eq!(parse(line), Ok(expected));
        check("", Command::Next);
        check(" 12 ", Command::Read(12));
        check("R 3", Command::Read(3));
        check("read the harbour", Command::Jump("the harbour".into()));
        check("jump harbour", Command::Jump("harbour".into()));
        check("search the fund", Command::Search("the fund".into()));
        check("/ the fund", Command::Search("the fund".into()));
        check("everywhere the fund", Command::Everywhere("the fund".into()));
        check("N", Command::PreviousHit);
        check("only Ana Roe", Command::Only(Wanted::Person("Ana Roe".into())));
        check("only topic 3", Command::Only(Wanted::Topic(3)));
        check("copy 2 ap", Command::Copy(2, Some(Form::Ap)));
        check("q", Command::Quit);
        assert!(parse("everywhere").is_err());
        assert!(parse("copy 2 verse").is_err() && parse("only").is_err() && parse("x").is_err());
    }

    #[test]
    fn other_words_mean_one_that_is_known_and_none_of_them() {
        for (other, name) in ALIASES {
            assert!(TABLE.iter().any(|Row(word, ..)| word == name), "{name}");
            assert!(TABLE.iter().all(|Row(word, short, ..)| word != other && short != other));
        }
    }

    #[test]
    fn every_word_is_in_the_help_once() {
        for (at, Row(word, short, ..)) in TABLE.iter().enumerate() {
            assert!(TABLE.iter().skip(at + 1).all(|Row(w, s, ..)| {
                w != word && (s.is_empty() || s != short) && (w != short || s == word)
            }));
        }
        assert!(help().contains("read 3, or r: read topic 3"));
        assert!(help().starts_with("Enter: read the next topic\n"));
    }
}
