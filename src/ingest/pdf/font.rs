use std::collections::HashMap;

use super::file::{Dict, File, Object};
use super::glyph::{self, Face};
use super::lex::{Lexer, Token};

/// Entries a character map may hold; Unicode's first plane has 65 536.
const MAP: usize = 200_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// How the codes of a font read and how wide they are.
pub(super) struct Font {
    /// Bytes a code takes.
    n_bytes: usize,
    /// What the file says each code means.
    unicode: HashMap<u32, String>,
    /// What the font's encoding says, by code; empty for fonts of two bytes a code.
    encoding: Vec<String>,
    /// Thousandths of the font's size.
    widths: HashMap<u32, f32>,
    default_width: Option<f32>,
    face: Face,
    pub(super) weight: Weight,
}

/// One code of a shown text.
pub(super) struct Glyph<'f> {
    /// Empty when nothing tells what the glyph means.
    pub(super) text: &'f str,
    /// Of the font's size: `0.5` for a glyph half as wide as the font is high.
    pub(super) width: f32,
    /// Whether word spacing applies.
    pub(super) is_space: bool,
}

impl Font {
    pub(super) fn read(file: &File<'_>, dict: &Dict) -> Font {
        let subtype = file.get(dict, b"Subtype").and_then(Object::name).unwrap_or_default();
        let unicode = file.get(dict, b"ToUnicode").and_then(|stream| file.data(stream));
        let unicode = unicode.map(|data| character_map(&data)).unwrap_or_default();
        let name = file.get(dict, b"BaseFont").and_then(Object::name).unwrap_or_default();
        let name = String::from_utf8_lossy(name).to_ascii_lowercase();
        let bold = ["bold", "black", "heavy", "semibd", "-bd"].iter().any(|b| name.contains(b));
        let mut font = Font {
            n_bytes: if subtype == b"Type0" { 2 } else { 1 },
            unicode,
            encoding: Vec::new(),
            widths: HashMap::new(),
            default_width: None,
            face: face(&name),
            weight: if bold { Weight::Bold } else { Weight::Regular },
        };
        if subtype == b"Type0" {
            font.composite(file, dict);
        } else {
            font.encoding = encoding(file, dict, subtype);
            font.simple_widths(file, dict, subtype);
        }
        font
    }

    fn simple_widths(&mut self, file: &File<'_>, dict: &Dict, subtype: &[u8]) {
        let first = file.get(dict, b"FirstChar").and_then(Object::number).unwrap_or(0.0);
        // A font drawn by the page's own operators has units of its own.
        let scale = match (subtype, file.get(dict, b"FontMatrix").and_then(Object::array)) {
            (b"Type3", Some([a, ..])) => file.follow(a).number().unwrap_or(0.001) as f32 * 1000.0,
            _ => 1.0,
        };
        let widths = file.get(dict, b"Widths").and_then(Object::array).unwrap_or_default();
        for (at, width) in widths.iter().take(256).enumerate() {
            if let Some(width) = file.follow(width).number() {
                self.widths.insert(first.max(0.0) as u32 + at as u32, width as f32 * scale);
            }
        }
        if !self.widths.is_empty() {
            let descriptor = file.get(dict, b"FontDescriptor").and_then(Object::dict);
            let missing = descriptor.and_then(|d| file.get(d, b"MissingWidth"));
            self.default_width = missing.and_then(Object::number).map(|w| w as f32);
        }
    }

    /// A font of two bytes a code, described by its descendant.
    fn composite(&mut self, file: &File<'_>, dict: &Dict) {
        let below = file.get(dict, b"DescendantFonts").and_then(Object::array);
        let Some(below) = below.and_then(|b| b.first()).and_then(|b| file.follow(b).dict()) else {
            return;
        };
        self.default_width =
            Some(file.get(below, b"DW").and_then(Object::number).unwrap_or(1000.0) as f32);
        let widths = file.get(below, b"W").and_then(Object::array).unwrap_or_default();
        let mut items = widths.iter().map(|item| file.follow(item));
        let mut left = MAP;
        while let (Some(first), Some(next)) = (items.next(), items.next()) {
            let first = first.number().unwrap_or(0.0).clamp(0.0, 65_535.0) as u32;
            match next {
                Object::Array(widths) => {
                    for (at, width) in widths.iter().take(65_536).enumerate() {
                        let width = file.follow(width).number().unwrap_or(0.0);
                        self.widths.insert(first + at as u32, width as f32);
                    }
                }
                last => {
                    let last = last.number().unwrap_or(0.0).clamp(0.0, 65_535.0) as u32;
                    let width = items.next().and_then(Object::number).unwrap_or(0.0);
                    let codes = (first..=last).take(left);
                    left = left.saturating_sub(last.saturating_sub(first) as usize + 1);
                    self.widths.extend(codes.map(|code| (code, width as f32)));
                }
            }
        }
    }

    /// How much work it was to read, in operators.
    pub(super) fn cost(&self) -> usize {
        500 + self.widths.len() + self.unicode.len()
    }

    /// How much wider than the face's regular its guessed widths are.
    fn broad(&self) -> f32 {
        if self.weight == Weight::Bold && self.face != Face::Courier { 1.05 } else { 1.0 }
    }

    /// The glyphs that `bytes` show.
    pub(super) fn glyphs<'f>(&'f self, bytes: &'f [u8]) -> impl Iterator<Item = Glyph<'f>> {
        bytes.chunks(self.n_bytes).map(|chunk| {
            let code = chunk.iter().fold(0u32, |code, byte| (code << 8) | u32::from(*byte));
            let text = match self.unicode.get(&code) {
                Some(text) => text.as_str(),
                None => self.encoding.get(code as usize).map_or("", String::as_str),
            };
            let width = self.widths.get(&code).copied().or(self.default_width);
            Glyph {
                text,
                width: width.unwrap_or_else(|| glyph::width(text, self.face) * self.broad())
                    / 1000.0,
                is_space: self.n_bytes == 1 && code == 32,
            }
        })
    }
}

/// The known face nearest the font called `name`, in lower case.
fn face(name: &str) -> Face {
    let is = |parts: [&str; 4]| parts.iter().any(|part| name.contains(part));
    if is(["courier", "mono", "consol", "typewriter"]) {
        Face::Courier
    } else if is(["times", "roman", "serif", "georgia"]) && !name.contains("sans") {
        Face::Times
    } else {
        Face::Helvetica
    }
}

/// What the codes of a simple font mean by its `Encoding`.
fn encoding(file: &File<'_>, dict: &Dict, subtype: &[u8]) -> Vec<String> {
    let usual: &[u8] =
        if subtype == b"TrueType" { b"WinAnsiEncoding" } else { b"StandardEncoding" };
    match file.get(dict, b"Encoding") {
        Some(Object::Name(name)) => glyph::encoding(name),
        Some(Object::Dict(dict)) => {
            let base = file.get(dict, b"BaseEncoding").and_then(Object::name);
            let mut table = glyph::encoding(base.unwrap_or(usual));
            let mut code = 0usize;
            for item in file.get(dict, b"Differences").and_then(Object::array).unwrap_or_default() {
                match file.follow(item) {
                    Object::Number(number) => code = number.max(0.0) as usize,
                    Object::Name(name) => {
                        if let Some(slot) = table.get_mut(code) {
                            let name = String::from_utf8_lossy(name);
                            let drawn = || glyph::drawn(&name).filter(|_| subtype == b"Type3");
                            *slot = glyph::text(&name).or_else(drawn).unwrap_or_default();
                        }
                        code = code.saturating_add(1);
                    }
                    _ => {}
                }
            }
            table
        }
        _ => glyph::encoding(usual),
    }
}

/// The map from codes to text that a `ToUnicode` stream describes.
fn character_map(data: &[u8]) -> HashMap<u32, String> {
    let mut map = HashMap::new();
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut left = MAP;
    for token in Lexer::new(data, 0) {
        match token {
            Token::Word(b"beginbfchar" | b"beginbfrange") => tokens.clear(),
            Token::Word(b"endbfchar") => {
                for pair in tokens.chunks_exact(2) {
                    if let [Token::Text(code), Token::Text(text)] = pair {
                        map.insert(number(code), utf16(text));
                    }
                }
                tokens.clear();
            }
            Token::Word(b"endbfrange") => {
                ranges(&tokens, &mut map, &mut left);
                tokens.clear();
            }
            token => tokens.push(token),
        }
        if left == 0 || tokens.len() > 3 * MAP {
            break;
        }
    }
    map
}

/// `<first> <last> <text>` and `<first> <last> [<text> …]`, one after the other; at
/// most `left` codes.
fn ranges(tokens: &[Token<'_>], map: &mut HashMap<u32, String>, left: &mut usize) {
    let mut tokens = tokens.iter();
    while let (Some(Token::Text(first)), Some(Token::Text(last))) = (tokens.next(), tokens.next()) {
        let (first, last) = (number(first), number(last));
        match tokens.next() {
            Some(Token::Text(text)) => {
                let mut units = units(text);
                for code in first..=last.min(first.saturating_add(65_535)) {
                    map.insert(code, String::from_utf16_lossy(&units));
                    if let Some(unit) = units.last_mut() {
                        *unit = unit.wrapping_add(1);
                    }
                    *left = left.saturating_sub(1);
                    if *left == 0 {
                        return;
                    }
                }
            }
            Some(Token::ArrayOpen) => {
                let texts = tokens
                    .by_ref()
                    .map_while(|t| if let Token::Text(text) = t { Some(text) } else { None });
                for (code, text) in (first..).zip(texts) {
                    map.insert(code, utf16(text));
                }
            }
            _ => return,
        }
    }
}

fn number(code: &[u8]) -> u32 {
    code.iter().take(4).fold(0, |code, byte| (code << 8) | u32::from(*byte))
}

fn units(text: &[u8]) -> Vec<u16> {
    let pair = |c: &[u8]| match c {
        [high, low] => u16::from(*high) << 8 | u16::from(*low),
        rest => rest.iter().fold(0, |_, byte| u16::from(*byte)),
    };
    text.chunks(2).take(64).map(pair).collect()
}

/// Controls and private characters mean nothing to a reader, and become nothing.
fn utf16(text: &[u8]) -> String {
    String::from_utf16_lossy(&units(text))
        .chars()
        .map(bullet)
        .filter(|c| !c.is_control() && !('\u{e000}'..='\u{f8ff}').contains(c) && *c != '\u{fffd}')
        .collect()
}

/// Symbol fonts keep their bullets among the private characters.
fn bullet(c: char) -> char {
    if matches!(c, '\u{f0b7}' | '\u{f0a7}' | '\u{f076}' | '\u{f0d8}') { '•' } else { c }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn character_maps_give_characters_and_ranges() {
        let map = character_map(
            b"1 beginbfchar <01> <201C> endbfchar 2 beginbfrange <02> <04> <0041> <10> <11> [<00660069> <00e9>] endbfrange",
        );
        let text = |code: u32| map.get(&code).map_or("-", String::as_str);
        assert_eq!([text(1), text(2), text(4), text(5)], ["“", "A", "C", "-"]);
        assert_eq!([text(0x10), text(0x11)], ["fi", "é"]);
    }

    #[test]
    fn a_range_over_everything_is_cut() {
        let map = character_map(b"1 beginbfrange <00000000> <ffffffff> <0041> endbfrange");
        assert!(map.len() <= 65_536);
        let again = "<00000000> <0000ffff> <0041> ".repeat(20_000);
        let map = character_map(format!("1 beginbfrange {again} endbfrange").as_bytes());
        assert!(map.len() <= 65_536);
    }
}
