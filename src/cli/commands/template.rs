//! `fairmatch template`.

use anyhow::Result;

use crate::cli::typed::{self, Wanted};
use crate::cli::{Context, Exit, Failure, target};
use crate::export::template::{self, FORMS, Form};
use crate::export::{self, Format};
use crate::text::messages::Message;

/// Write a blank survey with drop-downs and hints.
#[derive(Debug, clap::Args)]
pub(crate) struct TemplateArgs {
    /// The survey.
    #[arg(value_parser = typed::one_of(known, names()), value_name = "KIND")]
    form: &'static Form,
}

impl TemplateArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, context: &Context) -> Result<Exit> {
        let workbook = export::by_name("xlsx");
        let other = |format: &&dyn Format| format.name() != "xlsx";
        if let Some(format) = context.target.format.filter(other) {
            return Err(target::unfit(format, workbook).into());
        }
        if !context.target.stdout && context.target.file.is_none() {
            let failure = Failure::new(Message::new("cli-template-file"));
            let hint =
                Message::new("cli-template-file-hint").with("kind", self.form.name);
            return Err(failure.hint(hint).into());
        }
        let bytes = template::workbook(self.form, &context.settings.zones, context.lang)?;
        context.write_bytes(|out| Ok(out.write_all(&bytes)?))?;
        let Some(path) = context.target.file() else { return Ok(Exit::Fine) };
        let told =
            Message::new("cli-template-written").with("file", path.display().to_string());
        context.terminal.note(&told.say(context.lang));
        Ok(Exit::Fine)
    }
}

/// A form by its name.
fn known(name: &str) -> Result<&'static Form, Wanted> {
    template::form(name).ok_or_else(|| Wanted::OneOf(names()))
}

/// What the forms are called.
fn names() -> Vec<&'static str> {
    FORMS.iter().map(|form| form.name).collect()
}
