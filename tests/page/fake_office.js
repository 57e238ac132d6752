// A small office as the program would answer for it: enough for every page to be gone to. It keeps to the
// shapes of ui/wire.d.ts and knows no rule; a test says what else it answers.

const words = (text) => [{ kind: "text", text }];
const badge = { errors: 0, warnings: 0, hints: 0 };
const digits = (at) => ({ country: "US", number: `+1 415 555 ${String(at).padStart(4, "0")}`, areaCode: null });
const range = (from, to, make) => Array.from({ length: Math.max(0, to - from) }, (_, at) => make(from + at));
const page = (count, { offset, limit }, make) => range(offset, Math.min(count, offset + limit), make);

const row = (at) => ({
  id: `n${at}`,
  label: `Desk ${at}`,
  digits: digits(at),
  inbound: at % 3 ? { id: "a0", name: "Front Desk", active: true } : null,
  fallback: at % 5 ? null : "+1 212 555 0190",
  outbound: at % 4 ? null : { id: "a1", name: "Recall Caller", active: at % 8 !== 0 },
  callerId: null,
  status: at % 7 ? "active" : "pending",
  findings: at % 3 ? badge : { errors: 1, warnings: 0, hints: 0 },
});

const detail = (at) => ({
  id: `n${at}`,
  name: `Desk ${at}`,
  digits: digits(at),
  e164: `+1415555${String(at).padStart(4, "0")}`,
  status: "active",
  texts: { label: `Desk ${at}`, notes: "" },
  inboundAssistant: "a0",
  fallback: { e164: "+34912345678", country: "ES", typed: "912 34 56 78", ours: null, hint: null },
  outboundAssistant: null,
  callerId: null,
  routes: [{ kind: "inbound", assistant: null, words: words("Front Desk answers."), isNew: false, isLost: false }],
  findings: [finding(0)],
  references: 1,
  sync: null,
});

const finding = (at, severity = "error") => ({
  code: "inbound-unassigned",
  severity,
  kind: "number",
  id: `n${at}`,
  name: `Desk ${at}`,
  side: digits(at).number,
  message: words("No assistant answers this number."),
  chain: at % 2 ? [] : ["Desk 0", "Desk 1", "Desk 0"],
  mend: at % 2 ? null : "Clear its fallback",
  way: at % 2 ? "assistant" : null,
});

const assistants = [
  { id: "a0", name: "Front Desk", kind: "inbound", role: "receptionist", active: true, greeting: "Hello.", voice: "", answers: ["Desk 1", "Desk 2"], answersCount: 8, callsFrom: [], callsFromCount: 0, findings: badge },
  { id: "a1", name: "Recall Caller", kind: "outbound", role: "", active: false, greeting: "", voice: "", answers: [], answersCount: 0, callsFrom: ["Desk 0"], callsFromCount: 1, findings: { errors: 0, warnings: 1, hints: 0 } },
];

const campaigns = [
  { id: "c0", name: "Vaccines", status: "draft", number: "n1", numberName: "Desk 1", digits: digits(1), speaks: null, callerId: null, mendAt: "outbound.assistant", reason: words("Cannot call: it has no outbound assistant."), isBlocked: true },
  { id: "c1", name: "Recall", status: "active", number: "n0", numberName: "Desk 0", digits: digits(0), speaks: { id: "a1", name: "Recall Caller", active: true }, callerId: "+1 415 555 0000", mendAt: null, reason: null, isBlocked: false },
];

const changed = (at) => ({
  kind: "number",
  name: `Desk ${at}`,
  side: digits(at).number,
  isNew: at % 3 === 0,
  isGone: false,
  fields: range(0, 1 + (at % 3), (field) => ({ label: ["Label", "Notes", "Status"][field], from: "before", to: `after ${at}`, isNumber: false })),
});

const node = (column, kind, id, x, y, name) => ({ column, kind, id, x, y, width: 200, height: 44, pad: 12, name, nameIsNumber: false, side: null, sideIsNumber: false, isOff: false, findings: badge, words: kind === "number" ? words("Front Desk answers.") : [] });

const platform = (word, name, host, takes) => ({ word, name, host, steps: [`Sign in at ${name}.`, "Copy a key."], takes: { label: takes[0], inbound: takes[1], outbound: takes[2], others: takes[3] } });
const platforms = [platform("retell", "Retell", "api.retellai.com", ["send", "send", "send", "hand"]), platform("vapi", "Vapi", "api.vapi.ai", ["send", "send", "hand", "hand"]), platform("twilio", "Twilio", "api.twilio.com", ["send", "none", "none", "none"])];

/** A connection with one of them. */
export const connection = (word = "retell", more = {}) => {
  const { name, host } = platforms.find((one) => one.word === word);
  return { platform: word, name, host, key: "keyring", note: null, comparedAt: "2025-03-01T10:00:00Z", ...more };
};

/** A row of a plan, about the number at this place. */
export const planRow = (group, at, more = {}) => ({
  group,
  key: `${group} ${at}`,
  kind: "number",
  what: "field",
  number: `+1415555${String(at).padStart(4, "0")}`,
  field: "label",
  entry: `Desk ${at}`,
  sub: digits(at).number,
  label: "Label",
  seen: null,
  isSeen: false,
  here: `Here ${at}`,
  there: `There ${at}`,
  message: null,
  place: null,
  isTicked: group === "send" || group === "bring",
  isDone: false,
  problem: null,
  ...more,
});

/** What the plan of the office holds, unless a test says otherwise. */
export const planRows = () => [
  planRow("send", 1, { label: "Inbound Assistant", here: "Front Desk", there: null }),
  planRow("send", 2),
  planRow("send", 2, { key: "send 2 outbound", label: "Outbound Assistant", here: "Recall Caller", there: "Night Desk" }),
  planRow("bring", 3),
  planRow("bring", 4, { kind: "assistant", what: "link", number: null, entry: "Survey Caller", sub: "Outbound", label: "Same assistant?", isTicked: false }),
  planRow("bring", 5, { what: "removed_here", label: "Removed here", here: null, isTicked: false }),
  planRow("decide", 6, { label: "Inbound Assistant", seen: "Booking Desk", isSeen: true, here: "Front Desk", there: "Night Desk" }),
  planRow("decide", 7),
  planRow("hand", 8, { label: "Fallback Destination", message: words("Enter it as the fallback number."), place: "On Retell: Phone Numbers" }),
  planRow("hand", 8, { key: "hand 8 caller", label: "Outbound Phone Number", message: words("Enter it as the caller ID.") }),
  planRow("know", 9, { label: "Gone there", message: words("It is no longer on Retell.") }),
];

/** The plan that has these rows. */
export const planOf = (rows, more = {}) => {
  const count = (group) => rows.filter((one) => one.group === group).length;
  return { digest: "d1", isStale: false, settled: 41, send: count("send"), bring: count("bring"), decide: count("decide"), hand: count("hand"), know: count("know"), problems: rows.filter(({ problem }) => problem).length, ...more };
};

/** How a row stands that is being sent. */
export const pushRow = ({ key, entry, sub, label, here }, outcome = "waiting", message = null) => ({ key, entry, sub, label, value: here, outcome, said: outcome, message });

/**
 * @param {{ numbers?: number, findings?: number, changes?: number, texts?: object, language?: string, office?: object }} [how]
 */
export function fakeOffice({ numbers = 250, findings = 300, changes = 250, texts = {}, language = "en", office: more = {} } = {}) {
  const office = {
    revision: 1,
    name: "Pier Street Vets",
    defaultCountry: "US",
    plan: "growth",
    extraNumbers: 0,
    included: 300,
    allowance: 300,
    numbers,
    numbersLeft: 300 - numbers,
    assistants: assistants.length,
    campaigns: campaigns.length,
    errors: findings,
    isEmpty: false,
    isSample: false,
    canLeaveSample: false,
    newestChange: changes,
    canRedo: false,
    ...more,
  };
  const opening = {
    version: "1.0.0",
    language,
    theme: "system",
    proxy: null,
    texts,
    countries: [
      { code: "ES", name: "España", callingCode: 34 },
      { code: "CA", name: "Canada", callingCode: 1 },
      { code: "US", name: "United States", callingCode: 1 },
    ],
    stroked: { ł: "l" },
    country: "US",
    fields: {
      number: [
        { path: "label", label: "label", isLong: false },
        { path: "notes", label: "notes", isLong: true },
      ],
      columns: [
        { word: "number", label: "number" },
        { word: "label", label: "label" },
      ],
      encodings: ["utf-8"],
    },
    folder: "/home/office/VozDesk",
    notes: [], copies: [],
    office,
    failure: null,
    backup: null,
  };
  const counts = { errors: findings, warnings: 1, hints: 0 };
  const saved = (title = "Saved") => ({ office: { ...office, revision: (office.revision += 1) }, id: "n0", title: title && words(title), consequences: [] });
  const head = {
    files: [{ name: "vets.json", kind: "setup", platform: null, bytes: 1200, table: null }],
    isReplace: false,
    added: 70,
    changed: 180,
    removed: 0,
    problems: 1,
    warnings: 0,
    unchanged: 3,
    included: 250,
    total: 250,
    findings: { fewer: 0, new: 1, newErrors: 0 },
    consequences: [],
    standIns: [],
  };
  /** How things stand with platforms; a test changes what it wants otherwise. */
  const sync = { connections: [connection()], rows: planRows(), plan: planOf(planRows()), shown: /** @type {string | undefined} */ ("retell"), interrupted: /** @type {string | null} */ (null) };
  const syncOffice = () => ({ platforms, connections: sync.connections, plan: sync.plan, shown: sync.shown ?? null, interrupted: sync.interrupted });
  const sentRows = ({ leftOut, here }) => sync.rows.filter(({ group, key }) => (group === "send" && !leftOut.includes(key)) || here.includes(key));

  const problem = { file: "vets.json", entry: "Desk 9", field: "Number", line: 12, column: 3, message: "Too short.", nobody: null };

  /** What each command answers. */
  const answers = {
    open_window: () => opening,
    list_numbers: (query) => ({ found: numbers, noInbound: 3, campaignReady: 2, pending: 1, withFindings: 4, rows: page(numbers, query, row), widest: [row(0)] }),
    read_number: (query) => detail(Number(query.id.slice(1))),
    find_neighbour: () => "n1",
    read_typed_number: (query) => read(query),
    foresee_number: () => ({ routes: [{ kind: "inbound", assistant: null, words: words("Front Desk answers."), isNew: false, isLost: false }], closesLoop: null, blocks: [] }),
    save_number: ({ id }) => ({ ...saved(), number: detail(Number(id.slice(1))) }),
    add_number: () => saved("Added"),
    remove_number: () => saved("Removed"),
    list_assistants: () => assistants,
    foresee_assistant: () => [],
    save_assistant: () => saved(),
    list_choices: () => ({ found: 2, rows: range(0, 2, (at) => ({ id: `n${at}`, name: `Desk ${at}`, digits: digits(at), holder: "Recall Caller", callerId: digits(at).number, reason: null })) }),
    foresee_placement: () => ({ losers: [], consequences: [], routes: [], numbersLeft: 1 }),
    list_campaigns: () => campaigns,
    save_campaign: () => saved(),
    foresee_removal: () => [],
    list_findings({ severity, search, ...query }) {
      const found = search ? 0 : { error: findings, warning: 1, hint: 0 }[severity] ?? findings + 1;
      return { counts, found, checked: 255, rows: page(found, query, (at) => finding(at, severity ?? (at < findings ? "error" : "warning"))) };
    },
    mend_finding: () => saved("Mended"),
    read_call_map: () => ({
      width: 900,
      height: 300,
      heads: [{ x: 20, y: 20, text: "Inbound assistants" }],
      nodes: [node("inbound", "assistant", "a0", 20, 40, "Front Desk"), node("numbers", "number", "n1", 300, 40, "Desk 1"), node("numbers", "numbers", "a0", 300, 120, "Front Desk"), node("fallbacks", "outside", null, 300, 220, "+1 212 555 0190")],
      edges: [{ kind: "in", isOff: false, from: 1, to: 0, path: "M220 62h80", whole: "M220 62h80" }, { kind: "fall", isOff: false, from: 1, to: 3, path: "M400 84v130", whole: "M400 84v130" }],
      isGrouped: true,
    }),
    list_call_paths: (query) => ({ found: numbers, rows: page(numbers, query, (at) => ({ id: `n${at}`, name: `Desk ${at}`, digits: digits(at), routes: [{ kind: "inbound", assistant: null, words: words("Front Desk answers."), isNew: false, isLost: false }] })) }),
    save_profile: () => saved(),
    undo_change: () => saved("Undone"),
    redo_change: () => saved("Done again"),
    list_history({ before, limit }) {
      const newest = before === null ? changes : before - 1;
      const rows = range(0, Math.min(limit, newest), (at) => ({ change: newest - at, at: "2025-03-01T10:00:00Z", title: words(`Saved Desk ${newest - at}`), added: 0, changed: 1, removed: 0, undone: false, isNewest: at === 0 }));
      return { kept: changes, rows };
    },
    read_change: (query) => ({ total: 130, rows: page(130, query, changed) }),
    list_backups: () => ({ folder: "/home/office/VozDesk/backups", rows: [{ name: "b1", at: "2025-03-01T10:00:00Z", bytes: 64000 }], failure: null }),
    choose_import: () => ({ ...head }),
    list_review({ group, ...query }) {
      if (group === "problems") return [problem];
      return page(head[group], query, (at) => ({ ...changed(at), key: `${group} ${at}`, included: true, notes: [] }));
    },
    change_review: () => ({ ...head, included: 249 }),
    apply_review: () => saved("Imported vets.json"),
    close_review: () => null,
    cancel_reading: () => null,
    save_preferences: ({ proxy }) => (proxy === undefined ? opening : Object.assign(opening, { proxy: proxy || null })),
    open_sync({ platform }) {
      sync.shown = platform ?? sync.connections[0]?.platform;
      return syncOffice();
    },
    connect_platform({ platform }) {
      sync.connections = [...sync.connections, connection(platform, { comparedAt: null })];
      Object.assign(sync, { shown: platform, plan: null });
      return syncOffice();
    },
    disconnect_platform({ platform }) {
      sync.connections = sync.connections.filter((one) => one.platform !== platform);
      sync.shown = sync.connections[0]?.platform;
      return syncOffice();
    },
    compare_platform: () => syncOffice(),
    list_plan_rows: ({ group, offset, limit }) => sync.rows.filter((row) => row.group === group).slice(offset, offset + limit),
    mark_done({ key, isDone }) {
      sync.rows.find((row) => row.key === key).isDone = isDone;
      return syncOffice();
    },
    foresee_push: (wish) => ({ changes: sentRows(wish).length, callers: [{ of: "inbound", entry: "Desk 1", sub: digits(1).number, sentences: [words("Front Desk answers instead of nobody.")] }], ask: null, problems: [], rows: sentRows(wish).map((row) => pushRow(row)) }),
    push_plan(wish) {
      sync.plan = { ...sync.plan, isStale: true };
      return { title: `Sent ${sentRows(wish).length}, taken ${sentRows(wish).length}`, left: null, rows: sentRows(wish).map((row) => pushRow(row, "done")), stopped: null, report: "The report." };
    },
    review_pull: () => ({ ...head }),
    cancel_sync: () => null,
  };

  /** Every command that was sent, in its order. @type {Array<[string, any]>} */
  const calls = [];
  /** What is listened to. @type {Set<{ name: string, hear: (event: { payload: any }) => void }>} */
  const subscriptions = new Set();
  return {
    opening,
    office,
    head,
    sync,
    saved,
    answers,
    calls,
    subscriptions,
    tell(name, payload) {
      for (const one of [...subscriptions]) if (one.name === name) one.hear({ payload });
    },
    tauri: {
      core: {
        async invoke(command, { request }) {
          calls.push([command, request]);
          const answer = answers[command];
          if (!answer) throw { code: "failed", message: `nothing answers ${command}`, fields: {} };
          return structuredClone(await answer(request));
        },
      },
      event: {
        async listen(name, hear) {
          const one = { name, hear };
          subscriptions.add(one);
          return () => subscriptions.delete(one);
        },
      },
    },
  };
}

/** A reading of what is typed: numbers of ten digits here, of nine in Spain, in full with +. */
export function read({ text, country }) {
  const typed = text.replace(/[^\d+]/g, "");
  const [calling, national] = typed.startsWith("+34") ? ["34", typed.slice(3)] : typed.startsWith("+1") ? ["1", typed.slice(2)] : [country === "ES" ? "34" : "1", typed];
  const wanted = calling === "34" ? 9 : 10;
  if (national.length !== wanted) return { number: null, refusal: `Here are ${wanted} digits.` };
  const shown = wanted === 9 ? national.replace(/(...)(..)(..)(..)/, "$1 $2 $3 $4") : national.replace(/(...)(...)(....)/, "($1) $2-$3");
  return { number: { e164: `+${calling}${national}`, country: wanted === 9 ? "ES" : "US", typed: shown, ours: null, hint: null }, refusal: null };
}
