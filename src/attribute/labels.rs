//! Whom labels mean, one after the other: `Mr. Lee` is the Lee a label named in full last.

use rustc_hash::FxHashMap;

use super::scene::Scene;
use super::turn::{self, Voice};
use crate::model::{Gender, Turn};
use crate::text::lexicon::hash;

/// How many labels are kept to be read only once.
const MOST: usize = 64;

/// What a label calls somebody, by the hash of the surname.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Called {
    /// By an office or a description.
    #[default]
    Otherwise,
    Surname(u64, Option<Gender>),
    InFull(u64),
}

#[derive(Default)]
pub(super) struct Labels {
    /// Labels met and whose they are, so that ten thousand turns read ten.
    read: Vec<(u64, Voice, Called)>,
    /// The surname, and whom a label named with it in full last.
    latest: FxHashMap<u64, usize>,
}

impl Labels {
    /// Whose the label of `turn` is; `label` are its words, empty when the format gives
    /// the name alone.
    pub(super) fn voice(&mut self, scene: &mut Scene, turn: &Turn, label: &str) -> Voice {
        let name = turn.name.as_deref().unwrap_or(label);
        let key = hash(name);
        let known = self.read.iter().find(|(known, ..)| *known == key);
        let known = known.map(|(_, voice, called)| (voice.clone(), *called));
        let (voice, called) = known.unwrap_or_else(|| self.read(scene, name, key));
        match called {
            Called::Surname(surname, gender) => {
                self.latest(scene, surname, gender).unwrap_or(voice)
            }
            Called::InFull(surname) => {
                self.latest.extend(voice.person.map(|person| (surname, person)));
                voice
            }
            Called::Otherwise => voice,
        }
    }

    /// Reads a label not met before.
    fn read(&mut self, scene: &mut Scene, name: &str, key: u64) -> (Voice, Called) {
        let called = turn::called(scene, name);
        if let Called::Surname(surname, gender) = called
            && let Some(voice) = self.latest(scene, surname, gender)
        {
            return (voice, called);
        }
        let voice = turn::labelled(scene, name);
        if self.read.len() < MOST {
            self.read.push((key, voice.clone(), called));
        }
        (voice, called)
    }

    fn latest(&self, scene: &Scene, surname: u64, gender: Option<Gender>) -> Option<Voice> {
        let person = *self.latest.get(&surname)?;
        let known = scene.registry.known.get(person)?;
        let opposed = matches!((known.gender, gender), (Some(a), Some(b)) if a != b);
        let voice = Voice { person: Some(person), confidence: 0.98, ..Voice::default() };
        (!opposed).then_some(voice)
    }
}

#[cfg(test)]
mod tests {
    use crate::{attribute, ingest};

    /// Members and the names of whom their turns are given to.
    #[track_caller]
    fn check(members: &[(&str, &str)]) {
        let speech = |(label, _): &(&str, &str)| {
            format!(
                "<p><member>{label}</member><membercontribution>: So be it.</membercontribution></p>"
            )
        };
        let said: String = members.iter().map(speech).collect();
        let text = format!(
            "<housecommons><title>House</title><debates><section><title>FISH</title>{said}\
             </section></debates></housecommons>"
        );
        let document = ingest::documents("t.xml", text.as_bytes(), None).unwrap().remove(0);
        let briefing = attribute::briefing(document);
        let name = |at: usize| briefing.cast.people[at].name.as_str();
        let speakers = briefing.quotes.iter().filter_map(|quote| quote.speaker.as_ref()?.person);
        let expected: Vec<&str> = members.iter().map(|(_, name)| *name).collect();
        assert_eq!(speakers.map(name).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_surname_means_whom_a_label_named_with_it_last() {
        check(&[
            ("The Minister for Fish (Mr. Bo Lee)", "Bo Lee"),
            ("Mr. Lee", "Bo Lee"),
            ("Mr. Deputy Speaker (Mr. Carl Lee)", "Carl Lee"),
            ("Mr. Lee", "Carl Lee"),
            ("The Minister for Fish (Mr. Bo Lee)", "Bo Lee"),
            ("Mr. Lee", "Bo Lee"),
            ("Mrs. Lee", "Lee"),
        ]);
    }

    #[test]
    fn a_surname_may_be_a_rank() {
        check(&[
            ("The Minister for Fish (Mr. John Major)", "John Major"),
            ("Mr. Major", "John Major"),
        ]);
    }
}
