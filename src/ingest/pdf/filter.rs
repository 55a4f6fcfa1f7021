use std::cell::Cell;
use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};

/// Bytes one stream may expand to; one that would take more spends the whole budget.
const STREAM: usize = 64 << 20;

/// MiB all streams of a file may expand to.
pub(super) const TOTAL_MIB: u64 = 256;

/// How much more may be expanded.
pub(super) struct Budget(Cell<usize>);

impl Default for Budget {
    fn default() -> Budget {
        Budget(Cell::new((TOTAL_MIB as usize) << 20))
    }
}

impl Budget {
    pub(super) fn is_spent(&self) -> bool {
        self.0.get() == 0
    }

    /// What one stream may take now.
    fn left(&self) -> usize {
        self.0.get().min(STREAM)
    }

    /// Counts `n` bytes; `None` when that was too much.
    fn take(&self, n: usize) -> Option<()> {
        let spent = n >= self.left();
        self.0.set(if spent { 0 } else { self.0.get() - n });
        (!spent).then_some(())
    }
}

/// How a predictor laid out the rows of a stream.
pub(super) struct Rows {
    pub(super) predictor: usize,
    pub(super) columns: usize,
    pub(super) colors: usize,
    pub(super) bits: usize,
}

/// `data` unpacked by each of `filters` in turn. Damaged data gives what comes
/// before the damage. `None` when a filter is not known or the budget is spent.
pub(super) fn expand(
    mut data: Vec<u8>,
    filters: &[&[u8]],
    rows: &Rows,
    budget: &Budget,
) -> Option<Vec<u8>> {
    for filter in filters.iter().take(4) {
        data = match *filter {
            b"FlateDecode" | b"Fl" => unpredict(inflate(&data, budget.left()), rows),
            b"LZWDecode" | b"LZW" => unpredict(lzw(&data, budget.left()), rows),
            b"ASCII85Decode" | b"A85" => ascii85(&data),
            b"ASCIIHexDecode" | b"AHx" => hex(&data),
            _ => return None,
        };
        budget.take(data.len())?;
    }
    Some(data)
}

fn inflate(bytes: &[u8], limit: usize) -> Vec<u8> {
    let mut data = Vec::new();
    // Both may fail at a wrong checksum or a cut; what was read is kept.
    let result = ZlibDecoder::new(bytes).take(limit as u64).read_to_end(&mut data);
    if result.is_err() && data.is_empty() {
        let raw = bytes.get(2..).unwrap_or_default();
        let kept = DeflateDecoder::new(raw).take(limit as u64).read_to_end(&mut data);
        drop(kept);
    }
    data
}

/// Variable-width LZW with early change, as PDF has it.
fn lzw(bytes: &[u8], limit: usize) -> Vec<u8> {
    let mut data: Vec<u8> = Vec::new();
    // Each entry is a range of what was written already.
    let mut table: Vec<(usize, usize)> = Vec::new();
    let (mut width, mut bits, mut n_bits) = (9, 0u32, 0);
    let mut last: Option<(usize, usize)> = None;
    for byte in bytes {
        bits = (bits << 8) | u32::from(*byte);
        n_bits += 8;
        if n_bits < width {
            continue;
        }
        n_bits -= width;
        let code = (bits >> n_bits) as usize & ((1 << width) - 1);
        let start = data.len();
        match (code, last) {
            (256, _) => {
                table.clear();
                (width, last) = (9, None);
                continue;
            }
            (257, _) => break,
            (0..=255, _) => data.push(code as u8),
            (_, Some(before)) => {
                let (from, n) = table.get(code - 258).copied().unwrap_or((before.0, before.1 + 1));
                for at in from..from + n {
                    let byte = data.get(at).copied().unwrap_or_default();
                    data.push(byte);
                }
            }
            _ => break,
        }
        if data.len() >= limit {
            break;
        }
        if let Some((from, n)) = last
            && table.len() < 4096 - 258
        {
            table.push((from, n + 1));
        }
        last = Some((start, data.len() - start));
        width = match table.len() + 259 {
            0..512 => 9,
            512..1024 => 10,
            1024..2048 => 11,
            _ => 12,
        };
    }
    data
}

fn ascii85(bytes: &[u8]) -> Vec<u8> {
    let mut data = Vec::new();
    let (mut group, mut n) = (0u32, 0);
    for byte in bytes {
        match byte {
            b'~' => break,
            b'z' if n == 0 => data.extend([0; 4]),
            b'!'..=b'u' => {
                group = group.wrapping_mul(85).wrapping_add(u32::from(byte - b'!'));
                n += 1;
                if n == 5 {
                    data.extend(group.to_be_bytes());
                    (group, n) = (0, 0);
                }
            }
            _ => {}
        }
    }
    if n > 1 {
        for _ in n..5 {
            group = group.wrapping_mul(85).wrapping_add(84);
        }
        data.extend(group.to_be_bytes().iter().take(n - 1));
    }
    data
}

fn hex(bytes: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = bytes
        .iter()
        .take_while(|b| **b != b'>')
        .filter_map(|b| char::from(*b).to_digit(16).and_then(|d| u8::try_from(d).ok()))
        .collect();
    digits.chunks(2).map(|c| c[0] * 16 + c.get(1).copied().unwrap_or(0)).collect()
}

/// Undoes the PNG predictors; other data passes.
fn unpredict(data: Vec<u8>, rows: &Rows) -> Vec<u8> {
    if rows.predictor < 10 {
        return data;
    }
    let bits = rows.colors.clamp(1, 64) * rows.bits.clamp(1, 16);
    let (step, width) = (bits.div_ceil(8), (bits * rows.columns.clamp(1, 1 << 20)).div_ceil(8));
    let mut above = vec![0u8; width];
    let mut plain = Vec::with_capacity(data.len());
    for row in data.chunks(width + 1) {
        let Some((kind, row)) = row.split_first() else { break };
        let mut line = row.to_vec();
        for at in 0..line.len() {
            let left = at.checked_sub(step).map_or(0, |at| line[at]);
            let corner = at.checked_sub(step).map_or(0, |at| above[at]);
            let up = above[at];
            let add = match kind {
                1 => left,
                2 => up,
                3 => ((u16::from(left) + u16::from(up)) / 2) as u8,
                4 => paeth(left, up, corner),
                _ => 0,
            };
            line[at] = line[at].wrapping_add(add);
        }
        plain.extend_from_slice(&line);
        above.iter_mut().zip(&line).for_each(|(above, byte)| *above = *byte);
    }
    plain
}

fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let guess = i16::from(left) + i16::from(up) - i16::from(corner);
    let far = |byte: u8| (guess - i16::from(byte)).abs();
    if far(left) <= far(up) && far(left) <= far(corner) {
        left
    } else if far(up) <= far(corner) {
        up
    } else {
        corner
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Rows = Rows { predictor: 1, columns: 1, colors: 1, bits: 8 };

    #[track_caller]
    fn check(packed: &[u8], filter: &[u8], expected: &[u8]) {
        let data = expand(packed.to_vec(), &[filter], &PLAIN, &Budget::default()).unwrap();
        assert_eq!(data, expected);
    }

    #[test]
    fn each_filter_unpacks() {
        check(b"87cURD]j7BEbo80~>", b"ASCII85Decode", b"Hello world!");
        check(b"48 65 6c>", b"AHx", b"Hel");
        // The example of the PDF specification, 7.4.4.2.
        let packed = [0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01];
        check(&packed, b"LZWDecode", &[45, 45, 45, 45, 45, 65, 45, 45, 45, 66]);
        assert_eq!(expand(b"x".to_vec(), &[b"DCTDecode"], &PLAIN, &Budget::default()), None);
    }

    #[test]
    fn rows_are_taken_back_from_their_predictor() {
        let rows = Rows { predictor: 12, columns: 3, colors: 1, bits: 8 };
        assert_eq!(
            unpredict(vec![0, 1, 2, 3, 2, 1, 1, 1, 1, 5, 1, 1], &rows),
            [1, 2, 3, 2, 3, 4, 5, 6, 7]
        );
    }

    #[test]
    fn what_unpacks_to_too_much_is_refused() {
        let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        for _ in 0..65 {
            std::io::Write::write_all(&mut packer, &vec![0; 1 << 20]).unwrap();
        }
        let budget = Budget::default();
        let packed = packer.finish().unwrap();
        assert_eq!(expand(packed, &[b"FlateDecode"], &PLAIN, &budget), None);
        assert!(budget.is_spent());
    }
}
