import {_t} from "@web/core/l10n/translation";
import {AlertDialog} from "@web/core/confirmation_dialog/confirmation_dialog";
import {ConnectionLostError, RPCError} from "@web/core/network/rpc";
import {generateQRCodeDataUrl, uuidv4} from "@point_of_sale/utils";
import {makeAwaitable} from "@point_of_sale/app/utils/make_awaitable_dialog";
import {askApproval} from "@retail_base/app/utils/ask_approval";
import {describeError} from "@retail_base/app/utils/describe_error";
import {PickList} from "../components/pick_list/pick_list";
import {RejectDialog} from "../components/popups/reject_dialog/reject_dialog";
import {ShipDialog} from "../components/popups/ship_dialog/ship_dialog";
import {StageDialog} from "../components/popups/stage_dialog/stage_dialog";
import {listToPick} from "./deliveries";

/**
 * What is done with deliveries at the register. All resolve with what the server
 * answered, or with null when it was given up or refused, which is said.
 */
export class DeliveryActions {
    /** @param {object} pos the `PosStore` */
    constructor(pos) {
        this.pos = pos;
    }

    get worker() {
        return this.pos.getCashier()?.name || "";
    }

    accept({id}) {
        return this.ask("accept_delivery_from_ui", [id]);
    }

    async reject(delivery) {
        const rejection = await this.open(RejectDialog, {delivery});
        return rejection && this.ask("reject_goods_from_ui", [delivery.id, rejection]);
    }

    claim(deliveries) {
        return this.ask("claim_deliveries_from_ui", [deliveries.map(({id}) => id)]);
    }

    release({id}) {
        return this.ask("release_deliveries_from_ui", [[id]]);
    }

    pick({id}, totals) {
        return this.ask("pick_delivery_from_ui", [id, totals]);
    }

    /** @param {string[]} places in use, to choose from */
    async stage(delivery, places) {
        const place = await this.open(StageDialog, {delivery, places});
        return place && this.ask("stage_delivery_from_ui", [delivery.id, place]);
    }

    tell({id}) {
        return this.ask("tell_ready_from_ui", [id]);
    }

    async ship(delivery) {
        const answer = await this.open(ShipDialog, {delivery});
        if (!answer) {
            return null;
        }
        const {totals, tracking} = answer;
        return this.ask("ship_delivery_from_ui", [delivery.id, totals], {tracking});
    }

    /** Whoever prints a list picks what is on it (FU-05). */
    async printList(deliveries) {
        const answer = await this.claim(deliveries);
        if (answer) {
            const ids = deliveries.map(({id}) => id);
            await this.print(answer.deliveries.filter(({id}) => ids.includes(id)));
        }
        return answer;
    }

    async print(deliveries) {
        const result = await this.pos.printer.print(
            PickList,
            {
                store: this.pos.config.name,
                worker: this.worker,
                printed: luxon.DateTime.now().toLocaleString(
                    luxon.DateTime.DATETIME_SHORT
                ),
                rows: listToPick(deliveries),
                orders: deliveries.map((delivery) => ({
                    id: delivery.id,
                    reference: delivery.reference,
                    customer: delivery.customer,
                    how: delivery.address || delivery.collector,
                    qrCode: generateQRCodeDataUrl(delivery.reference),
                })),
            },
            this.pos.printOptions
        );
        if (result?.warningCode) {
            this.pos.displayPrinterWarning(result, _t("Receipt Printer"));
        }
    }

    open(Dialog, props) {
        return makeAwaitable(this.pos.dialog, Dialog, props);
    }

    async ask(method, args, values = {}) {
        try {
            const answer = await this.send(method, args, values);
            if (!answer.approval) {
                return this.show(answer);
            }
            const uuid = uuidv4();
            const approval = await askApproval(this.pos, {
                ...answer.approval,
                ticketUuid: uuid,
                reasonKind: "approval",
            });
            return (
                approval &&
                this.show(await this.send(method, args, {...values, approval: uuid}))
            );
        } catch (error) {
            if (!(error instanceof ConnectionLostError || error instanceof RPCError)) {
                throw error;
            }
            this.pos.dialog.add(AlertDialog, {
                title: _t("Pick and pack"),
                body: describeError(error),
            });
            return null;
        }
    }

    send(method, args, values) {
        return this.pos.data.call("retail.order.request", method, [
            this.pos.config.id,
            ...args,
            {worker: this.worker, ...values},
        ]);
    }

    show(answer) {
        if (answer.message) {
            this.pos.notification.add(answer.message, {type: "success"});
        }
        return answer;
    }
}
