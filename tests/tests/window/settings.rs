//! Settings: the language at once, the office as one change, the theme kept.

use vozdesk_tests::fixtures;

#[tokio::test]
async fn settings_take_effect_and_are_kept() {
    let office = fixtures::vets();
    let window = office.open_at("Settings").await;
    window.group("Appearance").pick("Dark").await;
    window.type_into("Office name", "Pier Street Animals").await;
    window.type_into("Extra numbers", "many").await;
    window.press("Save Changes").await;
    window.refuses_field("Extra numbers", "Enter a whole number, 0 or more.").await;
    window.type_into("Extra numbers", "2").await;
    window.save("Saved the office: Name, Extra numbers").await;
    window.any("navigation").says("2 of 5 numbers").await;
    // What is typed is not lost by another language.
    window.type_into("Office name", "Pier Street Pets").await;
    window.choose("Language", "Español").await;
    window.dialog().press("Keep editing").await;
    window.field("Language").has("value", "en").await;
    window.field("Office name").has("value", "Pier Street Pets").await;
    window.choose("Language", "Español").await;
    window.dialog().press("Save Changes").await;
    window.is_at("Ajustes").await;
    window.field("Nombre de la oficina").has("value", "Pier Street Pets").await;
    window.close().await;
    let window = office.open().await;
    window.is_at("Números de teléfono").await;
    window.becomes("document.documentElement.dataset.theme", "dark").await;
    window.close().await;
}
