use super::label::Label;
use super::sections::Topic;
use crate::model::{Role, Turn};

/// The labels under one heading from which a debate is too long to be one topic.
const LONG: usize = 12;
/// The bytes of speech that make a turn a speech, not an interjection.
const SPEECH: usize = 1200;

/// `named` with a topic below it for each speech in debates that are long, headed by
/// the speaker: minutes whose only headings are the items of the agenda are read so.
///
/// Only turns whose speaker the format names in full count: those of the chair, and
/// labels that are no more than print, do not.
pub(super) fn topics(
    text: &str,
    labels: &[Label],
    turns: &[Turn],
    named: Vec<Topic>,
) -> Vec<Topic> {
    let deepest = named.iter().map(|topic| topic.level).max().unwrap_or_default();
    let line_of = |idx: usize| named.get(idx).map_or(usize::MAX, |topic| topic.line);
    let from = |line: usize| labels.partition_point(|label| label.line < line);
    let mut topics = Vec::new();
    for idx in 0..=named.len() {
        let (first, last) =
            (idx.checked_sub(1).map_or(0, |idx| from(line_of(idx))), from(line_of(idx)));
        topics.extend(idx.checked_sub(1).and_then(|idx| named.get(idx)).cloned());
        if last - first < LONG {
            continue;
        }
        let mut speaker: Option<&str> = None;
        for (label, turn) in labels.iter().zip(turns).take(last).skip(first) {
            let is_speech = turn.role == Role::Speaker
                && turn.speech.iter().map(|span| span.len()).sum::<usize>() >= SPEECH;
            let name = turn.name.as_deref().filter(|_| is_speech);
            if name.is_some() && name != speaker {
                speaker = name;
                let heading = label.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
                let topic = Topic::derived(label.line, label.span.start, Some(heading));
                topics.push(Topic { level: deepest.saturating_add(1), ..topic });
            }
        }
    }
    topics
}

#[cfg(test)]
mod tests {
    use crate::ingest;
    use crate::parse;

    /// Minutes of a debate of `n` speeches, each cut short by the chair once.
    fn minutes(n: usize) -> String {
        let words = "Wir brauchen das neue Hafenbecken, und wir brauchen es bald. ".repeat(30);
        let speech = |i: usize| {
            format!(
                "<rede><p klasse=\"redner\"><redner><name><vorname>Ana</vorname><nachname>Vell{i}\
                 </nachname></name></redner>Ana Vell{i} (HP):</p><p klasse=\"J_1\">{words}</p>\
                 <name>Präsident Orta:</name><p klasse=\"J\">Ihre Zeit.</p></rede>"
            )
        };
        let speeches: String = (0..n).map(speech).collect();
        format!(
            "<dbtplenarprotokoll><sitzungsverlauf><tagesordnungspunkt top-id=\"Punkt 1\">{speeches}\
             </tagesordnungspunkt></sitzungsverlauf></dbtplenarprotokoll>"
        )
    }

    /// `n` speeches give these topics.
    #[track_caller]
    fn check(n: usize, expected: &[&str]) {
        let document = ingest::documents("t.xml", minutes(n).as_bytes(), None).unwrap().remove(0);
        let briefing = parse::briefing(document);
        let headings: Vec<_> =
            briefing.sections.iter().filter_map(|s| s.heading.as_deref()).collect();
        assert_eq!(headings, expected);
    }

    #[test]
    fn a_long_debate_is_parted_by_its_speeches() {
        let speakers: Vec<String> = (0..7).map(|i| format!("Ana Vell{i} (HP)")).collect();
        let mut expected = vec!["Punkt 1"];
        expected.extend(speakers.iter().map(String::as_str));
        check(7, &expected);
        check(3, &["Punkt 1"]);
    }
}
