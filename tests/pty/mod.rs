//! A program in a pseudo-terminal of 24 rows and 100 columns, and what its screen shows.
//! The terminal is mute: it answers no question, unless it is told to.

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};

/// Longest wait for anything; a busy machine is slow, a hang is for ever.
const PATIENCE: Duration = Duration::from_secs(30);
const ROWS: u16 = 24;
const COLUMNS: u16 = 100;
/// What stands on the screen before the program starts.
const BEFORE: &str = "$ a";

pub(crate) struct Pty {
    master: Box<dyn MasterPty + Send>,
    /// Kept open, so that the modes can be asked for after the program has gone.
    _slave: Box<dyn SlavePty + Send>,
    child: Box<dyn Child + Send + Sync>,
    input: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    parser: vt100::Parser<Title>,
    heard: Vec<u8>,
    answers: Answers,
    _home: Option<tempfile::TempDir>,
    /// The line discipline before the program started.
    modes: String,
}

/// Whether the terminal says which colours it has when a program asks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answers {
    Never,
    /// Black words on a white ground, as XTerm answers OSC 10, OSC 11 and DA1.
    Light,
}

/// What a light terminal answers to which question.
const LIGHT: [(&str, &str); 3] = [
    ("\x1b]10;?", "\x1b]10;rgb:0000/0000/0000\x1b\\"),
    ("\x1b]11;?", "\x1b]11;rgb:ffff/ffff/ffff\x1b\\"),
    ("\x1b[c", "\x1b[?62;22c"),
];

/// Remembers the window title a program sets.
#[derive(Default)]
struct Title(String);

impl vt100::Callbacks for Title {
    fn set_window_title(&mut self, _: &mut vt100::Screen, title: &[u8]) {
        self.0 = String::from_utf8_lossy(title).into_owned();
    }
}

impl Pty {
    pub(crate) fn start(words: &[&str]) -> Pty {
        // Nothing of whoever runs the tests, and nothing of the test before.
        let home = tempfile::tempdir().unwrap();
        let mut pty = Pty::start_at(home.path(), words, &[]);
        pty._home = Some(home);
        pty
    }

    /// With `home` as the folder for settings, notes and copies, and more variables.
    pub(crate) fn start_at(home: &Path, words: &[&str], more: &[(&str, &str)]) -> Pty {
        let size = PtySize { rows: ROWS, cols: COLUMNS, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let modes = modes(pair.master.as_ref());
        let mut command = CommandBuilder::from_argv(words.iter().map(|w| (*w).into()).collect());
        command.env("TERM", "xterm-256color");
        command.env("RUST_BACKTRACE", "0");
        command.env_remove("NO_COLOR");
        for name in ["SSH_TTY", "SSH_CONNECTION", "TMUX", "STY", "DISPLAY", "WAYLAND_DISPLAY"] {
            command.env_remove(name);
        }
        for folder in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"] {
            command.env(folder, home);
        }
        for (name, value) in more {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (send, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 1 << 14];
            while let Ok(n @ 1..) = reader.read(&mut buffer) {
                if send.send(buffer[..n].to_vec()).is_err() {
                    return;
                }
            }
        });
        let mut parser =
            vt100::Parser::new_with_callbacks(cells(ROWS), cells(COLUMNS), 0, Title::default());
        parser.process(format!("{BEFORE}\r\n").as_bytes());
        let input = pair.master.take_writer().unwrap();
        let (master, _slave) = (pair.master, pair.slave);
        let _home = None;
        let (heard, answers) = (Vec::new(), Answers::Never);
        Pty { master, _slave, _home, child, input, output, parser, heard, answers, modes }
    }

    /// Answers from now on; what was asked before is answered, too.
    pub(crate) fn answering(mut self, answers: Answers) -> Pty {
        self.answers = answers;
        self
    }

    pub(crate) fn screen(&self) -> &vt100::Screen {
        self.parser.screen()
    }

    pub(crate) fn title(&self) -> &str {
        &self.parser.callbacks().0
    }

    /// Every byte the program has written so far.
    pub(crate) fn heard(&self) -> String {
        String::from_utf8_lossy(&self.heard).into_owned()
    }

    pub(crate) fn keys(&mut self, keys: &str) {
        self.input.write_all(keys.as_bytes()).unwrap();
        self.input.flush().unwrap();
    }

    pub(crate) fn resize(&mut self, rows: u16, cols: u16) {
        self.master.resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
        self.parser.screen_mut().set_size(cells(rows), cells(cols));
    }

    pub(crate) fn signal(&self, name: &str) {
        let pid = self.child.process_id().unwrap().to_string();
        assert!(Command::new("kill").args(["-s", name, &pid]).status().unwrap().success());
    }

    #[track_caller]
    pub(crate) fn wait_for(&mut self, text: &str) {
        self.wait_until(text, |screen| screen.contents().contains(text));
    }

    /// Takes in what is written until nothing has been for a moment; gives how many bytes
    /// there were so far.
    pub(crate) fn settled(&mut self) -> usize {
        while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(200)) {
            self.take(&bytes);
        }
        self.heard.len()
    }

    /// Takes in output until `so` holds of the screen.
    #[track_caller]
    pub(crate) fn wait_until(&mut self, what: &str, so: impl Fn(&vt100::Screen) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !so(self.parser.screen()) {
            let left = deadline.saturating_duration_since(Instant::now());
            let Ok(bytes) = self.output.recv_timeout(left) else {
                panic!("no sign of `{what}` on:\n{}", self.parser.screen().contents());
            };
            self.take(&bytes);
        }
    }

    /// Waits until the kernel says that the program is stopped.
    #[cfg(target_os = "linux")]
    #[track_caller]
    pub(crate) fn wait_stopped(&mut self) {
        let stat = format!("/proc/{}/stat", self.child.process_id().unwrap());
        let deadline = Instant::now() + PATIENCE;
        while !std::fs::read_to_string(&stat).unwrap().contains(") T ") {
            assert!(Instant::now() < deadline, "it does not stop");
            if let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(5)) {
                self.take(&bytes);
            }
        }
    }

    /// Waits for the end, with `code` if one is given, and looks that all is as before.
    #[track_caller]
    pub(crate) fn ends_restored(&mut self, code: Option<u32>) {
        let deadline = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(Instant::now() < deadline, "no end:\n{}", self.screen().contents());
            if let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(5)) {
                self.take(&bytes);
            }
        };
        while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(50)) {
            self.take(&bytes);
        }
        if let Some(code) = code {
            assert_eq!(status.exit_code(), code, "{}", self.screen().contents());
        }
        self.is_restored();
    }

    /// Whether the line discipline, the screen and every mode are as before the start.
    #[track_caller]
    pub(crate) fn is_restored(&self) {
        assert_eq!(modes(self.master.as_ref()), self.modes);
        let screen = self.parser.screen();
        assert!(!screen.alternate_screen(), "the alternate screen is left");
        assert!(!screen.hide_cursor(), "the cursor shows");
        assert!(!screen.bracketed_paste() && !screen.application_cursor());
        assert!(!screen.application_keypad());
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        assert_eq!(screen.fgcolor(), vt100::Color::Default);
        assert!(screen.contents().starts_with(BEFORE), "{}", screen.contents());
    }

    fn take(&mut self, bytes: &[u8]) {
        if self.answers == Answers::Light {
            self.answer(&String::from_utf8_lossy(bytes));
        }
        self.heard.extend_from_slice(bytes);
        self.parser.process(bytes);
    }
}

impl Pty {
    /// Answers the questions in what was `asked`, in their order.
    fn answer(&mut self, asked: &str) {
        let found = |(question, answer)| asked.find(question).map(|at| (at, answer));
        let mut answers: Vec<(usize, &str)> = LIGHT.into_iter().filter_map(found).collect();
        answers.sort_unstable();
        answers.into_iter().for_each(|(_, answer)| self.keys(answer));
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

fn cells(n: u16) -> NonZero<u16> {
    NonZero::new(n).unwrap()
}

/// The line discipline's flags, speeds and control characters.
fn modes(master: &(dyn MasterPty + Send)) -> String {
    format!("{:?}", master.get_termios().unwrap())
}
