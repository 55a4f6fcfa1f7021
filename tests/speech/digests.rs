//! Digests: quotations under headings, labels and a title that name who speaks.

use super::check;

const TITLE: &str = "---\ntitle: 'President Marovic on The Long Hour: “The Quay Is Ours”'\n---\n\n";
const ITEMS: &str = "- On the quay: “It stays open to everybody who has a boat.”\n\
     - On rail: “Trains will run again before the lamps are lit.”\n\
     - On fish: “They swim where they like, and so they should.”\n";

#[test]
fn the_title_names_who_speaks_in_all_items() {
    let lead = "After a storm, the harbour office opened a kitchen in the old customs house.\n\n";
    check(
        &format!("{TITLE}{lead}{ITEMS}"),
        &[
            "direct Marovic: “It stays open to everybody who has a boat.”",
            "direct Marovic: “Trains will run again before the lamps are lit.”",
            "direct Marovic: “They swim where they like, and so they should.”",
        ],
    );
}

#[test]
fn a_title_about_something_names_no_speaker() {
    let title = "---\ntitle: 'Port Relations on The Long Hour: “The Quay Is Ours”'\n---\n\n";
    let lead = "It rained on the old customs house all day.\n\n";
    check(
        &format!("{title}{lead}{ITEMS}"),
        &[
            "direct -: “It stays open to everybody who has a boat.”",
            "direct -: “Trains will run again before the lamps are lit.”",
            "direct -: “They swim where they like, and so they should.”",
        ],
    );
}

#[test]
fn a_label_set_in_bold_names_a_person_or_a_body() {
    check(
        "---\ntitle: What they say of the quay\n---\n\nThe letters of the week are below:\n\n\
         **FQL:** “We thank the harbour board for its great patience.” [Letter, 3 May]\n\n\
         **Yoren Vask, Minister of the Sea of Ostravia:** “A quay for all is a quay for us.”\n\n\
         **Callan Ferrymen:** “Nobody asked us, and so we say it here.” [Letter, 4 May] \
         “We do not mind the rain.”\n",
        &[
            "direct FQL: “We thank the harbour board for its great patience.”",
            "direct Yoren Vask: “A quay for all is a quay for us.”",
            "direct Callan Ferrymen: “Nobody asked us, and so we say it here.”",
            "direct Callan Ferrymen: “We do not mind the rain.”",
        ],
    );
}

#[test]
fn a_topic_set_in_bold_names_nobody() {
    check(
        "---\ntitle: What was said of the quay\n---\n\nThe board met at noon.\n\n\
         **Energy:** “We will burn less coal this winter than the last,” said Maria Holm.\n\n\
         **Harbour Fees:** “We will not raise them before spring,” said Maria Holm.\n",
        &[
            "direct Maria Holm: “We will burn less coal this winter than the last,”",
            "direct Maria Holm: “We will not raise them before spring,”",
        ],
    );
}

#[test]
fn a_name_before_a_colon_runs_on_over_small_words() {
    check(
        "- The port board met at noon and sent a letter to all.\n\
         - Union of Ferrymen for a Free Quay: “Nobody asked us, and so we say it here.”\n\
         - Maria Holm, mayor of Callan: “We will not sell the quay to anybody.”\n",
        &[
            "direct Union of Ferrymen for a Free Quay: “Nobody asked us, and so we say it here.”",
            "direct Maria Holm: “We will not sell the quay to anybody.”",
        ],
    );
}

#[test]
fn a_guest_of_a_programme_speaks_below_the_heading() {
    check(
        "---\ntitle: On the hour shows\n---\n\n\
         **Counsellor for Sea and Rail Yoren Vask on *The Long Hour***\n\n\
         - “Trains will run again before the lamps are lit.”\n\
         - On Ostravia: “They are our friends and will remain so.”\n\n\
         **Ambassador Tamsin Orr on *Harbour Watch***\n\n\
         - On the Callan Canal: “A canal is open or it is not.”\n",
        &[
            "direct Yoren Vask: “Trains will run again before the lamps are lit.”",
            "direct Yoren Vask: “They are our friends and will remain so.”",
            "direct Tamsin Orr: “A canal is open or it is not.”",
        ],
    );
}
