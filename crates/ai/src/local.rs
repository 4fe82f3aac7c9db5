//! The multilingual model that runs on the CPU of the caller, without a network.
//!
//! It is multilingual-e5-small with weights of 4 bits and the pieces that news languages use (models/README.md). The
//! weights are read where they lie, in the binary: a model costs no memory of its own, and making one costs next to none.

mod encoder;
pub mod file;
mod float;
mod kernel;
#[cfg(all(feature = "model", target_os = "linux"))]
mod resident;
pub mod tokenizer;

use crate::{AiError, Embedder};
use file::{HIDDEN, Model, ModelError};
use kernel::AnyKernel;

/// Tokens of a text that are read: the title and the first three sentences or so. At 64 articles of one event are told
/// apart clearly worse, at 128 a little better, but then fewer than 40 are read in a second (docs/quality.md).
const LONGEST: usize = 96;
/// Texts go through the model together until they have so many tokens. More would not be faster, only need more memory.
const TOKENS_AT_ONCE: usize = 128;
/// Characters of a text that are looked at: pieces are shorter than this on average in every language, and a text without
/// end must not cost more than its beginning.
const CHARACTERS_OF_A_TOKEN: usize = 12;
/// The model was trained with texts so marked; the same mark on both sides is for texts that are compared as equals.
const MARK: &str = "query: ";

#[cfg(feature = "model")]
static MODEL: &Aligned<[u8]> = &Aligned { begin: [], bytes: *include_bytes!("../../../models/e5-small.bin") };

/// Bytes at an address that vectors are loaded from.
#[cfg(feature = "model")]
struct Aligned<B: ?Sized> {
    #[allow(dead_code, reason = "it is there for its alignment")]
    begin: [Line; 0],
    bytes: B,
}

#[cfg(feature = "model")]
#[repr(align(64))]
struct Line;

/// The model inside the binary, or one read from elsewhere.
pub struct LocalModel {
    model: Model<'static>,
    kernel: AnyKernel,
    longest: usize,
    name: String,
}

impl LocalModel {
    /// Takes the model inside the binary: a few microseconds, no memory.
    ///
    /// # Panics
    /// When the file that was built in is no model; a test of this crate holds that it is.
    #[cfg(feature = "model")]
    pub fn new() -> Self {
        Self::read(&MODEL.bytes).expect("the file built in is a model")
    }

    /// Takes a model that lies in memory for as long as the program runs.
    pub fn read(bytes: &'static [u8]) -> Result<Self, ModelError> {
        let model = Model::read(bytes)?;
        let origin: String = model.origin.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
        let name = format!("multilingual-e5-small-{origin}.{}", file::VERSION);
        Ok(Self { model, kernel: AnyKernel::fastest(), longest: LONGEST, name })
    }

    /// Reads so many tokens of a text at most instead of 96; more cost more.
    pub fn with_longest(mut self, tokens: usize) -> Self {
        self.longest = tokens.clamp(3, self.model.longest());
        self
    }

    /// Takes a kernel by name (`Portable`, `Avx2`, `Vnni`) instead of the fastest: to measure. None where there is no such.
    pub fn with_kernel(mut self, name: &str) -> Option<Self> {
        self.kernel = AnyKernel::available().into_iter().find(|kernel| kernel.name() == name)?;
        Some(self)
    }

    /// Names the kernel that is used.
    pub fn kernel(&self) -> &'static str {
        self.kernel.name()
    }

    /// Gives the ids of the pieces that the model reads of a text, with those that begin and end every text.
    pub fn ids(&self, text: &str) -> Vec<u32> {
        let characters = self.longest * CHARACTERS_OF_A_TOKEN;
        let beginning = text.char_indices().nth(characters).map_or(text, |(end, _)| &text[..end]);
        self.model.tokenizer().ids(&format!("{MARK}{beginning}"), self.longest)
    }
}

#[cfg(feature = "model")]
impl Default for LocalModel {
    fn default() -> Self {
        Self::new()
    }
}

impl Embedder for LocalModel {
    fn model(&self) -> &str {
        &self.name
    }

    fn dimensions(&self) -> usize {
        HIDDEN
    }

    fn embed(&self, texts: &[&str]) -> Result<Vec<Vec<f32>>, AiError> {
        let mut vectors = Vec::with_capacity(texts.len());
        let mut batch: Vec<Vec<u32>> = Vec::new();
        for text in texts {
            batch.push(self.ids(text));
            if batch.iter().map(Vec::len).sum::<usize>() + self.longest > TOKENS_AT_ONCE {
                vectors.append(&mut encoder::encode(&self.model, self.kernel, &batch));
                batch.clear();
            }
        }
        vectors.append(&mut encoder::encode(&self.model, self.kernel, &batch));
        Ok(vectors)
    }

    #[cfg(all(feature = "model", target_os = "linux"))]
    fn rest(&self) {
        resident::let_go();
    }
}

/// Puts together what of an article is embedded: its title and its first words. Either may be empty.
pub fn title_and_lead(title: &str, lead: &str) -> String {
    match (title.trim(), lead.trim()) {
        ("", lead) => lead.to_owned(),
        (title, "") => title.to_owned(),
        (title, lead) => format!("{title}\n{lead}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{LocalModel, title_and_lead};

    #[test]
    fn title_and_lead_stand_on_a_line_each() {
        assert_eq!(title_and_lead(" Flood ", "Streets are under water.\n"), "Flood\nStreets are under water.");
        assert_eq!(title_and_lead("Flood", " "), "Flood");
        assert_eq!(title_and_lead("", "Streets"), "Streets");
    }

    #[test]
    fn what_is_no_model_is_refused() {
        assert!(LocalModel::read(b"").is_err());
        assert!(LocalModel::read(&[0; 4096]).is_err());
    }
}
