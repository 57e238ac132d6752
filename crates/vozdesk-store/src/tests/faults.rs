//! A disk that fails at any call, and power cuts: the store holds the state before or after a change.

use super::damage::Random;
use super::disk::Disk;
use super::session::*;
use super::*;

#[test]
fn a_disk_that_fails_at_any_call_leaves_the_state_before_or_after_the_change() {
    let covered = count_until_it_passes(|at| interrupted(at, || true));
    println!("{covered} calls failed, every write kept");
}

#[test]
fn a_power_cut_that_loses_what_was_not_synced_leaves_the_state_before_or_after_the_change() {
    let covered = count_until_it_passes(|at| interrupted(at, || false));
    println!("{covered} calls failed, unsynced writes lost");
}

#[test]
fn a_power_cut_that_loses_some_unsynced_writes_leaves_the_state_before_or_after_the_change() {
    for seed in 1..=3 {
        let mut random = Random(seed);
        let covered = count_until_it_passes(|at| interrupted(at, || random.below(2) == 0));
        println!("{covered} calls failed, unsynced writes lost by a coin (seed {seed})");
    }
}

#[test]
fn after_a_failed_write_the_same_store_opens_itself_again_and_the_next_try_succeeds() {
    let mut refused = 0;
    let covered = count_until_it_passes(|at| {
        let disk = Disk::failing(at, true);
        let Ok(store) = disk.open() else {
            let store = disk.open().expect("the next try opens it");
            finish(&disk, store, Model::empty(), SESSION, &format!("call {at} fails while opening"));
            return true;
        };
        let mut model = Model::empty();
        let mut made = 0;
        while made < SESSION.len() {
            let when = format!("call {at} fails in step {made}");
            let (after, outcome) = make(&store, &SESSION[made], &model);
            if outcome.is_ok() {
                model = after;
                made += 1;
                continue;
            }
            refused += 1;
            assert_eq!(words(&exported(&store)), words(model.present()), "{when}: readers see no failed change");
            // Any use of the store opens the file again.
            store.history(1).unwrap_or_else(|error| panic!("{when}: {error}"));
            let (settled, is_made) = settle(&store, &model, after, &when);
            model = settled;
            made += usize::from(is_made);
            finish(&disk, store, model, &SESSION[made..], &when);
            return true;
        }
        finish(&disk, store, model, &[], &format!("call {at}"));
        disk.has_failed()
    });
    assert!(refused > covered / 2, "most failures reach the one who makes the change");
    println!("{covered} calls failed once, {refused} of them refused a change");
}

#[test]
fn a_read_that_fails_is_no_damage_and_the_next_try_succeeds() {
    let disk = Disk::default();
    let store = disk.open().expect("it opens");
    let mut model = Model::empty();
    for step in SESSION {
        let (next, outcome) = make(&store, step, &model);
        outcome.expect("the disk works");
        model = next;
    }
    drop(store);

    // The cache would answer; a store whose cache is empty has to ask the disk.
    let store = Store::open_with(disk.clone(), 0).expect("it opens");
    disk.surface().reads_fail = true;
    for attempt in 0..3 {
        for error in [store.history(10).map(drop), store.undo().map(drop)] {
            let error = error.expect_err("nothing can be read");
            assert!(matches!(error, StoreError::Failed { .. }), "attempt {attempt}: {error:?}");
        }
    }
    disk.surface().reads_fail = false;
    assert_eq!(words(&exported(&store)), words(model.present()));
    store.history(10).expect("the disk is back");
    model.undo();
    store.undo().expect("the disk is back").expect("there is something to take back");
    assert_eq!(words(&exported(&store)), words(model.present()));
}
