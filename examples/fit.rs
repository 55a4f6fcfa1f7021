//! Fits the rankers' weights: `gunzip -c train.jsonl.gz | cargo run --profile fast
//! --example fit -- fit assets/weights.bin`. The same data gives the same bytes.
//!
//! `… -- table < dev.jsonl` prints how often each confidence is right instead, and
//! `… -- crossed` what each third of the documents gets right by the other two.
//! Each line is a document with `text` and `quotes` (`start`, `end` in characters,
//! `speaker_start`, `speaker_end`, `speaker_canonical`, `speaker_type`).
#![allow(clippy::unwrap_used, clippy::string_slice, clippy::print_stdout, clippy::print_stderr)]

use std::io::{BufRead, Write};

use onrecord::attribute::rank::{CERTAIN, Cell, Curve, Features, Task, Weights};
use onrecord::attribute::{Choice, Decision, assign_by, decisions};
use onrecord::model::{Briefing, Quote, QuoteKind, Span};
use onrecord::{ingest, parse};
use serde_json::Value;

type Document = (Briefing, Vec<Gold>);

#[derive(Clone)]
struct Gold {
    span: Span,
    speakers: Vec<Span>,
    name: Option<String>,
    pronoun: bool,
}

struct Example {
    options: Vec<Features>,
    right: Vec<bool>,
}

fn main() {
    let mode = std::env::args().nth(1).unwrap_or_default();
    if mode == "why" {
        return why(&std::fs::read(std::env::args().nth(2).unwrap()).unwrap());
    }
    let documents: Vec<Document> = std::io::stdin()
        .lock()
        .lines()
        .map(|line| document(&serde_json::from_str(&line.unwrap()).unwrap()))
        .collect();
    match mode.as_str() {
        "fit" => fit(&documents, &std::env::args().nth(2).unwrap()),
        "table" => table(&documents),
        "crossed" => crossed(&documents),
        _ => eprintln!("usage: fit OUT | table | crossed, documents on standard input"),
    }
}

/// Prints each decision on a file's passages with its options' scores.
fn why(bytes: &[u8]) {
    let weights = Weights::fitted();
    let briefing = parse::briefing(ingest::documents("why", bytes, None).unwrap().remove(0));
    for d in decisions(&briefing, &weights) {
        println!(
            "{:?} {}",
            d.task,
            d.about.of(&briefing.text).chars().take(90).collect::<String>()
        );
        for o in &d.options {
            let span = o.span.map_or("-", |s| s.of(&briefing.text));
            println!("    {:6.2} {span} = {:?}", weights.score(d.task, &o.features), o.name);
        }
    }
}

fn document(value: &Value) -> Document {
    let text = value["text"].as_str().unwrap();
    let mut at: Vec<usize> = text.char_indices().map(|(byte, _)| byte).collect();
    at.push(text.len());
    let span = |from: &Value, to: &Value| {
        Some(Span::new(at[from.as_u64()? as usize], at[to.as_u64()? as usize]))
    };
    let gold = value["quotes"].as_array().unwrap().iter().map(|q| {
        let mut speakers: Vec<Span> =
            span(&q["speaker_start"], &q["speaker_end"]).into_iter().collect();
        for more in q["speaker_more"].as_array().into_iter().flatten() {
            speakers.extend(span(&more[0], &more[1]));
        }
        Gold {
            span: span(&q["start"], &q["end"]).unwrap(),
            speakers,
            name: q["speaker_canonical"].as_str().map(surname),
            pronoun: q["speaker_type"] == "pronoun",
        }
    });
    let gold = gold.collect();
    let mut documents = ingest::documents("fit", text.as_bytes(), None).unwrap();
    (parse::briefing(documents.remove(0)), gold)
}

fn surname(name: &str) -> String {
    let mut words = name.split(|c: char| !c.is_alphanumeric() && c != '-');
    let small = |w: &&str| w.is_empty() || matches!(*w, "Jr" | "Sr" | "II" | "III" | "s");
    let last = words.rfind(|w| !small(w));
    last.unwrap_or_default().to_lowercase()
}

/// What the rankers would have decided on each document, and what was right; only what
/// can be learnt from, where one of the options is right.
fn examples(documents: &[Document], weights: &Weights) -> [Vec<Example>; 3] {
    let mut all = [Vec::new(), Vec::new(), Vec::new()];
    for (briefing, gold) in documents {
        for decision in decisions(briefing, weights) {
            let right = match decision.task {
                Task::Speaker => right_speaker(briefing, gold, &decision),
                Task::Pronoun => right_person(gold, &decision),
                Task::Content => right_content(briefing, gold, &decision),
            };
            if right.contains(&true) {
                let options = decision.options.into_iter().map(|o| o.features).collect();
                all[decision.task as usize].push(Example { options, right });
            }
        }
    }
    all
}

fn covering(gold: &[Gold], about: Span) -> Option<&Gold> {
    let shared = |g: &Gold| g.span.end.min(about.end).saturating_sub(g.span.start.max(about.start));
    gold.iter().max_by_key(|g| shared(g)).filter(|g| shared(g) * 2 >= about.len())
}

fn right_speaker(briefing: &Briefing, gold: &[Gold], decision: &Decision) -> Vec<bool> {
    let Some(g) = covering(gold, decision.about).filter(|g| !g.speakers.is_empty()) else {
        return decision.options.iter().map(|o| o.span.is_none()).collect();
    };
    let touches = |span: Span| g.speakers.iter().any(|s| shares_word(&briefing.text, *s, span));
    let by_span: Vec<bool> = decision.options.iter().map(|o| o.span.is_some_and(touches)).collect();
    if by_span.contains(&true) {
        return by_span;
    }
    decision
        .options
        .iter()
        .map(|o| g.name.is_some() && o.name.as_deref().map(surname) == g.name)
        .collect()
}

fn shares_word(text: &str, a: Span, b: Span) -> bool {
    let both = Span::new(a.start.max(b.start), a.end.min(b.end));
    let small = [
        "the",
        "a",
        "an",
        "of",
        "mr",
        "mrs",
        "ms",
        "president",
        "senator",
        "sen",
        "gov",
        "former",
        "s",
    ];
    both.of(text)
        .split(|c: char| !c.is_alphanumeric())
        .any(|w| !w.is_empty() && !small.contains(&w.to_lowercase().as_str()))
        || !both.is_empty() && a.len() <= 5 && b.covers(a)
}

fn right_person(gold: &[Gold], decision: &Decision) -> Vec<bool> {
    let about = decision.about;
    let name =
        gold.iter().find(|g| g.pronoun && g.speakers.contains(&about)).and_then(|g| g.name.clone());
    decision
        .options
        .iter()
        .map(|o| name.is_some() && o.name.as_deref().map(surname) == name)
        .collect()
}

/// The contents all of whose pieces are quotes, those with the most pieces and the
/// nearest to them; else none.
fn right_content(briefing: &Briefing, gold: &[Gold], decision: &Decision) -> Vec<bool> {
    let quoted =
        |s: Span| gold.iter().map(|g| overlap(&briefing.text, s, g.span)).fold(0.0, f64::max);
    let near = |o: &Choice| {
        let all: Vec<f64> = o.span.into_iter().chain(o.rest).map(quoted).collect();
        if all.iter().all(|o| *o >= 0.8) { all.iter().sum() } else { 0.0 }
    };
    let found: Vec<f64> = decision.options.iter().map(near).collect();
    let most = found.iter().copied().fold(0.0, f64::max);
    if most == 0.0 {
        return decision.options.iter().map(|o| o.span.is_none()).collect();
    }
    found.iter().map(|n| *n >= most - 0.03).collect()
}

fn overlap(text: &str, a: Span, b: Span) -> f64 {
    let trim = |s: Span| {
        let inner = s.of(text);
        let left = inner.len() - inner.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
        let right = inner.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
        Span::new(s.start + left, s.start + right.max(left))
    };
    let (a, b) = (trim(a), trim(b));
    let both = a.end.min(b.end).saturating_sub(a.start.max(b.start)) as f64;
    both / (a.end.max(b.end) - a.start.min(b.start)).max(1) as f64
}

fn fit(documents: &[Document], out: &str) {
    let mut judged = Vec::new();
    for fold in 0..FOLDS {
        let (own, rest) = parted(documents, fold);
        judged.extend(judgements(&own, &Weights::of(fitted(&rest, 2))));
    }
    let mut bytes = fitted(documents, 3);
    for curve in Curve::ALL {
        let points = curve_of(judged.iter().filter(|j| j.curve == curve));
        bytes.extend(points.iter().map(|p| (p * CERTAIN).round() as u8));
    }
    std::fs::File::create(out).unwrap().write_all(&bytes).unwrap();
}

/// Every third document from `fold`, and the others.
fn parted(documents: &[Document], fold: usize) -> (Vec<Document>, Vec<Document>) {
    let (own, rest): (Vec<_>, Vec<_>) =
        documents.iter().cloned().enumerate().partition(|(at, _)| at % FOLDS == fold);
    let plain = |list: Vec<(usize, Document)>| list.into_iter().map(|(_, d)| d).collect();
    (plain(own), plain(rest))
}

/// The tables after `rounds` of deciding and learning.
fn fitted(documents: &[Document], rounds: usize) -> Vec<u8> {
    let mut tables = Vec::new();
    for round in 0..rounds {
        let weights = Weights::of(std::mem::take(&mut tables));
        for (task, examples) in Task::ALL.iter().zip(examples(documents, &weights)) {
            let (table, right) = train(*task, &examples);
            let n = examples.len();
            eprintln!("round {round} {task:?}: {n} decisions, {:.1} % right", 100.0 * right);
            tables.extend(table);
        }
    }
    tables
}

/// One quote of a document that had no part in fitting: how sure, and whether right.
struct Judged {
    curve: Curve,
    confidence: f32,
    /// Whether the person is right.
    right: bool,
    /// Whether at least the words that name the speaker are.
    found: bool,
    long: bool,
    gold: bool,
    pronoun: bool,
}

fn judgements(documents: &[Document], weights: &Weights) -> Vec<Judged> {
    let mut all = Vec::new();
    for (briefing, gold) in documents {
        let mut briefing = briefing.clone();
        assign_by(&mut briefing, weights);
        for q in &briefing.quotes {
            all.extend(judged(&briefing, gold, q));
        }
    }
    all
}

fn judged(briefing: &Briefing, gold: &[Gold], quote: &Quote) -> Option<Judged> {
    let speaker = quote.speaker.as_ref()?;
    let curve = match quote.kind {
        QuoteKind::Direct => Curve::Marked,
        QuoteKind::Mixed | QuoteKind::Indirect => Curve::Reported,
        _ => return None,
    };
    // Words given to nobody are no answer to be right or wrong.
    if speaker.person.is_none() && speaker.span.is_none() {
        return None;
    }
    let g = covering(gold, quote.span).filter(|g| !g.speakers.is_empty());
    let person = speaker.person.and_then(|p| briefing.cast.people.get(p));
    let touched = g.is_some_and(|g| {
        let touches = |span: Span| g.speakers.iter().any(|s| shares_word(&briefing.text, *s, span));
        speaker.span.is_some_and(touches)
    });
    let right = g.is_some_and(|g| match &g.name {
        Some(name) => person.is_some_and(|p| surname(&p.name) == *name),
        None => touched,
    });
    let words = quote.span.of(&briefing.text).split_whitespace().count();
    Some(Judged {
        curve,
        confidence: speaker.confidence,
        right,
        found: right || touched,
        long: words >= 5,
        gold: g.is_some(),
        pronoun: g.is_some_and(|g| g.pronoun && g.name.is_some()),
    })
}

/// The share right around each point of a curve, never falling.
fn curve_of<'a>(judged: impl Iterator<Item = &'a Judged>) -> Vec<f32> {
    // A weak belief that the share is what it says, so that a point few decisions stand
    // near is not left to chance.
    let mut sums: Vec<(f32, f32)> =
        (0..Curve::POINTS).map(|at| (5.0, 5.0 / (1.0 + (4.0 - at as f32).exp()))).collect();
    for j in judged {
        let place = Curve::place(j.confidence);
        let at = (place as usize).min(Curve::POINTS - 2);
        let part = place - at as f32;
        for (k, weight) in [(at, 1.0 - part), (at + 1, part)] {
            sums[k].0 += weight;
            sums[k].1 += weight * f32::from(u8::from(j.right));
        }
    }
    // Pool neighbours that would fall.
    let mut pools: Vec<(f32, f32, usize)> = Vec::new();
    for (all, right) in sums {
        pools.push((all, right, 1));
        while let [.., a, b] = pools[..] {
            if a.1 / a.0 <= b.1 / b.0 {
                break;
            }
            pools.truncate(pools.len() - 2);
            pools.push((a.0 + b.0, a.1 + b.1, a.2 + b.2));
        }
    }
    pools.iter().flat_map(|(all, right, n)| std::iter::repeat_n(right / all, *n)).collect()
}

/// What fitting on two thirds gets right on the last third, each third in turn.
fn crossed(documents: &[Document]) {
    let mut all = Vec::new();
    let mut passages = 0;
    for fold in 0..FOLDS {
        let (own, rest) = parted(documents, fold);
        all.extend(judgements(&own, &Weights::of(fitted(&rest, 2))));
        passages += own.iter().map(|(b, g)| marked(b, g)).sum::<usize>();
    }
    let long = || all.iter().filter(|j| j.curve == Curve::Marked && j.long);
    let right = long().filter(|j| j.right).count();
    let listed = long().count();
    let invented = long().filter(|j| !j.gold).count();
    let pronouns = all.iter().filter(|j| j.pronoun);
    let (n, ok) = pronouns.fold((0, 0), |(n, ok), j| (n + 1, ok + usize::from(j.right)));
    println!("direct, five words or more: {right} of {listed} right, {invented} nobody's");
    let found = long().filter(|j| j.found).count();
    let f1 = |right: usize| 2.0 * right as f64 / (listed + passages) as f64;
    println!("gold {passages}, F1 of persons {:.4}, of mentions {:.4}", f1(right), f1(found));
    println!("pronouns {ok} of {n}: {:.4}", ok as f64 / f64::from(n));
}

/// The statements in marks of five words or more.
fn marked(briefing: &Briefing, gold: &[Gold]) -> usize {
    let quoted = |g: &&Gold| {
        let at = briefing.text.floor_char_boundary(g.span.start.saturating_sub(4));
        let head = &briefing.text[at..briefing.text.ceil_char_boundary(g.span.start + 3)];
        head.contains(['"', '“']) || head.contains("''")
    };
    gold.iter()
        .filter(quoted)
        .filter(|g| g.span.of(&briefing.text).split_whitespace().count() >= 5)
        .count()
}

const FOLDS: usize = 3;

/// A task's table and the share its decisions get right by it. Of the features that share
/// a cell the one stays whose loss would cost most, by the second-order estimate of
/// LeCun, Denker and Solla, "Optimal Brain Damage" (1989); what stays is fitted anew.
fn train(task: Task, examples: &[Example]) -> (Vec<u8>, f64) {
    let mut names: Vec<u32> =
        examples.iter().flat_map(|e| &e.options).flat_map(|o| &o.hashes).copied().collect();
    names.sort_unstable();
    names.dedup();
    let all = learn(task, names.len(), examples, |f| names.binary_search(&f).ok());
    let mut cells: Vec<Option<(f64, u32)>> = vec![None; task.table().1];
    for ((name, w), g2) in names.iter().zip(&all.mean).zip(&all.squares) {
        let cell = &mut cells[task.place(*name)];
        let cost = w * w * g2;
        if cell.is_none_or(|(most, _)| cost > most) {
            *cell = Some((cost, *name));
        }
    }
    let owner = |place: usize| cells[place].map(|(_, name)| name);
    let fitted = learn(task, cells.len(), examples, |f| {
        let place = task.place(f);
        owner(place).filter(|o| Cell::check(*o) == Cell::check(f)).map(|_| place)
    });
    let weights = fitted.mean.iter().enumerate();
    let table = weights.map(|(at, w)| owner(at).map_or(0, |o| Cell::of(o, *w as f32).byte()));
    (table.collect(), fitted.right as f64 / examples.len().max(1) as f64)
}

/// What is learnt about each feature, and how many decisions it gets right.
struct Learnt {
    mean: Vec<f64>,
    /// The sums of the squared gradients.
    squares: Vec<f64>,
    right: usize,
}

/// How a task is learnt; chosen by what [`crossed`] gets right.
struct Regimen {
    rate: f64,
    /// How much a weight is drawn to nought at each step.
    l2: f64,
    /// The share of features left out at each step, so that no few of them carry a decision
    /// alone (Srivastava et al., "Dropout", 2014).
    left_out: f64,
}

impl Regimen {
    fn of(task: Task) -> Regimen {
        match task {
            Task::Speaker => Regimen { rate: 0.15, l2: 3e-2, left_out: 0.3 },
            Task::Pronoun | Task::Content => Regimen { rate: 0.06, l2: 3e-3, left_out: 0.0 },
        }
    }
}

/// Numbers in an order that is the same in each run (Knuth's MMIX generator).
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }

    /// Whether what happens in `share` of all cases happens.
    fn happens(&mut self, share: f64) -> bool {
        share > 0.0 && (self.below(1 << 20) as f64) < share * f64::from(1 << 20)
    }
}

/// Softmax regression by Adagrad in a fixed order on `n` weights; `place` tells which one a
/// feature has, if any.
fn learn(
    task: Task,
    n: usize,
    examples: &[Example],
    place: impl Fn(u32) -> Option<usize>,
) -> Learnt {
    let Regimen { rate: first_rate, l2, left_out } = Regimen::of(task);
    let placed = |o: &Features| o.hashes.iter().filter_map(|f| place(*f)).collect();
    let features: Vec<Vec<Vec<usize>>> =
        examples.iter().map(|e| e.options.iter().map(placed).collect()).collect();
    let (mut w, mut mean, mut squares) = (vec![0f64; n], vec![0f64; n], vec![1e-2f64; n]);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut chance = Chance(7);
    let mut right = 0;
    for epoch in 0..EPOCHS {
        for i in (1..order.len()).rev() {
            order.swap(i, chance.below(i + 1));
        }
        right = 0;
        let rate = first_rate / (1.0 + 0.3 * epoch as f64);
        for at in &order {
            let rights = &examples[*at].right;
            let mut kept = |o: &Vec<usize>| -> Vec<usize> {
                o.iter().copied().filter(|_| !chance.happens(left_out)).collect()
            };
            let options: Vec<Vec<usize>> = features[*at].iter().map(&mut kept).collect();
            let scores: Vec<f64> = options.iter().map(|o| o.iter().map(|f| w[*f]).sum()).collect();
            let top = scores.iter().copied().fold(f64::MIN, f64::max);
            let exps: Vec<f64> = scores.iter().map(|s| (s - top).exp()).collect();
            let all: f64 = exps.iter().sum();
            let good: f64 = exps.iter().zip(rights).filter(|(_, r)| **r).map(|(e, _)| e).sum();
            let best = scores.iter().position(|s| *s == top).unwrap();
            right += usize::from(rights[best]);
            for ((option, e), r) in options.iter().zip(&exps).zip(rights) {
                let gradient = e / all - if *r { e / good.max(1e-12) } else { 0.0 };
                if gradient.abs() < 1e-6 {
                    continue;
                }
                for f in option {
                    let g = gradient + l2 * w[*f];
                    squares[*f] += g * g;
                    w[*f] -= rate * g / squares[*f].sqrt();
                }
            }
        }
        // The mean of the later rounds is steadier than the last one.
        if epoch >= EPOCHS / 2 {
            let share = 1.0 / (EPOCHS - EPOCHS / 2) as f64;
            mean.iter_mut().zip(&w).for_each(|(m, w)| *m += w * share);
        }
    }
    Learnt { mean, squares, right }
}

const EPOCHS: usize = 10;

/// How often each tenth of confidence is right, by the program's own weights.
fn table(documents: &[Document]) {
    for curve in Curve::ALL {
        let mut bins = [(0usize, 0usize); 10];
        for j in judgements(documents, &Weights::fitted()).iter().filter(|j| j.curve == curve) {
            let bin = &mut bins[((j.confidence * 10.0) as usize).min(9)];
            bin.0 += 1;
            bin.1 += usize::from(j.right);
        }
        println!("{curve:?}\n| confidence | quotes | right |\n| --- | --- | --- |");
        for (at, (n, right)) in bins.iter().enumerate().filter(|(_, (n, _))| *n > 0) {
            let share = 100.0 * *right as f64 / *n as f64;
            println!(
                "| {:.1}–{:.1} | {n} | {share:.0} % |",
                at as f32 / 10.0,
                (at + 1) as f32 / 10.0
            );
        }
    }
}
