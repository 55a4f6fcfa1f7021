//! What a key costs in the reader: a page, a frame, a letter of a search, a letter of a
//! jump, each on a text large enough to show work that grows with it.
//!
//! `cargo bench --bench reader`. Every text is made here.

use std::fmt::Write;
use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use onrecord::app::{self, Action, Command, Edit, Extent, State};
use onrecord::model::Briefing;
use onrecord::{attribute, config, ingest, tui};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

const LARGE: usize = 20 << 20;
const HEADINGS: usize = 100_000;
/// Typed one letter after the other; the words stand in every topic.
const TYPED: &str = "harbour";

fn topic(number: usize) -> String {
    let mut text = format!("## Harbour {number} of Varenia and its wages\n\n");
    for part in 0..6 {
        let _ = write!(
            text,
            "Minister Ilena Marovic noted that pier {part} would be open to every town on the \
             northern line before winter.\n\n“The fund pays for pier {part} and nothing else, and \
             we publish the minutes,” she said.\n\n"
        );
    }
    text
}

fn briefing(text: &str) -> Arc<Briefing> {
    let documents = ingest::documents("bench.md", text.as_bytes(), None).unwrap_or_default();
    let first = documents.into_iter().next();
    Arc::new(first.map(attribute::briefing).expect("text is a document"))
}

/// A briefing of about `LARGE` bytes.
fn large() -> Arc<Briefing> {
    let topics = LARGE / topic(1_000).len();
    briefing(&(0..topics).map(topic).collect::<String>())
}

fn press(state: &mut State, command: Command) {
    black_box(app::update(state, Action::Do(command)));
}

/// Opens a prompt with `open`, types and leaves it again: a key per letter and two more.
fn typed(state: &mut State, open: Command) {
    press(state, open);
    for letter in TYPED.chars() {
        black_box(app::update(state, Action::Edit(Edit::Insert(letter))));
    }
    press(state, Command::Close);
}

fn keys(c: &mut Criterion) {
    let briefing = large();
    let mut state = State::new(Arc::clone(&briefing), Extent::Whole, 200, 60);
    let mut terminal = Terminal::new(TestBackend::new(200, 60)).expect("a buffer is no file");
    let ansi = config::Theme::opt_named("ansi").expect("a theme of our own");
    let theme = tui::Theme::of(&ansi);
    let mut group = c.benchmark_group("20 MB at 200x60");
    group.bench_function("a frame", |b| {
        b.iter(|| terminal.draw(|frame| tui::draw(&state, &theme, frame)).map(drop));
    });
    for (name, open) in [
        ("a frame with the help", Command::OpenHelp),
        ("a frame with the palette", Command::OpenPalette),
    ] {
        press(&mut state, open);
        group.bench_function(name, |b| {
            b.iter(|| terminal.draw(|frame| tui::draw(&state, &theme, frame)).map(drop));
        });
        press(&mut state, Command::Close);
    }
    // There and back, so that no run ends at the last page.
    group.bench_function("two page keys", |b| {
        b.iter(|| {
            press(&mut state, Command::PageDown);
            press(&mut state, Command::PageUp);
        });
    });
    group.throughput(Throughput::Elements(TYPED.len() as u64));
    group.bench_function("a word searched for", |b| {
        b.iter(|| typed(&mut state, Command::OpenSearch));
    });
    group.finish();
}

fn jump(c: &mut Criterion) {
    let text: String = (0..HEADINGS).fold(String::new(), |mut text, number| {
        let _ = write!(text, "## Harbour {number} of Varenia\n\nThe pier is open.\n\n");
        text
    });
    let mut state = State::new(briefing(&text), Extent::Whole, 120, 40);
    let mut group = c.benchmark_group("100 000 headings");
    group.throughput(Throughput::Elements(TYPED.len() as u64));
    group.bench_function("a word jumped to", |b| b.iter(|| typed(&mut state, Command::OpenJump)));
    group.finish();
    letters(&mut state);
}

/// Words as readers type them: whole, begun, without vowels, with a number, not there.
const JUMPS: [&str; 6] = ["harbour", "vare 99", "hrbr vrn", "12345", "of varenia", "dam"];
const ROUNDS: usize = 20;

/// Prints how long single letters take: a mean hides the first of a word, which is looked
/// for in all headings.
#[expect(clippy::print_stdout, reason = "a bench says what it measured")]
fn letters(state: &mut State) {
    let mut taken = Vec::new();
    for word in std::iter::repeat_n(JUMPS, ROUNDS).flatten() {
        press(state, Command::OpenJump);
        for letter in word.chars() {
            let begun = Instant::now();
            black_box(app::update(state, Action::Edit(Edit::Insert(letter))));
            taken.push(begun.elapsed());
        }
        press(state, Command::Close);
    }
    taken.sort_unstable();
    let at = |percent: usize| taken.get((taken.len() - 1) * percent / 100).copied();
    let [median, p95, most] = [50, 95, 100].map(|percent| at(percent).unwrap_or_default());
    println!("a letter of a jump: {median:?} median, {p95:?} p95, {most:?} most");
}

criterion_group!(benches, keys, jump);
criterion_main!(benches);
