import {Component, onWillDestroy, onWillStart, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {Dialog} from "@web/core/dialog/dialog";
import {browser} from "@web/core/browser/browser";
import {ask} from "@point_of_sale/app/utils/make_awaitable_dialog";
import {generateQRCodeDataUrl} from "@point_of_sale/utils";
import {usePos} from "@point_of_sale/app/hooks/pos_hook";
import {describeError} from "@retail_base/app/utils/describe_error";
import {showLinkToCustomer} from "../../../utils/customer_display";

const POLL_SECONDS = 5;

/**
 * The link that a customer pays an order with: its code, how long it is good for, and
 * whether it was paid (CO-15). Closing it changes nothing: Find Order shows it again.
 */
export class PaymentLinkDialog extends Component {
    static template = "retail_customer_orders.PaymentLinkDialog";
    static components = {Dialog};
    static props = {
        orderId: {type: Number, optional: true},
        // What the ticket asked for, where the order's id is not known here.
        uuid: {type: String, optional: true},
        reference: String,
        close: Function,
    };

    setup() {
        this.pos = usePos();
        this.state = useState({
            link: null,
            left: 0,
            isStale: false,
            isBusy: false,
            error: "",
            message: "",
        });
        this.tick = 0;
        const timer = browser.setInterval(() => this.onTick(), 1000);
        onWillDestroy(() => {
            this.isClosed = true;
            browser.clearInterval(timer);
            showLinkToCustomer(this.pos, null);
        });
        onWillStart(() => {
            this.load();
        });
    }

    get title() {
        return _t("Payment link · %s", this.props.reference);
    }

    get qrCode() {
        return generateQRCodeDataUrl(this.state.link.link);
    }

    get isWaiting() {
        return this.state.link?.state === "waiting";
    }

    /** @returns {string} "59:07", or "1:02:03" from an hour on */
    get countdown() {
        const {left} = this.state;
        const two = (number) => String(number).padStart(2, "0");
        const hours = Math.floor(left / 3600);
        const minutes = Math.floor(left / 60) % 60;
        const clock = `${hours ? two(minutes) : minutes}:${two(left % 60)}`;
        return hours ? `${hours}:${clock}` : clock;
    }

    /** The clock of this register may be wrong: the server says how long is left. */
    get secondsLeft() {
        return Math.max(Math.ceil((this.deadline - Date.now()) / 1000), 0);
    }

    call(method, args) {
        return this.pos.data.call("retail.order.request", method, [
            this.pos.config.id,
            ...args,
        ]);
    }

    /** Runs one call; a failure is said in the dialog. */
    async run(work) {
        Object.assign(this.state, {isBusy: true, error: "", message: ""});
        try {
            return await work();
        } catch (error) {
            this.state.error = describeError(error);
            return null;
        } finally {
            this.state.isBusy = false;
        }
    }

    async load() {
        const {orderId, uuid} = this.props;
        await this.run(async () => {
            const args = [orderId || false, uuid || false];
            this.takeOver(await this.call("read_payment_link_from_ui", args));
        });
    }

    takeOver(link) {
        // The next customer is not shown what came too late for this one.
        if (this.isClosed) {
            return;
        }
        this.deadline = Date.now() + link.seconds * 1000;
        Object.assign(this.state, {link, left: link.seconds, isStale: false});
        const amount = this.env.utils.formatCurrency(link.amount);
        const shown = this.isWaiting ? {link: link.link, amount} : null;
        showLinkToCustomer(this.pos, shown);
    }

    async onTick() {
        if (!this.isWaiting) {
            return;
        }
        this.state.left = this.secondsLeft;
        this.tick += 1;
        if (this.tick % POLL_SECONDS === 0) {
            await this.poll();
        }
    }

    async poll() {
        const {link} = this.state;
        const answer =
            !this.pos.data.network.offline &&
            (await this.pos.data.silentCall(
                "retail.order.request",
                "get_payment_state_from_ui",
                [this.pos.config.id, link.order_id]
            ));
        this.state.isStale = !answer;
        if (!this.isClosed && answer && answer.state !== link.state) {
            await this.load();
        }
    }

    async mail() {
        await this.run(async () => {
            const args = [this.state.link.order_id];
            const {message} = await this.call("mail_payment_link_from_ui", args);
            this.state.message = message;
        });
    }

    async withdraw() {
        const confirmed = await ask(this.pos.dialog, {
            title: _t("Withdraw the link"),
            body: _t(
                "Nobody can pay with it any more, and the order goes on as any other. Go on?"
            ),
            confirmLabel: _t("Withdraw"),
        });
        if (confirmed) {
            const args = [this.state.link.order_id];
            await this.run(() => this.call("withdraw_payment_from_ui", args));
            const {error} = this.state;
            await this.load();
            this.state.error = this.state.error || error;
        }
    }
}
