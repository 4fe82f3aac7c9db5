//! A map keyed by hashes: looked up, never walked, so that no result depends on its order.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

pub(crate) type ByHash<V> = HashMap<u32, V, BuildHasherDefault<Spread>>;

/// Spreads a 32-bit hash over 64 bits by one multiplication.
#[derive(Default)]
pub(crate) struct Spread(u64);

impl Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        }
    }

    fn write_u32(&mut self, hash: u32) {
        self.0 = spread(hash);
    }
}

pub(crate) fn spread(hash: u32) -> u64 {
    (u64::from(hash) + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}
