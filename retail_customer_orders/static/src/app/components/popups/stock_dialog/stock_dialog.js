import {patch} from "@web/core/utils/patch";
import {_t} from "@web/core/l10n/translation";
import {StockDialog} from "@retail_base/app/components/popups/stock_dialog/stock_dialog";
import {prepareFulfilment} from "../../../utils/fulfilment";
import {prepareOrderFrom} from "../../../utils/look_up_order";

patch(StockDialog.prototype, {
    /** What is not here is picked up or shipped from where it is (IL-03). */
    getRowActions(place) {
        const order = this.pos.getOrder();
        const obstacle = order?.finalized === false && this.pos.getOrderObstacle(order);
        const here = place.is_current;
        return [
            ...super.getRowActions(place),
            {
                name: "pickup",
                label: here ? _t("Pick up here") : _t("Pick up there"),
                icon: "fa-shopping-bag",
                why: obstacle || this.whyNoPickup(place),
                run: () => this.orderFrom("pickup", place),
            },
            {
                name: "ship",
                label: here ? _t("Ship from here") : _t("Ship from there"),
                icon: "fa-truck",
                why: obstacle || this.whyNoShipping(place),
                run: () => this.orderFrom("ship", place),
            },
        ];
    },

    whyNoPickup({is_store: isStore, pickup, pickup_enabled: enabled, name}) {
        if (!isStore) {
            return _t("A warehouse: nobody can pick up there");
        }
        if (!enabled) {
            return _t("%s hands out no orders", name);
        }
        return pickup ? "" : _t("%s hands out no orders of this store", name);
    },

    whyNoShipping({shipping, shipping_enabled: enabled, name}) {
        if (!enabled) {
            return _t("%s does not ship", name);
        }
        return shipping ? "" : _t("%s does not ship for this store", name);
    },

    /** Order the line that the look-up began with, or else a new one, from a place. */
    async orderFrom(fulfilment, place) {
        const {pos, product} = this;
        const line = this.line?.canBeLater ? this.line : undefined;
        const choice = await prepareOrderFrom(pos, {fulfilment, place, product, line});
        if (!choice) {
            return;
        }
        this.dialog.closeAll();
        if (line) {
            line.setFulfilment(choice);
        } else {
            const vals = prepareFulfilment(pos.models, choice);
            await pos.addLookedUpProduct(product, vals);
        }
    },
});
