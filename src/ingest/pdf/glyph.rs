use std::collections::HashMap;
use std::sync::LazyLock;

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};
use unicode_normalization::UnicodeNormalization;

/// Names fonts give to their glyphs, each with its character; accented letters are
/// put together from letter and accent. After the Adobe Glyph List.
const NAMES: &str = "
    exclam ! quotedbl \" numbersign # dollar $ percent % ampersand & quotesingle ' quoteright ’
    quoteleft ‘ parenleft ( parenright ) asterisk * plus + comma , hyphen - period . slash /
    zero 0 one 1 two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 colon : semicolon ;
    less < equal = greater > question ? at @ bracketleft [ backslash \\ bracketright ]
    asciicircum ^ underscore _ grave ` braceleft { bar | braceright } asciitilde ~ exclamdown ¡
    cent ¢ sterling £ currency ¤ yen ¥ brokenbar ¦ section § dieresis ¨ copyright ©
    ordfeminine ª guillemotleft « logicalnot ¬ registered ® macron ¯ degree ° plusminus ±
    acute ´ mu µ paragraph ¶ periodcentered · cedilla ¸ ordmasculine º guillemotright »
    onequarter ¼ onehalf ½ threequarters ¾ questiondown ¿ AE Æ Eth Ð multiply × Oslash Ø
    Thorn Þ germandbls ß ae æ eth ð divide ÷ oslash ø thorn þ dotlessi ı Lslash Ł lslash ł
    OE Œ oe œ Dcroat Đ dcroat đ endash – emdash — quotedblleft “ quotedblright ”
    quotesinglbase ‚ quotedblbase „ guilsinglleft ‹ guilsinglright › dagger † daggerdbl ‡
    bullet • ellipsis … perthousand ‰ fraction ⁄ Euro € trademark ™ minus − fi fi fl fl ff ff
    ffi ffi ffl ffl florin ƒ circumflex ˆ tilde ˜ caron ˇ onesuperior ¹ twosuperior ²
    threesuperior ³ sfthyphen \u{ad} hyphenminus - figuredash ‒ Scommaaccent Ș
    scommaaccent ș Tcommaaccent Ț tcommaaccent ț";

const ACCENTS: [(&str, char); 12] = [
    ("acute", '\u{301}'),
    ("grave", '\u{300}'),
    ("circumflex", '\u{302}'),
    ("dieresis", '\u{308}'),
    ("tilde", '\u{303}'),
    ("ring", '\u{30a}'),
    ("cedilla", '\u{327}'),
    ("caron", '\u{30c}'),
    ("macron", '\u{304}'),
    ("breve", '\u{306}'),
    ("ogonek", '\u{328}'),
    ("dotaccent", '\u{307}'),
];

static TABLE: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let words: Vec<&str> = NAMES.split_whitespace().collect();
    words.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
});

/// The text of the glyph called `name`: `quotedblleft`, `eacute`, `f_i`, `uni2019`.
/// `None` when the name is the font's own.
pub(super) fn text(name: &str) -> Option<String> {
    let name = name.split('.').next().filter(|name| !name.is_empty())?;
    if matches!(name, "space" | "nbspace" | "nonbreakingspace") {
        return Some(" ".to_owned());
    }
    if let Some(text) = TABLE.get(name) {
        return Some((*text).to_owned());
    }
    let mut chars = name.chars();
    if let (Some(letter), None) = (chars.next(), chars.next()) {
        return letter.is_ascii_alphabetic().then(|| letter.to_string());
    }
    if let Some(code) = name.strip_prefix("uni").or_else(|| name.strip_prefix('u'))
        && let Ok(code) = u32::from_str_radix(code, 16)
    {
        return char::from_u32(code).map(String::from);
    }
    if name.contains('_') {
        return name.split('_').map(text).collect();
    }
    let (letter, accent) = ACCENTS.iter().find_map(|(accent, mark)| {
        let letter = name.strip_suffix(accent)?;
        Some((if letter == "dotlessi" { "i" } else { letter }, mark))
    })?;
    let letter =
        Some(letter).filter(|l| l.len() == 1 && l.bytes().all(|b| b.is_ascii_alphabetic()))?;
    Some(format!("{letter}{accent}").nfc().collect())
}

/// The text of a glyph that TeX draws as a bitmap and names by its code, as `a72` for
/// `H`: the codes are those of its T1 or Cork encoding (Ferguson, TUGboat 11, 1990).
pub(super) fn drawn(name: &str) -> Option<String> {
    let code: u8 = name.strip_prefix(|c: char| c.is_ascii_alphabetic())?.parse().ok()?;
    let text = match code {
        16..=31 => CORK_LOW.get(usize::from(code - 16)).copied()?,
        b'`' => "‘",
        b'\'' => "’",
        127 => "-",
        33..=126 => return Some(char::from(code).to_string()),
        128..=191 => return CORK_HIGH.chars().nth(usize::from(code - 128)).map(String::from),
        215 => "Œ",
        247 => "œ",
        223 => "SS",
        255 => "ß",
        192..=254 => return Some(char::from(code).to_string()),
        _ => return None,
    };
    Some(text.to_owned())
}

/// Codes 16 to 31 of T1.
const CORK_LOW: [&str; 16] =
    ["“", "”", "„", "«", "»", "–", "—", "", "", "ı", "ȷ", "ff", "fi", "fl", "ffi", "ffl"];
/// Codes 128 to 191 of T1.
const CORK_HIGH: &str = "ĂĄĆČĎĚĘĞĹĽŁŃŇŊŐŔŘŚŠŞŤŢŰŮŸŹŽŻĲİđ§ăąćčďěęğĺľłńňŋőŕřśšşťţűůÿźžżĳ¡¿£";

/// The characters of a simple font's 256 codes.
pub(super) fn encoding(name: &[u8]) -> Vec<String> {
    match name {
        b"MacRomanEncoding" => single(MACINTOSH),
        b"StandardEncoding" => standard(),
        _ => single(WINDOWS_1252),
    }
}

fn single(encoding: &'static Encoding) -> Vec<String> {
    (0..=255u8)
        .map(|code| match code {
            0..0x20 => String::new(),
            // The specification makes both of them visible.
            0xad if encoding == WINDOWS_1252 => "-".to_owned(),
            _ => encoding.decode_without_bom_handling(&[code]).0.into_owned(),
        })
        .collect()
}

/// Adobe's StandardEncoding: ASCII with curly single quotes, and its upper half.
fn standard() -> Vec<String> {
    const UPPER: &str = "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ\0–†‡·\0¶•‚„”»…‰\0¿\0`´ˆ˜¯˘˙¨\0˚¸\0˝˛ˇ—";
    let mut table: Vec<String> = single(WINDOWS_1252);
    table.truncate(0xa1);
    table.extend(UPPER.chars().map(|c| if c == '\0' { String::new() } else { c.to_string() }));
    table.resize(256, String::new());
    for (code, text) in [
        (0x27, "’"),
        (0x60, "‘"),
        (0xe1, "Æ"),
        (0xe3, "ª"),
        (0xe8, "Ł"),
        (0xe9, "Ø"),
        (0xea, "Œ"),
        (0xeb, "º"),
        (0xf1, "æ"),
        (0xf5, "ı"),
        (0xf8, "ł"),
        (0xf9, "ø"),
        (0xfa, "œ"),
        (0xfb, "ß"),
    ] {
        if let Some(slot) = table.get_mut(code) {
            text.clone_into(slot);
        }
    }
    table
}

/// The faces whose widths a reader is expected to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Face {
    Courier,
    Helvetica,
    Times,
}

/// Widths of the characters from blank to `~`, after Adobe's metrics.
const HELVETICA: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

const TIMES: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611,
    556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722,
    722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500,
    278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];

/// A glyph's width in thousandths of the font's size, for fonts that state none; bold
/// faces are a little wider.
pub(super) fn width(text: &str, face: Face) -> f32 {
    let table = match face {
        Face::Courier => return 600.0,
        Face::Helvetica => &HELVETICA,
        Face::Times => &TIMES,
    };
    let one = |c: char| match c {
        '“' | '”' | '„' => {
            if face == Face::Times {
                444
            } else {
                333
            }
        }
        '‘' | '’' | '‚' => {
            if face == Face::Times {
                333
            } else {
                222
            }
        }
        '—' | '…' => 1000,
        '\u{300}'..='\u{36f}' => 0,
        c => (c as usize).checked_sub(32).and_then(|at| table.get(at)).copied().unwrap_or(500),
    };
    text.nfd().map(|c| f32::from(one(c))).sum()
}

#[cfg(test)]
mod tests {
    #[track_caller]
    fn check(name: &str, expected: &str) {
        assert_eq!(super::text(name).as_deref().unwrap_or("-"), expected);
    }

    #[test]
    fn glyph_names_give_their_characters() {
        check("quotedblleft", "“");
        check("eacute", "é");
        check("Ccaron", "Č");
        check("f_f_i", "ffi");
        check("uni2019", "’");
        check("a.sc", "a");
        check("G17", "-");
        check(".notdef", "-");
        check("dotlessiacute", "í");
    }

    #[test]
    fn bitmaps_of_tex_are_named_by_their_code() {
        let check = |name: &str, expected: &str| {
            assert_eq!(super::drawn(name).as_deref().unwrap_or("-"), expected, "{name}");
        };
        check("a72", "H");
        check("a16", "“");
        check("a39", "’");
        check("a30", "ffi");
        check("a233", "é");
        check("a174", "ő");
        check("a191", "£");
        check("a247", "œ");
        check("a256", "-");
        check("H", "-");
        check("uni2019", "-");
    }

    #[test]
    fn the_standard_encoding_has_curly_quotes() {
        let table = super::encoding(b"StandardEncoding");
        assert_eq!(
            (table[0x27].as_str(), table[0xaa].as_str(), table[0xba].as_str()),
            ("’", "“", "”")
        );
        assert_eq!((table[0xd0].as_str(), table[0xb1].as_str()), ("—", "–"));
        assert_eq!(super::encoding(b"WinAnsiEncoding")[0x93], "“");
    }

    #[test]
    fn known_faces_have_known_widths() {
        use super::{Face, width};
        assert_eq!((width("W", Face::Times), width("é", Face::Helvetica)), (944.0, 556.0));
    }
}
