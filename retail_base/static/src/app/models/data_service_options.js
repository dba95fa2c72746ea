import {DataServiceOptions} from "@point_of_sale/app/models/data_service_options";
import {patch} from "@web/core/utils/patch";

const getOrder = (record) => record.order_id || record.pos_order_id || record;

/**
 * Core forgets in the browser what is paid and has a number of the server. A ticket that
 * the server had as a draft has one, and was not sent yet: its payments are only here.
 */
patch(DataServiceOptions.prototype, {
    get databaseTable() {
        const table = {...super.databaseTable};
        for (const model of ["pos.order", "pos.order.line", "pos.payment"]) {
            const {condition} = table[model];
            table[model] = {
                ...table[model],
                condition: (record) =>
                    !getOrder(record).isUnsent?.() && condition(record),
            };
        }
        return table;
    },
});
