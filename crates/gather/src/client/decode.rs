//! Undoes the content encoding of a body while it arrives, and stops at a cap: a bomb never unfolds.

use flate2::write::GzDecoder;
use std::io::{self, Write};

/// Why a body could not be decoded.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    #[error("the content encoding {0:?} is not known")]
    Unknown(String),
    #[error("the decompressed body is larger than {0} bytes")]
    TooLarge(usize),
    #[error("the {0} stream is broken: {1}")]
    Broken(&'static str, String),
}

/// What the request offers, the cheapest to decode first.
pub const ACCEPT_ENCODING: &str = "zstd, gzip, br, deflate";

/// RFC 9659: a zstd frame on the web needs a window of 8 MiB at most.
const ZSTD_WINDOW_LOG_MAX: u32 = 23;
const BROTLI_BUFFER_BYTES: usize = 8 << 10;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    Identity,
    Gzip,
    Deflate,
    Brotli,
    Zstd,
}

impl Encoding {
    fn name(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Gzip => "gzip",
            Self::Deflate => "deflate",
            Self::Brotli => "brotli",
            Self::Zstd => "zstd",
        }
    }

    /// Reads a Content-Encoding header. One encoding at most: nobody stacks them in earnest.
    fn parse(header: &str) -> Result<Self, DecodeError> {
        let mut found = Self::Identity;
        for word in header.split(',').map(str::trim) {
            let encoding = match word.to_ascii_lowercase().as_str() {
                "" | "identity" | "none" | "utf-8" => continue,
                "gzip" | "x-gzip" => Self::Gzip,
                "deflate" => Self::Deflate,
                "br" => Self::Brotli,
                "zstd" => Self::Zstd,
                _ => return Err(DecodeError::Unknown(header.to_owned())),
            };
            if found != Self::Identity {
                return Err(DecodeError::Unknown(header.to_owned()));
            }
            found = encoding;
        }
        Ok(found)
    }
}

/// A body that arrives in chunks and is decoded as it comes.
pub struct Decoder {
    encoding: Encoding,
    max_bytes: usize,
    stage: Stage,
}

enum Stage {
    /// Fewer than the two bytes that decide how the stream is read.
    Unstarted(Capped, Vec<u8>),
    Plain(Capped),
    Gzip(Box<GzDecoder<Capped>>),
    Zlib(Box<flate2::write::ZlibDecoder<Capped>>),
    Deflate(Box<flate2::write::DeflateDecoder<Capped>>),
    Brotli(Box<brotli_decompressor::DecompressorWriter<Capped>>),
    Zstd(Box<zstd::stream::write::Decoder<'static, Capped>>),
}

/// Collects bytes up to a cap.
struct Capped {
    bytes: Vec<u8>,
    max_bytes: usize,
}

/// The mark by which a reached cap is known among the decoders' own errors.
#[derive(Debug, thiserror::Error)]
#[error("cap reached")]
struct CapReached;

impl Write for Capped {
    fn write(&mut self, chunk: &[u8]) -> io::Result<usize> {
        if chunk.len() > self.max_bytes - self.bytes.len() {
            return Err(io::Error::other(CapReached));
        }
        self.bytes.extend_from_slice(chunk);
        Ok(chunk.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Decoder {
    /// Starts on a body. `expected_bytes` is a hint of its size; no more than a little is reserved on its word.
    pub fn new(content_encoding: &str, max_bytes: usize, expected_bytes: usize) -> Result<Self, DecodeError> {
        let encoding = Encoding::parse(content_encoding)?;
        let reserve = expected_bytes.min(256 << 10).min(max_bytes);
        let capped = Capped { bytes: Vec::with_capacity(reserve), max_bytes };
        let stage = match encoding {
            Encoding::Identity => Stage::Plain(capped),
            _ => Stage::Unstarted(capped, Vec::new()),
        };
        Ok(Self { encoding, max_bytes, stage })
    }

    /// Takes the next bytes as they came over the wire.
    pub fn push(&mut self, chunk: &[u8]) -> Result<(), DecodeError> {
        if let Stage::Unstarted(_, head) = &mut self.stage {
            head.extend_from_slice(chunk);
            return if head.len() < 2 { Ok(()) } else { self.start() };
        }
        let written = match &mut self.stage {
            Stage::Unstarted(..) => unreachable!("handled above"),
            Stage::Plain(sink) => sink.write_all(chunk),
            Stage::Gzip(decoder) => write_members(decoder, chunk),
            Stage::Zlib(decoder) => write_until_end(&mut **decoder, chunk).map(drop),
            Stage::Deflate(decoder) => write_until_end(&mut **decoder, chunk).map(drop),
            Stage::Brotli(decoder) => write_until_end(&mut **decoder, chunk).map(drop),
            Stage::Zstd(decoder) => write_until_end(&mut **decoder, chunk).map(drop),
        };
        written.map_err(|error| self.explain(&error))
    }

    /// Tells how many bytes have come out so far.
    pub fn decoded_bytes(&self) -> usize {
        let sink = match &self.stage {
            Stage::Unstarted(sink, _) | Stage::Plain(sink) => sink,
            Stage::Gzip(decoder) => decoder.get_ref(),
            Stage::Zlib(decoder) => decoder.get_ref(),
            Stage::Deflate(decoder) => decoder.get_ref(),
            Stage::Brotli(decoder) => decoder.get_ref(),
            Stage::Zstd(decoder) => decoder.get_ref(),
        };
        sink.bytes.len()
    }

    /// Picks the decoder by the first bytes: servers say gzip and send plain text, or say deflate and mean raw
    /// deflate where RFC 9110 means zlib.
    fn start(&mut self) -> Result<(), DecodeError> {
        let unstarted = std::mem::replace(&mut self.stage, Stage::Plain(Capped { bytes: Vec::new(), max_bytes: 0 }));
        let Stage::Unstarted(sink, head) = unstarted else { unreachable!("called on an unstarted stream only") };
        self.stage = match (self.encoding, head.as_slice()) {
            (Encoding::Gzip, [0x1f, 0x8b, ..]) => Stage::Gzip(Box::new(GzDecoder::new(sink))),
            (Encoding::Deflate, [first, second, ..])
                if first & 0x0f == 8 && u16::from_be_bytes([*first, *second]) % 31 == 0 =>
            {
                Stage::Zlib(Box::new(flate2::write::ZlibDecoder::new(sink)))
            }
            (Encoding::Deflate, _) => Stage::Deflate(Box::new(flate2::write::DeflateDecoder::new(sink))),
            (Encoding::Brotli, _) => {
                Stage::Brotli(Box::new(brotli_decompressor::DecompressorWriter::new(sink, BROTLI_BUFFER_BYTES)))
            }
            (Encoding::Zstd, _) => {
                let broken = |error: io::Error| DecodeError::Broken("zstd", error.to_string());
                let mut decoder = zstd::stream::write::Decoder::new(sink).map_err(broken)?;
                decoder.window_log_max(ZSTD_WINDOW_LOG_MAX).map_err(broken)?;
                Stage::Zstd(Box::new(decoder))
            }
            _ => Stage::Plain(sink),
        };
        self.push(&head)
    }

    /// Gives the decoded body after the last chunk.
    pub fn finish(mut self) -> Result<Vec<u8>, DecodeError> {
        if matches!(&self.stage, Stage::Unstarted(_, head) if !head.is_empty()) {
            self.start()?;
        }
        let Self { encoding, max_bytes, stage } = self;
        let finished = match stage {
            Stage::Unstarted(sink, _) | Stage::Plain(sink) => Ok(sink),
            Stage::Gzip(decoder) => decoder.finish(),
            Stage::Zlib(decoder) => decoder.finish(),
            Stage::Deflate(decoder) => decoder.finish(),
            Stage::Brotli(mut decoder) => decoder.close().and_then(|()| {
                decoder.into_inner().map_err(|_| io::Error::new(io::ErrorKind::UnexpectedEof, "the stream is cut off"))
            }),
            Stage::Zstd(mut decoder) => decoder.flush().map(|()| decoder.into_inner()),
        };
        finished.map(|sink| sink.bytes).map_err(|error| explain(encoding, max_bytes, &error))
    }

    fn explain(&self, error: &io::Error) -> DecodeError {
        explain(self.encoding, self.max_bytes, error)
    }
}

/// Unpacks a body that is itself a gzip file (a `sitemap.xml.gz` served as such).
pub fn gunzip(body: &[u8], max_bytes: usize) -> Result<Vec<u8>, DecodeError> {
    let mut decoder = Decoder::new("gzip", max_bytes, body.len())?;
    decoder.push(body)?;
    decoder.finish()
}

pub fn is_gzip(body: &[u8]) -> bool {
    body.starts_with(&[0x1f, 0x8b, 8])
}

/// Writes until the stream has ended; gives what servers append after that.
fn write_until_end<'a>(decoder: &mut dyn Write, mut chunk: &'a [u8]) -> io::Result<&'a [u8]> {
    while !chunk.is_empty() {
        match decoder.write(chunk)? {
            0 => break,
            taken => chunk = &chunk[taken..],
        }
    }
    Ok(chunk)
}

/// Writes a gzip stream of one or more members (RFC 1952, section 2.2); padding behind them is not the body.
fn write_members(decoder: &mut GzDecoder<Capped>, mut chunk: &[u8]) -> io::Result<()> {
    loop {
        chunk = write_until_end(decoder, chunk)?;
        if chunk.first() != Some(&0x1f) {
            return Ok(());
        }
        decoder.try_finish()?;
        let sink = decoder.get_mut();
        let sink = Capped { bytes: std::mem::take(&mut sink.bytes), max_bytes: sink.max_bytes };
        *decoder = GzDecoder::new(sink);
    }
}

fn explain(encoding: Encoding, max_bytes: usize, error: &io::Error) -> DecodeError {
    if error.get_ref().is_some_and(|inner| inner.is::<CapReached>()) {
        return DecodeError::TooLarge(max_bytes);
    }
    DecodeError::Broken(encoding.name(), error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(encoding: &str, body: &[u8], max_bytes: usize) -> Result<Vec<u8>, DecodeError> {
        let mut decoder = Decoder::new(encoding, max_bytes, body.len())?;
        for chunk in body.chunks(7) {
            decoder.push(chunk)?;
        }
        decoder.finish()
    }

    fn encode(encoding: &str, body: &[u8]) -> Vec<u8> {
        match encoding {
            "gzip" => {
                let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
                encoder.write_all(body).unwrap();
                encoder.finish().unwrap()
            }
            "zlib" => {
                let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
                encoder.write_all(body).unwrap();
                encoder.finish().unwrap()
            }
            "deflate" => {
                let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
                encoder.write_all(body).unwrap();
                encoder.finish().unwrap()
            }
            "br" => {
                let mut packed = Vec::new();
                brotli::CompressorWriter::new(&mut packed, 4096, 5, 20).write_all(body).unwrap();
                packed
            }
            "zstd" => zstd::encode_all(body, 3).unwrap(),
            _ => body.to_vec(),
        }
    }

    const TEXT: &[u8] = b"<rss version='2.0'><channel><title>Harbour Gazette</title></channel></rss>";

    #[test]
    fn every_encoding_is_undone() {
        for (header, encoding) in [
            ("", "plain"),
            ("identity", "plain"),
            ("gzip", "gzip"),
            ("X-GZIP", "gzip"),
            ("deflate", "zlib"),
            ("deflate", "deflate"),
            ("br", "br"),
            ("zstd", "zstd"),
            ("identity, gzip", "gzip"),
            // Said to be gzip, and plain all the same.
            ("gzip", "plain"),
        ] {
            let packed = encode(encoding, TEXT);
            assert_eq!(decode(header, &packed, 1000).as_deref(), Ok(TEXT), "{header} {encoding}");
            assert_eq!(decode(header, &encode(encoding, b""), 1000).as_deref(), Ok(&b""[..]), "{header} {encoding}");
        }
    }

    #[test]
    fn a_bomb_stops_at_the_cap() {
        let zeros = vec![0; 4 << 20];
        for (header, encoding) in [("gzip", "gzip"), ("deflate", "zlib"), ("br", "br"), ("zstd", "zstd"), ("", "")] {
            let packed = encode(encoding, &zeros);
            assert_eq!(decode(header, &packed, 100_000), Err(DecodeError::TooLarge(100_000)), "{header}");
        }
    }

    #[test]
    fn what_is_cut_off_or_broken_is_an_error() {
        for encoding in ["gzip", "deflate", "br"] {
            let packed = encode(if encoding == "deflate" { "zlib" } else { encoding }, TEXT);
            let cut = decode(encoding, &packed[..packed.len() / 2], 1000);
            assert!(matches!(cut, Err(DecodeError::Broken(..))), "{encoding}: {cut:?}");
        }
        assert!(matches!(decode("zstd", b"no zstd at all", 1000), Err(DecodeError::Broken("zstd", _))));
        assert!(matches!(decode("br", &[0xff; 40], 1000), Err(DecodeError::Broken("brotli", _))));
        assert_eq!(decode("compress", b"", 1000), Err(DecodeError::Unknown("compress".to_owned())));
        assert_eq!(decode("gzip, br", b"", 1000), Err(DecodeError::Unknown("gzip, br".to_owned())));
    }

    #[test]
    fn members_in_a_row_are_one_body_and_padding_is_not_part_of_it() {
        let mut packed = encode("gzip", b"one ");
        packed.extend(encode("gzip", b"two"));
        assert_eq!(decode("gzip", &packed, 1000).as_deref(), Ok(&b"one two"[..]));
        packed.extend([0; 40]);
        assert_eq!(decode("gzip", &packed, 1000).as_deref(), Ok(&b"one two"[..]));
    }

    #[test]
    fn a_zstd_window_beyond_the_webs_is_refused() {
        let mut encoder = zstd::stream::write::Encoder::new(Vec::new(), 1).unwrap();
        encoder.window_log(27).unwrap();
        encoder.long_distance_matching(true).unwrap();
        encoder.write_all(&vec![7; 200 << 10]).unwrap();
        let packed = encoder.finish().unwrap();
        assert!(matches!(decode("zstd", &packed, 10 << 20), Err(DecodeError::Broken("zstd", _))));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_decoded_within_the_cap_or_refused(
            body in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..300),
            head in 0..4usize,
            cut in 0..200usize,
        ) {
            for (header, magic) in [("gzip", &b"\x1f\x8b\x08\0\0\0\0\0\0\0"[..]), ("deflate", b"\x78\x9c"), ("br", b""), ("zstd", b"\x28\xb5\x2f\xfd")] {
                let forged = [&magic[..magic.len().min(head * 4)], &body].concat();
                let mut spoiled = encode(if header == "deflate" { "zlib" } else { header }, &TEXT.repeat(5));
                let at = cut % spoiled.len();
                spoiled[at] ^= 0x55;
                for bytes in [forged, spoiled] {
                    if let Ok(decoded) = decode(header, &bytes, 100) {
                        assert!(decoded.len() <= 100);
                    }
                }
            }
        }
    }
}
