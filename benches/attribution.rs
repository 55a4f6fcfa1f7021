//! Bytes to a briefing with its speakers: megabytes per second, and the inputs that
//! would show quadratic time.
//!
//! `cargo bench --bench attribution`. The corpus figure needs `../shared/corpus`; without
//! it the built-in sample alone is measured.

#![expect(clippy::print_stderr, reason = "a bench says what it skipped")]

use std::fmt::Write;
use std::fs;
use std::hint::black_box;
use std::path::Path;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use onrecord::{attribute, ingest};

const SAMPLE: &str = include_str!("../assets/sample.txt");

fn read(name: &str, bytes: &[u8]) -> usize {
    let documents = ingest::documents(name, bytes, None).unwrap_or_default();
    documents.into_iter().map(|d| attribute::briefing(d).quotes.len()).sum()
}

/// The plain-text documents of the shared corpus, or nothing where it is missing.
fn corpus() -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let mut found = Vec::new();
    for folder in ["digest", "transcript"] {
        let Ok(entries) = fs::read_dir(root.join(folder)) else { continue };
        for path in entries.flatten().map(|e| e.path()) {
            if path.extension().is_some_and(|e| e == "txt")
                && let Ok(bytes) = fs::read(&path)
            {
                found.push((path.display().to_string(), bytes));
            }
        }
    }
    found
}

fn speed(c: &mut Criterion) {
    let mut group = c.benchmark_group("read");
    let sample = SAMPLE.repeat(100);
    group.throughput(Throughput::Bytes(sample.len() as u64));
    group.bench_function("sample x 100", |b| {
        b.iter(|| read("sample.txt", black_box(sample.as_bytes())))
    });
    let corpus = corpus();
    if corpus.is_empty() {
        eprintln!("skipped: the shared corpus is not here");
    } else {
        group.throughput(Throughput::Bytes(corpus.iter().map(|(_, b)| b.len() as u64).sum()));
        group.bench_function("corpus, plain text", |b| {
            b.iter(|| {
                corpus.iter().map(|(name, bytes)| read(name, black_box(bytes))).sum::<usize>()
            });
        });
    }
    group.finish();
}

/// Each trap at two sizes: twice the bytes may take twice the time, not four times.
fn traps(c: &mut Criterion) {
    let mut group = c.benchmark_group("traps");
    group.sample_size(10);
    for n in [5_000, 10_000] {
        let mut labels = String::new();
        for i in 0..n {
            let _ = writeln!(labels, "MS. LABEL{i}:");
        }
        for (trap, text) in [
            ("opening marks", "“".repeat(n)),
            ("opening marks with words", "“so it “goes ".repeat(n)),
            ("straight marks", "\" ".repeat(n)),
            ("no full stop", "and then the minister said that ".repeat(n)),
            ("a long name", format!("{}said “no”.", "Name ".repeat(n))),
            ("every line a label", labels),
            ("nested brackets", "(".repeat(n)),
            ("a cue alone", "said ".repeat(n)),
            ("quoted lines", "“Yes,” he said.\n".repeat(n)),
        ] {
            group.throughput(Throughput::Bytes(text.len() as u64));
            group.bench_with_input(BenchmarkId::new(trap, n), &text, |b, text| {
                b.iter(|| read("trap.txt", black_box(text.as_bytes())));
            });
        }
    }
    group.finish();
}

criterion_group!(benches, speed, traps);
criterion_main!(benches);
