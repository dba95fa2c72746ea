import {_t} from "@web/core/l10n/translation";
import {ConnectionLostError, RPCError} from "@web/core/network/rpc";

/**
 * Say in one sentence for the cashier why a call to the server failed.
 *
 * @param {Error} error
 * @param {string} [offline] what to say without a connection
 * @returns {string}
 * @throws {Error} it is no failed call but a defect
 */
export function describeError(error, offline) {
    if (error instanceof ConnectionLostError) {
        return offline || _t("No connection to the server. Try again when it is back.");
    }
    if (error instanceof RPCError) {
        return error.data?.message || error.message;
    }
    throw error;
}
