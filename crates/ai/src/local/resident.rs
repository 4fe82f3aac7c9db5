//! Gives the memory back in which the model of the binary was read.
//!
//! The weights lie in the program's file. What was read of them stays in memory and counts as the program's own until
//! the system needs the room; whoever does not read for a while can let go of it before.

#![allow(unsafe_code, reason = "only the system takes pages back")]

use rustix::mm::{Advice, madvise};

/// Lets go of the pages that hold nothing but the model. Reading them again costs what reading a file costs.
pub(super) fn let_go() {
    let model = &super::MODEL.bytes;
    let page = rustix::param::page_size();
    let before = model.as_ptr().align_offset(page);
    let length = model.len().saturating_sub(before) / page * page;
    if length == 0 {
        return;
    }
    // SAFETY: the pages lie within the static, which is part of the program's file, mapped privately and never written
    // to: whoever looks at them meanwhile or later finds the same bytes, read from the file again.
    let let_go = unsafe { madvise(model.as_ptr().add(before).cast_mut().cast(), length, Advice::LinuxDontNeed) };
    // Where the system refuses, the memory is given back later.
    let _ = let_go;
}

#[cfg(test)]
mod tests {
    use crate::{Embedder, LocalModel};

    #[test]
    fn a_model_reads_the_same_after_a_rest() {
        let model = LocalModel::new();
        let texts = ["The bridge is open", "Die Brücke ist offen"];
        let before = model.embed(&texts).unwrap();
        let resident = || {
            let pages = std::fs::read_to_string("/proc/self/statm").unwrap();
            pages.split(' ').nth(2).unwrap().parse::<usize>().unwrap() * rustix::param::page_size()
        };
        let full = resident();
        model.rest();
        assert!(resident() + (10 << 20) < full, "more than ten megabytes are let go");
        assert_eq!(model.embed(&texts).unwrap(), before);
    }
}
