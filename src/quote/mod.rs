//! Where quotations stand: marks of every kind, running and nested quotations.
