import {Component, useEffect, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {KeepLast} from "@web/core/utils/concurrency";
import {usePos} from "@point_of_sale/app/hooks/pos_hook";
import {useBackOnline} from "@retail_base/app/hooks/back_online_hook";
import {loadPickupModes, loadShippingModes} from "../../utils/delivery_options";
import {formatDay} from "../../utils/fulfilment";

/**
 * Delivery mode and, for a pickup, the slot (DM-02, DM-04, TS-05). Where there is nothing
 * to choose, nothing is shown.
 */
export class DeliveryChooser extends Component {
    static template = "retail_customer_orders.DeliveryChooser";
    static props = {
        order: Object,
        lines: Array,
        fulfilment: String,
        storeId: {type: [Number, Boolean]},
        partnerId: {type: [Number, Boolean]},
        date: String,
        // What was chosen before: {mode_id, slot}.
        initial: {type: [Object, Boolean]},
        onChange: Function,
        onDay: Function,
    };

    setup() {
        this.pos = usePos();
        this.keepLast = new KeepLast();
        const {mode_id: modeId, slot} = this.props.initial || {};
        this.state = useState({
            modes: [],
            message: "",
            loading: true,
            modeId: modeId || false,
            start: slot?.start || false,
        });
        useEffect(
            () => {
                this.load();
            },
            () => [this.question]
        );
        useBackOnline(() => this.load());
        useEffect(
            () => this.tell(),
            () => [this.mode, this.slot?.start, this.obstacle, this.props.date]
        );
    }

    get isPickup() {
        return this.props.fulfilment === "pickup";
    }

    /** What the answer depends on; the day only where a carrier may care. */
    get question() {
        const {lines, fulfilment, storeId, partnerId, date} = this.props;
        const goods = lines.map(({uuid, qty}) => [uuid, qty]);
        return JSON.stringify(
            this.isPickup
                ? [fulfilment, storeId, goods]
                : [fulfilment, storeId, partnerId, date, goods]
        );
    }

    async load() {
        this.state.loading = true;
        const answer = await this.keepLast.add(this.ask());
        Object.assign(this.state, {...answer, loading: false});
    }

    async ask() {
        const {order, lines, storeId, partnerId, date} = this.props;
        if (!lines.length || !storeId || (!this.isPickup && !partnerId)) {
            return {modes: [], message: ""};
        }
        return this.isPickup
            ? loadPickupModes(this.pos, lines, storeId)
            : loadShippingModes(this.pos, order, lines, {
                  store: storeId,
                  partner: partnerId,
                  date,
              });
    }

    get choices() {
        return this.state.modes.filter((mode) => mode.id);
    }

    /** @returns {object|undefined} the chosen mode, or the only one */
    get mode() {
        const {modes, modeId} = this.state;
        return (
            modes.find((mode) => modeId && mode.id === modeId) ||
            (modes.length === 1 ? modes[0] : undefined)
        );
    }

    get slotsOfDay() {
        return (this.mode?.slots || []).filter(({day}) => day === this.props.date);
    }

    get slot() {
        return this.slotsOfDay.find(
            ({start, left}) => start === this.state.start && left > 0
        );
    }

    /** @returns {string|undefined} the next day on which there is room */
    get nextDay() {
        const days = (this.mode?.slots || [])
            .filter(({left}) => left > 0)
            .map(({day}) => day)
            .sort();
        return days.find((day) => day > this.props.date) || days[0];
    }

    get nextDayLabel() {
        return formatDay(this.nextDay);
    }

    /** @returns {string} why the choice is not complete yet; empty when it is */
    get obstacle() {
        if (this.state.loading) {
            return _t("Looking up the delivery…");
        }
        if (this.state.message) {
            return this.state.message;
        }
        if (this.choices.length > 1 && !this.mode) {
            return this.isPickup
                ? _t("Choose how it is picked up")
                : _t("Choose how it is shipped");
        }
        if (this.mode?.why_not) {
            return this.mode.why_not;
        }
        if (this.mode?.needs_slot && !this.slot) {
            return this.nextDay ? _t("Choose the time") : _t("No time is free");
        }
        return "";
    }

    tell() {
        const {mode, slot} = this;
        this.props.onChange({
            obstacle: this.obstacle,
            delivery: mode
                ? {
                      mode_id: mode.id || null,
                      mode: mode.id && this.choices.length > 1 ? mode.name : "",
                      slot: slot ? {start: slot.start, end: slot.end} : null,
                      time: slot?.label || "",
                  }
                : false,
        });
    }

    chooseMode(mode) {
        this.state.modeId = mode.id;
    }

    chooseSlot(slot) {
        this.state.start = slot.start;
    }

    format(amount) {
        return this.env.utils.formatCurrency(amount);
    }
}
