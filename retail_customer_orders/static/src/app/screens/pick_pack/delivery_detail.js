import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {usePos} from "@point_of_sale/app/hooks/pos_hook";
import {useAsyncLockedMethod} from "@point_of_sale/app/hooks/hooks";
import {QuantityStepper} from "../../components/quantity_stepper/quantity_stepper";
import {formatDay} from "../../utils/fulfilment";
import {DeliveryActions} from "../../utils/delivery_actions";
import {getAll, getPicked, getWanted, isChanged} from "../../utils/deliveries";

/** One delivery: its goods, who has it, and the next step (FU-02, FU-05 to FU-09). */
export class DeliveryDetail extends Component {
    static template = "retail_customer_orders.DeliveryDetail";
    static components = {QuantityStepper};
    static props = {
        delivery: Object,
        draft: {type: Object, optional: true},
        places: Array,
        onDraft: Function,
        onAnswer: Function,
    };

    setup() {
        this.pos = usePos();
        this.run = useAsyncLockedMethod(this.run);
    }

    get delivery() {
        return this.props.delivery;
    }

    get totals() {
        return this.props.draft?.totals || getAll(this.delivery);
    }

    get count() {
        return Object.values(this.totals).reduce((sum, quantity) => sum + quantity, 0);
    }

    get picked() {
        return getPicked(this.delivery);
    }

    get isAllPicked() {
        return this.picked >= getWanted(this.delivery);
    }

    setQuantity(line, quantity) {
        const totals = {
            ...this.totals,
            [line.id]: Math.min(Math.max(quantity, 0), line.qty),
        };
        this.props.onDraft({...this.props.draft, totals});
    }

    get isOffline() {
        return this.pos.data.network.offline;
    }

    /** @returns {string} why nothing can be done with it now; empty when it can */
    get obstacle() {
        if (this.isOffline) {
            return _t("Needs the network");
        }
        return this.delivery.obstacle || this.delivery.claim_obstacle;
    }

    /** @returns {object[]} what can be done next, the most likely first */
    get actions() {
        if (this.delivery.state === "pending") {
            return [
                this.makeAction("accept", _t("Accept"), "fa-check"),
                this.makeAction("reject", _t("Reject"), "fa-ban"),
            ];
        }
        const {mine, mode, told, place, claim_obstacle: taken} = this.delivery;
        const isShip = mode === "ship";
        return [
            taken && this.makeAction("claim", _t("Take over"), "fa-hand-paper-o"),
            !taken &&
                !mine &&
                !this.picked &&
                this.makeAction("claim", _t("Start picking"), "fa-hand-paper-o"),
            isChanged(this.delivery, this.totals) &&
                this.makeAction("pick", this.pickLabel, "fa-check"),
            this.picked &&
                !place &&
                this.makeAction("stage", _t("Put at a place"), "fa-map-marker"),
            !isShip &&
                this.isAllPicked &&
                !told &&
                this.makeAction("tell", _t("Tell the customer"), "fa-envelope-o"),
            isShip && this.makeAction("ship", _t("Ship"), "fa-truck"),
            this.picked &&
                place &&
                this.makeAction("stage", _t("Another place"), "fa-map-marker"),
            mine && this.makeAction("release", _t("Let others pick"), "fa-undo"),
            !this.isAllPicked &&
                this.makeAction("printList", _t("Pick list"), "fa-print"),
            !this.picked &&
                this.delivery.lines.some(({acceptance}) => acceptance) &&
                this.makeAction("reject", _t("Reject"), "fa-ban"),
            {
                name: "order",
                label: _t("Show the order"),
                icon: "fa-search",
                enabled: true,
                why: "",
                run: () => this.showOrder(),
            },
        ].filter(Boolean);
    }

    get pickLabel() {
        return _t("Picked %(count)s of %(all)s", {
            count: this.formatQty(this.count),
            all: this.formatQty(getWanted(this.delivery)),
        });
    }

    makeAction(name, label, icon) {
        const {obstacle, payment_missing: missing} = this.delivery;
        let why = name === "claim" && !this.isOffline ? obstacle : this.obstacle;
        if (!why && name === "ship" && missing) {
            const amount = this.env.utils.formatCurrency(missing);
            why = _t("%s must be paid first", amount);
        }
        return {name, label, icon, enabled: !why, why, run: () => this.run(name)};
    }

    async run(name) {
        const {delivery, totals} = this;
        const actions = new DeliveryActions(this.pos);
        const answer = await {
            accept: () => actions.accept(delivery),
            reject: () => actions.reject(delivery),
            claim: () => actions.claim([delivery]),
            release: () => actions.release(delivery),
            pick: () => actions.pick(delivery, totals),
            stage: () => actions.stage(delivery, this.props.places),
            tell: () => actions.tell(delivery),
            ship: () => actions.ship(delivery),
            printList: () => actions.printList([delivery]),
        }[name]();
        if (name === "pick" && answer) {
            this.props.onDraft(undefined);
        }
        await this.props.onAnswer(answer);
    }

    showOrder() {
        this.pos.navigate("FindOrder", {term: this.delivery.reference});
    }

    get when() {
        const {date, slot, carrier} = this.delivery;
        return [carrier, date && formatDay(date), slot].filter(Boolean).join(" · ");
    }

    get who() {
        const {mine, worker} = this.delivery;
        return mine ? _t("You are picking this") : worker;
    }

    get readySince() {
        return _t("Ready for the customer since %s", formatDay(this.delivery.told));
    }

    describeLine(line) {
        const picked = _t("%(picked)s of %(all)s picked", {
            picked: this.formatQty(line.picked),
            all: this.formatQty(line.qty),
        });
        const done = line.done
            ? _t("%(done)s of %(ordered)s have left", {
                  done: this.formatQty(line.done),
                  ordered: this.formatQty(line.ordered),
              })
            : "";
        return [picked, done].filter(Boolean).join(" · ");
    }

    describeStock(line) {
        return _t("%(on_hand)s in stock, %(reserved)s reserved, %(incoming)s coming", {
            on_hand: this.formatQty(line.on_hand),
            reserved: this.formatQty(line.reserved_here),
            incoming: this.formatQty(line.incoming),
        });
    }

    formatQty(quantity) {
        return this.env.utils.formatProductQty(quantity, false);
    }
}
