// The search page, with all modules that it imports.
import { makePage } from "./search/page.js";

makePage(document.querySelector('[data-archive-search="page"]'), new URL("../../", import.meta.url));
