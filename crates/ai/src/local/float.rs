//! The steps of the encoder that are computed in floating point.
//!
//! Every sum runs over [`LANES`] partial sums in one fixed order, and nothing is fused, so that every processor gives the
//! same bits; compilers turn the lanes into vectors. All functions are inlined into the kernel's `run`, for whose vectors
//! they are compiled.

use super::file::{GROUP, HIDDEN, Linear, Norm};

pub const LANES: usize = 16;
/// What is added to a rounded activation, so that it is stored without a sign.
const MIDDLE: f32 = 128.0;
/// The largest rounded activation.
const LARGEST: f32 = 127.0;
/// Added to a number below 2^22 it leaves the nearest whole number in the lowest bits.
const ROUNDER: f32 = 12_582_912.0;

/// Rounds a row to 8 bits, its largest value becoming 127, and gives what one step is worth.
#[inline(always)]
pub fn round_row(row: &[f32], rounded: &mut [u8]) -> f32 {
    let mut largest = [0.0_f32; LANES];
    for values in row.as_chunks::<LANES>().0 {
        for (largest, value) in largest.iter_mut().zip(values) {
            let value = value.abs();
            *largest = if value > *largest { value } else { *largest };
        }
    }
    let largest = largest.iter().fold(0.0_f32, |a, &b| if b > a { b } else { a });
    // A row of zeros stays one.
    let steps = if largest > 0.0 { LARGEST / largest } else { 0.0 };
    for (values, rounded) in row.as_chunks::<LANES>().0.iter().zip(rounded.as_chunks_mut::<LANES>().0) {
        for (value, rounded) in values.iter().zip(rounded) {
            *rounded = ((value * steps + MIDDLE) + ROUNDER).to_bits() as u8;
        }
    }
    largest / LARGEST
}

/// Turns a group's sums into what the matrix gives for one token.
#[inline(always)]
pub fn scale_sums(matrix: &Linear, group: usize, step: f32, sums: &[i32; GROUP], out: &mut [f32; GROUP]) {
    let rows = group * GROUP..(group + 1) * GROUP;
    let (excess, scales, bias) = (&matrix.excess[rows.clone()], &matrix.scales[rows.clone()], &matrix.bias[rows]);
    for row in 0..GROUP {
        out[row] = (sums[row] - excess[row]) as f32 * (scales[row] * step) + bias[row];
    }
}

#[inline(always)]
fn sum_of(row: &[f32; HIDDEN], term: impl Fn(f32) -> f32) -> f32 {
    let mut sums = [0.0_f32; LANES];
    for values in row.as_chunks::<LANES>().0 {
        for (sum, &value) in sums.iter_mut().zip(values) {
            *sum += term(value);
        }
    }
    sums.iter().sum()
}

/// Moves a row to mean 0 and variance 1, then to where the layer wants it.
#[inline(always)]
pub fn normalise(row: &mut [f32; HIDDEN], norm: &Norm, epsilon: f32) {
    let mean = sum_of(row, |value| value) / HIDDEN as f32;
    let variance = sum_of(row, |value| (value - mean) * (value - mean)) / HIDDEN as f32;
    let inverse = 1.0 / (variance + epsilon).sqrt();
    for ((value, weight), bias) in row.iter_mut().zip(norm.weight).zip(norm.bias) {
        *value = (*value - mean) * inverse * weight + bias;
    }
}

/// Gives a vector unit length; a vector of zeros stays one.
#[inline(always)]
pub fn to_unit_length(row: &mut [f32; HIDDEN]) {
    let length = sum_of(row, |value| value * value).sqrt();
    if length > 0.0 {
        row.iter_mut().for_each(|value| *value /= length);
    }
}

/// e to the power of a number of at most 0; what is below -87 counts as -87. Right to seven digits.
#[inline(always)]
pub fn exp(x: f32) -> f32 {
    let x = if x < -87.0 { -87.0 } else { x };
    // x = n ln 2 + r with a whole n: e^x = 2^n e^r.
    let shifted = x * std::f32::consts::LOG2_E + ROUNDER;
    let n = shifted - ROUNDER;
    let r = x - n * 0.693_359_4 + n * 2.121_944_4e-4;
    let series =
        1.0 + r * (1.0 + r * (0.5 + r * (0.166_666_65 + r * (0.041_665_796 + r * (0.008_333_452 + r * 0.001_398_2)))));
    let power = (shifted.to_bits().wrapping_sub(ROUNDER.to_bits()) as i32 + 127) << 23;
    series * f32::from_bits(power as u32)
}

/// The activation of the encoder: x times the share of a normal distribution below x (error function by Abramowitz and
/// Stegun 7.1.26, wrong by at most 2e-7).
#[inline(always)]
pub fn gelu(x: f32) -> f32 {
    let z = x.abs() * std::f32::consts::FRAC_1_SQRT_2;
    let t = 1.0 / (1.0 + 0.327_591_1 * z);
    let series = t * (0.254_829_6 + t * (-0.284_496_72 + t * (1.421_413_8 + t * (-1.453_152_1 + t * 1.061_405_4))));
    let rest = series * exp(-z * z);
    let below = if x < 0.0 { rest } else { 2.0 - rest };
    0.5 * x * below
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_and_gelu_are_right_to_six_digits() {
        for step in 0..80_000 {
            let x = -f64::from(step) / 1_000.0;
            let (is, should) = (f64::from(exp(x as f32)), f64::from(x as f32).exp());
            assert!((is / should - 1.0).abs() < 1e-6, "exp({x}) is {is}, not {should}");
        }
        // From a table of the normal distribution.
        for (x, should) in [(0.0, 0.0), (1.0, 0.841_344_7), (-1.0, -0.158_655_3), (2.0, 1.954_499_7), (-6.0, 0.0)] {
            assert!((gelu(x) - should).abs() < 1e-6, "gelu({x}) is {}, not {should}", gelu(x));
        }
    }

    #[test]
    fn a_row_is_rounded_to_its_largest_value() {
        let mut row = [0.0_f32; 32];
        (row[0], row[1], row[2], row[17]) = (-2.0, 1.0, 0.01, 2.0);
        let mut rounded = [0_u8; 32];
        let step = round_row(&row, &mut rounded);
        assert_eq!((rounded[0], rounded[1], rounded[2], rounded[17], rounded[31]), (1, 192, 129, 255, 128));
        assert!((step - 2.0 / 127.0).abs() < 1e-9);
        assert_eq!(round_row(&[0.0; 32], &mut rounded), 0.0);
        assert_eq!(rounded, [128; 32]);
    }
}
