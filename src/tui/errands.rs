//! What the loop sends others to do: read documents, look through sources, watch files,
//! keep places and marks.

use std::cell::OnceCell;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use super::library::{Library, Stamp};
use super::run::{Gathering, Whole};
use super::waits::Message;
use super::worker;
use crate::app::{Action, Arrived, Cause, DocId, Extent, State, Told};
use crate::archive::{self, ArchiveError, Record, Session, Shelf};
use crate::model::Briefing;

pub(super) struct Errands {
    library: Arc<dyn Library>,
    shelf: Option<Shelf>,
    send: Sender<Message>,
    /// Set to stop the looking through sources that runs.
    halted: Arc<AtomicBool>,
    /// The sources whose files are watched, when any are.
    watched: Option<Arc<Mutex<Vec<Watched>>>>,
    /// The folder for what could not be written where it belongs.
    spare: OnceCell<PathBuf>,
}

/// What is found is shown this often.
const BATCH: Duration = Duration::from_millis(50);

/// How often the files are looked at.
const WATCH: Duration = Duration::from_millis(400);

impl Errands {
    pub(super) fn new(
        library: Arc<dyn Library>,
        shelf: Option<Shelf>,
        send: Sender<Message>,
        watches: bool,
    ) -> Errands {
        let watched = watches.then(Arc::default);
        let errands = Errands {
            library,
            shelf,
            send,
            halted: Arc::default(),
            watched,
            spare: OnceCell::new(),
        };
        errands.begin_watch();
        errands
    }

    /// `briefing` with what was kept about it.
    pub(super) fn arrived(&self, id: DocId, briefing: Arc<Briefing>) -> Arrived {
        arrived(self.library.as_ref(), self.shelf.as_ref(), id, briefing)
    }

    /// Reads `id` and posts it.
    pub(super) fn open(&self, id: DocId) {
        let post = move |result| Action::Opened { id, result };
        self.fetch(id, move |library| library.read(id), post);
    }

    /// Reads `id` as it is now.
    pub(super) fn reload(&self, id: DocId, cause: Cause) {
        let post = move |result| Action::Reloaded { id, cause, result };
        self.fetch(id, move |library| library.read_again(id), post);
    }

    /// Reads again what is open of `source`.
    pub(super) fn reload_all(&self, state: &mut State, source: usize) {
        state.each_open(|state| {
            let id = state.doc().filter(|id| id.source == source);
            if let Some(id) = id.filter(|_| state.extent() == Extent::Whole) {
                self.reload(id, Cause::Changed);
            }
        });
    }

    /// Reads the rest of a document whose beginning shows.
    pub(super) fn finish(&self, id: DocId, whole: Whole) {
        let post = move |result| Action::Opened { id, result };
        self.fetch(id, move |_| whole(), post);
    }

    fn fetch(
        &self,
        id: DocId,
        read: impl FnOnce(&dyn Library) -> Result<Briefing, String> + Send + 'static,
        post: impl Fn(Result<Box<Arrived>, String>) -> Action + Copy + Send + 'static,
    ) {
        let (library, shelf) = (Arc::clone(&self.library), self.shelf.clone());
        let (send, failed) = (self.send.clone(), self.send.clone());
        let work = move || {
            let result = read(library.as_ref()).map(|briefing| {
                Box::new(arrived(library.as_ref(), shelf.as_ref(), id, Arc::new(briefing)))
            });
            let _ = send.send(Message::Act(post(result)));
        };
        worker::begin(work, move |why| drop(failed.send(Message::Act(post(Err(why))))));
    }

    /// Looks through `sources`, and through those the library finds when it is asked to,
    /// and posts what they hold.
    pub(super) fn survey(&mut self, sources: Vec<usize>, gathering: Gathering) {
        self.halt();
        let halted = Arc::new(AtomicBool::new(false));
        self.halted = Arc::clone(&halted);
        let library = Arc::clone(&self.library);
        let (send, failed) = (self.send.clone(), self.send.clone());
        let work = move || {
            let survey = Survey { library: library.as_ref(), send, halted: &halted };
            survey.run(sources, gathering);
        };
        worker::begin(work, move |why| {
            let _ = failed.send(Message::Act(Action::SurveyEnded));
            let _ = failed.send(Message::Act(Action::Fail(why)));
        });
    }

    pub(super) fn halt(&self) {
        self.halted.store(true, Ordering::Relaxed);
    }

    /// Watches the files of what is open in `state`.
    pub(super) fn watch(&self, state: &State) {
        let Some(watched) = &self.watched else { return };
        let mut watched = watched.lock().unwrap_or_else(PoisonError::into_inner);
        let desk = state.desk();
        watched.retain(|one| desk.open().any(|id| id.source == one.source));
        for id in desk.open() {
            if !watched.iter().any(|one| one.source == id.source) {
                let now = self.library.stamp(id.source);
                watched.push(Watched { source: id.source, read: now, last: now });
            }
        }
    }

    fn begin_watch(&self) {
        let Some(watched) = self.watched.clone() else { return };
        let (library, send) = (Arc::clone(&self.library), self.send.clone());
        let failed = self.send.clone();
        let work = move || watch(library.as_ref(), &send, &watched);
        worker::begin(work, move |why| drop(failed.send(Message::Act(Action::Fail(why)))));
    }

    /// Keeps marks and notes of `state` and, when asked, the place, and takes over what
    /// another reader has kept. Gives what went wrong when marks or notes wait to be
    /// kept: nobody would miss a place.
    pub(super) fn opt_unkept(&self, state: &mut State, place: bool) -> Option<ArchiveError> {
        let (shelf, record) = (self.shelf.as_ref()?, self.opt_record(state, place)?);
        match shelf.save(&record) {
            Ok(merged) => {
                state.take_over(merged);
                None
            }
            Err(trouble) => Some(trouble).filter(|_| state.has_unkept()),
        }
    }

    /// The last chance to keep what waits: where it belongs, else in the folder for
    /// temporary files. Gives what to tell when it is not where it belongs.
    pub(super) fn opt_unkept_at_last(&self, state: &mut State, place: bool) -> Option<String> {
        let trouble = self.opt_unkept(state, place)?;
        let record = self.opt_record(state, place)?;
        let told = match self.spare() {
            Ok(spare) => match Shelf::new(spare).save(&record) {
                Ok(_) => {
                    let place = spare.join("documents");
                    format!("they are in `{}` instead, where the next run looks", place.display())
                }
                Err(error) => format!("nor there: {}", error.line()),
            },
            Err(error) => format!("nor in the folder for temporary files: {error}"),
        };
        Some(format!("{}; {told}", trouble.line()))
    }

    /// The folder of this run, made when it is first needed.
    fn spare(&self) -> io::Result<&Path> {
        if self.spare.get().is_none() {
            let _ = self.spare.set(archive::new_spare_folder()?);
        }
        self.spare.get().map(PathBuf::as_path).ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    /// What to keep of `state`, when it is to be kept at all.
    fn opt_record(&self, state: &mut State, place: bool) -> Option<Record> {
        let id = state.doc().filter(|_| state.extent() == Extent::Whole)?;
        let mut record = state.kept(now_ms());
        record.document = self.library.identity(id, state.briefing())?;
        if !place {
            record.view = None;
        }
        Some(record)
    }

    pub(super) fn lasting_name(&self, source: usize) -> Option<String> {
        self.library.lasting_name(source)
    }

    pub(super) fn keep_session(&self, session: &Session) {
        if let Some(shelf) = &self.shelf {
            let _ = shelf.save_session(session);
        }
    }
}

fn arrived(
    library: &dyn Library,
    shelf: Option<&Shelf>,
    id: DocId,
    briefing: Arc<Briefing>,
) -> Arrived {
    let identity = shelf.zip(library.identity(id, &briefing));
    let loaded = identity.map(|(shelf, identity)| shelf.load(&identity, &briefing.text));
    let (record, trouble) = loaded.map_or_else(Default::default, |l| (l.record, l.trouble));
    Arrived {
        briefing,
        record,
        told: trouble.map(|trouble| format!("your notes here: {}", trouble.line())),
    }
}

/// A looking through sources that runs.
struct Survey<'a> {
    library: &'a dyn Library,
    send: Sender<Message>,
    halted: &'a AtomicBool,
}

impl Survey<'_> {
    fn run(&self, mut sources: Vec<usize>, gathering: Gathering) {
        if gathering == Gathering::All {
            let mut next = sources.last().map_or(0, |last| last + 1);
            self.library.gather(&mut |names| {
                sources.extend(next..next + names.len());
                next += names.len();
                self.post(Action::Gathered(names))
            });
        }
        let mut batch = Vec::new();
        let mut sent = Instant::now();
        for source in sources {
            self.library.survey(source, &mut |told: Told| {
                batch.push(told);
                if sent.elapsed() < BATCH {
                    return !self.is_halted();
                }
                sent = Instant::now();
                self.post(Action::Surveyed(std::mem::take(&mut batch)))
            });
            if self.is_halted() {
                return;
            }
        }
        let _ = self.post(Action::Surveyed(batch)) && self.post(Action::SurveyEnded);
    }

    fn is_halted(&self) -> bool {
        self.halted.load(Ordering::Relaxed)
    }

    /// Whether to go on.
    fn post(&self, action: Action) -> bool {
        !self.is_halted() && self.send.send(Message::Act(action)).is_ok()
    }
}

/// Tells of each change of a watched file, once it has rested between two looks.
fn watch(library: &dyn Library, send: &Sender<Message>, watched: &Mutex<Vec<Watched>>) {
    loop {
        std::thread::sleep(WATCH);
        let mut changed = Vec::new();
        for one in watched.lock().unwrap_or_else(PoisonError::into_inner).iter_mut() {
            if one.look(library.stamp(one.source)) {
                changed.push(one.source);
            }
        }
        if changed.into_iter().any(|source| send.send(Message::Changed(source)).is_err()) {
            return;
        }
    }
}

/// What a file was like when it was read, and at the last look.
struct Watched {
    source: usize,
    read: Option<Stamp>,
    last: Option<Stamp>,
}

impl Watched {
    /// Whether the file is another than was read, and is no longer being written.
    fn look(&mut self, now: Option<Stamp>) -> bool {
        let rests = now == self.last;
        self.last = now;
        // A file that is gone for a moment is being replaced.
        let changed = rests && now.is_some() && now != self.read;
        if changed {
            self.read = now;
        }
        changed
    }
}

/// Milliseconds since 1970 UTC.
pub(super) fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_counts_once_it_rests() {
        let mut watched = Watched { source: 0, read: Some((1, 1)), last: Some((1, 1)) };
        let looks = [Some((1, 1)), Some((2, 5)), Some((2, 9)), Some((2, 9)), Some((2, 9)), None];
        let told = looks.map(|now| watched.look(now));
        assert_eq!(told, [false, false, false, true, false, false]);
    }
}
