//! The other languages, each with its own order of words.

use super::check;

#[test]
fn a_spanish_office_is_explained_by_the_name_behind_it() {
    check(
        "El puerto sigue abierto todo el invierno, como todos los años.\n\nLa presidenta de Tesara, Elena Cruz, anunció que su gobierno no venderá los puertos del sur.\n",
        &["indirect Elena Cruz: que su gobierno no venderá los puertos del sur"],
    );
}

#[test]
fn a_spanish_article_tells_a_woman_from_a_man() {
    check(
        "La presidenta de Tesara, Elena Cruz, llegó el lunes a la capital del sur.\n\nTras hablar con el presidente de Lorvania, la presidenta señaló: «Fue una buena conversación sobre los puertos».\n",
        &["direct Elena Cruz: «Fue una buena conversación sobre los puertos»"],
    );
    check(
        "La presidenta de Tesara, Elena Cruz, llegó el lunes a la capital del sur.\n\nEl presidente señaló: «Fue una buena conversación sobre los puertos».\n",
        &["direct El presidente: «Fue una buena conversación sobre los puertos»"],
    );
}

#[test]
fn a_french_pronoun_hangs_on_its_verb() {
    check(
        "La ministre des Finances, Claire Odin, a présenté le budget de la ville devant la presse.\n\n« Le plan coûtera trois milliards d'euros », a-t-elle souligné.\n",
        &["direct Claire Odin: « Le plan coûtera trois milliards d'euros »"],
    );
    check(
        "La ministre des Finances, Claire Odin, a présenté le budget de la ville devant la presse.\n\n« Le plan coûtera trois milliards d'euros », a-t-il souligné.\n",
        &["direct -: « Le plan coûtera trois milliards d'euros »"],
    );
}

#[test]
fn a_german_noun_is_no_name_for_its_capital() {
    check(
        "Im Wahlkampf war Lars Rode am Montag lange in Tessara und sprach mit den Leuten.\n\n„Wir gehen nicht aus dem Hafen“, sagte Rode.\n",
        &["direct Lars Rode: „Wir gehen nicht aus dem Hafen“"],
    );
    check(
        "Die Ergebnisse der Wahl in Tessara waren am Montag lange nicht bekannt, und der Beifall blieb aus.\n\nAm Abend hieß es nach der Wahl: „Wir gehen nicht aus dem Hafen.“\n",
        &[],
    );
}

#[test]
fn a_label_gives_the_whole_name_and_no_insult_joins_it() {
    check(
        "Lars Rode: Der Hafen bleibt offen, und die Fähre fährt auch im Winter weiter.\n\nPetra Vell: Das sagt der Wahlbetrüger Lars Rode seit Jahren, und die Fähre fährt nicht.\n\nLars Rode: Sie fährt jeden Tag.\n\nPetra Vell: Nein, sie fährt nicht.\n",
        &[
            "turn Lars Rode: Der Hafen bleibt offen, und die Fähre fährt auch im Winter weiter.",
            "turn Petra Vell: Das sagt der Wahlbetrüger Lars Rode seit Jahren, und die Fähre fährt nicht.",
            "turn Lars Rode: Sie fährt jeden Tag.",
            "turn Petra Vell: Nein, sie fährt nicht.",
        ],
    );
}

#[test]
fn a_spanish_clause_is_reported_behind_que_and_no_object_is() {
    check(
        "La ministra Elena Cruz anunció este lunes que su gobierno no venderá los puertos del sur.\n",
        &["indirect Elena Cruz: que su gobierno no venderá los puertos del sur"],
    );
    check(
        "La ministra Elena Cruz aseguró haber leído las cuentas de los puertos del sur.\n",
        &["indirect Elena Cruz: haber leído las cuentas de los puertos del sur"],
    );
    check("La ministra Elena Cruz celebró la noticia y criticó el texto del sur.\n", &[]);
    check("En la colonia del sur se aseguró que nadie pasaría hambre en invierno.\n", &[]);
}

#[test]
fn in_a_spanish_turn_only_somebody_else_is_reported() {
    check(
        "MODERADORA: Buenos días. Empezamos con los puertos del sur, por favor.\n\nELENA CRUZ: La alcaldesa Rosa Paz nos dijo que el puerto está abierto. Ayer mencioné las cuentas y hoy se aseguró un barco.\n\nMODERADORA: Gracias. Marta Sol reconoce las pruebas, y ellos dicen que no.\n\nELENA CRUZ: Alguien podría decir “sí” o “no” a esas cuentas.\n",
        &[
            "turn -: Buenos días. Empezamos con los puertos del sur, por favor.",
            "turn Elena Cruz: La alcaldesa Rosa Paz nos dijo que el puerto está abierto. Ayer mencioné las cuentas y hoy se aseguró un barco.",
            "indirect Rosa Paz: que el puerto está abierto",
            "turn -: Gracias. Marta Sol reconoce las pruebas, y ellos dicen que no.",
            "turn Elena Cruz: Alguien podría decir “sí” o “no” a esas cuentas.",
        ],
    );
}

#[test]
fn a_place_behind_a_name_is_no_part_of_it() {
    check(
        "El presidente Óscar Duarte de Lorvania llegó el lunes a la capital.\n\n«Fue una buena conversación sobre los puertos», dijo Duarte.\n",
        &["direct Óscar Duarte: «Fue una buena conversación sobre los puertos»"],
    );
    check(
        "La presidenta Ana de la Peña llegó el lunes a la capital.\n\n«Fue una buena conversación sobre los puertos», dijo Ana de la Peña.\n",
        &["direct Ana de la Peña: «Fue una buena conversación sobre los puertos»"],
    );
}

#[test]
fn an_office_of_a_body_is_explained_by_the_name_behind_it() {
    check(
        "La presidente del Consiglio di Valmora, Giulia Ferro, ha annunciato lunedì che il piano partirà a marzo.\n",
        &["indirect Giulia Ferro: che il piano partirà a marzo"],
    );
    check(
        "La presidente della Camera, Giulia Ferro e Carlo Denti hanno parlato lunedì del piano per le isole.\n\nPoi la presidente ha annunciato che il piano partirà a marzo.\n",
        &[],
    );
}

#[test]
fn a_german_particle_is_no_part_of_the_words() {
    check(
        "Die Ministerin Petra Vell kam am Montag in den Hafen. Sie fügte hinzu: „Wer jetzt zögert, zahlt später doppelt.“\n",
        &["direct Petra Vell: „Wer jetzt zögert, zahlt später doppelt.“"],
    );
    check(
        "Der Hafen soll nach dem Willen der Regierung im Mai offen sein. Ministerin Petra Vell sagte, dass er offen ist.\n",
        &["indirect Petra Vell: dass er offen ist"],
    );
}
