import {Component, onMounted, onWillUpdateProps, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {ConnectionLostError} from "@web/core/network/rpc";
import {KeepLast} from "@web/core/utils/concurrency";
import {useAutofocus, useService} from "@web/core/utils/hooks";
import {useDebounced} from "@web/core/utils/timing";
import {useBarcodeReader} from "@point_of_sale/app/hooks/barcode_reader_hook";
import {usePos} from "@point_of_sale/app/hooks/pos_hook";
import {CenteredIcon} from "@point_of_sale/app/components/centered_icon/centered_icon";
import {useBackOnline} from "@retail_base/app/hooks/back_online_hook";
import {describeError} from "@retail_base/app/utils/describe_error";
import {formatDay} from "../../utils/fulfilment";
import {explainNothing} from "./explain_nothing";
import {OrderDetail} from "./order_detail";
import {OrderFilters} from "./order_filters";

const PAGE = 30;
// The server counts no further.
const MOST = 1000;

/** Any order of the company by anything a customer can name (RC-01 to RC-05). */
export class FindOrder extends Component {
    static template = "retail_customer_orders.FindOrder";
    static components = {CenteredIcon, OrderDetail, OrderFilters};
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
            preset: this.props.term ? "all" : this.defaultPreset,
            filters: {},
            showFilters: false,
            counts: {},
            orders: [],
            more: false,
            moreStatus: "ready",
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
        onWillUpdateProps(({term}) => {
            if (term !== this.props.term) {
                // The page does not wait for it: it would show nothing else meanwhile.
                this.searchFor(term || "");
            }
        });
    }

    get presets() {
        return [
            {name: "pickup", label: _t("To pick up here")},
            {name: "ship", label: _t("To ship")},
            {name: "overdue", label: _t("Overdue")},
            {name: "all", label: _t("All")},
        ];
    }

    /** What waits in this store comes first (NT-01). */
    get defaultPreset() {
        const {pickup, ship} = this.pos.orderCounts;
        return ship && !pickup ? "ship" : "pickup";
    }

    get filterCount() {
        return Object.keys(this.state.filters).length;
    }

    get isOffline() {
        return this.pos.data.network.offline;
    }

    /** @returns {string|number|undefined} of an own store: as pushed, else as asked */
    getCount(preset) {
        const waiting = this.state.counts[preset] !== undefined && this.pos.orderCounts;
        return this.formatCount(waiting?.[preset] ?? this.state.counts[preset]);
    }

    formatCount(count) {
        return count >= MOST ? _t("%s+", MOST) : count;
    }

    get shownText() {
        return _t("%(shown)s of %(total)s", {
            shown: this.state.orders.length,
            total: this.formatCount(this.state.total),
        });
    }

    get showList() {
        return !this.ui.isSmall || !this.state.selectedId;
    }

    get emptyText() {
        const {preset, term} = this.state;
        return explainNothing(preset, term.trim(), this.filterCount);
    }

    onInput(ev) {
        this.state.term = ev.target.value;
        this.state.preset = this.state.term.trim() ? "all" : this.defaultPreset;
        this.searchSoon();
    }

    onKeydown(ev) {
        if (ev.key === "Enter") {
            this.searchFor(ev.target.value);
        }
    }

    searchFor(term) {
        const preset = term.trim() ? "all" : this.defaultPreset;
        Object.assign(this.state, {term, preset});
        return this.search();
    }

    setFilters(filters) {
        this.state.filters = filters;
        return this.search();
    }

    toggleFilters() {
        this.state.showFilters = !this.state.showFilters;
    }

    choosePreset(name) {
        this.state.preset = name;
        return this.search();
    }

    async search() {
        this.searchSoon.cancel();
        Object.assign(this.state, {
            status: "loading",
            selectedId: false,
            detail: null,
            moreStatus: "ready",
        });
        const found = await this.guard("status", () => this.find());
        if (found) {
            // With a term there are no counts: those of before stay.
            Object.assign(this.state, {...found, status: "ready"});
            const {pickup, ship, overdue} = this.state.counts;
            if (found.counts && pickup !== undefined) {
                this.pos.orderCounts = {pickup, ship, overdue};
            }
            await this.openOnlyOne();
        }
    }

    /** The next page comes below; the order that is open stays open. */
    async showMore() {
        this.state.moreStatus = "loading";
        const {orders} = this.state;
        const found = await this.guard("moreStatus", () =>
            this.find({after: orders.at(-1).id})
        );
        if (found) {
            const {more} = found;
            Object.assign(this.state, {more, orders: [...orders, ...found.orders]});
            this.state.moreStatus = "ready";
        }
    }

    find(page = {}) {
        const {term, preset, filters} = this.state;
        const options = {term: term.trim(), preset, filters, limit: PAGE, ...page};
        return this.keepLast.add(this.call("find_orders_from_ui", options));
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

    describeOrigin({store, date}) {
        return [store, date && formatDay(date)].filter(Boolean).join(" · ");
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
            const message = describeError(error);
            Object.assign(this.state, {[status]: "error", message});
            return undefined;
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
