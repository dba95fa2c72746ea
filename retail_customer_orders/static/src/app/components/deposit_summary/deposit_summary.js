import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {formatFloat} from "@web/core/utils/numbers";
import {parseFloat} from "@web/views/fields/parsers";
import {useService} from "@web/core/utils/hooks";
import {usePos} from "@point_of_sale/app/hooks/pos_hook";
import {NumberPopup} from "@point_of_sale/app/components/popups/number_popup/number_popup";
import {makeAwaitable} from "@point_of_sale/app/utils/make_awaitable_dialog";
import {askApproval} from "@retail_base/app/utils/ask_approval";
import {getDepositRule} from "../../models/utils/deposit_rule";
import {changePickup} from "../../utils/change_pickup";
import {getNetworkObstacle} from "../../utils/order_network";

/** What the amount to pay is made of, on the payment screen. */
export class DepositSummary extends Component {
    static template = "retail_customer_orders.DepositSummary";
    static props = {
        order: Object,
        check: {
            type: Object,
            optional: true,
            shape: {status: String, message: String},
        },
        onDepositChanged: {type: Function, optional: true},
    };
    static defaultProps = {
        check: {status: "idle", message: ""},
    };

    setup() {
        this.pos = usePos();
        this.dialog = useService("dialog");
    }

    get order() {
        return this.props.order;
    }

    get due() {
        return this.order.dueAmounts;
    }

    get isQuote() {
        return this.order.customer_order_payload.type === "quote";
    }

    get carriedOut() {
        const {now, deposit} = this.due;
        return this.order.currency.round(now - deposit + this.order.paidByCard);
    }

    /** @returns {string} how the deposit comes about, as "20 % of 1,200.00" */
    get rule() {
        const {percent, deposit, required, explanation} = this.due;
        const share = `${formatFloat(percent, {digits: [16, 2], trailingZeros: false})} %`;
        const text =
            explanation ||
            _t("%(share)s of %(total)s", {
                share,
                total: this.format(this.due.total),
            });
        if (this.due.linkAmount) {
            return _t("Paid by link, not here");
        }
        return this.order.currency.equal(deposit, required)
            ? text
            : _t("Changed, was %s", text);
    }

    /** @returns {object|null} what the ticket does with an order taken before */
    get existing() {
        const {existingOrder: payload, pickup_payload: pickup} = this.order;
        if (!payload) {
            return null;
        }
        const {reference, charge, deposit} = payload;
        const values = {reference, charge, deposit};
        if (payload === this.order.cancel_payload) {
            return {
                ...values,
                label: _t("Cancellation"),
                depositLabel: _t("Deposit given up"),
            };
        }
        if (payload === this.order.deposit_payload) {
            return {...values, label: _t("Payment on")};
        }
        return pickup.undo_pickup_of
            ? {
                  ...values,
                  label: _t("Pickup undone"),
                  depositLabel: _t("Deposit taken back"),
              }
            : {...values, label: _t("Pickup"), depositLabel: _t("Deposit used")};
    }

    get networkObstacle() {
        return getNetworkObstacle(this.pos, this.order);
    }

    format(amount) {
        return this.env.utils.formatCurrency(amount);
    }

    /** @returns {string} why the rest cannot be paid later (DP-06), where it cannot */
    get paymentNote() {
        const note = getDepositRule(this.order)?.note || "";
        return this.order.currency.isZero(this.due.later) ? "" : note;
    }

    get isPickup() {
        return this.order.isPickupTicket && !this.order.isSettlement;
    }

    async changePickup() {
        await changePickup(this.pos, this.order);
    }

    async editDeposit() {
        const {total, required, deposit} = this.due;
        const {currency} = this.order;
        const entered = await makeAwaitable(this.dialog, NumberPopup, {
            title: _t("Deposit"),
            subtitle: _t("At least %(required)s, at most %(total)s", {
                required: this.format(required),
                total: this.format(total),
            }),
            startingValue: this.env.utils.formatCurrency(deposit, false),
            isValid: (value) => this.isValidDeposit(value),
            feedback: (value) => this.describeDeposit(value),
        });
        if (entered === undefined) {
            return;
        }
        const amount = currency.round(parseFloat(entered || "0"));
        if (currency.comp(amount, required) < 0 && !(await this.askForLess(amount))) {
            return;
        }
        this.order.overrideDeposit(amount);
        // Gift cards pay what is due now.
        this.pos.updateRewards?.();
        this.props.onDepositChanged?.();
    }

    isValidDeposit(value) {
        if (!this.env.utils.isValidFloat(value || "0")) {
            return false;
        }
        const amount = parseFloat(value || "0");
        const {currency} = this.order;
        return (
            currency.comp(amount, this.due.lowest) >= 0 &&
            currency.comp(amount, this.due.total) <= 0
        );
    }

    describeDeposit(value) {
        const {currency} = this.order;
        const isNumber = this.env.utils.isValidFloat(value || "0");
        const amount = isNumber ? parseFloat(value || "0") : NaN;
        if (currency.comp(amount, this.due.lowest) < 0) {
            return _t("Nobody may take less than %s.", this.format(this.due.lowest));
        }
        if (!this.isValidDeposit(value)) {
            return _t("The deposit cannot exceed the order.");
        }
        const less = currency.comp(amount, this.due.required) < 0;
        return less ? _t("Less than the rule: a manager must approve.") : "";
    }

    async askForLess(amount) {
        return askApproval(this.pos, {
            kind: "deposit_override",
            description: _t("Deposit of %(amount)s instead of %(required)s", {
                amount: this.format(amount),
                required: this.format(this.due.required),
            }),
            amount: this.order.currency.round(this.due.required - amount),
            ticketUuid: this.order.uuid,
            reasonKind: "deposit_override",
        });
    }
}
