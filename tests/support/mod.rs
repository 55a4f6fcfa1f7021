//! Runs the built binary and says what came of it.
// Each test program uses its own part.
#![allow(dead_code)]

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A run to be: arguments, standard input, directory.
pub(crate) struct Run {
    args: Vec<OsString>,
    stdin: Vec<u8>,
    dir: Option<PathBuf>,
    closing: bool,
    env: Vec<(OsString, OsString)>,
}

impl Run {
    pub(crate) fn new<S: Into<OsString>>(args: impl IntoIterator<Item = S>) -> Run {
        let args = args.into_iter().map(Into::into).collect();
        Run { args, stdin: Vec::new(), dir: None, closing: false, env: Vec::new() }
    }

    pub(crate) fn stdin(mut self, bytes: impl AsRef<[u8]>) -> Run {
        self.stdin = bytes.as_ref().to_vec();
        self
    }

    pub(crate) fn dir(mut self, dir: &Path) -> Run {
        self.dir = Some(dir.to_owned());
        self
    }

    /// A variable of the run's own environment.
    pub(crate) fn env(mut self, name: &str, value: impl Into<OsString>) -> Run {
        self.env.push((name.into(), value.into()));
        self
    }

    /// The reader of standard output leaves before the first byte.
    pub(crate) fn closing_stdout(mut self) -> Run {
        self.closing = true;
        self
    }

    #[track_caller]
    pub(crate) fn run(self) -> Done {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command.envs(self.env).args(&self.args).current_dir(self.dir.unwrap_or_else(|| ".".into()));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        if self.closing {
            drop(child.stdout.take());
        }
        let mut to = child.stdin.take().unwrap();
        let writer = std::thread::spawn(move || {
            // A run that does not want its input may close it.
            let _ = to.write_all(&self.stdin);
        });
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        Done {
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
            status: output.status.code(),
        }
    }
}

/// What a run left behind. Each method asserts and returns it for the next.
pub(crate) struct Done {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) status: Option<i32>,
}

impl Done {
    #[track_caller]
    pub(crate) fn code(&self, expected: i32) -> &Done {
        assert_eq!(self.status, Some(expected), "stderr: {}", self.stderr);
        self
    }

    #[track_caller]
    pub(crate) fn stdout(&self, expected: &str) -> &Done {
        assert_eq!(self.stdout, expected);
        self
    }

    #[track_caller]
    pub(crate) fn stderr(&self, expected: &str) -> &Done {
        assert_eq!(self.stderr, expected);
        self
    }

    #[track_caller]
    pub(crate) fn says(&self, part: &str) -> &Done {
        assert!(self.stdout.contains(part), "{part:?} is not in:\n{}", self.stdout);
        self
    }
}
