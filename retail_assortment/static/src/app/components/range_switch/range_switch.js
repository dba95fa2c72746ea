import {Component} from "@odoo/owl";
import {usePos} from "@point_of_sale/app/hooks/pos_hook";
import {Dropdown} from "@web/core/dropdown/dropdown";
import {DropdownItem} from "@web/core/dropdown/dropdown_item";
import {_t} from "@web/core/l10n/translation";
import {useService} from "@web/core/utils/hooks";
import {SCOPES} from "@retail_assortment/app/models/utils/retail_range";
import {StoreDialog} from "../popups/store_dialog/store_dialog";

/** Chooses whose products are shown and searched; compact, as one button. */
export class RangeSwitch extends Component {
    static template = "retail_assortment.RangeSwitch";
    static components = {Dropdown, DropdownItem};
    static props = {compact: {type: Boolean, optional: true}};

    setup() {
        this.pos = usePos();
        this.dialog = useService("dialog");
    }

    get scope() {
        return this.pos.retailRange.scope;
    }

    get isOwn() {
        return this.scope === SCOPES.store;
    }

    get choices() {
        const {scopeStore} = this.pos.retailRange;
        const choices = [
            {scope: SCOPES.store, icon: "fa-home", label: _t("This store")},
            {
                scope: SCOPES.other,
                icon: "fa-building-o",
                label: scopeStore ? scopeStore.name : _t("Another store"),
            },
            {scope: SCOPES.all, icon: "fa-globe", label: _t("All products")},
        ];
        return choices.filter(
            ({scope}) => scope !== SCOPES.other || this.pos.otherStores.length
        );
    }

    get current() {
        return this.choices.find(({scope}) => scope === this.scope);
    }

    choose(scope) {
        if (scope === SCOPES.other) {
            this.dialog.add(StoreDialog, {
                stores: this.pos.otherStores,
                current: this.pos.retailRange.scopeStore,
                choose: (store) => this.pos.setRangeScope(scope, store),
            });
        } else if (scope !== this.scope) {
            this.pos.setRangeScope(scope);
        }
    }
}
