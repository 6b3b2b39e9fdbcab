//! Amounts of money, from one column or from two.

use super::{Reader, SLOTS, remembered};
use crate::domain::{AmountKind, Money};
use crate::import::convert::dumped;
use crate::import::field::Field;
use crate::import::grid::CellRef;
use crate::import::value::{self, MoneyUnit};

impl Reader<'_> {
    /// Reads an amount; a lower and an upper bound in columns of their own are one range.
    pub(in crate::import::convert) fn money(
        &mut self,
        field: Field,
        kind: AmountKind,
    ) -> Option<Money> {
        const BOUNDS: [(Field, Field, Field); 2] = [
            (Field::Budget, Field::BudgetMin, Field::BudgetMax),
            (Field::Price, Field::PriceMin, Field::PriceMax),
        ];
        let Some(column) = self.filled(field).next() else {
            let (_, min, max) = BOUNDS.iter().find(|(whole, ..)| *whole == field)?;
            return self.bounded_money(*min, *max, kind);
        };
        let cell = self.cell_at(column);
        let text = self.text_at(column);
        let whole = match cell {
            CellRef::Json(json) => Some(value::money_of_parts(json, kind)),
            CellRef::Empty
            | CellRef::Text(_)
            | CellRef::Number(_)
            | CellRef::Date(_)
            | CellRef::List(_) => dumped::json(&text).map(value::sound_money),
        };
        if let Some(parsed) = whole {
            self.note(column, &text, parsed.problems);
            return parsed.value;
        }
        let mut unit = self.plan.columns[column].unit;
        if let Some(beside) = self.plan.unit_beside(column) {
            let said = MoneyUnit::named_in(&self.text_at(beside));
            unit = if said.yuan.is_some() { said } else { unit };
        }
        if let CellRef::Number(number) = cell
            && unit.yuan.is_none()
            && number.abs() >= 10_000.0
        {
            unit.yuan = Some(1);
        }
        let place = (self.plan.number, column * SLOTS + 1 + kind as usize);
        let parsed = if unit == self.plan.columns[column].unit {
            remembered(place, &text, || value::money(&text, unit, kind))
        } else {
            value::money(&text, unit, kind)
        };
        self.note(column, &text, parsed.problems);
        parsed.value
    }

    fn bounded_money(
        &mut self,
        min: Field,
        max: Field,
        kind: AmountKind,
    ) -> Option<Money> {
        let low = self.end(min);
        let high = self.end(max);
        let text = |at: Option<usize>| at.map(|at| self.text_at(at).into_owned());
        let (column, text) = match (text(low), text(high)) {
            (Some(a), Some(b)) if a == b => (low, a),
            // A formula failed: the other end alone is another amount.
            (Some(failed), _) | (_, Some(failed)) if failed.is_empty() => return None,
            (Some(a), Some(b)) => (low, format!("{a}-{b}")),
            (Some(a), None) => (low, format!("{a}以上")),
            (None, Some(b)) => (high, format!("{b}以下")),
            (None, None) => return None,
        };
        let column = column?;
        let unit: MoneyUnit = self.plan.columns[column].unit;
        let parsed = value::money(&text, unit, kind);
        self.note(column, &text, parsed.problems);
        parsed.value
    }

    /// The column of one end, if it says one; a failed formula does.
    fn end(&self, field: Field) -> Option<usize> {
        let column = self.filled(field).next()?;
        let text = self.text_at(column);
        (text.is_empty() || !value::is_blank(&text)).then_some(column)
    }
}
