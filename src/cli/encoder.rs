//! The files of the sentence encoder: the model that `model install` wrote, its licence
//! and the vectors remembered beside it.
#![expect(clippy::disallowed_methods, reason = "cli touches files")]

use std::io::ErrorKind;
use std::path::PathBuf;

use anyhow::{Context as _, Result};

use super::whole_file::write_whole;
use super::{Context, Failure};
use crate::matching::encoder::cache::Remembering;
use crate::matching::encoder::package::{PACKAGE, VERSION};
use crate::matching::encoder::{Encoder, Meaning};
use crate::text::messages::Message;

/// Most vectors that are remembered; about 100 MB.
const MOST_VECTORS: usize = 200_000;

/// The installed encoder's bytes.
#[derive(Debug)]
pub(crate) struct Installed {
    /// The model file.
    pub(crate) bytes: Vec<u8>,
    /// Where it lies.
    pub(crate) file: PathBuf,
}

impl Installed {
    /// The model file, if one is installed.
    pub(crate) fn find(context: &Context) -> Result<Option<Self>> {
        let file = context.model.clone();
        match std::fs::read(&file) {
            Ok(bytes) => Ok(Some(Self { bytes, file })),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).with_context(|| file.display().to_string()),
        }
    }

    /// The model file; its lack is a failure.
    pub(crate) fn require(context: &Context) -> Result<Self> {
        Self::find(context)?.ok_or_else(|| {
            let message = Message::new("cli-model-missing");
            let file = context.model.display().to_string();
            Failure::new(message.with("file", file)).hint(how_to_install()).into()
        })
    }

    /// The encoder in the file.
    pub(crate) fn encoder(&self) -> Result<Encoder<'_>> {
        Encoder::open(&self.bytes).map_err(|error| {
            let message = Message::new("cli-model-damaged")
                .with("file", self.file.display().to_string())
                .with("error", error.to_string());
            Failure::new(message).hint(how_to_install()).into()
        })
    }

    /// Where the licence's text lies.
    pub(crate) fn licence_file(&self) -> PathBuf {
        self.file.with_extension("licence.txt")
    }

    fn vectors_file(&self) -> PathBuf {
        self.file.with_extension("vectors")
    }

    /// Does `work` with the encoder, which remembers what it met in earlier runs, and
    /// keeps what is new for later ones. That nothing can be kept is no failure.
    pub(crate) fn with<T>(
        &self,
        work: impl FnOnce(&dyn Meaning) -> Result<T>,
    ) -> Result<T> {
        let encoder = self.encoder()?;
        let remembering = self.remembering(&encoder);
        let result = work(&remembering)?;
        if let Some(file) = remembering.file(MOST_VECTORS) {
            drop(write_whole(&self.vectors_file(), |out| Ok(out.write_all(&file)?)));
        }
        Ok(result)
    }

    /// The encoder with what it met in earlier runs; a cache that cannot be read is
    /// empty.
    pub(crate) fn remembering<'a>(&self, encoder: &'a Encoder<'_>) -> Remembering<'a> {
        let file = std::fs::read(self.vectors_file()).unwrap_or_default();
        Remembering::new(encoder, encoder.checksum(), file)
    }
}

/// The commands that install the encoder.
pub(crate) fn how_to_install() -> Message {
    Message::new("cli-model-how").with("package", PACKAGE).with("version", VERSION)
}
