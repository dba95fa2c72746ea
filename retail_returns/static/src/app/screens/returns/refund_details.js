import {Component, useEffect, useState} from "@odoo/owl";
import {KeepLast} from "@web/core/utils/concurrency";
import {useDebounced} from "@web/core/utils/timing";
import {usePos} from "@point_of_sale/app/hooks/pos_hook";
import {describeError, getSource} from "../../utils/returns";
import {getRefundTotal, prepareRefund} from "../../utils/refund";

/** What the server says of a refund: charges given back, fees kept, and the tenders. */
export class RefundDetails extends Component {
    static template = "retail_returns.RefundDetails";
    static props = {basket: Object, onChange: Function};

    setup() {
        this.pos = usePos();
        this.basket = useState(this.props.basket);
        this.state = useState({prepared: [], isFeeWaived: false, message: ""});
        this.keepLast = new KeepLast();
        this.prepareSoon = useDebounced(() => this.prepare(), 150);
        useEffect(
            () => {
                this.report(false);
                this.prepareSoon();
            },
            () => [JSON.stringify(this.basket.entries.map(this.describeEntry))]
        );
    }

    describeEntry({sold, quantity, reasonId, condition}) {
        return [sold.key, quantity, reasonId, condition];
    }

    async prepare() {
        const {sales} = this.basket;
        try {
            const requests = sales.map((sale) =>
                prepareRefund(this.pos, toGoods(this.basket.getEntriesOf(sale)))
            );
            this.state.prepared = await this.keepLast.add(Promise.all(requests));
            this.state.message = "";
            this.report(sales.length > 0);
        } catch (error) {
            this.state.prepared = [];
            this.state.message = describeError(error);
        }
    }

    /** Tells the page what is given back; no total as long as nobody knows. */
    report(isReady) {
        this.isReady = isReady;
        const {isFeeWaived, prepared} = this.state;
        const {currency} = this.pos;
        const amounts = prepared.map((one) =>
            getRefundTotal(one, isFeeWaived, currency)
        );
        const total = currency.round(amounts.reduce((sum, one) => sum + one, 0));
        this.props.onChange({isReady, isFeeWaived, total});
    }

    get extras() {
        return this.state.prepared.flatMap(({extras}) => extras);
    }

    get charges() {
        return this.extras.filter(({kind}) => kind === "charge");
    }

    get fees() {
        return this.extras.filter(({kind}) => kind === "fee");
    }

    get needs() {
        return this.state.prepared.flatMap(({needs}) => needs);
    }

    /** @returns {{name: string, amount: number}[]} to which tenders it is proposed */
    get tenders() {
        const amounts = new Map();
        for (const {name, proposed} of this.state.prepared.flatMap(
            (one) => one.tenders
        )) {
            amounts.set(name, (amounts.get(name) || 0) + proposed);
        }
        return [...amounts]
            .map(([name, amount]) => ({name, amount}))
            .filter(({amount}) => amount > 0);
    }

    toggleFee() {
        this.state.isFeeWaived = !this.state.isFeeWaived;
        this.report(this.isReady);
    }

    format(amount) {
        return this.env.utils.formatCurrency(amount);
    }
}

/** What `prepareRefund` takes, of entries of the basket. */
export function toGoods(entries) {
    return entries.map(({sold, quantity, reasonId, condition}) => ({
        source: getSource(sold),
        quantity,
        reasonId,
        condition,
    }));
}
