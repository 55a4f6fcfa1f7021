//! Who has the floor to ask: whom the speaker calls or thanks, and the name a question gives.

use rustc_hash::FxHashSet;

use super::called::{self, Call};
use super::introduction::{introduction, on_label};
use super::phrases::{PHRASES, has, starts_with};
use super::scene::Scene;
use super::turn::Voice;
use crate::model::{Role, Turn};
use crate::parse;

/// How far back turns of somebody called by a forename are looked for.
const BACK: usize = 8;
/// The bytes of speech from which a turn is an answer, not a word in between.
const ANSWER: usize = 60;
/// The bytes of speech from which a turn is a question.
const QUESTION: usize = 40;

/// Who asks, turn by turn: what the turns before told.
#[derive(Default)]
pub(super) struct Floor {
    holder: Voice,
    /// The first turn of this holder's.
    since: usize,
    /// The first question since the last answer.
    run: usize,
    /// Whether somebody was called, or gave a name, in that run.
    told: bool,
    /// Whether the label before gave a name.
    labelled: bool,
    /// Whom the turn before called, until somebody else answers.
    called: Option<Voice>,
    /// The bytes of answers since the last question.
    answered: usize,
    /// Words that stand with a capital inside sentences, so that a lone `Reagan.` is a name.
    inside: FxHashSet<u64>,
    /// Everybody who has a label, so no reporter.
    panel: FxHashSet<usize>,
}

impl Floor {
    pub(super) fn of(scene: &Scene, turns: &[Turn], voices: &[Voice]) -> Floor {
        let panel = turns.iter().zip(voices).filter(|(turn, _)| turn.role == Role::Speaker);
        Floor {
            inside: called::capitals_inside(scene.text, turns),
            panel: panel.filter_map(|(_, voice)| voice.person).collect(),
            ..Floor::default()
        }
    }

    /// Reads what the speaker or moderator of turn `idx` says about who asks.
    pub(super) fn spoken(
        &mut self,
        scene: &mut Scene,
        turns: &[Turn],
        idx: usize,
        voices: &mut [Voice],
    ) {
        let Some(turn) = turns.get(idx) else { return };
        let bytes = bytes(turn);
        let asked = idx.checked_sub(1).and_then(|before| turns.get(before));
        let asked = asked.is_some_and(|before| before.role == Role::Asker);
        if asked && !self.told {
            self.thanked(scene, turns, idx, voices);
        }
        match called::call(scene, &self.inside, turn) {
            // `Stephen, go ahead.` lets a colleague answer what was asked.
            Call::Somebody(voice) if voice.person.is_some_and(|p| self.answers(scene, p)) => {
                self.called = (!asked).then(Voice::default);
            }
            Call::Somebody(voice) => self.called = Some(voice),
            // `Go ahead.` to somebody who is speaking.
            Call::Anybody if asked && bytes < QUESTION => {}
            Call::Anybody => self.called = Some(Voice::default()),
            Call::Nobody if turn.role == Role::Other && parse::gives_floor(scene.text, turn) => {
                self.called = Some(Voice::default());
            }
            Call::Nobody if bytes >= ANSWER => self.called = None,
            Call::Nobody => {}
        }
        self.answered += bytes;
    }

    /// Whether `person` has a label, perhaps under the full name: `Stephen` of `STEPHEN ROE`.
    fn answers(&self, scene: &Scene, person: usize) -> bool {
        let short = scene.name(person);
        let full = |other: &usize| {
            let name = scene.name(*other);
            name.strip_prefix(short.as_str()).is_some_and(|rest| rest.starts_with(' '))
        };
        self.panel.contains(&person) || self.panel.iter().any(full)
    }

    /// Gives the open questions before turn `idx` to whom it thanks for them.
    fn thanked(&mut self, scene: &mut Scene, turns: &[Turn], idx: usize, voices: &mut [Voice]) {
        let Some(person) = called::thanked(scene, &self.inside, &turns[idx]) else { return };
        if self.answers(scene, person) || self.holder.person == Some(person) {
            return;
        }
        let open = self.holder == Voice::default();
        let from = if open { self.since } else { self.run };
        let thanked = Voice { person: Some(person), confidence: 0.7, ..Voice::default() };
        for (voice, turn) in voices.iter_mut().zip(turns).take(idx).skip(from) {
            if turn.role == Role::Asker && turn.name.is_none() && *voice == self.holder {
                *voice = thanked.clone();
            }
        }
        (self.holder, self.since, self.told) = (thanked, from, true);
    }

    /// Whose question turn `idx` is.
    pub(super) fn asked(
        &mut self,
        scene: &mut Scene,
        turn: &Turn,
        idx: usize,
        voices: &mut [Voice],
    ) -> Voice {
        let called = self.called.take();
        let follows = self.answered == 0 && idx > 0;
        let answered = std::mem::take(&mut self.answered) >= ANSWER;
        if answered {
            (self.run, self.told) = (idx, false);
        }
        let label = turn.label.of(scene.text);
        let on_label = on_label(scene, label);
        // Where labels name who asks, one without a name is somebody else's.
        let other = std::mem::replace(&mut self.labelled, on_label.is_some())
            && on_label.is_none()
            && !PHRASES.more.iter().any(|more| label.to_lowercase().starts_with(more));
        if let Some(named) = introduction(scene, turn).or(on_label) {
            let before = called.as_ref().unwrap_or(&self.holder);
            name_called(scene, before, &named, voices);
            self.hand(named, idx);
            self.told = true;
        } else if let Some(called) = called {
            self.told |= called != Voice::default();
            self.hand(called, idx);
        } else if other
            || answered && salutes(scene.text, turn)
            || (answered || follows) && only_calls(scene.text, turn)
        {
            self.hand(Voice::default(), idx);
        }
        self.holder.clone()
    }

    fn hand(&mut self, voice: Voice, idx: usize) {
        if self.holder != voice || voice == Voice::default() {
            (self.holder, self.since) = (voice, idx);
        }
    }
}

/// Whether a question only calls one of those who answer: `Karoline —`, `Mr. Secretary.`
fn only_calls(text: &str, turn: &Turn) -> bool {
    let words = turn.speech.first().map_or("", |span| span.of(text));
    let folded = words.to_lowercase();
    let lead = folded.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let lettered = || words.split_whitespace().filter(|word| word.contains(char::is_alphabetic));
    words.len() < QUESTION
        && (1..=3).contains(&lettered().count())
        && lettered().all(|word| word.starts_with(char::is_uppercase))
        && !words.contains('?')
        && !words.starts_with(['—', '–', '(', '['])
        && !PHRASES.filler.contains(lead)
        && !PHRASES.never.contains(lead)
        && !PHRASES.thank.iter().any(|thank| has(&folded, thank))
        && !PHRASES.idle.iter().any(|idle| starts_with(&folded, idle))
}

fn bytes(turn: &Turn) -> usize {
    turn.speech.iter().map(|span| span.len()).sum()
}

/// Whether a question greets the speaker as one who has not asked before does.
fn salutes(text: &str, turn: &Turn) -> bool {
    let words = turn.speech.first().map_or("", |span| span.of(text));
    let opening = words.get(..words.floor_char_boundary(60)).unwrap_or(words).to_lowercase();
    let opening = opening.trim_start_matches(|c: char| !c.is_alphabetic());
    let opening = ["yes, ", "yeah, ", "sí, ", "sí. "]
        .iter()
        .find_map(|yes| opening.strip_prefix(yes))
        .unwrap_or(opening);
    bytes(turn) >= QUESTION && PHRASES.salute.iter().any(|salute| starts_with(opening, salute))
}

/// Gives the turns of somebody called `Pam` to `Pamela Roe`, as whom she then introduces
/// herself.
fn name_called(scene: &Scene, called: &Voice, named: &Voice, voices: &mut [Voice]) {
    let (Some(old), Some(new)) = (called.person, named.person) else { return };
    let (short, full) = (scene.name(old), scene.name(new));
    if old == new || short.contains(' ') || short.len() < 2 || !full.starts_with(&short) {
        return;
    }
    for voice in voices.iter_mut().rev().take(BACK).filter(|voice| voice.person == Some(old)) {
        *voice = named.clone();
    }
}

#[cfg(test)]
mod tests {
    use crate::{attribute, ingest};

    /// The speakers of the turns of `text`; `-` is nobody.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let document = ingest::documents("t.txt", text.as_bytes(), None).unwrap().remove(0);
        let briefing = attribute::briefing(document);
        let speaker = |quote: &crate::model::Quote| {
            let person = quote.speaker.as_ref().and_then(|speaker| speaker.person);
            person.map_or("-", |at| briefing.cast.people[at].name.as_str())
        };
        assert_eq!(briefing.quotes.iter().map(speaker).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_last_question_is_somebody_elses() {
        check(
            "MR OLT: Good day. Go ahead, Mary.\n\nQUESTION: Mary Roe from the Wire. Why?\n\nMR OLT: It rains. \
             We’ll take a final question right here. Yes.\n\nQUESTION: And tomorrow?\n\nMR OLT: It will rain.\n",
            &["Olt", "Mary Roe", "Olt", "-", "Olt"],
        );
    }

    #[test]
    fn who_is_called_by_a_forename_is_who_gives_the_name() {
        check(
            "MR OLT: Good day. Mary, go ahead.\n\nQUESTION: Thank you so much.\n\nMR OLT: Good to see you.\n\n\
             QUESTION: It’s Mary Roe with the Wire. Why?\n\nMR OLT: It rains.\n",
            &["Olt", "Mary Roe", "Olt", "Mary Roe", "Olt"],
        );
    }

    #[test]
    fn who_answers_is_no_reporter() {
        check(
            "MS. OLT: Good day. Peter.\n\nQ Who can talk ferries?\n\nMS. OLT: Stephen, go ahead.\n\n\
             Q Stephen, when do they run?\n\nMR. STEPHEN ROE: They run on Monday, and again on Tuesday night.\n\n\
             MS. OLT: Two more.\n\nQ And the pier?\n\nMR. STEPHEN ROE: It is shut.\n",
            &["Olt", "Peter", "Olt", "Peter", "Stephen Roe", "Olt", "-", "Stephen Roe"],
        );
    }

    #[test]
    fn an_answer_thanks_by_name() {
        check(
            "MR. OLT: Good day to everybody on this call today.\n\nQ Hi. Why?\n\n\
             MR. OLT: Well, thanks, Michael. It rained all night long, and the pier broke.\n\n\
             Q Thank you. And tomorrow?\n\nMR. OLT: Thanks, Ellen. It will rain.\n",
            &["Olt", "Michael", "Olt", "Ellen", "Olt"],
        );
    }

    #[test]
    fn an_operator_names_who_asks() {
        check(
            "MR. OLT: Good day to everybody on this call today.\n\nOPERATOR: Our first question comes from the \
             line of Sara Paz with Coast Radio. Your line is open.\n\nQ Why?\n\nMR. OLT: It rained.\n\n\
             OPERATOR: Next, we have another question.\n\nQ And tomorrow?\n\nMR. OLT: It will rain.\n",
            &["Olt", "-", "Sara Paz", "Olt", "-", "-", "Olt"],
        );
    }

    #[test]
    fn a_greeting_is_somebody_elses() {
        check(
            "MR. OLT: Good day. Mary, go ahead.\n\nQUESTION: Why?\n\nMR. OLT: It rained all night long, and in the morning the pier broke.\n\n\
             QUESTION: Good morning, Minister. Will it rain again tomorrow?\n\nMR. OLT: It will.\n",
            &["Olt", "Mary", "Olt", "-", "Olt"],
        );
    }
}
