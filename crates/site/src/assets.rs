//! Static files: in the binary, addressed by their content, kept by browsers for good.

use crate::answer::{self, Policy};
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use std::io::Write as _;
use std::sync::LazyLock;

/// A file as it is served.
pub struct Asset {
    name: &'static str,
    extension: &'static str,
    mime: &'static str,
    hash: String,
    plain: &'static [u8],
    gzip: Vec<u8>,
}

impl Asset {
    fn new(name: &'static str, extension: &'static str, mime: &'static str, plain: &'static [u8]) -> Self {
        let hash = format!("{:016x}", xxhash_rust::xxh3::xxh3_64(plain));
        Self { name, extension, mime, hash, plain, gzip: gzip(plain, 9) }
    }

    pub fn address(&self) -> String {
        format!("/assets/{}.{}.{}", self.name, self.hash, self.extension)
    }
}

pub static STYLE: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("site", "css", "text/css; charset=utf-8", include_bytes!("../assets/site.css")));
pub static SCRIPT: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("site", "js", "text/javascript; charset=utf-8", include_bytes!("../assets/site.js")));
/// For the two pages that know passkeys.
pub static PASSKEYS_SCRIPT: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new("passkeys", "js", "text/javascript; charset=utf-8", include_bytes!("../assets/passkeys.js"))
});
/// For the pages on which a model can be asked.
pub static WRITTEN_SCRIPT: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new("written", "js", "text/javascript; charset=utf-8", include_bytes!("../assets/written.js"))
});
/// Which pages browsers may fetch while somebody points at a link to them: those that only show something.
pub static AHEAD: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new("ahead", "json", "application/speculationrules+json", include_bytes!("../assets/ahead.json"))
});
static FAVICON: &[u8] = include_bytes!("../assets/favicon.svg");

/// Serves `/assets/NAME.HASH.EXTENSION`. An address of another release gets this release's file, kept by nobody:
/// a page that was open during an upgrade keeps its looks.
pub async fn show(Path(file): Path<String>, headers: HeaderMap) -> Response {
    let mut parts = file.splitn(3, '.');
    let (name, hash, extension) = (parts.next(), parts.next(), parts.next());
    let Some(asset) = [&*STYLE, &*SCRIPT, &*PASSKEYS_SCRIPT, &*WRITTEN_SCRIPT, &*AHEAD]
        .into_iter()
        .find(|asset| name == Some(asset.name) && extension == Some(asset.extension))
    else {
        return answer::plain(StatusCode::NOT_FOUND, "No such file.\n");
    };
    let policy = if hash == Some(asset.hash.as_str()) { Policy::Forever } else { Policy::Never };
    let mut response = if answer::accepts_gzip(&headers) {
        let mut response = answer::bytes(asset.mime, policy, asset.gzip.as_slice());
        response.headers_mut().insert(header::CONTENT_ENCODING, header::HeaderValue::from_static("gzip"));
        response
    } else {
        answer::bytes(asset.mime, policy, asset.plain)
    };
    response.headers_mut().insert(header::VARY, header::HeaderValue::from_static("accept-encoding"));
    response
}

pub async fn favicon() -> Response {
    answer::bytes("image/svg+xml", Policy::Day, FAVICON)
}

/// Packs bytes; level 0 to 9.
pub fn gzip(plain: &[u8], level: u32) -> Vec<u8> {
    let mut encoder =
        flate2::write::GzEncoder::new(Vec::with_capacity(plain.len() / 3), flate2::Compression::new(level));
    encoder.write_all(plain).expect("writing to memory does not fail");
    encoder.finish().expect("writing to memory does not fail")
}
