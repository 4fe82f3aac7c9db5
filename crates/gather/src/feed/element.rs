//! What an element says about the item or feed it stands in: the one table of names.

use super::namespace::Namespace;

/// What the text (or the attributes) of an element is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    /// The number is the rank among the elements that say the same; 0 is best.
    Title(u8),
    Link,
    Guid,
    Published(u8),
    Updated(u8),
    /// A name, or an element with a name inside.
    Author(u8),
    Summary(u8),
    Content(u8),
    Category,
    Keywords,
    Comments,
    Source,
    Image(u8),
    Duration,
    Language,
    Ttl,
    UpdatePeriod,
    UpdateFrequency,
    /// The publisher's own address behind a counting one.
    OriginalLink,
    Enclosure,
    MediaContent,
}

/// How an element is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    Channel,
    Item,
    Field(Field),
    /// Its children are read as if they stood in its parent.
    Transparent,
    /// With all that is inside.
    Ignored,
}

/// How a child of a feed, outside its items, is read. Names are lower case.
pub(crate) fn in_channel(namespace: Namespace, name: &str) -> Reading {
    use Namespace as N;
    let field = match (namespace, name) {
        (_, "channel" | "feed") if namespace.is_core() => return Reading::Channel,
        (_, "item" | "entry") if namespace.is_core() => return Reading::Item,
        (N::Core | N::Atom, "title") => Field::Title(0),
        (N::DublinCore, "title") => Field::Title(1),
        (N::Core | N::Atom, "link") => Field::Link,
        (N::Core | N::Atom, "subtitle" | "tagline" | "description" | "abstract") => Field::Summary(0),
        (N::DublinCore, "description") => Field::Summary(1),
        (N::Podcast, "summary" | "subtitle") => Field::Summary(2),
        (N::Core | N::Atom, "info") => Field::Summary(3),
        (N::Core | N::Atom, "language") | (N::DublinCore, "language") => Field::Language,
        (N::Core | N::Atom, "lastbuilddate" | "updated" | "modified") => Field::Updated(0),
        (N::DublinCore, "date") | (N::DublinCoreTerms, "modified") => Field::Updated(1),
        (N::Core | N::Atom, "pubdate" | "published") => Field::Updated(2),
        (N::Core, "image") => Field::Image(0),
        (N::Atom | N::Core, "icon") => Field::Image(1),
        (N::Atom | N::Core, "logo") => Field::Image(0),
        (N::Podcast, "image") => Field::Image(2),
        (N::Media, "thumbnail") => Field::Image(3),
        (N::Core, "ttl") => Field::Ttl,
        (N::Syndication, "updateperiod") => Field::UpdatePeriod,
        (N::Syndication, "updatefrequency") => Field::UpdateFrequency,
        (N::Core | N::Atom, "author") => Field::Author(0),
        (N::DublinCore, "creator" | "author") => Field::Author(1),
        (N::Core, "items") => return Reading::Transparent,
        _ => return Reading::Ignored,
    };
    Reading::Field(field)
}

/// How a child of an item is read. Names are lower case.
pub(crate) fn in_item(namespace: Namespace, name: &str) -> Reading {
    use Namespace as N;
    let field = match (namespace, name) {
        (_, "item" | "entry") if namespace.is_core() => return Reading::Item,
        (N::Core | N::Atom, "title") => Field::Title(0),
        (N::DublinCore, "title") => Field::Title(1),
        (N::Podcast, "title") => Field::Title(2),
        (N::Media, "title") => Field::Title(3),
        (N::Core | N::Atom, "link") => Field::Link,
        (N::Core, "guid") | (N::Core | N::Atom, "id") => Field::Guid,
        (N::Core, "pubdate") | (N::Atom | N::Core, "published") => Field::Published(0),
        (N::Core | N::Atom, "issued") => Field::Published(1),
        (N::DublinCore, "date") => Field::Published(2),
        (N::DublinCoreTerms, "issued" | "available") => Field::Published(3),
        (N::Core | N::Atom, "created") | (N::DublinCoreTerms, "created") => Field::Published(4),
        (N::Core | N::Atom, "updated" | "modified" | "lastbuilddate") => Field::Updated(0),
        (N::DublinCoreTerms, "modified") => Field::Updated(1),
        (N::Core | N::Atom, "author") => Field::Author(0),
        (N::DublinCore, "creator" | "author") => Field::Author(0),
        (N::Podcast, "author") => Field::Author(1),
        (N::Media, "credit") => return Reading::Ignored,
        (N::Core, "description") => Field::Summary(0),
        (N::Core | N::Atom, "summary") => Field::Summary(1),
        (N::Core, "abstract") | (N::DublinCoreTerms, "abstract") => Field::Summary(1),
        (N::DublinCore, "description") => Field::Summary(2),
        (N::Podcast, "summary") => Field::Summary(3),
        (N::Media, "description") => Field::Summary(4),
        (N::Podcast, "subtitle" | "description") => Field::Summary(5),
        (N::Content, "encoded") => Field::Content(0),
        (N::Core | N::Atom, "content") => Field::Content(0),
        (N::Xhtml, "body" | "div") | (N::Core, "fullitem" | "body") => Field::Content(1),
        (N::Core | N::Atom | N::Podcast | N::Media, "category") | (N::DublinCore, "subject") => Field::Category,
        (N::Podcast, "keywords") | (N::Media, "keywords") => Field::Keywords,
        (N::Core, "comments") => Field::Comments,
        (N::Core | N::Atom, "source") | (N::DublinCore, "source") => Field::Source,
        (N::Core, "image") => Field::Image(3),
        (N::Media, "thumbnail") => Field::Image(2),
        (N::Podcast, "image") => Field::Image(1),
        (N::Podcast, "duration") => Field::Duration,
        (N::DublinCore, "language") | (N::Core, "language") => Field::Language,
        (N::FeedBurner, "origlink") => Field::OriginalLink,
        (N::Core, "enclosure") => Field::Enclosure,
        (N::Media, "content") => Field::MediaContent,
        (N::Media, "group") => return Reading::Transparent,
        _ => return Reading::Ignored,
    };
    Reading::Field(field)
}
