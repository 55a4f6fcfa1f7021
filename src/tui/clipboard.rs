//! Copied words on their way to the clipboard: through the terminal, through tmux, or
//! through a program of this machine.

use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use base64::Engine;

use super::gnu_screen;
use crate::config::Way;

/// A way words may take.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Route {
    /// OSC 52: the terminal takes them, over SSH too.
    Terminal,
    /// A program that reads them, with its arguments.
    Program(Vec<&'static str>),
}

/// The programs that may answer, those of this system's kind first, by the variable that
/// tells they can.
const PROGRAMS: [(&str, &[&str]); 4] = [
    ("WAYLAND_DISPLAY", &["wl-copy"]),
    ("DISPLAY", &["xclip", "-selection", "clipboard"]),
    ("DISPLAY", &["xsel", "--clipboard", "--input"]),
    ("WSL_DISTRO_NAME", &["clip.exe"]),
];

/// The routes to try, the best first. `env` tells whether a variable is set.
///
/// tmux passes OSC 52 on only when it is told to, but its own command always works.
fn routes(way: Way, env: impl Fn(&str) -> bool) -> Vec<Route> {
    let mut local: Vec<Route> = Vec::new();
    if cfg!(target_os = "macos") {
        local.push(Route::Program(vec!["pbcopy"]));
    }
    if cfg!(windows) {
        local.push(Route::Program(vec!["clip"]));
    }
    let set = PROGRAMS.iter().filter(|(name, _)| env(name));
    local.extend(set.map(|(_, program)| Route::Program(program.to_vec())));
    if env("TERMUX_VERSION") {
        local.push(Route::Program(vec!["termux-clipboard-set"]));
    }
    let mut terminal = Vec::new();
    if env("TMUX") {
        terminal.push(Route::Program(vec!["tmux", "load-buffer", "-w", "-"]));
    }
    terminal.push(Route::Terminal);
    match way {
        Way::Osc52 => vec![Route::Terminal],
        Way::Local => local,
        Way::Auto if env("SSH_TTY") || env("SSH_CONNECTION") => terminal,
        Way::Auto => local.into_iter().chain(terminal).collect(),
    }
}

/// Copies `text` the way the settings say, over `terminal` when it comes to that; gives
/// what to tell, or why nothing was copied.
///
/// # Errors
///
/// Those of `terminal`.
pub(super) fn copy(text: &str, way: Way, terminal: &mut impl Write) -> io::Result<Copied> {
    let routes = routes(way, |name| std::env::var_os(name).is_some_and(|v| !v.is_empty()));
    along(routes, text, terminal)
}

/// What to tell of a copy, or why there is none.
pub(super) type Copied = Result<String, String>;

/// Copies `text` by the first of `routes` that takes it.
fn along(routes: Vec<Route>, text: &str, terminal: &mut impl Write) -> io::Result<Copied> {
    let what = told(text);
    for route in routes {
        match route {
            Route::Terminal => {
                let encoded = base64::engine::general_purpose::STANDARD.encode(text);
                let sequence = format!("\x1b]52;c;{encoded}\x07");
                let is_kept = gnu_screen::is_around();
                let sequence = if is_kept { gnu_screen::handed_on(&sequence) } else { sequence };
                terminal.write_all(sequence.as_bytes())?;
                return Ok(Ok(format!("copied {what} through the terminal (OSC 52)")));
            }
            Route::Program(program) => {
                if fed(&program, text).is_ok() {
                    let name = program.first().copied().unwrap_or_default();
                    return Ok(Ok(format!("copied {what} with {name}")));
                }
            }
        }
    }
    let why = "not copied: no clipboard program answers (wl-copy, xclip, xsel, pbcopy)";
    Ok(Err(why.to_owned()))
}

/// The first words of `text` and its length: `“The port opens…” (212 characters)`.
fn told(text: &str) -> String {
    let n = text.chars().count();
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = words.chars().take(24).collect();
    let more = if short.len() < words.len() { "…" } else { "" };
    format!("{}{more} ({n} characters)", crate::text::visible::line(&short))
}

/// The longest a clipboard program may take.
const LONGEST: Duration = Duration::from_secs(2);

/// Runs `program` with `text` as its input.
fn fed(program: &[&str], text: &str) -> io::Result<()> {
    let (name, arguments) = program.split_first().ok_or(io::ErrorKind::NotFound)?;
    let mut child = Command::new(name)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        let text = text.to_owned();
        thread::spawn(move || stdin.write_all(text.as_bytes()));
    }
    let deadline = Instant::now() + LONGEST;
    loop {
        match child.try_wait()? {
            Some(status) if status.success() => return Ok(()),
            Some(_) => return Err(io::ErrorKind::Other.into()),
            None if Instant::now() >= deadline => {
                child.kill()?;
                child.wait()?;
                return Err(io::ErrorKind::TimedOut.into());
            }
            None => thread::sleep(Duration::from_millis(2)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of the routes taken with these variables set.
    #[track_caller]
    fn check(way: Way, set: &[&str], expected: &[&str]) {
        let found: Vec<&str> = routes(way, |name| set.contains(&name))
            .into_iter()
            .map(|route| match route {
                Route::Terminal => "terminal",
                Route::Program(program) => program[0],
            })
            .filter(|name| !matches!(*name, "pbcopy" | "clip"))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn words_take_the_way_that_works() {
        check(Way::Auto, &[], &["terminal"]);
        check(Way::Auto, &["DISPLAY"], &["xclip", "xsel", "terminal"]);
        check(
            Way::Auto,
            &["WAYLAND_DISPLAY", "DISPLAY"],
            &["wl-copy", "xclip", "xsel", "terminal"],
        );
        check(Way::Auto, &["DISPLAY", "SSH_TTY"], &["terminal"]);
        check(Way::Auto, &["SSH_CONNECTION", "TMUX"], &["tmux", "terminal"]);
        check(Way::Osc52, &["DISPLAY", "TMUX"], &["terminal"]);
        check(Way::Local, &["DISPLAY", "SSH_TTY"], &["xclip", "xsel"]);
        check(Way::Local, &[], &[]);
    }

    #[test]
    fn what_was_copied_is_told_and_harmless() {
        let mut out = Vec::new();
        let told =
            copy("The port\n\u{1b}opens in May, and more", Way::Osc52, &mut out).unwrap().unwrap();
        assert!(told.starts_with("copied The port"), "{told}");
        assert!(told.ends_with("(32 characters) through the terminal (OSC 52)"), "{told}");
        assert!(!told.contains('\u{1b}') && out.starts_with(b"\x1b]52;c;VGhl"));
    }

    #[test]
    fn a_copy_nobody_takes_is_a_failure() {
        let mut out = Vec::new();
        let none = Route::Program(vec!["no-such-program-here"]);
        let told = along(vec![none.clone()], "x", &mut out).unwrap();
        assert!(told.unwrap_err().starts_with("not copied"));
        assert!(along(vec![none, Route::Terminal], "x", &mut out).unwrap().is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn a_program_that_fails_is_told_apart() {
        assert!(fed(&["cat"], "x").is_ok());
        assert!(fed(&["false"], "x").is_err());
        assert!(fed(&["no-such-program-here"], "x").is_err());
    }
}
