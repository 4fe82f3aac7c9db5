//! From pieces to a vector: the layers of the encoder, for some texts at once.
//!
//! The tokens of all texts stand one below the other, so that every weight is read once for all of them; only attention
//! keeps to its own text. No step of a token depends on which texts stand beside its own: a text alone and a text in a
//! batch get the same vector, bit by bit.

use super::file::{BLOCK, COMMON_BYTES, GROUP, HEAD, HEADS, HIDDEN, INNER, Linear, Model, Norm, RARE_BYTES};
use super::float::{LANES, exp, gelu, normalise, round_row, scale_sums, to_unit_length};
use super::kernel::{AnyKernel, Kernel, Weights, Work};

/// Gives a vector of unit length for each text, given as the ids of its pieces: at least one, at most `model.longest()`.
pub fn encode(model: &Model, kernel: AnyKernel, texts: &[Vec<u32>]) -> Vec<Vec<f32>> {
    let encoding = Encoding { model, texts };
    match kernel {
        AnyKernel::Portable(kernel) => kernel.run(encoding),
        #[cfg(target_arch = "x86_64")]
        AnyKernel::Avx2(kernel) => kernel.run(encoding),
        #[cfg(target_arch = "x86_64")]
        AnyKernel::Vnni(kernel) => kernel.run(encoding),
    }
}

struct Encoding<'a> {
    model: &'a Model<'a>,
    texts: &'a [Vec<u32>],
}

impl Work for Encoding<'_> {
    type Output = Vec<Vec<f32>>;

    #[inline(always)]
    fn with<K: Kernel>(self, kernel: K) -> Self::Output {
        let Self { model, texts } = self;
        let tokens = texts.iter().map(Vec::len).sum();
        let mut rooms = Rooms::new(tokens, texts.iter().map(Vec::len).max().unwrap_or(0));
        embed_pieces(model, texts, &mut rooms.states);
        for layer in &model.layers {
            let Rooms { states, attended, wide, rounded, steps, sums, weights, turned, shares } = &mut rooms;
            round_rows(states.as_flattened(), HIDDEN, rounded, steps);
            multiply(&layer.attend, kernel, weights, rounded, steps, sums, wide);
            let mut first = 0;
            for text in texts {
                let heads = &wide[first * 3 * HIDDEN..][..text.len() * 3 * HIDDEN];
                attend(heads, turned, shares, &mut attended[first..first + text.len()]);
                first += text.len();
            }
            round_rows(attended.as_flattened(), HIDDEN, rounded, steps);
            multiply(&layer.gather, kernel, weights, rounded, steps, sums, wide);
            add_rows(states, wide);
            normalise_rows(states, &layer.attention_norm, model.epsilon);

            round_rows(states.as_flattened(), HIDDEN, rounded, steps);
            multiply(&layer.widen, kernel, weights, rounded, steps, sums, wide);
            for value in &mut wide[..tokens * INNER] {
                *value = gelu(*value);
            }
            round_rows(&wide[..tokens * INNER], INNER, rounded, steps);
            multiply(&layer.narrow, kernel, weights, rounded, steps, sums, wide);
            add_rows(states, wide);
            normalise_rows(states, &layer.output_norm, model.epsilon);
        }
        let mut rest = &rooms.states[..];
        let mut vectors = Vec::with_capacity(texts.len());
        for text in texts {
            let (own, others) = rest.split_at(text.len());
            rest = others;
            vectors.push(mean(own).to_vec());
        }
        vectors
    }
}

/// Memory for one batch, used again by every layer.
struct Rooms {
    states: Vec<[f32; HIDDEN]>,
    attended: Vec<[f32; HIDDEN]>,
    /// What a matrix gave, row by row: of `3 * HIDDEN`, `HIDDEN` or `INNER`.
    wide: Vec<f32>,
    /// Activations rounded to 8 bits, row by row, and what a step of each row is worth.
    rounded: Vec<u8>,
    steps: Vec<f32>,
    sums: Vec<i32>,
    weights: Weights,
    /// The keys of one head of one text, turned so that a row holds one component of all tokens.
    turned: Vec<f32>,
    /// How much one token listens to each.
    shares: Vec<f32>,
}

impl Rooms {
    fn new(tokens: usize, longest: usize) -> Self {
        let padded = longest.next_multiple_of(LANES);
        Self {
            states: vec![[0.0; HIDDEN]; tokens],
            attended: vec![[0.0; HIDDEN]; tokens],
            wide: vec![0.0; tokens * INNER],
            rounded: vec![0; tokens * INNER],
            steps: vec![0.0; tokens],
            sums: vec![0; tokens * GROUP],
            weights: Weights::new(),
            turned: vec![0.0; padded * HEAD],
            shares: vec![0.0; padded],
        }
    }
}

/// Writes for every token the embedding of its piece plus that of its position.
#[inline(always)]
fn embed_pieces(model: &Model, texts: &[Vec<u32>], states: &mut [[f32; HIDDEN]]) {
    let places = texts.iter().flat_map(|text| text.iter().enumerate());
    for ((position, &piece), state) in places.zip(states) {
        let piece = piece as usize;
        match model.rare.get(piece.wrapping_sub(model.common.len())) {
            Some(bytes) => embed_rare(bytes, state),
            None => embed_common(&model.common[piece], state),
        }
        let position = &model.positions[position * HIDDEN..][..HIDDEN];
        for (value, position) in state.iter_mut().zip(position) {
            *value += position;
        }
        normalise(state, &model.norm, model.epsilon);
    }
}

#[inline(always)]
fn embed_common(bytes: &[u8; COMMON_BYTES], state: &mut [f32; HIDDEN]) {
    let (scales, nibbles) = bytes.split_at(HIDDEN / BLOCK * 2);
    let blocks = scales.as_chunks::<2>().0.iter().zip(nibbles.as_chunks::<{ BLOCK / 2 }>().0);
    for ((scale, nibbles), block) in blocks.zip(state.as_chunks_mut::<BLOCK>().0) {
        let scale = half_to_single(u16::from_le_bytes(*scale));
        for (place, nibble) in nibbles.iter().enumerate() {
            block[place] = f32::from((nibble & 15) as i8 - 8) * scale;
            block[place + BLOCK / 2] = f32::from((nibble >> 4) as i8 - 8) * scale;
        }
    }
}

#[inline(always)]
fn embed_rare(bytes: &[u8; RARE_BYTES], state: &mut [f32; HIDDEN]) {
    let (scale, pairs) = bytes.split_at(2);
    let scale = half_to_single(u16::from_le_bytes([scale[0], scale[1]]));
    for (fours, state) in pairs.iter().zip(state.as_chunks_mut::<4>().0) {
        for (place, value) in state.iter_mut().enumerate() {
            *value = f32::from((fours >> (2 * place) & 3) as i8 * 2 - 3) * scale;
        }
    }
}

/// Reads a number of 16 bits (IEEE half) that is finite.
#[inline(always)]
fn half_to_single(half: u16) -> f32 {
    let (sign, rest) = (u32::from(half & 0x8000) << 16, u32::from(half & 0x7fff) << 13);
    // The exponent is 112 lower than that of 32 bits; the product mends it, also where the half is denormal.
    f32::from_bits(sign | rest) * f32::from_bits((127 + 112) << 23)
}

#[inline(always)]
fn round_rows(rows: &[f32], width: usize, rounded: &mut [u8], steps: &mut [f32]) {
    for ((row, rounded), step) in rows.chunks_exact(width).zip(rounded.chunks_exact_mut(width)).zip(steps) {
        *step = round_row(row, rounded);
    }
}

/// Multiplies the matrix with every token's rounded activations; `out` gets a row for each.
#[inline(always)]
fn multiply<K: Kernel>(
    matrix: &Linear,
    kernel: K,
    weights: &mut Weights,
    rounded: &[u8],
    steps: &[f32],
    sums: &mut [i32],
    out: &mut [f32],
) {
    let rounded = &rounded[..steps.len() * matrix.inputs];
    for group in 0..matrix.rows / GROUP {
        weights.unpack(matrix, group);
        kernel.multiply(weights, rounded, sums);
        let rows = out.chunks_exact_mut(matrix.rows);
        for ((sums, step), row) in sums.as_chunks::<GROUP>().0.iter().zip(steps).zip(rows) {
            scale_sums(matrix, group, *step, sums, &mut row.as_chunks_mut::<GROUP>().0[group]);
        }
    }
}

#[inline(always)]
fn add_rows(states: &mut [[f32; HIDDEN]], rows: &[f32]) {
    for (state, value) in states.as_flattened_mut().iter_mut().zip(rows) {
        *state += value;
    }
}

#[inline(always)]
fn normalise_rows(states: &mut [[f32; HIDDEN]], norm: &Norm, epsilon: f32) {
    for row in states {
        normalise(row, norm, epsilon);
    }
}

/// Lets every token of one text listen to all of it. `heads` has queries, keys and values of a token in one row.
#[inline(always)]
fn attend(heads: &[f32], turned: &mut [f32], shares: &mut [f32], attended: &mut [[f32; HIDDEN]]) {
    let (tokens, _) = heads.as_chunks::<{ 3 * HIDDEN }>();
    let turned = &mut turned[..tokens.len().next_multiple_of(LANES) * HEAD];
    let scale = 1.0 / (HEAD as f32).sqrt();
    for head in 0..HEADS {
        for (place, token) in tokens.iter().enumerate() {
            for (component, &key) in token[HIDDEN + head * HEAD..][..HEAD].iter().enumerate() {
                turned[component * (turned.len() / HEAD) + place] = key * scale;
            }
        }
        for (token, attended) in tokens.iter().zip(&mut *attended) {
            let query = &token[head * HEAD..][..HEAD];
            // Four vectors at once as far as they go: each sum waits for the one before it.
            let mut first = score::<{ 4 * LANES }>(query, turned, 0, shares);
            first = score::<LANES>(query, turned, first, shares);
            let total = to_shares(&mut shares[..first], tokens.len());
            let mut mixed = [0.0_f32; HEAD];
            for (share, token) in shares.iter().zip(tokens) {
                let values = &token[2 * HIDDEN + head * HEAD..][..HEAD];
                for component in 0..HEAD {
                    mixed[component] += share * values[component];
                }
            }
            for (to, value) in attended[head * HEAD..][..HEAD].iter_mut().zip(mixed) {
                *to = value / total;
            }
        }
    }
}

/// Multiplies one token's query with the keys of all tokens from `first` on, so many at once as long as there are as
/// many. Gives where it ended.
#[inline(always)]
fn score<const AT_ONCE: usize>(query: &[f32], turned: &[f32], mut first: usize, scores: &mut [f32]) -> usize {
    let padded = turned.len() / HEAD;
    while first + AT_ONCE <= padded {
        let mut sums = [0.0_f32; AT_ONCE];
        for (component, query) in query.iter().enumerate() {
            let keys = &turned[component * padded + first..][..AT_ONCE];
            for lane in 0..AT_ONCE {
                sums[lane] += query * keys[lane];
            }
        }
        scores[first..first + AT_ONCE].copy_from_slice(&sums);
        first += AT_ONCE;
    }
    first
}

/// Turns what the first `tokens` scored into their shares, still to be divided by the sum that is given.
#[inline(always)]
fn to_shares(scores: &mut [f32], tokens: usize) -> f32 {
    scores[tokens..].fill(f32::NEG_INFINITY);
    let mut largest = [f32::NEG_INFINITY; LANES];
    for run in scores.as_chunks::<LANES>().0 {
        for (largest, &score) in largest.iter_mut().zip(run) {
            *largest = if score > *largest { score } else { *largest };
        }
    }
    let largest = largest.iter().fold(f32::NEG_INFINITY, |a, &b| if b > a { b } else { a });
    for score in &mut *scores {
        *score = exp(*score - largest);
    }
    scores[tokens..].fill(0.0);
    let mut sums = [0.0_f32; LANES];
    for run in scores.as_chunks::<LANES>().0 {
        for (sum, share) in sums.iter_mut().zip(run) {
            *sum += share;
        }
    }
    sums.iter().sum()
}

#[inline(always)]
fn mean(rows: &[[f32; HIDDEN]]) -> [f32; HIDDEN] {
    let mut mean = [0.0_f32; HIDDEN];
    for row in rows {
        for (sum, value) in mean.iter_mut().zip(row) {
            *sum += value;
        }
    }
    // Only the direction counts: no need to divide by how many they are.
    to_unit_length(&mut mean);
    mean
}
