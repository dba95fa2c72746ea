import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {usePos} from "@point_of_sale/app/hooks/pos_hook";
import {useAsyncLockedMethod} from "@point_of_sale/app/hooks/hooks";
import {describeOrderedLine, formatDay} from "../../utils/fulfilment";
import {describeTerms} from "../../utils/describe_terms";
import {OrderActions} from "./order_actions";

/** One order: lines, money, history, and what can be done with it here. */
export class OrderDetail extends Component {
    static template = "retail_customer_orders.OrderDetail";
    static props = {detail: Object, refresh: Function};

    setup() {
        this.pos = usePos();
        this.run = useAsyncLockedMethod(this.run);
    }

    get detail() {
        return this.props.detail;
    }

    get terms() {
        return describeTerms(this.detail);
    }

    /**
     * @returns {{name: string, label: string, icon: string, enabled: boolean, why: string,
     *   run: Function}[]} buttons; other addons add theirs. A disabled one says why.
     */
    get actions() {
        const {payment} = this.detail.actions;
        const pay = payment.proposed < 0 ? _t("Pay back") : _t("Take a payment");
        const isQuote = this.detail.actions.order.required !== false;
        const actions = [
            isQuote
                ? this.makeAction("order", _t("Order now"), "fa-check", "orderQuote")
                : this.makeAction("pickup", _t("Pick up"), "fa-shopping-bag", "pickUp"),
            this.makeAction("edit", _t("Change"), "fa-pencil-square-o", "edit"),
            this.makeAction("payment", pay, "fa-money", "pay"),
            ...this.paymentLinkActions,
            this.makeAction("cancel", _t("Cancel"), "fa-ban", "cancel"),
            {
                name: "print",
                label: _t("Print again"),
                icon: "fa-print",
                enabled: true,
                why: "",
                run: () => this.run("print"),
            },
        ];
        if (this.detail.actions.move_here?.lines.length) {
            actions.splice(1, 0, this.moveAction);
        }
        return this.detail.actions.undo_pickup.ticket_uuid
            ? [...actions, this.undoAction]
            : actions;
    }

    /** @returns {string|undefined} what most customers have come for */
    get nextAction() {
        const next = ["order", "pickup", "move_here"];
        return this.actions.find(({name, enabled}) => enabled && next.includes(name))
            ?.name;
    }

    /** The customer has come to another store than was agreed. */
    get moveAction() {
        const label = _t("Pick up here instead");
        return this.makeAction("move_here", label, "fa-map-marker", "moveHere");
    }

    /** A link asks for money: not where nothing is left to pay. */
    get paymentLinkActions() {
        const {payment_link: link} = this.detail.actions;
        const isShown = link?.enabled || (link && link.most > 0);
        const label = link?.waiting ? _t("Show payment link") : _t("Payment link");
        return isShown
            ? [this.makeAction("payment_link", label, "fa-link", "payByLink")]
            : [];
    }

    get undoAction() {
        const label = _t("Undo pickup");
        return this.makeAction("undo_pickup", label, "fa-history", "undoPickup");
    }

    makeAction(name, label, icon, method) {
        const {enabled, why} = this.detail.actions[name];
        const offline = this.pos.data.network.offline;
        return {
            name,
            label,
            icon,
            enabled: enabled && !offline,
            why: offline ? _t("Needs the network") : why || "",
            run: () => this.run(method),
        };
    }

    async run(method) {
        const isChanged = await new OrderActions(this.pos, this.detail)[method]();
        if (isChanged) {
            await this.props.refresh();
        }
    }

    get origin() {
        const {store, date} = this.detail;
        return [store, date && formatDay(date.slice(0, 10))]
            .filter(Boolean)
            .join(" · ");
    }

    /** What the money of the order is made of (DP-09); what is nothing is not shown. */
    get figures() {
        const {detail} = this;
        return [
            {
                name: "carry-out",
                label: _t("Carried out when ordering"),
                amount: detail.carry_out_amount,
            },
            {
                name: "deposit-held",
                label: _t("Deposit held"),
                amount: detail.deposit_held,
            },
            {
                name: "deposit-applied",
                label: _t("Deposit used"),
                amount: detail.deposit_applied,
            },
            {
                name: "return",
                label: _t("Given back for returns"),
                amount: detail.return_amount,
            },
        ].filter(({amount}) => amount && !this.pos.currency.isZero(amount));
    }

    /**
     * A ticket may have sold other goods beside: then its tenders are more.
     *
     * @returns {string} by what it was paid (DP-15): "Cash 20.00, Card 80.00"
     */
    describeTenders({amount, tenders = []}) {
        const paid = tenders.reduce((sum, tender) => sum + tender.amount, 0);
        const text = tenders
            .map((tender) => `${tender.name} ${this.format(tender.amount)}`)
            .join(", ");
        const isMore = this.pos.currency.comp(Math.abs(paid), Math.abs(amount)) > 0;
        return isMore ? _t("%s for the whole ticket", text) : text;
    }

    format(amount) {
        return this.env.utils.formatCurrency(amount);
    }

    formatQty(quantity) {
        return this.env.utils.formatProductQty(quantity, false);
    }

    describeLine(line) {
        return describeOrderedLine(line);
    }

    describeProgress(line) {
        if (line.qty_done >= line.qty) {
            return _t("Done");
        }
        const done = line.qty_done
            ? _t("%(done)s of %(all)s done", {
                  done: this.formatQty(line.qty_done),
                  all: this.formatQty(line.qty),
              })
            : "";
        const ready = line.qty_ready
            ? _t("%s ready here", this.formatQty(line.qty_ready))
            : "";
        return [done, ready].filter(Boolean).join(", ");
    }

    /** @returns {string} why a line is not handed out here; nothing when it is done */
    describeObstacle(line) {
        return line.pickup_here || line.qty_done >= line.qty ? "" : line.why_not || "";
    }
}
