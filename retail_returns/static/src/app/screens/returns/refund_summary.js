import {Component, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {usePos} from "@point_of_sale/app/hooks/pos_hook";
import {useAsyncLockedMethod} from "@point_of_sale/app/hooks/hooks";
import {approveReturns} from "../../utils/return_approval";
import {askReturn, describeEntry, describeError} from "../../utils/returns";
import {buildReturnTickets} from "../../utils/return_ticket";
import {openPayment} from "../../utils/return_group";

/** What a basket gives back, before anything is final, and the way to pay it. */
export class RefundSummary extends Component {
    static template = "retail_returns.RefundSummary";
    static props = {basket: Object, refresh: Function};

    setup() {
        this.pos = usePos();
        this.basket = useState(this.props.basket);
        this.state = useState({message: ""});
        this.goToPayment = useAsyncLockedMethod(this.goToPayment);
    }

    get total() {
        return this.basket.getTotal(this.pos.currency);
    }

    /** @returns {string} what is still missing; empty when the refund can be paid */
    get missing() {
        if (this.pos.data.network.offline) {
            return _t("Needs the network");
        }
        return this.basket.missing;
    }

    get parts() {
        return this.basket.sales.length;
    }

    format(amount) {
        return this.env.utils.formatCurrency(amount);
    }

    async goToPayment() {
        try {
            const {message, faults} = await this.check();
            this.state.message = message;
            if (!message) {
                const orders = await buildReturnTickets(this.pos, this.basket);
                await this.pay(orders, faults);
            }
        } catch (error) {
            this.state.message = describeError(error);
        }
    }

    /** Opens the payment of the first ticket, once a manager approved what needs it. */
    async pay(orders, faults) {
        this.state.message = await approveReturns(this.pos, orders, faults);
        if (this.state.message) {
            await this.pos.deleteOrders(orders);
        } else {
            openPayment(this.pos, orders[0]);
        }
    }

    check() {
        return askReturn(this.pos, this.basket.entries.map(describeEntry));
    }

    lookAgain() {
        this.state.message = "";
        this.props.refresh();
    }
}
