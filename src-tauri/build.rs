//! Tells Tauri which commands there are, so that each needs a permission of its own, and grants them one by one to
//! the page of the main window. Both come from the one list in `vozdesk-office`.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

/// Where the list stands: a line a command, `part::verb_noun("Request") -> "Answer",`.
const LIST: &str = "../crates/vozdesk-office/src/api.rs";

fn main() {
    println!("cargo:rerun-if-changed={LIST}");
    if let Err(error) = build() {
        println!("cargo:warning={error}");
        std::process::exit(1);
    }
}

fn build() -> Result<(), Box<dyn Error>> {
    let text = fs::read_to_string(LIST)?;
    let (_, list) = text.split_once("\ncommands! {\n").ok_or("the list of commands is not where it was")?;
    let lines = list.lines().take_while(|line| *line != "}");
    let names = lines.filter_map(|line| Some(line.split_once("::")?.1.split_once('(')?.0));
    let commands: Vec<&'static str> = names.map(|name| &*name.to_owned().leak()).collect();

    // Hearing events is all the page may do beside its own commands.
    let events = ["core:event:allow-listen", "core:event:allow-unlisten"].map(str::to_owned);
    let granted = commands.iter().map(|name| format!("allow-{}", name.replace('_', "-")));
    let permissions: Vec<String> = events.into_iter().chain(granted).map(|name| format!("\"{name}\"")).collect();
    let capability = format!(
        "{{ \"identifier\": \"main\", \"description\": \"The page in the main window: its own commands, and hearing events.\", \
         \"windows\": [\"main\"], \"permissions\": [{}] }}\n",
        permissions.join(", ")
    );
    let folder = Path::new(&env::var("OUT_DIR")?).join("capabilities");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("main.json"), capability)?;
    let every_file = folder.join("*.json").display().to_string();

    let manifest = tauri_build::AppManifest::new().commands(commands.leak());
    let attributes = tauri_build::Attributes::new().app_manifest(manifest).capabilities_path_pattern(every_file.leak());
    Ok(tauri_build::try_build(attributes)?)
}
