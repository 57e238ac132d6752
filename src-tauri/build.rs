//! Tells Tauri which commands there are, so that each needs a permission of its own.

#[path = "src/command_names.rs"]
mod command_names;

fn main() {
    let manifest = tauri_build::AppManifest::new().commands(command_names::COMMANDS);
    if let Err(error) = tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest)) {
        println!("cargo:warning=tauri-build: {error:#}");
        std::process::exit(1);
    }
}
