//! `fairmatch template`.

use anyhow::Result;

use crate::cli::whole_file::write_whole;
use crate::cli::{Context, Exit, Failure};
use crate::export::template::{self, FORMS, Form};
use crate::text::messages::Message;

/// Write a blank survey with drop-downs and hints.
#[derive(Debug, clap::Args)]
pub(crate) struct TemplateArgs {
    /// The survey: needs, talent, offerings, experts, organizations, people, signings, ledger,
    /// officers, availability, policies, events, kpis, decisions, outcomes.
    #[arg(value_parser = known, value_name = "KIND")]
    form: &'static Form,
}

impl TemplateArgs {
    /// Carries the command out.
    pub(crate) fn run(&self, context: &Context) -> Result<Exit> {
        let workbook = context.target.format().is_none_or(|format| format == "xlsx");
        let workbook_of =
            || template::workbook(self.form, &context.settings.zones, context.lang);
        if context.target.stdout && workbook {
            let bytes = workbook_of()?;
            context.write_bytes(|out| Ok(out.write_all(&bytes)?))?;
            return Ok(Exit::Fine);
        }
        let Some(path) = context.target.file.as_deref().filter(|_| workbook) else {
            let failure = Failure::new(Message::new("cli-template-file"));
            let hint =
                Message::new("cli-template-file-hint").with("kind", self.form.name);
            return Err(failure.hint(hint).into());
        };
        let bytes = workbook_of()?;
        write_whole(path, |out| Ok(out.write_all(&bytes)?))?;
        let told =
            Message::new("cli-template-written").with("file", path.display().to_string());
        context.terminal.note(&told.say(context.lang));
        Ok(Exit::Fine)
    }
}

/// A form by its name.
fn known(name: &str) -> Result<&'static Form, String> {
    template::form(name).ok_or_else(|| {
        let names: Vec<&str> = FORMS.iter().map(|form| form.name).collect();
        names.join(", ")
    })
}
