//! Links the program at a fixed address on Linux, where that starts it faster: a program
//! that may lie anywhere has each of its 46 000 pointers to its own tables written anew at
//! every start, a megabyte of pages touched before `main`.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let target = |key: &str| std::env::var(format!("CARGO_CFG_TARGET_{key}")).unwrap_or_default();
    if target("OS") == "linux" && target("ENV") == "gnu" {
        println!("cargo:rustc-link-arg-bins=-no-pie");
    }
}
