use std::fmt;

/// One key press, free of any terminal library, in one normal form.
///
/// A shifted letter is the capital letter itself (`G`, never `shift-g`); with Ctrl
/// the letter is lower case, since most terminals cannot tell the two apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    pub code: Code,
    pub ctrl: bool,
    pub alt: bool,
    pub shift: bool,
}

/// Which key, without what is held down with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    Char(char),
    Enter,
    Esc,
    Tab,
    Backspace,
    Delete,
    Insert,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    PageUp,
    PageDown,
    /// `F(1)` to `F(24)`.
    F(u8),
}

/// Names of the keys that are no single character; the first of a code is the one
/// printed.
const NAMES: &[(&str, Code)] = &[
    ("space", Code::Char(' ')),
    ("enter", Code::Enter),
    ("return", Code::Enter),
    ("esc", Code::Esc),
    ("escape", Code::Esc),
    ("tab", Code::Tab),
    ("backspace", Code::Backspace),
    ("delete", Code::Delete),
    ("del", Code::Delete),
    ("insert", Code::Insert),
    ("ins", Code::Insert),
    ("left", Code::Left),
    ("right", Code::Right),
    ("up", Code::Up),
    ("down", Code::Down),
    ("home", Code::Home),
    ("end", Code::End),
    ("pageup", Code::PageUp),
    ("pgup", Code::PageUp),
    ("pagedown", Code::PageDown),
    ("pgdn", Code::PageDown),
];

impl Key {
    /// `code` with nothing held down.
    pub const fn plain(code: Code) -> Key {
        Key { code, ctrl: false, alt: false, shift: false }
    }

    /// Whether this is Ctrl-C, which leaves whatever the reader is in and cannot be
    /// bound to anything else.
    pub fn is_last_resort(self) -> bool {
        self.code == Code::Char('c') && self.ctrl && !self.alt
    }

    /// The same key in normal form, as tables and terminals must compare it.
    pub fn normal(self) -> Key {
        let Code::Char(c) = self.code else { return self };
        if self.ctrl {
            return Key { code: Code::Char(c.to_ascii_lowercase()), ..self };
        }
        let upper = if self.shift { c.to_ascii_uppercase() } else { c };
        Key { code: Code::Char(upper), shift: false, ..self }
    }

    /// The key `written` as `j`, `G`, `ctrl-d`, `alt-left`, `shift-tab`, `f1`.
    ///
    /// Names fold case; a single character stands for itself, case and all. `None`
    /// when it names no key.
    pub fn opt_parse(written: &str) -> Option<Key> {
        let mut key = Key::plain(Code::Esc);
        let mut rest = written;
        while let Some((name, after)) = rest.split_once('-').filter(|(_, after)| !after.is_empty())
        {
            match name.to_ascii_lowercase().as_str() {
                "ctrl" | "c" => key.ctrl = true,
                "alt" | "meta" | "m" => key.alt = true,
                "shift" | "s" => key.shift = true,
                _ => return None,
            }
            rest = after;
        }
        key.code = opt_code(rest)?;
        Some(key.normal())
    }
}

fn opt_code(name: &str) -> Option<Code> {
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return (!c.is_control() && !c.is_whitespace()).then_some(Code::Char(c));
    }
    let name = name.to_ascii_lowercase();
    if let Some(number) = name.strip_prefix('f').and_then(|n| n.parse().ok()) {
        return (1..=24).contains(&number).then_some(Code::F(number));
    }
    NAMES.iter().find(|(known, _)| *known == name).map(|&(_, code)| code)
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let held = [(self.ctrl, "ctrl-"), (self.alt, "alt-"), (self.shift, "shift-")];
        for (_, prefix) in held.iter().filter(|(is_held, _)| *is_held) {
            f.write_str(prefix)?;
        }
        match (self.code, NAMES.iter().find(|(_, code)| *code == self.code)) {
            (_, Some((name, _))) => f.write_str(name),
            (Code::Char(c), None) => write!(f, "{c}"),
            (Code::F(number), None) => write!(f, "f{number}"),
            (code, None) => write!(f, "{code:?}"),
        }
    }
}

/// A sequence of keys as it is written: `g g`, `ctrl-x ctrl-c`.
pub fn written(keys: &[Key]) -> String {
    keys.iter().map(Key::to_string).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `source` names a key that prints as `expected`; `-` when it names none.
    #[track_caller]
    fn check(source: &str, expected: &str) {
        let found = Key::opt_parse(source).map_or("-".to_owned(), |key| key.to_string());
        assert_eq!(found, expected);
    }

    #[test]
    fn keys_have_one_spelling() {
        check("j", "j");
        check("G", "G");
        check("shift-g", "G");
        check("Ctrl-D", "ctrl-d");
        check("C-d", "ctrl-d");
        check("M-x", "alt-x");
        check("ctrl-alt-left", "ctrl-alt-left");
        check("backspace", "backspace");
        check("shift-tab", "shift-tab");
        check("F12", "f12");
        check("PgDn", "pagedown");
        check("<", "<");
        check("space", "space");
        check("ñ", "ñ");
    }

    #[test]
    fn a_hyphen_is_a_key_too() {
        check("-", "-");
        check("ctrl--", "ctrl--");
    }

    #[test]
    fn what_is_no_key() {
        check("", "-");
        check("gg", "-");
        check("hyper-x", "-");
        check("f25", "-");
        check("f0", "-");
        check(" ", "-");
        check("\u{1b}", "-");
        check("ctrl-", "-");
    }

    #[test]
    fn what_is_printed_reads_back() {
        for (name, _) in NAMES {
            for held in ["", "ctrl-", "alt-", "shift-", "ctrl-alt-"] {
                let key = Key::opt_parse(&format!("{held}{name}")).unwrap();
                assert_eq!(Key::opt_parse(&key.to_string()), Some(key), "{held}{name}");
            }
        }
    }
}
