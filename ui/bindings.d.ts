// Made from src-tauri/src/wire.rs: UPDATE_BINDINGS=1 cargo test -p vozdesk-desktop declarations

export type Plan = "essential" | "growth" | "advanced" | "enterprise";
export type NumberStatus = "active" | "inactive" | "pending";
export type AssistantKind = "inbound" | "outbound" | "custom";
export type Sentence = Array<Words>;
export type Piece = { words: string } | { place: string } | { choice: { by: string, of: Record<string, Pattern> } };
export type Pattern = string | Array<Piece>;
export type Words = { kind: string, text: string, };
export type WireError = { code: string, message: string, 
/**
 * A sentence a field, by the field's dotted path.
 */
fields: { [key in string]: string }, };
export type Theme = "system" | "light" | "dark";
export type Opening = { version: string, language: string, theme: Theme, 
/**
 * The window's strings, as patterns.
 */
texts: Record<string, Pattern>, countries: Array<CountryChoice>, 
/**
 * The data folder.
 */
folder: string, office: Office | null, 
/**
 * Why there is no office.
 */
failure: WireError | null, };
export type CountryChoice = { code: string, name: string, callingCode: number, };
export type Office = { revision: number, name: string, defaultCountry: string, plan: Plan, extraNumbers: number, 
/**
 * Numbers included in the plan; null for no limit.
 */
included: number | null, 
/**
 * Included and extra; null for no limit.
 */
allowance: number | null, numbers: number, assistants: number, campaigns: number, isEmpty: boolean, isSample: boolean, canLeaveSample: boolean, 
/**
 * The change an undo would take back.
 */
newestChange: number | null, canRedo: boolean, };
export type NumberQuery = { search: string, filter: NumberFilter, sort: NumberSort, descending: boolean, offset: number, limit: number, };
export type NumberFilter = "all" | "noInbound" | "pending";
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
 * How many numbers are pending.
 */
pending: number, rows: Array<NumberRow>, };
export type NumberRow = { id: string, label: string, digits: ShownDigits, inbound: Slot | null, fallback: string | null, outbound: Slot | null, callerId: string | null, status: NumberStatus, };
export type ShownDigits = { country: string | null, number: string | null, areaCode: string | null, };
export type Slot = { id: string, name: string, active: boolean, };
export type NumberDetail = { id: string, name: string, digits: ShownDigits, label: string, status: NumberStatus, notes: string, inboundAssistant: string | null, fallback: NumberInField | null, outboundAssistant: string | null, callerId: NumberInField | null, };
export type NumberInField = { e164: string, country: string | null, typed: string, };
export type NeighbourQuery = { id: string, search: string, filter: NumberFilter, sort: NumberSort, descending: boolean, 
/**
 * 1 for the next number in the table, -1 for the one before.
 */
step: number, };
export type TypedQuery = { text: string, country: string, };
export type TypedReading = { 
/**
 * The number, if it is one.
 */
number: NumberInField | null, 
/**
 * Why it is none.
 */
refusal: string | null, 
/**
 * Whose it is, if it is one of ours.
 */
ours: Array<Words> | null, 
/**
 * That its range is not known.
 */
hint: string | null, };
export type FieldEdit<W, N = W> = { was: W, now: N, };
export type TypedNumber = { text: string, country: string, };
export type NumberFields = { label?: FieldEdit<string, string>, status?: FieldEdit<NumberStatus>, notes?: FieldEdit<string, string>, inboundAssistant?: FieldEdit<string | null, string | null>, fallback?: FieldEdit<string | null, TypedNumber | null>, outboundAssistant?: FieldEdit<string | null, string | null>, callerId?: FieldEdit<string | null, TypedNumber | null>, };
export type NumberSave = { id: string, fields: NumberFields, 
/**
 * The person has seen that fallbacks lead in a circle.
 */
allowLoop: boolean, };
export type NumberAddition = { number: TypedNumber, label: string, };
export type AssistantFields = { name?: FieldEdit<string, string>, kind?: FieldEdit<AssistantKind>, role?: FieldEdit<string, string>, active?: FieldEdit<boolean, boolean>, greeting?: FieldEdit<string, string>, voice?: FieldEdit<string, string>, };
export type AssistantSave = { id: string, fields: AssistantFields, };
export type ProfileFields = { name?: FieldEdit<string, string>, defaultCountry?: FieldEdit<string, string>, plan?: FieldEdit<Plan>, extraNumbers?: FieldEdit<number, number>, };
export type AssistantRow = { id: string, name: string, kind: AssistantKind, role: string, active: boolean, greeting: string, voice: string, 
/**
 * Names of the numbers whose calls it answers, the first few.
 */
answers: Array<string>, answersCount: number, 
/**
 * Names of the numbers it calls from, the first few.
 */
callsFrom: Array<string>, callsFromCount: number, };
export type RecordName = { kind: RecordWord, id: string, };
export type RecordWord = "number" | "assistant";
export type Id = { id: string, };
export type Saved = { office: Office, 
/**
 * The record; null for the profile and for imports.
 */
id: string | null, 
/**
 * What was done, for the status line; null if nothing differed.
 */
title: Array<Words> | null, consequences: Array<Array<Words>>, };
export type UndoQuery = { 
/**
 * Undo only if this is still the newest change.
 */
change?: number, };
export type ReviewHead = { files: Array<ReviewFile>, isReplace: boolean, added: number, changed: number, removed: number, problems: number, warnings: number, unchanged: number, included: number, total: number, };
export type ReviewFile = { name: string, 
/**
 * `setup`, `vozagent-numbers` or `vozagent-assistants`.
 */
kind: string, bytes: number, };
export type ReviewQuery = { group: ReviewGroup, offset: number, limit: number, };
export type ReviewGroup = "problems" | "warnings" | "changed" | "added" | "removed";
export type ReviewRows = Array<ReviewEntry> | Array<ReviewProblem>;
export type ReviewEntry = { key: string, 
/**
 * `profile`, `number`, `assistant` or `campaign`.
 */
kind: string, name: string, 
/**
 * What tells it from others of its name: digits, or a kind.
 */
side: string, included: boolean, fields: Array<ReviewField>, notes: Array<Array<Words>>, };
export type ReviewField = { label: string, 
/**
 * Null for nothing.
 */
from: string | null, 
/**
 * Null for nothing.
 */
to: string | null, isNumber: boolean, };
export type ReviewProblem = { file: string, 
/**
 * What people call the entry; null for the file as a whole.
 */
entry: string | null, 
/**
 * The visible name of the field, or the pointer where there is none.
 */
field: string, line: number, column: number, message: string, };
export type ReviewChange = { isReplace?: boolean, 
/**
 * The entry to leave out or put back.
 */
key?: string, included?: boolean, };
export type PreferenceChange = { theme?: Theme, 
/**
 * `en` or `es`.
 */
language?: string, };
export type Exported = { path: string, bytes: number, };
