//! Headers → fields: exact words first, then words with brackets off, then careful guesses.

mod column;
mod settle;

pub use column::How;
pub(crate) use column::{Aside, Column, EXTRA, Header, display, letter};

use super::alias::{Aliases, Meaning, is_sensitive};
use super::choice;
use super::field::Field;
use super::fuzzy;
use super::header_key::{HeaderKey, letters, of_group, unnumbered};
use super::options::Options;
use super::sheet_kind::SheetKind;
use super::value::MoneyUnit;
use super::whose::of_others;
use settle::{Found, Reading, give, settle, take};

/// Maps the headers of a sheet of a kind, with careful guesses where no word is known.
pub(crate) fn columns(
    headers: &[Header],
    kind: SheetKind,
    options: &Options,
) -> Vec<Column> {
    let mapper = Mapper { aliases: Aliases::of(kind), options, guess: true };
    let mut columns = mapper.columns(headers);
    if is_match_sheet(&columns, kind) {
        for column in &mut columns {
            column.aside = column.aside.map(|_| Aside::LeftOut);
        }
    }
    columns
}

/// Whether these are the columns of `export matches`: those to be filled in, under their own
/// names, beside the pair, but no id as in a registry's file.
fn is_match_sheet(columns: &[Column], kind: SheetKind) -> bool {
    const FILLED_IN: [Field; 4] =
        [Field::Decision, Field::EnterpriseReply, Field::InstitutionReply, Field::Note];
    let of = |field| columns.iter().find(|c| c.field.is_some_and(|(f, _)| f == field));
    kind == SheetKind::Decisions
        && FILLED_IN.iter().all(|f| of(*f).is_some_and(|c| c.header == f.name()))
        && of(Field::Need).and(of(Field::Offering)).is_some()
        && of(Field::Id).is_none()
}

/// Maps the headers whose words are known: cheap enough to try on any row.
pub(crate) fn known_columns(
    headers: &[Header],
    kind: SheetKind,
    options: &Options,
) -> Vec<Column> {
    let mapper = Mapper { aliases: Aliases::of(kind), options, guess: false };
    mapper.columns(headers)
}

fn column(header: &Header, at: usize, reading: Reading, options: &Options) -> Column {
    let text = display(header);
    let aside = matches!(reading, Reading::Other).then_some(Aside::Kept);
    let field = reading.found().map(|found| (found.field, found.how));
    let said = field.and_then(|(field, _)| options.dialect.units.get(field.name()));
    let unit = MoneyUnit::named_in(said.map_or(text.as_str(), String::as_str));
    let option = field.and_then(|(field, _)| choice::option(header, field));
    let headed = !text.is_empty();
    let header = if headed { text } else { letter(at) };
    let sensitive = headed && field.is_none() && is_sensitive(&HeaderKey::new(&header));
    Column { header, field, unit, headed, aside, sensitive, option }
}

struct Mapper<'a> {
    aliases: &'static Aliases,
    options: &'a Options,
    /// Whether unknown headers are guessed at.
    guess: bool,
}

impl Mapper<'_> {
    fn columns(&self, headers: &[Header]) -> Vec<Column> {
        let mut readings: Vec<Reading> = headers.iter().map(|h| self.find(h)).collect();
        while settle(&mut readings) {}
        self.take_outside_brackets(headers, &mut readings);
        self.take_lacking(headers, &mut readings);
        let columns = headers.iter().zip(readings).enumerate();
        let mut columns: Vec<Column> = columns
            .map(|(at, (header, reading))| column(header, at, reading, self.options))
            .collect();
        let fields: Vec<_> = columns.iter().map(|c| Some(c.field?.0)).collect();
        for at in of_others(headers, &fields, self.aliases) {
            (columns[at].field, columns[at].aside) = (None, Some(Aside::Kept));
        }
        columns
    }

    /// A table without a field has it in the first column that may mean it for want of a better
    /// one: 需求内容 where there is no 需求名称, 技术交易额 where there is no 合同金额.
    fn take_lacking(&self, headers: &[Header], readings: &mut [Reading]) {
        for (at, header) in headers.iter().enumerate() {
            let Some(key) = header.last().map(|last| HeaderKey::new(last)) else {
                continue;
            };
            let Some(field) = self.aliases.lacking(&key) else { continue };
            if matches!(readings[at], Reading::Other) && self.mapped(&key).is_none() {
                take(readings, at, field);
            } else {
                give(readings, at, field);
            }
        }
    }

    /// A header that brackets turn to something else, 甲方（签约人）, asks first for who stands
    /// outside of them, where no other column does.
    fn take_outside_brackets(&self, headers: &[Header], readings: &mut [Reading]) {
        const NAMES: [Field; 4] =
            [Field::PartyA, Field::PartyB, Field::Organization, Field::Contact];
        for (at, header) in headers.iter().enumerate() {
            let Some(last) = header.last().filter(|text| text.contains(['（', '(']))
            else {
                continue;
            };
            let outside = self.aliases.word(&HeaderKey::new(last).bare);
            let Some(Meaning::Field(field, _)) = outside else { continue };
            if NAMES.contains(&field) {
                give(readings, at, field);
            }
        }
    }

    fn find(&self, header: &Header) -> Reading {
        let readings = readings(header);
        let kept = header.first().and_then(|part| part.strip_prefix(EXTRA));
        let kept = kept.map(HeaderKey::new);
        if let Some(mapped) = readings.iter().chain(&kept).find_map(|k| self.mapped(k)) {
            return mapped.map_or(Reading::Other, Reading::Field);
        }
        if kept.is_some() {
            return Reading::Other;
        }
        if let Some(rank) = choice::counts_degree(header, self.aliases) {
            let (field, how, rank) = (Field::Headcount, How::Alias, 100 + rank);
            return Reading::Field(Found { part: true, ..Found::new(field, how, rank) });
        }
        let known =
            |key: &HeaderKey| Some((self.aliases.meaning(key)?, Some(key.clone())));
        let loose = || header.last().and_then(|h| self.aliases.loosely(h));
        let known = readings.iter().find_map(known).or_else(|| Some((loose()?, None)));
        if known.is_none()
            && let Some((field, rank)) = choice::choice(header, self.aliases)
        {
            let found = Found::new(field, How::Alias, 10 + rank);
            return Reading::Field(Found { shares: true, ..found });
        }
        if let Some((meaning, key)) = known {
            let Meaning::Field(field, rank) = meaning else { return Reading::Other };
            let second = key.and_then(|key| self.aliases.second(&key));
            let (how, rank) = (How::Alias, 10 + rank);
            return Reading::Field(Found { second, ..Found::new(field, how, rank) });
        }
        if let Some(found) = readings.iter().find_map(|key| self.one_of_several(key)) {
            return Reading::Field(found);
        }
        let Some(field) = self.guess.then(|| self.guessed(header)).flatten() else {
            return Reading::Unknown;
        };
        Reading::Field(Found::new(field, How::Fuzzy, 1000))
    }

    /// One of numbered columns that fill a field together: 关键字1, 关键字2.
    fn one_of_several(&self, key: &HeaderKey) -> Option<Found> {
        let bare = unnumbered(&key.bare);
        let Meaning::Field(field, rank) = self.aliases.word(bare)? else { return None };
        let fits = bare.len() < key.bare.len() && field.takes_many();
        fits.then(|| Found::new(field, How::Alias, 10 + rank))
    }

    /// A careful guess at all of a header, with and without a unit at its end.
    fn guessed(&self, header: &Header) -> Option<Field> {
        let text = header.concat();
        let whole = HeaderKey::new(&text);
        let guess = |key: &HeaderKey| fuzzy::guess(self.aliases, &text, &key.bare);
        guess(&whole).or_else(|| guess(&without_unit(&whole)?))
    }

    /// What the user said of a header; the inner `None`: it is no field.
    #[expect(clippy::option_option, reason = "said to be nothing is not unsaid")]
    fn mapped(&self, key: &HeaderKey) -> Option<Option<Found>> {
        let same = |word: &str| {
            let word = letters(word);
            word == key.full || word == key.bare
        };
        if let Some((_, field)) = self.options.maps.iter().find(|(word, _)| same(word)) {
            let field = Field::of_name(field);
            let found = |field| Found::new(field, How::Map, 0);
            return Some(field.map(found));
        }
        let said = |(name, words): (&String, &Vec<String>)| {
            words.iter().any(|word| same(word)).then(|| Field::of_name(name))?
        };
        let field = self.options.dialect.aliases.iter().find_map(said)?;
        Some(Some(Found::new(field, How::Dialect, 1)))
    }
}

/// The ways a header of several parts can be read: all of it, its last part, alone and as
/// part of its group, its first where the last is but a unit or says that it is all of it, and
/// each without a unit at its end.
fn readings(header: &Header) -> Vec<HeaderKey> {
    let joined = header.concat();
    let mut readings = vec![HeaderKey::new(&joined)];
    if let Some((_, path)) = joined.rsplit_once('.') {
        readings.push(HeaderKey::new(path));
    }
    if let [_, rest @ ..] = header.as_slice()
        && rest.len() > 1
    {
        readings.push(HeaderKey::new(&rest.concat()));
    }
    if let [first, .., last] = header.as_slice() {
        readings.extend(of_group(first, last));
        readings.push(HeaderKey::new(last));
        let unit_only = MoneyUnit::named_in(last).yuan.is_some()
            && letters(last).chars().count() <= 3;
        let whole = ["合计", "总额", "总计", "总金额"].contains(&letters(last).as_str());
        if unit_only || whole || letters(last).is_empty() {
            readings.push(HeaderKey::new(first));
        }
    }
    readings.extend(readings.iter().filter_map(without_unit).collect::<Vec<_>>());
    readings.retain(|key| !key.full.is_empty());
    readings
}

/// A header without the unit at its end: 拟投入资金万元, 投资额/亿元.
fn without_unit(key: &HeaderKey) -> Option<HeaderKey> {
    const UNITS: [&str; 6] = ["百万元", "千万元", "亿元", "万元", "千元", "元"];
    let rest = UNITS.iter().find_map(|unit| key.bare.strip_suffix(unit))?;
    let rest = rest.trim_end_matches("单位").to_owned();
    Some(HeaderKey { full: rest.clone(), bare: rest })
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn options() -> Options {
        Options::new(NaiveDate::from_ymd_opt(2026, 9, 1).unwrap())
    }

    fn fields(
        kind: SheetKind,
        headers: &[&str],
        options: &Options,
    ) -> Vec<Option<&'static str>> {
        let headers: Vec<Header> =
            headers.iter().map(|h| vec![(*h).to_owned()]).collect();
        columns(&headers, kind, options)
            .into_iter()
            .map(|column| column.field.map(|(field, _)| field.name()))
            .collect()
    }

    #[test]
    fn the_better_of_two_headers_of_one_field_stands() {
        let found = fields(
            SheetKind::Needs,
            &["填报单位", "企业名称", "联系电话", "手机"],
            &options(),
        );
        assert_eq!(found, [None, Some("organization"), Some("phone"), Some("phone")]);
    }

    #[test]
    fn names_stand_outside_of_brackets() {
        let found = |headers: &[&str]| fields(SheetKind::Signings, headers, &options());
        let both = found(&["项目名称", "甲方（签约人）", "乙方（签约人）"]);
        assert_eq!(both[1..], [Some("party_a"), Some("party_b")]);
        let own = found(&["甲方", "甲方（签约人）"]);
        assert_eq!(own, [Some("party_a"), Some("signatory_a")]);
    }

    #[test]
    fn one_that_means_nothing_else_is_the_title() {
        let found =
            fields(SheetKind::Needs, &["技术需求", "场景名称", "联系人"], &options());
        assert_eq!(found[..2], [Some("description"), Some("title")]);
    }

    #[test]
    fn what_the_user_says_overrules() {
        let mut options = options();
        options.maps =
            vec![("备注".into(), "title".into()), ("需求名称".into(), "-".into())];
        let found = fields(SheetKind::Needs, &["需求名称", "备注"], &options);
        assert_eq!(found, [None, Some("title")]);
    }

    #[test]
    fn headers_of_two_rows_are_read_together_then_apart() {
        let headers = vec![
            vec!["联系人".to_owned(), "姓名".to_owned()],
            vec!["联系人".to_owned(), "电话".to_owned()],
            vec!["拟投入资金".to_owned(), "（万元）".to_owned()],
            vec!["拟投入资金（万元）".to_owned(), "企业自筹".to_owned()],
            vec!["企业信息".to_owned(), "名称".to_owned()],
            vec!["需求信息".to_owned(), "名称".to_owned()],
        ];
        let columns = columns(&headers, SheetKind::Needs, &options());
        let names: Vec<_> =
            columns.iter().map(|c| c.field.map(|(f, _)| f.name())).collect();
        let found = ["contact", "phone", "budget"].map(Some);
        assert_eq!(names[..3], found);
        assert_eq!(names[3..], [None, Some("organization"), Some("title")]);
        let whole = ["拟投入资金（万元）", "合计"].map(str::to_owned).to_vec();
        let whole = super::columns(&[whole], SheetKind::Needs, &options());
        assert_eq!(whole[0].field.map(|(f, _)| f.name()), Some("budget"));
        assert_eq!(columns[2].unit.yuan, Some(10_000));
    }
}
