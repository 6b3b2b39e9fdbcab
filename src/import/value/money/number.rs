//! Numbers as amounts need them: exact decimals, Chinese figures.

/// A decimal number: `digits` × 10^−`places`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Decimal {
    digits: i128,
    places: u32,
}

impl Decimal {
    /// A whole number.
    pub(super) fn whole(number: i128) -> Self {
        Self { digits: number, places: 0 }
    }

    /// Whether it is nought.
    pub(super) fn is_zero(self) -> bool {
        self.digits == 0
    }

    /// Reads `5,000.25` at the start of plain letters: the number and how many letters it
    /// takes. Commas count only between groups of three digits.
    pub(crate) fn at(text: &[char]) -> Option<(Self, usize)> {
        let mut number = Self::whole(0);
        let mut at = 0;
        while let Some(&c) = text.get(at) {
            if let Some(digit) = c.to_digit(10) {
                number = number.with(digit);
                at += 1;
            } else if at > 0 && is_thousands(&text[at..]) {
                at += 1;
            } else {
                break;
            }
        }
        if at == 0 {
            return None;
        }
        if text.get(at) == Some(&'.')
            && text.get(at + 1).is_some_and(char::is_ascii_digit)
        {
            at += 1;
            while let Some(digit) = text.get(at).and_then(|c| c.to_digit(10)) {
                if number.places < 9 {
                    number = number.with(digit);
                    number.places += 1;
                }
                at += 1;
            }
        }
        Some((number.with_exponent(text, &mut at), at))
    }

    /// With one more digit; beyond all that is money it grows no further.
    fn with(self, digit: u32) -> Self {
        let digits = self.digits.saturating_mul(10).saturating_add(digit.into());
        Self { digits, ..self }
    }

    /// Takes the exponent a spreadsheet writes: `5E+06`.
    fn with_exponent(self, text: &[char], at: &mut usize) -> Self {
        let ['e', rest @ ..] = &text[*at..] else { return self };
        let sign = rest.first().is_some_and(|c| *c == '+');
        let digits: String =
            rest[usize::from(sign)..].iter().take_while(|c| c.is_ascii_digit()).collect();
        let power = digits.parse().ok().filter(|power| *power <= 15);
        let Some(scaled) =
            power.and_then(|power| self.digits.checked_mul(10_i128.pow(power)))
        else {
            return self;
        };
        *at += 1 + usize::from(sign) + digits.len();
        Self { digits: scaled, ..self }
    }

    /// The number times a whole number.
    pub(super) fn times(self, factor: i64) -> Option<Self> {
        Some(Self { digits: self.digits.checked_mul(i128::from(factor))?, ..self })
    }

    /// The number times a whole number, where that is a whole one.
    pub(crate) fn exactly(self, factor: i64) -> Option<i64> {
        let Self { digits, places } = self.times(factor)?;
        let unit = 10_i128.pow(places);
        (digits % unit == 0).then(|| i64::try_from(digits / unit).ok())?
    }

    /// The sum.
    pub(super) fn plus(self, other: Self) -> Option<Self> {
        let places = self.places.max(other.places);
        let at =
            |number: Self| number.digits.checked_mul(10_i128.pow(places - number.places));
        Some(Self { digits: at(self)?.checked_add(at(other)?)?, places })
    }

    /// The number times a whole number, in hundredths, rounded; `None` beyond 10^16.
    pub(super) fn hundredths_of(self, factor: i64) -> Option<i64> {
        let scaled = self.digits.checked_mul(i128::from(factor))?.checked_mul(100)?;
        let unit = 10_i128.pow(self.places);
        let rounded = (scaled + unit / 2) / unit;
        i64::try_from(rounded).ok().filter(|fen| *fen < 10_000_000_000_000_000)
    }
}

/// Whether a comma with exactly three digits after it stands here.
fn is_thousands(text: &[char]) -> bool {
    let digit = |at: usize| text.get(at).is_some_and(char::is_ascii_digit);
    text[0] == ',' && digit(1) && digit(2) && digit(3) && !digit(4)
}

/// Whether a character belongs to a number in Chinese figures, capital ones included.
pub(crate) fn is_chinese_digit(c: char) -> bool {
    figure(c).is_some() || chinese_unit(c).is_some()
}

/// The number in Chinese figures that a text is: `三百二十`, `伍佰万`, `两`, `二〇二六`.
pub(crate) fn chinese_number(text: &str) -> Option<i64> {
    if text.is_empty() {
        return None;
    }
    let digits: Option<Vec<i64>> = text.chars().map(figure).collect();
    if let Some(digits) = digits.filter(|digits| digits.len() > 1) {
        return digits.iter().try_fold(0_i64, |n, d| n.checked_mul(10)?.checked_add(*d));
    }
    let (mut total, mut section, mut digit) = (0_i64, 0_i64, None);
    for c in text.chars() {
        if let Some(value) = figure(c) {
            // 五六十 is no number but two.
            if digit.is_some_and(|before| before != 0) {
                return None;
            }
            digit = Some(value);
        } else {
            let unit = chinese_unit(c)?;
            if unit < 10_000 {
                section += digit.take().unwrap_or(1).checked_mul(unit)?;
            } else {
                let part = section + digit.take().unwrap_or(0);
                let part = if part == 0 && total == 0 { 1 } else { part };
                // 一万亿, and 万万, which is 亿
                total = if total > 0 && (unit > 10_000 || part == 0) {
                    (total + part).checked_mul(unit)?
                } else {
                    total.checked_add(part.checked_mul(unit)?)?
                };
                section = 0;
            }
        }
    }
    total.checked_add(section + digit.unwrap_or(0))
}

fn figure(c: char) -> Option<i64> {
    Some(match c {
        '〇' | '零' | '○' => 0,
        '一' | '壹' | '幺' => 1,
        '二' | '贰' | '貳' | '两' | '兩' => 2,
        '三' | '叁' | '參' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// How much a figure such as 十 or 万 multiplies by.
pub(crate) fn chinese_unit(c: char) -> Option<i64> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        '万' | '萬' => 10_000,
        '亿' | '億' => 100_000_000,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fen(text: &str) -> Option<(i64, usize)> {
        let letters: Vec<char> = text.chars().collect();
        let (number, taken) = Decimal::at(&letters)?;
        Some((number.hundredths_of(1)?, taken))
    }

    #[test]
    fn decimals_are_exact() {
        assert_eq!(fen("5,000,000.25元"), Some((500_000_025, 12)));
        assert_eq!(fen("0.1"), Some((10, 3)));
        assert_eq!(fen("5e+06"), Some((500_000_000, 5)));
        assert_eq!(fen("30,50"), Some((3000, 2)), "a list, not thousands");
        assert_eq!(fen("99999999999999999999"), None);
        assert_eq!(fen("0.30000000000000004"), Some((30, 19)));
        assert_eq!(fen("万"), None);
        let exactly = |text: &str, factor| {
            let letters: Vec<char> = text.chars().collect();
            Decimal::at(&letters).and_then(|(number, _)| number.exactly(factor))
        };
        assert_eq!(exactly("1.2", 10_000), Some(12_000));
        assert_eq!((exactly("1.00001", 10_000), exactly("3.0", 1)), (None, Some(3)));
    }

    #[test]
    fn chinese_figures() {
        let table = [
            ("三百万", 3_000_000),
            ("伍佰万", 5_000_000),
            ("十二", 12),
            ("二十", 20),
            ("两千", 2000),
            ("一百二十万", 1_200_000),
            ("壹亿贰仟万", 120_000_000),
            ("一千零五", 1005),
            ("二〇二六", 2026),
            ("叁佰贰拾万零伍佰", 3_200_500),
            ("一万亿", 1_000_000_000_000),
            ("百万", 1_000_000),
            ("五万万", 500_000_000),
            ("三", 3),
            ("万", 10_000),
        ];
        for (text, number) in table {
            assert_eq!(chinese_number(text), Some(number), "{text}");
        }
        assert_eq!(chinese_number(""), None);
        assert_eq!(chinese_number("五六十万"), None);
        assert_eq!(chinese_number("三人"), None);
    }
}
