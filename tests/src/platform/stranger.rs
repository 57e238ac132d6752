//! Somebody who answers in the place of a platform, over TLS, with a certificate that nobody has signed.

use std::io::Read;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};

use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, Stream};

/// A server that goes when it is dropped.
pub struct Stranger {
    at: SocketAddr,
    is_over: Arc<AtomicBool>,
    serving: Option<JoinHandle<()>>,
}

/// Somebody on this machine who is no platform: where, and the server.
pub fn stranger() -> (String, Stranger) {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate can be made");
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
    let config = ServerConfig::builder_with_provider(rustls::crypto::ring::default_provider().into())
        .with_safe_default_protocol_versions()
        .expect("ring knows them")
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
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
            // Whoever trusts nobody says so and hangs up; nothing that is asked is answered.
            let _ = Stream::new(&mut connection, &mut stream).read(&mut [0; 1]);
        }
    });
    (format!("https://localhost:{}", at.port()), Stranger { at, is_over, serving: Some(serving) })
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
