import {_t} from "@web/core/l10n/translation";
import {uuidv4} from "@point_of_sale/utils";
import {describeError as describeServerError} from "@retail_base/app/utils/describe_error";

const SOURCES = ["sold_line_id", "order_line_id", "invoice_line_id"];

/** Why a return cannot be made, said to the cashier. */
export class ReturnError extends Error {}

/** @returns {string} the code that a receipt prints: letters and digits alone */
export function getReceiptCode(order) {
    return `RT${order.uuid.replaceAll("-", "").toUpperCase()}`;
}

/** @returns {object} the id of a sold line, by the name that the server knows it under */
export function getSource(sold) {
    const source = SOURCES.find((name) => sold[name]) || "sold_line_id";
    // A sale that waits to be sent has no number yet, see `local_sales.js`.
    const uuid = sold.line_uuid ? {sold_line_uuid: sold.line_uuid} : {};
    return {[source]: sold[source], ...uuid};
}

/** @returns {object} an entry of the basket as the server reads it */
export function describeEntry({sold, quantity, reasonId, condition, lots}) {
    return {
        ...getSource(sold),
        qty: quantity,
        reason_id: reasonId || 0,
        condition: condition || false,
        lots: [...lots],
    };
}

/**
 * Asks the server before any money moves.
 *
 * @param {object[]} lines see `describeEntry`
 * @returns {Promise<{message: string, faults: object[], asks_condition: boolean}>} why
 *     these goods cannot come back, and what a manager must approve
 */
export function askReturn(pos, lines) {
    return pos.data.call("retail.return", "check_return_from_ui", [
        pos.config.id,
        lines,
    ]);
}

/** @returns {string} what to tell the cashier; a defect is thrown again */
export function describeError(error) {
    if (error instanceof ReturnError) {
        return error.message;
    }
    return describeServerError(
        error,
        _t("Returns of other registers need the network. Try again when it is back.")
    );
}

/**
 * @param {{line: object, source: object, reason: {id: number, note: string},
 *   condition: string|undefined}[]} lines lines of the ticket, what they give back, see
 *   `getSource`, and why
 * @param {{name: string, store: string|undefined}} origin the sale, for the receipt
 */
export function makeReturnPayload(lines, origin) {
    return {
        uuid: uuidv4(),
        origin,
        lines: lines.map(({line, source, reason, condition}) => ({
            uuid: line.uuid,
            ...source,
            qty: -line.qty,
            reason_id: reason.id,
            note: reason.note,
            condition: condition || false,
        })),
    };
}
