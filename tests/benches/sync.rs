//! `vozdesk plan` of a whole platform, beside the plainest reading of the same pages: all numbers are settled.
//!
//! A fake of Retell on this machine answers both. What a plan takes beyond the plain reading is what it costs; the aim
//! is 3 s at 10,000 numbers. Memory is the most that `vozdesk plan` has held, beside what the opened office alone takes.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "it speaks to a person, and ends where it cannot measure")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::Stdio;
use std::time::{Duration, Instant};

use vozdesk_tests::platform::{Fake, Request};
use vozdesk_tests::{Answer, Command, Office};

fn main() {
    println!("{:>8}  {:<34} {:>12} {:>12} {:>7}", "numbers", "", "VozDesk", "floor", "ratio");
    for size in [1_000, 10_000, 100_000] {
        measure(size);
    }
}

fn measure(size: usize) {
    let (office, fake) = (Office::fresh(), Fake::start("retell"));
    fake.put_many(size);
    let command = |words: &[&str]| {
        let mut command = office.command(words);
        command.envs(fake.variables()).env_remove("DBUS_SESSION_BUS_ADDRESS");
        command
    };
    for words in [["connect", "retell"], ["pull", "retell"]] {
        let answer = Answer::of(&mut command(&words));
        assert_eq!(answer.exit, 0, "{answer:?}");
    }
    let (_, open) = watched(command(&["profile"]));
    fake.forget_requests();
    let (planned, most) = watched(command(&["plan", "retell"]));
    let pages = fake.requests();
    let begin = Instant::now();
    let read: usize = pages.iter().map(|page| plainly(&fake.url(), page)).sum();
    let floor = begin.elapsed();
    let ratio = planned.as_secs_f64() / floor.as_secs_f64();
    println!("{size:>8}  {:<34} {planned:>12.2?} {floor:>12.2?} {ratio:>7.2} ({read} bytes)", "plan, listing included");
    println!(
        "{size:>8}  {:<34} {:>12.2?} {:>12}",
        "plan, beyond the listing",
        planned.saturating_sub(floor),
        "3 s at 10k"
    );
    println!("{size:>8}  {:<34} {most:>9.1} MB {open:>9.1} MB {:>7.2}", "memory of plan, beside open", most / open);
}

/// Runs a command to its end: how long that takes, and the most memory it has held, in MB (`VmHWM` of proc(5)).
fn watched(mut command: Command) -> (Duration, f64) {
    let begin = Instant::now();
    let mut child = command.stdout(Stdio::null()).spawn().expect("it starts");
    let mut most = 0.0;
    let status = loop {
        let held = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let kilobytes = held.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix("kB"));
        most = kilobytes.and_then(|text| text.trim().parse().ok()).unwrap_or(most);
        if let Some(status) = child.try_wait().expect("it is ours") {
            break status;
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    assert!(status.success(), "{status}");
    (begin.elapsed(), most / 1024.0)
}

/// Asks the same once more and reads all of the answer: how many bytes it has.
fn plainly(url: &str, request: &Request) -> usize {
    let host = url.strip_prefix("http://").expect("a fake speaks HTTP");
    let mut line = TcpStream::connect(host).expect("it is there");
    let (method, path, body) = (&request.method, &request.path, &request.body);
    let key = request.header("authorization").expect("it was let in");
    let asked = format!(
        "{method} {path} HTTP/1.1\r\nhost: {host}\r\nauthorization: {key}\r\ncontent-type: application/json\r\n\
         content-length: {}\r\n\r\n{body}",
        body.len()
    );
    line.write_all(asked.as_bytes()).expect("it reads");
    // A fake leaves the line open: the answer is as long as it says.
    let mut line = BufReader::new(line);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        assert!(line.read_line(&mut head).expect("it answers") > 0, "{head}");
    }
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    let length =
        head.to_ascii_lowercase().lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
    let mut body = vec![0; length.expect("a length")];
    line.read_exact(&mut body).expect("it answers");
    body.len()
}
