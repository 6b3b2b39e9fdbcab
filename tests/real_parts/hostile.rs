//! Data that would like to be markup, script or a formula.

use fairmatch::domain::{Fair, Need};
use fairmatch::report::{Cell, Column, Report, Section, Table};
use fairmatch::text::messages::Lang;

/// Closes whatever it stands in and runs a script, if it is let.
pub(crate) const TEXT: &str = "</script></style></title>\"'><img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script><!-- &amp; {0}";

/// The English fair with every free text of its needs hostile.
pub(crate) fn fair() -> Fair {
    let mut fair = crate::support::english();
    for need in &mut fair.needs {
        *need = Need {
            title: TEXT.into(),
            description: TEXT.into(),
            indicators: TEXT.into(),
            fields: vec![TEXT.into()],
            keywords: vec![TEXT.into()],
            ..need.clone()
        };
        need.organization.name = TEXT.into();
    }
    fair.settings.name = TEXT.into();
    fair
}

/// A table to sort, search and unfold: numbers that sort wrongly as words, one needle.
pub(crate) struct Sample;

impl Report for Sample {
    fn name(&self) -> &'static str {
        "sample"
    }

    fn title(&self, _lang: Lang) -> String {
        TEXT.into()
    }

    fn sections(&self, _lang: Lang) -> Vec<Section> {
        let columns = vec![
            Column::right("n", TEXT),
            Column::left("t", "text"),
            Column::left("m", "more"),
        ];
        let numbers = [100, 20, 3, 1000, 5, 40, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17];
        let rows = numbers.map(|n| {
            let text = if n == 40 { "needle" } else { TEXT };
            let more =
                Cell::Unfolding("why".into(), vec![TEXT.into(), format!("because {n}")]);
            vec![Cell::Integer(n), text.into(), more]
        });
        vec![Section::table(TEXT, Table { columns, rows: rows.into() })]
    }

    fn json<'a>(&'a self, _lang: Lang) -> Box<dyn erased_serde::Serialize + 'a> {
        Box::new(TEXT)
    }
}
