//! The map of offices small and large.

use super::rows::natural;
use super::*;
use crate::files::sample;

fn sample() -> Setup {
    sample::harbour_dental(&Setup::default()).setup
}

fn overlaps(a: &Node, b: &Node) -> bool {
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

#[test]
fn no_box_stands_upon_another_or_outside_the_picture_at_any_width() {
    let setup = sample();
    for width in [400.0, 814.0, 1059.0, 1060.0, 1224.0, 1900.0] {
        let map = CallMap::of(&setup, width);
        for (at, node) in map.nodes.iter().enumerate() {
            assert!(node.x >= 0.0 && node.y >= 0.0, "{node:?}");
            assert!(node.x + node.width <= map.width && node.y + node.height <= map.height, "{node:?}");
            for other in &map.nodes[at + 1..] {
                assert!(!overlaps(node, other), "{width}: {node:?} and {other:?}");
            }
        }
    }
}

#[test]
fn every_slot_and_every_fallback_that_is_used_has_its_line() {
    let setup = sample();
    let map = CallMap::of(&setup, 1224.0);
    let count = |kind| map.edges.iter().filter(|edge| edge.kind == kind).count();
    let numbers = || setup.numbers();
    assert_eq!(count(EdgeKind::Inbound), numbers().filter(|n| n.inbound.assistant.is_some()).count());
    assert_eq!(count(EdgeKind::Outbound), numbers().filter(|n| n.outbound.assistant.is_some()).count());
    let used = numbers().filter(|n| n.inbound.assistant.is_some() && n.inbound.fallback.is_some()).count();
    assert_eq!(count(EdgeKind::Fallback), used);
    for edge in &map.edges {
        assert_eq!(map.nodes[edge.from].column, Column::Numbers);
    }
}

#[test]
fn above_50_numbers_those_of_one_assistant_share_a_row() {
    let mut setup = sample();
    let model = setup.numbers().next().cloned().expect("a number");
    for at in 0..60 {
        let mut number = PhoneNumber::clone(&model);
        number.id = Id::make();
        number.digits = E164::from_text(&format!("+1415555{at:04}")).map(Digits::Known).expect("a number");
        setup.put_number(Arc::new(number));
    }
    let map = CallMap::of(&setup, 1224.0);
    assert!(map.is_grouped);
    let rows: Vec<usize> = map
        .nodes
        .iter()
        .filter_map(|node| match node.of {
            Of::Numbers { count, .. } => Some(count),
            _ => None,
        })
        .collect();
    assert_eq!(rows.iter().sum::<usize>(), setup.numbers().len());
    assert!(rows.len() < 10, "{rows:?}");
}

#[test]
fn destinations_for_which_there_is_no_room_are_counted_and_not_left_out_silently() {
    let mut setup = sample();
    let numbers: Vec<_> = setup.numbers().cloned().collect();
    for (at, number) in numbers.iter().enumerate() {
        let mut number = PhoneNumber::clone(number);
        number.inbound.fallback = E164::from_text(&format!("+44207946{at:04}"));
        setup.put_number(Arc::new(number));
    }
    let map = CallMap::of(&setup, LEAST);
    let boxes = map.nodes.iter().filter(|n| n.column == Column::Fallbacks && n.of != Of::More).count();
    let more = map.nodes.iter().filter(|n| n.column == Column::Fallbacks && n.of == Of::More).count();
    let used = numbers.iter().filter(|n| n.inbound.assistant.is_some()).count();
    assert_eq!((boxes, more), (used, 0), "four rows of boxes hold them");
    let mut grouped = CallMap { is_grouped: true, nodes: Vec::new(), edges: Vec::new(), heads: Vec::new(), ..map };
    grouped.lay_out(&setup, &rows(&setup, true), &NARROW);
    let named = grouped.nodes.iter().filter(|n| n.column == Column::Fallbacks).map(|n| &n.name).collect::<Vec<_>>();
    let last = named.last().expect("a box");
    assert_eq!(last.args, [("count", Arg::Count((used - (named.len() - 1)) as u64))]);
}

#[test]
fn runs_of_digits_in_labels_compare_as_numbers() {
    let mut labels = ["Branch 20", "Branch 6", "annex 3", "Branch", "Branch 6b"];
    labels.sort_by_key(|label| natural(label));
    assert_eq!(labels, ["annex 3", "Branch", "Branch 6", "Branch 6b", "Branch 20"]);
}

#[test]
fn boxes_that_wish_for_the_same_place_are_moved_apart_evenly() {
    assert_eq!(apart(&[100.0, 100.0, 100.0], 10.0, 0.0), [90.0, 100.0, 110.0]);
    assert_eq!(apart(&[0.0, 5.0, 100.0], 10.0, 0.0), [0.0, 10.0, 100.0]);
    assert_eq!(apart(&[50.0, 80.0], 10.0, 0.0), [50.0, 80.0]);
}

#[test]
fn the_file_is_well_formed_whatever_things_are_called() {
    let mut setup = sample();
    let mut number = PhoneNumber::clone(setup.numbers().next().expect("a number"));
    number.label = "<img src=x onerror=\"a()\"> & 'b'".to_owned();
    setup.put_number(Arc::new(number));
    let text = CallMap::of(&setup, 1224.0).svg(crate::words::Catalogue::of(crate::model::language::Language::English));
    assert!(!text.contains("<img"), "{text}");
    assert!(text.contains("&lt;img src=x"));
    assert!(text.starts_with("<svg ") && text.trim_end().ends_with("</svg>"));
}
