// The whole search, which a page loads when a reader needs it. A build publishes this file with all
// modules in it, so that it is one request.
import { makeDialog } from "./search/dialog.js";
import { loadEngine } from "./search/engine.js";
import { makePage } from "./search/page.js";
import { emptyState, readState } from "./search/state.js";

const BASE = new URL("../../", import.meta.url);

export const openDialog = (header) => makeDialog(header, BASE);
export const fillPage = (root) => makePage(root, BASE);
export { emptyState, loadEngine, readState };

const root = globalThis.document?.querySelector('[data-archive-search="page"]');
if (root) fillPage(root);
