//! A text's place in the space of the multilingual model.

use serde::{Deserialize, Serialize};

/// A vector that lies near those of texts about the same thing, in any language. Components are kept in 8 bits; their
/// common scale is dropped, as only directions are compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Embedding {
    components: Box<[i8]>,
}

impl Embedding {
    /// Rounds a vector to 8 bits a component, the largest becoming 127. None for a vector without a direction: empty, all
    /// zero, or with a component that is no number.
    pub fn from_f32(vector: &[f32]) -> Option<Self> {
        let largest = vector.iter().fold(0.0, |largest: f32, value| largest.max(value.abs()));
        if largest == 0.0 || !vector.iter().all(|value| value.is_finite()) {
            return None;
        }
        let scale = 127.0 / largest;
        Some(Self { components: vector.iter().map(|value| (value * scale).round() as i8).collect() })
    }

    /// Reads what [`Embedding::to_bytes`] gave, kept as bytes. None when nothing has a direction.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let components: Box<[i8]> = bytes.iter().map(|&byte| byte as i8).collect();
        components.iter().any(|&value| value != 0).then_some(Self { components })
    }

    /// Gives a byte for each component, in two's complement.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.components.iter().map(|&value| value as u8).collect()
    }

    pub fn components(&self) -> &[i8] {
        &self.components
    }

    /// Tells the cosine of the angle between two vectors of one model, -1 to 1; 0 when their lengths differ.
    pub fn cosine(&self, other: &Self) -> f32 {
        if self.components.len() != other.components.len() {
            return 0.0;
        }
        let dot = |a: &[i8], b: &[i8]| -> i32 { a.iter().zip(b).map(|(&a, &b)| i32::from(a) * i32::from(b)).sum() };
        let across = dot(&self.components, &other.components) as f32;
        let own = dot(&self.components, &self.components) as f32;
        let others = dot(&other.components, &other.components) as f32;
        across / (own * others).sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::Embedding;

    #[test]
    fn eight_bits_keep_the_direction() {
        let vector: Vec<f32> = (0..384).map(|place| ((place * 37 % 101) as f32 - 50.0) / 900.0).collect();
        let turned: Vec<f32> =
            vector.iter().enumerate().map(|(place, value)| value + (place % 7) as f32 / 90.0).collect();
        let length = |v: &[f32]| v.iter().map(|x| x * x).sum::<f32>().sqrt();
        let exact = vector.iter().zip(&turned).map(|(a, b)| a * b).sum::<f32>() / length(&vector) / length(&turned);
        let (a, b) = (Embedding::from_f32(&vector), Embedding::from_f32(&turned));
        let (a, b) = (a.expect("it has a direction"), b.expect("it has a direction"));
        assert!((a.cosine(&b) - exact).abs() < 0.005, "{} for {exact}", a.cosine(&b));
        assert_eq!(Embedding::from_bytes(&a.to_bytes()), Some(a));
    }

    #[test]
    fn what_has_no_direction_is_no_embedding() {
        assert_eq!(Embedding::from_f32(&[]), None);
        assert_eq!(Embedding::from_f32(&[0.0, 0.0]), None);
        assert_eq!(Embedding::from_f32(&[1.0, f32::NAN]), None);
        assert_eq!(Embedding::from_bytes(&[0, 0]), None);
    }
}
