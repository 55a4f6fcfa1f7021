//! A line asked for: the command to pipe words to, the file to save quotes in.

use super::action::{Command, Effect};
use super::mode::Mode;
use super::prompt::Prompt;
use super::state::State;
use crate::export::{Saved, only};

/// What is being asked for.
pub struct Ask {
    purpose: Purpose,
    pub(super) prompt: Prompt,
    /// Where the keys were before.
    pub(super) from: Mode,
}

/// What the answer is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A command that these words go to.
    Pipe(What),
    /// A file for the quotes listed.
    Save,
    /// The same name once more, though a file of that name is there.
    SaveOver(String),
}

/// What goes to a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Selection,
    Quote,
    Topic,
    Document,
}

impl What {
    fn words(self) -> &'static str {
        match self {
            What::Selection => "selection",
            What::Quote => "quote",
            What::Topic => "topic",
            What::Document => "text",
        }
    }
}

/// How saving ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveOutcome {
    Saved(String),
    /// A file of that name is there and was left alone.
    Exists(String),
    Failed(String),
}

/// A file to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Save {
    /// As typed; may begin with `~/`.
    pub path: String,
    pub text: String,
    pub over: Over,
}

/// What becomes of a file that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    Never,
    Allowed,
}

impl Ask {
    pub fn prompt(&self) -> &Prompt {
        &self.prompt
    }

    pub fn purpose(&self) -> &Purpose {
        &self.purpose
    }
}

impl State {
    /// The line asked for, while there is one.
    pub fn ask(&self) -> Option<&Ask> {
        self.ask.as_ref()
    }

    /// What stands before the line: `pipe the quote to: `.
    pub fn ask_words(&self) -> String {
        match self.ask.as_ref().map(|ask| &ask.purpose) {
            Some(Purpose::Pipe(what)) => format!("pipe the {} to: ", what.words()),
            Some(Purpose::Save) => format!("save {} quotes as: ", self.listed.len()),
            Some(Purpose::SaveOver(_)) => "it is there; write over: ".to_owned(),
            None => String::new(),
        }
    }

    fn open_ask(&mut self, purpose: Purpose, typed: &str) {
        let mut prompt = Prompt::default();
        prompt.paste(typed);
        self.ask = Some(Ask { purpose, prompt, from: self.mode });
        self.mode = Mode::Ask;
    }

    /// Asks for a command for the selection, else for the quote, else for the topic.
    pub(super) fn ask_pipe(&mut self) {
        let what = if self.selection.is_some() {
            What::Selection
        } else if self.quote.is_some() {
            What::Quote
        } else {
            What::Topic
        };
        self.open_ask(Purpose::Pipe(what), "");
    }

    /// Asks for a file for the quotes listed.
    pub(super) fn ask_save(&mut self) {
        let title = self.briefing.title.as_deref().unwrap_or("quotes");
        let name = format!("{}{}", slug(title), Saved::Markdown.ending());
        self.open_ask(Purpose::Save, &name);
    }

    pub(super) fn steer_ask(&mut self, command: Command) -> Effect {
        match command {
            Command::Accept => return self.accept_ask(),
            Command::Close => self.close_ask(),
            Command::Widen => self.widen_ask(),
            Command::OlderSearch => self.recall_command(),
            Command::Suspend => return Effect::Suspend,
            _ => {}
        }
        Effect::None
    }

    fn close_ask(&mut self) {
        if let Some(ask) = self.ask.take() {
            self.mode = ask.from;
        }
    }

    /// The next thing to pipe, or the next form to save in.
    fn widen_ask(&mut self) {
        let (selection, quote) = (self.selection.is_some(), self.quote.is_some());
        let Some(ask) = &mut self.ask else { return };
        match &ask.purpose {
            Purpose::Pipe(what) => {
                let next = match what {
                    What::Selection => What::Topic,
                    What::Quote => What::Topic,
                    What::Topic => What::Document,
                    What::Document if selection => What::Selection,
                    What::Document if quote => What::Quote,
                    What::Document => What::Topic,
                };
                ask.purpose = Purpose::Pipe(next);
            }
            Purpose::Save | Purpose::SaveOver(_) => {
                let name = ask.prompt.text().to_owned();
                let now = Saved::opt_of(&name);
                let at = now.and_then(|now| Saved::ALL.iter().position(|form| *form == now));
                let next = at.map_or(0, |at| (at + 1) % Saved::ALL.len());
                let stem_len = name.len() - now.map_or(0, |now| now.ending().len());
                let stem = name.get(..stem_len).unwrap_or(&name);
                let ending = Saved::ALL.get(next).map_or("", |form| form.ending());
                let renamed = format!("{stem}{ending}");
                ask.prompt = Prompt::default();
                ask.prompt.paste(&renamed);
                ask.purpose = Purpose::Save;
            }
        }
    }

    /// The command given last.
    fn recall_command(&mut self) {
        let last = self.last_command.clone();
        match &mut self.ask {
            Some(ask) if matches!(ask.purpose, Purpose::Pipe(_)) && !last.is_empty() => {
                ask.prompt = Prompt::default();
                ask.prompt.paste(&last);
            }
            _ => self.tell("nothing was given before"),
        }
    }

    fn accept_ask(&mut self) -> Effect {
        let Some(ask) = &self.ask else { return Effect::None };
        let line = ask.prompt.text().trim().to_owned();
        if line.is_empty() {
            self.close_ask();
            self.tell("nothing was given");
            return Effect::None;
        }
        match ask.purpose.clone() {
            Purpose::Pipe(what) => self.pipe(what, line),
            Purpose::SaveOver(name) if name == line => self.save(line, Over::Allowed),
            Purpose::Save | Purpose::SaveOver(_) => self.save(line, Over::Never),
        }
    }

    fn pipe(&mut self, what: What, command: String) -> Effect {
        let all = self.text_span();
        let topic = self.briefing.sections.get(self.topic()).map_or(all, |section| section.span);
        let span = match what {
            What::Selection | What::Quote => self.opt_passage().unwrap_or(topic),
            What::Topic => topic,
            What::Document => all,
        };
        let input = self.shown_text(span) + "\n";
        self.close_ask();
        if self.selection.is_some() {
            self.close_select();
        }
        self.last_command.clone_from(&command);
        self.tell(&format!("{command} is running"));
        Effect::Pipe { command, input }
    }

    fn save(&mut self, path: String, over: Over) -> Effect {
        let Some(form) = Saved::opt_of(&path) else {
            let known = Saved::ALL.map(Saved::ending).join(" ");
            self.tell(&format!("the name must end in one of {known}"));
            return Effect::None;
        };
        let listed: Vec<usize> = self.listed.all().collect();
        let text = form.of(&only(&self.briefing, &listed));
        Effect::Save(Save { path, text, over })
    }

    /// Hears how saving ended; a name that is taken is asked for again.
    pub(super) fn saved(&mut self, outcome: SaveOutcome) {
        match outcome {
            SaveOutcome::Saved(told) => {
                self.close_ask();
                self.tell(&told);
            }
            SaveOutcome::Failed(why) => self.fail(&why),
            SaveOutcome::Exists(name) => {
                self.tell("a file of that name is there: Enter writes over it, Esc leaves it");
                if let Some(ask) = &mut self.ask {
                    ask.purpose = Purpose::SaveOver(name);
                }
            }
        }
    }
}

/// `words` as a file's name: letters and digits in lower case with `-` between words.
fn slug(words: &str) -> String {
    let mut slug = String::new();
    for c in words.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
        if slug.len() >= 60 {
            break;
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "quotes".to_owned() } else { slug.to_owned() }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::fixture::strike;
    use super::super::{Action, Extent, fixture, update};
    use super::*;

    const TEXT: &str =
        "# Rail Fund.\nThe minister spoke.\nAna Roe: “It is far.”\n\n# Water.\nA dam.\n";

    fn state() -> State {
        State::new(Arc::new(fixture::briefing(TEXT)), Extent::Whole, 100, 20)
    }

    /// What `keys` send to which command.
    #[track_caller]
    fn check(keys: &str, command: &str, input: &str) {
        let effect = strike(&mut state(), keys);
        let (command, input) = (command.to_owned(), input.to_owned());
        assert_eq!(effect, Effect::Pipe { command, input });
    }

    #[test]
    fn words_go_to_a_command() {
        check("|wc -w\n", "wc -w", "“It is far.”\n");
        check("ve|wc\n", "wc", "Rail\n");
        check("|\twc\n", "wc", "Rail Fund\n\nThe minister spoke.\n\nAna Roe: “It is far.”\n");
        check("|x\n|↑\n", "x", "“It is far.”\n");
        assert_eq!(strike(&mut state(), "|\n"), Effect::None);
    }

    #[test]
    fn quotes_are_saved_and_never_over_a_file_unasked() {
        let mut state = state();
        strike(&mut state, "s");
        assert_eq!(state.ask().unwrap().prompt().text(), "a-week-in-varenia.md");
        let saved = |effect: Effect| match effect {
            Effect::Save(save) => save,
            other => panic!("{other:?}"),
        };
        let save = saved(strike(&mut state, "\n"));
        assert!(save.text.contains("It is far.") && save.over == Over::Never);
        update(&mut state, Action::Saved(SaveOutcome::Exists(save.path.clone())));
        assert_eq!(saved(strike(&mut state, "\n")).over, Over::Allowed);
        update(&mut state, Action::Saved(SaveOutcome::Exists(save.path)));
        strike(&mut state, "\t");
        let save = saved(strike(&mut state, "\n"));
        assert_eq!((save.path.as_str(), save.over), ("a-week-in-varenia.csv", Over::Never));
        update(&mut state, Action::Saved(SaveOutcome::Saved("saved".to_owned())));
        assert_eq!((state.mode(), state.message()), (Mode::Reading, Some("saved")));
    }

    #[test]
    fn a_name_without_a_known_ending_is_refused() {
        let mut state = state();
        strike(&mut state, "s");
        assert_eq!(strike(&mut state, "x\n"), Effect::None);
        assert_eq!(state.mode(), Mode::Ask);
        assert!(state.message().unwrap().starts_with("the name must end in one of .md .csv"));
    }

    #[test]
    fn a_title_makes_a_file_name() {
        assert_eq!(slug("Côte d’Azur: Talks, & More!"), "côte-d-azur-talks-more");
        assert_eq!(slug("…"), "quotes");
        assert!(slug(&"word ".repeat(99)).len() <= 60);
    }
}
