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
