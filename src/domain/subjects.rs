//! What an offering is about in single words.

use super::Offering;
use super::vocabulary::Field;

impl Offering {
    /// Its keywords, and of a person the fields in the words of the source (研究方向), but
    /// for those that only name a field of a classification.
    pub fn subjects(&self) -> impl Iterator<Item = &str> {
        let person = self.is_person();
        let own =
            move |field: &&String| person && Field::vocabulary().meaning(field).is_none();
        self.keywords.iter().chain(self.fields.iter().filter(own)).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::OfferingKind;

    #[test]
    fn what_an_expert_works_on_is_a_subject() {
        let offering = |kind| Offering {
            kind,
            keywords: vec!["砂处理".into()],
            fields: vec!["新材料".into(), "铸造旧砂再生".into()],
            ..Offering::default()
        };
        let expert = offering(OfferingKind::Expert);
        assert_eq!(expert.subjects().collect::<Vec<_>>(), ["砂处理", "铸造旧砂再生"]);
        let achievement = offering(OfferingKind::Achievement);
        assert_eq!(achievement.subjects().collect::<Vec<_>>(), ["砂处理"]);
    }
}
