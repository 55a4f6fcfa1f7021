//! A message that is passed on. It is what the mail brings, no quoted reply; above it
//! stands the head that the sender's program copied.

use super::super::{BlockKind, Document};
use crate::text::date::{self, Reading};

/// What programs print above a message that is passed on.
const RULES: [&str; 7] = [
    "forwarded message",
    "begin forwarded message",
    "mensaje reenviado",
    "weitergeleitete nachricht",
    "message transféré",
    "mensagem encaminhada",
    "messaggio inoltrato",
];

/// Fields of the copied head, in the languages of the programs.
const FIELDS: [&str; 25] = [
    "from", "sent", "date", "to", "cc", "subject", "reply-to", "de", "enviado", "fecha", "para",
    "asunto", "von", "gesendet", "datum", "an", "betreff", "envoyé", "objet", "à", "da", "data",
    "a", "oggetto", "assunto",
];
const SENDER: [&str; 4] = ["from", "de", "von", "da"];
const SENT: [&str; 8] = ["date", "sent", "fecha", "enviado", "datum", "gesendet", "envoyé", "data"];

/// Whether a line says that a message passed on begins below it.
pub(super) fn is_rule(line: &str) -> bool {
    let line = line.trim().trim_matches(['-', ' ', '_', ':']).to_lowercase();
    RULES.contains(&line.as_str())
}

/// Whether `words`, breaks lost, begin with such a line.
pub(super) fn begins(words: &str) -> bool {
    let words = words.trim_start().trim_start_matches(['-', ' ', '_']);
    let start = words.get(..words.floor_char_boundary(80)).unwrap_or(words).to_lowercase();
    RULES.iter().any(|rule| start.starts_with(rule))
}

/// Where a copied head begins that no rule announces: sender, day and subject on lines one
/// after the other, as Outlook writes them, below words of the mail's own.
pub(super) fn bare_head(lines: &[&str]) -> Option<usize> {
    const SUBJECT: [&str; 5] = ["subject", "asunto", "betreff", "objet", "oggetto"];
    let name = |at: usize| lines.get(at).and_then(|line| field(line)).map(|(name, _)| name);
    let is = |at: usize, names: &[&str]| name(at).is_some_and(|n| names.contains(&n.as_str()));
    (0..lines.len()).find(|at| {
        is(*at, &SENDER) && is(at + 1, &SENT) && (at + 2..at + 6).any(|at| is(at, &SUBJECT))
    })
}

/// Name and value of a line of the copied head.
fn field(line: &str) -> Option<(String, &str)> {
    let (name, value) = line.split_once(':')?;
    let name = name.trim().trim_matches('*').to_lowercase();
    FIELDS.contains(&name.as_str()).then(|| (name, value.trim().trim_matches('*').trim()))
}

/// Makes the copied head furniture, and sender and date those of the message passed on.
pub(super) fn mark(document: &mut Document) {
    let Document { text, blocks, .. } = &*document;
    let rule = blocks.iter().position(|block| is_rule(block.span.of(text)));
    let head = || {
        let head = BlockKind::Furniture("mail header".to_owned());
        blocks.iter().position(|block| block.kind == head)
    };
    let Some(first) = rule.map(|rule| rule + 1).or_else(head) else { return };
    let fields = blocks.get(first..).unwrap_or_default().iter();
    let fields: Vec<(String, &str)> =
        fields.map_while(|block| field(block.span.of(text))).collect();
    let value = |names: &[&str]| {
        fields.iter().find(|(name, _)| names.contains(&name.as_str())).map(|(_, value)| *value)
    };
    let sender = value(&SENDER).map(sender);
    let sent = value(&SENT).and_then(|value| Some((date::whole(value)?.reading, value.to_owned())));
    let n = fields.len();
    let from = rule.unwrap_or(first);
    for block in document.blocks.iter_mut().take(first + n).skip(from) {
        block.kind = BlockKind::Furniture("mail header".to_owned());
    }
    if let Some((name, address)) =
        sender.filter(|(name, address)| name.is_some() || address.is_some())
    {
        super::sent_by(name.as_deref(), address.as_deref(), &mut document.meta);
    }
    if let Some((Reading::Day(day), surface)) = sent {
        document.meta.published = Some(day);
        document.meta.published_surface = Some(surface);
    }
}

/// Name and address in `Ana Brel <ana@a.example>`.
fn sender(value: &str) -> (Option<String>, Option<String>) {
    let (name, address) = value.split_once('<').unwrap_or((value, ""));
    let filled = |part: &str| {
        let part = part.trim().trim_matches(['"', '>', '\'']).trim();
        (!part.is_empty()).then(|| part.to_owned())
    };
    (filled(name), filled(address))
}
