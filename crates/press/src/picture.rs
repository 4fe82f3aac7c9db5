//! Pictures for the articles: flat posters of hills, towers, waves, pitches, charts and planets, painted from a number.
//!
//! The same scene and seed give the same bytes.

use xxhash_rust::xxh3::xxh3_64;

pub const WIDTH: u32 = 800;
pub const HEIGHT: u32 = 450;

type Colour = [f32; 3];

/// Paints a scene as a PNG of [`WIDTH`] × [`HEIGHT`].
pub fn paint(scene: &str, seed: u64) -> Vec<u8> {
    let scene = Scene::new(scene, seed);
    let mut pixels = Vec::with_capacity((WIDTH * HEIGHT * 3) as usize);
    for y in 0..HEIGHT {
        for x in 0..WIDTH {
            let (u, v) = ((x as f32 + 0.5) / WIDTH as f32, (y as f32 + 0.5) / HEIGHT as f32);
            pixels.extend(scene.colour_at(u, v).map(|part| (part.clamp(0.0, 1.0) * 255.0) as u8));
        }
    }
    encode(WIDTH, HEIGHT, &pixels)
}

/// Paints a publisher's icon: its initial's stripe pattern on its colour, 64 × 64.
pub fn icon(colour: &str, seed: u64) -> Vec<u8> {
    let back = parse_colour(colour);
    let mut pixels = Vec::with_capacity(64 * 64 * 3);
    for y in 0..64u32 {
        for x in 0..64u32 {
            // A pattern of 4 × 4 cells, mirrored, its bits taken from the seed.
            let (column, row) = ((x / 8).min((63 - x) / 8), y / 8);
            let is_set = seed >> (row * 4 + column) & 1 == 1 && (8..56).contains(&x) && (8..56).contains(&y);
            let colour = if is_set { mix(back, [1.0; 3], 0.85) } else { back };
            pixels.extend(colour.map(|part| (part * 255.0) as u8));
        }
    }
    encode(64, 64, &pixels)
}

fn encode(width: u32, height: u32, pixels: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header().expect("writing to memory does not fail");
    writer.write_image_data(pixels).expect("the pixels fill the picture exactly");
    writer.finish().expect("writing to memory does not fail");
    bytes
}

struct Scene<'a> {
    kind: &'a str,
    top: Colour,
    bottom: Colour,
    ink: Colour,
    sun: (f32, f32, f32),
    numbers: [f32; 24],
}

impl Scene<'_> {
    fn new(kind: &str, seed: u64) -> Scene<'_> {
        let mut numbers = [0.0; 24];
        for (index, number) in numbers.iter_mut().enumerate() {
            let hash = xxh3_64(&[seed.to_le_bytes(), (index as u64).to_le_bytes()].concat());
            *number = (hash % 10_000) as f32 / 10_000.0;
        }
        // Palettes of sky, horizon and ink that go together.
        const PALETTES: [[u32; 3]; 8] = [
            [0x1b2a49, 0xf2a65a, 0x16213a],
            [0x8ecae6, 0xfdf0d5, 0x1d4e5f],
            [0x264653, 0xe9c46a, 0x182c33],
            [0xcfd8dc, 0xf7ede2, 0x37474f],
            [0x3d2c5a, 0xf28482, 0x241a38],
            [0xa8dadc, 0xf1faee, 0x1d3557],
            [0x0b3954, 0xbfd7ea, 0x071f2e],
            [0x6b705c, 0xffe8d6, 0x3f4238],
        ];
        let palette = PALETTES[(seed / 3 % 8) as usize].map(from_hex);
        Scene {
            kind,
            top: palette[0],
            bottom: palette[1],
            ink: palette[2],
            sun: (0.15 + 0.7 * numbers[0], 0.2 + 0.3 * numbers[1], 0.06 + 0.06 * numbers[2]),
            numbers,
        }
    }

    fn colour_at(&self, u: f32, v: f32) -> Colour {
        match self.kind {
            "city" => self.city(u, v),
            "water" => self.water(u, v),
            "pitch" => self.pitch(u, v),
            "chart" => self.chart(u, v),
            "space" => self.space(u, v),
            "hall" => self.hall(u, v),
            "lab" => self.lab(u, v),
            _ => self.hills(u, v),
        }
    }

    fn sky(&self, u: f32, v: f32) -> Colour {
        let sky = mix(self.top, self.bottom, (v * 1.25).min(1.0));
        let (sun_u, sun_v, radius) = self.sun;
        let distance = ((u - sun_u).powi(2) * 3.16 + (v - sun_v).powi(2)).sqrt();
        mix(sky, mix(self.bottom, [1.0; 3], 0.6), edge(radius - distance))
    }

    fn hills(&self, u: f32, v: f32) -> Colour {
        let mut colour = self.sky(u, v);
        for layer in 0..4 {
            let n = |index: usize| self.numbers[3 + layer * 4 + index];
            let ridge = 0.45
                + 0.13 * layer as f32
                + 0.07 * (u * (3.0 + 5.0 * n(0)) + n(1) * 6.0).sin()
                + 0.03 * (u * (9.0 + 9.0 * n(2)) + n(3) * 6.0).sin();
            let shade = mix(self.bottom, self.ink, 0.35 + 0.21 * layer as f32);
            colour = mix(colour, shade, edge(v - ridge));
        }
        colour
    }

    fn city(&self, u: f32, v: f32) -> Colour {
        let mut colour = self.sky(u, v);
        for layer in 0..3 {
            let columns = 9.0 + 5.0 * layer as f32;
            let column = (u * columns + self.numbers[layer]).floor();
            let pick = self.numbers[(column as usize * 5 + layer * 7) % 24];
            let roof = 0.42 + 0.16 * layer as f32 - 0.24 * pick;
            let shade = mix(self.bottom, self.ink, 0.4 + 0.3 * layer as f32);
            let inside = (u * columns + self.numbers[layer]).fract();
            if v > roof && inside > 0.06 {
                let (window_u, window_v) = ((inside * 7.0).fract(), (v * 36.0).fract());
                let lit = self.numbers[((inside * 7.0) as usize + (v * 36.0) as usize * 3 + layer) % 24] > 0.72;
                let is_window = (0.3..0.7).contains(&window_u) && (0.3..0.75).contains(&window_v) && v > roof + 0.03;
                colour = if is_window && lit { mix(shade, [1.0, 0.88, 0.55], 0.75) } else { shade };
            }
        }
        colour
    }

    fn water(&self, u: f32, v: f32) -> Colour {
        let mut colour = self.sky(u, v);
        for layer in 0..6 {
            let rise = 0.5 + 0.085 * layer as f32;
            let crest = rise + 0.018 * (u * (14.0 + 3.0 * layer as f32) + 6.0 * self.numbers[layer]).sin();
            let shade = mix(mix(self.top, [0.1, 0.45, 0.6], 0.6), self.ink, 0.14 * layer as f32);
            colour = mix(colour, shade, edge(v - crest));
        }
        colour
    }

    fn pitch(&self, u: f32, v: f32) -> Colour {
        if v < 0.3 {
            let row = (v * 50.0).floor() as usize + (u * 120.0).floor() as usize * 7;
            let crowd = mix(self.ink, self.bottom, 0.15 + 0.55 * self.numbers[row % 24]);
            return crowd;
        }
        let depth = (v - 0.3) / 0.7;
        let across = (u - 0.25 - 0.5 * self.numbers[0]) / (0.45 + 0.6 * depth);
        let stripe = ((depth * 2.2).powf(0.7) * (4.0 + 5.0 * self.numbers[1])).floor() as i32 % 2 == 0;
        let grass = mix([0.16, 0.46, 0.24], [0.36, 0.55, 0.22], self.numbers[2]);
        let grass = mix(grass, [1.0; 3], if stripe { 0.0 } else { 0.07 });
        let circle = ((across * 1.4).powi(2) + (depth - 0.45).powi(2) * 3.0).sqrt();
        let is_line =
            (circle - 0.3).abs() < 0.008 || (depth - 0.45).abs() < 0.006 || (across.abs() - 0.62).abs() < 0.006;
        mix(grass, [0.95; 3], if is_line { 0.9 } else { 0.0 })
    }

    fn chart(&self, u: f32, v: f32) -> Colour {
        let back = mix(mix(self.bottom, [1.0; 3], 0.5), self.bottom, v);
        let grid = (v * 6.0).fract() < 0.015;
        let back = mix(back, self.ink, if grid { 0.2 } else { 0.0 });
        let column = (u * 14.0).floor() as usize;
        let trend = 0.25 + 0.03 * column as f32 * (self.numbers[20] - 0.35) + 0.25 * self.numbers[column % 20];
        let is_bar = (u * 14.0).fract() > 0.28 && v > 1.0 - trend - 0.12 && v < 0.93;
        let bar = mix(self.top, self.ink, if column % 14 == 12 { 0.0 } else { 0.55 });
        mix(back, bar, if is_bar { 1.0 } else { 0.0 })
    }

    fn space(&self, u: f32, v: f32) -> Colour {
        let mut colour = mix([0.02, 0.03, 0.08], [0.07, 0.05, 0.16], v);
        for star in 0..22 {
            let (star_u, star_v) = (self.numbers[star], self.numbers[(star + 7) % 24]);
            let distance = ((u - star_u).powi(2) * 3.16 + (v - star_v).powi(2)).sqrt();
            colour = mix(colour, [1.0; 3], edge(0.004 - distance));
        }
        let (planet_u, planet_v) = (0.3 + 0.4 * self.numbers[3], 0.55 + 0.2 * self.numbers[4]);
        let (du, dv) = ((u - planet_u) * 1.78, v - planet_v);
        let distance = (du * du + dv * dv).sqrt();
        let light = (0.75 - 1.6 * (du * 0.7 + dv * 0.4)).clamp(0.1, 1.0);
        let band = 0.12 * ((dv * 40.0 + (du * 9.0).sin()).sin());
        let planet = mix(self.ink, mix(self.bottom, self.top, 0.3 + band), light);
        mix(colour, planet, edge(0.3 - distance))
    }

    fn hall(&self, u: f32, v: f32) -> Colour {
        let wall = mix(self.top, self.bottom, v);
        let column = (u * 7.0).fract();
        let is_pillar = (0.35..0.65).contains(&column) && (0.2..0.82).contains(&v);
        let is_beam = (0.12..0.2).contains(&v) || v > 0.82;
        let is_roof = v < 0.12 && v > 0.12 - (0.5 - (u - 0.5).abs()) * 0.24;
        let stone = mix(self.bottom, [1.0; 3], 0.35 - 0.5 * (column - 0.4).abs());
        let step = mix(self.ink, self.bottom, 0.5 + 0.2 * ((v * 40.0).floor() % 2.0));
        if is_pillar {
            stone
        } else if is_beam {
            step
        } else if is_roof {
            mix(self.ink, self.bottom, 0.35)
        } else {
            mix(wall, self.ink, if v > 0.2 { 0.35 } else { 0.0 })
        }
    }

    fn lab(&self, u: f32, v: f32) -> Colour {
        let mut colour = mix(mix(self.top, [1.0; 3], 0.75), mix(self.bottom, [1.0; 3], 0.3), v);
        for ring in 0..7 {
            let (ring_u, ring_v) = (self.numbers[ring], self.numbers[ring + 8]);
            let distance = ((u - ring_u).powi(2) * 3.16 + (v - ring_v).powi(2)).sqrt();
            let radius = 0.05 + 0.14 * self.numbers[ring + 3];
            let shade = mix(self.top, self.ink, self.numbers[ring + 12]);
            colour = mix(colour, shade, 0.55 * edge(radius - distance));
            colour = mix(colour, self.ink, 0.8 * edge(0.006 - (radius - distance).abs()));
        }
        colour
    }
}

/// A soft step: 0 below, 1 above, over a pixel or two.
fn edge(distance: f32) -> f32 {
    (distance * 400.0 + 0.5).clamp(0.0, 1.0)
}

fn mix(from: Colour, to: Colour, share: f32) -> Colour {
    [0, 1, 2].map(|part| from[part] + (to[part] - from[part]) * share)
}

fn from_hex(rgb: u32) -> Colour {
    [16, 8, 0].map(|shift| (rgb >> shift & 0xff) as f32 / 255.0)
}

fn parse_colour(text: &str) -> Colour {
    from_hex(u32::from_str_radix(text.trim_start_matches('#'), 16).unwrap_or(0x444444))
}
