use super::keymap::Keymap;
use super::read;
use super::settings::choices;

choices! {
    /// A set of keys the reader may start from; each is a file in `assets/keys`.
    Preset { Vim = "vim", Less = "less", Emacs = "emacs", Arrows = "arrows" }
}

impl Preset {
    /// The preset's TOML.
    pub fn source(self) -> &'static str {
        match self {
            Preset::Vim => include_str!("../../assets/keys/vim.toml"),
            Preset::Less => include_str!("../../assets/keys/less.toml"),
            Preset::Emacs => include_str!("../../assets/keys/emacs.toml"),
            Preset::Arrows => include_str!("../../assets/keys/arrows.toml"),
        }
    }

    /// The preset's keys. A fault in a preset is ours and held off by a test.
    pub fn keymap(self) -> Keymap {
        Keymap::default().with(read::preset(self.source()).into_iter())
    }
}
