//! Weights of the evidence, written by `cargo xtask fit stories`.

pub(crate) const READ: [f32; 3] = [-4.022, 6.178, 4.382];
pub(crate) const UNREAD: [f32; 2] = [-4.447, 10.545];
pub(crate) const ACROSS: [f32; 2] = [-2.524, 11.452];
