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
