//! A text as its author wrote it, to show words of its normal form in their own letters.

/// A raw text and the same with small ASCII letters, byte for byte as long.
pub(super) struct Written {
    raw: String,
    small: String,
}

impl Written {
    /// Keeps a raw text.
    pub(super) fn new(raw: String) -> Self {
        let small = raw.to_ascii_lowercase();
        Self { raw, small }
    }

    /// A phrase of the normal form as it is first written: SCARA for scara, ℃ for °c. Where
    /// width or script differ, too, the phrase stays as it is.
    pub(super) fn spelt(&self, phrase: &str) -> String {
        if !phrase.contains(|c: char| c.is_ascii_lowercase()) {
            return phrase.to_owned();
        }
        let degrees = phrase.replace("°c", "℃");
        let found = self.find(phrase).or_else(|| self.find(&degrees));
        let found = found.or_else(|| self.find_spaced(&degrees));
        let one_blank = |found: &str| {
            found.split(' ').filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
        };
        found.map_or(degrees, one_blank)
    }

    /// Where the text has a phrase with blanks that the normal form leaves out.
    fn find_spaced(&self, phrase: &str) -> Option<&str> {
        let first = phrase.chars().next()?;
        self.small.match_indices(first).find_map(|(start, _)| {
            let mut rest = &self.small[start..];
            for c in phrase.chars() {
                let blanks = if c == ' ' { rest } else { rest.trim_start_matches(' ') };
                rest = blanks.strip_prefix(c)?;
            }
            self.raw.get(start..self.small.len() - rest.len())
        })
    }

    /// Where the text has a phrase, whatever the case of its letters.
    fn find(&self, phrase: &str) -> Option<&str> {
        let at = memchr::memmem::find(self.small.as_bytes(), phrase.as_bytes())?;
        self.raw.get(at..at + phrase.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_the_text_where_it_has_them() {
        let written = Written::new("四轴SCARA机器人，ＬＥＤ燈具".to_owned());
        assert_eq!(written.spelt("scara机器人"), "SCARA机器人");
        assert_eq!(written.spelt("机器人"), "机器人");
        assert_eq!(written.spelt("led灯具"), "led灯具");
        let written = Written::new("采用 LED 灯 具".to_owned());
        assert_eq!(written.spelt("led灯"), "LED 灯");
        let written = Written::new("Copper  Foil".to_owned());
        assert_eq!(written.spelt("copper foil"), "Copper Foil");
        let written = Written::new("LED在-20℃或40°C下工作".to_owned());
        assert_eq!(written.spelt("-20°c"), "-20℃");
        assert_eq!(written.spelt("40°c"), "40°C");
        assert_eq!(written.spelt("led在-20°c"), "LED在-20℃");
    }
}
