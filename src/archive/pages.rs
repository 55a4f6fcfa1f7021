//! Copies of fetched pages, so that an address opens again without a network.

use std::fs;
use std::path::PathBuf;

use sha2::{Digest, Sha256};

use super::disk;
use super::error::ArchiveError;

/// First line of every copy; a file without it is not ours.
const FIRST: &str = "onrecord page 1";

/// A page as the server sent it, unpacked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The address asked for.
    pub url: String,
    /// The address that answered, after redirects.
    pub landed: String,
    /// When, in RFC 3339.
    pub fetched: String,
    pub etag: Option<String>,
    pub last_modified: Option<String>,
    pub content_type: Option<String>,
    pub bytes: Vec<u8>,
}

/// The folder of copies, one file per address.
pub struct Pages {
    folder: PathBuf,
}

impl Pages {
    pub fn new(folder: PathBuf) -> Pages {
        Pages { folder }
    }

    /// The copy of `url`; `None` when there is none, or one that is damaged.
    pub fn get(&self, url: &str) -> Option<Page> {
        let bytes = fs::read(self.path(url)).ok()?;
        parsed(&bytes).filter(|page| page.url == url)
    }

    /// Keeps `page` instead of an older copy, whole or not at all.
    ///
    /// # Errors
    ///
    /// When the folder cannot be made or written to.
    pub fn put(&self, page: &Page) -> Result<(), ArchiveError> {
        disk::create_folder(&self.folder)?;
        let path = self.path(&page.url);
        let aside = disk::beside(&path, &format!("{}.new", std::process::id()));
        let written = disk::create(&aside)
            .and_then(|mut file| {
                file.write_all(head(page).as_bytes())?;
                file.write_all(&page.bytes)?;
                file.last()
            })
            .and_then(|()| fs::rename(&aside, &path));
        if written.is_err() {
            // It may never have been there; the failure told is the one that came first.
            _ = fs::remove_file(&aside);
        }
        written.map_err(|source| ArchiveError::Write { path, source })
    }

    fn path(&self, url: &str) -> PathBuf {
        let name: String = Sha256::digest(url.as_bytes())
            .iter()
            .take(16)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        self.folder.join(name)
    }
}

/// What stands before the bytes: named values, one a line, and an empty line.
fn head(page: &Page) -> String {
    let mut head = format!("{FIRST}\n");
    let values = [
        ("url", Some(&page.url)),
        ("landed", Some(&page.landed)),
        ("fetched", Some(&page.fetched)),
        ("etag", page.etag.as_ref()),
        ("last-modified", page.last_modified.as_ref()),
        ("content-type", page.content_type.as_ref()),
        ("bytes", Some(&page.bytes.len().to_string())),
    ];
    for (name, value) in values {
        if let Some(value) = value.filter(|value| !value.contains(['\n', '\r'])) {
            head.push_str(&format!("{name}: {value}\n"));
        }
    }
    head + "\n"
}

fn parsed(file: &[u8]) -> Option<Page> {
    let end = memchr::memmem::find(file, b"\n\n")?;
    let head = std::str::from_utf8(file.get(..end)?).ok()?;
    let bytes = file.get(end + 2..)?.to_vec();
    let mut lines = head.lines();
    if lines.next() != Some(FIRST) {
        return None;
    }
    let (mut page, mut length) = (Page { bytes, ..Page::default() }, None);
    for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
        let value = value.to_owned();
        match name {
            "url" => page.url = value,
            "landed" => page.landed = value,
            "fetched" => page.fetched = value,
            "etag" => page.etag = Some(value),
            "last-modified" => page.last_modified = Some(value),
            "content-type" => page.content_type = Some(value),
            "bytes" => length = value.parse().ok(),
            _ => {}
        }
    }
    (length == Some(page.bytes.len())).then_some(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> Page {
        Page {
            url: "https://a.example/x?y=1".into(),
            landed: "https://a.example/z".into(),
            fetched: "2026-01-09T12:41:00Z".into(),
            etag: Some("\"abc: d\"".into()),
            last_modified: None,
            content_type: Some("text/html; charset=utf-8".into()),
            bytes: b"<p>one\n\n\0two</p>".to_vec(),
        }
    }

    #[test]
    fn what_is_put_is_got() {
        let dir = tempfile::tempdir().unwrap();
        let pages = Pages::new(dir.path().join("deep/er"));
        assert_eq!(pages.get(&page().url), None);
        pages.put(&page()).unwrap();
        assert_eq!(pages.get(&page().url), Some(page()));
        let newer = Page { bytes: b"three".to_vec(), etag: None, ..page() };
        pages.put(&newer).unwrap();
        assert_eq!(pages.get(&page().url), Some(newer));
        assert_eq!(pages.get("https://a.example/other"), None);
        assert_eq!(fs::read_dir(dir.path().join("deep/er")).unwrap().count(), 1, "nothing aside");
    }

    #[test]
    fn a_damaged_copy_is_none() {
        let dir = tempfile::tempdir().unwrap();
        let pages = Pages::new(dir.path().to_owned());
        pages.put(&page()).unwrap();
        let path = pages.path(&page().url);
        let whole = fs::read(&path).unwrap();
        for end in 0..whole.len() {
            fs::write(&path, &whole[..end]).unwrap();
            assert_eq!(pages.get(&page().url), None, "cut at {end}");
        }
    }

    #[test]
    fn a_value_cannot_add_a_line() {
        let bad = Page { etag: Some("x\nbytes: 3".into()), ..page() };
        assert_eq!(parsed(head(&bad).as_bytes()), None);
        assert!(!head(&bad).contains("etag"));
    }
}
