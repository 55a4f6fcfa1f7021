use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::IngestError;

/// MiB that the parts read from one archive may unpack to together. The text of a
/// thousand-page book takes about ten.
const LIMIT_MIB: u64 = 128;

/// MiB that an archive may unpack to however small it is, and how often its own size a
/// larger one: markup packs to a tenth or twentieth, a bomb to a thousandth.
const SMALL_MIB: u64 = 16;
const TIMES: u64 = 100;

/// Parts an archive may hold; a long illustrated book has some thousands.
const PARTS: usize = 50_000;

/// A document that is a ZIP archive of parts. The one place that unpacks archives and
/// knows their limits; nothing inside is unpacked before it is asked for, and archives
/// inside are never opened.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// What it is, for messages: `DOCX`.
    what: &'static str,
    /// Bytes that may still be unpacked, of `limit_mib`.
    left: u64,
    limit_mib: u64,
}

impl<'a> Package<'a> {
    /// # Errors
    ///
    /// [`IngestError::Damaged`] when the directory at the end is missing, as in a file
    /// that was cut, or lists more parts than any document has.
    pub(super) fn open(bytes: &'a [u8], what: &'static str) -> Result<Package<'a>, IngestError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| fault(what, &error))?;
        if archive.len() > PARTS {
            let why = format!("it lists {} parts, and {PARTS} are the limit", archive.len());
            return Err(IngestError::Damaged { what, why });
        }
        let limit = ((SMALL_MIB << 20) + TIMES * bytes.len() as u64).min(LIMIT_MIB << 20);
        Ok(Package { archive, what, left: limit, limit_mib: limit >> 20 })
    }

    /// The bytes of the part called `name`; `None` when there is none.
    ///
    /// # Errors
    ///
    /// [`IngestError::TooLarge`] over the limit, [`IngestError::Locked`] when the part
    /// is encrypted, [`IngestError::Damaged`] when it does not unpack.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, IngestError> {
        let what = self.what;
        let part = match self.archive.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(fault(what, &error)),
        };
        let mut data = Vec::new();
        let read = part.take(self.left + 1).read_to_end(&mut data);
        read.map_err(|error| fault(what, &ZipError::Io(error)))?;
        let n = data.len() as u64;
        let limit_mib = self.limit_mib;
        self.left = self.left.checked_sub(n).ok_or(IngestError::TooLarge { what, limit_mib })?;
        Ok(Some(data))
    }

    /// The part called `name` as text; UTF-16 is read by its byte order mark.
    ///
    /// # Errors
    ///
    /// As [`Package::part`].
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, IngestError> {
        let data = self.part(name)?;
        Ok(data.map(|data| encoding_rs::UTF_8.decode(&data).0.into_owned()))
    }

    /// The text of a part that must be there.
    ///
    /// # Errors
    ///
    /// As [`Package::part`], and [`IngestError::Damaged`] when it is not.
    pub(super) fn expect_text(&mut self, name: &str) -> Result<String, IngestError> {
        self.text(name)?.ok_or_else(|| IngestError::Damaged {
            what: self.what,
            why: format!("its part `{name}` is missing"),
        })
    }
}

fn fault(what: &'static str, error: &ZipError) -> IngestError {
    match error {
        ZipError::InvalidPassword => IngestError::Locked { what },
        ZipError::UnsupportedArchive(why) if why.contains("assword") => {
            IngestError::Locked { what }
        }
        ZipError::InvalidArchive(_) => {
            let why = "its directory is damaged or missing; it may be cut off".to_owned();
            IngestError::Damaged { what, why }
        }
        error => IngestError::Damaged { what, why: error.to_string() },
    }
}

/// A ZIP archive of `parts`, for tests.
#[cfg(test)]
pub(super) fn pack(parts: &[(&str, &str)]) -> Vec<u8> {
    use std::io::Write;
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_read_by_name() {
        let bytes = pack(&[("a.xml", "<a/>")]);
        let mut package = Package::open(&bytes, "DOCX").unwrap();
        assert_eq!(package.text("a.xml"), Ok(Some("<a/>".to_owned())));
        assert_eq!(package.text("b.xml"), Ok(None));
        let error = package.expect_text("b.xml").unwrap_err().to_string();
        assert_eq!(error, "this DOCX cannot be read: its part `b.xml` is missing");
    }

    /// How often a part of a MiB is read from an archive of two before it is refused; parts
    /// of zeros pack to nothing, those of noise to nearly a MiB.
    #[track_caller]
    fn check_limit(letter: impl FnMut(u32) -> char, limit_mib: u64) {
        let part: String = (0..1 << 20).map(letter).collect();
        let bytes = pack(&[("a", &part), ("b", &part)]);
        let mut package = Package::open(&bytes, "DOCX").unwrap();
        let refused = Err(IngestError::TooLarge { what: "DOCX", limit_mib });
        let n_read = (0..=limit_mib).take_while(|_| package.part("a") != refused).count();
        assert_eq!(n_read as u64, limit_mib);
    }

    #[test]
    fn an_archive_that_unpacks_to_too_much_is_refused() {
        let mut state = 1u32;
        check_limit(|_| '0', SMALL_MIB);
        check_limit(
            |_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                char::from((state >> 24) as u8 & 127)
            },
            LIMIT_MIB,
        );
    }

    #[test]
    fn a_cut_archive_says_so() {
        let bytes = pack(&[("a", "b")]);
        for end in 0..bytes.len() {
            assert!(Package::open(&bytes[..end], "DOCX").is_err());
        }
    }
}
