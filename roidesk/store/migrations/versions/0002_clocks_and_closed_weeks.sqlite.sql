ALTER TABLE interaction ADD COLUMN doubt TEXT CONSTRAINT ck_interaction_doubt_choice CHECK (doubt in ('clock', 'restart'))

CREATE TABLE timer_2 (
	id BLOB NOT NULL,
	edited_us INTEGER NOT NULL,
	deleted_us INTEGER,
	person_id BLOB NOT NULL,
	start_us INTEGER NOT NULL,
	zone TEXT NOT NULL,
	seen_us INTEGER NOT NULL,
	boot_id TEXT NOT NULL,
	boot_us INTEGER NOT NULL,
	awake_us INTEGER NOT NULL,
	step_us INTEGER NOT NULL,
	paused_us INTEGER,
	several INTEGER NOT NULL,
	direction TEXT NOT NULL,
	intent TEXT,
	ask_kind TEXT,
	solved INTEGER,
	value_added INTEGER,
	purpose TEXT,
	components TEXT NOT NULL,
	score INTEGER NOT NULL,
	score_given INTEGER NOT NULL,
	overtime_milli INTEGER NOT NULL,
	campaign TEXT,
	note TEXT,
	kind_id BLOB NOT NULL,
	contact_id BLOB,
	brand_id BLOB,
	product_id BLOB,
	answers_id BLOB,
	CONSTRAINT pk_timer PRIMARY KEY (id),
	CONSTRAINT fk_timer_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_timer_kind_id FOREIGN KEY(kind_id) REFERENCES channel_kind (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_timer_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_timer_brand_id FOREIGN KEY(brand_id) REFERENCES brand (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_timer_product_id FOREIGN KEY(product_id) REFERENCES product (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_timer_answers_id FOREIGN KEY(answers_id) REFERENCES inbound (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_timer_id_length CHECK (length(id) = 16),
	CONSTRAINT ck_timer_zone_nul CHECK (instr(zone, char(0)) = 0),
	CONSTRAINT ck_timer_boot_id_nul CHECK (instr(boot_id, char(0)) = 0),
	CONSTRAINT ck_timer_several_flag CHECK (several in (0, 1)),
	CONSTRAINT ck_timer_direction_choice CHECK (direction in ('out', 'in')),
	CONSTRAINT ck_timer_intent_choice CHECK (intent in ('give', 'ask', 'neutral')),
	CONSTRAINT ck_timer_ask_kind_choice CHECK (ask_kind in ('purchase', 'email_address', 'other')),
	CONSTRAINT ck_timer_solved_flag CHECK (solved in (0, 1)),
	CONSTRAINT ck_timer_value_added_flag CHECK (value_added in (0, 1)),
	CONSTRAINT ck_timer_purpose_choice CHECK (purpose in ('conversation', 'list_building', 'webcare', 'other')),
	CONSTRAINT ck_timer_components_digits CHECK (length(components) = 6),
	CONSTRAINT ck_timer_score_range CHECK (score between 0 and 10000),
	CONSTRAINT ck_timer_score_given_flag CHECK (score_given in (0, 1)),
	CONSTRAINT ck_timer_overtime_milli_range CHECK (overtime_milli between 0 and 1000000),
	CONSTRAINT ck_timer_campaign_nul CHECK (instr(campaign, char(0)) = 0),
	CONSTRAINT ck_timer_note_nul CHECK (instr(note, char(0)) = 0)
)
 STRICT

INSERT INTO timer_2 (id, edited_us, deleted_us, person_id, start_us, zone, seen_us, boot_id, boot_us, paused_us, several, direction, intent, ask_kind, solved, value_added, purpose, components, score, score_given, overtime_milli, campaign, note, kind_id, contact_id, brand_id, product_id, answers_id, awake_us, step_us) SELECT id, edited_us, deleted_us, person_id, start_us, zone, seen_us, boot_id, boot_us, paused_us, several, direction, intent, ask_kind, solved, value_added, purpose, components, score, score_given, overtime_milli, campaign, note, kind_id, contact_id, brand_id, product_id, answers_id, 0, 0 FROM timer

DROP TABLE timer

ALTER TABLE timer_2 RENAME TO timer

CREATE TABLE timer_gaps (
	owner_id BLOB NOT NULL,
	position INTEGER NOT NULL,
	value TEXT NOT NULL,
	CONSTRAINT pk_timer_gaps PRIMARY KEY (owner_id, position),
	CONSTRAINT fk_timer_gaps_owner_id FOREIGN KEY(owner_id) REFERENCES timer (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_timer_gaps_value_nul CHECK (instr(value, char(0)) = 0)
)
 WITHOUT ROWID,
 STRICT

CREATE TABLE closed_week (
	id BLOB NOT NULL,
	edited_us INTEGER NOT NULL,
	deleted_us INTEGER,
	week TEXT NOT NULL,
	closed_us INTEGER NOT NULL,
	interactions INTEGER NOT NULL,
	us INTEGER NOT NULL,
	counted_us INTEGER NOT NULL,
	conversions INTEGER NOT NULL,
	currency TEXT NOT NULL,
	sales_minor INTEGER,
	labour_minor INTEGER,
	platform_minor INTEGER,
	seq INTEGER NOT NULL,
	log_hash TEXT NOT NULL,
	CONSTRAINT pk_closed_week PRIMARY KEY (id),
	CONSTRAINT ck_closed_week_id_length CHECK (length(id) = 16),
	CONSTRAINT ck_closed_week_week_nul CHECK (instr(week, char(0)) = 0),
	CONSTRAINT ck_closed_week_currency_code CHECK (length(currency) = 3),
	CONSTRAINT ck_closed_week_sales_minor_exact CHECK (sales_minor between -9007199254740991 and 9007199254740991),
	CONSTRAINT ck_closed_week_labour_minor_exact CHECK (labour_minor between -9007199254740991 and 9007199254740991),
	CONSTRAINT ck_closed_week_platform_minor_exact CHECK (platform_minor between -9007199254740991 and 9007199254740991),
	CONSTRAINT ck_closed_week_log_hash_nul CHECK (instr(log_hash, char(0)) = 0)
)
 STRICT

CREATE UNIQUE INDEX uq_closed_week_week ON closed_week (week) WHERE deleted_us is null

CREATE TABLE closed_week_people (
	owner_id BLOB NOT NULL,
	position INTEGER NOT NULL,
	value BLOB NOT NULL,
	CONSTRAINT pk_closed_week_people PRIMARY KEY (owner_id, position),
	CONSTRAINT fk_closed_week_people_owner_id FOREIGN KEY(owner_id) REFERENCES closed_week (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_closed_week_people_value FOREIGN KEY(value) REFERENCES person (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT

DROP INDEX ix_interaction_person_id_start_us

CREATE INDEX ix_interaction_person_id_start_us_end_us ON interaction (person_id, start_us, end_us)
