use std::sync::LazyLock;

use regex::RegexSet;

/// Phrases that no sentence of a briefing begins or consists of, the most bytes such a
/// line has, and what it is.
///
/// Held to the line in lower case with plain blanks. No counted repetition and no Unicode
/// word boundary: both would keep the set from running as an automaton, which is twenty
/// times faster. No folding of case and no `\w` or `\d`, which are thousands of characters:
/// they would make building the set three times as slow, and every page waits for it.
const PHRASES: &[(&str, usize, &str)] = &[
    (
        r"^(share|tweet|pin|email|e-mail|print|whatsapp|facebook|twitter|linkedin|reddit|telegram|copy link|flipboard)( (this|on|via|to|it|article|story|page|post|the|by|facebook|twitter|x|linkedin|whatsapp|email|print|save|more|link|with|your|friends?|a|reddit|telegram|pocket|pinterest|tumblr)[!:,]?)*[!:]?$",
        160,
        "share line",
    ),
    (
        r"^(comp[aá]rt[ae][a-zà-ÿ0-9_]*|compartilh[ae][a-zà-ÿ0-9_]*|partager|teilen|condividi)( .*)?[!:]?$",
        90,
        "share line",
    ),
    (
        r"^(sign up|subscribe|suscr[ií]b[a-zà-ÿ0-9_]+|abonn[a-zà-ÿ0-9_]+|iscriviti|assine|inscreva-se|register)( (now|today|here|free|for free))?[!:]?$",
        160,
        "newsletter",
    ),
    (
        r"^(sign up|subscribe|register|join) (for|to|here|now|today|our|free|and get|with|up)(?-u:\b).*(newsletter|e?-?mail|inbox|updates|alerts?|channel|podcast|premium|digital|offers?|access|unlimited|briefing|headlines|feed|magazine)",
        260,
        "newsletter",
    ),
    (r"^(get|receive|have) .*(in|to|into|by) your (inbox|e-?mail|phone)", 180, "newsletter"),
    (
        r"^.*(delivered|straight|sent|direct(ly)?) (straight |direct(ly)? |right )?(in)?to your (inbox|e-?mail|phone)",
        160,
        "newsletter",
    ),
    (r"^(our|the|free|daily|weekly) .*newsletters?[.!]?$", 100, "newsletter"),
    (r"^newsletters?( .*)?$", 90, "newsletter"),
    (r"^(please )?enter (a valid |your )e-?mail", 160, "newsletter"),
    (
        r"^(thank(s| you) for (signing up|subscribing|registering)|you (are|have|'ve|’ve) (now |successfully )?(subscribed|signed up))",
        160,
        "newsletter",
    ),
    (
        r"^(by (signing up|submitting|clicking|subscribing|registering)|this site is protected by recaptcha)(?-u:\b)",
        160,
        "terms",
    ),
    (
        r"(we|this (web)?site|this page) (use|uses|and our partners use) (.*)?cookies",
        90,
        "cookie banner",
    ),
    (r"^(accept|reject|manage|allow)( all)? (cookies|consent|preferences)", 160, "cookie banner"),
    (
        r"^(to (view|see|watch|play) this (content|video)|this (content|video) (is not available|cannot be|requires)|(please )?(enable|turn on) (javascript|cookies))",
        160,
        "player notice",
    ),
    (
        r"^(advertisement|advertising|advert|ad|sponsored( content)?|promoted|publicidad|anzeige|werbung|publicit[eé]|pubblicit[aà]|publicidade|hirdet[eé]s|iklan|annonce|reklama|реклама|story continues below( this)?( ad(vertisement)?)?|article continues (below|after)( this)?( ad(vertisement)?)?|continue reading( the main story)?|scroll to continue( with content)?|ad feedback|skip ad(vertisement)?)[.:…]*$",
        160,
        "advertisement",
    ),
    (
        r"^(related( (stories|articles?|posts?|content|topics?|links?|news|coverage|reading|items?|video))?|(you )?(may|might) (also )?(like|be interested in|enjoy)( this)?|more (on|from|about) (this|the) ([^ ]+ ?){1,4}|more (stories|news|from ([^ ]+ ?){1,4}|headlines|coverage)|most (read|popular|viewed|shared|recent|commented)( [^ ]+){0,3}|trending( now| stories)?|recommended( for you| stories| reading)?|editors?['’]?s? ?['’]?picks?|top stories|popular( posts| now| articles| this week| this month)?|recent (posts|articles|stories|news)( [^ ]+){0,3}|latest( news| stories| headlines| posts)?|also (read|see)|see also|further reading|what to read next|don['’]t miss|up next|next (story|article|up)|previous (story|article)|read (more|next|also|this next)|in case you missed it|must[- ]reads?|from (the|our) (web|archives?|partners)|around the web|elsewhere on ([^ ]+ ?){1,4}|promoted stories|sponsored stories|te puede interesar|lee tambi[eé]n|m[aá]s (noticias|informaci[oó]n|le[ií]d[oa]s)|notas? relacionadas?|mehr zum thema|lesen sie auch|auch interessant|(verwandte|[aä]hnliche|weitere) (artikel|themen|beitr[aä]ge|meldungen|nachrichten)|das k[oö]nnte (sie|dich|euch) (auch )?interessieren|baca juga|berita terkait|artikel terkait|kapcsol[oó]d[oó] [^ ]+|articles? (li[eé]s|similaires|connexes)|articoli correlati|(art[ií]culos?|contenidos?|not[ií]cias?|mat[eé]rias?|conte[uú]dos?) relacionad[oa]s?|lees ook|(czytaj|zobacz) (tak[zż]e|te[zż]|r[oó]wnie[zż])|читайте также|[aà] lire aussi|sur le m[eê]me sujet|leggi anche|leia (tamb[eé]m|mais)|veja (tamb[eé]m|mais))[:.…»>]*$",
        170,
        "related stories",
    ),
    (
        r"^(read( more| also| next)?|see( also)?|also( read)?|related|watch( also| now| more)?|more|listen|lee tambi[eé]n|lesen sie auch|[aà] lire( aussi)?|leggi anche|leia tamb[eé]m|baca juga|lees ook|czytaj (tak[zż]e|te[zż])|читайте также|must read|don['’]t miss)( story| article| video)? *[:|»>–—-]+ ?.*[^.]$",
        220,
        "related stories",
    ),
    (r"^(click|tap) here (to|for)(?-u:\b).*$", 180, "related stories"),
    (
        r"^(read|see|view|show|watch|load) (the )?(full|more|all|original|entire|rest)( [^.?!]*)?[…»>]*$",
        100,
        "related stories",
    ),
    (
        r"^(follow|like|get|find|join|connect with|contact) (us|me|@[a-zà-ÿ0-9_]+|him|her|them|the author|.*) (on|via|at) (twitter|facebook|instagram|linkedin|x|youtube|telegram|whatsapp|social media|google news|threads|mastodon|bluesky|tiktok|snapchat)(?-u:\b).*$",
        220,
        "follow line",
    ),
    (r"^(follow|like) (us|me|@[a-zà-ÿ0-9_]+)( .*)?[.!:]?$", 100, "follow line"),
    (r"^(s[ií]guenos|siga-nos|folgen sie uns|suivez-nous|seguici)(?-u:\b).*$", 160, "follow line"),
    (
        r"^((leave|post|add|write|submit|view|show|see|read|hide|load|join|sort|report)( (a|your|all|the|more|this|new))* (comments?|repl(y|ies)|conversation|discussion)( [^.?!]*)?|comments?( \(?[0-9]+\)?)?|[0-9]+ comments?|no comments( yet)?|comments (are|have been) (closed|disabled).*|cancel reply|your e-?mail address will not be published.*|required fields are marked.*|log ?in to (comment|reply|post).*|what do you think\??|have your say.*|be the first to comment.*)[.:!]*$",
        280,
        "comments",
    ),
    (
        r"^(©|\(c\) ?[0-9]|copyright(?-u:\b)|all rights reserved|alle rechte vorbehalten|todos los derechos reservados|tous droits r[eé]serv[eé]s).*$",
        260,
        "copyright",
    ),
    (
        r"^.*(all rights reserved|may not be (published, broadcast|reproduced|copied|reprinted|redistributed)|todos los derechos reservados).*$",
        300,
        "copyright",
    ),
    (
        r"^(terms (of|and) (use|service|conditions).*|privacy (policy|notice|statement).*|cookie (policy|settings|preferences).*)$",
        210,
        "terms",
    ),
    (
        r"^(image|photo|video|picture|media|foto|bild|figure)?( )?(caption|source|copyright|credits?|cr[eé]dit(o|os)?|by|courtesy( of)?|playback is unsupported on your device)?: ?(getty|reuters|ap|afp|epa|shutterstock|istock|alamy|bloomberg|pa|flickr|wikimedia|unsplash|pixabay|rex|zuma|dpa|efe|ansa|twitter|facebook|instagram)(?-u:\b).*$",
        140,
        "photo credit",
    ),
    (
        r"^(hide caption|toggle caption|enlarge( this)?( image)?|open image( modal)?|view (image|gallery|photos?|slideshow).*|image [0-9]+ of [0-9]+|[0-9]+ ?/ ?[0-9]+|(play|pause|mute|unmute|loading|close|open|menu|search|back to top|top|next|previous|prev|skip to (main )?content|print|save|listen( to (this )?article)?|text size|font size|a a a|log ?in|sign ?in|home|more|expand|collapse|embed|copy|reply|report|download)( this| article| story| page| video| audio| link)?)[:…»>↑]*$",
        90,
        "control",
    ),
    (
        r"^[0-9]{1,2}[:.][0-9]{2} ?([ap]\.?m\.?)?( (gmt|utc|bst|cet|cest|e[sd]t|p[sd]t))?$",
        24,
        "time",
    ),
    (r"^(is|was) this (page|article|information) (useful|helpful)\?.*$", 120, "control"),
    (
        r"^([0-9]+|one|two|three|four|five|six|seven|eight|nine|ten) min(ute)?s? (read|to read|de lectura|lesezeit|de lecture)$",
        160,
        "reading time",
    ),
    (
        r"^(published|posted|updated|last (updated|modified)|first published|actualizado|publicado|ver[oö]ffentlicht|aktualisiert|publi[eé])(?-u:\b)[^.“”]*[0-9][^.“”]*$",
        140,
        "date line",
    ),
    (
        r"^(tags?|filed under|topics?|categories|category|keywords|etiquetas|temas|themen|schlagworte|schlagw[oö]rter|mots[- ]cl[eé]s|in this (article|story)|explore more on these topics|posted in|more (about|on)) *:",
        160,
        "tags",
    ),
    (
        r"^(tags( (&|und|and) [^ ]+)?|schlag(worte|w[oö]rter)|etiquetas|mots[- ]cl[eé]s|filed under|topics|explore more on these topics|in this (article|story))$",
        160,
        "tags",
    ),
    (
        r"^(about the (author|writer)s?|author bio|meet the author|sobre (el|la|o|a) autora?|[uü]ber den autor|more by .*|view all (posts|articles|stories) by.*|see all (posts|articles|stories) by.*)[:.]*$",
        180,
        "author box",
    ),
    (
        r"^(have (a|any) (tip|story idea|news tip)|got a (tip|story)|do you have (a|any) (story|tip|news)|send (us|your)|(e-?mail|contact|write to|reach) (the|this) (author|writer|reporter|editor|journalist)|(e-?mail|contact) us|contact .* at [^ ]+@|[^.]+ can be reached (at|by) [^ ]+@).*$",
        320,
        "call for tips",
    ),
    (r"^(download|get|try|install) (the|our) .*(?-u:\b)app(?-u:\b).*$", 200, "app advert"),
    (
        r"^(support (us|our) .*|donate( now| today| here)?$|become an? ([^ .]+ )*(member|supporter|subscriber|patron)|start your free trial|already a (subscriber|member)|subscribers? only|this (article|story|content) is (for|only).*(subscribers|members)|you have .* (free )?articles? (left|remaining).*|to continue reading)(?-u:\b).*$",
        320,
        "paywall",
    ),
    (
        r"^(this (article|story|post|piece|column|content) (was|has been|is|appears|appeared|first|originally)( first| originally| also| been)* (published|appeared|posted|produced|republished|syndicated|written|from)(?-u:\b).*)$",
        260,
        "syndication note",
    ),
    (
        r"^(transcript (provided|by)|powered by|brought to you by|a version of this (article|story)|this is an? (adapted|edited|updated) )(?-u:\b).*$",
        260,
        "syndication note",
    ),
    (
        r"^(image|photo|video|audio|gallery|illustration|slideshow|interactive|graphic|loading|lade weitere inhalte)s?[ .…]*$",
        40,
        "control",
    ),
    (
        r"^(pages?|seiten?|bild|image|foto|photo|slide):?( [0-9]+ (of|von|de|/)| [0-9]+)* [0-9]+$",
        60,
        "control",
    ),
    (
        r"^(current time|duration( time)?|remaining time|loaded|progress|playback rate|stream type)( ?-?[0-9:.%]+|live| live)?$",
        40,
        "player notice",
    ),
    (r"^[0-9]+:[0-9][0-9] - source: .*$", 60, "player notice"),
    (
        r"^[(\[]?(photo|photograph|picture|image|credit|foto|illustration|portrait|video)s?( credit| courtesy of)?( by| ?:) [^.]*$",
        100,
        "photo credit",
    ),
    (
        r"^[^!?:“”]* [—–|-] ?(fotos?|photos?|image|credits?|cr[eé]ditos?|bild): [^.!?“”]*$",
        240,
        "photo credit",
    ),
    (r"^(posted|written) by:?$", 20, "byline"),
    (r"^gef[aä]llt mir(:| [0-9]+)?$", 30, "control"),
    (
        r"^[^.!?:“”]*(/ ?(getty|afp|reuters|ap|epa|shutterstock|istock|alamy|dpa|efe|bloomberg)|getty images|ap photo|shutterstock|istockphoto|alamy stock photo)( images| photo)?$",
        100,
        "photo credit",
    ),
    (r"^[^.!?]*first published (on )?[a-z]+ [0-9]+, [0-9]+.*$", 100, "date line"),
];

/// What a whole block of `words` is when they are the page's.
pub(super) fn find(words: &str) -> Option<&'static str> {
    static SET: LazyLock<Option<RegexSet>> =
        LazyLock::new(|| RegexSet::new(PHRASES.iter().map(|(phrase, ..)| phrase)).ok());
    if is_credited(words) {
        return Some("photo credit");
    }
    // Furniture is short; long paragraphs are prose whatever they begin with.
    if words.len() > 320 {
        return None;
    }
    let found = SET.as_ref()?.matches(&words.to_lowercase().replace('\u{a0}', " "));
    let mut found = found.into_iter().filter_map(|idx| PHRASES.get(idx));
    found.find(|(_, longest, _)| words.len() <= *longest).map(|&(_, _, why)| why)
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
