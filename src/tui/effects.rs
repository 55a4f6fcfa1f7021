//! What an update asks of the outside, done.

use std::io;
use std::path::PathBuf;
use std::thread;

use super::run::Gathering;
use super::terminal::{self, Mouse};
use super::turn::Loop;
use super::waits::Message;
use super::{clipboard, outside, worker};
use crate::app::{Action, Cause, Effect, Job, Wanted, update};

impl Loop {
    /// Does outside what an update asks for; the loop itself sees to the end.
    pub(super) fn perform(&mut self, effect: Effect) -> io::Result<()> {
        match effect {
            Effect::None => {}
            Effect::Open(id) => self.errands.open(id),
            Effect::Reload(id) => self.errands.reload(id, Cause::Asked),
            Effect::Survey(sources) => self.errands.survey(sources, Gathering::Nothing),
            Effect::Halt => self.errands.halt(),
            Effect::ReleaseMouse => self.release_mouse()?,
            Effect::Copy(text) => self.copy(&text)?,
            Effect::Search(job) => self.search(*job),
            Effect::Browse(link) => self.tell_or_fail(outside::browse(&link)),
            Effect::Edit(wanted) => self.edit(&wanted)?,
            Effect::Pipe { command, input } => self.pipe(command, input),
            Effect::Save(file) => {
                update(&mut self.state, Action::Saved(outside::save(&file)));
            }
            Effect::Keep => self.keep(),
            Effect::Redraw => self.afresh()?,
            Effect::Suspend => self.suspend()?,
            Effect::Quit => {}
            Effect::All(effects) => {
                effects.into_iter().try_for_each(|effect| self.perform(effect))?;
            }
        }
        Ok(())
    }

    fn release_mouse(&mut self) -> io::Result<()> {
        let told = match terminal::release_mouse()? {
            Mouse::Taken => "wheel, clicks and drags come to onrecord",
            Mouse::Left => "the mouse is the terminal's: the same key takes it back",
        };
        self.tell(told.to_owned());
        Ok(())
    }

    fn keep(&mut self) {
        self.state.set_unkept();
        if let Some(trouble) = self.errands.opt_unkept(&mut self.state, self.config.keep.place) {
            let told = format!("not kept yet: {}", trouble.line());
            update(&mut self.state, Action::Fail(told));
        }
    }

    /// Copies `text` and tells how.
    fn copy(&mut self, text: &str) -> io::Result<()> {
        let told = clipboard::copy(text, self.config.clipboard.way, self.screen.backend_mut())?;
        self.tell_or_fail(told);
        Ok(())
    }

    fn tell(&mut self, told: String) {
        update(&mut self.state, Action::Tell(told));
    }

    fn fail(&mut self, why: String) {
        update(&mut self.state, Action::Fail(why));
    }

    fn tell_or_fail(&mut self, done: Result<String, String>) {
        match done {
            Ok(told) => self.tell(told),
            Err(why) => self.fail(why),
        }
    }

    /// Gives the terminal to the reader's editor until it ends. The input thread rests
    /// meanwhile, as it does whenever a key is being acted on.
    fn edit(&mut self, wanted: &Wanted) -> io::Result<()> {
        let open = self.state.doc();
        let name = open.and_then(|id| self.errands.lasting_name(id.source));
        let Some(path) = name.map(PathBuf::from).filter(|path| path.is_absolute()) else {
            self.fail("there is no file to edit: the text came from elsewhere".to_owned());
            return Ok(());
        };
        let mut command = match outside::editor(&path, wanted) {
            Ok(command) => command,
            Err(why) => {
                self.fail(why);
                return Ok(());
            }
        };
        terminal::leave();
        let ended = command.status();
        self.come_back()?;
        match ended {
            Ok(status) if status.success() => {}
            Ok(status) => self.fail(format!("the editor ended with {status}")),
            Err(error) => self.fail(format!("the editor does not start: {error}")),
        }
        Ok(())
    }

    /// Takes the terminal again after it was given away, whatever its size is now.
    fn come_back(&mut self) -> io::Result<()> {
        terminal::take()?;
        let size = self.screen.size()?;
        update(&mut self.state, Action::Resize { width: size.width, height: size.height });
        self.afresh()
    }

    fn pipe(&self, command: String, input: String) {
        let send = self.send.clone();
        thread::spawn(move || {
            let _ = send.send(Message::Act(Action::Piped(outside::pipe(command, input))));
        });
    }

    /// Searches beside the keys; a new search makes an old job's answers count for
    /// nothing, and a closed channel ends it.
    fn search(&self, job: Job) {
        let (send, failed) = (self.send.clone(), self.send.clone());
        let work = move || {
            job.run(|hits, complete| {
                let (doc, ticket) = (job.doc, job.ticket);
                let found = Action::Found { doc, ticket, hits, complete };
                send.send(Message::Act(found)).is_ok()
            });
        };
        worker::begin(work, move |told| drop(failed.send(Message::Act(Action::Fail(told)))));
    }

    #[cfg(unix)]
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        terminal::leave();
        signal_hook::low_level::raise(signal_hook::consts::SIGSTOP)?;
        self.come_back()
    }

    #[cfg(not(unix))]
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        update(&mut self.state, Action::Fail("this system cannot suspend a program".to_owned()));
        Ok(())
    }
}
