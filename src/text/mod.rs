//! Sentences, quotation marks, folding (case, accents), cell widths, wrapping.
