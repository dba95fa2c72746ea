import {toRaw} from "@odoo/owl";

/**
 * List the ids of all loaded products. There are thousands: they are read past what
 * tells who reads them of their changes.
 *
 * @param {object} pos
 * @returns {number[]} ids of `product.template`
 */
export function getTemplateIds(pos) {
    return toRaw(pos.models)["product.template"].getAllIds();
}
