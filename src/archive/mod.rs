//! What the reader leaves on disk between runs: places, marks, notes, fetched pages.
