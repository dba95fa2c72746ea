import {browser} from "@web/core/browser/browser";
import {ConnectionLostError} from "@web/core/network/rpc";
import {patch} from "@web/core/utils/patch";

import {logPosMessage} from "@point_of_sale/app/utils/pretty_console_log";
import {PosData} from "@point_of_sale/app/services/data_service";

/** One that the server has as a draft keeps its number: our own mark tells. */
const isUnsent = ({id, state, JSONuiState}) =>
    state !== "draft" &&
    (typeof id !== "number" || Boolean(JSON.parse(JSONuiState || "{}").isUnsent));

/**
 * Return the records of the tickets that were paid and never sent.
 *
 * @param {object} stored records by model, as the browser's database has them
 * @returns {object} the same for these tickets alone
 */
export function pickUnsentTickets(stored) {
    const orders = (stored["pos.order"] || []).filter(isUnsent);
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

    get paidTicketKey() {
        return `retail_paid_ticket_${this.databaseName}`;
    },

    /**
     * Keep a ticket at the very moment it is paid. The browser's database takes its time,
     * one table after the other: a reload in between would leave a part of the ticket.
     *
     * @param {object} order the `pos.order`
     */
    keepPaidTicket(order) {
        const lines = [...order.lines];
        const parts = {
            "pos.order": [order],
            "pos.order.line": lines,
            "pos.payment": [...order.payment_ids],
            "product.attribute.custom.value": lines.flatMap((line) => [
                ...line.custom_attribute_value_ids,
            ]),
        };
        const records = {};
        for (const [model, part] of Object.entries(parts)) {
            records[model] = part.map((record) => record.serializeForIndexedDB());
        }
        try {
            browser.localStorage.setItem(this.paidTicketKey, JSON.stringify(records));
        } catch (error) {
            // Full, or not allowed: the browser's database still gets it.
            logPosMessage("PosData", "keepPaidTicket", error.message);
        }
    },

    /** The browser's database has it, or the server. */
    forgetPaidTicket() {
        browser.localStorage.removeItem(this.paidTicketKey);
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
     * server does not say that it has deleted them, they stay. What it has of tickets
     * that were paid here and never arrived is older than what is here.
     */
    async checkAndDeleteMissingOrders(results) {
        const orders = results?.["pos.order"]?.filter((order) => !order.isUnsent());
        try {
            await super.checkAndDeleteMissingOrders(
                orders && {...results, "pos.order": orders}
            );
        } catch (error) {
            if (!(error instanceof ConnectionLostError)) {
                throw error;
            }
        }
    },

    async initIndexedDB() {
        // Left open, the old connection blocks the deletion that was asked for.
        this.indexedDB?.db?.close();
        const result = await super.initIndexedDB(...arguments);
        await this.putBackTickets();
        return result;
    },

    /** Put back the tickets that `resetIndexedDB` and `keepPaidTicket` saved. */
    async putBackTickets() {
        for (const key of [this.unsentTicketsKey, this.paidTicketKey]) {
            const saved = JSON.parse(browser.localStorage.getItem(key)) || {};
            for (const [model, records] of Object.entries(saved)) {
                await this.indexedDB.create(model, records);
            }
            browser.localStorage.removeItem(key);
        }
    },
});
