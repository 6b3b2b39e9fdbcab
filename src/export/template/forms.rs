//! The forms people fill in: their columns, and what may stand in each.

use crate::domain::vocabulary::Field;
use crate::domain::{
    AmountKind, Attendance, Class, Code, ContractType, Cooperation, Degree, EventKind,
    Ip, NeedKind, OfferingKind, OrganizationKind, OutcomeKind, Role, SigningKind, Stage,
    Verdict,
};
use crate::text::messages::{Lang, say};

/// What may stand in a column.
#[derive(Debug, Clone, Copy)]
pub(super) enum Entry {
    /// A few words.
    Short,
    /// Sentences.
    Long,
    /// One of the choices.
    One(Choices),
    /// One of the choices from the list, or several joined by semicolons.
    Some(Choices),
    /// One of the fair's zones.
    Zone,
}

/// The choices of a column in a language.
pub(super) type Choices = fn(Lang) -> Vec<String>;

/// A column of a form, by its canonical name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    pub(super) field: &'static str,
    pub(super) entry: Entry,
    pub(super) required: bool,
}

/// A form.
#[derive(Debug)]
pub struct Form {
    /// What is typed after `template`.
    pub name: &'static str,
    pub(super) columns: &'static [Column],
}

/// The form of a name.
pub fn form(name: &str) -> Option<&'static Form> {
    FORMS.iter().find(|form| form.name == name)
}

const fn short(field: &'static str) -> Column {
    Column { field, entry: Entry::Short, required: false }
}

const fn long(field: &'static str) -> Column {
    Column { field, entry: Entry::Long, required: false }
}

const fn zone() -> Column {
    Column { field: "zone", entry: Entry::Zone, required: false }
}

const fn one(field: &'static str, choices: Choices) -> Column {
    Column { field, entry: Entry::One(choices), required: false }
}

const fn some(field: &'static str, choices: Choices) -> Column {
    Column { field, entry: Entry::Some(choices), required: false }
}

impl Column {
    const fn must(self) -> Self {
        Self { required: true, ..self }
    }
}

/// The labels of a code list.
fn labels<C: Code>(lang: Lang) -> Vec<String> {
    C::ALL.iter().map(|member| member.label().say(lang)).collect()
}

fn yes_or_no(lang: Lang) -> Vec<String> {
    ["form-yes", "form-no"].map(|key| say(lang, key).to_owned()).into()
}

fn maturities(lang: Lang) -> Vec<String> {
    let steps = ["concept", "sample", "bench", "pilot", "production"];
    steps.map(|step| say(lang, &format!("form-maturity-{step}")).to_owned()).into()
}

/// Every form, in the order of the help.
pub static FORMS: &[Form] = &[
    Form {
        name: "needs",
        columns: &[
            short("title").must(),
            long("description").must(),
            long("indicators"),
            one("kind", labels::<NeedKind>),
            some("field", labels::<Field>),
            short("organization").must(),
            short("uscc"),
            short("region"),
            zone(),
            some("classes", labels::<Class>),
            short("budget"),
            some("cooperation", labels::<Cooperation>),
            short("deadline"),
            short("preferred_partners"),
            short("contact"),
            short("phone"),
            short("email"),
            one("confidential", yes_or_no),
            one("publish", yes_or_no),
        ],
    },
    Form {
        name: "talent",
        columns: &[
            short("title").must(),
            short("headcount"),
            one("degree", labels::<Degree>),
            short("major"),
            short("experience"),
            long("description"),
            short("budget"),
            short("place"),
            short("deadline"),
            short("organization").must(),
            short("contact"),
            short("phone"),
            short("email"),
            one("publish", yes_or_no),
        ],
    },
    Form {
        name: "offerings",
        columns: &[
            short("title").must(),
            one("kind", labels::<OfferingKind>),
            long("description").must(),
            some("field", labels::<Field>),
            short("keywords"),
            short("organization").must(),
            short("department"),
            short("lead"),
            one("maturity", maturities),
            some("cooperation", labels::<Cooperation>),
            short("price"),
            some("ip", labels::<Ip>),
            short("contact"),
            short("phone"),
            short("email"),
            one("publish", yes_or_no),
        ],
    },
    Form {
        name: "experts",
        columns: &[
            short("title").must(),
            short("organization").must(),
            short("department"),
            short("lead"),
            some("field", labels::<Field>),
            short("keywords"),
            long("description"),
            some("cooperation", labels::<Cooperation>),
            short("phone"),
            short("email"),
            one("publish", yes_or_no),
        ],
    },
    Form {
        name: "organizations",
        columns: &[
            short("name").must(),
            short("uscc"),
            one("kind", labels::<OrganizationKind>),
            short("region"),
            zone(),
            some("classes", labels::<Class>),
            short("staff"),
            short("rd_spend"),
            short("contact"),
            short("phone"),
            short("email"),
            one("confidential", yes_or_no),
        ],
    },
    Form {
        name: "people",
        columns: &[
            short("name").must(),
            short("title"),
            short("organization"),
            short("rank"),
            one("role", labels::<Role>),
            one("status", labels::<Attendance>),
            short("phone"),
            short("email"),
        ],
    },
    Form {
        name: "signings",
        columns: &[
            short("title").must(),
            one("kind", labels::<SigningKind>),
            one("contract_type", labels::<ContractType>),
            short("party_a").must(),
            short("signatory_a"),
            short("signatory_title_a"),
            short("party_b").must(),
            short("signatory_b"),
            short("signatory_title_b"),
            short("witnesses"),
            short("amount"),
            one("amount_kind", labels::<AmountKind>),
            short("sign_date"),
            short("start"),
            short("end"),
            one("stage", labels::<Stage>),
            zone(),
            short("officer"),
            one("on_stage", yes_or_no),
            short("priority"),
        ],
    },
    Form {
        name: "ledger",
        columns: &[
            short("subject").must(),
            short("title"),
            short("date"),
            one("stage", labels::<Stage>),
            short("amount"),
            short("received"),
            short("officer"),
            short("department"),
            short("leader"),
            short("due"),
            long("problem"),
            long("note"),
        ],
    },
    Form {
        name: "officers",
        columns: &[short("name").must(), short("title"), zone(), short("capacity")],
    },
    Form {
        name: "availability",
        columns: &[
            short("organization").must(),
            short("person"),
            short("date"),
            short("start"),
            short("end"),
            one("available", yes_or_no),
        ],
    },
    Form {
        name: "policies",
        columns: &[
            short("title").must(),
            long("benefit"),
            short("amount"),
            some("classes", labels::<Class>),
            some("field", labels::<Field>),
            short("region"),
            short("min_rd_budget"),
            short("max_staff"),
            short("deadline"),
            long("note"),
        ],
    },
    Form {
        name: "events",
        columns: &[
            short("title").must(),
            one("kind", labels::<EventKind>),
            short("date"),
            short("start"),
            short("end"),
            short("mode"),
            short("place"),
            short("participants"),
            long("note"),
        ],
    },
    Form {
        name: "kpis",
        columns: &[
            short("organization").must(),
            short("indicator").must(),
            short("period"),
            short("value").must(),
            short("unit"),
            short("source"),
        ],
    },
    Form {
        name: "decisions",
        columns: &[
            short("need").must(),
            short("offering").must(),
            one("decision", labels::<Verdict>),
            short("enterprise_reply"),
            short("institution_reply"),
            long("note"),
        ],
    },
    Form {
        name: "outcomes",
        columns: &[
            short("meeting").must(),
            one("outcome", labels::<OutcomeKind>),
            short("amount"),
            short("next_step"),
            short("due"),
            long("note"),
        ],
    },
];
