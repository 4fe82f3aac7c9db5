//! The products on x86: with AVX2, and with the byte products of AVX-512.
//!
//! Intrinsics are unsafe where the compiler cannot know that the processor has them. `Avx2` and `Vnni` can only be made
//! by `detect`, so whoever holds one may call the functions compiled for it.
#![allow(unsafe_code, reason = "vector instructions chosen at run time")]

use super::{Kernel, Weights, Work};
use crate::local::file::{BLOCK, GROUP};
use std::arch::x86_64::*;

/// A processor with AVX2.
#[derive(Clone, Copy, Debug)]
pub struct Avx2(());

impl Avx2 {
    pub fn detect() -> Option<Self> {
        is_x86_feature_detected!("avx2").then_some(Self(()))
    }
}

impl Kernel for Avx2 {
    #[inline(always)]
    fn multiply(self, weights: &Weights, activations: &[u8], sums: &mut [i32]) {
        // SAFETY: `self` exists, so the processor has AVX2.
        unsafe { multiply_avx2(weights, activations, sums) }
    }

    #[inline(always)]
    fn run<W: Work>(self, work: W) -> W::Output {
        #[target_feature(enable = "avx2")]
        fn with_avx2<W: Work>(kernel: Avx2, work: W) -> W::Output {
            work.with(kernel)
        }
        // SAFETY: `self` exists, so the processor has AVX2.
        unsafe { with_avx2(self, work) }
    }
}

/// A processor with AVX-512 and its byte products.
#[derive(Clone, Copy, Debug)]
pub struct Vnni(());

impl Vnni {
    pub fn detect() -> Option<Self> {
        let has_all = is_x86_feature_detected!("avx512f")
            && is_x86_feature_detected!("avx512bw")
            && is_x86_feature_detected!("avx512vl")
            && is_x86_feature_detected!("avx512dq")
            && is_x86_feature_detected!("avx512vnni");
        has_all.then_some(Self(()))
    }
}

impl Kernel for Vnni {
    #[inline(always)]
    fn multiply(self, weights: &Weights, activations: &[u8], sums: &mut [i32]) {
        // SAFETY: `self` exists, so the processor has these.
        unsafe { multiply_vnni(weights, activations, sums) }
    }

    #[inline(always)]
    fn run<W: Work>(self, work: W) -> W::Output {
        #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")]
        fn with_avx512<W: Work>(kernel: Vnni, work: W) -> W::Output {
            work.with(kernel)
        }
        // SAFETY: `self` exists, so the processor has these.
        unsafe { with_avx512(self, work) }
    }
}

#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")]
fn multiply_vnni(weights: &Weights, activations: &[u8], sums: &mut [i32]) {
    let inputs = weights.inputs;
    let whole = sums.len() / GROUP / 12 * 12;
    let (first, rest) = activations.split_at(whole * inputs);
    let (first_sums, rest_sums) = sums.split_at_mut(whole * GROUP);
    for (tokens, sums) in first.chunks_exact(12 * inputs).zip(first_sums.chunks_exact_mut(12 * GROUP)) {
        multiply_tokens_vnni::<12>(weights, tokens, sums);
    }
    for (tokens, sums) in rest.chunks(4 * inputs).zip(rest_sums.chunks_mut(4 * GROUP)) {
        match sums.len() / GROUP {
            4 => multiply_tokens_vnni::<4>(weights, tokens, sums),
            3 => multiply_tokens_vnni::<3>(weights, tokens, sums),
            2 => multiply_tokens_vnni::<2>(weights, tokens, sums),
            _ => multiply_tokens_vnni::<1>(weights, tokens, sums),
        }
    }
}

/// One group of rows times `TOKENS` tokens: the weights of a block stay in eight registers while the tokens pass.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")]
#[inline]
fn multiply_tokens_vnni<const TOKENS: usize>(weights: &Weights, activations: &[u8], sums: &mut [i32]) {
    let inputs = weights.inputs;
    let blocks = inputs / BLOCK;
    assert!(activations.len() >= TOKENS * inputs && sums.len() >= TOKENS * GROUP, "a row for every token");
    assert!(blocks <= weights.multipliers.len(), "weights for every input");
    let mut totals = [_mm512_setzero_si512(); TOKENS];
    for block in 0..blocks {
        let lines: [__m512i; BLOCK / 4] = std::array::from_fn(|line| {
            let line = &weights.bytes.0[block * (BLOCK / 4) + line];
            // SAFETY: a line is 64 bytes.
            unsafe { _mm512_loadu_si512(line.as_ptr().cast()) }
        });
        // SAFETY: a block has 16 multipliers of 16 bits, which are 32 bytes.
        let multipliers = unsafe { _mm256_loadu_si256(weights.multipliers[block].as_ptr().cast()) };
        let multipliers = _mm512_cvtepi16_epi32(multipliers);
        for (token, total) in totals.iter_mut().enumerate() {
            let mut product = _mm512_setzero_si512();
            for (four, line) in lines.iter().enumerate() {
                // SAFETY: the token's row has `inputs` bytes, of which this block ends at most with the last.
                let four = unsafe {
                    let place = activations.as_ptr().add(token * inputs + block * BLOCK + 4 * four);
                    place.cast::<i32>().read_unaligned()
                };
                product = _mm512_dpbusd_epi32(product, _mm512_set1_epi32(four), *line);
            }
            *total = _mm512_add_epi32(*total, _mm512_mullo_epi32(product, multipliers));
        }
    }
    for (total, sums) in totals.iter().zip(sums.as_chunks_mut::<GROUP>().0) {
        // SAFETY: sums of a token are 16 of 4 bytes.
        unsafe { _mm512_storeu_si512(sums.as_mut_ptr().cast(), *total) };
    }
}

#[target_feature(enable = "avx2")]
fn multiply_avx2(weights: &Weights, activations: &[u8], sums: &mut [i32]) {
    let inputs = weights.inputs;
    for (tokens, sums) in activations.chunks(4 * inputs).zip(sums.chunks_mut(4 * GROUP)) {
        for half in [0, 1] {
            match sums.len() / GROUP {
                4 => multiply_tokens_avx2::<4>(weights, tokens, sums, half),
                3 => multiply_tokens_avx2::<3>(weights, tokens, sums, half),
                2 => multiply_tokens_avx2::<2>(weights, tokens, sums, half),
                _ => multiply_tokens_avx2::<1>(weights, tokens, sums, half),
            }
        }
    }
}

/// Half a group of rows times `TOKENS` tokens. A block's products fit into 16 bits (16 of at most 255 * 8), so the
/// multiplication with the block's multiplier also widens them.
#[target_feature(enable = "avx2")]
#[inline]
fn multiply_tokens_avx2<const TOKENS: usize>(weights: &Weights, activations: &[u8], sums: &mut [i32], half: usize) {
    let inputs = weights.inputs;
    let blocks = inputs / BLOCK;
    assert!(activations.len() >= TOKENS * inputs && sums.len() >= TOKENS * GROUP, "a row for every token");
    assert!(blocks <= weights.multipliers.len() && half < 2, "weights for every input");
    let mut totals = [_mm256_setzero_si256(); TOKENS];
    for block in 0..blocks {
        let lines: [__m256i; BLOCK / 4] = std::array::from_fn(|line| {
            let line = &weights.bytes.0[block * (BLOCK / 4) + line];
            // SAFETY: a line is 64 bytes, half of one 32.
            unsafe { _mm256_loadu_si256(line.as_ptr().add(32 * half).cast()) }
        });
        // SAFETY: a block has 16 multipliers of 16 bits, half of them are 16 bytes.
        let multipliers = unsafe { _mm_loadu_si128(weights.multipliers[block].as_ptr().add(GROUP / 2 * half).cast()) };
        // Each stands twice, for the two halves of a row's products.
        let multipliers = _mm256_cvtepu16_epi32(multipliers);
        let multipliers = _mm256_or_si256(multipliers, _mm256_slli_epi32::<16>(multipliers));
        for (token, total) in totals.iter_mut().enumerate() {
            let mut products = _mm256_setzero_si256();
            for (four, line) in lines.iter().enumerate() {
                // SAFETY: the token's row has `inputs` bytes, of which this block ends at most with the last.
                let four = unsafe {
                    let place = activations.as_ptr().add(token * inputs + block * BLOCK + 4 * four);
                    place.cast::<i32>().read_unaligned()
                };
                products = _mm256_add_epi16(products, _mm256_maddubs_epi16(_mm256_set1_epi32(four), *line));
            }
            *total = _mm256_add_epi32(*total, _mm256_madd_epi16(products, multipliers));
        }
    }
    for (total, sums) in totals.iter().zip(sums.as_chunks_mut::<GROUP>().0) {
        // SAFETY: sums of a token are 16 of 4 bytes, half of them 32 bytes.
        unsafe { _mm256_storeu_si256(sums.as_mut_ptr().add(GROUP / 2 * half).cast(), *total) };
    }
}
