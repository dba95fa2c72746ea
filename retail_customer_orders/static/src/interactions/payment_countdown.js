import {registry} from "@web/core/registry";
import {_t} from "@web/core/l10n/translation";
import {Interaction} from "@web/public/interaction";

/** Counts down what is left of the time to pay by link. */
export class PaymentCountdown extends Interaction {
    static selector = ".o_retail_payment_link[data-seconds]";

    start() {
        // The clock of the customer may be wrong: the server says how long is left.
        this.end = performance.now() + Number(this.el.dataset.seconds) * 1000;
        this.show();
    }

    show() {
        const left = Math.max(Math.ceil((this.end - performance.now()) / 1000), 0);
        const minutes = Math.floor(left / 60);
        const clock = `${minutes}:${String(left % 60).padStart(2, "0")}`;
        this.el.querySelector(".o_retail_payment_left").textContent = left
            ? _t("(%s left)", clock)
            : _t("(time is up)");
        if (left) {
            this.waitForTimeout(() => this.show(), 1000);
        }
    }
}

registry
    .category("public.interactions")
    .add("retail_customer_orders.payment_countdown", PaymentCountdown);
