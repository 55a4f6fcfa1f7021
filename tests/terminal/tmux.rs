//! The reader inside tmux, whether tmux lets programs speak to the terminal or not.

use std::path::Path;
use std::process::{Command, Output};

use super::pty::Pty;

/// A tmux of the test's own, ended with it.
struct Tmux {
    home: tempfile::TempDir,
}

impl Tmux {
    /// `None`, and a line that says so, where there is no tmux.
    #[expect(clippy::print_stdout, reason = "a test passed over says so")]
    fn opt_new() -> Option<Tmux> {
        if Command::new("tmux").arg("-V").output().is_err() {
            println!("tmux is not installed: the reader inside it is not tried");
            return None;
        }
        Some(Tmux { home: tempfile::tempdir().unwrap() })
    }

    fn home(&self) -> &Path {
        self.home.path()
    }

    /// What `tmux words` says about this tmux.
    fn ask(&self, words: &[&str]) -> Output {
        let mut command = Command::new("tmux");
        command.args(["-L", "reader"]).args(words).env_remove("TMUX");
        command.env("TMUX_TMPDIR", self.home()).output().unwrap()
    }
}

impl Drop for Tmux {
    fn drop(&mut self) {
        self.ask(&["kill-server"]);
    }
}

/// Reads, copies and leaves in a tmux with `passthrough`; gives every byte that came to
/// the terminal around it.
fn read_in_tmux(passthrough: &str) -> Option<String> {
    let tmux = Tmux::opt_new()?;
    let file = super::briefing("");
    let settings = tmux.home().join("tmux.conf");
    let lines = "set -g allow-passthrough WORD\nset -s set-clipboard on\nset -g status off\n";
    std::fs::write(&settings, lines.replace("WORD", passthrough)).unwrap();
    let run = format!("{} {}", env!("CARGO_BIN_EXE_onrecord"), file.path().display());
    let script = format!("{run}; echo the shell again; read line");
    let settings = settings.to_str().unwrap();
    let words = ["tmux", "-u", "-L", "reader", "-f", settings, "new-session", &script];
    let place = tmux.home().to_str().unwrap();
    let mut pty = Pty::start_at(tmux.home(), &words, &[("TMUX_TMPDIR", place)]);
    pty.wait_for("? help");
    pty.keys("G");
    pty.wait_for("We will finish the work on Lighthouse");
    pty.keys("gg");
    pty.wait_for("The port opens in May");
    pty.keys("y");
    pty.wait_for("copied");
    let buffer = tmux.ask(&["show-buffer"]).stdout;
    let buffer = String::from_utf8_lossy(&buffer).into_owned();
    assert!(buffer.contains("The port opens in May"), "tmux holds {buffer:?}");
    pty.keys("q");
    pty.wait_for("the shell again");
    let screen = pty.screen().contents();
    assert!(!screen.contains("? help"), "the reader's screen is gone: {screen}");
    Some(pty.heard())
}

#[test]
fn it_reads_and_copies_in_tmux_without_passthrough() {
    if let Some(heard) = read_in_tmux("off") {
        // tmux itself hands the copy on.
        assert!(heard.contains("\x1b]52;"), "{heard:?}");
    }
}

#[test]
fn it_reads_and_copies_in_tmux_with_passthrough() {
    if let Some(heard) = read_in_tmux("on") {
        assert!(heard.contains("\x1b]52;") && !heard.contains("\x1bPtmux"), "{heard:?}");
    }
}
