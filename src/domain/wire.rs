//! Small serde forms shared by the records.

/// A text that is `null` in JSON when there is none.
pub(crate) mod text {
    use serde::{Deserialize, Deserializer, Serializer};

    #[expect(clippy::ptr_arg, reason = "serde hands over the field's own type")]
    pub(crate) fn serialize<S: Serializer>(
        text: &String,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        if text.is_empty() {
            serializer.serialize_none()
        } else {
            serializer.serialize_str(text)
        }
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<String, D::Error> {
        Ok(Option::<String>::deserialize(deserializer)?.unwrap_or_default())
    }
}

/// `true`, the default of a flag that is on unless said otherwise.
pub(crate) fn yes() -> bool {
    true
}

/// A day in `fair.toml`: `2026-10-16`, with or without quotes.
pub(crate) mod day {
    use chrono::NaiveDate;
    use serde::{Deserialize, Deserializer, de::Error as _};

    #[derive(Deserialize)]
    #[serde(untagged, expecting = "a date such as 2026-10-16 is needed")]
    enum Written {
        Native(toml::value::Datetime),
        Text(String),
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<NaiveDate, D::Error> {
        let text = match Written::deserialize(deserializer)? {
            Written::Native(date) => date.to_string(),
            Written::Text(text) => text,
        };
        text.parse().map_err(|_| D::Error::custom(format!("no date: {text:?}")))
    }

    /// The same where the day may be left out.
    pub(crate) fn optional<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<NaiveDate>, D::Error> {
        deserialize(deserializer).map(Some)
    }
}
