/** @returns {boolean} whether this register takes goods without receipt back just now */
export function canTakeBack(pos) {
    return !pos.data.network.offline || Boolean(pos.config.no_receipt_off_line);
}

/**
 * Prices goods without the server: today's price each. Nobody can count what the customer
 * brought elsewhere; the server judges the ticket when it arrives, for the review list.
 *
 * @param {{product: object, quantity: number}[]} lines
 * @returns {object} as `check_no_receipt_from_ui` answers
 */
export function priceOffLine(pos, lines) {
    const priced = lines.map(({product, quantity}) => {
        const template = pos.models["product.product"].get(product.id).product_tmpl_id;
        const pricelist = pos.config.pricelist_id;
        const unit = template.getPrice(pricelist, 1, 0, false, product);
        const {total_included: price} = template.getTaxDetails({
            overridedValues: {
                price: unit,
                pricelist,
                fiscalPosition: pos.config.default_fiscal_position_id || false,
            },
        });
        return {
            product_id: product.id,
            price,
            most: price,
            is_sold: true,
            price_unit: unit,
            tax_ids: template.taxes_id.map(({id}) => id),
            amount: pos.currency.round(price * quantity),
        };
    });
    const total = priced.reduce((sum, {amount}) => sum + amount, 0);
    return {
        lines: priced,
        total: pos.currency.round(total),
        price_days: 0,
        refusal: "",
        faults: [],
    };
}
