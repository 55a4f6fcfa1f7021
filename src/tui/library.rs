use crate::app::{DocId, Told};
use crate::archive::Identity;
use crate::model::Briefing;

/// Where documents come from. Asked beside the keys, so an answer may take its time.
pub trait Library: Send + Sync {
    /// Finds the sources that directories and patterns stand for, and hands over their
    /// names as it finds them; they count on from the sources known. Ends early when
    /// `take` returns `false`.
    fn gather(&self, take: &mut dyn FnMut(Vec<String>) -> bool);

    /// Hands over what each document of `source` is. Ends early when `take` returns
    /// `false`. A source that cannot be read is told as a document with that fault.
    fn survey(&self, source: usize, take: &mut dyn FnMut(Told) -> bool);

    /// The document, read to its end.
    ///
    /// # Errors
    ///
    /// In words that go after the document's name.
    fn read(&self, id: DocId) -> Result<Briefing, String>;

    /// The document as it is now, whatever was read of it before.
    ///
    /// # Errors
    ///
    /// As [`Library::read`], and when the source can only be read once.
    fn read_again(&self, id: DocId) -> Result<Briefing, String>;

    /// The name and hash under which places and marks are kept; `None` where nothing is.
    fn identity(&self, id: DocId, briefing: &Briefing) -> Option<Identity>;

    /// Something that changes when the source does; `None` when that cannot be told.
    fn stamp(&self, source: usize) -> Option<Stamp>;

    /// The name by which a later run can open the source again.
    fn lasting_name(&self, source: usize) -> Option<String>;
}

/// Time of the last change in nanoseconds, and the size in bytes.
pub type Stamp = (u128, u64);
