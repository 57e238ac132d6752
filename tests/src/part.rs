//! A part of the window, found as people and screen readers find it: by its role and its name.
//!
//! A [`Part`] is a way there (`the panel, its group Inbound Settings, the field Assistant`), gone anew at
//! each use, so that a page which draws itself again in between leads nobody astray. Roles and names are
//! made out by `roles.js`, in the page, since WebDriver's own check of visibility is a script that frozen
//! prototypes stop. What lies behind an open dialog is not there.

use fantoccini::Client;
use fantoccini::elements::Element;
use fantoccini::key::Key;
use serde_json::{Map, Value, json};

use crate::waiting::patiently;

const ROLES: &str = include_str!("roles.js");

/// The key under which WebDriver names an element (W3C WebDriver, 12.1).
const ELEMENT_KEY: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A part of the window, or the whole of it.
#[derive(Clone)]
pub struct Part {
    client: Client,
    way: Vec<Map<String, Value>>,
}

/// What a part is called: its whole name, or how that begins.
pub struct Name<'a> {
    key: &'static str,
    words: &'a str,
}

impl<'a> From<&'a str> for Name<'a> {
    fn from(words: &'a str) -> Name<'a> {
        Name { key: "name", words }
    }
}

/// A name that begins with these words, where the rest is of no matter or not known.
pub fn begins(words: &str) -> Name<'_> {
    Name { key: "begins", words }
}

/// An element, as scripts are given it.
fn reference(element: &Element) -> Value {
    json!({ ELEMENT_KEY: element.element_id().to_string() })
}

// The ways.
impl Part {
    pub(crate) fn whole(client: Client) -> Part {
        Part { client, way: Vec::new() }
    }

    /// What has a role within this, whatever it is called.
    pub fn any(&self, role: &str) -> Part {
        let mut part = self.clone();
        part.way.push(Map::from_iter([("role".to_owned(), json!(role))]));
        part
    }

    /// What has a role and a name within this.
    pub fn named<'n>(&self, role: &str, name: impl Into<Name<'n>>) -> Part {
        let Name { key, words } = name.into();
        let mut part = self.any(role);
        part.way.last_mut().expect("a step").insert(key.to_owned(), json!(words));
        part
    }

    /// The last of those, where there are more.
    #[must_use]
    pub fn last(mut self) -> Part {
        self.way.last_mut().expect("not the whole window").insert("last".to_owned(), json!(true));
        self
    }

    /// The panel with one record.
    pub fn panel(&self) -> Part {
        self.any("complementary")
    }

    /// The open dialog.
    pub fn dialog(&self) -> Part {
        self.any("dialog")
    }

    /// The head of a page, with its name and what can be done on it.
    pub fn head(&self) -> Part {
        self.any("main").any("header")
    }

    /// Controls that belong together, such as Inbound Settings.
    pub fn group(&self, name: &str) -> Part {
        self.named("group", name)
    }

    /// The row of a table in which something is called so.
    pub fn row(&self, name: &str) -> Part {
        self.named("row", name)
    }

    /// The entry of a list in which something is called so.
    pub fn item(&self, name: &str) -> Part {
        self.named("listitem", name)
    }

    /// A button.
    pub fn button<'n>(&self, name: impl Into<Name<'n>>) -> Part {
        self.named("button", name)
    }

    /// A link.
    pub fn link<'n>(&self, name: impl Into<Name<'n>>) -> Part {
        self.named("link", name)
    }

    /// A heading.
    pub fn heading(&self, name: &str) -> Part {
        self.named("heading", name)
    }

    /// A radio button or a box to tick, by its words or a part of them.
    pub fn choice(&self, words: &str) -> Part {
        self.named("choice", words)
    }

    /// A field, by its label: for text, or for one of several values.
    pub fn field(&self, label: &str) -> Part {
        self.named("field", label)
    }
}

// What is there.
impl Part {
    /// What the window holds here now.
    pub(crate) async fn now(&self) -> Vec<Element> {
        let found = loop {
            match self.client.execute(ROLES, vec![json!(self.way)]).await {
                // The page has put another in the place of what was found before the driver could name it: look again.
                Err(error) if error.is_stale_element_reference() => {}
                found => break found.expect("the script runs"),
            }
        };
        let ids = found.as_array().into_iter().flatten().filter_map(|one| one.get(ELEMENT_KEY)?.as_str());
        ids.map(|id| Element::from_element_id(self.client.clone(), id.to_owned().into())).collect()
    }

    /// The element, once it is there and can be seen.
    pub async fn element(&self) -> Element {
        let found = patiently(async || self.now().await.into_iter().next()).await;
        let Some(found) = found else { panic!("there is no {self}; the window shows:\n{}", self.shown().await) };
        found
    }

    /// Waits until it is there.
    pub async fn appears(&self) {
        self.element().await;
    }

    /// Waits until it is not there, or not any more.
    pub async fn is_gone(&self) {
        let gone = patiently(async || self.now().await.is_empty().then_some(())).await;
        assert!(gone.is_some(), "there is still {self}; the window shows:\n{}", self.shown().await);
    }

    /// How many there are.
    pub async fn count(&self) -> usize {
        self.now().await.len()
    }

    /// The text one reads here, of all there are.
    pub async fn text(&self) -> String {
        // Each is an argument of its own: within a list WebKit's driver leaves elements as they are written.
        let script = "return [...arguments].map((one) => one.innerText ?? one.textContent).join('\\n')";
        let elements = self.now().await.iter().map(reference).collect();
        // What is drawn again meanwhile is read at the next look.
        let text = self.client.execute(script, elements).await.unwrap_or_default();
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until one reads a text here.
    pub async fn says(&self, text: &str) {
        let said = patiently(async || self.text().await.contains(text).then_some(())).await;
        assert!(said.is_some(), "“{text}” is not said by {self}; the window shows:\n{}", self.shown().await);
    }

    /// Waits until the line at the foot of the page says what was done.
    pub async fn tells(&self, text: &str) {
        self.any("status").says(text).await;
    }

    /// Waits until it is said that, and why, something was refused.
    pub async fn refuses(&self, text: &str) {
        self.any("alert").says(text).await;
    }

    /// Waits until a property of the element, such as its value, is this.
    pub async fn has(&self, property: &str, value: impl Into<Value>) {
        let (value, mut now) = (value.into(), Value::Null);
        let has = patiently(async || {
            now = self.property(property).await;
            (now == value).then_some(())
        });
        let has = has.await;
        assert!(has.is_some(), "{property} of {self} is {now}, not {value}");
    }

    /// A property of the element now.
    pub async fn property(&self, property: &str) -> Value {
        self.look("return arguments[0][arguments[1]]", vec![json!(property)]).await
    }

    /// Runs a script on the element, which is its first argument.
    pub(crate) async fn look(&self, script: &str, more: Vec<Value>) -> Value {
        let element = self.element().await;
        let arguments = std::iter::once(reference(&element)).chain(more).collect();
        self.client.execute(script, arguments).await.unwrap_or_default()
    }

    /// Waits until it has the focus.
    pub async fn has_focus(&self) {
        let script = "return arguments[0].contains(document.activeElement)";
        let has = patiently(async || (self.look(script, vec![]).await == true).then_some(())).await;
        assert!(has.is_some(), "{self} has not the focus");
    }

    /// All the text in the window, to be told where something is not as it must be.
    async fn shown(&self) -> String {
        let text = self.client.execute("return document.body.innerText", vec![]).await.unwrap_or_default();
        text.as_str().unwrap_or_default().to_owned()
    }
}

// What is done.
impl Part {
    /// Clicks it; waits for it, and tries again while something moves.
    pub async fn click(&self) {
        self.click_at("arguments[0]").await;
    }

    /// Clicks the element that stands for it.
    async fn click_at(&self, which: &str) {
        let (script, mut why) = (format!("return {which}"), String::new());
        let clicked = patiently(async || {
            let found = self.look(&script, vec![]).await;
            let element = Element::from_element_id(self.client.clone(), found[ELEMENT_KEY].as_str()?.to_owned().into());
            let Err(error) = element.click().await else { return Some(()) };
            why = format!("{error:?}");
            // What lies at an edge may be covered by a scroll bar: people scroll on.
            self.look("arguments[0].scrollIntoView({ block: 'center' })", vec![]).await;
            None
        });
        let clicked = clicked.await;
        assert!(clicked.is_some(), "{self} cannot be clicked: {why}");
    }

    /// Gives it the focus, as the Tab key would on its way.
    pub async fn focus(&self) {
        self.look("arguments[0].focus()", vec![]).await;
        self.has_focus().await;
    }

    /// Scrolls to it.
    pub async fn comes_into_sight(&self) {
        self.look("arguments[0].scrollIntoView()", vec![]).await;
    }

    /// Presses a button.
    pub async fn press(&self, name: &str) {
        self.button(name).click().await;
    }

    /// Follows a link.
    pub async fn follow(&self, name: &str) {
        self.link(name).click().await;
    }

    /// Picks one of several ways, or ticks a box, by its words.
    pub async fn pick(&self, words: &str) {
        // The label is what people click; the box itself may be drawn by other means.
        self.choice(words).click_at("arguments[0].labels?.[0] ?? arguments[0]").await;
    }

    /// Types into a field in the place of what is there.
    pub async fn type_into(&self, label: &str, text: &str) {
        let field = self.field(label).element().await;
        field.clear().await.expect("the field can be cleared");
        if !text.is_empty() {
            field.send_keys(text).await.expect("the field takes keys");
        }
    }

    /// Chooses an option of a field by its words.
    pub async fn choose(&self, label: &str, words: &str) {
        let field = self.field(label);
        let is_offered = "return [...arguments[0].options].some((option) => option.label === arguments[1])";
        let offered =
            patiently(async || (field.look(is_offered, vec![json!(words)]).await == true).then_some(())).await;
        assert!(offered.is_some(), "{field} offers no {words}");
        field.element().await.select_by_label(words).await.expect("an option can be chosen");
    }

    /// Chooses the country of the phone number that is typed here: opens the control, types, presses Enter.
    pub async fn choose_country(&self, country: &str) {
        self.field("Country").click().await;
        let search = Part::whole(self.client.clone()).field("Country or code");
        let keys = format!("{country}{}", Key::Enter);
        search.element().await.send_keys(&keys).await.expect("the search takes keys");
        search.is_gone().await;
    }

    /// Waits until a field says why what is in it was refused, beside it and to screen readers.
    pub async fn refuses_field(&self, label: &str, why: &str) {
        let script = "const [field] = arguments; \
            const described = (field.getAttribute('aria-describedby') ?? '').split(' '); \
            const said = described.map((id) => document.getElementById(id)?.textContent ?? '').join(' '); \
            return field.getAttribute('aria-invalid') === 'true' ? said : ''";
        let field = self.field(label);
        let mut said = Value::Null;
        let refused = patiently(async || {
            said = field.look(script, vec![]).await;
            said.as_str()?.contains(why).then_some(())
        });
        let refused = refused.await;
        assert!(
            refused.is_some(),
            "{field} is refused with “{why}”, not {said}; the window shows:\n{}",
            self.shown().await
        );
    }
}

impl std::fmt::Display for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.way.is_empty() {
            return f.write_str("window");
        }
        for (at, step) in self.way.iter().enumerate() {
            let text = |key: &str| step.get(key).and_then(Value::as_str);
            let name = text("name").or(text("begins")).map_or(String::new(), |name| format!(" “{name}”"));
            write!(f, "{}{}{name}", if at > 0 { ", " } else { "" }, text("role").unwrap_or_default())?;
        }
        Ok(())
    }
}
