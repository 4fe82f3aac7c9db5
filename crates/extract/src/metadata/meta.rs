//! What a page says of itself in `meta` and `link` elements: OpenGraph, `article:*`, Dublin Core and the rest.

use crate::blocks::clean_line;
use crate::tree::{Attr, Tag, Tree};

/// The page's `meta` elements, names in lower case, in document order.
pub(crate) struct Meta<'t> {
    pairs: Vec<(String, &'t str)>,
    pub canonical: Option<&'t str>,
    pub html_lang: Option<&'t str>,
    pub base: Option<&'t str>,
    pub title_element: String,
}

impl<'t> Meta<'t> {
    pub fn read(tree: &'t Tree) -> Self {
        let mut meta =
            Meta { pairs: Vec::new(), canonical: None, html_lang: None, base: None, title_element: String::new() };
        let mut node = 1;
        while node < tree.len() {
            match tree.tag(node) {
                Tag::Svg => {
                    node = tree.end(node);
                    continue;
                }
                Tag::Meta => meta.take(tree, node),
                Tag::Link
                    if tree.attribute(node, Attr::Rel).is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) =>
                {
                    meta.canonical = meta.canonical.or(tree.attribute(node, Attr::Href));
                }
                Tag::Base => meta.base = meta.base.or(tree.attribute(node, Attr::Href)),
                Tag::Html => {
                    meta.html_lang = tree.attribute(node, Attr::Lang).or(tree.attribute(node, Attr::XmlLang));
                }
                Tag::Title if meta.title_element.is_empty() => meta.title_element = clean_line(&tree.raw_text(node)),
                _ => {}
            }
            node += 1;
        }
        meta
    }

    fn take(&mut self, tree: &'t Tree, node: u32) {
        let Some(content) = tree.attribute(node, Attr::Content).map(str::trim).filter(|content| !content.is_empty())
        else {
            return;
        };
        for name in [Attr::Property, Attr::Name, Attr::Itemprop, Attr::HttpEquiv] {
            if let Some(name) = tree.attribute(node, name) {
                self.pairs.push((name.trim().to_ascii_lowercase(), content));
            }
        }
    }

    /// The first value of the first of `names` that the page has.
    pub fn first(&self, names: &[&str]) -> Option<&'t str> {
        names.iter().find_map(|name| self.all(name).next())
    }

    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'t str> + 'a {
        self.pairs.iter().filter(move |(found, _)| found == name).map(|(_, value)| *value)
    }
}
