use std::collections::HashMap;

use super::label::{Label, Shape, has_title};
use crate::model::{Role, Turn};

/// What is known of everybody under one label.
#[derive(Default)]
struct Share {
    n_turns: usize,
    n_questions: usize,
    bytes: usize,
}

/// Tells who asks in a transcript that names its reporters and calls nobody one:
/// those whose turns are mostly questions, but for whoever speaks most.
pub(super) fn tell(text: &str, labels: &mut [Label], turns: &mut [Turn]) {
    if labels.iter().any(|label| label.role == Role::Asker) {
        return;
    }
    let mut shares: HashMap<&str, Share> = HashMap::new();
    for turn in turns.iter() {
        let share = shares.entry(turn.label.of(text)).or_default();
        share.n_turns += 1;
        share.n_questions += usize::from(turn.speech.iter().any(|s| s.of(text).contains('?')));
        share.bytes += turn.speech.iter().map(|span| span.len()).sum::<usize>();
    }
    let total: usize = shares.values().map(|share| share.bytes).sum();
    let most = shares.values().map(|share| share.bytes).max().unwrap_or_default();
    if shares.len() < 2 {
        return;
    }
    for (label, turn) in labels.iter_mut().zip(turns) {
        let words = label.span.of(text);
        let Some(share) = shares.get(words) else { continue };
        let printed = label.shape != Shape::Capitals;
        let answers = share.bytes == most || share.bytes * 4 >= total;
        if printed && !answers && !has_title(words) && share.n_questions * 2 >= share.n_turns {
            label.role = Role::Asker;
            turn.role = Role::Asker;
            turn.name = turn.name.take().or_else(|| Some(before_outlet(words)));
        }
    }
}

/// The name in `Ana Vell, Tide News`; the whole label when no outlet stands in it.
fn before_outlet(label: &str) -> String {
    let name = label.split_once(',').map_or(label, |(name, _)| name);
    let is_name = (2..=4).contains(&name.split_whitespace().count());
    if is_name { name.trim() } else { label }.to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::{label, line, turns};
    use super::*;

    /// The askers' names, or labels, in `text`, in order.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let (document, mut lines) = line::plain(text);
        let mut labels = label::find(&document.text, &lines, &document.blocks);
        let mut turns = turns::of(&document.text, &mut lines, &mut labels, &mut Vec::new());
        tell(&document.text, &mut labels, &mut turns);
        let askers = turns.iter().filter(|turn| turn.role == Role::Asker);
        let said: Vec<&str> = askers
            .map(|turn| turn.name.as_deref().unwrap_or(turn.label.of(&document.text)))
            .collect();
        assert_eq!(said.join(" / "), expected);
    }

    #[test]
    fn whoever_mostly_asks_is_an_asker() {
        check(
            "GOVERNOR VELL. Good day, all of you.\n\nBO ORTA. Thanks. Why?\n\nGOVERNOR VELL. So it is.\n\nEVA LUND. And then?\n\nGOVERNOR VELL. Rain.",
            "BO ORTA / EVA LUND",
        );
        check(
            "Shri Bo Orta, Official Spokesperson: Hello, and welcome.\n\nEva Lund, Tide News: Why?\n\nAna Vell: When?\n\nShri Bo Orta, Official Spokesperson: So.",
            "Eva Lund / Ana Vell",
        );
    }

    #[test]
    fn whoever_answers_or_is_told_apart_already_is_none() {
        check(
            "Ana Vell: Is it so? It is so, and will be.\n\nBo Orta: It was.\n\nAna Vell: Was it? It was.\n\nBo Orta: Yes.",
            "",
        );
        check("MS. VELL: Why? Because.\n\nQ: When?\n\nMR. ORTA: Is that so?", "Q");
    }
}
