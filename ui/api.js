// @ts-check
/**
 * What the page asks of the program. The only file that touches `window.__TAURI__`.
 * Every command rejects with a `WireError`.
 */

/** @import * as wire from "./wire.d.ts" */

/** @type {any} */
const tauri = Reflect.get(window, "__TAURI__");

/** @type {(command: string, args?: object) => Promise<any>} */
const invoke = (command, args) => tauri.core.invoke(command, args);

/** @returns {Promise<wire.Opening>} */
export const openWindow = () => invoke("open_window");
/** @param {wire.NumberQuery} query @returns {Promise<wire.NumberPage>} */
export const listNumbers = (query) => invoke("list_numbers", { query });
/** @param {string} id @returns {Promise<wire.NumberDetail>} */
export const readNumber = (id) => invoke("read_number", { query: { id } });
/** @param {wire.NeighbourQuery} query @returns {Promise<string | null>} */
export const findNeighbour = (query) => invoke("find_neighbour", { query });
/** @param {wire.TypedQuery} query @returns {Promise<wire.TypedReading>} */
export const readTypedNumber = (query) => invoke("read_typed_number", { query });
/** @param {wire.NumberAddition} addition @returns {Promise<wire.Saved>} */
export const addNumber = (addition) => invoke("add_number", { addition });
/** @param {wire.NumberDraft} draft @returns {Promise<wire.NumberForesight>} */
export const foreseeNumber = (draft) => invoke("foresee_number", { draft });
/** @param {wire.NumberSave} save @returns {Promise<wire.Saved>} */
export const saveNumber = (save) => invoke("save_number", { save });
/** @param {string} id @returns {Promise<wire.Saved>} */
export const removeNumber = (id) => invoke("remove_number", { query: { id } });
/** @returns {Promise<wire.AssistantRow[]>} */
export const listAssistants = () => invoke("list_assistants");
/** @param {wire.AssistantSave} save @returns {Promise<wire.Sentence[]>} */
export const foreseeAssistant = (save) => invoke("foresee_assistant", { save });
/** @param {wire.AssistantSave} save @returns {Promise<wire.Saved>} */
export const saveAssistant = (save) => invoke("save_assistant", { save });
/** @param {string} id @returns {Promise<wire.Saved>} */
export const removeAssistant = (id) => invoke("remove_assistant", { query: { id } });
/** @param {wire.ChoiceQuery} query @returns {Promise<wire.Choices>} */
export const listChoices = (query) => invoke("list_choices", { query });
/** @param {wire.Placement} placement @returns {Promise<wire.PlacementForesight>} */
export const foreseePlacement = (placement) => invoke("foresee_placement", { placement });
/** @param {wire.Placement} placement @returns {Promise<wire.Saved>} */
export const placeAssistant = (placement) => invoke("place_assistant", { placement });
/** @returns {Promise<wire.CampaignRow[]>} */
export const listCampaigns = () => invoke("list_campaigns");
/** @param {wire.CampaignAddition} addition @returns {Promise<wire.Saved>} */
export const addCampaign = (addition) => invoke("add_campaign", { addition });
/** @param {wire.CampaignSave} save @returns {Promise<wire.Saved>} */
export const saveCampaign = (save) => invoke("save_campaign", { save });
/** @param {string} id @returns {Promise<wire.Saved>} */
export const removeCampaign = (id) => invoke("remove_campaign", { query: { id } });
/** @param {wire.RecordName} query @returns {Promise<wire.Sentence[]>} */
export const foreseeRemoval = (query) => invoke("foresee_removal", { query });
/** @param {wire.FindingQuery} query @returns {Promise<wire.FindingPage>} */
export const listFindings = (query) => invoke("list_findings", { query });
/** @param {wire.FindingName} finding @returns {Promise<wire.Saved>} */
export const mendFinding = (finding) => invoke("mend_finding", { finding });
/** @param {number} width @returns {Promise<wire.MapPicture>} */
export const readCallMap = (width) => invoke("read_call_map", { query: { width } });
/** @param {wire.PathQuery} query @returns {Promise<wire.CallPaths>} */
export const listCallPaths = (query) => invoke("list_call_paths", { query });
/** @returns {Promise<wire.Exported | null>} */
export const exportCallMap = () => invoke("export_call_map");
/** @param {wire.ProfileFields} fields @returns {Promise<wire.Saved>} */
export const saveProfile = (fields) => invoke("save_profile", { fields });
/** @param {wire.UndoQuery} query @returns {Promise<wire.Saved>} */
export const undoChange = (query) => invoke("undo_change", { query });
/** @returns {Promise<wire.Saved>} */
export const redoChange = () => invoke("redo_change");
/** @param {wire.HistoryQuery} query @returns {Promise<wire.HistoryPage>} */
export const listHistory = (query) => invoke("list_history", { query });
/** @param {wire.ChangeQuery} query @returns {Promise<wire.ChangeRecords>} */
export const readChange = (query) => invoke("read_change", { query });
/** @param {number} change @returns {Promise<wire.RestoreForesight>} */
export const foreseeRestore = (change) => invoke("foresee_restore", { query: { change } });
/** @param {number} change @returns {Promise<wire.Saved>} */
export const restoreChange = (change) => invoke("restore_change", { query: { change } });
/** @returns {Promise<wire.BackupPage>} */
export const listBackups = () => invoke("list_backups");
/** @returns {Promise<wire.BackupPage>} */
export const makeBackup = () => invoke("make_backup");
/** @param {string} name @returns {Promise<wire.Saved>} */
export const restoreBackup = (name) => invoke("restore_backup", { query: { name } });
/** @returns {Promise<wire.BackupPage | null>} */
export const chooseBackupFolder = () => invoke("choose_backup_folder");
/** @param {string} name @returns {Promise<wire.Opening>} */
export const recoverBackup = (name) => invoke("recover_backup", { query: { name } });
/** @returns {Promise<wire.ReviewHead | null>} */
export const chooseImport = () => invoke("choose_import");
/** @param {string} passphrase @returns {Promise<wire.ReviewHead | null>} */
export const openEncrypted = (passphrase) => invoke("open_encrypted", { key: { passphrase } });
/** @returns {Promise<void>} */
export const cancelReading = () => invoke("cancel_reading");
/** @param {wire.ReviewQuery} query @returns {Promise<wire.ReviewRows>} */
export const listReview = (query) => invoke("list_review", { query });
/** @param {wire.ReviewChange} change @returns {Promise<wire.ReviewHead | null>} */
export const changeReview = (change) => invoke("change_review", { change });
/** @returns {Promise<wire.Saved>} */
export const applyReview = () => invoke("apply_review");
/** @returns {Promise<void>} */
export const closeReview = () => invoke("close_review");
/** @param {wire.ExportWish} wish @returns {Promise<wire.Exported | null>} */
export const exportSetup = (wish) => invoke("export_setup", { wish });
/** @returns {Promise<wire.Opening>} */
export const openSample = () => invoke("open_sample");
/** @returns {Promise<wire.Opening>} */
export const removeSample = () => invoke("remove_sample");
/** @param {wire.PreferenceChange} change @returns {Promise<wire.Opening>} */
export const savePreferences = (change) => invoke("save_preferences", { change });

/**
 * What the program tells of its own accord.
 * @typedef {object} Events
 * @property {wire.Office} setup-changed
 * @property {null} review-reading
 * @property {wire.ReviewHead} review-changed
 * @property {wire.WireError} review-refused
 * @property {wire.WireError} backup-failed
 */

/**
 * Hears what the program tells, until the signal ends.
 * @template {keyof Events} Name
 * @param {Name} name
 * @param {(payload: Events[Name]) => void} hear
 * @param {AbortSignal} [signal] none for what is heard as long as there is a window
 */
export function listen(name, hear, signal) {
  /** @type {Promise<() => void>} */
  const listening = tauri.event.listen(name, (/** @type {{ payload: any }} */ event) => {
    if (!signal?.aborted) hear(event.payload);
  });
  signal?.addEventListener("abort", () => void listening.then((end) => end()), { once: true });
}
