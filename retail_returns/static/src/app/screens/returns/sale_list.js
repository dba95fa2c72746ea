import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {deserializeDateTime, toLocaleDateTimeString} from "@web/core/l10n/dates";
import {formatDate} from "@web/core/l10n/dates";

/** @returns {string} when a sale was made; an invoice has a day alone */
export function describeDate(sale) {
    const date = deserializeDateTime(sale.date);
    return sale.kind === "invoice" ? formatDate(date) : toLocaleDateTimeString(date);
}

/** @returns {string} who sold it */
export function describeStore(sale) {
    return sale.store || (sale.kind === "invoice" ? _t("Invoice") : _t("Order"));
}

/** The sales found: tickets, orders and invoices, newest first. */
export class SaleList extends Component {
    static template = "retail_returns.SaleList";
    static props = {
        sales: Array,
        selectedKey: [String, Boolean],
        more: Boolean,
        select: Function,
        showMore: Function,
    };

    describeDate(sale) {
        return describeDate(sale);
    }

    describeStore(sale) {
        return describeStore(sale);
    }

    describeLeft(sale) {
        if (!sale.returnable) {
            return sale.sold ? _t("Nothing left to return") : _t("No goods");
        }
        const {formatProductQty} = this.env.utils;
        return _t("%(left)s of %(sold)s returnable", {
            left: formatProductQty(sale.returnable, false),
            sold: formatProductQty(sale.sold, false),
        });
    }
}
