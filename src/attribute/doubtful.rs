//! Passages nobody may be named for: who is likeliest would more often be wrong than right.

/// The least chance to be right with which somebody is named.
pub(super) const LEAST: f32 = 0.46;
/// How likely the second must be, as a share of the first, to be told of as well.
const NEAR: f32 = 0.5;

/// The two people who could have said it, the likelier first, when neither stands out;
/// `options` are people and scores, some people several times.
pub(super) fn rivals(options: impl Iterator<Item = (usize, f32)> + Clone) -> Option<[usize; 2]> {
    let top = options.clone().map(|(_, score)| score).fold(f32::MIN, f32::max);
    let mut shares: Vec<(usize, f32)> = Vec::new();
    for (person, score) in options {
        let share = (score - top).exp();
        match shares.iter_mut().find(|(known, _)| *known == person) {
            Some((_, sum)) => *sum += share,
            None => shares.push((person, share)),
        }
    }
    shares.sort_by(|a, b| b.1.total_cmp(&a.1));
    match shares.as_slice() {
        [(first, most), (second, next), ..] if *next >= *most * NEAR => Some([*first, *second]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #[track_caller]
    fn check(options: &[(usize, f32)], expected: Option<[usize; 2]>) {
        assert_eq!(super::rivals(options.iter().copied()), expected);
    }

    #[test]
    fn two_are_told_of_when_neither_stands_out() {
        check(&[(7, 1.0), (4, 0.8)], Some([7, 4]));
        check(&[(7, 1.0), (4, -1.0)], None);
        // One who stands in several places is likelier than each of them.
        check(&[(7, 1.0), (4, 0.8), (4, 0.8)], Some([4, 7]));
        check(&[(7, 1.0), (7, 0.9)], None);
        check(&[], None);
    }
}
