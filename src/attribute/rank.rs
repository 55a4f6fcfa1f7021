//! Linear rankers: a decision is a short list of options, each with a few features; the
//! softmax of their scores is how sure we are. `examples/fit.rs` finds the weights.

/// Weights per ranker, a power of two.
pub const SIZE: usize = 1 << 13;
/// What a weight of 1.0 is in the compiled-in numbers.
pub const UNIT: f32 = 1024.0;

/// What is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Who speaks a marked passage.
    Speaker,
    /// Who a pronoun stands for.
    Pronoun,
    /// Where reported content begins and ends, if there is any.
    Content,
}

impl Task {
    pub const ALL: [Task; 3] = [Task::Speaker, Task::Pronoun, Task::Content];
}

/// One option's features: places in the ranker's table of weights.
#[derive(Clone, Debug, Default)]
pub struct Features {
    pub places: Vec<u16>,
    /// What is known without fitting: the kinds of text the data has too few of.
    pub prior: f32,
}

impl Features {
    /// Notes that feature `name` holds with these values.
    #[inline]
    pub fn add(&mut self, name: u32, values: &[u32]) {
        let mut hash = name.wrapping_mul(0x9E37_79B1) ^ 0x85EB_CA6B;
        for value in values {
            hash = (hash.rotate_left(5) ^ value).wrapping_mul(0x2722_0A95);
        }
        hash ^= hash >> 15;
        self.places.push((hash.wrapping_mul(0x2C1B_3C6D) >> 19) as u16);
    }
}

/// The numbers the rankers decide with.
#[derive(Clone, Debug)]
pub struct Weights {
    tables: Vec<i16>,
}

impl Weights {
    /// The weights the program was built with.
    pub fn fitted() -> Weights {
        let bytes = include_bytes!("../../assets/weights.bin");
        let tables = bytes.chunks_exact(2).map(|b| i16::from_le_bytes([b[0], b[1]])).collect();
        Weights { tables }
    }

    /// These numbers instead; one table of [`SIZE`] per task, in the order of
    /// [`Task::ALL`]. What is missing counts as 0.
    pub fn of(tables: Vec<i16>) -> Weights {
        Weights { tables }
    }

    pub fn score(&self, task: Task, features: &Features) -> f32 {
        let table = self.tables.get(task as usize * SIZE..).unwrap_or_default();
        let sum: i32 = features
            .places
            .iter()
            .map(|&at| i32::from(table.get(at as usize).copied().unwrap_or(0)))
            .sum();
        sum as f32 / UNIT + features.prior
    }

    /// The best of `options` and its share of the softmax; the first of equals.
    pub fn best(&self, task: Task, options: &[Features]) -> Option<(usize, f32)> {
        let scores: Vec<f32> = options.iter().map(|o| self.score(task, o)).collect();
        let mut best = 0;
        for (at, score) in scores.iter().enumerate() {
            if *score > scores[best] {
                best = at;
            }
        }
        let top = *scores.get(best)?;
        let sum: f32 = scores.iter().map(|s| (s - top).exp()).sum();
        Some((best, 1.0 / sum))
    }
}

/// A small number as a bucket that grows with it.
pub(super) fn bucket(n: usize) -> u32 {
    match n {
        0..=4 => n as u32,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=24 => 8,
        25..=49 => 9,
        _ => 10,
    }
}
