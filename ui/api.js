// @ts-check
// Made from crates/vozdesk-office: UPDATE_WIRE=1 cargo test -p vozdesk-office wire
/**
 * What the page asks of the program. The only file that touches `window.__TAURI__`.
 * Every command rejects with a `WireError`.
 */

/** @import * as wire from "./wire.d.ts" */

/** @type {any} */
const tauri = Reflect.get(window, "__TAURI__");

/** @type {(command: string, request: object) => Promise<any>} */
const invoke = (command, request) => tauri.core.invoke(command, { request });

/** @returns {Promise<wire.Opening>} */
export const openWindow = () => invoke("open_window", {});
/** @param {wire.NumberQuery} request @returns {Promise<wire.NumberPage>} */
export const listNumbers = (request) => invoke("list_numbers", request);
/** @param {wire.Id} request @returns {Promise<wire.NumberDetail>} */
export const readNumber = (request) => invoke("read_number", request);
/** @param {wire.NeighbourQuery} request @returns {Promise<string | null>} */
export const findNeighbour = (request) => invoke("find_neighbour", request);
/** @param {wire.TypedQuery} request @returns {Promise<wire.TypedReading>} */
export const readTypedNumber = (request) => invoke("read_typed_number", request);
/** @param {wire.NumberAddition} request @returns {Promise<wire.Saved>} */
export const addNumber = (request) => invoke("add_number", request);
/** @param {wire.NumberDraft} request @returns {Promise<wire.NumberForesight>} */
export const foreseeNumber = (request) => invoke("foresee_number", request);
/** @param {wire.NumberSave} request @returns {Promise<wire.NumberSaved>} */
export const saveNumber = (request) => invoke("save_number", request);
/** @param {wire.Id} request @returns {Promise<wire.Saved>} */
export const removeNumber = (request) => invoke("remove_number", request);
/** @param {wire.ChoiceQuery} request @returns {Promise<wire.Choices>} */
export const listChoices = (request) => invoke("list_choices", request);
/** @returns {Promise<wire.AssistantRow[]>} */
export const listAssistants = () => invoke("list_assistants", {});
/** @param {wire.AssistantSave} request @returns {Promise<wire.Sentence[]>} */
export const foreseeAssistant = (request) => invoke("foresee_assistant", request);
/** @param {wire.AssistantSave} request @returns {Promise<wire.Saved>} */
export const saveAssistant = (request) => invoke("save_assistant", request);
/** @param {wire.Id} request @returns {Promise<wire.Saved>} */
export const removeAssistant = (request) => invoke("remove_assistant", request);
/** @param {wire.Placement} request @returns {Promise<wire.PlacementForesight>} */
export const foreseePlacement = (request) => invoke("foresee_placement", request);
/** @param {wire.Placement} request @returns {Promise<wire.Saved>} */
export const placeAssistant = (request) => invoke("place_assistant", request);
/** @returns {Promise<wire.CampaignRow[]>} */
export const listCampaigns = () => invoke("list_campaigns", {});
/** @param {wire.CampaignAddition} request @returns {Promise<wire.Saved>} */
export const addCampaign = (request) => invoke("add_campaign", request);
/** @param {wire.CampaignSave} request @returns {Promise<wire.Saved>} */
export const saveCampaign = (request) => invoke("save_campaign", request);
/** @param {wire.Id} request @returns {Promise<wire.Saved>} */
export const removeCampaign = (request) => invoke("remove_campaign", request);
/** @param {wire.RecordName} request @returns {Promise<wire.Sentence[]>} */
export const foreseeRemoval = (request) => invoke("foresee_removal", request);
/** @param {wire.FindingQuery} request @returns {Promise<wire.FindingPage>} */
export const listFindings = (request) => invoke("list_findings", request);
/** @returns {Promise<wire.Exported | null>} */
export const exportFindings = () => invoke("export_findings", {});
/** @param {wire.FindingName} request @returns {Promise<wire.Saved>} */
export const mendFinding = (request) => invoke("mend_finding", request);
/** @param {wire.MapQuery} request @returns {Promise<wire.MapPicture>} */
export const readCallMap = (request) => invoke("read_call_map", request);
/** @param {wire.PathQuery} request @returns {Promise<wire.CallPaths>} */
export const listCallPaths = (request) => invoke("list_call_paths", request);
/** @returns {Promise<wire.Exported | null>} */
export const exportCallMap = () => invoke("export_call_map", {});
/** @param {wire.ProfileSave} request @returns {Promise<wire.Saved>} */
export const saveProfile = (request) => invoke("save_profile", request);
/** @param {wire.UndoQuery} request @returns {Promise<wire.Saved>} */
export const undoChange = (request) => invoke("undo_change", request);
/** @returns {Promise<wire.Saved>} */
export const redoChange = () => invoke("redo_change", {});
/** @param {wire.HistoryQuery} request @returns {Promise<wire.HistoryPage>} */
export const listHistory = (request) => invoke("list_history", request);
/** @param {wire.ChangeQuery} request @returns {Promise<wire.ChangeRecords>} */
export const readChange = (request) => invoke("read_change", request);
/** @param {wire.ChangeName} request @returns {Promise<wire.RestoreForesight>} */
export const foreseeRestore = (request) => invoke("foresee_restore", request);
/** @param {wire.ChangeName} request @returns {Promise<wire.Saved>} */
export const restoreChange = (request) => invoke("restore_change", request);
/** @param {wire.TakeBack} request @returns {Promise<wire.TakenBackAnswer>} */
export const takeBackChange = (request) => invoke("take_back_change", request);
/** @returns {Promise<wire.BackupPage>} */
export const listBackups = () => invoke("list_backups", {});
/** @returns {Promise<wire.BackupPage>} */
export const makeBackup = () => invoke("make_backup", {});
/** @param {wire.BackupName} request @returns {Promise<wire.Saved>} */
export const restoreBackup = (request) => invoke("restore_backup", request);
/** @returns {Promise<wire.BackupPage | null>} */
export const chooseBackupFolder = () => invoke("choose_backup_folder", {});
/** @param {wire.BackupName} request @returns {Promise<wire.Opening>} */
export const recoverBackup = (request) => invoke("recover_backup", request);
/** @returns {Promise<wire.ReviewHead | null>} */
export const chooseImport = () => invoke("choose_import", {});
/** @param {wire.CopyName} request @returns {Promise<wire.ReviewHead | null>} */
export const reviewCopy = (request) => invoke("review_copy", request);
/** @param {wire.PastedList} request @returns {Promise<wire.ReviewHead | null>} */
export const reviewPasted = (request) => invoke("review_pasted", request);
/** @param {wire.Passphrase} request @returns {Promise<wire.ReviewHead | null>} */
export const openEncrypted = (request) => invoke("open_encrypted", request);
/** @returns {Promise<wire.ReviewHead | null>} */
export const readAgain = () => invoke("read_again", {});
/** @returns {Promise<void>} */
export const cancelReading = () => invoke("cancel_reading", {});
/** @param {wire.ReviewQuery} request @returns {Promise<wire.ReviewRows>} */
export const listReview = (request) => invoke("list_review", request);
/** @param {wire.ReviewChange} request @returns {Promise<wire.ReviewHead | null>} */
export const changeReview = (request) => invoke("change_review", request);
/** @returns {Promise<wire.Saved>} */
export const applyReview = () => invoke("apply_review", {});
/** @returns {Promise<wire.Exported | null>} */
export const saveLeftOut = () => invoke("save_left_out", {});
/** @returns {Promise<void>} */
export const closeReview = () => invoke("close_review", {});
/** @param {wire.ExportWish} request @returns {Promise<wire.Exported | null>} */
export const exportSetup = (request) => invoke("export_setup", request);
/** @param {wire.SyncQuery} request @returns {Promise<wire.SyncOffice>} */
export const openSync = (request) => invoke("open_sync", request);
/** @param {wire.NewConnection} request @returns {Promise<wire.SyncOffice>} */
export const connectPlatform = (request) => invoke("connect_platform", request);
/** @param {wire.PlatformName} request @returns {Promise<wire.SyncOffice>} */
export const disconnectPlatform = (request) => invoke("disconnect_platform", request);
/** @param {wire.PlatformName} request @returns {Promise<wire.SyncOffice>} */
export const comparePlatform = (request) => invoke("compare_platform", request);
/** @returns {Promise<void>} */
export const cancelSync = () => invoke("cancel_sync", {});
/** @param {wire.PlanQuery} request @returns {Promise<wire.SyncRow[]>} */
export const listPlanRows = (request) => invoke("list_plan_rows", request);
/** @param {wire.DoneMark} request @returns {Promise<wire.SyncOffice>} */
export const markDone = (request) => invoke("mark_done", request);
/** @param {wire.PushWish} request @returns {Promise<wire.PushForesight>} */
export const foreseePush = (request) => invoke("foresee_push", request);
/** @param {wire.PushWish} request @returns {Promise<wire.PushReport>} */
export const pushPlan = (request) => invoke("push_plan", request);
/** @param {wire.PullWish} request @returns {Promise<wire.ReviewHead | null>} */
export const reviewPull = (request) => invoke("review_pull", request);
/** @returns {Promise<wire.Opening>} */
export const openSample = () => invoke("open_sample", {});
/** @returns {Promise<wire.Opening>} */
export const removeSample = () => invoke("remove_sample", {});
/** @param {wire.PreferenceChange} request @returns {Promise<wire.Opening>} */
export const savePreferences = (request) => invoke("save_preferences", request);
/** @param {wire.ZoomQuery} request @returns {Promise<number>} */
export const zoomPage = (request) => invoke("zoom_page", request);
/** @param {wire.CloseAnswer} request @returns {Promise<void>} */
export const answerClose = (request) => invoke("answer_close", request);

/**
 * What the program tells of its own accord.
 * @typedef {object} Events
 * @property {wire.Office} setup-changed
 * @property {wire.Office} office-replaced
 * @property {null} review-reading
 * @property {wire.ReviewHead} review-changed
 * @property {wire.WireError} review-refused
 * @property {wire.WireError} backup-failed
 * @property {null} close-asked
 * @property {wire.PushProgress} push-progress
 */

/**
 * Hears what the program tells, until the signal ends it.
 * @template {keyof Events} Name
 * @param {Name} name
 * @param {(payload: Events[Name]) => void} hear
 * @param {AbortSignal} [signal]
 */
export async function listen(name, hear, signal) {
  const stop = await tauri.event.listen(name, (/** @type {{ payload: any }} */ event) => {
    if (!signal?.aborted) hear(event.payload);
  });
  if (signal?.aborted) stop();
  else signal?.addEventListener("abort", stop);
}
