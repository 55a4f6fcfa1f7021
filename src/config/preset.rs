use super::keymap::{Binding, Keymap};
use super::read;
use super::settings::choices;

choices! {
    /// A set of keys the reader may start from; all but `vim` are files in `assets/keys`.
    Preset { Vim = "vim", Less = "less", Emacs = "emacs", Arrows = "arrows" }
}

impl Preset {
    /// The preset's TOML; `vim` is the app's own table and changes nothing.
    pub fn source(self) -> &'static str {
        match self {
            Preset::Vim => "",
            Preset::Less => include_str!("../../assets/keys/less.toml"),
            Preset::Emacs => include_str!("../../assets/keys/emacs.toml"),
            Preset::Arrows => include_str!("../../assets/keys/arrows.toml"),
        }
    }

    /// What the preset binds. A fault in a preset is ours and held off by a test.
    pub fn bindings(self) -> Vec<Binding> {
        read::preset(self.source())
    }

    /// `base` with the preset's keys: an action that the preset binds has its keys and
    /// no others, one that it does not know keeps those of `base` that are left.
    pub fn over(self, base: Keymap) -> Keymap {
        let own = self.bindings();
        base.keeping(|old| !own.iter().any(|new| new.mode == old.mode && new.action == old.action))
            .with(own.into_iter())
    }
}
