-- Version 2: what is due, and the trail of a subject, without reading the whole ledger.

ALTER TABLE records ADD COLUMN subject TEXT
    GENERATED ALWAYS AS (json_extract(json, '$.subject')) VIRTUAL;
ALTER TABLE records ADD COLUMN due TEXT
    GENERATED ALWAYS AS (json_extract(json, '$.due')) VIRTUAL;

CREATE INDEX ledger_of_subject ON records (subject, place) WHERE kind = 'ledger';
CREATE INDEX ledger_due ON records (due) WHERE kind = 'ledger' AND due IS NOT NULL;
