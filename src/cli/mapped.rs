//! The index file, mapped into memory: the one place with `unsafe`.

use std::fs::File;
use std::io;
use std::path::Path;

use memmap2::Mmap;

/// Maps a file for reading.
pub(super) fn map(path: &Path) -> io::Result<Mmap> {
    #[expect(clippy::disallowed_methods, reason = "cli touches files")]
    let file = File::open(path)?;
    #[expect(
        unsafe_code,
        reason = "mapping is sound as long as nobody writes into the file while it is \
                  mapped: this program only ever replaces an index whole, by renaming a \
                  new file over it, and whatever the bytes say is checked or bounded \
                  before it is used"
    )]
    // SAFETY: see above.
    unsafe {
        Mmap::map(&file)
    }
}
