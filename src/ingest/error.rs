/// Why bytes are no document.
///
/// The message says what is wrong; [`IngestError::hint`] says what would work.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum IngestError {
    #[error("the file is empty")]
    Empty,
    /// `what` with its article: `a PNG image`.
    #[error("this is {what}, not a document")]
    Binary { what: &'static str },
    /// A form that can hold text, but this one does not: a scan, a page of pictures.
    #[error("this {what} holds no text")]
    NoText { what: &'static str },
    /// Reading it takes a password.
    #[error("this {what} is encrypted")]
    Locked { what: &'static str },
    #[error("this {what} cannot be read: {why}")]
    Damaged { what: &'static str, why: String },
    /// Expanding it would take more than the stated limit.
    #[error("this {what} unpacks to more than {limit_mib} MiB")]
    TooLarge { what: &'static str, limit_mib: u64 },
}

impl IngestError {
    /// What would work instead, as a clause to print after `hint: `.
    pub fn hint(&self) -> &'static str {
        match self {
            IngestError::Empty => "save the page or paste the text again",
            IngestError::Binary { what } if what.contains("image") => {
                "run a text recogniser (OCR) over it and open the text"
            }
            IngestError::Binary { what } if what.contains("archive") => {
                "unpack it and open the files inside"
            }
            IngestError::Binary { .. } => {
                "open text, HTML, Markdown, PDF, DOCX, ODT, EPUB, XML, JSON, a feed, mail or captions"
            }
            IngestError::NoText { what: "PDF" } => {
                "it may be a scan: run a text recogniser (OCR) over it and open the result"
            }
            IngestError::NoText { .. } => "save the page with its text, or paste the text",
            IngestError::Locked { .. } => {
                "open it with its password, print it to a new PDF or save it as text, and open that"
            }
            IngestError::Damaged { .. } => {
                "fetch it again, or open it elsewhere and save it as text"
            }
            IngestError::TooLarge { .. } => "it may be a trap; unpack it by hand and open the text",
        }
    }
}
