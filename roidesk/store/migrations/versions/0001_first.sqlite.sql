CREATE TABLE person (
	id BLOB NOT NULL,
	edited_us INTEGER NOT NULL,
	deleted_us INTEGER,
	name TEXT NOT NULL,
	folded TEXT NOT NULL,
	CONSTRAINT pk_person PRIMARY KEY (id),
	CONSTRAINT ck_person_id_length CHECK (length(id) = 16),
	CONSTRAINT ck_person_name_nul CHECK (instr(name, char(0)) = 0),
	CONSTRAINT ck_person_folded_nul CHECK (instr(folded, char(0)) = 0)
)
 STRICT

CREATE UNIQUE INDEX uq_person_folded ON person (folded) WHERE deleted_us is null

CREATE TABLE channel (
	id BLOB NOT NULL,
	edited_us INTEGER NOT NULL,
	deleted_us INTEGER,
	colour TEXT,
	icon TEXT,
	position INTEGER NOT NULL,
	name TEXT NOT NULL,
	folded TEXT NOT NULL,
	CONSTRAINT pk_channel PRIMARY KEY (id),
	CONSTRAINT ck_channel_id_length CHECK (length(id) = 16),
	CONSTRAINT ck_channel_colour_nul CHECK (instr(colour, char(0)) = 0),
	CONSTRAINT ck_channel_icon_nul CHECK (instr(icon, char(0)) = 0),
	CONSTRAINT ck_channel_name_nul CHECK (instr(name, char(0)) = 0),
	CONSTRAINT ck_channel_folded_nul CHECK (instr(folded, char(0)) = 0)
)
 STRICT

CREATE UNIQUE INDEX uq_channel_folded ON channel (folded) WHERE deleted_us is null

CREATE TABLE brand (
	id BLOB NOT NULL,
	edited_us INTEGER NOT NULL,
	deleted_us INTEGER,
	name TEXT NOT NULL,
	folded TEXT NOT NULL,
	CONSTRAINT pk_brand PRIMARY KEY (id),
	CONSTRAINT ck_brand_id_length CHECK (length(id) = 16),
	CONSTRAINT ck_brand_name_nul CHECK (instr(name, char(0)) = 0),
	CONSTRAINT ck_brand_folded_nul CHECK (instr(folded, char(0)) = 0)
)
 STRICT

CREATE UNIQUE INDEX uq_brand_folded ON brand (folded) WHERE deleted_us is null

CREATE TABLE topic (
	id BLOB NOT NULL,
	edited_us INTEGER NOT NULL,
	deleted_us INTEGER,
	name TEXT NOT NULL,
	folded TEXT NOT NULL,
	CONSTRAINT pk_topic PRIMARY KEY (id),
	CONSTRAINT ck_topic_id_length CHECK (length(id) = 16),
	CONSTRAINT ck_topic_name_nul CHECK (instr(name, char(0)) = 0),
	CONSTRAINT ck_topic_folded_nul CHECK (instr(folded, char(0)) = 0)
)
 STRICT

CREATE UNIQUE INDEX uq_topic_folded ON topic (folded) WHERE deleted_us is null

CREATE TABLE contact (
	id BLOB NOT NULL,
	edited_us INTEGER NOT NULL,
	deleted_us INTEGER,
	audience TEXT,
	first_seen_us INTEGER,
	consent INTEGER,
	merged_into_id BLOB,
	anonymised_us INTEGER,
	name TEXT NOT NULL,
	folded TEXT NOT NULL,
	CONSTRAINT pk_contact PRIMARY KEY (id),
	CONSTRAINT fk_contact_merged_into_id FOREIGN KEY(merged_into_id) REFERENCES contact (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_contact_id_length CHECK (length(id) = 16),
	CONSTRAINT ck_contact_audience_choice CHECK (audience in ('prospect', 'customer', 'colleague', 'friend', 'other')),
	CONSTRAINT ck_contact_consent_flag CHECK (consent in (0, 1)),
	CONSTRAINT ck_contact_name_nul CHECK (instr(name, char(0)) = 0),
	CONSTRAINT ck_contact_folded_nul CHECK (instr(folded, char(0)) = 0)
)
 STRICT

CREATE INDEX ix_contact_merged_into_id ON contact (merged_into_id) WHERE merged_into_id is not null

CREATE INDEX ix_contact_folded ON contact (folded)

CREATE TABLE conversion_kind (
	id BLOB NOT NULL,
	edited_us INTEGER NOT NULL,
	deleted_us INTEGER,
	label TEXT NOT NULL,
	booked INTEGER NOT NULL,
	value_minor INTEGER,
	currency TEXT,
	position INTEGER NOT NULL,
	name TEXT NOT NULL,
	folded TEXT NOT NULL,
	CONSTRAINT pk_conversion_kind PRIMARY KEY (id),
	CONSTRAINT ck_conversion_kind_id_length CHECK (length(id) = 16),
	CONSTRAINT ck_conversion_kind_label_nul CHECK (instr(label, char(0)) = 0),
	CONSTRAINT ck_conversion_kind_booked_flag CHECK (booked in (0, 1)),
	CONSTRAINT ck_conversion_kind_value_minor_exact CHECK (value_minor between -9007199254740991 and 9007199254740991),
	CONSTRAINT ck_conversion_kind_currency_code CHECK (length(currency) = 3),
	CONSTRAINT ck_conversion_kind_name_nul CHECK (instr(name, char(0)) = 0),
	CONSTRAINT ck_conversion_kind_folded_nul CHECK (instr(folded, char(0)) = 0)
)
 STRICT

CREATE UNIQUE INDEX uq_conversion_kind_folded ON conversion_kind (folded) WHERE deleted_us is null

CREATE TABLE fx_rate (
	id BLOB NOT NULL,
	edited_us INTEGER NOT NULL,
	deleted_us INTEGER,
	day TEXT NOT NULL,
	source TEXT NOT NULL,
	target TEXT NOT NULL,
	rate TEXT NOT NULL,
	CONSTRAINT pk_fx_rate PRIMARY KEY (id),
	CONSTRAINT ck_fx_rate_id_length CHECK (length(id) = 16),
	CONSTRAINT ck_fx_rate_day_iso CHECK (length(day) = 10),
	CONSTRAINT ck_fx_rate_source_nul CHECK (instr(source, char(0)) = 0),
	CONSTRAINT ck_fx_rate_target_nul CHECK (instr(target, char(0)) = 0),
	CONSTRAINT ck_fx_rate_rate_nul CHECK (instr(rate, char(0)) = 0)
)
 STRICT

CREATE UNIQUE INDEX uq_fx_rate_day_source_target ON fx_rate (day, source, target) WHERE deleted_us is null

CREATE TABLE goal (
	id BLOB NOT NULL,
	edited_us INTEGER NOT NULL,
	deleted_us INTEGER,
	metric TEXT NOT NULL,
	target TEXT NOT NULL,
	first_day TEXT NOT NULL,
	last_day TEXT NOT NULL,
	bound TEXT NOT NULL,
	scope TEXT NOT NULL,
	max_minutes INTEGER,
	max_cost_minor INTEGER,
	currency TEXT,
	set_us INTEGER,
	locked_us INTEGER,
	CONSTRAINT pk_goal PRIMARY KEY (id),
	CONSTRAINT ck_goal_last_after_first CHECK (last_day >= first_day),
	CONSTRAINT ck_goal_id_length CHECK (length(id) = 16),
	CONSTRAINT ck_goal_metric_nul CHECK (instr(metric, char(0)) = 0),
	CONSTRAINT ck_goal_target_nul CHECK (instr(target, char(0)) = 0),
	CONSTRAINT ck_goal_first_day_iso CHECK (length(first_day) = 10),
	CONSTRAINT ck_goal_last_day_iso CHECK (length(last_day) = 10),
	CONSTRAINT ck_goal_bound_nul CHECK (instr(bound, char(0)) = 0),
	CONSTRAINT ck_goal_scope_nul CHECK (instr(scope, char(0)) = 0),
	CONSTRAINT ck_goal_max_minutes_range CHECK (max_minutes >= 0),
	CONSTRAINT ck_goal_max_cost_minor_exact CHECK (max_cost_minor between -9007199254740991 and 9007199254740991),
	CONSTRAINT ck_goal_currency_code CHECK (length(currency) = 3)
)
 STRICT

CREATE TABLE baseline (
	id BLOB NOT NULL,
	edited_us INTEGER NOT NULL,
	deleted_us INTEGER,
	name TEXT NOT NULL,
	first_day TEXT NOT NULL,
	last_day TEXT NOT NULL,
	minutes INTEGER NOT NULL,
	cost_minor INTEGER NOT NULL,
	currency TEXT NOT NULL,
	conversions INTEGER NOT NULL,
	kind TEXT NOT NULL,
	revenue_minor INTEGER,
	CONSTRAINT pk_baseline PRIMARY KEY (id),
	CONSTRAINT ck_baseline_last_after_first CHECK (last_day >= first_day),
	CONSTRAINT ck_baseline_id_length CHECK (length(id) = 16),
	CONSTRAINT ck_baseline_name_nul CHECK (instr(name, char(0)) = 0),
	CONSTRAINT ck_baseline_first_day_iso CHECK (length(first_day) = 10),
	CONSTRAINT ck_baseline_last_day_iso CHECK (length(last_day) = 10),
	CONSTRAINT ck_baseline_minutes_range CHECK (minutes >= 0),
	CONSTRAINT ck_baseline_cost_minor_exact CHECK (cost_minor between -9007199254740991 and 9007199254740991),
	CONSTRAINT ck_baseline_currency_code CHECK (length(currency) = 3),
	CONSTRAINT ck_baseline_kind_nul CHECK (instr(kind, char(0)) = 0),
	CONSTRAINT ck_baseline_revenue_minor_exact CHECK (revenue_minor between -9007199254740991 and 9007199254740991)
)
 STRICT

CREATE TABLE open_hours (
	id BLOB NOT NULL,
	edited_us INTEGER NOT NULL,
	deleted_us INTEGER,
	weekday INTEGER,
	day TEXT,
	opens INTEGER,
	closes INTEGER,
	CONSTRAINT pk_open_hours PRIMARY KEY (id),
	CONSTRAINT ck_open_hours_id_length CHECK (length(id) = 16),
	CONSTRAINT ck_open_hours_weekday_range CHECK (weekday between 0 and 6),
	CONSTRAINT ck_open_hours_day_iso CHECK (length(day) = 10)
)
 STRICT

CREATE TABLE decision (
	id BLOB NOT NULL,
	edited_us INTEGER NOT NULL,
	deleted_us INTEGER,
	at_us INTEGER NOT NULL,
	zone TEXT NOT NULL,
	text TEXT NOT NULL,
	review_day TEXT,
	outcome TEXT,
	CONSTRAINT pk_decision PRIMARY KEY (id),
	CONSTRAINT ck_decision_id_length CHECK (length(id) = 16),
	CONSTRAINT ck_decision_zone_nul CHECK (instr(zone, char(0)) = 0),
	CONSTRAINT ck_decision_text_nul CHECK (instr(text, char(0)) = 0),
	CONSTRAINT ck_decision_review_day_iso CHECK (length(review_day) = 10),
	CONSTRAINT ck_decision_outcome_nul CHECK (instr(outcome, char(0)) = 0)
)
 STRICT

CREATE TABLE experiment (
	id BLOB NOT NULL,
	edited_us INTEGER NOT NULL,
	deleted_us INTEGER,
	name TEXT NOT NULL,
	"plan" TEXT NOT NULL,
	seed INTEGER NOT NULL,
	first_day TEXT NOT NULL,
	last_day TEXT NOT NULL,
	set_us INTEGER NOT NULL,
	CONSTRAINT pk_experiment PRIMARY KEY (id),
	CONSTRAINT ck_experiment_id_length CHECK (length(id) = 16),
	CONSTRAINT ck_experiment_name_nul CHECK (instr(name, char(0)) = 0),
	CONSTRAINT ck_experiment_plan_nul CHECK (instr(plan, char(0)) = 0),
	CONSTRAINT ck_experiment_first_day_iso CHECK (length(first_day) = 10),
	CONSTRAINT ck_experiment_last_day_iso CHECK (length(last_day) = 10)
)
 STRICT

CREATE TABLE scorecard (
	id BLOB NOT NULL,
	edited_us INTEGER NOT NULL,
	deleted_us INTEGER,
	name TEXT NOT NULL,
	CONSTRAINT pk_scorecard PRIMARY KEY (id),
	CONSTRAINT ck_scorecard_id_length CHECK (length(id) = 16),
	CONSTRAINT ck_scorecard_name_nul CHECK (instr(name, char(0)) = 0)
)
 STRICT

CREATE TABLE report_run (
	id BLOB NOT NULL,
	edited_us INTEGER NOT NULL,
	deleted_us INTEGER,
	made_us INTEGER NOT NULL,
	week TEXT NOT NULL,
	model TEXT NOT NULL,
	window_days INTEGER NOT NULL,
	as_of_us INTEGER NOT NULL,
	seed INTEGER NOT NULL,
	data_hash TEXT NOT NULL,
	CONSTRAINT pk_report_run PRIMARY KEY (id),
	CONSTRAINT ck_report_run_id_length CHECK (length(id) = 16),
	CONSTRAINT ck_report_run_week_nul CHECK (instr(week, char(0)) = 0),
	CONSTRAINT ck_report_run_model_nul CHECK (instr(model, char(0)) = 0),
	CONSTRAINT ck_report_run_data_hash_nul CHECK (instr(data_hash, char(0)) = 0)
)
 STRICT

CREATE TABLE setting (
	id BLOB NOT NULL,
	edited_us INTEGER NOT NULL,
	deleted_us INTEGER,
	"key" TEXT NOT NULL,
	value TEXT NOT NULL,
	CONSTRAINT pk_setting PRIMARY KEY (id),
	CONSTRAINT ck_setting_id_length CHECK (length(id) = 16),
	CONSTRAINT ck_setting_key_nul CHECK (instr(key, char(0)) = 0),
	CONSTRAINT ck_setting_value_nul CHECK (instr(value, char(0)) = 0)
)
 STRICT

CREATE UNIQUE INDEX uq_setting_key ON setting ("key") WHERE deleted_us is null

CREATE TABLE imported_file (
	id BLOB NOT NULL,
	edited_us INTEGER NOT NULL,
	deleted_us INTEGER,
	name TEXT NOT NULL,
	format TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	at_us INTEGER NOT NULL,
	rows INTEGER NOT NULL,
	CONSTRAINT pk_imported_file PRIMARY KEY (id),
	CONSTRAINT ck_imported_file_id_length CHECK (length(id) = 16),
	CONSTRAINT ck_imported_file_name_nul CHECK (instr(name, char(0)) = 0),
	CONSTRAINT ck_imported_file_format_nul CHECK (instr(format, char(0)) = 0),
	CONSTRAINT ck_imported_file_sha256_nul CHECK (instr(sha256, char(0)) = 0)
)
 STRICT

CREATE INDEX ix_imported_file_sha256 ON imported_file (sha256)

CREATE TABLE rollup_day (
	day TEXT NOT NULL,
	person_id BLOB NOT NULL,
	kind_id BLOB NOT NULL,
	level INTEGER NOT NULL,
	brand_id BLOB NOT NULL,
	known INTEGER NOT NULL,
	interactions INTEGER NOT NULL,
	us INTEGER NOT NULL,
	counted_us INTEGER NOT NULL,
	paid INTEGER NOT NULL,
	personal INTEGER NOT NULL,
	CONSTRAINT pk_rollup_day PRIMARY KEY (day, person_id, kind_id, level, brand_id, known),
	CONSTRAINT ck_rollup_day_day_iso CHECK (length(day) = 10),
	CONSTRAINT ck_rollup_day_person_id_length CHECK (length(person_id) = 16),
	CONSTRAINT ck_rollup_day_kind_id_length CHECK (length(kind_id) = 16),
	CONSTRAINT ck_rollup_day_brand_id_length CHECK (length(brand_id) = 16),
	CONSTRAINT ck_rollup_day_known_flag CHECK (known in (0, 1))
)
 WITHOUT ROWID,
 STRICT

CREATE TABLE rollup_week (
	week TEXT NOT NULL,
	person_id BLOB NOT NULL,
	kind_id BLOB NOT NULL,
	level INTEGER NOT NULL,
	brand_id BLOB NOT NULL,
	known INTEGER NOT NULL,
	interactions INTEGER NOT NULL,
	us INTEGER NOT NULL,
	counted_us INTEGER NOT NULL,
	paid INTEGER NOT NULL,
	personal INTEGER NOT NULL,
	CONSTRAINT pk_rollup_week PRIMARY KEY (week, person_id, kind_id, level, brand_id, known),
	CONSTRAINT ck_rollup_week_week_nul CHECK (instr(week, char(0)) = 0),
	CONSTRAINT ck_rollup_week_person_id_length CHECK (length(person_id) = 16),
	CONSTRAINT ck_rollup_week_kind_id_length CHECK (length(kind_id) = 16),
	CONSTRAINT ck_rollup_week_brand_id_length CHECK (length(brand_id) = 16),
	CONSTRAINT ck_rollup_week_known_flag CHECK (known in (0, 1))
)
 WITHOUT ROWID,
 STRICT

CREATE TABLE action (
	number INTEGER NOT NULL,
	at_us INTEGER NOT NULL,
	actor_id BLOB,
	device TEXT NOT NULL,
	label TEXT NOT NULL,
	op TEXT NOT NULL,
	of_action INTEGER,
	CONSTRAINT pk_action PRIMARY KEY (number),
	CONSTRAINT ck_action_op_choice CHECK (op in ('do', 'undo', 'redo')),
	CONSTRAINT ck_action_of CHECK ((op = 'do') = (of_action is null)),
	CONSTRAINT ck_action_device_nul CHECK (instr(device, char(0)) = 0),
	CONSTRAINT ck_action_label_nul CHECK (instr(label, char(0)) = 0),
	CONSTRAINT ck_action_op_nul CHECK (instr(op, char(0)) = 0)
)
 STRICT

CREATE INDEX ix_action_of_action_number ON action (of_action, number) WHERE of_action is not null

CREATE TRIGGER action_no_update before update on action begin select raise(abort, 'the change log is never rewritten'); end

CREATE TRIGGER action_no_delete before delete on action begin select raise(abort, 'the change log is never rewritten'); end

CREATE TABLE channel_kind (
	id BLOB NOT NULL,
	edited_us INTEGER NOT NULL,
	deleted_us INTEGER,
	channel_id BLOB NOT NULL,
	components TEXT NOT NULL,
	score INTEGER NOT NULL,
	idle_minutes INTEGER NOT NULL,
	position INTEGER NOT NULL,
	name TEXT NOT NULL,
	folded TEXT NOT NULL,
	CONSTRAINT pk_channel_kind PRIMARY KEY (id),
	CONSTRAINT fk_channel_kind_channel_id FOREIGN KEY(channel_id) REFERENCES channel (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_channel_kind_id_length CHECK (length(id) = 16),
	CONSTRAINT ck_channel_kind_components_digits CHECK (length(components) = 6),
	CONSTRAINT ck_channel_kind_score_range CHECK (score between 0 and 10000),
	CONSTRAINT ck_channel_kind_idle_minutes_range CHECK (idle_minutes >= 0),
	CONSTRAINT ck_channel_kind_name_nul CHECK (instr(name, char(0)) = 0),
	CONSTRAINT ck_channel_kind_folded_nul CHECK (instr(folded, char(0)) = 0)
)
 STRICT

CREATE UNIQUE INDEX uq_channel_kind_channel_id_folded ON channel_kind (channel_id, folded) WHERE deleted_us is null

CREATE TABLE product (
	id BLOB NOT NULL,
	edited_us INTEGER NOT NULL,
	deleted_us INTEGER,
	orientation TEXT,
	brand_id BLOB,
	margin_ppm INTEGER,
	name TEXT NOT NULL,
	folded TEXT NOT NULL,
	CONSTRAINT pk_product PRIMARY KEY (id),
	CONSTRAINT fk_product_brand_id FOREIGN KEY(brand_id) REFERENCES brand (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_product_id_length CHECK (length(id) = 16),
	CONSTRAINT ck_product_orientation_choice CHECK (orientation in ('product', 'service')),
	CONSTRAINT ck_product_margin_ppm_range CHECK (margin_ppm between -1000000000 and 1000000000),
	CONSTRAINT ck_product_name_nul CHECK (instr(name, char(0)) = 0),
	CONSTRAINT ck_product_folded_nul CHECK (instr(folded, char(0)) = 0)
)
 STRICT

CREATE UNIQUE INDEX uq_product_folded ON product (folded) WHERE deleted_us is null

CREATE TABLE cost (
	id BLOB NOT NULL,
	edited_us INTEGER NOT NULL,
	deleted_us INTEGER,
	name TEXT NOT NULL,
	kind TEXT NOT NULL,
	amount_minor INTEGER NOT NULL,
	currency TEXT NOT NULL,
	first_day TEXT NOT NULL,
	last_day TEXT NOT NULL,
	channel_id BLOB,
	allocation TEXT NOT NULL,
	CONSTRAINT pk_cost PRIMARY KEY (id),
	CONSTRAINT ck_cost_last_after_first CHECK (last_day >= first_day),
	CONSTRAINT fk_cost_channel_id FOREIGN KEY(channel_id) REFERENCES channel (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_cost_id_length CHECK (length(id) = 16),
	CONSTRAINT ck_cost_name_nul CHECK (instr(name, char(0)) = 0),
	CONSTRAINT ck_cost_kind_choice CHECK (kind in ('subscription', 'ad_spend', 'one_off')),
	CONSTRAINT ck_cost_amount_minor_exact CHECK (amount_minor between -9007199254740991 and 9007199254740991),
	CONSTRAINT ck_cost_currency_code CHECK (length(currency) = 3),
	CONSTRAINT ck_cost_first_day_iso CHECK (length(first_day) = 10),
	CONSTRAINT ck_cost_last_day_iso CHECK (length(last_day) = 10),
	CONSTRAINT ck_cost_allocation_choice CHECK (allocation in ('channel', 'fixed', 'minutes', 'contacts'))
)
 STRICT

CREATE TABLE rate (
	id BLOB NOT NULL,
	edited_us INTEGER NOT NULL,
	deleted_us INTEGER,
	person_id BLOB NOT NULL,
	from_day TEXT NOT NULL,
	hourly_minor INTEGER NOT NULL,
	currency TEXT NOT NULL,
	CONSTRAINT pk_rate PRIMARY KEY (id),
	CONSTRAINT ck_rate_hourly_not_negative CHECK (hourly_minor >= 0),
	CONSTRAINT fk_rate_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_rate_id_length CHECK (length(id) = 16),
	CONSTRAINT ck_rate_from_day_iso CHECK (length(from_day) = 10),
	CONSTRAINT ck_rate_hourly_minor_exact CHECK (hourly_minor between -9007199254740991 and 9007199254740991),
	CONSTRAINT ck_rate_currency_code CHECK (length(currency) = 3)
)
 STRICT

CREATE UNIQUE INDEX uq_rate_person_id_from_day ON rate (person_id, from_day) WHERE deleted_us is null

CREATE TABLE follower_count (
	id BLOB NOT NULL,
	edited_us INTEGER NOT NULL,
	deleted_us INTEGER,
	channel_id BLOB NOT NULL,
	at_us INTEGER NOT NULL,
	zone TEXT NOT NULL,
	count INTEGER,
	gained INTEGER,
	lost INTEGER,
	CONSTRAINT pk_follower_count PRIMARY KEY (id),
	CONSTRAINT fk_follower_count_channel_id FOREIGN KEY(channel_id) REFERENCES channel (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_follower_count_id_length CHECK (length(id) = 16),
	CONSTRAINT ck_follower_count_zone_nul CHECK (instr(zone, char(0)) = 0)
)
 STRICT

CREATE INDEX ix_follower_count_channel_id_at_us ON follower_count (channel_id, at_us)

CREATE TABLE praise (
	id BLOB NOT NULL,
	edited_us INTEGER NOT NULL,
	deleted_us INTEGER,
	at_us INTEGER NOT NULL,
	zone TEXT NOT NULL,
	contact_id BLOB,
	kind TEXT NOT NULL,
	public INTEGER,
	url TEXT,
	CONSTRAINT pk_praise PRIMARY KEY (id),
	CONSTRAINT fk_praise_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_praise_id_length CHECK (length(id) = 16),
	CONSTRAINT ck_praise_zone_nul CHECK (instr(zone, char(0)) = 0),
	CONSTRAINT ck_praise_kind_nul CHECK (instr(kind, char(0)) = 0),
	CONSTRAINT ck_praise_public_flag CHECK (public in (0, 1)),
	CONSTRAINT ck_praise_url_nul CHECK (instr(url, char(0)) = 0)
)
 STRICT

CREATE TABLE contact_interests (
	owner_id BLOB NOT NULL,
	position INTEGER NOT NULL,
	value BLOB NOT NULL,
	CONSTRAINT pk_contact_interests PRIMARY KEY (owner_id, position),
	CONSTRAINT fk_contact_interests_owner_id FOREIGN KEY(owner_id) REFERENCES contact (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_contact_interests_value FOREIGN KEY(value) REFERENCES topic (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT

CREATE TABLE scorecard_metrics (
	owner_id BLOB NOT NULL,
	position INTEGER NOT NULL,
	value TEXT NOT NULL,
	CONSTRAINT pk_scorecard_metrics PRIMARY KEY (owner_id, position),
	CONSTRAINT fk_scorecard_metrics_owner_id FOREIGN KEY(owner_id) REFERENCES scorecard (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_scorecard_metrics_value_nul CHECK (instr(value, char(0)) = 0)
)
 WITHOUT ROWID,
 STRICT

CREATE TABLE scorecard_targets (
	owner_id BLOB NOT NULL,
	position INTEGER NOT NULL,
	value TEXT NOT NULL,
	CONSTRAINT pk_scorecard_targets PRIMARY KEY (owner_id, position),
	CONSTRAINT fk_scorecard_targets_owner_id FOREIGN KEY(owner_id) REFERENCES scorecard (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_scorecard_targets_value_nul CHECK (instr(value, char(0)) = 0)
)
 WITHOUT ROWID,
 STRICT

CREATE TABLE contact_handles (
	owner_id BLOB NOT NULL,
	position INTEGER NOT NULL,
	value TEXT NOT NULL,
	folded TEXT NOT NULL,
	CONSTRAINT pk_contact_handles PRIMARY KEY (owner_id, position),
	CONSTRAINT fk_contact_handles_owner_id FOREIGN KEY(owner_id) REFERENCES contact (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_contact_handles_value_nul CHECK (instr(value, char(0)) = 0),
	CONSTRAINT ck_contact_handles_folded_nul CHECK (instr(folded, char(0)) = 0)
)
 WITHOUT ROWID,
 STRICT

CREATE INDEX ix_contact_handles_folded ON contact_handles (folded)

CREATE TABLE change (
	seq INTEGER NOT NULL,
	action INTEGER NOT NULL,
	op TEXT NOT NULL,
	kind TEXT NOT NULL,
	entry_id BLOB NOT NULL,
	digest BLOB NOT NULL,
	hash BLOB NOT NULL,
	CONSTRAINT pk_change PRIMARY KEY (seq),
	CONSTRAINT ck_change_op_choice CHECK (op in ('add', 'edit', 'delete')),
	CONSTRAINT fk_change_action FOREIGN KEY(action) REFERENCES action (number) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_change_op_nul CHECK (instr(op, char(0)) = 0),
	CONSTRAINT ck_change_kind_nul CHECK (instr(kind, char(0)) = 0)
)
 STRICT

CREATE INDEX ix_change_entry_id_seq ON change (entry_id, seq)

CREATE INDEX ix_change_action ON change (action)

CREATE TRIGGER change_no_update before update on change begin select raise(abort, 'the change log is never rewritten'); end

CREATE TRIGGER change_no_delete before delete on change begin select raise(abort, 'the change log is never rewritten'); end

CREATE TABLE kind_version (
	id BLOB NOT NULL,
	edited_us INTEGER NOT NULL,
	deleted_us INTEGER,
	kind_id BLOB NOT NULL,
	from_us INTEGER NOT NULL,
	components TEXT NOT NULL,
	score INTEGER NOT NULL,
	CONSTRAINT pk_kind_version PRIMARY KEY (id),
	CONSTRAINT fk_kind_version_kind_id FOREIGN KEY(kind_id) REFERENCES channel_kind (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_kind_version_id_length CHECK (length(id) = 16),
	CONSTRAINT ck_kind_version_components_digits CHECK (length(components) = 6),
	CONSTRAINT ck_kind_version_score_range CHECK (score between 0 and 10000)
)
 STRICT

CREATE UNIQUE INDEX uq_kind_version_kind_id_from_us ON kind_version (kind_id, from_us) WHERE deleted_us is null

CREATE TABLE inbound (
	id BLOB NOT NULL,
	edited_us INTEGER NOT NULL,
	deleted_us INTEGER,
	at_us INTEGER NOT NULL,
	zone TEXT NOT NULL,
	channel_id BLOB,
	kind_id BLOB,
	contact_id BLOB,
	person_id BLOB,
	thread TEXT,
	needs_reply INTEGER NOT NULL,
	first_reply_us INTEGER,
	auto INTEGER NOT NULL,
	sentiment INTEGER,
	snoozed_us INTEGER,
	ignored_us INTEGER,
	text TEXT,
	CONSTRAINT pk_inbound PRIMARY KEY (id),
	CONSTRAINT fk_inbound_channel_id FOREIGN KEY(channel_id) REFERENCES channel (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_inbound_kind_id FOREIGN KEY(kind_id) REFERENCES channel_kind (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_inbound_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_inbound_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_inbound_id_length CHECK (length(id) = 16),
	CONSTRAINT ck_inbound_zone_nul CHECK (instr(zone, char(0)) = 0),
	CONSTRAINT ck_inbound_thread_nul CHECK (instr(thread, char(0)) = 0),
	CONSTRAINT ck_inbound_needs_reply_flag CHECK (needs_reply in (0, 1)),
	CONSTRAINT ck_inbound_auto_flag CHECK (auto in (0, 1)),
	CONSTRAINT ck_inbound_sentiment_range CHECK (sentiment between -1 and 1),
	CONSTRAINT ck_inbound_text_nul CHECK (instr(text, char(0)) = 0)
)
 STRICT

CREATE INDEX ix_inbound_at_us ON inbound (at_us)

CREATE TABLE channel_kind_words (
	owner_id BLOB NOT NULL,
	position INTEGER NOT NULL,
	value TEXT NOT NULL,
	CONSTRAINT pk_channel_kind_words PRIMARY KEY (owner_id, position),
	CONSTRAINT fk_channel_kind_words_owner_id FOREIGN KEY(owner_id) REFERENCES channel_kind (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_channel_kind_words_value_nul CHECK (instr(value, char(0)) = 0)
)
 WITHOUT ROWID,
 STRICT

CREATE TABLE cost_shares (
	owner_id BLOB NOT NULL,
	position INTEGER NOT NULL,
	value TEXT NOT NULL,
	CONSTRAINT pk_cost_shares PRIMARY KEY (owner_id, position),
	CONSTRAINT fk_cost_shares_owner_id FOREIGN KEY(owner_id) REFERENCES cost (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_cost_shares_value_nul CHECK (instr(value, char(0)) = 0)
)
 WITHOUT ROWID,
 STRICT

CREATE TABLE change_content (
	seq INTEGER NOT NULL,
	salt BLOB NOT NULL,
	"before" TEXT,
	"after" TEXT NOT NULL,
	CONSTRAINT pk_change_content PRIMARY KEY (seq),
	CONSTRAINT fk_change_content_seq FOREIGN KEY(seq) REFERENCES change (seq) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_change_content_before_nul CHECK (instr(before, char(0)) = 0),
	CONSTRAINT ck_change_content_after_nul CHECK (instr(after, char(0)) = 0)
)
 STRICT

CREATE TRIGGER change_content_no_update before update on change_content begin select raise(abort, 'the change log is never rewritten'); end

CREATE TABLE interaction (
	id BLOB NOT NULL,
	edited_us INTEGER NOT NULL,
	deleted_us INTEGER,
	person_id BLOB NOT NULL,
	start_us INTEGER NOT NULL,
	end_us INTEGER NOT NULL,
	zone TEXT NOT NULL,
	source TEXT NOT NULL,
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
	CONSTRAINT pk_interaction PRIMARY KEY (id),
	CONSTRAINT ck_interaction_end_after_start CHECK (end_us >= start_us),
	CONSTRAINT fk_interaction_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_interaction_kind_id FOREIGN KEY(kind_id) REFERENCES channel_kind (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_interaction_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_interaction_brand_id FOREIGN KEY(brand_id) REFERENCES brand (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_interaction_product_id FOREIGN KEY(product_id) REFERENCES product (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_interaction_answers_id FOREIGN KEY(answers_id) REFERENCES inbound (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_interaction_id_length CHECK (length(id) = 16),
	CONSTRAINT ck_interaction_zone_nul CHECK (instr(zone, char(0)) = 0),
	CONSTRAINT ck_interaction_source_choice CHECK (source in ('timer', 'manual', 'estimate', 'import')),
	CONSTRAINT ck_interaction_several_flag CHECK (several in (0, 1)),
	CONSTRAINT ck_interaction_direction_choice CHECK (direction in ('out', 'in')),
	CONSTRAINT ck_interaction_intent_choice CHECK (intent in ('give', 'ask', 'neutral')),
	CONSTRAINT ck_interaction_ask_kind_choice CHECK (ask_kind in ('purchase', 'email_address', 'other')),
	CONSTRAINT ck_interaction_solved_flag CHECK (solved in (0, 1)),
	CONSTRAINT ck_interaction_value_added_flag CHECK (value_added in (0, 1)),
	CONSTRAINT ck_interaction_purpose_choice CHECK (purpose in ('conversation', 'list_building', 'webcare', 'other')),
	CONSTRAINT ck_interaction_components_digits CHECK (length(components) = 6),
	CONSTRAINT ck_interaction_score_range CHECK (score between 0 and 10000),
	CONSTRAINT ck_interaction_score_given_flag CHECK (score_given in (0, 1)),
	CONSTRAINT ck_interaction_overtime_milli_range CHECK (overtime_milli between 0 and 1000000),
	CONSTRAINT ck_interaction_campaign_nul CHECK (instr(campaign, char(0)) = 0),
	CONSTRAINT ck_interaction_note_nul CHECK (instr(note, char(0)) = 0)
)
 STRICT

CREATE INDEX ix_interaction_person_id_end_us ON interaction (person_id, end_us) WHERE end_us - start_us > 86400000000

CREATE INDEX ix_interaction_contact_id_start_us ON interaction (contact_id, start_us) WHERE contact_id is not null

CREATE INDEX ix_interaction_person_id_start_us ON interaction (person_id, start_us)

CREATE INDEX ix_interaction_start_us_id ON interaction (start_us, id)

CREATE TABLE timer (
	id BLOB NOT NULL,
	edited_us INTEGER NOT NULL,
	deleted_us INTEGER,
	person_id BLOB NOT NULL,
	start_us INTEGER NOT NULL,
	zone TEXT NOT NULL,
	seen_us INTEGER NOT NULL,
	boot_id TEXT NOT NULL,
	boot_us INTEGER NOT NULL,
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

CREATE TABLE pin (
	id BLOB NOT NULL,
	edited_us INTEGER NOT NULL,
	deleted_us INTEGER,
	position INTEGER NOT NULL,
	label TEXT NOT NULL,
	minutes INTEGER,
	idle_minutes INTEGER,
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
	CONSTRAINT pk_pin PRIMARY KEY (id),
	CONSTRAINT fk_pin_kind_id FOREIGN KEY(kind_id) REFERENCES channel_kind (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_pin_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_pin_brand_id FOREIGN KEY(brand_id) REFERENCES brand (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_pin_product_id FOREIGN KEY(product_id) REFERENCES product (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_pin_answers_id FOREIGN KEY(answers_id) REFERENCES inbound (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_pin_id_length CHECK (length(id) = 16),
	CONSTRAINT ck_pin_label_nul CHECK (instr(label, char(0)) = 0),
	CONSTRAINT ck_pin_minutes_range CHECK (minutes >= 0),
	CONSTRAINT ck_pin_idle_minutes_range CHECK (idle_minutes >= 0),
	CONSTRAINT ck_pin_several_flag CHECK (several in (0, 1)),
	CONSTRAINT ck_pin_direction_choice CHECK (direction in ('out', 'in')),
	CONSTRAINT ck_pin_intent_choice CHECK (intent in ('give', 'ask', 'neutral')),
	CONSTRAINT ck_pin_ask_kind_choice CHECK (ask_kind in ('purchase', 'email_address', 'other')),
	CONSTRAINT ck_pin_solved_flag CHECK (solved in (0, 1)),
	CONSTRAINT ck_pin_value_added_flag CHECK (value_added in (0, 1)),
	CONSTRAINT ck_pin_purpose_choice CHECK (purpose in ('conversation', 'list_building', 'webcare', 'other')),
	CONSTRAINT ck_pin_components_digits CHECK (length(components) = 6),
	CONSTRAINT ck_pin_score_range CHECK (score between 0 and 10000),
	CONSTRAINT ck_pin_score_given_flag CHECK (score_given in (0, 1)),
	CONSTRAINT ck_pin_overtime_milli_range CHECK (overtime_milli between 0 and 1000000),
	CONSTRAINT ck_pin_campaign_nul CHECK (instr(campaign, char(0)) = 0),
	CONSTRAINT ck_pin_note_nul CHECK (instr(note, char(0)) = 0)
)
 STRICT

CREATE TABLE conversion (
	id BLOB NOT NULL,
	edited_us INTEGER NOT NULL,
	deleted_us INTEGER,
	at_us INTEGER NOT NULL,
	zone TEXT NOT NULL,
	kind TEXT NOT NULL,
	contact_id BLOB,
	interaction_id BLOB,
	amount_minor INTEGER,
	currency TEXT,
	booked INTEGER NOT NULL,
	probability_ppm INTEGER,
	margin_ppm INTEGER,
	new_customer INTEGER,
	brand_id BLOB,
	product_id BLOB,
	campaign TEXT,
	self_reported_source TEXT,
	refund_of_id BLOB,
	note TEXT,
	CONSTRAINT pk_conversion PRIMARY KEY (id),
	CONSTRAINT ck_conversion_amount_has_currency CHECK (amount_minor is null or currency is not null),
	CONSTRAINT fk_conversion_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_conversion_interaction_id FOREIGN KEY(interaction_id) REFERENCES interaction (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_conversion_brand_id FOREIGN KEY(brand_id) REFERENCES brand (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_conversion_product_id FOREIGN KEY(product_id) REFERENCES product (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_conversion_refund_of_id FOREIGN KEY(refund_of_id) REFERENCES conversion (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_conversion_id_length CHECK (length(id) = 16),
	CONSTRAINT ck_conversion_zone_nul CHECK (instr(zone, char(0)) = 0),
	CONSTRAINT ck_conversion_kind_nul CHECK (instr(kind, char(0)) = 0),
	CONSTRAINT ck_conversion_amount_minor_exact CHECK (amount_minor between -9007199254740991 and 9007199254740991),
	CONSTRAINT ck_conversion_currency_code CHECK (length(currency) = 3),
	CONSTRAINT ck_conversion_booked_flag CHECK (booked in (0, 1)),
	CONSTRAINT ck_conversion_probability_ppm_range CHECK (probability_ppm between -1000000000 and 1000000000),
	CONSTRAINT ck_conversion_margin_ppm_range CHECK (margin_ppm between -1000000000 and 1000000000),
	CONSTRAINT ck_conversion_new_customer_flag CHECK (new_customer in (0, 1)),
	CONSTRAINT ck_conversion_campaign_nul CHECK (instr(campaign, char(0)) = 0),
	CONSTRAINT ck_conversion_self_reported_source_nul CHECK (instr(self_reported_source, char(0)) = 0),
	CONSTRAINT ck_conversion_note_nul CHECK (instr(note, char(0)) = 0)
)
 STRICT

CREATE INDEX ix_conversion_at_us ON conversion (at_us)

CREATE INDEX ix_conversion_contact_id_at_us ON conversion (contact_id, at_us) WHERE contact_id is not null

CREATE INDEX ix_conversion_interaction_id ON conversion (interaction_id) WHERE interaction_id is not null

CREATE TABLE interaction_topics (
	owner_id BLOB NOT NULL,
	position INTEGER NOT NULL,
	value BLOB NOT NULL,
	CONSTRAINT pk_interaction_topics PRIMARY KEY (owner_id, position),
	CONSTRAINT fk_interaction_topics_owner_id FOREIGN KEY(owner_id) REFERENCES interaction (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_interaction_topics_value FOREIGN KEY(value) REFERENCES topic (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT

CREATE TABLE timer_topics (
	owner_id BLOB NOT NULL,
	position INTEGER NOT NULL,
	value BLOB NOT NULL,
	CONSTRAINT pk_timer_topics PRIMARY KEY (owner_id, position),
	CONSTRAINT fk_timer_topics_owner_id FOREIGN KEY(owner_id) REFERENCES timer (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_timer_topics_value FOREIGN KEY(value) REFERENCES topic (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT

CREATE TABLE pin_topics (
	owner_id BLOB NOT NULL,
	position INTEGER NOT NULL,
	value BLOB NOT NULL,
	CONSTRAINT pk_pin_topics PRIMARY KEY (owner_id, position),
	CONSTRAINT fk_pin_topics_owner_id FOREIGN KEY(owner_id) REFERENCES pin (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_pin_topics_value FOREIGN KEY(value) REFERENCES topic (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT
