import {_t} from "@web/core/l10n/translation";
import {ask} from "@point_of_sale/app/utils/make_awaitable_dialog";

/**
 * Hands out here what was promised in another store, when the customer agrees.
 *
 * @param {object} actions the `OrderActions` of the order
 * @returns {Promise<boolean>} whether the order is another one now
 */
export async function moveHere(actions) {
    const {pos, detail} = actions;
    const {lines} = detail.actions.move_here;
    const moved = lines.filter(({why}) => !why);
    const staying = lines.filter(({why}) => why);
    const describe = ({qty, name, store, why}) =>
        _t("%(quantity)s × %(product)s, until now in %(store)s", {
            quantity: pos.env.utils.formatProductQty(qty, false),
            product: name,
            store,
        }) + (why ? `. ${why}` : "");
    const body = [
        ...moved.map(describe),
        "",
        _t("The goods are reserved here at once. Prices and deposit stay as they are."),
        ...(staying.length ? ["", _t("This stays where it is:")] : []),
        ...staying.map(describe),
    ].join("\n");
    const confirmed = await ask(pos.dialog, {
        title: _t("Pick up here instead?"),
        body,
        confirmLabel: _t("Pick up here"),
        cancelLabel: _t("Leave it there"),
    });
    const ids = moved.map((line) => line.order_line_id);
    const answer =
        confirmed &&
        (await actions.call("move_pickup_here_from_ui", [
            detail.id,
            ids,
            detail.version,
        ]));
    return Boolean(answer);
}
