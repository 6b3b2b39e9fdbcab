//! Which encoding a file has, and its text as UTF-8, piece by piece.

use std::cmp::Ordering;
use std::io::{self, Read, Seek, SeekFrom};

use encoding_rs::{CoderResult, Decoder, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// An encoding and how sure it is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found {
    pub(crate) encoding: &'static Encoding,
    /// Bytes of a byte order mark to pass over.
    pub(crate) mark: u64,
    /// Whether some bytes mean nothing in it.
    pub(crate) lossy: bool,
    /// Whether it is no text at all.
    pub(crate) binary: bool,
}

impl Found {
    /// The name shown to people.
    pub(crate) fn name(self) -> &'static str {
        if self.encoding == GB18030 { "GB18030" } else { self.encoding.name() }
    }
}

/// Looks at the whole file: a mark, else UTF-8 if every byte is, else the encoding that
/// fits best. Leaves the file at its start.
pub(crate) fn detect(input: &mut (impl Read + Seek + ?Sized)) -> io::Result<Found> {
    input.seek(SeekFrom::Start(0))?;
    let mut head = vec![0; 4096];
    let read = fill(input, &mut head)?;
    head.truncate(read);
    input.seek(SeekFrom::Start(0))?;
    if let Some((encoding, mark)) = Encoding::for_bom(&head) {
        let lossy = is_broken(input, encoding)?;
        return Ok(Found { encoding, mark: mark as u64, lossy, binary: false });
    }
    if let Some(encoding) = utf16_without_mark(&head) {
        let lossy = is_broken(input, encoding)?;
        return Ok(Found { encoding, mark: 0, lossy, binary: false });
    }
    let binary = head.contains(&0);
    let [utf8, gb] = errors(input)?;
    input.seek(SeekFrom::Start(0))?;
    let (encoding, wrong) = if utf8.0 <= gb.0 { (UTF_8, utf8) } else { (GB18030, gb) };
    let hopeless = wrong.0 * 10 > wrong.1.max(1);
    Ok(Found { encoding, mark: 0, lossy: wrong.0 > 0, binary: binary || hopeless })
}

/// Whether some bytes of a file mean nothing in an encoding. Leaves the file at its start.
fn is_broken(
    input: &mut (impl Read + Seek + ?Sized),
    encoding: &'static Encoding,
) -> io::Result<bool> {
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let (mut bytes, mut scratch) = (vec![0; 1 << 16], vec![0; 1 << 12]);
    loop {
        let read = fill(input, &mut bytes)?;
        let wrong = malformed(&mut decoder, &bytes[..read], &mut scratch, read == 0) > 0;
        if wrong || read == 0 {
            input.seek(SeekFrom::Start(0))?;
            return Ok(wrong);
        }
    }
}

/// For UTF-8 and GB18030: malformed sequences, and bytes beyond ASCII.
fn errors(input: &mut (impl Read + ?Sized)) -> io::Result<[(u64, u64); 2]> {
    let mut counts = [(0, 0); 2];
    let mut decoders = [
        UTF_8.new_decoder_without_bom_handling(),
        GB18030.new_decoder_without_bom_handling(),
    ];
    let mut bytes = vec![0; 1 << 16];
    let mut scratch = vec![0; 1 << 12];
    let mut pure = Utf8Check::default();
    let mut start = true;
    loop {
        let read = fill(input, &mut bytes)?;
        if start && pure.accepts(&bytes[..read], read == 0) {
            if read == 0 {
                return Ok([(0, 1), (1, 1)]);
            }
            continue;
        }
        // Not pure UTF-8: count from here on.
        start = false;
        let piece = [std::mem::take(&mut pure.tail).as_slice(), &bytes[..read]].concat();
        let high = piece.iter().filter(|b| !b.is_ascii()).count() as u64;
        for (decoder, count) in decoders.iter_mut().zip(&mut counts) {
            count.0 += malformed(decoder, &piece, &mut scratch, read == 0);
            count.1 += high;
        }
        if read == 0 {
            // Whole pieces that were UTF-8 and more than ASCII speak against GB18030.
            counts[1].0 += pure.high_seen * 100;
            return Ok(counts);
        }
    }
}

/// Whether a stream of bytes is UTF-8 so far.
#[derive(Default)]
struct Utf8Check {
    tail: Vec<u8>,
    high_seen: u64,
}

impl Utf8Check {
    fn accepts(&mut self, bytes: &[u8], last: bool) -> bool {
        let joined;
        let all = if self.tail.is_empty() {
            bytes
        } else {
            joined = [self.tail.as_slice(), bytes].concat();
            &joined
        };
        match simdutf8::compat::from_utf8(all) {
            Ok(_) => {
                self.high_seen += u64::from(!all.is_ascii());
                self.tail = Vec::new();
                true
            }
            Err(error) if error.error_len().is_none() && !last => {
                self.tail = all[error.valid_up_to()..].to_vec();
                self.high_seen += 1;
                true
            }
            Err(_) => false,
        }
    }
}

fn malformed(decoder: &mut Decoder, mut bytes: &[u8], out: &mut [u8], last: bool) -> u64 {
    let mut wrong = 0;
    loop {
        let (result, read, _) =
            decoder.decode_to_utf8_without_replacement(bytes, out, last);
        bytes = &bytes[read..];
        match result {
            encoding_rs::DecoderResult::InputEmpty => return wrong,
            encoding_rs::DecoderResult::OutputFull => {}
            encoding_rs::DecoderResult::Malformed(..) => wrong += 1,
        }
    }
}

/// UTF-16 shows itself by a zero in every other byte of its ASCII characters.
fn utf16_without_mark(head: &[u8]) -> Option<&'static Encoding> {
    let zeros = |offset: usize| {
        head.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count()
    };
    let encoding = match zeros(0).cmp(&zeros(1)) {
        Ordering::Less => UTF_16LE,
        Ordering::Greater => UTF_16BE,
        Ordering::Equal => return None,
    };
    let decoded = encoding.decode_without_bom_handling(&head[..head.len() & !1]).0;
    let sound = decoded.chars().all(|c| !c.is_control() || "\t\r\n".contains(c))
        && decoded.contains(['\n', '\r', ',', '\t', '{', '[']);
    sound.then_some(encoding)
}

/// Reads until a buffer is full or the input ends; how much was read.
pub(crate) fn fill(
    input: &mut (impl Read + ?Sized),
    buffer: &mut [u8],
) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match input.read(&mut buffer[filled..])? {
            0 => break,
            n => filled += n,
        }
    }
    Ok(filled)
}

/// Reads any encoding as UTF-8; malformed bytes become U+FFFD.
pub(crate) struct Utf8Reader<R> {
    input: R,
    /// `None`: the bytes are UTF-8 already.
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    start: usize,
    end: usize,
    done: bool,
    /// Whether the decoder has given its last character.
    finished: bool,
}

impl<R: Read + Seek> Utf8Reader<R> {
    /// Starts after the byte order mark.
    pub(crate) fn new(mut input: R, found: Found) -> io::Result<Self> {
        input.seek(SeekFrom::Start(found.mark))?;
        let plain = found.encoding == UTF_8 && !found.lossy;
        let decoder = (!plain).then(|| found.encoding.new_decoder_without_bom_handling());
        Ok(Self {
            input,
            decoder,
            raw: vec![0; 1 << 16],
            start: 0,
            end: 0,
            done: false,
            finished: false,
        })
    }
}

impl<R: Read> Read for Utf8Reader<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let Some(decoder) = &mut self.decoder else { return self.input.read(out) };
        if self.finished {
            return Ok(0);
        }
        loop {
            if self.start == self.end && !self.done {
                self.end = self.input.read(&mut self.raw)?;
                self.start = 0;
                self.done = self.end == 0;
            }
            let (result, read, written, _) =
                decoder.decode_to_utf8(&self.raw[self.start..self.end], out, self.done);
            self.start += read;
            let more = result == CoderResult::InputEmpty && !self.done;
            self.finished = result == CoderResult::InputEmpty && self.done;
            if written > 0 || !more {
                return Ok(written);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn read(bytes: &[u8]) -> (Found, String) {
        let mut input = Cursor::new(bytes.to_vec());
        let found = detect(&mut input).unwrap();
        let mut text = String::new();
        Utf8Reader::new(input, found).unwrap().read_to_string(&mut text).unwrap();
        (found, text)
    }

    #[test]
    fn every_encoding_of_the_offices_is_recognised() {
        let text = "需求名称,预算\r\n超薄钛箔,500万元\r\n";
        let (gb, ..) = GB18030.encode(text);
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
        for (bytes, name) in [
            (text.as_bytes(), "UTF-8"),
            (&gb, "GB18030"),
            (&utf16, "UTF-16LE"),
            (&marked, "UTF-8"),
        ] {
            let (found, decoded) = read(bytes);
            assert_eq!((found.name(), found.lossy, found.binary), (name, false, false));
            assert_eq!(decoded, text);
        }
    }

    #[test]
    fn a_mark_is_no_promise_for_the_rest() {
        let text = "需求名称\n超薄钛箔\n";
        let (gb, ..) = GB18030.encode(text);
        let (found, decoded) = read(&[b"\xef\xbb\xbf", text.as_bytes(), &gb].concat());
        assert_eq!((found.name(), found.lossy), ("UTF-8", true));
        assert!(decoded.starts_with(text) && decoded.contains('\u{fffd}'));
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for mark in [&b"\xff\xfe"[..], b""] {
            let cut = [mark, &utf16[..], b"a"].concat();
            assert!(read(&cut).0.lossy, "{mark:?}");
        }
    }

    #[test]
    fn ascii_first_and_gb18030_late_is_gb18030() {
        let mut bytes = b"id,title\n".repeat(20_000);
        bytes.extend_from_slice(&GB18030.encode("N1,超薄钛箔").0);
        assert_eq!(read(&bytes).0.name(), "GB18030");
    }

    #[test]
    fn binary_is_no_text() {
        let noise: Vec<u8> =
            (0..5000_u32).map(|i| ((i * 7919) >> 3).to_le_bytes()[0]).collect();
        assert!(read(&noise).0.binary);
    }
}
