//! Needs: technology and talent.

use super::draft::{Draft, require};
use super::enterprise::enterprise;
use super::reader::Reader;
use crate::domain::problem::Problem;
use crate::domain::{AmountKind, Need, NeedKind, Record, Stage, says_no_need};
use crate::import::field::Field;
use crate::import::value::{self, DateRole};

/// Fewer characters than this tell a machine too little.
const THIN: usize = 20;

/// Lengths at which forms and databases cut a text off.
const CUTS: &[usize] = &[255, 256, 500, 512, 1000, 1024, 2000, 4000];

/// A technology need.
pub(super) fn technology(reader: &mut Reader<'_>) -> Draft {
    let need = need(reader, NeedKind::Technology, AmountKind::Rd);
    if need.kind != NeedKind::Talent && !need.title.is_empty() {
        check_texts(reader, &[&need.description, &need.indicators], Field::Description);
    }
    draft(need)
}

/// A post to fill.
pub(super) fn talent(reader: &mut Reader<'_>) -> Draft {
    draft(need(reader, NeedKind::Talent, AmountKind::Salary))
}

fn draft(need: Need) -> Draft {
    if !need.id.is_empty() {
        return Draft::named(Record::Needs(need));
    }
    let organization = need.organization.name.clone();
    let mut parts = vec![organization, need.title.clone()];
    if need.organization.name.is_empty() {
        parts.push(need.description.clone());
    }
    let more = format!("{}\u{1f}{}", need.description, need.indicators);
    Draft { parts, more, record: Record::Needs(need) }
}

fn need(reader: &mut Reader<'_>, kind: NeedKind, mut amount: AmountKind) -> Need {
    let title = title(reader);
    let headcount = reader.headcount();
    let said = reader.code(Field::Kind);
    // 硕士2人、博士1人 is no one count, and still asks for people.
    let people =
        headcount.is_some() || reader.text(Field::Headcount).contains(char::is_numeric);
    let kind = said.unwrap_or(if people { NeedKind::Talent } else { kind });
    if kind == NeedKind::Talent {
        amount = AmountKind::Salary;
    }
    let deadline_raw = reader.text(Field::Deadline);
    Need {
        id: reader.id(Field::Id),
        kind,
        title,
        description: reader.passages(Field::Description),
        indicators: reader.passages(Field::Indicators),
        fields: reader.words(Field::Field, value::fields),
        keywords: reader.words(Field::Keywords, value::items),
        organization: enterprise(reader),
        budget: reader.money(Field::Budget, amount),
        cooperation: reader.codes(Field::Cooperation),
        deadline: reader.date(Field::Deadline, DateRole::Deadline),
        deadline_raw,
        contact: reader.contact(),
        preferred_partners: partners(reader),
        headcount,
        degree: reader.degree(),
        major: reader.option(Field::Major),
        experience: reader.option(Field::Experience),
        place: reader.option(Field::Place),
        stage: reader
            .parse(Field::Stage, value::stage_within)
            .unwrap_or(Stage::Collected),
        publish: reader.may_be_published(),
        ..Need::default()
    }
}

/// The title; who answers that nothing is needed has none.
fn title(reader: &mut Reader<'_>) -> String {
    let title = reader.text(Field::Title);
    if !title.is_empty() && !says_no_need(&title) {
        return title;
    }
    if declines(reader) {
        let problem = Problem::error("missing_required").in_case("no_need");
        reader.problem_in(Field::Title, problem);
    } else {
        require(reader, Field::Title, "");
    }
    String::new()
}

/// Whether a row says in place of a need that there is none, and tells nothing else of one.
pub(super) fn declines(reader: &Reader<'_>) -> bool {
    let none = |field: Field| reader.raw(field).iter().all(|text| says_no_need(text));
    let titles = reader.raw(Field::Title);
    let more = reader.text(Field::Description);
    !titles.is_empty() && none(Field::Title) && (more.is_empty() || says_no_need(&more))
}

/// The partners wished for; 有 and 无 answer another question.
fn partners(reader: &mut Reader<'_>) -> Vec<String> {
    let split = |cell: &str| value::organizations(cell).value;
    let mut partners = reader.words(Field::PreferredPartners, split);
    partners.retain(|name| !matches!(name.as_str(), "有" | "无" | "是" | "否" | "不限"));
    partners
}

/// Warns of texts that are too short to match and of those that were cut off.
pub(super) fn check_texts(reader: &mut Reader<'_>, texts: &[&str], field: Field) {
    let length: usize = texts.iter().map(|text| text.chars().count()).sum();
    if length < THIN {
        reader.problem_in(field, Problem::warning("too_thin"));
    }
    for text in texts {
        let length = text.chars().count();
        let ended = text
            .ends_with(['。', '.', '！', '？', '；', ';', '）', ')', '!', '?', '”', '"']);
        if CUTS.contains(&length) && !ended {
            let problem = Problem::warning("value_truncated").with("length", length);
            reader.problem_in(field, problem);
        }
    }
}
