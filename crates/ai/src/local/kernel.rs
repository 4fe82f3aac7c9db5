//! Products of a matrix of 4 bits and activations of 8 bits: the same integers on every processor.
//!
//! Every kernel gives for a token and a row `Σ multiplier[block] * Σ activation * weight`, exactly, in 32 bits; the
//! portable one says what that means. Which kernel runs is found out once, when the program starts to embed.

#[cfg(target_arch = "x86_64")]
mod x86;

use super::file::{BLOCK, BLOCK_BYTES, GROUP, INNER, Linear};

/// The vectors that a processor has, as one value that only exists where it has them.
pub trait Kernel: Copy {
    /// Multiplies one group of rows with the activations of all tokens; `sums` has [`GROUP`] for every token.
    fn multiply(self, weights: &Weights, activations: &[u8], sums: &mut [i32]);

    /// Does the work, compiled for the vectors that this kernel uses.
    fn run<W: Work>(self, work: W) -> W::Output;
}

/// What is done with a kernel. All of it must be `inline(always)`: only what is inlined is compiled for the kernel's
/// vectors, and a closure would not be.
pub trait Work {
    type Output;

    fn with<K: Kernel>(self, kernel: K) -> Self::Output;
}

/// The weights of one group of rows, a byte each, as they are multiplied.
pub struct Weights {
    pub inputs: usize,
    /// For every block and every four inputs of it 64 bytes: four inputs of the first row, of the second, …
    pub bytes: Box<Lines>,
    /// For every block one of each row.
    pub multipliers: [[i16; GROUP]; INNER / BLOCK],
}

/// Bytes at an address that whole vectors are loaded from.
#[repr(C, align(64))]
pub struct Lines(pub [[i8; 64]; INNER / 4]);

impl Weights {
    pub fn new() -> Self {
        let bytes = Box::new(Lines([[0; 64]; INNER / 4]));
        Self { inputs: 0, bytes, multipliers: [[0; GROUP]; INNER / BLOCK] }
    }

    /// Takes the weights of a group from the matrix.
    #[inline(always)]
    pub fn unpack(&mut self, matrix: &Linear, group: usize) {
        let blocks = matrix.inputs / BLOCK;
        self.inputs = matrix.inputs;
        let packed = &matrix.nibbles[group * blocks * BLOCK_BYTES..][..blocks * BLOCK_BYTES];
        let (runs, _) = packed.as_chunks::<64>();
        let (lines, _) = self.bytes.0.as_chunks_mut::<2>();
        for (run, [low, high]) in runs.iter().zip(lines) {
            for byte in 0..64 {
                low[byte] = (run[byte] & 15) as i8 - 8;
                high[byte] = (run[byte] >> 4) as i8 - 8;
            }
        }
        let multipliers = &matrix.multipliers[group * blocks * GROUP..][..blocks * GROUP];
        for (to, from) in self.multipliers.iter_mut().zip(multipliers.as_chunks::<GROUP>().0) {
            *to = *from;
        }
    }
}

/// What runs everywhere, and says what the others must give.
#[derive(Clone, Copy, Debug)]
pub struct Portable;

impl Kernel for Portable {
    /// Rows of 16-bit numbers, multiplied and added in pairs: what compilers for every processor with vectors know well.
    #[inline(always)]
    fn multiply(self, weights: &Weights, activations: &[u8], sums: &mut [i32]) {
        sums.fill(0);
        let blocks = weights.bytes.0.as_chunks::<{ BLOCK / 4 }>().0.iter().zip(&weights.multipliers);
        for (block, (lines, multipliers)) in blocks.enumerate().take(weights.inputs / BLOCK) {
            let mut rows = [[0_i16; BLOCK]; GROUP];
            for (row, weights) in rows.iter_mut().enumerate() {
                for (input, weight) in weights.iter_mut().enumerate() {
                    *weight = lines[input / 4][row * 4 + input % 4].into();
                }
            }
            let (tokens, _) = sums.as_chunks_mut::<GROUP>();
            for (token, sums) in activations.chunks_exact(weights.inputs).zip(tokens) {
                let mut own = [0_i16; BLOCK];
                for (own, &activation) in own.iter_mut().zip(&token[block * BLOCK..]) {
                    *own = activation.into();
                }
                for ((sum, row), &multiplier) in sums.iter_mut().zip(&rows).zip(multipliers) {
                    *sum += sum_of_products(&own, row) * i32::from(multiplier);
                }
            }
        }
    }

    #[inline(always)]
    fn run<W: Work>(self, work: W) -> W::Output {
        work.with(self)
    }
}

/// Stays a function of its own: inlined among its neighbours, sixteen rows are mixed up and loaded number by number,
/// which takes more than twice as long.
#[inline(never)]
fn sum_of_products(a: &[i16; BLOCK], b: &[i16; BLOCK]) -> i32 {
    a.iter().zip(b).map(|(&a, &b)| i32::from(a) * i32::from(b)).sum()
}

/// A kernel that this processor can run.
#[derive(Clone, Copy, Debug)]
pub enum AnyKernel {
    Portable(Portable),
    #[cfg(target_arch = "x86_64")]
    Avx2(x86::Avx2),
    #[cfg(target_arch = "x86_64")]
    Vnni(x86::Vnni),
}

impl AnyKernel {
    /// Names all kernels that this processor can run, the slowest first.
    pub fn available() -> Vec<Self> {
        #[allow(unused_mut, reason = "elsewhere there is one")]
        let mut kernels = vec![Self::Portable(Portable)];
        #[cfg(target_arch = "x86_64")]
        {
            kernels.extend(x86::Avx2::detect().map(Self::Avx2));
            kernels.extend(x86::Vnni::detect().map(Self::Vnni));
        }
        kernels
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Portable(_) => "Portable",
            #[cfg(target_arch = "x86_64")]
            Self::Avx2(_) => "Avx2",
            #[cfg(target_arch = "x86_64")]
            Self::Vnni(_) => "Vnni",
        }
    }

    /// Finds the fastest kernel that this processor can run.
    pub fn fastest() -> Self {
        Self::available().pop().unwrap_or(Self::Portable(Portable))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::local::file::LARGEST_MULTIPLIER;
    use proptest::prelude::*;

    /// The definition, one product after the other.
    fn defined(weights: &Weights, activations: &[u8]) -> Vec<i32> {
        let tokens = activations.chunks_exact(weights.inputs);
        let sum = |token: &[u8], row: usize| -> i32 {
            let weight = |input: usize| i32::from(weights.bytes.0[input / 4][row * 4 + input % 4]);
            let multiplier = |input: usize| i32::from(weights.multipliers[input / BLOCK][row]);
            token.iter().enumerate().map(|(input, &a)| i32::from(a) * weight(input) * multiplier(input)).sum()
        };
        tokens.flat_map(|token| (0..GROUP).map(move |row| sum(token, row))).collect()
    }

    fn multiplied(kernel: AnyKernel, weights: &Weights, activations: &[u8]) -> Vec<i32> {
        let mut sums = vec![-1; activations.len() / weights.inputs * GROUP];
        match kernel {
            AnyKernel::Portable(kernel) => kernel.multiply(weights, activations, &mut sums),
            #[cfg(target_arch = "x86_64")]
            AnyKernel::Avx2(kernel) => kernel.multiply(weights, activations, &mut sums),
            #[cfg(target_arch = "x86_64")]
            AnyKernel::Vnni(kernel) => kernel.multiply(weights, activations, &mut sums),
        }
        sums
    }

    /// Any weights of 4 bits and multipliers; the extremes often.
    fn weights(blocks: usize, seed: u64) -> Weights {
        let mut weights = Weights::new();
        weights.inputs = blocks * BLOCK;
        let mut state = seed | 1;
        let mut next = |choices: i64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as i64 % choices
        };
        for byte in weights.bytes.0.as_flattened_mut() {
            *byte = if next(4) == 0 { -8 } else { (next(16) - 8) as i8 };
        }
        for multiplier in weights.multipliers.as_flattened_mut() {
            *multiplier = if next(4) == 0 { LARGEST_MULTIPLIER } else { (next(1023) - 511) as i16 };
        }
        weights
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn all_kernels_give_the_integers_of_the_definition(
            blocks in prop_oneof![1_usize..4, Just(12), Just(48)],
            tokens in 0_usize..30,
            seed: u64,
            largest in prop_oneof![Just(255_u8), 1..=255_u8],
        ) {
            let weights = weights(blocks, seed);
            let activations: Vec<u8> = (0..tokens * weights.inputs)
                .map(|place| ((place as u64).wrapping_mul(seed | 1) >> 7) as u8 | (255 - largest))
                .collect();
            let expected = defined(&weights, &activations);
            for kernel in AnyKernel::available() {
                prop_assert_eq!(&multiplied(kernel, &weights, &activations), &expected, "{}", kernel.name());
            }
        }

        #[test]
        fn nibbles_are_unpacked_to_where_they_belong(place in 0_usize..16 * 32, nibble in 0_u8..16) {
            let (row, input) = (place / 32, place % 32);
            let mut nibbles = [0x88_u8; BLOCK_BYTES];
            let byte = input / 8 * 64 + row * 4 + input % 4;
            nibbles[byte] = if input % 8 < 4 { 0x80 | nibble } else { nibble << 4 | 8 };
            let multipliers = [3_i16; GROUP];
            let (excess, floats) = ([0; GROUP], [0.0; GROUP]);
            let matrix = Linear {
                rows: GROUP,
                inputs: BLOCK,
                nibbles: &nibbles,
                multipliers: &multipliers,
                excess: &excess,
                scales: &floats,
                bias: &floats,
            };
            let mut weights = Weights::new();
            weights.unpack(&matrix, 0);
            let mut activations = [0; BLOCK];
            activations[input] = 10;
            let sums = defined(&weights, &activations);
            for (other, sum) in sums.into_iter().enumerate() {
                prop_assert_eq!(sum, if other == row { 30 * (i32::from(nibble) - 8) } else { 0 });
            }
        }
    }
}
