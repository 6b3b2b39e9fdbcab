//! Figures of organizations.

use super::draft::{Draft, require};
use super::reader::Reader;
use crate::domain::{Kpi, Record};
use crate::import::field::Field;
use crate::import::value::{figure_with_unit, is_measure, unit_behind};

/// A figure. Its unit may stand in a column of its own, which 单位 heads as it does that of the
/// organizations, behind the value or behind the indicator.
pub(super) fn kpi(reader: &mut Reader<'_>) -> Draft {
    let mut indicator = reader.text(Field::Indicator);
    require(reader, Field::Indicator, &indicator);
    let mut organization = reader.text(Field::Organization);
    let mut value = reader.text(Field::Value);
    let mut unit = reader.option(Field::Unit);
    if unit.is_none() && is_measure(&organization) {
        unit = Some(std::mem::take(&mut organization));
    }
    if let Some((figure, behind)) = figure_with_unit(&value)
        && (behind.is_none() || unit.is_none() || behind == unit)
    {
        (value, unit) = (figure, unit.or(behind));
    }
    if let Some((name, behind)) = unit_behind(&indicator)
        && unit.as_deref().is_none_or(|unit| unit == behind)
    {
        (unit, indicator) = (Some(behind.to_owned()), name.to_owned());
    }
    let kpi = Kpi {
        id: reader.id(Field::Id),
        period: reader.option(Field::Period),
        reference: reader.option(Field::Reference),
        organization,
        indicator,
        value,
        unit,
        ..Kpi::default()
    };
    let period = kpi.period.clone().unwrap_or_default();
    let parts = vec![kpi.organization.clone(), kpi.indicator.clone(), period];
    Draft { parts, more: String::new(), record: Record::Kpis(kpi) }
}
