/// A token of the syntax that PDF files, page contents and character maps share.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token<'a> {
    Number(f64),
    /// Without its slash, `#20` read.
    Name(Vec<u8>),
    Text(Vec<u8>),
    ArrayOpen,
    ArrayClose,
    DictOpen,
    DictClose,
    /// An operator or keyword: `obj`, `Tj`, `true`.
    Word(&'a [u8]),
}

/// Reads tokens from bytes; never fails, and every call moves on.
#[derive(Clone)]
pub(super) struct Lexer<'a> {
    bytes: &'a [u8],
    pub(super) at: usize,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(bytes: &'a [u8], at: usize) -> Lexer<'a> {
        Lexer { bytes, at }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// What is left to read.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Skips white space and comments.
    pub(super) fn skip_blank(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                let line = self.rest().iter().position(|b| matches!(b, b'\n' | b'\r'));
                self.at += line.unwrap_or(self.rest().len());
            } else if is_blank(byte) {
                self.at += 1;
            } else {
                return;
            }
        }
    }

    fn name(&mut self) -> Vec<u8> {
        let mut name = Vec::new();
        while let Some(byte) = self.peek().filter(|b| !is_blank(*b) && !is_mark(*b)) {
            self.at += 1;
            let coded = || Some((hex(self.peek()?)?, hex(*self.bytes.get(self.at + 1)?)?));
            match (byte, coded()) {
                (b'#', Some((high, low))) => {
                    name.push(high * 16 + low);
                    self.at += 2;
                }
                _ => name.push(byte),
            }
        }
        name
    }

    /// The text of `(…)`, the opening bracket read.
    fn literal(&mut self) -> Vec<u8> {
        let mut text = Vec::new();
        let mut depth = 1usize;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'\\' => self.escape(&mut text),
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
            if byte != b'\\' {
                text.push(byte);
            }
        }
        text
    }

    fn escape(&mut self, text: &mut Vec<u8>) {
        let Some(byte) = self.peek() else { return };
        self.at += 1;
        match byte {
            b'n' => text.push(b'\n'),
            b'r' => text.push(b'\r'),
            b't' => text.push(b'\t'),
            b'b' | b'f' => text.push(b' '),
            b'\r' if self.peek() == Some(b'\n') => self.at += 1,
            b'\r' | b'\n' => {}
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else { break };
                    code = code * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                text.push((code & 0xff) as u8);
            }
            _ => text.push(byte),
        }
    }

    /// The bytes of `<48 65>`, the opening bracket read.
    fn hexadecimal(&mut self) -> Vec<u8> {
        let mut digits = Vec::new();
        while let Some(byte) = self.peek() {
            self.at += 1;
            match (byte, hex(byte)) {
                (b'>', _) => break,
                (_, Some(digit)) => digits.push(digit),
                _ => {}
            }
        }
        digits.chunks(2).map(|c| c[0] * 16 + c.get(1).copied().unwrap_or(0)).collect()
    }
}

impl<'a> Iterator for Lexer<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        self.skip_blank();
        let byte = self.peek()?;
        let double = self.bytes.get(self.at + 1) == Some(&byte);
        self.at += 1;
        Some(match byte {
            b'/' => Token::Name(self.name()),
            b'(' => Token::Text(self.literal()),
            b'<' | b'>' if double => {
                self.at += 1;
                if byte == b'<' { Token::DictOpen } else { Token::DictClose }
            }
            b'<' => Token::Text(self.hexadecimal()),
            b'[' => Token::ArrayOpen,
            b']' => Token::ArrayClose,
            b'>' | b'{' | b'}' | b')' => Token::Word(b""),
            _ => {
                let start = self.at - 1;
                while self.peek().is_some_and(|b| !is_blank(b) && !is_mark(b)) {
                    self.at += 1;
                }
                let word = self.bytes.get(start..self.at).unwrap_or_default();
                number(word).map_or(Token::Word(word), Token::Number)
            }
        })
    }
}

/// The number `word` spells, if it does: `-.5`, `+17`, `4.`. Far ones are cut.
fn number(word: &[u8]) -> Option<f64> {
    if !matches!(word.first()?, b'0'..=b'9' | b'+' | b'-' | b'.') {
        return None;
    }
    let text = std::str::from_utf8(word).ok()?;
    // Some writers print `--5` or `5-3`; readers take the first sign and number.
    let text = text.trim_start_matches("--");
    let end = text.get(1..)?.find('-').map_or(text.len(), |at| at + 1);
    let value = text.get(..end)?.parse::<f64>().ok()?;
    value.is_finite().then_some(value.clamp(-1e12, 1e12))
}

pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | b'\x0c' | b'\0')
}

fn is_mark(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(given: &str, expected: &[Token<'_>]) {
        assert_eq!(Lexer::new(given.as_bytes(), 0).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn tokens_of_every_kind() {
        use Token::*;
        check(
            "/A#42 -.5 % note\n12 Tj",
            &[Name(b"AB".into()), Number(-0.5), Number(12.0), Word(b"Tj")],
        );
        check("(a(b)\\)\\101\\\nc)", &[Text(b"a(b))Ac".into())]);
        check("<48 6>", &[Text(b"H`".into())]);
        check(
            "<</K[1]>>",
            &[DictOpen, Name(b"K".into()), ArrayOpen, Number(1.0), ArrayClose, DictClose],
        );
        check("(never closed", &[Text(b"never closed".into())]);
        check("1..2 --3", &[Word(b"1..2"), Number(3.0)]);
        check("T* '", &[Word(b"T*"), Word(b"'")]);
    }
}
