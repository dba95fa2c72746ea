import {browser} from "@web/core/browser/browser";

const DELAY_MS = 2000;
const SPREAD_MS = 1000;

/**
 * Do later what nobody waits for when a register opens: the cashier can begin, and the
 * tills of a chain, which open at the same hour, do not all ask at the same moment.
 *
 * @param {Function} callback
 */
export function afterOpening(callback) {
    browser.setTimeout(callback, DELAY_MS + Math.random() * SPREAD_MS);
}
