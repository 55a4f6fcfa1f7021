//! Notes made in a real terminal: kept, exported, shared with another reader, and never
//! lost when the disk refuses.
#![cfg(unix)]
#![allow(clippy::unwrap_used)]

#[expect(dead_code, reason = "each test file uses a part of it")]
mod pty;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use pty::Pty;

const TEXT: &str = "Harbour plans\n\nThe docks. President Ana Ruiz spoke at noon.\n\n\
                    “The port opens in May, and the road will follow,” Ruiz said.\n";

/// A folder for the program, and a briefing in it.
fn home() -> (tempfile::TempDir, PathBuf) {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("briefing.txt");
    fs::write(&file, TEXT).unwrap();
    (home, file)
}

fn open(home: &Path, file: &Path) -> Pty {
    let mut pty =
        Pty::start_at(home, &[env!("CARGO_BIN_EXE_onrecord"), file.to_str().unwrap()], &[]);
    pty.wait_for("Topics");
    pty
}

/// Standard output and exit status of `onrecord notes`.
fn exported(home: &Path, file: &Path) -> (String, i32) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.args(["notes", "--format", "md"]).arg(file).env("XDG_DATA_HOME", home);
    let done = command.output().unwrap();
    (String::from_utf8(done.stdout).unwrap(), done.status.code().unwrap())
}

fn records(home: &Path) -> Vec<PathBuf> {
    let folder = fs::read_dir(home.join("onrecord/documents")).unwrap();
    let mut paths: Vec<PathBuf> = folder.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some());
    paths.sort();
    paths
}

#[test]
fn a_note_is_kept_shown_again_and_exported() {
    let (home, file) = home();
    assert_eq!(exported(home.path(), &file), (String::new(), 1));
    let mut pty = open(home.path(), &file);
    pty.keys("a");
    pty.wait_for(" Note ");
    pty.keys("Which road?\rAsk her.\x13");
    pty.wait_for("note kept");
    pty.keys("q");
    pty.ends_restored(Some(0));
    let (notes, code) = exported(home.path(), &file);
    assert_eq!(code, 0);
    assert!(notes.starts_with("# Notes on Harbour plans\n"), "{notes}");
    assert!(notes.contains("> “The port opens in May, and the road will follow,”\n"), "{notes}");
    assert!(notes.contains("\nWhich road?\nAsk her.\n"), "{notes}");
    let kept = fs::read_to_string(&records(home.path())[0]).unwrap();
    assert!(kept.contains("The port opens in May") && kept.contains("Which road?"), "{kept}");

    // The document is edited: the note is found by its words.
    fs::write(&file, TEXT.replace("spoke at noon", "spoke to the council at noon")).unwrap();
    let mut pty = open(home.path(), &file);
    pty.wait_for("◆");
    pty.keys("M");
    pty.wait_for("Which road?");
    pty.keys("d");
    pty.wait_for("u brings it back");
    pty.keys("qq");
    pty.ends_restored(Some(0));
    assert_eq!(exported(home.path(), &file), (String::new(), 1));
}

#[test]
fn two_readers_keep_each_others_notes() {
    let (home, file) = home();
    let mut one = open(home.path(), &file);
    let mut other = open(home.path(), &file);
    one.keys("aThe first.\x13");
    one.wait_for("note kept");
    other.keys("ve");
    other.keys("aThe second.\x13");
    other.wait_for("note kept");
    other.keys("M");
    other.wait_for("The first.");
    one.keys("q");
    one.ends_restored(Some(0));
    other.keys("qq");
    other.ends_restored(Some(0));
    let (notes, _) = exported(home.path(), &file);
    assert!(notes.contains("The first.") && notes.contains("The second."), "{notes}");
}

#[test]
fn a_folder_that_cannot_be_written_is_told_and_nothing_is_lost() {
    let (home, file) = home();
    // A file where the folder should be: refused whoever runs the test.
    fs::write(home.path().join("onrecord"), "in the way").unwrap();
    let spare = tempfile::tempdir().unwrap();
    let words = [env!("CARGO_BIN_EXE_onrecord"), file.to_str().unwrap()];
    let mut pty = Pty::start_at(home.path(), &words, &[("TMPDIR", spare.path().to_str().unwrap())]);
    pty.wait_for("Topics");
    pty.keys("aWhich road?\x13");
    pty.wait_for("not kept yet");
    pty.keys("q");
    pty.ends_restored(Some(0));
    assert!(pty.heard().contains("instead"), "{}", pty.heard());
    let folder = fs::read_dir(spare.path()).unwrap().map(|entry| entry.unwrap().path()).next();
    let folder = folder.unwrap().join("documents");
    let kept = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let kept: Vec<String> = kept.filter_map(|path| fs::read_to_string(path).ok()).collect();
    assert!(kept.iter().any(|text| text.contains("Which road?")), "{kept:?}");
    fs::remove_file(home.path().join("onrecord")).unwrap();
    let mut pty = Pty::start_at(home.path(), &words, &[("TMPDIR", spare.path().to_str().unwrap())]);
    pty.wait_for("Topics");
    pty.keys("M");
    pty.wait_for("Which road?");
    pty.keys("qq");
    pty.ends_restored(Some(0));
    assert_eq!(records(home.path()).len(), 1);
    assert_eq!(fs::read_dir(spare.path()).unwrap().count(), 0);
}

#[test]
fn a_damaged_file_is_kept_aside_and_said_so() {
    let (home, file) = home();
    let mut pty = open(home.path(), &file);
    pty.keys("aOld.\x13");
    pty.wait_for("note kept");
    pty.keys("q");
    pty.ends_restored(Some(0));
    let path = records(home.path()).remove(0);
    fs::write(&path, "format = 1\n[[[").unwrap();
    let mut pty = open(home.path(), &file);
    pty.wait_for("damaged in line 2");
    pty.keys("aNew.\x13");
    pty.wait_for("note kept");
    pty.keys("q");
    pty.ends_restored(Some(0));
    let all: Vec<String> =
        records(home.path()).iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    assert!(all.iter().any(|text| text == "format = 1\n[[["), "{all:?}");
    assert!(all.iter().any(|text| text.contains("New.")), "{all:?}");
}

/// A program of that name that writes its arguments and input to `out`.
fn fake(folder: &Path, name: &str, script: &str) {
    use std::os::unix::fs::PermissionsExt;
    let path = folder.join(name);
    fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn the_editor_opens_at_the_line_and_the_screen_comes_back() {
    let (home, file) = home();
    let out = home.path().join("out");
    fake(home.path(), "ed", &format!("echo \"$@\" > {}; echo in the editor", out.display()));
    let editor = format!("{}/ed --own", home.path().display());
    let words = [env!("CARGO_BIN_EXE_onrecord"), file.to_str().unwrap()];
    let mut pty = Pty::start_at(home.path(), &words, &[("EDITOR", &editor), ("VISUAL", "")]);
    pty.wait_for("Topics");
    pty.keys("Je");
    while fs::read_to_string(&out).unwrap_or_default().is_empty() {
        std::thread::yield_now();
    }
    pty.keys("?");
    pty.wait_for("next pane");
    let told = fs::read_to_string(&out).unwrap();
    assert_eq!(told.trim(), format!("--own +5 {}", file.canonicalize().unwrap().display()));
    pty.keys("?q");
    pty.ends_restored(Some(0));
}

#[test]
fn words_go_to_a_command_and_a_file() {
    let (home, file) = home();
    let mut pty = open(home.path(), &file);
    pty.keys("|wc -w; exit 3\r");
    pty.wait_for("exit status 3");
    pty.wait_for("10");
    pty.keys("q");
    let saved = home.path().join("mine.csv");
    fs::write(&saved, "not to be lost").unwrap();
    pty.keys(&format!("s\x15{}\r", saved.display()));
    pty.wait_for("is there");
    assert_eq!(fs::read_to_string(&saved).unwrap(), "not to be lost");
    pty.keys("\r");
    pty.wait_for("saved in");
    assert!(fs::read_to_string(&saved).unwrap().contains("Ana Ruiz"));
    pty.keys("q");
    pty.ends_restored(Some(0));
}

#[test]
fn copies_go_through_the_terminal_over_ssh() {
    let (home, file) = home();
    fake(home.path(), "xclip", &format!("cat > {}/clip", home.path().display()));
    let path = format!("{}:/usr/bin:/bin", home.path().display());
    let words = [env!("CARGO_BIN_EXE_onrecord"), file.to_str().unwrap()];
    let mut env = vec![("PATH", path.as_str()), ("DISPLAY", ":9")];
    let mut pty = Pty::start_at(home.path(), &words, &env);
    pty.wait_for("Topics");
    pty.keys("vey");
    pty.wait_for("with xclip");
    assert_eq!(fs::read_to_string(home.path().join("clip")).unwrap(), "The");
    assert!(!pty.heard().contains("\x1b]52;"));
    env.push(("SSH_TTY", "/dev/pts/9"));
    let mut pty = Pty::start_at(home.path(), &words, &env);
    pty.wait_for("Topics");
    pty.keys("vey");
    pty.wait_for("through the terminal (OSC 52)");
    assert!(pty.heard().contains("\x1b]52;c;VGhl\x07"));
}
