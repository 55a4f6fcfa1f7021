//! Lines of the page that are no part of its article.

const PHRASES: &str = include_str!("../../assets/furniture/phrases.txt");

/// What a furniture line is called, and whether the article is over after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kind {
    pub(super) why: &'static str,
    pub(super) ends: bool,
}

/// What `line` is when it is no part of the article; judged by the line alone.
pub(super) fn line(line: &str) -> Option<Kind> {
    if let Some(why) = mark(line) {
        return Some(Kind { why, ends: false });
    }
    // No listed phrase is as long as a sentence; `…` phrases are short lines too.
    if line.len() > 160 {
        return None;
    }
    let folded = line.trim_end_matches([':', ' ', '»', '›']).to_lowercase();
    let listed = PHRASES.lines().filter(|l| !l.starts_with('#') && !l.is_empty());
    listed.into_iter().find_map(|listed| {
        let (phrase, ends) = listed.strip_prefix("end ").map_or((listed, false), |p| (p, true));
        let hit = match phrase.strip_suffix('…') {
            Some(start) => folded.starts_with(start),
            None => folded == phrase,
        };
        hit.then_some(Kind { why: why(phrase), ends })
    })
}

fn why(phrase: &str) -> &'static str {
    let credit = ["photo", "image", "foto", "crédito"];
    if credit.iter().any(|word| phrase.starts_with(word)) {
        "photo credit"
    } else {
        "page furniture"
    }
}

/// End marks, rules and markers printed as characters: `###`, `* * *`, `---000---`,
/// `END 1:47 P.M. EST`.
fn mark(line: &str) -> Option<&'static str> {
    let bare: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let signs = |c: char| {
        matches!(c, '#' | '*' | '-' | '_' | '=' | '―' | '—' | '–' | '\\' | '0' | '~' | '•')
    };
    if !bare.is_empty() && bare.chars().all(signs) && bare.chars().any(|c| c != '0') {
        return Some(if bare.contains(['#', '0']) { "end mark" } else { "rule" });
    }
    let end = bare.strip_prefix("END").or_else(|| bare.strip_prefix("(END"));
    let clock = |rest: &str| rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit());
    end.is_some_and(|rest| clock(rest.trim_end_matches(')'))).then_some("end mark")
}

/// The names of a breadcrumb line, outermost first, without the home page.
pub(super) fn breadcrumb(line: &str) -> Option<Vec<String>> {
    let mark = [" > ", " » ", " › ", " / "].into_iter().find(|mark| line.contains(mark))?;
    let names: Vec<&str> = line.split(mark).map(str::trim).collect();
    let homes = ["home", "inicio", "accueil", "startseite", "início", "portada"];
    let home = names.first().is_some_and(|first| homes.contains(&first.to_lowercase().as_str()));
    let short = names.iter().all(|name| (1..=40).contains(&name.chars().count()));
    if !short || !(home || names.len() > 2) {
        return None;
    }
    // The last name is the kind of page (`Article`), not a rubric.
    let pages = ["article", "news", "artículo", "artikel"];
    let rubric = |name: &&&str| !pages.contains(&name.to_lowercase().as_str());
    Some(
        names
            .iter()
            .skip(usize::from(home))
            .filter(rubric)
            .map(|name| (*name).to_owned())
            .collect(),
    )
}

/// Who a photo-credit line names.
pub(super) fn credit(line: &str) -> Option<String> {
    let (_, name) = line.split_once(':')?;
    let name = name.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let got = line(text).map_or("-", |kind| kind.why);
        assert_eq!(got, expected, "{text}");
    }

    #[test]
    fn furniture_is_known_by_the_line() {
        check("Share it!", "page furniture");
        check("Photo by: \u{a0} Port Authority", "photo credit");
        check("You May Like", "page furniture");
        check("###", "end mark");
        check("\\###", "end mark");
        check("―000―", "end mark");
        check("* * *", "rule");
        check("END 1:47 P.M. EST", "end mark");
    }

    #[test]
    fn prose_is_no_furniture() {
        check("Share prices fell in Port Avel.", "-");
        check("Photographs were banned, the minister said.", "-");
        check("ENDING THE STRIKE", "-");
        check("2000", "-");
        check("The newsletter is out.", "-");
    }

    #[test]
    fn breadcrumbs_give_their_rubrics() {
        let names = |line| breadcrumb(line).map(|n| n.join("|"));
        assert_eq!(names("Home > Policy & Economy > Article").as_deref(), Some("Policy & Economy"));
        assert_eq!(names("Inicio » Política » Congreso").as_deref(), Some("Política|Congreso"));
        assert_eq!(names("5 > 3"), None);
        assert_eq!(names("The vote was 5 / 3"), None);
    }
}
