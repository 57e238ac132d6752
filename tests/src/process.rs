//! What can be seen of a process from outside, in /proc: its children, and whether it has come to rest.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::waiting::patiently;

/// So many looks in a row must show no work before a process counts as at rest.
const LOOKS: usize = 12;

/// A process, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Process(pub(crate) u32);

/// A line of /proc/…/stat, behind the name, which may hold anything: the state comes first (proc(5)).
fn stat(path: PathBuf) -> Option<Vec<String>> {
    let line = fs::read_to_string(path).ok()?;
    let (_, behind) = line.rsplit_once(')')?;
    Some(behind.split_whitespace().map(str::to_owned).collect())
}

impl Process {
    fn stat(self) -> Option<Vec<String>> {
        stat(PathBuf::from(format!("/proc/{}/stat", self.0)))
    }

    /// The processes this one has started.
    pub(crate) fn children(self) -> Vec<Process> {
        let all = fs::read_dir("/proc").expect("/proc can be listed").flatten();
        let all = all.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).map(Process);
        all.filter(|child| child.stat().is_some_and(|stat| stat[1] == self.0.to_string())).collect()
    }

    /// Whether it still holds what it has opened. Its first thread may be through (a zombie) before others are.
    pub(crate) fn is_running(self) -> bool {
        let threads = fs::read_dir(format!("/proc/{}/task", self.0)).map_or(0, Iterator::count);
        threads > 1 || self.stat().is_some_and(|stat| stat[0] != "Z")
    }

    pub(crate) fn signal(self, signal: &str) {
        let _ = Command::new("kill").args([signal, &self.0.to_string()]).stderr(Stdio::null()).status();
    }

    /// The processor time it has used, in ticks; `None` while a thread of it runs or wants to.
    fn work(self) -> Option<u64> {
        let threads = fs::read_dir(format!("/proc/{}/task", self.0)).ok()?.flatten();
        let mut ticks = 0;
        for thread in threads {
            let stat = stat(thread.path().join("stat"))?;
            if stat[0] != "S" {
                return None;
            }
            ticks += stat[11].parse::<u64>().ok()? + stat[12].parse::<u64>().ok()?;
        }
        Some(ticks)
    }

    /// The sockets it has open to other machines or to this one by way of the network: TCP and UDP, listening or not
    /// (proc(5)). Those of the display and the bus are none.
    pub(crate) fn network_sockets(self) -> Vec<String> {
        let open = fs::read_dir(format!("/proc/{}/fd", self.0)).expect("its files can be listed").flatten();
        let inodes: Vec<String> = open
            .filter_map(|file| fs::read_link(file.path()).ok()?.to_str().map(str::to_owned))
            .filter_map(|target| Some(target.strip_prefix("socket:[")?.strip_suffix(']')?.to_owned()))
            .collect();
        let tables = ["tcp", "tcp6", "udp", "udp6"].map(|name| format!("/proc/{}/net/{name}", self.0));
        let lines = tables.into_iter().filter_map(|table| fs::read_to_string(table).ok());
        let lines: Vec<String> =
            lines.flat_map(|table| table.lines().skip(1).map(str::to_owned).collect::<Vec<_>>()).collect();
        // The tenth field is the inode.
        let is_its =
            |line: &&String| line.split_whitespace().nth(9).is_some_and(|inode| inodes.iter().any(|its| its == inode));
        lines.iter().filter(is_its).cloned().collect()
    }

    /// How much memory it has held at the most, in MB (`VmHWM` of proc(5)).
    pub(crate) fn most_memory(self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.0)).expect("it runs");
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("the kernel counts it");
        line.trim().trim_end_matches("kB").trim().parse::<u64>().expect("kB") / 1024
    }

    /// Waits until it does nothing: at a dozen looks in a row no thread runs, and none has run between them.
    pub(crate) async fn comes_to_rest(self) {
        let (mut last, mut quiet) = (None, 0);
        let rests = patiently(async || {
            let work = self.work();
            quiet = if work.is_some() && work == last { quiet + 1 } else { 0 };
            last = work;
            (quiet >= LOOKS).then_some(())
        });
        assert!(rests.await.is_some(), "process {} has come to rest", self.0);
    }
}
