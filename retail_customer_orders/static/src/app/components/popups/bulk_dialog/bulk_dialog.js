import {Component, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {Dialog} from "@web/core/dialog/dialog";
import {useAutofocus, useService} from "@web/core/utils/hooks";
import {useAsyncLockedMethod} from "@point_of_sale/app/hooks/hooks";
import {usePos} from "@point_of_sale/app/hooks/pos_hook";
import {useProductScanner} from "@retail_base/app/hooks/product_scanner_hook";
import {describeError} from "@retail_base/app/utils/describe_error";
import {BulkList} from "../../../models/utils/bulk_list";
import {readQuantity} from "../../../utils/item_list";

// What a scanner types into a field.
const BARCODE = /^\d{8,}$/;

/** Reads a list of items and quantities, and adds it to the cart in one step (CO-13). */
export class BulkDialog extends Component {
    static template = "retail_customer_orders.BulkDialog";
    static components = {Dialog};
    static props = {close: Function};

    setup() {
        this.pos = usePos();
        this.barcodeReader = useService("barcode_reader");
        this.input = useAutofocus({refName: "text"});
        this.list = useState(new BulkList(this.pos));
        this.state = useState({text: "", error: "", added: 0, isAdding: false});
        const scan = (code) => this.run(() => this.list.scan(code));
        useProductScanner(scan);
        this.add = useAsyncLockedMethod(this.add);
    }

    async run(action) {
        this.state.error = "";
        try {
            await action();
        } catch (error) {
            this.state.error = describeError(error);
            return false;
        }
        return true;
    }

    /** A scanner ends with Enter; a longer text is written with Shift + Enter. */
    onKeydown(event) {
        if (event.key === "Enter" && !event.shiftKey) {
            event.preventDefault();
            this.read();
        }
    }

    onPaste(event) {
        const text = event.clipboardData?.getData("text/plain") || "";
        if (/[\r\n]/.test(text.trim())) {
            event.preventDefault();
            this.state.text += text;
            this.read();
        }
    }

    async read() {
        const text = this.state.text.trim();
        if (!text) {
            return;
        }
        this.state.text = "";
        if (BARCODE.test(text) && this.barcodeReader) {
            await this.barcodeReader.scan(text);
        } else if (!(await this.run(() => this.list.read(text)))) {
            // Nothing is lost: it can be made shorter, or sent again.
            this.state.text ||= text;
        }
        this.input.el?.focus();
    }

    onCorrectKeydown(row, event) {
        // Without a change the field would say nothing.
        if (event.key === "Enter" && event.target.value === row.text) {
            this.correct(row, row.text);
        }
    }

    correct(row, text) {
        return this.run(() => this.list.correct(row, text));
    }

    choose(row, candidate) {
        return this.run(() => this.list.choose(row, candidate));
    }

    setQuantity(row, event) {
        const {uom_id: unit} = this.list.getProduct(row);
        const qty = unit.round(readQuantity(event.target.value) || 0);
        row.qty = qty > 0 ? qty : row.qty;
        event.target.value = this.formatQty(row.qty);
    }

    formatQty(quantity) {
        return this.env.utils.formatProductQty(quantity, false);
    }

    getName(row) {
        return this.list.getProduct(row).display_name;
    }

    /** @returns {string} "12 found · 2 to correct" */
    get summary() {
        const {found, problems} = this.list;
        return [
            found.length === 1 ? _t("1 found") : _t("%s found", found.length),
            problems.length && _t("%s to correct", problems.length),
        ]
            .filter(Boolean)
            .join(" · ");
    }

    get canAdd() {
        return (
            this.list.found.length > 0 && !this.list.isLooking && !this.state.isAdding
        );
    }

    get addLabel() {
        const count = this.list.found.length;
        if (!count) {
            return this.list.rows.length ? _t("Nothing to add yet") : _t("Add lines");
        }
        return count === 1 ? _t("Add 1 line") : _t("Add %s lines", count);
    }

    async add() {
        this.state.isAdding = true;
        try {
            this.state.added = await this.list.addToCart();
            if (!this.list.rows.length) {
                this.props.close();
            }
        } finally {
            this.state.isAdding = false;
        }
    }
}
