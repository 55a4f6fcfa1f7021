//! English reporting, in articles.

use super::{briefing, check};

#[test]
fn a_subject_before_or_behind_its_verb() {
    check(
        "The port is safe.\n\nMaria Holm said: “The bridge stays open all winter.”\n",
        &["direct Maria Holm: “The bridge stays open all winter.”"],
    );
    check(
        "The port is safe.\n\n“The bridge stays open all winter,” said Maria Holm.\n",
        &["direct Maria Holm: “The bridge stays open all winter,”"],
    );
    check(
        "The port is safe.\n\nMaria Holm carried “The Long Winter of Callan” on the ferry.\n",
        &[],
    );
}

#[test]
fn an_interrupted_quote_is_one_statement() {
    check(
        "“The bridge stays open,” Maria Holm said, “and the ferry does not.”\n",
        &[
            "direct Maria Holm: “The bridge stays open,”",
            "direct Maria Holm: “and the ferry does not.”",
        ],
    );
}

#[test]
fn an_apposition_stands_between_subject_and_verb() {
    check(
        "Maria Holm, the mayor of Callan and a critic of the port board, said: “We will not sell the quay.”\n",
        &["direct Maria Holm: “We will not sell the quay.”"],
    );
    check(
        "Maria Holm, whom the port board calls a critic, said: “We will not sell the quay.”\n",
        &["direct Maria Holm: “We will not sell the quay.”"],
    );
}

#[test]
fn an_office_is_its_holder_until_another_place_is_named() {
    check(
        "The mayor of Callan, Maria Holm, opened the quay. The mayor said: “We will not sell the quay.”\n",
        &["direct Maria Holm: “We will not sell the quay.”"],
    );
    check(
        "The mayor of Callan, Maria Holm, opened the quay.\n\nThe mayor of Torrin said: “We have no quay at all here.”\n",
        &["direct The mayor of Torrin: “We have no quay at all here.”"],
    );
}

#[test]
fn what_a_speaker_says_to_believe_is_one_statement() {
    check(
        "Maria Holm told reporters that she believes the quay will stay open all winter.\n",
        &["indirect Maria Holm: that she believes the quay will stay open all winter"],
    );
    check(
        "Maria Holm said that the port board believes the quay will close.\n",
        &[
            "indirect Maria Holm: that the port board believes the quay will close",
            "indirect the port board: the quay will close",
        ],
    );
}

#[test]
fn a_verb_of_saying_has_its_content_and_is_none() {
    check(
        "The port is safe.\n\n“The bridge stays open all winter,” Maria Holm said, adding that the ferry would sail.\n",
        &[
            "direct Maria Holm: “The bridge stays open all winter,”",
            "indirect Maria Holm: that the ferry would sail",
        ],
    );
    check(
        "Those surveyed said the quay should not be sold.\n",
        &["indirect -: the quay should not be sold"],
    );
}

#[test]
fn according_to_and_as_put_it() {
    check(
        "The quay loses money, according to Maria Holm, who runs the port board.\n",
        &["indirect Maria Holm: The quay loses money"],
    );
    check("The quay was sold according to plan and nobody at the port board objected.\n", &[]);
    check(
        "As Maria Holm put it, “nobody sails to Callan for the weather.”\n",
        &["direct Maria Holm: “nobody sails to Callan for the weather.”"],
    );
}

#[test]
fn the_passive_names_its_agent() {
    check(
        "Maria Holm was quoted by the Callan Courier as saying: “We will not sell the quay.”\n",
        &["direct Maria Holm: “We will not sell the quay.”"],
    );
    check(
        "“We were told to leave the quay at once,” said Jan Brandt, who was scolded by Maria Holm.\n",
        &["direct Jan Brandt: “We were told to leave the quay at once,”"],
    );
}

#[test]
fn what_is_told_is_the_tellers() {
    check(
        "Maria Holm told Jan Brandt that the quay would not be sold.\n",
        &["indirect Maria Holm: that the quay would not be sold"],
    );
    check(
        "Jan Brandt was told by Maria Holm that the quay would not be sold.\n",
        &["indirect Maria Holm: that the quay would not be sold"],
    );
}

#[test]
fn what_was_not_said_is_no_statement() {
    check("Maria Holm declined to say whether the quay would be sold.\n", &[]);
    check("Maria Holm may announce on Friday that the quay will be sold.\n", &[]);
    check(
        "Maria Holm announced on Friday that the quay will be sold.\n",
        &["indirect Maria Holm: that the quay will be sold"],
    );
}

#[test]
fn pronouns_follow_gender() {
    check(
        "Maria Holm met Jan Brandt on the quay. “We had a long talk about the ferry,” she said.\n\n“It was a short talk about the ferry,” he said.\n",
        &[
            "direct Maria Holm: “We had a long talk about the ferry,”",
            "direct Jan Brandt: “It was a short talk about the ferry,”",
        ],
    );
}

#[test]
fn a_pronoun_stands_for_no_strait_and_no_reading() {
    check(
        "The Torrin Strait was busy at noon. Maria Holm and Jan Brandt were late. The Torrin Strait froze. “It was a short talk about the ferry,” he said.\n",
        &["direct Jan Brandt: “It was a short talk about the ferry,”"],
    );
    check(
        "On Second Reading much was said of the bill. “It was a short talk about the ferry,” he said.\n",
        &["direct -: “It was a short talk about the ferry,”"],
    );
}

#[test]
fn a_word_that_only_begins_a_sentence_is_nobody() {
    check(
        "Very few were there. Moreover, it rained. “It was a short talk about the ferry,” Maria Holm said.\n\n“We had a long talk about the ferry as well.”\n",
        &[
            "direct Maria Holm: “It was a short talk about the ferry,”",
            "direct Maria Holm: “We had a long talk about the ferry as well.”",
        ],
    );
    check(
        "Torrin was there. Holm met Torrin. Torrin: “It was a short talk about the ferry.”\n",
        &["direct Torrin: “It was a short talk about the ferry.”"],
    );
}

#[test]
fn a_pronoun_of_nobody_known_is_nobody() {
    check(
        "The quay was busy. “It was a short talk about the ferry,” he said.\n",
        &["direct -: “It was a short talk about the ferry,”"],
    );
}

#[test]
fn a_document_is_a_source() {
    check(
        "“The quay is beyond repair and must close,” the report said.\n",
        &["direct the report: “The quay is beyond repair and must close,”"],
    );
    check(
        "The port board said the quay is beyond repair and must close.\n",
        &["indirect The port board: the quay is beyond repair and must close"],
    );
}

#[test]
fn an_official_without_a_name_is_a_description() {
    check(
        "“The quay is beyond repair and must close,” a senior port official said.\n",
        &["direct a senior port official: “The quay is beyond repair and must close,”"],
    );
}

#[test]
fn a_chain_names_the_outer_speaker() {
    check(
        "Maria Holm said that Jan Brandt had told her the quay would close.\n",
        &["indirect Maria Holm: that Jan Brandt had told her the quay would close"],
    );
    check_relayed(
        "Maria Holm said that Jan Brandt had told her the quay would close.\n",
        "Jan Brandt",
    );
    check_relayed(
        "Maria Holm said that Jan Brandt had told her “the quay must close before the winter.”\n",
        "Jan Brandt",
    );
    check_relayed("Maria Holm said that Jan Brandt had closed the quay.\n", "");
    check_relayed("Maria Holm said the quay was closed and that she had told Jan Brandt so.\n", "");
}

/// Whom the speaker of the first statement reports in turn.
#[track_caller]
fn check_relayed(text: &str, expected: &str) {
    let briefing = briefing(text);
    let speaker = briefing.quotes.first().and_then(|quote| quote.speaker.as_ref()).unwrap();
    let names: Vec<&str> = speaker.relayed.iter().map(|span| span.of(&briefing.text)).collect();
    assert_eq!(names.join("/"), expected, "\n{text}\n");
}

#[test]
fn marked_words_within_a_report_make_it_mixed() {
    check(
        "Maria Holm said the quay was “a ruin and a shame” and would close.\n",
        &["mixed Maria Holm: the quay was “a ruin and a shame” and would close"],
    );
    check("The so-called “green quay” of Callan would close.\n", &[]);
}

#[test]
fn two_of_one_surname_are_kept_apart() {
    check(
        "Maria Holm met her brother Erik Holm on the quay. “The ferry is mine to run,” Erik Holm said.\n\n“The ferry is everybody’s to run,” Maria Holm said.\n",
        &[
            "direct Erik Holm: “The ferry is mine to run,”",
            "direct Maria Holm: “The ferry is everybody’s to run,”",
        ],
    );
}

#[test]
fn a_quote_nested_in_another_has_its_own_speaker() {
    check(
        "Maria Holm said: “Jan Brandt said ‘the quay must close’ and then he left the room.”\n",
        &[
            "direct Maria Holm: “Jan Brandt said ‘the quay must close’ and then he left the room.”",
            "direct Jan Brandt: ‘the quay must close’",
        ],
    );
}

#[test]
fn a_quote_runs_over_paragraphs() {
    check(
        "The port is full.\n\nOn the quay of Callan, Maria Holm was blunt as she always is.\n\n“The quay must close before the winter,” she said. “There is no money.\n\n“The ferry will go on.”\n",
        &[
            "direct Maria Holm: “The quay must close before the winter,”",
            "direct Maria Holm: “There is no money.",
            "direct Maria Holm: “The ferry will go on.”",
        ],
    );
}

#[test]
fn what_one_says_ends_where_another_begins_to_speak() {
    check(
        "Maria Holm said the quay would close and the ferry would be sold, but the unions said that nobody had asked them.\n",
        &[
            "indirect Maria Holm: the quay would close and the ferry would be sold",
            "indirect the unions: that nobody had asked them",
        ],
    );
    check(
        "Maria Holm said the quay was closed and port workers said it was sold.\n",
        &["indirect Maria Holm: the quay was closed", "indirect port workers: it was sold"],
    );
    check(
        "Maria Holm said the quay was closed and that it was sold to a friend of the mayor.\n",
        &["indirect Maria Holm: the quay was closed and that it was sold to a friend of the mayor"],
    );
}

#[test]
fn two_who_speak_as_one_are_named_together() {
    check(
        "Maria Holm and Erik Brandt said that the quay would close.\n",
        &["indirect Maria Holm and Erik Brandt: that the quay would close"],
    );
    check(
        "“The quay will close,” said Maria Holm and Erik Brandt, who run the old port board together.\n",
        &["direct Maria Holm and Erik Brandt: “The quay will close,”"],
    );
    check(
        "“The quay will close,” said Maria Holm and Erik Brandt, who run the old port board together.\n\n“There is no money left for it.”\n\n“We will come back to it in the autumn.”\n",
        &[
            "direct Maria Holm and Erik Brandt: “The quay will close,”",
            "direct Maria Holm and Erik Brandt: “There is no money left for it.”",
            "direct Maria Holm and Erik Brandt: “We will come back to it in the autumn.”",
        ],
    );
    check(
        "He met Maria Holm and Erik Brandt said that the quay would close.\n",
        &["indirect Erik Brandt: that the quay would close"],
    );
    check(
        "France and Italy reiterated that the quay would close.\n",
        &["indirect France and Italy: that the quay would close"],
    );
}

#[test]
fn the_leaders_of_a_readout_are_the_two_it_tells_of() {
    let opening = "Readout of President Maria Holm’s Call with President Erik Brandt\n\nPresident Maria Holm spoke today with President Erik Brandt of Torrin.\n\n";
    check(
        &format!(
            "{opening}The two leaders agreed that the ferry would sail. They also recognized that the quay is old.\n"
        ),
        &[
            "indirect Maria Holm and Erik Brandt: that the ferry would sail",
            "indirect Maria Holm and Erik Brandt: that the quay is old",
        ],
    );
    check(
        &format!(
            "{opening}Port officials said that the ferry would sail. They noted that the quay is old.\n"
        ),
        &[
            "indirect Port officials: that the ferry would sail",
            "indirect Port officials: that the quay is old",
        ],
    );
    check(
        &format!("{opening}The three leaders agreed that the ferry would sail.\n"),
        &["indirect three leaders: that the ferry would sail"],
    );
}

#[test]
fn a_description_is_known_by_what_it_is_of() {
    check(
        "The head of the Ferry Committee in Callan said that the quay would close.\n",
        &["indirect The head of the Ferry Committee: that the quay would close"],
    );
    check(
        "The head said that the Ferry Committee would close the quay.\n",
        &["indirect The head: that the Ferry Committee would close the quay"],
    );
    check(
        "As the Head of the OFT Maria Holm has said, this was “a very quiet revolution”.\n",
        &["mixed Maria Holm: this was “a very quiet revolution”"],
    );
}

#[test]
fn a_measure_is_no_source() {
    check("The ferry carries three crates per man and day.\n", &[]);
    check(
        "The quay loses money, per Maria Holm.\n",
        &["indirect Maria Holm: The quay loses money"],
    );
}

#[test]
fn what_an_author_thinks_is_his_text() {
    check(
        "I believe that the quay will close.\n\nWe want to thank everybody for the ferry.\n",
        &[],
    );
}

#[test]
fn a_noun_without_owner_reports_nothing_in_a_readout() {
    check(
        "Readout of President Holm’s Call with President Orta\n\nPresident Maria Holm spoke with President Bo Orta today.\n\nIn view of the unprecedented catch of herring, the two leaders agreed to open the quay.\n",
        &["indirect Maria Holm and Bo Orta: to open the quay"],
    );
}

#[test]
fn we_of_a_joint_statement_are_the_two_who_issue_it() {
    let after = |opening: &str| {
        format!("Joint Statement on the Quay\n\n{opening}\n\nWe agreed that the quay stays open.\n")
    };
    check(
        &after("President Maria Holm and President Bo Orta met in Callan today."),
        &["indirect Maria Holm and Bo Orta: that the quay stays open"],
    );
    check(
        &after("President Maria Holm opened the quay in Callan today."),
        &["indirect -: that the quay stays open"],
    );
}

#[test]
fn letters_behind_a_name_are_no_part_of_it() {
    check("Ana Holm MP said that it rained.", &["indirect Ana Holm: that it rained"]);
    check("The Rt Hon Ana Holm MP said that it rained.", &["indirect Ana Holm: that it rained"]);
    check("The Callan MP said that it rained.", &["indirect The Callan MP: that it rained"]);
    check(
        "Bo Orta MP slept. Another Callan MP, Ana Holm, said that it rained.",
        &["indirect Ana Holm: that it rained"],
    );
}

#[test]
fn many_without_article_speak() {
    check("Officials said that it rained.", &["indirect Officials: that it rained"]);
    check("The Officials said that it rained.", &["indirect The Officials: that it rained"]);
    check("Sailors say that it rained.", &["indirect Sailors: that it rained"]);
    check(
        "If the quay fails, sailors say that it will rain.",
        &["indirect sailors: that it will rain"],
    );
    check(
        "The quay, say economists, is old.",
        &["indirect economists: The quay", "indirect economists: is old"],
    );
    check("Others said that it rained.", &["indirect Others: that it rained"]);
    check("Officials in the Senate said that it rained.", &["indirect Officials: that it rained"]);
    check("On Monday Holm said that it rained.", &["indirect Holm: that it rained"]);
    check("Prices say little of the quay.", &["indirect Prices: little of the quay"]);
}

#[test]
fn a_passive_names_nobody_but_its_agent() {
    check("Bo Orta is expected to close the quay.", &[]);
    check("Bo Orta is known as the chief of the quay.", &[]);
    check("Bo Orta expects to close the quay.", &["indirect Bo Orta: to close the quay"]);
    check("Bo Orta might, in fact, say that it rained.", &[]);
    check("If you join Bo Orta, remember that it rained.", &[]);
}

#[test]
fn a_state_in_brackets_ends_no_sentence() {
    check("Rep. Ana Holm (R-S.C.) said that it rained.", &["indirect Ana Holm: that it rained"]);
    check("Rep. Ana Holm, D-Vell., said that it rained.", &["indirect Ana Holm: that it rained"]);
    check(
        "Rep. Ana Holm left (R-S.C.). She said that it rained.",
        &["indirect Ana Holm: that it rained"],
    );
}

#[test]
fn a_body_is_named_with_its_field() {
    check(
        "The Committee on Ferries and Trade said that it rained.",
        &["indirect The Committee on Ferries and Trade: that it rained"],
    );
    check(
        "The Committee on Monday said that it rained.",
        &["indirect The Committee: that it rained"],
    );
}

#[test]
fn kin_and_trades_are_named_by_what_stands_beside_them() {
    check(
        "“It is a sad day,” her mother, Ana, said in a statement.",
        &["direct Ana: “It is a sad day,”"],
    );
    check(
        "“It is a sad day,” said chief inspector Ana Holm.",
        &["direct Ana Holm: “It is a sad day,”"],
    );
    check(
        "“It is a sad day,” Harbour Chief James Hall said.",
        &["direct James Hall: “It is a sad day,”"],
    );
    check(
        "A spokesman for the Fishers’ Association said that it rained.",
        &["indirect A spokesman for the Fishers’ Association: that it rained"],
    );
    check("“It is a sad day,” said von Orta.", &["direct von Orta: “It is a sad day,”"]);
}

#[test]
fn a_spokesman_speaks_for_two_and_a_time_is_no_part_of_what_is_said() {
    check(
        "A spokesman for Bo Orta and Ana Holm said that it rained.",
        &["indirect A spokesman for Bo Orta and Ana Holm: that it rained"],
    );
    check(
        "The mayor of Callan and Ana Holm said that it rained.",
        &["indirect Ana Holm: that it rained"],
    );
    check(
        "Harbour chief Per Holm slept. Ana Orta said that it rained.",
        &["indirect Ana Orta: that it rained"],
    );
    check(
        "Ana Holm told me last week, “We will close the quay before winter.”",
        &["direct Ana Holm: “We will close the quay before winter.”"],
    );
}

#[test]
fn words_at_the_very_start_have_nothing_before_them() {
    check("harsh criticism of the plan grew.", &[]);
    check("He sent several “secret” reports.", &[]);
}

#[test]
fn a_relative_clause_is_nobodys_report() {
    check(
        "Ana Holm highlighted a deal that puts the fleet in charge of the quay.",
        &["indirect Ana Holm: a deal that puts the fleet in charge of the quay"],
    );
    check(
        "Ana Holm told sailors that the quay puts the fleet in charge.",
        &["indirect Ana Holm: that the quay puts the fleet in charge"],
    );
    check("As Ana Holm put it, “the quay is old.”", &["direct Ana Holm: “the quay is old.”"]);
    check("Sailors need to eat better, stop smoking and consider their drinking.", &[]);
}

#[test]
fn whoever_signs_below_marked_words_speaks_them() {
    check(
        "“The whole quay hears of it all the time, and it needs to stop.”\n\n- Ana Tesk, Saltmarsh.\n\nIt rained.",
        &["direct Ana Tesk: “The whole quay hears of it all the time, and it needs to stop.”"],
    );
    // A list is no signature.
    check(
        "“The whole quay hears of it all the time, and it needs to stop.”\n\nAna Tesk, deputy harbour adviser.\n\nIt rained.",
        &["direct Ana Tesk: “The whole quay hears of it all the time, and it needs to stop.”"],
    );
    check(
        "The board met.\n\n“The whole quay hears of it all the time, and it needs to stop.”\n\nAna Tesk, the deputy mayor, left early.\n",
        &["direct -: “The whole quay hears of it all the time, and it needs to stop.”"],
    );
    check(
        "The mayor said: “The quay hears of it all the time, and it needs to stop.”\n\n- Ana Tesk has left the harbour board for good.\n",
        &["direct The mayor: “The quay hears of it all the time, and it needs to stop.”"],
    );
}

#[test]
fn a_spokesman_is_known_by_whom_he_speaks_for() {
    check(
        "A spokesman for Grey River would not talk but said that “the ferries never stopped.”",
        &["mixed A spokesman for Grey River: that “the ferries never stopped.”"],
    );
    check(
        "A spokesman waited for Grey River and said: “The ferries never stopped at all.”",
        &["direct A spokesman: “The ferries never stopped at all.”"],
    );
}

#[test]
fn a_dateline_says_nothing() {
    check(
        "KARSTAD (AP) — Liberal strategist Ryan Holt said “the quay is lost for good and all.”",
        &["direct Ryan Holt: “the quay is lost for good and all.”"],
    );
    check(
        "NATO — an alliance — said “the quay is lost for good and all.”",
        &["direct NATO: “the quay is lost for good and all.”"],
    );
}

#[test]
fn a_name_alone_is_no_statement() {
    check("Ana Tesk praised Bo Orta.", &[]);
    check(
        "Ana Tesk praised Bo Orta’s long work for the old quay of Saltmarsh.",
        &["indirect Ana Tesk: Bo Orta’s long work for the old quay of Saltmarsh"],
    );
}

#[test]
fn a_running_quotation_is_whose_its_last_paragraph_names() {
    let text = |first: &str| {
        format!(
            "“Let me tell you what happened on the quay that night.{first}\n\n“First the lights went out, and then all of the radios did.\n\n“And then we saw the boats,” Captain Elena Orsini told the inquiry on Monday.\n"
        )
    };
    check(
        &text(""),
        &[
            "direct Elena Orsini: “Let me tell you what happened on the quay that night.",
            "direct Elena Orsini: “First the lights went out, and then all of the radios did.",
            "direct Elena Orsini: “And then we saw the boats,”",
        ],
    );
    check(
        &text("”"),
        &[
            "direct -: “Let me tell you what happened on the quay that night.”",
            "direct Elena Orsini: “First the lights went out, and then all of the radios did.",
            "direct Elena Orsini: “And then we saw the boats,”",
        ],
    );
}

#[test]
fn who_is_told_of_behind_the_verb_does_not_speak() {
    check(
        "The mayor closed the port of Saltmarsh.\n\nThe mayor’s chief of staff, Owen Holm, said the mayor was open to a compromise. “Ask me in a week,” he said.\n",
        &[
            "indirect Owen Holm: the mayor was open to a compromise",
            "direct Owen Holm: “Ask me in a week,”",
        ],
    );
    check(
        "The port is closed, and the ferries stay, said the mayor, Ann Lee.\n",
        &["indirect Ann Lee: The port is closed, and the ferries stay"],
    );
}

#[test]
fn words_are_somebodys() {
    check(
        "The envoy had, in the words of one former colleague, “stopped reading his own mail.”\n",
        &["direct one former colleague: “stopped reading his own mail.”"],
    );
    check("The envoy heard of the kind words of one former colleague on Monday.\n", &[]);
}

#[test]
fn who_on_a_day_urged_is_whom_the_sentence_named() {
    check(
        "The senate waited for the premier, Edvard Stoll, who on Thursday urged members to “stop reading and start voting.”\n",
        &["mixed Edvard Stoll: members to “stop reading and start voting.”"],
    );
}

#[test]
fn whole_sentences_in_marks_are_listed_though_nobody_is_named() {
    check(
        "It rained on the old quay all day. “Does that refresh your memory?”\n",
        &["direct -: “Does that refresh your memory?”"],
    );
    check("It rained on the old quay all day. “The Old Quay.”\n", &[]);
}
