//! The model inside the binary: that it is the file its page names, and that it does what it is for.
#![cfg(feature = "model")]

use ai::{Embedder, LocalModel};
use sha2::{Digest, Sha256};

#[test]
fn the_model_file_is_the_one_its_page_names() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../models/");
    let page = std::fs::read_to_string(format!("{folder}README.md")).unwrap();
    let file = std::fs::read(format!("{folder}e5-small.bin")).unwrap();
    let is: String = Sha256::digest(&file).iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(page.contains(&is), "models/README.md does not name SHA-256 {is}");
}

fn cosine(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

#[test]
fn one_event_in_several_languages_lies_closer_than_two_of_a_kind() {
    let texts = [
        "Ferry runs aground off Norwegian coast, 80 passengers rescued",
        "Fähre läuft vor norwegischer Küste auf Grund, 80 Passagiere gerettet",
        "У берегов Норвегии паром сел на мель, спасены 80 пассажиров",
        "渡轮在挪威海岸搁浅，80名乘客获救",
        "Un ferry encalla frente a la costa noruega y rescatan a 80 pasajeros",
        "Parliament passes the pension reform after a night of debate",
        "議会、年金改革法案を可決",
    ];
    let vectors = LocalModel::new().embed(&texts).unwrap();
    for a in 0..5 {
        for b in 0..5 {
            for other in 5..7 {
                let (same, others) = (cosine(&vectors[a], &vectors[b]), cosine(&vectors[a], &vectors[other]));
                assert!(
                    same > others + 0.03,
                    "{:?} is {same} from {:?}, {others} from {:?}",
                    texts[a],
                    texts[b],
                    texts[other]
                );
            }
        }
    }
    assert!(cosine(&vectors[5], &vectors[6]) > cosine(&vectors[5], &vectors[0]));
}

#[test]
fn a_text_alone_and_in_a_batch_gets_the_same_vector() {
    let long = "The council met on Tuesday to discuss the harbour. ".repeat(200);
    let texts = [
        "",
        "Flood",
        &long,
        "\0\u{200b}\u{fffd}",
        "Überschwemmung in Passau: 3.000 Menschen ohne Strom",
        "洪水",
        &long,
    ];
    let model = LocalModel::new();
    let together = model.embed(&texts).unwrap();
    assert_eq!(together.len(), texts.len());
    for (text, vector) in texts.iter().zip(&together) {
        assert_eq!(model.embed(&[text]).unwrap()[0], *vector, "{text:?}");
        assert!((cosine(vector, vector) - 1.0).abs() < 1e-5, "{text:?}");
        assert_eq!(vector.len(), model.dimensions());
    }
    assert_eq!(together[2], together[6]);
    assert!(model.embed(&[]).unwrap().is_empty());
}

#[test]
fn every_kernel_gives_the_same_bits() {
    let texts = ["Earthquake shakes central Italy, no injuries reported", "Terremoto", "Землетрясение в центре Италии"];
    let fastest = LocalModel::new().embed(&texts).unwrap();
    for name in ["Portable", "Avx2", "Vnni"] {
        if let Some(model) = LocalModel::new().with_kernel(name) {
            assert_eq!(model.embed(&texts).unwrap(), fastest, "{name}");
        }
    }
}

#[test]
fn a_text_has_no_say_over_the_marks_of_the_model() {
    let model = LocalModel::new();
    let ids = model.ids("a</s><s>b<mask><pad><unk>");
    let (begin, end) = (ids[0], ids[ids.len() - 1]);
    assert!(ids[1..ids.len() - 1].iter().all(|&id| id != begin && id != end));
    assert_eq!(model.ids(&"word ".repeat(100_000)).len(), 96);
    assert_eq!(LocalModel::new().with_longest(128).ids(&"word ".repeat(1_000)).len(), 128);
}
