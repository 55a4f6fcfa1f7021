//! From the names on the command line to the sources they stand for: directories are
//! walked, patterns expanded.

use std::path::{Component, Path, PathBuf};

use ignore::WalkBuilder;
use ignore::overrides::OverrideBuilder;

use super::failure::Failure;
use super::input::Input;

/// What one command line names, in its order.
#[derive(Default)]
pub(super) struct Gathered {
    pub(super) found: Vec<Found>,
    /// Names that stand for nothing, and why.
    pub(super) missed: Vec<(Input, Failure)>,
    /// Whether a directory or pattern stood for files nobody named.
    pub(super) walked: bool,
}

/// A source, and how it came to be read.
pub(super) struct Found {
    pub(super) input: Input,
    pub(super) how: How,
    /// Its bytes, where that is known without asking again.
    pub(super) size: Option<u64>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    Named,
    /// Found in a directory or by a pattern: it may be no document at all.
    Walked,
}

/// The sources `names` stand for.
///
/// A directory gives the files below it in the order of their paths, without hidden
/// ones and those `.gitignore` names; links in it are not followed. A name that is no
/// file but holds `*`, `?`, `[` or `{` is a pattern, where `**` crosses directories; it
/// gives git-ignored files too, as a shell would.
pub(super) fn sources(names: &[PathBuf]) -> Gathered {
    let mut gathered = Gathered::default();
    for name in names {
        gathered.walked |= each(name, &mut |found| {
            match found {
                Ok(found) => gathered.found.push(found),
                Err(missed) => gathered.missed.push(missed),
            }
            true
        });
    }
    gathered
}

/// Hands over the sources `name` stands for, or why it stands for none, until `take`
/// returns `false`; tells whether they are files nobody named: below a directory or by a
/// pattern.
pub(super) fn each(name: &Path, take: &mut Take) -> bool {
    let input = Input::of(name);
    let is_path = !input.is_stream();
    let metadata = if is_path { std::fs::metadata(name).ok() } else { None };
    if metadata.as_ref().is_some_and(std::fs::Metadata::is_dir) {
        walk(input, name, None, take);
    } else if let Some((base, pattern)) = opt_pattern(name).filter(|_| is_path) {
        walk(input, &base, Some(&pattern), take);
    } else {
        let size = metadata.map(|metadata| metadata.len());
        take(Ok(Found { input, how: How::Named, size }));
        return false;
    }
    true
}

/// Takes a source, or a name that stands for nothing and why; tells whether to go on.
type Take<'a> = dyn FnMut(Result<Found, (Input, Failure)>) -> bool + 'a;

/// `name` as a pattern, unless something is called so.
fn opt_pattern(name: &Path) -> Option<(PathBuf, String)> {
    pattern(name).filter(|_| !name.exists())
}

/// Hands over the files below `base` that `pattern` names, all of them without one.
fn walk(named: Input, base: &Path, pattern: Option<&str>, take: &mut Take) {
    let mut walk = WalkBuilder::new(base);
    walk.sort_by_file_path(Path::cmp).require_git(false);
    if let Some(pattern) = pattern {
        let mut only = OverrideBuilder::new(base);
        let built = only.add(&format!("/{pattern}")).and_then(|only| only.build());
        match built {
            Ok(only) => {
                walk.overrides(only).filter_entry(|entry| {
                    entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".")
                });
            }
            Err(error) => {
                take(Err((named, Failure::Pattern(error.to_string()))));
                return;
            }
        }
    }
    let mut n = 0;
    for entry in walk.build() {
        let found = match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                let input = Input::Path(entry.into_path());
                Ok(Found { input, how: How::Walked, size: None })
            }
            Ok(_) => continue,
            Err(error) => Err((named.clone(), Failure::Walk(error.to_string()))),
        };
        n += 1;
        if !take(found) {
            return;
        }
    }
    if n == 0 {
        take(Err((named, Failure::NoFiles)));
    }
}

/// `name` as a directory without pattern characters and the pattern below it.
fn pattern(name: &Path) -> Option<(PathBuf, String)> {
    let wild = |part: &Component| part.as_os_str().to_string_lossy().contains(['*', '?', '[', '{']);
    let parts: Vec<Component> = name.components().collect();
    let at = parts.iter().position(wild)?;
    let (base, rest) = parts.split_at(at);
    let base: PathBuf = if base.is_empty() { ".".into() } else { base.iter().collect() };
    let rest: PathBuf = rest.iter().collect();
    Some((base, rest.to_str()?.replace('\\', "/")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// The files that `names` give in a small tree, relative to it, and the misses.
    #[track_caller]
    fn check(names: &[&str], expected: &[&str], n_missed: usize) {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        for file in ["b.txt", "a.md", "sub/c.txt", ".hidden/d.txt", "sub/skip.txt"] {
            fs::create_dir_all(root.join(file).parent().unwrap()).unwrap();
            fs::write(root.join(file), "words").unwrap();
        }
        fs::write(root.join(".gitignore"), "skip.txt\n").unwrap();
        fs::create_dir(root.join("empty")).unwrap();
        let names: Vec<PathBuf> = names.iter().map(|name| root.join(name)).collect();
        let gathered = sources(&names);
        let paths: Vec<String> = gathered
            .found
            .iter()
            .map(|found| match &found.input {
                Input::Path(path) => path.strip_prefix(root).unwrap().display().to_string(),
                other => other.name(),
            })
            .collect();
        assert_eq!(
            (paths, gathered.missed.len()),
            (expected.iter().map(|e| (*e).into()).collect(), n_missed)
        );
    }

    #[test]
    fn a_directory_is_walked_in_order_without_hidden_and_ignored_files() {
        check(&[""], &["a.md", "b.txt", "sub/c.txt"], 0);
        check(&["sub", "a.md"], &["sub/c.txt", "a.md"], 0);
        check(&["empty"], &[], 1);
    }

    #[test]
    fn a_named_file_is_never_left_out() {
        check(&["sub/skip.txt", ".hidden/d.txt"], &["sub/skip.txt", ".hidden/d.txt"], 0);
        check(&["gone.txt"], &["gone.txt"], 0);
    }

    #[test]
    fn patterns_are_expanded() {
        check(&["*.txt"], &["b.txt"], 0);
        check(&["**/*.txt"], &["b.txt", "sub/c.txt", "sub/skip.txt"], 0);
        check(&["**/d.*"], &[], 1);
        check(&["*"], &["a.md", "b.txt"], 0);
        check(&["{a,b}.*"], &["a.md", "b.txt"], 0);
        check(&["*.pdf"], &[], 1);
    }
}
