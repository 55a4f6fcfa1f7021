//! Work beside the keys. A fault of the program's own in it is told, and the reader
//! goes on.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

/// Deep documents need deep stacks; only what is touched takes memory.
const STACK: usize = 32 << 20;

/// What the threads are called, by which the panic hook knows them.
pub(super) const NAME: &str = "onrecord work";

/// Does `work` on a thread of its own; `failed` is handed the message when it panics.
pub(super) fn begin(
    work: impl FnOnce() + Send + 'static,
    failed: impl FnOnce(String) + Send + 'static,
) {
    let guarded = move || {
        if let Err(panic) = catch_unwind(AssertUnwindSafe(work)) {
            let words = panic.downcast_ref::<&str>().map(|words| (*words).to_owned());
            let words = words.or_else(|| panic.downcast_ref::<String>().cloned());
            failed(format!(
                "a fault of the program's own: {}",
                words.as_deref().unwrap_or("no message")
            ));
        }
    };
    // Without a thread to be had the work is left undone, as if it had been called off.
    drop(thread::Builder::new().name(NAME.to_owned()).stack_size(STACK).spawn(guarded));
}
