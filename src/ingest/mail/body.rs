use super::super::BlockKind;
use super::super::pen::Pen;
use super::forward;

/// Bytes of a line past which a mail is not wrapped by its writer's program.
const WIDE: usize = 100;

/// No program wraps lines shorter than this.
const NARROW: usize = 55;

/// Lines at a mail's end where the footer of a list may stand.
const FOOTER: usize = 15;

/// How the lines of a text part relate to its paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrapping {
    /// RFC 3676: a line that ends in a blank goes on in the next.
    Flowed,
    /// The same, and that blank is no part of the text.
    FlowedTight,
    /// To be told from the lengths of the lines.
    Unknown,
}

/// What an earlier message is that a mail holds below its head alone, without a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Brings {
    /// What it answers.
    Answered,
    /// What it passes on.
    PassedOn,
}

/// What a line of a mail is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Own,
    Quoted,
    /// `From: …`, `Sent: …` above a message that is passed on.
    Head,
    Signature,
    Footer,
}

/// Writes the text of a mail: the sender's own words as paragraphs, the rest as
/// furniture. A mail without words of its own gives those it quotes.
pub(super) fn write(text: &str, wrapping: Wrapping, brings: Brings, pen: &mut Pen) {
    let lines: Vec<&str> = text.lines().collect();
    let mut parts = parts(&lines, brings);
    let own = |(line, part): (&&str, &Part)| *part == Part::Own && !line.trim().is_empty();
    if !lines.iter().zip(&parts).any(own) {
        parts.iter_mut().filter(|p| **p == Part::Quoted).for_each(|part| *part = Part::Own);
    }
    let wide = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0);
    let mut last: Option<(&str, Part)> = None;
    for (line, part) in lines.iter().zip(parts) {
        let line = unquoted(line);
        let line = if wrapping == Wrapping::Unknown { line } else { unstuffed(line) };
        let goes_on = last
            .is_some_and(|(before, same)| same == part && goes_on(before, line, wrapping, wide));
        if line.trim().is_empty() {
            pen.end();
        } else {
            if !goes_on {
                pen.begin(kind(part));
            }
            if !(goes_on && wrapping == Wrapping::FlowedTight) {
                pen.words(" ");
            }
            pen.words(match wrapping {
                // Only the last blank is the sign that the line goes on.
                Wrapping::FlowedTight => line.strip_suffix(' ').unwrap_or(line),
                _ => line.trim(),
            });
        }
        last = Some((line, part)).filter(|(line, _)| !line.trim().is_empty());
    }
    pen.end();
}

fn kind(part: Part) -> BlockKind {
    BlockKind::Furniture(match part {
        Part::Own => return BlockKind::Text,
        Part::Quoted => "quoted reply".to_owned(),
        Part::Head => "mail header".to_owned(),
        Part::Signature => "signature".to_owned(),
        Part::Footer => "list footer".to_owned(),
    })
}

/// Whether `line` goes on with the paragraph of the line before it.
fn goes_on(before: &str, line: &str, wrapping: Wrapping, wide: usize) -> bool {
    if wrapping != Wrapping::Unknown {
        // RFC 3676, 4.3: the line above a signature does not flow.
        return before.ends_with(' ') && before != "-- ";
    }
    let word = line.split_whitespace().next().unwrap_or_default().chars().count();
    // Nobody ends a line whose next word would have had room.
    let width = wide.clamp(NARROW, 80);
    let full = before.trim_end().chars().count() + 1 + word > width - width / 12;
    wide <= WIDE && full && !is_item(line)
}

fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    ["- ", "* ", "• ", "– ", "o "].iter().any(|sign| line.starts_with(sign))
}

fn unquoted(line: &str) -> &str {
    let bare = line.trim_start_matches(['>', ' ']);
    if line.starts_with('>') { bare } else { line }
}

fn unstuffed(line: &str) -> &str {
    line.strip_prefix(' ').unwrap_or(line)
}

/// What each line is.
fn parts(lines: &[&str], brings: Brings) -> Vec<Part> {
    let mut parts: Vec<Part> = lines
        .iter()
        .map(|line| if line.starts_with('>') { Part::Quoted } else { Part::Own })
        .collect();
    let passed_on = lines.iter().any(|line| forward::is_rule(line));
    let answered = brings == Brings::Answered && !passed_on;
    let bare = || forward::bare_head(lines).filter(|_| answered);
    if let Some(at) = lines.iter().position(|line| is_reply_rule(line)).or_else(bare) {
        parts.iter_mut().skip(at).for_each(|part| *part = Part::Quoted);
    }
    introductions(lines, &mut parts);
    if !answered {
        mark_head(lines, &mut parts);
    }
    if let Some(at) = lines.iter().rposition(|line| matches!(*line, "-- " | "--")) {
        let own = parts.iter_mut().skip(at).filter(|part| **part == Part::Own);
        own.for_each(|part| *part = Part::Signature);
    }
    if let Some(at) = farewell(lines, &parts) {
        let own = parts.iter_mut().skip(at).filter(|part| **part == Part::Own);
        own.for_each(|part| *part = Part::Signature);
    }
    if let Some(at) = footer(lines) {
        parts.iter_mut().skip(at).for_each(|part| *part = Part::Footer);
    }
    parts
}

/// Words a mail closes with, above the sender's name and post.
const FAREWELLS: [&str; 16] = [
    "kind regards",
    "best regards",
    "warm regards",
    "regards",
    "best wishes",
    "many thanks",
    "yours sincerely",
    "sincerely",
    "best",
    "saludos",
    "saludos cordiales",
    "atentamente",
    "cordialement",
    "mit freundlichen grüßen",
    "cordiali saluti",
    "atenciosamente",
];

/// The longest line of what stands below a farewell, in bytes, and how many there may be.
const SHORT: usize = 70;
const BELOW: usize = 10;

/// The line of the farewell that only a few short lines follow.
fn farewell(lines: &[&str], parts: &[Part]) -> Option<usize> {
    let own = |at: &usize| parts.get(*at) == Some(&Part::Own);
    let closes = |at: &usize| {
        let words = lines[*at].trim().trim_end_matches([',', '.', '!']).to_lowercase();
        FAREWELLS.contains(&words.as_str())
    };
    let at = (0..lines.len()).rev().filter(own).find(closes)?;
    let below: Vec<&str> = (at + 1..lines.len()).filter(own).map(|at| lines[at].trim()).collect();
    let few = below.iter().filter(|line| !line.is_empty()).count() <= BELOW;
    (few && below.iter().all(|line| line.len() <= SHORT)).then_some(at)
}

/// `-----Original Message-----`, in the languages of the programs that write it.
fn is_reply_rule(line: &str) -> bool {
    let words = line.trim().trim_matches(['-', ' ']).to_lowercase();
    line.trim().starts_with("--")
        && ["original message", "mensaje original", "ursprüngliche nachricht", "message d'origine"]
            .contains(&words.as_str())
}

/// Marks the line or two before quoted lines that say who wrote them.
fn introductions(lines: &[&str], parts: &mut [Part]) {
    const OPENERS: [&str; 8] = ["On ", "El ", "Am ", "Le ", "Il ", "Em ", "Op ", "At "];
    for at in 1..lines.len() {
        if parts[at] != Part::Quoted || parts[at - 1] == Part::Quoted {
            continue;
        }
        let before: Vec<usize> =
            (0..at).rev().skip_while(|idx| lines[*idx].trim().is_empty()).take(2).collect();
        let ends = before.first().is_some_and(|idx| lines[*idx].trim_end().ends_with(':'));
        let opens = before.iter().position(|idx| {
            let line = lines[*idx];
            OPENERS.iter().any(|opener| line.starts_with(opener))
                && line.contains(|c: char| c.is_ascii_digit())
        });
        if let (true, Some(n)) = (ends, opens) {
            before.iter().take(n + 1).for_each(|idx| parts[*idx] = Part::Quoted);
        }
    }
}

/// Marks the head of a message that is passed on; its words count as the mail's.
fn mark_head(lines: &[&str], parts: &mut [Part]) {
    let rule = lines.iter().position(|line| forward::is_rule(line));
    let Some(at) = rule.or_else(|| forward::bare_head(lines)) else { return };
    let mut begun = rule.is_none();
    for idx in at..lines.len() {
        let line = lines[idx].trim();
        let field = line
            .split_once(':')
            .is_some_and(|(name, _)| !name.is_empty() && name.len() < 20 && !name.contains(' '));
        let blank = line.is_empty() && !begun;
        if idx > at && !field && !blank {
            break;
        }
        begun |= field;
        parts[idx] = Part::Head;
    }
}

/// Where the footer begins that a mailing list adds: near the end, and with a rule of
/// underscores or a line that says how to leave the list.
fn footer(lines: &[&str]) -> Option<usize> {
    let from = lines.len().saturating_sub(FOOTER);
    let leaves = |line: &str| {
        let line = line.to_lowercase();
        ["unsubscribe", "mailing list", "darse de baja", "abmelden", "désabonner", "manage your"]
            .iter()
            .any(|sign| line.contains(sign))
    };
    let tail = lines.get(from..)?;
    let at = tail.iter().position(|line| leaves(line))?;
    let rule = |line: &&str| line.len() >= 10 && line.chars().all(|c| matches!(c, '_' | '-' | '='));
    let above = tail.get(..at)?.iter().rposition(|line| rule(&line.trim()));
    Some(from + above.unwrap_or(at))
}

#[cfg(test)]
mod tests {
    use super::super::super::{Document, Media};
    use super::*;

    /// Blocks parted by ` | `; furniture stands in brackets after why it is that.
    #[track_caller]
    fn check(text: &str, wrapping: Wrapping, expected: &str) {
        let mut pen = Pen::default();
        write(text, wrapping, Brings::Answered, &mut pen);
        let mut document = Document::new("t", b"", Media::Mail);
        pen.into_document(&mut document);
        let blocks: Vec<String> = document
            .blocks
            .iter()
            .map(|block| match &block.kind {
                BlockKind::Furniture(why) => format!("{why}[{}]", block.span.of(&document.text)),
                _ => block.span.of(&document.text).to_owned(),
            })
            .collect();
        assert_eq!(blocks.join(" | "), expected);
    }

    #[test]
    fn wrapped_lines_join_and_short_ones_stay() {
        check(
            "The envoy arrived at the harbour at nine and spoke to the fishers\nfor an hour.\nPool was held outside.\n\nMore soon.",
            Wrapping::Unknown,
            "The envoy arrived at the harbour at nine and spoke to the fishers for an hour. | Pool was held outside. | More soon.",
        );
        check("One \ntwo\nthree", Wrapping::Flowed, "One two | three");
        check("One\n-- \nJo", Wrapping::Flowed, "One | signature[--] | signature[Jo]");
        check("Donau \ndampf", Wrapping::FlowedTight, "Donaudampf");
        check("met by  \nMayor Roe", Wrapping::FlowedTight, "met by Mayor Roe");
    }

    #[test]
    fn replies_and_their_introductions_are_furniture() {
        check(
            "Yes.\n\nOn Tue, Mar 4, 2031 at 10:00 Jo Marr\n<jo@example.org> wrote:\n> Is it so?\n>\n> Tell me.",
            Wrapping::Unknown,
            "Yes. | quoted reply[On Tue, Mar 4, 2031 at 10:00 Jo Marr <jo@example.org> wrote:] | quoted reply[Is it so?] | quoted reply[Tell me.]",
        );
        check(
            "Yes.\n-----Original Message-----\nFrom: x\nNo?",
            Wrapping::Unknown,
            "Yes. | quoted reply[-----Original Message-----] | quoted reply[From: x] | quoted reply[No?]",
        );
        check(
            "Yes.\n\nFrom: Jo Marr <jo@example.org>\nSent: Tuesday\nTo: Ana\nSubject: Ferry\n\nNo?",
            Wrapping::Unknown,
            "Yes. | quoted reply[From: Jo Marr <jo@example.org>] | quoted reply[Sent: Tuesday] | \
             quoted reply[To: Ana] | quoted reply[Subject: Ferry] | quoted reply[No?]",
        );
        check("> Only quoted.", Wrapping::Unknown, "Only quoted.");
        check("On 3 May she said:\n\n“No.”", Wrapping::Unknown, "On 3 May she said: | “No.”");
    }

    #[test]
    fn signatures_footers_and_heads_are_furniture() {
        check(
            "Hi.\n-- \nJo\nPool",
            Wrapping::Unknown,
            "Hi. | signature[--] | signature[Jo] | signature[Pool]",
        );
        check(
            "The ferries run.\n\nKind regards,\nJo Hale\nPress Officer",
            Wrapping::Unknown,
            "The ferries run. | signature[Kind regards,] | signature[Jo Hale] | signature[Press Officer]",
        );
        check(
            "Hi.\n____________\nTo unsubscribe write us.",
            Wrapping::Unknown,
            "Hi. | list footer[____________] | list footer[To unsubscribe write us.]",
        );
        check(
            "---------- Forwarded message ----------\nFrom: a@example.org\nDate: today\n\nThe words.",
            Wrapping::Unknown,
            "mail header[---------- Forwarded message ----------] | mail header[From: a@example.org] | mail header[Date: today] | The words.",
        );
    }
}
