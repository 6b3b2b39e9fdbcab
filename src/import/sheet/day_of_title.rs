//! The day or the month that a programme is of: 10月17日考察路线安排.

/// The only day with its month, and the year if it stands before, that a title names; none where
/// it goes on with another one.
pub(super) fn day_of_title(title: &str) -> Option<String> {
    let title = title.trim();
    let end = title.find(['日', '号'])?;
    let (before, rest) = title.split_at(end);
    let day = digits_at_end(before)?;
    let before = before[..before.len() - day.len()].strip_suffix('月')?;
    let month = digits_at_end(before)?;
    let before = &before[..before.len() - month.len()];
    let year = before.strip_suffix('年').and_then(digits_at_end);
    let year = year.filter(|year| year.len() == 4);
    let rest: String = rest.chars().skip(1).collect();
    let goes_on = rest.starts_with(['-', '—', '–', '~', '～', '至', '到', '、', '和']);
    let again = rest.contains('日') && rest.contains('月');
    let year = year.map(|year| format!("{year}年")).unwrap_or_default();
    (!goes_on && !again && title.chars().count() <= 40)
        .then(|| format!("{year}{month}月{day}日"))
}

/// The only month that a title names, with the year if it stands before: 2026年10月活动安排.
pub(super) fn month_of_title(title: &str) -> Option<String> {
    let (before, rest) = title.trim().split_once('月')?;
    let month = digits_at_end(before).filter(|month| month.len() <= 2)?;
    let before = &before[..before.len() - month.len()];
    let goes_on =
        before.ends_with(['-', '—', '–', '~', '～', '至', '到', '、', '和', '.']);
    let year = before.strip_suffix('年').and_then(digits_at_end);
    let year = year.filter(|year| year.len() == 4);
    let year = year.map(|year| format!("{year}年")).unwrap_or_default();
    (!goes_on && !rest.contains('月') && title.chars().count() <= 40)
        .then(|| format!("{year}{month}月"))
}

/// The figures that a text ends with.
fn digits_at_end(text: &str) -> Option<&str> {
    let digits = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    (digits > 0).then(|| &text[text.len() - digits..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_may_name_one_day() {
        for (title, day) in [
            ("10月17日考察路线安排", Some("10月17日")),
            ("签约仪式议程（2026年10月16日）", Some("2026年10月16日")),
            ("10月16日-17日日程", None),
            ("10月16日至10月17日日程", None),
            ("活动日程", None),
            ("第3日日程", None),
        ] {
            assert_eq!(day_of_title(title).as_deref(), day, "{title}");
        }
    }

    #[test]
    fn a_title_may_name_one_month() {
        for (title, month) in [
            ("2026年10月活动安排", Some("2026年10月")),
            ("10月16日-17日日程", Some("10月")),
            ("10月至11月活动", None),
            ("1-10月活动", None),
            ("活动安排", None),
        ] {
            assert_eq!(month_of_title(title).as_deref(), month, "{title}");
        }
    }
}
