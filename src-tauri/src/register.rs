//! The commands of the page: any name of the one list in `vozdesk-office`, away from the window's thread.

use std::sync::Arc;

use serde_json::Value as Json;
use tauri::Wry;
use tauri::ipc::{Invoke, InvokeBody, InvokeError, InvokeResponseBody};
use vozdesk_core::model::message::Message;
use vozdesk_office::{Failure, Offices, WireError, api};

use crate::host::WindowHost;

/// Hands every command to the list. Tauri has held it against the capability file before.
pub(crate) fn handler(offices: Arc<Offices<WindowHost>>) -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    move |invoke| {
        let name = invoke.message.command().to_owned();
        if !api::COMMANDS.iter().any(|command| command.name == name) {
            return false;
        }
        let request = match invoke.message.payload() {
            InvokeBody::Json(body) => body.get("request").cloned().unwrap_or_default(),
            InvokeBody::Raw(_) => Json::Null,
        };
        let offices = offices.clone();
        invoke.resolver.respond_async(async move { blocking(offices, name, request).await });
        true
    }
}

/// Runs a command on the blocking pool. One that panics answers with a failure too.
async fn blocking(
    offices: Arc<Offices<WindowHost>>,
    name: String,
    request: Json,
) -> Result<InvokeResponseBody, InvokeError> {
    let catalogue = offices.catalogue();
    let work = tokio::task::spawn_blocking(move || api::call(&offices, &name, request));
    let failed = || WireError::new(catalogue, &Failure::plain("failed", Message::new("command-failed")));
    let answer = work.await.ok().flatten().unwrap_or_else(|| Err(failed()));
    answer.map(InvokeResponseBody::Json).map_err(|error| InvokeError(serde_json::to_value(error).unwrap_or_default()))
}
