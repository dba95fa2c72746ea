import {Component, onWillStart, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {Dialog} from "@web/core/dialog/dialog";
import {useService} from "@web/core/utils/hooks";
import {uuidv4} from "@point_of_sale/utils";
import {useAsyncLockedMethod} from "@point_of_sale/app/hooks/hooks";
import {usePos} from "@point_of_sale/app/hooks/pos_hook";
import {makeAwaitable} from "@point_of_sale/app/utils/make_awaitable_dialog";
import {ProductFinder} from "@retail_base/app/components/popups/stock_dialog/product_finder";
import {VariantChooser} from "@retail_base/app/components/popups/stock_dialog/variant_chooser";
import {askApproval} from "@retail_base/app/utils/ask_approval";
import {describeError} from "@retail_base/app/utils/describe_error";
import {VariantIndex} from "@retail_base/app/utils/variant_index";
import {EditedLine} from "../../../models/utils/edited_line";
import {EditedTerms} from "../../../models/utils/edited_terms";
import {loadStores} from "../../../utils/fulfilment_options";
import {loadProducts} from "../../../utils/order_ticket";
import {FulfilmentDialog} from "../fulfilment_dialog/fulfilment_dialog";
import {CallProblem} from "../../call_problem/call_problem";
import {OrderTerms} from "../../order_terms/order_terms";
import {QuantityStepper} from "../../quantity_stepper/quantity_stepper";

/**
 * Changes an order that was taken before: quantities, how and where, more products,
 * today's prices (ED-01, ED-04, ED-05), whether it goes first, and until when a quote
 * holds (CO-14, QT-02). Nothing is written before it is saved (ED-06).
 * Resolves with what the server answered.
 */
export class EditDialog extends Component {
    static template = "retail_customer_orders.EditDialog";
    static components = {
        CallProblem,
        Dialog,
        OrderTerms,
        ProductFinder,
        QuantityStepper,
        VariantChooser,
    };
    static props = {detail: Object, getPayload: Function, close: Function};

    setup() {
        this.pos = usePos();
        this.dialog = useService("dialog");
        this.lines = [];
        this.collector = null;
        this.terms = useState(new EditedTerms(this.props.detail));
        // The manager's approval for today's prices is for this change alone.
        this.uuid = uuidv4();
        this.state = useState({
            error: "",
            loading: false,
            adding: false,
            variant: null,
            recalculate: false,
            loaded: false,
        });
        this.save = useAsyncLockedMethod(this.save);
        onWillStart(() => this.load());
    }

    async load() {
        const {lines} = this.props.detail;
        this.state.error = "";
        try {
            this.state.loaded = await this.loadRecords();
        } catch (error) {
            this.state.error = describeError(error);
        }
        if (this.state.loaded) {
            this.lines = lines.map((line) => new EditedLine(this.pos, line));
        }
    }

    /** @returns {Promise<boolean>} whether all that the lines name is in the register */
    async loadRecords() {
        const {lines, partner_id: partnerId} = this.props.detail;
        const ids = lines.map((line) => line.product_id);
        if (await loadProducts(this.pos, partnerId, ids)) {
            await loadStores(this.pos, [...new Set(lines.map((l) => l.store_id))]);
            return true;
        }
        this.state.error = _t(
            "The products or the customer of the order could not be loaded. Try again when the network is back."
        );
        return false;
    }

    get title() {
        return _t("Change %s", this.props.detail.reference);
    }

    get partner() {
        return this.pos.models["res.partner"].get(this.props.detail.partner_id);
    }

    formatQty(quantity) {
        return this.env.utils.formatProductQty(quantity, false);
    }

    setQuantity(line, quantity) {
        line.qty = Math.max(quantity, line.least);
        if (!line.id && !line.qty) {
            this.lines = this.lines.filter((one) => one !== line);
        }
        this.render();
    }

    /** The fulfilment dialog, for a line that is not in a cart. */
    async move(line) {
        const order = {
            uuid: this.uuid,
            lines: this.lines,
            partner_id: this.partner,
            customerOrderChoices: {
                collector: this.collector ?? this.props.detail.collector,
            },
            getSelectedOrderline: () => line,
        };
        const choice = await makeAwaitable(this.dialog, FulfilmentDialog, {
            order,
            isEdit: true,
        });
        if (choice) {
            const {lines, choices, ...fulfilment} = choice;
            lines.forEach((one) => one.setFulfilment(fulfilment));
            this.collector = choices.collector || "";
            this.render();
        }
    }

    chooseProduct(template, product) {
        this.variants = new VariantIndex(template);
        const variant = product || this.variants.first;
        if (product || this.variants.variants.length === 1) {
            return this.addLine(variant);
        }
        this.state.variant = variant;
    }

    addLine(product) {
        const template = product.product_tmpl_id;
        const like = this.lines[0];
        const {pricelist_id: pricelist} = this.pos.config;
        const line = new EditedLine(this.pos, {
            product_id: product.id,
            tax_ids: template.taxes_id.map(({id}) => id),
            price_unit: template.getPrice(pricelist, 1, 0, false, product),
            qty: 1,
        });
        // It goes where the others go, until somebody says otherwise.
        line.setFulfilment({
            fulfilment: like.fulfilment,
            store: like.raw.fulfilment_store_id,
            date: like.raw.fulfilment_date,
            partner: like.raw.fulfilment_partner_id,
            delivery: like.isMoved && like.raw.fulfilment_delivery,
        });
        this.lines = [...this.lines, line];
        Object.assign(this.state, {adding: false, variant: null});
        this.render();
    }

    /** Promised prices stay, unless a manager lets them be taken anew (ED-05). */
    async recalculate() {
        const approval = await askApproval(this.pos, {
            kind: "price_unlock",
            description: _t("Today's prices for %s", this.props.detail.reference),
            ticketUuid: this.uuid,
            reasonKind: "approval",
        });
        this.state.recalculate = Boolean(approval) || this.state.recalculate;
    }

    get changed() {
        return this.lines.filter((line) => line.isChanged);
    }

    /** What is said of the order and not of a line. */
    get isChangedAsWhole() {
        return this.collector !== null || this.terms.isChanged;
    }

    get canSave() {
        const {recalculate, loading} = this.state;
        const isChanged = this.changed.length || recalculate || this.isChangedAsWhole;
        const isBusy = loading || this.pos.data.network.offline;
        return Boolean(isChanged) && !isBusy && !this.terms.obstacle;
    }

    get saveLabel() {
        const count = this.changed.length;
        if (this.state.recalculate && !count) {
            return _t("Take today's prices");
        }
        if (!count) {
            return this.isChangedAsWhole ? _t("Save") : _t("Change something first");
        }
        return count === 1 ? _t("Save 1 line") : _t("Save %s lines", count);
    }

    getChanges() {
        const {recalculate} = this.state;
        const old = this.lines.filter((line) => line.id);
        return {
            lines: old.filter((line) => line.isChanged).map((line) => line.getChange()),
            new_lines: this.lines
                .filter((line) => !line.id)
                .map((line) => line.getNewLine()),
            recalculate: recalculate ? old.map(({id}) => id) : [],
            collector: this.collector,
            ...this.terms.getChanges(),
            ticket_uuid: recalculate ? this.uuid : null,
        };
    }

    /** Sent again as it was, a change has the same identifier: it is made once. */
    identify(changes) {
        const key = JSON.stringify(changes);
        if (key !== this.sent?.key) {
            this.sent = {key, uuid: uuidv4()};
        }
        return {...changes, uuid: this.sent.uuid};
    }

    async save() {
        const {detail} = this.props;
        const changes = this.identify(this.getChanges());
        Object.assign(this.state, {loading: true, error: ""});
        try {
            const answer = await this.pos.data.call(
                "retail.order.request",
                "edit_order_from_ui",
                [this.pos.config.id, detail.id, changes, detail.version]
            );
            this.props.getPayload(answer);
            this.props.close();
        } catch (error) {
            this.state.error = describeError(error);
        } finally {
            this.state.loading = false;
        }
    }
}
