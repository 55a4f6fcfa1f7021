use std::sync::LazyLock;

use regex::RegexSet;

/// What a line is and the most bytes it has, and the patterns of all, in the order of
/// `assets/web/phrases.txt`.
struct Phrases {
    kinds: Vec<(&'static str, usize)>,
    set: Option<RegexSet>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let lines = include_str!("../../../assets/web/phrases.txt").lines();
    let read = lines.filter(|line| !line.starts_with('#')).filter_map(|line| {
        let (why, rest) = line.split_once(" | ")?;
        let (longest, pattern) = rest.split_once(" | ")?;
        Some(((why, longest.parse().ok()?), pattern))
    });
    let (kinds, patterns): (Vec<_>, Vec<_>) = read.unzip();
    Phrases { kinds, set: RegexSet::new(patterns).ok() }
});

/// What a whole block of `words` is when they are the page's.
pub(super) fn find(words: &str) -> Option<&'static str> {
    if is_credited(words) {
        return Some("photo credit");
    }
    // Furniture is short; long paragraphs are prose whatever they begin with.
    if words.len() > 320 {
        return None;
    }
    let found = PHRASES.set.as_ref()?.matches(&words.to_lowercase().replace('\u{a0}', " "));
    let mut found = found.into_iter().filter_map(|idx| PHRASES.kinds.get(idx));
    found.find(|(_, longest)| words.len() <= *longest).map(|&(why, _)| why)
}

/// Bytes past which words under a picture are a paragraph that names a source.
const LONGEST_CAPTION: usize = 700;

/// Who sells pictures, in lower case.
const AGENCIES: [&str; 12] = [
    "getty",
    "afp",
    "reuters",
    "ap",
    "epa",
    "shutterstock",
    "istock",
    "alamy",
    "dpa",
    "efe",
    "pa",
    "bloomberg",
];

/// Whether `words` end in brackets that say who took the picture above them: `(Ana Vell/AFP)`,
/// `(AP Photo/Ana Vell)`, `(Photo by Ana Vell)`. An agency alone tells where the news is from.
fn is_credited(words: &str) -> bool {
    let inside = words.trim_end().strip_suffix(')').and_then(|words| words.rsplit_once('('));
    let Some((_, inside)) = inside.filter(|_| words.len() <= LONGEST_CAPTION) else { return false };
    let inside = inside.to_lowercase();
    let mut names = inside.split(|c: char| !c.is_alphanumeric());
    let mut by = ["photo by ", "photo: ", "photograph: ", "image: ", "credit: ", "photo courtesy "]
        .into_iter();
    by.any(|by| inside.starts_with(by))
        || ["/", " via ", " photo", " images"].iter().any(|sign| inside.contains(sign))
            && names.any(|name| AGENCIES.contains(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, expected: &str) {
        assert_eq!(find(words).unwrap_or("-"), expected, "{words}");
    }

    #[test]
    fn every_line_of_the_list_is_a_pattern() {
        let lines = include_str!("../../../assets/web/phrases.txt").lines();
        let n = lines.filter(|line| !line.starts_with('#')).count();
        assert_eq!(PHRASES.kinds.len(), n);
        assert_eq!(PHRASES.set.as_ref().map(RegexSet::len), Some(n));
    }

    #[test]
    fn lines_of_the_page_are_known() {
        check("Share this article", "share line");
        check("Share on Facebook", "share line");
        check("Sign up for our daily newsletter", "newsletter");
        check("We use cookies to improve this page.", "cookie banner");
        check("Advertisement", "advertisement");
        check("Related stories", "related stories");
        check("Read more: Fish talks fail again", "related stories");
        check("Lee también", "related stories");
        check("Ähnliche Beiträge", "related stories");
        check("Baca juga: Es di pelabuhan", "related stories");
        check("The harbour of Arvo in May — Foto: Ana Vell/TV Arvo", "photo credit");
        check("Posted by", "byline");
        check("Follow us on Twitter", "follow line");
        check("12 Comments", "comments");
        check("© 2031 Tessara Post. All rights reserved.", "copyright");
        check("Back to top", "control");
        check("5 min read", "reading time");
        check("About the author", "author box");
        check("Read the rest", "related stories");
        check("Image", "control");
        check("Get the Tessara Post on Twitter and Facebook", "follow line");
        check("Ana Vell can be reached at vell@post.example.", "call for tips");
        check("Become a Tessara Post member and read without adverts.", "paywall");
        check("Pages: 1 2 3", "control");
        check("Picture 3 of 12", "-");
        check("Current Time 0:00", "player notice");
        check("01:40 - Source: Tessara TV", "player notice");
        check("Ana Vell / AFP / Getty Images", "photo credit");
        check("(Credit: Ana Vell / Tessara Post)", "photo credit");
        check("Tessara (Arvo) First published March 4, 2031: 1:28 AM", "date line");
    }

    #[test]
    fn brackets_say_who_took_a_picture() {
        check("The boats of Arvo lie in the harbour. (Ana Vell/AFP/Getty Images)", "photo credit");
        check("The boats of Arvo lie in the harbour. (AP Photo/Ana Vell)", "photo credit");
        check("The boats of Arvo lie in the harbour. (Photo by Ana Vell)", "photo credit");
        check("The boats of Arvo lie in the harbour. (Reuters)", "-");
        check("The boats of Arvo lie in the harbour (and/or on land).", "-");
        check("He paid the fleet (and its crews)", "-");
    }

    #[test]
    fn prose_that_begins_alike_stays() {
        check("The boats — he has two — stay, as the foto: shows.", "-");
        check("Share prices fell on Monday after the talks.", "-");
        check("Subscribe to that view and you lose the vote, she said.", "-");
        check("“Read more history,” the minister said.", "-");
        check("More from the government was expected, he said, and it came.", "-");
        check("Related costs rose by 4 per cent.", "-");
        check("Print money and prices rise.", "-");
        check("Comments by the envoy angered the council.", "-");
        check("Published reports put the toll at forty.", "-");
        check("Donate blood, the minister urged.", "-");
        check("Home", "control");
        check("Have a good day.", "-");
        check("Do you have any information on that?", "-");
        check("If you have any information, contact the police.", "-");
        check("I agree to that.", "-");
        check("See all those people behind you?", "-");
        check("Updated guidance for schools", "-");
        check("This may not be published until noon.", "-");
        check("Next.", "-");
        check("Video: the minister said so herself. It is there for all to see.", "-");
        check("Get the boats out on Monday, he wrote on his page.", "-");
        check("No agreement can be reached by Monday, she said.", "-");
        check("Become the first harbour without ice, he told its members.", "-");
        check("Images of the storm reached the capital", "-");
    }
}
