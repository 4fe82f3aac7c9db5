//! Weights of the evidence, written by `cargo xtask fit stories`.

pub(crate) const READ: [f32; 3] = [-4.344, 7.627, 3.862];
pub(crate) const UNREAD: [f32; 2] = [-4.276, 10.371];
pub(crate) const ACROSS: [f32; 2] = [-3.019, 11.835];
