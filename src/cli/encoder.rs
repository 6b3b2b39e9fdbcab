//! The files of the sentence encoders: the models that `model install` wrote, their
//! licences and the vectors remembered beside them.
#![expect(clippy::disallowed_methods, reason = "cli touches files")]

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::terminal::Terminal;
use super::whole_file::write_whole;
use super::{Context, Failure};
use crate::matching::encoder::cache::Remembering;
use crate::matching::encoder::file::ModelError;
use crate::matching::encoder::package::Package;
use crate::matching::encoder::{Encoder, Kind, Meaning, Role, Vector};
use crate::text::messages::Message;

/// Most vectors that are remembered; about 100 MB.
const MOST_VECTORS: usize = 200_000;
/// Texts between two steps of a progress bar.
const STEP: usize = 64;

/// The bytes of the encoders that are installed, at least one.
pub(crate) struct Encoders {
    each: Vec<Installed>,
    terminal: Terminal,
}

/// An installed encoder's bytes.
#[derive(Debug)]
pub(crate) struct Installed {
    pub(crate) kind: Kind,
    /// The model file.
    pub(crate) bytes: Vec<u8>,
    /// Where it lies.
    pub(crate) file: PathBuf,
}

impl Encoders {
    /// The model files that can be read, if any is installed, and why others cannot.
    pub(crate) fn find(context: &Context) -> (Option<Self>, Vec<anyhow::Error>) {
        let (mut each, mut unread) = (Vec::new(), Vec::new());
        for kind in Kind::ALL {
            match Installed::find(context, kind) {
                Ok(installed) => each.extend(installed),
                Err(error) => unread.push(error),
            }
        }
        let terminal = context.terminal;
        ((!each.is_empty()).then_some(Self { each, terminal }), unread)
    }

    /// The model files; that there is none, or one that cannot be read, is a failure.
    pub(crate) fn require(context: &Context) -> Result<Self> {
        let (found, unread) = Self::find(context);
        if let Some(error) = unread.into_iter().next() {
            return Err(error);
        }
        found.ok_or_else(|| {
            let message = Message::new("cli-model-missing");
            let file = context.model.display().to_string();
            Failure::new(message.with("file", file)).hint(how_to_install()).into()
        })
    }

    fn watched<'a>(&self, encoder: &'a Encoder<'a>) -> Watched<'a> {
        Watched { encoder, terminal: self.terminal }
    }

    /// Each of them.
    pub(crate) fn each(&self) -> &[Installed] {
        &self.each
    }

    /// Does `work` with the encoders, which remember what they met in earlier runs, and
    /// keeps what is new for later ones. That nothing can be kept is no failure.
    pub(crate) fn with<T>(
        &self,
        work: impl FnOnce(&[&dyn Meaning]) -> Result<T>,
    ) -> Result<T> {
        let encoders: Vec<Encoder<'_>> =
            self.each.iter().map(Installed::encoder).collect::<Result<_>>()?;
        let watched: Vec<Watched<'_>> =
            encoders.iter().map(|encoder| self.watched(encoder)).collect();
        let remembering: Vec<Remembering<'_>> = (self.each.iter().zip(&watched))
            .map(|(own, watched)| own.remembering(watched, watched.encoder.checksum()))
            .collect();
        let sources: Vec<&dyn Meaning> =
            remembering.iter().map(|source| source as &dyn Meaning).collect();
        let result = work(&sources)?;
        for (own, remembering) in self.each.iter().zip(&remembering) {
            if let Some(file) = remembering.file(MOST_VECTORS) {
                drop(write_whole(&own.vectors_file(), |out| Ok(out.write_all(&file)?)));
            }
        }
        Ok(result)
    }
}

impl Installed {
    fn find(context: &Context, kind: Kind) -> Result<Option<Self>> {
        let file = file_of(&context.model, kind);
        match std::fs::read(&file) {
            Ok(bytes) => Ok(Some(Self { kind, bytes, file })),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).with_context(|| file.display().to_string()),
        }
    }

    /// The encoder in the file.
    pub(crate) fn encoder(&self) -> Result<Encoder<'_>> {
        let unusable = |error: ModelError| {
            let message = Message::new("cli-model-damaged")
                .with("file", self.file.display().to_string())
                .with("error", error.to_string());
            Failure::new(message).hint(how_to_install())
        };
        let encoder = Encoder::open(&self.bytes).map_err(unusable)?;
        if encoder.kind() == self.kind {
            Ok(encoder)
        } else {
            Err(unusable(ModelError::Kind).into())
        }
    }

    /// Where the licence's text lies.
    pub(crate) fn licence_file(&self) -> PathBuf {
        self.beside("licence.txt")
    }

    fn vectors_file(&self) -> PathBuf {
        self.beside("vectors")
    }

    fn beside(&self, ending: &str) -> PathBuf {
        match self.kind {
            Kind::Averaging => self.file.with_extension(ending),
            Kind::Transformer => {
                self.file.with_extension(format!("transformer.{ending}"))
            }
        }
    }

    /// What was met in earlier runs, before a source; a cache that cannot be read is
    /// empty.
    pub(crate) fn remembering<'a>(
        &self,
        source: &'a dyn Meaning,
        checksum: u32,
    ) -> Remembering<'a> {
        let file = std::fs::read(self.vectors_file()).unwrap_or_default();
        Remembering::new(source, checksum, file)
    }
}

/// The model file of a kind of encoder, where `model` is the averaging network's.
pub(crate) fn file_of(model: &Path, kind: Kind) -> PathBuf {
    match kind {
        Kind::Averaging => model.to_owned(),
        Kind::Transformer => model.with_extension("transformer"),
    }
}

/// An encoder with a bar that shows how far it has come.
struct Watched<'a> {
    encoder: &'a Encoder<'a>,
    terminal: Terminal,
}

impl Meaning for Watched<'_> {
    fn kind(&self) -> Kind {
        self.encoder.kind()
    }

    fn vectors(&self, role: Role, texts: &[&str]) -> Vec<Vector> {
        let bar = self.terminal.progress(texts.len());
        let mut vectors = Vec::with_capacity(texts.len());
        for some in texts.chunks(STEP) {
            vectors.extend(self.encoder.vectors(role, some));
            bar.inc(some.len() as u64);
        }
        bar.finish_and_clear();
        vectors
    }
}

/// The commands that install the encoders.
pub(crate) fn how_to_install() -> Message {
    let named = |kind| {
        let Package { options, name, version, .. } = Package::of(kind);
        format!("{options}{name}=={version}")
    };
    Message::new("cli-model-how")
        .with("package", named(Kind::Averaging))
        .with("second", named(Kind::Transformer))
}
