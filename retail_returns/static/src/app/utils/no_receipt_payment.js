import {patch} from "@web/core/utils/patch";
import {_t} from "@web/core/l10n/translation";
import {AlertDialog} from "@web/core/confirmation_dialog/confirmation_dialog";
import OrderPaymentValidation from "@point_of_sale/app/utils/order_payment_validation";
import {askApproval} from "@retail_base/app/utils/ask_approval";
import {describeError} from "@retail_base/app/utils/describe_error";
import {hasGoodsWithoutReceipt} from "./no_receipt";
import {canTakeBack} from "./no_receipt_off_line";

/** A line that waits to be sent has no number yet. */
function getNumber(record) {
    return Number.isInteger(record?.id) ? record.id : false;
}

function prepareTicket(pos, order) {
    return {
        uuid: order.uuid,
        partner_id: order.getPartner()?.id || false,
        session_id: pos.session.id,
        return_payload: order.return_payload,
        lines: order.lines.map((line) => ({
            uuid: line.uuid,
            product_id: line.product_id.id,
            qty: line.qty,
            price_unit: line.price_unit,
            discount: line.discount || 0,
            tax_ids: line.tax_ids.map(({id}) => id),
            refunded_orderline_id: getNumber(line.refunded_orderline_id),
        })),
        payments: order.payment_ids.map((payment) => ({
            payment_method_id: payment.payment_method_id.id,
            amount: payment.getAmount(),
        })),
    };
}

patch(OrderPaymentValidation.prototype, {
    /** A manager may let money go to another tender, on this register (RP-02, RP-03). */
    async askBeforeValidation() {
        const {pos, order} = this;
        if (
            hasGoodsWithoutReceipt(order) &&
            !(await this._acceptNoReceipt(pos, order))
        ) {
            return false;
        }
        return super.askBeforeValidation(...arguments);
    },
    async _acceptNoReceipt(pos, order) {
        const title = _t("Not given back");
        if (!canTakeBack(pos)) {
            const body = _t(
                "Goods without receipt need the network: nobody can count what the customer brought elsewhere. Pay it when the network is back."
            );
            pos.dialog.add(AlertDialog, {title, body});
            return false;
        }
        if (pos.data.network.offline) {
            return true;
        }
        try {
            const {message, kind, amount} = await pos.data.call(
                "retail.return",
                "check_no_receipt_tenders_from_ui",
                [pos.config.id, prepareTicket(pos, order)]
            );
            if (!message) {
                return true;
            }
            // Once it is allowed the server may name another thing, or nothing.
            const approval = await this._approveTender(kind, message, amount);
            return Boolean(approval) && (await this._acceptNoReceipt(pos, order));
        } catch (error) {
            pos.dialog.add(AlertDialog, {title, body: describeError(error)});
            return false;
        }
    },
    _approveTender(kind, description, amount) {
        return askApproval(this.pos, {
            kind,
            description,
            amount,
            ticketUuid: this.order.uuid,
            reasonKind: "approval",
        });
    },
});
