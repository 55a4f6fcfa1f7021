//! Arguments in, exit status out; the program is the library's [`onrecord::cli`].

fn main() -> std::process::ExitCode {
    onrecord::cli::run()
}
