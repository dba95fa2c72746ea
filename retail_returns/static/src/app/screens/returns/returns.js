import {Component, onMounted, onWillUpdateProps, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {KeepLast} from "@web/core/utils/concurrency";
import {useAutofocus, useService} from "@web/core/utils/hooks";
import {useDebounced} from "@web/core/utils/timing";
import {useBarcodeReader} from "@point_of_sale/app/hooks/barcode_reader_hook";
import {usePos} from "@point_of_sale/app/hooks/pos_hook";
import {CenteredIcon} from "@point_of_sale/app/components/centered_icon/centered_icon";
import {ReturnBasket} from "../../utils/return_basket";
import {describeError} from "../../utils/returns";
import {findSales, readSale} from "../../utils/sale_source";
import {fillFromRequest} from "../../utils/return_request";
import {readBarcode} from "../../utils/barcode";
import {BasketLines} from "./basket_lines";
import {RefundSummary} from "./refund_summary";
import {SaleList} from "./sale_list";
import {SoldLines} from "./sold_lines";

const PAGE = 20;

/**
 * Sales of any store of the company, one of them open, and the basket: what of one or
 * several sales comes back (RT-01 to RT-07).
 */
export class Returns extends Component {
    static template = "retail_returns.Returns";
    static components = {CenteredIcon, SaleList, SoldLines, BasketLines, RefundSummary};
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
            isLocal: false,
            selectedKey: false,
            sale: null,
            isBasketOpen: false,
            saleStatus: "idle",
            scanned: {code: "", quantity: 0, lot: "", count: 0},
        });
        this.basket = useState(new ReturnBasket());
        this.searchSoon = useDebounced(() => this.search(), 400);
        const scan = (barcode) => this.enter(...readBarcode(barcode));
        useBarcodeReader({
            retail_receipt: scan,
            customer_order: scan,
            product: scan,
            quantity: scan,
            weight: scan,
            price: scan,
            lot: scan,
            client: scan,
            gs1: scan,
        });
        onMounted(() => this.search());
        onWillUpdateProps(({term}) => {
            if (term !== this.props.term) {
                // The page does not wait for it: it would show nothing else meanwhile.
                this.searchFor(term || "");
            }
        });
    }

    /** On a phone the list, the open sale and the basket are shown one at a time. */
    get showList() {
        return !this.ui.isSmall || !(this.state.selectedKey || this.state.isBasketOpen);
    }

    get showSale() {
        return !this.ui.isSmall || (this.state.selectedKey && !this.state.isBasketOpen);
    }

    get showBasket() {
        return this.ui.isSmall ? this.state.isBasketOpen : !this.basket.isEmpty;
    }

    get refundTotal() {
        const total = this.basket.getTotal(this.pos.currency);
        return this.env.utils.formatCurrency(total);
    }

    get emptyText() {
        if (this.state.isLocal) {
            return _t("This register knows no such sale. Try again with the network.");
        }
        return this.state.term.trim()
            ? _t(
                  "No sale matches. Try the receipt number, the customer or the product."
              )
            : _t("Nothing was sold here yet. Scan a receipt of any of our stores.");
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
    enter(term, quantity = 0, lot = "") {
        const code = term.trim();
        const isSold = this.state.sale?.lines.some(
            (line) => line.barcode === code || line.lots.includes(code)
        );
        if (!isSold || !code) {
            return this.searchFor(term);
        }
        this.searchSoon.cancel();
        const count = this.state.scanned.count + 1;
        Object.assign(this.state, {term: "", scanned: {code, quantity, lot, count}});
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
                selectedKey: false,
                sale: null,
                isBasketOpen: false,
            });
        }
        const offset = more ? this.state.sales.length : 0;
        const args = [this.state.term.trim(), offset, PAGE];
        const found = await this.guard("status", () =>
            this.keepLast.add(findSales(this.pos, ...args))
        );
        if (found) {
            const sales = more ? [...this.state.sales, ...found.sales] : found.sales;
            Object.assign(this.state, {
                sales,
                more: found.more,
                isLocal: Boolean(found.isLocal),
                status: "ready",
            });
            await this.openFound(found.request);
        }
    }

    /** What the customer asked for online fills the basket. */
    async openFound(request) {
        if (request && this.state.sales.length) {
            await this.guard("saleStatus", () =>
                fillFromRequest(this.pos, this.basket, request, this.state.sales)
            );
            await this.select(this.state.sales[0].key);
        } else {
            await this.openOnlyOne();
        }
    }

    /** A scanned receipt opens by itself. */
    async openOnlyOne() {
        if (this.state.term.trim() && this.state.sales.length === 1) {
            await this.select(this.state.sales[0].key);
        }
    }

    async select(selectedKey) {
        Object.assign(this.state, {selectedKey, sale: null, saleStatus: "loading"});
        const sale = await this.guard("saleStatus", () =>
            this.keepLastSale.add(readSale(this.pos, selectedKey))
        );
        if (sale && this.state.selectedKey === selectedKey) {
            const scanned = {code: "", quantity: 0, lot: "", count: 0};
            Object.assign(this.state, {sale, scanned, saleStatus: "ready"});
        }
    }

    unselect() {
        Object.assign(this.state, {selectedKey: false, sale: null});
    }

    /** What somebody else took back meanwhile leaves the basket. */
    async refresh() {
        this.state.isBasketOpen = false;
        for (const {key} of this.basket.sales) {
            await this.select(key);
            if (this.state.sale) {
                this.basket.refresh(this.state.sale);
            }
        }
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
