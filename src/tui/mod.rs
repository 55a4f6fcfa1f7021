//! The reader in the terminal: the only loop, keys in, cells out.
