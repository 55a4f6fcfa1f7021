use super::key::Key;

/// The mode of the bindings that stand in `[keys]` itself.
pub const READING: &str = "reading";

/// A sequence of keys and the name of the action it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// What the reader is doing, by the app's name for it: `reading`, `search`.
    pub mode: String,
    /// Never empty.
    pub keys: Vec<Key>,
    pub action: String,
}

/// Which keys do what, in the order of the files they come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keymap {
    bindings: Vec<Binding>,
}

/// What the keys typed so far amount to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// The sequence is complete.
    Act(&'a str),
    /// It begins these bindings, never none.
    Wait(Vec<&'a Binding>),
    /// It is complete and begins others, never none: it acts when nothing more comes.
    Either(&'a str, Vec<&'a Binding>),
    /// No binding begins like this.
    Nothing,
}

impl Keymap {
    /// Of two bindings of the same keys, the later one counts.
    pub fn new(bindings: Vec<Binding>) -> Keymap {
        Keymap { bindings }
    }

    /// What `typed` amounts to in `mode`.
    pub fn step(&self, mode: &str, typed: &[Key]) -> Step<'_> {
        let begun = self.bindings.iter().filter(|b| b.mode == mode && b.keys.starts_with(typed));
        let (whole, longer): (Vec<&Binding>, Vec<&Binding>) =
            begun.partition(|binding| binding.keys.len() == typed.len());
        match (whole.last(), longer.is_empty()) {
            (None, true) => Step::Nothing,
            (None, false) => Step::Wait(longer),
            (Some(binding), true) => Step::Act(&binding.action),
            (Some(binding), false) => Step::Either(&binding.action, longer),
        }
    }

    pub fn bindings(&self) -> &[Binding] {
        &self.bindings
    }

    /// The sequences for `action` in `mode`, in order.
    pub fn keys_for<'a>(
        &'a self,
        mode: &'a str,
        action: &'a str,
    ) -> impl Iterator<Item = &'a [Key]> {
        self.bindings
            .iter()
            .filter(move |binding| binding.mode == mode && binding.action == action)
            .map(|binding| binding.keys.as_slice())
    }

    /// This map with the bindings that `keep` is true of, and with those of Ctrl-C.
    pub(super) fn keeping(mut self, keep: impl Fn(&Binding) -> bool) -> Keymap {
        self.bindings
            .retain(|old| keep(old) || old.keys.first().is_some_and(|key| key.is_last_resort()));
        self
    }

    /// This map with `others` in place of whatever stood in their way: the same keys,
    /// the sequences they begin, and those that begin them.
    pub(super) fn with(mut self, others: impl Iterator<Item = Binding> + Clone) -> Keymap {
        for binding in others.clone() {
            self = self.without(&binding.mode, &binding.keys);
        }
        self.bindings.extend(others);
        // The footer shows the first key of an action, and Ctrl-C is everybody's second.
        self.bindings.sort_by_key(|b| b.keys.first().is_some_and(|key| key.is_last_resort()));
        self
    }

    /// This map without `keys`, the sequences they begin, and those that begin them.
    pub(super) fn without(self, mode: &str, keys: &[Key]) -> Keymap {
        self.keeping(|old| {
            old.mode != mode || !(old.keys.starts_with(keys) || keys.starts_with(&old.keys))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::key::written;
    use super::*;

    fn keys(source: &str) -> Vec<Key> {
        source.split(' ').map(|key| Key::opt_parse(key).unwrap()).collect()
    }

    fn bindings(source: &[(&str, &str)]) -> Vec<Binding> {
        let binding = |&(sequence, action): &(&str, &str)| Binding {
            mode: READING.to_owned(),
            keys: keys(sequence),
            action: action.to_owned(),
        };
        source.iter().map(binding).collect()
    }

    fn map(source: &[(&str, &str)]) -> Keymap {
        Keymap { bindings: bindings(source) }
    }

    /// What `typed` does in a map of `g g`, `g t`, `j`, `z` and `z z`.
    #[track_caller]
    fn check(typed: &str, expected: &str) {
        let map =
            map(&[("g g", "top"), ("g t", "tab"), ("j", "down"), ("z", "zen"), ("z z", "centre")]);
        let listed = |begun: Vec<&Binding>| {
            begun.iter().map(|b| written(&b.keys)).collect::<Vec<_>>().join(", ")
        };
        let found = match map.step(READING, &keys(typed)) {
            Step::Act(action) => action.to_owned(),
            Step::Wait(begun) => listed(begun),
            Step::Either(action, begun) => format!("{action} or {}", listed(begun)),
            Step::Nothing => "-".to_owned(),
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn a_sequence_acts_waits_or_means_nothing() {
        check("j", "down");
        check("g", "g g, g t");
        check("g t", "tab");
        check("z", "zen or z z");
        check("z z", "centre");
        check("x", "-");
        check("g x", "-");
        check("j j", "-");
        assert_eq!(map(&[("j", "down")]).step("search", &keys("j")), Step::Nothing);
    }

    #[test]
    fn a_later_file_clears_its_way() {
        let preset = map(&[("g g", "top"), ("g t", "tab"), ("j", "down")]);
        let over = preset.clone().with(bindings(&[("g", "end"), ("g x", "quit")]).into_iter());
        assert_eq!(over.bindings().len(), 3);
        assert!(over.keys_for(READING, "top").next().is_none());
        let under = preset.with(bindings(&[("j j", "quit")]).into_iter());
        assert!(under.keys_for(READING, "down").next().is_none());
        assert_eq!(under.step(READING, &keys("j j")), Step::Act("quit"));
        assert_eq!(map(&[("g g", "top")]).without(READING, &keys("g")).bindings(), []);
        assert_eq!(map(&[("j", "down")]).without("help", &keys("j")).bindings().len(), 1);
    }
}
