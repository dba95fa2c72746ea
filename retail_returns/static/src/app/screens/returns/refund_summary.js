import {Component, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {ConnectionLostError} from "@web/core/network/rpc";
import {usePos} from "@point_of_sale/app/hooks/pos_hook";
import {useAsyncLockedMethod} from "@point_of_sale/app/hooks/hooks";
import {approveReturns} from "../../utils/return_approval";
import {askReturn, describeEntry, describeError} from "../../utils/returns";
import {isApproved} from "../../utils/return_request";
import {buildReturnTickets} from "../../utils/return_ticket";
import {dropTickets, openPayment} from "../../utils/return_group";
import {RefundDetails} from "./refund_details";

/** What a basket gives back, before anything is final, and the way to pay it. */
export class RefundSummary extends Component {
    static template = "retail_returns.RefundSummary";
    static components = {RefundDetails};
    static props = {basket: Object, refresh: Function};

    setup() {
        this.pos = usePos();
        this.basket = useState(this.props.basket);
        this.state = useState({message: "", refund: null});
        this.goToPayment = useAsyncLockedMethod(this.goToPayment);
    }

    get total() {
        const {refund} = this.state;
        return refund?.isReady ? refund.total : this.basket.getTotal(this.pos.currency);
    }

    /** What only this register knows is looked at when it arrives (RT-09). */
    get isLocal() {
        return this.basket.sales.every((sale) => sale.is_local);
    }

    /** @returns {string} what is still missing; empty when the refund can be paid */
    get missing() {
        if (this.pos.data.network.offline && !this.isLocal) {
            return _t("Needs the network");
        }
        const {missing} = this.basket;
        const isReady = this.isLocal || this.state.refund?.isReady;
        return missing || (isReady ? "" : _t("Looking it up"));
    }

    get parts() {
        return this.basket.sales.length;
    }

    format(amount) {
        return this.env.utils.formatCurrency(amount);
    }

    setRefund(refund) {
        this.state.refund = refund;
    }

    async goToPayment() {
        for (const entry of this.basket.entries) {
            entry.isFeeWaived = this.state.refund?.isFeeWaived;
        }
        try {
            const {message, faults, asks_condition: asks} = await this.check();
            this.state.message = message;
            if (!message && asks) {
                this.basket.askCondition();
            } else if (!message) {
                const orders = await buildReturnTickets(this.pos, this.basket);
                await this.pay(orders, isApproved(this.basket) ? [] : faults);
            }
        } catch (error) {
            this.state.message = describeError(error);
        }
    }

    /** Opens the payment of the first ticket, once a manager approved what needs it. */
    async pay(orders, faults) {
        this.state.message = await approveReturns(this.pos, orders, faults);
        if (this.state.message) {
            await dropTickets(this.pos, orders);
        } else {
            openPayment(this.pos, orders[0]);
        }
    }

    /** @returns {Promise<object>} see `askReturn` */
    async check() {
        const entries = this.basket.entries.map(describeEntry);
        // What was not sent yet is not known to the server.
        const known = entries.filter((line) => line.sold_line_id !== 0);
        const unknown = {message: "", faults: []};
        try {
            return known.length ? await askReturn(this.pos, known) : unknown;
        } catch (error) {
            if (this.isLocal && error instanceof ConnectionLostError) {
                return unknown;
            }
            throw error;
        }
    }

    lookAgain() {
        this.state.message = "";
        this.props.refresh();
    }
}
