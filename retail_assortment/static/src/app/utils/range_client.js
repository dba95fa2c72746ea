import {WORKER_STATE} from "@bus/services/worker_service";
import {logPosMessage} from "@point_of_sale/app/utils/pretty_console_log";
import {browser} from "@web/core/browser/browser";
import {ConnectionLostError} from "@web/core/network/rpc";
import {afterOpening} from "@retail_base/app/utils/after_opening";
import {SCOPES} from "../models/utils/retail_range";
import {completeScope, refreshScope} from "./scope_client";
import {getTemplateIds} from "./template_ids";

function getStorageKey() {
    return `retail_range_${odoo.pos_config_id}_${odoo.info?.db}`;
}

function remember(pos) {
    browser.localStorage.setItem(getStorageKey(), pos.retailRange.stringify());
}

/**
 * Take the last known range: it holds until the server says otherwise.
 *
 * @returns {boolean} whether one was known
 */
function recallRange(pos) {
    const text = browser.localStorage.getItem(getStorageKey());
    if (text) {
        pos.retailRange.parse(text);
    }
    return Boolean(text);
}

/** Ask the server; a register that gets no answer sells by the last it had. */
async function askRange(pos, templateIds, wantMissing) {
    try {
        return await pos.data.call("pos.config", "get_range_from_ui", [
            pos.config.id,
            templateIds,
            wantMissing,
        ]);
    } catch (error) {
        logPosMessage("Store", "askRange", "The range could not be read", undefined, [
            error,
        ]);
        return null;
    }
}

/** What cannot be loaded now is missing again when the range is asked for next. */
async function loadMissing(pos, ids) {
    if (!ids.length) {
        return;
    }
    try {
        await pos.loadNewProducts([["id", "in", ids]]);
    } catch (error) {
        if (!(error instanceof ConnectionLostError)) {
            throw error;
        }
    }
}

/**
 * Take the range that came with the products when they were loaded.
 *
 * @returns {boolean} whether it came, for all that is loaded
 */
function takeLoadedRange(pos) {
    const answer = pos.config._retail_range;
    const templateIds = getTemplateIds(pos);
    const asked = new Set(pos.data.loadedTemplateIds);
    if (!answer || !templateIds.every((id) => asked.has(id))) {
        return false;
    }
    pos.retailRange.replace(answer, templateIds);
    remember(pos);
    return true;
}

async function readRange(pos) {
    const templateIds = getTemplateIds(pos);
    const answer = await askRange(pos, templateIds, true);
    if (!answer) {
        return false;
    }
    pos.retailRange.replace(answer, templateIds);
    remember(pos);
    await loadMissing(pos, answer.missing);
    // Nobody waits for it: it says no more than what could be shown beside.
    refreshScope(pos).then(() => remember(pos));
    return true;
}

/**
 * Ask for the range of all loaded products, and load what the store carries beside.
 *
 * One after the other, as an answer that was overtaken must not stand; whoever asks
 * while somebody waits shares the answer.
 *
 * @returns {Promise<boolean>} whether the server answered
 */
export function refreshRange(pos) {
    pos.nextRange ||= pos.rangeMutex.exec(() => {
        pos.nextRange = null;
        return readRange(pos);
    });
    return pos.nextRange;
}

/**
 * Open with the last range that is known, or with the one that came with the products,
 * and ask a moment later; a register that has neither waits for the server.
 */
export async function openWithRange(pos) {
    if (recallRange(pos) || takeLoadedRange(pos)) {
        afterOpening(() => refreshRange(pos));
    } else {
        await refreshRange(pos);
    }
}

/**
 * Ask again when a date has passed, and anyway where the bus, which would tell, is off.
 *
 * A register that starts while the server is away gets no bus until it starts again, nor
 * does core notice that the server is back: tickets would wait for the next sale.
 */
export async function pollRange(pos) {
    const isDeaf = pos.env.services.worker_service.state === WORKER_STATE.FAILED;
    if (!isDeaf && !pos.retailRange.isDue()) {
        return;
    }
    const isAnswered = await refreshRange(pos);
    if (isDeaf && isAnswered) {
        pos.syncAllOrdersDebounced();
    }
}

/** Ask for the range of products that were loaded since it was last asked for. */
export async function completeRange(pos, templates) {
    const {known, scope} = pos.retailRange;
    const templateIds = templates.map(({id}) => id).filter((id) => !known.has(id));
    if (!templateIds.length) {
        return;
    }
    const answer = await askRange(pos, templateIds, false);
    if (answer) {
        pos.retailRange.add(answer, templateIds);
        remember(pos);
    }
    if (scope === SCOPES.other) {
        await completeScope(pos, templateIds);
    }
}
