//! Weights of the evidence, written by `cargo xtask fit stories`.

pub(crate) const READ: [f32; 3] = [-4.346, 7.625, 3.867];
pub(crate) const UNREAD: [f32; 2] = [-4.278, 10.372];
pub(crate) const ACROSS: [f32; 4] = [-3.884, 10.240, 3.253, 1.108];
