import {user} from "@web/core/user";
import {_t} from "@web/core/l10n/translation";
import {ConnectionLostError} from "@web/core/network/rpc";
import {logPosMessage} from "@point_of_sale/app/utils/pretty_console_log";
import {SCOPES} from "../models/utils/retail_range";
import {getTemplateIds} from "./template_ids";

const FIRST_PAGE = 100;

function getContext(scope, store) {
    return {retail_scope: scope, retail_scope_store_id: store ? store.id : false};
}

async function askScope(pos, scope, store, templateIds) {
    return await pos.data.call(
        "product.template",
        "get_scope_from_ui",
        // Only of another store it is not known what it carries.
        [pos.config.id, scope === SCOPES.other ? templateIds : []],
        {context: getContext(scope, store)}
    );
}

/** Ask about the range that is shown; without an answer what is known of it holds. */
async function askShownScope(pos, templateIds) {
    const {scope, scopeStore} = pos.retailRange;
    const turn = pos.scopeTurn;
    try {
        const answer = await askScope(pos, scope, scopeStore, templateIds);
        return turn === pos.scopeTurn && answer;
    } catch (error) {
        logPosMessage("Store", "askScope", "The range was not read", undefined, [
            error,
        ]);
        return false;
    }
}

/** Ask which products that were loaded since lie in the range that is shown. */
export async function completeScope(pos, templateIds) {
    const answer = await askShownScope(pos, templateIds);
    if (answer) {
        pos.retailRange.completeScope(answer);
    }
}

/** Ask which of all loaded products lie in the range that is shown, and its size. */
export async function refreshScope(pos) {
    const templateIds = getTemplateIds(pos);
    const answer = await askShownScope(pos, templateIds);
    if (answer) {
        pos.retailRange.inside = new Set();
        pos.retailRange.completeScope(answer);
    }
}

/** Show the range of the register's own store again. */
export function resetScope(pos) {
    pos.scopeTurn += 1;
    pos.retailRange.resetScope();
    user.updateContext(getContext(SCOPES.store));
}

function tellOffline(pos, store) {
    pos.notification.add(
        store
            ? _t("No connection: what %s carries cannot be read.", store.name)
            : _t("No connection: only products that are loaded show.")
    );
}

/**
 * Show and search another range: of another store, or all products (OA-01).
 *
 * @param {object} pos
 * @param {string} scope "other" or "all"
 * @param {object} [store] the `stock.warehouse`, for "other"
 * @returns {Promise<boolean>} whether it is shown now
 */
export async function widenScope(pos, scope, store) {
    const turn = ++pos.scopeTurn;
    const templateIds = getTemplateIds(pos);
    let answer = null;
    try {
        answer = await askScope(pos, scope, store, templateIds);
    } catch (error) {
        if (!(error instanceof ConnectionLostError)) {
            throw error;
        }
        tellOffline(pos, store);
        if (store) {
            return false;
        }
    }
    if (turn !== pos.scopeTurn) {
        return false;
    }
    pos.retailRange.setScope(scope, store);
    if (answer) {
        pos.retailRange.completeScope(answer);
    }
    // The server searches in the range that the context names.
    user.updateContext(getContext(scope, store));
    return true;
}

/** Load the first products outside the own range; the search finds the others. */
export async function loadOutsideRange(pos) {
    const domain = [
        ["assorted_store_ids", "not in", [pos.config.store_id.id]],
        ["available_in_pos", "=", true],
        ["sale_ok", "=", true],
    ];
    const {limit_categories, iface_available_categ_ids} = pos.config;
    if (limit_categories && iface_available_categ_ids.length) {
        const categoryIds = iface_available_categ_ids.map(({id}) => id);
        domain.push(["pos_categ_ids", "in", categoryIds]);
    }
    try {
        await pos.loadNewProducts(domain, 0, FIRST_PAGE);
    } catch (error) {
        if (!(error instanceof ConnectionLostError)) {
            throw error;
        }
        tellOffline(pos);
    }
}
