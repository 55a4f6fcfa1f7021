//! Who answers where labels say no more than `A`, `R` or `RISPOSTA`.

use rustc_hash::FxHashSet;

use super::author;
use super::head::{Head, is_person};
use super::house::is_answer;
use super::label::{Label, has_title};
use super::line::Line;
use crate::model::{Role, Turn};

/// Names who gives the answers: the only one other labels name, whom the title bills, or
/// with whose office and name a line above the first label begins; else it is nobody.
pub(super) fn tell(text: &str, head: &Head, lines: &[Line], labels: &[Label], turns: &mut [Turn]) {
    let answers = |label: &Label| label.role == Role::Speaker && is_answer(label.span.of(text));
    if !labels.iter().any(answers) {
        return;
    }
    let others = labels.iter().filter(|label| label.role == Role::Speaker && !answers(label));
    let named = |label: &'_ Label| label.name.clone().unwrap_or(label.span.of(text).to_owned());
    let others: FxHashSet<String> = others.map(named).collect();
    let first = labels.first().map_or(0, |label| label.line);
    let above = lines.get(..first).unwrap_or_default();
    let name = match others.len() {
        0 => {
            head.title.as_deref().and_then(author::interviewed).or_else(|| introduced(text, above))
        }
        1 => others.into_iter().next(),
        _ => None,
    };
    for (_, turn) in labels.iter().zip(turns).filter(|(label, _)| answers(label)) {
        // `R` alone is nobody's name.
        turn.name = turn.name.take().or_else(|| name.clone()).or(Some(String::new()));
    }
}

/// Who the only line that opens so introduces: `Trade Minister Ana Vell spoke to …`.
fn introduced(text: &str, above: &[Line]) -> Option<String> {
    let mut found = above.iter().filter(|line| line.is_text()).filter_map(|line| {
        let words = line.words(text).split_whitespace();
        let capital = |word: &&str| word.starts_with(char::is_uppercase) && !word.ends_with(',');
        let name: Vec<&str> = words.take_while(capital).collect();
        let n_titles = name.iter().filter(|word| has_title(word)).count();
        let full = n_titles >= 1 && (n_titles + 2..=6).contains(&name.len());
        let last_two = name.get(name.len().saturating_sub(2)..)?.join(" ");
        (full && is_person(&last_two) && !has_title(&last_two)).then(|| name.join(" "))
    });
    found.next().filter(|_| found.next().is_none())
}

#[cfg(test)]
mod tests {
    use crate::{ingest, parse};

    /// The names stated for the turns of `text` whose label is an answer's.
    #[track_caller]
    fn check(text: &str, expected: &[Option<&str>]) {
        let document = ingest::documents("t.txt", text.as_bytes(), None).unwrap().remove(0);
        let briefing = parse::briefing(document);
        let answers = briefing.turns.iter().filter(|turn| super::is_answer(turn.label.of(text)));
        let names: Vec<Option<&str>> = answers.map(|turn| turn.name.as_deref()).collect();
        assert_eq!(names, expected);
    }

    #[test]
    fn the_one_other_label_names_who_answers() {
        check(
            "Dichiarazioni\n\nDOMANDA: E poi?\n\nPRESIDENTE VELL: Piove.\n\nDOMANDA - Quando?\n\nRISPOSTA - Ora.\n",
            &[Some("PRESIDENTE VELL")],
        );
        check(
            "Ana Vell - Bonjour.\n\nBo Orta - Bonjour.\n\nAna Vell - Vos questions ?\n\nQ - Quand ?\n\nR - Demain.\n\n\
             Q - Pourquoi ?\n\nR - Il pleut.\n",
            &[Some(""), Some("")],
        );
    }

    #[test]
    fn the_title_bills_who_answers() {
        let asked =
            |head: &str| format!("{head}\n\nQ - Quand ?\n\nR - Demain.\n\nQ - Où ?\n\nR - Ici.\n");
        check(
            &asked("Entretien de M. Luc Vell, ministre de la pêche, avec Radio Côte"),
            &[Some("M. Luc Vell"), Some("M. Luc Vell")],
        );
        check(&asked("Entretien avec Radio Côte"), &[Some(""), Some("")]);
    }

    #[test]
    fn a_line_above_introduces_who_answers() {
        let asked = |line: &str| {
            format!(
                "Interview: minister on the tariff\n\n{line}\n\nQ. When?\n\nA. Soon.\n\nQ. Why?\n\nA. It rains.\n"
            )
        };
        let name = Some("Trade Minister Ana Vell");
        check(&asked("Trade Minister Ana Vell spoke to the Tide in Quill."), &[name, name]);
        check(&asked("The Trade Ministry spoke to the Tide in Quill."), &[Some(""), Some("")]);
    }
}
