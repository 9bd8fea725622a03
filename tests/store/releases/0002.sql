-- A store as roidesk made it at schema version 2, with entries, as SQL: see test_releases.py.
PRAGMA application_id = 1383033156;
PRAGMA user_version = 2;
BEGIN TRANSACTION;
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
 STRICT;
INSERT INTO "action" VALUES(1,1780000000000000,NULL,'','names','do',NULL);
INSERT INTO "action" VALUES(2,1780086400000000,NULL,'','log','do',NULL);
INSERT INTO "action" VALUES(3,1780345600000000,NULL,'','log','do',NULL);
INSERT INTO "action" VALUES(4,1780345600000001,NULL,'','edit','do',NULL);
INSERT INTO "action" VALUES(5,1780345600000002,NULL,'','delete','do',NULL);
INSERT INTO "action" VALUES(6,1780345600000003,NULL,'','convert','do',NULL);
INSERT INTO "action" VALUES(7,1780345600000004,NULL,'','cost','do',NULL);
INSERT INTO "action" VALUES(8,1780345600000005,NULL,'','delete','do',NULL);
INSERT INTO "action" VALUES(9,1780345600000006,NULL,'','undo','undo',8);
INSERT INTO "action" VALUES(10,1780432000000000,NULL,'','start','do',NULL);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
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
 STRICT;
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
 STRICT;
INSERT INTO "brand" VALUES(X'0000000000000000000000000000001E',1780000000000000,NULL,'Acme','acme');
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
 STRICT;
INSERT INTO "change" VALUES(1,1,'add','person',X'00000000000000000000000000000001',X'359619EA1666907986493B2CDE24996B2EF326983B6BFA9318BBA5AE63E98B3B',X'A4002935C7B0C5C010D06D6C9D3298A1BE394C56E3D45864329BD32544C55B28');
INSERT INTO "change" VALUES(2,1,'add','person',X'00000000000000000000000000000002',X'4E88BDC7CAA03F46B8877A45BA0CBC95EC88AB73CE8BB8384F2ACDFF7618E6A9',X'A9D38A057E48FE8099F9DC66B5AE7E7374757196213E1C83CCC7C59E338ADA41');
INSERT INTO "change" VALUES(3,1,'add','channel',X'0000000000000000000000000000000A',X'7446C67477A459E65C916841227EEA49B26410A4116C89DAE9334329F25E6454',X'9E8C352D6A1E0A8B1C18D2756BE5D751F3A5422A164E245BF3A11259A9C2D160');
INSERT INTO "change" VALUES(4,1,'add','channel_kind',X'00000000000000000000000000000014',X'1126E074E8FD40DA7341D56A821BAB390B993AD4DD248A67A57302D6B6BFE489',X'8A3E0F3AE5C312AD12ADA51330D3E612309E276715302EDF7FEF37D124C383AF');
INSERT INTO "change" VALUES(5,1,'add','channel_kind',X'00000000000000000000000000000015',X'B9BFAF3D49455170C7F5301F06E7BD5B20A727D2F95F83BDDBEC3FC818E939C1',X'64E3531882B798738CF8389E578295C19B8F86FD526092064648484B2EFD4E7C');
INSERT INTO "change" VALUES(6,1,'add','brand',X'0000000000000000000000000000001E',X'02B89DBAF33AF2DA8C7CF712A561CF49AD4543180DD749CB80CEC426329515C7',X'B20CFC07A376CB3E8450EA0D10D31586499431784D56CBB3B7A9538437B7F08F');
INSERT INTO "change" VALUES(7,1,'add','topic',X'00000000000000000000000000000028',X'C7119F3E5B7EFFE373FBC7DB4A04CEBAE205A25A473B08678C70042C3C396E38',X'035E9E788E0E719B8EEED8CF0F3CE952BB5888A373E171767DDD0954260C77CD');
INSERT INTO "change" VALUES(8,1,'add','topic',X'00000000000000000000000000000029',X'0B4C906453D86AC1A5141405F7547C257FCD4F53CFDADBF5C199A375E0BFCB24',X'C22AB158CD5C8589BF263FA2F01C2997349FF29EBED089E954B66B14EC69ADF8');
INSERT INTO "change" VALUES(9,1,'add','contact',X'00000000000000000000000000000032',X'A4731FAD1A1BA69607AFD266D69BA1F3B6F9E46BE69585F9228A0ABA2F9FCF40',X'AE2B27FD7EEE55D0B2709D02108B61694E968FCC4A8962EE24DC2F76314842E9');
INSERT INTO "change" VALUES(10,1,'add','contact',X'00000000000000000000000000000033',X'4B448A6AC39BA4DAEB9B376002897687FC6F5EF337FBA3E7B8C19AD3F7940216',X'ED6997D57E0845F9D4ACB951FB854F53B7A3E6E67521B26A7A312BFB8180C670');
INSERT INTO "change" VALUES(11,2,'add','interaction',X'00000000000000000000000000002710',X'CD7F572B9BAF89C1BA8C0A760F1F7002C2A2692B1F977DBB2076CF2C5CC4D492',X'A1018BE2D0D57871327DD9FCA14FC7B2DEC0D78A7BF3652CF8D201C9281D75CF');
INSERT INTO "change" VALUES(12,2,'add','interaction',X'00000000000000000000000000002711',X'3B063434CA81728AA582827CF32AF8E92E84621C45E1032471B8FA9A547669C0',X'1B5C4F9FE71B2517E84D7B37CBC518309F0AEBA2404F7E97F0174F4B076EF51D');
INSERT INTO "change" VALUES(13,3,'add','interaction',X'00000000000000000000000000002712',X'9F077B14A42F9DDECE50A55C80CB000AFF7E06AFE63E1DA2D839F12AE27E6C5F',X'741B7803BBBCC275CED974BB3A94D3CBDDE620BF5261FE312C27BFEA92C66990');
INSERT INTO "change" VALUES(14,3,'add','interaction',X'00000000000000000000000000002713',X'75B33B9AF17018A673BF1BBC3ECD018894DB3C6A6697A09B9ACA40DD7F9E8143',X'844FC4806A49706A817DFC7ACA2514A6C2231FC236BCB37353C553000D1CA36C');
INSERT INTO "change" VALUES(15,4,'edit','interaction',X'00000000000000000000000000002711',X'C29CB9CA249253301F0A1347B2B6AE601E147182834C7F48678A9D915021C543',X'24374EDCCBC7A7DD5B1A2C94DDBD42E55CC12CB1BD16CCBE1DF2F2A6D2EACB5D');
INSERT INTO "change" VALUES(16,5,'delete','interaction',X'00000000000000000000000000002712',X'B0984940BDA51127A36A8332302D878282221624BA29041CC9DE8ABFAE9333EE',X'97E5E3B1D4854FFFDA5194589F633F21D37D35DC4C0E56D21016CCF7FBDCDE8C');
INSERT INTO "change" VALUES(17,6,'add','conversion',X'00000000000000000000000000002714',X'76A769918148098AFA32EF28801FC856EA8FB034431DE59F21F062F498BBDD5C',X'4A3B9A91171B9E576E6AC28FCE30056E9200C92D48F0914C09DCEB6DC373102D');
INSERT INTO "change" VALUES(18,7,'add','cost',X'00000000000000000000000000002715',X'232D3B2EB687FAEDFAACF5D182FE7700773BEEE04C829BF74F7CEF4C8E87C141',X'45575D28A8C59B1670A7B4FA2EE445A1E4531F26F7A92C5FB75B93BA5FCBA8BE');
INSERT INTO "change" VALUES(19,7,'add','rate',X'00000000000000000000000000002716',X'A480FCD5EA39138F433D30030A142B7EDB41B163FA18D234057947F61E2EA264',X'8A35799336C5347CA9EA3BD83FB60A0BEDCF57F5B7EBADB9DCEAD92AEB7D88FA');
INSERT INTO "change" VALUES(20,8,'delete','interaction',X'00000000000000000000000000002713',X'6D7461D1CABD228FACE6693077052CB2C86794C3286D66EED533F0263CB8EC86',X'5D258EB51ABC8CA03EE0827D63691A2BB1EB54893C4AFDD3BFADB9E56054AD10');
INSERT INTO "change" VALUES(21,9,'edit','interaction',X'00000000000000000000000000002713',X'538DFEC96B66AEED4925445CB5631541F712361318EA3BD8731C1F432B746572',X'DFBA12468050FEF082121A100A42118C7900A354BF76F7D647EFA0CE19F8EEEF');
INSERT INTO "change" VALUES(22,10,'add','timer',X'00000000000000000000000000002717',X'03BFE8A02A550AE131108895273E5531335C334EF29694CF4110E8A6CF24F2EE',X'D7AEEDBE6185CF43A7C2E6ECCE5ABD2FF29E3B06C04BD8E3C61755573BB5E0A9');
INSERT INTO "change" VALUES(23,10,'add','setting',X'00000000000000000000000000002718',X'DDD9D9FD9856ACC68005C3F757AEFD2E283E5CB60BDE932AC8E2A942BF0651CB',X'863572993A51114691A07F29879BB7CFE1FFB8E47771A5ACFAA801ED9CC50316');
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
 STRICT;
INSERT INTO "change_content" VALUES(1,X'942F1B0143A125109A7B2E04E219AB0C',NULL,'{"edited_us":1780000000000000,"id":"00000000-0000-0000-0000-000000000001","name":"Ann"}');
INSERT INTO "change_content" VALUES(2,X'FCFA4C5B949632198681F0DFF54C6BD9',NULL,'{"edited_us":1780000000000000,"id":"00000000-0000-0000-0000-000000000002","name":"Bob"}');
INSERT INTO "change_content" VALUES(3,X'480897D75267F85CA7B91E5C3AD21E0B',NULL,'{"edited_us":1780000000000000,"id":"00000000-0000-0000-0000-00000000000a","name":"X (Twitter)"}');
INSERT INTO "change_content" VALUES(4,X'B1C2A2EC4D9CC9A768EADFA14257CF60',NULL,'{"channel_id":"00000000-0000-0000-0000-00000000000a","components":"100002","edited_us":1780000000000000,"id":"00000000-0000-0000-0000-000000000014","score":2000,"words":["tweet","post"]}');
INSERT INTO "change_content" VALUES(5,X'3FCB04A32F789EF24E8B184FABC2C0B0',NULL,'{"channel_id":"00000000-0000-0000-0000-00000000000a","components":"100022","edited_us":1780000000000000,"id":"00000000-0000-0000-0000-000000000015","name":"reply","score":4000}');
INSERT INTO "change_content" VALUES(6,X'6C316B01FE805850B6CF7189257D3357',NULL,'{"edited_us":1780000000000000,"id":"00000000-0000-0000-0000-00000000001e","name":"Acme"}');
INSERT INTO "change_content" VALUES(7,X'CC506F4F2437FF46FBAF711FD90352DD',NULL,'{"edited_us":1780000000000000,"id":"00000000-0000-0000-0000-000000000028","name":"bikes"}');
INSERT INTO "change_content" VALUES(8,X'52A744419F99648CE8E85C571194C1D4',NULL,'{"edited_us":1780000000000000,"id":"00000000-0000-0000-0000-000000000029","name":"trams"}');
INSERT INTO "change_content" VALUES(9,X'45DAA4ED1DE17D25A1E191DFAC4A7160',NULL,'{"edited_us":1780000000000000,"handles":["@carla","carla@example.com"],"id":"00000000-0000-0000-0000-000000000032","interests":["00000000-0000-0000-0000-000000000029","00000000-0000-0000-0000-000000000028"],"name":"Carla"}');
INSERT INTO "change_content" VALUES(10,X'5FA5F7565A69231039D7F71196E1CAE5',NULL,'{"edited_us":1780000000000000,"id":"00000000-0000-0000-0000-000000000033","name":"Dirk"}');
INSERT INTO "change_content" VALUES(11,X'E51A6149CD9DA7A61868BF03D3D9700A',NULL,'{"brand_id":"00000000-0000-0000-0000-00000000001e","contact_id":"00000000-0000-0000-0000-000000000032","edited_us":1780086400000000,"end_us":1780000240000000,"id":"00000000-0000-0000-0000-000000002710","kind_id":"00000000-0000-0000-0000-000000000014","note":"about bikes","person_id":"00000000-0000-0000-0000-000000000001","score":2000,"start_us":1780000000000000,"topics":["00000000-0000-0000-0000-000000000028"],"zone":"Europe/Amsterdam"}');
INSERT INTO "change_content" VALUES(12,X'C43B2338CD6B53CCD06E7C420287DE3F',NULL,'{"edited_us":1780086400000000,"end_us":1780006000000000,"id":"00000000-0000-0000-0000-000000002711","kind_id":"00000000-0000-0000-0000-000000000015","person_id":"00000000-0000-0000-0000-000000000001","score":4000,"start_us":1780001800000000,"zone":"Europe/Amsterdam"}');
INSERT INTO "change_content" VALUES(13,X'1E85BA9A47F3EF6C1863D4910C20169D',NULL,'{"edited_us":1780345600000000,"end_us":1780004800000000,"id":"00000000-0000-0000-0000-000000002712","kind_id":"00000000-0000-0000-0000-000000000014","person_id":"00000000-0000-0000-0000-000000000002","score":2000,"start_us":1780003600000000,"zone":"Europe/Amsterdam"}');
INSERT INTO "change_content" VALUES(14,X'758775A73A9B92075EB0F98897B91391',NULL,'{"contact_id":"00000000-0000-0000-0000-000000000033","edited_us":1780345600000000,"end_us":1780264600000000,"id":"00000000-0000-0000-0000-000000002713","kind_id":"00000000-0000-0000-0000-000000000014","person_id":"00000000-0000-0000-0000-000000000001","score":2000,"start_us":1780259200000000,"zone":"Europe/Amsterdam"}');
INSERT INTO "change_content" VALUES(15,X'D5B56FA1720DDB75D55258620294956C','{"edited_us":1780086400000000,"end_us":1780006000000000,"id":"00000000-0000-0000-0000-000000002711","kind_id":"00000000-0000-0000-0000-000000000015","person_id":"00000000-0000-0000-0000-000000000001","score":4000,"start_us":1780001800000000,"zone":"Europe/Amsterdam"}','{"edited_us":1780345600000001,"end_us":1780006600000000,"id":"00000000-0000-0000-0000-000000002711","kind_id":"00000000-0000-0000-0000-000000000015","note":"longer than I thought","person_id":"00000000-0000-0000-0000-000000000001","score":4000,"start_us":1780001800000000,"zone":"Europe/Amsterdam"}');
INSERT INTO "change_content" VALUES(16,X'628B6261043C7C56AFE35B2568E85424','{"edited_us":1780345600000000,"end_us":1780004800000000,"id":"00000000-0000-0000-0000-000000002712","kind_id":"00000000-0000-0000-0000-000000000014","person_id":"00000000-0000-0000-0000-000000000002","score":2000,"start_us":1780003600000000,"zone":"Europe/Amsterdam"}','{"deleted_us":1780345600000002,"edited_us":1780345600000002,"end_us":1780004800000000,"id":"00000000-0000-0000-0000-000000002712","kind_id":"00000000-0000-0000-0000-000000000014","person_id":"00000000-0000-0000-0000-000000000002","score":2000,"start_us":1780003600000000,"zone":"Europe/Amsterdam"}');
INSERT INTO "change_content" VALUES(17,X'64B015ACD68823EC193C7CB12656A61E',NULL,'{"amount_minor":24000,"at_us":1780172800000000,"booked":true,"contact_id":"00000000-0000-0000-0000-000000000032","currency":"EUR","edited_us":1780345600000003,"id":"00000000-0000-0000-0000-000000002714","interaction_id":"00000000-0000-0000-0000-000000002710","kind":"purchase","zone":"Europe/Amsterdam"}');
INSERT INTO "change_content" VALUES(18,X'469AF9BB40996342F940017F93045E5F',NULL,'{"amount_minor":6000,"channel_id":"00000000-0000-0000-0000-00000000000a","currency":"EUR","edited_us":1780345600000004,"first_day":"2026-05-01","id":"00000000-0000-0000-0000-000000002715","kind":"subscription","last_day":"2026-05-31","name":"Scheduler"}');
INSERT INTO "change_content" VALUES(19,X'94846D463254DD3988B6C73E177F0616',NULL,'{"currency":"EUR","edited_us":1780345600000004,"from_day":"2026-01-01","hourly_minor":3000,"id":"00000000-0000-0000-0000-000000002716","person_id":"00000000-0000-0000-0000-000000000001"}');
INSERT INTO "change_content" VALUES(20,X'CF2F5447B41452F921F68287B8983634','{"contact_id":"00000000-0000-0000-0000-000000000033","edited_us":1780345600000000,"end_us":1780264600000000,"id":"00000000-0000-0000-0000-000000002713","kind_id":"00000000-0000-0000-0000-000000000014","person_id":"00000000-0000-0000-0000-000000000001","score":2000,"start_us":1780259200000000,"zone":"Europe/Amsterdam"}','{"contact_id":"00000000-0000-0000-0000-000000000033","deleted_us":1780345600000005,"edited_us":1780345600000005,"end_us":1780264600000000,"id":"00000000-0000-0000-0000-000000002713","kind_id":"00000000-0000-0000-0000-000000000014","person_id":"00000000-0000-0000-0000-000000000001","score":2000,"start_us":1780259200000000,"zone":"Europe/Amsterdam"}');
INSERT INTO "change_content" VALUES(21,X'94CAACEDDE823B6EDB478824A4A461A5','{"contact_id":"00000000-0000-0000-0000-000000000033","deleted_us":1780345600000005,"edited_us":1780345600000005,"end_us":1780264600000000,"id":"00000000-0000-0000-0000-000000002713","kind_id":"00000000-0000-0000-0000-000000000014","person_id":"00000000-0000-0000-0000-000000000001","score":2000,"start_us":1780259200000000,"zone":"Europe/Amsterdam"}','{"contact_id":"00000000-0000-0000-0000-000000000033","edited_us":1780345600000006,"end_us":1780264600000000,"id":"00000000-0000-0000-0000-000000002713","kind_id":"00000000-0000-0000-0000-000000000014","person_id":"00000000-0000-0000-0000-000000000001","score":2000,"start_us":1780259200000000,"zone":"Europe/Amsterdam"}');
INSERT INTO "change_content" VALUES(22,X'BE2B2A08B173465C93B669AA2A9A55EE',NULL,'{"boot_id":"b","boot_us":1,"edited_us":1780432000000000,"id":"00000000-0000-0000-0000-000000002717","kind_id":"00000000-0000-0000-0000-000000000014","person_id":"00000000-0000-0000-0000-000000000001","score":2000,"seen_us":1780432540000000,"start_us":1780432000000000,"topics":["00000000-0000-0000-0000-000000000029"],"zone":"Europe/Amsterdam"}');
INSERT INTO "change_content" VALUES(23,X'32A20B49A7019EE97E8F08660C9230DF',NULL,'{"edited_us":1780432000000000,"id":"00000000-0000-0000-0000-000000002718","key":"currency","value":"EUR"}');
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
 STRICT;
INSERT INTO "channel" VALUES(X'0000000000000000000000000000000A',1780000000000000,NULL,NULL,NULL,0,'X (Twitter)','x (twitter)');
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
 STRICT;
INSERT INTO "channel_kind" VALUES(X'00000000000000000000000000000014',1780000000000000,NULL,X'0000000000000000000000000000000A','100002',2000,5,0,'','');
INSERT INTO "channel_kind" VALUES(X'00000000000000000000000000000015',1780000000000000,NULL,X'0000000000000000000000000000000A','100022',4000,5,0,'reply','reply');
CREATE TABLE channel_kind_words (
	owner_id BLOB NOT NULL,
	position INTEGER NOT NULL,
	value TEXT NOT NULL,
	CONSTRAINT pk_channel_kind_words PRIMARY KEY (owner_id, position),
	CONSTRAINT fk_channel_kind_words_owner_id FOREIGN KEY(owner_id) REFERENCES channel_kind (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_channel_kind_words_value_nul CHECK (instr(value, char(0)) = 0)
)
 WITHOUT ROWID,
 STRICT;
INSERT INTO "channel_kind_words" VALUES(X'00000000000000000000000000000014',0,'tweet');
INSERT INTO "channel_kind_words" VALUES(X'00000000000000000000000000000014',1,'post');
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
 STRICT;
CREATE TABLE closed_week_people (
	owner_id BLOB NOT NULL,
	position INTEGER NOT NULL,
	value BLOB NOT NULL,
	CONSTRAINT pk_closed_week_people PRIMARY KEY (owner_id, position),
	CONSTRAINT fk_closed_week_people_owner_id FOREIGN KEY(owner_id) REFERENCES closed_week (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_closed_week_people_value FOREIGN KEY(value) REFERENCES person (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
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
 STRICT;
INSERT INTO "contact" VALUES(X'00000000000000000000000000000032',1780000000000000,NULL,NULL,NULL,NULL,NULL,NULL,'Carla','carla');
INSERT INTO "contact" VALUES(X'00000000000000000000000000000033',1780000000000000,NULL,NULL,NULL,NULL,NULL,NULL,'Dirk','dirk');
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
 STRICT;
INSERT INTO "contact_handles" VALUES(X'00000000000000000000000000000032',0,'@carla','carla');
INSERT INTO "contact_handles" VALUES(X'00000000000000000000000000000032',1,'carla@example.com','carla@example.com');
CREATE TABLE contact_interests (
	owner_id BLOB NOT NULL,
	position INTEGER NOT NULL,
	value BLOB NOT NULL,
	CONSTRAINT pk_contact_interests PRIMARY KEY (owner_id, position),
	CONSTRAINT fk_contact_interests_owner_id FOREIGN KEY(owner_id) REFERENCES contact (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_contact_interests_value FOREIGN KEY(value) REFERENCES topic (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
INSERT INTO "contact_interests" VALUES(X'00000000000000000000000000000032',0,X'00000000000000000000000000000029');
INSERT INTO "contact_interests" VALUES(X'00000000000000000000000000000032',1,X'00000000000000000000000000000028');
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
 STRICT;
INSERT INTO "conversion" VALUES(X'00000000000000000000000000002714',1780345600000003,NULL,1780172800000000,'Europe/Amsterdam','purchase',X'00000000000000000000000000000032',X'00000000000000000000000000002710',24000,'EUR',1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
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
 STRICT;
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
 STRICT;
INSERT INTO "cost" VALUES(X'00000000000000000000000000002715',1780345600000004,NULL,'Scheduler','subscription',6000,'EUR','2026-05-01','2026-05-31',X'0000000000000000000000000000000A','channel');
CREATE TABLE cost_shares (
	owner_id BLOB NOT NULL,
	position INTEGER NOT NULL,
	value TEXT NOT NULL,
	CONSTRAINT pk_cost_shares PRIMARY KEY (owner_id, position),
	CONSTRAINT fk_cost_shares_owner_id FOREIGN KEY(owner_id) REFERENCES cost (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_cost_shares_value_nul CHECK (instr(value, char(0)) = 0)
)
 WITHOUT ROWID,
 STRICT;
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
 STRICT;
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
 STRICT;
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
 STRICT;
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
 STRICT;
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
 STRICT;
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
 STRICT;
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
 STRICT;
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
	answers_id BLOB, doubt TEXT CONSTRAINT ck_interaction_doubt_choice CHECK (doubt in ('clock', 'restart')),
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
 STRICT;
INSERT INTO "interaction" VALUES(X'00000000000000000000000000002710',1780086400000000,NULL,X'00000000000000000000000000000001',1780000000000000,1780000240000000,'Europe/Amsterdam','manual',0,'out',NULL,NULL,NULL,NULL,NULL,'000000',2000,0,1000,NULL,'about bikes',X'00000000000000000000000000000014',X'00000000000000000000000000000032',X'0000000000000000000000000000001E',NULL,NULL,NULL);
INSERT INTO "interaction" VALUES(X'00000000000000000000000000002711',1780345600000001,NULL,X'00000000000000000000000000000001',1780001800000000,1780006600000000,'Europe/Amsterdam','manual',0,'out',NULL,NULL,NULL,NULL,NULL,'000000',4000,0,1000,NULL,'longer than I thought',X'00000000000000000000000000000015',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "interaction" VALUES(X'00000000000000000000000000002712',1780345600000002,1780345600000002,X'00000000000000000000000000000002',1780003600000000,1780004800000000,'Europe/Amsterdam','manual',0,'out',NULL,NULL,NULL,NULL,NULL,'000000',2000,0,1000,NULL,NULL,X'00000000000000000000000000000014',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "interaction" VALUES(X'00000000000000000000000000002713',1780345600000006,NULL,X'00000000000000000000000000000001',1780259200000000,1780264600000000,'Europe/Amsterdam','manual',0,'out',NULL,NULL,NULL,NULL,NULL,'000000',2000,0,1000,NULL,NULL,X'00000000000000000000000000000014',X'00000000000000000000000000000033',NULL,NULL,NULL,NULL);
CREATE TABLE interaction_topics (
	owner_id BLOB NOT NULL,
	position INTEGER NOT NULL,
	value BLOB NOT NULL,
	CONSTRAINT pk_interaction_topics PRIMARY KEY (owner_id, position),
	CONSTRAINT fk_interaction_topics_owner_id FOREIGN KEY(owner_id) REFERENCES interaction (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_interaction_topics_value FOREIGN KEY(value) REFERENCES topic (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
INSERT INTO "interaction_topics" VALUES(X'00000000000000000000000000002710',0,X'00000000000000000000000000000028');
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
 STRICT;
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
 STRICT;
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
 STRICT;
INSERT INTO "person" VALUES(X'00000000000000000000000000000001',1780000000000000,NULL,'Ann','ann');
INSERT INTO "person" VALUES(X'00000000000000000000000000000002',1780000000000000,NULL,'Bob','bob');
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
 STRICT;
CREATE TABLE pin_topics (
	owner_id BLOB NOT NULL,
	position INTEGER NOT NULL,
	value BLOB NOT NULL,
	CONSTRAINT pk_pin_topics PRIMARY KEY (owner_id, position),
	CONSTRAINT fk_pin_topics_owner_id FOREIGN KEY(owner_id) REFERENCES pin (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_pin_topics_value FOREIGN KEY(value) REFERENCES topic (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
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
 STRICT;
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
 STRICT;
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
 STRICT;
INSERT INTO "rate" VALUES(X'00000000000000000000000000002716',1780345600000004,NULL,X'00000000000000000000000000000001','2026-01-01',3000,'EUR');
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
 STRICT;
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
 STRICT;
INSERT INTO "rollup_day" VALUES('2026-05-28',X'00000000000000000000000000000001',X'00000000000000000000000000000014',2,X'0000000000000000000000000000001E',1,1,240000000,240000000,240000000000,480000000000);
INSERT INTO "rollup_day" VALUES('2026-05-28',X'00000000000000000000000000000001',X'00000000000000000000000000000015',3,X'00000000000000000000000000000000',0,1,3800000000,3800000000,3800000000000,15200000000000);
INSERT INTO "rollup_day" VALUES('2026-05-29',X'00000000000000000000000000000001',X'00000000000000000000000000000015',3,X'00000000000000000000000000000000',0,0,1000000000,1000000000,1000000000000,4000000000000);
INSERT INTO "rollup_day" VALUES('2026-05-31',X'00000000000000000000000000000001',X'00000000000000000000000000000014',2,X'00000000000000000000000000000000',1,1,5400000000,5400000000,5400000000000,10800000000000);
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
 STRICT;
INSERT INTO "rollup_week" VALUES('2026-W22',X'00000000000000000000000000000001',X'00000000000000000000000000000014',2,X'00000000000000000000000000000000',1,1,5400000000,5400000000,5400000000000,10800000000000);
INSERT INTO "rollup_week" VALUES('2026-W22',X'00000000000000000000000000000001',X'00000000000000000000000000000014',2,X'0000000000000000000000000000001E',1,1,240000000,240000000,240000000000,480000000000);
INSERT INTO "rollup_week" VALUES('2026-W22',X'00000000000000000000000000000001',X'00000000000000000000000000000015',3,X'00000000000000000000000000000000',0,1,4800000000,4800000000,4800000000000,19200000000000);
CREATE TABLE scorecard (
	id BLOB NOT NULL,
	edited_us INTEGER NOT NULL,
	deleted_us INTEGER,
	name TEXT NOT NULL,
	CONSTRAINT pk_scorecard PRIMARY KEY (id),
	CONSTRAINT ck_scorecard_id_length CHECK (length(id) = 16),
	CONSTRAINT ck_scorecard_name_nul CHECK (instr(name, char(0)) = 0)
)
 STRICT;
CREATE TABLE scorecard_metrics (
	owner_id BLOB NOT NULL,
	position INTEGER NOT NULL,
	value TEXT NOT NULL,
	CONSTRAINT pk_scorecard_metrics PRIMARY KEY (owner_id, position),
	CONSTRAINT fk_scorecard_metrics_owner_id FOREIGN KEY(owner_id) REFERENCES scorecard (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_scorecard_metrics_value_nul CHECK (instr(value, char(0)) = 0)
)
 WITHOUT ROWID,
 STRICT;
CREATE TABLE scorecard_targets (
	owner_id BLOB NOT NULL,
	position INTEGER NOT NULL,
	value TEXT NOT NULL,
	CONSTRAINT pk_scorecard_targets PRIMARY KEY (owner_id, position),
	CONSTRAINT fk_scorecard_targets_owner_id FOREIGN KEY(owner_id) REFERENCES scorecard (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_scorecard_targets_value_nul CHECK (instr(value, char(0)) = 0)
)
 WITHOUT ROWID,
 STRICT;
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
 STRICT;
INSERT INTO "setting" VALUES(X'00000000000000000000000000002718',1780432000000000,NULL,'currency','EUR');
CREATE TABLE "timer" (
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
 STRICT;
INSERT INTO "timer" VALUES(X'00000000000000000000000000002717',1780432000000000,NULL,X'00000000000000000000000000000001',1780432000000000,'Europe/Amsterdam',1780432540000000,'b',1,0,0,NULL,0,'out',NULL,NULL,NULL,NULL,NULL,'000000',2000,0,1000,NULL,NULL,X'00000000000000000000000000000014',NULL,NULL,NULL,NULL);
CREATE TABLE timer_gaps (
	owner_id BLOB NOT NULL,
	position INTEGER NOT NULL,
	value TEXT NOT NULL,
	CONSTRAINT pk_timer_gaps PRIMARY KEY (owner_id, position),
	CONSTRAINT fk_timer_gaps_owner_id FOREIGN KEY(owner_id) REFERENCES timer (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_timer_gaps_value_nul CHECK (instr(value, char(0)) = 0)
)
 WITHOUT ROWID,
 STRICT;
CREATE TABLE timer_topics (
	owner_id BLOB NOT NULL,
	position INTEGER NOT NULL,
	value BLOB NOT NULL,
	CONSTRAINT pk_timer_topics PRIMARY KEY (owner_id, position),
	CONSTRAINT fk_timer_topics_owner_id FOREIGN KEY(owner_id) REFERENCES timer (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_timer_topics_value FOREIGN KEY(value) REFERENCES topic (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;
INSERT INTO "timer_topics" VALUES(X'00000000000000000000000000002717',0,X'00000000000000000000000000000029');
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
 STRICT;
INSERT INTO "topic" VALUES(X'00000000000000000000000000000028',1780000000000000,NULL,'bikes','bikes');
INSERT INTO "topic" VALUES(X'00000000000000000000000000000029',1780000000000000,NULL,'trams','trams');
CREATE UNIQUE INDEX uq_person_folded ON person (folded) WHERE deleted_us is null;
CREATE UNIQUE INDEX uq_channel_folded ON channel (folded) WHERE deleted_us is null;
CREATE UNIQUE INDEX uq_brand_folded ON brand (folded) WHERE deleted_us is null;
CREATE UNIQUE INDEX uq_topic_folded ON topic (folded) WHERE deleted_us is null;
CREATE INDEX ix_contact_merged_into_id ON contact (merged_into_id) WHERE merged_into_id is not null;
CREATE INDEX ix_contact_folded ON contact (folded);
CREATE UNIQUE INDEX uq_conversion_kind_folded ON conversion_kind (folded) WHERE deleted_us is null;
CREATE UNIQUE INDEX uq_fx_rate_day_source_target ON fx_rate (day, source, target) WHERE deleted_us is null;
CREATE UNIQUE INDEX uq_setting_key ON setting ("key") WHERE deleted_us is null;
CREATE INDEX ix_imported_file_sha256 ON imported_file (sha256);
CREATE INDEX ix_action_of_action_number ON action (of_action, number) WHERE of_action is not null;
CREATE TRIGGER action_no_update before update on action begin select raise(abort, 'the change log is never rewritten'); end;
CREATE TRIGGER action_no_delete before delete on action begin select raise(abort, 'the change log is never rewritten'); end;
CREATE UNIQUE INDEX uq_channel_kind_channel_id_folded ON channel_kind (channel_id, folded) WHERE deleted_us is null;
CREATE UNIQUE INDEX uq_product_folded ON product (folded) WHERE deleted_us is null;
CREATE UNIQUE INDEX uq_rate_person_id_from_day ON rate (person_id, from_day) WHERE deleted_us is null;
CREATE INDEX ix_follower_count_channel_id_at_us ON follower_count (channel_id, at_us);
CREATE INDEX ix_contact_handles_folded ON contact_handles (folded);
CREATE INDEX ix_change_entry_id_seq ON change (entry_id, seq);
CREATE INDEX ix_change_action ON change (action);
CREATE TRIGGER change_no_update before update on change begin select raise(abort, 'the change log is never rewritten'); end;
CREATE TRIGGER change_no_delete before delete on change begin select raise(abort, 'the change log is never rewritten'); end;
CREATE UNIQUE INDEX uq_kind_version_kind_id_from_us ON kind_version (kind_id, from_us) WHERE deleted_us is null;
CREATE INDEX ix_inbound_at_us ON inbound (at_us);
CREATE TRIGGER change_content_no_update before update on change_content begin select raise(abort, 'the change log is never rewritten'); end;
CREATE INDEX ix_interaction_person_id_end_us ON interaction (person_id, end_us) WHERE end_us - start_us > 86400000000;
CREATE INDEX ix_interaction_contact_id_start_us ON interaction (contact_id, start_us) WHERE contact_id is not null;
CREATE INDEX ix_interaction_start_us_id ON interaction (start_us, id);
CREATE INDEX ix_conversion_at_us ON conversion (at_us);
CREATE INDEX ix_conversion_contact_id_at_us ON conversion (contact_id, at_us) WHERE contact_id is not null;
CREATE INDEX ix_conversion_interaction_id ON conversion (interaction_id) WHERE interaction_id is not null;
CREATE UNIQUE INDEX uq_closed_week_week ON closed_week (week) WHERE deleted_us is null;
CREATE INDEX ix_interaction_person_id_start_us_end_us ON interaction (person_id, start_us, end_us);
COMMIT;
