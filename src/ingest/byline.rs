use crate::model::Byline;

/// Words before the first name, in the languages the program reads.
const OPENERS: [&str; 12] = [
    "by ",
    "por ",
    "von ",
    "par ",
    "di ",
    "written by ",
    "posted by ",
    "story by ",
    "author: ",
    "autor: ",
    "text: ",
    "byline: ",
];

/// The people in a line such as `By Ana Vell and Jo Marr, Reporters`.
///
/// Addresses and links are dropped. A part that is no name becomes the role of the
/// name before it; a line that is one office (`Office of the Envoy`) is one name.
pub(super) fn read(line: &str) -> Vec<Byline> {
    let mut line = line.trim();
    while let Some(opener) = OPENERS.iter().find(|o| starts_with(line, o)) {
        line = line.get(opener.len()..).unwrap_or_default().trim_start();
    }
    if line.starts_with("http") || line.is_empty() || line.len() > 300 {
        return Vec::new();
    }
    let mut people: Vec<Byline> = Vec::new();
    for part in parts(line) {
        match people.last_mut() {
            Some(last) if !is_name(part) => {
                let role = last.role.get_or_insert_default();
                if !role.is_empty() {
                    role.push_str(", ");
                }
                role.push_str(part);
            }
            _ => people.push(Byline { name: part.to_owned(), role: None }),
        }
    }
    people
}

fn starts_with(line: &str, opener: &str) -> bool {
    line.get(..opener.len()).is_some_and(|start| start.eq_ignore_ascii_case(opener))
}

/// `line` cut at commas, bars, `&` and words for *and* that stand between names.
fn parts(line: &str) -> impl Iterator<Item = &str> {
    line.split([',', ';', '|', '&', '•', '·', '\n'])
        .flat_map(|part| part.split(" / "))
        .flat_map(joined_names)
        .map(str::trim)
        .filter(|part| !part.is_empty() && !part.contains('@') && !part.starts_with("http"))
}

/// The names joined by *and*, or the part whole when one side is no name.
fn joined_names(part: &str) -> Vec<&str> {
    let part = part.trim();
    let part = part.strip_prefix("and ").unwrap_or(part);
    for and in [" and ", " y ", " und ", " et ", " e "] {
        if let Some((left, right)) = part.split_once(and)
            && is_name(left)
            && is_name(right)
        {
            return vec![left, right];
        }
    }
    vec![part]
}

/// Two to five words with capitals and no word of an office or a place in a paper.
fn is_name(part: &str) -> bool {
    let words: Vec<&str> = part.split_whitespace().collect();
    let small = [
        "de", "da", "do", "dos", "del", "la", "von", "van", "der", "den", "di", "el", "al", "bin",
        "ter",
    ];
    let office = [
        "reporter",
        "editor",
        "correspondent",
        "writer",
        "journalist",
        "staff",
        "news",
        "minister",
        "secretary",
        "president",
        "office",
        "press",
        "team",
        "analyst",
        "columnist",
        "desk",
        "bureau",
        "director",
        "spokesperson",
        "redaktion",
        "agencies",
        "associate",
        "senior",
        "chief",
        "special",
    ];
    (2..=5).contains(&words.len())
        && words.iter().all(|word| {
            let lower = word.to_lowercase();
            let lower = lower.trim_end_matches(['s', '.']);
            !office.contains(&lower)
                && (small.contains(&lower)
                    || word.chars().next().is_some_and(|c| c.is_uppercase() || !c.is_ascii()))
        })
}

#[cfg(test)]
mod tests {
    /// The people in `line` as `name (role)`, comma between.
    #[track_caller]
    fn check(line: &str, expected: &str) {
        let people: Vec<String> = super::read(line)
            .into_iter()
            .map(|p| match p.role {
                Some(role) => format!("{} ({role})", p.name),
                None => p.name,
            })
            .collect();
        assert_eq!(people.join(", "), expected, "{line}");
    }

    #[test]
    fn names_and_roles_part() {
        check("By Ana Vell and Jo Marr", "Ana Vell, Jo Marr");
        check("BY Ana Vell, Political Reporter", "Ana Vell (Political Reporter)");
        check("Ana J. Vell, Secretary of State", "Ana J. Vell (Secretary of State)");
        check("Ana Vell, Jo Marr & Li Ossa", "Ana Vell, Jo Marr, Li Ossa");
        check("Por María de la Cruz", "María de la Cruz");
    }

    #[test]
    fn offices_and_addresses_are_no_list_of_people() {
        check("Office of the Envoy", "Office of the Envoy");
        check("https://a.example/author/ana", "");
        check("Ana Vell, ana@a.example", "Ana Vell");
        check("", "");
    }
}
