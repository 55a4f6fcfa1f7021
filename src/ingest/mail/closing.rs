//! What stands below the words of a mail: the sender's card, the lawyers' warning, how to
//! leave the list.

use super::super::{BlockKind, Document};

/// Blocks at a mail's end among which its closing is looked for.
const LAST: usize = 16;

/// The longest line of a sender's card, in bytes.
const CARD: usize = 120;

/// What the warnings of lawyers open with, in lower case.
const WARNINGS: [&str; 14] = [
    "this e-mail",
    "this email",
    "this message",
    "this communication",
    "this transmission",
    "the information contained in this",
    "the contents of this",
    "confidentiality notice",
    "disclaimer",
    "diese e-mail",
    "este correo",
    "este mensaje",
    "ce message",
    "questo messaggio",
];

/// What they say: one of these.
const WARNED: [&str; 5] = ["intended", "destina", "bestimmt", "disclos", "recipient"];
/// Words that tell so alone.
const SECRET: [&str; 3] = ["confiden", "vertraulich", "privileged"];

/// What tells how a reader came to be on a list, in lower case.
const LISTED: [&str; 12] = [
    "you are receiving this",
    "you received this",
    "you're receiving this",
    "this email was sent",
    "this e-mail was sent",
    "this message was sent to",
    "to unsubscribe",
    "unsubscribe",
    "manage preferences",
    "manage your",
    "update your preferences",
    "update profile",
];

/// Makes the closing of a mail furniture.
pub(super) fn mark(document: &mut Document) {
    let from = document.blocks.len().saturating_sub(LAST).max(1);
    let sender = document.meta.byline.first().map(|line| line.name.clone());
    let words = |at: usize| document.blocks.get(at).map_or("", |b| b.span.of(&document.text));
    let found = |is: &dyn Fn(&str) -> bool| (from..document.blocks.len()).find(|at| is(words(*at)));
    let warning = found(&is_warning);
    let listed = found(&is_listed);
    let card = sender.and_then(|name| found(&|line| is_card(line, &name)));
    let end = warning.or(listed).unwrap_or(document.blocks.len());
    let short = |at: usize| words(at).len() <= CARD && !words(at).contains(['“', '"']);
    let card = card.filter(|card| *card < end && (*card..end).all(short));
    let listed =
        listed.filter(|at| (*at..document.blocks.len()).all(|at| words(at).len() <= 2 * CARD));
    let parts = [(warning, "disclaimer"), (listed, "list footer"), (card, "signature")];
    for (start, why) in parts {
        let Some(start) = start else { continue };
        for block in document.blocks.iter_mut().skip(start) {
            if !matches!(block.kind, BlockKind::Furniture(_)) {
                block.kind = BlockKind::Furniture(why.to_owned());
            }
        }
    }
}

fn is_warning(line: &str) -> bool {
    let line = line.to_lowercase();
    let line = line.trim_start_matches(|c: char| !c.is_alphabetic());
    WARNINGS.iter().any(|start| line.starts_with(start))
        && (SECRET.iter().any(|word| line.contains(word))
            || WARNED.iter().filter(|word| line.contains(**word)).count() >= 2)
}

fn is_listed(line: &str) -> bool {
    let line = line.replace('’', "'").to_lowercase();
    LISTED.iter().any(|start| line.starts_with(start))
}

/// Whether a sender's card begins with `line`: the name and perhaps what follows a comma,
/// or the forename alone.
fn is_card(line: &str, name: &str) -> bool {
    if Some(line.trim()) == name.split(' ').next() {
        return true;
    }
    let rest = line.trim().strip_prefix(name);
    rest.is_some_and(|rest| rest.is_empty() || rest.trim_start().starts_with([',', '|', '–', '-']))
}

#[cfg(test)]
mod tests {
    use super::super::document;

    /// The blocks of a mail from Ana Brel with `body`; furniture in brackets after why.
    #[track_caller]
    fn check(body: &str, expected: &[&str]) {
        let mail =
            format!("From: \"Brel, Ana (Press)\" <a@b.example>\r\nSubject: Fish\r\n\r\n{body}");
        let document = document("t", mail.as_bytes()).unwrap();
        let blocks: Vec<String> = document
            .blocks
            .iter()
            .map(|block| match &block.kind {
                super::BlockKind::Furniture(why) => {
                    format!("{why}[{}]", block.span.of(&document.text))
                }
                _ => block.span.of(&document.text).to_owned(),
            })
            .collect();
        assert_eq!(blocks, expected);
    }

    #[test]
    fn the_senders_card_and_the_warning_are_furniture() {
        check(
            "The ferry runs.\n\nAna Brel\nPress Secretary | Harbours\n\nThis e-mail is confidential.\n",
            &[
                "The ferry runs.",
                "signature[Ana Brel]",
                "signature[Press Secretary | Harbours]",
                "disclaimer[This e-mail is confidential.]",
            ],
        );
        check(
            "The ferry runs.\n\nAna Brel said it does.\n",
            &["The ferry runs.", "Ana Brel said it does."],
        );
        let told = "This message from the minister is intended for every sailor.";
        check(&format!("Good day.\n\n{told}\n\nIt runs.\n"), &["Good day.", told, "It runs."]);
        check("Words.\n\nAna Brel\n\n“It runs.”\n", &["Words.", "Ana Brel", "“It runs.”"]);
    }

    #[test]
    fn the_way_off_a_list_is_furniture() {
        check(
            "The ferry runs.\n\nYou are receiving this because you asked.\n\n1 Quay Street\n",
            &[
                "The ferry runs.",
                "list footer[You are receiving this because you asked.]",
                "list footer[1 Quay Street]",
            ],
        );
    }
}
