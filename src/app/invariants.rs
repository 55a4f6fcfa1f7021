//! Whatever is pressed, whatever the document and the screen: nothing panics, nothing
//! points outside, panes stay in step.

use std::sync::Arc;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::body::Part;
use super::{
    Action, Arrived, Cause, DocId, Edit, Effect, Extent, Key, Mode, Output, Pane, SaveOutcome,
    State, TABLE, action_for, fixture, update,
};
use crate::archive::Record;
use crate::model::Briefing;

/// What happens to a reader.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    Act(Action),
    /// A key, whatever it means where the reader is.
    Press(Key),
    /// Keys that lead where chance seldom comes.
    Walk(&'static [Key]),
}

pub(crate) fn documents() -> impl Strategy<Value = Arc<Briefing>> {
    let line = prop_oneof![
        Just("# Rail Fund.".to_owned()),
        Just(
            "Ana Roe: “The fund is open to every town on the northern line.” She left.".to_owned()
        ),
        Just("?: “Nobody told us.”".to_owned()),
        Just("@?Bo Li, Daily: Is the fund open?".to_owned()),
        Just("@Ana Roe: It is open to every town.".to_owned()),
        "\\PC{0,60}",
        "[a-z ]{0,200}",
    ];
    prop::collection::vec(line, 0..12)
        .prop_map(|lines| Arc::new(fixture::briefing(&lines.join("\n"))))
}

/// Steps of every sort: each action of the key table, each of its keys, typing, the
/// mouse, and what the world answers.
pub(crate) fn steps() -> impl Strategy<Value = Step> {
    let table_key = (0..TABLE.len(), 0usize..4).prop_map(|(row, key)| {
        let keys = TABLE[row].keys;
        Step::Press(keys[key % keys.len()])
    });
    prop_oneof![
        8 => (0..TABLE.len()).prop_map(|at| Step::Act(Action::Do(TABLE[at].command))),
        6 => table_key,
        2 => "[a-z“é']".prop_map(|typed| Step::Press(Key::Char(typed.chars().next().unwrap()))),
        4 => actions().prop_map(Step::Act),
        1 => (0..WALKS.len()).prop_map(|at| Step::Walk(WALKS[at])),
        2 => answers().prop_map(Step::Act),
    ]
}

/// To the hits of a search, into the help's search, to the notes.
const WALKS: [&[Key]; 4] = [
    &[Key::Char('/'), Key::Char('e'), Key::Ctrl('l')],
    &[Key::Char('?'), Key::Char('/')],
    &[Key::Char('p'), Key::Tab],
    &[Key::Char('m'), Key::Char('a'), Key::Char('M')],
];

fn actions() -> impl Strategy<Value = Action> {
    let size = prop_oneof![0u16..3, 10u16..130];
    prop_oneof![
        1 => (0usize..10).prop_map(Action::Digit),
        2 => "[a-z]".prop_map(|typed| Action::Letter(typed.chars().next())),
        2 => "[a-z “é]".prop_map(|typed| Action::Edit(Edit::Insert(typed.chars().next().unwrap()))),
        1 => Just(Action::Edit(Edit::DeleteBack)),
        1 => "[a-z \n]{0,9}".prop_map(Action::Paste),
        1 => (size.clone(), size).prop_map(|(width, height)| Action::Resize { width, height }),
        1 => (0u16..130, 0u16..60, -5isize..5).prop_map(|(x, y, rows)| Action::Wheel { x, y, rows }),
        2 => (0u16..130, 0u16..60).prop_map(|(x, y)| Action::Click { x, y }),
        2 => (0u16..130, 0u16..60).prop_map(|(x, y)| Action::Drag { x, y }),
        1 => (0u16..130, 0u16..60).prop_map(|(x, y)| Action::Release { x, y }),
    ]
}

/// What comes from outside, asked for or not.
fn answers() -> impl Strategy<Value = Action> {
    let output = |text: String| Output::new("wc".to_owned(), "exit status 0".to_owned(), text);
    let saved = prop_oneof![
        Just(SaveOutcome::Saved("saved".to_owned())),
        Just(SaveOutcome::Exists("a.md".to_owned())),
        Just(SaveOutcome::Failed("no room".to_owned())),
    ];
    let id = DocId::first_of(0);
    prop_oneof![
        2 => Just(Action::Pause),
        2 => "[a-z\n]{0,90}".prop_map(move |text| Action::Piped(output(text))),
        1 => saved.prop_map(Action::Saved),
        1 => Just(Action::SurveyEnded),
        1 => documents().prop_map(move |briefing| {
            Action::Reloaded { id, cause: Cause::Changed, result: arrived(briefing) }
        }),
    ]
}

fn arrived(briefing: Arc<Briefing>) -> Result<Box<Arrived>, String> {
    Ok(Box::new(Arrived { briefing, record: Record::default(), told: None }))
}

/// A reader with `briefing` open, and another document in a second tab.
pub(crate) fn reader(briefing: Arc<Briefing>, width: u16, height: u16) -> State {
    let mut state = State::new(briefing, Extent::Whole, width, height);
    let tabs = [DocId::first_of(0), DocId::first_of(1)];
    state.set_desk(vec!["one".to_owned(), "two".to_owned()], &tabs, 0);
    state
}

/// Takes `step`, and gives the reader what it asks of the world.
pub(crate) fn take(state: &mut State, step: Step) {
    let action = match step {
        Step::Act(action) => Some(action),
        Step::Press(key) => action_for(key, state),
        Step::Walk(keys) => return keys.iter().for_each(|&key| press(state, key)),
    };
    let Some(action) = action else { return };
    let briefing = state.briefing_arc();
    let answer = match update(state, action) {
        Effect::Open(id) => Action::Opened { id, result: arrived(briefing) },
        Effect::Reload(id) => {
            Action::Reloaded { id, cause: Cause::Asked, result: arrived(briefing) }
        }
        Effect::Survey(_) => Action::SurveyEnded,
        _ => return,
    };
    update(state, answer);
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
    hold_popups(state);
    hold_panes(state);
}

/// What lies over the panes is there exactly in its mode, and points inside.
fn hold_popups(state: &State) {
    let mode = state.mode();
    assert_eq!(mode == Mode::Jump, state.jump().is_some());
    assert_eq!(mode == Mode::Palette, state.palette().is_some());
    assert_eq!(mode == Mode::Hits, state.hits().is_some());
    assert_eq!(matches!(mode, Mode::Help | Mode::FindHelp), state.help().is_some());
    assert_eq!(mode == Mode::People, state.people().is_some());
    assert_eq!(mode == Mode::Timeline, state.timeline().is_some());
    assert_eq!(mode == Mode::Documents, state.desk().list().is_some());
    assert_eq!(mode == Mode::Menu, state.menu().is_some());
    assert_eq!(mode == Mode::Note, state.editor().is_some());
    assert_eq!(mode == Mode::Ask, state.ask().is_some());
    assert_eq!(mode == Mode::Output, state.output().is_some());
    assert!(mode != Mode::Notes || state.notes().is_some());
    assert!(mode != Mode::Select || state.selection().is_some());
    let inside = |selected: usize, n: usize| assert!(selected < n.max(1), "{selected} of {n}");
    let lists = [state.jump().map(|jump| jump.list()), state.palette().map(|p| p.list())];
    for list in lists.into_iter().flatten() {
        inside(list.matches().selected(), list.matches().rows().len());
    }
    if let Some(hits) = state.hits() {
        inside(hits.selected(), hits.n_hits());
        let row = super::HitRow::Hit(hits.selected());
        assert!(hits.n_hits() == 0 || hits.rows(3).contains(&row), "the hit chosen shows");
    }
    if let Some(people) = state.people() {
        inside(people.selected(), people.rows().len());
    }
    if let Some(timeline) = state.timeline() {
        inside(timeline.selected(), timeline.rows().len());
    }
    if let Some(list) = state.desk().list() {
        inside(list.rows().selected(), list.rows().rows().len());
    }
    if let Some(menu) = state.menu() {
        inside(menu.entries().selected(), menu.entries().rows().len());
    }
    if state.help().is_some() {
        let n = state.help_lines().len();
        inside(state.help_top(n), n);
    }
    if let Some(hit) = state.search().current() {
        inside(hit, state.search().hits().len());
    }
    if let Some(notes) = state.notes() {
        assert!(notes.selected() < notes.items().len().max(1));
    }
    if let Some(selection) = state.selection() {
        let span = selection.span();
        assert!(span.fits(&state.briefing().text) && !span.is_empty(), "{span:?} is selected");
        assert!(span.contains(selection.cursor()));
    }
}

/// The lists beside the body show what is read in it.
fn hold_panes(state: &State) {
    let (view, panes) = (state.view(), state.panes());
    let height = usize::from(panes.content(Pane::Topics).height);
    if height > 0 && !state.briefing().sections.is_empty() {
        let shown = view.topics_top..view.topics_top + height;
        assert!(shown.contains(&state.topic()), "topic {} in {shown:?}", state.topic());
    }
    if let Some(quote) = state.quote().filter(|_| !view.cards.is_empty()) {
        assert!(view.cards.iter().any(|card| card.quote == quote), "quote {quote} is listed");
    }
}

proptest! {
    #[test]
    fn any_steps_in_any_document_keep_the_invariants(
        briefing in documents(),
        (width, height) in (0u16..130, 0u16..50),
        list in prop::collection::vec(steps(), 0..40),
    ) {
        let mut state = reader(briefing, width, height);
        hold(&state);
        for step in list {
            take(&mut state, step);
            hold(&state);
        }
    }

    #[test]
    fn leaving_a_search_or_a_jump_changes_nothing(
        briefing in documents(),
        before in prop::collection::vec(steps(), 0..10),
        typed in "[a-z]{0,4}",
        opener in prop_oneof![Just('/'), Just('t')],
    ) {
        let mut state = reader(briefing, 100, 20);
        for step in before {
            take(&mut state, step);
        }
        // What lies over the panes may lie over something else.
        for _ in 0..4 {
            press(&mut state, Key::Esc);
        }
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

/// The steps lead everywhere: what the first test holds, it holds of every mode.
#[test]
fn the_steps_reach_every_mode() {
    let mut runner = TestRunner::deterministic();
    let lists = prop::collection::vec(steps(), 40);
    let mut reached: Vec<Mode> = Vec::new();
    for _ in 0..256 {
        let briefing = documents().new_tree(&mut runner).unwrap().current();
        let mut state = reader(briefing, 100, 30);
        for step in lists.new_tree(&mut runner).unwrap().current() {
            take(&mut state, step);
            if !reached.contains(&state.mode()) {
                reached.push(state.mode());
            }
        }
    }
    let missing: Vec<Mode> = Mode::ALL.into_iter().filter(|mode| !reached.contains(mode)).collect();
    assert!(missing.is_empty(), "never in {missing:?}");
}

#[test]
fn no_hit_of_the_text_before_outlives_a_reload() {
    let before = fixture::briefing("?: “Nobody told us.”\n@Ana Roe: It is open to every town.");
    let after = Arc::new(fixture::briefing("Ana Roe: “Open.” She left at noon.\nBo Li stayed."));
    let mut state = reader(Arc::new(before), 100, 30);
    take(&mut state, Step::Walk(WALKS[0]));
    let (id, result) = (DocId::first_of(0), arrived(Arc::clone(&after)));
    take(&mut state, Step::Act(Action::Reloaded { id, cause: Cause::Changed, result }));
    let hits: Vec<&str> = state.search().hits().iter().map(|hit| hit.of(&after.text)).collect();
    assert_eq!(hits, ["e", "e", "e", "e", "e"]);
    for row in 0..30 {
        take(&mut state, Step::Act(Action::Click { x: 20, y: row }));
        hold(&state);
    }
}
