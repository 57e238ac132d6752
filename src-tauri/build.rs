//! Tells Tauri which commands there are, so that each needs a permission of its own. The list is the
//! capability file's, which is made from the one list in `vozdesk-office`.

fn main() {
    println!("cargo:rerun-if-changed=capabilities/main.json");
    let text = std::fs::read_to_string("capabilities/main.json").unwrap_or_default();
    let granted = text.split('"').filter_map(|word| word.strip_prefix("allow-"));
    let commands: Vec<&'static str> = granted.map(|name| &*name.replace('-', "_").leak()).collect();
    let manifest = tauri_build::AppManifest::new().commands(commands.leak());
    if let Err(error) = tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest)) {
        println!("cargo:warning=tauri-build: {error:#}");
        std::process::exit(1);
    }
}
