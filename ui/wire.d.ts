// Made from crates/vozdesk-office: UPDATE_WIRE=1 cargo test -p vozdesk-office wire

export type Plan = "essential" | "growth" | "advanced" | "enterprise";
export type NumberStatus = "active" | "inactive" | "pending";
export type AssistantKind = "inbound" | "outbound" | "custom";
export type CampaignStatus = "draft" | "scheduled" | "active" | "paused" | "completed";
export type Sentence = Array<Words>;
export type Piece = { words: string } | { place: string } | { choice: { by: string, of: Record<string, Pattern> } };
export type Pattern = string | Array<Piece>;
/** A number as typed, with the country chosen beside it. */
export type TypedNumber = { text: string, country: string };
export type FieldValue = string | boolean | number | null;
/** What a field was when editing began, if it was there, and what is asked for. */
export type FieldEdit = { was?: FieldValue, now: FieldValue | TypedNumber };
/** Edited fields, by their paths in the setup file. */
export type Edits = Record<string, FieldEdit>;
export type Words = { kind: string, text: string, };
export type WireError = { 
/**
 * The code.
 */
code: string, 
/**
 * The sentence.
 */
message: string, 
/**
 * A sentence a field, by the field's dotted path.
 */
fields: { [key in string]: string }, };
export type Theme = "system" | "light" | "dark";
export type Opening = { version: string, language: string, theme: Theme, 
/**
 * The proxy that platforms are asked through; null for the one the system names.
 */
proxy: string | null, 
/**
 * The window's strings, as patterns.
 */
texts: Record<string, Pattern>, countries: Array<CountryChoice>, 
/**
 * Letters that are searched as others, though Unicode does not take them apart.
 */
stroked: { [key in string]: string }, 
/**
 * The country of the person, as the system has it; what a new office begins with.
 */
country: string, 
/**
 * The fields of records that a form shows wherever it shows texts.
 */
fields: Fields, 
/**
 * The data folder.
 */
folder: string, 
/**
 * What is to be said of the data folder.
 */
notes: Array<string>, 
/**
 * Other copies of the office in that folder, by name.
 */
copies: Array<string>, office: Office | null, 
/**
 * Why there is no office.
 */
failure: Unopened | null, 
/**
 * If that is damage: the newest backup that can be opened.
 */
backup: BackupRow | null, };
export type CountryChoice = { code: string, name: string, callingCode: number, };
export type Fields = { number: Array<TextField>, 
/**
 * What a column of a table can hold.
 */
columns: Array<ColumnChoice>, 
/**
 * The encodings of text that can be chosen.
 */
encodings: Array<string>, };
export type TextField = { path: string, label: string, 
/**
 * It may hold line breaks.
 */
isLong: boolean, };
export type ColumnChoice = { 
/**
 * As on the command line.
 */
word: string, label: string, };
export type ProfileSave = { edits: Edits, };
export type PreferenceChange = { theme?: Theme, 
/**
 * `en` or `es`.
 */
language?: string, 
/**
 * The proxy that platforms are asked through; empty for the one the system names.
 */
proxy?: string, };
export type Unopened = { message: string, 
/**
 * What the system says of it, in its own words.
 */
details: string | null, };
export type ZoomQuery = { step: ZoomStep, };
export type ZoomStep = "in" | "out" | "reset";
export type Office = { revision: number, name: string, defaultCountry: string, plan: Plan, extraNumbers: number, 
/**
 * Numbers included in the plan; null for no limit.
 */
included: number | null, 
/**
 * Included and extra; null for no limit.
 */
allowance: number | null, numbers: number, 
/**
 * Numbers the plan has left, negative when there are more than it allows; null for no limit.
 */
numbersLeft: number | null, assistants: number, campaigns: number, 
/**
 * Findings of severity error.
 */
errors: number, isEmpty: boolean, isSample: boolean, canLeaveSample: boolean, 
/**
 * The change an undo would take back.
 */
newestChange: number | null, canRedo: boolean, };
export type Id = { id: string, };
export type Saved = { office: Office, 
/**
 * The record; null for the profile and for imports.
 */
id: string | null, 
/**
 * What was done, for the status line; null if nothing differed.
 */
title: Array<Words> | null, 
/**
 * What else changed by it.
 */
consequences: Array<Array<Words>>, };
export type Badge = { 
/**
 * How many of severity error.
 */
errors: number, 
/**
 * How many of severity warning.
 */
warnings: number, 
/**
 * How many of severity hint.
 */
hints: number, };
export type NumberQuery = { sort: NumberSort, descending: boolean, offset: number, limit: number, search: string, filter: NumberFilter, 
/**
 * Only those with this assistant in a slot.
 */
assistant: string | null, };
export type WhichNumbers = { search: string, filter: NumberFilter, 
/**
 * Only those with this assistant in a slot.
 */
assistant: string | null, };
export type NumberFilter = "all" | "noInbound" | "campaignReady" | "pending" | "withFindings";
export type NumberSort = "label" | "number" | "inbound" | "fallback" | "outbound" | "caller" | "status";
export type NumberPage = { 
/**
 * How many numbers match.
 */
found: number, 
/**
 * How many numbers have an empty inbound slot.
 */
noInbound: number, 
/**
 * How many a campaign can call from.
 */
campaignReady: number, 
/**
 * How many numbers are pending.
 */
pending: number, 
/**
 * How many have findings.
 */
withFindings: number, rows: Array<NumberRow>, 
/**
 * Those of the whole office that need the most room, a few for each column.
 */
widest: Array<NumberRow>, };
export type NumberRow = { id: string, label: string, digits: ShownDigits, inbound: Slot | null, fallback: string | null, outbound: Slot | null, callerId: string | null, status: NumberStatus, findings: Badge, 
/**
 * The field in which the number stands that was searched, where that is not the row's own.
 */
foundBy: string | null, };
export type ShownDigits = { country: string | null, number: string | null, areaCode: string | null, };
export type Slot = { id: string, name: string, active: boolean, };
export type NumberDetail = { id: string, name: string, 
/**
 * The digits in E.164; null while they are waited for.
 */
e164: string | null, digits: ShownDigits, status: NumberStatus, 
/**
 * The texts of its fields, by path.
 */
texts: { [key in string]: string }, inboundAssistant: string | null, fallback: NumberInField | null, 
/**
 * What its platform does with a fallback destination, if it does not do as VozDesk says.
 */
fallbackNote: string | null, outboundAssistant: string | null, callerId: NumberInField | null, 
/**
 * What happens to its calls.
 */
routes: Array<RouteWords>, findings: Array<FindingRow>, 
/**
 * How many other numbers name its digits as fallback destination or caller ID.
 */
references: number, 
/**
 * How it stands with a platform that the office is connected to, when the two were last compared.
 */
sync: Standing | null, };
export type Standing = { told: Array<Words>, 
/**
 * In how many fields the two differ.
 */
differ: number, };
export type NumberInField = { e164: string, country: string | null, 
/**
 * The text, as one types it in that country.
 */
typed: string, 
/**
 * Whose it is, if it is one of ours.
 */
ours: Array<Words> | null, 
/**
 * That its range is not known.
 */
hint: string | null, };
export type NeighbourQuery = { id: string, sort: NumberSort, descending: boolean, 
/**
 * 1 for the next number in the table, -1 for the one before.
 */
step: number, search: string, filter: NumberFilter, 
/**
 * Only those with this assistant in a slot.
 */
assistant: string | null, };
export type TypedQuery = { text: string, country: string, 
/**
 * The number in whose fallback destination it is typed.
 */
fallbackOf?: string, };
export type TypedReading = { 
/**
 * The number, if it is one.
 */
number: NumberInField | null, 
/**
 * Why it cannot be taken.
 */
refusal: string | null, };
export type NumberSave = { id: string, edits: Edits, 
/**
 * The person has seen that fallbacks lead in a circle.
 */
allowLoop: boolean, 
/**
 * Fallbacks and caller IDs that name the old digits follow corrected ones.
 */
referencesFollow: boolean, };
export type NumberSaved = { number: NumberDetail, office: Office, 
/**
 * The record; null for the profile and for imports.
 */
id: string | null, 
/**
 * What was done, for the status line; null if nothing differed.
 */
title: Array<Words> | null, 
/**
 * What else changed by it.
 */
consequences: Array<Array<Words>>, };
export type NumberDraft = { id: string, edits: Edits, };
export type NumberForesight = { routes: Array<RouteWords>, 
/**
 * The loop the fallback would close, in words.
 */
closesLoop: Array<Words> | null, 
/**
 * Campaigns that could not run any more.
 */
blocks: Array<Array<Words>>, };
export type NumberAddition = { number: TypedNumber | null, request: NumberRequest | null, label: string, };
export type NumberRequest = { country: string, areaCode: string, };
export type Purpose = "campaign" | "inbound" | "outbound" | "both";
export type ChoiceQuery = { purpose: Purpose, search: string, limit: number, 
/**
 * This number is listed first, whatever is searched.
 */
chosen: string | null, 
/**
 * The assistant that is to get it; what it holds already is not listed.
 */
assistant: string | null, };
export type Choices = { found: number, rows: Array<Choice>, };
export type Choice = { id: string, name: string, digits: ShownDigits, 
/**
 * Who is in the slot, or would speak.
 */
holder: string | null, 
/**
 * What people would see.
 */
callerId: string | null, 
/**
 * Why it cannot be used now.
 */
reason: Array<Words> | null, };
export type AssistantRow = { id: string, name: string, kind: AssistantKind, role: string, active: boolean, greeting: string, voice: string, 
/**
 * Names of the numbers whose calls it answers, the first few.
 */
answers: Array<string>, answersCount: number, 
/**
 * Names of the numbers it calls from, the first few.
 */
callsFrom: Array<string>, callsFromCount: number, findings: Badge, };
export type AssistantSave = { id: string, edits: Edits, };
export type Placement = { 
/**
 * An assistant that is there; else a new one of these fields.
 */
assistant: string | null, edits: Edits, inbound: boolean, outbound: boolean, source: NumberSource, 
/**
 * The existing number.
 */
number: string | null, country: string, areaCode: string, label: string, 
/**
 * Who answers calls back to a new number.
 */
callBacks: string | null, };
export type NumberSource = "new" | "existing" | "later";
export type PlacementForesight = { 
/**
 * Who loses a slot of the number.
 */
losers: Array<string>, consequences: Array<Array<Words>>, routes: Array<RouteWords>, 
/**
 * Numbers the plan has left afterwards; null for no limit.
 */
numbersLeft: number | null, };
export type CampaignRow = { id: string, name: string, status: CampaignStatus, number: string, numberName: string, digits: ShownDigits, 
/**
 * Who will speak.
 */
speaks: Slot | null, 
/**
 * What people will see.
 */
callerId: string | null, 
/**
 * The field of its number where that is mended, by its path.
 */
mendAt: string | null, 
/**
 * Why its number cannot be used for campaigns.
 */
reason: Array<Words> | null, 
/**
 * It is not completed and cannot run.
 */
isBlocked: boolean, };
export type CampaignSave = { id: string, edits: Edits, };
export type CampaignAddition = { name: string, number: string, status: CampaignStatus, };
export type RouteWords = { 
/**
 * `inbound`, `unavailable` or `outbound`.
 */
kind: string, 
/**
 * The assistant that is unavailable.
 */
assistant: string | null, words: Array<Words>, 
/**
 * It is another than before the edits.
 */
isNew: boolean, 
/**
 * Callers reach nobody.
 */
isLost: boolean, };
export type MapQuery = { width: number, };
export type MapPicture = { width: number, height: number, heads: Array<MapHead>, nodes: Array<MapNode>, edges: Array<MapEdge>, isGrouped: boolean, };
export type MapNode = { 
/**
 * `inbound`, `numbers`, `outbound` or `fallbacks`.
 */
column: string, 
/**
 * `assistant`, `number`, `numbers`, `outside` or `more`.
 */
kind: string, 
/**
 * The record; of `numbers`, the assistant that answers them.
 */
id: string | null, x: number, y: number, width: number, height: number, pad: number, name: string, nameIsNumber: boolean, side: string | null, sideIsNumber: boolean, isOff: boolean, findings: Badge, 
/**
 * What happens to its calls.
 */
words: Array<Words>, };
export type MapHead = { x: number, y: number, text: string, };
export type MapEdge = { 
/**
 * `in`, `out` or `fall`.
 */
kind: string, isOff: boolean, from: number, to: number, path: string, whole: string, };
export type PathQuery = { search: string, offset: number, limit: number, };
export type CallPath = { id: string, name: string, digits: ShownDigits, routes: Array<RouteWords>, };
export type CallPaths = { found: number, rows: Array<CallPath>, };
export type FindingQuery = { 
/**
 * `error`, `warning` or `hint`; all if absent.
 */
severity: string | null, 
/**
 * Only what stands at this record.
 */
about: string | null, search: string, offset: number, limit: number, };
export type FindingPage = { 
/**
 * How many there are in all, whatever is searched.
 */
counts: Badge, 
/**
 * How many match.
 */
found: number, 
/**
 * How many records were looked at.
 */
checked: number, rows: Array<FindingRow>, };
export type FindingRow = { code: string, severity: string, 
/**
 * `number`, `assistant`, `campaign` or `setup`.
 */
kind: string, id: string | null, name: string, 
/**
 * What tells it from others of its name.
 */
side: string, message: Array<Words>, 
/**
 * The members of a loop, the first again at the end.
 */
chain: Array<string>, 
/**
 * What the mend that acts at once is called.
 */
mend: string | null, 
/**
 * Where somebody has to choose: `assistant`, `fallback`, `caller_id`, `label`, `status`, `digits`,
 * `campaign` or `placement`.
 */
way: string | null, };
export type FindingName = { code: string, kind: string, id: string | null, };
export type RecordName = { kind: RecordWord, id: string, };
export type RecordWord = "number" | "assistant" | "campaign";
export type ChangedRecord = { 
/**
 * `profile`, `number`, `assistant` or `campaign`.
 */
kind: string, name: string, 
/**
 * What tells it from others of its name: digits, or a kind.
 */
side: string, isNew: boolean, isGone: boolean, 
/**
 * What differs; of what is gone nothing.
 */
fields: Array<ChangedField>, };
export type ChangedField = { label: string, 
/**
 * Null for nothing.
 */
from: string | null, 
/**
 * Null for nothing.
 */
to: string | null, isNumber: boolean, };
export type UndoQuery = { 
/**
 * Undo only if this is still the newest change.
 */
change?: number, };
export type HistoryQuery = { 
/**
 * Only changes before this one; null for the newest.
 */
before: number | null, limit: number, };
export type HistoryPage = { rows: Array<HistoryRow>, 
/**
 * How many changes history holds.
 */
kept: number, };
export type HistoryRow = { change: number, 
/**
 * RFC 3339 in UTC.
 */
at: string, title: Array<Words>, added: number, changed: number, removed: number, undone: boolean, 
/**
 * It is what there is: Undo takes it back, and there is nothing to restore.
 */
isNewest: boolean, };
export type ChangeQuery = { change: number, offset: number, limit: number, };
export type ChangeRecords = { total: number, rows: Array<ChangedRecord>, };
export type ChangeName = { change: number, };
export type RestoreForesight = { added: TouchedRecords, changed: TouchedRecords, removed: TouchedRecords, 
/**
 * What else would change by it.
 */
consequences: Array<Array<Words>>, };
export type TouchedRecords = { count: number, 
/**
 * What the first of them are called.
 */
names: Array<string>, };
export type TakeBack = { change: number, 
/**
 * The clashes that go back all the same, by their keys; null asks about them.
 */
back: Array<string> | null, };
export type TakenBackAnswer = { saved: Saved | null, clashes: Array<ClashRow>, };
export type ClashRow = { key: string, 
/**
 * The record's name.
 */
name: string, 
/**
 * The field's visible name; null where it is the record as a whole, which stays.
 */
field: string | null, 
/**
 * Others need it as it is now; else later changes touched it.
 */
isNeeded: boolean, 
/**
 * Null where there was nothing.
 */
before: string | null, changed: string | null, now: string | null, };
export type BackupPage = { folder: string, 
/**
 * The newest first.
 */
rows: Array<BackupRow>, 
/**
 * Why the folder cannot be read, in words.
 */
failure: string | null, };
export type BackupRow = { name: string, 
/**
 * RFC 3339 in UTC.
 */
at: string, bytes: number, };
export type BackupName = { name: string, };
export type ReviewHead = { files: Array<ReviewFile>, isReplace: boolean, added: number, changed: number, removed: number, problems: number, warnings: number, unchanged: number, included: number, total: number, findings: Difference, 
/**
 * What else would change, the first ones told.
 */
consequences: Array<Array<Words>>, 
/**
 * Who stands in for names that nobody bears.
 */
standIns: Array<StandInRow>, };
export type Difference = { fewer: number, new: number, 
/**
 * How many of the new ones are errors.
 */
newErrors: number, };
export type SyncQuery = { 
/**
 * Null: the first connection.
 */
platform: string | null, };
export type PlatformName = { platform: string, };
export type NewConnection = { platform: string, 
/**
 * As it was typed or pasted.
 */
key: string, };
export type SyncOffice = { 
/**
 * All that can be connected, in order.
 */
platforms: Array<SyncPlatform>, connections: Array<ConnectionRow>, 
/**
 * The newest plan of the connection shown; null before the first compare.
 */
plan: SyncPlan | null, 
/**
 * The word of the connection shown.
 */
shown: string | null, 
/**
 * That sending there was interrupted, and nobody has compared since.
 */
interrupted: string | null, };
export type SyncPlatform = { word: string, name: string, host: string, 
/**
 * Where to find the key there, a sentence each.
 */
steps: Array<string>, takes: PlatformTakes, };
export type PlatformTakes = { label: TakesWord, inbound: TakesWord, outbound: TakesWord, 
/**
 * Fallback destination and caller ID.
 */
others: TakesWord, };
export type TakesWord = "send" | "hand" | "none";
export type ConnectionRow = { platform: string, name: string, host: string, key: "keyring" | "session" | "none", 
/**
 * Why the key is kept for this session only.
 */
note: string | null, 
/**
 * RFC 3339; null before the first compare.
 */
comparedAt: string | null, };
export type SyncPlan = { digest: string, 
/**
 * The office was changed since, or the plan was sent: it is to be made again.
 */
isStale: boolean, 
/**
 * How many numbers are the same.
 */
settled: number, send: number, bring: number, decide: number, hand: number, know: number, problems: number, };
export type DoneMark = { platform: string, key: string, isDone: boolean, };
export type PushWish = { platform: string, digest: string, 
/**
 * Rows to send that are not ticked, by their keys.
 */
leftOut: Array<string>, 
/**
 * Rows to decide that are decided for the value here.
 */
here: Array<string>, 
/**
 * What is asked was answered with yes.
 */
isSure: boolean, };
export type PushForesight = { changes: number, 
/**
 * What callers will notice.
 */
callers: Array<CallerNotice>, 
/**
 * To be answered with yes before anything is sent.
 */
ask: PushAsk | null, 
/**
 * Nothing can be sent while there are any.
 */
problems: Array<string>, 
/**
 * Everything that would be sent, all of it waiting.
 */
rows: Array<PushRow>, };
export type PushAsk = { title: string, text: string, confirm: string, };
export type PushRow = { key: string, entry: string, sub: string | null, label: string, value: string | null, outcome: PushOutcome, 
/**
 * The outcome in words.
 */
said: string, message: string | null, };
export type PushOutcome = "waiting" | "sending" | "done" | "already" | "changed_there" | "not_taken" | "refused" | "unknown" | "not_tried";
export type PushProgress = { done: number, total: number, 
/**
 * Rows that have changed.
 */
rows: Array<PushRow>, };
export type PushReport = { title: string, left: string | null, 
/**
 * Failures first.
 */
rows: Array<PushRow>, 
/**
 * Why it ended early.
 */
stopped: string | null, 
/**
 * All of it as plain text.
 */
report: string, };
export type PullWish = { platform: string, 
/**
 * Rows to bring that are not ticked.
 */
leftOut: Array<string>, 
/**
 * Rows to decide that are decided for the platform's value.
 */
there: Array<string>, 
/**
 * Ticked rows of numbers that were removed here.
 */
add: Array<string>, 
/**
 * Ticked rows of assistants that may be the same.
 */
link: Array<string>, };
export type CallerNotice = { of: NoticeOf, entry: string, sub: string | null, sentences: Array<Array<Words>>, };
export type NoticeOf = "inbound" | "outbound" | "nobody";
export type PlanQuery = { platform: string, group: SyncGroup, offset: number, limit: number, };
export type SyncGroup = "send" | "bring" | "decide" | "hand" | "know";
export type SyncKind = "number" | "assistant";
export type SyncWhat = "field" | "new_number" | "new_assistant" | "renamed" | "link" | "removed_here" | "other";
export type SyncRow = { group: SyncGroup, 
/**
 * Unique within the plan.
 */
key: string, kind: SyncKind, what: SyncWhat, 
/**
 * E.164; rows of one number stand one after the other.
 */
number: string | null, 
/**
 * Its dotted path.
 */
field: string | null, entry: string, sub: string | null, 
/**
 * What people call the field, or the matter.
 */
label: string, 
/**
 * As last seen, of what is to be decided.
 */
seen: string | null, isSeen: boolean, 
/**
 * Null is nobody or nothing.
 */
here: string | null, 
/**
 * Null is nobody or nothing.
 */
there: string | null, 
/**
 * What to do, or what the matter is.
 */
message: Sentence | null, 
/**
 * Where to click there.
 */
place: string | null, 
/**
 * What its tick begins with.
 */
isTicked: boolean, isDone: boolean, 
/**
 * Why it cannot be sent or brought as it is.
 */
problem: string | null, };
export type ReviewFile = { name: string, 
/**
 * `setup`, `table`, `workbook`, or what a platform lists: `numbers` or `assistants`.
 */
kind: string, 
/**
 * The platform whose list it is, by the name it writes.
 */
platform: string | null, bytes: number, 
/**
 * How a table or workbook is read; null for all else.
 */
table: ReviewTable | null, };
export type ReviewTable = { columns: Array<ReviewColumn>, 
/**
 * The row of its headings.
 */
headings: number | null, 
/**
 * The program that exports such tables.
 */
program: string | null, 
/**
 * The sheet that is read, and all there are; of a workbook.
 */
sheet: string | null, sheets: Array<ReviewSheet>, 
/**
 * The encoding of its text, and whether nothing but its letters says so; of all but a workbook.
 */
encoding: string | null, isGuess: boolean, 
/**
 * Nobody needs to be asked what its columns hold.
 */
isSure: boolean, mends: Array<ReviewMend>, ways: Array<ReviewWay>, };
export type ReviewSheet = { name: string, 
/**
 * How many of its rows hold anything.
 */
rows: number, };
export type ReviewColumn = { 
/**
 * Its place, from 0, and the letters of it.
 */
at: number, letters: string, heading: string, 
/**
 * What it holds, as on the command line; null is passed over.
 */
field: string | null, 
/**
 * What its first cells say.
 */
cells: Array<string>, };
export type ReviewMend = { 
/**
 * The word of the field, as on the command line.
 */
field: string, found: string, 
/**
 * The row, where it is that of one number.
 */
row: number | null, 
/**
 * Null where a problem offers to say it.
 */
meant: string | null, };
export type ReviewWay = { field: string, way: string, };
export type ReviewAlike = { id: string, name: string, };
export type ReviewQuery = { group: ReviewGroup, offset: number, limit: number, };
export type ReviewGroup = "problems" | "warnings" | "changed" | "added" | "removed";
export type ReviewRows = Array<ReviewEntry> | Array<ReviewProblem>;
export type ReviewEntry = { key: string, included: boolean, notes: Array<Array<Words>>, 
/**
 * `profile`, `number`, `assistant` or `campaign`.
 */
kind: string, name: string, 
/**
 * What tells it from others of its name: digits, or a kind.
 */
side: string, isNew: boolean, isGone: boolean, 
/**
 * What differs; of what is gone nothing.
 */
fields: Array<ChangedField>, };
export type ReviewProblem = { file: string, 
/**
 * What people call the entry; null for the file as a whole.
 */
entry: string | null, 
/**
 * The visible name of the field, or the pointer where there is none.
 */
field: string, line: number, column: number, message: string, 
/**
 * The cell of a workbook, such as `Numbers!B7`.
 */
cell: string | null, 
/**
 * The name in the slot, if the problem is that nobody is called so.
 */
nobody: string | null, 
/**
 * Who is called nearly so.
 */
alike: ReviewAlike | null, 
/**
 * Which of the review's files it is in, from 0.
 */
fileAt: number, 
/**
 * The row of the table.
 */
row: number, 
/**
 * The cell that is not understood, where somebody can say what is meant.
 */
mend: ReviewMend | null, 
/**
 * How all such cells of the column can be taken.
 */
ways: Array<string>, };
export type ReviewChange = { isReplace?: boolean, 
/**
 * The entry to leave out or put back.
 */
key?: string, included?: boolean, table?: TableChange, standIn?: StandInChange, };
export type StandInChange = { 
/**
 * As the files have it.
 */
name: string, choice: StandInChoice, };
export type StandInChoice = { "existing": string } | "new" | "nobody";
export type StandInRow = { name: string, 
/**
 * The assistant's name; null for a new one.
 */
assistant: string | null, };
export type TableChange = { 
/**
 * Which of the review's files, from 0.
 */
file: number, column?: ColumnChange, 
/**
 * The sheet of a workbook.
 */
sheet?: string, 
/**
 * The encoding of its text.
 */
encoding?: string, mend?: MendChange, way?: WayChange, };
export type ColumnChange = { 
/**
 * Its place, from 0.
 */
at: number, 
/**
 * Null is passed over.
 */
field: string | null, };
export type MendChange = { field: string, 
/**
 * What stands in it.
 */
found: string, row: number, 
/**
 * Null takes it back.
 */
meant: string | null, };
export type WayChange = { field: string, way: string, isOn: boolean, };
export type CopyName = { name: string, };
export type PastedList = { text: string, };
export type Passphrase = { passphrase: string, };
export type CloseAnswer = { 
/**
 * Nothing would be lost: it closes. Else it stays open, and the page asks about what would be.
 */
isClosing: boolean, };
export type ExportForm = "json" | "csv" | "xlsx";
export type ExportWish = { form: ExportForm, 
/**
 * Whoever opens it must know this; null for a file that anybody can open.
 */
passphrase: string | null, };
export type Exported = { path: string, bytes: number, };
