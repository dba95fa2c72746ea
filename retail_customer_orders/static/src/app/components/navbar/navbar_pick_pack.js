import {_t} from "@web/core/l10n/translation";
import {patch} from "@web/core/utils/patch";
import {Navbar} from "@point_of_sale/app/components/navbar/navbar";

patch(Navbar.prototype, {
    /** @returns {number} deliveries that wait to be prepared; pushed (NT-01) */
    get deliveriesToPrepare() {
        return this.pos.orderCounts.prepare || 0;
    },
    get pickPackTitle() {
        return _t("Pick and pack: %s to prepare", this.deliveriesToPrepare);
    },
    get mainButton() {
        return this.pos.router.state.current === "PickPack"
            ? "pick-pack"
            : super.mainButton;
    },
});
