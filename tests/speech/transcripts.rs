//! Labelled turns, and what is said inside them.

use super::check;

#[test]
fn a_label_names_its_turn() {
    check(
        "MS. HOLM:  The quay stays open.\n\nQ    Will the ferry go on?\n\nMS. HOLM:  It will.\n",
        &[
            "turn Holm: The quay stays open.",
            "turn -: Will the ferry go on?",
            "turn Holm: It will.",
        ],
    );
}
