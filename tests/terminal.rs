//! The built binary in a real terminal: the screen is right, and every mode is given
//! back as it was, whichever way the program ends.
#![cfg(unix)]
#![allow(clippy::unwrap_used)]

#[path = "terminal/gnu_screen.rs"]
mod gnu_screen;
mod pty;
#[path = "terminal/tmux.rs"]
mod tmux;

use std::fs;

use onrecord::app::DocId;
use onrecord::model::Briefing;
use pty::{Answers, Pty};

/// Three topics and more lines than any of the screens below.
fn briefing(extra: &str) -> tempfile::NamedTempFile {
    let mut text = "Harbour plans\n\nThe docks. President Ana Ruiz spoke at noon.\n\n\
                    “The port opens in May, and the road will follow,” Ruiz said.\n\n"
        .to_owned();
    text.push_str(extra);
    for topic in ["Ferries to the north", "Lighthouse keepers"] {
        text.push_str(&format!("\n\n{topic}. Minister Teo Blanco spoke after her.\n\n"));
        for line in 1..30 {
            text.push_str(&format!("{topic}, paragraph {line}: the work goes on.\n\n"));
        }
        text.push_str(&format!("“We will finish the work on {topic},” Blanco said.\n"));
    }
    let file = tempfile::Builder::new().suffix(".txt").tempfile().unwrap();
    fs::write(file.path(), text).unwrap();
    file
}

/// A reader over `file` that has drawn its first screen.
fn open(file: &tempfile::NamedTempFile) -> Pty {
    let mut pty = Pty::start(&[env!("CARGO_BIN_EXE_onrecord"), file.path().to_str().unwrap()]);
    pty.wait_for("? help");
    pty
}

#[test]
fn it_starts_and_gives_everything_back() {
    let file = briefing("");
    let mut pty = open(&file);
    let screen = pty.screen();
    assert!(screen.alternate_screen() && screen.bracketed_paste());
    assert_ne!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    pty.wait_for("The port opens in May");
    pty.keys("q");
    pty.ends_restored(Some(0));
}

#[test]
fn keys_scroll_search_and_quit() {
    let file = briefing("");
    let mut pty = open(&file);
    pty.keys("G");
    pty.wait_for("We will finish the work on Lighthouse");
    pty.keys("gg");
    pty.wait_for("President Ana Ruiz spoke");
    pty.keys("/paragraph 7\r");
    pty.wait_for("paragraph 7:");
    pty.keys("?");
    pty.wait_for("next pane");
    pty.keys("?");
    pty.wait_until("the help is gone", |screen| !screen.contents().contains("next pane"));
    pty.keys("\x03");
    pty.ends_restored(Some(0));
}

#[test]
fn words_named_on_the_command_line_are_found_at_once() {
    let file = briefing("");
    let words = [env!("CARGO_BIN_EXE_onrecord"), "--find", "paragraph 7:"];
    let mut pty = Pty::start(&[&words[..], &[file.path().to_str().unwrap()]].concat());
    pty.wait_for("1/2 hits");
    pty.keys("q");
    pty.ends_restored(Some(0));
}

#[test]
fn what_is_pasted_is_words_and_no_keys() {
    let file = briefing("");
    let mut pty = open(&file);
    // As keys these would quit.
    pty.keys("\x1b[200~qqq\x03\x1b[201~");
    pty.keys("/\x1b[200~paragraph 7\x1b[201~\r");
    pty.wait_for("paragraph 7:");
    pty.keys("q");
    pty.ends_restored(Some(0));
}

#[test]
fn a_sequence_shows_its_choices_only_to_who_hesitates() {
    let file = briefing("");
    let mut pty = open(&file);
    pty.keys("gt");
    pty.wait_for("no other document is open");
    assert!(!pty.heard().contains("previous document"));
    pty.keys("g");
    pty.wait_for("previous document");
    // Shown once, it stays: not a byte more while nothing is typed.
    let shown = pty.settled();
    std::thread::sleep(std::time::Duration::from_millis(900));
    assert_eq!(pty.settled(), shown);
    pty.keys("\x1b");
    pty.wait_until("the choices are gone", |s| !s.contents().contains("previous document"));
    pty.keys("jk");
    // A key that begins a sequence is no byte.
    let begun = pty.settled();
    let pressed = std::time::Instant::now();
    pty.keys("m");
    let after = pty.settled();
    // On a busy machine the pause may be over already.
    assert!(after == begun || pressed.elapsed().as_millis() >= 400, "{after} after {begun}");
    pty.wait_for("a name for it");
    pty.keys("aq");
    pty.ends_restored(Some(0));
}

/// What a reader of a page with links writes, in a terminal with `variables`.
fn linked(variables: &[(&str, &str)]) -> String {
    let text = "# Harbour plans\n\nThe [port](https://port.example/a?b=1) opens, says the \
                [memo](https://memo.example/\u{1b}]0;x\u{7}\u{9b}y) and [this](javascript:alert).\n";
    let file = tempfile::Builder::new().suffix(".md").tempfile().unwrap();
    fs::write(file.path(), text).unwrap();
    let home = tempfile::tempdir().unwrap();
    let words = [env!("CARGO_BIN_EXE_onrecord"), file.path().to_str().unwrap()];
    let mut pty = Pty::start_at(home.path(), &words, variables);
    pty.wait_for("opens, says the");
    pty.settled();
    let heard = pty.heard();
    pty.keys("?");
    pty.wait_for("next pane");
    pty.keys("?q");
    pty.ends_restored(Some(0));
    heard
}

#[test]
fn links_are_told_to_terminals_that_take_them() {
    let heard = linked(&[("FORCE_HYPERLINK", "1")]);
    assert!(heard.contains(";https://port.example/a?b=1\x1b\\"), "{heard:?}");
    assert!(!heard.contains("\x1b]0;x") && !heard.contains('\u{9b}'), "{heard:?}");
    assert!(!heard.contains("javascript:"), "{heard:?}");
    assert!(!linked(&[("FORCE_HYPERLINK", "0")]).contains("]8;"));
}

/// The colours a reader is drawn in on a terminal of 24 bits that `answers`.
fn colours(answers: Answers) -> String {
    let file = briefing("");
    let home = tempfile::tempdir().unwrap();
    let words = [env!("CARGO_BIN_EXE_onrecord"), file.path().to_str().unwrap()];
    let mut pty = Pty::start_at(home.path(), &words, &[("COLORTERM", "truecolor")]);
    pty = pty.answering(answers);
    pty.wait_for("? help");
    // What a terminal answers is never taken for keys.
    pty.keys("G");
    pty.wait_for("We will finish the work on Lighthouse");
    assert!(!pty.screen().contents().contains("rgb:"), "{}", pty.screen().contents());
    pty.keys("q");
    pty.ends_restored(Some(0));
    pty.heard()
}

#[test]
fn a_mute_terminal_is_drawn_in_its_own_colours() {
    let heard = colours(Answers::Never);
    assert!(heard.contains("\x1b]11;?"), "it was asked: {heard:?}");
    assert!(!heard.contains("38;2;"), "{heard:?}");
}

#[test]
fn an_answer_that_comes_late_types_nothing() {
    let file = briefing("");
    let mut pty = open(&file).answering(Answers::Never);
    pty.wait_for("? help");
    pty.keys("\x1b]10;rgb:ffff/ffff/ffff\x1b\\\x1b]11;rgb:0000/0000/0000\x1b\\");
    pty.keys("G");
    pty.wait_for("We will finish the work on Lighthouse");
    let shown = pty.screen().contents();
    assert!(!shown.contains("Do an action") && !shown.contains("0000"), "{shown}");
    pty.keys("q");
    pty.ends_restored(Some(0));
}

#[test]
fn a_terminal_that_says_it_is_light_gets_the_light_theme() {
    let heard = colours(Answers::Light);
    // The light theme's first person is #0b50a8.
    assert!(heard.contains("38;2;11;80;168"), "{heard:?}");
}

#[test]
fn one_search_goes_through_all_open_documents() {
    let (one, two) = (briefing("The docks are new."), briefing("No dock is old."));
    let names = [one.path(), two.path()].map(|path| path.to_str().unwrap());
    let mut pty = Pty::start(&[env!("CARGO_BIN_EXE_onrecord"), names[0], names[1]]);
    pty.wait_for("? help");
    pty.keys("g/docks are\r");
    pty.wait_for("1 hit for “docks are” in 1 of 2 documents");
    pty.keys("\x1b");
    pty.wait_for("all /docks are");
    pty.keys("\x15dock is old\r");
    pty.wait_for("1 hit for “dock is old” in 1 of 2 documents");
    pty.keys("\r");
    pty.wait_for("2/2 Harbour plans");
    pty.wait_for("1/1 hits");
    pty.keys("q");
    pty.ends_restored(Some(0));
}

#[test]
fn words_to_find_are_found_in_each_tab() {
    let (one, two) = (briefing("The docks are new."), briefing("No dock is old."));
    let names = [one.path(), two.path()].map(|path| path.to_str().unwrap());
    let program = env!("CARGO_BIN_EXE_onrecord");
    let mut pty = Pty::start(&[program, "--find", "dock", names[0], names[1]]);
    pty.wait_for("1/2 hits");
    pty.keys("gt");
    pty.wait_for("2/2 Harbour plans");
    pty.wait_for("1/2 hits");
    pty.keys("q");
    pty.ends_restored(Some(0));
}

#[test]
fn the_wheel_scrolls_the_body() {
    let file = briefing("");
    let mut pty = open(&file);
    pty.wait_for("President Ana Ruiz spoke");
    for _ in 0..20 {
        pty.keys("\x1b[<65;60;12M");
    }
    pty.wait_until("the first paragraph is gone", |screen| {
        !screen.contents().contains("President Ana Ruiz")
    });
    pty.keys("q");
    pty.ends_restored(Some(0));
}

#[test]
fn a_click_on_a_key_of_the_last_row_does_what_it_says() {
    let file = briefing("");
    let mut pty = open(&file);
    let (rows, columns) = pty.screen().size();
    let (rows, columns) = (rows.get(), columns.get());
    let row = pty.screen().contents_between(rows - 1, 0, rows - 1, columns);
    let x = row.split("? help").next().unwrap().chars().count() + 4;
    pty.keys(&format!("\x1b[<0;{x};{rows}M\x1b[<0;{x};{rows}m"));
    pty.wait_until("the help is open", |screen| screen.contents().contains("Reading"));
    pty.keys("qq");
    pty.ends_restored(Some(0));
}

#[test]
fn a_border_is_dragged_and_the_mouse_released() {
    let file = briefing("");
    let mut pty = open(&file);
    let border = |screen: &vt100::Screen| {
        let row = screen.contents_between(1, 1, 1, 100);
        row.chars().position(|c| c == '┬')
    };
    let at = border(pty.screen()).unwrap() + 2;
    pty.keys(&format!("\x1b[<0;{at};10M\x1b[<32;{};10M\x1b[<0;{};10m", at + 9, at + 9));
    pty.wait_until("the border has moved", |screen| border(screen) == Some(at + 7));
    pty.keys("r");
    pty.wait_until("the mouse is let go", |screen| {
        screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
    });
    pty.keys("rz");
    pty.wait_until("the text is alone", |screen| !screen.contents().contains("Topics"));
    assert_ne!(pty.screen().mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    pty.keys("q");
    pty.ends_restored(Some(0));
}

#[test]
fn a_resize_is_followed() {
    let file = briefing("");
    let mut pty = open(&file);
    for (rows, columns) in [(12, 40), (2, 3), (50, 160), (24, 80)] {
        pty.resize(rows, columns);
        if rows > 10 {
            pty.wait_until("the status line is on the last row", |screen| {
                let last = screen.contents_between(rows - 1, 0, rows - 1, columns);
                last.contains("topics ·")
            });
        }
    }
    pty.keys("q");
    pty.ends_restored(Some(0));
}

#[cfg(target_os = "linux")]
#[test]
fn it_stops_and_goes_on() {
    let file = briefing("");
    let mut pty = open(&file);
    pty.keys("\x1a");
    pty.wait_until("the shell's screen is back", |screen| !screen.alternate_screen());
    pty.wait_stopped();
    pty.is_restored();
    pty.signal("CONT");
    pty.wait_until("the reader is back", vt100::Screen::alternate_screen);
    pty.wait_for("? help");
    pty.keys("q");
    pty.ends_restored(Some(0));
}

#[test]
fn a_signal_to_end_is_obeyed_in_order() {
    for signal in ["TERM", "HUP", "INT"] {
        let file = briefing("");
        let mut pty = open(&file);
        pty.signal(signal);
        pty.ends_restored(None);
    }
}

#[test]
fn hostile_text_arrives_as_marks() {
    let hostile =
        "Then \u{1b}]0;owned\u{7} and \u{1b}[2J and \u{9b}31m and \u{202e}turned\u{202c}.";
    let file = briefing(hostile);
    let mut pty = open(&file);
    pty.wait_for("␛]0;owned␇");
    pty.wait_for("␛[2J");
    assert_eq!(pty.title(), "", "the title of the window is not theirs");
    for raw in ["\u{9b}", "\u{202e}", "\u{1b}]0;owned"] {
        assert!(!pty.heard().contains(raw), "{raw:?} went out raw");
    }
    pty.keys("q");
    pty.ends_restored(Some(0));
}

#[test]
fn several_documents_open_in_tabs() {
    let (a, b) = (briefing(""), briefing(""));
    fs::write(b.path(), "Second paper\n\nThe ferry sails, Minister Teo Blanco said.\n").unwrap();
    let [a, b] = [&a, &b].map(|file| file.path().to_str().unwrap().to_owned());
    let mut pty = Pty::start(&[env!("CARGO_BIN_EXE_onrecord"), &a, &b, "/nowhere/gone.txt"]);
    pty.wait_for("1/3 Harbour plans");
    pty.keys("gt");
    pty.wait_for("2/3 Second paper");
    pty.wait_for("The ferry sails");
    pty.keys("gt");
    pty.wait_for("Cannot read it: no such file");
    pty.keys("B");
    pty.wait_for("Open documents");
    pty.keys("second\r");
    pty.wait_for("2/3 Second paper");
    pty.keys("B");
    pty.wait_for("Open documents");
    pty.keys("\x1b[3~\x03");
    pty.wait_until("one is closed", |screen| screen.contents().contains("2/2"));
    pty.keys("q");
    pty.ends_restored(Some(0));
}

#[test]
fn a_directory_is_chosen_from() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["ferries", "harbours", "lighthouses"] {
        let text = format!("All about {name}\n\n“We like {name},” Minister Teo Blanco said.\n");
        fs::write(folder.path().join(name), text).unwrap();
    }
    fs::write(folder.path().join("picture.png"), b"\x89PNG\r\n\x1a\n\0\0").unwrap();
    let mut pty = Pty::start(&[env!("CARGO_BIN_EXE_onrecord"), folder.path().to_str().unwrap()]);
    pty.wait_for("Choose a document");
    pty.wait_for("All about lighthouses");
    pty.wait_for("3/3");
    pty.keys("harb\r");
    pty.wait_for("We like harbours");
    // Not `g c`: on a busy machine the pause between two keys may count as one.
    pty.keys("B");
    pty.wait_for("Open documents");
    pty.keys("\x1b[3~");
    pty.wait_for("Choose a document");
    pty.keys("q");
    pty.ends_restored(Some(0));
}

#[test]
fn a_file_that_changes_is_read_again() {
    let file = briefing("");
    let path = file.path().to_str().unwrap().to_owned();
    let mut pty = Pty::start(&[env!("CARGO_BIN_EXE_onrecord"), "--watch", &path]);
    pty.wait_for("? help");
    pty.keys("R");
    pty.wait_for("reloaded: nothing has changed");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("{text}\n\nNews. The mayor came at night.\n")).unwrap();
    pty.wait_for("reloaded: the text has changed");
    fs::remove_file(&path).unwrap();
    pty.keys("R");
    pty.wait_for("not reloaded: no such file or directory");
    pty.keys("q");
    pty.ends_restored(Some(0));
}

#[test]
fn what_the_reader_does_is_written_down_when_asked_for() {
    let (file, folder) = (briefing(""), tempfile::tempdir().unwrap());
    let (path, log) = (file.path().to_str().unwrap(), folder.path().join("log"));
    let binary = env!("CARGO_BIN_EXE_onrecord");
    let mut pty = Pty::start(&[binary, "--log", log.to_str().unwrap(), path]);
    pty.wait_for("? help");
    pty.keys("ma");
    pty.wait_for("marked");
    pty.keys("q");
    pty.ends_restored(Some(0));
    let written = fs::read_to_string(&log).unwrap();
    assert!(written.lines().next().unwrap().contains("onrecord"), "{written}");
    assert!(written.contains("told: marked") && written.contains("frame in"), "{written}");
    let mut pty = Pty::start(&[binary, "--log", "/no/such/folder/log", path]);
    pty.wait_for("cannot write the log");
    pty.ends_restored(Some(2));
}

#[test]
fn esc_before_an_arrow_opens_no_list() {
    let file = briefing("");
    let mut pty = open(&file);
    pty.keys("\u{1b}\u{1b}[B");
    pty.keys("ma");
    pty.wait_for("marked");
    pty.keys("q");
    pty.ends_restored(Some(0));
}

#[test]
fn the_last_session_is_resumed() {
    let (a, b) = (briefing(""), briefing(""));
    fs::write(b.path(), "Second paper\n\nThe ferry sails, Minister Teo Blanco said.\n").unwrap();
    let [a, b] = [&a, &b].map(|file| file.path().to_str().unwrap().to_owned());
    let program = env!("CARGO_BIN_EXE_onrecord");
    let line = format!("{program} {a} {b}; {program} --resume");
    let mut pty = Pty::start(&["sh", "-c", &line]);
    pty.wait_for("1/2 Harbour plans");
    pty.keys("gt");
    pty.wait_for("The ferry sails");
    pty.keys("q");
    pty.wait_until("the first run has ended", |screen| !screen.alternate_screen());
    pty.wait_for("2/2 Second paper");
    pty.keys("gt");
    pty.wait_for("1/2 Harbour plans");
    pty.keys("q");
    pty.ends_restored(Some(0));
}

#[test]
fn a_file_that_cannot_be_read_leaves_the_terminal_alone() {
    let name = "gone\u{1b}[2J.txt";
    let mut pty = Pty::start(&[env!("CARGO_BIN_EXE_onrecord"), name]);
    pty.wait_for("cannot read `gone␛[2J.txt`: no such file");
    pty.ends_restored(Some(2));
    assert!(!pty.heard().contains('\u{1b}'), "{:?}", pty.heard());
}

#[test]
fn json_on_a_terminal_cannot_act() {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), "A \u{9b}2J and a \u{202e} and a \u{1b}c.\n").unwrap();
    let path = file.path().to_str().unwrap();
    let mut pty = Pty::start(&[env!("CARGO_BIN_EXE_onrecord"), "export", "-f", "jsonl", path]);
    pty.ends_restored(Some(0));
    assert!(pty.heard().contains("\\u009b2J and a \\u202e and a \\u001bc"));
    assert!(!pty.heard().contains(['\u{1b}', '\u{9b}', '\u{202e}']));
}

#[test]
fn a_document_from_a_pipe_leaves_the_keys_to_the_terminal() {
    let file = briefing("");
    let line = format!("{} - < {}", env!("CARGO_BIN_EXE_onrecord"), file.path().display());
    let mut pty = Pty::start(&["sh", "-c", &line]);
    pty.wait_for("? help");
    pty.keys("G");
    pty.wait_for("We will finish the work on Lighthouse");
    pty.keys("q");
    pty.ends_restored(Some(0));
}

#[test]
fn a_panic_restores_the_terminal_and_can_be_read() {
    let mut pty = start_this("a_reader_that_fails");
    pty.ends_restored(Some(2));
    assert!(pty.screen().contents().contains("the reader failed"));
    assert!(pty.heard().contains("\x1b[?1049h"), "the reader had begun");
}

#[test]
fn work_that_fails_is_told_and_the_reader_goes_on() {
    let mut pty = start_this("a_reader_whose_work_fails");
    pty.wait_for("only the beginning is here: a fault of the program's own: the work failed");
    pty.keys("?");
    pty.wait_for("next pane");
    pty.keys("\x03\x03");
    pty.ends_restored(None);
}

/// Runs an ignored test of this file in a terminal of its own.
fn start_this(test: &str) -> Pty {
    let this = std::env::current_exe().unwrap();
    Pty::start(&[this.to_str().unwrap(), "--exact", test, "--ignored", "--nocapture"])
}

/// The reader with slow work that does `fails`.
fn read_with(fails: impl FnOnce() + Send + 'static) {
    let documents = onrecord::ingest::documents("a.txt", b"Harbour plans\n", None).unwrap();
    let first = documents.into_iter().map(onrecord::attribute::briefing).next();
    let whole = move || {
        fails();
        Err("nothing more".to_owned())
    };
    let source = onrecord::tui::Source {
        library: std::sync::Arc::new(Nowhere),
        names: vec!["a.txt".to_owned()],
        tabs: vec![DocId::first_of(0)],
        front: 0,
        first,
        whole: Some(Box::new(whole)),
        goto: None,
        find: None,
        gathering: onrecord::tui::Gathering::Nothing,
        watching: onrecord::tui::Watching::Nothing,
    };
    onrecord::tui::run(source, onrecord::tui::Setup::default()).unwrap();
}

#[test]
#[ignore = "is run by `work_that_fails_is_told_and_the_reader_goes_on` in a terminal of its own"]
fn a_reader_whose_work_fails() {
    read_with(|| panic!("the work failed"));
}

#[test]
#[ignore = "is run by `a_panic_restores_the_terminal_and_can_be_read` in a terminal of its own"]
fn a_reader_that_fails() {
    // A thread that is none of the reader's workers.
    read_with(|| drop(std::thread::spawn(|| panic!("the reader failed")).join()));
}

/// A library without a document.
struct Nowhere;

impl onrecord::tui::Library for Nowhere {
    fn gather(&self, _: &mut dyn FnMut(Vec<String>) -> bool) {}
    fn survey(&self, _: usize, _: &mut dyn FnMut(onrecord::app::Told) -> bool) {}
    fn read(&self, _: DocId) -> Result<Briefing, String> {
        Err("nothing is here".to_owned())
    }
    fn read_again(&self, id: DocId) -> Result<Briefing, String> {
        self.read(id)
    }
    fn identity(&self, _: DocId, _: &Briefing) -> Option<onrecord::archive::Identity> {
        None
    }
    fn stamp(&self, _: usize) -> Option<onrecord::tui::Stamp> {
        None
    }
    fn lasting_name(&self, _: usize) -> Option<String> {
        None
    }
}
