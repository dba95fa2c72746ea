import DeviceIdentifierSequence from "@point_of_sale/app/utils/devices_identifier_sequence";
import {patch} from "@web/core/utils/patch";

patch(DeviceIdentifierSequence.prototype, {
    /** A ticket that waits to be sent survives *Reload Data*: its number is in use. */
    saveUnusedNumber(orders) {
        return super.saveUnusedNumber(orders.filter((order) => !order.isUnsent()));
    },
});
