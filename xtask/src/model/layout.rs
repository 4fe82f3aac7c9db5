//! Writes the model in the layout that `ai` reads in place (crates/ai/src/local/file.rs).

use super::source::{Q4_BYTES, Source};
use ai::local::file::{
    ALIGNMENT, BLOCK, BLOCK_BYTES, COMMON_BYTES, GROUP, HIDDEN, Header, INNER, LARGEST_MULTIPLIER, MAGIC, RARE_BYTES,
    VERSION,
};
use anyhow::{Context, Result, ensure};
use yada::builder::DoubleArrayBuilder;
use zerocopy::IntoBytes;

/// Writes the model with these pieces, given as indices into the source's; the first `common` keep all their bits.
pub fn written(source: &Source, kept: &[usize], common: usize, origin: &[u8]) -> Result<Vec<u8>> {
    let common = common.min(kept.len());
    let new_id = |old: u32| -> Result<u32> {
        Ok(kept.iter().position(|&piece| piece == old as usize).context("a piece is missing")? as u32)
    };
    let trie = trie(source, kept)?;
    let mut replacements = String::new();
    let mut rewritten: Vec<[u32; 2]> = Vec::new();
    for (from, to) in &source.rewritten {
        // Printable ASCII is looked up as it is.
        ensure!(!(0x20..0x7f).contains(from), "a printable character of ASCII is rewritten");
        replacements.push_str(to);
        rewritten.push([*from, replacements.len() as u32]);
    }
    let lowest = source.pieces.iter().map(|(_, score)| *score).fold(f32::INFINITY, f32::min);
    let mut file = File::default();
    file.add(&Header {
        magic: MAGIC,
        version: VERSION,
        layers: source.layers as u32,
        positions: source.positions as u32,
        common: common as u32,
        rare: (kept.len() - common) as u32,
        trie_bytes: trie.len() as u32,
        rewritten: rewritten.len() as u32,
        rewritten_bytes: replacements.len() as u32,
        begin: new_id(source.begin)?,
        end: new_id(source.end)?,
        unknown: new_id(source.unknown)?,
        unknown_score: lowest - 10.0,
        epsilon: source.epsilon,
        origin: *origin.first_chunk().context("a hash is longer")?,
    });
    file.add(&trie[..]);
    file.add(&kept.iter().map(|&piece| source.pieces[piece].1).collect::<Vec<_>>()[..]);
    file.add(&rewritten[..]);
    file.add(replacements.as_bytes());

    let embeddings = source.tensor("emb.word")?;
    let (common, rare) = kept.split_at(common);
    file.add(&common.iter().flat_map(|&piece| common_embedding(embeddings, piece)).collect::<Vec<_>>()[..]);
    file.add(&rare.iter().flat_map(|&piece| rare_embedding(embeddings, piece)).collect::<Vec<_>>()[..]);
    let token_type = source.floats("emb.type")?;
    let positions = source.floats("emb.pos")?;
    let positions = positions.chunks(HIDDEN).flat_map(|row| row.iter().zip(&token_type).map(|(a, b)| a + b));
    file.add(&positions.collect::<Vec<_>>()[..]);
    file.add_norm(source, "emb.ln")?;
    for layer in 0..source.layers {
        let name = |part: &str| format!("l{layer}.{part}");
        file.add_matrix(source, &[name("q"), name("k"), name("v")], HIDDEN)?;
        file.add_matrix(source, &[name("ao")], HIDDEN)?;
        file.add_norm(source, &name("aln"))?;
        file.add_matrix(source, &[name("fi")], HIDDEN)?;
        file.add_matrix(source, &[name("fo")], INNER)?;
        file.add_norm(source, &name("oln"))?;
    }
    Ok(file.bytes)
}

/// Builds the trie over the pieces that a text may be cut into: all but the marks of the model, such as `<s>`, which no
/// text may set.
fn trie(source: &Source, kept: &[usize]) -> Result<Vec<u8>> {
    let marks = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"];
    let mut pieces: Vec<(&[u8], u32)> = Vec::new();
    for (id, &piece) in kept.iter().enumerate() {
        let text = source.pieces[piece].0;
        if !marks.contains(&text) {
            pieces.push((text.as_bytes(), id as u32));
        }
    }
    pieces.sort_unstable();
    DoubleArrayBuilder::build(&pieces).map_err(|error| anyhow::anyhow!("no trie over the pieces: {error:?}"))
}

/// The blocks of a piece's embedding.
fn embedding(embeddings: &[u8], piece: usize) -> &[[u8; Q4_BYTES]] {
    const BLOCKS: usize = HIDDEN / BLOCK;
    &embeddings[piece * BLOCKS * Q4_BYTES..].as_chunks().0[..BLOCKS]
}

/// All bits of an embedding: the scales of all blocks, then their nibbles.
fn common_embedding(embeddings: &[u8], piece: usize) -> [u8; COMMON_BYTES] {
    let mut bytes = [0; COMMON_BYTES];
    let (scales, nibbles) = bytes.split_at_mut(HIDDEN / BLOCK * 2);
    for (number, block) in embedding(embeddings, piece).iter().enumerate() {
        scales[2 * number..][..2].copy_from_slice(&block[..2]);
        nibbles[BLOCK / 2 * number..][..BLOCK / 2].copy_from_slice(&block[2..]);
    }
    bytes
}

/// An embedding rounded to 2 bits a component. Its length is lost, but the layer norm that follows would take it anyway.
fn rare_embedding(embeddings: &[u8], piece: usize) -> [u8; RARE_BYTES] {
    let row = Row::read(embedding(embeddings, piece).as_flattened());
    let values = row.values();
    let deviation = (values.iter().map(|value| value * value).sum::<f32>() / values.len() as f32).sqrt();
    // For a normal distribution steps of this size lose the least.
    let scale = single_to_half(0.498 * deviation);
    let step = 2.0 * half_to_single(scale);
    let mut bytes = [0; RARE_BYTES];
    bytes[..2].copy_from_slice(&scale.to_le_bytes());
    for (values, byte) in values.chunks_exact(4).zip(&mut bytes[2..]) {
        for (place, value) in values.iter().enumerate() {
            *byte |= ((value / step + 2.0).floor().clamp(0.0, 3.0) as u8) << (2 * place);
        }
    }
    bytes
}

#[derive(Default)]
struct File {
    bytes: Vec<u8>,
}

impl File {
    fn add<T: IntoBytes + zerocopy::Immutable + ?Sized>(&mut self, part: &T) {
        self.bytes.extend_from_slice(part.as_bytes());
        self.bytes.resize(self.bytes.len().next_multiple_of(ALIGNMENT), 0);
    }

    fn add_norm(&mut self, source: &Source, name: &str) -> Result<()> {
        self.add(&source.floats(&format!("{name}.w"))?[..]);
        self.add(&source.floats(&format!("{name}.b"))?[..]);
        Ok(())
    }

    /// Adds matrices of so many inputs as one, one below the other.
    fn add_matrix(&mut self, source: &Source, names: &[String], inputs: usize) -> Result<()> {
        let mut rows = Vec::new();
        let mut bias = Vec::new();
        for name in names {
            let tensor = source.tensor(&format!("{name}.w"))?;
            rows.extend(tensor.chunks_exact(inputs / BLOCK * Q4_BYTES).map(Row::read));
            bias.extend(source.floats(&format!("{name}.b"))?);
        }
        let blocks = inputs / BLOCK;
        let mut nibbles = Vec::new();
        let mut multipliers = Vec::new();
        for group in rows.chunks_exact(GROUP) {
            for block in 0..blocks {
                nibbles.extend(block_of_group(group, block));
                multipliers.extend(group.iter().map(|row| row.multipliers[block]));
            }
        }
        ensure!(rows.iter().all(Row::fits), "sums of {} do not fit into 32 bits", names[0]);
        self.add(&nibbles[..]);
        self.add(&multipliers[..]);
        self.add(&rows.iter().map(Row::excess).collect::<Vec<_>>()[..]);
        self.add(&rows.iter().map(|row| row.scale).collect::<Vec<_>>()[..]);
        self.add(&bias[..]);
        Ok(())
    }
}

/// The nibbles of one block of a group of rows (see `ai::local::file::Linear`).
fn block_of_group(group: &[Row], block: usize) -> [u8; BLOCK_BYTES] {
    let mut bytes = [0; BLOCK_BYTES];
    for (run, bytes) in bytes.as_chunks_mut::<64>().0.iter_mut().enumerate() {
        for (place, byte) in bytes.iter_mut().enumerate() {
            let weights = &group[place / 4].weights[block * BLOCK + run * 8 + place % 4..];
            *byte = (weights[0] + 8) as u8 | ((weights[4] + 8) as u8) << 4;
        }
    }
    bytes
}

/// A row of a matrix: a weight is worth `weight * multiplier of its block * scale`.
struct Row {
    weights: Vec<i8>,
    multipliers: Vec<i16>,
    scale: f32,
}

impl Row {
    fn read(bytes: &[u8]) -> Self {
        let (blocks, _) = bytes.as_chunks::<Q4_BYTES>();
        let scales: Vec<f32> =
            blocks.iter().map(|block| half_to_single(u16::from_le_bytes([block[0], block[1]]))).collect();
        let largest = scales.iter().fold(0.0_f32, |a, b| a.max(b.abs()));
        let scale = largest / f32::from(LARGEST_MULTIPLIER);
        let multipliers =
            scales.iter().map(|value| if scale > 0.0 { (value / scale).round() as i16 } else { 0 }).collect();
        let weights = blocks.iter().flat_map(|block| {
            let low = block[2..].iter().map(|byte| (byte & 15) as i8 - 8);
            low.chain(block[2..].iter().map(|byte| (byte >> 4) as i8 - 8))
        });
        Self { weights: weights.collect(), multipliers, scale }
    }

    fn values(&self) -> Vec<f32> {
        let blocks = self.weights.chunks_exact(BLOCK).zip(&self.multipliers);
        let scaled = blocks.flat_map(|(block, &m)| block.iter().map(move |&w| f32::from(w) * f32::from(m)));
        scaled.map(|value| value * self.scale).collect()
    }

    fn sum(&self, term: impl Fn(i64) -> i64) -> i64 {
        let blocks = self.weights.chunks_exact(BLOCK).zip(&self.multipliers);
        blocks
            .map(|(block, &multiplier)| block.iter().map(|&w| term(i64::from(w) * i64::from(multiplier))).sum::<i64>())
            .sum()
    }

    /// What activations stored plus 128 add to the sum.
    fn excess(&self) -> i32 {
        (128 * self.sum(|weight| weight)) as i32
    }

    /// Tells whether no activations make a sum that is too large.
    fn fits(&self) -> bool {
        255 * self.sum(i64::abs) <= i64::from(i32::MAX)
    }
}

/// Reads a number of 16 bits (IEEE half) that is finite.
fn half_to_single(half: u16) -> f32 {
    let (sign, rest) = (u32::from(half & 0x8000) << 16, u32::from(half & 0x7fff) << 13);
    f32::from_bits(sign | rest) * f32::from_bits((127 + 112) << 23)
}

/// Rounds a number between 2^-14 and 2^15 to 16 bits, towards zero.
fn single_to_half(single: f32) -> u16 {
    ((single.to_bits() - ((127 - 15) << 23)) >> 13) as u16
}
