//! Settings, keys and themes from TOML.
