import {_t} from "@web/core/l10n/translation";
import {generateQRCodeDataUrl} from "@point_of_sale/utils";
import {OrderSlip} from "../components/order_voucher/order_voucher";
import {describeOrderedLine} from "./fulfilment";

function describeOrder(detail) {
    const lines = detail.lines.map((line) => ({
        uuid: line.id,
        qty: line.qty,
        name: line.name,
        total: line.total,
        label: describeOrderedLine(line),
    }));
    const {required} = detail.actions.order;
    return {
        type: required === false ? "customer_order" : "quote",
        reference: detail.reference,
        qrCode: generateQRCodeDataUrl(detail.reference),
        customer: detail.customer,
        collector: detail.collector,
        charges: [],
        lines,
        total: detail.total,
        deposit: detail.deposit_held,
        balance: detail.balance,
    };
}

/**
 * Prints the voucher as the order is now; needs no network.
 *
 * @param {object} pos the `PosStore`
 * @param {object} detail the order as `read_order_from_ui` gives it
 */
export async function printVoucher(pos, detail) {
    const {DateTime} = luxon;
    const result = await pos.printer.print(
        OrderSlip,
        {
            store: pos.config.name,
            printed: DateTime.now().toLocaleString(DateTime.DATETIME_SHORT),
            currencyId: pos.currency.id,
            voucher: describeOrder(detail),
        },
        pos.printOptions
    );
    if (result?.warningCode) {
        pos.displayPrinterWarning(result, _t("Receipt Printer"));
    }
}
