import {Component, onMounted, onWillUpdateProps, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {ConnectionLostError, RPCError} from "@web/core/network/rpc";
import {KeepLast} from "@web/core/utils/concurrency";
import {useAutofocus, useService} from "@web/core/utils/hooks";
import {useDebounced} from "@web/core/utils/timing";
import {useBarcodeReader} from "@point_of_sale/app/hooks/barcode_reader_hook";
import {usePos} from "@point_of_sale/app/hooks/pos_hook";
import {CenteredIcon} from "@point_of_sale/app/components/centered_icon/centered_icon";
import {useBackOnline} from "@retail_base/app/hooks/back_online_hook";
import {OrderDetail} from "./order_detail";

const PAGE = 30;

/** Any order of the company by anything a customer can name (RC-01 to RC-05). */
export class FindOrder extends Component {
    static template = "retail_customer_orders.FindOrder";
    static components = {CenteredIcon, OrderDetail};
    static props = {term: {type: String, optional: true}};
    static storeOnOrder = false;

    setup() {
        this.pos = usePos();
        this.ui = useService("ui");
        this.keepLast = new KeepLast();
        this.keepLastDetail = new KeepLast();
        this.input = useAutofocus({refName: "term"});
        this.state = useState({
            term: this.props.term || "",
            preset: this.props.term ? "all" : "pickup",
            counts: {},
            orders: [],
            total: 0,
            status: "loading",
            message: "",
            selectedId: false,
            detail: null,
            detailStatus: "idle",
        });
        this.searchSoon = useDebounced(() => this.search(), 400);
        const scan = ({base_code}) => this.searchFor(base_code);
        useBarcodeReader({customer_order: scan, product: scan, client: scan});
        onMounted(() => this.search());
        useBackOnline(() => this.recover());
        onWillUpdateProps(
            ({term}) => term !== this.props.term && this.searchFor(term || "")
        );
    }

    get presets() {
        return [
            {name: "pickup", label: _t("To pick up here")},
            {name: "ship", label: _t("To ship")},
            {name: "overdue", label: _t("Overdue")},
            {name: "all", label: _t("All")},
        ];
    }

    get isOffline() {
        return this.pos.data.network.offline;
    }

    get hasMore() {
        return this.state.orders.length < this.state.total;
    }

    get showList() {
        return !this.ui.isSmall || !this.state.selectedId;
    }

    get emptyText() {
        if (this.state.term.trim()) {
            return _t("No order matches. Try the phone number or a part of the name.");
        }
        return {
            pickup: _t(
                "Nothing waits to be picked up here. Scan an order or type a name."
            ),
            ship: _t("Nothing waits to be shipped from here."),
            overdue: _t("No order is overdue."),
            all: _t("Orders taken at any register of the company appear here."),
        }[this.state.preset];
    }

    onInput(ev) {
        this.state.term = ev.target.value;
        this.state.preset = this.state.term.trim() ? "all" : "pickup";
        this.searchSoon();
    }

    onKeydown(ev) {
        if (ev.key === "Enter") {
            this.searchFor(ev.target.value);
        }
    }

    searchFor(term) {
        Object.assign(this.state, {term, preset: term.trim() ? "all" : "pickup"});
        return this.search();
    }

    choosePreset(name) {
        this.state.preset = name;
        return this.search();
    }

    async search({more = false} = {}) {
        this.searchSoon.cancel();
        if (!more) {
            Object.assign(this.state, {
                status: "loading",
                selectedId: false,
                detail: null,
            });
        }
        const found = await this.guard("status", () =>
            this.keepLast.add(
                this.call("find_orders_from_ui", {
                    term: this.state.term.trim(),
                    preset: this.state.preset,
                    offset: more ? this.state.orders.length : 0,
                    limit: PAGE,
                })
            )
        );
        if (found) {
            const orders = more
                ? [...this.state.orders, ...found.orders]
                : found.orders;
            Object.assign(this.state, {...found, orders, status: "ready"});
            await this.openOnlyOne();
        }
    }

    /** A scanned order opens by itself. */
    async openOnlyOne() {
        if (this.state.term.trim() && this.state.orders.length === 1) {
            await this.select(this.state.orders[0].id);
        }
    }

    async select(id) {
        Object.assign(this.state, {selectedId: id, detailStatus: "loading"});
        const detail = await this.guard("detailStatus", () =>
            this.keepLastDetail.add(this.call("read_order_from_ui", id))
        );
        if (detail) {
            Object.assign(this.state, {detail, detailStatus: "ready"});
        }
    }

    /** What could not be asked off line; an open order may be another one by now. */
    async recover() {
        const {selectedId, status} = this.state;
        if (status === "offline") {
            await this.search();
        }
        if (selectedId) {
            await this.select(selectedId);
        }
    }

    unselect() {
        Object.assign(this.state, {selectedId: false, detail: null});
    }

    call(method, argument) {
        return this.pos.data.call("retail.order.request", method, [
            this.pos.config.id,
            argument,
        ]);
    }

    /** Runs a request; what fails is said in the page, nothing pops up. */
    async guard(status, request) {
        try {
            return await request();
        } catch (error) {
            if (error instanceof ConnectionLostError) {
                this.state[status] = "offline";
                return undefined;
            }
            if (error instanceof RPCError) {
                const message = error.data?.message || error.message;
                Object.assign(this.state, {[status]: "error", message});
                return undefined;
            }
            throw error;
        }
    }

    back() {
        const {page, params} = this.pos.defaultPage;
        this.pos.navigate(page, params);
    }
}

registry.category("pos_pages").add("FindOrder", {
    name: "FindOrder",
    component: FindOrder,
    route: `/pos/ui/${odoo.pos_config_id}/find-order`,
    params: {},
});
