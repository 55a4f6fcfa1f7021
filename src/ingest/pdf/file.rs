use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use super::cipher::Id;
use super::filter::{self, Budget};
use super::lex::{Lexer, Token, is_blank};
use super::lock::Lock;

/// Arrays and dictionaries nested deeper than this are cut off.
const DEPTH: usize = 40;

/// Pages read; the longest record of a parliament has a few thousand.
const PAGES: usize = 20_000;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Object {
    Null,
    Number(f64),
    Name(Vec<u8>),
    Text(Vec<u8>),
    Array(Vec<Object>),
    Dict(Dict),
    /// Another object by its number; of several generations the last in the file is meant.
    Ref(u32),
    Stream(Dict, Place),
}

/// Where in the file the bytes of a stream stand, and what its object is called.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Place {
    bytes: Range<usize>,
    id: Id,
}

pub(super) type Dict = BTreeMap<Vec<u8>, Object>;

impl Object {
    pub(super) fn number(&self) -> Option<f64> {
        if let Object::Number(n) = self { Some(*n) } else { None }
    }

    pub(super) fn name(&self) -> Option<&[u8]> {
        if let Object::Name(name) = self { Some(name) } else { None }
    }

    pub(super) fn array(&self) -> Option<&[Object]> {
        if let Object::Array(array) = self { Some(array) } else { None }
    }

    /// The dictionary, also of a stream.
    pub(super) fn dict(&self) -> Option<&Dict> {
        match self {
            Object::Dict(dict) | Object::Stream(dict, _) => Some(dict),
            _ => None,
        }
    }
}

/// The objects of a PDF file, found by reading it from front to back.
///
/// The cross-reference table is not used: it is what is wrong in damaged and cut
/// files, and it costs a trap or two. A later object takes the place of an earlier
/// one of its number, as updates appended to a file mean it.
pub(super) struct File<'a> {
    bytes: &'a [u8],
    objects: HashMap<u32, (usize, Object)>,
    trailer: Dict,
    budget: Budget,
    lock: Lock,
}

/// A page with what it inherits from the page tree.
#[derive(Clone, Default)]
pub(super) struct Page<'f> {
    pub(super) dict: Option<&'f Dict>,
    pub(super) resources: Option<&'f Dict>,
    pub(super) media_box: Option<&'f Object>,
    pub(super) rotate: i64,
}

impl<'a> File<'a> {
    pub(super) fn read(bytes: &'a [u8]) -> File<'a> {
        let (objects, trailer, budget) = (HashMap::new(), Dict::new(), Budget::default());
        let mut file = File { bytes, objects, trailer, budget, lock: Lock::None };
        let packed = file.scan();
        file.unlock();
        for at in packed {
            file.unpack(at);
        }
        file
    }

    /// Whether reading it takes a password.
    pub(super) fn is_locked(&self) -> bool {
        matches!(self.lock, Lock::Shut)
    }

    pub(super) fn trailer(&self) -> &Dict {
        &self.trailer
    }

    /// Decrypts the strings of all objects read so far, and from now on every stream.
    ///
    /// Object streams are encrypted whole, not the strings of the objects in them.
    fn unlock(&mut self) {
        self.lock = Lock::of(self);
        if !matches!(self.lock, Lock::Open(..)) {
            return;
        }
        let mut objects = std::mem::take(&mut self.objects);
        for (at, object) in objects.values_mut() {
            if let Some(id) = self.id_before(*at) {
                self.lock.strings(object, id);
            }
        }
        self.objects = objects;
    }

    /// Whether more would expand from the file than the limit allows.
    pub(super) fn is_over(&self) -> bool {
        self.budget.is_spent()
    }

    /// Reads every object outside object streams; the numbers of the latter.
    fn scan(&mut self) -> Vec<u32> {
        let mut packed = Vec::new();
        let mut at = 0;
        let mut streams = Ends::Some;
        while let Some(found) =
            memchr::memmem::find(self.bytes.get(at..).unwrap_or_default(), b"obj")
        {
            let word = at + found;
            self.trailers(at, word);
            at = word + 3;
            let Some(id @ (number, _)) = self.id_before(word) else { continue };
            let mut lexer = Lexer::new(self.bytes, at);
            let Some(mut object) = object(&mut lexer, DEPTH) else { continue };
            at = lexer.at.max(at);
            if let Object::Dict(dict) = &mut object
                && let Some(bytes) = self.stream(dict, &mut lexer, &mut streams)
            {
                at = bytes.end.max(at);
                let dict = std::mem::take(dict);
                match dict.get(b"Type".as_slice()).and_then(Object::name) {
                    Some(b"ObjStm") => packed.push(number),
                    Some(b"XRef") => self.take_trailer(&dict),
                    _ => {}
                }
                object = Object::Stream(dict, Place { bytes, id });
            }
            self.objects.insert(number, (word, object));
        }
        self.trailers(at, self.bytes.len());
        packed
    }

    /// Takes in the trailers that stand between two places of the file.
    fn trailers(&mut self, from: usize, to: usize) {
        let part = self.bytes.get(..to).unwrap_or_default();
        let mut at = from;
        while let Some(found) = memchr::memmem::find(part.get(at..).unwrap_or_default(), b"trailer")
        {
            let mut lexer = Lexer::new(part, at + found + 7);
            if let Some(Object::Dict(dict)) = object(&mut lexer, DEPTH) {
                self.take_trailer(&dict);
            }
            at = lexer.at;
        }
    }

    fn take_trailer(&mut self, dict: &Dict) {
        for key in [b"Root".as_slice(), b"Info", b"Encrypt", b"ID"] {
            if let Some(value) = dict.get(key) {
                self.trailer.insert(key.to_vec(), value.clone());
            }
        }
    }

    /// The object's number and generation when `12 0 ` stands before the word at `at`.
    fn id_before(&self, at: usize) -> Option<Id> {
        let before = self.bytes.get(at.saturating_sub(24)..at)?;
        id_in(&String::from_utf8_lossy(before))
    }

    /// Where the bytes of a stream stand whose dictionary was just read.
    fn stream(&self, dict: &Dict, lexer: &mut Lexer<'a>, ends: &mut Ends) -> Option<Range<usize>> {
        lexer.skip_blank();
        let rest = lexer.rest().strip_prefix(b"stream")?;
        let n_break = match rest {
            [b'\r', b'\n', ..] => 2,
            [b'\n' | b'\r', ..] => 1,
            _ => 0,
        };
        let start = lexer.at + 6 + n_break;
        let body = self.bytes.get(start..)?;
        if let Some(length) = dict.get(b"Length".as_slice()).and_then(Object::number)
            && let Some(after) = body.get(length.max(0.0) as usize..)
            && after.iter().copied().skip_while(|b| is_blank(*b)).take(9).eq(*b"endstream")
        {
            return Some(start..start + length as usize);
        }
        let end = match ends {
            Ends::Some => memchr::memmem::find(body, b"endstream"),
            Ends::None => None,
        };
        if end.is_none() {
            *ends = Ends::None;
        }
        Some(start..start + end.unwrap_or(body.len()))
    }

    /// Reads the objects inside the object stream called `number`.
    fn unpack(&mut self, number: u32) {
        let Some((at, stream)) = self.objects.get(&number) else { return };
        let (at, Some(data)) = (*at, self.data(stream)) else { return };
        let get = |key: &[u8]| stream.dict()?.get(key)?.number();
        let (n, first) = (get(b"N").unwrap_or(0.0), get(b"First").unwrap_or(0.0));
        let numbers: Vec<f64> = Lexer::new(&data, 0)
            .map_while(|token| if let Token::Number(n) = token { Some(n) } else { None })
            .take((n.max(0.0) as usize).saturating_mul(2))
            .collect();
        // Objects do not overlap, unless to make work.
        let mut left = data.len().saturating_mul(2);
        for pair in numbers.chunks_exact(2) {
            let start = (first + pair[1]).max(0.0) as usize;
            let number = pair[0].max(0.0) as u32;
            let newer = self.objects.get(&number).is_none_or(|(old, _)| *old <= at);
            let mut lexer = Lexer::new(&data, start);
            if newer && let Some(object) = object(&mut lexer, DEPTH) {
                self.objects.insert(number, (at, object));
            }
            left = left.saturating_sub(lexer.at.saturating_sub(start));
            if left == 0 {
                return;
            }
        }
    }

    /// The object itself where `object` points at another; null when it is missing.
    pub(super) fn follow<'f>(&'f self, mut object: &'f Object) -> &'f Object {
        for _ in 0..16 {
            let Object::Ref(number) = object else { return object };
            let Some((_, found)) = self.objects.get(number) else { break };
            object = found;
        }
        &Object::Null
    }

    pub(super) fn get<'f>(&'f self, dict: &'f Dict, key: &[u8]) -> Option<&'f Object> {
        dict.get(key).map(|object| self.follow(object)).filter(|object| **object != Object::Null)
    }

    /// The expanded bytes of a stream; `None` for pictures, for forms of packing that
    /// are not known, and when the limit is reached.
    pub(super) fn data(&self, stream: &Object) -> Option<Vec<u8>> {
        let Object::Stream(dict, place) = stream else { return None };
        let filters: Vec<&[u8]> = match self.get(dict, b"Filter") {
            Some(Object::Array(filters)) => {
                filters.iter().filter_map(|f| self.follow(f).name()).collect()
            }
            Some(Object::Name(name)) => vec![name],
            _ => Vec::new(),
        };
        let parameters = match self.get(dict, b"DecodeParms") {
            Some(Object::Array(all)) => all.iter().find_map(|p| self.follow(p).dict()),
            other => other.and_then(Object::dict),
        };
        let number =
            |key: &[u8]| parameters.and_then(|p| self.get(p, key)).and_then(Object::number);
        let rows = filter::Rows {
            predictor: number(b"Predictor").unwrap_or(1.0) as usize,
            columns: number(b"Columns").unwrap_or(1.0) as usize,
            colors: number(b"Colors").unwrap_or(1.0) as usize,
            bits: number(b"BitsPerComponent").unwrap_or(8.0) as usize,
        };
        let bytes = self.lock.stream(self.bytes.get(place.bytes.clone())?, place.id);
        filter::expand(bytes, &filters, &rows, &self.budget)
    }

    /// What the file states about itself, in any of the encodings for that.
    pub(super) fn info(&self, key: &[u8]) -> Option<String> {
        let info = self.get(&self.trailer, b"Info")?.dict()?;
        let Object::Text(text) = self.get(info, key)? else { return None };
        let (text, _, _) = match text.as_slice() {
            [0xfe, 0xff, rest @ ..] => encoding_rs::UTF_16BE.decode(rest),
            [0xff, 0xfe, rest @ ..] => encoding_rs::UTF_16LE.decode(rest),
            [0xef, 0xbb, 0xbf, rest @ ..] => encoding_rs::UTF_8.decode(rest),
            // PDFDocEncoding agrees with it where titles and names are concerned.
            text => encoding_rs::WINDOWS_1252.decode(text),
        };
        let text: String = text.chars().filter(|c| !c.is_control()).collect();
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    }

    /// The document's language tag.
    pub(super) fn language(&self) -> Option<String> {
        let root = self.get(&self.trailer, b"Root")?.dict()?;
        let Object::Text(tag) = self.get(root, b"Lang")? else { return None };
        Some(String::from_utf8_lossy(tag).into_owned())
    }

    /// The pages in reading order: by the page tree or, where that is lost, as they
    /// stand in the file.
    pub(super) fn pages(&self) -> Vec<Page<'_>> {
        let mut pages = Vec::new();
        let root = self.get(&self.trailer, b"Root").and_then(Object::dict);
        if let Some(tree) = root.and_then(|root| root.get(b"Pages".as_slice())) {
            self.kids(tree, &Page::default(), &mut HashSet::new(), DEPTH, &mut pages);
        }
        if pages.is_empty() {
            let is_page =
                |dict: &Dict| dict.get(b"Type".as_slice()).and_then(Object::name) == Some(b"Page");
            let mut found: Vec<(usize, u32, &Dict)> = self
                .objects
                .iter()
                .filter_map(|(n, (at, object))| Some((*at, *n, object.dict()?)))
                .filter(|(_, _, dict)| is_page(dict))
                .collect();
            found.sort_by_key(|(at, n, _)| (*at, *n));
            pages.extend(found.iter().take(PAGES).map(|(_, _, d)| self.page(d, &Page::default())));
        }
        pages
    }

    fn page<'f>(&'f self, dict: &'f Dict, above: &Page<'f>) -> Page<'f> {
        let rotate = self.get(dict, b"Rotate").and_then(Object::number);
        Page {
            dict: Some(dict),
            resources: self.get(dict, b"Resources").and_then(Object::dict).or(above.resources),
            media_box: self.get(dict, b"MediaBox").or(above.media_box),
            rotate: rotate.map_or(above.rotate, |r| r as i64),
        }
    }

    fn kids<'f>(
        &'f self,
        node: &'f Object,
        above: &Page<'f>,
        seen: &mut HashSet<u32>,
        depth: usize,
        pages: &mut Vec<Page<'f>>,
    ) {
        if let Object::Ref(number) = node
            && !seen.insert(*number)
        {
            return;
        }
        let Some(dict) = self.follow(node).dict() else { return };
        let page = self.page(dict, above);
        match self.get(dict, b"Kids").and_then(Object::array) {
            Some(kids) if depth > 0 => {
                for kid in kids {
                    self.kids(kid, &page, seen, depth - 1, pages);
                }
            }
            None if pages.len() < PAGES => pages.push(page),
            _ => {}
        }
    }
}

/// Whether `endstream` stands anywhere further on, so a cut file is not searched
/// to its end once a stream.
#[derive(Clone, Copy)]
enum Ends {
    Some,
    None,
}

fn id_in(before: &str) -> Option<Id> {
    let (rest, generation) = number_at_end(before)?;
    let (_, number) = number_at_end(rest.strip_suffix(char::is_whitespace)?)?;
    Some((number.parse().ok()?, generation.parse().unwrap_or_default()))
}

/// The digits `text` ends with, and what stands before them.
fn number_at_end(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_end();
    let rest = text.trim_end_matches(|c: char| c.is_ascii_digit());
    Some((rest, text.get(rest.len()..)?)).filter(|(_, digits)| !digits.is_empty())
}

/// The next object, nested no deeper than `depth`; `None` at the end and at a word
/// that is none.
fn object(lexer: &mut Lexer<'_>, depth: usize) -> Option<Object> {
    let token = lexer.next()?;
    Some(match token {
        Token::Number(number) => reference(number, lexer).unwrap_or(Object::Number(number)),
        Token::Name(name) => Object::Name(name),
        Token::Text(text) => Object::Text(text),
        Token::ArrayOpen => Object::Array(array(lexer, depth.checked_sub(1)?)),
        Token::DictOpen => Object::Dict(dict(lexer, depth.checked_sub(1)?)),
        Token::Word(b"null" | b"true" | b"false") => Object::Null,
        Token::Word(_) | Token::ArrayClose | Token::DictClose => return None,
    })
}

/// `12 0 R`, its first number read.
fn reference(number: f64, lexer: &mut Lexer<'_>) -> Option<Object> {
    if number < 0.0 || number.fract() != 0.0 {
        return None;
    }
    let mut ahead = lexer.clone();
    let Some(Token::Number(_)) = ahead.next() else { return None };
    ahead.skip_blank();
    let rest = ahead.rest();
    if rest.first() != Some(&b'R') || rest.get(1).is_some_and(u8::is_ascii_alphanumeric) {
        return None;
    }
    lexer.at = ahead.at + 1;
    Some(Object::Ref(number as u32))
}

fn array(lexer: &mut Lexer<'_>, depth: usize) -> Vec<Object> {
    let mut items = Vec::new();
    while let Some(item) = object(lexer, depth) {
        items.push(item);
    }
    items
}

fn dict(lexer: &mut Lexer<'_>, depth: usize) -> Dict {
    let mut entries = Dict::new();
    while let Some(Token::Name(key)) = lexer.next() {
        let before = lexer.clone();
        match object(lexer, depth) {
            Some(value) => entries.insert(key, value),
            None => {
                // A key without value: the next name or the end is read again.
                *lexer = before;
                if !matches!(lexer.clone().next(), Some(Token::Name(_))) {
                    lexer.next();
                    break;
                }
                continue;
            }
        };
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_objects_take_the_place_of_earlier_ones() {
        let file = File::read(
            b"%PDF-1.4\n1 0 obj 5 endobj 1 0 obj << /A 2 0 R >> endobj\n2 0 obj (x) endobj",
        );
        let dict = file.follow(&Object::Ref(1)).dict().unwrap();
        assert_eq!(file.get(dict, b"A"), Some(&Object::Text(b"x".into())));
        assert_eq!(file.follow(&Object::Ref(9)), &Object::Null);
    }

    #[test]
    fn streams_end_at_their_length_or_at_the_word() {
        let file = File::read(
            b"1 0 obj<</Length 3>>stream\nabc\nendstream endobj 2 0 obj<</Length 99>>stream\r\ndef endstream",
        );
        assert_eq!(file.data(file.follow(&Object::Ref(1))).unwrap(), b"abc");
        assert_eq!(file.data(file.follow(&Object::Ref(2))).unwrap(), b"def ");
    }

    #[test]
    fn loops_and_deep_nesting_end() {
        let file = File::read(
            b"1 0 obj 1 0 R endobj 2 0 obj<</Kids[2 0 R 3 0 R]>>endobj 3 0 obj<</Type/Page>>endobj trailer<</Root 4 0 R>> 4 0 obj<</Pages 2 0 R>>endobj",
        );
        assert_eq!(file.follow(&Object::Ref(1)), &Object::Null);
        assert_eq!(file.pages().len(), 1);
        let deep = format!("1 0 obj {}", "[".repeat(100_000));
        assert!(matches!(File::read(deep.as_bytes()).follow(&Object::Ref(1)), Object::Array(_)));
    }

    #[test]
    fn work_that_is_asked_for_again_and_again_is_refused() {
        File::read("trailer(".repeat(200_000).as_bytes());
        File::read("1 0 obj<<>>stream ".repeat(50_000).as_bytes());
        let (pairs, array) = ("1 0 ".repeat(50_000), "1 ".repeat(50_000));
        let stream = format!(
            "1 0 obj<</Type/ObjStm/N 50000/First {}>>stream\n{pairs}[{array}]endstream",
            pairs.len()
        );
        File::read(stream.as_bytes());
    }

    #[test]
    fn only_a_number_and_a_generation_make_an_object() {
        assert_eq!(id_in("\n12 3 "), Some((12, 3)));
        assert_eq!(id_in("end"), None);
        assert_eq!(id_in("120 "), None);
    }
}
