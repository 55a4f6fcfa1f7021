use std::collections::HashMap;
use std::rc::Rc;

use super::file::{Dict, File, Object, Page};
use super::font::{Font, Weight};
use super::lex::{Lexer, Token, is_blank};

/// Operators run for one file; a page of dense text takes about 5 000.
const STEPS: usize = 15_000_000;

/// Bytes of text taken from one file.
const TEXT: usize = 64 << 20;

/// Forms (pages within pages) nested deeper than this are left out.
const FORMS: usize = 12;

/// Operands kept for one operator.
const OPERANDS: usize = 65_536;

/// Text set in one go on one line: no wide gap, no change of weight or size inside.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    pub(super) text: String,
    /// Left and right end, in points from the page's left edge.
    pub(super) x0: f32,
    pub(super) x1: f32,
    /// The base line, in points from the page's top edge.
    pub(super) y: f32,
    /// The font's height in points.
    pub(super) size: f32,
    pub(super) weight: Weight,
}

/// The pieces of one page, in the order the file draws them.
pub(super) struct Sheet {
    pub(super) pieces: Vec<Piece>,
    /// In points.
    pub(super) height: f32,
}

/// Runs the operators of a file's pages and collects the text they show.
pub(super) struct Printer<'f> {
    file: &'f File<'f>,
    /// By the address of their dictionary, which the file keeps in place.
    fonts: HashMap<*const Dict, Rc<Font>>,
    n_steps: usize,
    n_bytes: usize,
    /// Glyphs shown, and those of them that nothing tells the meaning of.
    pub(super) n_glyphs: usize,
    pub(super) n_unread: usize,
    pieces: Vec<Piece>,
    height: f32,
}

/// `[a b c d e f]`: `x' = ax + cy + e`, `y' = bx + dy + f`.
type Matrix = [f32; 6];

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// `first`, then `second`.
fn join(first: &Matrix, second: &Matrix) -> Matrix {
    let ([a, b, c, d, e, f], [g, h, i, j, k, l]) = (first, second);
    [
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + l,
    ]
}

#[derive(Clone)]
struct State {
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f32,
    char_spacing: f32,
    word_spacing: f32,
    /// 1 for the usual width.
    stretch: f32,
    leading: f32,
    rise: f32,
}

enum Operand {
    Number(f32),
    Name(Vec<u8>),
    Text(Vec<u8>),
}

impl<'f> Printer<'f> {
    pub(super) fn new(file: &'f File<'f>) -> Printer<'f> {
        Printer {
            file,
            fonts: HashMap::new(),
            n_steps: 0,
            n_bytes: 0,
            n_glyphs: 0,
            n_unread: 0,
            pieces: Vec::new(),
            height: 0.0,
        }
    }

    /// Whether the file asked for more work or text than the limits allow.
    pub(super) fn is_over(&self) -> bool {
        self.n_steps >= STEPS || self.n_bytes >= TEXT || self.file.is_over()
    }

    pub(super) fn sheet(&mut self, page: &Page<'f>) -> Sheet {
        let bounds = self.bounds(page);
        let (width, height) = (bounds[2] - bounds[0], bounds[3] - bounds[1]);
        let origin = [1.0, 0.0, 0.0, 1.0, -bounds[0], -bounds[1]];
        let (matrix, height) = match page.rotate.rem_euclid(360) {
            90 => (join(&origin, &[0.0, -1.0, 1.0, 0.0, 0.0, width]), width),
            180 => (join(&origin, &[-1.0, 0.0, 0.0, -1.0, width, height]), height),
            270 => (join(&origin, &[0.0, 1.0, -1.0, 0.0, height, 0.0]), width),
            _ => (origin, height),
        };
        self.height = height;
        let data = page.dict.map(|dict| self.contents(dict)).unwrap_or_default();
        if let Some(resources) = page.resources {
            self.run(&data, resources, matrix, FORMS);
        }
        Sheet { pieces: std::mem::take(&mut self.pieces), height }
    }

    fn bounds(&self, page: &Page<'f>) -> [f32; 4] {
        let sides: Option<Vec<f32>> = page.media_box.and_then(Object::array).and_then(|sides| {
            sides.iter().map(|s| self.file.follow(s).number().map(|n| n as f32)).collect()
        });
        match sides.as_deref() {
            Some(&[a, b, c, d]) if a != c && b != d => [a.min(c), b.min(d), a.max(c), b.max(d)],
            _ => [0.0, 0.0, 612.0, 792.0],
        }
    }

    /// The page's content streams as one.
    fn contents(&self, dict: &Dict) -> Vec<u8> {
        match self.file.get(dict, b"Contents") {
            Some(Object::Array(parts)) => {
                let parts = parts.iter().filter_map(|part| self.file.data(self.file.follow(part)));
                parts.fold(Vec::new(), |mut all, part| {
                    all.extend_from_slice(&part);
                    all.push(b'\n');
                    all
                })
            }
            Some(stream) => self.file.data(stream).unwrap_or_default(),
            None => Vec::new(),
        }
    }

    fn run(&mut self, data: &[u8], resources: &'f Dict, matrix: Matrix, depth: usize) {
        let mut state = State {
            matrix,
            font: None,
            size: 0.0,
            char_spacing: 0.0,
            word_spacing: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        let mut saved: Vec<State> = Vec::new();
        // The text matrix, and that of the line's start.
        let (mut text, mut line) = (IDENTITY, IDENTITY);
        let mut operands: Vec<Operand> = Vec::new();
        let mut lexer = Lexer::new(data, 0);
        while let Some(token) = lexer.next() {
            let word = match token {
                Token::Number(number) => {
                    push(&mut operands, Operand::Number(number as f32));
                    continue;
                }
                Token::Name(name) => {
                    push(&mut operands, Operand::Name(name));
                    continue;
                }
                Token::Text(bytes) => {
                    push(&mut operands, Operand::Text(bytes));
                    continue;
                }
                Token::Word(word) => word,
                _ => continue,
            };
            self.n_steps += 1 + operands.len();
            if self.is_over() {
                return;
            }
            let n = |at: usize| match operands.get(at) {
                Some(Operand::Number(number)) => *number,
                _ => 0.0,
            };
            match word {
                b"q" if saved.len() < 1000 => saved.push(state.clone()),
                b"Q" => state = saved.pop().unwrap_or(state),
                b"cm" => {
                    state.matrix = join(&[n(0), n(1), n(2), n(3), n(4), n(5)], &state.matrix);
                }
                b"BT" => (text, line) = (IDENTITY, IDENTITY),
                b"Tc" => state.char_spacing = n(0),
                b"Tw" => state.word_spacing = n(0),
                b"Tz" => state.stretch = n(0) / 100.0,
                b"TL" => state.leading = n(0),
                b"Ts" => state.rise = n(0),
                b"Tf" => {
                    state.size = n(1);
                    if let Some(Operand::Name(name)) = operands.first() {
                        state.font = self.font(resources, name);
                    }
                }
                b"Tm" => {
                    line = [n(0), n(1), n(2), n(3), n(4), n(5)];
                    text = line;
                }
                b"Td" | b"TD" => {
                    if word == b"TD" {
                        state.leading = -n(1);
                    }
                    line = join(&[1.0, 0.0, 0.0, 1.0, n(0), n(1)], &line);
                    text = line;
                }
                b"T*" | b"'" | b"\"" => {
                    if word == b"\"" {
                        (state.word_spacing, state.char_spacing) = (n(0), n(1));
                    }
                    line = join(&[1.0, 0.0, 0.0, 1.0, 0.0, -state.leading], &line);
                    text = line;
                    self.show(&state, &mut text, &operands);
                }
                b"Tj" | b"TJ" => self.show(&state, &mut text, &operands),
                b"Do" => {
                    if let Some(Operand::Name(name)) = operands.first() {
                        self.form(resources, name, &state.matrix, depth);
                    }
                }
                b"BI" => skip_image(&mut lexer),
                _ => {}
            }
            operands.clear();
        }
    }

    fn font(&mut self, resources: &'f Dict, name: &[u8]) -> Option<Rc<Font>> {
        let fonts = self.file.get(resources, b"Font")?.dict()?;
        let dict = self.file.get(fonts, name)?.dict()?;
        let key = std::ptr::from_ref(dict);
        if let Some(font) = self.fonts.get(&key) {
            return Some(Rc::clone(font));
        }
        let font = Rc::new(Font::read(self.file, dict));
        self.n_steps += font.cost();
        self.fonts.insert(key, Rc::clone(&font));
        Some(font)
    }

    /// Runs the form called `name`; pictures are passed over.
    fn form(&mut self, resources: &'f Dict, name: &[u8], matrix: &Matrix, depth: usize) {
        let forms = self.file.get(resources, b"XObject").and_then(Object::dict);
        let Some(stream) = forms.and_then(|forms| self.file.get(forms, name)) else { return };
        let Some(dict) = stream.dict() else { return };
        let is_form = self.file.get(dict, b"Subtype").and_then(Object::name) == Some(b"Form");
        let (true, Some(depth)) = (is_form, depth.checked_sub(1)) else { return };
        // Unpacking counts as work, so that forms within forms end by the step limit.
        let Some(data) = self.file.data(stream) else { return };
        self.n_steps += 100 + data.len() / 16;
        let own = self.file.get(dict, b"Matrix").and_then(Object::array).unwrap_or_default();
        let own: Vec<f32> =
            own.iter().map(|n| self.file.follow(n).number().unwrap_or(0.0) as f32).collect();
        let own: Matrix = own.try_into().unwrap_or(IDENTITY);
        let inner = self.file.get(dict, b"Resources").and_then(Object::dict).unwrap_or(resources);
        self.run(&data, inner, join(&own, matrix), depth);
    }

    /// Shows the texts among `operands`, moved by the numbers between them.
    fn show(&mut self, state: &State, text: &mut Matrix, operands: &[Operand]) {
        let Some(font) = &state.font else { return };
        let quoted =
            operands.len() == 3 && operands.iter().take(2).all(|o| matches!(o, Operand::Number(_)));
        for operand in operands.iter().skip(if quoted { 2 } else { 0 }) {
            match operand {
                Operand::Number(number) => {
                    let x = -number / 1000.0 * state.size * state.stretch;
                    *text = join(&[1.0, 0.0, 0.0, 1.0, x, 0.0], text);
                }
                Operand::Text(bytes) => {
                    for glyph in font.glyphs(bytes) {
                        let spacing = if glyph.is_space { state.word_spacing } else { 0.0 };
                        let width = glyph.width * state.size + state.char_spacing;
                        // Letters set wide apart are no words of one letter.
                        let ink = width.max(glyph.width * state.size) * state.stretch;
                        let width = (width + spacing) * state.stretch;
                        self.put(state, text, ink, glyph.text, font.weight);
                        *text = join(&[1.0, 0.0, 0.0, 1.0, width, 0.0], text);
                    }
                }
                Operand::Name(_) => {}
            }
        }
    }

    /// Puts one glyph on the sheet, `ink` wide in text space.
    fn put(&mut self, state: &State, text: &Matrix, ink: f32, words: &str, weight: Weight) {
        self.n_glyphs += 1;
        if words.is_empty() {
            self.n_unread += 1;
            return;
        }
        let m = join(text, &state.matrix);
        let (x0, y) = (state.rise * m[2] + m[4], self.height - (state.rise * m[3] + m[5]));
        let x1 = x0 + ink * m[0];
        let size = state.size.abs() * m[2].hypot(m[3]);
        // Text that stands on end or upside down is a stamp or a mark on the margin.
        let upright = m[0] > 0.0 && m[1].abs() < 0.2 * m[0] && m[3] != 0.0;
        let sane = [x0, x1, y, size].iter().all(|n| n.is_finite() && n.abs() < 1e5);
        if !upright || !sane || size < 0.5 {
            return;
        }
        self.n_bytes += words.len();
        let words = if words.chars().all(char::is_whitespace) { " " } else { words };
        if let Some(last) = self.pieces.last_mut()
            && last.weight == weight
            && (last.size - size).abs() < 0.05 * size
            && (last.y - y).abs() < 0.1 * size
            && (-0.5..0.9).contains(&((x0 - last.x1) / size))
        {
            let apart = x0 - last.x1 > 0.17 * size && !last.text.ends_with(' ') && words != " ";
            if apart {
                last.text.push(' ');
            }
            if words != " " || !last.text.ends_with(' ') {
                last.text.push_str(words);
            }
            last.x1 = last.x1.max(x1);
            return;
        }
        if words != " " {
            self.pieces.push(Piece { text: words.to_owned(), x0, x1, y, size, weight });
        }
    }
}

fn push(operands: &mut Vec<Operand>, operand: Operand) {
    if operands.len() < OPERANDS {
        operands.push(operand);
    }
}

/// Passes over the bytes of a picture that stands among the operators.
fn skip_image(lexer: &mut Lexer<'_>) {
    for token in lexer.by_ref() {
        if token == Token::Word(b"ID") {
            break;
        }
    }
    let rest = lexer.rest();
    let end = memchr::memmem::find_iter(rest, b"EI").find(|at| {
        let blank = |at: Option<usize>| at.and_then(|at| rest.get(at)).is_none_or(|b| is_blank(*b));
        blank(at.checked_sub(1)) && blank(Some(at + 2))
    });
    lexer.at += end.map_or(rest.len(), |at| at + 2);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The texts that a page with these operators shows; `/F` is a font without widths.
    fn pieces(operators: &str) -> Vec<String> {
        let bytes = format!(
            "1 0 obj<</Type/Page/MediaBox[0 0 600 800]/Contents 2 0 R/Resources<</Font<</F 3 0 R>>/XObject<</X 4 0 R>>>>>>endobj
             2 0 obj<<>>stream\n{operators}\nendstream endobj
             3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>endobj
             4 0 obj<</Subtype/Form>>stream\nBT /F 10 Tf (form) Tj ET /X Do /X Do\nendstream endobj"
        );
        let file = File::read(bytes.as_bytes());
        let mut printer = Printer::new(&file);
        let pages = file.pages();
        let pieces = printer.sheet(&pages[0]).pieces;
        pieces.into_iter().map(|piece| piece.text).collect()
    }

    #[track_caller]
    fn check(operators: &str, expected: &[&str]) {
        assert_eq!(pieces(operators), expected);
    }

    #[test]
    fn gaps_make_spaces_and_wide_gaps_make_pieces() {
        check("BT /F 10 Tf 10 700 Td [(Go)-400(ver)20(n)] TJ ET", &["Go vern"]);
        check("BT /F 10 Tf 10 700 Td [(left)-3000(right)] TJ ET", &["left", "right"]);
        let lines = "BT /F 10 Tf 12 TL 10 700 Td (one) Tj (two) ' 1 2 (three) \" ET";
        check(lines, &["one", "two", "three"]);
    }

    #[test]
    fn turned_text_and_pictures_are_passed_over() {
        check("BT /F 10 Tf 0 1 -1 0 50 50 Tm (stamp) Tj ET", &[]);
        check("BI /W 1 ID \x01(no)\x02 EI BT /F 10 Tf (yes) Tj ET", &["yes"]);
    }

    #[test]
    fn a_form_that_shows_itself_ends() {
        let sheet = pieces("/X Do");
        assert!(!sheet.is_empty() && sheet.len() <= 1 << FORMS);
    }
}
