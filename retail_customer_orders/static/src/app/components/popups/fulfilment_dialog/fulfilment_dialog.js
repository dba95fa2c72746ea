import {Component, onMounted, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {Dialog} from "@web/core/dialog/dialog";
import {useService} from "@web/core/utils/hooks";
import {usePos} from "@point_of_sale/app/hooks/pos_hook";
import {makeAwaitable} from "@point_of_sale/app/utils/make_awaitable_dialog";
import {useBackOnline} from "@retail_base/app/hooks/back_online_hook";
import {DeliveryChooser} from "../../delivery_chooser/delivery_chooser";
import {LineChooser} from "../../line_chooser/line_chooser";
import {AddressDialog} from "../address_dialog/address_dialog";
import {beginChoice} from "./begin_choice";
import {loadAddresses, loadFulfilmentOptions} from "../../../utils/fulfilment_options";
import {
    collectNeeds,
    dayFromToday,
    describeChoice,
    describeStock,
    getDayChips,
    rankStores,
} from "../../../utils/fulfilment";

/**
 * Ship, pick up or carry out, for the chosen lines of the cart (CO-04, CO-05). Resolves
 * with the choice; the caller writes it on the lines.
 */
export class FulfilmentDialog extends Component {
    static template = "retail_customer_orders.FulfilmentDialog";
    static components = {DeliveryChooser, Dialog, LineChooser};
    static props = {
        order: Object,
        // The order was taken before: its type and its customer stay.
        isEdit: {type: Boolean, optional: true},
        // Begin with these lines instead of the one that is selected, and this tab.
        chosen: {type: Array, optional: true},
        tab: {type: String, optional: true},
        getPayload: Function,
        close: Function,
    };

    setup() {
        this.pos = usePos();
        this.ui = useService("ui");
        this.dialog = useService("dialog");
        this.days = getDayChips();
        this.today = dayFromToday(0);
        this.state = useState(beginChoice(this.props, this.lines, this.pos.company));
        onMounted(() => this.load());
        useBackOnline(() => this.load());
    }

    async load() {
        const options = await loadFulfilmentOptions(this.pos, this.lines);
        Object.assign(this.state, options);
        await this.loadAddresses();
    }

    async loadAddresses() {
        this.state.addresses = await loadAddresses(this.pos, this.partner);
        const known = this.state.addresses.some(({id}) => id === this.state.partnerId);
        if (!known) {
            this.state.partnerId =
                this.state.addresses.find((a) => a.canBeShippedTo)?.id || false;
        }
    }

    get partner() {
        return this.props.order.partner_id;
    }

    get lines() {
        return this.props.order.lines.filter((line) => line.canBeLater);
    }

    get chosenLines() {
        return this.lines.filter((line) => this.state.chosen[line.uuid]);
    }

    get tabs() {
        const later = [
            {name: "pickup", label: _t("Pick up"), icon: "fa-shopping-bag"},
            {name: "ship", label: _t("Ship"), icon: "fa-truck"},
        ];
        const icon = "fa-shopping-basket";
        return this.props.isEdit
            ? later
            : [...later, {name: "carry_out", label: _t("Carry out"), icon}];
    }

    get types() {
        return [
            {name: "customer_order", label: _t("Order")},
            {name: "quote", label: _t("Quote")},
        ];
    }

    get needs() {
        return collectNeeds(this.chosenLines);
    }

    get storeRows() {
        return rankStores(this.state.stores, this.needs, "pickup");
    }

    /** @returns {object|undefined} the row chosen by the cashier, or the one on top */
    get pickupRow() {
        const rows = this.storeRows.filter((row) => row.enabled);
        return rows.find((row) => row.store.id === this.state.storeId) || rows[0];
    }

    get address() {
        return this.state.addresses.find(({id}) => id === this.state.partnerId);
    }

    /** The day chosen by the cashier, or the first on which it can be kept. */
    get date() {
        const chosen = this.state.days[this.state.tab];
        if (chosen && chosen >= this.today) {
            return chosen;
        }
        if (this.state.tab === "ship") {
            return dayFromToday(1);
        }
        const row = this.pickupRow;
        const later = row?.nextDate;
        return later && later > this.today ? later : this.today;
    }

    get isOtherDay() {
        return this.state.otherDay || !this.days.some(({value}) => value === this.date);
    }

    /** @returns {object|null} what the delivery modes and slots depend on */
    get deliveryPlace() {
        const {tab} = this.state;
        if (tab === "carry_out") {
            return null;
        }
        const isPickup = tab === "pickup";
        return {
            order: this.props.order,
            lines: this.chosenLines,
            fulfilment: tab,
            storeId: isPickup
                ? this.pickupRow?.store.id || false
                : this.state.shippingStoreId || false,
            partnerId: (!isPickup && this.address?.id) || false,
            date: this.date,
            initial: this.state.initialDelivery,
        };
    }

    describeStock(row) {
        const format = (qty) => this.env.utils.formatProductQty(qty, false);
        return describeStock(row, this.needs, format);
    }

    chooseDay(value) {
        this.state.days[this.state.tab] = value;
        this.state.otherDay = false;
    }

    chooseOtherDay({target}) {
        this.state.days[this.state.tab] = target.value >= this.today && target.value;
    }

    async choosePartner() {
        await this.pos.selectPartner(this.props.order);
        await this.loadAddresses();
    }

    async addAddress() {
        const id = await makeAwaitable(this.dialog, AddressDialog, {
            partner: this.partner,
        });
        if (id) {
            this.state.partnerId = id;
            await this.loadAddresses();
        }
    }

    /** @returns {string} why the choice cannot be confirmed yet; empty when it can */
    get obstacle() {
        if (!this.chosenLines.length) {
            return _t("Choose at least one line");
        }
        if (this.state.tab === "pickup" && !this.pickupRow) {
            return _t("No store offers pickup");
        }
        if (
            this.state.tab === "ship" &&
            this.partner &&
            !this.address?.canBeShippedTo
        ) {
            return _t("Choose an address to ship to");
        }
        const isLater = this.state.tab !== "carry_out";
        return isLater ? this.state.delivery.obstacle : "";
    }

    get needsPartner() {
        return this.state.tab !== "carry_out" && !this.partner;
    }

    /** What the button does, in words: "Pick up 2 lines in Bergen tomorrow". */
    get confirmLabel() {
        if (this.obstacle) {
            return this.obstacle;
        }
        if (this.needsPartner) {
            return _t("Choose the customer");
        }
        return describeChoice(this.state.tab, {
            count: this.chosenLines.length,
            place: this.address?.street,
            store: this.pickupRow?.store.name,
            date: this.date,
        });
    }

    async confirm() {
        if (this.needsPartner) {
            return this.choosePartner();
        }
        const {tab, type, collector} = this.state;
        const store =
            tab === "pickup" ? this.pickupRow.store.id : this.state.shippingStoreId;
        this.props.getPayload({
            lines: this.chosenLines,
            choices: {type, collector: collector.trim() || null},
            fulfilment: tab === "carry_out" ? "carry_out" : tab,
            ...(tab === "carry_out"
                ? {}
                : {store, date: this.date, delivery: this.state.delivery.delivery}),
            ...(tab === "ship" ? {partner: this.address.id} : {}),
        });
        this.props.close();
    }
}
