ALTER TABLE channel ADD COLUMN retired_us INTEGER

ALTER TABLE timer ADD COLUMN idle_minutes INTEGER CONSTRAINT ck_timer_idle_minutes_range CHECK (idle_minutes >= 0)

CREATE TABLE away (
	id BLOB NOT NULL,
	edited_us INTEGER NOT NULL,
	deleted_us INTEGER,
	person_id BLOB NOT NULL,
	start_us INTEGER NOT NULL,
	end_us INTEGER NOT NULL,
	zone TEXT NOT NULL,
	cause TEXT NOT NULL,
	interaction_id BLOB,
	answer TEXT,
	CONSTRAINT pk_away PRIMARY KEY (id),
	CONSTRAINT fk_away_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_away_interaction_id FOREIGN KEY(interaction_id) REFERENCES interaction (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_away_id_length CHECK (length(id) = 16),
	CONSTRAINT ck_away_zone_nul CHECK (instr(zone, char(0)) = 0),
	CONSTRAINT ck_away_cause_choice CHECK (cause in ('idle', 'locked', 'asleep', 'restart')),
	CONSTRAINT ck_away_answer_choice CHECK (answer in ('left_out', 'kept', 'assigned', 'split'))
)
 STRICT

CREATE INDEX ix_away_person_id_start_us ON away (person_id, start_us)
