//! Everything that speaks HTTP, against a real server on loopback. One binary, so that it is linked once.

#[cfg(test)]
mod client;
#[cfg(test)]
mod find;
#[cfg(test)]
mod politeness;
#[cfg(test)]
mod reply;
#[cfg(test)]
mod support;
