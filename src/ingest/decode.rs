use super::IngestError;

/// The text in `bytes`, without byte order mark.
///
/// # Errors
///
/// [`IngestError::Empty`] when nothing but white space is there,
/// [`IngestError::Binary`] when the bytes hold NULs.
pub(super) fn utf8(bytes: &[u8]) -> Result<String, IngestError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if memchr::memchr(0, bytes).is_some() {
        return Err(IngestError::Binary { what: "it holds NUL bytes" });
    }
    let text = String::from_utf8_lossy(bytes).into_owned();
    if text.trim().is_empty() {
        return Err(IngestError::Empty);
    }
    Ok(text)
}
