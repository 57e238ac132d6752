//! Somebody who answers in the place of a platform, over TLS, with a certificate that is not the platform's, or not now.

use std::io::Read;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, Stream};

/// What a stranger shows of himself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// A certificate for this host, which the stranger has made out himself.
    OfHisOwn,
    /// One of the authority for this host, whose time is over.
    Expired,
    /// One of the authority for another host.
    OfAnother,
    /// One of the authority for this host, as it should be.
    Right,
}

/// A server that shows a certificate and answers nothing. It goes when it is dropped.
pub struct Stranger {
    at: SocketAddr,
    authority: String,
    is_over: Arc<AtomicBool>,
    serving: Option<JoinHandle<()>>,
}

impl Stranger {
    /// Starts it on this machine.
    pub fn showing(shown: Shown) -> Stranger {
        let key = || KeyPair::generate().expect("a key can be made");
        let mut of_authority = CertificateParams::new([]).expect("no names");
        of_authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let authority = CertifiedIssuer::self_signed(of_authority, key()).expect("a certificate can be made");
        let host = if shown == Shown::OfAnother { "elsewhere.example" } else { "localhost" };
        let mut params = CertificateParams::new([host.to_owned()]).expect("a name of a host");
        if shown == Shown::Expired {
            params.not_after = date_time_ymd(2020, 1, 1);
        }
        let own = key();
        let certificate = match shown {
            Shown::OfHisOwn => params.self_signed(&own),
            _ => params.signed_by(&own, &authority),
        };
        let certificate = certificate.expect("a certificate can be made");
        let config = ServerConfig::builder_with_provider(rustls::crypto::ring::default_provider().into())
            .with_safe_default_protocol_versions()
            .expect("ring knows them")
            .with_no_client_auth()
            .with_single_cert(
                vec![certificate.der().clone()],
                PrivateKeyDer::from(PrivatePkcs8KeyDer::from(own.serialize_der())),
            )
            .expect("the key is the certificate's");
        let listener = TcpListener::bind("127.0.0.1:0").expect("there is a free port");
        let at = listener.local_addr().expect("it has an address");
        let (config, is_over) = (Arc::new(config), Arc::new(AtomicBool::new(false)));
        let over = is_over.clone();
        let serving = thread::spawn(move || {
            for stream in listener.incoming().take_while(|_| !over.load(Ordering::Relaxed)) {
                let (Ok(mut stream), Ok(mut connection)) = (stream, ServerConnection::new(config.clone())) else {
                    continue;
                };
                // Whoever does not trust it says so and hangs up; nothing that is asked is answered.
                let _ = Stream::new(&mut connection, &mut stream).read(&mut [0; 1]);
            }
        });
        let body = BASE64_STANDARD.encode(authority.der());
        let authority = format!("-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n");
        Stranger { at, authority, is_over, serving: Some(serving) }
    }

    /// Where it is.
    pub fn url(&self) -> String {
        format!("https://localhost:{}", self.at.port())
    }

    /// The certificate of the authority, as PEM.
    pub fn authority(&self) -> &str {
        &self.authority
    }
}

impl Drop for Stranger {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
        let _ = TcpStream::connect(self.at);
        if let Some(serving) = self.serving.take() {
            let _ = serving.join();
        }
    }
}
