import {Component, useEffect, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {ConnectionLostError} from "@web/core/network/rpc";
import {KeepLast} from "@web/core/utils/concurrency";
import {useAutofocus, useService} from "@web/core/utils/hooks";
import {useDebounced} from "@web/core/utils/timing";
import {useBarcodeReader} from "@point_of_sale/app/hooks/barcode_reader_hook";
import {usePos} from "@point_of_sale/app/hooks/pos_hook";
import {useAsyncLockedMethod} from "@point_of_sale/app/hooks/hooks";
import {CenteredIcon} from "@point_of_sale/app/components/centered_icon/centered_icon";
import {useBackOnline} from "@retail_base/app/hooks/back_online_hook";
import {describeError} from "@retail_base/app/utils/describe_error";
import {DeliveryActions} from "../../utils/delivery_actions";
import {
    countScanned,
    countToPick,
    describeWhen,
    findScannedLine,
    getPicked,
    getWanted,
    mergeDeliveries,
} from "../../utils/deliveries";
import {DeliveryDetail} from "./delivery_detail";

const PAGE = 30;

/** What this store is to pick, pack and ship (FU-01). */
export class PickPack extends Component {
    static template = "retail_customer_orders.PickPack";
    static components = {CenteredIcon, DeliveryDetail};
    static props = {};
    static storeOnOrder = false;

    setup() {
        this.pos = usePos();
        this.ui = useService("ui");
        this.notification = useService("notification");
        this.keepLast = new KeepLast();
        this.input = useAutofocus({refName: "term"});
        this.state = useState({
            term: "",
            preset: "all",
            counts: {},
            deliveries: [],
            total: 0,
            status: "loading",
            message: "",
            selectedId: false,
            checked: {},
            drafts: {},
        });
        this.searchSoon = useDebounced(() => this.search(), 400);
        this.printChecked = useAsyncLockedMethod(this.printChecked);
        const scan = ({base_code}) => this.scan(base_code);
        useBarcodeReader({customer_order: scan, product: scan, client: scan});
        useBackOnline(() => this.search({quietly: true}));
        // Asks when it opens, and again when a message says that something changed.
        useEffect(
            () => {
                this.search({quietly: this.state.status === "ready"});
            },
            () => [this.pos.orderCounts]
        );
    }

    get presets() {
        return [
            {name: "all", label: _t("All")},
            {name: "pickup", label: _t("To pick up here")},
            {name: "ship", label: _t("To ship")},
        ];
    }

    get isOffline() {
        return this.pos.data.network.offline || this.state.status === "offline";
    }

    get selected() {
        return this.state.deliveries.find(({id}) => id === this.state.selectedId);
    }

    get showList() {
        return !this.ui.isSmall || !this.selected;
    }

    get hasMore() {
        return this.state.deliveries.length < this.state.total;
    }

    get checked() {
        return this.state.deliveries.filter(({id}) => this.state.checked[id]);
    }

    get checkedLabel() {
        const pieces = countToPick(this.checked);
        return _t("%(orders)s chosen, %(pieces)s pieces to pick", {
            orders: this.checked.length,
            pieces: this.env.utils.formatProductQty(pieces, false),
        });
    }

    /** @returns {string[]} places where goods wait already */
    get places() {
        const places = this.state.deliveries.map(({place}) => place).filter(Boolean);
        return [...new Set(places)].sort().slice(0, 12);
    }

    get emptyText() {
        if (this.state.term.trim()) {
            return _t(
                "Nothing to prepare matches. Try the order, the customer or a product."
            );
        }
        return _t(
            "Nothing is to be prepared here. Orders to pick up in this store, or to ship from it, appear by themselves."
        );
    }

    get chooseText() {
        return _t("Choose an order, or scan it. Then scan each piece that you pick.");
    }

    describeProgress(delivery) {
        return _t("%(picked)s of %(all)s picked", {
            picked: this.env.utils.formatProductQty(getPicked(delivery), false),
            all: this.env.utils.formatProductQty(getWanted(delivery), false),
        });
    }

    describeWhen(delivery) {
        return describeWhen(delivery);
    }

    onInput(ev) {
        this.state.term = ev.target.value;
        this.searchSoon();
    }

    onKeydown(ev) {
        if (ev.key === "Enter") {
            this.scan(ev.target.value.trim());
        }
    }

    /** A product of the open delivery is counted; anything else is looked for. */
    scan(code) {
        const line = this.selected && findScannedLine(this.selected, code);
        if (!line || this.selected.obstacle || this.selected.claim_obstacle) {
            return this.searchFor(code);
        }
        this.searchSoon.cancel();
        this.state.term = "";
        const {isFull, ...draft} = countScanned(
            this.selected,
            this.state.drafts[this.selected.id],
            line
        );
        this.setDraft(this.selected.id, draft);
        if (isFull) {
            this.notification.add(_t("No more of “%s” is wanted.", line.name), {
                type: "warning",
            });
        }
    }

    searchFor(term) {
        this.state.term = term;
        return this.search();
    }

    choosePreset(name) {
        this.state.preset = name;
        return this.search();
    }

    /** @param {{more: boolean, quietly: boolean}} options quietly: what is shown stays */
    async search({more = false, quietly = false} = {}) {
        this.searchSoon.cancel();
        if (!more && !quietly) {
            Object.assign(this.state, {status: "loading", selectedId: false});
        }
        const {deliveries} = this.state;
        const options = {
            term: this.state.term.trim(),
            preset: this.state.preset,
            offset: more ? deliveries.length : 0,
            limit: quietly ? Math.max(PAGE, deliveries.length) : PAGE,
        };
        try {
            const actions = new DeliveryActions(this.pos);
            const found = await this.keepLast.add(
                actions.send("find_deliveries_from_ui", [], options)
            );
            const all = more ? [...deliveries, ...found.deliveries] : found.deliveries;
            Object.assign(this.state, {...found, deliveries: all, status: "ready"});
            // A scanned order opens by itself.
            if (options.term && all.length === 1 && !quietly) {
                this.select(all[0].id);
            }
        } catch (error) {
            const isLost = error instanceof ConnectionLostError;
            const status = isLost ? "offline" : "error";
            Object.assign(this.state, {status, message: describeError(error)});
        }
    }

    select(id) {
        this.state.selectedId = id;
    }

    toggle(id) {
        this.state.checked[id] = !this.state.checked[id];
    }

    setDraft(id, draft) {
        this.state.drafts[id] = draft;
    }

    /** @param {object|null} answer of the server; null when it refused or was given up */
    onAnswer(answer) {
        if (!answer) {
            return this.search({quietly: true});
        }
        const before = this.selected;
        this.state.deliveries = mergeDeliveries(this.state.deliveries, answer);
        if (before && !this.selected) {
            const rest = answer.deliveries.find(
                (one) => one.order_id === before.order_id
            );
            this.state.selectedId = rest ? rest.id : false;
        }
    }

    async printChecked() {
        const answer = await new DeliveryActions(this.pos).printList(this.checked);
        if (answer) {
            this.state.checked = {};
        }
        await this.onAnswer(answer);
    }

    back() {
        const {page, params} = this.pos.defaultPage;
        this.pos.navigate(page, params);
    }
}

registry.category("pos_pages").add("PickPack", {
    name: "PickPack",
    component: PickPack,
    route: `/pos/ui/${odoo.pos_config_id}/pick-pack`,
    params: {},
});
