import {Component, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {useAsyncLockedMethod} from "@point_of_sale/app/hooks/hooks";
import {usePos} from "@point_of_sale/app/hooks/pos_hook";
import {CenteredIcon} from "@point_of_sale/app/components/centered_icon/centered_icon";
import {PartnerList} from "@point_of_sale/app/screens/partner_list/partner_list";
import {makeAwaitable} from "@point_of_sale/app/utils/make_awaitable_dialog";
import {ProductFinder} from "@retail_base/app/components/popups/stock_dialog/product_finder";
import {VariantChooser} from "@retail_base/app/components/popups/stock_dialog/variant_chooser";
import {ReasonButtons} from "@retail_base/app/components/reason_buttons/reason_buttons";
import {askApproval} from "@retail_base/app/utils/ask_approval";
import {describeError} from "@retail_base/app/utils/describe_error";
import {VariantIndex} from "@retail_base/app/utils/variant_index";
import {ConditionButtons} from "../../components/condition_buttons/condition_buttons";
import {NoReceiptReturn, fillNoReceiptTicket} from "../../utils/no_receipt";
import {canTakeBack} from "../../utils/no_receipt_off_line";
import {openPayment} from "../../utils/return_group";
import {getEmptyOrder} from "../../utils/return_ticket";
import {NoReceiptLine} from "./no_receipt_line";

/** Goods of which nobody knows the sale, within the limits of the store (RT-11). */
export class NoReceipt extends Component {
    static template = "retail_returns.NoReceipt";
    static components = {
        CenteredIcon,
        ConditionButtons,
        NoReceiptLine,
        ProductFinder,
        ReasonButtons,
        VariantChooser,
    };
    static props = {};
    static storeOnOrder = false;

    setup() {
        this.pos = usePos();
        this.dialog = useService("dialog");
        this.turn = 0;
        this.goods = useState(new NoReceiptReturn(this.pos));
        this.state = useState({variant: null, message: ""});
        this.goToPayment = useAsyncLockedMethod(this.goToPayment);
    }

    get isOffline() {
        return this.pos.data.network.offline;
    }

    get canTakeBack() {
        return canTakeBack(this.pos);
    }

    get faults() {
        return this.goods.told?.faults || [];
    }

    get total() {
        return this.env.utils.formatCurrency(this.goods.told?.total || 0);
    }

    chooseProduct(template, product) {
        this.variants = new VariantIndex(template);
        const variant = product || this.variants.first;
        if (product || this.variants.variants.length === 1) {
            return this.add(variant);
        }
        this.state.variant = variant;
    }

    add(product) {
        this.state.variant = null;
        this.goods.add(product);
        return this.check();
    }

    remove(line) {
        this.goods.remove(line);
        return this.check();
    }

    async choosePartner() {
        const {partner} = this.goods;
        const chosen = await makeAwaitable(this.dialog, PartnerList, {partner});
        // Closed without a choice, it answers nothing.
        if (chosen !== undefined) {
            this.goods.partner = chosen || null;
            await this.check();
        }
    }

    set(values) {
        Object.assign(this.goods, values);
        return this.check();
    }

    /**
     * @returns {Promise<boolean>} whether the server answered; else it says why, unless
     *     something was changed meanwhile, which is asked by itself
     */
    async check() {
        const turn = ++this.turn;
        this.state.message = "";
        try {
            const answer = await this.goods.ask();
            if (turn !== this.turn) {
                return false;
            }
            this.goods.take(answer);
            this.state.message = answer?.refusal || "";
            return true;
        } catch (error) {
            if (turn === this.turn) {
                this.state.message = describeError(error);
            }
            return false;
        }
    }

    async goToPayment() {
        if (!(await this.check()) || this.state.message) {
            return;
        }
        const order = getEmptyOrder(this.pos);
        if (this.faults.length && !(await this.callManager(order))) {
            return;
        }
        openPayment(this.pos, fillNoReceiptTicket(this.pos, this.goods, order));
    }

    callManager(order) {
        return askApproval(this.pos, {
            kind: "return_no_receipt",
            description: this.faults.join(" "),
            amount: this.goods.told.total,
            ticketUuid: order.uuid,
            reasonKind: "approval",
        });
    }

    back() {
        this.pos.navigate("Returns", {});
    }
}

registry.category("pos_pages").add("NoReceipt", {
    name: "NoReceipt",
    component: NoReceipt,
    route: `/pos/ui/${odoo.pos_config_id}/returns/no-receipt`,
    params: {},
});
