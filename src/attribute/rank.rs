//! Linear rankers: a decision is a short list of options, each with a few features; the
//! softmax of their scores is how sure we are. `examples/fit.rs` finds the weights.

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

    /// Where the task's weights begin among all, and how many there are. Together they
    /// stay under 64 KiB.
    pub const fn table(self) -> (usize, usize) {
        match self {
            Task::Speaker => (0, 10_000),
            Task::Pronoun => (10_000, 1_500),
            Task::Content => (11_500, 20_500),
        }
    }

    /// Which weight of the task's table a feature has.
    #[inline]
    pub fn place(self, feature: u32) -> usize {
        ((u64::from(feature) * self.table().1 as u64) >> 32) as usize
    }
}

/// One option's features, as hashes of a name and values; see [`Task::place`].
#[derive(Clone, Debug, Default)]
pub struct Features {
    pub hashes: Vec<u32>,
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
        hash = hash.wrapping_mul(0x2C1B_3C6D);
        self.hashes.push(hash ^ (hash >> 13));
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

    /// These numbers instead; one table per task, in the order of [`Task::ALL`]. What is
    /// missing counts as 0.
    pub fn of(tables: Vec<i16>) -> Weights {
        Weights { tables }
    }

    pub fn score(&self, task: Task, features: &Features) -> f32 {
        let table = self.tables.get(task.table().0..).unwrap_or_default();
        let sum: i32 = features
            .hashes
            .iter()
            .map(|&hash| i32::from(table.get(task.place(hash)).copied().unwrap_or(0)))
            .sum();
        sum as f32 / UNIT + features.prior
    }

    /// The best of `options` but the first, which is none, and how likely it is that the
    /// first is wrong.
    pub fn some(&self, task: Task, options: &[Features]) -> Option<(usize, f32)> {
        let none = self.score(task, options.first()?);
        let scores = options.iter().map(|o| self.score(task, o)).enumerate().skip(1);
        let (best, top) = scores.clone().max_by(|a, b| a.1.total_cmp(&b.1))?;
        let others: f32 = scores.map(|(_, s)| (s - top).exp()).sum();
        Some((best, others / (others + (none - top).exp())))
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
