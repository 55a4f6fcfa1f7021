//! Every action answers: something on the screen changes, the loop has something to do,
//! or the status line says why not.

use std::sync::Arc;

use super::screens::cells;
use crate::app::{
    Action, Command, Effect, Extent, Key, Mode, Output, State, action_for, fixture, rows_of, update,
};

/// More topics and quotes than fit on the screen.
fn full() -> String {
    let topic = |n| format!("# Fund {n}.\nThe cabinet met.\nAna Roe: “Fund {n} is open.”\n\n");
    let talk = "@?Cy Oh, Daily: Why?\n@Ana Roe: It is.\n@?: When?\n@Bo Li: Soon, I hope.\n";
    (0..30).map(topic).chain([talk.to_owned()]).collect()
}

fn state(notation: &str) -> State {
    State::new(Arc::new(fixture::briefing(notation)), Extent::Whole, 80, 24)
}

fn press(state: &mut State, keys: &str) {
    for name in keys.split_whitespace() {
        let key = match name {
            "Enter" => Key::Enter,
            "Tab" => Key::Tab,
            name => Key::Char(name.chars().next().unwrap()),
        };
        if let Some(action) = action_for(key, state) {
            update(state, action);
        }
    }
}

/// A state of `notation` in `mode`; `None` where that mode is not to be had.
fn opt_state_in(mode: Mode, notation: &str) -> Option<State> {
    let mut state = state(notation);
    let keys = match mode {
        Mode::Reading | Mode::Output => "",
        Mode::Select => "v",
        Mode::Search => "/",
        Mode::Hits => "/ f u n d Enter",
        Mode::Jump => "t",
        Mode::Palette => ":",
        Mode::People => "p",
        Mode::Timeline => "p Tab",
        Mode::Notes => "m a M",
        Mode::Note => "a",
        Mode::Menu => "H",
        Mode::Documents => "B",
        Mode::Ask => "|",
        Mode::Help => "?",
        Mode::FindHelp => "? /",
    };
    press(&mut state, keys);
    if mode == Mode::Hits {
        update(&mut state, Action::Do(Command::ListHits));
    }
    if mode == Mode::Output {
        let text: String = (0..60).map(|n| format!("row {n}\n")).collect();
        let output = Output::new("wc".to_owned(), "exit status 0".to_owned(), text);
        update(&mut state, Action::Piped(output));
    }
    (state.mode() == mode).then_some(state)
}

/// That every action of `mode` answers, twice in a row: what worked once may not again.
#[track_caller]
fn check(mode: Mode, notation: &str) -> usize {
    let mut n = 0;
    for row in rows_of(mode) {
        let Some(mut state) = opt_state_in(mode, notation) else { return n };
        for time in ["first", "second"] {
            if state.mode() != mode {
                break;
            }
            let before = cells(&state);
            let effect = update(&mut state, Action::Do(row.command));
            // A letter is waited for: what it may be is shown after a pause.
            let waits = state.awaits_key();
            let answers = effect != Effect::None || waits || cells(&state) != before;
            assert!(
                answers || state.message().is_some(),
                "{:?} in {mode:?} says nothing the {time} time",
                row.command
            );
            n += 1;
        }
    }
    n
}

#[test]
fn every_action_answers_in_an_empty_briefing() {
    let n: usize = Mode::ALL.into_iter().map(|mode| check(mode, "")).sum();
    assert!(n > 150, "{n} actions were tried");
}

#[test]
fn every_action_answers_in_a_full_one() {
    for mode in Mode::ALL {
        assert!(check(mode, &full()) > 0, "{mode:?} was not reached");
    }
}

#[test]
fn every_action_of_an_empty_briefing_is_on_the_screen() {
    for row in rows_of(Mode::Reading) {
        let mut state = state("");
        let before = cells(&state);
        let effect = update(&mut state, Action::Do(row.command));
        let seen = cells(&state) != before;
        assert!(seen || effect != Effect::None || state.awaits_key(), "{:?}", row.command);
    }
}
