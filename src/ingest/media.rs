/// The form the bytes arrive in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    Plain,
    Markdown,
    Html,
    Xml,
    Json,
    Feed,
    Mail,
    Mailbox,
    WebVtt,
    SubRip,
    Pdf,
    Docx,
    Odt,
    Epub,
}

impl Media {
    pub const ALL: [Media; 14] = [
        Media::Plain,
        Media::Markdown,
        Media::Html,
        Media::Xml,
        Media::Json,
        Media::Feed,
        Media::Mail,
        Media::Mailbox,
        Media::WebVtt,
        Media::SubRip,
        Media::Pdf,
        Media::Docx,
        Media::Odt,
        Media::Epub,
    ];

    /// The media type in the JSON contract. A feed's is that of its commonest form.
    pub fn name(self) -> &'static str {
        match self {
            Media::Plain => "text/plain",
            Media::Markdown => "text/markdown",
            Media::Html => "text/html",
            Media::Xml => "application/xml",
            Media::Json => "application/json",
            Media::Feed => "application/rss+xml",
            Media::Mail => "message/rfc822",
            Media::Mailbox => "application/mbox",
            Media::WebVtt => "text/vtt",
            Media::SubRip => "application/x-subrip",
            Media::Pdf => "application/pdf",
            Media::Docx => {
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            }
            Media::Odt => "application/vnd.oasis.opendocument.text",
            Media::Epub => "application/epub+zip",
        }
    }

    /// The short name for `--as KIND`.
    pub fn short(self) -> &'static str {
        match self {
            Media::Plain => "text",
            Media::Markdown => "md",
            Media::Html => "html",
            Media::Xml => "xml",
            Media::Json => "json",
            Media::Feed => "feed",
            Media::Mail => "eml",
            Media::Mailbox => "mbox",
            Media::WebVtt => "vtt",
            Media::SubRip => "srt",
            Media::Pdf => "pdf",
            Media::Docx => "docx",
            Media::Odt => "odt",
            Media::Epub => "epub",
        }
    }

    /// The form called `name`: a short name, a usual file ending or a media type, in
    /// any case. `None` when it is none of them.
    pub fn from_name(name: &str) -> Option<Media> {
        let name = name.trim().trim_start_matches('.').to_ascii_lowercase();
        let known = Media::ALL.into_iter().find(|m| m.short() == name || m.name() == name);
        known.or(match name.as_str() {
            "txt" | "plain" => Some(Media::Plain),
            "markdown" | "text/x-markdown" => Some(Media::Markdown),
            "htm" | "xhtml" | "application/xhtml+xml" => Some(Media::Html),
            "text/xml" => Some(Media::Xml),
            "jsonl" => Some(Media::Json),
            "rss" | "atom" | "application/atom+xml" | "application/feed+json" => Some(Media::Feed),
            "mail" | "email" => Some(Media::Mail),
            "mailbox" => Some(Media::Mailbox),
            "webvtt" => Some(Media::WebVtt),
            "subrip" => Some(Media::SubRip),
            "word" => Some(Media::Docx),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_found_by_its_names() {
        for media in Media::ALL {
            assert_eq!(Media::from_name(media.short()), Some(media));
            assert_eq!(Media::from_name(media.name()), Some(media));
        }
        assert_eq!(Media::from_name(".HTM"), Some(Media::Html));
        assert_eq!(Media::from_name("exe"), None);
    }
}
