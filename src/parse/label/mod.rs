//! Labels: a speaker's name set before what he or she says.

mod dashed;
mod shapes;
mod words;

use rustc_hash::FxHashSet;

use super::house::{House, initials};
use super::line::{Gap, Line, LineKind};
use crate::ingest::{Block, BlockKind};
use crate::model::{Role, Span};
use dashed::{dashed, dashed_role, on_behalf};
pub(super) use shapes::is_name;
pub(super) use shapes::opening;
use shapes::{
    before_colon, heard, is_capitals, is_own_line, letter, quoted, record, skipped, stopped,
};
pub(super) use words::{WORDS, has_title, label_words, role};

/// A speaker's name set before what he or she says.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Label {
    /// The line it stands on, or opens.
    pub(super) line: usize,
    /// Without colon and time code.
    pub(super) span: Span,
    /// The first byte of the speech; the line's end when the label stands alone.
    pub(super) speech: usize,
    pub(super) role: Role,
    /// The name the format states.
    pub(super) name: Option<String>,
    pub(super) shape: Shape,
}

/// How a label shows itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Shape {
    /// The format says so.
    Marked,
    /// `Q` or `A` and a blank.
    Letter,
    /// `MS. VELL:`
    Capitals,
    /// Capitals alone on a line below a rule.
    OwnLine,
    /// `Ms. VELL.` as the Congressional Record prints it.
    Record,
    /// `GOVERNOR VELL. Good …`, `ANA VELL. Thank …`
    Stopped,
    /// `Ana Vell:`
    Mixed,
    /// `Ana Vell: (00:10)`, `Ana Vell (00:10):`
    Timed,
    /// `“VELL:`, where an article quotes a transcript and every paragraph opens in marks.
    Quoted,
    /// `Portavoz.- Sí`, `Ana Vell — Good day`, `Q - Why?`.
    Dashed,
}

/// Labels in line order. A shape alone is not enough: capitals, a colon and names
/// occur in prose, so the document as a whole decides.
pub(super) fn find(text: &str, lines: &[Line], blocks: &[Block]) -> Vec<Label> {
    let mut found: Vec<Label> = Vec::new();
    let mut below_rule = false;
    for (idx, line) in lines.iter().enumerate() {
        found.extend(candidate(text, idx, line, below_rule, blocks));
        if line.kind != LineKind::Out {
            below_rule = line.kind == LineKind::Rule;
        }
    }
    if found.is_empty() {
        return found;
    }
    let n_lines = lines.iter().filter(|line| line.kind != LineKind::Out).count();
    let house = House::of(text, &found, n_lines);
    found.retain(|label| house.takes(text, label));
    drop_title(&mut found);
    name_by_shorter(text, &mut found);
    found
}

/// Drops a title with a colon (`Conference Transcript: …`) above labels that all carry a
/// time code.
fn drop_title(labels: &mut Vec<Label>) {
    let timed = labels.iter().filter(|label| label.shape == Shape::Timed).count();
    let title = labels.first().is_some_and(|first| first.line == 0 && first.shape == Shape::Mixed);
    if title && timed >= 2 && timed + 1 == labels.len() {
        labels.remove(0);
    }
}

/// Names the speaker of `Head of the Region Ana Vell` when `Ana Vell` is a label too.
fn name_by_shorter(text: &str, labels: &mut [Label]) {
    let mixed = |label: &&Label| matches!(label.shape, Shape::Mixed | Shape::Timed);
    let known: FxHashSet<&str> = labels
        .iter()
        .filter(mixed)
        .map(|label| label.span.of(text))
        .filter(|words| words.contains(' ') && !has_title(words))
        .collect();
    // `AV` is Ana Vell when nobody else is.
    let short: Vec<(String, &str)> = known.iter().map(|name| (initials(name), *name)).collect();
    for label in labels.iter_mut().filter(|label| label.shape == Shape::Capitals) {
        let words = label.span.of(text);
        let mut bearers = short.iter().filter(|(initials, _)| initials == words);
        if let (Some((_, name)), None) = (bearers.next(), bearers.next()) {
            label.name = Some((*name).to_owned());
        }
    }
    for label in labels.iter_mut().filter(|label| mixed(&&**label) && label.name.is_none()) {
        let words = label.span.of(text);
        let shorter = words.match_indices(' ').filter_map(|(at, _)| words.get(at + 1..));
        label.name = shorter.clone().find(|tail| known.contains(tail)).map(str::to_owned);
    }
}

/// The labels the format marks, and no others.
pub(super) fn marked(text: &str, lines: &[Line], blocks: &[Block]) -> Vec<Label> {
    let label = |(idx, line): (usize, &Line)| match line.kind {
        LineKind::Label { .. } => candidate(text, idx, line, false, blocks),
        _ => None,
    };
    lines.iter().enumerate().filter_map(label).collect()
}

fn candidate(
    text: &str,
    idx: usize,
    line: &Line,
    below_rule: bool,
    blocks: &[Block],
) -> Option<Label> {
    let label = |span: Span, speech: usize, shape: Shape| Label {
        line: idx,
        span,
        speech: speech + skipped(text.get(speech..line.span.end).unwrap_or_default()),
        role: role(span.of(text)),
        name: None,
        shape,
    };
    if let LineKind::Label { block } = line.kind {
        let name = match blocks.get(block).map(|block| &block.kind) {
            // `Reporter` names nobody.
            Some(BlockKind::Label { name }) => {
                name.clone().filter(|name| name.contains(' ') || role(name) != Role::Asker)
            }
            _ => None,
        };
        let bare = line.words(text).trim_end_matches([':', '.', '\u{a0}', ' ']).len();
        let span = Span::new(line.span.start, line.span.start + bare);
        return Some(Label { name, ..label(span, line.span.end, Shape::Marked) });
    }
    if !line.is_text() {
        return None;
    }
    let words = line.words(text);
    let start = line.span.start;
    let at = |len: usize| Span::new(start, start + len);
    if let Some((len, after)) = dashed(words).filter(|_| before_colon(words).is_none()) {
        let (role, name) = (dashed_role(at(len).of(text)), on_behalf(at(len).of(text)));
        return Some(Label { role, name, ..label(at(len), start + after, Shape::Dashed) });
    }
    if let Some(len) = letter(words) {
        return Some(label(at(1), start + len, Shape::Letter));
    }
    if let Some((len, after)) = record(words) {
        return Some(label(at(len), start + after, Shape::Record));
    }
    if let Some(len) = stopped(words).or_else(|| heard(words)) {
        return Some(label(at(len), start + len + 1, Shape::Stopped));
    }
    if let Some((len, after, timed)) = before_colon(words) {
        let shape = match (timed, is_capitals(at(len).of(text))) {
            (_, true) => Shape::Capitals,
            (true, _) => Shape::Timed,
            _ => Shape::Mixed,
        };
        return Some(label(at(len), start + after, shape));
    }
    if let Some((opens, len)) = quoted(words) {
        let span = Span::new(start + opens, start + opens + len);
        return Some(label(span, span.end + 1, Shape::Quoted));
    }
    let alone = || below_rule || (line.gap == Gap::Blank && role(words) != Role::Speaker);
    (is_own_line(words) && alone()).then(|| label(line.span, line.span.end, Shape::OwnLine))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::line;

    /// The labels of `text`, an asker's with `?`, with the first word of the speech.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let (document, lines) = line::plain(text);
        let said: Vec<String> = find(&document.text, &lines, &document.blocks)
            .iter()
            .map(|label| {
                let end = lines[label.line].span.end;
                let speech = Span::new(label.speech, end).of(&document.text);
                let asks = if label.role == Role::Asker { "?" } else { "" };
                let first = speech.split_whitespace().next().unwrap_or("-");
                format!("{}{asks}>{first}", label.span.of(&document.text))
            })
            .collect();
        assert_eq!(said.join(" | "), expected);
    }

    #[test]
    fn a_title_with_a_colon_above_timed_labels_is_none() {
        check(
            "Press Conference Transcript: the ferry\n\nAna Vell: (00:00)\nGood day.\n\nBo Orta: (00:10)\nYes.\n\n\
             Ana Vell: (00:20)\nNo.\n",
            "Ana Vell>- | Bo Orta>- | Ana Vell>-",
        );
    }

    #[test]
    fn capitals_with_colon() {
        check(
            "MS. VELL:\u{a0} Hello.\n\nQ\u{a0}\u{a0}\u{a0} Why?\n\nMS. VELL: So.",
            "MS. VELL>Hello. | Q?>Why? | MS. VELL>So.",
        );
        check("THE PRESIDENT:  Good day.\n\nMR. ORTA: Yes.", "THE PRESIDENT>Good | MR. ORTA>Yes.");
        check(
            "PRESIDENTA DE TESSARA, ANA VELL ORTA: Hola.\n\nPREGUNTA: ¿Por qué?",
            "PRESIDENTA DE TESSARA, ANA VELL ORTA>Hola. | PREGUNTA?>¿Por",
        );
    }

    #[test]
    fn a_label_on_its_own_line_below_a_rule() {
        check(
            "Title\n---\nPRESIDENTA, ANA VELL\nHola.\n---\nPREGUNTA\n¿Sí?",
            "PRESIDENTA, ANA VELL>- | PREGUNTA?>-",
        );
    }

    #[test]
    fn the_record_ends_a_label_in_a_full_stop() {
        check("  Ms. VELL. Mr. Speaker, today", "Ms. VELL>Mr.");
        check(
            "The SPEAKER pro tempore (Mr. Orta). Under the rule",
            "The SPEAKER pro tempore (Mr. Orta)>Under",
        );
        check("Mr. JOHN VELL of Texas. Mr. Speaker", "Mr. JOHN VELL of Texas>Mr.");
        check("The FBI. Everyone knows it.", "");
        check("Mr. Vell. He came.", "");
    }

    #[test]
    fn labels_may_end_in_a_dash() {
        check(
            "Portavoz.- Buenos días.\n\nP.- ¿Por qué?\n\nPortavoz.- Por la lluvia.\n\nSeguirá.\n\nP.- ¿Cuándo?\n\nMinistro de Pesca.- Pronto.",
            "Portavoz>Buenos | P?>¿Por | Portavoz>Por | P?>¿Cuándo? | Ministro de Pesca>Pronto.",
        );
        check(
            "Q - Pourquoi ?\n\nR - Il pleut.\n\nQ - Et demain ?\n\nR - Aussi.",
            "Q?>Pourquoi | R>Il | Q?>Et | R>Aussi.",
        );
        check(
            "Jornalista Eva Lund (Rádio Costa): Por quê?\n\nPresidente Vell — Chove.\n\nJornalista Eva Lund (Rádio Costa): E agora?\n\nPresidente Vell — Chove.\n\nJornalista — Quando?",
            "Jornalista Eva Lund (Rádio Costa)?>Por | Presidente Vell>Chove. | Jornalista Eva Lund (Rádio Costa)?>E | Presidente Vell>Chove. | Jornalista?>Quando?",
        );
        check(
            "DOMANDA: E poi?\n\nPRESIDENTE VELL: Piove.\n\nDOMANDA - Quando?\n\nRISPOSTA - Ora.",
            "DOMANDA?>E | PRESIDENTE VELL>Piove. | DOMANDA?>Quando? | RISPOSTA>Ora.",
        );
    }

    #[test]
    fn who_speaks_once_is_told_by_a_list_a_courtesy_title_or_first_letters() {
        check(
            "Konferenz vom 4. März\n\nSprecher: StS Roth, Vell (BMF), Orta (AA)\n\nStS Roth: Guten Tag.\n\nOrta: Ich auch.\n\nFrage Dr. Lund (zur Fähre): Herr Hahn, wann?\n\nHahn: Bald.\n\nStS Roth: Danke.\n\nFrage: Und die See?\n\nZuruf: Ja!\n\nVors. Moll: Weiter.\n\nFrage: Wer zahlt?\n\nStS Roth: Niemand.",
            "StS Roth>Guten | Orta>Ich | Frage Dr. Lund (zur Fähre)?>Herr | Hahn>Bald. | StS Roth>Danke. | Frage?>Und | Zuruf?>Ja! | Vors. Moll>Weiter. | Frage?>Wer | StS Roth>Niemand.",
        );
        check(
            "Ana Vell : Bonsoir.\n\nBo Orta : Bonsoir.\n\nAV : Il pleut.\n\nBO : Encore.\n\nAV : Et demain.\n\nBO : Aussi.",
            "Ana Vell>Bonsoir. | Bo Orta>Bonsoir. | AV>Il | BO>Encore. | AV>Et | BO>Aussi.",
        );
        check(
            "Ana Vell: Good day.\n\nHead of Varn Bo Orta (retranslated): Yes.\n\nQuestion: Why?\n\nAna Vell: So.\n\nBo Orta: So.\n\nQuestion: When?\n\nBo Orta: Soon.",
            "Ana Vell>Good | Head of Varn Bo Orta (retranslated)>Yes. | Question?>Why? | Ana Vell>So. | Bo Orta>So. | Question?>When? | Bo Orta>Soon.",
        );
    }

    #[test]
    fn french_minutes_end_names_and_offices_in_a_full_stop() {
        check(
            "Mme Ana de Vell, présidente. Nous recevons M. Orta.\n\nM. Luc Orta. Merci.\n\nM. Jean-Bo Le Roux, ministre. Il pleut.\n\nM. Luc Orta. Encore ?\n\nM. Jean-Bo Le Roux, ministre. Oui.\n\nMme la présidente. La séance est levée.",
            "Mme Ana de Vell, présidente>Nous | M. Luc Orta>Merci. | M. Jean-Bo Le Roux, ministre>Il | M. Luc Orta>Encore | M. Jean-Bo Le Roux, ministre>Oui. | Mme la présidente>La",
        );
        check("M. Luc Orta. Il vient.\n\nMme Ana Vell. Elle part.", "");
    }

    #[test]
    fn dashes_of_prose_and_lists_make_no_labels() {
        check("Ana Vell – mayor of Quill\n\nBo Orta – her deputy\n\nQUILL – The ferry sank.", "");
        check("Monday – talks in Quill.\n\nTuesday – none.\n\nIt rains.\n\nMonday – talks.", "");
        check(
            "MS. VELL: Hello.\n\nQ    — have you seen it?\n\nMS. VELL: Yes.",
            "MS. VELL>Hello. | Q?>— | MS. VELL>Yes.",
        );
    }

    #[test]
    fn names_with_colon_and_time_codes_must_recur() {
        check(
            "Ana Vell: (00:00)\nHello.\n\nBo Orta: (00:10)\nHi.\n\nAna Vell: (00:12)\nSo.\n\nBo Orta: (00:20)\nNo.",
            "Ana Vell>- | Bo Orta>- | Ana Vell>- | Bo Orta>-",
        );
        check(
            "Ana Vell: Hello.\n\nBo Orta: Hi.\n\nAna Vell: So.\n\nBo Orta: No.",
            "Ana Vell>Hello. | Bo Orta>Hi. | Ana Vell>So. | Bo Orta>No.",
        );
        check("The Harbour: A History\n\nIt was built.\n\nIt fell.", "");
    }

    #[test]
    fn a_house_may_end_labels_in_a_full_stop() {
        check(
            "GOVERNOR VELL. Good day.\n\nBO ORTA. Thanks. Why?\n\nGOVERNOR VELL. So it is.\n\nEVA Q. LUND. And then?\n\nGOVERNOR VELL. Rain.",
            "GOVERNOR VELL>Good | BO ORTA>Thanks. | GOVERNOR VELL>So | EVA Q. LUND>And | GOVERNOR VELL>Rain.",
        );
        check("HARBOUR FEES. The council met.\n\nRAIL LINES. The talks went on.", "");
    }

    #[test]
    fn hearings_end_titled_names_in_a_full_stop() {
        check(
            "Chairman Vell. The committee will come to order.\n\nSenator Orta. Thank you. How many sank?\n\nDr. Hale. Three.\n\nSenator Orta. When?\n\nDr. Hale. In May.\n\nChairman Vell. Thank you.",
            "Chairman Vell>The | Senator Orta>Thank | Dr. Hale>Three. | Senator Orta>When? | Dr. Hale>In | Chairman Vell>Thank",
        );
        check("Mr. Vell. He came at noon.\n\nMr. Orta. He did not.", "");
    }

    #[test]
    fn a_label_may_carry_office_or_outlet() {
        check(
            "Shri Bo Orta, Official Spokesperson: Hello.\n\nEva Lund, Tide News: Why?\n\nAna Vell: When?\n\nShri Bo Orta, Official Spokesperson: So.",
            "Shri Bo Orta, Official Spokesperson>Hello. | Eva Lund, Tide News>Why? | Ana Vell>When? | Shri Bo Orta, Official Spokesperson>So.",
        );
        check(
            "VELL Ana, Minister for Fish and Ships: I open.\n\nWe went.\n\nReporter: Why?\n\nMinister Vell: So.\n\nReporter: When?\n\nMinister Vell: Soon.\n\nIt may rain.\n\nIt may not.\n\nNo one knows.\n\nWe wait.",
            "VELL Ana, Minister for Fish and Ships>I | Reporter?>Why? | Minister Vell>So. | Reporter?>When? | Minister Vell>Soon.",
        );
        check("Where: Quill.\n\nWhen: Noon.\n\nWhere: Port.\n\nWhen: Dusk.", "");
    }

    #[test]
    fn an_asker_may_be_named_after_the_role() {
        check(
            "Vorsitz Vell: Hallo.\n\nFrage Orta: Warum?\n\nDr. Lund (BMF): So.\n\nZusatzfrage: Wann?\n\nDr. Lund (BMF): Bald.",
            "Vorsitz Vell>Hallo. | Frage Orta?>Warum? | Dr. Lund (BMF)>So. | Zusatzfrage?>Wann? | Dr. Lund (BMF)>Bald.",
        );
        check(
            "MS. VELL: So.\n\nPRESS SECRETARY ORTA: Yes.",
            "MS. VELL>So. | PRESS SECRETARY ORTA>Yes.",
        );
    }

    #[test]
    fn a_shorter_label_tells_the_name_in_a_longer() {
        let text =
            "Head of the Region Bo Orta: Yes.\n\nAna Vell: Why?\n\nBo Orta: So.\n\nAna Vell: And?";
        let (document, lines) = line::plain(text);
        let found = find(&document.text, &lines, &document.blocks);
        let names: Vec<Option<&str>> = found.iter().map(|label| label.name.as_deref()).collect();
        assert_eq!(names, [Some("Bo Orta"), None, None, None]);
    }

    #[test]
    fn an_aside_or_a_medium_may_stand_in_brackets() {
        check(
            "PRESIDENTE VELLI: Ecco.\n\nDOMANDA (fuori microfono): E poi?\n\nMINISTRO ORTI: Sì.\n\nAnna Rossi (Radio Costa): Quando?\n\nPRESIDENTE VELLI: Ora.",
            "PRESIDENTE VELLI>Ecco. | DOMANDA (fuori microfono)?>E | MINISTRO ORTI>Sì. | Anna Rossi (Radio Costa)>Quando? | PRESIDENTE VELLI>Ora.",
        );
        check(
            "LA PRÉSIDENTE : Bonjour.\n\nJournaliste : Quand ?\n\nLA PRÉSIDENTE : En mai.",
            "LA PRÉSIDENTE>Bonjour. | Journaliste?>Quand | LA PRÉSIDENTE>En",
        );
    }

    #[test]
    fn members_of_a_parliament_need_not_speak_twice() {
        check(
            "Hon. Ana Vell (Minister of Fish, Oceans and the Coast Guard of Tessara, Lib.): We act.\n\nSome hon. members: Oh!\n\nMr. Bo Orta (Salt—Marsh, NDP): When?\n\nThe Speaker: Order.\n\n* * *\n\nTRANSPORT\n\nMrs. Eva Roe (Quill, BQ): Who pays?",
            "Hon. Ana Vell (Minister of Fish, Oceans and the Coast Guard of Tessara, Lib.)>We | Some hon. members>Oh! | Mr. Bo Orta (Salt—Marsh, NDP)>When? | The Speaker>Order. | Mrs. Eva Roe (Quill, BQ)>Who",
        );
    }

    #[test]
    fn surnames_shorten_names_told_before() {
        check(
            "Ana Vell, Governor of the Bank of Tessara\n\nBo Orta, Deputy Governor\n\nQuestion: When?\n\nVell: Soon.\n\nQuestion: Why?\n\nVell: So.\n\nOrta: It was long.\n\nQuestion: When?\n\nVell: It is late, I think.",
            "Question?>When? | Vell>Soon. | Question?>Why? | Vell>So. | Orta>It | Question?>When? | Vell>It",
        );
        check(
            "ANA VELL, HOST: Good day.\n\nBO ORTA: Hi.\n\nVELL: When?\n\nORTA: Soon.\n\nORTA: So.",
            "ANA VELL, HOST>Good | BO ORTA>Hi. | VELL>When? | ORTA>Soon. | ORTA>So.",
        );
    }

    #[test]
    fn initials_shorten_a_name() {
        check(
            "Ana Vell: Hello.\n\nBo Orta: Hi.\n\nAna Vell: So.\n\nBo Orta: No.\n\nAV: Why?\n\nBO: So.\n\nEU: It grew.",
            "Ana Vell>Hello. | Bo Orta>Hi. | Ana Vell>So. | Bo Orta>No. | AV>Why? | BO>So.",
        );
    }

    #[test]
    fn a_quoted_transcript_opens_every_paragraph_in_marks() {
        let said = "\"VELL: Will it sail?\n\n\"LEE: Next week.\n\n\"(CROSSTALK)\n\n\"VELL: Sure?\n";
        check(&format!("The mayor spoke.\n\n{said}"), "VELL>Will | LEE>Next | VELL>Sure?");
        check("“VELL: Will it sail?\n\n“LEE: Next week.\n\n“It is late.\n", "");
        check("“WARNING: Ice.”\n\n“WARNING: Ice.”\n\n“WARNING: Ice.”\n", "");
    }

    #[test]
    fn two_called_in_full_and_then_by_surname_speak() {
        check(
            "It was late.\n\nANA VELL: Why?\n\nBO LEE: It is new.\n\nVELL: Is it?\n\nLEE: Yes.\n\nHALE: No.\n",
            "ANA VELL>Why? | BO LEE>It | VELL>Is | LEE>Yes. | HALE>No.",
        );
        check("PORT NEWS: It sails.\n\nNEWS: It sank.\n\nHARBOUR: Closed.\n", "");
    }

    #[test]
    fn capitals_in_prose_are_no_labels() {
        check("BREAKING: The pier is shut.\n\nANA VELL won.\n\nNATO: an alliance.", "");
        check("FACT: True.\n\nMYTH: False.\n\nFACT: True.\n\nMYTH: False.", "");
        check("A new day.\n\nA newer day.", "");
    }
}
