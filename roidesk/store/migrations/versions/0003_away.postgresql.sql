ALTER TABLE channel ADD COLUMN retired_us BIGINT

ALTER TABLE timer ADD COLUMN idle_minutes BIGINT CONSTRAINT ck_timer_idle_minutes_range CHECK (idle_minutes >= 0)

CREATE TABLE away (
	id UUID NOT NULL,
	edited_us BIGINT NOT NULL,
	deleted_us BIGINT,
	person_id UUID NOT NULL,
	start_us BIGINT NOT NULL,
	end_us BIGINT NOT NULL,
	zone TEXT COLLATE "C" NOT NULL,
	cause TEXT COLLATE "C" NOT NULL,
	interaction_id UUID,
	answer TEXT COLLATE "C",
	CONSTRAINT pk_away PRIMARY KEY (id),
	CONSTRAINT fk_away_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_away_interaction_id FOREIGN KEY(interaction_id) REFERENCES interaction (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_away_cause_choice CHECK (cause in ('idle', 'locked', 'asleep', 'restart')),
	CONSTRAINT ck_away_answer_choice CHECK (answer in ('left_out', 'kept', 'assigned', 'split'))
)

CREATE INDEX ix_away_person_id_start_us ON away (person_id, start_us)
