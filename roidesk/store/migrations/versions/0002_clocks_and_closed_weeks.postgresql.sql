ALTER TABLE interaction ADD COLUMN doubt TEXT COLLATE "C" CONSTRAINT ck_interaction_doubt_choice CHECK (doubt in ('clock', 'restart'))

DROP INDEX ix_interaction_person_id_start_us

CREATE INDEX ix_interaction_person_id_start_us_end_us ON interaction (person_id, start_us, end_us)

ALTER TABLE timer ADD COLUMN awake_us BIGINT NOT NULL DEFAULT 0, ADD COLUMN step_us BIGINT NOT NULL DEFAULT 0

ALTER TABLE timer ALTER COLUMN awake_us DROP DEFAULT, ALTER COLUMN step_us DROP DEFAULT

CREATE TABLE timer_gaps (
	owner_id UUID NOT NULL,
	position BIGINT NOT NULL,
	value TEXT COLLATE "C" NOT NULL,
	CONSTRAINT pk_timer_gaps PRIMARY KEY (owner_id, position),
	CONSTRAINT fk_timer_gaps_owner_id FOREIGN KEY(owner_id) REFERENCES timer (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE closed_week (
	id UUID NOT NULL,
	edited_us BIGINT NOT NULL,
	deleted_us BIGINT,
	week TEXT COLLATE "C" NOT NULL,
	closed_us BIGINT NOT NULL,
	interactions BIGINT NOT NULL,
	us BIGINT NOT NULL,
	counted_us BIGINT NOT NULL,
	conversions BIGINT NOT NULL,
	currency TEXT COLLATE "C" NOT NULL,
	sales_minor BIGINT,
	labour_minor BIGINT,
	platform_minor BIGINT,
	seq BIGINT NOT NULL,
	log_hash TEXT COLLATE "C" NOT NULL,
	CONSTRAINT pk_closed_week PRIMARY KEY (id),
	CONSTRAINT ck_closed_week_currency_code CHECK (length(currency) = 3),
	CONSTRAINT ck_closed_week_sales_minor_exact CHECK (sales_minor between -9007199254740991 and 9007199254740991),
	CONSTRAINT ck_closed_week_labour_minor_exact CHECK (labour_minor between -9007199254740991 and 9007199254740991),
	CONSTRAINT ck_closed_week_platform_minor_exact CHECK (platform_minor between -9007199254740991 and 9007199254740991)
)

CREATE UNIQUE INDEX uq_closed_week_week ON closed_week (week) WHERE deleted_us is null

CREATE TABLE closed_week_people (
	owner_id UUID NOT NULL,
	position BIGINT NOT NULL,
	value UUID NOT NULL,
	CONSTRAINT pk_closed_week_people PRIMARY KEY (owner_id, position),
	CONSTRAINT fk_closed_week_people_owner_id FOREIGN KEY(owner_id) REFERENCES closed_week (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_closed_week_people_value FOREIGN KEY(value) REFERENCES person (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)
