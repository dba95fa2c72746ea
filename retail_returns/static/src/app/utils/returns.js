import {_t} from "@web/core/l10n/translation";
import {ConnectionLostError, RPCError} from "@web/core/network/rpc";
import {uuidv4} from "@point_of_sale/utils";

/** Why a return cannot be made, said to the cashier. */
export class ReturnError extends Error {}

/** @returns {string} the code that a receipt prints: letters and digits alone */
export function getReceiptCode(order) {
    return `RT${order.uuid.replaceAll("-", "").toUpperCase()}`;
}

/**
 * Asks the server before any money moves.
 *
 * @param {{sold_line_id: number, qty: number}[]} lines
 * @returns {Promise<string>} why not; empty when these goods can come back
 */
export async function checkReturn(pos, lines) {
    const answer = await pos.data.call("retail.return", "check_return_from_ui", [
        pos.config.id,
        lines,
    ]);
    return answer.message;
}

/** @returns {string} what to tell the cashier; a defect is thrown again */
export function describeError(error) {
    if (error instanceof ConnectionLostError) {
        return _t(
            "Returns of other registers need the network. Try again when it is back."
        );
    }
    if (error instanceof RPCError) {
        return error.data?.message || error.message;
    }
    if (error instanceof ReturnError) {
        return error.message;
    }
    throw error;
}

/**
 * @param {{line: object, sold_line_id: number}[]} lines lines of the ticket and what they
 *   give back
 * @param {{id: number, note: string}} reason
 * @param {{name: string, store: string|undefined}} origin the sale, for the receipt
 */
export function makeReturnPayload(lines, reason, origin) {
    return {
        uuid: uuidv4(),
        origin,
        lines: lines.map(({line, sold_line_id}) => ({
            uuid: line.uuid,
            // A sale that waits to be sent has no number yet: core links its lines itself.
            sold_line_id: Number.isInteger(sold_line_id) ? sold_line_id : 0,
            qty: -line.qty,
            reason_id: reason.id,
            note: reason.note,
        })),
    };
}
