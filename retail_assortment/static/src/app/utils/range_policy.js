import {AlertDialog} from "@web/core/confirmation_dialog/confirmation_dialog";
import {_t} from "@web/core/l10n/translation";
import {askApproval} from "@retail_base/app/utils/ask_approval";
import {completeRange} from "./range_client";

const MINUTE = 60000;

function refuse(pos, body) {
    pos.dialog.add(AlertDialog, {
        title: _t("Not in the range of %s", pos.retailRange.store),
        body,
    });
    return false;
}

function explainBlock(product, message) {
    return _t("%(product)s may not be sold. %(message)s", {product, message});
}

/** Refuse what nobody may sell for now, whatever the range says (AS-11). */
function refuseBlocked(pos, name, message) {
    pos.dialog.add(AlertDialog, {
        title: _t("Blocked for sale"),
        body: explainBlock(name, message),
    });
    return false;
}

/** Why what the store does not carry may not enter the cart whatever a manager says. */
function explainOutside(pos, product) {
    const names = {store: pos.retailRange.store, product};
    switch (pos.retailRange.policy) {
        case "allow":
        case "approval":
            return "";
        case "order_only":
            return pos.takesCustomerOrders()
                ? ""
                : _t(
                      "%(store)s does not carry %(product)s. It can only be ordered.",
                      names
                  );
        default:
            return _t(
                "%(store)s does not carry %(product)s and may not sell it.",
                names
            );
    }
}

/**
 * Say before it is added why a product will not be let into a cart.
 *
 * @param {object} pos
 * @param {object} product the variant
 * @returns {string} empty when it will, at least with a manager's approval
 */
export function getRangeObstacle(pos, product) {
    const template = product.product_tmpl_id;
    const block = pos.retailRange.getBlock(template, product);
    if (block) {
        return explainBlock(product.display_name, block);
    }
    const isOutside =
        pos.retailRange.hasOutside(template) ||
        pos.retailRange.hasOutsideVariant(product);
    return isOutside ? explainOutside(pos, product.display_name) : "";
}

/** Whether a manager has said yes for this ticket, and the server still knows of it. */
function isApproved(pos, order) {
    const {at} = order.uiState.retailRangeApproval || {};
    // One minute is left for the payment.
    return (
        Boolean(at) && Date.now() - at < (pos.retailRange.approvalMinutes - 1) * MINUTE
    );
}

async function approve(pos, order, names) {
    if (isApproved(pos, order)) {
        return true;
    }
    const approval = await askApproval(pos, {
        kind: "out_of_range",
        description: _t("Sell what %(store)s does not carry: %(products)s", {
            store: pos.retailRange.store,
            products: names,
        }),
        ticketUuid: order.uuid,
        reasonKind: "approval",
    });
    if (approval) {
        order.uiState.retailRangeApproval = {at: Date.now()};
    }
    return Boolean(approval);
}

/** Let a product that the store does not carry into the cart, or say why not. */
async function admitOutside(pos, order, name) {
    const obstacle = explainOutside(pos, name);
    if (obstacle) {
        return refuse(pos, obstacle);
    }
    const {policy, store} = pos.retailRange;
    if (policy === "approval") {
        return await approve(pos, order, name);
    }
    if (policy === "order_only") {
        pos.notification.add(
            _t("%(store)s does not carry %(product)s: it can only be ordered.", {
                store,
                product: name,
            }),
            {type: "info"}
        );
    }
    return true;
}

/** What comes back is taken everywhere (OA-05). */
function isReturn(order, vals) {
    return (
        vals.qty < 0 ||
        Boolean(vals.refunded_orderline_id) ||
        order.preset_id?.is_return
    );
}

/** @returns {Promise<boolean>} whether a product may be added to a cart */
export async function admitProduct(pos, order, vals) {
    const id = vals.product_tmpl_id?.id || vals.product_tmpl_id;
    const template = pos.models["product.template"].get(id);
    if (!template || isReturn(order, vals)) {
        return true;
    }
    await completeRange(pos, [template]);
    const block = pos.retailRange.getBlock(template);
    if (block) {
        return refuseBlocked(pos, template.display_name, block);
    }
    const isOutside = pos.retailRange.hasOutside(template);
    return !isOutside || (await admitOutside(pos, order, template.display_name));
}

/** @returns {Promise<boolean>} whether the variant that was chosen may be added */
export async function admitVariant(pos, order, vals) {
    const product = vals.product_id;
    if (!product || isReturn(order, vals)) {
        return true;
    }
    const block = pos.retailRange.getBlock(product.product_tmpl_id, product);
    if (block) {
        return refuseBlocked(pos, product.display_name, block);
    }
    return (
        !pos.retailRange.hasOutsideVariant(product) ||
        (await admitOutside(pos, order, product.display_name))
    );
}

/**
 * Judge the whole cart before it is paid, as the server will: what it holds may have
 * left the range since it was added.
 *
 * @returns {Promise<boolean>}
 */
export async function admitOrder(pos, order) {
    const range = pos.retailRange;
    const blocked = order.lines.find((line) => line.getBlock(range));
    if (blocked) {
        const name = blocked.product_id.display_name;
        return refuseBlocked(pos, name, blocked.getBlock(range));
    }
    const orderOnly = range.policy === "order_only";
    const lines = order.lines.filter(
        (line) => line.isOutsideRange(range) && (!orderOnly || line.isCarriedOut())
    );
    if (!lines.length || range.policy === "allow") {
        return true;
    }
    const names = [...new Set(lines.map((line) => line.product_id.display_name))];
    const sentence = {store: range.store, products: names.join(", ")};
    if (range.policy === "approval") {
        return await approve(pos, order, sentence.products);
    }
    if (orderOnly) {
        return refuse(
            pos,
            _t(
                "%(store)s does not carry this, it can only be ordered: %(products)s. " +
                    "Take it off the ticket or order it.",
                sentence
            )
        );
    }
    return refuse(
        pos,
        _t(
            "%(store)s does not carry this: %(products)s. Take it off the ticket.",
            sentence
        )
    );
}
