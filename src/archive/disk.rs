//! Files that are there whole or as they were before, whatever happens meanwhile.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::error::ArchiveError;

/// Bytes a kept file may have; a larger one is not ours.
const LIMIT: u64 = 64 << 20;

/// How long to wait for another reader to finish saving.
const PATIENCE: Duration = Duration::from_secs(2);

/// Something to write to that can be made to last.
pub(super) trait Lasting: Write {
    /// Returns once the bytes are on the disk itself.
    fn last(&self) -> io::Result<()>;
}

impl Lasting for File {
    fn last(&self) -> io::Result<()> {
        self.sync_all()
    }
}

/// Opens a new file; tests put a disk without room in its place.
pub(super) type Opener = fn(&Path) -> io::Result<Box<dyn Lasting>>;

/// Opens `path`, which nobody else may read, for writing from its start.
pub(super) fn create(path: &Path) -> io::Result<Box<dyn Lasting>> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    Ok(Box::new(options.open(path)?))
}

/// The folder `path` with those above it.
pub(super) fn create_folder(path: &Path) -> Result<(), ArchiveError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(|source| ArchiveError::Write { path: path.to_owned(), source })
}

/// The text of the file at `path`; `None` when there is no such file.
pub(super) fn opt_read(path: &Path) -> Result<Option<String>, ArchiveError> {
    let failed = |source| ArchiveError::Read { path: path.to_owned(), source };
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(error)),
    };
    let mut bytes = Vec::new();
    file.take(LIMIT + 1).read_to_end(&mut bytes).map_err(failed)?;
    let corrupt = |message: &str| {
        let (path, message) = (path.to_owned(), message.to_owned());
        Err(ArchiveError::Corrupt { path, line: 1, message })
    };
    if bytes.len() as u64 > LIMIT {
        return corrupt("it is larger than anything onrecord keeps");
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Some(text)),
        Err(_) => corrupt("it is not UTF-8"),
    }
}

/// Puts `text` into the file at `path`, or leaves it as it was.
///
/// The text goes into a file beside it, onto the disk, and only then under the name.
pub(super) fn replace(path: &Path, text: &str, open: Opener) -> Result<(), ArchiveError> {
    let aside = beside(path, &format!("{}.new", std::process::id()));
    let written = write(&aside, text, open).and_then(|()| fs::rename(&aside, path));
    if written.is_err() {
        // It may never have been there; the failure told is the one that came first.
        _ = fs::remove_file(&aside);
    }
    written.map_err(|source| ArchiveError::Write { path: path.to_owned(), source })?;
    // The name is kept by the folder; a file system that cannot sync one keeps it anyway.
    if let Some(folder) = path.parent().and_then(|folder| File::open(folder).ok()) {
        _ = folder.sync_all();
    }
    Ok(())
}

fn write(path: &Path, text: &str, open: Opener) -> io::Result<()> {
    let mut file = open(path)?;
    file.write_all(text.as_bytes())?;
    file.flush()?;
    file.last()
}

/// Gives the file at `path` a name that is still free, and tells it.
pub(super) fn put_aside(path: &Path) -> Result<PathBuf, ArchiveError> {
    let free = (1..)
        .map(|n| beside(path, &format!("damaged-{n}")))
        .find(|name| !name.exists())
        .unwrap_or_else(|| beside(path, "damaged"));
    fs::rename(path, &free)
        .map_err(|source| ArchiveError::Write { path: path.to_owned(), source })?;
    Ok(free)
}

/// `path` with `.suffix` after its name.
pub(super) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(suffix);
    path.with_file_name(name)
}

/// Keeps others from saving in `folder` until it is dropped.
///
/// A file system that knows no locks is trusted to have one reader.
pub(super) fn lock(folder: &Path) -> Result<Option<File>, ArchiveError> {
    let path = folder.join(".lock");
    let failed = |source| ArchiveError::Write { path: path.clone(), source };
    let file = OpenOptions::new().write(true).create(true).truncate(false).open(&path);
    let file = file.map_err(failed)?;
    let until = Instant::now() + PATIENCE;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(Some(file)),
            Err(TryLockError::WouldBlock) if Instant::now() < until => {
                std::thread::sleep(Duration::from_millis(2));
            }
            Err(TryLockError::WouldBlock) => return Err(ArchiveError::Busy { path }),
            Err(TryLockError::Error(_)) => return Ok(None),
        }
    }
}
