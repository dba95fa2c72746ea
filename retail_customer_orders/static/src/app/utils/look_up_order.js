import {_t} from "@web/core/l10n/translation";
import {AlertDialog} from "@web/core/confirmation_dialog/confirmation_dialog";
import {makeAwaitable} from "@point_of_sale/app/utils/make_awaitable_dialog";
import {AddressDialog} from "../components/popups/address_dialog/address_dialog";
import {checkStock, collectNeeds, dayFromToday} from "./fulfilment";
import {loadAddresses, loadStores} from "./fulfilment_options";

/**
 * The first day on which a place can keep it: when it has the goods, and is open.
 *
 * @param {"pickup"|"ship"} fulfilment
 * @param {object} place as `get_store_availability` gives it
 * @param {object[]} needs as `collectNeeds` gives them
 * @returns {string} ISO date
 */
export function getFirstDay(fulfilment, place, needs) {
    const soonest = dayFromToday(fulfilment === "ship" ? 1 : 0);
    const {nextDate} = checkStock(place, needs);
    const day = nextDate && nextDate > soonest ? nextDate : soonest;
    const openDays = (fulfilment === "pickup" && place.opening?.open_days) || [];
    return openDays.find((open) => open >= day) || day;
}

/** @returns {Promise<object|undefined>} where to ship to: known, or asked for now */
async function findAddress(pos, partner) {
    const addresses = await loadAddresses(pos, partner);
    const known = addresses.find((address) => address.canBeShippedTo);
    if (known) {
        return known;
    }
    const id = await makeAwaitable(pos.dialog, AddressDialog, {partner});
    return id ? pos.models["res.partner"].get(id) : undefined;
}

/**
 * Settle how a product that was looked up is ordered from the place that has it (IL-03):
 * asks for the customer, and for an address, where the ticket has none.
 *
 * @param {object} pos the `PosStore`
 * @param {object} request
 * @param {"pickup"|"ship"} request.fulfilment
 * @param {object} request.place as `get_store_availability` gives it
 * @param {object} request.product the variant
 * @param {object} [request.line] the line of the cart that is ordered
 * @returns {Promise<object|undefined>} as `setFulfilment` takes it; none when it was
 *     given up
 */
export async function prepareOrderFrom(pos, {fulfilment, place, product, line}) {
    const order = pos.getLookUpOrder();
    const obstacle = pos.getOrderObstacle(order);
    if (obstacle) {
        pos.dialog.add(AlertDialog, {title: _t("Customer order"), body: obstacle});
        return;
    }
    if (!order.partner_id) {
        await pos.selectPartner(order);
    }
    const ships = order.partner_id && fulfilment === "ship";
    const address = ships ? await findAddress(pos, order.partner_id) : undefined;
    if (!order.partner_id || (ships && !address)) {
        return;
    }
    await loadStores(pos, [place.store_id]);
    order.restoreLater();
    const needs = line
        ? collectNeeds([line])
        : [{id: product.id, qty: 1, storable: product.product_tmpl_id.is_storable}];
    return {
        fulfilment,
        store: place.store_id,
        date: getFirstDay(fulfilment, place, needs),
        partner: address?.id,
    };
}
