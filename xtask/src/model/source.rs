//! Reads the weights as their package has them: the format `E5S1`.
//!
//! A header; the pieces with their scores; for each character that is written otherwise what it becomes; a directory of
//! tensors, each of 32-bit floats or of blocks `Q4_0` (a scale of 16 bits, then 32 weights in 16 bytes: weights 0 to 15 in
//! the low nibbles, 16 to 31 in the high ones, all plus 8).

use ai::local::file::{HEADS, HIDDEN, INNER};
use anyhow::{Context, Result, ensure};
use std::collections::BTreeMap;

/// Bytes of a block of 32 weights.
pub const Q4_BYTES: usize = 18;

pub struct Source<'a> {
    pub layers: usize,
    pub positions: usize,
    pub epsilon: f32,
    pub begin: u32,
    pub end: u32,
    pub unknown: u32,
    pub pieces: Vec<(&'a str, f32)>,
    /// Characters and what is written in their place, ascending.
    pub rewritten: BTreeMap<u32, String>,
    tensors: BTreeMap<String, &'a [u8]>,
}

impl<'a> Source<'a> {
    pub fn read(file: &'a [u8]) -> Result<Self> {
        let mut bytes = Bytes(file);
        ensure!(bytes.take(4)? == b"E5S1" && bytes.u32()? == 1, "the weights are not in the format E5S1, version 1");
        let [hidden, layers, heads, inner, _vocabulary, positions, _types] = bytes.u32s::<7>()?;
        let epsilon = f32::from_bits(bytes.u32()?);
        ensure!(bytes.u32()? == 32, "a block is not of 32 weights");
        ensure!([hidden, heads, inner] == [HIDDEN, HEADS, INNER].map(|n| n as u32), "the model has another shape");

        let [count, begin, end, _padding, unknown] = bytes.u32s::<5>()?;
        let text_bytes = bytes.u64()? as usize;
        let ends = (0..=count).map(|_| bytes.u32()).collect::<Result<Vec<_>>>()?;
        let scores = (0..count).map(|_| Ok(f32::from_bits(bytes.u32()?))).collect::<Result<Vec<_>>>()?;
        let text = bytes.take(text_bytes)?;
        let pieces = ends.windows(2).zip(scores).map(|(ends, score)| {
            let piece = text.get(ends[0] as usize..ends[1] as usize).context("a piece ends after its text")?;
            Ok((std::str::from_utf8(piece)?, score))
        });
        let pieces = pieces.collect::<Result<Vec<_>>>()?;

        let count = bytes.u32()?;
        let _bytes = bytes.u32()?;
        let mut rewritten = BTreeMap::new();
        for _ in 0..count {
            let from = bytes.u32()?;
            let length = bytes.take(1)?[0];
            let to =
                (0..length).map(|_| char::from_u32(bytes.u32()?).context("no character")).collect::<Result<_>>()?;
            rewritten.insert(from, to);
        }

        let mut tensors = BTreeMap::new();
        for _ in 0..bytes.u32()? {
            let length = u16::from_le_bytes(bytes.take(2)?.try_into()?);
            let name = std::str::from_utf8(bytes.take(length.into())?)?.to_owned();
            let _kind = bytes.take(1)?;
            let _values = bytes.u32()?;
            let (at, length) = (bytes.u64()? as usize, bytes.u64()? as usize);
            tensors.insert(name, file.get(at..at + length).context("a tensor ends after the file")?);
        }
        Ok(Self {
            layers: layers as usize,
            positions: positions as usize,
            epsilon,
            begin,
            end,
            unknown,
            pieces,
            rewritten,
            tensors,
        })
    }

    /// Gives the bytes of a tensor.
    pub fn tensor(&self, name: &str) -> Result<&'a [u8]> {
        self.tensors.get(name).copied().with_context(|| format!("the weights have no {name}"))
    }

    /// Gives a tensor of 32-bit floats.
    pub fn floats(&self, name: &str) -> Result<Vec<f32>> {
        let (values, _) = self.tensor(name)?.as_chunks::<4>();
        Ok(values.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect())
    }
}

/// The rest of the file.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count).context("the weights end too early")?;
        self.0 = rest;
        Ok(taken)
    }

    fn u32(&mut self) -> Result<u32> {
        Ok(u32::from_le_bytes(self.take(4)?.try_into()?))
    }

    fn u64(&mut self) -> Result<u64> {
        Ok(u64::from_le_bytes(self.take(8)?.try_into()?))
    }

    fn u32s<const COUNT: usize>(&mut self) -> Result<[u32; COUNT]> {
        let mut values = [0; COUNT];
        for value in &mut values {
            *value = self.u32()?;
        }
        Ok(values)
    }
}
