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
