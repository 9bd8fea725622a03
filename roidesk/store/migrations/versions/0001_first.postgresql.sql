create function log_stays() returns trigger language plpgsql as $$ begin raise exception 'the change log is never rewritten' using errcode = 'integrity_constraint_violation'; end $$

CREATE TABLE person (
	id UUID NOT NULL,
	edited_us BIGINT NOT NULL,
	deleted_us BIGINT,
	name TEXT COLLATE "C" NOT NULL,
	folded TEXT COLLATE "C" NOT NULL,
	CONSTRAINT pk_person PRIMARY KEY (id)
)

CREATE UNIQUE INDEX uq_person_folded ON person (folded) WHERE deleted_us is null

CREATE TABLE channel (
	id UUID NOT NULL,
	edited_us BIGINT NOT NULL,
	deleted_us BIGINT,
	colour TEXT COLLATE "C",
	icon TEXT COLLATE "C",
	position BIGINT NOT NULL,
	name TEXT COLLATE "C" NOT NULL,
	folded TEXT COLLATE "C" NOT NULL,
	CONSTRAINT pk_channel PRIMARY KEY (id)
)

CREATE UNIQUE INDEX uq_channel_folded ON channel (folded) WHERE deleted_us is null

CREATE TABLE brand (
	id UUID NOT NULL,
	edited_us BIGINT NOT NULL,
	deleted_us BIGINT,
	name TEXT COLLATE "C" NOT NULL,
	folded TEXT COLLATE "C" NOT NULL,
	CONSTRAINT pk_brand PRIMARY KEY (id)
)

CREATE UNIQUE INDEX uq_brand_folded ON brand (folded) WHERE deleted_us is null

CREATE TABLE topic (
	id UUID NOT NULL,
	edited_us BIGINT NOT NULL,
	deleted_us BIGINT,
	name TEXT COLLATE "C" NOT NULL,
	folded TEXT COLLATE "C" NOT NULL,
	CONSTRAINT pk_topic PRIMARY KEY (id)
)

CREATE UNIQUE INDEX uq_topic_folded ON topic (folded) WHERE deleted_us is null

CREATE TABLE contact (
	id UUID NOT NULL,
	edited_us BIGINT NOT NULL,
	deleted_us BIGINT,
	audience TEXT COLLATE "C",
	first_seen_us BIGINT,
	consent BOOLEAN,
	merged_into_id UUID,
	anonymised_us BIGINT,
	name TEXT COLLATE "C" NOT NULL,
	folded TEXT COLLATE "C" NOT NULL,
	CONSTRAINT pk_contact PRIMARY KEY (id),
	CONSTRAINT fk_contact_merged_into_id FOREIGN KEY(merged_into_id) REFERENCES contact (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_contact_audience_choice CHECK (audience in ('prospect', 'customer', 'colleague', 'friend', 'other'))
)

CREATE INDEX ix_contact_folded ON contact (folded)

CREATE INDEX ix_contact_merged_into_id ON contact (merged_into_id) WHERE merged_into_id is not null

CREATE TABLE conversion_kind (
	id UUID NOT NULL,
	edited_us BIGINT NOT NULL,
	deleted_us BIGINT,
	label TEXT COLLATE "C" NOT NULL,
	booked BOOLEAN NOT NULL,
	value_minor BIGINT,
	currency TEXT COLLATE "C",
	position BIGINT NOT NULL,
	name TEXT COLLATE "C" NOT NULL,
	folded TEXT COLLATE "C" NOT NULL,
	CONSTRAINT pk_conversion_kind PRIMARY KEY (id),
	CONSTRAINT ck_conversion_kind_value_minor_exact CHECK (value_minor between -9007199254740991 and 9007199254740991),
	CONSTRAINT ck_conversion_kind_currency_code CHECK (length(currency) = 3)
)

CREATE UNIQUE INDEX uq_conversion_kind_folded ON conversion_kind (folded) WHERE deleted_us is null

CREATE TABLE fx_rate (
	id UUID NOT NULL,
	edited_us BIGINT NOT NULL,
	deleted_us BIGINT,
	day TEXT COLLATE "C" NOT NULL,
	source TEXT COLLATE "C" NOT NULL,
	target TEXT COLLATE "C" NOT NULL,
	rate TEXT COLLATE "C" NOT NULL,
	CONSTRAINT pk_fx_rate PRIMARY KEY (id),
	CONSTRAINT ck_fx_rate_day_iso CHECK (length(day) = 10)
)

CREATE UNIQUE INDEX uq_fx_rate_day_source_target ON fx_rate (day, source, target) WHERE deleted_us is null

CREATE TABLE goal (
	id UUID NOT NULL,
	edited_us BIGINT NOT NULL,
	deleted_us BIGINT,
	metric TEXT COLLATE "C" NOT NULL,
	target TEXT COLLATE "C" NOT NULL,
	first_day TEXT COLLATE "C" NOT NULL,
	last_day TEXT COLLATE "C" NOT NULL,
	bound TEXT COLLATE "C" NOT NULL,
	scope TEXT COLLATE "C" NOT NULL,
	max_minutes BIGINT,
	max_cost_minor BIGINT,
	currency TEXT COLLATE "C",
	set_us BIGINT,
	locked_us BIGINT,
	CONSTRAINT pk_goal PRIMARY KEY (id),
	CONSTRAINT ck_goal_last_after_first CHECK (last_day >= first_day),
	CONSTRAINT ck_goal_first_day_iso CHECK (length(first_day) = 10),
	CONSTRAINT ck_goal_last_day_iso CHECK (length(last_day) = 10),
	CONSTRAINT ck_goal_max_minutes_range CHECK (max_minutes >= 0),
	CONSTRAINT ck_goal_max_cost_minor_exact CHECK (max_cost_minor between -9007199254740991 and 9007199254740991),
	CONSTRAINT ck_goal_currency_code CHECK (length(currency) = 3)
)

CREATE TABLE baseline (
	id UUID NOT NULL,
	edited_us BIGINT NOT NULL,
	deleted_us BIGINT,
	name TEXT COLLATE "C" NOT NULL,
	first_day TEXT COLLATE "C" NOT NULL,
	last_day TEXT COLLATE "C" NOT NULL,
	minutes BIGINT NOT NULL,
	cost_minor BIGINT NOT NULL,
	currency TEXT COLLATE "C" NOT NULL,
	conversions BIGINT NOT NULL,
	kind TEXT COLLATE "C" NOT NULL,
	revenue_minor BIGINT,
	CONSTRAINT pk_baseline PRIMARY KEY (id),
	CONSTRAINT ck_baseline_last_after_first CHECK (last_day >= first_day),
	CONSTRAINT ck_baseline_first_day_iso CHECK (length(first_day) = 10),
	CONSTRAINT ck_baseline_last_day_iso CHECK (length(last_day) = 10),
	CONSTRAINT ck_baseline_minutes_range CHECK (minutes >= 0),
	CONSTRAINT ck_baseline_cost_minor_exact CHECK (cost_minor between -9007199254740991 and 9007199254740991),
	CONSTRAINT ck_baseline_currency_code CHECK (length(currency) = 3),
	CONSTRAINT ck_baseline_revenue_minor_exact CHECK (revenue_minor between -9007199254740991 and 9007199254740991)
)

CREATE TABLE open_hours (
	id UUID NOT NULL,
	edited_us BIGINT NOT NULL,
	deleted_us BIGINT,
	weekday BIGINT,
	day TEXT COLLATE "C",
	opens BIGINT,
	closes BIGINT,
	CONSTRAINT pk_open_hours PRIMARY KEY (id),
	CONSTRAINT ck_open_hours_weekday_range CHECK (weekday between 0 and 6),
	CONSTRAINT ck_open_hours_day_iso CHECK (length(day) = 10)
)

CREATE TABLE decision (
	id UUID NOT NULL,
	edited_us BIGINT NOT NULL,
	deleted_us BIGINT,
	at_us BIGINT NOT NULL,
	zone TEXT COLLATE "C" NOT NULL,
	text TEXT COLLATE "C" NOT NULL,
	review_day TEXT COLLATE "C",
	outcome TEXT COLLATE "C",
	CONSTRAINT pk_decision PRIMARY KEY (id),
	CONSTRAINT ck_decision_review_day_iso CHECK (length(review_day) = 10)
)

CREATE TABLE experiment (
	id UUID NOT NULL,
	edited_us BIGINT NOT NULL,
	deleted_us BIGINT,
	name TEXT COLLATE "C" NOT NULL,
	plan TEXT COLLATE "C" NOT NULL,
	seed BIGINT NOT NULL,
	first_day TEXT COLLATE "C" NOT NULL,
	last_day TEXT COLLATE "C" NOT NULL,
	set_us BIGINT NOT NULL,
	CONSTRAINT pk_experiment PRIMARY KEY (id),
	CONSTRAINT ck_experiment_first_day_iso CHECK (length(first_day) = 10),
	CONSTRAINT ck_experiment_last_day_iso CHECK (length(last_day) = 10)
)

CREATE TABLE scorecard (
	id UUID NOT NULL,
	edited_us BIGINT NOT NULL,
	deleted_us BIGINT,
	name TEXT COLLATE "C" NOT NULL,
	CONSTRAINT pk_scorecard PRIMARY KEY (id)
)

CREATE TABLE report_run (
	id UUID NOT NULL,
	edited_us BIGINT NOT NULL,
	deleted_us BIGINT,
	made_us BIGINT NOT NULL,
	week TEXT COLLATE "C" NOT NULL,
	model TEXT COLLATE "C" NOT NULL,
	window_days BIGINT NOT NULL,
	as_of_us BIGINT NOT NULL,
	seed BIGINT NOT NULL,
	data_hash TEXT COLLATE "C" NOT NULL,
	CONSTRAINT pk_report_run PRIMARY KEY (id)
)

CREATE TABLE setting (
	id UUID NOT NULL,
	edited_us BIGINT NOT NULL,
	deleted_us BIGINT,
	key TEXT COLLATE "C" NOT NULL,
	value TEXT COLLATE "C" NOT NULL,
	CONSTRAINT pk_setting PRIMARY KEY (id)
)

CREATE UNIQUE INDEX uq_setting_key ON setting (key) WHERE deleted_us is null

CREATE TABLE imported_file (
	id UUID NOT NULL,
	edited_us BIGINT NOT NULL,
	deleted_us BIGINT,
	name TEXT COLLATE "C" NOT NULL,
	format TEXT COLLATE "C" NOT NULL,
	sha256 TEXT COLLATE "C" NOT NULL,
	at_us BIGINT NOT NULL,
	rows BIGINT NOT NULL,
	CONSTRAINT pk_imported_file PRIMARY KEY (id)
)

CREATE INDEX ix_imported_file_sha256 ON imported_file (sha256)

CREATE TABLE rollup_day (
	day TEXT COLLATE "C" NOT NULL,
	person_id UUID NOT NULL,
	kind_id UUID NOT NULL,
	level BIGINT NOT NULL,
	brand_id UUID NOT NULL,
	known BOOLEAN NOT NULL,
	interactions BIGINT NOT NULL,
	us BIGINT NOT NULL,
	counted_us BIGINT NOT NULL,
	paid BIGINT NOT NULL,
	personal BIGINT NOT NULL,
	CONSTRAINT pk_rollup_day PRIMARY KEY (day, person_id, kind_id, level, brand_id, known),
	CONSTRAINT ck_rollup_day_day_iso CHECK (length(day) = 10)
)

CREATE TABLE rollup_week (
	week TEXT COLLATE "C" NOT NULL,
	person_id UUID NOT NULL,
	kind_id UUID NOT NULL,
	level BIGINT NOT NULL,
	brand_id UUID NOT NULL,
	known BOOLEAN NOT NULL,
	interactions BIGINT NOT NULL,
	us BIGINT NOT NULL,
	counted_us BIGINT NOT NULL,
	paid BIGINT NOT NULL,
	personal BIGINT NOT NULL,
	CONSTRAINT pk_rollup_week PRIMARY KEY (week, person_id, kind_id, level, brand_id, known)
)

CREATE TABLE action (
	number BIGINT NOT NULL,
	at_us BIGINT NOT NULL,
	actor_id UUID,
	device TEXT COLLATE "C" NOT NULL,
	label TEXT COLLATE "C" NOT NULL,
	op TEXT COLLATE "C" NOT NULL,
	of_action BIGINT,
	CONSTRAINT pk_action PRIMARY KEY (number),
	CONSTRAINT ck_action_op_choice CHECK (op in ('do', 'undo', 'redo')),
	CONSTRAINT ck_action_of CHECK ((op = 'do') = (of_action is null))
)

CREATE INDEX ix_action_of_action_number ON action (of_action, number) WHERE of_action is not null

create trigger action_no_update before update on action for each statement execute function log_stays()

create trigger action_no_delete before delete on action for each statement execute function log_stays()

create trigger action_no_truncate before truncate on action for each statement execute function log_stays()

CREATE TABLE channel_kind (
	id UUID NOT NULL,
	edited_us BIGINT NOT NULL,
	deleted_us BIGINT,
	channel_id UUID NOT NULL,
	components TEXT COLLATE "C" NOT NULL,
	score BIGINT NOT NULL,
	idle_minutes BIGINT NOT NULL,
	position BIGINT NOT NULL,
	name TEXT COLLATE "C" NOT NULL,
	folded TEXT COLLATE "C" NOT NULL,
	CONSTRAINT pk_channel_kind PRIMARY KEY (id),
	CONSTRAINT fk_channel_kind_channel_id FOREIGN KEY(channel_id) REFERENCES channel (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_channel_kind_components_digits CHECK (length(components) = 6),
	CONSTRAINT ck_channel_kind_score_range CHECK (score between 0 and 10000),
	CONSTRAINT ck_channel_kind_idle_minutes_range CHECK (idle_minutes >= 0)
)

CREATE UNIQUE INDEX uq_channel_kind_channel_id_folded ON channel_kind (channel_id, folded) WHERE deleted_us is null

CREATE TABLE product (
	id UUID NOT NULL,
	edited_us BIGINT NOT NULL,
	deleted_us BIGINT,
	orientation TEXT COLLATE "C",
	brand_id UUID,
	margin_ppm BIGINT,
	name TEXT COLLATE "C" NOT NULL,
	folded TEXT COLLATE "C" NOT NULL,
	CONSTRAINT pk_product PRIMARY KEY (id),
	CONSTRAINT fk_product_brand_id FOREIGN KEY(brand_id) REFERENCES brand (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_product_orientation_choice CHECK (orientation in ('product', 'service')),
	CONSTRAINT ck_product_margin_ppm_range CHECK (margin_ppm between -1000000000 and 1000000000)
)

CREATE UNIQUE INDEX uq_product_folded ON product (folded) WHERE deleted_us is null

CREATE TABLE cost (
	id UUID NOT NULL,
	edited_us BIGINT NOT NULL,
	deleted_us BIGINT,
	name TEXT COLLATE "C" NOT NULL,
	kind TEXT COLLATE "C" NOT NULL,
	amount_minor BIGINT NOT NULL,
	currency TEXT COLLATE "C" NOT NULL,
	first_day TEXT COLLATE "C" NOT NULL,
	last_day TEXT COLLATE "C" NOT NULL,
	channel_id UUID,
	allocation TEXT COLLATE "C" NOT NULL,
	CONSTRAINT pk_cost PRIMARY KEY (id),
	CONSTRAINT ck_cost_last_after_first CHECK (last_day >= first_day),
	CONSTRAINT fk_cost_channel_id FOREIGN KEY(channel_id) REFERENCES channel (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_cost_kind_choice CHECK (kind in ('subscription', 'ad_spend', 'one_off')),
	CONSTRAINT ck_cost_amount_minor_exact CHECK (amount_minor between -9007199254740991 and 9007199254740991),
	CONSTRAINT ck_cost_currency_code CHECK (length(currency) = 3),
	CONSTRAINT ck_cost_first_day_iso CHECK (length(first_day) = 10),
	CONSTRAINT ck_cost_last_day_iso CHECK (length(last_day) = 10),
	CONSTRAINT ck_cost_allocation_choice CHECK (allocation in ('channel', 'fixed', 'minutes', 'contacts'))
)

CREATE TABLE rate (
	id UUID NOT NULL,
	edited_us BIGINT NOT NULL,
	deleted_us BIGINT,
	person_id UUID NOT NULL,
	from_day TEXT COLLATE "C" NOT NULL,
	hourly_minor BIGINT NOT NULL,
	currency TEXT COLLATE "C" NOT NULL,
	CONSTRAINT pk_rate PRIMARY KEY (id),
	CONSTRAINT ck_rate_hourly_not_negative CHECK (hourly_minor >= 0),
	CONSTRAINT fk_rate_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_rate_from_day_iso CHECK (length(from_day) = 10),
	CONSTRAINT ck_rate_hourly_minor_exact CHECK (hourly_minor between -9007199254740991 and 9007199254740991),
	CONSTRAINT ck_rate_currency_code CHECK (length(currency) = 3)
)

CREATE UNIQUE INDEX uq_rate_person_id_from_day ON rate (person_id, from_day) WHERE deleted_us is null

CREATE TABLE follower_count (
	id UUID NOT NULL,
	edited_us BIGINT NOT NULL,
	deleted_us BIGINT,
	channel_id UUID NOT NULL,
	at_us BIGINT NOT NULL,
	zone TEXT COLLATE "C" NOT NULL,
	count BIGINT,
	gained BIGINT,
	lost BIGINT,
	CONSTRAINT pk_follower_count PRIMARY KEY (id),
	CONSTRAINT fk_follower_count_channel_id FOREIGN KEY(channel_id) REFERENCES channel (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_follower_count_channel_id_at_us ON follower_count (channel_id, at_us)

CREATE TABLE praise (
	id UUID NOT NULL,
	edited_us BIGINT NOT NULL,
	deleted_us BIGINT,
	at_us BIGINT NOT NULL,
	zone TEXT COLLATE "C" NOT NULL,
	contact_id UUID,
	kind TEXT COLLATE "C" NOT NULL,
	public BOOLEAN,
	url TEXT COLLATE "C",
	CONSTRAINT pk_praise PRIMARY KEY (id),
	CONSTRAINT fk_praise_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE contact_interests (
	owner_id UUID NOT NULL,
	position BIGINT NOT NULL,
	value UUID NOT NULL,
	CONSTRAINT pk_contact_interests PRIMARY KEY (owner_id, position),
	CONSTRAINT fk_contact_interests_owner_id FOREIGN KEY(owner_id) REFERENCES contact (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_contact_interests_value FOREIGN KEY(value) REFERENCES topic (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE scorecard_metrics (
	owner_id UUID NOT NULL,
	position BIGINT NOT NULL,
	value TEXT COLLATE "C" NOT NULL,
	CONSTRAINT pk_scorecard_metrics PRIMARY KEY (owner_id, position),
	CONSTRAINT fk_scorecard_metrics_owner_id FOREIGN KEY(owner_id) REFERENCES scorecard (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE scorecard_targets (
	owner_id UUID NOT NULL,
	position BIGINT NOT NULL,
	value TEXT COLLATE "C" NOT NULL,
	CONSTRAINT pk_scorecard_targets PRIMARY KEY (owner_id, position),
	CONSTRAINT fk_scorecard_targets_owner_id FOREIGN KEY(owner_id) REFERENCES scorecard (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE contact_handles (
	owner_id UUID NOT NULL,
	position BIGINT NOT NULL,
	value TEXT COLLATE "C" NOT NULL,
	folded TEXT COLLATE "C" NOT NULL,
	CONSTRAINT pk_contact_handles PRIMARY KEY (owner_id, position),
	CONSTRAINT fk_contact_handles_owner_id FOREIGN KEY(owner_id) REFERENCES contact (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_contact_handles_folded ON contact_handles (folded)

CREATE TABLE change (
	seq BIGINT NOT NULL,
	action BIGINT NOT NULL,
	op TEXT COLLATE "C" NOT NULL,
	kind TEXT COLLATE "C" NOT NULL,
	entry_id UUID NOT NULL,
	digest BYTEA NOT NULL,
	hash BYTEA NOT NULL,
	CONSTRAINT pk_change PRIMARY KEY (seq),
	CONSTRAINT ck_change_op_choice CHECK (op in ('add', 'edit', 'delete')),
	CONSTRAINT fk_change_action FOREIGN KEY(action) REFERENCES action (number) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_change_entry_id_seq ON change (entry_id, seq)

CREATE INDEX ix_change_action ON change (action)

create trigger change_no_update before update on change for each statement execute function log_stays()

create trigger change_no_delete before delete on change for each statement execute function log_stays()

create trigger change_no_truncate before truncate on change for each statement execute function log_stays()

CREATE TABLE kind_version (
	id UUID NOT NULL,
	edited_us BIGINT NOT NULL,
	deleted_us BIGINT,
	kind_id UUID NOT NULL,
	from_us BIGINT NOT NULL,
	components TEXT COLLATE "C" NOT NULL,
	score BIGINT NOT NULL,
	CONSTRAINT pk_kind_version PRIMARY KEY (id),
	CONSTRAINT fk_kind_version_kind_id FOREIGN KEY(kind_id) REFERENCES channel_kind (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_kind_version_components_digits CHECK (length(components) = 6),
	CONSTRAINT ck_kind_version_score_range CHECK (score between 0 and 10000)
)

CREATE UNIQUE INDEX uq_kind_version_kind_id_from_us ON kind_version (kind_id, from_us) WHERE deleted_us is null

CREATE TABLE inbound (
	id UUID NOT NULL,
	edited_us BIGINT NOT NULL,
	deleted_us BIGINT,
	at_us BIGINT NOT NULL,
	zone TEXT COLLATE "C" NOT NULL,
	channel_id UUID,
	kind_id UUID,
	contact_id UUID,
	person_id UUID,
	thread TEXT COLLATE "C",
	needs_reply BOOLEAN NOT NULL,
	first_reply_us BIGINT,
	auto BOOLEAN NOT NULL,
	sentiment BIGINT,
	snoozed_us BIGINT,
	ignored_us BIGINT,
	text TEXT COLLATE "C",
	CONSTRAINT pk_inbound PRIMARY KEY (id),
	CONSTRAINT fk_inbound_channel_id FOREIGN KEY(channel_id) REFERENCES channel (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_inbound_kind_id FOREIGN KEY(kind_id) REFERENCES channel_kind (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_inbound_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_inbound_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_inbound_sentiment_range CHECK (sentiment between -1 and 1)
)

CREATE INDEX ix_inbound_at_us ON inbound (at_us)

CREATE TABLE channel_kind_words (
	owner_id UUID NOT NULL,
	position BIGINT NOT NULL,
	value TEXT COLLATE "C" NOT NULL,
	CONSTRAINT pk_channel_kind_words PRIMARY KEY (owner_id, position),
	CONSTRAINT fk_channel_kind_words_owner_id FOREIGN KEY(owner_id) REFERENCES channel_kind (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE cost_shares (
	owner_id UUID NOT NULL,
	position BIGINT NOT NULL,
	value TEXT COLLATE "C" NOT NULL,
	CONSTRAINT pk_cost_shares PRIMARY KEY (owner_id, position),
	CONSTRAINT fk_cost_shares_owner_id FOREIGN KEY(owner_id) REFERENCES cost (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE change_content (
	seq BIGINT NOT NULL,
	salt BYTEA NOT NULL,
	before TEXT COLLATE "C",
	after TEXT COLLATE "C" NOT NULL,
	CONSTRAINT pk_change_content PRIMARY KEY (seq),
	CONSTRAINT fk_change_content_seq FOREIGN KEY(seq) REFERENCES change (seq) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)

create trigger change_content_no_update before update on change_content for each statement execute function log_stays()

create trigger change_content_no_truncate before truncate on change_content for each statement execute function log_stays()

CREATE TABLE interaction (
	id UUID NOT NULL,
	edited_us BIGINT NOT NULL,
	deleted_us BIGINT,
	person_id UUID NOT NULL,
	start_us BIGINT NOT NULL,
	end_us BIGINT NOT NULL,
	zone TEXT COLLATE "C" NOT NULL,
	source TEXT COLLATE "C" NOT NULL,
	several BOOLEAN NOT NULL,
	direction TEXT COLLATE "C" NOT NULL,
	intent TEXT COLLATE "C",
	ask_kind TEXT COLLATE "C",
	solved BOOLEAN,
	value_added BOOLEAN,
	purpose TEXT COLLATE "C",
	components TEXT COLLATE "C" NOT NULL,
	score BIGINT NOT NULL,
	score_given BOOLEAN NOT NULL,
	overtime_milli BIGINT NOT NULL,
	campaign TEXT COLLATE "C",
	note TEXT COLLATE "C",
	kind_id UUID NOT NULL,
	contact_id UUID,
	brand_id UUID,
	product_id UUID,
	answers_id UUID,
	CONSTRAINT pk_interaction PRIMARY KEY (id),
	CONSTRAINT ck_interaction_end_after_start CHECK (end_us >= start_us),
	CONSTRAINT fk_interaction_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_interaction_kind_id FOREIGN KEY(kind_id) REFERENCES channel_kind (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_interaction_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_interaction_brand_id FOREIGN KEY(brand_id) REFERENCES brand (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_interaction_product_id FOREIGN KEY(product_id) REFERENCES product (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_interaction_answers_id FOREIGN KEY(answers_id) REFERENCES inbound (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_interaction_source_choice CHECK (source in ('timer', 'manual', 'estimate', 'import')),
	CONSTRAINT ck_interaction_direction_choice CHECK (direction in ('out', 'in')),
	CONSTRAINT ck_interaction_intent_choice CHECK (intent in ('give', 'ask', 'neutral')),
	CONSTRAINT ck_interaction_ask_kind_choice CHECK (ask_kind in ('purchase', 'email_address', 'other')),
	CONSTRAINT ck_interaction_purpose_choice CHECK (purpose in ('conversation', 'list_building', 'webcare', 'other')),
	CONSTRAINT ck_interaction_components_digits CHECK (length(components) = 6),
	CONSTRAINT ck_interaction_score_range CHECK (score between 0 and 10000),
	CONSTRAINT ck_interaction_overtime_milli_range CHECK (overtime_milli between 0 and 1000000)
)

CREATE INDEX ix_interaction_person_id_end_us ON interaction (person_id, end_us) WHERE end_us - start_us > 86400000000

CREATE INDEX ix_interaction_person_id_start_us ON interaction (person_id, start_us)

CREATE INDEX ix_interaction_start_us_id ON interaction (start_us, id)

CREATE INDEX ix_interaction_contact_id_start_us ON interaction (contact_id, start_us) WHERE contact_id is not null

CREATE TABLE timer (
	id UUID NOT NULL,
	edited_us BIGINT NOT NULL,
	deleted_us BIGINT,
	person_id UUID NOT NULL,
	start_us BIGINT NOT NULL,
	zone TEXT COLLATE "C" NOT NULL,
	seen_us BIGINT NOT NULL,
	boot_id TEXT COLLATE "C" NOT NULL,
	boot_us BIGINT NOT NULL,
	paused_us BIGINT,
	several BOOLEAN NOT NULL,
	direction TEXT COLLATE "C" NOT NULL,
	intent TEXT COLLATE "C",
	ask_kind TEXT COLLATE "C",
	solved BOOLEAN,
	value_added BOOLEAN,
	purpose TEXT COLLATE "C",
	components TEXT COLLATE "C" NOT NULL,
	score BIGINT NOT NULL,
	score_given BOOLEAN NOT NULL,
	overtime_milli BIGINT NOT NULL,
	campaign TEXT COLLATE "C",
	note TEXT COLLATE "C",
	kind_id UUID NOT NULL,
	contact_id UUID,
	brand_id UUID,
	product_id UUID,
	answers_id UUID,
	CONSTRAINT pk_timer PRIMARY KEY (id),
	CONSTRAINT fk_timer_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_timer_kind_id FOREIGN KEY(kind_id) REFERENCES channel_kind (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_timer_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_timer_brand_id FOREIGN KEY(brand_id) REFERENCES brand (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_timer_product_id FOREIGN KEY(product_id) REFERENCES product (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_timer_answers_id FOREIGN KEY(answers_id) REFERENCES inbound (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_timer_direction_choice CHECK (direction in ('out', 'in')),
	CONSTRAINT ck_timer_intent_choice CHECK (intent in ('give', 'ask', 'neutral')),
	CONSTRAINT ck_timer_ask_kind_choice CHECK (ask_kind in ('purchase', 'email_address', 'other')),
	CONSTRAINT ck_timer_purpose_choice CHECK (purpose in ('conversation', 'list_building', 'webcare', 'other')),
	CONSTRAINT ck_timer_components_digits CHECK (length(components) = 6),
	CONSTRAINT ck_timer_score_range CHECK (score between 0 and 10000),
	CONSTRAINT ck_timer_overtime_milli_range CHECK (overtime_milli between 0 and 1000000)
)

CREATE TABLE pin (
	id UUID NOT NULL,
	edited_us BIGINT NOT NULL,
	deleted_us BIGINT,
	position BIGINT NOT NULL,
	label TEXT COLLATE "C" NOT NULL,
	minutes BIGINT,
	idle_minutes BIGINT,
	several BOOLEAN NOT NULL,
	direction TEXT COLLATE "C" NOT NULL,
	intent TEXT COLLATE "C",
	ask_kind TEXT COLLATE "C",
	solved BOOLEAN,
	value_added BOOLEAN,
	purpose TEXT COLLATE "C",
	components TEXT COLLATE "C" NOT NULL,
	score BIGINT NOT NULL,
	score_given BOOLEAN NOT NULL,
	overtime_milli BIGINT NOT NULL,
	campaign TEXT COLLATE "C",
	note TEXT COLLATE "C",
	kind_id UUID NOT NULL,
	contact_id UUID,
	brand_id UUID,
	product_id UUID,
	answers_id UUID,
	CONSTRAINT pk_pin PRIMARY KEY (id),
	CONSTRAINT fk_pin_kind_id FOREIGN KEY(kind_id) REFERENCES channel_kind (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_pin_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_pin_brand_id FOREIGN KEY(brand_id) REFERENCES brand (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_pin_product_id FOREIGN KEY(product_id) REFERENCES product (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_pin_answers_id FOREIGN KEY(answers_id) REFERENCES inbound (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_pin_minutes_range CHECK (minutes >= 0),
	CONSTRAINT ck_pin_idle_minutes_range CHECK (idle_minutes >= 0),
	CONSTRAINT ck_pin_direction_choice CHECK (direction in ('out', 'in')),
	CONSTRAINT ck_pin_intent_choice CHECK (intent in ('give', 'ask', 'neutral')),
	CONSTRAINT ck_pin_ask_kind_choice CHECK (ask_kind in ('purchase', 'email_address', 'other')),
	CONSTRAINT ck_pin_purpose_choice CHECK (purpose in ('conversation', 'list_building', 'webcare', 'other')),
	CONSTRAINT ck_pin_components_digits CHECK (length(components) = 6),
	CONSTRAINT ck_pin_score_range CHECK (score between 0 and 10000),
	CONSTRAINT ck_pin_overtime_milli_range CHECK (overtime_milli between 0 and 1000000)
)

CREATE TABLE conversion (
	id UUID NOT NULL,
	edited_us BIGINT NOT NULL,
	deleted_us BIGINT,
	at_us BIGINT NOT NULL,
	zone TEXT COLLATE "C" NOT NULL,
	kind TEXT COLLATE "C" NOT NULL,
	contact_id UUID,
	interaction_id UUID,
	amount_minor BIGINT,
	currency TEXT COLLATE "C",
	booked BOOLEAN NOT NULL,
	probability_ppm BIGINT,
	margin_ppm BIGINT,
	new_customer BOOLEAN,
	brand_id UUID,
	product_id UUID,
	campaign TEXT COLLATE "C",
	self_reported_source TEXT COLLATE "C",
	refund_of_id UUID,
	note TEXT COLLATE "C",
	CONSTRAINT pk_conversion PRIMARY KEY (id),
	CONSTRAINT ck_conversion_amount_has_currency CHECK (amount_minor is null or currency is not null),
	CONSTRAINT fk_conversion_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_conversion_interaction_id FOREIGN KEY(interaction_id) REFERENCES interaction (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_conversion_brand_id FOREIGN KEY(brand_id) REFERENCES brand (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_conversion_product_id FOREIGN KEY(product_id) REFERENCES product (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_conversion_refund_of_id FOREIGN KEY(refund_of_id) REFERENCES conversion (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_conversion_amount_minor_exact CHECK (amount_minor between -9007199254740991 and 9007199254740991),
	CONSTRAINT ck_conversion_currency_code CHECK (length(currency) = 3),
	CONSTRAINT ck_conversion_probability_ppm_range CHECK (probability_ppm between -1000000000 and 1000000000),
	CONSTRAINT ck_conversion_margin_ppm_range CHECK (margin_ppm between -1000000000 and 1000000000)
)

CREATE INDEX ix_conversion_contact_id_at_us ON conversion (contact_id, at_us) WHERE contact_id is not null

CREATE INDEX ix_conversion_interaction_id ON conversion (interaction_id) WHERE interaction_id is not null

CREATE INDEX ix_conversion_at_us ON conversion (at_us)

CREATE TABLE interaction_topics (
	owner_id UUID NOT NULL,
	position BIGINT NOT NULL,
	value UUID NOT NULL,
	CONSTRAINT pk_interaction_topics PRIMARY KEY (owner_id, position),
	CONSTRAINT fk_interaction_topics_owner_id FOREIGN KEY(owner_id) REFERENCES interaction (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_interaction_topics_value FOREIGN KEY(value) REFERENCES topic (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE timer_topics (
	owner_id UUID NOT NULL,
	position BIGINT NOT NULL,
	value UUID NOT NULL,
	CONSTRAINT pk_timer_topics PRIMARY KEY (owner_id, position),
	CONSTRAINT fk_timer_topics_owner_id FOREIGN KEY(owner_id) REFERENCES timer (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_timer_topics_value FOREIGN KEY(value) REFERENCES topic (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE pin_topics (
	owner_id UUID NOT NULL,
	position BIGINT NOT NULL,
	value UUID NOT NULL,
	CONSTRAINT pk_pin_topics PRIMARY KEY (owner_id, position),
	CONSTRAINT fk_pin_topics_owner_id FOREIGN KEY(owner_id) REFERENCES pin (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_pin_topics_value FOREIGN KEY(value) REFERENCES topic (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)
