//! The reader inside GNU screen.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use super::pty::Pty;

#[test]
fn it_reads_copies_and_answers_esc_in_gnu_screen() {
    if Command::new("screen").arg("--version").output().is_err() {
        println!("screen is not installed: the reader inside it is not tried");
        return;
    }
    let home = tempfile::tempdir().unwrap();
    // It takes no folder that others may look into.
    fs::set_permissions(home.path(), fs::Permissions::from_mode(0o700)).unwrap();
    let file = super::briefing("");
    let script = format!(
        "{} {}; echo the shell again",
        env!("CARGO_BIN_EXE_onrecord"),
        file.path().display()
    );
    let place = home.path().to_str().unwrap();
    let words = ["screen", "-U", "-c", "/dev/null", "sh", "-c", &script];
    let mut pty =
        Pty::start_at(home.path(), &words, &[("SCREENDIR", place), ("SSH_TTY", "/dev/x")]);
    pty.wait_for("? help");
    let reversed = |screen: &vt100::Screen| {
        let (rows, columns) = screen.size();
        let mut cells = (0..rows.get()).flat_map(|y| (0..columns.get()).map(move |x| (y, x)));
        cells.any(|(y, x)| screen.cell(y, x).is_some_and(|c| c.contents() == "↳" && c.inverse()))
    };
    pty.wait_for("↳");
    assert!(!reversed(pty.screen()), "italics are left out");
    pty.keys("p");
    pty.wait_for("People");
    pty.keys("\x1b");
    pty.wait_until("Esc closes the list", |screen| !screen.contents().contains("People"));
    pty.keys("y");
    pty.wait_for("copied");
    pty.keys("q");
    pty.wait_until("the reader has ended", |screen| !screen.contents().contains("? help"));
    assert!(pty.heard().contains("\x1b]52;c;"), "the copy comes through");
}
