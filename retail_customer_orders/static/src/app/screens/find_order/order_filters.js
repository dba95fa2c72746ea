import {Component, onWillStart, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {ConnectionLostError, RPCError} from "@web/core/network/rpc";
import {usePos} from "@point_of_sale/app/hooks/pos_hook";

/** By what orders are narrowed (RC-04): each choice counts at once. */
export class OrderFilters extends Component {
    static template = "retail_customer_orders.OrderFilters";
    static props = {filters: Object, onChange: Function};

    setup() {
        this.pos = usePos();
        this.choices = useState({stores: [], modes: [], states: []});
        onWillStart(() => this.load());
    }

    /** Without its choices a list is empty; whatever else there is can be used. */
    async load() {
        try {
            const choices = await this.pos.data.call(
                "retail.order.request",
                "get_find_choices_from_ui",
                [this.pos.config.id]
            );
            Object.assign(this.choices, choices);
        } catch (error) {
            if (!(error instanceof ConnectionLostError || error instanceof RPCError)) {
                throw error;
            }
        }
    }

    get lists() {
        return [
            {name: "state", label: _t("State"), options: this.choices.states},
            {
                name: "fulfilment",
                label: _t("How"),
                options: [
                    {id: "pickup", name: _t("Pick up")},
                    {id: "ship", name: _t("Ship")},
                ],
            },
            {
                name: "delivery_mode_id",
                label: _t("Delivery mode"),
                options: this.choices.modes,
            },
            {
                name: "origin_store_id",
                label: _t("Taken in"),
                options: this.choices.stores,
            },
        ].filter(({options}) => options.length);
    }

    get days() {
        return [
            {name: "ordered", label: _t("Ordered")},
            {name: "wanted", label: _t("Wanted")},
        ];
    }

    /** @param {string} value of an element: numbers come as text */
    setChoice({name, options}, value) {
        const option = options.find(({id}) => String(id) === value);
        this.set(name, option?.id);
    }

    set(name, value) {
        const filters = {...this.props.filters};
        delete filters[name];
        this.props.onChange(value ? {...filters, [name]: value} : filters);
    }
}
