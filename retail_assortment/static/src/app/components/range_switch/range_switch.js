import {Component} from "@odoo/owl";
import {usePos} from "@point_of_sale/app/hooks/pos_hook";
import {SCOPES} from "@retail_assortment/app/models/utils/retail_range";

/** Chooses between the range of the store and all products; compact, as one button. */
export class RangeSwitch extends Component {
    static template = "retail_assortment.RangeSwitch";
    static props = {compact: {type: Boolean, optional: true}};

    setup() {
        this.pos = usePos();
    }

    get isAll() {
        return this.pos.retailRange.scope === SCOPES.all;
    }

    choose(isAll) {
        if (isAll !== this.isAll) {
            this.pos.setRangeScope(isAll ? SCOPES.all : SCOPES.store);
        }
    }
}
