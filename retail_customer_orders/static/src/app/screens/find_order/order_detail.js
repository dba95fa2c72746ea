import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {useService} from "@web/core/utils/hooks";
import {usePos} from "@point_of_sale/app/hooks/pos_hook";
import {useAsyncLockedMethod} from "@point_of_sale/app/hooks/hooks";
import {AlertDialog} from "@web/core/confirmation_dialog/confirmation_dialog";
import {makeAwaitable} from "@point_of_sale/app/utils/make_awaitable_dialog";
import {PickupDialog} from "../../components/popups/pickup_dialog/pickup_dialog";
import {describeFulfilment, formatDay} from "../../utils/fulfilment";
import {buildPickupTicket, finishPickupTicket} from "../../utils/pickup_ticket";

/** One order: lines, money, history, and what can be done with it here. */
export class OrderDetail extends Component {
    static template = "retail_customer_orders.OrderDetail";
    static props = {detail: Object, refresh: Function};

    setup() {
        this.pos = usePos();
        this.dialog = useService("dialog");
        this.pickUp = useAsyncLockedMethod(this.pickUp);
    }

    get detail() {
        return this.props.detail;
    }

    /**
     * @returns {{name: string, label: string, icon: string, enabled: boolean, why: string,
     *   run: Function}[]} buttons; other addons add theirs. A disabled one says why.
     */
    get actions() {
        const {enabled, why} = this.detail.actions.pickup;
        const offline = this.pos.data.network.offline;
        return [
            {
                name: "pickup",
                label: _t("Pick up"),
                icon: "fa-shopping-bag",
                enabled: enabled && !offline,
                why: offline ? _t("Needs the network") : why || "",
                run: () => this.pickUp(),
            },
        ];
    }

    get origin() {
        const {store, date} = this.detail;
        return [store, date && formatDay(date.slice(0, 10))]
            .filter(Boolean)
            .join(" · ");
    }

    format(amount) {
        return this.env.utils.formatCurrency(amount);
    }

    formatQty(quantity) {
        return this.env.utils.formatProductQty(quantity, false);
    }

    describeLine(line) {
        const place = line.fulfilment === "ship" ? line.address : line.store;
        return describeFulfilment({
            fulfilment: line.fulfilment,
            place,
            date: line.date,
        });
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

    async pickUp() {
        const prepared = await makeAwaitable(this.dialog, PickupDialog, {
            detail: this.detail,
        });
        if (prepared) {
            await this.handOut(prepared);
        }
    }

    async handOut(prepared) {
        const order = await buildPickupTicket(this.pos, this.detail, prepared);
        if (order) {
            await finishPickupTicket(this.pos, order);
        } else {
            this.dialog.add(AlertDialog, {
                title: _t("Pick up"),
                body: _t(
                    "The products or the customer of the order could not be loaded. Try again when the network is back."
                ),
            });
        }
    }
}
