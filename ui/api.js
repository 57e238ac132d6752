// @ts-check
/**
 * What the page asks of the program. The only file that touches `window.__TAURI__`.
 * Every command rejects with a `WireError`.
 */

/** @import * as wire from "./bindings.d.ts" */

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
/** @param {wire.NumberSave} save @returns {Promise<wire.Saved>} */
export const saveNumber = (save) => invoke("save_number", { save });
/** @param {string} id @returns {Promise<wire.Saved>} */
export const removeNumber = (id) => invoke("remove_number", { query: { id } });
/** @returns {Promise<wire.AssistantRow[]>} */
export const listAssistants = () => invoke("list_assistants");
/** @param {wire.AssistantFields} fields @returns {Promise<wire.Saved>} */
export const addAssistant = (fields) => invoke("add_assistant", { fields });
/** @param {wire.AssistantSave} save @returns {Promise<wire.Saved>} */
export const saveAssistant = (save) => invoke("save_assistant", { save });
/** @param {string} id @returns {Promise<wire.Saved>} */
export const removeAssistant = (id) => invoke("remove_assistant", { query: { id } });
/** @param {wire.RecordName} query @returns {Promise<wire.Sentence[]>} */
export const foreseeRemoval = (query) => invoke("foresee_removal", { query });
/** @param {wire.ProfileFields} fields @returns {Promise<wire.Saved>} */
export const saveProfile = (fields) => invoke("save_profile", { fields });
/** @param {wire.UndoQuery} query @returns {Promise<wire.Saved>} */
export const undoChange = (query) => invoke("undo_change", { query });
/** @returns {Promise<wire.Saved>} */
export const redoChange = () => invoke("redo_change");
/** @returns {Promise<wire.ReviewHead | null>} */
export const chooseImport = () => invoke("choose_import");
/** @param {wire.ReviewQuery} query @returns {Promise<wire.ReviewRows>} */
export const listReview = (query) => invoke("list_review", { query });
/** @param {wire.ReviewChange} change @returns {Promise<wire.ReviewHead | null>} */
export const changeReview = (change) => invoke("change_review", { change });
/** @returns {Promise<wire.Saved>} */
export const applyReview = () => invoke("apply_review");
/** @returns {Promise<void>} */
export const closeReview = () => invoke("close_review");
/** @returns {Promise<wire.Exported | null>} */
export const exportSetup = () => invoke("export_setup");
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
 */

/**
 * @template {keyof Events} Name
 * @param {Name} name
 * @param {(payload: Events[Name]) => void} hear
 */
export const listen = (name, hear) =>
  tauri.event.listen(name, (/** @type {{ payload: any }} */ event) => hear(event.payload));
