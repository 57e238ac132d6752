//! One request, one answer. Nothing is tried again here and no redirect is followed.

use std::io;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use ureq::Agent;
use ureq::http;
use ureq::tls::{RootCerts, TlsConfig};

use crate::connection::Cancel;

/// How long a connection may take to come about.
const CONNECT: Duration = Duration::from_secs(10);
/// How long a request may take in all.
const WHOLE: Duration = Duration::from_secs(30);
/// The largest answer that is read, in bytes: a page of 1,000 numbers takes about 1 MiB.
const ANSWER_LIMIT: u64 = 64 * 1024 * 1024;
/// How soon a cancelled request is let go.
const GLANCE: Duration = Duration::from_millis(50);

/// What is asked.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Request {
    pub(crate) method: Method,
    /// Path and query.
    pub(crate) path: String,
    pub(crate) body: Body,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    Get,
    Post,
    Patch,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Body {
    None,
    Json(String),
    Form(String),
}

/// What is answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) retry_after: Option<String>,
    pub(crate) body: Vec<u8>,
}

/// Why there is no answer.
#[derive(Debug)]
pub(crate) enum Unanswered {
    /// The host cannot show who it is: nothing was sent.
    Certificate(String),
    /// There is no way to the host, or it has said nothing, or not all.
    Broken(String),
    /// Somebody has said that the answer need not be waited for.
    Cancelled,
}

/// The line to a host.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    agent: Agent,
    base: String,
}

impl Request {
    pub(crate) fn get(path: String) -> Request {
        Request { method: Method::Get, path, body: Body::None }
    }
}

impl Line {
    /// The line to a host, through a proxy if there is one. Only `base` is ever asked.
    pub(crate) fn to(base: String, proxy: Option<ureq::Proxy>) -> Line {
        let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_connect(Some(CONNECT))
            .timeout_global(Some(WHOLE))
            .proxy(proxy)
            .tls_config(tls)
            .user_agent(concat!("VozDesk/", env!("CARGO_PKG_VERSION")))
            .build();
        Line { agent: config.into(), base }
    }

    /// Asks, and waits for the answer as long as nobody cancels at once.
    pub(crate) fn ask(
        &self,
        request: &Request,
        authorization: (&'static str, String),
        cancel: &Cancel,
        is_let_go: fn(&Cancel) -> bool,
    ) -> Result<Answer, Unanswered> {
        let (line, request) = (self.clone(), request.clone());
        let (send, receive) = mpsc::sync_channel(1);
        // A request under way cannot be called back; who cancels does not wait for it.
        let asking = thread::Builder::new().name("request".to_owned()).spawn(move || {
            let _ = send.send(line.asked(&request, &authorization));
        });
        asking.map_err(|error| Unanswered::Broken(error.to_string()))?;
        loop {
            match receive.recv_timeout(GLANCE) {
                Ok(answer) => return answer,
                Err(RecvTimeoutError::Timeout) if is_let_go(cancel) => return Err(Unanswered::Cancelled),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Err(Unanswered::Broken("the request failed".to_owned())),
            }
        }
    }

    fn asked(&self, request: &Request, (name, value): &(&'static str, String)) -> Result<Answer, Unanswered> {
        let method = match request.method {
            Method::Get => http::Method::GET,
            Method::Post => http::Method::POST,
            Method::Patch => http::Method::PATCH,
        };
        let (kind, body) = match &request.body {
            Body::None => (None, ""),
            Body::Json(body) => (Some("application/json"), body.as_str()),
            Body::Form(body) => (Some("application/x-www-form-urlencoded"), body.as_str()),
        };
        let mut asked = http::Request::builder()
            .method(method)
            .uri(format!("{}{}", self.base, request.path))
            .header("accept", "application/json")
            .header(*name, value);
        if let Some(kind) = kind {
            asked = asked.header("content-type", kind);
        }
        let broken = |error: http::Error| Unanswered::Broken(error.to_string());
        let answer = match kind {
            Some(_) => self.agent.run(asked.body(body.to_owned()).map_err(broken)?),
            None => self.agent.run(asked.body(()).map_err(broken)?),
        };
        let mut answer = answer.map_err(unanswered)?;
        let retry_after = answer.headers().get("retry-after").and_then(|value| value.to_str().ok()).map(str::to_owned);
        let status = answer.status().as_u16();
        let body = answer.body_mut().with_config().limit(ANSWER_LIMIT).read_to_vec().map_err(unanswered)?;
        Ok(Answer { status, retry_after, body })
    }
}

fn unanswered(error: ureq::Error) -> Unanswered {
    let is_certificate = match &error {
        ureq::Error::Rustls(_) | ureq::Error::Tls(_) => true,
        ureq::Error::Io(error) => {
            error.kind() == io::ErrorKind::InvalidData && error.to_string().contains("certificate")
        }
        _ => false,
    };
    let words = error.to_string();
    if is_certificate { Unanswered::Certificate(words) } else { Unanswered::Broken(words) }
}
