import {_t} from "@web/core/l10n/translation";
import {patch} from "@web/core/utils/patch";
import {Navbar} from "@point_of_sale/app/components/navbar/navbar";

patch(Navbar.prototype, {
    /** What waits in this store; pushed, never asked for while somebody waits. */
    get waitingOrders() {
        const {pickup, ship} = this.pos.orderCounts;
        return pickup + ship;
    },
    get waitingOrdersTitle() {
        return _t("%(pickup)s to pick up, %(ship)s to ship, %(overdue)s overdue", {
            ...this.pos.orderCounts,
        });
    },
    get mainButton() {
        return this.pos.router.state.current === "FindOrder"
            ? "find-order"
            : super.mainButton;
    },
});
