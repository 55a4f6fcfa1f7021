//! Labelled turns, and what is said inside them.

use super::{briefing, check};

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

#[test]
fn a_verb_in_the_third_person_is_not_said_of_oneself() {
    check(
        "PREGUNTA: Gracias, Presidenta. En ese sentido, Presidenta, mencionaba al presidente Oskar Veld, y preguntarle: ¿qué opina de lo que ayer aseguró “que cerrará todos los puertos del sur”?\n\nPRESIDENTA DE TESARA, ELENA CRUZ: Vamos a hablar con él. Yo le dije “lo vamos a evaluar”.\n\nPREGUNTA: Gracias.\n",
        &[
            "turn -: Gracias, Presidenta. En ese sentido, Presidenta, mencionaba al presidente Oskar Veld, y preguntarle: ¿qué opina de lo que ayer aseguró “que cerrará todos los puertos del sur”?",
            "direct Oskar Veld: “que cerrará todos los puertos del sur”",
            "turn Elena Cruz: Vamos a hablar con él. Yo le dije “lo vamos a evaluar”.",
            "direct Elena Cruz: “lo vamos a evaluar”",
            "turn -: Gracias.",
        ],
    );
}

#[test]
fn marks_in_a_turn_that_no_verb_leads_to_hold_a_name() {
    check(
        "MS. HOLM:  We opened the program “Open Water” in May with Mayor Bo Orta.\n\nQ    Will it go on?\n\nMS. HOLM:  Mayor Bo Orta said, “It will go on.”\n",
        &[
            "turn Holm: We opened the program “Open Water” in May with Mayor Bo Orta.",
            "turn -: Will it go on?",
            "turn Holm: Mayor Bo Orta said, “It will go on.”",
            "direct Bo Orta: “It will go on.”",
        ],
    );
    check(
        "PRESIDENTA DE TESARA, ELENA CRUZ: Reparamos lo que llamamos “conos de agua”. Es todo.\n\nPREGUNTA: Gracias.\n",
        &[
            "turn Elena Cruz: Reparamos lo que llamamos “conos de agua”. Es todo.",
            "turn -: Gracias.",
        ],
    );
}

#[test]
fn a_verb_that_leads_from_the_paragraph_before_tells_who_is_quoted() {
    check(
        "MS. HOLM:  The quay stays open. As Mayor Bo Orta said:\n\n“We will not sell the quay to anybody who asks.”\n\nQ    Will it go on?\n\nMS. HOLM:  It will.\n",
        &[
            "turn Holm: The quay stays open. As Mayor Bo Orta said: “We will not sell the quay to anybody who asks.”",
            "direct Bo Orta: “We will not sell the quay to anybody who asks.”",
            "turn -: Will it go on?",
            "turn Holm: It will.",
        ],
    );
    check(
        "MS. HOLM:  Mayor Bo Orta said that it rained. The quay stays open all the same.\n\n“We will not sell the quay to anybody who asks.”\n\nQ    Will it go on?\n\nMS. HOLM:  It will.\n",
        &[
            "turn Holm: Mayor Bo Orta said that it rained. The quay stays open all the same. “We will not sell the quay to anybody who asks.”",
            "indirect Bo Orta: that it rained",
            "direct -: “We will not sell the quay to anybody who asks.”",
            "turn -: Will it go on?",
            "turn Holm: It will.",
        ],
    );
}

/// What `said` holds besides the turn, where Holm says it in a briefing.
#[track_caller]
fn check_told(said: &str, expected: &[&str]) {
    let text = format!("MS. HOLM:  {said}\n\nQ    Will it go on?\n\nMS. HOLM:  It will.\n");
    assert_eq!(super::told(&text), expected.join("\n"), "\n{said}\n");
}

#[test]
fn a_turn_tells_what_others_said_and_nobody_else() {
    check_told("Mayor Bo Orta said that it rained.", &["indirect Bo Orta: that it rained"]);
    check_told(
        "The pilots wrote last week. They said, “We are ready, and nobody pays twice.”",
        &["direct The pilots: “We are ready, and nobody pays twice.”"],
    );
    check_told("I said that it rained. We have said that it rained.", &[]);
    check_told("Someone said that it rained.", &[]);
    check_told("They said that it rained.", &[]);
    check_told("Mayor Bo Orta wants the quay closed.", &[]);
}

#[test]
fn a_pronoun_in_a_turn_is_somebody_of_whom_it_tells() {
    check_told(
        "Mayor Bo Orta came. He said that it rained.",
        &["indirect Bo Orta: that it rained"],
    );
    check_told(
        "The hon. Gentleman said that it rained. He added that it snowed.",
        &[
            "indirect The hon. Gentleman: that it rained",
            "indirect The hon. Gentleman: that it snowed",
        ],
    );
    check_told("We read the Bill and crossed Orta Bay. He said that it rained.", &[]);
}

#[test]
fn whose_name_stands_in_brackets_behind_his_seat_speaks() {
    check_told(
        "The hon. Member for Torrin (Mr. Orta) said that it rained.",
        &["indirect Orta: that it rained"],
    );
    check_told(
        "The hon. Member for Torrin, North said that it rained.",
        &["indirect The hon. Member for Torrin: that it rained"],
    );
    check_told(
        "The Secretary of State for Rail and Ferries said that it rained.",
        &["indirect The Secretary of State for Rail and Ferries: that it rained"],
    );
}

#[test]
fn a_label_on_its_own_line_asks_what_follows() {
    let text = "Ferries\n\n1. Mr. Orta\n\nasked the Minister for Ferries if she will make a statement on the quay.\n\nMs. Holm\n\nThe quay stays open.\n\nMr. Orta\n\nWill it?\n";
    assert!(!super::statements(text).contains("indirect"), "{}", super::statements(text));
}

#[test]
fn a_speech_without_labels_is_its_authors() {
    check(
        "Remarks by Minister Bo Orta on the Quay\n\nGood day to all of you. Mayor Ana Holm said that it rained.\n",
        &[
            "turn Bo Orta: Good day to all of you. Mayor Ana Holm said that it rained.",
            "indirect Ana Holm: that it rained",
        ],
    );
    check(
        "Statement from the Rt Hon Bo Orta MP on the Quay\n\nI want it closed.\n",
        &["turn Bo Orta: I want it closed."],
    );
    check("Statement from the Rt Hon Bo Orta MP on the Quay\n\nIt is closed.\n", &[]);
}

#[test]
fn it_is_nothing_another_speaker_named() {
    let it = "MS. HOLM: Under an order of the House, Mr. Orta has the floor.\n\nMR. ORTA: It calls on the fleet to sail.\n\nMS. HOLM: Thank you.\n";
    assert!(!super::told(it).contains("order"), "{}", super::told(it));
}

#[test]
fn a_byline_names_in_full() {
    let briefing = briefing(
        "Harbour Office Briefing – March 13, 2023\n\nBo Orlan, Harbour Spokesman\n\nMR. ORLAN: Good afternoon, everyone. I have nothing at the top.\n\nQUESTION: When does the quay open?\n\nMR. ORLAN: It is not Bo Orlan Day, but maybe it should be. The quay opens in May.\n\nQUESTION: And the ferry?\n\nMR. ORLAN: It sails on Monday.\n",
    );
    let names: Vec<&str> = briefing.cast.people.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(names, ["Bo Orlan"]);
}

#[test]
fn a_greeting_belongs_to_no_name() {
    let briefing = briefing(
        "Entretien avec Jules Vell sur le port et les quais\n\nAnne-Lise : Bonjour, Monsieur le Président. Merci de nous recevoir ici.\n\nJules Vell : Bonjour Anne-Lise. Le port reste ouvert et les quais seront refaits cet hiver.\n\nAnne-Lise : Quand est-ce que les quais seront refaits ?\n\nJules Vell : Au mois de mars, je vous le promets.\n",
    );
    let names: Vec<&str> = briefing.cast.people.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(names, ["Anne-Lise", "Jules Vell"]);
}
