//! The reader's state and what changes it: pure, without clock, thread or terminal.
