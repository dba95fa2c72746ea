import {ConnectionLostError} from "@web/core/network/rpc";
import {findLocalSales, isLocalKey, readLocalSale} from "./local_sales";

/**
 * Where a register finds sales: with the network those of all stores, without it what it
 * sold itself and still knows (RT-10).
 */

function call(pos, method, args) {
    return pos.data.call("retail.return", method, [pos.config.id, ...args]);
}

/** @returns {Promise<object>} see `find_sales_from_ui`; "isLocal" without the network */
export async function findSales(pos, term, offset, limit) {
    try {
        return await call(pos, "find_sales_from_ui", [term, offset, limit]);
    } catch (error) {
        if (error instanceof ConnectionLostError) {
            return {sales: findLocalSales(pos, term), more: false, isLocal: true};
        }
        throw error;
    }
}

/** @returns {Promise<object>} see `read_sale_from_ui` */
export async function readSale(pos, key) {
    return isLocalKey(key)
        ? readLocalSale(pos, key)
        : call(pos, "read_sale_from_ui", [key]);
}
