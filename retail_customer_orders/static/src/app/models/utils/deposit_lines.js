import {accountTaxHelpers} from "@account/helpers/account_tax";

/**
 * Share an amount in proportion, so that the parts add up to the last cent: the twin of
 * the server's `tools.deposit.spread`.
 *
 * @param {number} amount
 * @param {number[]} weights none negative; all zero shares evenly
 * @param {{round: Function}} currency
 * @returns {number[]}
 */
export function spread(amount, weights, currency) {
    const sum = weights.reduce((total, weight) => total + weight, 0);
    const shares = sum ? weights : weights.map(() => 1);
    const total = sum || shares.length;
    let running = 0;
    let reached = 0;
    return shares.map((share) => {
        running += share;
        const target = currency.round((amount * running) / total);
        const part = currency.round(target - reached);
        reached = target;
        return part;
    });
}

/** @returns {number} the unit price at which one costs `total` with these taxes */
function priceOfTotal(order, taxes, total) {
    const position = order.fiscal_position_id;
    const final = position ? position.getTaxesAfterFiscalPosition(taxes) : taxes;
    const details = accountTaxHelpers.get_tax_details(final, total, 1, {
        precision_rounding: order.currency.rounding,
        product: order.depositProduct,
        special_mode: "total_included",
    });
    const included = details.taxes_data
        .filter(({tax}) => tax.price_include)
        .reduce((sum, data) => sum + data.tax_amount, 0);
    return order.currency.round(details.total_excluded + included);
}

/**
 * The lines that stand for a deposit: one, or one for each of the taxes of the goods
 * where deposits are taxed at once.
 *
 * @param {object} payload the order as it travels in the ticket
 * @returns {{taxes: object[], price: number}[]}
 */
export function getDepositParts(order, payload) {
    if (order.company.retail_deposit_tax !== "now") {
        return [{taxes: [], price: payload.deposit}];
    }
    // Charges are goods, too: as on the server they come after the lines.
    const lines = [...payload.lines, ...(payload.charges || [])];
    const weights = lines.map((line) => line.total);
    const parts = spread(payload.deposit, weights, order.currency);
    const totals = {};
    lines.forEach(({tax_ids: ids}, index) => {
        const key = JSON.stringify([...ids].sort((one, other) => one - other));
        totals[key] = (totals[key] || 0) + parts[index];
    });
    return Object.entries(totals).map(([key, total]) => {
        const taxes = order.models["account.tax"].readMany(JSON.parse(key));
        return {taxes, price: priceOfTotal(order, taxes, order.currency.round(total))};
    });
}

/** Put the lines of the deposit into the ticket, in the place of those that are there. */
export function setDepositLines(order, payload) {
    order.lines.filter((line) => line.isDeposit).forEach((line) => line.delete());
    for (const {taxes, price} of getDepositParts(order, payload)) {
        addDepositLine(order, {qty: 1, price_unit: price, taxes});
    }
}

/** @param {{qty: number, price_unit: number, taxes: object[], extra_tax_data: object}} values */
export function addDepositLine(order, {taxes, ...values}) {
    order.models["pos.order.line"].create({
        order_id: order,
        product_id: order.depositProduct,
        price_type: "manual",
        tax_ids: [["link", ...taxes]],
        ...values,
    });
}
