use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::IngestError;

/// MiB that the parts read from one archive may unpack to together. The text of a
/// thousand-page book takes about ten.
const LIMIT_MIB: u64 = 128;

/// Parts an archive may hold; a long illustrated book has some thousands.
const PARTS: usize = 50_000;

/// A document that is a ZIP archive of parts. The one place that unpacks archives and
/// knows their limits; nothing inside is unpacked before it is asked for, and archives
/// inside are never opened.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// What it is, for messages: `DOCX`.
    what: &'static str,
    /// Bytes that may still be unpacked.
    left: u64,
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
        Ok(Package { archive, what, left: LIMIT_MIB << 20 })
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
        self.left =
            self.left.checked_sub(n).ok_or(IngestError::TooLarge { what, limit_mib: LIMIT_MIB })?;
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

    #[test]
    fn an_archive_that_unpacks_to_too_much_is_refused() {
        let zeros = "0".repeat(1 << 20);
        let names: Vec<String> = (0..=LIMIT_MIB).map(|n| n.to_string()).collect();
        let parts: Vec<(&str, &str)> = names.iter().map(|n| (n.as_str(), zeros.as_str())).collect();
        let bytes = pack(&parts);
        let mut package = Package::open(&bytes, "DOCX").unwrap();
        let refused = names.iter().find_map(|name| package.part(name).err());
        assert_eq!(refused, Some(IngestError::TooLarge { what: "DOCX", limit_mib: LIMIT_MIB }));
    }

    #[test]
    fn a_cut_archive_says_so() {
        let bytes = pack(&[("a", "b")]);
        for end in 0..bytes.len() {
            assert!(Package::open(&bytes[..end], "DOCX").is_err());
        }
    }
}
