//! The built binary: arguments and standard input in; output, errors and status out.
#![allow(clippy::unwrap_used)]

mod support;

use std::fs;

use support::Run;

const HARBOUR: &str = "Harbour plans\n\nThe docks. President Ana Ruiz spoke at noon.\n\n\
                       “The port opens in May, and the road will follow,” Ruiz said.\n";

#[test]
fn standard_input_is_printed_as_text() {
    let run = Run::new(["-"]).stdin(HARBOUR).run();
    run.code(0).stderr("");
    assert!(run.stdout.contains("“The port opens in May, and the road will follow,” Ruiz said."));
}

#[test]
fn without_a_file_the_sample_is_printed() {
    Run::new([""; 0]).run().code(0).stderr("").says("Port Avel Briefing").says("Ilena Marovic");
    Run::new(["--plain"]).run().code(0).says("Port Avel Briefing");
}

#[test]
fn settings_are_printed_found_and_checked() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("mine.toml");
    let name = path.to_str().unwrap();
    let config = |task: &str| Run::new(["config", task, "--config", name]).run();
    fs::write(&path, "preset = \"less\"\n[keys]\n\"x\" = \"quit\"\n").unwrap();
    config("path").code(0).stdout(&format!("{name}\n"));
    config("check").code(0).says("is faultless").stderr("");
    let printed = config("print");
    printed.code(0).says("preset = \"less\"\n").says("\"x\" = \"quit\"\n");
    fs::write(&path, &printed.stdout).unwrap();
    config("print").code(0).stdout(&printed.stdout);
    fs::write(&path, "[body]\nwdith = 70\n").unwrap();
    let checked = config("check");
    checked.code(2).stdout("");
    assert!(checked.stderr.contains("mine.toml:2:1]") && checked.stderr.contains("`width`"));
}

#[test]
fn a_theme_is_named_on_the_command_line() {
    Run::new(["--plain", "--theme", "light"]).run().code(0).stderr("");
    let wrong = Run::new(["--plain", "--theme", "drak"]).run();
    assert!(wrong.code(2).stderr.contains("`drak`") && wrong.stderr.contains("`dark`"));
    Run::new(["--help"]).run().says("--theme <NAME|FILE>").says("`high-contrast`");
    Run::new(["man"]).run().says("\\-\\-theme");
    Run::new(["completions", "bash"]).run().says("high-contrast");
}

#[test]
fn one_bad_file_is_reported_and_skipped() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.txt"), HARBOUR).unwrap();
    Run::new(["export", "--format", "jsonl", "gone.txt", "a.txt"])
        .dir(dir.path())
        .run()
        .code(2)
        .stderr(
            "onrecord: cannot read `gone.txt`: no such file or directory\n\
             hint: check the name; - reads standard input, no name opens the sample\n",
        )
        .says("\"name\":\"a.txt\"");
}

/// `bytes` in a file, or no file at all; the one complaint it gets.
#[track_caller]
fn check_trouble(bytes: Option<&[u8]>, complaint: &str) {
    let dir = tempfile::tempdir().unwrap();
    if let Some(bytes) = bytes {
        fs::write(dir.path().join("x"), bytes).unwrap();
    }
    for args in [&["x"][..], &["--plain", "x"], &["quotes", "x"], &["export", "-f", "csv", "x"]] {
        let run = Run::new(args.iter().copied()).dir(dir.path()).run();
        run.code(2);
        assert!(run.stderr.starts_with(&format!("onrecord: {complaint}")), "{}", run.stderr);
        assert_eq!(run.stderr.lines().count(), 2, "{}", run.stderr);
        assert!(run.stderr.lines().nth(1).unwrap().starts_with("hint: "), "{}", run.stderr);
    }
}

#[test]
fn bad_files_get_one_clear_line() {
    check_trouble(None, "cannot read `x`: no such file or directory\n");
    check_trouble(Some(b""), "cannot read `x`: the file is empty\n");
    check_trouble(Some(b" \n\n"), "cannot read `x`: the file is empty\n");
    check_trouble(Some(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0"), "cannot read `x`: this is ");
    check_trouble(Some(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0"), "cannot read `x`: this is a PNG");
}

#[test]
fn a_directory_is_printed_file_by_file() {
    let dir = tempfile::tempdir().unwrap();
    let run = Run::new(["--plain", "."]).dir(dir.path()).run();
    run.code(2);
    assert!(run.stderr.starts_with("onrecord: cannot read `.`: no file is there to read\n"));
    for name in ["a", "b"] {
        fs::write(dir.path().join(name), format!("Paper {name}\n\nIt rained.\n")).unwrap();
    }
    let run = Run::new(["--plain", "."]).dir(dir.path()).run();
    run.code(0);
    assert!(run.stdout.contains("Paper a") && run.stdout.contains("Paper b"), "{}", run.stdout);
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_over_the_limit_is_refused_unread() {
    let dir = tempfile::tempdir().unwrap();
    let big = fs::File::create(dir.path().join("big")).unwrap();
    big.set_len(600 << 20).unwrap();
    let run = Run::new(["big"]).dir(dir.path()).run();
    run.code(2).stdout("");
    assert!(run.stderr.contains("`big`: it holds more than 512 MiB\n"), "{}", run.stderr);
}

#[test]
fn invalid_utf8_is_read_all_the_same() {
    Run::new(["-"])
        .stdin(b"Caf\xe9 talks. The minister\xff spoke of caf\xe9s and of harbours.\n")
        .run()
        .code(0)
        .says("The minister");
}

#[test]
fn no_output_for_people_holds_a_control_character() {
    let dir = tempfile::tempdir().unwrap();
    let name = "a\u{1b}]0;owned\u{7}\u{9b}2J.txt";
    let text =
        format!("{HARBOUR}\n\u{1b}[2J\u{1b}]0;owned\u{7} \u{9b}31m \u{202e}evil\u{2069} \u{7f}\n");
    fs::write(dir.path().join(name), text).unwrap();
    for args in
        [&[name][..], &["--plain", name], &["quotes", name], &["topics", name, "gone\u{1b}c"]]
    {
        let run = Run::new(args.iter().copied()).dir(dir.path()).run();
        for shown in [&run.stdout, &run.stderr] {
            let raw = |c: char| (c.is_control() && c != '\n' && c != '\t') || c == '\u{202e}';
            assert!(!shown.contains(raw), "{args:?}: {shown:?}");
        }
    }
    let run = Run::new([name]).dir(dir.path()).run();
    run.says("␛[2J␛]0;owned␇ �31m �evil� ␡");
    let run = Run::new(["export", "--format", "json", name]).dir(dir.path()).run();
    let value: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert!(value["text"].as_str().unwrap().contains("\u{1b}[2J"), "JSON carries the data");
    assert_eq!(value["source"]["name"], name);
}

#[test]
fn a_wrong_argument_cannot_act_on_the_terminal() {
    let run = Run::new(["export", "--format", "x\u{1b}[2J\u{9b}y\u{202e}", "a"]).run();
    run.code(2).stdout("");
    assert!(run.stderr.contains("invalid value 'x"), "{}", run.stderr);
    assert!(!run.stderr.contains(['\u{1b}', '\u{9b}', '\u{202e}']), "{:?}", run.stderr);
}

#[test]
fn nothing_found_is_status_one() {
    Run::new(["quotes", "-", "--speaker", "Nobody At All"]).stdin(HARBOUR).run().code(1).stdout("");
    Run::new(["quotes", "-", "--words", "no such words"]).stdin(HARBOUR).run().code(1).stdout("");
    Run::new(["people", "-"]).stdin("Rain fell on the harbour all day.\n").run().code(1).stdout("");
}

#[test]
fn every_form_is_printed_and_an_unknown_one_is_not() {
    for (format, part) in [
        ("json", "\"text\": \"Harbour plans"),
        ("jsonl", "\"text\":\"Harbour plans"),
        ("text", "Harbour plans"),
        ("md", "Harbour plans"),
        ("html", "<!DOCTYPE html>"),
        ("csv", "source,url,briefing,"),
    ] {
        let run = Run::new(["export", "--format", format, "-"]).stdin(HARBOUR).run();
        run.code(0).stderr("").says(part);
        assert!(run.stdout.ends_with('\n'), "{format}");
    }
    Run::new(["export", "--format", "docx", "-"]).stdin(HARBOUR).run().code(2).stdout("");
    Run::new(["export", "--format", "text", "--as", "exe", "-"]).stdin(HARBOUR).run().code(2);
}

#[test]
fn the_body_alone_is_one_paragraph_a_line() {
    Run::new(["export", "--format", "text", "--body-only", "-"])
        .stdin(HARBOUR)
        .run()
        .code(0)
        .says("The docks. President Ana Ruiz spoke at noon.\n“The port opens in May");
}

#[test]
fn completions_and_the_manual_name_every_subcommand() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        Run::new(["completions", shell]).run().code(0).says("quotes").says("people");
    }
    Run::new(["man"]).run().code(0).says(".TH onrecord").says("ONRECORD QUOTES");
    Run::new(["--help"]).run().code(0).says("Exit status");
    Run::new(["--version"]).run().code(0).stdout(concat!(
        "onrecord ",
        env!("CARGO_PKG_VERSION"),
        "\n"
    ));
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_fault() {
    let run = Run::new(["export", "--format", "json", "-"])
        .stdin(HARBOUR.repeat(2000))
        .closing_stdout()
        .run();
    run.code(0).stderr("");
}

#[cfg(unix)]
#[test]
fn a_pipe_with_a_name_is_read() {
    let dir = tempfile::tempdir().unwrap();
    let fifo = dir.path().join("fifo");
    assert!(std::process::Command::new("mkfifo").arg(&fifo).status().unwrap().success());
    let writer = std::thread::spawn(move || fs::write(fifo, HARBOUR));
    Run::new(["--plain", "fifo"]).dir(dir.path()).run().code(0).says("The port opens in May");
    writer.join().unwrap().unwrap();
}

/// A directory with three documents, one picture, one empty file and a hidden one.
fn library() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir_all(dir.path().join("lib/sub")).unwrap();
    for (name, bytes) in [
        ("lib/b.txt", HARBOUR.as_bytes()),
        ("lib/a.txt", HARBOUR.as_bytes()),
        ("lib/sub/c.md", b"# Roads\n\nThe road opens in June.\n"),
        ("lib/map.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0"),
        ("lib/none.txt", b""),
        ("lib/.hidden.txt", HARBOUR.as_bytes()),
    ] {
        fs::write(dir.path().join(name), bytes).unwrap();
    }
    dir
}

#[test]
fn a_directory_is_read_in_order_and_summed_up() {
    let dir = library();
    let run = Run::new(["export", "--format", "jsonl", "lib"]).dir(dir.path()).run();
    run.code(0);
    let names: Vec<String> = run
        .stdout
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .map(|value| value["source"]["name"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(names, ["lib/a.txt", "lib/b.txt", "lib/sub/c.md"]);
    assert!(run.stderr.starts_with("onrecord: 3 briefings ("), "{}", run.stderr);
    assert!(run.stderr.ends_with("2 skipped: empty or no document\n"), "{}", run.stderr);
}

#[test]
fn failures_are_listed_at_the_end_and_a_hint_is_given_once() {
    let dir = library();
    let run = Run::new(["export", "-f", "text", "gone", "lib/*.txt", "lib/map.png", "gone too"])
        .dir(dir.path())
        .run();
    run.code(2).says("Harbour plans");
    assert_eq!(run.stderr.matches("hint: check the name").count(), 1, "{}", run.stderr);
    assert!(run.stderr.contains("cannot read `lib/map.png`: this is a PNG"), "{}", run.stderr);
    assert!(run.stderr.contains("3 failed: `gone`, `lib/map.png`, `gone too`, 1 skipped"));
}

#[test]
fn many_bytes_are_read_side_by_side_in_the_same_order() {
    let dir = tempfile::tempdir().unwrap();
    let names: Vec<String> = (0..70).map(|at| format!("{at:02}.txt")).collect();
    for (at, name) in names.iter().enumerate() {
        // Sizes that fall, so that later files are done first.
        fs::write(dir.path().join(name), HARBOUR.repeat((70 - at) * 15)).unwrap();
    }
    let run = Run::new(["export", "--format", "jsonl", "."]).dir(dir.path()).run();
    run.code(0);
    let found: Vec<&str> = run
        .stdout
        .lines()
        .map(|line| line.split("\"name\":\"./").nth(1).unwrap().split('"').next().unwrap())
        .collect();
    assert_eq!(found, names);
}

/// What `--linear` says to `lines` about the files `names`, all in a folder of three.
fn talk(names: &[&str], lines: &str) -> String {
    let dir = tempfile::tempdir().unwrap();
    let text = "Harbour plans\n\nDocks. “The port opens in May,” said Minister Ana Ruiz.\n";
    fs::write(dir.path().join("a.txt"), text).unwrap();
    fs::write(dir.path().join("b.txt"), "Second paper\n\nIt rained \u{1b}[2J.\n").unwrap();
    fs::write(dir.path().join("c.png"), b"\x89PNG\r\n\x1a\n\0\0").unwrap();
    let arguments: Vec<&str> = ["--linear"].iter().chain(names).copied().collect();
    let run = Run::new(arguments).dir(dir.path()).stdin(lines).run();
    run.code(0);
    assert!(!run.stdout.contains('\u{1b}'), "{}", run.stdout);
    run.stdout
}

#[test]
fn a_document_is_talked_about_in_lines() {
    let said = talk(&["a.txt"], "quotes\n1\ncopy 1\nquit\ntopics\n");
    let quotes = "1. Ana Ruiz: “The port opens in May,”\n";
    assert!(said.starts_with("Harbour plans\n1 topic, 1 quote."), "{said}");
    assert!(said.contains(quotes) && said.contains("Topic 1 of 1: Opening.\n"), "{said}");
    assert!(!said.contains("1. Opening"), "nothing is said after quit: {said}");
}

#[test]
fn several_documents_are_talked_about() {
    let said = talk(&["."], "everywhere the port\neverywhere snow\n");
    let found = "Document 1: Harbour plans, 1 hit.\n1. Opening: ";
    assert!(said.contains(found) && !said.contains("Document 2"), "{said}");
    assert!(said.contains("snow is in no document.\n"), "{said}");
    let said = talk(&["--find", "rained", "b.txt"], "quit\n");
    assert!(said.contains("1 hit; n reads the next.\n"), "{said}");
    let said = talk(&["."], "documents\nopen 2\n1\nopen 9\n");
    assert!(said.contains("1. Harbour plans, article, 1 quote, open\n"), "{said}");
    assert!(said.contains("It rained ␛[2J.") && said.contains("There are 2 documents."), "{said}");
}
