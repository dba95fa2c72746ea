import {uuidv4} from "@point_of_sale/utils";
import {describeFulfilment} from "../../utils/fulfilment";
import {describeDelivery} from "./deposit_rule";

/**
 * A line of an order that was taken before, while it is changed. It answers to what the
 * fulfilment dialog asks of a line of the cart.
 */
export class EditedLine {
    combo_line_ids = [];
    canBeLater = true;
    isLater = true;

    /**
     * @param {object} pos the `PosStore`
     * @param {object} values as `read_order_from_ui` describes a line, or the same for a
     *     new one without "id"
     */
    constructor(pos, values) {
        this.pos = pos;
        this.uuid = uuidv4();
        this.id = values.id || false;
        this.product_id = pos.models["product.product"].get(values.product_id);
        this.tax_ids = pos.models["account.tax"].readMany(values.tax_ids);
        this.price_unit = values.price_unit;
        this.discount = values.discount || 0;
        this.qty = values.qty;
        this.least = values.qty_done || 0;
        this.fulfilment = values.fulfilment;
        this.raw = {
            fulfilment_store_id: values.store_id || false,
            fulfilment_date: values.date || false,
            fulfilment_partner_id: values.partner_id || false,
            fulfilment_delivery: false,
        };
        this.address = values.address || "";
        this.isMoved = !this.id;
        this.ordered = this.id ? values.qty : 0;
    }

    getAllLinesInCombo() {
        return [this];
    }

    getFullProductName() {
        return this.product_id.display_name;
    }

    getDiscount() {
        return this.discount;
    }

    getQuantityStr() {
        return {qtyStr: this.pos.env.utils.formatProductQty(this.qty, false)};
    }

    get currencyDisplayPrice() {
        const price = this.price_unit * this.qty * (1 - this.discount / 100);
        return this.pos.env.utils.formatCurrency(price);
    }

    get place() {
        if (this.fulfilment === "pickup") {
            const id = this.raw.fulfilment_store_id;
            return this.pos.models["stock.warehouse"].get(id)?.name || "";
        }
        const id = this.isMoved && this.raw.fulfilment_partner_id;
        const partner = id && this.pos.models["res.partner"].get(id);
        return partner?.fulfilmentAddress || this.address;
    }

    get fulfilmentLabel() {
        const {time, mode} = this.raw.fulfilment_delivery || {};
        return describeFulfilment({
            fulfilment: this.fulfilment,
            place: this.place,
            date: this.raw.fulfilment_date,
            time,
            mode,
        });
    }

    get isChanged() {
        return this.isMoved || this.qty !== this.ordered;
    }

    /** @param {object} choice as `prepareFulfilment` takes it */
    setFulfilment({fulfilment, store, date, partner, delivery}) {
        this.fulfilment = fulfilment;
        this.raw = {
            fulfilment_store_id: store || false,
            fulfilment_date: date || false,
            fulfilment_partner_id: partner || false,
            fulfilment_delivery: delivery || false,
        };
        this.isMoved = true;
    }

    getPlace() {
        return {fulfilment: this.fulfilment, ...describeDelivery(this)};
    }

    /** @returns {object} the line as `edit_order_from_ui` takes a change */
    getChange() {
        return {
            id: this.id,
            qty: this.qty === this.ordered ? null : this.qty,
            place: this.isMoved ? this.getPlace() : null,
        };
    }

    /** @returns {object} the line as `edit_order_from_ui` takes a new one */
    getNewLine() {
        return {
            uuid: this.uuid,
            product_id: this.product_id.id,
            qty: this.qty,
            price_unit: this.price_unit,
            discount: this.discount,
            tax_ids: this.tax_ids.map(({id}) => id),
            name: this.getFullProductName(),
            note: "",
            ...this.getPlace(),
        };
    }
}
