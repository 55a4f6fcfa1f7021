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
        &["direct -: „Wir gehen nicht aus dem Hafen.“"],
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
        "Le port de Saint-Ouar est fermé depuis lundi et les navires attendent devant les quais.\n\nLe chef de l'opposition, Jean Barel, estime pour sa part que la réforme est mauvaise.\n",
        &["indirect Jean Barel: que la réforme est mauvaise"],
    );
    check(
        "La presidente del Consiglio di Valmora, Giulia Ferro, ha annunciato lunedì che il piano partirà a marzo.\n",
        &["indirect Giulia Ferro: che il piano partirà a marzo"],
    );
    check(
        "La presidente della Camera, Giulia Ferro e Carlo Denti hanno parlato lunedì del piano per le isole.\n\nPoi la presidente ha annunciato che il piano partirà a marzo.\n",
        &["indirect la presidente: che il piano partirà a marzo"],
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

#[test]
fn a_dash_opens_a_line_of_talk() {
    check(
        "Marta Sol es la alcaldesa del puerto del sur y habló el lunes con los vecinos.\n\n—Hemos esperado seis años —dijo Marta Sol, alcaldesa del sur—. No vamos a esperar más.\n\n—¿Y si el parlamento lo rechaza? —preguntó un periodista.\n\n—No lo rechazará —respondió ella.\n",
        &[
            "direct Marta Sol: Hemos esperado seis años",
            "direct Marta Sol: No vamos a esperar más.",
            "direct un periodista: ¿Y si el parlamento lo rechaza?",
            "direct Marta Sol: No lo rechazará",
        ],
    );
    check(
        "El gobierno del sur presentó el lunes tres medidas para el puerto.\n\n— La primera —la más cara— es un muelle nuevo.\n\n— La segunda es un faro.\n",
        &[],
    );
}

#[test]
fn french_marks_hold_more_than_is_said() {
    check(
        "Le port de Saint-Ouar est fermé depuis lundi et les navires attendent devant les quais.\n\n« Nous avons tout essayé, a assuré le négociateur du gouvernement, Luc Amard. La porte reste ouverte. »\n",
        &[
            "direct Luc Amard: « Nous avons tout essayé",
            "direct Luc Amard: La porte reste ouverte. »",
        ],
    );
    check(
        "Le ministre Luc Amard a parlé lundi aux députés. « Le port, les quais, les navires, tout reste ouvert », a-t-il dit.\n",
        &["direct Luc Amard: « Le port, les quais, les navires, tout reste ouvert »"],
    );
}

#[test]
fn whose_view_opens_the_sentence_is_whose_words_follow() {
    check(
        "La ministra Elena Cruz celebró el lunes la ley del puerto. «Es un gran día», afirmó Cruz.\n\nPara el economista Raúl Brito, «la cuenta llega después del verano».\n",
        &[
            "direct Elena Cruz: «Es un gran día»",
            "direct Raúl Brito: «la cuenta llega después del verano»",
        ],
    );
    check(
        "Para el puerto de Tesara, «Faro» es el nombre de un barco nuevo que llegó el lunes.\n",
        &[],
    );
}

#[test]
fn the_name_behind_the_verb_behind_the_marks_speaks() {
    check(
        "Selon le ministère des Transports, la réforme coûtera deux milliards. « C'est un investissement », a souligné Paul Remy, ministre des Transports.\n",
        &[
            "indirect le ministère des Transports: la réforme coûtera deux milliards",
            "direct Paul Remy: « C'est un investissement »",
        ],
    );
    check(
        "Im Hafen war am Montag viel los, und alle sprachen von der neuen Bahn, die im nächsten Jahr an der Küste gebaut wird.\n\n„Wir haben nichts gegen Züge“, sagte die Fischerin Greta Holm aus Ostersiel. „Wir haben etwas gegen Zäune am Strand.“\n",
        &[
            "direct Greta Holm: „Wir haben nichts gegen Züge“",
            "direct Greta Holm: „Wir haben etwas gegen Zäune am Strand.“",
        ],
    );
    check(
        "Der Hafen war am Montag offen. Dort lag der Kutter Greta Holm aus Ostersiel, und auf ihm stand „Heimat der Fische im Sund“.\n",
        &[],
    );
}

#[test]
fn a_pronoun_may_stand_for_somebody_without_a_name() {
    check(
        "Le maire Jean Barel a parlé lundi du budget. « Rien ne change », a-t-il dit.\n\nUn conseiller du gouvernement reconnaît que le calendrier est serré. « On a perdu six mois », confie-t-il.\n",
        &[
            "direct Jean Barel: « Rien ne change »",
            "indirect Un conseiller: que le calendrier est serré",
            "direct Un conseiller: « On a perdu six mois »",
        ],
    );
}

#[test]
fn an_office_of_a_town_is_not_the_office_of_the_state() {
    let turn = |said: &str| {
        format!(
            "PREGUNTA: El presidente Oskar Veld viene mañana. {said}\n\nPRESIDENTA DE TESARA, ELENA CRUZ: No.\n\nPREGUNTA: Gracias.\n"
        )
    };
    let told = |said: &str| super::told(&turn(said));
    assert_eq!(
        told("El presidente municipal de Faro pidió ayuda y dijo: “no hay barcos para la feria”."),
        "direct El presidente: “no hay barcos para la feria”",
    );
    assert_eq!(
        told("El presidente pidió ayuda y dijo: “no hay barcos para la feria”."),
        "direct Oskar Veld: “no hay barcos para la feria”",
    );
    assert_eq!(
        told(
            "La encargada de Prensa de la Marina en el Congreso de la Ciudad de Faro, dijo: “no hay barcos para la feria”."
        ),
        "direct La encargada de Prensa de la Marina: “no hay barcos para la feria”",
    );
    // Nobody says what a thing is declared to be, nor what an argument is.
    assert_eq!(told("Las licitaciones de la Marina se declaran “desiertas”."), "");
    assert_eq!(told("Entran bajo el argumento de “ser muy cercanos a usted”."), "");
}

#[test]
fn a_german_pronoun_of_politeness_is_nobody() {
    let told = |said: &str| {
        let text = format!(
            "Gernot Holm (FPD): Die Ministerin Elke Brandt kam. {said}\n\nJan Rode (UPD): Nein, das ist falsch und war nie so.\n\nGernot Holm (FPD): Doch, das ist so.\n"
        );
        super::told(&text)
    };
    let before = "indirect Gernot Holm: Die Ministerin Elke Brandt kam";
    let behind = "indirect Jan Rode: Nein, das ist falsch und war nie so\nindirect Gernot Holm: Doch, das ist so";
    assert_eq!(
        told("Sie haben gesagt: „Wir verkaufen den Hafen nicht.“"),
        format!("{before}\ndirect -: „Wir verkaufen den Hafen nicht.“\n{behind}")
    );
    assert_eq!(
        told("Sie hat gesagt: „Wir verkaufen den Hafen nicht.“"),
        format!("{before}\ndirect Elke Brandt: „Wir verkaufen den Hafen nicht.“\n{behind}")
    );
}

#[test]
fn a_term_in_marks_that_no_verb_brings_is_nobodys() {
    check(
        "La ministre Ana Holm a parlé de la mer et de la pêche. Il s’agit de « l’intégrité du port » et de « la défense des pêcheurs » dans le texte de la loi sur le port et sur la mer.",
        &[],
    );
}

#[test]
fn the_german_article_behind_a_name_is_no_part_of_it() {
    check(
        "„Die Liste der Fischer wird immer länger“, sagte Anna Holm der Kallaner Zeitung am Montag in Kallan.",
        &["direct Anna Holm: „Die Liste der Fischer wird immer länger“"],
    );
}

#[test]
fn whom_a_verb_leaves_out_is_whom_the_text_speaks_of() {
    let opening = "El puerto de Tesara sigue cerrado por la marea, y nadie sabe hasta cuándo.\n\n";
    check(
        &format!(
            "{opening}La ministra Elena Cruz llegó tarde al muelle del sur. «No habrá más barcos este año», señaló.\n"
        ),
        &["direct Elena Cruz: «No habrá más barcos este año»"],
    );
    check(
        &format!(
            "{opening}La ministra Elena Cruz llegó tarde al muelle del sur. «No habrá más barcos este año», señalaron.\n"
        ),
        &[],
    );
    check(
        &format!(
            "{opening}Los pescadores oyeron a Elena Cruz en el muelle. Se dijo que “no habrá más barcos este año”.\n"
        ),
        &[],
    );
    check(
        &format!(
            "{opening}«Hace diez años que nadie venía», dijo la alcaldesa Pilar Sanz. También reconoció que “falta mucho por hacer” en el muelle.\n"
        ),
        &[
            "direct Pilar Sanz: «Hace diez años que nadie venía»",
            "mixed Pilar Sanz: que “falta mucho por hacer” en el muelle",
        ],
    );
    check(
        "Il leader dell'opposizione Paolo Ferri ha parlato ieri davanti al porto di Tesara.\n\nPaolo Ferri ha risposto: «Sono promesse da marinaio». «Gli abitanti», ha aggiunto, «non sono sciocchi».\n",
        &[
            "direct Paolo Ferri: «Sono promesse da marinaio»",
            "direct Paolo Ferri: «Gli abitanti»",
            "direct Paolo Ferri: «non sono sciocchi»",
        ],
    );
}

#[test]
fn the_nearest_sentence_tells_whom_a_verb_leaves_out() {
    check(
        "El puerto de Tesara sigue cerrado por la marea, y nadie sabe hasta cuándo.\n\n«Yo perdí el barco», dijo el pescador Luis Vela. Su vecina, Tomasa Ruiz, mira al mar. «Aquí no ha venido nadie», lamenta.\n",
        &["direct Luis Vela: «Yo perdí el barco»", "direct Tomasa Ruiz: «Aquí no ha venido nadie»"],
    );
}

#[test]
fn who_said_it_may_be_told_in_the_sentence_behind() {
    let text = |behind: &str| {
        format!(
            "Il porto di Tesara resta chiuso per la marea di questi giorni.\n\n«Nessuno perderà la barca». {behind}\n"
        )
    };
    check(
        &text("Lo ha detto la ministra Lidia Sarti al convegno dei pescatori."),
        &["direct Lidia Sarti: «Nessuno perderà la barca»"],
    );
    check(&text("Lo sanno tutti, e la ministra Lidia Sarti non era al convegno."), &[]);
}

#[test]
fn another_word_for_an_office_is_its_holder() {
    let text = |who: &str| {
        format!(
            "El presidente de Tesara, Emilio Ríos, llegó el lunes a la capital del sur.\n\n«No habrá más muros en el puerto», afirmó {who}.\n"
        )
    };
    check(&text("el mandatario"), &["direct Emilio Ríos: «No habrá más muros en el puerto»"]);
    check(&text("la mandataria"), &["direct la mandataria: «No habrá más muros en el puerto»"]);
}

#[test]
fn adjectives_stand_between_an_office_and_its_name() {
    let text = |adjective: &str| {
        format!(
            "Il porto di Tesara resta chiuso per la marea di questi giorni.\n\n«Così non va», dice la segretaria {adjective} Lidia Sarti al porto.\n"
        )
    };
    check(&text("democratica"), &["direct Lidia Sarti: «Così non va»"]);
    check(&text("accusa"), &["direct la segretaria: «Così non va»"]);
}

#[test]
fn a_german_noun_written_together_is_an_office() {
    let text = |noun: &str| {
        format!(
            "Die Gewerkschaft Verdana ruft ihre Leute für morgen zum Streik auf.\n\n„Wir gehen nicht aus dem Hafen“, sagte {noun} Gregor Brandl. Der {noun} blieb dabei: „Wir gehen nicht.“\n"
        )
    };
    let both = |second: &str| {
        [
            "direct Gregor Brandl: „Wir gehen nicht aus dem Hafen“".to_owned(),
            format!("direct {second}: „Wir gehen nicht.“"),
        ]
    };
    for (noun, second) in [("Verdana-Chef", "Gregor Brandl"), ("Hafendirektor", "Gregor Brandl")] {
        let expected = both(second);
        check(&text(noun), &expected.each_ref().map(String::as_str));
    }
}

#[test]
fn a_german_tag_may_have_no_verb() {
    let text = |tag: &str| {
        format!(
            "Der Hafen von Tesara bleibt bis zum Abend geschlossen, heißt es.\n\nDie Stadt habe „keine Wahl gehabt“, {tag}.\n"
        )
    };
    check(&text("so Jonas Pohl"), &["direct Jonas Pohl: „keine Wahl gehabt“"]);
    check(&text("so wie Jonas Pohl"), &[]);
}

#[test]
fn what_a_colon_leads_to_is_said_by_the_subject_before_it() {
    let text = |lead: &str| {
        format!(
            "Der Hafen von Tesara bleibt bis zum Abend geschlossen, heißt es.\n\nAuf die Frage, wer morgen fährt, {lead}: „Warten Sie bis Freitag.“\n"
        )
    };
    check(
        &text("antwortete die Bürgermeisterin"),
        &["direct die Bürgermeisterin: „Warten Sie bis Freitag.“"],
    );
}
