import {Component, onMounted, onWillUpdateProps, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {deserializeDateTime, toLocaleDateTimeString} from "@web/core/l10n/dates";
import {registry} from "@web/core/registry";
import {KeepLast} from "@web/core/utils/concurrency";
import {useAutofocus, useService} from "@web/core/utils/hooks";
import {useDebounced} from "@web/core/utils/timing";
import {useBarcodeReader} from "@point_of_sale/app/hooks/barcode_reader_hook";
import {usePos} from "@point_of_sale/app/hooks/pos_hook";
import {CenteredIcon} from "@point_of_sale/app/components/centered_icon/centered_icon";
import {describeError} from "../../utils/returns";
import {SoldLines} from "./sold_lines";

const PAGE = 20;

/** Sales of any store of the company, and what of them comes back (RT-01 to RT-04). */
export class Returns extends Component {
    static template = "retail_returns.Returns";
    static components = {CenteredIcon, SoldLines};
    static props = {term: {type: String, optional: true}};
    static storeOnOrder = false;

    setup() {
        this.pos = usePos();
        this.ui = useService("ui");
        this.keepLast = new KeepLast();
        this.keepLastSale = new KeepLast();
        useAutofocus({refName: "term"});
        this.state = useState({
            term: this.props.term || "",
            status: "loading",
            message: "",
            sales: [],
            more: false,
            selectedId: false,
            sale: null,
            saleStatus: "idle",
            scanned: {code: "", count: 0},
        });
        this.searchSoon = useDebounced(() => this.search(), 400);
        const scan = ({code, base_code}) => this.enter(base_code || code);
        useBarcodeReader({
            retail_receipt: scan,
            customer_order: scan,
            product: scan,
            client: scan,
        });
        onMounted(() => this.search());
        onWillUpdateProps(
            ({term}) => term !== this.props.term && this.searchFor(term || "")
        );
    }

    get isOffline() {
        return this.pos.data.network.offline;
    }

    get showList() {
        return !this.ui.isSmall || !this.state.selectedId;
    }

    get emptyText() {
        return this.state.term.trim()
            ? _t(
                  "No sale matches. Try the receipt number, the customer or the product."
              )
            : _t("Nothing was sold here yet. Scan a receipt of any of our stores.");
    }

    describeDate(sale) {
        return toLocaleDateTimeString(deserializeDateTime(sale.date));
    }

    describeLeft(sale) {
        if (!sale.returnable) {
            return sale.sold ? _t("Nothing left to return") : _t("No goods");
        }
        const {formatProductQty} = this.env.utils;
        return _t("%(left)s of %(sold)s returnable", {
            left: formatProductQty(sale.returnable, false),
            sold: formatProductQty(sale.sold, false),
        });
    }

    onInput(ev) {
        this.state.term = ev.target.value;
        this.searchSoon();
    }

    onKeydown(ev) {
        if (ev.key === "Enter") {
            this.enter(ev.target.value);
        }
    }

    /** A product of the open sale counts one more (RT-03); all else is searched for. */
    enter(code) {
        const isSold = this.state.sale?.lines.some(
            (line) => line.barcode === code.trim()
        );
        if (!isSold || !code.trim()) {
            return this.searchFor(code);
        }
        this.searchSoon.cancel();
        this.state.term = "";
        this.state.scanned = {code: code.trim(), count: this.state.scanned.count + 1};
    }

    searchFor(term) {
        this.state.term = term;
        return this.search();
    }

    async search({more = false} = {}) {
        this.searchSoon.cancel();
        if (!more) {
            Object.assign(this.state, {
                status: "loading",
                selectedId: false,
                sale: null,
            });
        }
        const offset = more ? this.state.sales.length : 0;
        const args = [this.state.term.trim(), offset, PAGE];
        const found = await this.guard("status", () =>
            this.keepLast.add(this.call("find_sales_from_ui", args))
        );
        if (found) {
            const sales = more ? [...this.state.sales, ...found.sales] : found.sales;
            Object.assign(this.state, {sales, more: found.more, status: "ready"});
            await this.openOnlyOne();
        }
    }

    /** A scanned receipt opens by itself. */
    async openOnlyOne() {
        if (this.state.term.trim() && this.state.sales.length === 1) {
            await this.select(this.state.sales[0].id);
        }
    }

    async select(id) {
        Object.assign(this.state, {selectedId: id, sale: null, saleStatus: "loading"});
        const sale = await this.guard("saleStatus", () =>
            this.keepLastSale.add(this.call("read_sale_from_ui", [id]))
        );
        if (sale) {
            const scanned = {code: "", count: 0};
            Object.assign(this.state, {sale, scanned, saleStatus: "ready"});
        }
    }

    unselect() {
        Object.assign(this.state, {selectedId: false, sale: null});
    }

    call(method, args) {
        return this.pos.data.call("retail.return", method, [
            this.pos.config.id,
            ...args,
        ]);
    }

    /** Runs a request; what fails is said in the page, nothing pops up. */
    async guard(status, request) {
        try {
            return await request();
        } catch (error) {
            Object.assign(this.state, {
                [status]: "error",
                message: describeError(error),
            });
            return undefined;
        }
    }

    back() {
        const {page, params} = this.pos.defaultPage;
        this.pos.navigate(page, params);
    }
}

registry.category("pos_pages").add("Returns", {
    name: "Returns",
    component: Returns,
    route: `/pos/ui/${odoo.pos_config_id}/returns`,
    params: {},
});
