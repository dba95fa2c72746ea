import {browser} from "@web/core/browser/browser";
import {ConnectionLostError} from "@web/core/network/rpc";
import {patch} from "@web/core/utils/patch";

import {PosData} from "@point_of_sale/app/services/data_service";

/**
 * Return the records of the tickets that were paid and never sent.
 *
 * @param {object} stored records by model, as the browser's database has them
 * @returns {object} the same for these tickets alone
 */
export function pickUnsentTickets(stored) {
    const orders = (stored["pos.order"] || []).filter(
        (order) => order.state !== "draft" && typeof order.id !== "number"
    );
    const pick = (model, field, ids) =>
        (stored[model] || []).filter((record) => ids.has(record[field]));
    const orderIds = new Set(orders.map((order) => order.id));
    const lines = pick("pos.order.line", "order_id", orderIds);
    const lineIds = new Set(lines.map((line) => line.id));
    return {
        "pos.order": orders,
        "pos.order.line": lines,
        "pos.payment": pick("pos.payment", "pos_order_id", orderIds),
        "product.attribute.custom.value": pick(
            "product.attribute.custom.value",
            "pos_order_line_id",
            lineIds
        ),
    };
}

patch(PosData.prototype, {
    get unsentTicketsKey() {
        return `retail_unsent_tickets_${this.databaseName}`;
    },

    /** Core empties the browser's database even of paid tickets that never left it. */
    async resetIndexedDB() {
        const models = Object.keys(this.opts.databaseTable);
        const unsent = pickUnsentTickets(await this.indexedDB.readAll(models));
        if (unsent["pos.order"].length) {
            browser.localStorage.setItem(this.unsentTicketsKey, JSON.stringify(unsent));
        }
        return super.resetIndexedDB(...arguments);
    },

    /**
     * Override of `point_of_sale` to start off line with parked tickets: while the
     * server does not say that it has deleted them, they stay.
     */
    async checkAndDeleteMissingOrders() {
        try {
            await super.checkAndDeleteMissingOrders(...arguments);
        } catch (error) {
            if (!(error instanceof ConnectionLostError)) {
                throw error;
            }
        }
    },

    /** Put back the tickets that `resetIndexedDB` saved. */
    async initIndexedDB() {
        // Left open, the old connection blocks the deletion that was asked for.
        this.indexedDB?.db?.close();
        const result = await super.initIndexedDB(...arguments);
        const saved = browser.localStorage.getItem(this.unsentTicketsKey);
        for (const [model, records] of Object.entries(JSON.parse(saved) || {})) {
            await this.indexedDB.create(model, records);
        }
        browser.localStorage.removeItem(this.unsentTicketsKey);
        return result;
    },
});
