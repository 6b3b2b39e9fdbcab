//! Arrays as Python's library `NumPy` stores them: a ZIP archive (`.npz`) of files
//! (`.npy`), each a line that describes the array, then its numbers.
//!
//! Only what the package uses is read: C order, bytes and little-endian 32-bit floats.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::PackageError;
use crate::matching::encoder::file;

/// Magic, two bytes of version, two bytes of the line's length.
const HEAD: usize = 10;

/// An archive of named arrays.
#[derive(Debug)]
pub(super) struct Arrays(ZipArchive<Cursor<Vec<u8>>>);

/// An array of floats.
#[derive(Debug, PartialEq)]
pub(super) struct Floats {
    pub(super) shape: Vec<usize>,
    pub(super) values: Vec<f32>,
}

impl Arrays {
    pub(super) fn open(bytes: Vec<u8>) -> Result<Self, PackageError> {
        Ok(Self(ZipArchive::new(Cursor::new(bytes))?))
    }

    /// The array `name` of floats.
    pub(super) fn floats(&mut self, name: &str) -> Result<Floats, PackageError> {
        let bytes = self.file(name)?;
        let parsed = parse(&bytes, "<f4")
            .map(|(shape, data)| Floats { shape, values: file::floats(data) });
        parsed
            .filter(|array| array.shape.iter().product::<usize>() == array.values.len())
            .ok_or_else(|| PackageError::Misfit(name.into()))
    }

    /// The array `name` of bytes, flat.
    pub(super) fn bytes(&mut self, name: &str) -> Result<Vec<u8>, PackageError> {
        let bytes = self.file(name)?;
        let parsed = parse(&bytes, "|u1").map(|(_, data)| data.to_vec());
        parsed.ok_or_else(|| PackageError::Misfit(name.into()))
    }

    fn file(&mut self, name: &str) -> Result<Vec<u8>, PackageError> {
        let mut bytes = Vec::new();
        self.0.by_name(&format!("{name}.npy"))?.read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// Shape and data of an array whose numbers are of `kind`.
fn parse<'a>(bytes: &'a [u8], kind: &str) -> Option<(Vec<usize>, &'a [u8])> {
    let (head, rest) = bytes.split_at_checked(HEAD)?;
    if !head.starts_with(b"\x93NUMPY\x01") {
        return None;
    }
    let (line, data) =
        rest.split_at_checked(usize::from(u16::from_le_bytes([head[8], head[9]])))?;
    let line = std::str::from_utf8(line).ok()?;
    if !line.contains(&format!("'{kind}'")) || !line.contains("'fortran_order': False") {
        return None;
    }
    let (_, shape) = line.split_once("'shape': (")?;
    let (shape, _) = shape.split_once(')')?;
    let shape = shape.split(',').map(str::trim).filter(|size| !size.is_empty());
    Some((shape.map(str::parse).collect::<Result<_, _>>().ok()?, data))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn array(line: &str, data: &[u8]) -> Vec<u8> {
        let mut bytes = b"\x93NUMPY\x01\x00".to_vec();
        bytes.extend(u16::try_from(line.len()).unwrap().to_le_bytes());
        bytes.extend(line.as_bytes());
        bytes.extend(data);
        bytes
    }

    #[test]
    fn shape_and_data_are_told_apart() {
        let line = "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 1), }\n";
        let bytes = array(line, &[7, 9]);
        assert_eq!(parse(&bytes, "|u1"), Some((vec![2, 1], [7, 9].as_slice())));
        assert_eq!(parse(&bytes, "<f4"), None);
        assert_eq!(parse(&bytes[..20], "|u1"), None);
        let line = line.replace("False", "True");
        assert_eq!(parse(&array(&line, &[7, 9]), "|u1"), None);
    }
}
