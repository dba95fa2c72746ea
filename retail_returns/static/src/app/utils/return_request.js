import {getSource} from "./returns";
import {readSale} from "./sale_source";

function findAsked(request, sold) {
    const [[name, id]] = Object.entries(getSource(sold));
    return request.lines.find((line) => line[name] === id);
}

/** @returns {boolean} whether a manager has approved all that is in the basket */
export function isApproved({request, entries}) {
    const isCovered = ({sold, quantity}) =>
        quantity <= (findAsked(request, sold)?.qty || 0);
    return Boolean(request?.is_approved) && entries.every(isCovered);
}

/**
 * Puts into the basket what a customer asked for online; the cashier still looks at it.
 *
 * @param {ReturnBasket} basket
 * @param {object} request as `find_sales_from_ui` gives it
 * @param {object[]} sales that were found for it
 */
export async function fillFromRequest(pos, basket, request, sales) {
    basket.entries = [];
    basket.isSameForAll = false;
    basket.request = request;
    for (const {key} of sales) {
        const sale = await readSale(pos, key);
        if (sale.why_not) {
            continue;
        }
        for (const sold of sale.lines) {
            const asked = findAsked(request, sold);
            if (!asked) {
                continue;
            }
            basket.setQuantity(sale, sold, asked.qty);
            const entry = basket.getEntry(sold);
            if (entry) {
                entry.reasonId = asked.reason_id;
                entry.note = asked.note;
                entry.condition = asked.condition;
            }
        }
    }
}
