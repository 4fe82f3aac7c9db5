//! The model file: how it is laid out, and how it is read in place.
//!
//! Nothing is copied: what is read here are views of the bytes, which lie in the binary or in a mapped file. All numbers
//! are little-endian, every part begins at a multiple of 64 bytes, and parts follow one another in the order of
//! [`Model::read`]. The command `cargo xtask model` writes the file; `VERSION` grows with every change to this order.
//!
//! A weight is `nibble * multiplier[block] * scale[row]`: a nibble of -8 to 7 for each, a multiplier of 16 bits for every
//! [`BLOCK`] inputs of a row, one scale for the row. Rows lie in groups of [`GROUP`], so that a vector register holds the
//! same four inputs of 16 rows (see [`Linear`]).

use super::tokenizer::Tokenizer;
use zerocopy::FromBytes;

pub const MAGIC: [u8; 8] = *b"DATELINE";
pub const VERSION: u32 = 1;
/// Parts begin at multiples of this.
pub const ALIGNMENT: usize = 64;
/// Rows whose weights lie together.
pub const GROUP: usize = 16;
/// Inputs that share a multiplier.
pub const BLOCK: usize = 32;
/// Multipliers go from minus this to this: then 48 blocks (1,536 inputs) of products of 8 and 4 bits fit into 32 bits.
pub const LARGEST_MULTIPLIER: i16 = 511;
/// Bytes of a group's nibbles in one block.
pub const BLOCK_BYTES: usize = GROUP * BLOCK / 2;
/// The shape is that of one model, so loops have lengths the compiler knows.
pub const HIDDEN: usize = 384;
pub const INNER: usize = 1536;
pub const HEADS: usize = 12;
pub const HEAD: usize = HIDDEN / HEADS;
/// Bytes of a common piece's embedding: a scale of 16 bits (IEEE half) for every block, then the nibbles of the blocks.
/// Byte `n` of a block has the weight of component `n` in its low nibble and of `n + 16` in its high one, plus 8.
pub const COMMON_BYTES: usize = HIDDEN / BLOCK * 2 + HIDDEN / 2;
/// Bytes of a rare piece's embedding: one scale of 16 bits, then 2 bits for every component, the lowest first: 0 to 3 stand
/// for -3, -1, 1 and 3 times the scale.
pub const RARE_BYTES: usize = 2 + HIDDEN / 4;

/// What stands first.
#[derive(Clone, Copy, Debug, zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable, zerocopy::KnownLayout)]
#[repr(C)]
pub struct Header {
    pub magic: [u8; 8],
    pub version: u32,
    pub layers: u32,
    pub positions: u32,
    /// Pieces with an embedding of 4 bits, which come first, and all others, with one of 2 bits.
    pub common: u32,
    pub rare: u32,
    /// Bytes of the trie over the pieces.
    pub trie_bytes: u32,
    /// Characters that are written otherwise before a text is cut into pieces.
    pub rewritten: u32,
    /// Bytes of what they become.
    pub rewritten_bytes: u32,
    /// Ids of the pieces that begin a text, end it, and stand for what no piece covers.
    pub begin: u32,
    pub end: u32,
    pub unknown: u32,
    /// What it costs to call a character unknown.
    pub unknown_score: f32,
    /// Added to a variance before its root is taken.
    pub epsilon: f32,
    /// First bytes of the SHA-256 of the file the weights come from.
    pub origin: [u8; 8],
}

/// A model whose parts lie in bytes kept elsewhere.
pub struct Model<'a> {
    pub(super) tokenizer: Tokenizer<'a>,
    pub(super) origin: [u8; 8],
    pub(super) epsilon: f32,
    pub(super) common: &'a [[u8; COMMON_BYTES]],
    pub(super) rare: &'a [[u8; RARE_BYTES]],
    /// `HIDDEN` for every position; the embedding of the token type is in it.
    pub(super) positions: &'a [f32],
    pub(super) norm: Norm<'a>,
    pub(super) layers: Vec<Layer<'a>>,
}

/// Weights and biases of a layer norm.
pub struct Norm<'a> {
    pub weight: &'a [f32],
    pub bias: &'a [f32],
}

/// One layer of the encoder.
pub struct Layer<'a> {
    /// Queries, keys and values, one below the other.
    pub attend: Linear<'a>,
    pub gather: Linear<'a>,
    pub attention_norm: Norm<'a>,
    pub widen: Linear<'a>,
    pub narrow: Linear<'a>,
    pub output_norm: Norm<'a>,
}

/// A matrix of `rows` × `inputs` and its bias.
pub struct Linear<'a> {
    pub rows: usize,
    pub inputs: usize,
    /// For every group and block [`BLOCK_BYTES`]: four runs of 64 bytes, each for eight inputs. Byte `4 * row + input` of
    /// run `n` has the weight of input `8 * n + input` in its low nibble and of `8 * n + 4 + input` in its high one, both
    /// plus 8.
    pub nibbles: &'a [u8],
    /// For every group and block one for each row.
    pub multipliers: &'a [i16],
    /// For every row what its sum has too much, because activations are stored plus 128.
    pub excess: &'a [i32],
    pub scales: &'a [f32],
    pub bias: &'a [f32],
}

/// Why bytes are not a model.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    #[error("not a model file of version {VERSION}")]
    Foreign,
    #[error("the model file ends too early or lies at an odd address")]
    Broken,
}

impl<'a> Model<'a> {
    /// Reads a model in place. The bytes must lie at a multiple of 4, better of [`ALIGNMENT`].
    pub fn read(bytes: &'a [u8]) -> Result<Self, ModelError> {
        let mut parts = Parts { bytes, at: 0 };
        let header = parts.take::<Header>(1)?[0];
        if header.magic != MAGIC || header.version != VERSION {
            return Err(ModelError::Foreign);
        }
        let tokenizer = Tokenizer::read(&header, &mut parts)?;
        let common = parts.take(header.common as usize)?;
        let rare = parts.take(header.rare as usize)?;
        let positions = parts.take(header.positions as usize * HIDDEN)?;
        let norm = Norm::read(&mut parts)?;
        let layers = (0..header.layers).map(|_| Layer::read(&mut parts)).collect::<Result<_, _>>()?;
        Ok(Self { tokenizer, origin: header.origin, epsilon: header.epsilon, common, rare, positions, norm, layers })
    }

    /// Tells how texts become pieces.
    pub fn tokenizer(&self) -> &Tokenizer<'a> {
        &self.tokenizer
    }

    /// Tells how many pieces a text may have at most, with the first and the last.
    pub fn longest(&self) -> usize {
        self.positions.len() / HIDDEN
    }
}

impl<'a> Layer<'a> {
    fn read(parts: &mut Parts<'a>) -> Result<Self, ModelError> {
        Ok(Self {
            attend: Linear::read(parts, 3 * HIDDEN, HIDDEN)?,
            gather: Linear::read(parts, HIDDEN, HIDDEN)?,
            attention_norm: Norm::read(parts)?,
            widen: Linear::read(parts, INNER, HIDDEN)?,
            narrow: Linear::read(parts, HIDDEN, INNER)?,
            output_norm: Norm::read(parts)?,
        })
    }
}

impl<'a> Linear<'a> {
    fn read(parts: &mut Parts<'a>, rows: usize, inputs: usize) -> Result<Self, ModelError> {
        Ok(Self {
            rows,
            inputs,
            nibbles: parts.take(rows * inputs / 2)?,
            multipliers: parts.take(rows * inputs / BLOCK)?,
            excess: parts.take(rows)?,
            scales: parts.take(rows)?,
            bias: parts.take(rows)?,
        })
    }
}

impl<'a> Norm<'a> {
    fn read(parts: &mut Parts<'a>) -> Result<Self, ModelError> {
        Ok(Self { weight: parts.take(HIDDEN)?, bias: parts.take(HIDDEN)? })
    }
}

/// Reads one part after the other.
pub(super) struct Parts<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Parts<'a> {
    /// Gives the next part, so many values.
    pub(super) fn take<T: FromBytes + zerocopy::Immutable>(&mut self, count: usize) -> Result<&'a [T], ModelError> {
        let rest = self.bytes.get(self.at..).ok_or(ModelError::Broken)?;
        let (values, _) =
            <[T] as FromBytes>::ref_from_prefix_with_elems(rest, count).map_err(|_| ModelError::Broken)?;
        self.at = (self.at + size_of_val(values)).next_multiple_of(ALIGNMENT);
        Ok(values)
    }
}

const _: () = assert!(cfg!(target_endian = "little"), "the model file is read in place, so bytes lie as in the file");
