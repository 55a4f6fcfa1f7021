use std::collections::HashSet;

use super::super::pen::Pen;
use super::super::{BlockKind, Document};
use super::edges;
use super::font::Weight;
use super::layout::Line;
use crate::model::Style;

/// A page's lines in reading order.
pub(super) struct Leaf {
    pub(super) lines: Vec<Line>,
    /// In points.
    pub(super) height: f32,
}

/// What is usual in a document, which tells what is not.
struct Usual {
    /// The size most letters have, in points.
    size: f32,
    /// From base line to base line, in sizes.
    leading: f32,
    /// Whether paragraphs begin with an indent, not after a gap.
    indented: bool,
    /// Whether bold stands out.
    bold: bool,
    /// Sizes of headings, largest first.
    sizes: Vec<f32>,
    /// Words that stand within a line, in lower case.
    words: HashSet<String>,
}

/// Lines that make one paragraph.
struct Paragraph {
    lines: Vec<Line>,
}

/// Writes the paragraphs of `leaves` into `document`: running heads first, as
/// furniture; notes from the feet of pages last.
pub(super) fn write(mut leaves: Vec<Leaf>, document: &mut Document) {
    let heads = edges::strip(&mut leaves);
    let usual = Usual::of(&leaves);
    let (mut body, mut feet) = (Vec::new(), Vec::new());
    for leaf in leaves {
        let foot = foot(&leaf, &usual);
        let mut lines = leaf.lines;
        let notes = lines.split_off(foot);
        gather(lines, &usual, &mut body);
        gather(notes, &usual, &mut feet);
    }
    let mut pen = Pen::default();
    for head in heads {
        pen.begin(BlockKind::Furniture("running head".to_owned()));
        pen.words(&head);
    }
    let largest = body.iter().take(12).map(|p| p.lines[0].size).fold(0.0, f32::max);
    for paragraph in body.iter().chain(&feet) {
        let level = usual.level(paragraph);
        let text = paragraph.write(&usual, level, &mut pen);
        let titles =
            level == Some(1) && !paragraph.is_contents() && paragraph.lines[0].size == largest;
        if titles && largest > 1.25 * usual.size && document.meta.title.is_none() {
            document.meta.title = Some(text);
        }
    }
    pen.into_document(document);
}

impl Usual {
    fn of(leaves: &[Leaf]) -> Usual {
        let lines = || leaves.iter().flat_map(|leaf| &leaf.lines);
        let mut sizes: Vec<(i32, usize)> = Vec::new();
        let (mut n_bold, mut n_all) = (0, 0);
        let mut words = HashSet::new();
        for line in lines() {
            let text = line.text();
            let half = (line.size * 2.0).round() as i32;
            match sizes.iter().position(|(size, _)| *size == half) {
                Some(at) => sizes[at].1 += text.len(),
                None if sizes.len() < 200 => sizes.push((half, text.len())),
                None => {}
            }
            n_all += text.len();
            n_bold += if line.is_bold() { text.len() } else { 0 };
            let inside: Vec<&str> = text.split_whitespace().skip(1).collect();
            let inside = inside.split_last().map_or(&[][..], |(_, inside)| inside);
            words.extend(inside.iter().map(|word| plain(word)));
        }
        let size = sizes.iter().max_by_key(|(_, n)| *n).map_or(10.0, |(s, _)| *s as f32 / 2.0);
        let mut steps: Vec<f32> = leaves
            .iter()
            .flat_map(|leaf| leaf.lines.windows(2))
            .filter(|pair| pair[0].band == pair[1].band && pair[0].size > 0.0)
            .map(|pair| (pair[1].y - pair[0].y) / pair[0].size)
            .filter(|step| (0.7..4.0).contains(step))
            .collect();
        steps.sort_by(f32::total_cmp);
        let leading = steps.get(steps.len() / 2).copied().unwrap_or(1.2);
        let (mut n_indents, mut n_gaps) = (0, 0);
        for pair in leaves.iter().flat_map(|leaf| leaf.lines.windows(2)) {
            let [last, line] = pair else { continue };
            if last.band == line.band && ends(&last.text()) {
                let step = (line.y - last.y) / last.size.max(1.0);
                let shift = (line.x0 - last.x0) / last.size.max(1.0);
                n_gaps += usize::from(step > 1.3 * leading);
                n_indents += usize::from(step <= 1.3 * leading && (0.8..4.0).contains(&shift));
            }
        }
        let mut large: Vec<f32> =
            sizes.iter().map(|(s, _)| *s as f32 / 2.0).filter(|s| *s > 1.12 * size).collect();
        large.sort_by(|a, b| b.total_cmp(a));
        let indented = n_indents > n_gaps;
        Usual { size, leading, indented, bold: n_bold * 2 < n_all, sizes: large, words }
    }

    /// The level of a paragraph that is a heading: few words, larger or bold.
    fn level(&self, paragraph: &Paragraph) -> Option<u8> {
        let first = paragraph.lines.first().filter(|_| paragraph.lines.len() <= 12)?;
        let text = paragraph.lines.iter().map(Line::text).collect::<Vec<_>>().join(" ");
        let text = text.trim();
        let last = text.chars().next_back()?;
        let n = text.chars().count();
        if n > 200
            || !text.chars().any(char::is_alphabetic)
            || matches!(last, '.' | ':' | ';' | ',')
        {
            return None;
        }
        let rank = self.sizes.iter().position(|size| (size - first.size).abs() < 0.3);
        let bold = self.bold && paragraph.lines.iter().all(Line::is_bold) && n <= 120;
        let small = first.size < 0.9 * self.size;
        match rank {
            Some(rank) => Some((rank + 1).min(5) as u8),
            None if bold && !small => Some((self.sizes.len() + 1).min(6) as u8),
            None => None,
        }
    }
}

/// A word without the marks around it, in lower case.
fn plain(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// Where the notes at a page's foot begin among its lines: small print that starts
/// with a figure or a sign and goes on to the last line.
fn foot(leaf: &Leaf, usual: &Usual) -> usize {
    let n_small = leaf.lines.iter().rev().take_while(|l| l.size < 0.9 * usual.size).count();
    let from = leaf.lines.len() - n_small;
    let marked = |line: &&Line| {
        line.text().trim_start().starts_with(|c: char| c.is_ascii_digit() || "*†‡".contains(c))
            && line.y > 0.4 * leaf.height
    };
    let small = leaf.lines.get(from..).unwrap_or_default();
    small.iter().position(|line| marked(&line)).map_or(leaf.lines.len(), |at| from + at)
}

/// Adds `lines`, of one page, to `paragraphs`, the last of which they may go on with.
fn gather(lines: Vec<Line>, usual: &Usual, paragraphs: &mut Vec<Paragraph>) {
    let mut page_turned = true;
    for line in lines {
        match paragraphs.last_mut() {
            Some(last) if last.takes(&line, usual, page_turned) => last.lines.push(line),
            _ => paragraphs.push(Paragraph { lines: vec![line] }),
        }
        page_turned = false;
    }
}

impl Paragraph {
    /// Whether `line`, the next in reading order, goes on with this paragraph.
    fn takes(&self, line: &Line, usual: &Usual, page_turned: bool) -> bool {
        let Some(last) = self.lines.last() else { return true };
        let text = line.text();
        let size = last.size.max(line.size).max(1.0);
        let contents = self.is_contents() || is_contents(&text);
        if (last.size - line.size).abs() > 0.12 * size || is_item(&text) || contents {
            return false;
        }
        let ended = ends(&last.text());
        if ended && is_label(&text) {
            return false;
        }
        let lower = text.trim_start().starts_with(|c: char| c.is_lowercase());
        let roomy = last.right - last.x1 > first_word(line, &text) + 0.6 * size;
        if page_turned || last.band != line.band {
            let heading = usual.level(self).is_some();
            // Where lines are set flush, a paragraph's last seldom fills the column.
            let full = last.right - last.x1 < 0.1 * size;
            let flush =
                if usual.indented { !roomy && line.x0 - line.left < 0.5 * size } else { full };
            let alone = roomy && self.lines.len() == 1;
            return lower || !((ended && !flush) || heading || alone);
        }
        let step = line.y - last.y;
        if step > 1.3 * usual.leading.max(1.0) * size || step < 0.0 {
            return false;
        }
        let large = last.size > 1.12 * usual.size;
        if last.is_bold() != line.is_bold() && (roomy || ended) {
            return false;
        }
        if large {
            return true;
        }
        let shift = line.x0 - last.x0;
        let item = self.lines.first().is_some_and(|first| is_item(&first.text()));
        if shift > 0.8 * size && !item && (ended || roomy) && self.lines.len() > 1 {
            return false;
        }
        if shift > 0.8 * size && !item && self.lines.len() == 1 && ended && roomy {
            return false;
        }
        if shift < -0.8 * size && self.lines.len() > 1 && ended {
            return false;
        }
        let divided = last.text().trim_end().ends_with(['-', '–', '—']);
        // Within a sentence a break takes more than a word's room to be believed.
        let wide = last.right - last.x1 > 1.5 * first_word(line, &text) + 2.0 * size;
        !((roomy && ended) || (wide && !(lower || divided)))
    }

    /// Whether this is a line of a table of contents.
    fn is_contents(&self) -> bool {
        self.lines.len() == 1 && self.lines.first().is_some_and(|line| is_contents(&line.text()))
    }

    /// Writes the paragraph as a block; its words.
    fn write(&self, usual: &Usual, level: Option<u8>, pen: &mut Pen) -> String {
        let item = self.lines.first().is_some_and(|line| is_item(&line.text()));
        pen.begin(match level {
            _ if self.is_contents() => BlockKind::Furniture("contents".to_owned()),
            Some(level) => BlockKind::Heading(level),
            None if item => BlockKind::Item,
            None => BlockKind::Text,
        });
        for (idx, (text, weight)) in self.joined(usual).iter().enumerate() {
            let text = if item && idx == 0 { text.trim_start_matches(is_bullet) } else { text };
            let text = spelled(text);
            if *weight == Weight::Bold && level.is_none() {
                pen.open(Style::Bold);
                pen.words(&text);
                pen.close();
            } else {
                pen.words(&text);
            }
        }
        pen.written().to_owned()
    }

    /// The parts of all lines, words joined that the end of a line divides.
    fn joined(&self, usual: &Usual) -> Vec<(String, Weight)> {
        let mut parts: Vec<(String, Weight)> = Vec::new();
        for line in &self.lines {
            let next = line.text();
            if let Some((last, _)) = parts.last_mut() {
                match seam(last, &next, usual) {
                    Seam::Blank => last.push(' '),
                    Seam::Close => {}
                    Seam::Join => {
                        last.pop();
                    }
                }
            }
            for (text, weight) in &line.parts {
                match parts.last_mut() {
                    Some((last, same)) if same == weight => last.push_str(text),
                    _ => parts.push((text.clone(), *weight)),
                }
            }
        }
        parts
    }
}

/// First halves of words that keep their hyphen, as `long-term` does, before a second
/// half of four letters or more; none begins a common word of one piece.
const PAIRED: [&str; 21] = [
    "long", "short", "self", "well", "vice", "non", "anti", "mid", "far", "low", "two", "three",
    "four", "five", "six", "seven", "eight", "nine", "ten", "third", "post",
];

/// What stands between two lines of a paragraph.
enum Seam {
    Blank,
    /// Nothing: the hyphen is the word's own.
    Close,
    /// Nothing, and the hyphen goes.
    Join,
}

/// How a line that ends in `last` joins with `next`. A hyphen goes unless the text
/// shows it elsewhere, or shows both halves as words but never the whole.
fn seam(last: &mut String, next: &str, usual: &Usual) -> Seam {
    last.truncate(last.trim_end().len());
    if last.ends_with('\u{ad}') {
        return Seam::Join;
    }
    // A dash without a blank before it has none after it.
    if last.strip_suffix(['–', '—']).is_some_and(|before| before.ends_with(char::is_alphanumeric))
    {
        return Seam::Close;
    }
    let Some(before) = last.strip_suffix(['-', '\u{2010}']) else { return Seam::Blank };
    let half = before.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
    if !half.ends_with(char::is_alphanumeric) {
        return Seam::Blank;
    }
    let rest = next.split_whitespace().next().unwrap_or_default();
    if !rest.starts_with(|c: char| c.is_lowercase()) {
        return Seam::Close;
    }
    let (half, rest) = (plain(half), plain(rest));
    let known = |word: &str| usual.words.contains(word);
    let pair = rest.chars().count() >= 4 && PAIRED.contains(&half.as_str());
    if known(&format!("{half}{rest}")) {
        Seam::Join
    } else if pair || known(&format!("{half}-{rest}")) || (known(&half) && known(&rest)) {
        Seam::Close
    } else {
        Seam::Join
    }
}

/// Whether a sentence ends with `text`, as far as its last mark tells.
fn ends(text: &str) -> bool {
    let text = text.trim_end().trim_end_matches(['”', '"', '’', '\'', '»', ')', ']', '“']);
    text.ends_with(['.', '?', '!', ':', '…'])
}

/// Whether a line begins with a speaker's label: `MS. OLT: Yes.`, `Q Thank you.`
fn is_label(text: &str) -> bool {
    let text = text.trim_start();
    let name = text.split_once(':').map_or("", |(name, _)| name);
    let capitals = name.chars().filter(|c| c.is_alphabetic()).count() >= 2
        && name.len() <= 60
        && !name.contains(char::is_lowercase);
    capitals || text.starts_with("Q ") || text.starts_with("Q:")
}

/// How wide a line's first word is, in points.
fn first_word(line: &Line, text: &str) -> f32 {
    let n = text.chars().count().max(1) as f32;
    let word = text.split_whitespace().next().unwrap_or_default().chars().count() as f32;
    (line.x1 - line.x0) * word / n
}

fn is_bullet(c: char) -> bool {
    matches!(c, '•' | '▪' | '◦' | '‣' | '●' | '■' | '□' | '○' | '⁃' | ' ')
}

fn is_item(text: &str) -> bool {
    text.starts_with(|c: char| c != ' ' && is_bullet(c)) && text.chars().count() > 1
}

/// Whether dots or the like lead from words to a page's number: `Cost ..... 12`.
fn is_contents(text: &str) -> bool {
    let words = text.trim_end().trim_end_matches(|c: char| c.is_ascii_digit());
    let leader = words.chars().rev().take_while(|c| matches!(c, '.' | '·' | ':' | '_' | '…' | ' '));
    words.len() < text.trim_end().len() && leader.filter(|c| *c != ' ').count() >= 4
}

/// The letters that printers' ligatures stand for.
fn spelled(text: &str) -> String {
    const LIGATURES: [(char, &str); 7] = [
        ('ﬀ', "ff"),
        ('ﬁ', "fi"),
        ('ﬂ', "fl"),
        ('ﬃ', "ffi"),
        ('ﬄ', "ffl"),
        ('ﬅ', "st"),
        ('ﬆ', "st"),
    ];
    let mut spelled = String::with_capacity(text.len());
    for c in text.chars() {
        match LIGATURES.iter().find(|(ligature, _)| *ligature == c) {
            Some((_, letters)) => spelled.push_str(letters),
            None if c == '\u{a0}' => spelled.push(' '),
            None if c.is_control() => spelled.push(' '),
            None => spelled.push(c),
        }
    }
    spelled
}
