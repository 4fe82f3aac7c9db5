//! Weights of the evidence, written by `cargo xtask fit stories`.

pub(crate) const READ: [f32; 3] = [-4.023, 6.903, 3.819];
pub(crate) const UNREAD: [f32; 2] = [-4.279, 10.376];
pub(crate) const ACROSS: [f32; 2] = [-2.939, 12.031];
