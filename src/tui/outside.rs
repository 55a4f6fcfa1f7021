//! Other programs: the browser, the editor, commands that words are piped to; and files
//! saved for them.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::app::{Output, Over, Save, SaveOutcome, Wanted};

/// Shows `link` in the reader's browser; gives what to tell, or what went wrong.
pub(super) fn browse(link: &str) -> Result<String, String> {
    let shown: String = link.chars().take(200).collect();
    match open::that_detached(link) {
        Ok(()) => Ok(format!("opened {shown}")),
        Err(_) => Err(format!("no browser opens here: {shown}")),
    }
}

/// Where `path` leads, `~/` being the reader's own folder.
fn at_home(path: &str) -> PathBuf {
    match path.strip_prefix("~/").zip(std::env::var_os("HOME")) {
        Some((rest, home)) => Path::new(&home).join(rest),
        None => PathBuf::from(path),
    }
}

/// Writes a file, over another only when that is allowed, and then by putting the new
/// one in its place when it is complete.
pub(super) fn save(save: &Save) -> SaveOutcome {
    let path = at_home(&save.path);
    let told = |error: io::Error| {
        SaveOutcome::Failed(format!("cannot write `{}`: {error}", path.display()))
    };
    let fresh = |path: &Path| OpenOptions::new().write(true).create_new(true).open(path);
    let done = match (fresh(&path), save.over) {
        (Ok(file), _) => filled(file, &path, &save.text),
        (Err(error), Over::Never) if error.kind() == io::ErrorKind::AlreadyExists => {
            return SaveOutcome::Exists(save.path.clone());
        }
        (Err(error), Over::Allowed) if error.kind() == io::ErrorKind::AlreadyExists => {
            let mut aside = path.clone().into_os_string();
            aside.push(".onrecord-new");
            let aside = PathBuf::from(aside);
            File::create(&aside)
                .and_then(|file| filled(file, &aside, &save.text))
                .and_then(|()| fs::rename(&aside, &path))
        }
        (Err(error), _) => Err(error),
    };
    match done {
        Ok(()) => SaveOutcome::Saved(format!("saved in `{}`", path.display())),
        Err(error) => told(error),
    }
}

/// Fills `file`, which is at `path`; a half of it does not stay.
fn filled(mut file: File, path: &Path, text: &str) -> io::Result<()> {
    let done = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    if done.is_err() {
        let _ = fs::remove_file(path);
    }
    done
}

/// The longest a command may take.
const LONGEST: Duration = Duration::from_secs(60);

/// Bytes of a command's output that are kept.
const KEPT: u64 = 1 << 20;

/// Runs `command` in the shell with `input`, for at most a minute.
pub(super) fn pipe(command: String, input: String) -> Output {
    let failed = |why: String| (Err(why), String::new());
    let (ended, text) =
        piped(&command, input).unwrap_or_else(|error| failed(format!("cannot run: {error}")));
    match ended {
        Ok(status) => Output::new(command, status, text),
        Err(status) => Output::new(command, status, text).failing(),
    }
}

/// How `command` ended, well or not, and what it printed.
fn piped(command: &str, input: String) -> io::Result<(Result<String, String>, String)> {
    let mut child = shell(command)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    // A command that does not read its input is no fault.
    thread::spawn(move || stdin.map(|mut stdin| stdin.write_all(input.as_bytes())));
    let read = |from: Option<Box<dyn io::Read + Send>>| {
        thread::spawn(move || {
            let mut bytes = Vec::new();
            if let Some(mut from) = from {
                let _ = from.by_ref().take(KEPT).read_to_end(&mut bytes);
                let _ = io::copy(&mut from, &mut io::sink());
            }
            String::from_utf8_lossy(&bytes).into_owned()
        })
    };
    let out = read(stdout.map(|out| Box::new(out) as Box<dyn io::Read + Send>));
    let errors = read(stderr.map(|out| Box::new(out) as Box<dyn io::Read + Send>));
    let deadline = Instant::now() + LONGEST;
    let status = loop {
        match child.try_wait()? {
            Some(status) => break status,
            None if Instant::now() >= deadline => {
                child.kill()?;
                child.wait()?;
                let why = "took longer than a minute and was ended".to_owned();
                return Ok((Err(why), String::new()));
            }
            None => thread::sleep(Duration::from_millis(5)),
        }
    };
    let mut text = out.join().unwrap_or_default();
    let errors = errors.join().unwrap_or_default();
    if !errors.is_empty() && !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str(&errors);
    let told = match status.code() {
        Some(code) => format!("exit status {code}"),
        None => status.to_string(),
    };
    Ok((if status.success() { Ok(told) } else { Err(told) }, text))
}

#[cfg(unix)]
fn shell(command: &str) -> Command {
    let mut shell = Command::new("sh");
    shell.args(["-c", command]);
    shell
}

#[cfg(not(unix))]
fn shell(command: &str) -> Command {
    let mut shell = Command::new("cmd");
    shell.args(["/C", command]);
    shell
}

/// Bytes of a file that are looked through for the line.
const LOOKED: u64 = 64 << 20;

/// The command that opens `path` at the line of `wanted` in the reader's editor, or why
/// there is none.
pub(super) fn editor(path: &Path, wanted: &Wanted) -> Result<Command, String> {
    let set = |name| std::env::var(name).ok().filter(|editor: &String| !editor.trim().is_empty());
    let editor = set("VISUAL")
        .or_else(|| set("EDITOR"))
        .ok_or("no editor is named: set $VISUAL or $EDITOR")?;
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| format!("cannot read the file: {error}"))?;
    let read = file.take(LOOKED).read_to_end(&mut bytes);
    read.map_err(|error| format!("cannot read the file: {error}"))?;
    if bytes.iter().take(8192).any(|byte| *byte == 0) || bytes.starts_with(b"%PDF") {
        return Err("this document is no text: an editor cannot show it".to_owned());
    }
    let line = line_of(&String::from_utf8_lossy(&bytes), wanted);
    let mut command = shell(&with_arguments(&editor));
    #[cfg(unix)]
    command.arg("onrecord");
    command.args(arguments(&editor, path, line));
    Ok(command)
}

/// `editor` may hold arguments of its own, so the shell takes it apart.
#[cfg(unix)]
fn with_arguments(editor: &str) -> String {
    format!("{editor} \"$@\"")
}

#[cfg(not(unix))]
fn with_arguments(editor: &str) -> String {
    editor.to_owned()
}

/// How the editor is told the line; most take `+LINE` before the name.
fn arguments(editor: &str, path: &Path, line: usize) -> Vec<String> {
    let program = editor.split_whitespace().next().unwrap_or_default();
    let program = program.rsplit(['/', '\\']).next().unwrap_or_default();
    let path = path.display().to_string();
    match program.trim_end_matches(".exe") {
        "code" | "codium" | "code-insiders" | "cursor" => {
            vec!["--goto".to_owned(), format!("{path}:{line}")]
        }
        "hx" | "helix" | "subl" | "zed" => vec![format!("{path}:{line}")],
        "notepad" => vec![path],
        _ => vec![format!("+{line}"), path],
    }
}

/// The line of `file`, counted from 1, where the wanted words stand: of all places with
/// the most of those words, the one nearest to where they stand in the text.
fn line_of(file: &str, wanted: &Wanted) -> usize {
    let words: Vec<&str> = wanted.words.split_whitespace().collect();
    let aim = (file.len() as f64 * wanted.share) as usize;
    let found = (1..=words.len()).rev().find_map(|n| {
        let places = places(file, words.get(..n).unwrap_or_default());
        places.into_iter().min_by_key(|place| place.abs_diff(aim))
    });
    let before = file.as_bytes().get(..found.unwrap_or(0)).unwrap_or_default();
    before.iter().filter(|byte| **byte == b'\n').count() + 1
}

/// Places looked at for one number of words.
const PLACES: usize = 10_000;

/// Where `words` stand one after another in `file`, blanks and line ends between them.
fn places(file: &str, words: &[&str]) -> Vec<usize> {
    let Some(first) = words.first() else { return Vec::new() };
    let starts = memchr::memmem::find_iter(file.as_bytes(), first.as_bytes()).take(PLACES);
    starts
        .filter(|&at| {
            let mut rest = file.get(at..).unwrap_or_default();
            words.iter().all(|word| {
                let Some(after) = rest.trim_start().strip_prefix(word) else { return false };
                rest = after;
                true
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(file: &str, words: &str, share: f64, expected: usize) {
        let wanted = Wanted { words: words.to_owned(), share };
        assert_eq!(line_of(file, &wanted), expected);
    }

    #[test]
    fn the_line_is_found_by_its_words() {
        let file = "Title\n\nThe port opens.\nMore.\n\nThe port\n  opens in May.\n";
        check(file, "The port opens in May.", 0.0, 6);
        check(file, "The port opens", 0.9, 6);
        check(file, "The port opens", 0.1, 3);
        check(file, "More. <b>Words</b>", 0.0, 4);
        check(file, "nothing of the sort", 0.5, 1);
        check("", "", 0.0, 1);
    }

    #[test]
    fn editors_are_told_the_line_in_their_own_way() {
        let told = |editor: &str| arguments(editor, Path::new("/a b"), 7).join(" ");
        assert_eq!(told("vim -u NONE"), "+7 /a b");
        assert_eq!(told("/usr/bin/code -w"), "--goto /a b:7");
        assert_eq!(told("hx"), "/a b:7");
    }

    #[test]
    fn a_file_is_never_written_over_unasked() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md").display().to_string();
        let written =
            |text: &str, over| save(&Save { path: path.clone(), text: text.to_owned(), over });
        assert!(matches!(written("one", Over::Never), SaveOutcome::Saved(_)));
        assert_eq!(written("two", Over::Never), SaveOutcome::Exists(path.clone()));
        assert_eq!(fs::read_to_string(&path).unwrap(), "one");
        assert!(matches!(written("two", Over::Allowed), SaveOutcome::Saved(_)));
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        let nowhere =
            Save { path: "/no/such/a.md".to_owned(), text: String::new(), over: Over::Never };
        assert!(matches!(save(&nowhere), SaveOutcome::Failed(_)));
    }

    #[cfg(unix)]
    #[test]
    fn a_command_gets_its_input_and_its_output_is_read() {
        let run = |command: &str| {
            let output = pipe(command.to_owned(), "one two\n".to_owned());
            (output.has_failed(), output.status, output.text)
        };
        assert_eq!(run("cat; echo oops >&2; exit 3").2, "one two\noops\n");
        assert_eq!(run("exit 3"), (true, "exit status 3".to_owned(), String::new()));
        assert_eq!(run("true"), (false, "exit status 0".to_owned(), String::new()));
        let killed = run("kill -9 $$");
        assert!(killed.0 && killed.1.contains("signal"), "{killed:?}");
    }
}
