//! Linear rankers: a decision is a short list of options, each with a few features; the
//! softmax of their scores is how sure we are. `examples/fit.rs` finds the weights.

use std::borrow::Cow;

/// What certainty is on the compiled-in curves.
pub const CERTAIN: f32 = 255.0;

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

    /// Where the task's cells begin among all, and how many there are. Together they
    /// stay under 64 KiB.
    pub const fn table(self) -> (usize, usize) {
        match self {
            Task::Speaker => (0, 18_000),
            Task::Pronoun => (18_000, 3_000),
            Task::Content => (21_000, 43_000),
        }
    }

    /// Which cell of the task's table holds a feature, if any does.
    #[inline]
    pub fn place(self, feature: u32) -> usize {
        place(self.table().1, feature)
    }
}

#[inline]
fn place(n_cells: usize, feature: u32) -> usize {
    ((u64::from(feature) * n_cells as u64) >> 32) as usize
}

/// What one byte of a table holds: a feature's weight, and two bits of the feature's hash
/// by which most features that have no cell are told from the one that has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell(u8);

impl Cell {
    /// What a weight of 1.0 is in a cell.
    pub const UNIT: f32 = 18.0;
    /// The largest weight, in parts of [`Cell::UNIT`].
    const MOST: f32 = 31.0;

    /// The cell of `feature`; a weight too large is cut.
    pub fn of(feature: u32, weight: f32) -> Cell {
        let weight = (weight * Cell::UNIT).round().clamp(-Cell::MOST, Cell::MOST) as i8;
        Cell((weight << 2) as u8 | Cell::check(feature))
    }

    /// Two bits by which features that share a place are told apart.
    #[inline]
    pub fn check(feature: u32) -> u8 {
        feature as u8 & 3
    }

    pub fn byte(self) -> u8 {
        self.0
    }

    /// What `feature` weighs here, in parts of [`Cell::UNIT`]; 0 if it is another's cell.
    #[inline]
    fn weight(self, feature: u32) -> i32 {
        let cell = i32::from(self.0 as i8);
        if (cell as u32 ^ feature) & 3 == 0 { cell >> 2 } else { 0 }
    }
}

/// One option's features, weighed.
#[derive(Clone, Debug, Default)]
pub struct Features {
    /// Hashes of a name and values, kept for fitting only; see [`Task::place`].
    pub hashes: Vec<u32>,
    /// What is known without fitting: the kinds of text the data has too few of.
    pub prior: f32,
    sum: i32,
}

impl Features {
    /// What speaks for the option, as the weights it was added up with say.
    pub(super) fn score(&self) -> f32 {
        self.sum as f32 / Cell::UNIT + self.prior
    }
}

/// Weighs features as they are named.
#[derive(Clone)]
pub(super) struct Weigher<'a> {
    table: &'a [u8],
    n_cells: usize,
    keeps: Keep,
    features: Features,
}

/// Whether the features themselves are wanted, or only their sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keep {
    Sum,
    Features,
}

impl Weigher<'_> {
    /// Notes that feature `name` holds with these values.
    #[inline]
    pub(super) fn add(&mut self, name: u32, values: &[u32]) {
        let mut hash = name.wrapping_mul(0x9E37_79B1) ^ 0x85EB_CA6B;
        for value in values {
            hash = (hash.rotate_left(5) ^ value).wrapping_mul(0x2722_0A95);
        }
        hash ^= hash >> 15;
        hash = hash.wrapping_mul(0x2C1B_3C6D);
        hash ^= hash >> 13;
        self.features.sum += weight(self.table, self.n_cells, hash);
        if self.keeps == Keep::Features {
            self.keep(hash);
        }
    }

    /// Out of the way of the readers' runs, which only add up.
    #[cold]
    #[inline(never)]
    fn keep(&mut self, hash: u32) {
        self.features.hashes.push(hash);
    }

    /// Adds what is known without fitting.
    pub(super) fn prior(&mut self, score: f32) {
        self.features.prior = score;
    }

    /// What speaks for the option so far.
    pub(super) fn score(&self) -> f32 {
        self.features.score()
    }

    pub(super) fn done(self) -> Features {
        self.features
    }
}

/// How sure a decision's share of the softmax makes us, as counted on passages that had
/// no part in fitting: what is right at each of some shares, on a logarithmic scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Curve {
    /// For words in marks.
    Marked,
    /// For reported words.
    Reported,
}

impl Curve {
    pub const ALL: [Curve; 2] = [Curve::Marked, Curve::Reported];
    /// How many points a curve has.
    pub const POINTS: usize = 13;

    /// Where the curve begins among all numbers, behind the tables.
    pub const fn start(self) -> usize {
        64_000 + self as usize * Curve::POINTS
    }

    /// Where on the curve a share stands, in points: the log odds from -4 to 8.
    pub fn place(share: f32) -> f32 {
        let share = share.clamp(1e-6, 1.0 - 1e-6);
        ((share / (1.0 - share)).ln() + 4.0).clamp(0.0, Curve::POINTS as f32 - 1.0)
    }
}

#[inline]
fn weight(table: &[u8], n_cells: usize, feature: u32) -> i32 {
    table.get(place(n_cells, feature)).map_or(0, |byte| Cell(*byte).weight(feature))
}

/// The numbers the rankers decide with.
#[derive(Clone, Debug)]
pub struct Weights {
    bytes: Cow<'static, [u8]>,
}

/// How likely it must be that a cue reports something before a paraphrase is listed, so
/// that two of three are right.
pub(super) const LIKELY: f32 = 0.42;
/// The same where words in marks stand inside, which somebody surely said.
pub(super) const LIKELY_MARKED: f32 = 0.36;

impl Weights {
    /// The weights the program was built with.
    pub fn fitted() -> Weights {
        Weights { bytes: Cow::Borrowed(include_bytes!("../../assets/weights.bin")) }
    }

    /// These [`Cell`]s instead, one table per task in the order of [`Task::ALL`], and the
    /// points of the curves behind them. What is missing counts as 0, a missing curve as
    /// even.
    pub fn of(bytes: Vec<u8>) -> Weights {
        Weights { bytes: Cow::Owned(bytes) }
    }

    /// The share of decisions as sure as `share` that are right; `share` without a curve.
    pub(super) fn right(&self, curve: Curve, share: f32) -> f32 {
        let place = Curve::place(share);
        let at = (place as usize).min(Curve::POINTS - 2);
        let point = |k: usize| self.bytes.get(curve.start() + k).map(|p| f32::from(*p) / CERTAIN);
        match (point(at), point(at + 1)) {
            (Some(low), Some(high)) => low + (high - low) * (place - at as f32),
            _ => share,
        }
    }

    /// Begins an option of `task`.
    #[inline]
    pub(super) fn weigher(&self, task: Task, keeps: Keep) -> Weigher<'_> {
        let (start, n_cells) = task.table();
        let table = self.bytes.get(start..).unwrap_or_default();
        Weigher { table, n_cells, keeps, features: Features::default() }
    }

    /// The score of features that were kept.
    pub fn score(&self, task: Task, features: &Features) -> f32 {
        let (start, n_cells) = task.table();
        let table = self.bytes.get(start..).unwrap_or_default();
        let sum: i32 = features.hashes.iter().map(|&hash| weight(table, n_cells, hash)).sum();
        sum as f32 / Cell::UNIT + features.prior
    }

    /// The best of `options`, whose features were kept, and its share of the softmax.
    pub fn best(&self, task: Task, options: &[Features]) -> Option<(usize, f32)> {
        best(options.iter().map(|o| self.score(task, o)))
    }
}

/// How the options of a decision stand, some of which come to the same.
#[derive(Default)]
pub(super) struct Odds(Vec<Stands>);

/// An option's score, its odds, and those of all that agree with it.
struct Stands {
    score: f32,
    own: f32,
    agreed: f32,
}

impl Odds {
    /// The best of the options scored but the first, which is none, and how likely it is to
    /// be right when each option that `agrees` with it would make it so, if that may be
    /// `least`.
    pub(super) fn likeliest(
        &mut self,
        scores: impl Iterator<Item = f32>,
        least: f32,
        agrees: impl Fn(usize, usize) -> bool,
    ) -> Option<(usize, f32)> {
        let Odds(odds) = self;
        odds.clear();
        odds.extend(scores.map(|score| Stands { score, own: 0.0, agreed: 0.0 }));
        let top = odds.iter().map(|o| o.score).fold(f32::MIN, f32::max);
        odds.iter_mut().for_each(|o| o.own = (o.score - top).exp());
        let all: f32 = odds.iter().map(|o| o.own).sum();
        // Mostly it is none, and all others together would not be enough.
        let none = odds.first()?.own;
        if all - none < least * all {
            return None;
        }
        // Two agree with each other or neither does, so each pair is asked about once.
        for one in 1..odds.len() {
            odds[one].agreed += odds[one].own;
            for other in one + 1..odds.len() {
                if agrees(one, other) {
                    odds[one].agreed += odds[other].own;
                    odds[other].agreed += odds[one].own;
                }
            }
        }
        let shares = odds.iter().enumerate().skip(1).map(|(at, o)| (at, o.agreed / all));
        let (chosen, sure) = shares.max_by(|a, b| a.1.total_cmp(&b.1))?;
        // Of those as good as the chosen one the likeliest, to the word.
        let alike = (1..odds.len()).filter(|at| agrees(chosen, *at));
        let best = alike.max_by(|a, b| odds[*a].score.total_cmp(&odds[*b].score))?;
        Some((best, sure))
    }
}

/// The best of the options scored and its share of the softmax; the first of equals.
pub(super) fn best(scores: impl Iterator<Item = f32> + Clone) -> Option<(usize, f32)> {
    let mut best: Option<(usize, f32)> = None;
    for (at, score) in scores.clone().enumerate() {
        if best.is_none_or(|(_, top)| score > top) {
            best = Some((at, score));
        }
    }
    let (at, top) = best?;
    let sum: f32 = scores.map(|s| (s - top).exp()).sum();
    Some((at, 1.0 / sum))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_weighs_its_own_feature_and_few_others() {
        for (weight, parts) in [(0.5, 9), (-0.5, -9), (9.0, 31), (-9.0, -31), (0.0, 0)] {
            let cell = Cell::of(0b10, weight);
            assert_eq!(cell.weight(0b10), parts);
            assert_eq!(cell.weight(0b110), parts, "the same two bits");
            assert_eq!(cell.weight(0b01), 0);
        }
    }

    #[test]
    fn the_numbers_compiled_in_are_all_there_and_under_64_kib() {
        let fitted = Weights::fitted();
        assert_eq!(fitted.bytes.len(), Curve::Reported.start() + Curve::POINTS);
        assert!(fitted.bytes.len() < 64 * 1024);
        let tables: usize = Task::ALL.iter().map(|task| task.table().1).sum();
        assert_eq!(tables, Curve::Marked.start());
    }
}
