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
