//! Whatever is pressed, whatever the document and the screen: nothing panics, nothing
//! points outside, panes stay in step.

use std::sync::Arc;

use proptest::prelude::*;

use super::body::Part;
use super::{Action, Edit, Extent, Key, Mode, State, TABLE, action_for, fixture, update};
use crate::model::Briefing;

fn documents() -> impl Strategy<Value = Arc<Briefing>> {
    let line = prop_oneof![
        Just("# Rail Fund.".to_owned()),
        Just(
            "Ana Roe: “The fund is open to every town on the northern line.” She left.".to_owned()
        ),
        Just("?: “Nobody told us.”".to_owned()),
        "\\PC{0,60}",
        "[a-z ]{0,200}",
    ];
    prop::collection::vec(line, 0..12)
        .prop_map(|lines| Arc::new(fixture::briefing(&lines.join("\n"))))
}

fn actions() -> impl Strategy<Value = Action> {
    let size = prop_oneof![0u16..3, 10u16..130];
    prop_oneof![
        8 => (0..TABLE.len()).prop_map(|at| Action::Do(TABLE[at].command)),
        1 => (0usize..10).prop_map(Action::Digit),
        2 => "[a-z]".prop_map(|typed| Action::Letter(typed.chars().next())),
        2 => "[a-z “é]".prop_map(|typed| Action::Edit(Edit::Insert(typed.chars().next().unwrap()))),
        1 => Just(Action::Edit(Edit::DeleteBack)),
        1 => (size.clone(), size).prop_map(|(width, height)| Action::Resize { width, height }),
        1 => (0u16..130, 0u16..60, -5isize..5).prop_map(|(x, y, rows)| Action::Wheel { x, y, rows }),
        2 => (0u16..130, 0u16..60).prop_map(|(x, y)| Action::Click { x, y }),
        2 => (0u16..130, 0u16..60).prop_map(|(x, y)| Action::Drag { x, y }),
        1 => (0u16..130, 0u16..60).prop_map(|(x, y)| Action::Release { x, y }),
    ]
}

fn hold(state: &State) {
    let briefing = state.briefing();
    let n_sections = briefing.sections.len();
    assert!(state.topic() < n_sections.max(1), "topic {} of {n_sections}", state.topic());
    assert!(state.quote().is_none_or(|at| at < briefing.quotes.len()));
    assert_eq!(state.quote().is_some(), state.quote_place().1 > 0, "a quote is selected");
    let view = state.view();
    let height = usize::from(view.text.height).max(state.page_height());
    assert!(view.lines.len() <= height);
    assert!((0.0..=1.0).contains(&view.read) && view.above <= view.read);
    if state.page_height() > 1 && !view.lines.is_empty() {
        let at = state.at;
        let shown = view.lines.iter().filter(|line| line.part != Part::Blank);
        let shows = |line: &super::Line| {
            let block = state.block(line.block).unwrap();
            line.span.contains(at) || block.span.contains(at) || block.span.start == at
        };
        assert!(shown.clone().count() == 0 || shown.clone().any(shows), "byte {at} is out of view");
    }
    assert_eq!(state.mode() == Mode::Jump, state.jump().is_some());
    assert_eq!(state.mode() == Mode::Menu, state.menu().is_some());
    assert_eq!(state.mode() == Mode::Note, state.editor().is_some());
    assert_eq!(state.mode() == Mode::Ask, state.ask().is_some());
    assert_eq!(state.mode() == Mode::Output, state.output().is_some());
    assert!(state.mode() != Mode::Notes || state.notes().is_some());
    assert!(state.mode() != Mode::Select || state.selection().is_some());
    if let Some(notes) = state.notes() {
        assert!(notes.selected() < notes.items().len().max(1));
    }
    if let Some(selection) = state.selection() {
        let span = selection.span();
        assert!(span.fits(&briefing.text) && !span.is_empty(), "{span:?} is selected");
        assert!(span.contains(selection.cursor()));
    }
}

proptest! {
    #[test]
    fn any_actions_on_any_document_keep_the_invariants(
        briefing in documents(),
        (width, height) in (0u16..130, 0u16..50),
        list in prop::collection::vec(actions(), 0..40),
    ) {
        let mut state = State::new(briefing, Extent::Whole, width, height);
        hold(&state);
        for action in list {
            update(&mut state, action);
            hold(&state);
        }
    }

    #[test]
    fn leaving_a_search_or_a_jump_changes_nothing(
        briefing in documents(),
        before in prop::collection::vec(actions(), 0..10),
        typed in "[a-z]{0,4}",
        opener in prop_oneof![Just('/'), Just('t')],
    ) {
        let mut state = State::new(briefing, Extent::Whole, 100, 20);
        for action in before {
            update(&mut state, action);
        }
        press(&mut state, Key::Esc);
        let was = (state.view.lines.clone(), state.topic(), state.at);
        press(&mut state, Key::Char(opener));
        for c in typed.chars() {
            press(&mut state, Key::Char(c));
        }
        if state.mode() != Mode::Reading {
            press(&mut state, Key::Esc);
            prop_assert_eq!(was, (state.view.lines.clone(), state.topic(), state.at));
        }
    }
}

fn press(state: &mut State, key: Key) {
    if let Some(action) = action_for(key, state) {
        update(state, action);
    }
}
