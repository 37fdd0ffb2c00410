// The search dialog, with all modules that it imports: a page loads it when a reader needs it.
import { makeDialog } from "./search/dialog.js";
import { loadEngine } from "./search/engine.js";
import { emptyState } from "./search/state.js";

export const openDialog = (header) => makeDialog(header, new URL("../../", import.meta.url));
export { emptyState, loadEngine };
