import {_t} from "@web/core/l10n/translation";
import {uuidv4} from "@point_of_sale/utils";
import {isReasonGiven} from "@retail_base/app/components/reason_buttons/reason_buttons";
import {canTakeBack, priceOffLine} from "./no_receipt_off_line";

/**
 * Goods that come back without receipt (RT-11).
 *
 * A line is {product, quantity, price, lots, told}: `price` of one unit with taxes, false
 * for the one that the store gives back; `lots` as typed; `told` what the server said.
 */
export class NoReceiptReturn {
    lines = [];
    partner = null;
    reasonId = false;
    note = "";
    condition = "";
    /** What the server said of all lines, see `check_no_receipt_from_ui`. */
    told = null;

    constructor(pos) {
        this.pos = pos;
    }

    get isEmpty() {
        return !this.lines.length;
    }

    /** One more of a product; what is tracked by number has a line for each. */
    add(product) {
        const isSerial = product.product_tmpl_id.tracking === "serial";
        const known =
            !isSerial && this.lines.find((line) => line.product.id === product.id);
        if (known) {
            known.quantity += 1;
            return;
        }
        this.lines.push({product, quantity: 1, price: false, lots: "", told: null});
    }

    remove(line) {
        this.lines = this.lines.filter((one) => one !== line);
    }

    /** @returns {object[]} the lines as the server reads them */
    prepareLines() {
        return this.lines.map(({product, quantity, price}) => ({
            product_id: product.id,
            qty: quantity,
            price,
            reason_id: this.reasonId || 0,
            condition: this.condition || false,
        }));
    }

    /** Prices the lines, and learns what a manager has to allow. */
    async ask() {
        const lines = [...this.lines];
        if (!lines.length) {
            return null;
        }
        if (this.pos.data.network.offline && canTakeBack(this.pos)) {
            lines.forEach((line) => Object.assign(line, {price: false}));
            return priceOffLine(this.pos, lines);
        }
        return this.pos.data.call("retail.return", "check_no_receipt_from_ui", [
            this.pos.config.id,
            this.partner?.id || false,
            this.prepareLines(),
        ]);
    }

    take(answer) {
        this.told = answer;
        this.lines.forEach((line, index) => {
            line.told = answer?.lines[index] || null;
        });
    }

    isTracked({product}) {
        return ["lot", "serial"].includes(product.product_tmpl_id.tracking);
    }

    get isCustomerRequired() {
        return this.pos.config.no_receipt_customer_required && !this.partner;
    }

    get reasons() {
        return this.pos.models["retail.reason.code"]
            .filter(({kind}) => kind === "return")
            .sort((a, b) => a.sequence - b.sequence);
    }

    get reason() {
        return this.reasons.find(({id}) => id === this.reasonId);
    }

    /** @returns {string} what is still missing; empty when the refund can be paid */
    get missing() {
        if (!canTakeBack(this.pos)) {
            return _t("Needs the network");
        }
        if (this.isEmpty) {
            return _t("Scan what comes back");
        }
        if (this.lines.some((line) => this.isTracked(line) && !line.lots.trim())) {
            return _t("Enter the lot or serial number");
        }
        if (this.isCustomerRequired) {
            return _t("Choose the customer");
        }
        if (!this.reason) {
            return _t("Choose why it comes back");
        }
        return isReasonGiven(this.reason, this.note) ? "" : _t("Write what happened");
    }
}

function addLine(pos, order, {product, quantity, lots, told}) {
    const taxes = pos.models["account.tax"].readMany(told.tax_ids).filter(Boolean);
    const names = lots.trim() ? [lots.trim()] : [];
    return pos.models["pos.order.line"].create({
        order_id: order,
        product_id: pos.models["product.product"].get(product.id),
        qty: -quantity,
        price_unit: told.price_unit,
        price_extra: 0,
        price_type: "automatic",
        tax_ids: taxes.map((tax) => ["link", tax]),
        pack_lot_ids: names.map((lot_name) => ["create", {lot_name}]),
    });
}

/**
 * The ticket that gives money back for goods without receipt.
 *
 * @param {NoReceiptReturn} goods complete: nothing is `missing`, and the server was asked
 * @param {object} order an empty `pos.order`
 */
export function fillNoReceiptTicket(pos, goods, order) {
    order.is_refund = true;
    if (goods.partner) {
        order.setPartner(pos.models["res.partner"].get(goods.partner.id));
    }
    // The server priced the goods with the taxes of the register.
    order.fiscal_position_id = pos.config.default_fiscal_position_id;
    const lines = goods.lines.map((line) => addLine(pos, order, line));
    order.return_payload = {
        uuid: uuidv4(),
        lines: lines.map((line) => ({
            uuid: line.uuid,
            no_receipt: true,
            qty: -line.qty,
            reason_id: goods.reasonId,
            note: goods.note.trim(),
            condition: goods.condition || false,
        })),
    };
    return order;
}

/** @returns {boolean} whether something on the ticket comes back without receipt */
export function hasGoodsWithoutReceipt(order) {
    return Boolean(order?.return_payload?.lines?.some((line) => line.no_receipt));
}
